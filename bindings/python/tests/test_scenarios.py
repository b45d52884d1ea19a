"""VROOM's documents and scenarios: what the Python side adds to the operations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import haulage
import pytest
from haulage import vroom

DOCUMENT: dict[str, Any] = {
    "vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "capacity": [2]}],
    "jobs": [{"id": 1, "location_index": 1, "delivery": [2]}, {"id": 2, "location_index": 1, "delivery": [2]}],
    "matrices": {"car": {"durations": [[0, 600], [700, 0]]}},
}


def test_vroom_ends_by_itself_and_the_same_way_each_time() -> None:
    solution = vroom.solve(DOCUMENT)
    assert (solution["code"], solution["summary"]["cost"], solution["summary"]["unassigned"]) == (0, 1300, 1)
    assert solution == vroom.solve(DOCUMENT)
    assert vroom.solve(DOCUMENT, iterations=10, seed=3)["summary"]["routes"] == 1


def test_vroom_tells_every_fault_at_its_place() -> None:
    with pytest.raises(haulage.ValidationError) as error:
        vroom.solve(DOCUMENT | {"jobs": [{"id": 1, "location_index": 7}, {"id": 1, "location_index": 8}]})
    paths = [fault.path for fault in error.value.faults]
    assert paths == ["/problem/jobs/1/id", "/problem/jobs/0/location", "/problem/jobs/1/location"]


def test_a_vroom_document_becomes_a_problem_to_go_on_with() -> None:
    problem = vroom.read(DOCUMENT)
    assert [job.id for job in problem.jobs] == ["job-1", "job-2"]
    more_vehicles = haulage.compare(problem, {"two": {"vehicles": {"vehicle-1": {"count": 2}}}}, iterations=50)
    assert more_vehicles.columns["unassigned"] == [1, 0]
    assert more_vehicles.columns["extra_cost"][0] == Decimal(0)
    assert "<td>two</td>" in more_vehicles._repr_html_()
    assert len(more_vehicles) == 2 and [row["vehicles"] for row in more_vehicles] == [1, 2]
