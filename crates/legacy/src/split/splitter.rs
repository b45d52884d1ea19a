//! The law of splitting.

use crate::{
    bytes::marks::{Marks, Needles},
    dialect::{Dialect, Escape, LineEnd},
};

use super::{Break, Field, Quoting, Shape};

/// Splits a dump, row after row, and remembers what one row must know of those before it.
#[derive(Debug)]
pub(crate) struct Splitter {
    dialect: Dialect,
    /// How many fields a row must have; unknown while the header is read.
    pub(crate) columns: Option<usize>,
    row_limit: usize,
    /// Bytes that quotes which did not close may still cost. It grows with what is read, so that no file costs more
    /// than a multiple of its size, and does not depend on where blocks end.
    allowance: u64,
    /// Up to this offset a lone CR ends rows, whatever the dialect says.
    any_until: u64,
    /// The trailer has been read.
    ended: bool,
    /// The rest of this line belongs to a row that was too long.
    discarding: bool,
}

/// The outcome of one look at a row.
pub(crate) enum Step {
    /// A row that ends before `end`.
    Row { end: usize, lines: usize, shape: Shape },
    /// The block ends before the row does.
    More,
}

enum Attempt {
    /// `crossed` is the first quote whose field goes over a line end.
    Done {
        end: usize,
        crossed: Option<usize>,
    },
    More,
    Open {
        at: usize,
    },
    AfterQuote {
        at: usize,
        open: usize,
        crossed: Option<usize>,
    },
}

enum Edge {
    Delimiter(usize),
    LineEnd(usize),
    End,
    Unknown,
    Other,
}

/// A row as bytes, with the marks of its block and the offset of the block in the file.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) marks: &'a Marks,
    pub(crate) offset: u64,
    pub(crate) last: bool,
}

impl Splitter {
    pub(crate) fn new(dialect: Dialect, row_limit: usize) -> Self {
        Self { dialect, columns: None, row_limit, allowance: 4 << 20, any_until: 0, ended: false, discarding: false }
    }

    pub(crate) fn needles(&self) -> Needles {
        let delimiter = self.dialect.delimiter.first().copied().unwrap_or(b',');
        let quote = self.dialect.quote.unwrap_or(delimiter);
        let escape = match self.dialect.escape {
            Escape::Byte(escape) => escape,
            Escape::Doubled => b'\r',
        };
        Needles([delimiter, quote, b'\n', b'\r', escape])
    }

    /// The row that begins at `start`. `is_whole` says whether fields which have the right number could be a row.
    pub(crate) fn row(
        &mut self,
        view: View<'_>,
        start: usize,
        fields: &mut Vec<Field>,
        is_whole: &mut dyn FnMut(&[u8], &[Field]) -> bool,
    ) -> Step {
        if self.ended {
            return if view.last { Step::Row { end: view.bytes.len(), lines: 1, shape: Shape::Frame } } else { Step::More };
        }
        if let Some(step) = self.frame(view, start) {
            return step;
        }
        let first = fields.len();
        let any = self.any(view, start);
        if self.discarding {
            let line = physical_line(view, start, any);
            self.discarding = line.is_none();
            return long(line.unwrap_or(view.bytes.len()), usize::from(line.is_some()));
        }
        match self.attempt(view, start, any, fields) {
            Attempt::More => self.too_long(view, start, first, fields),
            Attempt::Done { end, .. } if end - start > self.row_limit => {
                fields.truncate(first);
                long(end, line_ends(&view.bytes[start..end], any))
            }
            Attempt::Done { end, crossed: None } => {
                let found = fields.len() - first;
                let shape = self.shape(found, view.bytes, &fields[first..]);
                if matches!(shape, Shape::Broken(_))
                    && !any
                    && let Some(step) = self.parted_by_cr(view, start, end, first, fields)
                {
                    return step;
                }
                self.earn(end - start);
                Step::Row { end, lines: 1, shape }
            }
            Attempt::Done { end, crossed: Some(open) } => {
                let found = fields.len() - first;
                let shape = self.shape(found, view.bytes, &fields[first..]);
                if self.swallowed_a_row(view, start, end, any, is_whole) {
                    return self.undo(view, start, first, fields, Break::QuoteOpen((open - start) as u32), end - start);
                }
                self.earn(end - start);
                let lines = line_ends(&view.bytes[start..end], any).max(1);
                Step::Row { end, lines, shape }
            }
            Attempt::Open { at } => {
                let cost = self.reach().min(view.bytes.len() - start);
                self.undo(view, start, first, fields, Break::QuoteOpen((at - start) as u32), cost)
            }
            Attempt::AfterQuote { at, open, crossed } => {
                // A quote right behind a delimiter was meant to open a field: the one before it never closed.
                let opens = view.bytes[open + 1..at].ends_with(&self.dialect.delimiter);
                let reason = match crossed.or_else(|| opens.then_some(open)) {
                    Some(open) => Break::QuoteOpen((open - start) as u32),
                    None => Break::AfterQuote((at - start) as u32),
                };
                self.undo(view, start, first, fields, reason, at - start)
            }
        }
    }

