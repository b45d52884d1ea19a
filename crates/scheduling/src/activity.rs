//! What a driver did, minute by minute.
//!
//! Recorders and the law count whole minutes of UTC, so that is what everything here counts: [`Minute`]s since 1970.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use haulage_core::time::Instant;
use serde::{Deserialize, Serialize};

/// A minute of UTC since 1970-01-01T00:00Z.
pub type Minute = i64;

/// Seconds of a minute.
const MINUTE: i64 = 60;
/// Minutes of a day.
pub const DAY: Minute = 1_440;
/// Minutes of a week.
pub const WEEK: Minute = 7 * DAY;

/// The kinds of time that the law tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// At the wheel.
    Drive,
    /// Any other work.
    Work,
    /// Available, and free to wait: neither work nor rest (Directive 2002/15/EC, article 3 (b)).
    Availability,
    /// Break or rest.
    Rest,
    /// Rest in a sleeper berth.
    Berth,
    /// Nothing is known. Counted as rest, as recorders do (Regulation (EU) 2016/799, appendix 14, addendum).
    Unknown,
}

impl Kind {
    /// Whether the law counts it as break or rest.
    #[must_use]
    pub const fn is_rest(self) -> bool {
        matches!(self, Self::Rest | Self::Berth | Self::Unknown)
    }

    /// Whether it is working time.
    #[must_use]
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Drive | Self::Work)
    }
}

/// One activity as a document writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// What was done.
    pub kind: Kind,
    /// From when. What is counted is whole minutes; see [`Timeline::of`] for seconds.
    pub from: Instant,
    /// Until when. Not after `from`: the activity is ignored and counted, as recorders do with overlapping clocks.
    pub until: Instant,
    /// Whether a second driver was on board (multi-manning).
    #[serde(default)]
    pub crew: bool,
    /// Whether the vehicle was on a ferry or train.
    #[serde(default)]
    pub ferry: bool,
    /// Whether the law on driving hours was not about what was driven. Driving counts as other work then (Regulation (EU)
    /// 2016/799, appendix 14, addendum).
    #[serde(default)]
    pub out_of_scope: bool,
}

/// A stretch of one kind of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// What was done.
    pub kind: Kind,
    /// First minute.
    pub from: Minute,
    /// First minute after.
    pub until: Minute,
    /// Whether a second driver was on board.
    pub crew: bool,
    /// Whether the vehicle was on a ferry or train.
    pub ferry: bool,
}

impl Stretch {
    /// A stretch of a lone driver on the road.
    #[must_use]
    pub const fn new(kind: Kind, from: Minute, until: Minute) -> Self {
        Self { kind, from, until, crew: false, ferry: false }
    }

    /// Minutes it lasts.
    #[must_use]
    pub const fn minutes(&self) -> Minute {
        self.until - self.from
    }
}

/// A driver's record: stretches in order, without gap or overlap, neighbours of different nature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    stretches: Vec<Stretch>,
    ignored: usize,
}

impl Timeline {
    /// Puts activities in order. Of two that overlap the later-beginning one holds from its beginning; what ends before it
    /// begins is ignored; gaps are unknown time.
    #[must_use]
    pub fn new(activities: impl IntoIterator<Item = Stretch>) -> Self {
        let mut sorted: Vec<Stretch> = activities.into_iter().collect();
        let before = sorted.len();
        sorted.retain(|stretch| stretch.until > stretch.from);
        let ignored = before - sorted.len();
        sorted.sort_by_key(|stretch| stretch.from);
        let mut timeline = Self { stretches: Vec::with_capacity(sorted.len()), ignored };
        for stretch in sorted {
            timeline.append(stretch);
        }
        timeline
    }

    /// The record of a document. Where any moment of it has seconds, it is put into minutes as a recorder does: a minute is what
    /// the longest activity in it is, the latest of equals, and one between two minutes of driving is driving (Regulation (EU)
    /// 2016/799, annex I C, requirements 51 and 52).
    #[must_use]
    pub fn of(activities: &[Activity]) -> Self {
        let has_seconds = |moment: Instant| moment.timestamp() % MINUTE != 0;
        if activities.iter().any(|activity| has_seconds(activity.from) || has_seconds(activity.until)) {
            Self::new(activities.iter().map(|activity| activity.stretch(Instant::timestamp))).in_whole_minutes()
        } else {
            Self::new(activities.iter().map(Stretch::from))
        }
    }

