//! Where a driver stands on the way: what the law counts, and when this stretch of it could have begun at the latest.

use super::rules::{NEVER, Rules};

/// Minutes of a week.
const WEEK: i32 = crate::activity::WEEK as i32;

/// A stretch of time that the law limits from its beginning: a shift, or what lies between two weekly rests.
///
/// The rest before it can be longer than it must be, so its beginning is not fixed: `since` is the latest beginning that
/// does not delay the present moment, and it may move on, as far as `latest`, while the driver waits. (Waiting at the
/// end of a stretch is turned into rest before it, as far as windows on the way allow.)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) since: i32,
    pub(super) latest: i32,
}

impl Span {
    /// Begins when a rest ends that can last as long as one likes.
    pub(super) const fn after_rest(at: i32) -> Self {
        Self { since: at, latest: NEVER }
    }

    /// Began at a known moment.
    pub(super) const fn begun(at: i32) -> Self {
        Self { since: at, latest: at }
    }

    fn wait(&mut self, minutes: i32) {
        self.since = self.latest.min(self.since + minutes);
    }

    /// Minutes since the beginning once `minutes` have been waited from `now` on.
    fn elapsed_after(self, now: i32, minutes: i32) -> i32 {
        now + minutes - self.latest.min(self.since + minutes)
    }

    /// What is done now can be done at most `slack` later.
    fn bound(&mut self, slack: i32) {
        self.latest = self.latest.min(self.since + slack);
    }

    /// Whether this stretch, `later` minutes later, leaves all that the other leaves.
    fn covers(self, later: i32, other: Self) -> bool {
        self.latest >= other.latest && self.latest.min(self.since + later) >= other.since
    }
}

/// A driver's standing at a moment of a trip; minutes count from the trip's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own that the law asks about")]
pub(super) struct Standing {
    pub(super) now: i32,
    pub(super) shift: Span,
    pub(super) week: Span,
    /// First minute of the next week of the calendar.
    pub(super) monday: i32,
    /// Driving since the last break.
    pub(super) driven: i32,
    /// Driving since the last daily rest.
    pub(super) today: i32,
    /// Extended days of this week of the calendar.
    pub(super) extended: i32,
    /// Reduced daily rests since the last weekly rest.
    pub(super) reduced: i32,
    /// Driving in this week of the calendar and in the one before.
    pub(super) drove: [i32; 2],
    /// Duty of shifts that are over.
    pub(super) duty: i32,
    /// Driving and work since the last weekly rest.
    pub(super) on_duty: i32,
    /// Minutes for which nobody has driven; without waiting, in whose place the shift may begin later.
    pub(super) still: i32,
    /// First part of a split break taken.
    pub(super) has_break_part: bool,
    /// First part of a split daily rest taken.
    pub(super) has_rest_part: bool,
    /// Whether the last weekly rest was reduced.
    pub(super) was_week_reduced: bool,
    /// Whether anything was done in this shift.
    pub(super) is_begun: bool,
    /// Whether the last that was done was a pause.
    pub(super) is_pausing: bool,
}

impl Standing {
    /// Minutes of this shift, as few as the rest before it allows.
    pub(super) const fn elapsed(&self) -> i32 {
        self.now - self.shift.since
    }

    /// Minutes since the last weekly rest, as few as it allows.
    pub(super) const fn elapsed_of_week(&self) -> i32 {
        self.now - self.week.since
    }

    /// Begins a new week of the calendar.
    fn turn_week(&mut self) {
        self.drove = [0, self.drove[0]];
        self.extended = 0;
        self.monday += WEEK;
    }

    /// The same with what happens from now on in mind: at midnight on Sunday it belongs to the new week, while what ends
    /// then is of the old one.
    pub(super) fn on_the_way(&self) -> Self {
        let mut standing = *self;
        while standing.monday <= standing.now {
            standing.turn_week();
        }
        standing
    }

    /// What ends now belongs to the week of the minute before.
    fn turn_weeks_before_now(&mut self) {
        while self.monday < self.now {
            self.turn_week();
        }
    }

    /// What has begun cannot begin later.
    pub(super) fn fix(&mut self) {
        self.shift.latest = self.shift.since;
        self.week.latest = self.week.since;
    }

    pub(super) fn wait(&mut self, minutes: i32) {
        self.now += minutes;
        self.shift.wait(minutes);
        self.week.wait(minutes);
    }

    /// What begins now may begin at most `slack` later.
    pub(super) fn bound(&mut self, slack: i32) {
        self.shift.bound(slack);
        self.week.bound(slack);
    }

    pub(super) fn drive(&mut self, minutes: i32) {
        self.now += minutes;
        self.driven += minutes;
        self.today += minutes;
        self.drove[0] += minutes;
        self.on_duty += minutes;
        self.still = 0;
        (self.is_begun, self.is_pausing) = (true, false);
    }

