//! `identifier.parse`: which identifiers texts are, and what is wrong with those that nearly are.

use haulage_core::identifier::{
    Candidate, DigitalLink, ElementString, IdentifierError, Kind, Recognition, carrier, read_as, recognise,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ApiError, Handler};

/// `identifier.parse`
pub(super) struct Parse;

/// Texts to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The texts, as people write or scanners send them.
    texts: Vec<String>,
    /// The kind that all of them should be; left out where that is the question.
    #[serde(default)]
    kind: Option<Kind>,
}

/// What each text is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Reply {
    /// One row a text, in the order of the request.
    rows: Vec<Row>,
}

/// What a text is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Row {
    /// The kinds whose form and check digit hold, the likeliest first.
    candidates: Vec<Identifier>,
    /// What is wrong for kinds whose form holds alone, the likeliest first; or for the kind that was asked for.
    mistakes: Vec<Mistake>,
}

/// An identifier.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Identifier {
    /// Its kind.
    kind: Kind,
    /// Its canonical form.
    canonical: String,
    /// The carrier whose number it would be, for `carrier`.
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier: Option<&'static str>,
    /// The carrier's name for such numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    /// The elements of a label or a link: application identifier and value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elements: Vec<Element>,
}

/// A GS1 element.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Element {
    /// Application identifier.
    ai: String,
    /// Value.
    value: String,
}

/// A mistake in a text.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Mistake {
    /// The kind that the text nearly is.
    kind: Kind,
    /// Which rule it breaks: `identifier.check_digit` and the like.
    code: &'static str,
    /// What is wrong, in a sentence.
    message: String,
}

impl Handler for Parse {
    const NAME: &'static str = "identifier.parse";
    const SUMMARY: &'static str = "Which identifiers texts are, in canonical form, or the mistake in them";
    type Request = Request;
    type Reply = Reply;

    fn run(request: Request) -> Result<Reply, ApiError> {
        let read = |text: &String| match request.kind {
            None => row(recognise(text)),
            Some(kind) => row(as_kind(kind, text)),
        };
        Ok(Reply { rows: request.texts.iter().map(read).collect() })
    }
}

/// A text read as one kind; of carriers' patterns, all that it fits.
fn as_kind(kind: Kind, text: &str) -> Recognition {
    if kind == Kind::Carrier {
        let mut all = recognise(text);
        all.candidates.retain(|candidate| candidate.kind == kind);
        all.mistakes.retain(|mistake| mistake.kind() == kind);
        if !all.candidates.is_empty() || !all.mistakes.is_empty() {
            return all;
        }
    }
    match read_as(kind, text) {
        Ok(canonical) => {
            Recognition { candidates: vec![Candidate { kind, canonical, carrier: None, evidence: 0 }], mistakes: Vec::new() }
        }
        Err(mistake) => Recognition { candidates: Vec::new(), mistakes: vec![mistake] },
    }
}

fn row(recognition: Recognition) -> Row {
    let mistake = |error: IdentifierError| Mistake { kind: error.kind(), code: error.code(), message: error.to_string() };
    Row {
        candidates: recognition.candidates.iter().map(identifier).collect(),
        mistakes: recognition.mistakes.into_iter().map(mistake).collect(),
    }
}

fn identifier(candidate: &Candidate) -> Identifier {
    let canonical = candidate.canonical.as_str();
    let elements = match candidate.kind {
        Kind::ElementString => canonical.parse::<ElementString>().ok(),
        Kind::DigitalLink => canonical.parse::<DigitalLink>().ok().map(|link| link.elements().clone()),
        _ => None,
    };
    let element = |(ai, value): (&str, &str)| Element { ai: ai.into(), value: value.into() };
    Identifier {
        kind: candidate.kind,
        canonical: canonical.into(),
        carrier: candidate.carrier.as_ref().map(carrier::Pattern::carrier),
        pattern: candidate.carrier.as_ref().map(carrier::Pattern::name),
        elements: elements.iter().flat_map(|elements| elements.elements().map(element).collect::<Vec<_>>()).collect(),
    }
}
