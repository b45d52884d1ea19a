//! A driver who goes on by habit, minute by minute of the law.

use super::{
    super::{label::Standing, pause::Pause, rules::Rules, search::ended},
    Opening,
};

/// Daily rests, the shortest first; which of them is open the shift decides.
const DAILY: [Pause; 3] = [Pause::SplitRest, Pause::ReducedRest, Pause::RegularRest];

/// What a driver does while waiting for a window, in minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habit {
    /// The shortest waiting that is a pause: what is shorter only lets the shift begin later.
    pause: i32,
    /// The waiting, and the time since the shift began, from which on the day ends on arrival, if the window lets it.
    idle: i32,
    worn: i32,
}

/// Chosen beside the exact search: one of the two finds a way for 19 in 20 trips of a few days that have one.
pub(super) const HABITS: [Habit; 2] = [Habit { pause: 540, idle: 120, worn: 300 }, Habit { pause: 15, idle: 240, worn: 240 }];

/// Where a driver of one habit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pose {
    pub(super) standing: Standing,
    /// Latest beginning of the first shift; none before it has ended.
    pub(super) began: Option<i32>,
    /// End of the last rest, where that was a reduced one that may yet turn out as long as a regular one.
    pub(super) reduced_until: Option<i32>,
}

impl Pose {
    pub(super) fn begins(&self) -> i32 {
        self.began.unwrap_or(self.standing.shift.since).max(0)
    }
}

/// What happens on the way, for whoever writes it down.
pub(super) enum Note<'a> {
    /// Something was decided on arrival, or with so many minutes to go.
    Decision { before: &'a Standing, left: i32, pause: Pause, window: u32 },
    /// The last reduced rest has become as long as a regular one.
    WasRegular,
}

/// A driver on the way to a stop.
pub(super) struct Course<'r, N> {
    pub(super) rules: &'r Rules,
    pub(super) habit: &'r Habit,
    pub(super) pose: Pose,
    pub(super) note: N,
}

