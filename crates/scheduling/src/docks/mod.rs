//! Docks: who unloads at which door, and when.
//!
//! | room | holds |
//! |---|---|
//! | `document` | doors, arrivals, slots |
//! | `site` | the same in numbers, and why no door takes an arrival |
//! | `search` | least lateness, then fewest slots moved, then least waiting |
//! | `free` | slots that are still free for a load |

mod document;
mod free;
mod search;
mod site;

use haulage_core::fault::Faults;

pub use document::{Arrival, DockPlan, Door, FreeRequest, FreeSlot, Refusal, Site, Slot};

use crate::activity::Minute;
use site::Yard;

/// Gives every arrival a door and a beginning: least lateness, then as few slots moved as can be, then least waiting. Up to ten
/// arrivals the plan is usually proven to be the best (`is_optimal`).
///
/// # Errors
/// Faults of the site: names that are there twice or not at all, no crew, times of more than a week, too many arrivals.
///
/// ```
/// use haulage_scheduling::docks::{Arrival, Door, Site, schedule};
///
/// let arrival = |id: &str, at: &str| -> Result<Arrival, Box<dyn std::error::Error>> {
///     Ok(Arrival { id: id.into(), at: at.parse()?, unloading_min: 30, goods: None, height_mm: None, promised: None })
/// };
/// let site = Site {
///     doors: vec![Door { id: "1".into(), ..Door::default() }],
///     arrivals: vec![arrival("a", "2026-11-23T08:00:00Z")?, arrival("b", "2026-11-23T08:10:00Z")?],
///     ..Site::default()
/// };
/// let plan = schedule(&site)?;
/// assert_eq!((plan.waiting_min, plan.is_optimal), (20, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn schedule(site: &Site) -> Result<DockPlan, Faults> {
    let yard = Yard::new(site)?;
    let (mut served, mut refused): (Vec<usize>, Vec<usize>) =
        (0..yard.loads.len()).partition(|&arrival| !yard.loads[arrival].doors.is_empty());
    let mut found = search::search(&yard, &served);
    while found.slots.len() < served.len() {
        // Opening hours end before the last of them has its turn: who comes last goes without.
        let Some(last) = served.iter().copied().max_by_key(|&arrival| (yard.loads[arrival].at, arrival)) else { break };
        served.retain(|&arrival| arrival != last);
        refused.push(last);
        found = search::search(&yard, &served);
    }
    refused.sort_unstable();
    found.slots.sort_by_key(|&(arrival, door, start)| (start, door, arrival));
    let slots = found.slots.iter().map(|&(arrival, door, start)| Slot {
        arrival: site.arrivals[arrival].id.clone(),
        door: site.doors[door].id.clone(),
        start,
        end: start + yard.loads[arrival].minutes,
    });
    Ok(DockPlan {
        slots: slots.collect(),
        lateness_min: found.value.0,
        moved: found.value.1,
        waiting_min: found.value.2,
        is_optimal: found.is_optimal,
        refused: refused.iter().map(|&arrival| site::refusal(&site.doors, &site.arrivals[arrival])).collect(),
    })
}

/// Moments at which a load could begin beside the slots that are taken, door by door, in order.
///
/// # Errors
/// The same faults as [`schedule`].
pub fn free(request: &FreeRequest) -> Result<Vec<FreeSlot>, Faults> {
    let mut site = request.site.clone();
    site.arrivals.push(request.load.clone());
    let yard = Yard::new(&site)?;
    let names: Vec<String> = site.doors.iter().map(|door| door.id.clone()).collect();
    let until: Minute = crate::activity::minute(request.until);
    Ok(free::free(&yard, &names, until))
}

/// The examples of the page run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../docs/docks.md")]
struct Page;
