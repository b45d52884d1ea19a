"""Legacy dumps as Arrow: typed rows, events behind a cursor, in batches."""

from __future__ import annotations

import datetime as dt
import resource
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from haulage import RefusedError, ValidationError, sync

MAPPING: dict[str, Any] = {
    "key": ["id"],
    "defaults": {"format": ["DD-MON-RR"], "pivot_year": 2004, "decimal": ",", "zone": "Europe/Berlin", "yes": ["Y"], "no": ["N"]},
    "columns": [
        {"column": "ID", "field": "id", "type": "integer"},
        {"column": "CITY", "field": "city", "type": "text"},
        {"column": "KG", "field": "mass_g", "type": "quantity", "unit": "kg"},
        {"column": "PRICE", "field": "price", "type": "decimal"},
        {"column": "CREATED", "field": "created_on", "type": "date"},
        {"column": "SEEN", "field": "seen_at", "type": "instant", "style": {"format": ["YYYY-MM-DD HH24:MI"]}},
        {"column": "PAID", "field": "paid", "type": "flag"},
    ],
}
HEADER = "ID;CITY;KG;PRICE;CREATED;SEEN;PAID\n"
MONDAY = HEADER + "1;Köln;,5;12,30;01-JUN-04;2004-06-01 08:00;Y\n2O;Bonn;1;1;01-JUN-04;;N\n3;Ulm;;;;;\n"
TUESDAY = HEADER + "1;Köln;,5;12,31;01-JUN-04;2004-06-01 08:00;Y\n2;Bonn;1;1;01-JUN-04;;N\n"


def test_rows_have_the_types_of_the_mapping() -> None:
    batches = sync.rows({"text": MONDAY}, MAPPING)
    assert [row for batch in batches for row in batch] == [
        {
            "id": 1,
            "city": "Köln",
            "mass_g": 500,
            "price": Decimal("12.3"),
            "created_on": dt.date(2004, 6, 1),
            "seen_at": dt.datetime(2004, 6, 1, 6, tzinfo=dt.UTC),
            "paid": True,
        },
        {"id": 3, "city": "Ulm", "mass_g": None, "price": None, "created_on": None, "seen_at": None, "paid": None},
    ]
    report = batches.report()
    assert report["balanced"]
    assert report["accounts"]["accepted"]["rows"] == 2
    assert [(row["line"], row["reasons"][0]["repair"]) for row in report["quarantine"]] == [(3, "20")]


def test_a_dump_is_a_path_bytes_or_a_document(tmp_path: Path) -> None:
    file = tmp_path / "monday.csv"
    file.write_text(MONDAY, encoding="windows-1252")
    text = 'key = ["id"]\nunknown_columns = "ignore"\ncolumns = [{ column = "ID", field = "id", type = "integer" }]'
    for dump in (file, str(file), file.read_bytes(), {"path": str(file)}, {"text": MONDAY}):
        assert [row["id"] for batch in sync.rows(dump, text) for row in batch] == [1, 3]


def test_batches_come_once_and_are_as_long_as_asked_for() -> None:
    batches = sync.rows({"text": HEADER + "".join(f"{number};;;;;;\n" for number in range(10))}, MAPPING, batch_rows=4)
    assert [len(batch) for batch in batches] == [4, 4, 2]
    assert list(batches) == []
    assert batches.columns == ("id", "city", "mass_g", "price", "created_on", "seen_at", "paid")


def test_a_decimal_is_never_rounded() -> None:
    dump = {"text": HEADER + "1;;;0,125;;;\n"}
    assert next(iter(next(sync.rows(dump, MAPPING, decimals=3))))["price"] == Decimal("0.125")
    batches = sync.rows(dump, MAPPING, decimals=2)
    for _ in range(2):
        # Asked again, it does not go on as if nothing were missing.
        with pytest.raises(RefusedError, match="line 2, `price`: 0.125 does not fit 2 decimals"):
            next(batches)
    with pytest.raises(ValueError, match="28 decimals"):
        sync.rows(dump, MAPPING, decimals=29)


