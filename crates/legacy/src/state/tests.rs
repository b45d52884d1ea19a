use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::digest::ContentDigest;

fn history() -> History {
    let layout = Layout { fields: vec!["id".into()], keys: vec![0], mapping: ContentDigest::of(b"m") };
    History { generation: 7, ..History::new(layout) }
}

type Owned = (Vec<u8>, u64, Status, Vec<u8>);

fn written(entries: &[Owned], keeps_rows: bool) -> Vec<u8> {
    let mut writer = Writer::new(Cursor::new(Vec::new()), keeps_rows).unwrap();
    for (key, digest, status, row) in entries {
        writer.push(&Entry { key, digest: *digest, status: *status, row }).unwrap();
    }
    writer.finish(&history()).unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<Vec<Owned>, StateError> {
    let mut reader = Reader::open(Cursor::new(bytes))?;
    let mut entries = Vec::new();
    while let Some(entry) = reader.advance()? {
        entries.push((entry.key.to_vec(), entry.digest, entry.status, entry.row.to_vec()));
    }
    Ok(entries)
}

fn many(count: u64) -> Vec<Owned> {
    (0..count).map(|number| (number.to_be_bytes().to_vec(), number * 3, Status::Live, vec![])).collect()
}

proptest! {
    #[test]
    fn a_state_reads_back_as_it_was_written(
        keys in prop::collection::btree_set(prop::collection::vec(any::<u8>(), 0..40), 0..200),
        keeps_rows in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let entries: Vec<Owned> = keys.into_iter().enumerate().map(|(index, key)| {
            let number = seed.wrapping_mul(index as u64 + 1);
            let status = match number % 3 {
                0 => Status::Live,
                1 => Status::Missing(number >> 8),
                _ => Status::Deleted(number >> 8),
            };
            let row = if keeps_rows { vec![index as u8; (number % 9_000) as usize] } else { vec![] };
            (key, number, status, row)
        }).collect();
        let bytes = written(&entries, keeps_rows);
        prop_assert_eq!(read(&bytes).unwrap(), entries);
        let reader = Reader::open(Cursor::new(&bytes)).unwrap();
        prop_assert_eq!(reader.history(), &history());
    }

    #[test]
    fn one_changed_byte_is_always_noticed(at in any::<prop::sample::Index>(), with in 1_u8..) {
        let mut bytes = written(&many(20_000), false);
        let at = at.index(bytes.len());
        bytes[at] ^= with;
        prop_assert!(read(&bytes).is_err(), "byte {at}");
    }

    #[test]
    fn a_state_cut_off_or_grown_is_no_state(cut in any::<prop::sample::Index>()) {
        let mut bytes = written(&many(20_000), false);
        bytes.push(0);
        prop_assert!(read(&bytes).is_err());
        prop_assert!(read(&bytes[..cut.index(bytes.len() - 1)]).is_err());
    }

    #[test]
    fn no_bytes_make_reading_a_state_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read(&bytes).is_err());
    }
}

/// Digests that fit, contents that no writer writes: what somebody could craft.
#[test]
fn crafted_blocks_are_refused() {
    for (first, length) in [(200_u8, 3_usize), (0, 0), (0, 9)] {
        let mut bytes = written(&many(1), false);
        let from = header::LENGTH + block::HEAD;
        bytes[from] = first;
        bytes[from + 1] = length as u8;
        let end = bytes.len() - serde_json::to_vec(&history()).unwrap().len();
        let check = crate::digest::short(&bytes[from..end]).to_le_bytes();
        bytes[from - 8..from].copy_from_slice(&check);
        let found = read(&bytes);
        assert!(found.is_err() || found.unwrap().len() == 1);
    }
}

#[test]
fn keys_that_follow_each_other_cost_twelve_bytes() {
    let entries = many(100_000);
    let bytes = written(&entries, false).len();
    assert!(bytes < entries.len() * 13, "{bytes} bytes");
}

#[test]
fn a_replacement_takes_the_name_only_when_committed() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let state = StateFile::at(folder.path().join("shipments.state"));
    assert!(state.open().unwrap().is_none());

    let commit = |entries: &[Owned]| {
        let mut replacement = state.replacement().unwrap();
        replacement.write_all(&written(entries, false)).unwrap();
        replacement.commit().unwrap();
    };
    commit(&many(3));
    let mut dropped = state.replacement().unwrap();
    dropped.write_all(b"half").unwrap();
    drop(dropped);
    assert_eq!(state.open().unwrap().unwrap().entries(), 3);
    assert!(!state.beside(".next").exists());
    commit(&many(5));
    assert_eq!(state.open().unwrap().unwrap().entries(), 5);
}

#[test]
fn a_second_run_does_not_get_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let state = StateFile::at(folder.path().join("shipments.state"));
    let lock = state.lock().unwrap();
    assert_eq!(state.lock().unwrap_err().code(), "state.locked");
    drop(lock);
    state.lock().unwrap();
}
