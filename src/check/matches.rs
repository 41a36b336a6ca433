//! `match`: something stands there that shouldn't.

use std::cell::OnceCell;
use std::collections::HashSet;

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
    let own = OnceCell::new();
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
                .filter(|p| !is_own_word(case, p, own.get_or_init(|| own_words(case))))
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

/// The stems of each fact of the recipient's profile.
fn own_words(case: &Case<'_>) -> Vec<HashSet<String>> {
    let stems = |text: &str| {
        let words = crate::text::token::plain_words(text);
        words.iter().map(|w| case.text.language.stem(w)).collect()
    };
    let facts = case.recipient.map(|r| r.facts()).unwrap_or_default();
    facts.iter().map(|fact| stems(&fact.text)).collect()
}

/// Whether the words stand in the recipient's own profile: they can't be held against anyone.
fn is_own_word(case: &Case<'_>, place: &phrases::Found, own: &[HashSet<String>]) -> bool {
    let words = &case.text.tokens[place.tokens.clone()];
    let wanted: Vec<&str> = words
        .iter()
        .filter(|t| !case.text.language.function_words.contains(&t.fold))
        .map(|t| t.stem.as_str())
        .collect();
    if wanted.is_empty() {
        return false;
    }
    own.iter().any(|fact| wanted.iter().all(|w| fact.contains(*w)))
}

/// How many content words of a part stand outside `covered`. Function words and the commonest
/// words of the language, names, numbers and emoji are no content.
fn residue(case: &Case<'_>, scope: Scope, covered: &[Span]) -> usize {
    let tokens = &case.text.tokens;
    let covered = Covered::new(covered);
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
                && !covered.has(t.span)
        })
        .count()
}

/// Answers quickly whether a span lies inside any of many others.
pub(super) struct Covered {
    /// Starts, ascending, each with the furthest end of all spans up to it.
    spans: Vec<(usize, usize)>,
}

impl Covered {
    pub(super) fn new(spans: &[Span]) -> Self {
        let mut spans: Vec<(usize, usize)> = spans.iter().map(|s| (s.start, s.end)).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut spans {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { spans }
    }

    pub(super) fn has(&self, span: Span) -> bool {
        let after = self.spans.partition_point(|(start, _)| *start <= span.start);
        after.checked_sub(1).is_some_and(|i| self.spans[i].1 >= span.end)
    }
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
