//! One driver, one law, and thousands of trips to ask about.
//!
//! A search of routes must know in a microsecond whether a trip can be driven. The label search of this room is exact and too
//! slow for that, so here the driver goes on by habit: drives until a limit is reached, takes the break or rest that gets to the
//! next stop soonest, and lets waiting count as what the habit says. Two habits are followed side by side. What can be driven
//! by either can be driven; the best timetable of the trip ends no later.

mod course;

use haulage_core::fault::{Faults, Path};

use super::{
    Driver, Goal, Rules, Standing, Timetable, TripStop,
    label::Span,
    minute_after,
    pause::Pause,
    search::{Label, Search, Task, Way, ended},
    standing,
    trip::Visit,
    visits,
};
use crate::{activity::Minute, rules::RuleSet};
use course::{Course, HABITS, Habit, Note, Pose};

/// A driver under a law, asked about trips.
///
/// ```
/// use haulage_scheduling::{
///     plan::{Driver, TripPlanner},
///     rules::{Jurisdiction, RuleSet},
/// };
///
/// let rules = RuleSet::on(Jurisdiction::Eu, "2026-11-23".parse()?).ok_or("no law that day")?;
/// let planner = TripPlanner::new(rules, &Driver::rested("2026-11-23T06:00:00Z".parse()?))?;
/// // Ten hours at the wheel are an extended day with two breaks.
/// let there = planner.go_on(&planner.start(), 600, 30, |_| Some((0, 0, 10_000))).ok_or("no way")?;
/// assert!(there.spans().all(|(begins, ends)| ends - begins == 600 + 2 * 45 + 30));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TripPlanner {
    rules: Rules,
    start: Standing,
    from: Minute,
}

/// Where a driver stands after a stop, by each habit; minutes count from the first at which the driver may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand([Option<Pose>; HABITS.len()]);

impl Stand {
    /// For each habit that has come so far: the minute at which the first shift begins, as late as the end allows, and that at
    /// which the last stop is left.
    pub fn spans(&self) -> impl Iterator<Item = (i32, i32)> + '_ {
        self.0.iter().flatten().map(|pose| (pose.begins(), pose.standing.now))
    }
}

/// Most labels that the search for the earliest end looks at: who has many trips to plan does not wait for the hardest.
const PATIENCE: usize = 200_000;

/// When work at a stop may begin: the number of the window, its first minute and its last.
pub type Opening = (u32, i32, i32);

