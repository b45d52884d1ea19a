//! Operations as methods: what each takes, told by the schema of its request.

use haulage_api::operations;
use serde_json::Value;

/// Operations whose names begin alike: `sync.run`, `sync.events`, …
pub(crate) struct Area {
    pub(crate) name: &'static str,
    pub(crate) methods: Vec<Method>,
}

/// An operation.
pub(crate) struct Method {
    pub(crate) operation: &'static str,
    /// What its name ends in; `quote` alone is the method `quote` of its area.
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) parameters: Vec<Parameter>,
}

/// A field of its request.
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) required: bool,
    pub(crate) holds: Holds,
}

/// What a field holds, as far as a signature says.
pub(crate) enum Holds {
    Text,
    Path,
    Day,
    Instant,
    Integer,
    Flag,
    Words(Vec<String>),
    List,
    Document,
}

impl Area {
    /// All areas, by name.
    pub(crate) fn all() -> Vec<Self> {
        let mut areas: Vec<Self> = Vec::new();
        for operation in operations() {
            let (area, name) = operation.name.split_once('.').unwrap_or((operation.name, operation.name));
            let schema = serde_json::to_value(operation.request_schema()).unwrap();
            let method = Method { operation: operation.name, name, summary: operation.summary, parameters: parameters(&schema) };
            // The table is in the order of names, so those of an area stand together.
            match areas.last_mut().filter(|last| last.name == area) {
                Some(last) => last.methods.push(method),
                None => areas.push(Self { name: area, methods: vec![method] }),
            }
        }
        areas
    }
}

impl Method {
    pub(crate) fn required(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.required)
    }

    pub(crate) fn optional(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| !parameter.required)
    }
}

fn parameters(request: &Value) -> Vec<Parameter> {
    let required = |name: &str| request["required"].as_array().is_some_and(|names| names.iter().any(|each| each == name));
    let fields = request["properties"].as_object().into_iter().flatten();
    fields
        .map(|(name, field)| Parameter {
            name: name.clone(),
            about: field["description"].as_str().unwrap_or_default().replace('\n', " "),
            required: required(name),
            holds: holds(field, request),
        })
        .collect()
}

fn holds(field: &Value, request: &Value) -> Holds {
    if let Some(name) = field["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        return holds(&request["$defs"][name], request);
    }
    // Something, or null where it may be absent.
    if let Some([something, null]) = field["anyOf"].as_array().map(Vec::as_slice)
        && null["type"] == "null"
    {
        return holds(something, request);
    }
    if let Some(words) = words(field) {
        return Holds::Words(words);
    }
    let kind = field["type"].as_str().or_else(|| field["type"][0].as_str());
    match (kind, field["format"].as_str()) {
        (Some("string"), Some("date")) => Holds::Day,
        (Some("string"), Some("date-time")) => Holds::Instant,
        (Some("string"), Some("path")) => Holds::Path,
        (Some("string"), _) => Holds::Text,
        (Some("integer"), _) => Holds::Integer,
        (Some("boolean"), _) => Holds::Flag,
        (Some("array"), _) => Holds::List,
        _ => Holds::Document,
    }
}

/// The words of which a field is one, where it is.
fn words(field: &Value) -> Option<Vec<String>> {
    if let Some(words) = field["enum"].as_array() {
        return words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    }
    let choices = field["oneOf"].as_array()?;
    let words = choices.iter().map(|choice| choice["const"].as_str().map(|word| vec![word.to_owned()]).or_else(|| words(choice)));
    words.collect::<Option<Vec<_>>>().map(|words| words.concat())
}

/// A text in lines of at most 118 characters, each behind `first` or `then`.
pub(crate) fn wrapped(text: &str, first: &str, then: &str) -> String {
    let (mut out, mut line) = (String::new(), first.to_owned());
    let mut begun = false;
    for word in text.split_whitespace() {
        if begun && line.chars().count() + 1 + word.chars().count() > 118 {
            out += line.trim_end();
            out.push('\n');
            then.clone_into(&mut line);
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line += word;
        begun = true;
    }
    out + line.trim_end() + "\n"
}
