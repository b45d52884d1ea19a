//! What values seem to be.

use std::collections::BTreeMap;

use crate::{
    mapping::{StyleDocument, TypeName},
    typing::{
        date::{DateStyle, Format},
        months::{self, Months},
        number::{self, NumberStyle},
    },
};

/// A type, how sure it is and what tells it.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) kind: TypeName,
    pub(super) confidence: f64,
    pub(super) because: String,
    pub(super) style: StyleDocument,
}

/// Formats in the order in which they are tried: an earlier one wins where both fit.
const FORMATS: [&str; 13] = [
    "DD-MON-RR",
    "DD-MON-YYYY",
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD.MM.RR",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD/MM/RR",
    "MM/DD/RR",
    "YYYYMMDD",
    "YYYY-MM-DD HH24:MI:SS",
    "DD.MM.YYYY HH24:MI:SS",
    "YYYY-MM-DD\"T\"HH24:MI:SS",
];

/// Pairs of spellings of yes and no.
const FLAGS: [(&str, &str); 8] =
    [("Y", "N"), ("J", "N"), ("1", "0"), ("Yes", "No"), ("YES", "NO"), ("true", "false"), ("T", "F"), ("X", "-")];

/// The share of values that must fit a type; the rest may be words for nothing.
const FIT: f64 = 0.6;
/// How many different words for nothing a column may have.
const WORDS: usize = 4;

/// What the values of a column, with how often each stands, seem to be.
pub(super) fn guess(counts: &BTreeMap<&str, u32>, pivot_year: Option<i32>) -> Guess {
    let all: u32 = counts.values().sum();
    if all == 0 {
        return text(0.5, "no row has a value");
    }
    if let Some(flag) = flag(counts) {
        return flag;
    }
    let number = best_number(counts, all);
    let date = best_date(counts, all, pivot_year.unwrap_or(2025));
    match (number, date) {
        (Some(number), Some(date)) if date.confidence >= number.confidence => date,
        (Some(number), _) => number,
        (None, Some(date)) => date,
        (None, None) => text(1.0, "its values are neither numbers nor dates"),
    }
}

/// Whether a name of a column would be a strange one: a number or a date.
pub(super) fn looks_like_a_value(text: &str) -> bool {
    let counts = BTreeMap::from([(text, 1)]);
    guess(&counts, None).kind != TypeName::Text
}

fn text(confidence: f64, because: &str) -> Guess {
    Guess { kind: TypeName::Text, confidence, because: because.into(), style: StyleDocument::default() }
}

fn flag(counts: &BTreeMap<&str, u32>) -> Option<Guess> {
    let (yes, no) =
        FLAGS.into_iter().find(|(yes, no)| counts.len() == 2 && counts.contains_key(yes) && counts.contains_key(no))?;
    let style = StyleDocument { yes: Some(vec![yes.into()]), no: Some(vec![no.into()]), ..StyleDocument::default() };
    // Ones and zeros may be counted as well.
    let confidence = if yes == "1" { 0.7 } else { 0.95 };
    Some(Guess { kind: TypeName::Flag, confidence, because: format!("its values are `{yes}` and `{no}`"), style })
}

/// The share of values that hold, and the words that stand for nothing when the others are few and come again.
fn fit<'a>(counts: &BTreeMap<&'a str, u32>, all: u32, holds: impl Fn(&str) -> bool) -> Option<(f64, Vec<&'a str>)> {
    let (mut fitting, mut others) = (0, Vec::new());
    for (value, count) in counts {
        if holds(value.trim()) { fitting += count } else { others.push((*value, *count)) }
    }
    let share = f64::from(fitting) / f64::from(all);
    let words = others.len() <= WORDS && others.iter().all(|&(word, count)| count > 1 || word.len() <= 4);
    let rare = share >= 0.99;
    (share >= FIT && (words || rare) && fitting > 0)
        .then(|| (share, if words { others.into_iter().map(|(word, _)| word.trim()).collect() } else { Vec::new() }))
}

fn nulls(words: Vec<&str>) -> Option<Vec<String>> {
    (!words.is_empty()).then(|| words.into_iter().map(ToOwned::to_owned).collect())
}