impl TripPlanner {
    /// A driver under a rule set.
    ///
    /// # Errors
    /// Faults of the driver's standing; a rule set that cannot be planned under.
    pub fn new(rules: &RuleSet, driver: &Driver) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let rules = Rules::known(rules, driver.cycle, &mut faults);
        let from = minute_after(driver.from);
        let start = standing(driver, &rules, from, &Path::ROOT, &mut faults);
        faults.into_result(Self { rules, start, from })
    }

    /// The minute, since 1970, from which all others count.
    #[must_use]
    pub const fn from(&self) -> Minute {
        self.from
    }

    /// The driver before the trip.
    #[must_use]
    pub fn start(&self) -> Stand {
        let is_fixed = self.start.shift == Span::begun(self.start.shift.since);
        Stand([Some(Pose { standing: self.start, began: is_fixed.then_some(0), reduced_until: None }); HABITS.len()])
    }

    /// Drives so many minutes to a stop and works there; none where no habit can. `window` gives the first window that has not
    /// closed at a minute.
    #[must_use]
    pub fn go_on(&self, stand: &Stand, drive: i32, work: i32, window: impl Fn(i32) -> Option<Opening>) -> Option<Stand> {
        let mut next = *stand;
        for (pose, habit) in next.0.iter_mut().zip(&HABITS) {
            *pose = pose.and_then(|pose| {
                let mut course = Course { rules: &self.rules, habit, pose, note: |_: Note<'_>| {} };
                course.stop(drive, work, &window)?;
                Some(course.pose)
            });
        }
        next.0.iter().any(Option::is_some).then_some(next)
    }

    /// Leaves out habits by which a trip may not end here; none where none is left.
    #[must_use]
    pub fn finish(&self, stand: &Stand) -> Option<Stand> {
        let may_end = |pose: &Pose| pose.standing.minutes_to_end(&self.rules) == Some(0);
        let ended = Stand(stand.0.map(|pose| pose.filter(may_end)));
        ended.0.iter().any(Option::is_some).then_some(ended)
    }

    /// The timetable of each habit that gets through a trip.
    ///
    /// # Errors
    /// Faults of the stops, with paths below `stops`.
    pub fn habitual(&self, stops: &[TripStop]) -> Result<Vec<Timetable>, Faults> {
        let visits = self.visits(stops)?;
        let poses = HABITS.iter().zip(self.start().0);
        Ok(poses.filter_map(|(habit, pose)| self.steady(self.task(&visits), habit, pose?)).collect())
    }

    /// The timetable with the earliest end; none where there is no way, or too many to look at all of them. A planner of many
    /// trips has little patience: [`schedule`](crate::plan::schedule) may know one that ends sooner.
    ///
    /// # Errors
    /// Faults of the stops, with paths below `stops`.
    pub fn best(&self, stops: &[TripStop]) -> Result<Option<Timetable>, Faults> {
        let visits = self.visits(stops)?;
        let mut search = Search::default();
        search.patience = Some(PATIENCE);
        Ok(super::timetable(&mut search, self.task(&visits), self.start, self.from).ok())
    }

    fn visits(&self, stops: &[TripStop]) -> Result<Vec<Visit>, Faults> {
        let mut faults = Faults::new();
        let visits = visits(stops, self.from, &mut faults);
        faults.into_result(visits)
    }

    const fn task<'a>(&'a self, visits: &'a [Visit]) -> Task<'a> {
        Task { rules: &self.rules, visits, goal: Goal::EarliestEnd, is_elastic: true }
    }

    /// The timetable of a habit.
    fn steady(&self, task: Task<'_>, habit: &Habit, mut pose: Pose) -> Option<Timetable> {
        let mut decisions: Vec<Decision> = Vec::new();
        for (stop, visit) in task.visits.iter().enumerate() {
            let opening = |now: i32| {
                let open = visit.windows.iter().enumerate().find(|(_, window)| now <= window.1);
                open.map(|(number, window)| (number as u32, window.0, window.1))
            };
            let note = |note: Note<'_>| match note {
                Note::Decision { before, left, pause, window } => {
                    decisions.push(Decision { before: *before, stop: stop as u32, left, pause, window });
                }
                Note::WasRegular => {
                    let is_reduced = |decision: &&mut Decision| decision.pause == Pause::ReducedRest;
                    if let Some(decision) = decisions.iter_mut().rev().find(is_reduced) {
                        decision.pause = Pause::RegularRest;
                    }
                }
            };
            let mut course = Course { rules: &self.rules, habit, pose, note };
            course.stop(visit.drive, visit.work, &opening)?;
            pose = course.pose;
        }
        if pose.standing.minutes_to_end(&self.rules) != Some(0) {
            return None;
        }
        let way = way(&self.rules, &decisions, pose.standing);
        super::lawful(task, &way, self.start.drove, self.from)
    }
}

/// What was done somewhere.
#[derive(Debug, Clone, Copy)]
struct Decision {
    before: Standing,
    stop: u32,
    left: i32,
    pause: Pause,
    window: u32,
}

/// The same as labels of a search: each tells what was done at the one before.
fn way(rules: &Rules, decisions: &[Decision], end: Standing) -> Way {
    let last = decisions.last().map(|last| Decision { before: end, ..*last });
    let places = decisions.iter().chain(&last);
    let mut before: Option<&Decision> = None;
    let mut labels = Vec::with_capacity(decisions.len() + 1);
    for place in places {
        let done = before.map_or((Pause::None, 0), |done| (done.pause, done.window));
        let rested = before.filter(|done| done.pause.is_rest());
        let shift = rested.map_or((0, 0), |done| ended(rules, &done.before));
        labels.push(Label::told(place.before, place.stop, place.left, done, shift));
        before = Some(place);
    }
    Way { labels, end }
}
