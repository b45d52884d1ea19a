//! The table of operations. From it come the schemas, the C entry point and the documents of PHP and Python.

mod problem_validate;
mod version;

use haulage_core::fault::{Faults, Path};

use crate::Operation;

/// Every operation, by name.
#[must_use]
pub const fn operations() -> &'static [Operation] {
    const TABLE: &[Operation] = &[Operation::of::<problem_validate::Validate>(), Operation::of::<version::Version>()];
    TABLE
}

/// Faults of a problem, at their place in a request that holds it as `problem`.
fn below_problem(faults: Faults) -> Faults {
    let mut moved = Faults::new();
    moved.absorb(&Path::ROOT.key("problem"), faults);
    moved
}
