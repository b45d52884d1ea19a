//! `vroom.solve`: a problem as VROOM takes it, a solution as VROOM gives it.

use haulage_core::fault::{Faults, Path};
use haulage_routing::format::vroom::{Case, Document, Flags, Roads, Solution};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    ApiError, Handler,
    run::{SolveSettings, solve_on},
};

/// `vroom.solve`
pub(super) struct Solve;

/// VROOM's problem, and how long to search.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The document, as `vroom` takes it.
    problem: Document,
    /// How ways are computed where it has no matrices; absent: great circles × 1.3 at 50 km/h.
    #[serde(default)]
    roads: Option<Roads>,
    /// How to search and when to stop; absent: as the document's flags `x`, `t` and `l` say.
    #[serde(default)]
    options: Option<SolveSettings>,
}

impl Handler for Solve {
    const NAME: &'static str = "vroom.solve";
    const SUMMARY: &'static str = "VROOM's problem document in, VROOM's solution document out";
    type Request = Request;
    type Reply = Solution;

    fn run(request: Request) -> Result<Solution, ApiError> {
        let Request { problem, roads, options } = request;
        let mut faults = Faults::new();
        if let Err(found) = options.as_ref().map_or(Ok(()), SolveSettings::validate) {
            faults.absorb(&Path::ROOT.key("options"), found);
        }
        match Case::new(problem, roads.unwrap_or_default()) {
            Ok(case) => {
                faults.into_result(())?;
                let settings = options.unwrap_or_else(|| by_flags(case.flags(), case.problem().tasks().len()));
                let solved = solve_on(case.problem(), case.start().cloned(), &settings)?;
                Ok(case.solution(&solved.plan))
            }
            Err(found) => {
                faults.absorb(&Path::ROOT.key("problem"), found);
                Err(ApiError::invalid(faults))
            }
        }
    }
}

/// What VROOM's flags ask for. Like VROOM, a search without a time limit ends by itself: after iterations that grow with the
/// tasks and with the exploration level.
fn by_flags(flags: Flags, tasks: usize) -> SolveSettings {
    let level = u64::from(flags.x.unwrap_or(5).min(5));
    let iterations = (tasks as u64).max(20) * 100 * (level + 1);
    SolveSettings {
        iterations: Some(iterations),
        threads: flags.t,
        // Casts of Rust saturate; a limit that is absurd is refused as such.
        time_limit_ms: flags.l.map(|seconds| (seconds * 1_000.0) as u64),
        ..SolveSettings::default()
    }
}
