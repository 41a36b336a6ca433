//! `cues`: evidence adds up. Each cue counts once, whatever the number of its matches; one
//! with `each` counts once for each of its patterns.

use std::collections::BTreeSet;

use super::matches::outermost;
use super::phrases::{self, Found};
use super::{Case, Evidence, Outcome, measure};
use crate::pack::{Phrase, Rule};

/// Weaker evidence than this share of the threshold is counted, but not shown.
const SHOWN: i32 = 4;

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule, threshold: i32) -> Outcome {
    let found = phrases::of_rule(case, index, rule);
    let sum: i32 = found.iter().map(|(cue, places)| weight(cue, places)).sum();
    if sum < threshold {
        return measure::check(case, index, rule);
    }
    let against: Vec<_> = found.iter().filter(|(cue, _)| cue.weight > 0).collect();
    let strong: Vec<_> = against.iter().filter(|(cue, _)| cue.weight * SHOWN >= threshold).copied().collect();
    let shown = if strong.is_empty() { against } else { strong };
    let spans = shown.iter().flat_map(|(_, places)| places.iter().map(|p| p.span)).collect();
    let names: Vec<&str> = shown.iter().filter_map(|(cue, _)| cue.name.as_deref()).collect();
    Outcome::Found(Evidence::at(outermost(spans)).with("cues", names.join(", ")).with("sum", sum))
}

fn weight(cue: &Phrase, places: &[Found]) -> i32 {
    if !cue.each {
        return cue.weight;
    }
    let patterns: BTreeSet<usize> = places.iter().map(|p| p.pattern).collect();
    cue.weight * i32::try_from(patterns.len()).unwrap_or(i32::MAX)
}
