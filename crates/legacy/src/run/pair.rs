//! Two dumps held against each other, without a state.

use std::{
    io::{self, Write},
    path::Path,
    thread,
};

use serde::{Deserialize, Serialize};

use super::{
    Dump, RunError, Settings,
    intake::{self, Intake, Refused},
};
use crate::{
    delta::{Announce, Announcer, Before, Comparison, Deletes, Duplicate, Groups, KeyChange},
    digest::ContentDigest,
    record::Accounts,
    sort::Spill,
    state::{Counts, History, Layout, Writer},
};

/// How two dumps are held against each other.
#[derive(Debug, Clone, Copy)]
pub struct Pairing<'a> {
    /// What is asked of both dumps: of these settings, duplicates, the mark of deletion and the memory, half for each.
    pub settings: &'a Settings,
    /// Where rows wait that do not fit into memory; without it, all have to.
    pub scratch: Option<&'a Path>,
    /// Tell what changed, not only how much.
    pub tell: bool,
    /// Read both at the same time, the second in a thread of its own that ends with the call.
    pub two_threads: bool,
}

/// What the second dump has and the first does not, and the other way round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PairReport {
    /// What became of the keys of the first dump in the second.
    pub counts: Counts,
    /// The first dump.
    pub before: Side,
    /// The second.
    pub after: Side,
    /// Keys that probably changed; the first hundred.
    pub key_changes: Vec<KeyChange>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Side {
    /// Its content.
    pub dump: ContentDigest,
    /// Where its bytes went.
    pub accounts: Accounts,
    /// Rows that do not count because another row has their key; the first thousand.
    pub duplicates: Vec<Duplicate>,
}

impl Side {
    fn of(intake: &Intake) -> Self {
        Self { dump: intake.delivery.digest, accounts: intake.accounts, duplicates: Vec::new() }
    }

    fn settle(&mut self, groups: &Groups, layout: &Layout) {
        self.accounts.turn_duplicates(groups.duplicates().tally);
        self.duplicates = groups.duplicates().named(layout);
    }
}

impl Pairing<'_> {
    fn spill(&self) -> Spill {
        let bytes = usize::from(self.settings.memory_mib.max(2)) << 19;
        self.scratch.map_or(Spill::Never, |folder| Spill::Folder(folder.to_owned(), bytes))
    }
}

/// Holds two dumps against each other. Fields are paired by name, so that the mappings may differ in all but the key.
/// `events` gets what changed as JSON lines, the last two the refused rows of either dump.
///
/// # Errors
/// [`RunError`], as far as it can be without a state.
pub fn compare_dumps(
    before: Dump,
    after: Dump,
    how: Pairing<'_>,
    events: &mut dyn Write,
    (refused_before, refused_after): (Refused<'_>, Refused<'_>),
) -> Result<PairReport, RunError> {
    let (mut old, new) = (before.layout.clone(), after.layout.clone());
    if old.key_names() != new.key_names() {
        return Err(RunError::OtherKey { before: old.key_names(), now: new.key_names() });
    }
    if (&old.fields, &old.keys) == (&new.fields, &new.keys) {
        old.mapping = new.mapping;
    }
    let carry = how.tell || old != new;
    let read = |dump, refused: Refused<'_>| intake::read(dump, how.settings, how.spill(), &mut |_, _| Ok(carry), refused);
    let (first, second) = if how.two_threads {
        thread::scope(|scope| {
            let second = scope.spawn(|| read(after, refused_after));
            let first = read(before, refused_before);
            // A panic of the reader goes on here; it is no answer.
            (first, second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    } else {
        (read(before, refused_before), read(after, refused_after))
    };
    let (first, second) = (first?, second?);
    let (mut before, mut after) = (Side::of(&first), Side::of(&second));
    let history = History::new(old.clone());
    let deletes = Deletes { wait_for_unreadable: false, ..how.settings.deletes.clone() };
    let comparison = Comparison { history: &history, layout: &new, deletes: &deletes, unreadable: false, rebase: false };
    let mut deletions = tempfile::spooled_tempfile(super::UNDECIDED);
    let mut announcer = Announcer {
        layout: &new,
        lineage: history.next_lineage(Some(after.dump)),
        others: &mut *events,
        deletions: &mut deletions as &mut dyn Write,
    };
    let announce: &mut dyn Announce = if how.tell { &mut announcer } else { &mut super::Silence };
    let (mut sides, mut groups) = (Before::<io::Cursor<Vec<u8>>>::dump(first.groups), second.groups);
    let no_state: Option<&mut Writer<io::Cursor<Vec<u8>>>> = None;
    let compared = comparison.run(&mut sides, &mut groups, no_state, announce)?;
    super::append(&mut deletions, events)?;
    if let Some(groups) = sides.into_dump() {
        before.settle(&groups, &old);
    }
    after.settle(&groups, &new);
    Ok(PairReport { counts: compared.counts, before, after, key_changes: compared.key_changes })
}
