//! Long work: its settings and the budget that holds it to them.

mod settings;
mod stop;

pub use settings::{SolveSettings, StoppedBy};
pub use stop::Stop;
