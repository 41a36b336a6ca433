//! Words of the same meaning, within and across languages.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::hash::WordMap;
use super::token::plain_words;
use crate::language::Language;
use crate::pack::raw::RawSynonyms;

/// Phrases of more words aren't looked for.
const LONGEST: usize = 4;

/// Groups of words and short phrases that mean the same.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Language → first stem → phrases that begin with it.
    phrases: HashMap<String, WordMap<String, Vec<Phrase>>>,
    /// Whether a group is an everyday one.
    common: Vec<bool>,
    /// Folded single words of each group.
    words: Vec<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Phrase {
    /// The stems after the first.
    rest: Vec<String>,
    group: u32,
}

/// A word or phrase of the lexicon in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What all words of the same meaning share.
    pub group: u32,
    /// How many words it has.
    pub words: usize,
}

impl Lexicon {
    /// Makes the look-up tables. Words of languages that aren't given are left out.
    pub fn new(groups: &[RawSynonyms], languages: &[Arc<Language>]) -> Self {
        let mut lexicon = Self::default();
        for group in groups {
            let id = lexicon.add(group.common);
            for language in languages {
                let written = match language.code() {
                    "de" => &group.de,
                    "en" => &group.en,
                    _ => continue,
                };
                for phrase in written {
                    lexicon.insert(phrase, id, language);
                }
            }
        }
        lexicon
    }

    /// A lexicon of sets that hold in every language, such as the `aka` of a profile.
    pub fn of_sets(sets: &[Vec<String>], languages: &[Arc<Language>]) -> Self {
        let mut lexicon = Self::default();
        for set in sets {
            let id = lexicon.add(false);
            for language in languages {
                for phrase in set {
                    lexicon.insert(phrase, id, language);
                }
            }
        }
        lexicon
    }

    /// Whether a group consists of everyday words, which alone are no personal reference.
    pub fn is_common(&self, group: u32) -> bool {
        self.common.get(group as usize).copied().unwrap_or(true)
    }

    /// The folded single words of a group.
    pub fn words(&self, group: u32) -> &[String] {
        self.words.get(group as usize).map_or(&[], Vec::as_slice)
    }

    /// The words and phrases that begin at the first of `stems`.
    pub fn at<'a, S: AsRef<str>>(
        &'a self,
        language: &str,
        stems: &'a [S],
    ) -> impl Iterator<Item = Found> + 'a {
        let phrases = stems.first().and_then(|first| {
            self.phrases
                .get(language)
                .and_then(|all| all.get(first.as_ref()))
        });
        phrases.into_iter().flatten().filter_map(move |phrase| {
            let rest = stems.get(1..=phrase.rest.len())?;
            let equal = rest
                .iter()
                .zip(&phrase.rest)
                .all(|(a, b)| a.as_ref() == b.as_str());
            equal.then_some(Found {
                group: phrase.group,
                words: phrase.rest.len() + 1,
            })
        })
    }

    fn add(&mut self, common: bool) -> u32 {
        self.common.push(common);
        self.words.push(Vec::new());
        u32::try_from(self.common.len() - 1).unwrap_or(u32::MAX)
    }

    fn insert(&mut self, phrase: &str, group: u32, language: &Language) {
        let words = plain_words(phrase);
        let mut stems: Vec<String> = words.iter().map(|word| language.stem(word)).collect();
        if let [word] = words.as_slice() {
            self.words[group as usize].push(word.clone());
        }
        if stems.is_empty() || stems.len() > LONGEST {
            return;
        }
        let first = stems.remove(0);
        let phrases = self
            .phrases
            .entry(language.code().to_owned())
            .or_default()
            .entry(first)
            .or_default();
        // Ärztin and Arzt may have one stem.
        if !phrases.iter().any(|p| p.group == group && p.rest == stems) {
            phrases.push(Phrase { rest: stems, group });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTable;

    fn languages() -> Vec<Arc<Language>> {
        [("de", "german"), ("en", "english")]
            .into_iter()
            .map(|(code, stemmer)| {
                Arc::new(
                    Language::new(LanguageTable {
                        code: code.into(),
                        stemmer: stemmer.into(),
                        ..LanguageTable::default()
                    })
                    .unwrap(),
                )
            })
            .collect()
    }

    fn found(lexicon: &Lexicon, language: &Language, words: &str) -> Vec<(u32, usize)> {
        let stems: Vec<String> = plain_words(words)
            .iter()
            .map(|w| language.stem(w))
            .collect();
        lexicon
            .at(language.code(), &stems)
            .map(|f| (f.group, f.words))
            .collect()
    }

    #[test]
    fn inflected_words_and_phrases_are_found_in_both_languages() {
        let languages = languages();
        let groups = [
            RawSynonyms {
                de: vec!["Wärmepumpe".into()],
                en: vec!["heat pump".into()],
                common: false,
            },
            RawSynonyms {
                de: vec!["Vertrieb".into()],
                en: vec!["sales".into()],
                common: true,
            },
        ];
        let lexicon = Lexicon::new(&groups, &languages);
        let (de, en) = (&languages[0], &languages[1]);
        assert_eq!(found(&lexicon, de, "Waermepumpen im Keller"), [(0, 1)]);
        assert_eq!(found(&lexicon, en, "Heat pumps"), [(0, 2)]);
        assert_eq!(found(&lexicon, en, "heat the house"), []);
        assert_eq!(found(&lexicon, de, "heat pump"), []);
        assert!(lexicon.is_common(1) && !lexicon.is_common(0));
    }

    #[test]
    fn sets_of_a_profile_hold_in_every_language() {
        let languages = languages();
        let sets = [vec![
            "BGM".to_owned(),
            "betriebliches Gesundheitsmanagement".to_owned(),
        ]];
        let lexicon = Lexicon::of_sets(&sets, &languages);
        assert_eq!(found(&lexicon, &languages[1], "BGM"), [(0, 1)]);
        assert_eq!(
            found(
                &lexicon,
                &languages[0],
                "betrieblichem Gesundheitsmanagement"
            ),
            [(0, 2)]
        );
        assert_eq!(found(&lexicon, &languages[0], ""), []);
    }
}
