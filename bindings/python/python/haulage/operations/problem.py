"""The operations ``problem.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from typing import Any

from haulage._called import called


def read(
    *,
    text: str | None = None,
    vroom: Any | None = None,
    roads: Any | None = None,
) -> dict[str, Any]:
    """A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) or VROOM's document as a problem document.

    ``text``: Text of a file: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
    ``vroom``: VROOM's problem document.
    ``roads``: How ways are computed where VROOM's document has no matrices; absent: great circles × 1.3 at 50 km/h.
    """
    return called(
        "problem.read",
        {
            "text": text,
            "vroom": vroom,
            "roads": roads,
        },
    )


def validate(
    *,
    problem: Any,
) -> dict[str, Any]:
    """Every fault of a routing problem, with path, cause and remedy.

    ``problem``: The problem.
    """
    return called(
        "problem.validate",
        {
            "problem": problem,
        },
    )
