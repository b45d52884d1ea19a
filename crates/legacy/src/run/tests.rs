use std::{collections::BTreeMap, io::Read as _, path::PathBuf, sync::Arc};

use super::*;
use crate::{
    delta::{Duplicates, Event},
    digest::ContentDigest,
    record::{Accounts, Entry, Reason, Record, Refusal, Rows},
    state::Counts,
    value::Value,
};

/// Lines `id;name`; `?` for a name is refused, a line without `;` has no key, `T…` is the trailer.
struct Lined {
    lines: std::vec::IntoIter<String>,
    accounts: Accounts,
    line: u64,
    trailer: Option<String>,
    key: Vec<u8>,
    row: Vec<u8>,
}

impl Rows for Lined {
    fn next_entry(&mut self) -> Result<Option<Entry<'_>>, ReadError> {
        let Some(text) = self.lines.next() else { return Ok(None) };
        let (offset, length) = (self.accounts.counted(), text.len() as u64);
        self.accounts.file_bytes += length;
        self.line += 1;
        let line = self.line;
        if text.starts_with('T') {
            self.accounts.frame.add(length);
            self.trailer = Some(text);
            return self.next_entry();
        }
        self.key.clear();
        let parts = text.trim_end().split_once(';');
        let id = parts.and_then(|(id, _)| id.parse().ok()).map(Value::Integer);
        if let Some(id) = id {
            id.write(&mut self.key);
        }
        if let (Some((_, name)), Some(_)) = (parts, id)
            && name != "?"
        {
            self.accounts.accepted.add(length);
            self.row.clone_from(&self.key);
            Value::Text(name).write(&mut self.row);
            return Ok(Some(Entry::Accepted(Record { line, offset, length, key: &self.key, row: &self.row })));
        }
        self.accounts.quarantined.add(length);
        let reasons =
            vec![Reason { code: "test".into(), column: None, value: String::new(), cause: String::new(), repair: None }];
        let (bytes, key) = (text.clone().into_bytes(), self.key.clone());
        Ok(Some(Entry::Refused(Refusal { line, lines: 1, offset, length, bytes, text, key, reasons })))
    }

    fn accounts(&self) -> Accounts {
        self.accounts
    }

    fn trailer(&self) -> Option<String> {
        self.trailer.clone()
    }
}

fn dump(origin: &Origin, history: Option<&History>, mapping: &str) -> Result<Dump, ReadError> {
    let (mut source, watch) = origin.open(history.map(super::dump::beginnings).unwrap_or_default(), true)?;
    let mut text = String::new();
    source.read_to_string(&mut text)?;
    let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (accounts, key, row) = (Accounts::default(), Vec::new(), Vec::new());
    let rows = Box::new(Lined { lines: lines.into_iter(), accounts, line: 0, trailer: None, key, row });
    let layout =
        Layout { fields: vec!["id".into(), "name".into()], keys: vec![0], mapping: ContentDigest::of(mapping.as_bytes()) };
    Ok(Dump { rows, layout, watch })
}

/// A folder with a state, and dumps taken into it.
struct Site {
    folder: tempfile::TempDir,
    settings: Settings,
    mapping: &'static str,
}

impl Site {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), settings: Settings::default(), mapping: "m" }
    }

    fn state(&self) -> StateFile {
        StateFile::at(self.folder.path().join("shipments.state"))
    }

    fn take(&self, text: &str) -> Result<Report, RunError> {
        let origin = Origin::Memory(Arc::from(text.as_bytes()));
        take(&self.state(), &mut |history| dump(&origin, history, self.mapping), &self.settings, None)
    }

    fn events(&self, after: Option<Cursor>) -> Vec<Posted> {
        Outbox::open(&self.state()).unwrap().events(after).map(Result::unwrap).collect()
    }

    /// What a consumer of all events has.
    fn applied(&self) -> BTreeMap<i64, String> {
        let mut applied = BTreeMap::new();
        for Posted { event, .. } in self.events(None) {
            let id = event.key["id"].as_i64().unwrap();
            match &event.row {
                Some(row) => applied.insert(id, row["name"].as_str().unwrap().to_owned()),
                None => applied.remove(&id),
            };
        }
        applied
    }
}

