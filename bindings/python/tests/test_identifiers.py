"""Identifiers by the column."""

from __future__ import annotations

from typing import Any

import pytest

from haulage import identifiers

TEXTS = ["340123450000000017", "csqu 305438-3", "CSQU3054384", None, "hello"]


def column(make: str) -> Any:
    match make:
        case "list":
            return TEXTS
        case "pyarrow":
            return pytest.importorskip("pyarrow").array(TEXTS)
        case "chunked":
            pyarrow = pytest.importorskip("pyarrow")
            return pyarrow.chunked_array([TEXTS[:2], TEXTS[2:]])
        case "polars":
            return pytest.importorskip("polars").Series(TEXTS)
        case _:
            pytest.importorskip("pyarrow")
            return pytest.importorskip("pandas").Series(TEXTS, dtype="str")


@pytest.mark.parametrize("make", ["list", "pyarrow", "chunked", "polars", "pandas"])
def test_a_column_of_any_library_is_read_row_by_row(make: str) -> None:
    table = identifiers.parse(column(make))
    assert table["identifier"] == ["340123450000000017", "CSQU3054383", None, None, None]
    assert table["kind"][:3] == ["sscc", "container", "container"]
    assert table["error"] == [None, None, "identifier.check_digit", None, "identifier.unknown"]
    assert "expected 3" in table["detail"][2]
    assert table[3] == dict.fromkeys(table.columns)


def test_a_column_is_read_as_one_kind() -> None:
    table = identifiers.parse(TEXTS[:2], "sscc")
    assert table["identifier"] == ["340123450000000017", None]
    assert table["error"][1] is not None


def test_a_carriers_number_names_its_carrier() -> None:
    [row] = identifiers.parse(["1Z5R89390357567127"])
    assert (row["kind"], row["carrier"]) == ("carrier", "ups")


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="give one of: sscc"):
        identifiers.parse([], "barcode")
    assert "air_waybill" in identifiers.KINDS


def test_a_column_of_something_else_is_refused() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    with pytest.raises(TypeError, match="a column of text"):
        identifiers.parse(pyarrow.array([1.5]))
    with pytest.raises(TypeError):
        identifiers.parse([1.5])
