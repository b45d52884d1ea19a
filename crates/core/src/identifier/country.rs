//! Country codes that identifiers begin or end with.

/// ISO 3166-1 alpha-2 codes, officially assigned (249), in order.
const ASSIGNED: &[u8] = b"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCW\
CXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKM\
KNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPW\
PYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// States whose customs give out EORI numbers: the European Union, Northern Ireland (XI) and the United Kingdom.
const EORI: &[u8] = b"ATBEBGCYCZDEDKEEESFIFRGBGRHRHUIEITLTLULVMTNLPLPTROSESISKXI";

/// A set of two-letter codes, one bit for each of 26 x 26.
struct Set([u64; 11]);

impl Set {
    const fn of(codes: &[u8]) -> Self {
        let mut bits = [0; 11];
        let mut at = 0;
        while at < codes.len() {
            let place = (codes[at] - b'A') as usize * 26 + (codes[at + 1] - b'A') as usize;
            bits[place / 64] |= 1 << (place % 64);
            at += 2;
        }
        Self(bits)
    }

    #[inline]
    fn contains(&self, code: &[u8]) -> bool {
        match *code {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => {
                let place = usize::from(first - b'A') * 26 + usize::from(second - b'A');
                self.0[place / 64] >> (place % 64) & 1 == 1
            }
            _ => false,
        }
    }
}

/// Whether ISO 3166-1 assigns the two letters to a country.
#[inline]
pub(crate) fn is_assigned(code: &[u8]) -> bool {
    const SET: Set = Set::of(ASSIGNED);
    SET.contains(code)
}

/// Whether the two letters begin EORI numbers.
pub(crate) fn gives_out_eori(code: &[u8]) -> bool {
    const SET: Set = Set::of(EORI);
    SET.contains(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_every_code_once() {
        assert_eq!((ASSIGNED.len() / 2, EORI.len() / 2), (249, 29));
        let codes: Vec<_> = ASSIGNED.chunks(2).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert!(codes.iter().all(|code| is_assigned(code)));
    }

    #[test]
    fn letters_that_name_no_country_are_known_as_such() {
        for code in ["XX", "UK", "EU", "AA", "D", "de"] {
            assert!(!is_assigned(code.as_bytes()), "{code}");
        }
        assert!(gives_out_eori(b"XI") && !gives_out_eori(b"CH"));
    }
}
