//! The flat forms of the document's lists: which columns a frame of jobs, vehicles, places or shipments has.

use haulage_core::{fault::Faults, money::Amount, position::Position};
use haulage_routing::problem::{
    Job, Moment, PlaceDocument, PlaceReference, PlanarPoint, Shift, Shipment, ShipmentStop, VehicleCosts, VehicleType, Window,
};
use pyo3::prelude::*;

use super::{Form, Row, read};

/// Jobs: `place` or `lat` and `lon`; one window as `earliest` and `latest`.
pub(crate) fn jobs(source: &Bound<'_, PyAny>, faults: &mut Faults) -> PyResult<Vec<Job>> {
    let columns = &[
        "id",
        "place",
        "lat",
        "lon",
        "delivery",
        "pickup",
        "service_s",
        "setup_s",
        "earliest",
        "latest",
        "release",
        "skills",
        "prize",
        "priority",
        "vehicles",
        "forbidden_vehicles",
        "goods",
    ];
    let job = |row: &mut Row<'_, '_>| Job {
        id: row.required("id"),
        place: row.required_place("place", "lat", "lon"),
        delivery: row.optional("delivery").unwrap_or_default(),
        pickup: row.optional("pickup").unwrap_or_default(),
        service_s: row.optional("service_s").unwrap_or_default(),
        setup_s: row.optional("setup_s").unwrap_or_default(),
        windows: row.window("earliest", "latest"),
        lateness: None,
        release: row.optional("release"),
        skills: row.optional("skills").unwrap_or_default(),
        prize: row.optional("prize"),
        priority: row.optional("priority").unwrap_or_default(),
        vehicles: row.optional("vehicles").unwrap_or_default(),
        forbidden_vehicles: row.optional("forbidden_vehicles").unwrap_or_default(),
        goods: row.optional("goods").unwrap_or_default(),
    };
    read(source, &Form { list: "jobs", columns, read: job }, faults)
}

/// Vehicles: `start` and `end` by name or position; shift and costs flat.
pub(crate) fn vehicles(source: &Bound<'_, PyAny>, faults: &mut Faults) -> PyResult<Vec<VehicleType>> {
    let columns = &[
        "id",
        "count",
        "start",
        "start_lat",
        "start_lon",
        "end",
        "end_lat",
        "end_lon",
        "capacity",
        "earliest",
        "latest",
        "max_duration_s",
        "regular_latest",
        "regular_duration_s",
        "fixed",
        "per_km",
        "per_hour",
        "per_overtime_hour",
        "per_waiting_hour",
        "profile",
        "skills",
        "max_distance_m",
        "max_tasks",
        "max_stops",
        "speed_percent",
        "initial_load",
        "driver_rules",
    ];
    let vehicle = |row: &mut Row<'_, '_>| {
        let usual = VehicleCosts::default();
        VehicleType {
            id: row.required("id"),
            count: row.optional("count").unwrap_or(1),
            start: row.place("start", "start_lat", "start_lon"),
            end: row.place("end", "end_lat", "end_lon"),
            capacity: row.optional("capacity").unwrap_or_default(),
            shift: Shift {
                earliest: row.optional("earliest"),
                latest: row.optional("latest"),
                max_duration_s: row.optional("max_duration_s"),
                regular_latest: row.optional("regular_latest"),
                regular_duration_s: row.optional("regular_duration_s"),
            },
            costs: VehicleCosts {
                fixed: row.optional::<Amount>("fixed").unwrap_or(usual.fixed),
                per_km: row.optional("per_km").unwrap_or(usual.per_km),
                per_hour: row.optional("per_hour").unwrap_or(usual.per_hour),
                per_overtime_hour: row.optional("per_overtime_hour").unwrap_or(usual.per_overtime_hour),
                per_waiting_hour: row.optional("per_waiting_hour").unwrap_or(usual.per_waiting_hour),
            },
            profile: row.optional("profile"),
            skills: row.optional("skills").unwrap_or_default(),
            max_distance_m: row.optional("max_distance_m"),
            max_tasks: row.optional("max_tasks"),
            max_stops: row.optional("max_stops"),
            speed_percent: row.optional("speed_percent"),
            initial_load: row.optional("initial_load").unwrap_or_default(),
            breaks: Vec::new(),
            reload: None,
            lifo: false,
            driver_rules: row.optional("driver_rules"),
            driver_state: None,
        }
    };
    read(source, &Form { list: "vehicles", columns, read: vehicle }, faults)
}

