"""Records: frozen, compared by value, pasted back, never fed by a float of money or a time without a zone."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from conftest import RIO, at

import haulage
from haulage import (
    Clock,
    Euclidean,
    GreatCircle,
    Job,
    Matrix,
    Place,
    Point,
    Position,
    Profile,
    Shift,
    Shipment,
    ShipmentStop,
    VehicleCosts,
    VehicleType,
    Window,
)

ALL = [
    Position(lat=-22.8, lon=-43.3),
    Point(x=1, y=2.5),
    Place(id="depot", position=Position(lat=1, lon=2)),
    Clock(start=at(0), zone="America/Sao_Paulo"),
    Window(earliest=at(8), latest=at(12)),
    Window(earliest=0, latest=3600),
    Shift(earliest=at(8), max_duration_s=36_000),
    VehicleCosts(fixed="120", per_km=Decimal("1.15")),
    VehicleType(id="van", count=3, start="depot", capacity=[10, 2], skills="fridge", costs=VehicleCosts(fixed=1)),
    Job(id="a", place="depot", delivery=3, windows=[Window(earliest=1, latest=2)], prize="12.50"),
    Shipment(
        id="s",
        pickups=[ShipmentStop(place="depot", amount=1)],
        deliveries=[ShipmentStop(place=Position(lat=1, lon=2), amount=1, service_s=60)],
        priority=3,
    ),
    Profile(id="van", travel=GreatCircle(detour=1.3, speed_kmh=30)),
    Profile(id="file", travel=Euclidean(scale=10, rounding="down")),
    Profile(id="matrix", travel=Matrix(distances_m=[[0, 1], [2, 0]])),
]


@pytest.mark.parametrize("record", ALL, ids=lambda record: type(record).__name__)
def test_a_record_survives_pickle_copy_and_its_own_repr(record: object) -> None:
    for twin in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record), copy.copy(record)):
        assert twin == record
        assert hash(twin) == hash(record)
        assert twin is not None
    names = {**vars(haulage), "datetime": dt, "Decimal": Decimal, "zoneinfo": __import__("zoneinfo")}
    assert eval(repr(record), names) == record


@pytest.mark.parametrize("record", ALL, ids=lambda record: type(record).__name__)
def test_a_record_is_frozen(record: object) -> None:
    for name in dir(record):
        if not name.startswith("_") and not callable(getattr(record, name)):
            with pytest.raises(AttributeError):
                setattr(record, name, None)


def test_arguments_go_by_name_only() -> None:
    with pytest.raises(TypeError):
        Position(1, 2)  # type: ignore[call-arg]


def test_records_of_other_values_differ() -> None:
    assert Job(id="a", place="x") != Job(id="b", place="x")
    assert Job(id="a", place="x") != "a"
    assert len({Job(id="a", place="x", prize="1.50"), Job(id="a", place="x", prize="1.5")}) == 1


@pytest.mark.parametrize("amount", [Decimal("12.50"), "12.50"])
def test_money_comes_exact_and_goes_as_decimal(amount: object) -> None:
    prize = Job(id="a", place="x", prize=amount).prize  # type: ignore[arg-type]
    assert prize == Decimal("12.50")
    assert isinstance(prize, Decimal)
    assert Job(id="a", place="x", prize=12).prize == 12


def test_money_from_a_float_is_refused_with_the_reason() -> None:
    with pytest.raises(TypeError, match="a float has already lost the amount") as caught:
        Job(id="a", place="x", prize=12.5)  # type: ignore[arg-type]
    assert caught.value.__notes__ == ["while processing 'prize'"]


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("1E+40"), Decimal("0.12345678901234567890123456789"), "1e3", ""])
def test_money_that_does_not_fit_is_refused_and_never_cut(amount: object) -> None:
    with pytest.raises(ValueError):
        Job(id="a", place="x", prize=amount)  # type: ignore[arg-type]


def test_money_from_a_bool_is_refused() -> None:
    with pytest.raises(TypeError):
        Job(id="a", place="x", prize=True)


@pytest.mark.parametrize("zone", [RIO, ZoneInfo("Europe/Berlin"), dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=45))])
def test_an_aware_datetime_of_any_zone_is_the_same_instant(zone: dt.tzinfo) -> None:
    moment = dt.datetime(2026, 11, 20, 8, 30, tzinfo=zone)
    given = Window(earliest=moment, latest=moment).earliest
    assert given == moment
    assert isinstance(given, dt.datetime)
    assert given.utcoffset() == moment.utcoffset()


def test_the_second_half_past_two_of_an_autumn_night_stays_the_second() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = dt.datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    second = first.replace(fold=1)
    window = Window(earliest=first, latest=second)
    assert isinstance(window.earliest, dt.datetime) and isinstance(window.latest, dt.datetime)
    assert window.latest - window.earliest == dt.timedelta(hours=1)


def test_an_instant_of_local_mean_time_is_read_by_its_moment() -> None:
    long_ago = dt.datetime(1880, 1, 1, tzinfo=ZoneInfo("America/Sao_Paulo"))
    assert Clock(start=long_ago).start == long_ago


def test_a_naive_datetime_is_refused_with_help() -> None:
    with pytest.raises(ValueError, match="has no time zone.*tzinfo=ZoneInfo"):
        Window(earliest=dt.datetime(2026, 11, 20, 8), latest=0)


def test_rfc_3339_text_is_an_instant_too() -> None:
    assert Window(earliest="2026-11-20T08:00:00-03:00", latest=at(9)).earliest == at(8)
    with pytest.raises(ValueError, match="not an instant with its offset"):
        Window(earliest="2026-11-20 08:00", latest=0)


def test_a_position_off_the_earth_is_refused() -> None:
    with pytest.raises(ValueError, match="latitude 91 is not between"):
        Position(lat=91, lon=0)


@pytest.mark.parametrize(("amount", "error"), [(-1, ValueError), (1.5, TypeError), ("3", TypeError), ([1, None], TypeError)])
def test_amounts_are_whole_and_not_negative(amount: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        Job(id="a", place="x", delivery=amount)  # type: ignore[arg-type]


def test_one_amount_or_skill_is_a_list_of_one() -> None:
    job = Job(id="a", place="x", delivery=3, skills="fridge")
    assert job.delivery == (3,)
    assert job.skills == ("fridge",)


def test_a_matrix_comes_from_rows_buffers_and_frames() -> None:
    expected = ((0, 5), (7, 0))
    assert Matrix(distances_m=[[0, 5], [7, 0]]).distances_m == expected
    assert Matrix(distances_m=memoryview(bytes([0, 5, 7, 0])).cast("B", (2, 2))).distances_m == expected


@pytest.mark.parametrize("kind", ["int64", "int32", "uint32", "uint64", "int16", "uint16", "uint8"])
def test_a_numpy_matrix_of_any_integer_type_and_layout_is_read(kind: str) -> None:
    numpy = pytest.importorskip("numpy")
    matrix = numpy.array([[0, 5, 9], [7, 0, 1], [2, 3, 0]], dtype=kind)
    rows = tuple(map(tuple, matrix.tolist()))
    assert Matrix(distances_m=matrix).distances_m == rows
    assert Matrix(distances_m=matrix.T).distances_m == tuple(zip(*rows, strict=True))
    assert Matrix(distances_m=matrix[::-1, ::-1]).distances_m == tuple(row[::-1] for row in rows[::-1])


def test_a_numpy_matrix_of_floats_is_refused_with_help() -> None:
    numpy = pytest.importorskip("numpy")
    with pytest.raises(TypeError, match="numpy.rint"):
        Matrix(distances_m=numpy.zeros((2, 2)))


@pytest.mark.parametrize("rows", [[[0, 1]], [[0, 1], [2]], [[0, -1], [1, 0]], [[0, 1 << 40], [1, 0]], 5, [[0, 0.5], [1, 0]]])
def test_what_is_no_matrix_of_legs_is_refused(rows: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Matrix(distances_m=rows)
