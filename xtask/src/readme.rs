//! The README's examples, as pasted. The Rust ones are tests of the documentation.

use std::{fs, path::Path};

use crate::{
    bindings::{library, python_program},
    shell::{Shell, run},
    step::{Outcome, Step},
};

const README: Step = Step { name: "readme", about: "the README's Python and PHP examples, as pasted", run: readme };

/// None while there is no README or no binding to run it with.
pub(crate) fn steps(shell: &Shell) -> Vec<Step> {
    let needed = ["README.md", "bindings/python/run-tests.sh", "bindings/php/run-tests.sh"];
    if needed.iter().all(|file| shell.root.join(file).is_file()) { vec![README] } else { Vec::new() }
}

fn readme(shell: &Shell) -> Outcome {
    examples(shell).into()
}

fn examples(shell: &Shell) -> Result<(), String> {
    let text = read(&shell.root.join("README.md"))?;
    let folder = shell.scratch("readme");
    // A project as Composer would leave it: the package's classes load through vendor/autoload.php.
    let autoload = shell.root.join("bindings/php/autoload.php").display().to_string();
    write(&folder.join("vendor/autoload.php"), &format!("<?php require '{}';\n", autoload.replace('\'', "\\'")))?;
    let mut ran = 0;
    for (language, extension) in [("python", "py"), ("php", "php")] {
        for (number, block) in blocks(&text, language).into_iter().enumerate() {
            let file = folder.join(format!("example_{number}.{extension}"));
            write(&file, &opened(language, &block))?;
            let program = if language == "php" { "php".into() } else { python_program(shell) };
            let mut command = shell.command(program, &[]);
            run(command.arg(file).current_dir(&folder).env("HAULAGE_LIBRARY", library(shell)))?;
            ran += 1;
        }
    }
    if ran < 2 { Err(format!("README.md has {ran} examples of Python and PHP, where one each is wanted")) } else { Ok(()) }
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
    fn the_blocks_of_one_language_are_found() {
        let text = "a\n```php\n<?php\necho 1;\n```\nb\n```python\nx\n```\n```php\necho 2;\n```\n";
        assert_eq!(blocks(text, "php"), ["<?php\necho 1;", "echo 2;"]);
        assert_eq!(opened("php", "<?php\necho 1;"), "<?php\nrequire __DIR__ . '/vendor/autoload.php';\n\necho 1;\n");
    }
}
