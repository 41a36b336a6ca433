//! The `reference` check: too little refers to the recipient.

use super::{Reference, Suggestion};
use crate::check::{Case, Evidence, Missing, Outcome};
use crate::pack::Grade;

/// Fires when the draft's grade is exactly `fault`, so that the rules for the two grades never
/// say the same.
pub(in crate::check) fn check(case: &Case<'_>, fault: Grade) -> Outcome {
    if case.recipient.is_none() {
        return Outcome::NotJudged(Missing::Profile);
    }
    let Some(reference) = case.reference else {
        return Outcome::NotJudged(Missing::Language);
    };
    let Some(grade) = reference.grade else {
        return Outcome::NotJudged(Missing::ThinProfile);
    };
    // A concrete reason that the profile doesn't know ("gestern in Graz") is a reason.
    if grade != fault || !reference.unconfirmed.is_empty() {
        return Outcome::Clear;
    }
    let spans = if grade == Grade::Shallow {
        shallow_spans(reference)
    } else {
        Vec::new()
    };
    let mut evidence = Evidence::at(spans);
    evidence.facts.clone_from(&reference.suggestions);
    if let Some(opening) = opening(case, &reference.suggestions) {
        evidence = evidence.with("opening", opening);
    }
    Outcome::Found(evidence)
}

/// A half-sentence to begin with, in the language and the address of the draft.
fn opening(case: &Case<'_>, suggestions: &[Suggestion]) -> Option<String> {
    let address = crate::check::address::of_draft(case)
        .or_else(|| case.recipient.and_then(|r| r.person.address))
        .unwrap_or(crate::people::Address::Sie);
    suggestions.iter().find_map(|s| {
        let fits = |o: &&crate::pack::raw::RawOpening| {
            o.field == s.field
                && o.lang == case.text.language.code()
                && o.address.is_none_or(|a| a == address)
        };
        let opening = case.pack.openings.iter().find(fits)?;
        Some(opening.text.replace("{fact}", &s.fact))
    })
}

fn shallow_spans(reference: &Reference) -> Vec<crate::span::Span> {
    let mut spans: Vec<_> = reference
        .matches
        .iter()
        .flat_map(|m| m.spans.iter().copied())
        .collect();
    spans.sort();
    spans.dedup();
    spans
}
