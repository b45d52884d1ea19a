"""The operations ``docks.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from haulage._called import called


def free(
    *,
    site: Any,
    load: Any,
    until: dt.datetime | str,
) -> dict[str, Any]:
    """The moments at which one more load could begin, door by door.

    ``site``: The site with the slots that are taken (`current`), and in `arrivals` at least those that have one.
    ``load``: Who would like one.
    ``until``: Latest beginning that is of interest.
    """
    return called(
        "docks.free",
        {
            "site": site,
            "load": load,
            "until": until,
        },
    )


def schedule(
    *,
    doors: Sequence[Any],
    arrivals: Sequence[Any],
    crews: int | None = None,
    current: Sequence[Any] | None = None,
) -> dict[str, Any]:
    """Door and beginning for every arrival: least lateness, fewest slots moved, least waiting.

    ``doors``: The doors.
    ``arrivals``: What arrives.
    ``crews``: How many vehicles can be unloaded at once, for want of crews; absent: as many as there are doors.
    ``current``: Slots given before, which are kept where that makes nobody late.
    """
    return called(
        "docks.schedule",
        {
            "doors": doors,
            "arrivals": arrivals,
            "crews": crews,
            "current": current,
        },
    )
