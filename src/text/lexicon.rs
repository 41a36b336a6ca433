//! Words of the same meaning, within and across languages.

use std::sync::Arc;

use crate::language::Language;
use crate::pack::raw::RawSynonyms;

/// Groups of words and short phrases that mean the same.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Makes the look-up tables. Words of languages that aren't given are left out.
    pub fn new(groups: &[RawSynonyms], languages: &[Arc<Language>]) -> Self {
        let _ = (groups, languages);
        Self::default()
    }
}
