//! Where the tests find the shared data that are too large for the repository: benchmark instances and real exports.
//!
//! The folder is named by `HAULAGE_SHARED`, else it is `shared` beside the repository. `cargo xtask test` runs the programs
//! that ask for it in a step of their own, so that a machine without the folder still tests everything else.

use std::{
    env,
    path::{Path, PathBuf},
};

/// A file or folder of the shared data; none where it is absent, which a printed line says.
#[must_use]
pub fn shared(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let found = env::var_os("HAULAGE_SHARED").map_or_else(beside, PathBuf::from).join(part);
    if found.exists() {
        return Some(found);
    }
    #[allow(clippy::print_stdout, reason = "whoever reads the tests' output must see what was not tested")]
    {
        println!("skipped: no {part} in the shared data folder (HAULAGE_SHARED)");
    }
    None
}
