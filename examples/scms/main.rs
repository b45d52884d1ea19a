//! USAID's SCMS delivery history: 10,324 rows of a real supply chain become shipments with events.
//!
//! `cargo run --example scms -- path/to/SCMS_Delivery_History.csv`
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

mod shipments;
mod table;

use std::{collections::BTreeMap, path::PathBuf};

use haulage::core::{event::fold, lifecycle::Lifecycle};
use shipments::{Weight, lines, shipments};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or("give the path of the table")?;
    let lines = lines(&table::read(&path)?)?;
    let shipments = shipments(&lines)?;
    let mut weights: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        let what = match line.weight {
            Weight::Stated(_) => "stated in the row",
            Weight::With(..) => "within the weight of another row",
            Weight::WithUnknown(_) => "refers to a row without a weight",
            Weight::Elsewhere => "captured separately",
        };
        *weights.entry(what).or_default() += 1;
    }
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for shipment in shipments.values() {
        *states.entry(fold(Lifecycle::standard(), &shipment.history).state.to_string()).or_default() += 1;
    }
    println!(
        "{} rows, {} shipments, {} lines in the largest",
        lines.len(),
        shipments.len(),
        shipments.values().map(|shipment| shipment.lines.len()).max().unwrap_or_default()
    );
    println!("weights: {weights:?}");
    println!("shipments of known mass: {}", shipments.values().filter(|shipment| shipment.mass.is_some()).count());
    println!("states: {states:?}");
    let countries: std::collections::BTreeSet<&str> = lines.iter().map(|line| line.country.as_str()).collect();
    let vendors: std::collections::BTreeSet<&str> = lines.iter().map(|line| line.vendor.as_str()).collect();
    println!(
        "{} vendors deliver {} packs to {} countries",
        vendors.len(),
        lines.iter().map(|line| line.quantity).sum::<u64>(),
        countries.len()
    );
    Ok(())
}