    fn shape(&self, found: usize, bytes: &[u8], fields: &[Field]) -> Shape {
        let blank = || fields.iter().all(|field| field.quoting == Quoting::Bare && field.raw(bytes).trim_ascii().is_empty());
        match self.columns {
            Some(columns) if found != columns => {
                if found == 1 && blank() {
                    Shape::Blank
                } else {
                    Shape::Broken(Break::Columns(found as u32))
                }
            }
            _ if found == 1 && blank() => Shape::Blank,
            _ => Shape::Whole,
        }
    }

    /// Comments, the trailer and what follows it, and the end-of-file sign of DOS.
    fn frame(&mut self, view: View<'_>, start: usize) -> Option<Step> {
        let rest = &view.bytes[start..];
        if rest == [0x1a] && view.last {
            return Some(Step::Row { end: view.bytes.len(), lines: 1, shape: Shape::Frame });
        }
        let Dialect { comment, trailer, .. } = &self.dialect;
        for (mark, ends) in [(comment, false), (trailer, true)] {
            if mark.is_empty() {
                continue;
            }
            if rest.len() < mark.len() && !view.last && mark.starts_with(rest) {
                return Some(Step::More);
            }
            if rest.starts_with(mark) {
                let Some(end) = physical_line(view, start, self.any(view, start)) else { return Some(Step::More) };
                self.ended |= ends;
                return Some(Step::Row { end, lines: 1, shape: Shape::Frame });
            }
        }
        None
    }

    fn any(&self, view: View<'_>, start: usize) -> bool {
        self.dialect.line_end == LineEnd::Any || view.offset + (start as u64) < self.any_until
    }

    fn earn(&mut self, bytes: usize) {
        self.allowance = self.allowance.saturating_add(bytes as u64 * 4);
    }

    /// How far from the start of a row a quoted field may reach.
    fn reach(&self) -> usize {
        self.row_limit.min(usize::try_from(self.allowance).unwrap_or(usize::MAX))
    }

