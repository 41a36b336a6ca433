//! The facts of one profile under every key by which a message may touch them.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::weight::Word;
use super::{Knowledge, family};
use crate::people::{Fact, Recipient};
use crate::text::compound;
use crate::text::fold::fold;
use crate::text::frequency;
use crate::text::lexicon::Lexicon;

/// What a compound says beyond its parts.
const COMPOUND_BONUS: f32 = 0.4;
/// The head of a compound says less than its modifiers.
const HEAD: f32 = 0.7;
const MODIFIER: f32 = 0.9;
/// Everyday words by the lexicon.
const COMMON: f32 = 0.4;

/// One word of one fact.
#[derive(Debug)]
pub(super) struct Slot {
    /// The index of the fact.
    pub fact: usize,
    /// The position of the word in it.
    pub position: usize,
    /// What the word says, see [`Word::weight`].
    pub weight: f32,
    /// How many parts it has, when it is a compound.
    pub parts: usize,
    /// Whether it stands in the name, employer, position, city or industry too.
    pub identity: bool,
}

/// A word, or a part of one, that a message may touch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The index of the slot.
    pub slot: usize,
    /// 0 is the whole word, 1 its first part.
    pub part: usize,
    /// How many words from the slot on are meant; more than one for phrases.
    pub words: usize,
    /// What it says.
    pub weight: f32,
}

/// The keys of one language.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Folded words and stems, of words and of parts.
    pub words: HashMap<String, Vec<Entry>>,
    /// What derived words share.
    pub families: HashMap<String, Vec<Entry>>,
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub facts: Vec<Fact>,
    pub slots: Vec<Slot>,
    /// One for each language of the knowledge.
    pub keys: Vec<Keys>,
    /// Groups of the lexicon.
    pub groups: HashMap<u32, Vec<Entry>>,
    /// The recipient's own synonyms, and what they stand for here.
    pub aka: Lexicon,
    pub aka_groups: HashMap<u32, Vec<Entry>>,
    /// Folded words that may be misspelt.
    pub spellings: Vec<(String, Entry)>,
    /// First letters of words in a row → the first of them.
    pub acronyms: HashMap<String, Vec<Entry>>,
}

impl Index {
    /// Prepares the facts of `recipient`.
    pub(super) fn new(recipient: &Recipient, knowledge: &Knowledge) -> Self {
        let mut index = Self {
            facts: recipient.facts(),
            keys: knowledge
                .languages
                .iter()
                .map(|_| Keys::default())
                .collect(),
            aka: Lexicon::of_sets(&recipient.aka.0, &knowledge.languages),
            ..Self::default()
        };
        let words: Vec<Vec<Word>> = index
            .facts
            .iter()
            .map(|f| words(&f.text, knowledge))
            .collect();
        let identity: HashSet<&str> = index
            .facts
            .iter()
            .zip(&words)
            .filter(|(fact, _)| fact.identity)
            .flat_map(|(_, words)| words)
            .flat_map(|word| word.stems.iter().map(String::as_str))
            .collect();
        for (fact, words) in words.iter().enumerate() {
            index.add_fact(fact, words, &identity, knowledge);
        }
        index
    }

    /// Whether the profile says anything beside who and where the person is.
    pub(super) fn says_something(&self) -> bool {
        self.slots.iter().any(|s| !s.identity && s.weight > 0.0)
    }

    fn add_fact(
        &mut self,
        fact: usize,
        words: &[Word],
        identity: &HashSet<&str>,
        knowledge: &Knowledge,
    ) {
        let first_slot = self.slots.len();
        let always = self.facts[fact].identity;
        for (position, word) in words.iter().enumerate() {
            let masked = always || word.stems.iter().any(|s| identity.contains(s.as_str()));
            self.slots.push(Slot {
                fact,
                position,
                weight: word.weight.unwrap_or(0.0),
                parts: 0,
                identity: masked,
            });
            if word.weight.is_some() {
                self.add_word(first_slot + position, word, knowledge);
            }
        }
        for (l, language) in knowledge.languages.iter().enumerate() {
            let stems: Vec<&str> = words.iter().map(|w| w.stems[l].as_str()).collect();
            for start in 0..stems.len() {
                let rest = &stems[start..];
                for found in knowledge.lexicon.at(language.code(), rest) {
                    let common = knowledge.lexicon.is_common(found.group);
                    let entry = self.phrase(first_slot + start, found.words, common);
                    push(&mut self.groups, found.group, entry);
                }
                let aka: Vec<_> = self.aka.at(language.code(), rest).collect();
                for found in aka {
                    let entry = self.phrase(first_slot + start, found.words, false);
                    push(&mut self.aka_groups, found.group, entry);
                }
            }
        }
        self.add_acronyms(first_slot, words);
    }

