//! GS1 application identifiers: which there are, and what may follow each.

use super::{IdentifierError, Kind, check, country, read::checked, text::Text};

/// Digits of the application identifier, first and last of a range, parts of the value (GS1 General Specifications 3;
/// <https://ref.gs1.org/ai/> of January 2026).
///
/// A part is a class and a length: `n6` six digits, `x..20` one to twenty characters of set 82. Classes: `n` digits, `x` set
/// 82, `y` set 39, `z` set 64, `k` digits of which the last is the check digit, `d` a date YYMMDD, `c` the two letters of a
/// country. `?` before a part: it may be missing.
#[rustfmt::skip]
const RULES: [(usize, u16, u16, &str); 111] = [
    (2, 0, 0, "k18"), (2, 1, 3, "k14"), (2, 10, 10, "x..20"), (2, 11, 13, "d6"), (2, 15, 17, "d6"), (2, 20, 20, "n2"),
    (2, 21, 22, "x..20"), (3, 235, 235, "x..28"), (3, 240, 241, "x..30"), (3, 242, 242, "n..6"), (3, 243, 243, "x..20"),
    (3, 250, 251, "x..30"), (3, 253, 253, "k13 ?x..17"), (3, 254, 254, "x..20"), (3, 255, 255, "k13 ?n..12"),
    (2, 30, 30, "n..8"), (4, 3100, 3165, "n6"), (4, 3200, 3375, "n6"), (4, 3400, 3575, "n6"), (4, 3600, 3695, "n6"),
    (2, 37, 37, "n..8"), (4, 3900, 3909, "n..15"), (4, 3910, 3919, "n3 n..15"), (4, 3920, 3929, "n..15"),
    (4, 3930, 3939, "n3 n..15"), (4, 3940, 3943, "n4"), (4, 3950, 3955, "n6"), (3, 400, 401, "x..30"), (3, 402, 402, "k17"),
    (3, 403, 403, "x..30"), (3, 410, 417, "k13"), (3, 420, 420, "x..20"), (3, 421, 421, "n3 x..9"), (3, 422, 422, "n3"),
    (3, 423, 423, "n3 ?n..12"), (3, 424, 424, "n3"), (3, 425, 425, "n3 ?n..12"), (3, 426, 426, "n3"), (3, 427, 427, "x..3"),
    (4, 4300, 4301, "x..35"), (4, 4302, 4306, "x..70"), (4, 4307, 4307, "c2"), (4, 4308, 4308, "x..30"), (4, 4309, 4309, "n20"),
    (4, 4310, 4311, "x..35"), (4, 4312, 4316, "x..70"), (4, 4317, 4317, "c2"), (4, 4318, 4318, "x..20"),
    (4, 4319, 4319, "x..30"), (4, 4320, 4320, "x..35"), (4, 4321, 4323, "n1"), (4, 4324, 4325, "d6 n4"), (4, 4326, 4326, "d6"),
    (4, 4330, 4333, "n6 ?x1"), (4, 7001, 7001, "n13"), (4, 7002, 7002, "x..30"), (4, 7003, 7003, "d6 n4"),
    (4, 7004, 7004, "n..4"), (4, 7005, 7005, "x..12"), (4, 7006, 7006, "d6"), (4, 7007, 7007, "d6 ?d6"),
    (4, 7008, 7008, "x..3"), (4, 7009, 7009, "x..10"), (4, 7010, 7010, "x..2"), (4, 7011, 7011, "d6 ?n4"),
    (4, 7020, 7022, "x..20"), (4, 7023, 7023, "x..30"), (4, 7030, 7039, "n3 x..27"), (4, 7040, 7040, "n1 x3"),
    (4, 7041, 7041, "x..4"), (3, 710, 717, "x..20"), (4, 7230, 7239, "x2 x..28"), (4, 7240, 7240, "x..20"),
    (4, 7241, 7241, "n2"), (4, 7242, 7242, "x..25"), (4, 7250, 7250, "n8"), (4, 7251, 7251, "n12"), (4, 7252, 7252, "n1"),
    (4, 7253, 7254, "x..40"), (4, 7255, 7255, "x..10"), (4, 7256, 7256, "x..90"), (4, 7257, 7257, "x..70"),
    (4, 7258, 7258, "n1 x1 n1"), (4, 7259, 7259, "x..40"), (4, 8001, 8001, "n14"), (4, 8002, 8002, "x..20"),
    (4, 8003, 8003, "k14 ?x..16"), (4, 8004, 8004, "x..30"), (4, 8005, 8005, "n6"), (4, 8006, 8006, "k14 n4"),
    (4, 8007, 8007, "x..34"), (4, 8008, 8008, "d6 n2 ?n..4"), (4, 8009, 8009, "x..50"), (4, 8010, 8010, "y..30"),
    (4, 8011, 8011, "n..12"), (4, 8012, 8012, "x..20"), (4, 8013, 8014, "x..25"), (4, 8017, 8018, "k18"),
    (4, 8019, 8019, "n..10"), (4, 8020, 8020, "x..25"), (4, 8026, 8026, "k14 n4"), (4, 8030, 8030, "z..90"),
    (4, 8040, 8041, "n15"), (4, 8042, 8042, "n32"), (4, 8043, 8043, "n18 ?n..2"), (4, 8110, 8110, "x..70"),
    (4, 8111, 8111, "n4"), (4, 8112, 8112, "x..70"), (4, 8200, 8200, "x..70"), (2, 90, 90, "x..30"), (2, 91, 99, "x..90"),
];

