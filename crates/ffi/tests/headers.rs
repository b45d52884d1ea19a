//! The committed headers are those that the sources give. `HAULAGE_BLESS=1` writes them anew.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic, reason = "a test may")]

mod support;

use std::{fs, path::Path};

use cbindgen::{Builder, Config, DocumentationStyle, EnumConfig, ExportConfig, Language, RenameRule, Style};

const NAMES: [(&str, &str); 7] = [
    ("ABI", "HAULAGE_ABI_VERSION"),
    ("Buffer", "haulage_buffer"),
    ("Bytes", "haulage_bytes"),
    ("Error", "haulage_error"),
    ("Problem", "haulage_problem"),
    ("Run", "haulage_run"),
    ("Status", "haulage_status"),
];

const BANNER: &str = "\
/* Haulage, an embeddable logistics engine: the C interface.
 *
 * Made from the Rust sources by `HAULAGE_BLESS=1 cargo test -p haulage-ffi --test headers`; do not edit.
 *
 * - Documents are UTF-8 JSON with pointer and length; a reply is a haulage_buffer.
 * - A function that can fail returns a haulage_status (0: success). Outputs are written on success only and never read.
 * - `err`, always last, may be NULL; on failure it gets an error object: status, code, message, all faults.
 * - What a function gives out is yours: free it once, with the _free of its type. _free(NULL) does nothing.
 * - A `const T *` may be shared by threads, a `T *` is for one call at a time; _free needs the object for itself.
 * - After fork() the child may only free the runs of its parent; everything else works.
 */";

const PHP_BANNER: &str = "\
/* Haulage for PHP's FFI::cdef: the functions of haulage.h, with numeric inputs as const void *, so that a PHP string
 * passes as it is. Made by the same command as haulage.h; do not edit. */";

fn config(export: ExportConfig) -> Config {
    Config {
        language: Language::C,
        style: Style::Type,
        usize_is_size_t: true,
        line_length: 120,
        export: ExportConfig {
            include: vec!["Status".into()],
            rename: NAMES.iter().map(|(rust, c)| ((*rust).into(), (*c).into())).collect(),
            ..export
        },
        enumeration: EnumConfig {
            rename_variants: RenameRule::ScreamingSnakeCase,
            prefix_with_name: true,
            ..EnumConfig::default()
        },
        ..Config::default()
    }
}

fn generate(config: Config) -> String {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // In the order in which a reader meets them.
    let files = ["status", "bytes", "version", "buffer", "error", "call", "problem", "run"];
    let builder = files
        .iter()
        .fold(Builder::new().with_config(config), |builder, file| builder.with_src(sources.join(format!("{file}.rs"))));
    let mut text = Vec::new();
    builder.generate().unwrap().write(&mut text);
    without_safety_sections(&String::from_utf8(text).unwrap()).replace("haulage_status_", "HAULAGE_STATUS_")
}

/// The sections that Rust's documentation needs say in its words what the banner says in C's.
fn without_safety_sections(header: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in header.lines() {
        if line.trim() == "* # Safety" {
            inside = true;
            if kept.ends_with(" *\n") {
                kept.truncate(kept.len() - 3);
            }
        } else if line.trim() == "*/" {
            inside = false;
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn c_header() -> String {
    generate(Config {
        header: Some(BANNER.into()),
        include_guard: Some("HAULAGE_H".into()),
        sys_includes: vec!["stddef.h".into(), "stdint.h".into()],
        no_includes: true,
        cpp_compat: true,
        documentation_style: DocumentationStyle::Doxy,
        ..config(ExportConfig { exclude: vec!["OLDEST_ABI".into()], ..ExportConfig::default() })
    })
}

/// PHP evaluates no preprocessor, and hands strings to `const void *` but not to `const uint8_t *`.
fn php_header() -> String {
    let exclude = vec!["ABI".into(), "OLDEST_ABI".into()];
    let text = generate(Config {
        header: Some(PHP_BANNER.into()),
        no_includes: true,
        documentation: false,
        ..config(ExportConfig { exclude, ..ExportConfig::default() })
    });
    let statements = text.split_inclusive(';').map(|statement| {
        if !statement.contains('(') {
            return statement.to_owned();
        }
        ["const uint8_t *", "const uint32_t *", "const double *"]
            .iter()
            .fold(statement.to_owned(), |statement, numbers| statement.replace(numbers, "const void *"))
    });
    statements.collect()
}

#[test]
fn the_header_for_c_is_that_of_the_sources() {
    support::assert_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("include/haulage.h"), &c_header());
}

#[test]
fn the_header_for_php_is_that_of_the_sources() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bindings/php/header/haulage-ffi.h");
    support::assert_file(&file, &php_header());
}

#[test]
fn the_soname_carries_the_number_of_the_abi() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs")).unwrap();
    assert!(script.contains(&format!("-soname,libhaulage.so.{}\"", haulage_ffi::version::ABI)));
}
