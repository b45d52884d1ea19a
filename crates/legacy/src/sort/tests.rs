use proptest::prelude::*;

use super::*;

type Owned = (Vec<u8>, Place, Vec<u8>);

fn sorted(rows: &[Owned], spill: Spill) -> Vec<Owned> {
    let mut sorter = Sorter::new(spill);
    for (key, place, row) in rows {
        sorter.push(&Row { key, mark: Mark::Accepted, digest: place.line * 7, place: *place, values: row }).unwrap();
    }
    let mut sorted = sorter.finish().unwrap();
    let mut found = Vec::new();
    while let Some(row) = sorted.advance().unwrap() {
        assert_eq!(row.digest, row.place.line * 7);
        found.push((row.key.to_vec(), row.place, row.values.to_vec()));
    }
    found
}

fn rows(keys: Vec<Vec<u8>>) -> Vec<Owned> {
    let place = |line| Place { line, offset: line << 20, length: line % 300 };
    keys.into_iter().zip(1..).map(|(key, line)| (key, place(line), vec![line as u8; (line % 40) as usize])).collect()
}

proptest! {
    #[test]
    fn rows_come_out_by_key_and_then_as_they_came_in_whatever_fits_into_memory(
        keys in prop::collection::vec(prop::collection::vec(0_u8..3, 0..12), 0..400),
        limit in 1_usize..4_000,
    ) {
        let rows = rows(keys);
        let mut expected = rows.clone();
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        let folder = tempfile::tempdir().unwrap();
        prop_assert_eq!(&sorted(&rows, Spill::Never), &expected);
        prop_assert_eq!(&sorted(&rows, Spill::Folder(folder.path().into(), limit)), &expected);
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_not_a_loss() {
    let spill = Spill::Folder("no/such/folder".into(), 1);
    let place = Place { line: 1, offset: 0, length: 1 };
    assert!(Sorter::new(spill).push(&Row { key: b"k", mark: Mark::Accepted, digest: 0, place, values: b"" }).is_err());
}