impl<N: FnMut(Note<'_>)> Course<'_, N> {
    /// Drives to a stop and works there.
    #[inline]
    pub(super) fn stop(&mut self, drive: i32, work: i32, window: &impl Fn(i32) -> Option<Opening>) -> Option<()> {
        let mut left = drive;
        while left > 0 {
            let driven = self.drive(left);
            left -= driven;
            if left > 0 && driven == 0 {
                self.pause_on_the_way(left)?;
            }
        }
        self.work(work, window)
    }

    /// Drives as far as may be before something must be decided; the minutes.
    fn drive(&mut self, left: i32) -> i32 {
        let rules = self.rules;
        let mut standing = self.pose.standing.on_the_way();
        let (ordinary, extended) = (rules.daily - standing.today, rules.daily_extended - standing.today);
        let mut room = standing.room(rules).min(self.latest_rest() - standing.elapsed());
        if ordinary > 0 {
            room = room.min(ordinary);
        } else if left > extended && standing.is_begun && self.pose.standing.minutes_to_end(rules) == Some(0) {
            // An extended day that does not get there either is saved.
            room = 0;
        }
        let minutes = left.min(room).min(standing.monday - standing.now).max(0);
        if minutes > 0 {
            standing.drive(minutes);
            self.pose.standing = standing;
        }
        minutes
    }

    /// The minute of the shift at which some rest must begin.
    fn latest_rest(&self) -> i32 {
        let (rules, standing) = (self.rules, &self.pose.standing);
        let can_shorten = standing.has_rest_part || standing.reduced < rules.reductions;
        if can_shorten { rules.longest_shift() } else { rules.window - rules.regular }
    }

    /// A break where it gets to the stop no later than a rest, else a rest; none where neither is allowed.
    fn pause_on_the_way(&mut self, left: i32) -> Option<()> {
        let rules = self.rules;
        let (before, standing) = (self.pose.standing, self.pose.standing.on_the_way());
        let pause = if standing.has_break_part { Pause::BreakRest } else { Pause::Break };
        let least = pause.least(rules);
        let today = standing.limit_of_day(rules) - standing.today;
        let shift = self.latest_rest() - standing.elapsed() - least;
        let week = rules.week_window - standing.elapsed_of_week() - least;
        let after_break = today.min(shift).min(week);
        let pause = if standing.left_of_weeks(rules) <= 0 && !standing.is_begun {
            self.take_first([Pause::UntilMonday])?
        } else if standing.driven >= rules.break_after && after_break > 0 && (left <= after_break || left > rules.daily) {
            // Where a rest must come before the stop, it spares the break, unless the stop is more than a day away.
            self.take_first([pause])?
        } else {
            self.rest()?
        };
        (self.note)(Note::Decision { before: &before, left, pause, window: 0 });
        Some(())
    }

    /// The shortest rest that may be taken.
    fn rest(&mut self) -> Option<Pause> {
        let (rules, standing) = (self.rules, &self.pose.standing);
        let week = rules.week_window - standing.elapsed_of_week();
        let within = DAILY.into_iter().filter(|rest| rest.least(rules) < week);
        self.take_first(within.chain([Pause::ReducedWeeklyRest, Pause::WeeklyRest]))
    }

    /// Takes the first pause of a list that the law allows.
    fn take_first(&mut self, pauses: impl IntoIterator<Item = Pause>) -> Option<Pause> {
        let (rules, before) = (self.rules, self.pose.standing);
        let open = |pause: Pause| Some((pause, pause.apply(rules, &before).filter(|after| after.now > before.now)?));
        let (pause, after) = pauses.into_iter().find_map(open)?;
        if pause.is_rest() {
            let could_be_regular = pause == Pause::ReducedRest && Pause::RegularRest.apply(rules, &before).is_some();
            self.pose.reduced_until = could_be_regular.then_some(after.now);
            self.pose.began = self.pose.began.or_else(|| Some(ended(rules, &before).0));
        }
        self.pose.standing = after;
        Some(pause)
    }

    /// Waits for a window, in a pause where that is the habit, and works.
    fn work(&mut self, work: i32, window: &impl Fn(i32) -> Option<Opening>) -> Option<()> {
        let rules = self.rules;
        let before = self.pose.standing;
        let (mut number, mut open, mut close) = window(before.now)?;
        let (wait, elapsed) = (open - before.now, before.elapsed());
        let mut pause = Pause::None;
        if elapsed + work > self.latest_rest() || !before.has_time_for(rules, work) {
            pause = self.rest()?;
            (number, open, close) = window(self.pose.standing.now)?;
        } else if wait >= self.habit.idle && elapsed >= self.habit.worn && close - before.now >= rules.reduced {
            let within = DAILY.into_iter().filter(|rest| rest.least(rules) <= close - before.now);
            pause = self.take_first(within).unwrap_or(Pause::None);
        } else if wait >= self.habit.pause {
            pause = self.while_waiting(wait);
        }
        let standing = &mut self.pose.standing;
        standing.wait((open - standing.now).max(0));
        if !standing.has_time_for(rules, work) {
            return None;
        }
        standing.bound(close - standing.now);
        standing.work(work);
        (self.note)(Note::Decision { before: &before, left: 0, pause, window: number });
        self.note_long_rest();
        Some(())
    }

    /// The best that waiting of so many minutes can count as.
    fn while_waiting(&mut self, wait: i32) -> Pause {
        let rules = self.rules;
        let has_part = self.pose.standing.has_break_part;
        let whole = if has_part { Pause::BreakRest } else { Pause::Break };
        let part = if has_part { Pause::None } else { Pause::BreakPart };
        let longest_first =
            [Pause::WeeklyRest, Pause::RegularRest, Pause::SplitRest, Pause::ReducedRest, Pause::RestPart, whole, part];
        let fitting = longest_first.into_iter().filter(|pause| pause.least(rules) <= wait);
        self.take_first(fitting).unwrap_or(Pause::None)
    }

    /// A reduced rest that waiting has made as long as a regular one is one.
    fn note_long_rest(&mut self) {
        let longer = self.rules.regular - self.rules.reduced;
        if self.pose.reduced_until.is_some_and(|until| self.pose.standing.shift.since - until >= longer) {
            self.pose.reduced_until = None;
            self.pose.standing.reduced -= 1;
            (self.note)(Note::WasRegular);
        }
    }
}
