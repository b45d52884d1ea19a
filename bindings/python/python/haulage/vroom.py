"""VROOM's documents as they are: ``from haulage import vroom`` where ``vroom`` was called before."""

from __future__ import annotations

from typing import Any

from haulage._native import Problem, call
from haulage.limits import options


def solve(
    document: dict[str, Any],
    /,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    no_improvement: int | None = None,
    seed: int = 0,
    threads: int = 1,
    roads: dict[str, float] | None = None,
) -> dict[str, Any]:
    """VROOM's solution document for its problem document.

    Without limits the search ends as the document's flags ``x``, ``t`` and ``l`` say. ``roads`` holds ``detour`` and ``speed_kmh`` of the
    ways where the document has no matrices. What VROOM has and Haulage does not is a ``ValidationError`` that names it.
    """
    request: dict[str, Any] = {"problem": document}
    if roads is not None:
        request["roads"] = roads
    if seconds is not None or iterations is not None or no_improvement is not None:
        request["options"] = options(
            seconds=seconds, iterations=iterations, no_improvement=no_improvement, seed=seed, threads=threads
        )
    solution: dict[str, Any] = call("vroom.solve", request)
    return solution


def read(document: dict[str, Any], /, *, roads: dict[str, float] | None = None) -> Problem:
    """The problem that VROOM's document tells of, to go on with what VROOM cannot say."""
    request: dict[str, Any] = {"vroom": document}
    if roads is not None:
        request["roads"] = roads
    return Problem.from_dict(call("problem.read", request)["problem"])
