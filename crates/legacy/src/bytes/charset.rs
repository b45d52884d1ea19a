//! Characters: UTF-8, single-byte code pages, and files in which both stand.
//!
//! The tables are those of the WHATWG Encoding Standard but for one thing: there, a byte that a Windows code page leaves
//! undefined becomes a control character without a word. Here it is a fault. ISO-8859-1 is itself, not Windows-1252.

use core::fmt;

use encoding_rs::Encoding;

/// How bytes are characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Charset {
    name: String,
    utf8: bool,
    page: Option<Box<Page>>,
}

/// A single-byte code page: the UTF-8 of each byte in the low three bytes of an entry, its length in the high byte;
/// 0 where the byte is no character.
#[derive(Clone, PartialEq, Eq)]
struct Page([u32; 256]);

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFlaw {
    /// A NUL byte.
    Nul,
    /// A control character other than tab and line end.
    Control(u8),
    /// A byte that the code page does not define.
    Undefined(u8),
    /// Not UTF-8.
    NotUtf8(u8),
}

impl TextFlaw {
    /// Stable code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nul => "text.nul",
            Self::Control(_) => "text.control",
            Self::Undefined(_) => "text.undefined_byte",
            Self::NotUtf8(_) => "text.not_utf8",
        }
    }
}

impl Charset {
    /// The charset of a name: `utf-8`, `iso-8859-1`, any single-byte label of the Encoding Standard (`windows-1252`,
    /// `iso-8859-2`, `iso-8859-15`, …), `ibm850`, or `utf-8 or windows-1252` for a file in which both stand: a value that
    /// is UTF-8 is read as such, any other in the code page.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let (utf8, page_name) = match name.strip_prefix("utf-8 or ") {
            Some(page) => (true, Some(page)),
            None if name == "utf-8" || name == "utf8" => (true, None),
            None => (false, Some(name.as_str())),
        };
        let page = match page_name {
            None => None,
            Some(page) => Some(Box::new(Page::of_name(page.trim())?)),
        };
        Some(Self { name: if page.is_none() { "utf-8".into() } else { name }, utf8, page })
    }

    /// UTF-8.
    #[must_use]
    pub fn utf8() -> Self {
        Self { name: "utf-8".into(), utf8: true, page: None }
    }

    /// The name, in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Appends `bytes` as UTF-8. On a flaw `out` holds an undefined tail; the caller cuts it off.
    ///
    /// # Errors
    /// The first [`TextFlaw`].
    pub(crate) fn append(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), TextFlaw> {
        if self.utf8 {
            match (str::from_utf8(bytes), &self.page) {
                (Ok(text), _) => {
                    if let Some(control) = text.chars().find(|&c| is_refused_control(c)) {
                        return Err(if control == '\0' { TextFlaw::Nul } else { TextFlaw::Control(control as u8) });
                    }
                    out.extend_from_slice(bytes);
                    return Ok(());
                }
                (Err(error), None) => {
                    // A NUL says more than the damage around it.
                    return Err(match memchr::memchr(0, bytes) {
                        Some(_) => TextFlaw::Nul,
                        None => TextFlaw::NotUtf8(bytes.get(error.valid_up_to()).copied().unwrap_or(0)),
                    });
                }
                (Err(_), Some(_)) => {}
            }
        }
        match &self.page {
            Some(page) => page.append(bytes, out),
            None => Ok(()),
        }
    }

    /// `bytes` as text for people: what is no character shows as U+FFFD.
    #[must_use]
    pub fn show(&self, bytes: &[u8]) -> String {
        if self.utf8
            && let Ok(text) = str::from_utf8(bytes)
        {
            return text.into();
        }
        match &self.page {
            None => String::from_utf8_lossy(bytes).into_owned(),
            Some(page) => bytes.iter().map(|&byte| page.char(byte).unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
        }
    }

    /// `text` as the dump would write it; nothing when it has a character that the charset lacks.
    #[must_use]
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        match &self.page {
            Some(page) if !self.utf8 => text.chars().map(|c| page.byte(c)).collect(),
            _ => Some(text.as_bytes().to_vec()),
        }
    }
}

