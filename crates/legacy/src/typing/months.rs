//! Names of months, as `NLS_DATE_LANGUAGE` has Oracle write them and as people do.

use std::collections::BTreeMap;

/// A language a line: its ISO 639-1 code and its names, January first; several spellings of a month stand with `/` between,
/// all in capitals. They are common knowledge of the languages; what an Oracle release spells otherwise is added there.
const TABLE: &str = include_str!("months.txt");

/// The languages that are known, by their ISO 639-1 code.
pub fn languages() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter_map(|line| line.split(' ').next())
}

/// The spellings of a month in a language, the usual one first.
fn spellings(language: &str, month: u32) -> impl Iterator<Item = &'static str> {
    let line = TABLE.lines().find(|line| line.split(' ').next() == Some(language));
    line.and_then(|line| line.split(' ').nth(month as usize)).into_iter().flat_map(|names| names.split('/'))
}

/// Names of months to numbers, for the languages of one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Months {
    /// Names of at most eight bytes, as numbers: those of a few letters are what a dump holds. Each stands at its
    /// [`slot`], or at the next free place behind; a place without a name has the number 0.
    short: Vec<(u64, u8)>,
    long: Vec<(String, u8)>,
}

/// Where a name stands among `places`, a power of two.
#[inline]
const fn slot(name: u64, places: usize) -> usize {
    // Fibonacci hashing: the upper half of the product depends on all bytes of the name.
    (name.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (places - 1)
}

impl Months {
    /// The names of `languages`, each one of [`languages`]; what is none is passed over.
    #[must_use]
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut short, mut long) = (BTreeMap::new(), Vec::new());
        for language in languages {
            for number in 1..=12 {
                for name in spellings(language, u32::from(number)) {
                    match packed(name.as_bytes()) {
                        Some(name) => drop(short.insert(name, number)),
                        None => long.push((name.into(), number)),
                    }
                }
            }
        }
        let places = (short.len() * 4).next_power_of_two();
        let mut months = Self { short: vec![(0, 0); places], long };
        for (name, number) in short {
            let mut at = slot(name, places);
            while months.short[at].1 != 0 {
                at = (at + 1) % places;
            }
            months.short[at] = (name, number);
        }
        months
    }

    /// The names of every language.
    #[must_use]
    pub fn of_all() -> Self {
        Self::of(languages())
    }

    /// The usual name of a month, in English where that is known: one of several languages, so that it can be read back.
    #[must_use]
    pub fn name(&self, month: u32) -> Option<&'static str> {
        let all = ["en"].into_iter().chain(languages()).flat_map(|language| spellings(language, month));
        all.into_iter().find(|name| self.number(name.as_bytes()) == Some(month))
    }

    /// The number of a month: 1 for January. A point at its end does not matter, nor do capitals.
    #[must_use]
    pub fn number(&self, name: &[u8]) -> Option<u32> {
        let name = name.strip_suffix(b".").unwrap_or(name);
        if name.is_ascii() && name.len() <= 8 {
            return self.short_number(name);
        }
        let name = str::from_utf8(name).ok().filter(|name| name.len() <= 40)?.to_uppercase();
        self.short_number(name.as_bytes())
            .or_else(|| self.long.iter().find(|(long, _)| *long == name).map(|(_, number)| u32::from(*number)))
    }

    #[inline]
    fn short_number(&self, name: &[u8]) -> Option<u32> {
        let (name, places) = (packed(name)?, self.short.len());
        let mut at = slot(name, places.max(1));
        loop {
            match *self.short.get(at)? {
                (_, 0) => return None,
                (known, number) if known == name => return Some(u32::from(number)),
                _ => at = (at + 1) % places,
            }
        }
    }
}

/// A name of at most eight bytes as a number, small ASCII letters made capitals.
#[inline]
fn packed(name: &[u8]) -> Option<u64> {
    let mut bytes = [0_u8; 8];
    match name {
        // Nearly all names in dumps are such.
        &[first, second, third] => bytes[..3].copy_from_slice(&[first, second, third]),
        name => bytes.get_mut(..name.len())?.copy_from_slice(name),
    }
    Some(u64::from_be_bytes(bytes.map(|byte| byte.to_ascii_uppercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_march_has_two_abbreviations() {
        let german = Months::of(["de"]);
        for name in ["MRZ", "MÄR", "mär", "März", "Mrz."] {
            assert_eq!(german.number(name.as_bytes()), Some(3), "{name}");
        }
        assert_eq!(german.number(b"DEC"), None);
        assert_eq!(german.number("DÉC".as_bytes()), None);
    }

    #[test]
    fn no_name_means_two_months_in_any_two_languages() {
        let all = Months::of_all();
        assert_eq!(languages().count(), 14);
        for language in languages() {
            for number in 1..=12 {
                assert!(spellings(language, number).next().is_some(), "{language} {number}");
                for name in spellings(language, number) {
                    assert_eq!(all.number(name.to_lowercase().as_bytes()), Some(number), "{language} {name}");
                }
            }
        }
    }
}
