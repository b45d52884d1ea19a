//! The numbers of SOR/2005-313 (Canada) for driving south of latitude 60° N, in minutes unless said.

use super::Cycle;
use crate::activity::Minute;

numbers! {
    /// The whole law.
    CaLaw {
        /// Driving in a day and between two rests, sections 12 (1) and 13 (1).
        driving: Minute,
        /// On-duty time in a day and between two rests after which nobody drives, sections 12 (2) and 13 (2).
        on_duty: Minute,
        /// Consecutive time off that starts both anew, section 13.
        rest: Minute,
        /// From the end of that rest to the last driving, section 13 (3).
        elapsed: Minute,
        /// Time off in a day, section 14 (1).
        off_duty: Minute,
        /// Shortest piece of time off that counts, section 14 (2).
        off_duty_piece: Minute,
        /// Time off that may be moved to the next day, section 16.
        deferred: Minute,
        /// Driving in the two days of such a move, section 16.
        driving_two_days: Minute,
        /// A long rest now and then, section 25.
        long_rest: LongRest,
        /// Cycle 1, sections 26 and 28.
        cycle_1: Cycle,
        /// Cycle 2, sections 27 and 28.
        cycle_2: Cycle,
        /// On-duty time in cycle 2 before which a long rest must have been taken, section 27 (b).
        cycle_2_before_long_rest: Minute,
    }
}
numbers! {
    /// A long rest.
    LongRest {
        /// Consecutive time off.
        minutes: Minute,
        /// The days before in which it must lie, as a number.
        days: i64,
    }
}
