//! Names of months, as `NLS_DATE_LANGUAGE` has Oracle write them and as people do.

/// The languages that are known, by their ISO 639-1 code.
pub const LANGUAGES: [&str; 14] = ["cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "sv"];

/// The names of a language, January first; several spellings of a month stand with `/` between, all in capitals.
/// They are common knowledge of the languages; what an Oracle release spells otherwise is added here.
#[must_use]
#[rustfmt::skip]
#[allow(clippy::too_many_lines, reason = "a table")]
pub fn names(language: &str) -> Option<[&'static str; 12]> {
    Some(match language {
        "cs" => [
            "LED/LEDEN", "ÚNO/ÚNOR", "BŘE/BŘEZEN", "DUB/DUBEN", "KVĚ/KVĚTEN", "ČEN/ČER/ČERVEN", "ČEC/ČERVENEC", "SRP/SRPEN",
            "ZÁŘ/ZÁŘÍ", "ŘÍJ/ŘÍJEN", "LIS/LISTOPAD", "PRO/PROSINEC",
        ],
        "da" => [
            "JAN/JANUAR", "FEB/FEBRUAR", "MAR/MARTS", "APR/APRIL", "MAJ", "JUN/JUNI", "JUL/JULI", "AUG/AUGUST",
            "SEP/SEPTEMBER", "OKT/OKTOBER", "NOV/NOVEMBER", "DEC/DECEMBER",
        ],
        "de" => [
            "JAN/JÄN/JANUAR/JÄNNER", "FEB/FEBRUAR", "MRZ/MÄR/MÄRZ", "APR/APRIL", "MAI", "JUN/JUNI", "JUL/JULI", "AUG/AUGUST",
            "SEP/SEPTEMBER", "OKT/OKTOBER", "NOV/NOVEMBER", "DEZ/DEZEMBER",
        ],
        "en" => [
            "JAN/JANUARY", "FEB/FEBRUARY", "MAR/MARCH", "APR/APRIL", "MAY", "JUN/JUNE", "JUL/JULY", "AUG/AUGUST",
            "SEP/SEPT/SEPTEMBER", "OCT/OCTOBER", "NOV/NOVEMBER", "DEC/DECEMBER",
        ],
        "es" => [
            "ENE/ENERO", "FEB/FEBRERO", "MAR/MARZO", "ABR/ABRIL", "MAY/MAYO", "JUN/JUNIO", "JUL/JULIO", "AGO/AGOSTO",
            "SEP/SEPT/SEPTIEMBRE", "OCT/OCTUBRE", "NOV/NOVIEMBRE", "DIC/DICIEMBRE",
        ],
        "fi" => [
            "TAMMI/TAMMIKUU", "HELMI/HELMIKUU", "MAALIS/MAALISKUU", "HUHTI/HUHTIKUU", "TOUKO/TOUKOKUU", "KESÄ/KESÄKUU",
            "HEINÄ/HEINÄKUU", "ELO/ELOKUU", "SYYS/SYYSKUU", "LOKA/LOKAKUU", "MARRAS/MARRASKUU", "JOULU/JOULUKUU",
        ],
        "fr" => [
            "JAN/JANV/JANVIER", "FÉV/FÉVR/FÉVRIER/FEV/FEVR", "MAR/MARS", "AVR/AVRIL", "MAI", "JUN/JUIN", "JUL/JUIL/JUILLET",
            "AOÛ/AOÛT/AOU/AOUT", "SEP/SEPT/SEPTEMBRE", "OCT/OCTOBRE", "NOV/NOVEMBRE", "DÉC/DÉCEMBRE/DEC",
        ],
        "hu" => [
            "JAN/JANUÁR", "FEB/FEBRUÁR", "MÁR/MÁRC/MÁRCIUS", "ÁPR/ÁPRILIS", "MÁJ/MÁJUS", "JÚN/JÚNIUS", "JÚL/JÚLIUS",
            "AUG/AUGUSZTUS", "SZE/SZEP/SZEPT/SZEPTEMBER", "OKT/OKTÓBER", "NOV/NOVEMBER", "DEC/DECEMBER",
        ],
        "it" => [
            "GEN/GENNAIO", "FEB/FEBBRAIO", "MAR/MARZO", "APR/APRILE", "MAG/MAGGIO", "GIU/GIUGNO", "LUG/LUGLIO", "AGO/AGOSTO",
            "SET/SETTEMBRE", "OTT/OTTOBRE", "NOV/NOVEMBRE", "DIC/DICEMBRE",
        ],
        "nl" => [
            "JAN/JANUARI", "FEB/FEBRUARI", "MRT/MAART", "APR/APRIL", "MEI", "JUN/JUNI", "JUL/JULI", "AUG/AUGUSTUS",
            "SEP/SEPTEMBER", "OKT/OKTOBER", "NOV/NOVEMBER", "DEC/DECEMBER",
        ],
        "no" => [
            "JAN/JANUAR", "FEB/FEBRUAR", "MAR/MARS", "APR/APRIL", "MAI", "JUN/JUNI", "JUL/JULI", "AUG/AUGUST",
            "SEP/SEPTEMBER", "OKT/OKTOBER", "NOV/NOVEMBER", "DES/DESEMBER",
        ],
        "pl" => [
            "STY/STYCZEŃ", "LUT/LUTY", "MAR/MARZEC", "KWI/KWIECIEŃ", "MAJ", "CZE/CZERWIEC", "LIP/LIPIEC", "SIE/SIERPIEŃ",
            "WRZ/WRZESIEŃ", "PAŹ/PAŹDZIERNIK", "LIS/LISTOPAD", "GRU/GRUDZIEŃ",
        ],
        "pt" => [
            "JAN/JANEIRO", "FEV/FEVEREIRO", "MAR/MARÇO", "ABR/ABRIL", "MAI/MAIO", "JUN/JUNHO", "JUL/JULHO", "AGO/AGOSTO",
            "SET/SETEMBRO", "OUT/OUTUBRO", "NOV/NOVEMBRO", "DEZ/DEZEMBRO",
        ],
        "sv" => [
            "JAN/JANUARI", "FEB/FEBRUARI", "MAR/MARS", "APR/APRIL", "MAJ", "JUN/JUNI", "JUL/JULI", "AUG/AUGUSTI",
            "SEP/SEPT/SEPTEMBER", "OKT/OKTOBER", "NOV/NOVEMBER", "DEC/DECEMBER",
        ],
        _ => return None,
    })
}

/// Names of months to numbers, for the languages of one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Months {
    /// Names of at most eight bytes, as numbers, ascending: those of a few letters are what a dump holds.
    short: Vec<(u64, u8)>,
    long: Vec<(String, u8)>,
}

