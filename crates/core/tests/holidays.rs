//! The holidays of 18 countries and subdivisions against an independent collection (vacanza/holidays, MIT), 2000 to 2050.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use chrono::{Datelike, NaiveDate, Weekday};
use haulage_core::{calendar::Holidays, country::Country};

/// Names which the collection lists that are no public holidays: school breaks, days of note, bank and optional holidays.
fn is_public(file: &str, name: &str, day: NaiveDate) -> bool {
    let not_public: &[&str] = match file {
        "AU_NSW" if day.year() >= 2011 => &["Bank Holiday"],
        "BR_SP" => &["Ash Wednesday", "Carnival", "Christmas Eve", "Corpus Christi", "New Year's Eve", "Public Servant's Day"],
        "CA_QC" => &[
            "Boxing Day",
            "Boxing Day (observed)",
            "Easter Monday",
            "National Day for Truth and Reconciliation",
            "National Day for Truth and Reconciliation (observed)",
            "Remembrance Day",
            "Remembrance Day (observed)",
            "Victoria Day",
        ],
        // Assumption Day is a holiday of communities with a Catholic majority only.
        "DE_BE" | "DE_BY" => &["Assumption Day"],
        "NL_COMMON" if day.year() % 5 != 0 => &["Liberation Day"],
        "PT_COMMON" => &["Carnival", "Christmas Eve", "New Year's Eve", "Saint Anthony's Day", "Second Day of Christmas"],
        "JP_COMMON" => &["Bank Holiday"],
        "US_CA" if day.year() >= 2009 => &["Columbus Day"],
        _ => &[],
    };
    let note_in_us = [
        "Birthday of Martin Luther King, Jr.",
        "Christmas Eve",
        "Christmas Eve (half-day closing)",
        "Day After Christmas",
        "Easter Sunday",
        "Easter Sunday (observed)",
        "Election Day",
        "Father's Day",
        "Good Friday",
        "Groundhog Day",
        "Halloween",
        "Mother's Day",
        "New Year's Eve",
        "Saint Patrick's Day",
        "Valentine's Day",
    ];
    match file {
        "DE_BE" | "DE_BY" if name.ends_with("Break") => false,
        // Offices of the federation make up for a Saturday, and for Christmas on a Sunday on Tuesday; the province does not.
        "CA_QC" if name == "Canada Day (observed)" && day.day() == 3 => false,
        "CA_QC" if name == "Christmas Day (observed)" && day.weekday() == Weekday::Tue => false,
        "US_CA" if name == "Washington's Birthday" => false,
        "US_CA" | "US_COMMON" => !note_in_us.contains(&name) && !name.contains("Mourning") && !not_public.contains(&name),
        "FI_COMMON" => FINNISH.contains(&name),
        "IN_MH" => INDIAN.contains(&name.trim_end_matches(" (estimated)")),
        _ => !not_public.contains(&name),
    }
}

const FINNISH: [&str; 15] = [
    "New Year's Day",
    "Epiphany",
    "Good Friday",
    "Easter Sunday",
    "Easter Monday",
    "May Day",
    "Ascension Day",
    "Pentecost",
    "Midsummer Eve",
    "Midsummer Day",
    "All Saints' Day",
    "Independence Day",
    "Christmas Eve",
    "Christmas Day",
    "Second Day of Christmas",
];

const INDIAN: [&str; 26] = [
    "Ashura",
    "Buddha Purnima",
    "Christmas",
    "Diwali (Deepavali)",
    "Dr. B. R. Ambedkar's Birthday",
    "Dussehra",
    "Eid al-Adha",
    "Eid al-Fitr",
    "Ganesh Chaturthi",
    "Ganesh Chaturthi / Vinayak Chaturthi",
    "Good Friday",
    "Govardhan Puja",
    "Gudi Padwa",
    "Guru Nanak's Birthday",
    "Holi",
    "Independence Day",
    "Janmashtami (Vaishnava)",
    "Maha Shivaratri",
    "Maharashtra Day",
    "Mahatma Gandhi's Birthday",
    "Mahavira's Birthday",
    "Parsi New Year (Shahenshahi)",
    "Prophet's Birthday",
    "Ram Navami",
    "Republic Day",
    "Shivaji's Birthday",
];

/// Days on which we differ on purpose; `docs/promise.md` explains each.
const EXPLAINED: [&str; 2] = [
    // The central government's day; that of Maharashtra is 3 March.
    "IN_MH 2026-03-04 only in the collection: Holi",
    // Eid makes up for a Saturday; the next day is National Day, so we take the one after, and the collection takes none.
    "SA_COMMON 2048-09-24 only in Haulage: Eid al-Adha",
];

#[test]
fn the_public_holidays_of_eighteen_files_agree_from_2000_to_2050() {
    let Some(folder) = haulage_testdata::shared("data/holidays") else { return };
    let mut files = 0;
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        files += 1;
        let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (country, subdivision) = file.split_once('_').unwrap();
        let subdivision = Some(subdivision).filter(|&name| name != "COMMON");
        let ours = Holidays::of(Country::new(country).unwrap(), subdivision).unwrap_or_else(|| panic!("no holidays for {file}"));
        let listed: BTreeMap<NaiveDate, String> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let first = listed.keys().next().unwrap().year().max(2000);
        let public = |day: NaiveDate, names: &str| names.split("; ").any(|name| is_public(&file, name, day));
        let theirs: BTreeSet<NaiveDate> =
            listed.iter().filter(|(day, names)| day.year() >= first && public(**day, names)).map(|(day, _)| *day).collect();
        let ours: BTreeMap<NaiveDate, _> = (first..=2050).flat_map(|year| ours.in_year(year)).collect();
        for day in theirs.iter().filter(|day| !ours.contains_key(day)) {
            found.push(format!("{file} {day} only in the collection: {}", listed[day]));
        }
        for (day, name) in ours.iter().filter(|(day, _)| !theirs.contains(day)) {
            found.push(format!("{file} {day} only in Haulage: {name}"));
        }
    }
    assert_eq!(files, 18);
    found.sort();
    assert_eq!(found, EXPLAINED, "differences");
}