/// A rule for one application identifier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// Digits of the application identifier.
    pub(crate) digits: usize,
    parts: &'static str,
}

/// The application identifier that `text` begins with.
pub(crate) fn leading(text: &str) -> Option<(&str, Rule)> {
    RULES.iter().find_map(|&(digits, first, last, parts)| {
        let ai = text.get(..digits).filter(|ai| ai.bytes().all(|byte| byte.is_ascii_digit()))?;
        let number: u16 = ai.parse().ok()?;
        // The last digit of a measure counts its decimal places, five at the most.
        let places = !matches!(number, 3100..=3699) || number % 10 <= 5;
        ((first..=last).contains(&number) && places).then_some((ai, Rule { digits, parts }))
    })
}

/// The length of a value that needs no separator behind it: GS1 General Specifications, figure 7.8.5-2, by the first two
/// digits, less the application identifier itself.
pub(crate) fn predefined_length(ai: &str) -> Option<usize> {
    let whole = match ai.get(..2)? {
        "00" => 20,
        "01" | "02" | "03" | "41" => 16,
        "04" => 18,
        "11" | "12" | "13" | "14" | "15" | "16" | "17" | "18" | "19" => 8,
        "20" => 4,
        "31" | "32" | "33" | "34" | "35" | "36" => 10,
        _ => return None,
    };
    Some(whole - ai.len())
}

impl Rule {
    /// Checks a value part by part.
    pub(crate) fn check(self, ai: &str, value: &str) -> Result<(), IdentifierError> {
        let mut rest = value.as_bytes();
        for part in self.parts.split(' ') {
            let (optional, part) = part.strip_prefix('?').map_or((false, part), |part| (true, part));
            let (class, length) = part.split_at(1);
            let (shortest, longest) = match length.strip_prefix("..") {
                Some(longest) => (1, number(longest)),
                None => (number(length), number(length)),
            };
            if rest.is_empty() && optional {
                continue;
            }
            let Some((bytes, behind)) = rest.split_at_checked(rest.len().min(longest)).filter(|(b, _)| b.len() >= shortest)
            else {
                return Err(broken(ai, "the value is too short"));
            };
            check_class(ai, class, bytes)?;
            rest = behind;
        }
        if rest.is_empty() { Ok(()) } else { Err(broken(ai, "the value is too long")) }
    }
}

fn number(digits: &str) -> usize {
    digits.parse().unwrap_or_default()
}

fn broken(ai: &str, what: &'static str) -> IdentifierError {
    IdentifierError::Element { kind: Kind::ElementString, ai: Text::cut(ai.as_bytes()), what }
}