    fn phrase(&self, slot: usize, words: usize, common: bool) -> Entry {
        let weight: f32 = self.slots[slot..slot + words]
            .iter()
            .map(|s| s.weight)
            .sum();
        Entry {
            slot,
            part: 0,
            words,
            weight: if common { weight * COMMON } else { weight },
        }
    }

    fn add_word(&mut self, slot: usize, word: &Word, knowledge: &Knowledge) {
        let parts = parts(word, knowledge);
        let parts: Vec<Word> = parts.iter().map(|p| Word::new(p, knowledge)).collect();
        let mut weight = word.weight.unwrap_or(0.0);
        if !parts.is_empty() {
            let sum: f32 = parts.iter().filter_map(|p| p.weight).sum();
            weight = weight.min(sum + COMPOUND_BONUS);
        }
        self.slots[slot].weight = weight;
        self.slots[slot].parts = parts.len();
        let whole = Entry {
            slot,
            part: 0,
            words: 1,
            weight,
        };
        self.add_keys(word, whole, knowledge);
        if weight > 0.0 && word.fold.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.spellings.push((word.fold.clone(), whole));
        }
        let last = parts.len();
        for (i, part) in parts.iter().enumerate() {
            let share = if i + 1 == last { HEAD } else { MODIFIER };
            let Some(weight) = part.weight else { continue };
            let entry = Entry {
                part: i + 1,
                weight: weight * share,
                ..whole
            };
            self.add_keys(part, entry, knowledge);
            for (l, language) in knowledge.languages.iter().enumerate() {
                let stems = [part.stems[l].as_str()];
                for found in knowledge.lexicon.at(language.code(), &stems) {
                    let common = knowledge.lexicon.is_common(found.group);
                    let weight = if common { weight * COMMON } else { weight };
                    push(&mut self.groups, found.group, Entry { weight, ..entry });
                }
            }
        }
    }

    fn add_keys(&mut self, word: &Word, entry: Entry, knowledge: &Knowledge) {
        for (l, language) in knowledge.languages.iter().enumerate() {
            let keys = &mut self.keys[l];
            let stem = &word.stems[l];
            push(&mut keys.words, stem.clone(), entry);
            if *stem != word.fold {
                push(&mut keys.words, word.fold.clone(), entry);
            }
            if word.generic {
                continue;
            }
            let [a, b] = family::keys(&word.fold, stem, language);
            push(&mut keys.families, a.to_owned(), entry);
            if a != b {
                push(&mut keys.families, b.to_owned(), entry);
            }
        }
    }

    /// `Search Engine Optimization` is `SEO`.
    fn add_acronyms(&mut self, first_slot: usize, words: &[Word]) {
        let content: Vec<usize> = (0..words.len())
            .filter(|i| words[*i].weight.is_some())
            .collect();
        for start in 0..content.len() {
            let mut letters = String::new();
            for &i in content[start..].iter().take(5) {
                letters.extend(words[i].fold.chars().next());
                let entry = Entry {
                    slot: first_slot + content[start],
                    part: 0,
                    words: 1,
                    weight: 1.0,
                };
                if letters.len() >= 3 {
                    push(&mut self.acronyms, letters.clone(), entry);
                }
            }
        }
    }
}

fn push<K: Eq + std::hash::Hash>(map: &mut HashMap<K, Vec<Entry>>, key: K, entry: Entry) {
    map.entry(key).or_default().push(entry);
}

fn words(text: &str, knowledge: &Knowledge) -> Vec<Word> {
    text.unicode_words()
        .flat_map(plain)
        .map(|word| Word::new(&word, knowledge))
        .collect()
}

/// A number without its separators, or the folded words between full stops.
fn plain(written: &str) -> Vec<String> {
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        return vec![digits(written)];
    }
    written
        .split('.')
        .filter(|w| !w.is_empty())
        .map(fold)
        .collect()
}

/// `11.000` and `11,000` are one number.
pub(super) fn digits(written: &str) -> String {
    fold(written)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The parts of a compound in the first language that has such; words that another language
/// knows aren't split.
fn parts(word: &Word, knowledge: &Knowledge) -> Vec<String> {
    for (i, language) in knowledge.languages.iter().enumerate() {
        let elsewhere = knowledge.languages.iter().enumerate().any(|(j, other)| {
            j != i
                && frequency::is_known(other.code(), &word.stems[j])
                && !frequency::is_known(language.code(), &word.stems[i])
        });
        if elsewhere {
            continue;
        }
        let parts = compound::split(&word.fold, language);
        if !parts.is_empty() {
            return parts.into_iter().map(str::to_owned).collect();
        }
    }
    Vec::new()
}
