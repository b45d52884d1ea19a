//! Whether the dump is whole: an upload cut off in the middle must not delete the rest.
//!
//! No single sign is enough, since a file may be cut at the end of a row. Every sign that can be had is looked at: what a
//! control file or trailer promises, the history of dumps before, the last row, whether the file still grows.

mod promise;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::state::History;

use promise::Promise;

/// What a dump must fulfil to be taken as whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WholeRules {
    /// The text of the control file that came with the dump: `ROWS=2650000`, `records: 12`, a line of `sha256sum`, a number
    /// alone that counts rows. It must promise something, and all of that must hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control_text: Option<String>,
    /// Rows that a control file promises: data rows, whether they hold or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Bytes of the delivered file that a control file promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// SHA-256 of the delivered file that a control file promises, in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The number in the trailer line that counts the rows: 1 for the first number in it. The mapping says how a trailer
    /// begins; here it becomes a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailer_number: Option<u32>,
    /// At least this many percent of the median rows of the last seven dumps.
    pub least_percent: u32,
    /// At most this many percent of the median rows of the last seven dumps.
    pub greatest_percent: u32,
    /// Whether the last row must end with a line end.
    pub last_line_end: LastLineEnd,
    /// Seconds for which the file must have been left alone. Needs the time of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_s: Option<u32>,
}

impl Default for WholeRules {
    fn default() -> Self {
        Self {
            control_text: None,
            rows: None,
            bytes: None,
            sha256: None,
            trailer_number: None,
            least_percent: 50,
            greatest_percent: 1_000,
            last_line_end: LastLineEnd::AsBefore,
            quiet_s: None,
        }
    }
}

impl WholeRules {
    /// Whether the digest of the file is asked for.
    #[must_use]
    pub fn wants_sha256(&self) -> bool {
        self.sha256.is_some() || self.promise().sha256.is_some()
    }

    fn promise(&self) -> Promise {
        self.control_text.as_deref().map(Promise::read).unwrap_or_default()
    }
}

/// Whether the last row must end with a line end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LastLineEnd {
    /// When the dump before did; and a last row without one must at least hold.
    #[default]
    AsBefore,
    /// Always.
    Required,
    /// Never.
    Optional,
}

/// A dump as it was delivered and read.
#[derive(Debug, Clone, Default)]
pub struct Delivered {
    /// Bytes as delivered, compressed where it was.
    pub bytes: u64,
    /// SHA-256 as delivered, where a rule asks for it.
    pub sha256: Option<String>,
    /// Data rows, whether they hold or not.
    pub rows: u64,
    /// Whether the last row ended with a line end. A compressed dump counts as such: its own checksum says more.
    pub ends_with_line: bool,
    /// Whether the last row was refused.
    pub last_refused: bool,
    /// The trailer, where there was one.
    pub trailer: Option<String>,
    /// Whether the file changed while it was read.
    pub changed_meanwhile: bool,
    /// When it was last written, where that is known.
    pub modified: Option<DateTime<Utc>>,
}

/// A sign that the dump is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Doubt {
    /// Which rule: stable, for programs (`whole.rows`).
    pub code: String,
    /// What was found, and what was expected.
    pub cause: String,
}

/// Dumps whose rows make the median.
const SAMPLE: usize = 7;

/// Every sign that the dump is not whole.
#[must_use]
pub fn doubts(rules: &WholeRules, history: &History, dump: &Delivered, now: Option<DateTime<Utc>>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut doubt = |code: &str, cause: String| doubts.push(Doubt { code: format!("whole.{code}"), cause });
    if dump.changed_meanwhile {
        doubt("growing", "the file changed while it was read".into());
    }
    if let Some(quiet) = rules.quiet_s {
        let since = now.zip(dump.modified).map(|(now, modified)| (now - modified).num_seconds());
        if since.is_none_or(|since| since < i64::from(quiet)) {
            doubt("growing", format!("the file was not left alone for {quiet} s"));
        }
    }
    let control = rules.promise();
    if rules.control_text.is_some() && control.is_empty() {
        doubt("control", "the control file promises nothing that is understood".into());
    }
    for promised in [rules.bytes, control.bytes].into_iter().flatten().filter(|promised| *promised != dump.bytes) {
        doubt("bytes", format!("the file has {} bytes, {promised} are promised", dump.bytes));
    }
    for promised in [&rules.sha256, &control.sha256].into_iter().flatten() {
        if !dump.sha256.as_ref().is_some_and(|found| found.eq_ignore_ascii_case(promised.trim())) {
            doubt("sha256", format!("the file's SHA-256 is {}, not {promised}", dump.sha256.as_deref().unwrap_or("not known")));
        }
    }
    for promised in [rules.rows, control.rows].into_iter().flatten().filter(|promised| *promised != dump.rows) {
        doubt("rows", format!("the dump has {} rows, {promised} are promised", dump.rows));
    }
    if let Some(which) = rules.trailer_number {
        match dump.trailer.as_deref().map(|trailer| number_in(trailer, which)) {
            None => doubt("trailer", "the dump has no trailer".into()),
            Some(None) => doubt("trailer", "the trailer does not count the rows".into()),
            Some(Some(promised)) if promised != dump.rows => {
                doubt("trailer", format!("the dump has {} rows, its trailer counts {promised}", dump.rows));
            }
            Some(Some(_)) => {}
        }
    }
    let before = history.dumps().next().map(|(run, _)| run.ends_with_line);
    let cut = match rules.last_line_end {
        LastLineEnd::Required => true,
        LastLineEnd::AsBefore => before == Some(true) || dump.last_refused,
        LastLineEnd::Optional => false,
    };
    if cut && !dump.ends_with_line && dump.rows > 0 {
        doubt("last_row", "the last row has no line end".into());
    }
    if let Some(usual) = usual_rows(history) {
        let percent = u128::from(dump.rows) * 100 / u128::from(usual);
        if percent < u128::from(rules.least_percent) || percent > u128::from(rules.greatest_percent) {
            doubt("rows_usual", format!("the dump has {} rows, {usual} are usual", dump.rows));
        }
    }
    doubts
}

