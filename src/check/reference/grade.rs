//! From touches to a grade.

use std::collections::HashSet;

use super::index::{Index, Slot};
use super::search::Hit;
use super::{FactMatch, How};
use crate::pack::raw::Grade;
use crate::span::Span;
use crate::text::Text;

/// What the message must say about one fact to be specific by itself.
const SPECIFIC: f32 = 0.75;
/// The share that other words about the next facts add, and what is enough together.
const SHARE_OF_OTHERS: f32 = 0.6;
const OTHERS: usize = 3;
const ENOUGH: f32 = 1.0;
/// How far apart, in words, two touches of one fact may be to be read together.
const NEAR: usize = 12;
/// What a word is worth that stands in the same order and distance as in the fact.
const IN_ORDER: f32 = 0.35;
/// What is left of touches that are scattered over the message.
const SCATTERED: f32 = 0.6;
/// Facts touched less aren't worth a word.
const BARELY: f32 = 0.2;
/// A whole compound whose parts are all there.
const WHOLE: f32 = 0.95;

/// The facts touched, the weightiest first, and the grade.
pub(super) fn grade(index: &Index, text: &Text, hits: &[Hit]) -> (Grade, Vec<FactMatch>) {
    let mut hits = hits.to_vec();
    hits.sort_by_key(|h| (index.slots[h.entry.slot].fact, h.from));
    let mut matches: Vec<FactMatch> = hits
        .chunk_by(|a, b| index.slots[a.entry.slot].fact == index.slots[b.entry.slot].fact)
        .filter_map(|here| fact_match(index, text, here))
        .collect();
    matches.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let grade = if together(&matches) >= ENOUGH {
        Grade::Specific
    } else if matches.iter().any(|m| m.identity) {
        Grade::Shallow
    } else {
        Grade::None
    };
    (grade, matches)
}

/// What the matches say together. One word says the same about the second fact it touches, so
/// only words that are new count there.
fn together(matches: &[FactMatch]) -> f32 {
    let mut own = matches.iter().filter(|m| !m.identity);
    let Some(first) = own.next() else {
        return 0.0;
    };
    let mut used: HashSet<Span> = first.spans.iter().copied().collect();
    let others = own.filter_map(|m| {
        let new = m.spans.iter().filter(|s| used.insert(**s)).count();
        (new > 0).then(|| m.weight * new as f32 / m.spans.len() as f32)
    });
    first.weight + others.take(OTHERS).sum::<f32>() * SHARE_OF_OTHERS
}

fn fact_match(index: &Index, text: &Text, hits: &[Hit]) -> Option<FactMatch> {
    let fact = &index.facts[index.slots[hits.first()?.entry.slot].fact];
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
                let rest = &own[i..];
                let end = rest.partition_point(|h| h.from - own[i].from <= NEAR);
                weigh(index, &rest[..end])
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let all = weigh(index, &own).0 * SCATTERED;
        (own, near.0.max(all), near.1)
    };
    if !identity && weight < BARELY {
        return None;
    }
    let mut spans: Vec<Span> = used.iter().map(|h| text.span_of(h.from..h.to)).collect();
    spans.sort();
    spans.dedup();
    let best = used.iter().max_by(|a, b| a.weight.total_cmp(&b.weight))?;
    Some(FactMatch {
        field: fact.field.to_owned(),
        fact: fact.text.clone(),
        spans,
        identity,
        weight: weight / SPECIFIC,
        how: if ordered >= 2 { How::Phrase } else { best.how },
    })
}

/// What touches of one fact say together, and how many of them stand in the order of the fact.
fn weigh(index: &Index, hits: &[Hit]) -> (f32, usize) {
    let mut slots: Vec<usize> = hits.iter().map(|h| h.entry.slot).collect();
    slots.sort_unstable();
    slots.dedup();
    let mut sum = 0.0;
    // A phrase speaks for all of its words.
    let mut spoken_for = 0;
    for slot in slots {
        if slot < spoken_for {
            continue;
        }
        let here: Vec<&Hit> = hits.iter().filter(|h| h.entry.slot == slot).collect();
        let words = here.iter().map(|h| h.entry.words).max().unwrap_or(1);
        spoken_for = slot + words;
        sum += slot_weight(&index.slots[slot], &here);
    }
    let mut ordered = 0;
    for pair in hits.windows(2) {
        let (a, b) = (
            &index.slots[pair[0].entry.slot],
            &index.slots[pair[1].entry.slot],
        );
        if pair.iter().any(|h| h.weight > 0.0)
            && b.position > a.position
            && b.position - a.position == pair[1].from.saturating_sub(pair[0].from)
        {
            ordered += 1;
        }
    }
    (sum + IN_ORDER * ordered as f32, ordered)
}

/// What is touched of one word: the word, or its parts together, or all of it when all parts are.
fn slot_weight(slot: &Slot, hits: &[&Hit]) -> f32 {
    let best = |part: usize| {
        let touched = hits.iter().filter(|h| h.entry.part == part);
        touched.map(|h| h.weight).reduce(f32::max)
    };
    let whole = best(0).unwrap_or(0.0);
    let parts: Vec<f32> = (1..=slot.parts).filter_map(best).collect();
    // One word can't be all parts of another: `Ausbildung` is no `Lehrlingsausbildung`.
    let several = hits.iter().any(|h| h.piece || h.from != hits[0].from);
    if slot.parts > 0 && parts.len() == slot.parts && several {
        return whole.max(slot.weight * WHOLE);
    }
    let together = if several {
        parts.iter().sum()
    } else {
        parts.iter().copied().fold(0.0, f32::max)
    };
    whole.max(together.min(slot.weight))
}