/// Places: `lat` and `lon`, or `x` and `y`.
pub(crate) fn places(source: &Bound<'_, PyAny>, faults: &mut Faults) -> PyResult<Vec<PlaceDocument>> {
    let place = |row: &mut Row<'_, '_>| PlaceDocument {
        id: row.required("id"),
        position: row.position("lat", "lon"),
        point: row.pair("x", "y").map(|(x, y)| PlanarPoint { x, y }),
    };
    read(source, &Form { list: "places", columns: &["id", "lat", "lon", "x", "y"], read: place }, faults)
}

/// Shipments: one pickup and one delivery each.
pub(crate) fn shipments(source: &Bound<'_, PyAny>, faults: &mut Faults) -> PyResult<Vec<Shipment>> {
    let columns = &[
        "id",
        "amount",
        "pickup_place",
        "pickup_lat",
        "pickup_lon",
        "pickup_service_s",
        "pickup_setup_s",
        "pickup_earliest",
        "pickup_latest",
        "delivery_place",
        "delivery_lat",
        "delivery_lon",
        "delivery_service_s",
        "delivery_setup_s",
        "delivery_earliest",
        "delivery_latest",
        "skills",
        "prize",
        "priority",
        "vehicles",
        "forbidden_vehicles",
        "goods",
    ];
    let shipment = |row: &mut Row<'_, '_>| {
        let amount: Vec<u64> = row.optional("amount").unwrap_or_default();
        let pickup = ShipmentStop {
            place: row.required_place("pickup_place", "pickup_lat", "pickup_lon"),
            amount: amount.clone(),
            service_s: row.optional("pickup_service_s").unwrap_or_default(),
            setup_s: row.optional("pickup_setup_s").unwrap_or_default(),
            windows: row.window("pickup_earliest", "pickup_latest"),
            lateness: None,
        };
        let delivery = ShipmentStop {
            place: row.required_place("delivery_place", "delivery_lat", "delivery_lon"),
            amount,
            service_s: row.optional("delivery_service_s").unwrap_or_default(),
            setup_s: row.optional("delivery_setup_s").unwrap_or_default(),
            windows: row.window("delivery_earliest", "delivery_latest"),
            lateness: None,
        };
        Shipment {
            id: row.required("id"),
            pickups: vec![pickup],
            deliveries: vec![delivery],
            skills: row.optional("skills").unwrap_or_default(),
            prize: row.optional("prize"),
            priority: row.optional("priority").unwrap_or_default(),
            vehicles: row.optional("vehicles").unwrap_or_default(),
            forbidden_vehicles: row.optional("forbidden_vehicles").unwrap_or_default(),
            goods: row.optional("goods").unwrap_or_default(),
        }
    };
    read(source, &Form { list: "shipments", columns, read: shipment }, faults)
}

impl Row<'_, '_> {
    /// Two numbers that stand together, or neither.
    fn pair(&mut self, one: &'static str, other: &'static str) -> Option<(f64, f64)> {
        match (self.lacks(one), self.lacks(other)) {
            (true, false) => self.missing(one),
            (false, true) => self.missing(other),
            _ => {}
        }
        self.optional(one).zip(self.optional(other))
    }

    fn position(&mut self, lat: &'static str, lon: &'static str) -> Option<Position> {
        let (north, east) = self.pair(lat, lon)?;
        Position::new(north, east).map_err(|error| self.wrong::<()>(lat, error.to_string())).ok()
    }

    /// A place by name, or else by position.
    fn place(&mut self, name: &'static str, lat: &'static str, lon: &'static str) -> Option<PlaceReference> {
        let named = self.optional::<String>(name).map(PlaceReference::Id);
        named.or_else(|| self.position(lat, lon).map(PlaceReference::Position))
    }

    fn required_place(&mut self, name: &'static str, lat: &'static str, lon: &'static str) -> PlaceReference {
        if self.lacks(name) && self.lacks(lat) && self.lacks(lon) {
            let path = self.list.index(self.number);
            let remedy = format!("give `{name}`, or `{lat}` and `{lon}`");
            self.faults.report(&path.key(name), "frame.missing", "it is nowhere", remedy);
        }
        self.place(name, lat, lon).unwrap_or(PlaceReference::Id(String::new()))
    }

    /// A window from two columns; without an earliest moment it is open from the clock's start.
    fn window(&mut self, earliest: &'static str, latest: &'static str) -> Vec<Window> {
        if self.lacks(latest) && !self.lacks(earliest) {
            self.missing(latest);
        }
        let earliest = self.optional(earliest).unwrap_or(Moment::Second(0));
        self.optional(latest).map(|latest| Window { earliest, latest }).into_iter().collect()
    }
}