impl fmt::Debug for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Charset").field(&self.name).finish()
    }
}

/// Control characters that are no part of any text: all of C0 but tab and line ends, DEL, all of C1 (NEL among them).
pub(crate) fn is_refused_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

impl Page {
    fn of_name(name: &str) -> Option<Self> {
        if name == "iso-8859-1" || name == "latin1" {
            return Some(Self::of(|byte| Some(char::from(byte))));
        }
        if name == "ibm850" || name == "cp850" {
            let high: Vec<char> = IBM850.chars().collect();
            return Some(Self::of(|byte| match byte.checked_sub(0x80) {
                None => Some(char::from(byte)),
                Some(index) => high.get(usize::from(index)).copied(),
            }));
        }
        let encoding = Encoding::for_label(name.as_bytes()).filter(|encoding| encoding.is_single_byte())?;
        Some(Self::of(|byte| {
            let byte = [byte];
            let (text, failed) = encoding.decode_without_bom_handling(&byte);
            text.chars().next().filter(|_| !failed)
        }))
    }

    fn of(char_of: impl Fn(u8) -> Option<char>) -> Self {
        let mut page = [0_u32; 256];
        for (byte, entry) in (0..=u8::MAX).zip(&mut page) {
            if let Some(c) = char_of(byte).filter(|&c| !is_refused_control(c)) {
                let mut utf8 = [0_u8; 4];
                let length = c.encode_utf8(&mut utf8).len() as u8;
                utf8[3] = length;
                *entry = u32::from_le_bytes(utf8);
            }
        }
        Self(page)
    }

    fn append(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), TextFlaw> {
        // As many bytes as become at most 84, in room for four at a time: copies of one size are several times faster.
        const PIECE: usize = 28;
        for piece in bytes.chunks(PIECE) {
            let (mut room, mut at, mut sound) = ([0_u8; PIECE * 3 + 4], 0_usize, true);
            for &byte in piece {
                let entry = self.0[usize::from(byte)].to_le_bytes();
                if let Some(slot) = room.get_mut(at..at + 4) {
                    slot.copy_from_slice(&entry);
                }
                at += usize::from(entry[3]);
                sound &= entry[3] != 0;
            }
            if !sound {
                return Err(self.flaw(bytes));
            }
            let end = out.len() + at;
            out.extend_from_slice(&room);
            out.truncate(end);
        }
        Ok(())
    }

    #[cold]
    fn flaw(&self, bytes: &[u8]) -> TextFlaw {
        match bytes.iter().find(|&&byte| self.0[usize::from(byte)] == 0) {
            Some(0) => TextFlaw::Nul,
            Some(&byte) if byte < 0x80 => TextFlaw::Control(byte),
            Some(&byte) => TextFlaw::Undefined(byte),
            None => TextFlaw::Undefined(0),
        }
    }

    fn char(&self, byte: u8) -> Option<char> {
        let entry = self.0[usize::from(byte)].to_le_bytes();
        str::from_utf8(&entry[..usize::from(entry[3])]).ok()?.chars().next()
    }

    fn byte(&self, wanted: char) -> Option<u8> {
        (0..=u8::MAX).find(|&byte| self.char(byte) == Some(wanted))
    }
}

