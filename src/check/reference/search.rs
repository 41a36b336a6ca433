//! Where a message touches the words of a profile.

use std::sync::Arc;

use super::index::{Entry, Index, opening_letters};
use super::reading::digits;
use super::{How, Knowledge, family, weight};
use crate::language::Language;
use crate::text::{Kinds, Text, Token, compound, frequency};

/// Shorter words aren't looked into for parts.
const SHORTEST_COMPOUND: usize = 8;
const SHORTEST_PART: usize = 4;
/// What a match is worth beside the same word.
const FAMILY: f32 = 1.0;
const BEGINNING: f32 = 0.8;
const SYNONYM: f32 = 0.9;
/// An unknown word one letter from one of the profile is hardly there by chance.
const TYPO: f32 = 1.0;
/// What a sentence says that speaks to the reader is more probably about the reader.
const ADDRESSED: f32 = 1.2;
const UNADDRESSED: f32 = 0.9;
/// Touches below this leave room for a better explanation.
const WEAK: f32 = 0.6;
const PART: f32 = 0.8;

/// A touch: tokens of the message and a word, or a part of one, of a fact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// What is touched.
    pub entry: Entry,
    /// What it is worth here.
    pub weight: f32,
    /// What made it a match.
    pub how: How,
    /// Whether only a part of the message's word touches it.
    pub piece: bool,
    /// The first token of the message.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// All touches, in the order of the message.
pub(super) fn search(index: &Index, knowledge: &Knowledge, text: &Text) -> Vec<Hit> {
    let Some(l) = knowledge
        .languages
        .iter()
        .position(|l| l.code() == text.language.code())
    else {
        return Vec::new();
    };
    let body = text.tokens_in(text.parts.body);
    let stems: Vec<&str> = text.tokens[..body.end]
        .iter()
        .map(|t| t.stem.as_str())
        .collect();
    let mut search = Search {
        index,
        knowledge,
        text,
        l,
        hits: Vec::with_capacity(64),
    };
    for i in body {
        search.token(i, &stems);
    }
    let addressed: Vec<bool> = text
        .sentences
        .iter()
        .map(|s| {
            text.tokens[s.tokens.clone()]
                .iter()
                .any(|t| speaks_to_reader(t, &text.language))
        })
        .collect();
    for hit in &mut search.hits {
        let sentence = text.tokens[hit.from].sentence;
        hit.weight *= if addressed[sentence] {
            ADDRESSED
        } else {
            UNADDRESSED
        };
    }
    search.hits
}

fn speaks_to_reader(token: &Token, language: &Language) -> bool {
    let words = &language.second_person;
    words.contains(&token.fold) || words.contains(&token.form)
}

struct Search<'a> {
    index: &'a Index,
    knowledge: &'a Knowledge,
    text: &'a Text,
    l: usize,
    hits: Vec<Hit>,
}

