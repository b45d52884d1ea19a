//! The recorder chart: a driver's days as a transport manager knows them, drawn as SVG.
//!
//! A row is a day. Driving stands tall, other work lower, availability lower still, rest lies low, so that the chart also
//! reads in print and without colours. What an audit found is marked at its minute.

mod style;

use std::fmt::Write;

use chrono::{Datelike, Timelike};
use haulage_core::calendar::Zone;

use crate::{
    activity::{DAY, Kind, Minute, Stretch, Timeline, instant},
    audit::{AuditReport, Infringement},
    clock::Clock,
};

/// What to draw besides the record.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChartOptions<'a> {
    /// What stands above; absent: the days drawn.
    pub title: Option<&'a str>,
    /// Zone whose days are drawn; absent: UTC, as recorders keep time.
    pub zone: Option<Zone>,
    /// An audit whose findings are marked.
    pub report: Option<&'a AuditReport>,
}

/// Most days that are drawn; of a longer record the last ones are.
pub const MOST_DAYS: usize = 366;

const LEFT: Minute = 108;
const TOP: Minute = 64;
const ROW: Minute = 46;
const HOUR: Minute = 36;
const BASE: Minute = 34;
const TOTALS: Minute = LEFT + 25 * HOUR + 12;
const WIDTH: Minute = TOTALS + 128;

/// Draws a record.
///
/// ```
/// use haulage_scheduling::{
///     activity::{Kind, Stretch, Timeline},
///     chart::{ChartOptions, chart},
/// };
///
/// let svg = chart(&Timeline::new([Stretch::new(Kind::Drive, 360, 630)]), &ChartOptions::default());
/// assert!(svg.starts_with("<svg ") && svg.contains("Driving 06:00–10:30, 4 h 30"));
/// ```
#[must_use]
pub fn chart(timeline: &Timeline, options: &ChartOptions<'_>) -> String {
    let clock = Clock(options.zone);
    let span = timeline.stretches().first().zip(timeline.stretches().last());
    let days = span.map_or_else(Vec::new, |(first, last)| {
        let from = first.from.max(last.until - (MOST_DAYS as Minute + 1) * DAY);
        clock.days(0, from, last.until - 1)
    });
    let days = &days[days.len().saturating_sub(MOST_DAYS + 1)..];
    let rows = days.len().saturating_sub(1) as Minute;
    let height = TOP + rows * ROW + 48;
    let title = options.title.map_or_else(|| usual_title(clock, days), str::to_owned);
    let mut svg = String::new();
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="12"><title>{}</title><style>{}</style><rect class="paper" width="{WIDTH}" height="{height}"/><text class="title" x="12" y="26">{}</text>"#,
        escaped(&title),
        style::SHEET,
        escaped(&title)
    );
    for hour in (0..=24).step_by(2) {
        let _ = write!(svg, r#"<text class="hour" x="{}" y="{}">{hour:02}</text>"#, LEFT + hour * HOUR, TOP - 8);
    }
    for (row, day) in days.windows(2).enumerate() {
        draw_day(&mut svg, timeline, options.report, clock, (day[0], day[1]), TOP + row as Minute * ROW);
    }
    legend(&mut svg, height - 20);
    svg.push_str("</svg>");
    svg
}

fn usual_title(clock: Clock, days: &[Minute]) -> String {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if days.len() > 2 => format!("{} – {}", clock.date(*first), clock.date(last - 1)),
        (Some(only), _) => clock.date(*only).to_string(),
        _ => "No activities".into(),
    }
}

