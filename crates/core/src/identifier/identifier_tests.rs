//! Laws of all identifiers, and numbers published by those who give them out.

use core::{fmt::Display, str::FromStr};

use proptest::prelude::*;

use super::{check::*, *};

/// Numbers with a check digit that promises to catch every single wrong digit: (text, place of a digit, wrong digit).
fn wrong_digit(digits: &str, place: usize, wrong: u8) -> Option<String> {
    let mut bytes = digits.as_bytes().to_vec();
    let at = place % bytes.len();
    let wrong = b'0' + wrong % 10;
    (bytes[at].is_ascii_digit() && bytes[at] != wrong).then(|| {
        bytes[at] = wrong;
        String::from_utf8(bytes).unwrap()
    })
}

fn reads_back<T: FromStr<Err = IdentifierError> + Display + PartialEq>(text: &str) -> bool {
    text.parse::<T>().is_ok_and(|value| value.to_string().parse() == Ok(value))
}

fn with_check(payload: &str, check: fn(&[u8]) -> u8) -> String {
    format!("{payload}{}", char::from(check(payload.as_bytes())))
}

#[test]
fn published_numbers_are_valid_and_read_back() {
    for number in ["73513537", "9780471117094", "98412345678908", "012345678905"] {
        assert!(reads_back::<Gtin>(number), "{number}");
    }
    for number in ["CSQU3054383", "TCNU7200794", "TOLU4734787", "GYOU4047990"] {
        assert!(reads_back::<Container>(number), "{number}");
    }
    for number in ["CSQU3054384", "CSQU305438", "CSQU3054Z83"] {
        assert!(number.parse::<Container>().is_err(), "{number}");
    }
    assert!(reads_back::<Sscc>("040123450000001112"));
    assert!(reads_back::<Imo>("9319466") && reads_back::<Imo>("8814275") && "8814274".parse::<Imo>().is_err());
    assert!("RB123456786US".parse::<S10>().is_err());
}

