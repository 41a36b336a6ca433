//! `cues`: evidence adds up. Each cue counts once, whatever the number of its matches; one
//! with `each` counts once for each of its patterns.
//!
//! Cues with `each` are everyday words, which lean one way without saying anything. They add to
//! the sum, but never make a finding alone, and aren't shown.

use std::collections::BTreeSet;

use super::matches::outermost;
use super::phrases::{self, Found};
use super::{Case, Evidence, Outcome, measure};
use crate::pack::{Phrase, Rule};

pub(super) fn check(
    case: &Case<'_>,
    index: usize,
    rule: &Rule,
    threshold: i32,
    certain: i32,
) -> Outcome {
    let found = phrases::of_rule(case, index, rule);
    let sum: i32 = found.iter().map(|(cue, places)| weight(cue, places)).sum();
    let against: Vec<_> = found
        .iter()
        .filter(|(cue, _)| cue.weight > 0 && !cue.each)
        .collect();
    if sum < threshold || against.is_empty() {
        return measure::check(case, index, rule);
    }
    // The strongest evidence is shown, the rest only counted.
    let most = against.iter().map(|(cue, _)| cue.weight).max().unwrap_or(0);
    let shown: Vec<_> = against
        .iter()
        .filter(|(cue, _)| cue.weight * 2 > most)
        .collect();
    let places = shown.iter().flat_map(|(_, places)| places);
    let names: Vec<&str> = shown
        .iter()
        .filter_map(|(cue, _)| cue.name.as_deref())
        .collect();
    let mut evidence = Evidence::at(outermost(places.map(|p| p.span).collect()))
        .with("cues", names.join(", "))
        .with("sum", sum);
    evidence.uncertain = sum < certain;
    Outcome::Found(evidence)
}

fn weight(cue: &Phrase, places: &[Found]) -> i32 {
    if !cue.each {
        return cue.weight;
    }
    let patterns: BTreeSet<usize> = places.iter().map(|p| p.pattern).collect();
    cue.weight * i32::try_from(patterns.len()).unwrap_or(i32::MAX)
}