    #[inline]
    fn attempt(&self, view: View<'_>, start: usize, any: bool, fields: &mut Vec<Field>) -> Attempt {
        let View { bytes, marks, last, .. } = view;
        let delimiter = self.dialect.delimiter.as_slice();
        let (Some(&delimiter_byte), width) = (delimiter.first(), delimiter.len()) else {
            return Attempt::Done { end: bytes.len(), crossed: None };
        };
        let mut walk = marks.walk(start);
        let (mut field, mut skip, mut quoting, mut crossed) = (start, start, Quoting::Bare, None);
        loop {
            let at = walk.next();
            let Some(&byte) = bytes.get(at) else {
                if !last {
                    return Attempt::More;
                }
                fields.push(Field::new(field, bytes.len(), quoting));
                return Attempt::Done { end: bytes.len(), crossed };
            };
            if at < skip {
                continue;
            }
            if byte == delimiter_byte {
                if width > 1 && !bytes[at..].starts_with(delimiter) {
                    if !last && bytes.len() - at < width {
                        return Attempt::More;
                    }
                    continue;
                }
                fields.push(Field::new(field, at, quoting));
                field = at + width;
                skip = field;
                quoting = Quoting::Bare;
            } else if byte == b'\n' || byte == b'\r' {
                match line_end(bytes, at, any, last) {
                    Edge::LineEnd(end) => {
                        fields.push(Field::new(field, at, quoting));
                        return Attempt::Done { end, crossed };
                    }
                    Edge::Unknown => return Attempt::More,
                    _ => {}
                }
            } else if self.dialect.escape == Escape::Byte(byte) {
                quoting = Quoting::Escaped;
                skip = at + 2;
            } else {
                let opens = field == at || (self.dialect.blanks && bytes[field..at].trim_ascii().is_empty());
                if !opens {
                    continue;
                }
                let (close, escaped) = match self.close(bytes, &mut walk, at, start, last) {
                    Close::At(close, escaped) => (close, escaped),
                    Close::More => return Attempt::More,
                    Close::Never => return Attempt::Open { at },
                };
                if crossed.is_none() && line_ends(&bytes[at..close], any) > 0 {
                    crossed = Some(at);
                }
                let content = Field::new(at + 1, close, if escaped { Quoting::Escaped } else { Quoting::Quoted });
                match self.after_quote(bytes, close + 1, any, last) {
                    Edge::Delimiter(next) => {
                        fields.push(content);
                        field = next;
                        skip = next;
                    }
                    Edge::LineEnd(end) => {
                        fields.push(content);
                        return Attempt::Done { end, crossed };
                    }
                    Edge::End => {
                        fields.push(content);
                        return Attempt::Done { end: bytes.len(), crossed };
                    }
                    Edge::Unknown => return Attempt::More,
                    Edge::Other => {
                        return Attempt::AfterQuote { at: close, open: at, crossed };
                    }
                }
            }
        }
    }

    /// Where the quote that opens at `open` closes, and whether escapes stand before.
    fn close(&self, bytes: &[u8], walk: &mut crate::bytes::marks::Walk<'_>, open: usize, start: usize, last: bool) -> Close {
        let quote = bytes[open];
        let reach = start.saturating_add(self.reach());
        let (mut skip, mut escaped) = (open + 1, false);
        loop {
            let at = walk.next();
            if at.min(bytes.len()) > reach {
                return Close::Never;
            }
            let Some(&byte) = bytes.get(at) else {
                return if last { Close::Never } else { Close::More };
            };
            if at < skip {
                continue;
            }
            if self.dialect.escape == Escape::Byte(byte) && byte != quote {
                escaped = true;
                skip = at + 2;
            } else if byte == quote {
                match bytes.get(at + 1) {
                    Some(&next) if next == quote => {
                        escaped = true;
                        skip = at + 2;
                    }
                    None if !last => return Close::More,
                    _ => return Close::At(at, escaped),
                }
            }
        }
    }

    fn after_quote(&self, bytes: &[u8], mut at: usize, any: bool, last: bool) -> Edge {
        let delimiter = self.dialect.delimiter.as_slice();
        if self.dialect.blanks && !delimiter.first().is_some_and(u8::is_ascii_whitespace) {
            while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
                at += 1;
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return if last { Edge::End } else { Edge::Unknown };
        }
        if rest.starts_with(delimiter) {
            return Edge::Delimiter(at + delimiter.len());
        }
        if !last && delimiter.starts_with(rest) {
            return Edge::Unknown;
        }
        if matches!(rest[0], b'\r' | b'\n') { line_end(bytes, at, any, last) } else { Edge::Other }
    }

    /// Whether a line that the row from `start` to `end` swallowed in quotes is a whole row by itself.
    fn swallowed_a_row(
        &self,
        view: View<'_>,
        start: usize,
        end: usize,
        any: bool,
        is_whole: &mut dyn FnMut(&[u8], &[Field]) -> bool,
    ) -> bool {
        let Some(columns) = self.columns.filter(|&columns| columns > 1) else { return false };
        let within = View { bytes: &view.bytes[..end], last: true, ..view };
        let mut inner = Vec::with_capacity(columns);
        let mut line = start;
        while let Some(next) = physical_line(within, line, any).filter(|&next| next < end) {
            line = next;
            inner.clear();
            if let Attempt::Done { crossed: None, .. } = self.attempt(within, line, any, &mut inner)
                && inner.len() == columns
                && !inner.iter().any(|field| self.has_stray_quote(*field, view.bytes))
                && is_whole(view.bytes, &inner)
            {
                return true;
            }
        }
        false
    }

