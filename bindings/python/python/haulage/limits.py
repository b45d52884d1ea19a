"""How long operations search, as they take it."""

from __future__ import annotations

from typing import Any


def options(
    *, seconds: float | None, iterations: int | None, no_improvement: int | None, seed: int, threads: int
) -> dict[str, Any]:
    """The options of an operation that searches; what is not given is left out."""
    limits = {
        "time_limit_ms": None if seconds is None else round(seconds * 1_000),
        "iterations": iterations,
        "no_improvement": no_improvement,
    }
    given = {name: limit for name, limit in limits.items() if limit is not None}
    return given | {"seed": seed, "threads": threads}
