"""Every operation as a function, and the notebook that uses some."""

from __future__ import annotations

import datetime as dt
import inspect
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

import haulage
from haulage import ValidationError, docks, operations


def vectors(operation: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((REPOSITORY / "tests" / "vectors" / f"{operation}.json").read_text(encoding="utf-8"))
    return [vector for vector in found if "reply" in vector]


@pytest.mark.parametrize("name", haulage.call("version", {})["operations"])
def test_an_operation_is_a_function_of_its_area(name: str) -> None:
    area, _, rest = name.partition(".")
    module = import_module(f"haulage.operations.{area}")
    assert area in operations.__all__
    function = getattr(module, rest or area, None) or getattr(module, f"{rest}_")
    files = [vector for vector in vectors(name)[:1] if set(vector["request"]) <= set(inspect.signature(function).parameters)]
    for vector in files:
        assert function(**vector["request"]) == vector["reply"]


def test_days_moments_and_paths_are_written_as_documents_have_them(tmp_path: Path) -> None:
    request = vectors("docks.free")[0]["request"]
    until = dt.datetime.fromisoformat(request["until"])
    assert docks.free(**{**request, "until": until}) == docks.free(**request)
    with pytest.raises(haulage.RefusedError):
        haulage.sync.events(state=tmp_path / "none.state")
    with pytest.raises(ValidationError):
        operations.hours.audit(jurisdiction="eu", activities=[], date=dt.date(1900, 1, 1))


def test_the_notebook_runs_from_dumps_to_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    notebook = json.loads((REPOSITORY / "examples" / "python" / "legacy_sync.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, Any] = {}
    for number, cell in enumerate(cells):
        exec(compile(cell, f"cell {number}", "exec"), names)  # noqa: S102
    assert "van 1:" in capsys.readouterr().out
    assert {standing["state"] for standing in names["standings"].values()} == {"in_transit", "delivered"}
