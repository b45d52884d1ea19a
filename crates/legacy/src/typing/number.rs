//! Numbers as legacy systems write them: `,43`, `12-`, `1.234,5`.

use rust_decimal::Decimal;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// Between the whole and its fraction.
    pub decimal: u8,
    /// Between groups of three digits, where there are such.
    pub group: Option<u8>,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self { decimal: b'.', group: None }
    }
}

/// Why text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFlaw {
    /// It is not written as one.
    Malformed,
    /// The column was too narrow for the program that wrote it (`####`).
    Overflow,
    /// It has more digits than a decimal carries (28).
    TooLong,
    /// A fraction where a whole number is meant.
    Fraction,
}

/// A number as mantissa and scale, without trailing zeros.
///
/// # Errors
/// [`NumberFlaw`].
///
/// ```
/// use haulage_legacy::typing::number::{NumberStyle, parse};
///
/// let german = NumberStyle { decimal: b',', group: Some(b'.') };
/// assert_eq!(parse(b",43", german), Ok((43, 2)));
/// assert_eq!(parse(b"1.234,50-", german), Ok((-12345, 1)));
/// assert!(parse(b"12.34,5", german).is_err());
/// ```
#[inline]
pub fn parse(text: &[u8], style: NumberStyle) -> Result<(i128, u8), NumberFlaw> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] | [rest @ .., b'-'] => (true, rest),
        [b'+', rest @ ..] | [rest @ .., b'+'] => (false, rest),
        _ => (false, text),
    };
    let (mantissa, scale) = if digits.len() <= 18 { short(digits, style)? } else { long(digits, style)? };
    Ok((if negative { -mantissa } else { mantissa }, scale))
}

/// A whole number that documents carry exactly: within ±(2^53 − 1).
///
/// # Errors
/// [`NumberFlaw`].
#[inline]
pub fn parse_integer(text: &[u8], style: NumberStyle) -> Result<i64, NumberFlaw> {
    const LIMIT: i128 = (1 << 53) - 1;
    let (mantissa, scale) = parse(text, style)?;
    if scale > 0 {
        return Err(NumberFlaw::Fraction);
    }
    if mantissa.abs() > LIMIT { Err(NumberFlaw::TooLong) } else { Ok(mantissa as i64) }
}

/// At most 18 bytes, whose digits a machine word holds.
#[inline]
fn short(text: &[u8], style: NumberStyle) -> Result<(i128, u8), NumberFlaw> {
    let (mut mantissa, mut seen, mut fraction_from, mut grouped) = (0_i64, 0_u8, None, false);
    for &byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + i64::from(digit);
            seen += 1;
        } else if byte == style.decimal && fraction_from.is_none() {
            fraction_from = Some(seen);
        } else if Some(byte) == style.group && fraction_from.is_none() {
            grouped = true;
        } else {
            return Err(malformed(text));
        }
    }
    if seen == 0 || (grouped && !well_grouped(text, style)) {
        return Err(malformed(text));
    }
    let mut scale = fraction_from.map_or(0, |from| seen - from);
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Ok((i128::from(mantissa), scale))
}