/// The upper half of code page 850, as IBM and Microsoft document it: DOS in western Europe, Oracle's `WE8PC850`.
const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Text that was UTF-8, was read as Windows-1252 and written as UTF-8 again (`MÃ¼ller`), as it was before: `Müller`.
/// Nothing when `text` is no such text.
///
/// ```
/// use haulage_legacy::bytes::charset::mend_double_encoding;
///
/// assert_eq!(mend_double_encoding("MÃ¼ller").as_deref(), Some("Müller"));
/// assert_eq!(mend_double_encoding("Müller"), None);
/// assert_eq!(mend_double_encoding("Ã"), None);
/// ```
#[must_use]
pub fn mend_double_encoding(text: &str) -> Option<String> {
    // The lead bytes of UTF-8 sequences read as Windows-1252 are À to ô; without one there is nothing to mend.
    if !text.chars().any(|c| ('\u{c2}'..='\u{f4}').contains(&c)) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        bytes.push(windows_1252_byte(c)?);
    }
    String::from_utf8(bytes).ok().filter(|mended| mended.len() < text.len() && !mended.chars().any(is_refused_control))
}

/// The byte of a character in Windows-1252; the five undefined bytes as the C1 controls that other readers make of them.
fn windows_1252_byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    let mut utf8 = [0_u8; 4];
    let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut utf8));
    match (&*bytes, failed) {
        (&[byte], false) => Some(byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(charset: &str, bytes: &[u8]) -> Result<String, TextFlaw> {
        let mut out = Vec::new();
        Charset::of_name(charset).unwrap().append(bytes, &mut out).map(|()| String::from_utf8(out).unwrap())
    }

    #[test]
    fn bytes_that_the_code_page_leaves_undefined_are_a_fault() {
        for byte in [0x81, 0x8d, 0x8f, 0x90, 0x9d] {
            assert_eq!(decode("windows-1252", &[b'a', byte]), Err(TextFlaw::Undefined(byte)));
        }
        assert_eq!(decode("windows-1252", b"5 \x80").unwrap(), "5 €");
    }

    #[test]
    fn iso_8859_1_is_not_windows_1252() {
        assert_eq!(decode("iso-8859-1", b"5 \x80"), Err(TextFlaw::Undefined(0x80)));
        assert_eq!(decode("iso-8859-1", b"M\xfcller").unwrap(), "Müller");
        assert_eq!(decode("iso-8859-15", b"5 \xa4").unwrap(), "5 €");
        assert_eq!(decode("iso-8859-2", b"\xa3\xf3d\xbc").unwrap(), "Łódź");
        assert_eq!(decode("ibm850", b"M\x81ller, Stra\xe1e").unwrap(), "Müller, Straße");
    }

    #[test]
    fn one_file_may_hold_both_utf_8_and_a_code_page() {
        assert_eq!(decode("utf-8 or windows-1252", "Müller".as_bytes()).unwrap(), "Müller");
        assert_eq!(decode("utf-8 or windows-1252", b"M\xfcller").unwrap(), "Müller");
        assert_eq!(decode("utf-8", b"M\xfcller"), Err(TextFlaw::NotUtf8(0xfc)));
    }

    #[test]
    fn controls_and_nul_are_no_text_but_line_ends_within_quotes_are() {
        assert_eq!(decode("utf-8", "a\u{85}b".as_bytes()), Err(TextFlaw::Control(0x85)));
        assert_eq!(decode("windows-1252", b"a\0b"), Err(TextFlaw::Nul));
        assert_eq!(decode("windows-1252", b"a\x1ab"), Err(TextFlaw::Control(0x1a)));
        assert_eq!(decode("windows-1252", b"a\tb\r\nc").unwrap(), "a\tb\r\nc");
    }

    #[test]
    fn what_is_encoded_is_decoded_to_the_same() {
        for name in ["windows-1252", "windows-1250", "iso-8859-1", "iso-8859-2", "iso-8859-15", "ibm850"] {
            let charset = Charset::of_name(name).unwrap();
            let bytes = charset.encode("Köln, Übergröße").unwrap();
            assert_eq!(decode(name, &bytes).unwrap(), "Köln, Übergröße", "{name}");
            assert_eq!(charset.encode("日本"), None);
        }
        assert!(Charset::of_name("shift_jis").is_none());
    }
}