impl Search<'_> {
    fn token(&mut self, i: usize, stems: &[&str]) {
        let token = &self.text.tokens[i];
        if token.kinds.has(Kinds::NUMBER) {
            self.number(i, token);
            return;
        }
        if !token.is_word() {
            return;
        }
        self.synonyms(i, stems);
        if self.text.language.function_words.contains(&token.fold) {
            return;
        }
        let before = self.hits.len();
        self.word(i, token);
        let slots = &self.index.slots;
        if self.hits[before..]
            .iter()
            .any(|h| slots[h.entry.slot].identity)
        {
            // The recipient's name is no compound of anything.
            return;
        }
        if self.hits.len() == before {
            self.family(i, token);
        }
        if self.hits[before..].iter().all(|h| h.weight < 1.0) {
            self.parts(i, token);
        }
        if self.hits[before..].iter().all(|h| h.weight < WEAK) {
            self.typo(i, token);
        }
        if token.is_all_capitals() && (3..=5).contains(&token.fold.len()) {
            self.add(
                self.index.acronyms.get(&token.fold),
                i,
                1,
                1.0,
                How::Synonym,
            );
        }
    }

    fn add(
        &mut self,
        entries: Option<&Vec<Entry>>,
        from: usize,
        words: usize,
        factor: f32,
        how: How,
    ) {
        for entry in entries.into_iter().flatten() {
            let how = if how == How::Word && entry.part > 0 {
                How::Compound
            } else {
                how
            };
            self.hits.push(Hit {
                entry: *entry,
                weight: entry.weight * factor,
                how,
                piece: false,
                from,
                to: from + words,
            });
        }
    }

    fn number(&mut self, i: usize, token: &Token) {
        // A unit (`500 €`) belongs to the token, not to its digits.
        let number = token.form.split_whitespace().next().unwrap_or("");
        let entries = self.index.keys[self.l].words.get(&digits(number));
        self.add(entries, i, 1, 1.0, How::Word);
    }

    fn word(&mut self, i: usize, token: &Token) {
        let words = &self.index.keys[self.l].words;
        let entries = words.get(&token.stem).or_else(|| words.get(&token.fold));
        self.add(entries, i, 1, 1.0, How::Word);
        // `camper van` is a `campervan`.
        let next = self
            .text
            .tokens
            .get(i + 1)
            .filter(|n| n.is_word() && n.sentence == token.sentence);
        if let Some(next) = next
            && token.fold.len() >= 3
            && next.fold.len() >= 3
        {
            let joined = format!("{}{}", token.fold, next.stem);
            let entries = words.get(&joined);
            self.add(entries, i, 2, 1.0, How::Compound);
        }
    }

    fn family(&mut self, i: usize, token: &Token) {
        let keys = &self.index.keys[self.l];
        let families = &keys.families;
        if !opening_letters(&token.fold).is_some_and(|o| keys.openings.contains_key(&o)) {
            return;
        }
        let mut keys = family::keys(&token.fold, &token.stem, &self.text.language);
        let entries = keys.find_map(|key| families.get(key));
        let before = self.hits.len();
        self.add(entries, i, 1, FAMILY, How::Derivation);
        if entries.is_none() {
            self.beginning(i, token);
        }
        self.cap(before, i..i + 1);
    }

    fn beginning(&mut self, i: usize, token: &Token) {
        let fold = token.fold.as_str();
        let Some(beginning) = fold.get(..family::BEGINNING) else {
            return;
        };
        let alike = self.index.beginnings.get(beginning).into_iter().flatten();
        let entries: Vec<Entry> = alike
            .filter(|(word, _)| family::begin_alike(word, fold))
            .map(|(_, entry)| *entry)
            .collect();
        self.add(Some(&entries), i, 1, BEGINNING, How::Derivation);
    }

    /// A common word doesn't point at its rare relative.
    fn cap(&mut self, from: usize, tokens: std::ops::Range<usize>) {
        if from == self.hits.len() {
            return;
        }
        let tokens = &self.text.tokens[tokens];
        let said: f32 = tokens
            .iter()
            .map(|t| weight::of_token(t, &self.text.language))
            .sum();
        for hit in &mut self.hits[from..] {
            hit.weight = hit.weight.min(said);
        }
    }

    /// A compound of the message that begins or ends with a word of the profile.
    fn parts(&mut self, i: usize, token: &Token) {
        let fold = token.fold.as_str();
        if fold.len() < SHORTEST_COMPOUND || !fold.is_ascii() {
            return;
        }
        let before = self.hits.len();
        let keys = &self.index.keys[self.l];
        let words = &keys.seams;
        let opens = |at: usize| {
            opening_letters(&fold[at..]).is_some_and(|o| keys.openings.contains_key(&o))
        };
        let language = &self.text.language;
        let first = (SHORTEST_PART..=fold.len() - 3)
            .rev()
            .take_while(|_| opens(0))
            .filter_map(|at| Some((at, words.get(&fold[..at])?)))
            .find(|(at, _)| compound::completes(&fold[*at..], language));
        if let Some((_, entries)) = first {
            self.add(Some(entries), i, 1, PART, How::Compound);
        }
        // The end may be inflected, the stem is not.
        let stem = token.stem.as_str();
        let last = (3..fold.len().saturating_sub(SHORTEST_PART - 1))
            .filter(|at| opens(*at))
            .filter_map(|at| {
                let by_stem = stem
                    .get(at..)
                    .filter(|end| end.len() >= SHORTEST_PART)
                    .and_then(|end| words.get(end));
                Some((at, words.get(&fold[at..]).or(by_stem)?))
            })
            .find(|(at, _)| compound::begins(&fold[..*at], language));
        if let Some((_, entries)) = last {
            self.add(Some(entries), i, 1, PART * PART, How::Compound);
        }
        self.cap(before, i..i + 1);
        for hit in &mut self.hits[before..] {
            hit.piece = true;
        }
    }

    fn typo(&mut self, i: usize, token: &Token) {
        let fold = token.fold.as_str();
        if fold.len() < 5 {
            return;
        }
        let shortest = token.stem.len().min(fold.len()).saturating_sub(1);
        let spellings = (shortest..=fold.len() + 1)
            .filter_map(|length| self.index.spellings.get(&(fold.as_bytes()[0], length)))
            .flatten();
        let entries: Vec<Entry> = spellings
            .filter(|(spelling, _)| {
                // The word may be misspelt and inflected.
                family::is_typo(spelling, fold) || family::is_typo(spelling, &token.stem)
            })
            .map(|(_, entry)| *entry)
            .collect();
        let known = |l: &Arc<Language>| frequency::is_word(l.code(), fold);
        if entries.is_empty() || self.knowledge.languages.iter().any(known) {
            return;
        }
        self.add(Some(&entries), i, 1, TYPO, How::Typo);
    }

    fn synonyms(&mut self, i: usize, stems: &[&str]) {
        let language = self.text.language.code();
        for found in self.knowledge.lexicon.at(language, &stems[i..]) {
            let entries = self.index.groups.get(&found.group);
            let before = self.hits.len();
            self.add(entries, i, found.words, SYNONYM, How::Synonym);
            self.cap(before, i..i + found.words);
            if self.hits[before..].iter().all(|h| h.weight == 0.0) {
                self.hits.truncate(before);
            }
        }
        for found in self.index.aka.at(language, &stems[i..]) {
            let entries = self.index.aka_groups.get(&found.group);
            self.add(entries, i, found.words, 1.0, How::Synonym);
        }
    }
}
