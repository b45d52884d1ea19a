//! Short ASCII text held in place.

use core::fmt;

/// At most `N` ASCII characters, held without allocation: the canonical form of an identifier, or a part of one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const N: usize> {
    // Zero-padded, and before the length, so that the derived order is the order of the text.
    bytes: [u8; N],
    len: u8,
}

impl<const N: usize> Text<N> {
    pub(crate) const EMPTY: Self = Self { bytes: [0; N], len: 0 };

    /// The first `N` ASCII characters of `bytes`; callers check the length where losing a character would matter.
    #[inline]
    pub(crate) fn cut(bytes: &[u8]) -> Self {
        if bytes.len() <= N && bytes.is_ascii() {
            return Self::held(bytes);
        }
        let mut text = Self::EMPTY;
        bytes.iter().filter(|byte| byte.is_ascii()).for_each(|&byte| {
            text.push(byte);
        });
        text
    }

    /// ASCII characters, at most `N`.
    #[inline]
    fn held(bytes: &[u8]) -> Self {
        let mut text = Self::EMPTY;
        text.bytes[..bytes.len()].copy_from_slice(bytes);
        text.len = bytes.len() as u8;
        text
    }

    /// Adds a character; false when the text is full or the byte is no ASCII character.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) -> bool {
        match self.bytes.get_mut(usize::from(self.len)) {
            Some(place) if byte.is_ascii() => {
                *place = byte;
                self.len += 1;
                true
            }
            _ => false,
        }
    }

    /// The characters as bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII by construction.
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// The longest text that stands for an identifier of a fixed form: a carrier's number of 41 characters.
pub(crate) const LONGEST: usize = 44;

/// The characters of an identifier that count: letters raised, white space and hyphens gone. `None` when there are more
/// than [`LONGEST`] or one is not ASCII.
#[inline]
pub(crate) fn bare(text: &str) -> Option<Text<LONGEST>> {
    // Most texts are bare already. All bytes are looked at without a branch, which the compiler does many at a time.
    let is_bare = |all: bool, byte: u8| all & (byte.is_ascii_digit() | byte.is_ascii_uppercase());
    if text.len() <= LONGEST && text.bytes().fold(true, is_bare) {
        return Some(Text::held(text.as_bytes()));
    }
    let mut bare = Text::EMPTY;
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() || byte == b'-' {
            continue;
        }
        if !bare.push(byte.to_ascii_uppercase()) {
            return None;
        }
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_sort_like_strings() {
        let mut texts = ["B", "AB", "A", "ABC"].map(|text| Text::<4>::cut(text.as_bytes()));
        texts.sort_unstable();
        assert_eq!(texts.map(|text| text.to_string()), ["A", "AB", "ABC", "B"]);
    }

    #[test]
    fn an_overlong_or_foreign_text_is_no_identifier() {
        assert_eq!(bare(" ab-1 ").unwrap().as_str(), "AB1");
        assert!(bare(&"1".repeat(LONGEST + 1)).is_none());
        assert!(bare("１２３").is_none());
    }
}
