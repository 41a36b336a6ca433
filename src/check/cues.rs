//! `cues`: evidence adds up. Each cue counts once, whatever the number of its matches.

use super::matches::outermost;
use super::{Case, Evidence, Outcome, measure, phrases};
use crate::pack::Rule;

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule, threshold: i32) -> Outcome {
    let found = phrases::of_rule(case, index, rule);
    let sum: i32 = found.iter().map(|(cue, _)| cue.weight).sum();
    if sum < threshold {
        return measure::check(case, index, rule);
    }
    let against = found.iter().filter(|(cue, _)| cue.weight > 0);
    let spans = against
        .clone()
        .flat_map(|(_, places)| places.iter().map(|p| p.span))
        .collect();
    let names: Vec<&str> = against.filter_map(|(cue, _)| cue.name.as_deref()).collect();
    Outcome::Found(
        Evidence::at(outermost(spans))
            .with("cues", names.join(", "))
            .with("sum", sum),
    )
}
