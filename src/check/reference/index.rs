//! The facts of one profile under every key by which a message may touch them.

use std::collections::HashSet;

use super::reading::{languages_of, marks, opening, words};
use super::weight::Word;
use super::{Knowledge, family, suggest};
use crate::language::Language;
use crate::people::{Fact, FactClass, Recipient, Wish};
use crate::text::hash::WordMap;
use crate::text::lexicon::Lexicon;
use crate::text::{compound, frequency};

/// What a compound says beyond its parts.
const COMPOUND_BONUS: f32 = 0.5;
/// The head of a compound says less than its modifiers.
const HEAD: f32 = 0.7;
const MODIFIER: f32 = 0.9;
/// Shorter stems are found inside strangers.
const SHORTEST_SEAM: usize = 5;
/// Where as many words of the lists begin alike, a beginning joins strangers.
const CROWD: usize = 8;
/// Everyday words by the lexicon.
const COMMON: f32 = 0.5;

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
    pub words: WordMap<String, Vec<Entry>>,
    /// Folded words and longer stems, to be looked for at the seams of compounds.
    pub seams: WordMap<String, Vec<Entry>>,
    /// The first four letters of the keys of `seams` and of `families`: nearly every word of a
    /// message is ruled out by them.
    pub openings: WordMap<[u8; 4], ()>,
    /// What derived words share.
    pub families: WordMap<String, Vec<Entry>>,
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub facts: Vec<Fact>,
    pub slots: Vec<Slot>,
    /// The facts that may be proposed, the best first.
    pub candidates: Vec<usize>,
    /// One for each language of the knowledge.
    pub keys: Vec<Keys>,
    /// Groups of the lexicon.
    pub groups: WordMap<u32, Vec<Entry>>,
    /// The recipient's own synonyms, and what they stand for here.
    pub aka: Lexicon,
    pub aka_groups: WordMap<u32, Vec<Entry>>,
    /// The first letters of rare words, where few words begin alike: `ethnol`.
    pub beginnings: WordMap<String, Vec<(String, Entry)>>,
    /// Folded words that may be misspelt, by first letter and length.
    pub spellings: WordMap<(u8, usize), Vec<(String, Entry)>>,
    /// First letters of words in a row → the first of them.
    pub acronyms: WordMap<String, Vec<Entry>>,
}

impl Index {
    /// Prepares the facts of `recipient`, but for those that only state one of `wishes`.
    pub(super) fn new(recipient: &Recipient, wishes: &[Wish], knowledge: &Knowledge) -> Self {
        let mut facts = recipient.facts();
        facts.retain(|fact| !states(fact, wishes));
        let mut index = Self {
            facts,
            keys: knowledge
                .languages
                .iter()
                .map(|_| Keys::default())
                .collect(),
            aka: Lexicon::of_sets(&recipient.aka.0, &knowledge.languages),
            ..Self::default()
        };
        let languages = languages_of(&index.facts, knowledge);
        let words: Vec<Vec<Word>> = index
            .facts
            .iter()
            .zip(&languages)
            .map(|(fact, language)| words(&fact.text, language, knowledge))
            .collect();
        let mut identity = HashSet::new();
        for (fact, words) in index.facts.iter().zip(&words) {
            if fact.identity {
                for word in words {
                    identity.extend(marks(word, knowledge));
                }
            }
        }
        for (fact, words) in words.iter().enumerate() {
            index.add_fact(fact, words, &identity, &languages[fact], knowledge);
        }
        for keys in &mut index.keys {
            let words = keys.seams.keys().chain(keys.families.keys());
            let openings = words.filter_map(|word| opening_letters(word));
            keys.openings = openings.map(|letters| (letters, ())).collect();
        }
        index.candidates = suggest::candidates(&index.facts, &index.slots, knowledge);
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
        identity: &HashSet<String>,
        language: &Language,
        knowledge: &Knowledge,
    ) {
        let first_slot = self.slots.len();
        let always = self.facts[fact].identity;
        let opening = opening(&self.facts[fact], words);
        for (position, word) in words.iter().enumerate() {
            let masked = always
                || position < opening
                || marks(word, knowledge).any(|mark| identity.contains(&mark));
            self.slots.push(Slot {
                fact,
                position,
                weight: word.weight.unwrap_or(0.0),
                parts: 0,
                identity: masked,
            });
            if word.weight.is_some() {
                self.add_word(first_slot + position, word, language, knowledge);
            }
        }
        for (l, language) in knowledge.languages.iter().enumerate() {
            let stems: Vec<&str> = words.iter().map(|w| w.stems[l].as_str()).collect();
            for start in 0..stems.len() {
                let rest = &stems[start..];
                for found in knowledge.lexicon.at(language.code(), rest) {
                    let common = knowledge.lexicon.is_common(found.group);
                    let entry = self.phrase(first_slot + start, found.words, common);
                    self.add_group(found.group, entry, knowledge);
                }
                let aka: Vec<_> = self.aka.at(language.code(), rest).collect();
                for found in aka {
                    let entry = self.phrase(first_slot + start, found.words, false);
                    push(&mut self.aka_groups, found.group, entry);
                }
            }
        }
        self.add_acronyms(first_slot, words);
        self.add_joined(first_slot, words, language, knowledge);
    }

