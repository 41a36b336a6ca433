//! The words of a profile: in which language they are read, and which of them only say who and
//! where the person is.

use std::sync::Arc;

use super::weight::Word;
use super::{Knowledge, family};
use crate::language::Language;
use crate::people::{Fact, FactClass};
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::{Kinds, token};

/// How many words of a headline say what the person is: `Physiotherapist` in `Physiotherapist
/// for dancers`. That fits many people, as a position does.
pub(super) fn opening(fact: &Fact, words: &[Word]) -> usize {
    if fact.class != FactClass::Headline || fact.index > 0 {
        return 0;
    }
    let written = fact.text.find(|c: char| ",;:|(–—·/".contains(c));
    let segment = &fact.text[..written.unwrap_or(fact.text.len())];
    let most = token::plain_words(segment).len();
    words
        .iter()
        .take(most)
        .take_while(|w| w.weight.is_some())
        .count()
}

/// By what a word is the same as one of the identity.
pub(super) fn marks(word: &Word, knowledge: &Knowledge) -> impl Iterator<Item = String> {
    let mut marks = Vec::new();
    if word.weight.is_some() {
        for (language, stem) in knowledge.languages.iter().zip(&word.stems) {
            marks.push(stem.clone());
            if word.generic {
                continue;
            }
            marks.extend(family::keys(&word.fold, stem, language).map(str::to_owned));
            let stems = [stem];
            let groups = knowledge.lexicon.at(language.code(), &stems);
            marks.extend(
                groups
                    .filter(|f| f.words == 1)
                    .map(|f| format!("#{}", f.group)),
            );
        }
    }
    marks.into_iter()
}

/// The words of a fact, read as a message in its language would be.
pub(super) fn words(text: &str, language: &Language, knowledge: &Knowledge) -> Vec<Word> {
    let tokens = token::tokens(text, Span::new(0, text.len()), &[], language);
    tokens
        .iter()
        .map(|token| {
            if token.kinds.has(Kinds::NUMBER) {
                Word::new(&digits(&token.form), language, knowledge)
            } else {
                Word::new(&token.fold, language, knowledge)
            }
        })
        .collect()
}

/// The language of each fact: the one of whose function words it has most; of short ones that of
/// the profile.
pub(super) fn languages_of(facts: &[Fact], knowledge: &Knowledge) -> Vec<Arc<Language>> {
    let count = |text: &str| -> Vec<usize> {
        let words = token::plain_words(text);
        let languages = knowledge.languages.iter();
        languages
            .map(|l| {
                words
                    .iter()
                    .filter(|w| l.function_words.contains(*w))
                    .count()
            })
            .collect()
    };
    let most = |counts: &[usize]| -> Option<usize> {
        let most = *counts.iter().max()?;
        let mut best = counts.iter().enumerate().filter(|(_, c)| **c == most);
        let (at, _) = best.next()?;
        (most > 0 && best.next().is_none()).then_some(at)
    };
    let counts: Vec<Vec<usize>> = facts.iter().map(|f| count(&f.text)).collect();
    let mut all = vec![0; knowledge.languages.len()];
    for counts in &counts {
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let main = most(&all).unwrap_or(0);
    counts
        .iter()
        .map(|c| Arc::clone(&knowledge.languages[most(c).unwrap_or(main)]))
        .collect()
}

/// `11.000` and `11,000` are one number.
pub(super) fn digits(written: &str) -> String {
    fold(written)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}