fn draw_day(svg: &mut String, timeline: &Timeline, report: Option<&AuditReport>, clock: Clock, day: (Minute, Minute), y: Minute) {
    let date = clock.date(day.0);
    let hours = (day.1 - day.0) / 60;
    let _ = write!(svg, r#"<text class="day" x="12" y="{}">{} {date}</text>"#, y + BASE - 6, date.weekday());
    for hour in 0..=hours {
        let x = LEFT + hour * HOUR;
        let _ = write!(svg, r#"<path class="grid" d="M{x} {}V{}"/>"#, y + 2, y + BASE);
    }
    let (mut driven, mut worked) = (0, 0);
    for stretch in within(timeline, day) {
        let minutes = stretch.minutes();
        driven += if stretch.kind == Kind::Drive { minutes } else { 0 };
        worked += if stretch.kind.is_work() { minutes } else { 0 };
        draw_stretch(svg, clock, &stretch, day.0, y);
    }
    let _ = write!(svg, r#"<path class="base" d="M{LEFT} {0}H{1}"/>"#, y + BASE, LEFT + hours * HOUR);
    let _ = write!(
        svg,
        r#"<text class="sum" x="{TOTALS}" y="{}">{} driving</text><text class="sum" x="{TOTALS}" y="{}">{} work in all</text>"#,
        y + BASE - 14,
        lasting(driven),
        y + BASE,
        lasting(worked)
    );
    let found = report.map_or(&[][..], |report| report.infringements.as_slice());
    for infringement in found.iter().filter(|found| day.0 <= found.at && found.at < day.1) {
        draw_mark(svg, clock, infringement, day.0, y);
    }
}

/// The stretches as far as they lie in a day.
fn within(timeline: &Timeline, (from, until): (Minute, Minute)) -> impl Iterator<Item = Stretch> {
    let stretches = timeline.stretches();
    let first = stretches.partition_point(|stretch| stretch.until <= from);
    stretches[first..].iter().take_while(move |stretch| stretch.from < until).map(move |stretch| Stretch {
        from: stretch.from.max(from),
        until: stretch.until.min(until),
        ..*stretch
    })
}

fn draw_stretch(svg: &mut String, clock: Clock, stretch: &Stretch, day: Minute, y: Minute) {
    let look = style::look(stretch.kind);
    let aboard = [(stretch.crew, ", second driver on board"), (stretch.ferry, ", on a ferry or train")];
    let aboard: String = aboard.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect();
    let _ = write!(
        svg,
        r#"<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{} {}–{}, {}{aboard}</title></rect>"#,
        look.class,
        tenths(LEFT * 10 + (stretch.from - day) * HOUR / 6),
        y + BASE - look.height,
        tenths(stretch.minutes() * HOUR / 6),
        look.height,
        look.name,
        wall(clock, stretch.from),
        wall(clock, stretch.until),
        lasting(stretch.minutes())
    );
}

fn draw_mark(svg: &mut String, clock: Clock, found: &Infringement, day: Minute, y: Minute) {
    let x = LEFT * 10 + (found.at - day) * HOUR / 6;
    let severity = found.severity.map_or_else(String::new, |severity| format!(", {}", style::words(severity)));
    let _ = write!(
        svg,
        r#"<path class="mark" d="M{} {}l5 -9h-10z"><title>{} {}: {} of {} allowed{severity}</title></path>"#,
        tenths(x),
        y + 10,
        wall(clock, found.at),
        escaped(&found.article),
        found.measured,
        found.allowed
    );
}

fn legend(svg: &mut String, y: Minute) {
    for (index, kind) in style::KINDS.into_iter().enumerate() {
        let (look, x) = (style::look(kind), LEFT + index as Minute * 136);
        let _ = write!(
            svg,
            r#"<rect class="{}" x="{x}" y="{}" width="18" height="{}"/><text x="{}" y="{y}">{}</text>"#,
            look.class,
            y - look.height,
            look.height,
            x + 24,
            look.name
        );
    }
    let x = LEFT + style::KINDS.len() as Minute * 136;
    let _ = write!(svg, r#"<path class="mark" d="M{} {y}l5 -9h-10z"/><text x="{}" y="{y}">Infringement</text>"#, x + 9, x + 24);
}

/// What the clock shows.
fn wall(clock: Clock, at: Minute) -> String {
    let moment = instant(at).unwrap_or_default();
    let time = clock.0.map_or(moment.naive_utc(), |zone| zone.wall_clock(moment.fixed_offset()));
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn lasting(minutes: Minute) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// Tenths of a unit, written without a float.
fn tenths(tenths: Minute) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Text that may stand in XML: markup escaped, what XML cannot hold left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_over_midnight_has_a_row_for_each_day() {
        let svg = chart(&Timeline::new([Stretch::new(Kind::Drive, 1_380, 1_500)]), &ChartOptions::default());
        assert_eq!(svg.matches(r#"class="day""#).count(), 2);
        assert!(svg.contains("Driving 23:00–00:00, 1 h 00") && svg.contains("Driving 00:00–01:00, 1 h 00"));
        assert!(svg.contains("1970-01-01 – 1970-01-02"));
    }

    #[test]
    fn no_title_breaks_out_of_the_drawing() {
        let options = ChartOptions { title: Some("</title><script>\u{0}&\"\u{ffff}"), ..ChartOptions::default() };
        let svg = chart(&Timeline::default(), &options);
        assert!(!svg.contains("<script") && svg.contains("&lt;/title&gt;&lt;script&gt; &amp;&quot;"));
    }

    #[test]
    fn a_day_of_twenty_five_hours_is_drawn_whole() {
        let berlin = Zone::new("Europe/Berlin").unwrap();
        // 25 October 2026, when clocks in Berlin go back: from 22:00 UTC the day before to 23:00 UTC.
        let from = crate::activity::minute("2026-10-24T22:00:00Z".parse().unwrap());
        let timeline = Timeline::new([Stretch::new(Kind::Rest, from, from + 25 * 60)]);
        let svg = chart(&timeline, &ChartOptions { zone: Some(berlin), ..ChartOptions::default() });
        assert_eq!(svg.matches(r#"class="day""#).count(), 1);
        assert!(svg.contains("Rest 00:00–00:00, 25 h 00"));
    }

    #[test]
    fn a_record_of_many_thousand_years_shows_its_last_year() {
        let svg = chart(&Timeline::new([Stretch::new(Kind::Rest, 0, 90_000_000 * DAY)]), &ChartOptions::default());
        assert_eq!(svg.matches(r#"class="day""#).count(), MOST_DAYS);
    }
}
