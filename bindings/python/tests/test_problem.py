"""Problems: valid as a whole, or refused with every fault."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from conftest import RIO, at, make_problem

import haulage
from haulage import GreatCircle, Job, Problem, Profile, ValidationError, VehicleType


def test_a_problem_gives_back_what_it_was_made_of(problem: Problem) -> None:
    assert problem.vehicles[0].capacity == (20,)
    assert problem.jobs[3].id == "parcel 3"
    assert problem.places[0].position is not None
    assert problem.clock is not None and problem.clock.zone == RIO and problem.clock.start == at(0)
    assert problem.currency == "BRL"
    assert problem.objective == "cost"
    assert repr(problem) == "<haulage.Problem: 12 jobs, 0 shipments, 4 vehicles of 1 types, 13 places>"


def test_a_problem_goes_through_its_document_and_pickle(problem: Problem) -> None:
    assert Problem.from_json(problem.to_json()) == problem
    assert Problem.from_dict(problem.to_dict()) == problem
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert problem != make_problem(3)


def test_fewer_vehicles_can_come_first(problem: Problem) -> None:
    fewer = Problem(vehicles=problem.vehicles, profiles=problem.profiles, places=problem.places, clock=problem.clock, objective="vehicles_first")
    assert fewer.objective == "vehicles_first"
    with pytest.raises(ValueError, match="no objective"):
        Problem(vehicles=[], profiles=[], objective="speed")


def test_every_fault_of_a_problem_is_reported_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Problem(
            profiles=[Profile(id="p", travel=GreatCircle(detour=0.5, speed_kmh=30))],
            vehicles=[VehicleType(id="van", start="nowhere")],
            jobs=[Job(id="a", place="neverland"), Job(id="a", place="neverland")],
        )
    error = caught.value
    assert error.code == "document.invalid"
    assert {(fault.path, fault.code) for fault in error.faults} >= {
        ("/vehicles/0/start", "problem.unknown_place"),
        ("/jobs/0/place", "problem.unknown_place"),
        ("/jobs/1/id", "problem.duplicate_id"),
        ("/profiles/0/travel/great_circle/detour", "problem.detour"),
    }
    assert all(fault.remedy for fault in error.faults)
    assert "/jobs/1/id" in str(error)
    assert isinstance(error, ValueError)


def test_every_fault_of_a_document_has_its_path() -> None:
    with pytest.raises(ValidationError) as caught:
        Problem.from_json('{"jobs": [{"id": "a"}], "vehicels": [], "profiles": 3}')
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("/jobs/0/place", "document.missing"),
        ("/vehicels", "document.unknown_field"),
        ("/profiles", "document.type"),
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"jobs": {}}', "nonsense", '{"jobs": []}}', "}{"])
def test_text_that_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Problem.from_json(text)


def test_an_error_survives_pickle() -> None:
    with pytest.raises(ValidationError) as caught:
        Problem(vehicles=[], profiles=[])
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (twin.code, twin.message, twin.faults) == (caught.value.code, caught.value.message, caught.value.faults)


TINY = """NAME : tiny
TYPE : CVRP
DIMENSION : 3
CAPACITY : 10
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 3 4
3 6 8
DEMAND_SECTION
1 0
2 6
3 6
DEPOT_SECTION
1
-1
EOF
"""


def test_a_benchmark_file_is_read_and_solved(tmp_path: Path) -> None:
    file = tmp_path / "tiny.vrp"
    file.write_text(TINY)
    plan = haulage.solve(haulage.read(file), iterations=500)
    assert plan.totals.distance_m == 30
    assert haulage.read(str(file)) == Problem.from_benchmark(TINY)


def test_a_fault_in_a_benchmark_file_names_its_line() -> None:
    with pytest.raises(ValidationError) as caught:
        Problem.from_benchmark(TINY.replace("2 3 4", "2 3 north"))
    [fault] = caught.value.faults
    assert fault.code == "format.number"
    assert fault.cause.startswith("line 8:")


def test_a_document_is_read_from_its_file(tmp_path: Path, problem: Problem) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(problem.to_dict()))
    assert haulage.read(file) == problem


def test_further_fields_of_the_document_are_taken_by_name(problem: Problem) -> None:
    def with_more(more: dict[str, Any]) -> Problem:
        return Problem(
            vehicles=problem.vehicles,
            profiles=problem.profiles,
            places=problem.places,
            clock=problem.clock,
            jobs=problem.jobs,
            more=more,
        )

    job = problem.jobs[0].id
    plan = haulage.solve(with_more({"running": [{"vehicle": problem.vehicles[0].id, "next": [job]}]}), iterations=500)
    assert job in [route["stops"][1]["job"] for route in plan.to_dict()["routes"]]
    with pytest.raises(ValidationError, match="colour"):
        with_more({"colour": "red"})
