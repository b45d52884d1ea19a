"""The operations ``vroom.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from typing import Any

from haulage._called import called


def solve(
    *,
    problem: Any,
    roads: Any | None = None,
    options: Any | None = None,
) -> dict[str, Any]:
    """VROOM's problem document in, VROOM's solution document out.

    ``problem``: The document, as `vroom` takes it.
    ``roads``: How ways are computed where it has no matrices; absent: great circles × 1.3 at 50 km/h.
    ``options``: How to search and when to stop; absent: as the document's flags `x`, `t` and `l` say.
    """
    return called(
        "vroom.solve",
        {
            "problem": problem,
            "roads": roads,
            "options": options,
        },
    )
