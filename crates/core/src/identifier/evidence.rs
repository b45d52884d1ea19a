//! How much a form says: the ground on which kinds that fit a text are ordered.
//!
//! A kind that accepts few of the texts of a length says more about a text it accepts than a kind that accepts many. Evidence
//! counts, in hundredths of a bit, by how much a kind narrows down a text of letters and digits of that length: 36 characters
//! a place at first; a digit leaves 10 of them, a check digit one.

/// Evidence of a place where `left` of the 36 characters may stand: 100 log2(36 / left).
pub(crate) const fn place(left: u32) -> i32 {
    centibits(36) - centibits(left)
}

/// Evidence of a digit.
pub(crate) const DIGIT: i32 = place(10);
/// Evidence of a letter.
pub(crate) const LETTER: i32 = place(26);
/// Evidence of a check character, or of any other that follows from the rest.
pub(crate) const FIXED: i32 = place(1);
/// Evidence of the two letters of a country.
pub(crate) const COUNTRY: i32 = 2 * place(1) - centibits(249);

/// 100 log2(n), for n from 1, by repeated squaring of the mantissa.
pub(crate) const fn centibits(n: u32) -> i32 {
    let whole = n.ilog2();
    let mut mantissa = ((n as u64) << 31) >> whole;
    let (mut bits, mut place) = (0_u32, 0);
    while place < 16 {
        mantissa = (mantissa * mantissa) >> 31;
        bits <<= 1;
        if mantissa >> 32 == 1 {
            mantissa >>= 1;
            bits |= 1;
        }
        place += 1;
    }
    (whole * 100 + ((bits * 100 + (1 << 15)) >> 16)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_the_logarithm_in_hundredths() {
        for n in 1..=1_296 {
            let exact = 100.0 * f64::from(n).log2();
            assert!((f64::from(centibits(n)) - exact).abs() <= 0.51, "{n}: {exact}");
        }
    }
}
