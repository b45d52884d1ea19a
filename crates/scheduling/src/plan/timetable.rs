//! From the way of a search to a timetable: each shift begins as late as its end allows, so that waiting becomes rest.

use super::{
    document::{CountsAs, Entry, EntryKind, Timetable},
    pause::Pause,
    rules::{NEVER, Rules},
    search::{Task, Way},
    trip::{Visit, work_on_the_spot},
};
use crate::activity::{Minute, WEEK, week_start};

/// One thing to do.
#[derive(Debug, Clone, Copy)]
enum Step {
    Drive { stop: usize, minutes: i32 },
    Serve { stop: usize, open: i32, minutes: i32 },
    Pause { stop: usize, pause: Pause, minutes: i32 },
    WaitUntil { stop: usize, moment: i32 },
}

/// The steps between two rests, and the rest that ends them.
#[derive(Debug, Default)]
struct Shift {
    /// Latest beginning that keeps the end.
    since: i32,
    steps: Vec<Step>,
    rest: Option<(usize, Pause)>,
}

/// When shifts begin, among the moments that the law and the end allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// As late as the end of the shift allows, so that waiting becomes rest.
    Latest,
    /// As soon as the law allows.
    Earliest,
}

pub(super) fn timetable(task: Task<'_>, way: &Way, origin: Minute, begin: Begin) -> Timetable {
    let rules = task.rules;
    let shifts = shifts(rules, task.visits, way);
    let begins = begins(rules, &shifts, way, begin);
    let mut writer = Writer { entries: Vec::new(), now: 0, rules };
    let mut duty = 0;
    for (number, (shift, &begin)) in shifts.iter().zip(&begins).enumerate() {
        match number.checked_sub(1).and_then(|before| shifts[before].rest) {
            Some((stop, pause)) => writer.rest(stop, pause, begin),
            None => writer.now = writer.now.max(begin),
        }
        let begun = if number == 0 { begin.min(writer.now) } else { writer.now };
        shift.steps.iter().for_each(|step| writer.step(step));
        duty += writer.now - begun;
    }
    let end = origin + Minute::from(writer.now);
    let mut entries = writer.entries;
    for entry in &mut entries {
        entry.from += origin;
        entry.until += origin;
    }
    let sum = |kind: EntryKind| entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.until - entry.from).sum();
    Timetable {
        start: entries.first().map_or(end, |entry| entry.from),
        end,
        duty_min: Minute::from(duty),
        driving_min: sum(EntryKind::Drive),
        waiting_min: sum(EntryKind::Wait),
        entries,
    }
}

/// Whether no week of the calendar, nor two in a row, have more driving than the law allows.
pub(super) fn keeps_weeks(rules: &Rules, timetable: &Timetable, before: [i32; 2], origin: Minute) -> bool {
    let first = week_start(origin);
    let mut weeks = vec![Minute::from(before[1]), Minute::from(before[0])];
    for entry in timetable.entries.iter().filter(|entry| entry.kind == EntryKind::Drive) {
        let mut from = entry.from;
        while from < entry.until {
            let week = week_start(from);
            let number = 1 + ((week - first) / WEEK) as usize;
            if weeks.len() <= number {
                weeks.resize(number + 1, 0);
            }
            let until = entry.until.min(week + WEEK);
            weeks[number] += until - from;
            from = until;
        }
    }
    weeks[1..].iter().all(|&week| week <= Minute::from(rules.weekly))
        && weeks.windows(2).all(|pair| pair[0] + pair[1] <= Minute::from(rules.fortnightly))
}

/// Cuts the way into shifts.
fn shifts(rules: &Rules, visits: &[Visit], way: &Way) -> Vec<Shift> {
    let mut shifts = Vec::new();
    let mut shift = Shift::default();
    for (number, label) in way.labels.iter().enumerate() {
        let is_last = number + 1 == way.labels.len();
        let stop = label.stop as usize;
        let Some(before) = number.checked_sub(1).map(|before| &way.labels[before]) else {
            shift.steps.push(Step::Drive { stop, minutes: visits[stop].drive - label.left });
            continue;
        };
        let place = before.stop as usize;
        if label.pause.is_rest() {
            if label.ended_at > before.standing.now {
                shift.steps.push(Step::WaitUntil { stop: place, moment: label.ended_at });
            }
            shift.since = label.shift_since;
            shift.rest = Some((place, label.pause));
            shifts.push(core::mem::take(&mut shift));
        } else if label.pause == Pause::UntilMonday {
            shift.steps.push(Step::WaitUntil { stop: place, moment: before.standing.on_the_way().monday });
        } else if label.pause != Pause::None {
            let work = if before.left == 0 { work_on_the_spot(visits, place) } else { 0 };
            let minutes = label.pause.least_before(rules, &before.standing, work);
            shift.steps.push(Step::Pause { stop: place, pause: label.pause, minutes });
        }
        let mut left = before.left;
        if left == 0 {
            let visit = &visits[place];
            shift.steps.push(Step::Serve { stop: place, open: visit.windows[label.window as usize].0, minutes: visit.work });
            left = if is_last { 0 } else { visits[stop].drive };
        }
        if !is_last {
            shift.steps.push(Step::Drive { stop, minutes: left - label.left });
        }
    }
    shift.since = way.end.shift.since;
    shifts.push(shift);
    shifts
}

