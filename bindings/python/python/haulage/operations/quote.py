"""The operations ``quote`` and ``quote.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haulage._called import called


def quote(
    *,
    tariff: Any,
    shipment: Any,
) -> dict[str, Any]:
    """What a shipment costs under a tariff: every line with the rule it comes from.

    ``tariff``: The tariff.
    ``shipment``: The shipment.
    """
    return called(
        "quote",
        {
            "tariff": tariff,
            "shipment": shipment,
        },
    )


def many(
    *,
    tariff: Any,
    shipments: Sequence[Any],
    lines: bool | None = None,
) -> dict[str, Any]:
    """What many shipments cost under one tariff, row by row; a row without a price says why.

    ``tariff``: The tariff.
    ``shipments``: The shipments.
    ``lines``: Whether each row carries its whole quote with all lines, beside the total.
    """
    return called(
        "quote.many",
        {
            "tariff": tariff,
            "shipments": shipments,
            "lines": lines,
        },
    )


def replay(
    *,
    tariff: Any,
    shipment: Any,
    quote: Any,
) -> dict[str, Any]:
    """A stored quote computed again: the same to the last digit, or the lines that differ.

    ``tariff``: The tariff.
    ``shipment``: The shipment.
    ``quote``: The quote as stored.
    """
    return called(
        "quote.replay",
        {
            "tariff": tariff,
            "shipment": shipment,
            "quote": quote,
        },
    )