#[cold]
fn long(text: &[u8], style: NumberStyle) -> Result<(i128, u8), NumberFlaw> {
    if text.len() > 64 {
        return Err(malformed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut fraction = false;
    for &byte in text {
        match byte {
            b'0'..=b'9' => plain.push(char::from(byte)),
            _ if byte == style.decimal && !fraction => {
                fraction = true;
                plain.push('.');
            }
            _ if Some(byte) == style.group && !fraction => {}
            _ => return Err(malformed(text)),
        }
    }
    if text.iter().any(|&byte| Some(byte) == style.group) && !well_grouped(text, style) {
        return Err(malformed(text));
    }
    let number = Decimal::from_str_exact(&plain).map_err(|_| NumberFlaw::TooLong)?.normalize();
    Ok((number.mantissa(), number.scale() as u8))
}

/// Groups of three digits, but for the first, which has one to three.
fn well_grouped(text: &[u8], style: NumberStyle) -> bool {
    let whole = text.split(|&byte| byte == style.decimal).next().unwrap_or_default();
    let mut groups = whole.split(|&byte| Some(byte) == style.group);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

#[cold]
fn malformed(text: &[u8]) -> NumberFlaw {
    if !text.is_empty() && text.iter().all(|&byte| byte == b'#') { NumberFlaw::Overflow } else { NumberFlaw::Malformed }
}

/// What `text` probably should be, in the same style: letters taken for digits, blanks, currency signs, an exponent, the
/// other style's marks.
#[must_use]
pub fn repair(text: &str, style: NumberStyle) -> Option<String> {
    let sound = |text: &String| parse(text.as_bytes(), style).is_ok();
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"€$£'".contains(*c))
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    // A number must stand there already: a word of such letters is none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (comma, point) = (digits.contains(','), digits.contains('.'));
    let swapped: String = digits
        .chars()
        .map(|c| match c {
            ',' => '.',
            '.' => ',',
            c => c,
        })
        .collect();
    let plain = digits.to_ascii_uppercase();
    let exponent = || Decimal::from_scientific(&plain.replace(',', ".")).ok().map(|number| number.normalize().to_string());
    let marked = |number: String| number.replace('.', &char::from(style.decimal).to_string());
    [Some(digits.clone()).filter(sound), Some(swapped).filter(|swapped| comma != point && sound(swapped))]
        .into_iter()
        .flatten()
        .next()
        .or_else(|| exponent().filter(|_| plain.contains('E')).map(marked).filter(sound))
        .filter(|repaired| repaired != text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GERMAN: NumberStyle = NumberStyle { decimal: b',', group: Some(b'.') };

    #[test]
    fn numbers_are_read_as_oracle_writes_them() {
        assert_eq!(parse(b"-,5", GERMAN), Ok((-5, 1)));
        assert_eq!(parse(b"12,", GERMAN), Ok((12, 0)));
        assert_eq!(parse(b"12,500", GERMAN), Ok((125, 1)));
        assert_eq!(parse(b"0,00", GERMAN), Ok((0, 0)));
        assert_eq!(parse(b"1.234.567", GERMAN), Ok((1_234_567, 0)));
        assert_eq!(
            parse(b"79228162514264337593543950335", NumberStyle::default()),
            Ok((79_228_162_514_264_337_593_543_950_335, 0))
        );
        assert_eq!(parse(b"79228162514264337593543950336", NumberStyle::default()), Err(NumberFlaw::TooLong));
    }

    #[test]
    fn what_is_no_number_is_refused_and_mended_where_that_is_clear() {
        for text in ["", "-", "--3", "12,34,5", "12.345,6.7", "1O,5", "N/A", "1.2345", ".5", "5-5"] {
            assert_eq!(parse(text.as_bytes(), GERMAN), Err(NumberFlaw::Malformed), "{text}");
        }
        assert_eq!(parse(b"########", GERMAN), Err(NumberFlaw::Overflow));
        assert_eq!(repair("1O,5", GERMAN).as_deref(), Some("10,5"));
        assert_eq!(repair("€ 12,50", GERMAN).as_deref(), Some("12,50"));
        assert_eq!(repair("1,2E+03", GERMAN).as_deref(), Some("1200"));
        assert_eq!(repair("12.5", GERMAN).as_deref(), Some("12,5"));
        assert_eq!(repair("N/A", GERMAN), None);
        assert_eq!(repair("Oil", GERMAN), None);
    }

    #[test]
    fn a_whole_number_has_no_fraction_and_fits_a_document() {
        assert_eq!(parse_integer(b"12.00", NumberStyle::default()), Ok(12));
        assert_eq!(parse_integer(b"12.5", NumberStyle::default()), Err(NumberFlaw::Fraction));
        assert_eq!(parse_integer(b"9007199254740992", NumberStyle::default()), Err(NumberFlaw::TooLong));
    }

    proptest! {
        #[test]
        fn any_decimal_is_read_as_it_was_written(mantissa in -(1_i128 << 95)..(1_i128 << 95), scale in 0_u32..28, trailing in any::<bool>()) {
            let number = Decimal::from_i128_with_scale(mantissa, scale).normalize();
            let mut text = number.abs().to_string().replace('.', ",");
            if number.is_sign_negative() {
                text = if trailing { format!("{text}-") } else { format!("-{text}") };
            }
            prop_assert_eq!(parse(text.as_bytes(), GERMAN), Ok((number.mantissa(), number.scale() as u8)), "{}", text);
        }
    }
}
