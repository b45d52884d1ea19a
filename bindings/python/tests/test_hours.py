"""Driver hours of many drivers at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import haulage
from haulage import ValidationError, hours

START = dt.datetime(2026, 10, 5, 6, tzinfo=dt.UTC)


def activity(driver: str, kind: str, begin_h: float, end_h: float) -> dict[str, Any]:
    begin, end = (START + dt.timedelta(hours=hour) for hour in (begin_h, end_h))
    return {"driver": driver, "kind": kind, "from": begin, "until": end}


ROWS = [
    activity("zoe", "drive", 0, 5),
    activity("adam", "drive", 0, 4),
    activity("adam", "rest", 4, 20),
    activity("zoe", "rest", 5, 20),
]


def test_the_records_of_many_drivers_are_told_apart() -> None:
    table = hours.audit(ROWS, "eu")
    zoe = [{key: row[key] for key in ("kind", "from", "until")} for row in ROWS if row["driver"] == "zoe"]
    alone = haulage.call("hours.audit", {"jurisdiction": "eu", "activities": zoe})["infringements"]
    assert table["driver"] == ["zoe"]
    assert [(row["rule"], row["article"], row["measured"], row["allowed"], row["severity"]) for row in table] == [
        (found["rule"], found["article"], found["measured"], found["allowed"], found["severity"]) for found in alone
    ]
    assert [row["at"].isoformat() for row in table] == [
        dt.datetime.fromisoformat(found["at"]).isoformat() for found in alone
    ]


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_a_frame_of_any_library_is_audited(library: str) -> None:
    module = pytest.importorskip(library)
    columns = {name: [row[name] for row in ROWS] for name in ROWS[0]}
    frame = module.table(columns) if library == "pyarrow" else module.DataFrame(columns)
    assert hours.audit(frame, "eu").to_dicts() == hours.audit(ROWS, "eu").to_dicts()


def test_a_wrong_row_refuses_the_whole() -> None:
    with pytest.raises(ValidationError) as raised:
        hours.audit([*ROWS, {**ROWS[0], "kind": "sleep", "driver": None}], "eu")
    assert {fault.path for fault in raised.value.faults} == {"/activities/4/kind", "/activities/4/driver"}
    with pytest.raises(ValidationError, match="no rule set"):
        hours.audit(ROWS, "eu", date="1950-01-01")
    with pytest.raises(ValueError, match="jurisdiction"):
        hours.audit(ROWS, "moon")