    /// A record that counts seconds as one that counts minutes.
    fn in_whole_minutes(&self) -> Self {
        let mut recorded = Self { stretches: Vec::with_capacity(self.stretches.len()), ignored: self.ignored };
        let mut rest = self.stretches.as_slice();
        let mut minute = rest.first().map_or(0, |first| first.from.div_euclid(MINUTE));
        while let Some(stretch) = rest.first().copied() {
            let (from, until) = (minute * MINUTE, (minute + 1) * MINUTE);
            let (kept, end) = if stretch.from <= from && stretch.until >= until {
                (stretch, stretch.until.div_euclid(MINUTE))
            } else {
                let length = |part: &&Stretch| part.until.min(until) - part.from.max(from);
                let parts = rest.iter().take_while(|part| part.from < until);
                (parts.max_by_key(length).copied().unwrap_or(stretch), minute + 1)
            };
            recorded.join(Stretch { from: minute, until: end, ..kept });
            minute = end;
            rest = &rest[rest.partition_point(|part| part.until <= minute * MINUTE)..];
        }
        recorded.drive_through()
    }

    /// A minute between two of driving is driving.
    fn drive_through(self) -> Self {
        let mut through = Self { stretches: Vec::with_capacity(self.stretches.len()), ignored: self.ignored };
        let is_driving = |stretch: Option<&Stretch>| stretch.is_some_and(|stretch| stretch.kind == Kind::Drive);
        for (index, stretch) in self.stretches.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| self.stretches.get(before));
            let amid = stretch.minutes() == 1 && is_driving(before) && is_driving(self.stretches.get(index + 1));
            through.join(match before {
                Some(before) if amid => Stretch { from: stretch.from, until: stretch.until, ..*before },
                _ => *stretch,
            });
        }
        through
    }

    /// The same record from a moment on: what lies before is left out, a gap until it begins is unknown time.
    pub(crate) fn going_on_from(&self, at: Option<Minute>) -> Cow<'_, Self> {
        let (Some(at), Some(first)) = (at, self.stretches.first()) else { return Cow::Borrowed(self) };
        if first.from == at {
            return Cow::Borrowed(self);
        }
        let clipped = self.stretches.iter().filter(|stretch| stretch.until > at);
        let clipped = clipped.map(|stretch| Stretch { from: stretch.from.max(at), ..*stretch });
        let gap = Stretch::new(Kind::Unknown, at, first.from);
        Cow::Owned(Self { ignored: self.ignored, ..Self::new(core::iter::once(gap).chain(clipped)) })
    }

    fn append(&mut self, next: Stretch) {
        if let Some(last) = self.stretches.last_mut() {
            if next.from < last.until {
                last.until = next.from;
                if last.until <= last.from {
                    self.stretches.pop();
                }
            } else if next.from > last.until {
                let gap = Stretch::new(Kind::Unknown, last.until, next.from);
                self.join(gap);
            }
        }
        self.join(next);
    }

    /// Adds a stretch that begins where the last ends; one of the same nature makes the last longer.
    fn join(&mut self, next: Stretch) {
        match self.stretches.last_mut() {
            Some(last) if Stretch { from: next.from, until: next.until, ..*last } == next => last.until = next.until,
            _ => self.stretches.push(next),
        }
    }

    /// The stretches in order.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Activities that ended no later than they began and were therefore not counted.
    #[must_use]
    pub const fn ignored(&self) -> usize {
        self.ignored
    }
}

impl Activity {
    /// As a stretch in the unit in which a moment is counted.
    fn stretch(&self, count: impl Fn(&Instant) -> i64) -> Stretch {
        let counts_as_work = self.out_of_scope && self.kind == Kind::Drive;
        Stretch {
            kind: if counts_as_work { Kind::Work } else { self.kind },
            from: count(&self.from),
            until: count(&self.until),
            crew: self.crew,
            ferry: self.ferry,
        }
    }
}

impl From<&Activity> for Stretch {
    fn from(activity: &Activity) -> Self {
        activity.stretch(|moment| minute(*moment))
    }
}

/// The minute of an instant; seconds are cut off.
#[must_use]
pub fn minute(instant: Instant) -> Minute {
    instant.timestamp().div_euclid(MINUTE)
}

/// The instant of a minute, in UTC.
#[must_use]
pub fn instant(minute: Minute) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(minute.checked_mul(MINUTE)?, 0)
}

/// Writes a minute as an instant of UTC (RFC 3339) and reads it back.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde fixes the signature")]
pub(crate) mod as_instant {
    use haulage_core::time::Instant;
    use serde::{Deserialize, Deserializer, Serializer, ser};

