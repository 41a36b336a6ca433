//! Packs compiled when the program is built: reading TOML and stemming some ten thousand words
//! would take longer than all the linting.
//!
//! An archive is a table of names and lengths, then the chunks one after the other, each
//! serialised by itself, so that a run reads only what it needs.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{LanguagePack, Pack, WishPack};
use crate::language::Language;

/// The name of the chunk of rules.
const RULES: &str = "rules";
/// The name of the chunk of languages.
const LANGUAGES: &str = "languages";
/// The name of the chunk of synonyms.
pub(super) const LEXICON: &str = "lexicon";

/// The name of the chunk of a language's patterns.
pub(super) fn patterns(language: &str) -> String {
    format!("patterns.{language}")
}

/// The name of the chunk of a language's wishes.
pub(super) fn wishes(language: &str) -> String {
    format!("wishes.{language}")
}

/// An archive in memory.
#[derive(Debug, Clone)]
pub struct Archive {
    table: Vec<Entry>,
    chunks: &'static [u8],
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    name: String,
    length: usize,
}

impl Archive {
    /// Opens an archive that [`write`] made.
    ///
    /// # Errors
    /// When the bytes are no archive of this version of the program.
    pub fn open(bytes: &'static [u8]) -> Result<Self, postcard::Error> {
        let (table, chunks) = postcard::take_from_bytes(bytes)?;
        Ok(Self { table, chunks })
    }

    /// The pack in the archive. Its patterns are read when they are needed; examples and the
    /// patterns' wording aren't in it.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn pack(self) -> Result<Pack, postcard::Error> {
        let missing = || postcard::Error::DeserializeUnexpectedEnd;
        let languages: Vec<Language> = self.read(LANGUAGES).ok_or_else(missing)?;
        let mut pack: Pack = self.read(RULES).ok_or_else(missing)?;
        pack.languages = languages.into_iter().map(Arc::new).collect();
        pack.archive = Some(self);
        Ok(pack)
    }

    pub(super) fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let mut start = 0;
        for entry in &self.table {
            if entry.name == name {
                return postcard::from_bytes(self.chunks.get(start..start + entry.length)?).ok();
            }
            start += entry.length;
        }
        None
    }
}

/// Compiles a pack into the bytes of an archive.
///
/// # Errors
/// What can't be serialised.
pub fn write(pack: &Pack) -> Result<Vec<u8>, postcard::Error> {
    let languages: Vec<Language> = pack.languages.iter().map(|l| l.for_archive()).collect();
    let mut chunks = vec![
        (RULES.to_owned(), postcard::to_allocvec(pack)?),
        (LANGUAGES.to_owned(), postcard::to_allocvec(&languages)?),
        (LEXICON.to_owned(), postcard::to_allocvec(&pack.lexicon())?),
    ];
    for language in &pack.languages {
        let compiled = LanguagePack::new(pack, language);
        chunks.push((patterns(language.code()), postcard::to_allocvec(&compiled)?));
        let compiled = WishPack::new(pack, language);
        chunks.push((wishes(language.code()), postcard::to_allocvec(&compiled)?));
    }
    let table: Vec<Entry> = chunks
        .iter()
        .map(|(name, bytes)| Entry {
            name: name.clone(),
            length: bytes.len(),
        })
        .collect();
    let mut out = postcard::to_allocvec(&table)?;
    out.extend(chunks.into_iter().flat_map(|(_, bytes)| bytes));
    Ok(out)
}
