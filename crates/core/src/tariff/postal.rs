//! Places by country and postal code: which area of a tariff a place belongs to.

use std::collections::BTreeMap;

use crate::country::Country;

/// Letters and digits of a postal code, capitals, without the spaces and hyphens that people write or leave out. Held
/// left-aligned in one integer, so that codes of one length compare as text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PostalCode {
    key: u128,
    length: u32,
}

impl PostalCode {
    /// Longest postal code held; the longest in use have ten characters.
    const LONGEST: u32 = 16;

    /// Reads a code or the beginning of one; nothing for other characters, an empty or an overlong text.
    pub(super) fn new(text: &str) -> Option<Self> {
        let (mut key, mut length) = (0_u128, 0_u32);
        for byte in text.bytes().filter(|byte| !matches!(byte, b' ' | b'-')) {
            if !byte.is_ascii_alphanumeric() || length == Self::LONGEST {
                return None;
            }
            key |= u128::from(byte.to_ascii_uppercase()) << (120 - 8 * length);
            length += 1;
        }
        (length > 0).then_some(Self { key, length })
    }

    /// Its first `length` characters; nothing when it has fewer.
    fn prefix(self, length: u32) -> Option<u128> {
        (1..=self.length).contains(&length).then(|| self.key & (u128::MAX << (128 - 8 * length)))
    }

    pub(super) const fn length(self) -> u32 {
        self.length
    }
}

#[derive(Debug, Clone, Copy)]
struct Range {
    first: u128,
    last: u128,
    area: usize,
}

/// Ranges of one country: the whole of it, and beginnings by length, longest first.
#[derive(Debug, Clone, Default)]
struct CountryAreas {
    whole: Option<usize>,
    by_length: Vec<(u32, Vec<Range>)>,
}

/// Which area a place belongs to.
#[derive(Debug, Clone, Default)]
pub(super) struct AreaIndex {
    countries: BTreeMap<Country, CountryAreas>,
}

/// Two areas claim the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    /// The area that has it.
    pub(super) held_by: usize,
}

impl AreaIndex {
    /// Gives a whole country to an area.
    pub(super) fn insert_country(&mut self, country: Country, area: usize) -> Result<(), Claim> {
        match self.countries.entry(country).or_default().whole.replace(area) {
            Some(held_by) if held_by != area => Err(Claim { held_by }),
            _ => Ok(()),
        }
    }

    /// Gives the codes from `first` to `last` of one length to an area. [`AreaIndex::seal`] finds out who else has them.
    pub(super) fn insert_range(&mut self, country: Country, first: PostalCode, last: PostalCode, area: usize) {
        let lengths = &mut self.countries.entry(country).or_default().by_length;
        let at = lengths.binary_search_by(|(length, _)| first.length.cmp(length)).unwrap_or_else(|at| {
            lengths.insert(at, (first.length, Vec::new()));
            at
        });
        lengths[at].1.push(Range { first: first.key, last: last.key, area });
    }

    /// Sorts and joins the ranges for look-up, and names the pairs of areas that share a code of one length.
    pub(super) fn seal(&mut self) -> Vec<(Country, usize, usize)> {
        let mut shared = Vec::new();
        for (&country, areas) in &mut self.countries {
            for (_, ranges) in &mut areas.by_length {
                ranges.sort_by_key(|range| (range.first, range.last, range.area));
                let mut merged: Vec<Range> = Vec::with_capacity(ranges.len());
                for range in ranges.drain(..) {
                    match merged.last_mut().filter(|before| before.last >= range.first) {
                        None => merged.push(range),
                        Some(before) => {
                            if before.area != range.area {
                                shared.push((country, before.area, range.area));
                            }
                            before.last = before.last.max(range.last);
                        }
                    }
                }
                *ranges = merged;
            }
        }
        shared.sort_unstable();
        shared.dedup();
        shared
    }

    /// The area of a place: that of the longest range which holds its postal code, else of its country.
    pub(super) fn find(&self, country: Country, postal_code: Option<PostalCode>) -> Option<usize> {
        let areas = self.countries.get(&country)?;
        let by_code = postal_code.and_then(|code| {
            areas.by_length.iter().find_map(|(length, ranges)| {
                let prefix = code.prefix(*length)?;
                let after = ranges.partition_point(|range| range.first <= prefix);
                ranges[..after].last().filter(|range| prefix <= range.last).map(|range| range.area)
            })
        });
        by_code.or(areas.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PostalCode {
        PostalCode::new(text).unwrap()
    }

    fn index() -> AreaIndex {
        let mut index = AreaIndex::default();
        let (gb, de) = (Country::new("GB").unwrap(), Country::new("DE").unwrap());
        index.insert_country(de, 0).unwrap();
        index.insert_range(de, code("10"), code("14"), 1);
        index.insert_range(de, code("80331"), code("80339"), 2);
        index.insert_range(gb, code("SW1"), code("SW1"), 3);
        assert!(index.seal().is_empty());
        index
    }

    #[test]
    fn the_longest_range_decides_and_the_country_is_the_last_resort() {
        let index = index();
        let find = |country: &str, text: Option<&str>| index.find(Country::new(country).unwrap(), text.map(code));
        assert_eq!(find("DE", Some("14999")), Some(1));
        assert_eq!(find("DE", Some("15000")), Some(0));
        assert_eq!(find("DE", Some("80335")), Some(2));
        assert_eq!(find("DE", None), Some(0));
        assert_eq!(find("GB", Some("sw1a 1aa")), Some(3), "people write capitals and spaces as they please");
        assert_eq!(find("GB", Some("E1 6AN")), None);
        assert_eq!(find("FR", Some("75001")), None);
    }

    #[test]
    fn a_leading_zero_is_a_character_like_any_other() {
        let mut index = AreaIndex::default();
        let de = Country::new("DE").unwrap();
        index.insert_range(de, code("01"), code("09"), 0);
        index.seal();
        assert_eq!(index.find(de, Some(code("01067"))), Some(0));
        assert_eq!(index.find(de, Some(code("1067"))), None);
    }

    #[test]
    fn two_areas_that_claim_one_code_are_named() {
        let mut index = AreaIndex::default();
        let fr = Country::new("FR").unwrap();
        index.insert_range(fr, code("01"), code("30"), 7);
        index.insert_range(fr, code("05"), code("06"), 7);
        index.insert_range(fr, code("30"), code("40"), 8);
        assert_eq!(index.seal(), [(fr, 7, 8)]);
        assert_eq!(index.find(fr, Some(code("20000"))), Some(7), "behind the range that it encloses");
        assert!(index.insert_country(fr, 7).is_ok());
        assert_eq!(index.insert_country(fr, 8), Err(Claim { held_by: 7 }));
    }

    #[test]
    fn what_is_no_postal_code_is_refused() {
        for bad in ["", " - ", "7500é", "12345678901234567", "1/2"] {
            assert_eq!(PostalCode::new(bad), None, "{bad}");
        }
    }
}
