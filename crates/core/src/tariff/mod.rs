//! Prices: a tariff as dated data, compiled once, quoted a million times, explained line by line.
//!
//! | file | holds |
//! |---|---|
//! | `document` | the tariff as carrier and shipper agree on it |
//! | `compile` | everything wrong with it, found in one pass; the indexed form |
//! | `check` | what is merely suspicious: gaps in time, rows that nothing reaches, prices that fall |
//! | `weight` | measures of a shipment and the weight paid for |
//! | `price` | a request becomes a quote |
//! | `replay` | a stored quote computed again |
//! | `compare` | two tariffs over one history |
//! | `import` | plain tables of carriers |
//!
//! Every range is half-open and says which bound belongs to it; no amount passes through a float; every rounding names
//! its step and direction.
//!
//! ```
//! use haulage_core::tariff::{CompiledTariff, QuoteRequest, Tariff};
//!
//! let tariff: Tariff = serde_json::from_str(r#"{
//!     "id": "parcels", "currency": "EUR",
//!     "versions": [{
//!         "id": "2026", "since": "2026-01-01",
//!         "rounding": {"line": {"step": "0.01", "mode": "half_up"}, "total": {"step": "0.01", "mode": "half_up"}},
//!         "chargeable_weight": {"volumetric": {"cm3_per_kg": "5000"}, "rounding": {"step": "1", "mode": "up"}},
//!         "lanes": [{"zone": "everywhere"}],
//!         "rates": [{"zone": "everywhere", "breaks": [
//!             {"from": "0", "until": "5", "price": "4.90", "per": "shipment"},
//!             {"from": "5", "price": "1.10", "per": "kg"}
//!         ]}],
//!         "surcharges": [{"id": "fuel", "charge": {"percent_of": ["freight"]}, "rates": [{"value": "12.5"}]}]
//!     }]
//! }"#)?;
//! let request: QuoteRequest = serde_json::from_str(r#"{
//!     "on": "2026-11-20", "from": {"country": "DE"}, "to": {"country": "FR"},
//!     "handling_units": [{"mass_g": 3200, "dimensions": {"length_mm": 400, "width_mm": 300, "height_mm": 300}}]
//! }"#)?;
//! let compiled = CompiledTariff::compile(&tariff)?;
//! let quote = compiled.quote(&request)?;
//! assert_eq!(quote.chargeable_weight.kg.to_string(), "8", "36 litres count as 7.2 kg, rounded up");
//! assert_eq!(quote.total.to_string(), "9.90", "8 kg at 1.10 and 12.5 % of fuel");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod compare;
mod compile;
mod compiled;
mod document;
mod import;
mod postal;
mod price;
mod quote;
mod replay;
mod rounding;
mod weight;

#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod tests;

pub use self::{
    check::{TariffCheck, check},
    compare::{Comparison, Group, Priced, ShipmentComparison},
    compiled::CompiledTariff,
    document::{
        Area, Bounds, Break, Charge, ChargeableWeight, Condition, DatedRate, DayRange, DistanceBand, ExchangeRate, Lane,
        LoadingMetre, Measure, MeasureRange, PostalRange, Rate, Rounding, Surcharge, Tariff, Unit, UnknownRoom, Version,
        Volumetric, WeighedPer,
    },
    import::{TableFormat, import_table},
    quote::{
        Bent, Converted, LineKind, Quote, QuoteError, QuoteLine, QuotePlace, QuoteRequest, QuoteUnits, WeightBasis, WeightPaid,
    },
    replay::{Difference, Replay},
    rounding::{RoundTo, RoundingMode},
};

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/tariff.md")]
struct Page;
