//! An area as a class of PHP: a static method an operation; what its request must have by place, what it may have in a
//! list by name, since PHP 7.4 names no arguments.

use std::fmt::Write;

use crate::method::{Area, Holds, Method, Parameter, wrapped};

/// The name of an area's class.
pub(crate) fn class_name(area: &Area) -> String {
    let (first, rest) = area.name.split_at(1);
    first.to_uppercase() + rest
}

/// The class of an area.
pub(crate) fn class(area: &Area) -> String {
    let methods: Vec<String> = area.methods.iter().map(method).collect();
    let (class, name) = (class_name(area), area.name);
    let about = if area.methods.iter().any(|method| method.operation == name) {
        format!("The operations `{name}` and `{name}.*`.")
    } else {
        format!("The operations `{name}.*`.")
    };
    format!(
        "<?php\n\ndeclare(strict_types=1);\n\nnamespace Haulage\\Operations;\n\nuse Haulage\\Exception\\HaulageException;\n\
         use Haulage\\Haulage;\n\n/**\n * {about} Written from the table of operations; see CONTRIBUTING.\n */\n\
         final class {class}\n{{\n    private function __construct()\n    {{\n    }}\n\n{}}}\n",
        methods.join("\n")
    )
}

fn method(method: &Method) -> String {
    let mut out = "    /**\n".to_owned();
    out += &wrapped(&format!("{}.", method.summary), "     * ", "     * ");
    out += "     *\n";
    for parameter in method.required() {
        let line = format!("@param {} ${} {}", hint(&parameter.holds), parameter.name, parameter.about);
        out += &wrapped(&line, "     * ", "     *     ");
    }
    let more = method.optional().count() > 0;
    if more {
        out += "     * @param array{\n";
        for parameter in method.optional() {
            writeln!(out, "     *     {}?: {},", parameter.name, hint(&parameter.holds)).unwrap();
        }
        out += "     * } $more\n";
        for parameter in method.optional() {
            out += &wrapped(&format!("`{}`: {}", parameter.name, parameter.about), "     *     - ", "     *       ");
        }
    }
    out += "     * @return array<string, mixed>\n     * @throws HaulageException\n     */\n";
    let mut arguments: Vec<String> = method.required().map(declared).collect();
    if more {
        arguments.push("array $more = []".into());
    }
    writeln!(out, "    public static function {}({}): array\n    {{", method.name, arguments.join(", ")).unwrap();
    let fields: Vec<String> = method.required().map(|Parameter { name, .. }| format!("'{name}' => ${name}")).collect();
    let request = match (fields.is_empty(), more) {
        (true, true) => "$more".to_owned(),
        (false, true) => format!("[{}] + $more", fields.join(", ")),
        (_, false) => format!("[{}]", fields.join(", ")),
    };
    writeln!(out, "        return Haulage::call('{}', {request});\n    }}", method.operation).unwrap();
    out
}

fn declared(parameter: &Parameter) -> String {
    let kind = match parameter.holds {
        Holds::Text | Holds::Path | Holds::Day | Holds::Instant | Holds::Words(_) => "string ",
        Holds::Integer => "int ",
        Holds::Flag => "bool ",
        Holds::List => "array ",
        Holds::Document => "",
    };
    format!("{kind}${}", parameter.name)
}

fn hint(holds: &Holds) -> String {
    match holds {
        Holds::Text | Holds::Path | Holds::Day | Holds::Instant => "string".into(),
        Holds::Integer => "int".into(),
        Holds::Flag => "bool".into(),
        Holds::Words(words) => words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join("|"),
        Holds::List => "list<mixed>".into(),
        Holds::Document => "array<string, mixed>|\\JsonSerializable".into(),
    }
}
