//! The search: labels in order of the earliest end that they could lead to, dominated ones left out.
//!
//! Exact, because of where pauses can be: an idle stretch on the road can always be moved later, to the end of the leg,
//! without making anything worse, unless a limit is reached first. So a driver need decide only on arrival (before the
//! work) and where a limit is reached: a hard one, at which something must be done, or a soft one, beyond which
//! something is given up (the ninth hour at the wheel, the latest start of a regular rest, Monday on an extended day).
//!
//! Only a pause that makes a later one possible must not be moved that far: the first part of a break needs driving before it, that
//! of a rest needs a shift. So where a driver may have to wait, he may also pause one minute or two before he gets there. That is looked
//! for in a second round, which knows the end to beat and is given up sooner.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{
    label::Standing,
    pause::Pause,
    rules::{NEVER, PlanRule, Rules},
    trip::{Outlook, Visit, work_on_the_spot},
};

/// What is wanted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Goal {
    /// To be done as early as the law allows.
    #[default]
    EarliestEnd,
    /// To be on duty as little as possible: time between rests, breaks and waiting included.
    LeastDuty,
}

/// Most labels of one trip that are looked at or compared with. No real one comes near; a hostile one stops here.
const MOST_EFFORT: usize = 10_000_000;

/// Why there is no timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No timetable is legal and in time.
    Infeasible,
    /// Too many possibilities.
    TooHard,
}

/// The same for the second round.
const MOST_SECOND_EFFORT: usize = MOST_EFFORT / 10;

/// Where a label stands: before the work at a stop, or on the way to it with so many minutes to go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    pub(super) standing: Standing,
    pub(super) stop: u32,
    /// Minutes at the wheel to the stop; none on arrival.
    pub(super) left: i32,
    parent: u32,
    /// What was done at the parent.
    pub(super) pause: Pause,
    /// Window in which the parent's stop was served.
    pub(super) window: u32,
    /// Latest begin and end of the shift that the pause ended.
    pub(super) shift_since: i32,
    pub(super) ended_at: i32,
    /// Whether the soft limits that are reached here have been decided upon.
    passed: Passed,
    /// Whether it has yet to be decided what to do before leaving the stop.
    is_at_stop: bool,
    /// Whether here one only pauses: a minute or two before a place to wait at, or after work that needs little to be a break.
    is_just_before: bool,
    is_dead: bool,
}

impl Label {
    /// A place on a way that was found without a search: what was done at the place before, in which window its stop was served,
    /// and latest begin and end of the shift that this ended.
    pub(super) const fn told(
        standing: Standing,
        stop: u32,
        left: i32,
        (pause, window): (Pause, u32),
        (shift_since, ended_at): (i32, i32),
    ) -> Self {
        let passed = Passed { daily: false, regular: false };
        let (parent, is_at_stop, is_just_before, is_dead) = (ROOT, false, false, false);
        Self { standing, stop, left, parent, pause, window, shift_since, ended_at, passed, is_at_stop, is_just_before, is_dead }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Passed {
    daily: bool,
    regular: bool,
}

/// A label that waits for its turn: the least bound first, of equals the one that has come farther, then the second key.
/// Most trips end no later than the bound of their first label: going on with those that came farthest finds that end at once.
type Waiting = (Reverse<i32>, u32, Reverse<i32>, u32);

/// The search and its memory, kept from one trip to the next.
#[derive(Debug, Default)]
pub(crate) struct Search {
    labels: Vec<Label>,
    queue: BinaryHeap<Waiting>,
    /// Labels that are not dominated: for each stop on the way to it, then before its work.
    fronts: Vec<Vec<u32>>,
    outlook: Outlook,
    best: Option<Best>,
    /// Whether pauses just before a place to wait at are looked at.
    is_second_round: bool,
    effort: usize,
    /// Most of it; absent: [`MOST_EFFORT`].
    pub(super) patience: Option<usize>,
}

/// The best end found.
#[derive(Debug, Clone, Copy)]
struct Best {
    /// What is wanted first, and what decides between equals.
    value: (i32, i32),
    end: Standing,
    last: u32,
}

const ROOT: u32 = u32::MAX;

/// First parts that can follow each other, each after a minute at the wheel: of a rest, then of a break.
const MOST_PARTS: i32 = 2;

/// The task of a search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) visits: &'a [Visit],
    pub(crate) goal: Goal,
    /// Whether shifts may begin later than the rest before them allows.
    pub(crate) is_elastic: bool,
}

/// A way through a trip: labels from the first to the last, and where it ends.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) labels: Vec<Label>,
    pub(super) end: Standing,
}

