//! Set phrases of a language, such as greetings, ready to be looked up.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use crate::text::fold::fold;

/// In a phrase, any word.
pub(crate) const ANY: &str = "*";

/// Phrases by their first word, folded and without punctuation at the ends of words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Phrases(HashMap<String, Vec<Vec<String>>>);

impl Phrases {
    pub(super) fn new(list: &[String]) -> Self {
        let mut phrases: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for phrase in list {
            let words: Vec<String> = phrase.split_whitespace().map(word).collect();
            if let Some(first) = words.first() {
                phrases.entry(first.clone()).or_default().push(words);
            }
        }
        Self(phrases)
    }

    /// The phrases that begin with a folded word, or with [`ANY`] word.
    pub(crate) fn starting_with(&self, word: &str) -> impl Iterator<Item = &[String]> {
        let open = self.0.get(ANY).into_iter();
        let exact = self.0.get(word).into_iter();
        exact.chain(open).flatten().map(Vec::as_slice)
    }

    /// Whether a phrase begins with a folded word itself.
    pub(crate) fn has_first(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

/// A word of a phrase as it is compared: `&` stays, `fr.` is `fr`.
fn word(written: &str) -> String {
    let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
    fold(if bare.is_empty() { written } else { bare })
}
