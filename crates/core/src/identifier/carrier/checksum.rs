//! How carriers compute their check characters.

use crate::identifier::check::{character, gs1, luhn, mod7, mod37_36, value, weighted};

/// A carrier's rule for the check character of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checksum {
    /// The number carries none.
    None,
    /// Weights 3 and 1 from the right, mod 10: GS1's.
    Gs1,
    /// GS1's, as if 91 stood before the number.
    Gs1Behind91,
    /// Weights 1 and 2 in turn from the left, mod 10; a letter counts as its ASCII code less 3.
    OneTwo,
    /// The same as if this digit stood before the number.
    OneTwoBehind(u32),
    /// The number modulo 7.
    Mod7,
    /// Luhn.
    Luhn,
    /// Weights 3 1 7 in turn so that the last is 1 (`FedEx`), mod 11, 10 written as 0.
    Fedex,
    /// ISO 7064 mod 37,36.
    Mod37And36,
}

impl Checksum {
    /// The check character of what it covers; `None` when the number carries none.
    pub(super) fn of(self, covered: &[u8]) -> Option<u8> {
        Some(match self {
            Self::None => return None,
            Self::Gs1 => gs1(covered),
            // The digits before it add 9 x 3 + 1 x 1 to the sum of a number of 19 digits.
            Self::Gs1Behind91 => character((value(gs1(covered)) + 2) % 10),
            Self::OneTwo => one_two(0, [1, 2], covered),
            Self::OneTwoBehind(digit) => one_two(digit, [2, 1], covered),
            Self::Mod7 => mod7(covered),
            Self::Luhn => luhn(covered),
            Self::Fedex => {
                const WEIGHTS: [u32; 15] = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
                character(weighted(covered, &WEIGHTS[WEIGHTS.len() - covered.len().min(WEIGHTS.len())..]) % 11 % 10)
            }
            Self::Mod37And36 => mod37_36(covered),
        })
    }
}

fn one_two(before: u32, weights: [u32; 2], covered: &[u8]) -> u8 {
    let digit = |byte: u8| if byte.is_ascii_digit() { value(byte) } else { (u32::from(byte) - 3) % 10 };
    let sum: u32 = covered.iter().zip(weights.iter().cycle()).map(|(&byte, weight)| digit(byte) * weight).sum();
    character((10 - (before + sum) % 10) % 10)
}