    /// A quote within a bare field: the line is the tail of a quoted field rather than a row.
    fn has_stray_quote(&self, field: Field, bytes: &[u8]) -> bool {
        field.quoting == Quoting::Bare && self.dialect.quote.is_some_and(|quote| field.raw(bytes).contains(&quote))
    }

    /// A line of the wrong width in which lone CRs part rows of the right width: from here to its end they do.
    fn parted_by_cr(&mut self, view: View<'_>, start: usize, end: usize, first: usize, fields: &mut Vec<Field>) -> Option<Step> {
        let columns = self.columns?;
        memchr::memchr(b'\r', &view.bytes[start..end]).filter(|at| start + at + 2 < end)?;
        let whole = fields.split_off(first);
        match self.attempt(View { last: true, bytes: &view.bytes[..end], ..view }, start, true, fields) {
            Attempt::Done { end: piece, crossed: None } if piece < end && fields.len() - first == columns => {
                self.any_until = view.offset + end as u64;
                self.earn(piece - start);
                Some(Step::Row { end: piece, lines: 1, shape: Shape::Whole })
            }
            _ => {
                fields.truncate(first);
                fields.extend(whole);
                None
            }
        }
    }

    /// The physical line alone, refused; `cost` bytes were looked at in vain.
    fn undo(&mut self, view: View<'_>, start: usize, first: usize, fields: &mut Vec<Field>, reason: Break, cost: usize) -> Step {
        match physical_line(view, start, self.any(view, start)) {
            Some(end) if end - start <= self.row_limit => {
                fields.truncate(first);
                self.allowance = self.allowance.saturating_sub(cost as u64);
                self.earn(end - start);
                Step::Row { end, lines: 1, shape: Shape::Broken(reason) }
            }
            _ => self.too_long(view, start, first, fields),
        }
    }

    /// A row whose end is not in the block: either more must be read, or it is longer than a row may be.
    fn too_long(&mut self, view: View<'_>, start: usize, first: usize, fields: &mut Vec<Field>) -> Step {
        fields.truncate(first);
        let length = view.bytes.len() - start;
        if length <= self.row_limit {
            return Step::More;
        }
        // A file may turn to lone CRs in its midst.
        if !self.any(view, start)
            && let Some(end) = physical_line(View { last: false, ..view }, start, true)
        {
            self.any_until = view.offset + view.bytes.len() as u64;
            return Step::Row { end, lines: 1, shape: Shape::Broken(Break::Columns(1)) };
        }
        self.discarding = true;
        long(view.bytes.len(), 0)
    }
}

const fn long(end: usize, lines: usize) -> Step {
    Step::Row { end, lines, shape: Shape::Broken(Break::TooLong) }
}

enum Close {
    At(usize, bool),
    More,
    Never,
}

/// The line end at `at`, a CR or LF; nothing of the kind when a lone CR ends no line.
#[inline]
fn line_end(bytes: &[u8], at: usize, any: bool, last: bool) -> Edge {
    if bytes[at] == b'\n' {
        return Edge::LineEnd(at + 1);
    }
    match bytes.get(at + 1) {
        Some(b'\n') => Edge::LineEnd(at + 2),
        None if !last => Edge::Unknown,
        Some(_) if !any => Edge::Other,
        _ => Edge::LineEnd(at + 1),
    }
}

/// Behind the physical line that begins at `start`; nothing when the block ends before it.
fn physical_line(view: View<'_>, start: usize, any: bool) -> Option<usize> {
    let mut at = start;
    loop {
        let rest = &view.bytes[at..];
        let found = if any { memchr::memchr2(b'\n', b'\r', rest) } else { memchr::memchr(b'\n', rest) };
        let Some(found) = found else { return view.last.then_some(view.bytes.len()) };
        match line_end(view.bytes, at + found, any, view.last) {
            Edge::LineEnd(end) => return Some(end),
            Edge::Unknown => return None,
            _ => at += found + 1,
        }
    }
}

/// How many lines end within `bytes`.
fn line_ends(bytes: &[u8], any: bool) -> usize {
    let lf = memchr::memchr_iter(b'\n', bytes).count();
    if !any {
        return lf;
    }
    lf + memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) != Some(&b'\n')).count()
}

#[cfg(test)]
#[path = "splitter_tests.rs"]
mod tests;
