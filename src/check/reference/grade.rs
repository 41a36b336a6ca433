//! From touches to a grade.

use super::index::{Index, Slot};
use super::search::Hit;
use super::{FactMatch, How};
use crate::pack::raw::Grade;
use crate::span::Span;
use crate::text::Text;

/// What one place of the message must say about one fact to be specific.
const SPECIFIC: f32 = 1.0;
/// What all places together must say, when no single fact is told by itself.
const SPECIFIC_TOGETHER: f32 = 2.0;
/// How far apart, in words, two touches of one fact may be to be read together.
const NEAR: usize = 14;
/// What a word is worth that stands in the same order and distance as in the fact.
const IN_ORDER: f32 = 0.25;
/// What is left of touches that are scattered over the message.
const SCATTERED: f32 = 0.7;
/// A whole compound whose parts are all there.
const WHOLE: f32 = 0.95;

/// The facts touched, the weightiest first, and the grade.
pub(super) fn grade(index: &Index, text: &Text, hits: &[Hit]) -> (Grade, Vec<FactMatch>) {
    let mut matches = Vec::new();
    for fact in 0..index.facts.len() {
        let here: Vec<Hit> = hits
            .iter()
            .filter(|h| index.slots[h.entry.slot].fact == fact)
            .copied()
            .collect();
        if !here.is_empty() {
            matches.extend(fact_match(index, text, fact, &here));
        }
    }
    matches.sort_by(|a: &FactMatch, b: &FactMatch| b.weight.total_cmp(&a.weight));
    let specific = matches.iter().any(|m| !m.identity && m.weight >= SPECIFIC)
        || together(index, text, hits) >= SPECIFIC_TOGETHER;
    let grade = if specific {
        Grade::Specific
    } else if matches.iter().any(|m| m.identity) {
        Grade::Shallow
    } else {
        Grade::None
    };
    (grade, matches)
}

fn fact_match(index: &Index, text: &Text, fact: usize, hits: &[Hit]) -> Option<FactMatch> {
    let own: Vec<Hit> = hits
        .iter()
        .filter(|h| !index.slots[h.entry.slot].identity)
        .copied()
        .collect();
    let identity = own.is_empty();
    let (used, weight, ordered) = if identity {
        (hits.to_vec(), 0.0, 0)
    } else {
        let near = (0..own.len())
            .map(|i| {
                let window: Vec<Hit> = own
                    .iter()
                    .filter(|h| h.from >= own[i].from && h.from - own[i].from <= NEAR)
                    .copied()
                    .collect();
                let (weight, ordered) = weigh(index, &window);
                (weight, ordered)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let all = weigh(index, &own).0 * SCATTERED;
        (own, near.0.max(all), near.1)
    };
    if !identity && weight < 0.2 {
        return None;
    }
    let mut spans: Vec<Span> = used.iter().map(|h| text.span_of(h.from..h.to)).collect();
    spans.sort();
    spans.dedup();
    let best = used.iter().max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    Some(FactMatch {
        field: index.facts[fact].field.to_owned(),
        fact: index.facts[fact].text.clone(),
        spans,
        identity,
        weight,
        how: if ordered >= 2 { How::Phrase } else { best.how },
    })
}

/// What touches of one fact say together, and how many of them stand in the order of the fact.
fn weigh(index: &Index, hits: &[Hit]) -> (f32, usize) {
    let mut by_slot: Vec<(usize, f32)> = Vec::new();
    let mut slots: Vec<usize> = hits.iter().map(|h| h.entry.slot).collect();
    slots.sort_unstable();
    slots.dedup();
    for slot in slots {
        let here: Vec<&Hit> = hits.iter().filter(|h| h.entry.slot == slot).collect();
        by_slot.push((slot, slot_weight(&index.slots[slot], &here)));
    }
    let mut ordered = 0;
    for pair in hits.windows(2) {
        let (a, b) = (
            &index.slots[pair[0].entry.slot],
            &index.slots[pair[1].entry.slot],
        );
        if b.position > a.position
            && b.position - a.position == pair[1].from.saturating_sub(pair[0].from)
        {
            ordered += 1;
        }
    }
    let sum: f32 = by_slot.iter().map(|(_, w)| w).sum();
    (sum + IN_ORDER * ordered as f32, ordered)
}

/// What is touched of one word: the best of its touches, or all of it when all parts are.
fn slot_weight(slot: &Slot, hits: &[&Hit]) -> f32 {
    let best = hits.iter().map(|h| h.weight).fold(0.0, f32::max);
    let all =
        slot.parts > 0 && (1..=slot.parts).all(|part| hits.iter().any(|h| h.entry.part == part));
    if all {
        best.max(slot.weight * WHOLE)
    } else {
        best
    }
}

/// What the whole message says: each of its words once, and each word of the profile once.
fn together(index: &Index, text: &Text, hits: &[Hit]) -> f32 {
    let mut best: Vec<(&str, f32)> = Vec::new();
    for hit in hits {
        if index.slots[hit.entry.slot].identity {
            continue;
        }
        let stem = text.tokens[hit.from].stem.as_str();
        match best.iter_mut().find(|(s, _)| *s == stem) {
            Some((_, weight)) => *weight = weight.max(hit.weight),
            None => best.push((stem, hit.weight)),
        }
    }
    best.iter().map(|(_, w)| w).sum()
}
