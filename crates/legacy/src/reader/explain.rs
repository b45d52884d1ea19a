//! Why a row is refused: found only once it is.

use std::borrow::Cow;

use crate::{
    bytes::{Charset, charset::TextFlaw, utf16},
    dialect::Dialect,
    record::{Reason, Refusal},
    sniff::each_row,
    split::{Block, Break, Row, Shape},
    typing::Flaw,
};

use super::{Place, typist::Typist};

/// Bytes of a row that a quarantine keeps; what is longer is a row past the limit, of which the beginning tells enough.
const KEPT: usize = 64 * 1024;
/// Characters of a value that a reason shows.
const SHOWN: usize = 200;

/// A row with all its reasons.
#[cold]
pub(super) fn refusal(typist: &mut Typist, block: &Block, row: &Row, place: &Place, length: u64) -> Refusal {
    let bytes = row.bytes(&block.bytes);
    let reasons = match row.shape {
        Shape::Broken(reason) => broken(typist, bytes, reason),
        _ => flawed(typist, block, row),
    };
    let key = key(typist, block, row);
    let kept = if matches!(row.shape, Shape::Broken(Break::TooLong)) { &bytes[..bytes.len().min(KEPT)] } else { bytes };
    Refusal {
        line: place.line,
        lines: u64::from(row.lines),
        offset: place.offset,
        length,
        bytes: place.utf16.map_or_else(|| kept.to_vec(), |endian| utf16::original_bytes(kept, endian)),
        text: typist.plan.charset.show(kept).trim_end_matches(['\r', '\n']).to_owned(),
        key,
        reasons,
    }
}

/// The key of a row that is refused, where its fields can be read: broken quotes are taken as they stand.
fn key(typist: &Typist, block: &Block, row: &Row) -> Vec<u8> {
    if let Shape::Broken(Break::QuoteOpen(_) | Break::AfterQuote(_)) = row.shape {
        let bytes = row.bytes(&block.bytes);
        let dialect = Dialect { quote: None, ..typist.plan.dialect.clone() };
        let mut found = Vec::new();
        each_row(bytes, &dialect, 1, |fields, _| found = fields.to_vec());
        return typist.plan.key(&found, bytes).unwrap_or_default();
    }
    typist.plan.key(row.fields(&block.fields), &block.bytes).unwrap_or_default()
}

fn broken(typist: &Typist, bytes: &[u8], reason: Break) -> Vec<Reason> {
    let plan = &typist.plan;
    let wanted = plan.header.len();
    let mut reasons = vec![match reason {
        Break::Columns(found) => {
            let fault = if (found as usize) < wanted { "row.too_few_columns" } else { "row.too_many_columns" };
            whole(fault, format!("it has {found} columns where the dump has {wanted}"), None)
        }
        Break::QuoteOpen(at) => {
            let cause = format!("the quote at byte {} of the row does not close", at + 1);
            whole("row.quote_unclosed", cause, without_byte(typist, bytes, at as usize))
        }
        Break::AfterQuote(at) => {
            let cause = format!("text follows the closing quote at byte {} of the row", at + 1);
            whole("row.text_after_quote", cause, doubled_quote(typist, bytes, at as usize))
        }
        Break::TooLong => whole("row.too_long", "it is longer than a row may be".into(), None),
    }];
    if let Err(flaw) = plan.charset.append(bytes, &mut Vec::new()) {
        reasons.push(whole(flaw.code(), Flaw::Text(flaw).cause(), None));
    }
    reasons
}

fn flawed(typist: &mut Typist, block: &Block, row: &Row) -> Vec<Reason> {
    let fields = row.fields(&block.fields);
    let flaws = typist.flaws(fields, &block.bytes);
    if flaws.is_empty() {
        let typed = typist.plan.row(fields, &block.bytes).unwrap_or_default();
        let rules = typist.plan.broken_rules(&typed);
        return rules
            .map(|rule| Reason {
                code: Cow::Owned(rule.code.clone()),
                column: typist.plan.columns.get(rule.field).map(|column| column.name.clone()),
                value: String::new(),
                cause: rule.cause.clone(),
                repair: None,
            })
            .collect();
    }
    let plan = &typist.plan;
    let reasons = flaws.into_iter().filter_map(|(index, flaw)| {
        let column = plan.columns.get(index)?;
        let field = column.column.and_then(|place| fields.get(place));
        let content = field.map(|field| field.content(&block.bytes, &plan.dialect)).unwrap_or_default();
        let value = plan.charset.show(&content);
        let repair = match flaw {
            Flaw::Text(TextFlaw::Undefined(_) | TextFlaw::NotUtf8(_)) => in_another_charset(&content),
            _ => column.kind.repair(&value),
        };
        Some(Reason {
            code: Cow::Borrowed(flaw.code()),
            column: Some(column.name.clone()),
            value: value.chars().take(SHOWN).collect(),
            cause: flaw.cause(),
            repair: repair.map(|repair| repair.chars().take(SHOWN).collect()),
        })
    });
    reasons.collect()
}

fn whole(code: &'static str, cause: String, repair: Option<String>) -> Reason {
    Reason { code: Cow::Borrowed(code), column: None, value: String::new(), cause, repair }
}

/// The row without the quote at `at`, where it has the right number of fields then.
fn without_byte(typist: &Typist, bytes: &[u8], at: usize) -> Option<String> {
    let mended = [bytes.get(..at)?, bytes.get(at + 1..)?].concat();
    mended_row(typist, &mended)
}

/// The row with the quotes within its field doubled, where it has the right number of fields then.
fn doubled_quote(typist: &Typist, bytes: &[u8], at: usize) -> Option<String> {
    let quote = bytes.get(at..=at)?;
    let again = bytes[at + 1..].iter().position(|byte| *byte == quote[0]).map(|next| at + 1 + next);
    let both = again.map(|again| [&bytes[..at], quote, &bytes[at..again], quote, &bytes[again..]].concat());
    both.and_then(|mended| mended_row(typist, &mended)).or_else(|| {
        // Text that opens with a quote and goes on behind it: the quotes are part of it.
        let open = memchr::memrchr(quote[0], bytes.get(..at)?)?;
        let mended = [&bytes[..open], &bytes[open + 1..at], &bytes[at + 1..]].concat();
        mended_row(typist, &mended)
    })
}

fn mended_row(typist: &Typist, mended: &[u8]) -> Option<String> {
    let plan = &typist.plan;
    let mut widths = Vec::new();
    each_row(mended, &plan.dialect, 2, |fields, shape| {
        widths.push(if shape == Shape::Whole { fields.len() } else { 0 });
    });
    let text = plan.charset.show(mended.trim_ascii_end());
    (widths == [plan.header.len()] && text.len() <= KEPT).then_some(text)
}

/// Bytes that the file's own charset does not define, in the one that most likely wrote them.
fn in_another_charset(bytes: &[u8]) -> Option<String> {
    let utf8 = str::from_utf8(bytes).ok().map(Into::into);
    utf8.or_else(|| {
        ["windows-1252", "ibm850"].iter().find_map(|name| {
            let mut out = Vec::new();
            Charset::of_name(name)?.append(bytes, &mut out).ok()?;
            String::from_utf8(out).ok().filter(|text| text.chars().all(|c| c.is_alphanumeric() || c.is_ascii()))
        })
    })
}
