//! `require`: something is missing.

use super::{Case, Evidence, Missing, Outcome, measure, phrases};
use crate::pack::Rule;

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule) -> Outcome {
    if !case.language_known {
        return Outcome::NotJudged(Missing::Language);
    }
    let measured = measure::any_within_bounds(case, index, rule);
    if !measured && phrases::of_rule(case, index, rule).is_empty() {
        Outcome::Found(Evidence::default())
    } else {
        Outcome::Clear
    }
}
