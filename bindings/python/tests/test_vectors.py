"""Every vector of ``tests/vectors`` holds in Python, as it does in Rust and PHP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import REPOSITORY

import haulage
from haulage import HaulageError

VECTORS = [
    pytest.param(vector, id=f"{file.stem}: {vector['name']}")
    for file in sorted((REPOSITORY / "tests" / "vectors").glob("*.json"))
    for vector in json.loads(file.read_text(encoding="utf-8"))
]


def outcome(vector: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"reply": haulage.call(vector["operation"], vector["request"])}
    except HaulageError as error:
        faults = [{"code": fault.code, "path": fault.path} for fault in error.faults]
        return {"error": {"code": error.code, "faults": faults}}


@pytest.mark.parametrize("vector", VECTORS)
def test_the_vector_holds(vector: dict[str, Any]) -> None:
    assert outcome(vector) == {key: vector[key] for key in ("reply", "error") if key in vector}


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 30
