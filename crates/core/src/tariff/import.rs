//! Plain tables as carriers send them: a column of bounds and a column per zone.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::document::{Bounds, Break, Measure, Rate, Unit};
use crate::{
    fault::{Faults, Path},
    money::Amount,
};

/// How to read a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TableFormat {
    /// What separates the columns: `,`, `;` or a tabulator.
    pub separator: char,
    /// What separates whole units from decimals: `.` or `,`. The other one, spaces and apostrophes group thousands.
    pub decimal: char,
    /// Whether the first column says where a row begins (`lower_inclusive`: "from 30 kg") or where it ends
    /// (`upper_inclusive`: "up to 31.5 kg").
    pub bounds: Bounds,
    /// What the first column measures.
    #[serde(default)]
    pub by: Measure,
    /// What the prices are per.
    pub per: Unit,
}

/// Reads a table into a rate for each zone. The first line names the zones; an empty cell ends a zone's rows.
///
/// ```
/// use haulage_core::tariff::{Bounds, Measure, TableFormat, Unit, import_table};
///
/// let format =
///     TableFormat { separator: ';', decimal: ',', bounds: Bounds::UpperInclusive, by: Measure::ChargeableKg, per: Unit::Shipment };
/// let rates = import_table("bis kg;Zone 1;Zone 2\n30;12,50;14,90\n1.000;118,00;\n", &format)?;
/// assert_eq!((rates[0].zone.as_str(), rates[0].breaks.len()), ("Zone 1", 2));
/// assert_eq!(rates[0].breaks[1].until.map(|until| until.to_string()).as_deref(), Some("1000"));
/// assert_eq!(rates[1].breaks.len(), 1);
/// # Ok::<(), haulage_core::fault::Faults>(())
/// ```
///
/// # Errors
/// Every fault of the table, with the line and column (from 0) as its path: a cell that is no amount, bounds that do not
/// rise, a price below an empty cell.
pub fn import_table(text: &str, format: &TableFormat) -> Result<Vec<Rate>, Faults> {
    let mut faults = Faults::new();
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let header = rows.next().map(|(_, line)| cells(line, format.separator)).unwrap_or_default();
    let mut rates: Vec<Rate> = header.iter().skip(1).map(|zone| empty_rate(zone, format)).collect();
    let mut ended = vec![false; rates.len()];
    let mut before: Option<Amount> = None;
    let root = Path::ROOT;
    for (number, line) in rows {
        let at = root.index(number);
        let cells = cells(line, format.separator);
        let Some(bound) = amount(&mut faults, &at.index(0), cells.first().map_or("", String::as_str), format.decimal) else {
            continue;
        };
        if before.is_some_and(|before| bound <= before) {
            faults.report(&at.index(0), "table.order", format!("{bound} does not follow what stands above"), "let bounds rise");
            continue;
        }
        for (column, (rate, ended)) in rates.iter_mut().zip(&mut ended).enumerate() {
            let cell = cells.get(column + 1).map_or("", String::as_str);
            let at = at.index(column + 1);
            if cell.is_empty() {
                *ended = true;
            } else if *ended {
                let cause = format!("`{cell}` stands below an empty cell");
                faults.report(&at, "table.gap", cause, "fill the cell above, or empty this one");
            } else if let Some(price) = amount(&mut faults, &at, cell, format.decimal) {
                push(rate, bound, before, price, format);
            }
        }
        if cells.len() > header.len() {
            faults.report(
                &at.index(header.len()),
                "table.columns",
                "the line has more columns than the first",
                "name every zone",
            );
        }
        before = Some(bound);
    }
    if rates.is_empty() || rates.iter().all(|rate| rate.breaks.is_empty()) {
        faults.report(&root, "table.empty", "the table prices nothing", "give a line of zones and at least one line of prices");
    }
    rates.retain(|rate| !rate.breaks.is_empty());
    faults.into_result(rates)
}

