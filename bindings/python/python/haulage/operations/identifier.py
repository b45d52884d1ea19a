"""The operations ``identifier.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from haulage._called import called


def parse(
    *,
    texts: Sequence[Any],
    kind: Literal["sscc", "gtin", "ean", "gln", "gsin", "grai", "element_string", "digital_link", "container", "s10", "air_waybill", "imo", "iban", "vin", "un_locode", "hs_code", "eori", "carrier"] | None = None,
) -> dict[str, Any]:
    """Which identifiers texts are, in canonical form, or the mistake in them.

    ``texts``: The texts, as people write or scanners send them.
    ``kind``: The kind that all of them should be; left out where that is the question.
    """
    return called(
        "identifier.parse",
        {
            "texts": texts,
            "kind": kind,
        },
    )
