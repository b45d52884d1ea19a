"""Plans: tables for any frame library, pages, files, and back from their documents."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from decimal import Decimal

import pytest
from conftest import at

import haulage
from haulage import Plan, Problem, ValidationError


def test_routes_and_stops_are_read_without_any_library(plan: Plan) -> None:
    routes = plan.routes.to_dicts()
    assert len(plan.routes) == plan.totals.vehicles
    assert sum(route["distance_m"] for route in routes) == plan.totals.distance_m
    assert sum(route["tasks"] for route in routes) == 12
    assert sum(route["cost"] for route in routes) == plan.costs.total
    assert isinstance(routes[0]["cost"], Decimal)
    first = plan.stops[0]
    assert (first["kind"], first["place"], first["job"]) == ("start", "depot", None)
    assert first["departure"] >= at(8)
    assert first["departure"].utcoffset() == dt.timedelta(hours=-3)
    assert plan.stops[-1]["kind"] == "end"
    assert len(plan.stops["job"]) == len(plan.stops) == len(list(plan.stops))
    assert plan.stops.columns[:3] == ("route", "vehicle", "number")


def test_a_table_without_such_a_row_or_column_says_so(plan: Plan) -> None:
    with pytest.raises(KeyError):
        plan.stops["jobs"]
    with pytest.raises(IndexError):
        plan.stops[10_000]
    with pytest.raises(IndexError):
        plan.stops[-10_000]
    with pytest.raises(TypeError):
        plan.stops[1.5]


def test_pyarrow_takes_the_tables(plan: Plan) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(plan.stops)
    assert table.num_rows == len(plan.stops)
    assert table.schema.field("arrival").type == pyarrow.timestamp("us", "America/Sao_Paulo")
    assert pyarrow.table(plan.routes).schema.field("cost").type == pyarrow.decimal128(38, 6)
    assert pyarrow.schema(plan.stops) == table.schema


def test_polars_takes_the_tables(plan: Plan) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(plan.stops)
    assert frame["arrival"].dtype == polars.Datetime("us", "America/Sao_Paulo")
    assert frame["arrival"].to_list() == plan.stops["arrival"]
    assert polars.DataFrame(plan.routes)["cost"].sum() == plan.costs.total


def test_pandas_takes_the_tables(plan: Plan) -> None:
    pandas = pytest.importorskip("pandas")
    if not hasattr(pandas.DataFrame, "from_arrow"):
        pytest.skip("pandas before 3 reads Arrow through pyarrow alone")
    frame = pandas.DataFrame.from_arrow(plan.stops)
    assert len(frame) == len(plan.stops)
    assert frame["arrival"].dt.tz.key == "America/Sao_Paulo"
    assert frame[frame["kind"] == "job"]["job"].nunique() == 12


def test_duckdb_queries_the_tables(plan: Plan) -> None:
    duckdb = pytest.importorskip("duckdb")
    stops = plan.stops  # noqa: F841 - the query names it
    [(served,)] = duckdb.sql("select count(*) from stops where kind = 'job'").fetchall()
    assert served == 12


def test_a_clock_without_a_zone_still_gives_instants_to_every_library(problem: Problem) -> None:
    document = problem.to_dict()
    del document["clock"]["zone"]
    stops = haulage.solve(Problem.from_dict(document), iterations=100).stops
    assert stops[0]["departure"].utcoffset() == dt.timedelta(hours=-3)
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(stops)["departure"].to_list() == stops["departure"]


def test_a_plan_goes_through_its_document_and_pickle(problem: Problem, plan: Plan) -> None:
    twin = pickle.loads(pickle.dumps(plan))
    assert twin == plan
    assert twin.run == plan.run
    assert Plan.from_json(problem, plan.to_json()) == plan
    assert Plan.from_dict(problem, plan.to_dict()) == plan
    assert plan.problem == problem
    assert plan != "plan"


def test_a_plan_that_lies_is_found_out(problem: Problem, plan: Plan) -> None:
    document = plan.to_dict()
    document["routes"][0]["distance_m"] += 1_000
    document["routes"][0]["stops"][1]["job"] = "parcel of another day"
    report = haulage.check(problem, Plan.from_dict(problem, document))
    assert not report.feasible
    assert "check.unknown_job" in {violation.code for violation in report.violations}


def test_a_text_that_is_no_plan_is_refused(problem: Problem) -> None:
    with pytest.raises(ValidationError) as caught:
        Plan.from_json(problem, '{"routes": 3}')
    assert caught.value.faults[0].code == "plan.malformed"


def test_a_plan_is_drawn(plan: Plan) -> None:
    page = plan.to_html()
    assert page.lstrip().lower().startswith("<!doctype html")
    assert "parcel 3" in page
    features = json.loads(plan.to_geojson())
    assert features["type"] == "FeatureCollection"
    assert plan.to_csv().count("\n") >= len(plan.stops)
    in_notebook = plan._repr_html_()
    assert in_notebook.startswith("<iframe srcdoc=")
    assert "<html" not in in_notebook.lower()
    assert "BRL" in repr(plan)


def test_a_table_is_drawn_without_trusting_names(problem: Problem) -> None:
    document = problem.to_dict()
    document["jobs"][0]["id"] = "<script>alert(1)</script>"
    plan = haulage.solve(Problem.from_dict(document), iterations=100)
    assert "<script>" not in plan.stops._repr_html_()
    assert "&lt;script&gt;" in plan.stops._repr_html_()


def test_an_unassigned_job_says_why(problem: Problem) -> None:
    document = problem.to_dict()
    document["jobs"][0]["delivery"] = [1_000]
    plan = haulage.solve(Problem.from_dict(document), iterations=500)
    assert [left.job for left in plan.unassigned] == ["parcel 0"]
