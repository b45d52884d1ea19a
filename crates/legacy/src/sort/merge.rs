//! Sorted runs read as one.

use std::{
    fs::File,
    io::{self, BufReader, ErrorKind, Read as _},
};

use super::{Prefix, Row};
use crate::codec::Pieces;

/// Merges runs. Of equal keys the one of the earlier run comes first.
#[derive(Debug)]
pub(crate) struct Merge {
    runs: Vec<Run>,
    /// The run whose row was given out last.
    given: Option<usize>,
}

#[derive(Debug)]
struct Run {
    source: BufReader<File>,
    bytes: Vec<u8>,
    prefix: Prefix,
}

impl Run {
    /// Reads the next row; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let mut length = [0; 4];
        match self.source.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
        self.bytes.resize(u32::from_le_bytes(length) as usize, 0);
        self.source.read_exact(&mut self.bytes)?;
        self.prefix = Prefix::of(self.key());
        Ok(true)
    }

    fn key(&self) -> &[u8] {
        Pieces(&self.bytes).counted().unwrap_or_default()
    }

    fn comes_before(&self, other: &Self) -> bool {
        (self.prefix, self.key()) < (other.prefix, other.key())
    }
}

impl Merge {
    pub(super) fn of(files: Vec<File>) -> io::Result<Self> {
        let mut runs = Vec::with_capacity(files.len());
        for file in files {
            let source = BufReader::with_capacity(1 << 16, file);
            let mut run = Run { source, bytes: Vec::new(), prefix: Prefix::default() };
            if run.advance()? {
                runs.push(run);
            }
        }
        Ok(Self { runs, given: None })
    }

    pub(super) fn advance(&mut self) -> io::Result<Option<Row<'_>>> {
        if let Some(given) = self.given.take()
            && !self.runs[given].advance()?
        {
            self.runs.remove(given);
        }
        let mut first = 0;
        for index in 1..self.runs.len() {
            if self.runs[index].comes_before(&self.runs[first]) {
                first = index;
            }
        }
        self.given = (!self.runs.is_empty()).then_some(first);
        Ok(self.given.and_then(|given| Row::read(&mut Pieces(&self.runs[given].bytes))))
    }
}
