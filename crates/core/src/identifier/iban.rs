//! Bank accounts.

use core::iter::repeat_n;

use super::{
    IdentifierError, Kind, check,
    read::{Identifier, identifier, shaped, stands},
    text::Text,
};

/// The account number of each country in ISO 13616's registry: so many `n` digits, `a` letters, `c` either, in turn.
#[rustfmt::skip]
const FORMS: [([u8; 2], &str); 89] = [
    (*b"AD", "8n12c"), (*b"AE", "19n"), (*b"AL", "8n16c"), (*b"AT", "16n"), (*b"AZ", "4a20c"), (*b"BA", "16n"), (*b"BE", "12n"),
    (*b"BG", "4a6n8c"), (*b"BH", "4a14c"), (*b"BI", "23n"), (*b"BR", "23n1a1c"), (*b"BY", "4c4n16c"), (*b"CH", "5n12c"),
    (*b"CR", "18n"), (*b"CY", "8n16c"), (*b"CZ", "20n"), (*b"DE", "18n"), (*b"DJ", "23n"), (*b"DK", "14n"), (*b"DO", "4c20n"),
    (*b"EE", "16n"), (*b"EG", "25n"), (*b"ES", "20n"), (*b"FI", "14n"), (*b"FK", "2a12n"), (*b"FO", "14n"),
    (*b"FR", "10n11c2n"), (*b"GB", "4a14n"), (*b"GE", "2a16n"), (*b"GI", "4a15c"), (*b"GL", "14n"), (*b"GR", "7n16c"),
    (*b"GT", "24c"), (*b"HN", "4a20n"), (*b"HR", "17n"), (*b"HU", "24n"), (*b"IE", "4a14n"), (*b"IL", "19n"), (*b"IQ", "4a15n"),
    (*b"IS", "22n"), (*b"IT", "1a10n12c"), (*b"JO", "4a4n18c"), (*b"KW", "4a22c"), (*b"KZ", "3n13c"), (*b"LB", "4n20c"),
    (*b"LC", "4a24c"), (*b"LI", "5n12c"), (*b"LT", "16n"), (*b"LU", "3n13c"), (*b"LV", "4a13c"), (*b"LY", "21n"),
    (*b"MC", "10n11c2n"), (*b"MD", "20c"), (*b"ME", "18n"), (*b"MK", "3n10c2n"), (*b"MN", "16n"), (*b"MR", "23n"),
    (*b"MT", "4a5n18c"), (*b"MU", "4a19n3a"), (*b"NI", "4a20n"), (*b"NL", "4a10n"), (*b"NO", "11n"), (*b"OM", "3n16c"),
    (*b"PK", "4a16c"), (*b"PL", "24n"), (*b"PS", "4a21c"), (*b"PT", "21n"), (*b"QA", "4a21c"), (*b"RO", "4a16c"),
    (*b"RS", "18n"), (*b"RU", "14n15c"), (*b"SA", "2n18c"), (*b"SC", "4a20n3a"), (*b"SD", "14n"), (*b"SE", "20n"),
    (*b"SI", "15n"), (*b"SK", "20n"), (*b"SM", "1a10n12c"), (*b"SO", "19n"), (*b"ST", "21n"), (*b"SV", "4a20n"),
    (*b"TL", "19n"), (*b"TN", "20n"), (*b"TR", "6n16c"), (*b"UA", "6n19c"), (*b"VA", "18n"), (*b"VG", "4a16n"), (*b"XK", "16n"),
    (*b"YE", "4a4n18c"),
];

identifier! {
    /// International bank account number (ISO 13616), where cash on delivery goes. The country's own length and form are
    /// checked, and both check digits.
    ///
    /// ```
    /// use haulage_core::identifier::Iban;
    ///
    /// let account: Iban = "GB82 WEST 1234 5698 7654 32".parse()?;
    /// assert_eq!((account.country(), account.as_str()), ("GB", "GB82WEST12345698765432"));
    /// assert_eq!("GB83WEST12345698765432".parse::<Iban>().unwrap_err().to_string(),
    ///     "IBAN: wrong check digit 83: expected 82");
    /// # Ok::<(), haulage_core::identifier::IdentifierError>(())
    /// ```
    Iban, 34, read = loosely, pattern = "^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$"
}

impl Iban {
    /// The country of the bank.
    #[must_use]
    pub fn country(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }
}

/// The runs of a form: `8n12c` is 8 of `n`, then 12 of `c`.
fn runs(form: &str) -> impl Iterator<Item = (usize, u8)> {
    form.split_inclusive(['n', 'a', 'c']).filter_map(|run| {
        let (count, class) = run.split_at_checked(run.len() - 1)?;
        Some((count.parse().ok()?, *class.as_bytes().first()?))
    })
}

fn form_of(country: &[u8]) -> Option<&'static str> {
    let place = FORMS.binary_search_by(|(code, _)| code.as_slice().cmp(country)).ok()?;
    Some(FORMS[place].1)
}

impl Identifier for Iban {
    fn from_bare(bare: &[u8]) -> Result<Self, IdentifierError> {
        let kind = Kind::Iban;
        let Some((head, account)) = bare.split_at_checked(4) else {
            return Err(IdentifierError::Length { kind, found: bare.len() });
        };
        shaped(kind, head, b"aann")?;
        let Some(form) = form_of(&head[..2]) else {
            return Err(IdentifierError::Unassigned { kind, part: "country", found: Text::cut(&head[..2]) });
        };
        if account.len() != runs(form).map(|(count, _)| count).sum::<usize>() {
            return Err(IdentifierError::Length { kind, found: bare.len() });
        }
        let classes = runs(form).flat_map(|(count, class)| repeat_n(class, count));
        for ((place, &byte), class) in (4..).zip(account).zip(classes) {
            stands(kind, place, byte, class)?;
        }
        let account_first = |check: [u8; 2]| account.iter().chain(&head[..2]).copied().chain(check);
        let check = 98 - check::mod97(account_first(*b"00"));
        let expected = [b'0' + (check / 10) as u8, b'0' + (check % 10) as u8];
        if head[2..] != expected {
            let (found, expected) = (Text::cut(&head[2..]), Text::cut(&expected));
            return Err(IdentifierError::CheckDigit { kind, found, expected });
        }
        Ok(Self(Text::cut(bare)))
    }

    fn canonical(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_in_order_and_every_form_can_be_read() {
        assert!(FORMS.is_sorted_by(|a, b| a.0 < b.0));
        for (country, form) in FORMS {
            let written: Vec<String> = runs(form).map(|(count, class)| format!("{count}{}", char::from(class))).collect();
            assert_eq!(written.concat(), form);
            assert!((11..=30).contains(&runs(form).map(|(count, _)| count).sum::<usize>()), "{country:?}");
        }
    }

    #[test]
    fn an_account_has_the_length_and_form_of_its_country() {
        // Published examples of the registry.
        for good in
            ["DE89370400440532013000", "FR1420041010050500013M02606", "MT84MALT011000012345MTLCAST001S", "NO9386011117947"]
        {
            assert_eq!(good.parse::<Iban>().unwrap().as_str(), good);
        }
        for (bad, code) in [
            ("DE8937040044053201300", "identifier.length"),
            ("DE8937040044053201300A", "identifier.character"),
            ("XX89370400440532013000", "identifier.unassigned"),
            ("DE99370400440532013000", "identifier.check_digit"),
            ("D", "identifier.length"),
            ("", "identifier.length"),
        ] {
            assert_eq!(bad.parse::<Iban>().unwrap_err().code(), code, "{bad}");
        }
    }
}
