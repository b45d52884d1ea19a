"""The operations ``tariff.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from haulage._called import called


def check(
    *,
    tariff: Any,
) -> dict[str, Any]:
    """Gaps, overlaps, unreachable rows and falling prices of a tariff, with path, cause and remedy.

    ``tariff``: The tariff.
    """
    return called(
        "tariff.check",
        {
            "tariff": tariff,
        },
    )


def compare(
    *,
    before: Any,
    after: Any,
    history: Sequence[Any],
) -> dict[str, Any]:
    """Two tariffs over a history of shipments: who gets cheaper, who dearer, by how much in all.

    ``before``: The tariff in force.
    ``after``: The tariff proposed.
    ``history``: The shipments of the past.
    """
    return called(
        "tariff.compare",
        {
            "before": before,
            "after": after,
            "history": history,
        },
    )


def import_(
    *,
    text: str,
    format: Any,
) -> dict[str, Any]:
    """The plain table that a carrier sends as CSV, as rates of a tariff.

    ``text``: The table: bounds in the first column, a zone in each other, named by the first line.
    ``format``: How it is written.
    """
    return called(
        "tariff.import",
        {
            "text": text,
            "format": format,
        },
    )