fn check_class(ai: &str, class: &str, bytes: &[u8]) -> Result<(), IdentifierError> {
    let all_digits = bytes.iter().all(u8::is_ascii_digit);
    let (holds, what) = match class {
        "x" => (bytes.iter().all(|&byte| is_gs1_character(byte)), "a character outside GS1's set 82"),
        "y" => (bytes.iter().all(|&byte| is_set39(byte)), "a character outside GS1's set 39"),
        "z" => (bytes.iter().all(|&b| b.is_ascii_alphanumeric() || b"-_=".contains(&b)), "a character outside GS1's set 64"),
        "c" => (country::is_assigned(bytes), "no country of ISO 3166-1"),
        "d" => (all_digits && is_date(bytes), "no date YYMMDD"),
        _ => (all_digits, "a character that is no digit"),
    };
    if !holds {
        return Err(broken(ai, what));
    }
    match bytes.split_last() {
        Some((&found, payload)) if class == "k" => checked(key_of(ai), found, check::gs1(payload)),
        _ => Ok(()),
    }
}

/// The key that an application identifier carries.
fn key_of(ai: &str) -> Kind {
    match ai {
        "00" => Kind::Sscc,
        "01" | "02" | "03" => Kind::Gtin,
        "402" => Kind::Gsin,
        "8003" => Kind::Grai,
        _ if ai.starts_with("41") => Kind::Gln,
        _ => Kind::ElementString,
    }
}

/// A day may be 00: the month alone is meant (GS1 General Specifications 3.4).
fn is_date(digits: &[u8]) -> bool {
    let two = |at: usize| check::value(digits[at]) * 10 + check::value(digits[at + 1]);
    let days = match two(2) {
        2 if two(0) % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    two(4) <= days
}

/// GS1's set 82: the characters of ISO/IEC 646 that alphanumeric values may hold.
pub(crate) const fn is_gs1_character(byte: u8) -> bool {
    matches!(byte, b'!' | b'"' | b'%'..=b'?' | b'A'..=b'Z' | b'_' | b'a'..=b'z')
}

const fn is_set39(byte: u8) -> bool {
    matches!(byte, b'#' | b'-' | b'/' | b'0'..=b'9' | b'A'..=b'Z')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(ai: &str, value: &str) -> Result<(), IdentifierError> {
        leading(ai).unwrap().1.check(ai, value)
    }

    #[test]
    fn every_rule_can_be_read_and_no_identifier_is_the_beginning_of_another() {
        for (digits, first, last, parts) in RULES {
            assert!(
                first <= last
                    && parts.split(' ').all(|part| number(part.trim_start_matches('?')[1..].trim_start_matches('.')) > 0)
            );
            for number in (first..=last).step_by(10) {
                let ai = format!("{number:0digits$}");
                assert_eq!(leading(&format!("{ai}99")).unwrap().0, ai);
            }
        }
        let set: Vec<u8> = (0..128).filter(|&byte| is_gs1_character(byte)).collect();
        assert_eq!(set.len(), 82);
    }

    #[test]
    fn a_value_follows_the_rule_of_its_identifier() {
        for (ai, value) in
            [("00", "340123450000000017"), ("17", "260200"), ("17", "280229"), ("3103", "001750"), ("8003", "04012345678901A")]
        {
            assert_eq!(verdict(ai, value), Ok(()), "{ai} {value}");
        }
        for (ai, value) in [
            ("17", "261301"),
            ("17", "270229"),
            ("10", ""),
            ("10", "a b"),
            ("422", "27"),
            ("4307", "XX"),
            ("21", "123456789012345678901"),
        ] {
            assert_eq!(verdict(ai, value).unwrap_err().code(), "identifier.element", "{ai} {value}");
        }
        assert_eq!(verdict("414", "9506000134368").unwrap_err().to_string(), "GLN: wrong check digit 8: expected 9");
        assert!(leading("3106").is_none() && leading("04").is_none());
    }
}
