//! Facts worth a sentence.

use super::index::Slot;
use super::{FactMatch, Knowledge, Suggestion};
use crate::people::Fact;
use crate::text::token::plain_words;

/// How many are proposed.
const MOST: usize = 3;

/// The indices of the facts that may be proposed, the best first: those that say something about
/// the person, are more than who and where they are, and aren't private.
pub(super) fn candidates(facts: &[Fact], slots: &[Slot], knowledge: &Knowledge) -> Vec<usize> {
    let mut said = vec![false; facts.len()];
    for slot in slots.iter().filter(|s| !s.identity && s.weight > 0.0) {
        said[slot.fact] = true;
    }
    let mut candidates: Vec<usize> = (0..facts.len())
        .filter(|i| said[*i] && !facts[*i].identity && !is_private(&facts[*i].text, knowledge))
        .collect();
    candidates.sort_by_key(|i| facts[*i].class);
    candidates
}

/// The best candidates that aren't among `matches`.
pub(super) fn suggest(
    facts: &[Fact],
    candidates: &[usize],
    matches: &[FactMatch],
) -> Vec<Suggestion> {
    let left_out = candidates
        .iter()
        .map(|i| &facts[*i])
        .filter(|fact| !matches.iter().any(|m| m.fact == fact.text));
    left_out
        .take(MOST)
        .map(|fact| Suggestion {
            field: fact.field.to_owned(),
            fact: fact.text.clone(),
        })
        .collect()
}

fn is_private(fact: &str, knowledge: &Knowledge) -> bool {
    plain_words(fact).iter().any(|word| {
        let languages = &knowledge.languages;
        languages.iter().any(|l| l.private.contains(&l.stem(word)))
    })
}
