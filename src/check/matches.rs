//! `match`: something stands there that shouldn't.

use super::{Case, Evidence, Outcome, measure, phrases};
use crate::pack::{Rule, Scope};
use crate::span::Span;

/// The role of phrases that may stand beside the others without being a fault.
const FILLER: &str = "filler";

pub(super) fn check(
    case: &Case<'_>,
    index: usize,
    rule: &Rule,
    at_least: usize,
    leaves_at_most: Option<usize>,
) -> Outcome {
    let found = phrases::of_rule(case, index, rule);
    let mut spans: Vec<Span> = Vec::new();
    for (phrase, places) in &found {
        if phrase.is(FILLER)
            || !phrase
                .role
                .as_deref()
                .is_none_or(|role| fits_stage(case, role))
        {
            continue;
        }
        spans.extend(
            places
                .iter()
                .filter(|p| !is_own_word(case, p))
                .map(|p| p.span),
        );
    }
    let spans = outermost(spans);
    let measured = measure::of_rule(case, index, rule);
    if spans.len() < at_least && measured.is_none() {
        return Outcome::Clear;
    }
    if let Some(most) = leaves_at_most {
        let covered: Vec<Span> = found
            .iter()
            .flat_map(|(_, places)| places.iter().map(|p| p.span))
            .collect();
        if residue(case, rule.check.scope, &covered) > most {
            return Outcome::Clear;
        }
    }
    match measured {
        Some(evidence) => Outcome::Found(Evidence {
            spans: outermost(spans.into_iter().chain(evidence.spans).collect()),
            ..evidence
        }),
        None => Outcome::from_spans(spans),
    }
}

/// Roles `request` and `later` count at their stage only; other roles are for other kinds.
fn fits_stage(case: &Case<'_>, role: &str) -> bool {
    let request = case.draft.context.stage == crate::draft::Stage::Request;
    match role {
        "request" => request,
        "later" => !request,
        _ => true,
    }
}

/// Whether the words stand in the recipient's own profile: they can't be held against anyone.
fn is_own_word(case: &Case<'_>, place: &phrases::Found) -> bool {
    let Some(recipient) = case.recipient else {
        return false;
    };
    let words = &case.text.tokens[place.tokens.clone()];
    let wanted: Vec<&str> = words
        .iter()
        .filter(|t| !case.text.language.function_words.contains(&t.fold))
        .map(|t| t.stem.as_str())
        .collect();
    if wanted.is_empty() {
        return false;
    }
    recipient.facts().iter().any(|fact| {
        let own: Vec<String> = crate::text::token::plain_words(&fact.text)
            .iter()
            .map(|w| case.text.language.stem(w))
            .collect();
        wanted.iter().all(|w| own.iter().any(|o| o == w))
    })
}

/// How many content words of a part stand outside `covered`. Function words and the commonest
/// words of the language, names, numbers and emoji are no content.
fn residue(case: &Case<'_>, scope: Scope, covered: &[Span]) -> usize {
    let tokens = &case.text.tokens;
    let person = case.recipient.map(|r| &r.person);
    let is_name = |fold: &str| {
        person.is_some_and(|p| {
            [&p.given, &p.family].into_iter().flatten().any(|n| {
                crate::text::fold::fold(n)
                    .split(['-', ' '])
                    .any(|part| part == fold)
            })
        })
    };
    case.tokens(scope)
        .filter(|i| {
            let t = &tokens[*i];
            t.is_word()
                && t.fold.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !case.text.language.function_words.contains(&t.fold)
                && crate::text::frequency::rarity(case.text.language.code(), &t.fold) > 0.0
                && !is_name(&t.fold)
                && !covered.iter().any(|s| s.contains(t.span))
        })
        .count()
}

/// Spans that lie in no other of them, in order.
pub(super) fn outermost(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.contains(span) => {}
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}
