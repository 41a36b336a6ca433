//! Does the message refer to this recipient? Which facts of the profile it touches, and how
//! specific they are.

mod family;
mod grade;
mod index;
mod reading;
pub mod rule;
mod search;
mod suggest;
#[cfg(test)]
mod tests;
mod weight;

use std::sync::Arc;

use index::Index;

use crate::language::Language;
use crate::pack::raw::Grade;
use crate::people::{Fact, Recipient, Wish};
use crate::span::Span;
use crate::text::Text;
use crate::text::lexicon::Lexicon;

/// What the comparison knows of languages; cheap to clone.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// Every language that profiles and messages may be in.
    pub languages: Vec<Arc<Language>>,
    /// Words of the same meaning, within and across languages.
    pub lexicon: Arc<Lexicon>,
}

/// The facts of one recipient, prepared once for any number of messages.
#[derive(Debug)]
pub struct ProfileIndex {
    knowledge: Knowledge,
    index: Index,
}

/// How a message refers to its recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The grade; `None` when the profile says too little to judge by.
    pub grade: Option<Grade>,
    /// The facts the message touches, the weightiest first.
    pub matches: Vec<FactMatch>,
    /// Concrete references that the profile can't confirm, as the caller gave them.
    pub unconfirmed: Vec<Span>,
    /// The two or three facts most worth a sentence that the message leaves out.
    pub suggestions: Vec<Suggestion>,
}

/// A fact of the profile that the message touches.
#[derive(Debug, Clone, PartialEq)]
pub struct FactMatch {
    /// The key in the profile: `interests`.
    pub field: String,
    /// The fact in the profile's words.
    pub fact: String,
    /// Where the message touches it, in bytes of the draft.
    pub spans: Vec<Span>,
    /// Whether only name, employer, position, city or industry are touched.
    pub identity: bool,
    /// How much it says about this person: 1 and more is specific by itself.
    pub weight: f32,
    /// What made it a match.
    pub how: How,
}

/// What makes words of a message and of a fact the same; the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Several words in a row: a title, a quotation.
    Phrase,
    /// The same word, inflection aside.
    Word,
    /// Parts of a compound.
    Compound,
    /// Words of one family: moderieren, Moderation.
    Derivation,
    /// Another word for it, or its translation.
    Synonym,
    /// One letter off.
    Typo,
}

/// A fact worth a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The key in the profile: `seeks`.
    pub field: String,
    /// The fact in the profile's words.
    pub fact: String,
}

impl ProfileIndex {
    /// Prepares the facts of `recipient`; sentences that are only `wishes` are no subject.
    pub fn new(recipient: &Recipient, wishes: &[Wish], knowledge: &Knowledge) -> Self {
        Self {
            index: Index::new(recipient, wishes, knowledge),
            knowledge: knowledge.clone(),
        }
    }

    /// The facts, and the sum of what their words say beyond who and where the person is.
    pub fn facts(&self) -> impl Iterator<Item = (&Fact, f32)> {
        let weight = |fact: usize| {
            let own = self
                .index
                .slots
                .iter()
                .filter(|s| s.fact == fact && !s.identity);
            own.fold(0.0, |sum, s| sum + s.weight)
        };
        let facts = self.index.facts.iter().enumerate();
        facts.map(move |(i, fact)| (fact, weight(i)))
    }

    /// Which facts `text` touches. `unconfirmed` are concrete references found elsewhere
    /// ("Ihr Vortrag gestern in Graz"); those the profile can't confirm are handed back.
    pub fn assess(&self, text: &Text, unconfirmed: &[Span]) -> Reference {
        let hits = search::search(&self.index, &self.knowledge, text);
        let (grade, matches) = grade::grade(&self.index, text, &hits);
        let suggestions = suggest::suggest(&self.index.facts, &self.index.candidates, &matches);
        let confirmed = |span: &Span| {
            matches
                .iter()
                .filter(|m| !m.identity)
                .any(|m| m.spans.iter().any(|s| s.overlaps(*span)))
        };
        Reference {
            grade: self.index.says_something().then_some(grade),
            unconfirmed: unconfirmed
                .iter()
                .filter(|s| !confirmed(s))
                .copied()
                .collect(),
            matches,
            suggestions,
        }
    }
}
