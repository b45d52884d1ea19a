//! The tables of a plan: its routes and its stops, as Arrow columns.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, Decimal128Array, Float64Array, Int64Array, ListArray, StringArray, TimestampMicrosecondArray, types::Int64Type,
};
use chrono::TimeDelta;
use haulage_core::{money::Amount, position::Position};
use haulage_routing::{
    plan::{Plan, PlanRoute, PlanStop, StopKind},
    problem::{Clock, Moment},
};
use pyo3::{exceptions::PyValueError, prelude::*};

use crate::table::Table;

/// One row a route.
pub(super) fn routes(plan: &Plan, clock: Option<&Clock>) -> PyResult<Table> {
    let routes = &plan.routes;
    let integers = |field: fn(&PlanRoute) -> u64| integers(routes.iter().map(|route| Some(field(route))));
    let money = |field: fn(&PlanRoute) -> Amount| money(routes.iter().map(field));
    let moments = |pick: fn(&PlanRoute) -> Option<Moment>| moments(routes.iter().map(pick), clock);
    Table::of(vec![
        ("route", integers_of(0..routes.len()), false),
        ("vehicle", text(routes.iter().map(|route| Some(route.vehicle.as_str()))), false),
        ("number", integers(|route| route.number.into())?, false),
        ("tasks", integers(|route| route.stops.iter().filter(|stop| stop.job.is_some()).count() as u64)?, false),
        ("start", moments(|route| route.stops.first().map(|stop| stop.departure))?, true),
        ("end", moments(|route| route.stops.last().map(|stop| stop.arrival))?, true),
        ("distance_m", integers(|route| route.distance_m)?, false),
        ("duration_s", integers(|route| route.duration_s)?, false),
        ("travel_s", integers(|route| route.travel_s)?, false),
        ("service_s", integers(|route| route.service_s)?, false),
        ("waiting_s", integers(|route| route.waiting_s)?, false),
        ("peak_load", lists(routes.iter().map(|route| &route.peak_load))?, false),
        ("cost", money(|route| route.costs.total)?, false),
        ("cost_fixed", money(|route| route.costs.fixed)?, false),
        ("cost_distance", money(|route| route.costs.distance)?, false),
        ("cost_duration", money(|route| route.costs.duration)?, false),
    ])
}

/// One row a stop, start and end included.
pub(super) fn stops(plan: &Plan, clock: Option<&Clock>) -> PyResult<Table> {
    let numbered =
        || plan.routes.iter().enumerate().flat_map(|(at, route)| route.stops.iter().map(move |stop| (at, route, stop)));
    let stops = || numbered().map(|(_, _, stop)| stop);
    let order = plan.routes.iter().flat_map(|route| 0..route.stops.len());
    let whole = |field: fn(&PlanStop) -> Option<u64>| integers(stops().map(field));
    let moments = |field: fn(&PlanStop) -> Moment| moments(stops().map(|stop| Some(field(stop))), clock);
    let degrees = |field: fn(&Position) -> f64| -> ArrayRef {
        Arc::new(stops().map(|stop| stop.position.as_ref().map(field)).collect::<Float64Array>())
    };
    Table::of(vec![
        ("route", integers_of(numbered().map(|(at, _, _)| at)), false),
        ("vehicle", text(numbered().map(|(_, route, _)| Some(route.vehicle.as_str()))), false),
        ("number", integers(numbered().map(|(_, route, _)| Some(route.number.into())))?, false),
        ("stop", integers_of(order), false),
        ("kind", text(stops().map(|stop| Some(kind(stop.kind)))), false),
        ("job", text(stops().map(|stop| stop.job.as_deref())), true),
        ("part", whole(|stop| stop.part.map(u64::from))?, true),
        ("place", text(stops().map(|stop| stop.place.as_deref())), true),
        ("lat", degrees(Position::lat), true),
        ("lon", degrees(Position::lon), true),
        ("arrival", moments(|stop| stop.arrival)?, false),
        ("service_start", moments(|stop| stop.service_start)?, false),
        ("departure", moments(|stop| stop.departure)?, false),
        ("waiting_s", whole(|stop| Some(stop.waiting_s))?, false),
        ("distance_m", whole(|stop| Some(stop.distance_m))?, false),
        ("load", lists(stops().map(|stop| &stop.load))?, false),
    ])
}

/// The word of documents for a kind of stop.
fn kind(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Start => "start",
        StopKind::Job => "job",
        StopKind::Pickup => "pickup",
        StopKind::Delivery => "delivery",
        StopKind::Break => "break",
        StopKind::Rest => "rest",
        StopKind::Wait => "wait",
        StopKind::Reload => "reload",
        StopKind::End => "end",
        _ => "other",
    }
}

fn text<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

fn integers_of(values: impl Iterator<Item = usize>) -> ArrayRef {
    Arc::new(values.map(|value| value as i64).collect::<Int64Array>())
}

fn integer(value: u64) -> PyResult<i64> {
    value.try_into().map_err(|_| PyValueError::new_err(format!("{value} in the plan is past 64-bit integers")))
}

fn integers(values: impl Iterator<Item = Option<u64>>) -> PyResult<ArrayRef> {
    let values = values.map(|value| value.map(integer).transpose());
    Ok(Arc::new(values.collect::<PyResult<Int64Array>>()?))
}

fn lists<'a>(values: impl Iterator<Item = &'a Vec<u64>>) -> PyResult<ArrayRef> {
    let rows = values.map(|row| row.iter().map(|&value| integer(value).map(Some)).collect::<PyResult<Vec<_>>>().map(Some));
    Ok(Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(rows.collect::<PyResult<Vec<_>>>()?)))
}

/// Amounts to a millionth, as plans print them.
fn money(values: impl Iterator<Item = Amount>) -> PyResult<ArrayRef> {
    const SCALE: u32 = 6;
    let cents = values.map(|Amount(mut value)| {
        value.rescale(SCALE);
        value.mantissa()
    });
    let column = Decimal128Array::from_iter_values(cents).with_precision_and_scale(38, SCALE as i8);
    Ok(Arc::new(column.map_err(|error| PyValueError::new_err(error.to_string()))?))
}

/// Instants in the clock's zone, or seconds where the problem has no clock.
fn moments(values: impl Iterator<Item = Option<Moment>>, clock: Option<&Clock>) -> PyResult<ArrayRef> {
    let Some(clock) = clock else {
        let seconds = values.map(|moment| match moment {
            Some(Moment::Second(second)) => Ok(Some(second)),
            Some(moment) => Err(PyValueError::new_err(format!("{moment} in a plan for a problem without a clock"))),
            None => Ok(None),
        });
        return Ok(Arc::new(seconds.collect::<PyResult<Int64Array>>()?));
    };
    let instants = values.map(|moment| {
        let instant = match moment? {
            Moment::Instant(instant) => instant,
            Moment::Second(second) => clock.start.checked_add_signed(TimeDelta::try_seconds(second)?)?,
        };
        Some(instant.timestamp_micros())
    });
    let zone = clock.zone.map_or_else(|| clock.start.offset().to_string(), |zone| zone.name().to_owned());
    Ok(Arc::new(instants.collect::<TimestampMicrosecondArray>().with_timezone(zone)))
}