fn table(ids: impl IntoIterator<Item = u64>, name: &str) -> String {
    ids.into_iter().fold(String::new(), |table, id| table + &format!("{id};{name}\n"))
}

/// Takes a dump into a state.
pub(super) fn taken(state: &StateFile, text: &str, settings: &Settings) -> Result<Report, RunError> {
    let origin = Origin::Memory(Arc::from(text.as_bytes()));
    take(state, &mut |history| dump(&origin, history, "m"), settings, None)
}

/// The rows of a dump.
pub(super) fn names(text: &str) -> BTreeMap<i64, String> {
    text.lines().map(|line| line.split_once(';').unwrap()).map(|(id, name)| (id.parse().unwrap(), name.into())).collect()
}

#[test]
fn night_after_night_the_events_make_what_the_dump_says() {
    let place = Site::new();
    let nights = [table(0..50, "a"), table(2..50, "a") + "60;new\n", table(0..49, "b") + "60;new\n"];
    for (night, text) in nights.iter().enumerate() {
        let report = place.take(text).unwrap();
        assert_eq!((report.outcome, report.generation), (Outcome::Applied, night as u64 + 1));
        assert!(report.accounts.balanced());
        assert_eq!(place.applied(), names(text));
    }
    let last = Outbox::open(&place.state()).unwrap();
    assert_eq!(last.page(None, 10_000).unwrap().events.len(), 50 + 3 + 50);
}

#[test]
fn what_a_night_tells_does_not_depend_on_the_order_of_its_rows_nor_on_rows_being_kept() {
    let forth = table(0..40, "a");
    let back = table((1..45).rev(), "a").replace("\n7;a\n", "\n7;b\n7;a\n").replace("\n9;a\n", "\n9;?\n");
    let told = |keep_rows, duplicates, nights: [&str; 2]| {
        let mut place = Site::new();
        place.settings = Settings { keep_rows, duplicates, ..Settings::default() };
        for text in nights {
            place.take(text).unwrap();
        }
        let events = place.events(Some("1:0".parse().unwrap()));
        let mut told: Vec<_> = events.into_iter().map(|posted| (posted.event.kind, posted.event.key, posted.event.row)).collect();
        told.sort_by_key(|(kind, key, _)| (*kind, key["id"].as_i64()));
        told
    };
    for duplicates in [Duplicates::First, Duplicates::Last, Duplicates::Neither] {
        let expected = told(true, duplicates, [&forth, &back]);
        assert!(expected.len() > 40, "the first night and what changed");
        assert_eq!(told(false, duplicates, [&forth, &back]), expected);
        assert_eq!(told(false, duplicates, [&table((0..40).rev(), "a"), &back]), expected);
    }
}

#[test]
fn the_same_dump_twice_is_taken_once() {
    let place = Site::new();
    let first = place.take(&table(0..20, "a")).unwrap();
    let second = place.take(&table(0..20, "a")).unwrap();
    assert_eq!((second.outcome, second.generation), (Outcome::AlreadyApplied, 1));
    assert_eq!((second.counts, second.accounts, second.events), (first.counts, first.accounts, first.events));
    assert_eq!(place.events(None).len(), 20);
}

#[test]
fn yesterdays_dump_after_todays_is_refused_unless_wanted() {
    let mut place = Site::new();
    place.take(&table(0..20, "a")).unwrap();
    place.take(&table(0..20, "b")).unwrap();
    assert_eq!(place.take(&table(0..20, "a")).unwrap_err().code(), "sync.older_dump");
    assert_eq!(place.applied(), names(&table(0..20, "b")));
    place.settings.accept_older = true;
    assert_eq!(place.take(&table(0..20, "a")).unwrap().counts.updated, 20);
}

