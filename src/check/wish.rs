//! What the recipient asks for in the profile, and the draft does all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Evidence, Missing, Outcome, phrases};
use crate::pack::Rule;
use crate::people::WishKind;
use crate::span::Span;

pub(super) fn check(
    case: &Case<'_>,
    index: usize,
    rule: &Rule,
    table: &BTreeMap<WishKind, Vec<String>>,
    fired: &BTreeSet<&str>,
) -> Outcome {
    if case.recipient.is_none() {
        return Outcome::NotJudged(Missing::Profile);
    }
    let found = phrases::of_rule(case, index, rule);
    for wish in case.wishes {
        let by_rule = table
            .get(&wish.kind)
            .into_iter()
            .flatten()
            .any(|r| fired.contains(r.as_str()));
        let spans: Vec<Span> = found
            .iter()
            .filter(|(phrase, _)| phrase.is(wish.kind.as_str()))
            .flat_map(|(_, places)| places.iter().map(|p| p.span))
            .collect();
        if by_rule || !spans.is_empty() {
            let quote = wish
                .quote
                .clone()
                .unwrap_or_else(|| wish.kind.as_str().to_owned());
            return Outcome::Found(
                Evidence::at(spans)
                    .with("quote", quote)
                    .with("wish", wish.kind.as_str()),
            );
        }
    }
    Outcome::Clear
}