/// The number at this place among the numbers of a text.
fn number_in(text: &str, which: u32) -> Option<u64> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.take(which as usize).last().filter(|_| which > 0)?.parse().ok()
}

/// The median rows of the last dumps.
fn usual_rows(history: &History) -> Option<u64> {
    let mut rows: Vec<u64> = history.dumps().take(SAMPLE).map(|(run, _)| run.accounts.data_rows()).collect();
    rows.sort_unstable();
    rows.get(rows.len() / 2).copied().filter(|rows| *rows > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        digest::ContentDigest,
        record::{Accounts, Tally},
        state::{Counts, Events, Layout, PastRun},
    };

    fn history(rows: &[u64]) -> History {
        let empty = ContentDigest::of(b"");
        let mut history = History::new(Layout { fields: vec![], keys: vec![], mapping: empty });
        for (generation, rows) in (1..).zip(rows) {
            let accepted = Tally { rows: *rows, bytes: 1 };
            history.accept(PastRun {
                generation,
                dump: Some(empty),
                bytes: 1,
                ends_with_line: true,
                accounts: Accounts { accepted, ..Accounts::default() },
                counts: Counts::default(),
                events: Events { count: 0, bytes: 0, digest: empty },
            });
        }
        history
    }

    fn whole(rows: u64) -> Delivered {
        Delivered { bytes: 500, rows, ends_with_line: true, ..Delivered::default() }
    }

    fn codes(rules: &WholeRules, history: &History, dump: &Delivered) -> Vec<String> {
        doubts(rules, history, dump, None).into_iter().map(|doubt| doubt.code).collect()
    }

    #[test]
    fn a_dump_like_those_before_is_whole() {
        assert!(codes(&WholeRules::default(), &history(&[100, 101, 99]), &whole(102)).is_empty());
        assert!(codes(&WholeRules::default(), &history(&[]), &whole(0)).is_empty());
    }

    #[test]
    fn a_third_of_the_usual_rows_is_not_a_whole_dump() {
        assert_eq!(codes(&WholeRules::default(), &history(&[100, 101, 99]), &whole(33)), ["whole.rows_usual"]);
        assert_eq!(codes(&WholeRules::default(), &history(&[100]), &whole(0)), ["whole.rows_usual"]);
    }

    #[test]
    fn a_last_row_without_its_end_is_cut_where_dumps_used_to_have_one() {
        let rules = WholeRules::default();
        let cut = Delivered { ends_with_line: false, ..whole(100) };
        assert_eq!(codes(&rules, &history(&[100]), &cut), ["whole.last_row"]);
        assert!(codes(&rules, &history(&[]), &cut).is_empty());
        let broken = Delivered { last_refused: true, ..cut.clone() };
        assert_eq!(codes(&rules, &history(&[]), &broken), ["whole.last_row"]);
        let optional = WholeRules { last_line_end: LastLineEnd::Optional, ..rules };
        assert!(codes(&optional, &history(&[100]), &cut).is_empty());
    }

    #[test]
    fn what_a_control_file_or_trailer_promises_must_be_there() {
        let rules = WholeRules {
            rows: Some(100),
            bytes: Some(501),
            sha256: Some("ab".into()),
            trailer_number: Some(2),
            ..WholeRules::default()
        };
        let found = codes(&rules, &history(&[]), &whole(99));
        assert_eq!(found, ["whole.bytes", "whole.sha256", "whole.rows", "whole.trailer"]);
        let trailer = Some("T;2004-ROWS=".into());
        assert_eq!(codes(&rules, &history(&[]), &Delivered { trailer, ..whole(99) }).len(), 4);
        let (trailer, sha256) = (Some("END 20040607 rows: 100".into()), Some("AB".into()));
        assert!(codes(&rules, &history(&[]), &Delivered { trailer, sha256, bytes: 501, ..whole(100) }).is_empty());
    }

    #[test]
    fn a_control_file_must_promise_something_that_holds() {
        let with = |text: &str| WholeRules { control_text: Some(text.into()), ..WholeRules::default() };
        assert!(codes(&with("rows=100 \nbytes=500"), &history(&[]), &whole(100)).is_empty());
        assert_eq!(codes(&with("rows=101\nsize 501"), &history(&[]), &whole(100)), ["whole.bytes", "whole.rows"]);
        assert_eq!(codes(&with(""), &history(&[]), &whole(100)), ["whole.control"]);
        assert!(with(&"ab".repeat(32)).wants_sha256() && !with("100").wants_sha256());
    }

    #[test]
    fn a_file_still_being_written_is_left_for_later() {
        let rules = WholeRules { quiet_s: Some(60), ..WholeRules::default() };
        let modified: DateTime<Utc> = "2026-11-21T02:00:00Z".parse().unwrap();
        let dump = Delivered { modified: Some(modified), ..whole(1) };
        let at = |seconds| doubts(&rules, &history(&[]), &dump, Some(modified + chrono::TimeDelta::seconds(seconds)));
        assert!(at(60).is_empty());
        assert_eq!(at(59)[0].code, "whole.growing");
        assert_eq!(doubts(&rules, &history(&[]), &dump, None)[0].code, "whole.growing");
        let changed = Delivered { changed_meanwhile: true, ..whole(1) };
        assert_eq!(codes(&WholeRules::default(), &history(&[]), &changed), ["whole.growing"]);
    }
}