def test_what_cannot_be_read_is_an_exception(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        sync.rows(tmp_path / "none.csv", MAPPING)
    with pytest.raises(RefusedError, match="columns|CITY"):
        sync.rows({"text": "ID;PLACE\n1;Bonn\n"}, MAPPING)
    with pytest.raises(ValidationError):
        sync.rows({"text": MONDAY}, {"columns": [], "key": ["id"]})
    with pytest.raises(ValidationError):
        sync.rows({"adress": "x"}, MAPPING)
    with pytest.raises(RefusedError):
        sync.changes(tmp_path / "none.state", MAPPING)


def test_changes_are_the_events_of_the_state(tmp_path: Path) -> None:
    state = tmp_path / "orders.state"
    for dump in (MONDAY, TUESDAY):
        sync.run(dump={"text": dump}, mapping=MAPPING, state={"path": state}, settings={"keep_rows": True, "deletes": {"after_runs": 1}})
    events = [event for batch in sync.changes(state, MAPPING, batch_rows=2) for event in batch]
    page = sync.events(state=state)
    assert [(event["cursor"], event["id"], event["kind"]) for event in events] == [
        (event["cursor"], event["id"], event["kind"]) for event in page["events"]
    ]
    first, updated = events[0], next(event for event in events if event["kind"] == "updated")
    assert first["key"] == {"id": 1}
    assert first["row"]["created_on"] == dt.date(2004, 6, 1)
    assert first["before"] is None
    assert first["place"]["line"] == 2
    assert updated["changed"] == ["price"]
    assert (updated["before"]["price"], updated["row"]["price"]) == (Decimal("12.3"), Decimal("12.31"))
    behind = sync.changes(state, MAPPING, after=page["next"])
    assert list(behind) == []
    assert behind.report() == {"next": page["next"]}


def test_events_of_another_mapping_are_refused(tmp_path: Path) -> None:
    state = tmp_path / "orders.state"
    sync.run(dump={"text": MONDAY}, mapping=MAPPING, state={"path": state})
    other = {**MAPPING, "columns": MAPPING["columns"][:2]}
    with pytest.raises(RefusedError, match="no field `mass_g`"):
        next(sync.changes(state, other))


def test_frames_take_the_batches(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    reader = pa.RecordBatchReader.from_stream(sync.rows({"text": MONDAY}, MAPPING, batch_rows=1))
    assert [str(kind) for kind in reader.schema.types] == [
        "int64", "string", "int64", "decimal128(38, 9)", "date32[day]", "timestamp[us, tz=UTC]", "bool",
    ]  # fmt: skip
    assert reader.read_all().num_rows == 2
    state = tmp_path / "orders.state"
    sync.run(dump={"text": MONDAY}, mapping=MAPPING, state={"path": state})
    assert pa.table(sync.changes(state, MAPPING)).column("row").to_pylist()[0]["city"] == "Köln"
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(sync.changes(state, MAPPING))
    assert frame.select("kind", pl.col("row").struct.field("city")).rows() == [("inserted", "Köln"), ("inserted", "Ulm")]


def test_an_error_in_the_middle_reaches_the_consumer() -> None:
    pa = pytest.importorskip("pyarrow")
    dump = {"text": HEADER + "1;;;1;;;\n2;;;0,125;;;\n"}
    with pytest.raises(Exception, match="does not fit 2 decimals"):
        pa.table(sync.rows(dump, MAPPING, decimals=2, batch_rows=1))


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    line = ";" + "x" * 400 + ";1,5;9,99;01-JUN-04;2004-06-01 08:00;Y\n"
    with file.open("w") as dump:
        dump.write(HEADER)
        dump.writelines(f"{number}{line}" for number in range(150_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = sum(len(batch) for batch in sync.rows(file, MAPPING, batch_rows=4_096))
    assert rows == 150_000
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kib < 32 << 10, "a dump of 66 MB, read 4,096 rows at a time"
