//! Processes killed at random moments, disks that are full: nothing is lost and nothing is told twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::{
    Cursor, Outbox, Posted, RunError, Settings, StateFile,
    tests::{names, taken},
};

/// Names the folder for the process that is going to be killed.
const FOLDER: &str = "HAULAGE_TEST_KILLED_FOLDER";
const KILLS: usize = 200;

/// The dump of a night: some keys go, come and change each time.
fn dump_of(night: u64) -> String {
    let rows = (0..1_500_u64).filter(|id| !(id * 7 + night).is_multiple_of(31));
    rows.fold(String::new(), |dump, id| dump + &format!("{id};name {} of {id}\n", (id + night) / 40))
}

fn state_in(folder: impl Into<PathBuf>) -> StateFile {
    StateFile::at(folder.into().join("shipments.state"))
}

fn generation(state: &StateFile) -> u64 {
    state.open().unwrap().map_or(0, |reader| reader.history().generation)
}

fn take_night(state: &StateFile, night: u64) -> Result<super::Report, RunError> {
    let mut settings = Settings { keep_rows: night.is_multiple_of(2), ..Settings::default() };
    settings.deletes.hold_above_percent = 100;
    taken(state, &dump_of(night), &settings)
}

/// Runs night after night until it is killed.
#[test]
#[ignore = "the process that another test kills"]
fn nights_without_end() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let state = state_in(folder);
    loop {
        let done = generation(&state);
        if done > 0 {
            assert_eq!(take_night(&state, done).unwrap().generation, done, "the last night once more");
        }
        take_night(&state, done + 1).unwrap();
    }
}

fn begin(folder: &std::path::Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "run::crash_tests::nights_without_end"]).env(FOLDER, folder);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A consumer that applies every event once and remembers how far it got.
#[derive(Default)]
struct Consumer {
    cursor: Option<Cursor>,
    seen: BTreeSet<String>,
    table: BTreeMap<i64, String>,
}

impl Consumer {
    fn catch_up(&mut self, state: &StateFile) {
        for posted in Outbox::open(state).unwrap().events(self.cursor) {
            let Posted { cursor, event } = posted.unwrap();
            assert!(self.seen.insert(event.id.to_string()), "told twice: {event:?}");
            let id = event.key["id"].as_i64().unwrap();
            match &event.row {
                Some(row) => self.table.insert(id, row["name"].as_str().unwrap().to_owned()),
                None => self.table.remove(&id),
            };
            self.cursor = Some(cursor);
        }
    }
}

#[test]
fn a_process_killed_at_two_hundred_moments_loses_nothing_and_tells_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let state = state_in(folder.path());
    let mut consumer = Consumer::default();
    let (mut random, mut last, mut half_done) = (0x9e37_79b9_u64, 0, 0);
    for _ in 0..KILLS {
        let mut child = begin(folder.path());
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(2_000 + (random >> 33) % 40_000));
        assert!(child.try_wait().unwrap().is_none(), "a run failed");
        child.kill().unwrap();
        child.wait().unwrap();
        half_done += usize::from(state.beside(".next").exists());

        let now = generation(&state);
        assert!(now >= last, "a generation was lost");
        last = now;
        if let Some(mut reader) = state.open().unwrap() {
            while reader.advance().unwrap().is_some() {}
            consumer.catch_up(&state);
            assert_eq!(consumer.table, names(&dump_of(now)), "after generation {now}");
        }
    }
    println!("{KILLS} kills, {half_done} of them while a state was being written, {last} generations");
    assert!(last > 0 && half_done > 0, "the kills came at no interesting moment");
}

/// `/dev/full` takes no byte, as a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_refuses_the_run_and_the_next_one_comes_to_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let state = state_in(folder.path());
    let mut consumer = Consumer::default();
    take_night(&state, 1).unwrap();
    consumer.catch_up(&state);
    let before = std::fs::read(state.path()).unwrap();
    for full in [state.beside(".next"), state.of_generation(".events", 2).with_extension("next")] {
        std::os::unix::fs::symlink("/dev/full", full).unwrap();
        let error = take_night(&state, 2).unwrap_err();
        assert!(["state.io", "sync.events"].contains(&error.code()), "{error}");
        assert_eq!(std::fs::read(state.path()).unwrap(), before);
    }
    take_night(&state, 2).unwrap();
    consumer.catch_up(&state);
    assert_eq!(consumer.table, names(&dump_of(2)));
}

#[cfg(unix)]
#[test]
fn without_permission_to_write_the_run_is_refused_and_the_state_stays() {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};
    let folder = tempfile::tempdir().unwrap();
    let state = state_in(folder.path());
    take_night(&state, 1).unwrap();
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    let enforced = std::fs::write(folder.path().join("probe"), "").is_err();
    let outcome = take_night(&state, 2);
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    if enforced {
        assert_eq!(outcome.unwrap_err().code(), "state.io");
        assert_eq!(generation(&state), 1);
    } else {
        println!("skipped: this user may write where nobody may");
    }
}
