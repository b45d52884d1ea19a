"""Scenarios: a problem as it is and as it could be, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from haulage._native import Problem, call
from haulage.limits import options

_FIGURES = ("vehicles", "tasks", "distance_m", "duration_s", "travel_s", "service_s", "waiting_s", "overtime_s", "late_s")
_COSTS = (
    "fixed",
    "distance",
    "duration",
    "prizes",
    "changes",
    "overtime",
    "waiting",
    "lateness",
    "breaks",
    "compactness",
    "balance",
)


@dataclass(frozen=True)
class Comparison:
    """Plans side by side: a row a scenario, of which the first is the base."""

    rows: list[dict[str, Any]]
    """Costs as decimals, figures, how many jobs are left out and have moved."""
    plans: dict[str, dict[str, Any]]
    """The plan of each scenario, as a document."""
    moved: dict[str, list[dict[str, Any]]]
    """Of each scenario, the jobs that another vehicle serves than in the base."""
    unassigned: dict[str, list[dict[str, Any]]]
    """Of each scenario, what no route serves, and why."""

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The same by column, for ``polars.DataFrame`` or ``pandas.DataFrame``."""
        return {name: [row[name] for row in self.rows] for name in self.rows[0]}

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.rows[0])
        body = ("".join(f"<td>{escape(str(value))}</td>" for value in row.values()) for row in self.rows)
        lines = "".join(f"<tr>{cells}</tr>" for cells in body)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def compare(
    problem: Problem | dict[str, Any],
    scenarios: Mapping[str, dict[str, Any]],
    /,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    no_improvement: int | None = None,
    seed: int = 0,
    threads: int = 1,
) -> Comparison:
    """Solves a problem as it is and in each scenario, and puts the plans side by side.

    A scenario is a change of the problem's document: a JSON merge patch in which an object may name entries of a list, as in
    ``{"vehicles": {"van": {"count": 3}}}``. The limits hold for each search; every scenario starts from the base's plan.
    """
    request = {
        "problem": problem.to_dict() if isinstance(problem, Problem) else problem,
        "scenarios": [{"name": name, "change": change} for name, change in scenarios.items()],
        "options": options(
            seconds=seconds, iterations=iterations, no_improvement=no_improvement, seed=seed, threads=threads
        ),
    }
    reply = call("plan.compare", request)
    names = [row["scenario"] for row in reply["rows"]]
    return Comparison(
        rows=[_row(row) for row in reply["rows"]],
        plans=dict(zip(names, reply["plans"], strict=True)),
        moved={row["scenario"]: row["moved"] for row in reply["rows"]},
        unassigned={row["scenario"]: row["unassigned"] for row in reply["rows"]},
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    costs, totals = row["costs"], row["totals"]
    return {
        "scenario": row["scenario"],
        "total": Decimal(costs["total"]),
        "extra_cost": Decimal(row["extra_cost"]),
        **{f"{name}_cost": Decimal(costs.get(name, "0")) for name in _COSTS},
        **{name: totals.get(name, 0) for name in _FIGURES},
        "unassigned": len(row["unassigned"]),
        "moved": len(row["moved"]),
    }
