//! Words of the same meaning, within and across languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::token::plain_words;
use super::word_table::WordTable;
use crate::language::Language;
use crate::pack::raw::RawSynonyms;

/// Phrases of more words aren't looked for.
const LONGEST: usize = 4;

/// Groups of words and short phrases that mean the same.
///
/// Everything lies in a few long strings, so that it is read from an archive in no time.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Language → phrases as stems with a blank between, with their groups.
    phrases: BTreeMap<String, WordTable>,
    /// Whether a group is an everyday one.
    common: Vec<bool>,
    /// Folded single words, with their groups in ascending order.
    words: Vec<u32>,
    word_ends: Vec<u32>,
    text: String,
}

/// A lexicon in the making.
#[derive(Default)]
struct Builder {
    /// Language → phrases and groups.
    phrases: BTreeMap<String, BTreeSet<(String, u32)>>,
    common: Vec<bool>,
    words: BTreeSet<(u32, String)>,
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
        let mut lexicon = Builder::default();
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
        lexicon.build()
    }

    /// A lexicon of sets that hold in every language, such as the `aka` of a profile.
    pub fn of_sets(sets: &[Vec<String>], languages: &[Arc<Language>]) -> Self {
        let mut lexicon = Builder::default();
        for set in sets {
            let id = lexicon.add(false);
            for language in languages {
                for phrase in set {
                    lexicon.insert(phrase, id, language);
                }
            }
        }
        lexicon.build()
    }

    /// Whether a group consists of everyday words, which alone are no personal reference.
    pub fn is_common(&self, group: u32) -> bool {
        self.common.get(group as usize).copied().unwrap_or(true)
    }

    /// The folded single words of a group.
    pub fn words(&self, group: u32) -> impl Iterator<Item = &str> {
        let first = self.words.partition_point(|g| *g < group);
        let here = self.words[first..].iter().take_while(move |g| **g == group);
        (first..first + here.count()).map(|i| {
            let start = i.checked_sub(1).map_or(0, |i| self.word_ends[i] as usize);
            &self.text[start..self.word_ends[i] as usize]
        })
    }

    /// The words and phrases that begin at the first of `stems`.
    pub fn at<'a, S: AsRef<str>>(
        &'a self,
        language: &str,
        stems: &'a [S],
    ) -> impl Iterator<Item = Found> + 'a {
        let table = self.phrases.get(language);
        let from = stems.first().map(AsRef::as_ref).zip(table);
        let phrases = from.into_iter().flat_map(|(first, table)| {
            let begins = move |phrase: &str| {
                let rest = phrase.strip_prefix(first);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            // A blank sorts before letters: all phrases with this first stem stand together.
            table
                .from(first)
                .take_while(move |(phrase, _)| begins(phrase))
        });
        phrases.filter_map(|(phrase, group)| {
            let mut words = 0;
            for stem in phrase.split(' ') {
                if stems.get(words)?.as_ref() != stem {
                    return None;
                }
                words += 1;
            }
            Some(Found { group, words })
        })
    }
}

impl Builder {
    fn add(&mut self, common: bool) -> u32 {
        self.common.push(common);
        u32::try_from(self.common.len() - 1).unwrap_or(u32::MAX)
    }

    fn insert(&mut self, phrase: &str, group: u32, language: &Language) {
        let words = plain_words(phrase);
        let stems: Vec<String> = words.iter().map(|word| language.stem(word)).collect();
        if stems.is_empty() || stems.len() > LONGEST {
            return;
        }
        let phrases = self.phrases.entry(language.code().to_owned()).or_default();
        // Ärztin and Arzt may have one stem.
        phrases.insert((stems.join(" "), group));
        if let Ok([word]) = <[String; 1]>::try_from(words) {
            self.words.insert((group, word));
        }
    }

    fn build(self) -> Lexicon {
        let mut lexicon = Lexicon {
            phrases: self
                .phrases
                .into_iter()
                .map(|(language, phrases)| (language, WordTable::of_sorted(phrases)))
                .collect(),
            common: self.common,
            ..Lexicon::default()
        };
        for (group, word) in self.words {
            lexicon.text.push_str(&word);
            lexicon.words.push(group);
            let end = u32::try_from(lexicon.text.len()).unwrap_or(u32::MAX);
            lexicon.word_ends.push(end);
        }
        lexicon
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
