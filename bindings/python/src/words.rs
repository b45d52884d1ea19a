//! Columns of few different words: one small number a row.

use std::sync::Arc;

use arrow_array::{ArrayRef, DictionaryArray, StringArray, builder::UInt8Builder, types::UInt8Type};

/// Words of the library's own, which it has fewer than 256 of in any column.
#[derive(Default)]
pub(crate) struct Words {
    known: Vec<&'static str>,
    rows: UInt8Builder,
}

impl Words {
    /// Room for so many rows.
    pub(crate) fn with_capacity(rows: usize) -> Self {
        Self { known: Vec::new(), rows: UInt8Builder::with_capacity(rows) }
    }

    pub(crate) fn push(&mut self, word: Option<&'static str>) {
        let key = word.map(|word| {
            // The address tells most words apart at once; a text that stands twice in the program is found by its letters.
            let same = |known: &&str| std::ptr::eq(known.as_ptr(), word.as_ptr()) && known.len() == word.len();
            self.known.iter().position(same).or_else(|| self.known.iter().position(|known| *known == word)).unwrap_or_else(|| {
                self.known.push(word);
                self.known.len() - 1
            }) as u8
        });
        self.rows.append_option(key);
    }

    pub(crate) fn finish(mut self) -> ArrayRef {
        let words = Arc::new(StringArray::from(self.known));
        Arc::new(DictionaryArray::<UInt8Type>::new(self.rows.finish(), words))
    }
}