    /// Whether work of so many minutes leaves time for a daily and a weekly rest.
    pub(super) const fn has_time_for(&self, rules: &Rules, minutes: i32) -> bool {
        rules.ends_driving_only
            || self.elapsed() + minutes <= rules.longest_shift() && self.elapsed_of_week() + minutes <= rules.week_window
    }

    pub(super) fn work(&mut self, minutes: i32) {
        self.now += minutes;
        self.on_duty += minutes;
        self.still += minutes;
        self.is_begun |= minutes > 0;
        self.is_pausing &= minutes == 0;
    }

    /// Minutes until a shift that drove longer than the ordinary day may end: an extended day belongs to the week in which
    /// it ends, so that it may have to go on until Monday.
    pub(super) fn minutes_to_end(&self, rules: &Rules) -> Option<i32> {
        if self.today <= rules.daily || (self.monday >= self.now && self.extended < rules.extensions) {
            return Some(0);
        }
        let mut later = *self;
        later.turn_weeks_before_now();
        if later.extended < rules.extensions {
            return Some(0);
        }
        let minutes = later.monday + 1 - self.now;
        let is_in_time = self.shift.elapsed_after(self.now, minutes) <= rules.longest_shift();
        (rules.extensions > 0 && is_in_time).then_some(minutes)
    }

    /// Most driving of this day.
    pub(super) fn limit_of_day(&self, rules: &Rules) -> i32 {
        let past_monday = self.monday + 1 - self.now;
        let ends_next_week = || self.shift.elapsed_after(self.now, past_monday) <= rules.longest_shift();
        let may_extend = self.extended < rules.extensions || (rules.extensions > 0 && ends_next_week());
        if may_extend { rules.daily_extended } else { rules.daily }
    }

    /// Driving that the weeks of the calendar leave until Monday.
    pub(super) fn left_of_weeks(&self, rules: &Rules) -> i32 {
        (rules.weekly - self.drove[0]).min(rules.fortnightly - self.drove[0] - self.drove[1])
    }

    /// Most minutes that can be driven before something must be done about it.
    pub(super) fn room(&self, rules: &Rules) -> i32 {
        (rules.break_after - self.driven)
            .min(self.limit_of_day(rules) - self.today)
            .min(rules.longest_shift() - self.elapsed())
            .min(rules.week_window - self.elapsed_of_week())
            .min(self.left_of_weeks(rules))
            .min(rules.cycle - self.on_duty)
    }

    /// Where standing still is a break: begins to count driving anew once it has lasted long enough.
    pub(super) fn settle(&mut self, rules: &Rules) {
        if rules.breaks_at_work && self.still >= rules.break_whole {
            self.driven = 0;
        }
    }

    /// Ends the shift; the rest that begins now may last from `least` minutes to any length.
    pub(super) fn rest(&mut self, rules: &Rules, least: i32) {
        self.turn_weeks_before_now();
        self.extended += i32::from(self.today > rules.daily);
        self.duty += self.elapsed();
        self.now += least;
        self.still += least;
        self.shift = Span::after_rest(self.now);
        (self.driven, self.today) = (0, 0);
        (self.has_break_part, self.has_rest_part, self.is_begun) = (false, false, false);
    }

    /// Whether whatever the other can still do, this one can do as well, and no later.
    pub(super) fn dominates(&self, other: &Self, counts_duty: bool) -> bool {
        let later = other.now - self.now;
        if later < 0
            || self.driven > other.driven
            || self.today > other.today
            || self.reduced > other.reduced
            || (other.has_break_part && !self.has_break_part)
            || (other.has_rest_part && !self.has_rest_part)
            || (self.is_pausing && !other.is_pausing)
            || (self.was_week_reduced && !other.was_week_reduced)
            || (counts_duty && self.duty > other.duty)
            || !self.shift.covers(later, other.shift)
            || !self.week.covers(later, other.week)
        {
            return false;
        }
        if self.monday == other.monday {
            return self.weeks_leave_no_less(other);
        }
        let mut waited = *self;
        while waited.monday < other.monday {
            waited.turn_week();
        }
        waited.monday == other.monday && waited.weeks_leave_no_less(other)
    }

    /// Whether what only some laws count leaves all that it leaves the other as well.
    pub(super) const fn is_as_free(&self, rules: &Rules, other: &Self) -> bool {
        let is_as_still = self.driven == 0 || self.still >= other.still;
        (rules.cycle >= NEVER || self.on_duty <= other.on_duty) && (!rules.breaks_at_work || is_as_still)
    }

    /// Whether first parts of pauses that the other may take now are open here as well, or taken.
    pub(super) const fn can_pause_like(&self, other: &Self) -> bool {
        (self.driven > 0 || other.driven == 0 || self.has_break_part) && (self.is_begun || !other.is_begun)
    }

    fn weeks_leave_no_less(&self, other: &Self) -> bool {
        let sums = |standing: &Self| standing.drove[0] + standing.drove[1];
        self.extended <= other.extended && self.drove[0] <= other.drove[0] && sums(self) <= sums(other)
    }
}
