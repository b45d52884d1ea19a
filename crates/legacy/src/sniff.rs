//! Encoding and dialect of a dump, from its beginning.

use std::collections::BTreeMap;

use chardetng::EncodingDetector;

use crate::{
    bytes::{charset::mend_double_encoding, marks::Marks, utf16::Endian},
    dialect::{Dialect, Escape, LineEnd},
    split::{Break, Field, Quoting, Shape, Splitter, Step, View},
};

/// How the bytes of a file are characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// The name that a mapping gives it.
    pub name: String,
    /// Bytes of the byte order mark, which is no data.
    pub mark: usize,
    /// Which byte of a UTF-16 unit comes first.
    pub utf16: Option<Endian>,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
    /// What tells it.
    pub because: &'static str,
}

impl Encoding {
    /// The encoding of a declared name: a byte order mark is skipped, and not believed.
    #[must_use]
    pub fn declared(name: &str, sample: &[u8]) -> Self {
        let name = name.trim().to_ascii_lowercase();
        let (utf16, bom): (_, &[u8]) = match name.as_str() {
            "utf-16le" => (Some(Endian::Little), &[0xff, 0xfe]),
            "utf-16be" => (Some(Endian::Big), &[0xfe, 0xff]),
            _ => (None, &[0xef, 0xbb, 0xbf]),
        };
        let mark = if sample.starts_with(bom) { bom.len() } else { 0 };
        Self { name, mark, utf16, confidence: 1.0, because: "the mapping says so" }
    }

    /// The encoding that `sample`, the beginning of a file, is most likely in.
    #[must_use]
    pub fn sniff(sample: &[u8]) -> Self {
        let found = |name: &str, mark, utf16, confidence, because| Self { name: name.into(), mark, utf16, confidence, because };
        match sample {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                return found("utf-32", 4, None, 1.0, "a byte order mark stands before it");
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => {
                let sound = utf8_share(rest) > 0.99;
                let name = if sound { "utf-8" } else { "utf-8 or windows-1252" };
                return found(name, 3, None, if sound { 1.0 } else { 0.7 }, "a byte order mark stands before it");
            }
            [0xff, 0xfe, ..] => return found("utf-16le", 2, Some(Endian::Little), 1.0, "a byte order mark stands before it"),
            [0xfe, 0xff, ..] => return found("utf-16be", 2, Some(Endian::Big), 1.0, "a byte order mark stands before it"),
            _ => {}
        }
        let (pairs, _) = sample.as_chunks::<2>();
        if pairs.len() >= 4 {
            let nul = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count() * 10 > pairs.len() * 4;
            let (units, _) = sample.as_chunks::<4>();
            let is_wide = |unit: &&[u8; 4]| matches!(unit, [1..=255, 0, 0, 0] | [0, 0, 0, 1..=255]);
            if units.iter().filter(is_wide).count() * 2 > units.len() {
                return found("utf-32", 0, None, 0.9, "three of four bytes are NUL");
            }
            match (nul(0), nul(1)) {
                (false, true) => return found("utf-16le", 0, Some(Endian::Little), 0.9, "every other byte is NUL"),
                (true, false) => return found("utf-16be", 0, Some(Endian::Big), 0.9, "every other byte is NUL"),
                _ => {}
            }
        }
        if sample.is_ascii() {
            // JIS switches between ASCII and two bytes a character with sequences of ESC.
            let jis = [b"\x1b$B", b"\x1b$@", b"\x1b(J"].iter().any(|escape| memchr::memmem::find(sample, *escape).is_some());
            if jis {
                return found("iso-2022-jp", 0, None, 0.95, "it switches character sets with escape sequences");
            }
            return found("utf-8", 0, None, 0.9, "all of it is ASCII");
        }
        if is_ebcdic(sample) {
            return found("ebcdic", 0, None, 0.9, "its bytes are letters, digits and blanks of EBCDIC");
        }
        let share = utf8_share(sample);
        if share > 0.99 {
            return found("utf-8", 0, None, 0.99, "its lines are UTF-8");
        }
        if share > 0.05 && lines(sample).filter(|line| !line.is_ascii()).count() >= 4 {
            return found("utf-8 or windows-1252", 0, None, 0.8, "some of its lines are UTF-8 and some are not");
        }
        single_byte(sample)
    }
}