impl Search {
    /// The end and the duty of the best timetable.
    pub(crate) fn best(&mut self, task: Task<'_>, start: Standing) -> Result<(i32, i32), Failure> {
        self.run(task, start)?;
        let found = self.best.ok_or(Failure::Infeasible)?;
        Ok((found.end.now, found.end.duty + found.end.elapsed()))
    }

    /// The best timetable's way.
    pub(super) fn way(&mut self, task: Task<'_>, start: Standing) -> Result<Way, Failure> {
        self.run(task, start)?;
        let found = self.best.ok_or(Failure::Infeasible)?;
        let mut labels = Vec::new();
        let mut index = found.last;
        while let Some(label) = self.labels.get(index as usize) {
            labels.push(*label);
            index = label.parent;
        }
        labels.reverse();
        Ok(Way { labels, end: found.end })
    }

    fn run(&mut self, task: Task<'_>, start: Standing) -> Result<(), Failure> {
        self.labels.clear();
        self.fronts.resize_with((task.visits.len() * 2).max(self.fronts.len()), Vec::new);
        self.best = None;
        self.outlook.of(task.visits);
        let Some(first) = task.visits.first() else {
            self.best = Some(Best { value: (start.now, start.duty), end: start, last: ROOT });
            return Ok(());
        };
        let root = Label {
            standing: start,
            stop: 0,
            left: first.drive,
            parent: ROOT,
            pause: Pause::None,
            window: 0,
            shift_since: 0,
            ended_at: 0,
            passed: Passed::default(),
            is_at_stop: true,
            is_just_before: false,
            is_dead: false,
        };
        self.is_second_round = false;
        self.explore(task, root, self.patience.unwrap_or(MOST_EFFORT))?;
        self.is_second_round = task.rules.has_parts();
        if self.is_second_round {
            // What the first round found stands, even where the second cannot look at everything.
            let _ = self.explore(task, root, self.patience.unwrap_or(MOST_EFFORT).min(MOST_SECOND_EFFORT));
        }
        Ok(())
    }

    /// Goes through all labels that could lead to something better than the best.
    fn explore(&mut self, task: Task<'_>, root: Label, most_effort: usize) -> Result<(), Failure> {
        self.queue.clear();
        self.fronts.iter_mut().for_each(Vec::clear);
        self.effort = 0;
        self.go_on(task, root);
        while let Some((Reverse(bound), _, _, index)) = self.queue.pop() {
            if self.best.is_some_and(|best| best.value.0 <= bound) {
                break;
            }
            if self.effort > most_effort {
                return Err(Failure::TooHard);
            }
            if !self.labels[index as usize].is_dead {
                self.expand(task, index);
            }
        }
        Ok(())
    }

    /// Everything that can be done at a label.
    fn expand(&mut self, task: Task<'_>, index: u32) {
        let label = self.labels[index as usize];
        let visit = &task.visits[label.stop as usize];
        let work = if label.left == 0 { work_on_the_spot(task.visits, label.stop as usize) } else { 0 };
        for pause in Pause::ALL {
            if label.is_just_before && !pause.can_come_before_a_part() {
                continue;
            }
            let Some(mut standing) = pause.apply_before(task.rules, &label.standing, work) else { continue };
            let needs_part = label.is_just_before && task.rules.has_parts();
            if needs_part && !self.leaves_time_for_part(task.rules, &label, &standing) {
                continue;
            }
            if !task.is_elastic {
                standing.fix();
            }
            let (shift_since, ended_at) = if pause.is_rest() { ended(task.rules, &label.standing) } else { (0, 0) };
            let child = Label {
                standing,
                parent: index,
                pause,
                shift_since,
                ended_at,
                passed: Passed::default(),
                is_at_stop: false,
                is_just_before: false,
                ..label
            };
            if label.left == 0 {
                self.serve(task, &child, visit);
            } else if pause != Pause::None {
                self.go_on(task, child);
            } else if visit.parking.is_some() || has_room(task.rules, &label.standing) {
                self.go_on(task, Label { passed: Passed { daily: true, regular: true }, ..child });
            }
        }
    }

