"""A small day in Rio that most tests plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import haulage
from haulage import Clock, GreatCircle, Job, Place, Position, Problem, Profile, Shift, VehicleCosts, VehicleType, Window

REPOSITORY = Path(__file__).resolve().parents[3]
RIO = ZoneInfo("America/Sao_Paulo")


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=RIO)


def make_problem(jobs: int = 12) -> Problem:
    return Problem(
        clock=Clock(start=at(0), zone=RIO),
        currency="BRL",
        profiles=[Profile(id="streets", travel=GreatCircle(detour=1.4, speed_kmh=28))],
        places=[Place(id="depot", position=Position(lat=-22.806, lon=-43.378))],
        vehicles=[
            VehicleType(
                id="van",
                count=4,
                start="depot",
                end="depot",
                capacity=20,
                shift=Shift(earliest=at(8), latest=at(18)),
                costs=VehicleCosts(fixed=120, per_km="1.15", per_hour="18.50"),
            )
        ],
        jobs=[
            Job(
                id=f"parcel {number}",
                place=Position(lat=-22.80 - 0.01 * (number % 5), lon=-43.30 - 0.01 * (number % 7)),
                delivery=1 + number % 4,
                service_s=150,
                windows=[Window(earliest=at(8), latest=at(12))] if number % 3 == 0 else [],
            )
            for number in range(jobs)
        ],
    )


@pytest.fixture
def problem() -> Problem:
    return make_problem()


@pytest.fixture
def plan(problem: Problem) -> haulage.Plan:
    return haulage.solve(problem, iterations=2_000, seed=7)
