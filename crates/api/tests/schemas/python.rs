//! An area as a module of Python: a function an operation, with the fields of its request by name.

use std::fmt::Write;

use crate::method::{Area, Holds, Method, Parameter, wrapped};

/// Names of operations that Python keeps for itself.
const KEYWORDS: [&str; 1] = ["import"];

/// The module of an area.
pub(crate) fn module(area: &Area) -> String {
    let functions: String = area.methods.iter().map(function).collect();
    let mut imports = String::new();
    for (word, import) in [
        ("dt.", "import datetime as dt\n"),
        ("Sequence", "from collections.abc import Sequence\n"),
        ("PathLike", "from os import PathLike\n"),
    ] {
        if functions.contains(word) {
            imports += import;
        }
    }
    let typing = if functions.contains("Literal[") { "Any, Literal" } else { "Any" };
    let name = area.name;
    let about = if area.methods.iter().any(|method| method.operation == name) {
        format!("The operations ``{name}`` and ``{name}.*``.")
    } else {
        format!("The operations ``{name}.*``.")
    };
    format!(
        "\"\"\"{about} Written from the table of operations; see CONTRIBUTING.\"\"\"\n\nfrom __future__ import annotations\n\n\
         {imports}from typing import {typing}\n\nfrom haulage._called import called\n{functions}"
    )
}

/// The package of all areas.
pub(crate) fn package(areas: &[Area]) -> String {
    let names: String = areas.iter().fold(String::new(), |names, area| names + "    " + area.name + ",\n");
    let quoted: String = areas.iter().fold(String::new(), |names, area| names + "    \"" + area.name + "\",\n");
    format!(
        "\"\"\"Every operation as a function, with the fields of its request by name and plain values as its reply.\n\n\
         Written from the table of operations; see CONTRIBUTING.\n\"\"\"\n\n\
         from haulage.operations import (\n{names})\n\n__all__ = [\n{quoted}]\n"
    )
}

fn function(method: &Method) -> String {
    let name = if KEYWORDS.contains(&method.name) { format!("{}_", method.name) } else { method.name.to_owned() };
    let mut out = format!("\n\ndef {name}(");
    let parameters: Vec<&Parameter> = method.required().chain(method.optional()).collect();
    if !parameters.is_empty() {
        out += "\n    *,\n";
        for parameter in &parameters {
            let usual = if parameter.required { "" } else { " = None" };
            writeln!(out, "    {}: {}{usual},", parameter.name, hint(parameter)).unwrap();
        }
    }
    writeln!(out, ") -> dict[str, Any]:").unwrap();
    let summary = format!("{}.", method.summary);
    if parameters.is_empty() {
        writeln!(out, "    \"\"\"{summary}\"\"\"").unwrap();
    } else {
        out += &wrapped(&summary, "    \"\"\"", "    ");
        out.push('\n');
        for parameter in &parameters {
            out += &wrapped(&format!("``{}``: {}", parameter.name, parameter.about), "    ", "        ");
        }
        out += "    \"\"\"\n";
    }
    if parameters.is_empty() {
        writeln!(out, "    return called(\"{}\", {{}})", method.operation).unwrap();
    } else {
        writeln!(out, "    return called(\n        \"{}\",\n        {{", method.operation).unwrap();
        for Parameter { name, .. } in &parameters {
            writeln!(out, "            \"{name}\": {name},").unwrap();
        }
        out += "        },\n    )\n";
    }
    out
}

fn hint(parameter: &Parameter) -> String {
    let hint = match &parameter.holds {
        Holds::Text => "str".to_owned(),
        Holds::Path => "str | PathLike[str]".to_owned(),
        Holds::Day => "dt.date | str".to_owned(),
        Holds::Instant => "dt.datetime | str".to_owned(),
        Holds::Integer => "int".to_owned(),
        Holds::Flag => "bool".to_owned(),
        Holds::Words(words) => {
            format!("Literal[{}]", words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", "))
        }
        Holds::List => "Sequence[Any]".to_owned(),
        // Records, plain values by name, or whatever else the schema says.
        Holds::Document => return "Any".to_owned() + if parameter.required { "" } else { " | None" },
    };
    if parameter.required { hint } else { hint + " | None" }
}
