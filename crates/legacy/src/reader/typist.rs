//! Fields to values.

use std::sync::Arc;

use crate::{
    bytes::{Charset, marks::Marks},
    dialect::Dialect,
    mapping::{Mapping, Rule},
    record::Accounts,
    split::{Block, Field, Quoting, Row, Shape},
    typing::{Cell, Flaw, Kind},
    value::{Value, Values},
};

use super::{
    Place,
    batch::{Batch, Span},
    explain,
};

/// Types the rows of blocks. It is cheap to clone, so that each thread has its own.
#[derive(Debug, Clone)]
pub(crate) struct Typist {
    pub(crate) plan: Arc<RowPlan>,
    pub(crate) trailer: Option<String>,
    scratch: Vec<u8>,
}

/// How a row of this dump is read.
#[derive(Debug)]
pub(crate) struct RowPlan {
    pub(crate) columns: Vec<Bound>,
    pub(crate) charset: Charset,
    pub(crate) dialect: Dialect,
    pub(crate) rules: Vec<Rule>,
    /// The names of the columns of the file.
    pub(crate) header: Vec<String>,
    key: Vec<usize>,
    /// Whether the key fields stand one after the other in the row, so that the key is a part of it.
    key_together: bool,
}

/// A field of the record and the column that it comes from.
#[derive(Debug)]
pub(crate) struct Bound {
    /// Where the column stands in the file; nothing when the file lacks it, as it may.
    pub(crate) column: Option<usize>,
    /// Its name in the file.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    /// Spellings of nothing, in the bytes of the file.
    pub(crate) nulls: Vec<Vec<u8>>,
}

impl RowPlan {
    pub(crate) fn new(
        mapping: &Mapping,
        places: &[Option<usize>],
        header: Vec<String>,
        charset: Charset,
        dialect: Dialect,
    ) -> Self {
        let columns = mapping.plans().iter().zip(mapping.fields()).zip(places).map(|((plan, field), &column)| Bound {
            column,
            name: column.and_then(|column| header.get(column)).unwrap_or(&field.column).clone(),
            kind: plan.kind.clone(),
            required: plan.required,
            nulls: plan.nulls.iter().filter_map(|null| charset.encode(null)).collect(),
        });
        let key = mapping.key().to_vec();
        let key_together = key.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        Self { columns: columns.collect(), charset, dialect, rules: mapping.rules().to_vec(), header, key, key_together }
    }
}

impl Typist {
    pub(crate) fn new(plan: Arc<RowPlan>) -> Self {
        Self { plan, trailer: None, scratch: Vec::new() }
    }

    /// Types all rows of `block`, which begins at `place`; `place` moves behind it.
    pub(crate) fn read(&mut self, block: &Block, place: &mut Place, batch: &mut Batch, accounts: &mut Accounts) {
        batch.clear();
        for row in &block.rows {
            let bytes = row.bytes(&block.bytes);
            let length = place.length(bytes);
            accounts.file_bytes += length;
            match row.shape {
                Shape::Blank => accounts.blank.add(length),
                Shape::Frame => {
                    let mark = &self.plan.dialect.trailer;
                    if !mark.is_empty() && bytes.starts_with(mark) && self.trailer.is_none() {
                        self.trailer = Some(self.plan.charset.show(bytes.trim_ascii_end()));
                    }
                    accounts.frame.add(length);
                }
                Shape::Whole if self.write(block, row, place, length, batch) => accounts.accepted.add(length),
                Shape::Whole | Shape::Broken(_) => {
                    accounts.quarantined.add(length);
                    batch.spans.push(Span::Refused(batch.refusals.len() as u32));
                    batch.refusals.push(explain::refusal(self, block, row, place, length));
                }
            }
            place.line += u64::from(row.lines);
            place.offset += length;
            place.split_offset += bytes.len() as u64;
        }
    }

    /// Writes a row; whether it holds.
    #[inline]
    fn write(&mut self, block: &Block, row: &Row, place: &Place, length: u64, batch: &mut Batch) -> bool {
        let Self { plan, scratch, .. } = self;
        let fields = row.fields(&block.fields);
        let start = batch.bytes.len();
        let (first_key, last_key) = (plan.key.first().copied(), plan.key.last().copied());
        let (mut key_start, mut key_end) = (start, start);
        for (index, column) in plan.columns.iter().enumerate() {
            if Some(index) == first_key {
                key_start = batch.bytes.len();
            }
            if plan.write(column, fields, &block.bytes, Some(&block.marks), &mut batch.bytes).is_err() {
                batch.bytes.truncate(start);
                return false;
            }
            if Some(index) == last_key {
                key_end = batch.bytes.len();
            }
        }
        let end = batch.bytes.len();
        if !plan.rules.is_empty() && plan.broken_rules(&batch.bytes[start..end]).next().is_some() {
            batch.bytes.truncate(start);
            return false;
        }
        if !plan.key_together {
            key_start = end;
            scratch.clear();
            let mut values = Values::new(&batch.bytes[start..end]);
            let parts: Vec<&[u8]> = core::iter::from_fn(|| values.next_bytes()).collect();
            for part in plan.key.iter().filter_map(|&index| parts.get(index)) {
                scratch.extend_from_slice(part);
            }
            batch.bytes.extend_from_slice(scratch);
            key_end = batch.bytes.len();
        }
        batch.spans.push(Span::Row {
            line: place.line,
            offset: place.offset,
            length,
            row: (start as u32, end as u32),
            key: (key_start as u32, key_end as u32),
        });
        true
    }