    use super::{Minute, instant, minute};

    pub(crate) fn serialize<S: Serializer>(at: &Minute, serializer: S) -> Result<S::Ok, S::Error> {
        let moment = instant(*at).ok_or_else(|| ser::Error::custom("a minute outside the calendar"))?;
        serializer.collect_str(&moment.format("%Y-%m-%dT%H:%M:%SZ"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Minute, D::Error> {
        Instant::deserialize(deserializer).map(minute)
    }
}

/// The same for a minute that may be absent.
#[allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde fixes the signature")]
pub(crate) mod as_instant_if_any {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Minute;

    #[derive(Deserialize)]
    struct At(#[serde(with = "super::as_instant")] Minute);

    pub(crate) fn serialize<S: Serializer>(at: &Option<Minute>, serializer: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::as_instant::serialize(at, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Minute>, D::Error> {
        Ok(Option::<At>::deserialize(deserializer)?.map(|At(minute)| minute))
    }
}

/// Monday 00:00 UTC at or before a minute: where its week begins (Regulation (EC) 561/2006, article 4 (i)).
#[must_use]
pub const fn week_start(minute: Minute) -> Minute {
    // 1970-01-01 was a Thursday; the Monday before lies three days earlier.
    const MONDAY: Minute = -3 * DAY;
    minute - (minute - MONDAY).rem_euclid(WEEK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_week_begins_on_monday_in_utc() {
        let at = |text: &str| minute(text.parse().unwrap());
        assert_eq!(week_start(at("2026-11-22T23:59:00Z")), at("2026-11-16T00:00:00Z"));
        assert_eq!(week_start(at("2026-11-23T00:00:00Z")), at("2026-11-23T00:00:00Z"));
        assert_eq!(week_start(at("2026-10-04T23:30:00+01:00")), at("2026-09-28T00:00:00Z"));
    }

    #[test]
    fn a_gap_is_unknown_time_and_a_negative_activity_is_ignored() {
        let timeline = Timeline::new([
            Stretch::new(Kind::Drive, 0, 10),
            Stretch::new(Kind::Work, 20, 30),
            Stretch::new(Kind::Drive, 29, 21),
        ]);
        let kinds: Vec<Kind> = timeline.stretches().iter().map(|stretch| stretch.kind).collect();
        assert_eq!((kinds, timeline.ignored()), (vec![Kind::Drive, Kind::Unknown, Kind::Work], 1));
    }

    #[test]
    fn seconds_become_minutes_as_in_a_recorder() {
        let at = |text: &str| text.parse().unwrap();
        let activity = |kind, from, until| Activity {
            kind,
            from: at(from),
            until: at(until),
            crew: false,
            ferry: false,
            out_of_scope: false,
        };
        let timeline = Timeline::of(&[
            activity(Kind::Work, "2026-10-05T06:00:00Z", "2026-10-05T06:01:30Z"),
            activity(Kind::Drive, "2026-10-05T06:01:30Z", "2026-10-05T06:03:00Z"),
            activity(Kind::Rest, "2026-10-05T06:03:00Z", "2026-10-05T06:04:00Z"),
            activity(Kind::Drive, "2026-10-05T06:04:00Z", "2026-10-05T06:05:20Z"),
            activity(Kind::Rest, "2026-10-05T06:05:20Z", "2026-10-05T06:06:00Z"),
        ]);
        let seen: Vec<(Kind, Minute)> = timeline.stretches().iter().map(|stretch| (stretch.kind, stretch.minutes())).collect();
        // 06:01 is half work and half driving: the later. 06:03 lies between driving. 06:05 is mostly rest.
        assert_eq!(seen, [(Kind::Work, 1), (Kind::Drive, 4), (Kind::Rest, 1)]);
    }

    proptest! {
        #[test]
        fn a_timeline_has_no_gap_and_no_overlap(raw in prop::collection::vec((0_u8..6, 0_i64..500, -5_i64..60), 0..40)) {
            const KINDS: [Kind; 6] = [Kind::Drive, Kind::Work, Kind::Availability, Kind::Rest, Kind::Berth, Kind::Unknown];
            let timeline = Timeline::new(raw.iter().map(|&(kind, from, length)| Stretch::new(KINDS[kind as usize], from, from + length)));
            for pair in timeline.stretches().windows(2) {
                prop_assert_eq!(pair[0].until, pair[1].from);
                prop_assert!(pair[0].kind != pair[1].kind);
            }
            prop_assert!(timeline.stretches().iter().all(|stretch| stretch.minutes() > 0));
        }
    }
}
