//! The day: a file of parcels becomes shipments, and shipments a routing problem.

use std::{collections::BTreeMap, error::Error};

use chrono_tz::America::Sao_Paulo;
use haulage::{
    core::{
        party::{Address, Party},
        position::Position,
        shipment::{HandlingUnit, Shipment},
        time::{Instant, TimeWindow},
    },
    routing::problem::{Clock, Job, Problem, ProfileDocument, Shift, VehicleCosts, VehicleType, Window},
};
use serde::Deserialize;

use crate::options::Options;

/// 221 parcels of one day, published by the carrier itself under the MIT licence (see the folder).
const FILE: &str = include_str!("../data/loggibud/cvrp-0-rj-0.json");

#[derive(Deserialize)]
struct DayFile {
    origin: Point,
    vehicle_capacity: u64,
    deliveries: Vec<Delivery>,
}

#[derive(Deserialize)]
struct Delivery {
    id: String,
    point: Point,
    size: u32,
}

#[derive(Deserialize)]
struct Point {
    lat: f64,
    lng: f64,
}

impl Point {
    fn position(&self) -> Result<Position, Box<dyn Error>> {
        Ok(Position::new(self.lat, self.lng)?)
    }
}

/// What has to be done on the day.
pub(crate) struct Day {
    depot: Position,
    capacity: u64,
    pub(crate) parcels: usize,
    pub(crate) shipments: Vec<Shipment>,
}

impl Day {
    /// Reads the day. Parcels with one identifier are handling units of one shipment.
    pub(crate) fn read(options: &Options) -> Result<Self, Box<dyn Error>> {
        let file: DayFile = serde_json::from_str(FILE)?;
        let depot = file.origin.position()?;
        let mut units: BTreeMap<&str, Vec<HandlingUnit>> = BTreeMap::new();
        for delivery in &file.deliveries {
            units.entry(&delivery.id).or_default().push(HandlingUnit { size: delivery.size, ..HandlingUnit::default() });
        }
        let mut shipments = Vec::new();
        for (index, delivery) in file.deliveries.iter().enumerate() {
            let Some(units) = units.remove(delivery.id.as_str()) else { continue };
            let mut consignee = Party::at(Address::at(delivery.point.position()?));
            if options.windows {
                consignee.windows = match index % 3 {
                    0 => vec![TimeWindow::new(at(8)?, at(12)?)?],
                    1 => vec![TimeWindow::new(at(13)?, at(17)?)?],
                    _ => Vec::new(),
                };
            }
            shipments.push(Shipment::new(&delivery.id, Party::at(Address::at(depot)), consignee, units)?);
        }
        Ok(Self { depot, capacity: file.vehicle_capacity, parcels: file.deliveries.len(), shipments })
    }

    /// The vans, their working day and the deliveries.
    pub(crate) fn problem(&self, options: &Options) -> Result<Problem, Box<dyn Error>> {
        let van = VehicleType::new("van")
            .count(options.vans)
            .based_at("depot")
            .capacity([self.capacity])
            .shift(Shift::between(at(8)?, at(18)?))
            .costs(VehicleCosts {
                fixed: "120".parse()?,
                per_km: "1.15".parse()?,
                per_hour: "18.50".parse()?,
                ..VehicleCosts::default()
            });
        let jobs = self.shipments.iter().map(|shipment| job(shipment, options.service_s)).collect::<Result<Vec<_>, _>>()?;
        let problem = Problem::builder()
            .clock(Clock { start: at(0)?, zone: Some(Sao_Paulo) })
            .currency("BRL".parse()?)
            .profile(ProfileDocument::great_circle("streets", 1.4, 28.0))
            .place("depot", self.depot)
            .vehicle(van)
            .jobs(jobs)
            .build()?;
        Ok(problem)
    }
}

/// The delivery of a shipment, as a stop of a route.
fn job(shipment: &Shipment, service_s: u64) -> Result<Job, Box<dyn Error>> {
    let consignee = shipment.consignee();
    let position = consignee.address.position.ok_or("a consignee without a position cannot be routed to")?;
    let job = Job::new(shipment.id(), position).delivery([shipment.size()]).service_s(service_s);
    Ok(consignee.windows.iter().fold(job, |job, window| job.window(Window::new(window.earliest(), window.latest()))))
}

/// An hour of the day, in the time of Rio de Janeiro.
fn at(hour: u32) -> Result<Instant, Box<dyn Error>> {
    Ok(format!("2026-11-20T{hour:02}:00:00-03:00").parse()?)
}