    /// The flaws of a row's fields, with the place of each column among those of the mapping.
    pub(crate) fn flaws(&mut self, fields: &[Field], block: &[u8]) -> Vec<(usize, Flaw)> {
        let Self { plan, scratch, .. } = self;
        let flaw = |(index, column)| {
            scratch.clear();
            plan.write(column, fields, block, None, scratch).err().map(|flaw| (index, flaw))
        };
        plan.columns.iter().enumerate().filter_map(flaw).collect()
    }

    /// Whether fields of the right number are a row by themselves. Where a mapping holds text alone, anything is: then
    /// four columns are wanted before a line within quotes is taken for a row.
    pub(crate) fn is_row(&mut self, block: &[u8], fields: &[Field]) -> bool {
        let telling = self.plan.columns.iter().any(|column| !matches!(column.kind, Kind::Text(_)));
        (telling || fields.len() >= 4) && self.flaws(fields, block).is_empty()
    }
}

impl RowPlan {
    /// Writes the value of a column. Without marks, plainness is found from the bytes.
    #[inline]
    fn write(
        &self,
        column: &Bound,
        fields: &[Field],
        block: &[u8],
        marks: Option<&Marks>,
        out: &mut Vec<u8>,
    ) -> Result<(), Flaw> {
        let Some(field) = column.column.and_then(|place| fields.get(place)) else {
            Value::Null.write(out);
            return if column.required { Err(Flaw::Missing) } else { Ok(()) };
        };
        let (start, end) = (field.start as usize, field.end as usize);
        let plain = marks.is_some_and(|marks| marks.plain(start, end));
        if field.quoting == Quoting::Escaped {
            let content = field.content(block, &self.dialect);
            return column.write(Cell::within(&content, 0, content.len(), plain), &self.charset, out);
        }
        column.write(Cell::within(block, start, end, plain), &self.charset, out)
    }

    /// The rules that a row in canonical bytes breaks.
    pub(crate) fn broken_rules<'a>(&'a self, row: &'a [u8]) -> impl Iterator<Item = &'a Rule> {
        let values: Vec<Value<'_>> = Values::new(row).collect();
        self.rules.iter().filter(move |rule| !rule.holds(&values))
    }

    /// The key in canonical bytes, when all its fields hold.
    pub(crate) fn key(&self, fields: &[Field], block: &[u8]) -> Option<Vec<u8>> {
        self.written(self.key.iter().filter_map(|&index| self.columns.get(index)), fields, block)
    }

    /// A row in canonical bytes, when all its fields hold.
    pub(crate) fn row(&self, fields: &[Field], block: &[u8]) -> Option<Vec<u8>> {
        self.written(self.columns.iter(), fields, block)
    }

    fn written<'a>(&self, columns: impl Iterator<Item = &'a Bound>, fields: &[Field], block: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        for column in columns {
            self.write(column, fields, block, None, &mut out).ok()?;
        }
        Some(out)
    }
}

impl Bound {
    #[inline]
    fn write(&self, cell: Cell<'_>, charset: &Charset, out: &mut Vec<u8>) -> Result<(), Flaw> {
        let content = cell.content();
        if content.is_empty() || self.is_nothing(content) {
            Value::Null.write(out);
            return if self.required { Err(Flaw::Missing) } else { Ok(()) };
        }
        let start = out.len();
        self.kind.write(cell, charset, out)?;
        // Text that is blank once it is trimmed is null.
        if self.required && out.len() == start + 1 && out.last() == Some(&0) { Err(Flaw::Missing) } else { Ok(()) }
    }

    /// Blanks, unless blanks are text; and the spellings of nothing.
    #[inline]
    fn is_nothing(&self, content: &[u8]) -> bool {
        let blank = content.first() == Some(&b' ') && !matches!(self.kind, Kind::Text(_)) && content.trim_ascii().is_empty();
        blank || (!self.nulls.is_empty() && self.nulls.iter().any(|null| null == content.trim_ascii()))
    }
}
