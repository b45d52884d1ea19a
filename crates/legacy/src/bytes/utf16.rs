//! UTF-16 files as UTF-8, so that one splitter serves both; and back, so that the original bytes are not lost.
//!
//! An unpaired surrogate becomes its three bytes as if it were a character (WTF-8). No text is valid with them, so the
//! field is refused, and turning back gives the file's own bytes.

use std::io::{self, Read};

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endian {
    /// The low byte.
    Little,
    /// The high byte.
    Big,
}

/// Reads UTF-16, gives UTF-8. A last odd byte is given as 0xFF, which no UTF-8 holds.
pub(crate) struct Utf16Reader<R> {
    inner: R,
    endian: Endian,
    /// Bytes read and not yet decoded: less than a character.
    left: Vec<u8>,
    /// UTF-8 not yet given.
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16Reader<R> {
    pub(crate) fn new(inner: R, endian: Endian) -> Self {
        Self { inner, endian, left: Vec::new(), ready: Vec::new(), given: 0 }
    }

    /// Decodes the next piece; whether the file ended.
    fn refill(&mut self) -> io::Result<bool> {
        const CHUNK: u64 = 64 * 1024;
        self.ready.clear();
        self.given = 0;
        let read = self.inner.by_ref().take(CHUNK).read_to_end(&mut self.left)?;
        let last = read == 0;
        let mut at = 0;
        while let Some(unit) = self.unit(at) {
            let pair = if (0xd800..0xdc00).contains(&unit) {
                match self.unit(at + 2) {
                    Some(low) if (0xdc00..0xe000).contains(&low) => Some(low),
                    None if !last => break,
                    _ => None,
                }
            } else {
                None
            };
            if let Some(low) = pair {
                push_wtf8(0x1_0000 + ((u32::from(unit) - 0xd800) << 10) + (u32::from(low) - 0xdc00), &mut self.ready);
                at += 4;
            } else {
                push_wtf8(u32::from(unit), &mut self.ready);
                at += 2;
            }
        }
        self.left.drain(..at);
        if last && !self.left.is_empty() {
            self.left.clear();
            self.ready.push(0xff);
        }
        Ok(last)
    }

    fn unit(&self, at: usize) -> Option<u16> {
        let bytes = self.left.get(at..at + 2)?.try_into().ok()?;
        Some(match self.endian {
            Endian::Little => u16::from_le_bytes(bytes),
            Endian::Big => u16::from_be_bytes(bytes),
        })
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // Less than a character may have been read, which is not the end.
        while self.given == self.ready.len() && !self.refill()? {}
        let rest = &self.ready[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

fn push_wtf8(point: u32, out: &mut Vec<u8>) {
    let tail = |shift: u32| 0x80 | (point >> shift & 0x3f) as u8;
    match point {
        0..0x80 => out.push(point as u8),
        0x80..0x800 => out.extend_from_slice(&[0xc0 | (point >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => out.extend_from_slice(&[0xe0 | (point >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend_from_slice(&[0xf0 | (point >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// Bytes that `wtf8`, which [`Utf16Reader`] gave, takes in the file.
pub(crate) fn original_length(wtf8: &[u8]) -> u64 {
    wtf8.iter()
        .map(|&byte| match byte {
            0x80..0xc0 => 0,
            0xf0..0xff => 4,
            0xff => 1,
            _ => 2,
        })
        .sum()
}

/// The file's own bytes of `wtf8`, which [`Utf16Reader`] gave. The last odd byte is not known any more: it shows as NUL.
pub(crate) fn original_bytes(wtf8: &[u8], endian: Endian) -> Vec<u8> {
    let mut out = Vec::with_capacity(wtf8.len() * 2);
    let mut push = |unit: u32| {
        let unit = unit as u16;
        out.extend_from_slice(&match endian {
            Endian::Little => unit.to_le_bytes(),
            Endian::Big => unit.to_be_bytes(),
        });
    };
    let mut bytes = wtf8.iter().copied().peekable();
    let mut odd = false;
    while let Some(first) = bytes.next() {
        let (mut point, tails) = match first {
            0xff => {
                odd = true;
                continue;
            }
            0xf0.. => (u32::from(first & 7), 3),
            0xe0.. => (u32::from(first & 15), 2),
            0xc0.. => (u32::from(first & 31), 1),
            _ => (u32::from(first), 0),
        };
        for _ in 0..tails {
            let Some(tail) = bytes.next_if(|byte| (0x80..0xc0).contains(byte)) else { break };
            point = point << 6 | u32::from(tail & 0x3f);
        }
        match point.checked_sub(0x1_0000) {
            None => push(point),
            Some(rest) => {
                push(0xd800 + (rest >> 10));
                push(0xdc00 + (rest & 0x3ff));
            }
        }
    }
    if odd {
        out.push(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(bytes: &[u8], endian: Endian) -> Vec<u8> {
        let mut out = Vec::new();
        Utf16Reader::new(bytes, endian).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn text_outside_the_basic_plane_is_read() {
        let bytes: Vec<u8> = "Łódź 📦".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes, Endian::Big), "Łódź 📦".as_bytes());
    }

    proptest! {
        #[test]
        fn any_bytes_are_given_back_as_they_were(mut bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for endian in [Endian::Little, Endian::Big] {
                let decoded = decode(&bytes, endian);
                prop_assert_eq!(original_length(&decoded), bytes.len() as u64);
                if bytes.len() % 2 == 1 {
                    bytes.pop();
                    bytes.push(0);
                }
                prop_assert_eq!(original_bytes(&decoded, endian), bytes.clone());
            }
        }
    }
}
