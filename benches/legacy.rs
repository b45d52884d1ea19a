//! A dump decoded, typed and compared with the one before: bytes a second, on one thread and on two.
#![allow(clippy::unwrap_used, reason = "a benchmark may")]

use std::{fmt::Write as _, hint::black_box, sync::Arc};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use haulage::legacy::{
    mapping::{Mapping, MappingDocument},
    reader::Reader,
    record::Rows as _,
    run::{Dump, Origin, Pairing, Settings, compare_dumps},
};

const MAPPING: &str = include_str!("../examples/data/legacy/generated.toml");
const ROWS: u32 = 50_000;

/// A table as an old system writes it; every fiftieth row differs from one night to the next.
fn dump(night: u32) -> Vec<u8> {
    let mapping = MappingDocument::from_toml(MAPPING).unwrap();
    let names: Vec<_> = mapping.columns.iter().map(|column| column.column.as_str()).collect();
    let mut text = names.join(";") + "\r\n";
    for id in 0..ROWS {
        let changed = if id % 50 == 0 { night } else { 0 };
        write!(
            text,
            "{};SH2004XY{id:08};IN_TRANSIT;EXPRESS;Spedition Müller GmbH & Co. KG;Königsallee {};40212;Düsseldorf;DE;\
             \"Café \"\"Noël\"\"; Lyon\";Rue de l'Église {};69002;Lyon;FR;{};{},5;{};{:02}-JUN-04;;\r\n",
            10_000_000 + id,
            id % 240,
            id % 90,
            id % 40 + changed,
            id % 3_000,
            if id % 4 == 0 { ",43" } else { "" },
            id % 28 + 1,
        )
        .unwrap();
    }
    haulage::legacy::bytes::Charset::of_name("windows-1252").unwrap().encode(&text).unwrap()
}

fn reading(criterion: &mut Criterion) {
    let mapping = Mapping::new(MappingDocument::from_toml(MAPPING).unwrap()).unwrap();
    let before = dump(0);
    let mut group = criterion.benchmark_group("legacy");
    group.sample_size(10).throughput(Throughput::Bytes(before.len() as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let mut reader = Reader::from_bytes(before.clone(), &mapping).unwrap();
            while let Some(entry) = reader.next_entry().unwrap() {
                black_box(entry);
            }
            assert_eq!(reader.accounts().accepted.rows, u64::from(ROWS));
        });
    });
    let nights = [Origin::Memory(Arc::from(before)), Origin::Memory(Arc::from(dump(1)))];
    let settings = Settings::default();
    for two_threads in [false, true] {
        let how = Pairing { settings: &settings, scratch: None, tell: false, two_threads };
        group.bench_function(if two_threads { "compare_on_two_threads" } else { "compare" }, |bencher| {
            bencher.iter(|| {
                let [before, after] = nights.each_ref().map(|origin| Dump::open(origin, &mapping, None, false).unwrap());
                let report = compare_dumps(before, after, how, &mut std::io::sink(), (&mut |_| Ok(()), &mut |_| Ok(()))).unwrap();
                assert_eq!(report.counts.updated, u64::from(ROWS / 50));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
