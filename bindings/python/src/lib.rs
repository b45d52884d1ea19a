//! The Python package of Haulage: classes of the engine's documents, frames in and out, and every operation by name.
//!
//! | room | holds |
//! |---|---|
//! | `crossing` | how values of documents cross to Python and back |
//! | `record` | the macro that makes a frozen Python class of a document |
//! | `documents` | the parts of a problem |
//! | `problem` | the problem |
//! | `plan` | the plan and its tables |
//! | `check` | the independent checker |
//! | `frames` | rows of any Arrow producer in |
//! | `run` | a solve in a thread of its own |
//! | `table` | rows out to any Arrow consumer |
//! | `hints` | telling type hints for plain objects |
//! | `dumps` | rows and events of legacy dumps, batch by batch |
//! | `hours` | driver hours of a fleet |
//! | `identifiers` | identifiers by the column |
//! | `tariff` | tariffs, and the prices of frames |
//! | `words` | columns of few different words |
//! | `call` | every operation by name |
//! | `errors` | errors as the exceptions of `haulage.errors` |

mod call;
mod check;
mod crossing;
mod documents;
mod dumps;
mod errors;
mod frames;
mod hints;
mod hours;
mod identifiers;
mod plan;
mod problem;
mod record;
mod run;
mod table;
mod tariff;
mod words;

/// The native half of `haulage`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::call::{call, call_json};
    #[pymodule_export]
    use crate::check::{CheckReport, Violation, check};
    #[pymodule_export]
    use crate::documents::{
        Break, Clock, Depot, DriverState, Euclidean, GreatCircle, Job, Lateness, Matrix, Place, Point, Position, Profile, Reload, Shift,
        Shipment, ShipmentStop, VehicleCosts, VehicleType, Window,
    };
    #[pymodule_export]
    use crate::dumps::{Batches, dump_events, dump_rows};
    #[pymodule_export]
    use crate::hours::audit_hours;
    #[pymodule_export]
    use crate::identifiers::{identifier_kinds, parse_identifiers};
    #[pymodule_export]
    use crate::plan::{CostLines, Plan, Totals, UnassignedJob, UnassignedReason};
    #[pymodule_export]
    use crate::problem::Problem;
    #[pymodule_export]
    use crate::run::{Run, RunProgress, RunReport};
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::tariff::Tariff;

    /// Version of the package and of the engine in it.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that Python gives it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
