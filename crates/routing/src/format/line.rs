//! Lines of words, and words as numbers.

use rust_decimal::Decimal;

use super::FormatError;

/// A line that is not blank, with its number in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub number: usize,
    pub text: &'a str,
}

/// The lines that are not blank; their numbers count all.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let numbered = text.lines().enumerate().map(|(index, text)| Line { number: index + 1, text: text.trim() });
    numbered.filter(|line| !line.text.is_empty())
}

impl<'a> Line<'a> {
    /// The words, of which there must be at least `wanted`.
    pub(super) fn words(&self, wanted: usize) -> Result<Vec<Word<'a>>, FormatError> {
        let words: Vec<Word<'a>> = self.text.split_whitespace().map(|text| Word { line: self.number, text }).collect();
        if words.len() < wanted {
            let cause = super::FormatCause::Columns { wanted, found: words.len() };
            return Err(FormatError::new(self.number, cause));
        }
        Ok(words)
    }

    pub(super) fn is_numeric(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'))
    }
}

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub line: usize,
    pub text: &'a str,
}

impl Word<'_> {
    /// An exact decimal number, perhaps with an exponent.
    pub(super) fn decimal(self) -> Result<Decimal, FormatError> {
        let parsed = self.text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(self.text));
        parsed.map_err(|_| FormatError::number(self.line, self.text, "a decimal number"))
    }

    /// A coordinate.
    pub(super) fn coordinate(self) -> Result<f64, FormatError> {
        let parsed = self.text.parse::<f64>().ok().filter(|number| number.is_finite());
        parsed.ok_or_else(|| FormatError::number(self.line, self.text, "a coordinate"))
    }

    /// A whole number; `25.0` is one.
    pub(super) fn signed(self) -> Result<i64, FormatError> {
        let whole = self.decimal()?;
        let number = whole.fract().is_zero().then(|| i64::try_from(whole).ok()).flatten();
        number.ok_or_else(|| FormatError::number(self.line, self.text, "a whole number"))
    }

    /// A whole number from zero.
    pub(super) fn count<T: TryFrom<i64>>(self) -> Result<T, FormatError> {
        T::try_from(self.signed()?).map_err(|_| FormatError::number(self.line, self.text, "a whole number from zero in range"))
    }
}
