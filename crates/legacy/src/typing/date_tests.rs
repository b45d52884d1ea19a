use chrono::Datelike;
use proptest::prelude::*;

use super::*;

fn style(models: &[&str], languages: &[&str], pivot_year: i32) -> DateStyle {
    DateStyle {
        formats: models.iter().map(|model| Format::new(model).unwrap()).collect(),
        months: Months::of(languages.iter().copied()),
        pivot_year,
    }
}

fn date(style: &DateStyle, text: &str) -> Result<String, DateFlaw> {
    style.date(text.as_bytes()).map(|days| NaiveDate::from_epoch_days(days).unwrap().to_string())
}

#[test]
fn rr_is_understood_relative_to_the_pinned_year() {
    let rr = |pivot, text| date(&style(&["DD-MON-RR"], &["en"], pivot), text).unwrap();
    assert_eq!(rr(2004, "01-JAN-49"), "2049-01-01");
    assert_eq!(rr(2004, "01-JAN-50"), "1950-01-01");
    assert_eq!(rr(2004, "01-JAN-68"), "1968-01-01");
    assert_eq!(rr(2004, "2-Jun-06"), "2006-06-02");
    assert_eq!(rr(1998, "01-JAN-49"), "2049-01-01");
    assert_eq!(rr(1998, "01-JAN-50"), "1950-01-01");
    assert_eq!(rr(2050, "01-JAN-49"), "2149-01-01");
    assert_eq!(date(&style(&["DD-MON-YY"], &["en"], 2004), "01-JAN-68").unwrap(), "2068-01-01");
    assert_eq!(date(&style(&["DD-MON-RRRR"], &["en"], 2004), "01-JAN-1968").unwrap(), "1968-01-01");
}

#[test]
fn a_month_in_another_language_is_a_flaw_of_its_own_and_is_mended() {
    let english = style(&["DD-MON-RR"], &["en"], 2004);
    for (text, mended) in [("12-MRZ-04", "12-MAR-04"), ("07-DÉC-05", "07-DEC-05"), ("09-ENE-04", "09-JAN-04")] {
        assert_eq!(date(&english, text), Err(DateFlaw::Month));
        assert_eq!(english.repair(text).as_deref(), Some(mended));
    }
    let german = style(&["DD-MON-RR"], &["de"], 2004);
    assert_eq!(date(&german, "12-MRZ-04").unwrap(), "2004-03-12");
    assert_eq!(date(&german, "12-MÄR-04").unwrap(), "2004-03-12");
}

#[test]
fn a_day_that_the_calendar_lacks_is_not_moved() {
    let english = style(&["DD-MON-RR"], &["en"], 2004);
    for text in ["31-FEB-04", "00-JAN-05", "29-FEB-03"] {
        assert_eq!(date(&english, text), Err(DateFlaw::NoSuchDay), "{text}");
    }
    assert_eq!(date(&english, "29-FEB-04").unwrap(), "2004-02-29");
    for text in ["2004-02-28", "30-02-04", "", "12-JAN-04x", "12-JAN-2004"] {
        assert_eq!(date(&english, text), Err(DateFlaw::Format), "{text}");
    }
    assert_eq!(date(&english, "15-ZZZ-04"), Err(DateFlaw::Month));
    assert_eq!(english.repair("2004-02-28").as_deref(), Some("28-FEB-04"));
    assert_eq!(english.repair("31-FEB-04"), None);
}

#[test]
fn a_wall_time_is_read_in_its_zone() {
    let stamps = style(&["YYYY-MM-DD HH24:MI:SS", "DD.MM.YYYY HH:MI AM"], &[], 2004);
    let at = |text: &str, twice| {
        let micros = stamps.instant(text.as_bytes(), chrono_tz::Europe::Berlin, twice)?;
        Ok(DateTime::from_timestamp_micros(micros).unwrap().to_rfc3339())
    };
    assert_eq!(at("2004-07-01 12:00:00", Twice::Refuse).unwrap(), "2004-07-01T10:00:00+00:00");
    assert_eq!(at("01.01.2004 12:30 AM", Twice::Refuse).unwrap(), "2003-12-31T23:30:00+00:00");
    assert_eq!(at("2004-03-28 02:30:00", Twice::Refuse), Err(DateFlaw::Skipped));
    assert_eq!(at("2004-10-31 02:30:00", Twice::Refuse), Err(DateFlaw::Twice));
    assert_eq!(at("2004-10-31 02:30:00", Twice::Earlier).unwrap(), "2004-10-31T00:30:00+00:00");
    assert_eq!(at("2004-10-31 02:30:00", Twice::Later).unwrap(), "2004-10-31T01:30:00+00:00");
    assert_eq!(at("2004-10-31 24:00:00", Twice::Refuse), Err(DateFlaw::NoSuchDay));
}

#[test]
fn an_offset_in_the_text_needs_no_zone() {
    let stamps = style(&["YYYY-MM-DD\"T\"HH24:MI:SS.FF3TZH:TZM"], &[], 2004);
    let micros = stamps.instant(b"2004-07-01T12:00:00.250-03:30", chrono_tz::UTC, Twice::Refuse).unwrap();
    assert_eq!(DateTime::from_timestamp_micros(micros).unwrap().to_rfc3339(), "2004-07-01T15:30:00.250+00:00");
}

#[test]
fn a_format_model_names_a_day_a_month_and_a_year() {
    assert_eq!(Format::new("DD-MON"), Err(FormatError::Incomplete));
    assert_eq!(Format::new("DD-MM-YYYY DD"), Err(FormatError::Incomplete));
    assert_eq!(Format::new("DD-QQ-YYYY"), Err(FormatError::Unknown(3)));
    assert!(Format::new("yyyymmdd").is_ok());
}

proptest! {
    #[test]
    fn every_day_is_read_as_it_was_written(days in -719_162_i32..2_932_896, model in prop_oneof![
        Just("DD-MON-YYYY"), Just("YYYYMMDD"), Just("MM/DD/YYYY"), Just("DD. MONTH YYYY")]) {
        let style = style(&[model], &["de"], 2004);
        let day = NaiveDate::from_epoch_days(days).unwrap();
        let name = |number: u32| style.months.name(number).unwrap().to_owned();
        let text = style.formats[0].write(day.and_time(NaiveTime::MIN), &name);
        prop_assert_eq!(style.date(text.as_bytes()), Ok(days), "{} {}", text, day.year());
    }
}