fn best_number(counts: &BTreeMap<&str, u32>, all: u32) -> Option<Guess> {
    // What begins with a zero is an identifier: a postal code.
    let zeros = |value: &str| value.len() > 1 && value.starts_with('0') && value.bytes().all(|byte| byte.is_ascii_digit());
    if counts.keys().any(|value| zeros(value.trim())) {
        return None;
    }
    let whole = NumberStyle::default();
    if let Some((share, words)) =
        fit(counts, all, |value| number::parse_integer(value.as_bytes(), whole).is_ok() && !value.contains('.'))
    {
        let style = StyleDocument { null: nulls(words), ..StyleDocument::default() };
        let because = "its values are whole numbers".into();
        return Some(Guess { kind: TypeName::Integer, confidence: share.max(0.9), because, style });
    }
    let styles = [(b'.', None), (b',', None), (b'.', Some(b',')), (b',', Some(b'.'))]
        .map(|(decimal, group)| NumberStyle { decimal, group });
    let found = styles.into_iter().filter_map(|style| {
        fit(counts, all, |value| number::parse(value.as_bytes(), style).is_ok()).map(|(share, words)| (share, words, style))
    });
    let (share, words, style) = found.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let style = StyleDocument {
        decimal: Some(char::from(style.decimal).into()),
        group: style.group.map(|group| char::from(group).into()),
        null: nulls(words),
        ..StyleDocument::default()
    };
    Some(Guess { kind: TypeName::Decimal, confidence: share.max(0.9), because: "its values are decimal numbers".into(), style })
}

fn best_date(counts: &BTreeMap<&str, u32>, all: u32, pivot_year: i32) -> Option<Guess> {
    let mut fitting = Vec::new();
    for (model, language) in dated(&FORMATS) {
        if let Some((share, words)) = fit_dates(counts, all, &[model], language, pivot_year) {
            fitting.push((share, words, vec![model], language));
        }
    }
    if fitting.is_empty() {
        // People who edit a column by hand leave it in two formats.
        for (model, language) in dated(&FORMATS) {
            let pairs = FORMATS.iter().filter(|second| **second != model).map(|second| vec![model, *second]);
            fitting = pairs
                .filter_map(|models| {
                    fit_dates(counts, all, &models, language, pivot_year).map(|(share, words)| (share, words, models, language))
                })
                .collect();
            if !fitting.is_empty() {
                break;
            }
        }
    }
    let most = fitting.iter().map(|(share, ..)| *share).fold(0.0, f64::max);
    let mut best = fitting.into_iter().filter(|(share, ..)| *share >= most);
    let (share, words, models, language) = best.next()?;
    let rival = best.find(|(_, _, others, _)| *others != models).map(|(_, _, others, _)| others.join(" or "));
    let model = models.join(" or ");
    let (confidence, because) = match rival {
        Some(other) => (0.5, format!("its values are dates as {model}, and as {other} too")),
        None => (share.max(0.9), format!("its values are dates as {model}")),
    };
    let instant = models.iter().any(|model| model.contains("HH24"));
    let style = StyleDocument {
        months: model.contains("MON").then(|| vec![language.into()]),
        format: Some(models.into_iter().map(ToOwned::to_owned).collect()),
        zone: instant.then(|| "UTC".into()),
        null: nulls(words),
        ..StyleDocument::default()
    };
    let (kind, confidence) = if instant { (TypeName::Instant, confidence.min(0.6)) } else { (TypeName::Date, confidence) };
    let because = if instant { format!("{because}; their zone is not known and UTC is assumed") } else { because };
    Some(Guess { kind, confidence, because, style })
}

/// Formats with the languages of their months, English first: most abbreviations are the same in several languages.
fn dated(models: &'static [&'static str]) -> impl Iterator<Item = (&'static str, &'static str)> {
    models.iter().flat_map(|model| {
        let others = months::languages().filter(|language| *language != "en" && model.contains("MON"));
        ["en"].into_iter().chain(others).map(move |language| (*model, language))
    })
}

fn fit_dates<'a>(
    counts: &BTreeMap<&'a str, u32>,
    all: u32,
    models: &[&str],
    language: &str,
    pivot_year: i32,
) -> Option<(f64, Vec<&'a str>)> {
    let formats = models.iter().filter_map(|model| Format::new(model).ok()).collect();
    let style = DateStyle { formats, months: Months::of([language]), pivot_year };
    fit(counts, all, |value| style.date(value.as_bytes()).is_ok())
}
