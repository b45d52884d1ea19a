//! Rows that are in order in several places, read as one.

use std::io;

use super::{
    Prefix, Row,
    gathering::{Gathering, Ordered},
    run::{Reading, Run},
};

/// Rows in the order of their keys. Of equal keys, that of the earlier part comes first.
#[derive(Debug)]
pub(crate) struct Sorted {
    parts: Vec<Part>,
    /// The part whose row was given out last.
    given: Option<usize>,
}

/// Rows in order, standing at one of them.
#[derive(Debug)]
struct Part {
    rows: Rows,
    prefix: Prefix,
}

#[derive(Debug)]
enum Rows {
    Run(Reading),
    Gathered(Ordered),
}

impl Part {
    /// Goes to the next row; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let is_there = match &mut self.rows {
            Rows::Run(run) => run.advance()?,
            Rows::Gathered(gathered) => gathered.advance(),
        };
        self.prefix = Prefix::of(self.row().key);
        Ok(is_there)
    }

    fn row(&self) -> Row<'_> {
        match &self.rows {
            Rows::Run(run) => run.row(),
            Rows::Gathered(gathered) => gathered.row(),
        }
    }

    fn comes_before(&self, other: &Self) -> bool {
        self.prefix < other.prefix || (self.prefix == other.prefix && self.row().key < other.row().key)
    }
}

impl Sorted {
    /// Of runs, and of rows that gathered after those.
    pub(super) fn new(runs: Vec<Run>, gathering: Gathering) -> io::Result<Self> {
        let mut all = runs.into_iter().map(|run| run.read().map(Rows::Run)).collect::<io::Result<Vec<_>>>()?;
        all.push(Rows::Gathered(gathering.sorted()));
        let mut parts = Vec::with_capacity(all.len());
        for rows in all {
            let mut part = Part { rows, prefix: Prefix::default() };
            if part.advance()? {
                parts.push(part);
            }
        }
        Ok(Self { parts, given: None })
    }

    /// The next row; nothing behind the last.
    pub(crate) fn advance(&mut self) -> io::Result<Option<Row<'_>>> {
        if let Some(given) = self.given.take()
            && !self.parts[given].advance()?
        {
            self.parts.remove(given);
        }
        let mut first = 0;
        for index in 1..self.parts.len() {
            if self.parts[index].comes_before(&self.parts[first]) {
                first = index;
            }
        }
        self.given = (!self.parts.is_empty()).then_some(first);
        Ok(self.given.map(|given| self.parts[given].row()))
    }
}
