//! A profile for people: as text, and as a page that needs nothing beside itself.

use core::fmt::Write;

use super::{
    Drift, FieldProfile, Profile,
    drift::{per_cent, share},
};

const STYLE: &str = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}\
td.n{text-align:right;font-variant-numeric:tabular-nums}.bar{background:#c9d8ea;height:.6rem;display:inline-block}\
.bad{color:#a40000}@media(prefers-color-scheme:dark){body{background:#16181b;color:#e6e6e6}th,td{border-color:#3a3d42}}";

impl Profile {
    /// The profile as text.
    #[must_use]
    pub fn to_text(&self, drifts: &[Drift]) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "{}: {}", self.name.as_deref().unwrap_or("dump"), self.accounts);
        let _ = writeln!(out, "{}", self.rows_line());
        let _ = writeln!(out, "{}, {}", self.findings.encoding, self.findings.encoding_because);
        for drift in drifts {
            let _ = writeln!(
                out,
                "drift  {}{}",
                drift.field.as_ref().map(|field| format!("{field}: ")).unwrap_or_default(),
                drift.cause
            );
        }
        for refusal in &self.refusals {
            let _ =
                writeln!(out, "refused  {:>9}  {}  {}", refusal.rows, refusal.code, refusal.column.as_deref().unwrap_or("row"));
        }
        for field in &self.fields {
            let _ = writeln!(
                out,
                "{:<28} null {:>7}  distinct {:>7}  {} .. {}",
                field.field,
                per_cent(share(field.nulls, self.accounts.accepted.rows)),
                distinct(field),
                field.least.as_deref().unwrap_or("-"),
                field.greatest.as_deref().unwrap_or("-"),
            );
        }
        out
    }

    /// The profile as an HTML page.
    #[must_use]
    pub fn to_html(&self, drifts: &[Drift]) -> String {
        let title = escape(self.name.as_deref().unwrap_or("dump"));
        let mut out = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title}</title><style>{STYLE}</style><h1>{title}</h1><p>{}</p><p>{}</p><p>{}: {}</p>",
            escape(&self.rows_line()),
            escape(&self.accounts.to_string()),
            escape(&self.findings.encoding),
            escape(&self.findings.encoding_because),
        );
        table(
            &mut out,
            "Changed since the last dump",
            ["field", "what"],
            drifts.iter().map(|drift| [escape(drift.field.as_deref().unwrap_or("dump")), escape(&drift.cause)]),
        );
        table(
            &mut out,
            "The file",
            ["column", "what"],
            self.findings.columns_found.iter().map(|found| [escape(&found.column), escape(&found.cause)]),
        );
        table(
            &mut out,
            "Refused",
            ["reason", "column", "rows"],
            self.refusals.iter().map(|refusal| {
                [escape(&refusal.code), escape(refusal.column.as_deref().unwrap_or("row")), refusal.rows.to_string()]
            }),
        );
        let rows = self.accounts.accepted.rows;
        table(
            &mut out,
            "Fields",
            ["field", "without value", "different values", "least", "greatest", "most frequent"],
            self.fields.iter().map(|field| {
                let nulls = share(field.nulls, rows);
                let frequent: Vec<String> =
                    field.frequent.iter().take(5).map(|f| format!("{} ({})", escape(&f.value), f.rows)).collect();
                [
                    escape(&field.field),
                    format!("<span class=\"bar\" style=\"width:{:.0}px\"></span> {}", nulls * 60.0, per_cent(nulls)),
                    distinct(field),
                    escape(field.least.as_deref().unwrap_or("")),
                    escape(field.greatest.as_deref().unwrap_or("")),
                    frequent.join(", "),
                ]
            }),
        );
        out.push_str("</html>\n");
        out
    }

    fn rows_line(&self) -> String {
        let accounts = &self.accounts;
        let whole = if self.balanced { "every byte is accounted for" } else { "bytes are missing from the accounts" };
        format!(
            "{} rows accepted, {} refused, {} blank lines; {whole}",
            accounts.accepted.rows, accounts.quarantined.rows, accounts.blank.rows
        )
    }
}

fn distinct(field: &FieldProfile) -> String {
    format!("{}{}", if field.distinct_is_least { "≥ " } else { "" }, field.distinct)
}

fn table<const N: usize>(out: &mut String, title: &str, head: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = write!(out, "<h2>{title}</h2><table><tr>{}</tr>", head.map(|name| format!("<th>{name}</th>")).concat());
    for row in rows {
        let _ = write!(out, "<tr>{}</tr>", row.map(|cell| format!("<td>{cell}</td>")).concat());
    }
    out.push_str("</table>");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