    /// `Change-Management` may be written in one.
    fn add_joined(
        &mut self,
        first_slot: usize,
        words: &[Word],
        language: &Language,
        knowledge: &Knowledge,
    ) {
        for (i, pair) in words.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let (Some(first), Some(second)) = (a.weight, b.weight) else {
                continue;
            };
            if a.fold.len() < 3 || b.fold.len() < 3 {
                continue;
            }
            let joined = Word::new(&format!("{}{}", a.fold, b.fold), language, knowledge);
            let weight = (first + second + COMPOUND_BONUS).min(joined.weight.unwrap_or(0.0));
            let entry = Entry {
                slot: first_slot + i,
                part: 0,
                words: 2,
                weight,
            };
            for (l, stem) in joined.stems.iter().enumerate() {
                push(&mut self.keys[l].words, stem.clone(), entry);
            }
        }
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

    fn add_word(&mut self, slot: usize, word: &Word, language: &Language, knowledge: &Knowledge) {
        let parts = compound::split(&word.fold, language);
        let joined: Vec<&str> = parts.iter().map(|p| p.joined).collect();
        let parts: Vec<Word> = parts
            .iter()
            .map(|p| Word::new(p.word, language, knowledge))
            .collect();
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
        self.add_spelling(&word.fold, whole);
        let stem = language.stem(&word.fold);
        if stem != word.fold {
            self.add_spelling(&stem, whole);
        }
        self.add_beginning(&word.fold, whole, language);
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
            self.add_spelling(&part.fold, entry);
            if joined[i] != part.fold {
                self.add_keys(&Word::new(joined[i], language, knowledge), entry, knowledge);
            }
            // `Jagdhornblasen` is about a `Jagdhorn` too.
            if last > 2 && i + 1 < last {
                let both = Word::new(
                    &format!("{}{}", joined[i], parts[i + 1].fold),
                    language,
                    knowledge,
                );
                let weight = weight * share + parts[i + 1].weight.unwrap_or(0.0) + COMPOUND_BONUS;
                let weight = weight.min(whole.weight);
                self.add_keys(&both, Entry { weight, ..entry }, knowledge);
            }
            for (l, language) in knowledge.languages.iter().enumerate() {
                let stems = [part.stems[l].as_str()];
                for found in knowledge.lexicon.at(language.code(), &stems) {
                    let common = knowledge.lexicon.is_common(found.group);
                    let weight = if common { weight * COMMON } else { weight };
                    self.add_group(found.group, Entry { weight, ..entry }, knowledge);
                }
            }
        }
    }

    fn add_spelling(&mut self, fold: &str, entry: Entry) {
        if entry.weight > 0.0 && !fold.is_empty() && fold.bytes().all(|b| b.is_ascii_alphabetic()) {
            let bucket = (fold.as_bytes()[0], fold.len());
            let spellings = self.spellings.entry(bucket).or_default();
            spellings.push((fold.to_owned(), entry));
        }
    }

    fn add_beginning(&mut self, fold: &str, entry: Entry, language: &Language) {
        let Some(beginning) = fold.get(..family::BEGINNING) else {
            return;
        };
        let few = frequency::stems_with(language.code(), beginning, CROWD) < CROWD;
        if few && entry.weight > 0.0 {
            let entries = self.beginnings.entry(beginning.to_owned()).or_default();
            entries.push((fold.to_owned(), entry));
        }
    }

    /// A synonym may be misspelt too.
    fn add_group(&mut self, group: u32, entry: Entry, knowledge: &Knowledge) {
        push(&mut self.groups, group, entry);
        for word in knowledge.lexicon.words(group) {
            self.add_spelling(word, entry);
        }
    }

    fn add_keys(&mut self, word: &Word, entry: Entry, knowledge: &Knowledge) {
        for (l, language) in knowledge.languages.iter().enumerate() {
            let keys = &mut self.keys[l];
            let stem = &word.stems[l];
            push(&mut keys.words, stem.clone(), entry);
            if *stem != word.fold {
                push(&mut keys.words, word.fold.clone(), entry);
                if stem.len() >= SHORTEST_SEAM {
                    push(&mut keys.seams, stem.clone(), entry);
                }
            }
            push(&mut keys.seams, word.fold.clone(), entry);
            if word.generic {
                continue;
            }
            for key in family::keys(&word.fold, stem, language) {
                let entries = keys.families.entry(key.to_owned()).or_default();
                if entries
                    .last()
                    .is_none_or(|e| (e.slot, e.part) != (entry.slot, entry.part))
                {
                    entries.push(entry);
                }
            }
        }
    }

    /// A fact that is `Search Engine Optimization` is `SEO` too.
    fn add_acronyms(&mut self, first_slot: usize, words: &[Word]) {
        if (3..=5).contains(&words.len()) {
            let letters: String = words.iter().filter_map(|w| w.fold.chars().next()).collect();
            let entry = Entry {
                slot: first_slot,
                part: 0,
                words: words.len(),
                weight: 1.0,
            };
            push(&mut self.acronyms, letters, entry);
        }
    }
}

/// A longer sentence with a wish in it says more than the wish.
const WISH_WORDS: usize = 10;

/// Whether a clause of a text says only what is asked for: "Bitte keine Anfragen ohne Text".
fn states(fact: &Fact, wishes: &[Wish]) -> bool {
    matches!(fact.class, FactClass::About | FactClass::Headline)
        && fact.text.split_whitespace().count() <= WISH_WORDS
        && wishes
            .iter()
            .filter_map(|wish| wish.quote.as_deref())
            .any(|quote| quote.contains(&fact.text))
}

/// The first four bytes of a word that has as many.
pub(super) fn opening_letters(word: &str) -> Option<[u8; 4]> {
    word.as_bytes().first_chunk::<4>().copied()
}

fn push<K: Eq + std::hash::Hash>(map: &mut WordMap<K, Vec<Entry>>, key: K, entry: Entry) {
    map.entry(key).or_default().push(entry);
}