#[test]
fn half_and_then_the_whole_is_recognised_and_comes_to_the_same() {
    let place = Site::new();
    let (half, whole) = (table(0..30, "a"), table(0..60, "a"));
    place.take(&half).unwrap();
    let report = place.take(&whole).unwrap();
    assert_eq!((report.continues, report.counts.inserted, report.counts.unchanged), (Some(1), 30, 30));
    assert_eq!(place.applied(), names(&whole));
}

#[test]
fn a_dump_cut_off_is_refused_and_changes_nothing() {
    let place = Site::new();
    let whole = table(0..60, "a");
    place.take(&whole).unwrap();
    let before = std::fs::read(place.state().path()).unwrap();
    let within_a_row = place.take(&whole[..whole.len() - 3]).unwrap_err();
    assert_eq!(within_a_row.code(), "sync.not_whole");
    assert!(within_a_row.to_string().contains("no line end"), "{within_a_row}");
    assert_eq!(place.take(&table(0..20, "a")).unwrap_err().code(), "sync.not_whole");
    assert_eq!(std::fs::read(place.state().path()).unwrap(), before);
    assert_eq!(place.events(None).len(), 60);
}

#[test]
fn a_trailer_that_counts_other_rows_refuses_the_dump() {
    let mut place = Site::new();
    place.settings.whole.trailer_number = Some(1);
    assert_eq!(place.take(&(table(0..5, "a") + "T;6\n")).unwrap_err().code(), "sync.not_whole");
    assert_eq!(place.take(&table(0..5, "a")).unwrap_err().code(), "sync.not_whole");
    assert_eq!(place.take(&(table(0..5, "a") + "T;5\n")).unwrap().counts.inserted, 5);
}

#[test]
fn a_mass_deletion_is_held_until_confirmed_and_told_once() {
    let place = Site::new();
    place.take(&table(0..100, "a")).unwrap();
    let report = place.take(&table(0..80, "b")).unwrap();
    assert_eq!((report.counts.deleted, report.counts.held, report.held.clone()), (0, 20, vec![2]));
    assert_eq!(place.applied().len(), 100);
    let again = place.take(&table(0..80, "c")).unwrap();
    assert_eq!((again.counts.held, again.held), (20, vec![2]));

    assert_eq!(confirm(&place.state(), 1).unwrap_err().code(), "sync.nothing_held");
    let confirmed = confirm(&place.state(), 2).unwrap();
    assert_eq!((confirmed.generation, confirmed.counts.deleted, confirmed.held.len()), (4, 20, 0));
    assert_eq!(confirm(&place.state(), 2).unwrap_err().code(), "sync.nothing_held");
    assert_eq!(place.applied(), names(&table(0..80, "c")));
    let back = place.take(&table(0..82, "c")).unwrap();
    assert_eq!((back.counts.reappeared, back.counts.unchanged), (2, 80));
}

#[test]
fn keys_that_return_while_their_deletion_is_held_were_never_gone() {
    let place = Site::new();
    place.take(&table(0..100, "a")).unwrap();
    place.take(&table(0..80, "a")).unwrap();
    let report = place.take(&table(0..100, "a")).unwrap();
    assert_eq!((report.counts.unchanged, report.counts.held, report.held.len()), (100, 0, 0));
    assert_eq!(place.events(None).len(), 100);
}

#[test]
fn a_refused_row_keeps_its_key_and_goes_to_the_quarantine() {
    let place = Site::new();
    place.take(&table(0..20, "a")).unwrap();
    let report = place.take(&(table(1..20, "a") + "0;?\nbroken\n")).unwrap();
    assert_eq!((report.counts.deleted, report.counts.missing, report.unreadable), (0, 0, 1));
    assert_eq!(report.accounts.quarantined.rows, 2);
    let quarantine = std::fs::read_to_string(place.folder.path().join("shipments.state.quarantine/0000000002.jsonl")).unwrap();
    assert_eq!(quarantine.lines().count(), 2);
}

#[test]
fn duplicates_are_counted_apart_and_every_byte_stays_accounted_for() {
    let place = Site::new();
    let report = place.take("1;a\n1;b\n1;a\n2;c\n").unwrap();
    assert_eq!((report.accounts.duplicate.rows, report.accounts.accepted.rows, report.counts.inserted), (2, 2, 2));
    assert!(report.accounts.balanced());
    assert_eq!(report.duplicates.iter().map(|one| (one.place.line, one.same)).collect::<Vec<_>>(), [(2, false), (3, true)]);
}

