//! Time off that may be one of a pair of rests, 395.1 (g)(1)(ii).

use crate::{
    activity::{Kind, Minute},
    audit::spans::Log,
    rules::UsLaw,
};

/// Unbroken time off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Off {
    pub(super) from: Minute,
    pub(super) until: Minute,
    /// The longest unbroken time in the berth.
    pub(super) berth: Minute,
}

impl Off {
    pub(super) const fn minutes(&self) -> Minute {
        self.until - self.from
    }

    /// Whether driving and window begin anew after it.
    pub(super) const fn resets(&self, law: &UsLaw) -> bool {
        self.minutes() >= law.off_duty
    }

    /// Whether it is long enough in the berth.
    const fn is_berth(&self, law: &UsLaw) -> bool {
        self.berth >= law.sleeper.berth
    }

    /// What the window leaves out of it.
    pub(super) const fn left_out(&self, law: &UsLaw) -> Minute {
        if law.sleeper.leaves_out_both {
            self.minutes()
        } else if self.is_berth(law) {
            self.berth
        } else {
            0
        }
    }

    /// What the window leaves out of it though it has no partner.
    pub(super) const fn left_out_alone(&self, law: &UsLaw) -> Minute {
        if law.sleeper.leaves_out_both { 0 } else { self.left_out(law) }
    }

    /// Whether it and a later one make up ten hours: none shorter than two, one of seven in the berth (before 2020: eight).
    /// One that is a whole rest already pairs with a later one only where it was in the berth (question 22 of FMCSA's of 2026).
    pub(super) const fn pairs_with(&self, later: &Self, law: &UsLaw) -> bool {
        let shorter = if self.minutes() < later.minutes() { self.minutes() } else { later.minutes() };
        let berth = self.is_berth(law) || (later.is_berth(law) && !self.resets(law));
        shorter >= law.sleeper.other && berth && self.minutes() + later.minutes() >= law.sleeper.total
    }
}

/// All time off that may count, in order.
pub(super) fn times_off(law: &UsLaw, log: &Log) -> Vec<Off> {
    let rests = log.rests(law.sleeper.other);
    rests
        .into_iter()
        .map(|(from, until)| {
            let (mut berth, mut run) = (0, 0);
            for stretch in log.between(from, until) {
                run = if stretch.kind == Kind::Berth { run + stretch.minutes() } else { 0 };
                berth = berth.max(run);
            }
            Off { from, until, berth }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Jurisdiction, Law, RuleSet};

    #[test]
    fn which_rests_make_a_pair() {
        let rules = RuleSet::on(Jurisdiction::Us, "2026-11-20".parse().unwrap()).unwrap();
        let Law::Us(law) = &rules.law else { unreachable!("a law of the United States") };
        let berth = |minutes: Minute| Off { from: 0, until: minutes, berth: minutes };
        let off = |minutes: Minute| Off { from: 0, until: minutes, berth: 0 };
        let split_berth = Off { from: 0, until: 500, berth: 240 };
        // Published as tests of hossandbox/hossandbox.github.io, `engine/test`.
        for (first, second) in [
            (berth(420), off(180)),
            (berth(480), off(120)),
            (berth(450), off(150)),
            (off(300), berth(420)),
            (off(180), berth(600)),
        ] {
            assert!(first.pairs_with(&second, law), "{first:?} {second:?}");
        }
        for (first, second) in [
            (berth(360), off(240)),
            (off(480), berth(120)),
            (berth(420), off(90)),
            (berth(420), off(120)),
            (split_berth, off(180)),
        ] {
            assert!(!first.pairs_with(&second, law), "{first:?} {second:?}");
        }
    }
}
