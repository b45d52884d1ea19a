"""Prices: one shipment by document, and whole frames."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from conftest import REPOSITORY

import haulage
from haulage import RefusedError, Tariff, ValidationError

VECTORS = json.loads((REPOSITORY / "tests" / "vectors" / "quote.json").read_text(encoding="utf-8"))
QUOTED = [vector for vector in VECTORS if "reply" in vector]
ROAD: dict[str, Any] = QUOTED[0]["request"]["tariff"]
ROWS: list[dict[str, Any]] = [
    {
        "reference": "a",
        "on": dt.date(2026, 3, 20),
        "from_country": "DE",
        "from_postal_code": "80331",
        "to_country": "DE",
        "to_postal_code": "10115",
        "count": 3,
        "mass_g": 30_000,
    },
    {"reference": "b", "on": dt.date(2026, 3, 20), "from_country": "DE", "to_country": "PL", "mass_g": 30_000},
]


def test_the_quote_of_a_document_is_that_of_the_operation() -> None:
    for vector in QUOTED:
        tariff = Tariff(vector["request"]["tariff"])
        assert tariff.quote(vector["request"]["shipment"]) == vector["reply"]


def test_a_frame_is_priced_as_its_rows_are_one_by_one() -> None:
    tariff = Tariff(ROAD)
    table = haulage.quotes(tariff, ROWS)
    places = {"from": {"country": "DE", "postal_code": "80331"}, "to": {"country": "DE", "postal_code": "10115"}}
    alone = tariff.quote({"on": "2026-03-20", **places, "handling_units": [{"count": 3, "mass_g": 30_000}]})
    assert table["reference"] == ["a", "b"]
    assert table["total"] == [Decimal(alone["total"]), None]
    assert table["rule"][0] == alone["lines"][0]["rule"]
    assert table["error"] == [None, "quote.no_lane"]
    assert "PL" in table["detail"][1]
    assert table["currency"] == ["EUR", "EUR"]


@pytest.mark.parametrize("library", ["pyarrow", "polars", "pandas"])
def test_a_frame_of_any_library_gives_the_same_prices(library: str) -> None:
    pytest.importorskip("pyarrow")
    module = pytest.importorskip(library)
    columns = {name: [row.get(name) for row in ROWS] for name in ROWS[0]}
    columns["on"] = ["2026-03-20", "2026-03-20"]
    frame = {"pyarrow": lambda: module.table(columns)}.get(library, lambda: module.DataFrame(columns))()
    assert haulage.quotes(ROAD, frame).to_dicts() == haulage.quotes(ROAD, ROWS).to_dicts()


def test_amounts_leave_as_decimals_with_the_digits_of_the_currency() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(haulage.quotes(ROAD, ROWS))
    assert str(table.schema.field("total").type) == "decimal128(38, 2)"
    assert isinstance(table.column("total")[0].as_py(), Decimal)


def test_several_kinds_of_units_are_lists() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    rows = [{**ROWS[0], "count": [1, 2], "mass_g": [50_000, 20_000]}]
    total = haulage.quotes(ROAD, ROWS)["total"][0]
    assert haulage.quotes(ROAD, pyarrow.Table.from_pylist(rows))["total"] == [total]
    [row] = haulage.quotes(ROAD, [{**rows[0], "count": [1, 2, 3]}])
    assert row["error"] == "frame.value"
    assert "3 values" in row["detail"]


def test_a_wrong_row_says_why_and_leaves_the_others() -> None:
    wrong = {**ROWS[0], "from_country": "Germany", "mass_g": None}
    table = haulage.quotes(ROAD, [wrong, ROWS[0]])
    assert table["error"] == ["frame.value", None]
    assert "Germany" in table["detail"][0]
    assert "/shipments/0/mass_g" in table["detail"][0]


def test_columns_that_are_wrong_as_a_whole_are_refused() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    columns = {"on": ["2026-03-20"], "from_country": ["DE"], "to_country": ["DE"], "mass_g": [1.5], "to_postal_code": [10115]}
    with pytest.raises(ValidationError) as raised:
        haulage.quotes(ROAD, pyarrow.table({**columns, "colour": ["red"]}))
    paths = {fault.path: fault.code for fault in raised.value.faults}
    assert paths["/shipments/to_postal_code"] == "frame.column_kind"
    assert paths["/shipments/colour"] == "frame.unknown_column"


def test_a_tariff_with_faults_does_not_exist() -> None:
    broken = copy.deepcopy(ROAD)
    broken["versions"][0]["rates"][0]["breaks"][0]["from"] = "-1"
    with pytest.raises(ValidationError):
        Tariff(broken)
    with pytest.raises(RefusedError, match="no version"):
        Tariff(ROAD).quote({**QUOTED[0]["request"]["shipment"], "on": "1999-01-01"})


def test_a_tariff_is_told_by_its_digest_and_can_be_pickled() -> None:
    tariff = Tariff(ROAD)
    assert QUOTED[0]["reply"]["tariff_digest"] == tariff.digest
    assert pickle.loads(pickle.dumps(tariff)) == tariff
    assert Tariff({**ROAD, "id": "other"}) != tariff
    assert (tariff.id, tariff.currency, tariff.to_dict()) == ("road", "EUR", ROAD)
