//! Solving: a solution as good as the budget allows.

mod budget;

pub use budget::{Budget, Iterations, Progress};
