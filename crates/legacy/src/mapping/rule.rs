//! Rules between fields.

use core::cmp::Ordering;

use chrono::{DateTime, NaiveDate, Utc};
use haulage_core::fault::{Faults, Path};
use rust_decimal::Decimal;

use crate::value::Value;

use super::{ConditionDocument, Field, RuleDocument, Test, TypeName};

/// A rule that names fields by their place.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) code: String,
    when: Option<Condition>,
    then: Condition,
    pub(crate) cause: String,
    /// The field that is wrong when the rule is broken.
    pub(crate) field: usize,
}

#[derive(Debug, Clone)]
struct Condition {
    field: usize,
    test: Test,
    with: Operand,
}

#[derive(Debug, Clone)]
enum Operand {
    Nothing,
    Field(usize),
    Flag(bool),
    Integer(i64),
    Decimal(Decimal),
    Date(NaiveDate),
    Instant(DateTime<Utc>),
    Text(String),
}

impl Rule {
    pub(crate) fn new(document: &RuleDocument, fields: &[Field], path: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let when = match &document.when {
            Some(when) => Some(Condition::new(when, fields, &path.key("when"), faults)?),
            None => None,
        };
        let then = Condition::new(&document.then, fields, &path.key("then"), faults)?;
        let against = document.then.other.as_ref().or(document.then.value.as_ref());
        let cause = format!(
            "`{}` must be {}{}",
            document.then.field,
            words(document.then.is),
            against.map(|against| format!(" `{against}`")).unwrap_or_default()
        );
        Some(Self { code: format!("rule.{}", document.name), when, field: then.field, then, cause })
    }

    pub(crate) fn holds(&self, values: &[Value<'_>]) -> bool {
        self.when.as_ref().is_some_and(|when| !when.holds(values, false)) || self.then.holds(values, true)
    }
}

const fn words(test: Test) -> &'static str {
    match test {
        Test::Null => "empty",
        Test::Present => "present",
        Test::Equal => "equal to",
        Test::NotEqual => "other than",
        Test::Less => "less than",
        Test::AtMost => "at most",
        Test::AtLeast => "at least",
        Test::More => "more than",
    }
}

impl Condition {
    fn new(document: &ConditionDocument, fields: &[Field], path: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let before = faults.len();
        let find = |name: &str, key: &str, faults: &mut Faults| {
            let index = fields.iter().position(|field| field.name == name);
            if index.is_none() {
                let cause = format!("no column becomes the field `{name}`");
                faults.report(&path.key(key), "mapping.unknown_field", cause, "name a field of `columns`");
            }
            index
        };
        let field = find(&document.field, "field", faults);
        let unary = matches!(document.is, Test::Null | Test::Present);
        let with = match (&document.value, &document.other) {
            (None, None) if unary => Some(Operand::Nothing),
            (Some(value), None) if !unary => field.and_then(|field| {
                let operand = Operand::literal(value, fields.get(field)?.kind);
                if operand.is_none() {
                    let cause = format!("`{value}` is no value of the type of `{}`", document.field);
                    faults.report(&path.key("value"), "mapping.rule_value", cause, "write it as a record has it");
                }
                operand
            }),
            (None, Some(other)) if !unary => find(other, "other", faults).map(Operand::Field),
            _ => {
                let remedy = "give `value` or `other` to a comparison, and neither to `null` and `present`";
                faults.report(path, "mapping.rule_operand", "the test has too much or too little to compare with", remedy);
                None
            }
        };
        if let (Some(field), Some(Operand::Field(other))) = (field, &with)
            && fields.get(field).map(|field| field.kind) != fields.get(*other).map(|field| field.kind)
        {
            faults.report(
                &path.key("other"),
                "mapping.rule_types",
                "fields of two types do not compare",
                "compare fields of one type",
            );
        }
        if faults.len() > before {
            return None;
        }
        Some(Self { field: field?, test: document.is, with: with? })
    }

    /// `without` is the answer to a comparison in which either side is null.
    fn holds(&self, values: &[Value<'_>], without: bool) -> bool {
        let value = values.get(self.field).copied().unwrap_or(Value::Null);
        let with = match &self.with {
            Operand::Nothing => return (value == Value::Null) == (self.test == Test::Null),
            Operand::Field(other) => values.get(*other).copied().unwrap_or(Value::Null),
            Operand::Flag(flag) => Value::Flag(*flag),
            Operand::Integer(number) => Value::Integer(*number),
            Operand::Decimal(number) => Value::Decimal(*number),
            Operand::Date(date) => Value::Date(*date),
            Operand::Instant(instant) => Value::Instant(*instant),
            Operand::Text(text) => Value::Text(text),
        };
        if value == Value::Null || with == Value::Null {
            return without;
        }
        let order = value.cmp(&with);
        match self.test {
            Test::Null | Test::Present => true,
            Test::Equal => order == Ordering::Equal,
            Test::NotEqual => order != Ordering::Equal,
            Test::Less => order == Ordering::Less,
            Test::AtMost => order != Ordering::Greater,
            Test::AtLeast => order != Ordering::Less,
            Test::More => order == Ordering::Greater,
        }
    }
}

impl Operand {
    fn literal(text: &str, kind: TypeName) -> Option<Self> {
        Some(match kind {
            TypeName::Text | TypeName::Code => Self::Text(text.into()),
            TypeName::Integer | TypeName::Quantity => Self::Integer(text.parse().ok()?),
            TypeName::Decimal => Self::Decimal(text.parse().ok()?),
            TypeName::Date => Self::Date(text.parse().ok()?),
            TypeName::Instant => Self::Instant(text.parse().ok()?),
            TypeName::Flag => Self::Flag(text.parse().ok()?),
        })
    }
}
