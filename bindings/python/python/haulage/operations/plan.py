"""The operations ``plan.*``. Written from the table of operations; see CONTRIBUTING."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from haulage._called import called


def check(
    *,
    problem: Any,
    plan: Any,
) -> dict[str, Any]:
    """Whether a plan keeps every rule of its problem, and what it costs, computed anew.

    ``problem``: The problem.
    ``plan``: The plan, whoever made it.
    """
    return called(
        "plan.check",
        {
            "problem": problem,
            "plan": plan,
        },
    )


def compare(
    *,
    problem: Any,
    scenarios: Sequence[Any],
    options: Any,
) -> dict[str, Any]:
    """A family of scenarios solved and compared: costs, vehicles, ways, what is left out, what moved.

    ``problem``: The problem as it is.
    ``scenarios``: What could be otherwise; at most 100.
    ``options``: How to search each of them and when to stop.
    """
    return called(
        "plan.compare",
        {
            "problem": problem,
            "scenarios": scenarios,
            "options": options,
        },
    )


def insert(
    *,
    problem: Any,
    plan: Any,
    job: str,
    offer: Sequence[Any] | None = None,
    keep: int | None = None,
) -> dict[str, Any]:
    """Where one more job fits best into a plan, at what extra cost, and which windows to offer.

    ``problem``: The problem, with the job to insert.
    ``plan``: The plan, in which no route serves the job.
    ``job``: The job or shipment to insert.
    ``offer``: Windows to choose from for the job's stop, or a shipment's last delivery, in place of its own; none:
        its own.
    ``keep``: How many of the offered windows to give back, the cheapest first; absent: all.
    """
    return called(
        "plan.insert",
        {
            "problem": problem,
            "plan": plan,
            "job": job,
            "offer": offer,
            "keep": keep,
        },
    )


def render(
    *,
    problem: Any,
    plan: Any,
    format: Literal["html", "geojson", "stops_csv"],
) -> dict[str, Any]:
    """A plan as one page with its map, as GeoJSON, or as a table of stops.

    ``problem``: The problem.
    ``plan``: The plan, whoever made it: what it names and the problem does not know is shown without figures.
    ``format``: What to make of it.
    """
    return called(
        "plan.render",
        {
            "problem": problem,
            "plan": plan,
            "format": format,
        },
    )


def solve(
    *,
    problem: Any,
    options: Any,
    plan: Any | None = None,
) -> dict[str, Any]:
    """Which vehicle serves which job, in which order and when.

    ``problem``: The problem.
    ``options``: How to search and when to stop.
    ``plan``: A plan to start from: what of it the problem knows and what holds is kept and made better.
    """
    return called(
        "plan.solve",
        {
            "problem": problem,
            "options": options,
            "plan": plan,
        },
    )
