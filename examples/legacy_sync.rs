//! Two nights of a legacy system: dumps become changes, changes become shipments, shipments become tomorrow's plan.
//!
//! `cargo run --example legacy_sync [-- FOLDER]`; with a folder the state stays there, and a second run finds nothing to do.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use haulage::{
    core::{
        party::{Address, Party},
        position::Position,
        quantity::Mass,
        shipment::{HandlingUnit, Shipment},
        time::Instant,
    },
    legacy::{
        delta::{Event, Kind},
        mapping::{Mapping, MappingDocument},
        run::{Cursor, Dump, Origin, Outbox, RunError, Settings, take},
        state::StateFile,
    },
    routing::{
        check::check,
        plan::Plan,
        problem::{Clock, Job, Problem, ProfileDocument, Shift, VehicleCosts, VehicleType},
        solve::{Iterations, SolveOptions, solve},
    },
};
use serde::Deserialize;

const NIGHTS: [&str; 2] = ["monday.csv", "tuesday.csv"];

/// A row as the mapping names it. Decimals come as text, exactly.
#[derive(Deserialize)]
struct Row {
    id: u64,
    status: String,
    mass_g: u64,
    lat: String,
    lon: String,
}

/// What this program keeps: it applies events, and remembers how far it got.
#[derive(Default)]
struct Table {
    shipments: BTreeMap<u64, Shipment>,
    cursor: Option<Cursor>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let scratch = tempfile::tempdir()?;
    let folder = std::env::args_os().nth(1).map_or_else(|| scratch.path().to_owned(), Into::into);
    fs::create_dir_all(&folder)?;
    let state = StateFile::at(folder.join("shipments.state"));
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/legacy");
    let mapping = Mapping::new(MappingDocument::from_json(&fs::read_to_string(data.join("mapping.json"))?)?)?;
    let settings = Settings { keep_rows: true, ..Settings::default() };

    let mut table = Table::default();
    for night in NIGHTS {
        let origin = Origin::File(data.join(night));
        match take(&state, &mut |history| Dump::open(&origin, &mapping, history, false), &settings, None) {
            Ok(report) => println!("{night}: {:?}, {}", report.outcome, report.accounts),
            // On a second run Monday is older than what was accepted last; the state stays what it was.
            Err(error @ RunError::Older { .. }) => println!("{night}: left out, {error}"),
            Err(error) => return Err(error.into()),
        }
        table.catch_up(&state)?;
    }
    println!("{} shipments are on their way", table.shipments.len());
    plan(&table)
}

impl Table {
    fn catch_up(&mut self, state: &StateFile) -> Result<(), Box<dyn Error>> {
        for posted in Outbox::open(state)?.events(self.cursor) {
            let posted = posted?;
            self.apply(&posted.event)?;
            self.cursor = Some(posted.cursor);
        }
        Ok(())
    }

    fn apply(&mut self, event: &Event) -> Result<(), Box<dyn Error>> {
        let changed = event.changed.as_deref().unwrap_or_default().join(", ");
        println!("  {:?} {} {changed}", event.kind, event.key["id"]);
        let id = event.key["id"].as_u64().ok_or("the key is a number")?;
        if event.kind == Kind::Deleted {
            self.shipments.remove(&id);
            return Ok(());
        }
        let row: Row = event.row_as()?;
        if row.status == "in_transit" {
            self.shipments.insert(id, row.shipment()?);
        } else {
            self.shipments.remove(&id);
        }
        Ok(())
    }
}

impl Row {
    fn shipment(&self) -> Result<Shipment, Box<dyn Error>> {
        let consignee = Party::at(Address::at(Position::new(self.lat.parse()?, self.lon.parse()?)?));
        let unit = HandlingUnit { mass_g: Mass::from_grams(self.mass_g)?, ..HandlingUnit::default() };
        Ok(Shipment::new(self.id.to_string(), Party::default(), consignee, vec![unit])?)
    }
}

/// Tomorrow: one van, from a depot in Munich.
fn plan(table: &Table) -> Result<(), Box<dyn Error>> {
    let van = VehicleType::new("van").based_at("depot").capacity([2_000_000]).shift(Shift::between(at(7)?, at(17)?)).costs(
        VehicleCosts { fixed: "80".parse()?, per_km: "0.90".parse()?, per_hour: "24".parse()?, ..VehicleCosts::default() },
    );
    let jobs: Result<Vec<Job>, Box<dyn Error>> = table.shipments.values().map(job).collect();
    let problem = Problem::builder()
        .clock(Clock { start: at(0)?, zone: Some(chrono_tz::Europe::Berlin) })
        .currency("EUR".parse()?)
        .profile(ProfileDocument::great_circle("roads", 1.3, 45.0))
        .place("depot", Position::new(48.1351, 11.5820)?)
        .vehicle(van)
        .jobs(jobs?)
        .build()?;
    let solution = solve(&problem, &SolveOptions::default(), &mut Iterations(2_000));
    let plan = Plan::new(&problem, &solution);
    for route in &plan.routes {
        let stops: Vec<&str> = route.stops.iter().filter_map(|stop| stop.job.as_deref()).collect();
        println!("{} {}: {} km, {}", route.vehicle, route.number, route.distance_m / 1_000, stops.join(" - "));
    }
    println!("checked: {}", if check(&problem, &plan).feasible { "feasible, every figure right" } else { "NOT feasible" });
    Ok(())
}

/// An hour of tomorrow, in the time of Munich.
fn at(hour: u32) -> Result<Instant, Box<dyn Error>> {
    Ok(format!("2004-06-09T{hour:02}:00:00+02:00").parse()?)
}

fn job(shipment: &Shipment) -> Result<Job, Box<dyn Error>> {
    let position = shipment.consignee().address.position.ok_or("a consignee without a position cannot be routed to")?;
    Ok(Job::new(shipment.id(), position).delivery([shipment.mass().grams()]).service_s(600))
}
