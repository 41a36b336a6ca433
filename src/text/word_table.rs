//! Words with numbers, searched by halving and read from an archive in one piece.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Sorted words with a number each, in one string.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct WordTable {
    text: String,
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl WordTable {
    /// Makes the table.
    pub(crate) fn new(words: BTreeMap<String, u32>) -> Self {
        let mut table = Self::default();
        for (word, number) in words {
            table.text.push_str(&word);
            table
                .ends
                .push(u32::try_from(table.text.len()).unwrap_or(u32::MAX));
            table.numbers.push(number);
        }
        table
    }

    fn word(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.text[start..self.ends[index] as usize]
    }

    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Equal => return Some(self.numbers[middle]),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
