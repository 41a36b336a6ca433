//! Facts worth a sentence.

use super::index::Index;
use super::{FactMatch, Knowledge, Suggestion};
use crate::people::FactClass;

/// How many are proposed.
const MOST: usize = 3;

/// The facts most worth a sentence that aren't among `matches`, never private ones.
pub(super) fn suggest(
    index: &Index,
    knowledge: &Knowledge,
    matches: &[FactMatch],
) -> Vec<Suggestion> {
    let mut facts: Vec<(FactClass, usize)> = index
        .facts
        .iter()
        .enumerate()
        .filter(|(i, fact)| {
            !fact.identity
                && !matches.iter().any(|m| m.fact == fact.text)
                && index
                    .slots
                    .iter()
                    .any(|s| s.fact == *i && !s.identity && s.weight > 0.0)
                && !is_private(&fact.text, knowledge)
        })
        .map(|(i, fact)| (fact.class, i))
        .collect();
    facts.sort();
    facts
        .into_iter()
        .take(MOST)
        .map(|(_, i)| Suggestion {
            field: index.facts[i].field.to_owned(),
            fact: index.facts[i].text.clone(),
        })
        .collect()
}

fn is_private(fact: &str, knowledge: &Knowledge) -> bool {
    crate::text::token::plain_words(fact).iter().any(|word| {
        knowledge
            .languages
            .iter()
            .any(|l| l.private.contains(&l.stem(word)))
    })
}
