//! The values of a column in a sample.

use std::collections::BTreeMap;

use super::guess::{Guess, guess};

/// The values of a column in a sample, and what they seem to be.
pub(super) struct Sampled {
    pub(super) guess: Guess,
    pub(super) empty: f64,
    pub(super) distinct: bool,
    pub(super) examples: Vec<String>,
}

const EXAMPLES: usize = 3;

impl Sampled {
    pub(super) fn new<'a>(values: impl Iterator<Item = &'a str>, pivot_year: Option<i32>) -> Self {
        let mut counts = BTreeMap::<&str, u32>::new();
        let (mut rows, mut empty, mut examples) = (0_u32, 0_u32, Vec::new());
        for value in values {
            rows += 1;
            if value.trim().is_empty() {
                empty += 1;
                continue;
            }
            let count = counts.entry(value).or_default();
            *count += 1;
            if *count == 1 && examples.len() < EXAMPLES {
                examples.push(value.chars().take(60).collect());
            }
        }
        Self {
            distinct: counts.values().all(|&count| count == 1) && !counts.is_empty(),
            empty: f64::from(empty) / f64::from(rows.max(1)),
            guess: guess(&counts, pivot_year),
            examples,
        }
    }
}