impl Months {
    /// The names of `languages`, each an entry of [`LANGUAGES`]; what is none is passed over.
    #[must_use]
    pub fn of<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut months = Self::default();
        for names in languages.into_iter().filter_map(names) {
            for (number, spellings) in (1..).zip(names) {
                for name in spellings.split('/') {
                    match packed(name.as_bytes()) {
                        Some(name) => months.short.push((name, number)),
                        None => months.long.push((name.into(), number)),
                    }
                }
            }
        }
        months.short.sort_unstable();
        months.short.dedup();
        months
    }

    /// The names of every language.
    #[must_use]
    pub fn of_all() -> Self {
        Self::of(LANGUAGES)
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

    fn short_number(&self, name: &[u8]) -> Option<u32> {
        let name = packed(name)?;
        let index = self.short.binary_search_by_key(&name, |&(name, _)| name).ok()?;
        self.short.get(index).map(|&(_, number)| u32::from(number))
    }
}

/// A name of at most eight bytes as a number, small ASCII letters made capitals.
#[inline]
fn packed(name: &[u8]) -> Option<u64> {
    let mut bytes = [0_u8; 8];
    bytes.get_mut(..name.len())?.copy_from_slice(name);
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
        assert!(all.short.windows(2).all(|pair| pair[0].0 != pair[1].0));
        for language in LANGUAGES {
            for (number, spellings) in (1..).zip(names(language).unwrap()) {
                for name in spellings.split('/') {
                    assert_eq!(all.number(name.to_lowercase().as_bytes()), Some(number), "{language} {name}");
                }
            }
        }
    }
}
