//! The numbers of Directive 2002/15/EC on the working time of mobile workers, in minutes unless said.

use chrono::NaiveDate;

use super::Bands;
use crate::activity::Minute;

numbers! {
    /// Working time on top of driving and rest.
    WorkingTimeLaw {
        /// The directive by its name.
        act: String,
        /// First day on which it holds.
        effective_from: NaiveDate,
        /// A single week, article 4.
        weekly: Minute,
        /// A week on average, article 4.
        average: Minute,
        /// Months (1 to 12) with whose first Monday a reference period begins where nothing else is agreed.
        reference_months: Vec<u32>,
        /// What a day of leave counts for the average.
        leave_day: Minute,
        /// What a week of leave counts for the average.
        leave_week: Minute,
        /// Work without a break, article 5.
        without_break: Minute,
        /// Shortest piece of a break.
        break_piece: Minute,
        /// Breaks of a day, from the shortest day on.
        breaks: Vec<BreakDue>,
        /// Night work, articles 3 (h), (i) and 7.
        night: NightWork,
        /// Severity bands of (EU) 2016/403, annex I, group 3.
        severity: WorkingTimeSeverity,
    }
}
numbers! {
    /// How much break a day needs.
    BreakDue {
        /// Where it is worked longer than this.
        work_over: Minute,
        /// Break in all.
        minutes: Minute,
        /// Severity of less.
        severity: Bands,
    }
}
numbers! {
    /// Night work.
    NightWork {
        /// Minute of the day on the wall clock at which night begins.
        from: Minute,
        /// Minute of the day at which it ends.
        until: Minute,
        /// Work in a period in whose night there was any.
        work: Minute,
        /// The period.
        period: Minute,
    }
}
numbers! {
    /// Severity bands.
    WorkingTimeSeverity {
        /// A week where the average is used up.
        average: Bands,
        /// A single week.
        weekly: Bands,
        /// Work in a period with night work.
        night: Bands,
    }
}