/// When each shift begins at the earliest: so late that its rest, and the weekly rest that comes after it, begin in time.
fn begins(rules: &Rules, shifts: &[Shift], way: &Way, begin: Begin) -> Vec<i32> {
    let rests = way.labels.iter().filter(|label| label.pause.is_rest());
    let mut ends: Vec<i32> = rests.map(|label| label.ended_at).collect();
    ends.push(way.end.now);
    let soonest = |(shift, end): (&Shift, &i32)| match begin {
        Begin::Latest => shift.since,
        Begin::Earliest => {
            let longest = match shift.rest {
                Some((_, Pause::RegularRest)) => rules.window - rules.regular,
                _ => rules.longest_shift(),
            };
            shift.since.min(end - longest)
        }
    };
    let mut begins: Vec<i32> = shifts.iter().zip(&ends).map(soonest).collect();
    let mut first = 0;
    for (number, end) in ends.iter().enumerate() {
        if number.checked_sub(1).and_then(|before| shifts[before].rest).is_some_and(|(_, pause)| pause.is_weekly()) {
            first = number;
        }
        begins[first] = begins[first].max(end - rules.week_window);
    }
    begins
}

struct Writer<'r> {
    entries: Vec<Entry>,
    now: i32,
    rules: &'r Rules,
}

impl Writer<'_> {
    fn step(&mut self, step: &Step) {
        match *step {
            Step::Drive { stop, minutes } => self.write(EntryKind::Drive, None, stop, minutes),
            Step::Serve { stop, open, minutes } => {
                self.wait(stop, open - self.now);
                self.write(EntryKind::Work, None, stop, minutes);
            }
            Step::Pause { stop, pause, minutes } => {
                let kind = if pause == Pause::RestPart { EntryKind::Rest } else { EntryKind::Break };
                self.write(kind, counts_as(pause), stop, minutes);
            }
            Step::WaitUntil { stop, moment } => self.wait(stop, moment - self.now),
        }
    }

    /// Waiting; off duty where it would count as duty.
    fn wait(&mut self, stop: usize, minutes: i32) {
        let kind = if self.rules.cycle < NEVER { EntryKind::Rest } else { EntryKind::Wait };
        self.write(kind, None, stop, minutes);
    }

    /// A rest, until the next shift begins.
    ///
    /// A daily rest that grows beyond the length of a reduced weekly one would be taken for it, and what it lacks of a
    /// regular one would be owed. A minute of waiting parts it into two daily rests.
    fn rest(&mut self, stop: usize, pause: Pause, begin: i32) {
        let minutes = pause.least(self.rules).max(begin - self.now);
        let (longest, regular) = (self.rules.week_reduced, self.rules.regular);
        if pause.is_weekly() || minutes < longest || minutes >= self.rules.week_regular || longest <= regular + 1 {
            self.write(EntryKind::Rest, counts_as(pause), stop, minutes);
            return;
        }
        let second = regular.max(minutes - longest);
        self.write(EntryKind::Rest, counts_as(pause), stop, minutes - 1 - second);
        self.write(EntryKind::Wait, None, stop, 1);
        self.write(EntryKind::Rest, counts_as(Pause::RegularRest), stop, second);
    }

    fn write(&mut self, kind: EntryKind, counts_as: Option<CountsAs>, stop: usize, minutes: i32) {
        if minutes <= 0 {
            return;
        }
        let from = Minute::from(self.now);
        self.now += minutes;
        let until = Minute::from(self.now);
        match self.entries.last_mut() {
            Some(last) if last.kind == kind && last.counts_as == counts_as && last.stop == stop && counts_as.is_none() => {
                last.until = until;
            }
            _ => self.entries.push(Entry { kind, counts_as, from, until, stop }),
        }
    }
}

const fn counts_as(pause: Pause) -> Option<CountsAs> {
    Some(match pause {
        Pause::None | Pause::UntilMonday => return None,
        Pause::BreakPart => CountsAs::BreakFirstPart,
        Pause::BreakRest => CountsAs::BreakSecondPart,
        Pause::Break => CountsAs::Break,
        Pause::RestPart => CountsAs::DailyRestFirstPart,
        Pause::SplitRest => CountsAs::DailyRestSecondPart,
        Pause::RegularRest => CountsAs::DailyRest,
        Pause::ReducedRest => CountsAs::ReducedDailyRest,
        Pause::ReducedWeeklyRest => CountsAs::ReducedWeeklyRest,
        Pause::WeeklyRest => CountsAs::WeeklyRest,
    })
}