#[test]
fn a_text_that_is_refused_says_what_is_wrong_with_it() {
    for (message, error) in [
        ("SSCC: 3 characters that count: expected 18 digits", "1 2-3".parse::<Sscc>().unwrap_err()),
        ("SSCC: `X` as character 3: expected a digit", "34x123450000000017".parse::<Sscc>().unwrap_err()),
        ("SSCC: `３` as character 2: expected an ASCII letter or digit", "3３".parse::<Sscc>().unwrap_err()),
        ("air waybill: wrong check digit 6: expected 5", "020-12345676".parse::<AirWaybill>().unwrap_err()),
        ("UN/LOCODE: `1` as character 5: expected a letter or a digit from 2 to 9", "DEHA1".parse::<UnLocode>().unwrap_err()),
        ("EORI: country `CH` is not assigned", "CH123456".parse::<Eori>().unwrap_err()),
        ("GRAI: `1` as character 1: expected 0", "14012345678901".parse::<Grai>().unwrap_err()),
    ] {
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_document_carries_an_identifier_as_text_and_refuses_a_wrong_one() {
    let sscc: Sscc = serde_json::from_str("\"3 4012345 000000001 7\"").unwrap();
    assert_eq!(serde_json::to_string(&sscc).unwrap(), "\"340123450000000017\"");
    let error = serde_json::from_str::<Sscc>("\"340123450000000014\"").unwrap_err();
    assert!(error.to_string().contains("wrong check digit 4: expected 7"), "{error}");
}

#[test]
fn the_likeliest_kind_comes_first() {
    for (text, kind) in [
        ("340123450000000017", Kind::Sscc),
        ("csqu 305438-3", Kind::Container),
        ("RB123456785GB", Kind::S10),
        ("IMO 9319466", Kind::Imo),
        ("GB82 WEST 1234 5698 7654 32", Kind::Iban),
        ("1M8GDM9AXKP042788", Kind::Vin),
        ("DEHAM", Kind::UnLocode),
        ("8471.30", Kind::HsCode),
        ("FR12345678901234", Kind::Eori),
        ("00340123450000000017", Kind::ElementString),
        ("(00)340123450000000017", Kind::ElementString),
        ("https://id.gs1.org/00/340123450000000017", Kind::DigitalLink),
        ("1Z8V92A70367203024", Kind::Carrier),
        ("020-12345675", Kind::AirWaybill),
    ] {
        let recognition = recognise(text);
        assert_eq!(recognition.candidates.first().map(|candidate| candidate.kind), Some(kind), "{text}: {recognition:?}");
    }
}

#[test]
fn a_near_miss_names_its_mistake() {
    let mistakes: Vec<String> = recognise("CSQU3054384").mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(mistakes, ["ISO 6346 container: wrong check digit 4: expected 3"]);
    assert_eq!(recognise("").candidates.len() + recognise("").mistakes.len(), 0);
    assert_eq!(recognise("hello, world").mistakes, []);
}

#[test]
fn the_name_of_a_kind_is_its_name_in_documents() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}

proptest! {
    #[test]
    fn gs1_keys_catch_every_wrong_digit(payload in "[0-9]{17}", place in 0..18_usize, wrong in 0..10_u8) {
        let number = with_check(&payload, gs1);
        prop_assert!(reads_back::<Sscc>(&number));
        if let Some(bad) = wrong_digit(&number, place, wrong) {
            prop_assert_eq!(bad.parse::<Sscc>().unwrap_err().code(), "identifier.check_digit");
        }
    }

    #[test]
    fn luhn_and_mod37_36_catch_every_wrong_digit(payload in "[0-9]{10}", place in 0..10_usize, wrong in 0..10_u8) {
        if let Some(bad) = wrong_digit(&payload, place, wrong) {
            prop_assert_ne!(luhn(payload.as_bytes()), luhn(bad.as_bytes()));
            prop_assert_ne!(mod37_36(payload.as_bytes()), mod37_36(bad.as_bytes()));
        }
    }

    #[test]
    fn an_account_number_catches_every_wrong_digit(payload in "[0-9]{18}", place in 0..22_usize, wrong in 0..10_u8) {
        let check = 98 - mod97(format!("{payload}DE00").bytes());
        let number = format!("DE{check:02}{payload}");
        prop_assert!(reads_back::<Iban>(&number));
        if let Some(bad) = wrong_digit(&number, place, wrong) {
            prop_assert_eq!(bad.parse::<Iban>().unwrap_err().code(), "identifier.check_digit");
        }
    }

    #[test]
    fn a_north_american_vehicle_catches_every_wrong_digit(head in "[1-5][0-9A-HJ-NPR-Z]{7}", tail in "[0-9A-HJ-NPR-Z]{8}", place in 1..17_usize, wrong in 0..10_u8) {
        let check = char::from(vin(format!("{head}0{tail}").as_bytes()));
        let number = format!("{head}{check}{tail}");
        prop_assert!(reads_back::<Vin>(&number));
        if let Some(bad) = wrong_digit(&number, place, wrong) {
            prop_assert!(bad.parse::<Vin>().is_err());
        }
    }

    /// ISO 6346 writes the remainder 10 as 0, so a change between the two is all that escapes it.
    #[test]
    fn a_container_catches_wrong_digits_but_between_remainders_0_and_10(owner in "[A-Z]{3}[UJZ]", serial in "[0-9]{6}", place in 0..6_usize, wrong in 0..10_u8) {
        let number = with_check(&format!("{owner}{serial}"), iso6346);
        prop_assert!(reads_back::<Container>(&number));
        if let Some(bad) = wrong_digit(&serial, place, wrong) {
            let caught = format!("{owner}{bad}{}", &number[10..]).parse::<Container>().is_err();
            prop_assert!(caught || number.ends_with('0'));
        }
    }

    /// S10 writes the remainder 0 as 5, which remainder 6 gives too.
    #[test]
    fn a_postal_item_catches_wrong_digits_but_between_remainders_0_and_6(serial in "[0-9]{8}", place in 0..8_usize, wrong in 0..10_u8) {
        let number = format!("RB{}DE", with_check(&serial, s10));
        prop_assert!(reads_back::<S10>(&number));
        if let Some(bad) = wrong_digit(&serial, place, wrong) {
            let caught = format!("RB{bad}{}", &number[10..]).parse::<S10>().is_err();
            prop_assert!(caught || &number[10..11] == "5");
        }
    }

    /// The remainder by 7 does not see a digit change by 7.
    #[test]
    fn a_waybill_catches_wrong_digits_but_by_seven(serial in "[0-9]{7}", place in 0..7_usize, wrong in 0..10_u8) {
        let number = format!("020{}", with_check(&serial, mod7));
        prop_assert!(reads_back::<AirWaybill>(&number));
        if let Some(bad) = wrong_digit(&serial, place, wrong) {
            let by_seven = serial.as_bytes()[place % 7].abs_diff(b'0' + wrong % 10) == 7;
            prop_assert_eq!(format!("020{bad}{}", &number[10..]).parse::<AirWaybill>().is_err(), !by_seven);
        }
    }

    #[test]
    fn other_kinds_print_what_they_read(hs in "(0[1-9]|[1-6][0-9]|8[0-9])([0-9]{2}){0,4}", locode in "(DE|NL|CN|XZ)[A-Z2-9]{3}", eori in "(DE|FR|XI)[0-9A-Z]{5,15}", serial in "[!%-?A-Z_a-z]{0,16}") {
        prop_assert!(reads_back::<HsCode>(&hs));
        prop_assert!(reads_back::<UnLocode>(&locode));
        prop_assert!(reads_back::<Eori>(&eori));
        let grai = format!("04012345678901{serial}");
        prop_assert_eq!(grai.parse::<Grai>().map(|asset| asset.to_string()), Ok(grai));
    }

    #[test]
    fn a_label_reads_back_from_every_form(lot in "[!%-?A-Z_a-z]{1,20}", serial in "[!%-?A-Z_a-z]{1,20}") {
        let scanned = format!("]d20109506000134352\u{1d}10{lot}\u{1d}21{serial}\u{1d}");
        let label: ElementString = scanned.parse().unwrap();
        prop_assert_eq!(label.get("10"), Some(lot.as_str()));
        prop_assert_eq!(&label.to_string().parse::<ElementString>().unwrap(), &label);
        prop_assert_eq!(&label.to_fnc1().parse::<ElementString>().unwrap(), &label);
    }

    #[test]
    fn a_link_reads_back(serial in "[!%-?A-Z_a-z]{1,20}", amount in "[0-9]{1,15}") {
        let elements = ElementString::from_str(&format!("(01)09506000134352(21){}(3922){amount}", serial.replace('(', "\\("))).unwrap();
        let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        let link: DigitalLink = format!("https://a.example/01/9506000134352/21/{}?3922={amount}", escape(&serial)).parse().unwrap();
        prop_assert_eq!(link.elements(), &elements);
        prop_assert_eq!(link.to_string().parse::<DigitalLink>().unwrap(), link);
    }

    /// The column takes the first of what the full recognition lists, from any text at all.
    #[test]
    fn a_column_agrees_with_the_full_recognition(text in prop_oneof!["\\PC{0,50}", "[0-9A-Z .-]{0,45}", "[0-9]{2,34}", "[(]0[01][)][0-9]{13,18}"]) {
        let recognition = recognise(&text);
        let cell = read_column([text.as_str()], None).next().unwrap();
        match (&cell, recognition.candidates.first(), recognition.mistakes.first()) {
            (Cell::Valid { kind, canonical, carrier }, Some(first), _) => {
                prop_assert_eq!((kind, canonical, carrier), (&first.kind, &first.canonical, &first.carrier));
            }
            (Cell::Mistaken(error), None, Some(first)) => prop_assert_eq!(error, first),
            (Cell::Unknown, None, None) => {}
            other => prop_assert!(false, "{:?}", other),
        }
        for candidate in &recognition.candidates {
            let read = read_as(candidate.kind, &text);
            prop_assert!(read.is_ok(), "{:?} {:?}", candidate, read);
            let again = read_as(candidate.kind, candidate.canonical.as_str()).unwrap();
            prop_assert_eq!(again, read.unwrap());
        }
    }
}
