"""Driver hours: the records of a whole fleet against a law, a driver's days as a drawing, a legal timetable of a trip."""

from __future__ import annotations

import datetime as dt
from typing import Any

from haulage._native import Table, audit_hours
from haulage.operations.hours import chart, schedule

__all__ = ["audit", "chart", "schedule"]


def audit(frame: Any, /, jurisdiction: str, *, date: dt.date | str | None = None, duty: str | None = None) -> Table:
    """What the drivers' records break: a row an infringement, in the order of drivers and then of time.

    ``frame`` is anything with the Arrow PyCapsule interface, or an iterable of dicts, with a row an activity: ``driver``,
    ``kind`` (``drive``, ``work``, ``availability``, ``rest``, ``berth``, ``unknown``), ``from`` and ``until`` as instants with a
    zone, and where they hold ``crew``, ``ferry`` and ``out_of_scope``. ``jurisdiction``, ``date`` and ``duty`` are those of the
    operation ``hours.audit``; without a date each driver's law is that of the first day of the record.

    ``measured`` and ``allowed`` count minutes, of night rests nights.
    """
    return audit_hours(frame, jurisdiction, date, duty)
