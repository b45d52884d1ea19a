"""The operations ``promise`` and ``promise.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from haulage._called import called


def promise(
    *,
    ordered_at: dt.datetime | str,
    origin: Any,
    delivery: Any,
    transit: Sequence[Any] | None = None,
    wanted_on: dt.date | str | None = None,
    departure: Any | None = None,
) -> dict[str, Any]:
    """By when goods ordered now are delivered at the earliest and latest, and why not sooner.

    ``ordered_at``: The moment of the order.
    ``origin``: Where the goods are made ready.
    ``delivery``: Where they are delivered.
    ``transit``: How they travel, in order; empty when they are delivered from the origin itself.
    ``wanted_on``: The day the consignee wants them; refused when it cannot be kept.
    ``departure``: A departure with the cut-offs that it imposes.
    """
    return called(
        "promise",
        {
            "ordered_at": ordered_at,
            "origin": origin,
            "delivery": delivery,
            "transit": transit,
            "wanted_on": wanted_on,
            "departure": departure,
        },
    )