#[test]
fn another_mapping_is_refused_unless_accepted_and_then_announces_no_more_than_changed() {
    let mut place = Site::new();
    place.take(&table(0..20, "a")).unwrap();
    place.mapping = "other";
    assert_eq!(place.take(&table(0..20, "b")).unwrap_err().code(), "sync.other_mapping");
    place.settings.other_mapping = OtherMapping::Accept;
    let report = place.take(&table(0..20, "b")).unwrap();
    assert_eq!((report.counts.updated, report.counts.unchanged), (0, 20));
    assert_eq!(place.take(&table(0..20, "c")).unwrap().counts.updated, 20);

    let mut kept = Site::new();
    kept.settings.keep_rows = true;
    kept.take(&table(0..20, "a")).unwrap();
    (kept.mapping, kept.settings.other_mapping) = ("other", OtherMapping::Accept);
    let report = kept.take(&(table(0..19, "a") + "19;b\n")).unwrap();
    assert_eq!((report.counts.updated, report.counts.unchanged), (1, 19));
}

#[test]
fn a_partial_dump_deletes_nothing() {
    let mut place = Site::new();
    place.take(&table(0..20, "a")).unwrap();
    place.settings.partial = true;
    place.settings.whole.least_percent = 0;
    let report = place.take("3;mended\n").unwrap();
    assert_eq!((report.counts.updated, report.counts.deleted), (1, 0));
    assert_eq!(place.applied().len(), 20);
}

#[test]
fn a_baseline_announces_nothing_and_later_nights_do() {
    let mut place = Site::new();
    place.settings.first = First::Baseline;
    assert_eq!(place.take(&table(0..20, "a")).unwrap().events.count, 0);
    place.take(&table(0..21, "a")).unwrap();
    assert_eq!(place.events(None).len(), 1);
}

#[test]
fn a_consumer_goes_on_from_its_cursor_and_misses_and_repeats_nothing() {
    let place = Site::new();
    place.take(&table(0..7, "a")).unwrap();
    place.take(&table(0..7, "a")).unwrap();
    place.take(&table(0..9, "b")).unwrap();
    let all = place.events(None);
    assert_eq!(all.len(), 16);
    for (seen, posted) in all.iter().enumerate() {
        assert_eq!(place.events(Some(posted.cursor)), all[seen + 1..]);
    }
    let outbox = Outbox::open(&place.state()).unwrap();
    let (mut after, mut paged) = (None, Vec::new());
    loop {
        let page = outbox.page(after, 3).unwrap();
        paged.extend(page.events);
        after = Some(page.next);
        if !page.more {
            break;
        }
    }
    assert_eq!(paged, all);
}

#[test]
fn cursors_that_nobody_gave_out_are_refused() {
    let place = Site::new();
    assert_eq!(Outbox::open(&place.state()).unwrap_err().code(), "outbox.no_state");
    place.take(&table(0..7, "a")).unwrap();
    let outbox = Outbox::open(&place.state()).unwrap();
    for (cursor, code) in [("2:0", "outbox.cursor"), ("1:5", "outbox.cursor"), ("1:99999", "outbox.cursor")] {
        assert_eq!(outbox.page(Some(cursor.parse().unwrap()), 5).unwrap_err().code(), code, "{cursor}");
    }
    assert!("7".parse::<Cursor>().is_err());
}

#[test]
fn forgotten_events_are_said_to_be_forgotten() {
    let place = Site::new();
    let first = place.take(&table(0..7, "a")).unwrap();
    place.take(&table(0..7, "b")).unwrap();
    let outbox = Outbox::open(&place.state()).unwrap();
    let cursor = place.events(None)[first.events.count as usize - 1].cursor;
    outbox.forget("2:0".parse().unwrap()).unwrap();
    assert_eq!(outbox.page(Some(cursor), 100).unwrap().events.len(), 7);
    assert_eq!(outbox.page(None, 100).unwrap().events.len(), 7);
    assert_eq!(outbox.page(Some("1:0".parse().unwrap()), 100).unwrap_err().code(), "outbox.forgotten");
}

