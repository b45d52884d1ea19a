//! `docks.schedule`: who unloads at which door, and when.

use haulage_scheduling::docks::{DockPlan, Site, schedule};

use crate::{ApiError, Handler};

/// `docks.schedule`
pub(super) struct Plan;

impl Handler for Plan {
    const NAME: &'static str = "docks.schedule";
    const SUMMARY: &'static str = "Door and beginning for every arrival: least lateness, fewest slots moved, least waiting";
    type Request = Site;
    type Reply = DockPlan;

    fn run(request: Site) -> Result<DockPlan, ApiError> {
        schedule(&request).map_err(ApiError::invalid)
    }
}
