"""What every function of ``haulage.operations`` does."""

from __future__ import annotations

from typing import Any

from haulage._native import call


def called(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """Calls an operation; a field that is ``None`` is absent."""
    return call(operation, {name: value for name, value in request.items() if value is not None})
