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
        Self::of_sorted(words)
    }

    /// Makes the table of words in ascending order; a word may stand there several times.
    pub(crate) fn of_sorted(words: impl IntoIterator<Item = (String, u32)>) -> Self {
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
        let (found, number) = self.from(word).next()?;
        (found == word).then_some(number)
    }

    /// The words from `word` on, with their numbers.
    pub(crate) fn from<'t>(&'t self, word: &str) -> impl Iterator<Item = (&'t str, u32)> + 't {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.ends.len()).map(|i| (self.word(i), self.numbers[i]))
    }
}