/// The single-byte code page.
fn single_byte(sample: &[u8]) -> Encoding {
    let found = |name: &str, confidence, because| Encoding { name: name.into(), mark: 0, utf16: None, confidence, because };
    let c1 = sample.iter().filter(|byte| (0x80..0xa0).contains(*byte)).count();
    let undefined = sample.iter().filter(|byte| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)).count();
    let high = sample.iter().filter(|byte| **byte >= 0x80).count();
    // 0x81 is ü in code page 850 and nothing in Windows-1252; a stray one is damage, many are a code page.
    if undefined * 10 > high && c1 * 2 > high {
        return found("ibm850", 0.7, "its bytes are letters in code page 850 and undefined in Windows-1252");
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    for line in lines(sample).filter(|line| !line.is_ascii()).take(2_000) {
        detector.feed(line, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let name = guess.name().to_ascii_lowercase();
    if !guess.is_single_byte() && stand_together(sample) {
        let because = "its bytes above ASCII stand together, as those of characters of several bytes do";
        return Encoding { name, mark: 0, utf16: None, confidence: 0.8, because };
    }
    if name != "windows-1252" && guess.is_single_byte() {
        return Encoding {
            name,
            mark: 0,
            utf16: None,
            confidence: 0.6,
            because: "its letters are those of that code page's languages",
        };
    }
    if c1 > undefined {
        found("windows-1252", 0.95, "it has bytes that ISO-8859-1 has no characters for")
    } else {
        found("windows-1252", 0.75, "nothing tells it from ISO-8859-1, of which it is an extension")
    }
}

/// Whether the bytes above ASCII mostly stand beside each other. In the languages of code pages that hold one umlaut among
/// many letters they rarely do, so that a wrong guess between those and eastern Asia shows.
fn stand_together(sample: &[u8]) -> bool {
    let runs = sample.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).filter(|run| !run.is_ascii());
    let (together, all) =
        runs.fold((0, 0), |(together, all), run| (together + if run.len() > 1 { run.len() } else { 0 }, all + run.len()));
    together * 2 > all
}

/// Letters, digits and blanks of EBCDIC, whose national variants have these in common, and no blanks and line ends of ASCII.
fn is_ebcdic(sample: &[u8]) -> bool {
    let count = |wanted: fn(&u8) -> bool| sample.iter().filter(|byte| wanted(byte)).count();
    let own = count(
        |byte| matches!(byte, 0x40 | 0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9 | 0xc1..=0xc9 | 0xd1..=0xd9 | 0xe2..=0xe9 | 0xf0..=0xf9),
    );
    let ascii = count(|byte| matches!(byte, b' ' | b'\n'));
    sample.len() >= 16 && own * 10 > sample.len() * 6 && ascii * 50 < sample.len()
}

fn lines(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    sample.split(|byte| matches!(byte, b'\n' | b'\r'))
}

/// How many of the lines that are not ASCII are UTF-8. The last line may be cut off in a character.
fn utf8_share(sample: &[u8]) -> f64 {
    let (mut sound, mut all) = (0_u32, 0_u32);
    let mut rest = lines(sample).peekable();
    while let Some(line) = rest.next() {
        if line.is_ascii() {
            continue;
        }
        let cut_off = |error: core::str::Utf8Error| rest.peek().is_none() && error.error_len().is_none();
        all += 1;
        sound += u32::from(str::from_utf8(line).map_or_else(cut_off, |_| true));
    }
    if all == 0 { 1.0 } else { f64::from(sound) / f64::from(all) }
}

/// How many of the lines that are not ASCII hold text that was encoded twice.
#[must_use]
pub fn double_encoded_share(sample: &str) -> f64 {
    let high = || sample.lines().filter(|line| !line.is_ascii());
    let doubled =
        high().filter(|line| line.split([',', ';', '\t', '|', ' ', '"']).any(|word| mend_double_encoding(word).is_some()));
    let all = high().count();
    if all == 0 { 0.0 } else { doubled.count() as f64 / all as f64 }
}

/// The dialect that `sample`, the beginning of a file without its byte order mark, is most likely in, and how sure that
/// is. `hint` holds what is known already.
#[must_use]
pub fn dialect(sample: &[u8], hint: &Hint) -> (Dialect, f64) {
    let line_end = hint.line_end.unwrap_or_else(|| line_end(sample));
    let delimiters: Vec<Vec<u8>> = match &hint.delimiter {
        Some(delimiter) => vec![delimiter.clone()],
        None => [",", ";", "\t", "|"].iter().map(|delimiter| delimiter.as_bytes().to_vec()).collect(),
    };
    let quotes = hint.quote.map_or_else(|| vec![Some(b'"'), Some(b'\'')], |quote| vec![quote]);
    let escapes = match hint.escape {
        Some(escape) => vec![escape],
        None if memchr::memchr(b'\\', sample).is_some() => vec![Escape::Doubled, Escape::Byte(b'\\')],
        None => vec![Escape::Doubled],
    };
    let mut best: Option<(f64, Dialect)> = None;
    for delimiter in &delimiters {
        for &quote in &quotes {
            for &escape in &escapes {
                for blanks in [false, true] {
                    let dialect = Dialect { quote, escape, line_end, blanks, delimiter: delimiter.clone(), ..hint.base.clone() };
                    let score = fitness(sample, &dialect);
                    if best.as_ref().is_none_or(|(most, _)| score > *most + 1e-9) {
                        best = Some((score, dialect));
                    }
                }
            }
        }
    }
    let (score, dialect) = best.unwrap_or((0.0, hint.base.clone()));
    (dialect, score.clamp(0.0, 1.0))
}

/// What of a dialect is known already.
#[derive(Debug, Clone)]
pub struct Hint {
    /// The delimiter.
    pub delimiter: Option<Vec<u8>>,
    /// The quote, or that there is none.
    pub quote: Option<Option<u8>>,
    /// The escape.
    pub escape: Option<Escape>,
    /// The line end.
    pub line_end: Option<LineEnd>,
    /// Comment and trailer.
    pub base: Dialect,
}

impl Default for Hint {
    fn default() -> Self {
        Self { delimiter: None, quote: None, escape: None, line_end: None, base: Dialect::delimited_by(",") }
    }
}

/// What ends the rows: lone CRs count where there are no LFs, or nearly as many.
#[must_use]
pub fn line_end(sample: &[u8]) -> LineEnd {
    let lf = memchr::memchr_iter(b'\n', sample).count();
    // The last byte may be half of a CRLF.
    let lone = memchr::memchr_iter(b'\r', sample).filter(|at| sample.get(at + 1).is_some_and(|&next| next != b'\n')).count();
    if lone > 0 && lone * 10 >= lf { LineEnd::Any } else { LineEnd::Lf }
}

/// How well a dialect explains a sample, 0 to 1: rows of one width, more than one column, no quote amiss.
fn fitness(sample: &[u8], dialect: &Dialect) -> f64 {
    let mut widths = BTreeMap::<usize, u32>::new();
    let (mut rows, mut amiss, mut quoted) = (0_u32, 0_u32, 0_u32);
    each_row(sample, dialect, 500, |fields, shape| {
        let is_stray = |field: &Field| {
            let raw = field.raw(sample);
            field.quoting == Quoting::Bare && raw.len() > 1 && matches!(raw.trim_ascii().first(), Some(b'"' | b'\''))
        };
        match shape {
            Shape::Whole if !fields.iter().any(is_stray) => *widths.entry(fields.len()).or_default() += 1,
            Shape::Whole | Shape::Broken(Break::QuoteOpen(_) | Break::AfterQuote(_)) => amiss += 1,
            _ => return,
        }
        rows += 1;
        quoted += fields.iter().filter(|field| field.quoting != Quoting::Bare).count() as u32;
    });
    let Some((&width, &most)) = widths.iter().max_by_key(|(width, count)| (**count, **width)) else { return 0.0 };
    let even = f64::from(most) / f64::from((rows - amiss).max(1));
    // Ten columns of one width are better evidence than two.
    let columns = if width == 1 { 0.3 } else { 0.8 + 0.2 * (1.0 - 1.0 / width as f64) };
    let amiss = f64::from(amiss) / f64::from(rows.max(1));
    let used = if quoted > 0 { 0.01 } else { 0.0 };
    // What is not needed to explain the sample is not assumed.
    let plain = if dialect.escape == Escape::Doubled { 0.002 } else { 0.0 }
        + if dialect.quote == Some(b'"') { 0.002 } else { 0.0 }
        + if dialect.blanks { 0.0 } else { 0.001 };
    (even * columns * (1.0 - amiss) + used + plain) / 1.015
}

/// The first rows of a sample, a row that the sample cuts off left out.
pub(crate) fn each_row(sample: &[u8], dialect: &Dialect, most: usize, mut row: impl FnMut(&[Field], Shape)) {
    let mut splitter = Splitter::new(dialect.clone(), 1 << 16);
    let mut marks = Marks::default();
    marks.mark(sample, splitter.needles());
    let view = View { bytes: sample, marks: &marks, offset: 0, last: true };
    let (mut at, mut fields) = (0, Vec::new());
    for _ in 0..most {
        if at >= sample.len() {
            break;
        }
        fields.clear();
        let Step::Row { end, shape, .. } = splitter.row(view, at, &mut fields, &mut |_, _| true) else { break };
        row(&fields, shape);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(bytes: &[u8]) -> String {
        Encoding::sniff(bytes).name
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(sniffed(b"a,b\n1,2\n"), "utf-8");
        assert_eq!(sniffed("\u{feff}Müller\n".as_bytes()), "utf-8");
        assert_eq!(sniffed("Müller\nŁódź\n".as_bytes()), "utf-8");
        assert_eq!(sniffed(b"M\xfcller\nBj\xf6rn\n"), "windows-1252");
        assert_eq!(sniffed(b"5 \x80\nM\xfcller \x96 K\xf6ln\n"), "windows-1252");
        assert_eq!(sniffed(b"M\x81ller\nK\x94ln\nD\x81sseldorf\n"), "ibm850");
        assert_eq!(sniffed(b"a\0;\0b\0\n\x001\0;\x002\0\n\0"), "utf-16le");
        assert_eq!(sniffed(b"\0a\0;\0b\0\n\x001\0;\x002\0\n"), "utf-16be");
        let polish = "Wrocław; Łódź; Gdańsk; Świętokrzyskie; Żółć\nKraków; Częstochowa; Toruń\n".repeat(5);
        let bytes = crate::bytes::Charset::of_name("iso-8859-2").unwrap().encode(&polish).unwrap();
        assert_eq!(sniffed(&bytes), "iso-8859-2");
    }

    #[test]
    fn encodings_that_cannot_be_read_are_named_and_not_taken_for_others() {
        let japanese = "番号,名前,市\n1,東京運送株式会社,大阪\n2,ヤマト運輸,名古屋\n".repeat(3);
        let chinese = "编号,名称,城市\n1,顺丰速运有限公司,深圳\n2,中国邮政,北京\n".repeat(3);
        let korean = "번호,이름,도시\n1,대한통운,서울\n2,한진택배,부산\n".repeat(3);
        for (text, encoding) in [
            (&japanese, encoding_rs::SHIFT_JIS),
            (&japanese, encoding_rs::EUC_JP),
            (&japanese, encoding_rs::ISO_2022_JP),
            (&chinese, encoding_rs::GBK),
            (&korean, encoding_rs::EUC_KR),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(sniffed(&bytes), encoding.name().to_lowercase());
            assert!(crate::bytes::Charset::of_name(&sniffed(&bytes)).is_none());
        }
        let (traditional, _, _) = encoding_rs::BIG5.encode("編號,名稱\n1,臺灣郵政公司\n2,長榮海運股份有限公司\n");
        assert_eq!(sniffed(&traditional), "big5");
        // SHIPMENT;CITY, a line end, 1;BONN in code page 37.
        let ebcdic = b"\xe2\xc8\xc9\xd7\xd4\xc5\xd5\xe3\x5e\xc3\xc9\xe3\xe8\x15\xf1\x5e\xc2\xd6\xd5\xd5\x40\x40\x15";
        assert_eq!(sniffed(ebcdic), "ebcdic");
        let wide: Vec<u8> = "a;b\n1;2\n".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(sniffed(&wide), "utf-32");
    }

    #[test]
    fn letters_of_one_code_page_are_not_taken_for_another_continent() {
        let western = b"1;M\xfcller & S\xf6hne;Gro\xdfe Stra\xdfe\n2;Caf\xe9 No\xebl;Orl\xe9ans\n3;\xc5rhus;\xd8stergade\n";
        assert_eq!(sniffed(western), "windows-1252");
        let russian = "Номер;Город\n1;Москва\n2;Санкт-Петербург\n3;Нижний Новгород\n";
        let bytes = crate::bytes::Charset::of_name("windows-1251").unwrap().encode(russian).unwrap();
        assert_eq!(sniffed(&bytes), "windows-1251");
    }

    #[test]
    fn a_file_of_two_encodings_is_told_by_its_lines() {
        let mixed = [&b"M\xfcller\n"[..], "Köln\n".as_bytes()].concat().repeat(10);
        assert_eq!(sniffed(&mixed), "utf-8 or windows-1252");
    }

    #[test]
    fn text_that_was_encoded_twice_is_recognised() {
        assert!(double_encoded_share("1,MÃ¼ller\n2,CÃ´te\n") > 0.9);
        assert!(double_encoded_share("1,Müller\n2,Côte\n") < 0.1);
    }

    #[test]
    fn dialects_are_told_apart() {
        let found = |text: &str| {
            let (dialect, _) = dialect(text.as_bytes(), &Hint::default());
            (
                String::from_utf8(dialect.delimiter.clone()).unwrap(),
                dialect.quote.map(char::from),
                dialect.line_end,
                dialect.blanks,
            )
        };
        assert_eq!(found("a;b;c\n1,5;2;\"x;y\"\n2,5;3;z\n"), (";".into(), Some('"'), LineEnd::Lf, false));
        assert_eq!(found("a\tb\r1\t2\r3\t4\r"), ("\t".into(), Some('"'), LineEnd::Any, false));
        assert_eq!(found("10001, 'Bottle, red', ''\n10002, 'Formula', ''\n"), (",".into(), Some('\''), LineEnd::Lf, true));
        assert_eq!(found("a|b\r\n1|2\r\n"), ("|".into(), Some('"'), LineEnd::Lf, false));
    }
}
