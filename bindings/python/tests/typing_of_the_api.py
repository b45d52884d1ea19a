"""What a type checker sees; run by mypy, not by pytest."""

from datetime import datetime
from decimal import Decimal
from typing import Any, assert_type

import haulage
from haulage import Job, Plan, Position, Problem, Table, VehicleType, Window


def of_records(job: Job, vehicle: VehicleType) -> None:
    assert_type(job.prize, Decimal | None)
    assert_type(job.delivery, tuple[int, ...])
    assert_type(job.windows, tuple[Window, ...])
    assert_type(job.place, str | Position)
    assert_type(job.windows[0].earliest, int | datetime)
    assert_type(vehicle.costs.per_km, Decimal)
    Job(id="a", place="depot", prize=1.5)  # type: ignore[arg-type]
    Job(id="a", place=("lat", "lon"))  # type: ignore[arg-type]
    Window(earliest=1.5, latest=2)  # type: ignore[arg-type]


def of_plans(problem: Problem) -> None:
    plan = haulage.solve(problem, seconds=1.0)
    assert_type(plan, Plan)
    assert_type(plan.stops, Table)
    assert_type(plan.costs.total, Decimal)
    assert_type(plan.to_dict(), dict[str, Any])
    for row in plan.routes:
        assert_type(row, dict[str, Any])
    haulage.solve(problem, 5)  # type: ignore[call-arg]
