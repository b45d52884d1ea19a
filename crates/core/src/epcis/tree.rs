//! An event in EPCIS's JSON form, as the tree of fields that its identity is made of.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Node;

/// Prefixes that every EPCIS context declares.
const STANDARD_PREFIXES: [(&str, &str); 5] = [
    ("cbv", "https://ref.gs1.org/cbv/"),
    ("epcis", "https://ref.gs1.org/epcis/"),
    ("gs1", "https://gs1.org/voc/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A remark that is no part of what the event says.
const COMMENT: &str = "{http://www.w3.org/2000/01/rdf-schema#}comment";

/// The namespaces that a document declares, by prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Namespaces(BTreeMap<String, String>);

impl Namespaces {
    pub(super) fn standard() -> Self {
        Self(STANDARD_PREFIXES.iter().map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect())
    }

    /// With what a JSON-LD context declares. Terms that are no namespace are passed over.
    pub(super) fn with(mut self, context: Option<&Value>) -> Self {
        let parts = match context {
            Some(Value::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        for (prefix, uri) in parts.iter().filter_map(Value::as_object).flatten() {
            if let Some(uri) = uri.as_str().filter(|_| !prefix.starts_with('@')) {
                self.0.insert(prefix.clone(), uri.to_owned());
            }
        }
        self
    }

    /// `{namespace}local` for a name with a declared prefix.
    fn name(&self, name: &str) -> String {
        self.split(name).map_or_else(|| name.to_owned(), |(uri, local)| format!("{{{uri}}}{local}"))
    }

    /// The full URI of a value with a declared prefix.
    fn value(&self, value: &str) -> String {
        self.split(value).map_or_else(|| value.to_owned(), |(uri, local)| format!("{uri}{local}"))
    }

    fn split<'a>(&'a self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let (prefix, local) = text.split_once(':')?;
        Some((self.0.get(prefix)?, local))
    }
}

/// The fields of an event. What a field is called in a list, and which vocabulary a bare word is from, follow from its place.
pub(super) fn nodes(event: &Map<String, Value>, namespaces: &Namespaces) -> Vec<Node> {
    Tree { namespaces }.fields(event, &|_| None)
}

struct Tree<'a> {
    namespaces: &'a Namespaces,
}

/// The vocabulary of a field's bare words.
type Vocabulary<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

const BIZ_STEP: &str = "https://ref.gs1.org/cbv/BizStep-";
const DISPOSITION: &str = "https://ref.gs1.org/cbv/Disp-";
const TRANSACTION: &str = "https://ref.gs1.org/cbv/BTT-";
const SOURCE: &str = "https://ref.gs1.org/cbv/SDT-";
const COMPONENT: &str = "https://ref.gs1.org/cbv/Comp-";
const MEASUREMENT: &str = "https://gs1.org/voc/";

impl Tree<'_> {
    fn fields(&self, object: &Map<String, Value>, words: Vocabulary<'_>) -> Vec<Node> {
        object.iter().flat_map(|(key, value)| self.field(key, value, words)).collect()
    }

    fn field(&self, key: &str, value: &Value, words: Vocabulary<'_>) -> Vec<Node> {
        if key.starts_with(['@', '#']) || key == "comment" {
            return Vec::new();
        }
        let list = |of: &str, words: Vocabulary<'_>| vec![Node::parent(key, self.each(of, value, words))];
        match key {
            "bizStep" => self.each(key, value, &|_| Some(BIZ_STEP)),
            "disposition" => self.each(key, value, &|_| Some(DISPOSITION)),
            "persistentDisposition" => self.each(key, value, &|_| Some(DISPOSITION)),
            "epcList" | "inputEPCList" | "outputEPCList" | "childEPCs" => list("epc", &|_| None),
            "quantityList" | "childQuantityList" | "inputQuantityList" | "outputQuantityList" => {
                list("quantityElement", &|_| None)
            }
            "bizTransactionList" => list("bizTransaction", &|name| (name == "type").then_some(TRANSACTION)),
            "sourceList" => list("source", &|name| (name == "type").then_some(SOURCE)),
            "destinationList" => list("destination", &|name| (name == "type").then_some(SOURCE)),
            "sensorElementList" => list("sensorElement", &|_| None),
            "sensorReport" => self.each(key, value, &|name| match name {
                "type" | "exception" => Some(MEASUREMENT),
                "component" => Some(COMPONENT),
                _ => None,
            }),
            _ => {
                let name = self.namespaces.name(key);
                if name == COMMENT { Vec::new() } else { self.each(&name, value, words) }
            }
        }
    }

    /// A node for each element of a list, or for the value itself.
    fn each(&self, name: &str, value: &Value, words: Vocabulary<'_>) -> Vec<Node> {
        match value {
            Value::Array(elements) => elements.iter().flat_map(|element| self.each(name, element, words)).collect(),
            Value::Object(members) => {
                let text = members.get("#text").map(|text| self.text(name, text, words)).unwrap_or_default();
                vec![Node { name: name.into(), value: text, children: self.fields(members, words) }]
            }
            Value::Null => Vec::new(),
            scalar => vec![Node::value(name, self.text(name, scalar, words))],
        }
    }

    fn text(&self, name: &str, value: &Value, words: Vocabulary<'_>) -> String {
        match value {
            Value::String(text) => match words(name) {
                Some(vocabulary) if !text.contains(':') => format!("{vocabulary}{}", text.trim()),
                _ => self.namespaces.value(text.trim()),
            },
            other => other.to_string(),
        }
    }
}