    /// Work at a stop, in each window that is still open, and the way to the next.
    fn serve(&mut self, task: Task<'_>, child: &Label, visit: &Visit) {
        let rules = task.rules;
        let arrived = child.standing.now;
        for (number, &(open, close)) in visit.windows.iter().enumerate() {
            if arrived > close {
                continue;
            }
            let mut standing = child.standing;
            standing.wait((open - arrived).max(0));
            if !standing.has_time_for(rules, visit.work) {
                continue;
            }
            standing.bound(close - standing.now);
            standing.work(visit.work);
            standing.settle(rules);
            let stop = child.stop as usize + 1;
            let Some(next) = task.visits.get(stop) else {
                self.finish(task, &standing, child, number as u32);
                continue;
            };
            let stop = stop as u32;
            let label = Label { standing, stop, left: next.drive, window: number as u32, is_at_stop: true, ..*child };
            if rules.breaks_at_work && next.drive > 0 && standing.driven > 0 && standing.still > 0 {
                // A little longer here and the work was an interruption.
                self.keep(task, Label { is_just_before: true, ..label });
            }
            self.go_on(task, label);
        }
    }

    /// Keeps the end of a trip if it is the best so far.
    fn finish(&mut self, task: Task<'_>, end: &Standing, child: &Label, window: u32) {
        if end.minutes_to_end(task.rules) != Some(0) {
            return;
        }
        let duty = end.duty + end.elapsed();
        let value = match task.goal {
            Goal::EarliestEnd => (end.now, duty),
            Goal::LeastDuty => (duty, end.now),
        };
        if self.best.is_none_or(|best| value < best.value) {
            // What was done at the last label is kept as a label of its own, so that the way is whole.
            let index = self.labels.len() as u32;
            self.labels.push(Label { standing: *end, window, is_dead: true, ..*child });
            self.best = Some(Best { value, end: *end, last: index });
        }
    }

    /// Drives on to where the next decision is due, and keeps the label unless another is as good.
    fn go_on(&mut self, task: Task<'_>, mut label: Label) {
        let before = label;
        let visit = &task.visits[label.stop as usize];
        match &visit.parking {
            None => drive(task.rules, &mut label, 0),
            Some(places) if drive_to_parking(task.rules, &mut label, visit.drive, places).is_none() => return,
            Some(_) => {}
        }
        self.keep(task, label);
        let driven = before.left - label.left;
        let may_pause_before = self.is_second_round && visit.parking.is_none() && driven > 0;
        if may_pause_before && may_wait(task.rules, &self.outlook, &label, task.rules.shortest_break() + task.rules.break_parts.0)
        {
            for earlier in 1..=MOST_PARTS.min(driven) {
                let mut pausing = Label { is_just_before: true, ..before };
                drive(task.rules, &mut pausing, label.left + earlier);
                self.keep(task, pausing);
            }
        }
    }

    /// Keeps a label unless it is too late or another is as good.
    fn keep(&mut self, task: Task<'_>, label: Label) {
        if !self.outlook.is_in_time(label.stop as usize, label.left, label.standing.now) {
            return;
        }
        let (stop, standing) = (label.stop as usize, &label.standing);
        let counts_duty = task.goal == Goal::LeastDuty;
        let end = self.outlook.end(task.rules, stop, label.left, standing);
        let key = if counts_duty { (self.outlook.duty(stop, label.left, standing), end) } else { (end, standing.now) };
        if end >= NEVER || self.best.is_some_and(|best| best.value.0 <= key.0) {
            return;
        }
        let (outlook, labels, is_second_round) = (&self.outlook, &mut self.labels, self.is_second_round);
        let covers = |a: &Label, b: &Label| {
            a.left <= b.left
                && a.standing.dominates(&b.standing, counts_duty)
                && a.standing.is_as_free(task.rules, &b.standing)
                && (!is_second_round || a.standing.can_pause_like(&b.standing) || !may_wait(task.rules, outlook, b, 0))
        };
        let front = &mut self.fronts[stop * 2 + usize::from(label.left == 0)];
        self.effort += 10 + front.len();
        if front.iter().any(|&other| covers(&labels[other as usize], &label)) {
            return;
        }
        front.retain(|&other| {
            let is_covered = covers(&label, &labels[other as usize]);
            labels[other as usize].is_dead |= is_covered;
            !is_covered
        });
        let index = labels.len() as u32;
        labels.push(label);
        front.push(index);
        let progress = (stop as u32) * 2 + u32::from(label.left == 0);
        self.queue.push((Reverse(key.0), progress, Reverse(key.1), index));
    }

