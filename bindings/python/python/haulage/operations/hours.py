"""The operations ``hours.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from haulage._called import called


def audit(
    *,
    jurisdiction: Literal["eu", "us", "ca", "au"],
    activities: Sequence[Any],
    date: dt.date | str | None = None,
    duty: Literal["goods", "goods_working_time", "property", "south_of_60", "standard_solo"] | None = None,
    circumstances: Any | None = None,
) -> dict[str, Any]:
    """What a driver's record breaks, with article, minute and severity, and what is left.

    ``jurisdiction``: Whose law.
    ``activities``: What the driver did. Where nothing else is said, the driver is taken to have had a long rest just
        before.
    ``date``: The law as of this day; absent: of the day on which the record begins (UTC).
    ``duty``: What kind of driving; absent: in the Union driving and rest without the working time of Directive
        2002/15/EC.
    ``circumstances``: What the record alone does not say.
    """
    return called(
        "hours.audit",
        {
            "jurisdiction": jurisdiction,
            "activities": activities,
            "date": date,
            "duty": duty,
            "circumstances": circumstances,
        },
    )


def chart(
    *,
    activities: Sequence[Any],
    title: str | None = None,
    jurisdiction: Literal["eu", "us", "ca", "au"] | None = None,
    date: dt.date | str | None = None,
    duty: Literal["goods", "goods_working_time", "property", "south_of_60", "standard_solo"] | None = None,
    circumstances: Any | None = None,
) -> dict[str, Any]:
    """A driver's days as the drawing that a transport manager knows, with what the audit found.

    ``activities``: What the driver did. Of more than 366 days the last are drawn.
    ``title``: What stands above; absent: the days drawn.
    ``jurisdiction``: Whose law; absent: nothing is marked.
    ``date``: The law as of this day; absent: of the day on which the record begins (UTC).
    ``duty``: What kind of driving; absent: the one usually meant.
    ``circumstances``: What the record alone does not say. Days are those of its zone.
    """
    return called(
        "hours.chart",
        {
            "activities": activities,
            "title": title,
            "jurisdiction": jurisdiction,
            "date": date,
            "duty": duty,
            "circumstances": circumstances,
        },
    )


def schedule(
    *,
    jurisdiction: Literal["eu", "us", "ca", "au"],
    trip: Any,
    date: dt.date | str | None = None,
    duty: Literal["goods", "goods_working_time", "property", "south_of_60", "standard_solo"] | None = None,
) -> dict[str, Any]:
    """The best legal timetable for a driver and a sequence of stops, or the rule that forbids it.

    ``jurisdiction``: Whose law.
    ``trip``: Driver, stops and what is wanted first.
    ``date``: The law as of this day; absent: of the day from which on the driver may work (UTC).
    ``duty``: What kind of driving; absent: the first that its jurisdiction knows.
    """
    return called(
        "hours.schedule",
        {
            "jurisdiction": jurisdiction,
            "trip": trip,
            "date": date,
            "duty": duty,
        },
    )
