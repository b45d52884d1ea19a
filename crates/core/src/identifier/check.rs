//! Check digits: one function a scheme, over bytes whose form is already known.
//!
//! | scheme | catches every single wrong digit |
//! |---|---|
//! | GS1 (mod 10, weights 3 and 1), Luhn, ISO 7064 mod 37,36 and mod 97,10, VIN | yes |
//! | ISO 6346 (mod 11, 10 written as 0) | unless the remainder goes from 0 to 10 or back |
//! | UPU S10 (mod 11, 0 written as 5) | unless the remainder goes from 0 to 6 or back |
//! | air waybill (serial mod 7) | unless a digit changes by 7 |
//! | IMO (mod 10, weights 7 to 2) | not for the even weights and the 5 |

/// The value of a digit, or of a letter counted from A = 10, as ISO 7064 and ISO 13616 count it.
#[inline]
pub(crate) const fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (byte - b'0') as u32,
        b'A'..=b'Z' => (byte - b'A') as u32 + 10,
        _ => 0,
    }
}

/// The character that [`value`] maps to `value`.
pub(crate) const fn character(value: u32) -> u8 {
    if value < 10 { b'0' + value as u8 } else { b'A' + (value as u8 - 10) }
}

/// GS1 General Specifications 7.9.1: weights 3 and 1 from the right.
#[inline]
pub(crate) fn gs1(payload: &[u8]) -> u8 {
    let sum = payload.rchunks(2).map(|pair| match *pair {
        [even, odd] => value(even) + 3 * value(odd),
        [odd] => 3 * value(odd),
        _ => 0,
    });
    character((10 - sum.sum::<u32>() % 10) % 10)
}

/// ISO 6346, annex A: letters count from 10 and leave out the multiples of 11; weights are powers of two.
pub(crate) fn iso6346(payload: &[u8]) -> u8 {
    let sum: u32 = payload.iter().zip(0..).map(|(&byte, place)| (iso6346_value(byte)) << place).sum();
    character(sum % 11 % 10)
}

const fn iso6346_value(byte: u8) -> u32 {
    let value = value(byte);
    match byte {
        b'A' => 10,
        // B is 12, L is 23, V is 34: 11, 22 and 33 are left out.
        b'B'..=b'K' => value + 1,
        b'L'..=b'U' => value + 2,
        b'V'..=b'Z' => value + 3,
        _ => value,
    }
}

/// UPU S10: eight digits, weights 8 6 4 2 3 5 9 7.
pub(crate) fn s10(serial: &[u8]) -> u8 {
    match 11 - weighted(serial, &[8, 6, 4, 2, 3, 5, 9, 7]) % 11 {
        10 => b'0',
        11 => b'5',
        check => character(check),
    }
}

/// IATA Resolution 600a, DHL: the number modulo 7.
pub(crate) fn mod7(digits: &[u8]) -> u8 {
    character(digits.iter().fold(0, |remainder, &digit| (remainder * 10 + value(digit)) % 7))
}

/// IMO ship number: six digits, weights 7 to 2, last digit of the sum.
pub(crate) fn imo(digits: &[u8]) -> u8 {
    character(weighted(digits, &[7, 6, 5, 4, 3, 2]) % 10)
}

/// Sum of the products of digits and weights.
pub(crate) fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&digit, weight)| value(digit) * weight).sum()
}

/// Luhn (ISO/IEC 7812-1 annex B).
pub(crate) fn luhn(payload: &[u8]) -> u8 {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = payload.iter().rev().enumerate().map(|(i, &b)| if i % 2 == 0 { doubled(value(b)) } else { value(b) }).sum();
    character((10 - sum % 10) % 10)
}

/// ISO 7064 mod 37,36, as DPD uses it.
pub(crate) fn mod37_36(payload: &[u8]) -> u8 {
    let product = payload.iter().fold(36, |product, &byte| {
        let sum = (product + value(byte)) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    character((37 - product) % 36)
}

/// ISO 7064 mod 97,10 of a text of digits and letters: the remainder.
pub(crate) fn mod97(text: impl Iterator<Item = u8>) -> u32 {
    text.fold(0, |remainder, byte| {
        let value = value(byte);
        (remainder * if value < 10 { 10 } else { 100 } + value) % 97
    })
}

/// 49 CFR 565.15, table III and IV: the ninth character of a vehicle identification number.
pub(crate) fn vin(number: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let transliterated = |byte: u8| match byte {
        b'A'..=b'I' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        b'S'..=b'Z' => u32::from(byte - b'S') + 2,
        _ => value(byte),
    };
    match number.iter().zip(WEIGHTS).map(|(&byte, weight)| transliterated(byte) * weight).sum::<u32>() % 11 {
        10 => b'X',
        check => character(check),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_carry_the_digit_that_is_computed() {
        // Sources: GS1 examples, BIC register, UPU and IMO publications, ISO 7064, 49 CFR 565.
        assert_eq!(gs1(b"04012345000000111"), b'2');
        assert_eq!(gs1(b"7351353"), b'7');
        assert_eq!(iso6346(b"CSQU305438"), b'3');
        assert_eq!(iso6346(b"GYOU404799"), b'0');
        assert_eq!([s10(b"00071758"), s10(b"96633102"), s10(b"76129403"), s10(b"12345678")], *b"1085");
        assert_eq!(mod7(b"1234567"), b'5');
        assert_eq!(imo(b"931946"), b'6');
        assert_eq!(luhn(b"7992739871"), b'3');
        assert_eq!(mod37_36(b"008182709980000020033350276"), b'C');
        assert_eq!(mod97(b"WEST12345698765432GB82".iter().copied()), 1);
        assert_eq!(vin(b"1M8GDM9AXKP042788"), b'X');
    }
}
