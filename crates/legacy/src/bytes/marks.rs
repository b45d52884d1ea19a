//! Where the bytes that matter stand: one pass over a block, 64 bytes at a time, two bits for each byte.
//!
//! The first bitmap marks delimiters, quotes, escapes and line ends, so that splitting walks from mark to mark. The second
//! marks bytes that plain text does not hold (controls, DEL, all above ASCII), so that a field is known to be plain from
//! a word or two. The compiler turns both loops into vector compares; no `unsafe` is needed.

/// The bytes that splitting stops at. Unused places repeat another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needles(pub(crate) [u8; 5]);

/// The two bitmaps of a block.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    structure: Vec<u64>,
    unusual: Vec<u64>,
}

const WORD: usize = 64;

impl Marks {
    /// Marks `bytes`.
    pub(crate) fn mark(&mut self, bytes: &[u8], needles: Needles) {
        self.structure.clear();
        self.unusual.clear();
        let words = bytes.len().div_ceil(WORD);
        self.structure.reserve(words);
        self.unusual.reserve(words);
        let Needles([first @ .., last]) = needles;
        let any = |byte: u8, of: [u8; 4]| of.iter().fold(0, |found, &needle| found | u8::from(byte == needle));
        if first.contains(&last) {
            self.fill(bytes, |byte| any(byte, first));
        } else {
            self.fill(bytes, |byte| any(byte, first) | u8::from(byte == last));
        }
    }

    #[inline]
    fn fill(&mut self, bytes: &[u8], is_needle: impl Fn(u8) -> u8 + Copy) {
        let (chunks, rest) = bytes.as_chunks::<WORD>();
        let mut last = [b' '; WORD];
        last[..rest.len()].copy_from_slice(rest);
        let tail = if rest.is_empty() { &[][..] } else { core::slice::from_ref(&last) };
        for chunk in chunks.iter().chain(tail) {
            self.structure.push(bits(chunk, is_needle));
            self.unusual.push(bits(chunk, |byte| u8::from(byte.wrapping_sub(0x20) > 0x5e)));
        }
        if let Some(word) = self.structure.last_mut()
            && !rest.is_empty()
        {
            // A needle may be a blank; the padding is no data.
            *word &= (1 << rest.len()) - 1;
        }
    }

    /// Whether all bytes from `start` to before `end` are printable ASCII.
    #[inline]
    pub(crate) fn plain(&self, start: usize, end: usize) -> bool {
        if start >= end {
            return true;
        }
        let (first, last) = (start / WORD, (end - 1) / WORD);
        let from = u64::MAX << (start % WORD);
        let to = u64::MAX >> (WORD - 1 - (end - 1) % WORD);
        let word = |index: usize| self.unusual.get(index).copied().unwrap_or(u64::MAX);
        if first == last {
            return word(first) & from & to == 0;
        }
        word(first) & from == 0 && word(last) & to == 0 && (first + 1..last).all(|index| word(index) == 0)
    }

    /// A walk over the marks from `position` on.
    #[inline]
    pub(crate) fn walk(&self, position: usize) -> Walk<'_> {
        let index = position / WORD;
        let word = self.structure.get(index).map_or(0, |word| word & (u64::MAX << (position % WORD)));
        Walk { words: &self.structure, index, word }
    }
}

/// Packs 64 zeros and ones into the bits of a word.
#[inline]
fn bits(chunk: &[u8; WORD], is_set: impl Fn(u8) -> u8) -> u64 {
    // Eight bytes of 0 or 1, multiplied by this, gather in the top byte in order.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let mut set = [0_u8; WORD];
    for (slot, &byte) in set.iter_mut().zip(chunk) {
        *slot = is_set(byte);
    }
    let (lanes, _) = set.as_chunks::<8>();
    let mut word = 0;
    for (index, lane) in lanes.iter().enumerate() {
        word |= (u64::from_le_bytes(*lane).wrapping_mul(GATHER) >> 56) << (index * 8);
    }
    word
}

/// Positions of marks, ascending.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walk<'a> {
    words: &'a [u64],
    index: usize,
    word: u64,
}

impl Walk<'_> {
    /// The next mark; `usize::MAX` past the last.
    #[inline]
    pub(crate) fn next(&mut self) -> usize {
        while self.word == 0 {
            self.index += 1;
            let Some(&word) = self.words.get(self.index) else {
                self.index -= 1;
                return usize::MAX;
            };
            self.word = word;
        }
        let position = self.index * WORD + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        position
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn marks_are_where_a_plain_loop_finds_them(
            bytes in prop::collection::vec(prop_oneof![Just(b';'), Just(b'"'), Just(b'\n'), Just(b' '), any::<u8>()], 0..300),
            five in any::<bool>(), start in 0_usize..300,
        ) {
            let needles = if five { [b';', b'"', b'\n', b'\r', b'\\'] } else { [b' ', b'"', b'\n', b'\r', b'\n'] };
            let mut marks = Marks::default();
            marks.mark(&bytes, Needles(needles));
            let mut walk = marks.walk(start);
            let walked: Vec<_> = core::iter::from_fn(|| Some(walk.next()).filter(|&at| at != usize::MAX)).collect();
            let expected: Vec<_> = (start..bytes.len().max(start)).filter(|&at| needles.contains(&bytes[at])).collect();
            prop_assert_eq!(walked, expected);
            for end in start..=bytes.len() {
                prop_assert_eq!(marks.plain(start, end), bytes[start..end].iter().all(|b| (0x20..0x7f).contains(b)));
            }
        }
    }
}