fn empty_rate(zone: &str, format: &TableFormat) -> Rate {
    Rate {
        zone: zone.into(),
        service: None,
        by: format.by,
        bounds: format.bounds,
        breaks: Vec::new(),
        next_break_if_cheaper: false,
        minimum: None,
        maximum: None,
    }
}

/// Adds a row: its bound is where it ends, or where it begins and the row above ends.
fn push(rate: &mut Rate, bound: Amount, before: Option<Amount>, price: Amount, format: &TableFormat) {
    let (from, until) = match format.bounds {
        Bounds::UpperInclusive => (before.unwrap_or_default(), Some(bound)),
        Bounds::LowerInclusive => (bound, None),
    };
    if let (Bounds::LowerInclusive, Some(above)) = (format.bounds, rate.breaks.last_mut()) {
        above.until = Some(bound);
    }
    rate.breaks.push(Break { from, until, price, per: format.per, started: false, base: None, beyond: None });
}

/// The cells of a line; a quoted cell may hold the separator, and a doubled quote is one.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.len() - 1;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells[cell].push('"');
            }
            '"' => quoted = !quoted,
            letter if letter == separator && !quoted => cells.push(String::new()),
            letter => cells[cell].push(letter),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// An amount as people write it. What groups thousands must stand before three digits: `1,5` under a decimal point is a
/// mistake and not fifteen.
fn amount(faults: &mut Faults, at: &Path<'_>, cell: &str, decimal: char) -> Option<Amount> {
    let (whole, fraction) = cell.split_once(decimal).unwrap_or((cell, ""));
    let groups: Vec<&str> = whole.split([',', '.', ' ', '\'', '\u{a0}', '\u{202f}']).collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = groups.concat();
    let sound = grouped && !groups[0].is_empty() && digits(&plain) && digits(fraction);
    let written = if fraction.is_empty() { plain } else { format!("{plain}.{fraction}") };
    let found = Amount::from_str(&written).ok().filter(|_| sound);
    if found.is_none() {
        let shown: String = cell.chars().take(40).collect();
        let remedy = format!("give a number of zero or more with `{decimal}` before its decimals");
        faults.report(at, "table.amount", format!("`{shown}` is no amount"), remedy);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP_TO: TableFormat = TableFormat {
        separator: ';',
        decimal: ',',
        bounds: Bounds::UpperInclusive,
        by: Measure::ChargeableKg,
        per: Unit::Shipment,
    };

    fn faults(text: &str) -> Vec<(String, String)> {
        let faults = import_table(text, &UP_TO).unwrap_err();
        faults.into_iter().map(|fault| (fault.path, fault.code)).collect()
    }

    #[test]
    fn rows_that_say_from_where_end_where_the_next_begins() {
        let format = TableFormat { separator: ',', decimal: '.', bounds: Bounds::LowerInclusive, per: Unit::HundredKg, ..UP_TO };
        let rates = import_table("\u{feff}from kg,\"A, north\"\r\n0,42.10\r\n\"1,000\",38\r\n", &format).unwrap();
        assert_eq!(rates[0].zone, "A, north");
        let bounds: Vec<_> =
            rates[0].breaks.iter().map(|row| (row.from.to_string(), row.until.map(|until| until.to_string()))).collect();
        assert_eq!(bounds, [("0".into(), Some("1000".into())), ("1000".into(), None)]);
    }

    #[test]
    fn every_fault_of_a_table_is_found_in_its_cell() {
        let owned = |list: &[(&str, &str)]| list.iter().map(|(path, code)| ((*path).into(), (*code).into())).collect::<Vec<_>>();
        assert_eq!(
            faults("kg;1;2\n30;12.5;x\n20;1;1\n40;;3\n50;4;-5;6\n"),
            owned(&[
                ("/1/1", "table.amount"),
                ("/1/2", "table.amount"),
                ("/2/0", "table.order"),
                ("/4/1", "table.gap"),
                ("/4/2", "table.amount"),
                ("/4/3", "table.columns"),
            ])
        );
        assert_eq!(faults(""), owned(&[("", "table.empty")]));
    }
}
