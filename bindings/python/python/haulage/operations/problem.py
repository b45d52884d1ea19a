"""The operations ``problem.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from typing import Any

from haulage._called import called


def read(
    *,
    text: str,
) -> dict[str, Any]:
    """A benchmark file (VRPLIB, Solomon, Li & Lim, Cordeau) as a problem document.

    ``text``: Its text: VRPLIB, Solomon, Li and Lim, or Cordeau; which one shows in its first lines.
    """
    return called(
        "problem.read",
        {
            "text": text,
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
