"""Frames in: the same problem from records, dicts, pandas, polars, pyarrow and duckdb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from conftest import RIO, at

import haulage
from haulage import Clock, GreatCircle, Job, Position, Problem, Profile, ValidationError, VehicleType, Window

ROWS: list[dict[str, Any]] = [
    {
        "id": f"parcel {number}",
        "lat": -22.80 - 0.01 * number,
        "lon": -43.30,
        "delivery": number + 1,
        "service_s": 150,
        "earliest": at(8) if number % 2 else None,
        "latest": at(12) if number % 2 else None,
        "prize": Decimal("12.50") if number == 4 else None,
        "skills": ["fridge"] if number == 2 else [],
    }
    for number in range(6)
]
VANS = [{"id": "van", "count": 2, "start_lat": -22.8, "start_lon": -43.4, "capacity": 30, "per_km": "1.15", "skills": ["fridge"]}]
PROFILES = [Profile(id="streets", travel=GreatCircle(detour=1.4, speed_kmh=28))]
CLOCK = Clock(start=at(0), zone=RIO)


def build(jobs: Any, vehicles: Any = VANS, **more: Any) -> Problem:
    return Problem.from_frames(jobs=jobs, vehicles=vehicles, profiles=PROFILES, clock=CLOCK, **more)


def as_pyarrow() -> Any:
    return pytest.importorskip("pyarrow").Table.from_pylist(ROWS)


def as_polars() -> Any:
    return pytest.importorskip("polars").DataFrame(ROWS)


def as_pandas() -> Any:
    pytest.importorskip("pyarrow")
    return pytest.importorskip("pandas").DataFrame(ROWS)


def as_duckdb() -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.connect().from_arrow(as_pyarrow())


EXPECTED = [
    Job(
        id=row["id"],
        place=Position(lat=row["lat"], lon=row["lon"]),
        delivery=row["delivery"],
        service_s=150,
        windows=[Window(earliest=at(8), latest=at(12))] if row["earliest"] else [],
        prize=row["prize"],
        skills=row["skills"],
    )
    for row in ROWS
]


@pytest.mark.parametrize("frame", [as_pyarrow, as_polars, as_pandas, as_duckdb, lambda: ROWS, lambda: iter(EXPECTED)])
def test_the_same_jobs_come_out_of_every_frame(frame: Callable[[], Any]) -> None:
    assert list(build(frame()).jobs) == EXPECTED


def test_a_frame_of_vehicles_has_flat_shift_and_costs() -> None:
    rows = [
        {
            "id": "van",
            "count": 3,
            "start": "depot",
            "end": "depot",
            "earliest": at(8),
            "latest": at(18),
            "max_duration_s": 36_000,
            "fixed": "120",
            "per_km": "1.15",
            "max_tasks": 40,
        }
    ]
    polars = pytest.importorskip("polars")
    places = [{"id": "depot", "lat": -22.8, "lon": -43.4}]
    for vehicles, where in ((rows, places), (polars.DataFrame(rows), polars.DataFrame(places))):
        [van] = build(None, vehicles, places=where).vehicles
        assert (van.count, van.start, van.end, van.max_tasks) == (3, "depot", "depot", 40)
        assert (van.shift.earliest, van.shift.latest, van.shift.max_duration_s) == (at(8), at(18), 36_000)
        assert (van.costs.fixed, van.costs.per_km, van.costs.per_hour) == (
            Decimal(120),
            Decimal("1.15"),
            Decimal(0),
        )


def test_a_frame_of_shipments_has_a_pickup_and_a_delivery_a_row() -> None:
    rows = [
        {
            "id": "s",
            "amount": 2,
            "pickup_lat": -22.8,
            "pickup_lon": -43.3,
            "pickup_earliest": at(9),
            "pickup_latest": at(10),
            "delivery_lat": -22.9,
            "delivery_lon": -43.2,
            "delivery_service_s": 120,
        }
    ]
    polars = pytest.importorskip("polars")
    for shipments in (rows, polars.DataFrame(rows)):
        [shipment] = build(None, shipments=shipments).shipments
        assert shipment.pickups[0].windows == (Window(earliest=at(9), latest=at(10)),)
        assert shipment.deliveries[0].service_s == 120
        assert shipment.pickups[0].amount == shipment.deliveries[0].amount == (2,)


def test_a_window_without_an_earliest_moment_opens_with_the_clock() -> None:
    [job] = build([{"id": "a", "lat": 0, "lon": 0, "latest": at(12)}]).jobs
    assert job.windows == (Window(earliest=0, latest=at(12)),)


def faults(jobs: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        build(jobs)
    return {fault.path: fault.code for fault in caught.value.faults}


def test_every_fault_of_a_frame_is_reported_with_its_row_and_column() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        {
            "id": ["a", None, "c"],
            "lat": [0.0, 95.0, None],
            "lon": [0.0, 0.0, 0.0],
            "delivery": [1, -1, 2],
            "service": [1, 1, 1],
        }
    )
    assert faults(frame) == {
        "/jobs/service": "frame.unknown_column",
        "/jobs/1/id": "frame.missing",
        "/jobs/1/lat": "frame.value",
        "/jobs/1/delivery": "frame.value",
        "/jobs/2/lat": "frame.missing",
    }


def test_a_column_of_a_wrong_kind_is_reported_once() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS).with_columns(
        prize=polars.lit(1.5), latest=polars.lit(dt.datetime(2026, 11, 20)), service_s=polars.lit("long")
    )
    assert faults(frame) == {
        "/jobs/latest": "frame.column_kind",
        "/jobs/prize": "frame.column_kind",
        "/jobs/service_s": "frame.column_kind",
    }


def test_a_column_that_lacks_altogether_is_reported_once() -> None:
    polars = pytest.importorskip("polars")
    assert faults(polars.DataFrame({"lat": [0.0] * 5, "lon": [0.0] * 5})) == {"/jobs/id": "frame.missing"}


def test_every_fault_of_dicts_is_reported_with_its_row() -> None:
    rows = [{"id": "a", "lat": 0, "lon": 0, "prize": 1.5}, {"id": "b", "latest": dt.datetime(2026, 1, 1)}, {"lat": 1, "colour": 2}]
    assert faults(rows) == {
        "/jobs/0/prize": "frame.value",
        "/jobs/1/latest": "frame.value",
        "/jobs/1/place": "frame.missing",
        "/jobs/2/colour": "frame.unknown_column",
        "/jobs/2/id": "frame.missing",
        "/jobs/2/lon": "frame.missing",
    }


def test_integers_with_gaps_that_pandas_made_floats_of_are_integers() -> None:
    pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"id": [1, 2], "lat": [0.0, 0.1], "lon": [0.0, 0.1], "service_s": [60.0, float("nan")]})
    jobs = build(frame).jobs
    assert [(job.id, job.service_s) for job in jobs] == [("1", 60), ("2", 0)]
    assert faults(frame.assign(service_s=[60.5, 1.0])) == {"/jobs/0/service_s": "frame.value"}


def test_lists_dictionaries_and_chunks_of_arrow_are_read() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    one = pyarrow.table(
        {
            "id": pyarrow.array(["a", "b"]).dictionary_encode(),
            "lat": pyarrow.array([0, 1], pyarrow.int8()),
            "lon": pyarrow.array([0.5, 1.5], pyarrow.float32()),
            "delivery": pyarrow.array([[1, 2], [3]], pyarrow.large_list(pyarrow.int16())),
            "prize": pyarrow.array([Decimal("1.250"), None], pyarrow.decimal128(10, 3)),
            "skills": pyarrow.array([["x"], None], pyarrow.list_(pyarrow.string_view())),
        }
    )
    jobs = build(pyarrow.concat_tables([one, one.set_column(0, "id", pyarrow.array(["c", "d"]).dictionary_encode())])).jobs
    assert [(job.id, job.delivery, job.prize) for job in jobs] == [
        ("a", (1, 2), Decimal("1.25")),
        ("b", (3,), None),
        ("c", (1, 2), Decimal("1.25")),
        ("d", (3,), None),
    ]


def test_what_is_no_frame_is_refused() -> None:
    for nothing in (5, [1], "abc"):
        with pytest.raises(TypeError, match="Arrow PyCapsule interface"):
            build(nothing)


def test_a_square_frame_is_a_matrix() -> None:
    polars = pytest.importorskip("polars")
    assert haulage.Matrix(distances_m=polars.DataFrame({"a": [0, 1], "b": [2, 0]})).distances_m == ((0, 2), (1, 0))
    with pytest.raises(ValueError):
        haulage.Matrix(distances_m=polars.DataFrame({"a": [0, 1]}))
    with pytest.raises(TypeError):
        haulage.Matrix(distances_m=polars.DataFrame({"a": [0.5]}))


def test_a_vehicle_record_stands_beside_rows() -> None:
    problem = build(ROWS, [VehicleType(id="truck", skills="fridge", start=Position(lat=0, lon=0)), *VANS])
    assert [vehicle.id for vehicle in problem.vehicles] == ["truck", "van"]
