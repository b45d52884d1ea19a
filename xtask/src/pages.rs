//! The examples of the README and of the pages in `docs/`, as pasted. The Rust ones are tests of the documentation.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    bindings::{library, python_program},
    shell::{Shell, run},
    step::{Outcome, Step},
};

const PAGES: Step = Step { name: "pages", about: "the Python and PHP examples of README and docs, as pasted", run: pages };

/// None while there is no README or no binding to run it with.
pub(crate) fn steps(shell: &Shell) -> Vec<Step> {
    let needed = ["README.md", "bindings/python/run-tests.sh", "bindings/php/run-tests.sh"];
    if needed.iter().all(|file| shell.root.join(file).is_file()) { vec![PAGES] } else { Vec::new() }
}

fn pages(shell: &Shell) -> Outcome {
    examples(shell).into()
}

fn examples(shell: &Shell) -> Result<(), String> {
    let folder = shell.scratch("pages");
    // A project as Composer would leave it: the package's classes load through vendor/autoload.php.
    let autoload = shell.root.join("bindings/php/autoload.php").display().to_string();
    write(&folder.join("vendor/autoload.php"), &format!("<?php require '{}';\n", autoload.replace('\'', "\\'")))?;
    let mut failed = Vec::new();
    for page in files(&shell.root)? {
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        let text = read(&page)?;
        failed.extend(missing(&text).map(|language| format!("{name} has no example in {language}")));
        for (language, extension) in [("python", "py"), ("php", "php")] {
            for (number, block) in blocks(&text, language).into_iter().enumerate() {
                let file = folder.join(format!("{name}_{number}.{extension}"));
                write(&file, &opened(language, &block))?;
                let mut command = if language == "php" {
                    shell.command("php", &["-d", "ffi.enable=true"])
                } else {
                    shell.command(python_program(shell), &[])
                };
                command.arg(file).current_dir(&folder).env("HAULAGE_LIBRARY", library(shell));
                failed.extend(run(&mut command).err());
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}

/// The README and the pages, in the order of their names.
fn files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = root.join("docs");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let pages = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut pages: Vec<PathBuf> = pages.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    pages.sort();
    pages.insert(0, root.join("README.md"));
    Ok(pages)
}

/// Languages in which a page says nothing, though it gives an example in Rust.
fn missing(text: &str) -> Option<&'static str> {
    let has = |language| !blocks(text, language).is_empty();
    if has("rust") { ["php", "python"].into_iter().find(|language| !has(language)) } else { None }
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("\n```{language}\n");
    let blocks = text.split(opening.as_str()).skip(1);
    blocks.map(|rest| rest.split("\n```").next().unwrap_or_default().to_owned()).collect()
}

/// PHP as it can be run: with its opening tag and the classes loaded, where the reader is trusted to know that.
fn opened(language: &str, block: &str) -> String {
    if language != "php" {
        return block.to_owned();
    }
    let loaded = if block.contains("autoload.php") { "" } else { "require __DIR__ . '/vendor/autoload.php';\n" };
    format!("<?php\n{loaded}{}\n", block.trim_start().trim_start_matches("<?php"))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    let made = file.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(file, text)).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_an_example_in_rust_has_one_in_each_language() {
        assert_eq!(missing("\n```rust\nx\n```\n```php\nx\n```\n"), Some("python"));
        assert_eq!(missing("\n```rust\nx\n```\n```php\nx\n```\n```python\nx\n```\n"), None);
        assert_eq!(missing("\n```c\nx\n```\n"), None);
    }

    #[test]
    fn the_blocks_of_one_language_are_found() {
        let text = "a\n```php\n<?php\necho 1;\n```\nb\n```python\nx\n```\n```php\necho 2;\n```\n";
        assert_eq!(blocks(text, "php"), ["<?php\necho 1;", "echo 2;"]);
        assert_eq!(opened("php", "<?php\necho 1;"), "<?php\nrequire __DIR__ . '/vendor/autoload.php';\n\necho 1;\n");
    }
}