#[test]
fn changed_events_are_noticed() {
    let place = Site::new();
    place.take(&table(0..7, "a")).unwrap();
    let file = place.folder.path().join("shipments.state.events/0000000001.jsonl");
    std::fs::write(&file, "{}\n").unwrap();
    assert_eq!(Outbox::open(&place.state()).unwrap().page(None, 1).unwrap_err().code(), "outbox.damaged");
}

#[test]
fn a_run_in_memory_comes_to_the_same_as_one_on_files() {
    let place = Site::new();
    let mut state = None;
    let mut events: Vec<Event> = Vec::new();
    for text in [table(0..9, "a"), table(1..10, "a"), table(0..9, "b")] {
        let origin = Origin::Memory(Arc::from(text.as_bytes()));
        let taken = take_in_memory(state.take(), &mut |history| dump(&origin, history, "m"), &place.settings, None).unwrap();
        assert_eq!(place.take(&text).unwrap(), taken.report);
        events.extend(taken.events);
        state = Some(taken.state);
    }
    assert_eq!(state.unwrap(), std::fs::read(place.state().path()).unwrap());
    assert_eq!(events, place.events(None).into_iter().map(|posted| posted.event).collect::<Vec<_>>());
}

#[test]
fn while_a_run_holds_the_state_another_is_refused() {
    let place = Site::new();
    let _held = place.state().lock().unwrap();
    assert_eq!(place.take(&table(0..9, "a")).unwrap_err().code(), "state.locked");
}

#[test]
fn a_folder_that_cannot_be_written_refuses_the_run_and_keeps_the_state() {
    let place = Site::new();
    place.take(&table(0..9, "a")).unwrap();
    // A file stands where the folder of the events has to be, whoever runs this test.
    let events: PathBuf = place.state().beside(".events");
    std::fs::remove_dir_all(&events).unwrap();
    std::fs::write(&events, "").unwrap();
    let before = std::fs::read(place.state().path()).unwrap();
    assert_eq!(place.take(&table(0..9, "b")).unwrap_err().code(), "sync.events");
    assert_eq!(std::fs::read(place.state().path()).unwrap(), before);
    std::fs::remove_file(&events).unwrap();
    assert_eq!(place.take(&table(0..9, "b")).unwrap().counts.updated, 9);
}

#[test]
fn two_dumps_are_held_against_each_other_without_a_state() {
    let open = |text: &str| dump(&Origin::Memory(Arc::from(text.as_bytes())), None, "m").unwrap();
    for two_threads in [false, true] {
        let settings = Settings::default();
        let how = Pairing { settings: &settings, scratch: None, tell: true, two_threads };
        let (mut events, mut refused) = (Vec::new(), [0, 0]);
        let [first, second] = &mut refused;
        let mut count_first = |_: &Refusal| {
            *first += 1;
            Ok(())
        };
        let mut count_second = |_: &Refusal| {
            *second += 1;
            Ok(())
        };
        let sinks: (Refused<'_>, Refused<'_>) = (&mut count_first, &mut count_second);
        let (before, after) = ("1;a\n2;b\n3;c\n3;c\n?\n", "2;b\n3;d\n4;e\n");
        let report = compare_dumps(open(before), open(after), how, &mut events, sinks).unwrap();
        let Counts { inserted, updated, deleted, unchanged, .. } = report.counts;
        assert_eq!([inserted, updated, deleted, unchanged], [1; 4]);
        assert_eq!((report.before.accounts.duplicate.rows, refused), (1, [1, 0]));
        assert!(report.before.accounts.balanced());
        let told: Vec<Event> = events.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
        assert_eq!(told.len(), 3);
        assert_eq!((told[0].before.as_ref().unwrap()["name"].as_str(), told[2].kind), (Some("c"), Kind::Deleted));
    }
}