    /// Whether a pause just before a place to wait at leaves time for a part of another.
    fn leaves_time_for_part(&self, rules: &Rules, label: &Label, after: &Standing) -> bool {
        let arrives = after.now + label.left;
        let is_short_of_week = after.on_the_way().left_of_weeks(rules) <= label.left;
        is_short_of_week || arrives + rules.break_parts.0 <= self.outlook.waits_until(label.stop as usize)
    }
}

/// Whether one may wait at a place for so many minutes: for a window there or where no driving lies between, or for another week.
fn may_wait(rules: &Rules, outlook: &Outlook, label: &Label, minutes: i32) -> bool {
    let standing = &label.standing;
    if label.left == 0 {
        outlook.waits_until(label.stop as usize) >= standing.now + minutes
    } else {
        standing.on_the_way().left_of_weeks(rules) <= 0
    }
}

/// Latest begin and end of a shift that ends here, or as soon as it may.
pub(super) fn ended(rules: &Rules, standing: &Standing) -> (i32, i32) {
    let mut ended = *standing;
    ended.wait(standing.minutes_to_end(rules).unwrap_or(0));
    (ended.shift.since, ended.now)
}

/// Whether driving can go on.
fn has_room(rules: &Rules, standing: &Standing) -> bool {
    standing.on_the_way().room(rules) > 0
}

/// Drives until a limit is reached, or so many minutes are left to the stop.
fn drive(rules: &Rules, label: &mut Label, until: i32) {
    while label.left > until {
        let mut standing = label.standing.on_the_way();
        let room = standing.room(rules);
        let to_daily = rules.daily - standing.today;
        let to_regular = rules.window - rules.regular - standing.elapsed();
        let is_regular_open = !standing.has_rest_part;
        if room <= 0 || (to_daily == 0 && !label.passed.daily) || (to_regular == 0 && is_regular_open && !label.passed.regular) {
            return;
        }
        let mut minutes = (label.left - until).min(room).min(standing.monday - standing.now);
        if to_daily > 0 {
            minutes = minutes.min(to_daily);
        }
        if to_regular > 0 && is_regular_open {
            minutes = minutes.min(to_regular);
        }
        standing.drive(minutes);
        label.standing = standing;
        label.left -= minutes;
        label.passed = Passed::default();
        if label.left > 0 && standing.now == standing.monday && standing.today > rules.daily {
            return;
        }
    }
}

/// Drives to the next parking place or the stop; none where it is not within reach.
fn drive_to_parking(rules: &Rules, label: &mut Label, whole: i32, places: &[i32]) -> Option<()> {
    let driven = whole - label.left;
    if label.is_at_stop && label.left > 0 {
        // The stop that was just served is a parking place as well.
        return Some(());
    }
    let mut leg = places.iter().copied().find(|&place| place > driven).unwrap_or(whole).min(whole) - driven;
    label.left -= leg;
    let standing = &mut label.standing;
    while leg > 0 {
        *standing = standing.on_the_way();
        let minutes = leg.min(standing.room(rules)).min(standing.monday - standing.now);
        if minutes <= 0 {
            return None;
        }
        standing.drive(minutes);
        leg -= minutes;
    }
    label.passed = Passed::default();
    Some(())
}

/// The first stop that cannot be reached in time, and the rule without which it can.
pub(super) fn obstacle(search: &mut Search, task: Task<'_>, start: Standing) -> (usize, PlanRule) {
    let mut reaches =
        |rules: &Rules, stops: usize| search.best(Task { rules, visits: &task.visits[..stops], ..task }, start).is_ok();
    let (mut reached, mut missed) = (0, task.visits.len());
    while missed - reached > 1 {
        let middle = reached.midpoint(missed);
        if reaches(task.rules, middle) { reached = middle } else { missed = middle }
    }
    let single = PlanRule::LAWS.into_iter().find(|&rule| reaches(&task.rules.without(rule), missed));
    let rule = single.unwrap_or_else(|| {
        let lawless = PlanRule::LAWS.iter().fold(task.rules.clone(), |rules, &rule| rules.without(rule));
        if reaches(&lawless, missed) { PlanRule::Several } else { PlanRule::TimeWindow }
    });
    (missed.saturating_sub(1), rule)
}
