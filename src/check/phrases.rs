//! Where a rule's phrases stand, after negation, quotation and exceptions.

use std::ops::Range;

use super::Case;
use crate::pack::pattern::{Hit, PatternId};
use crate::pack::{CompiledPhrase, Phrase, Rule, Scope};
use crate::span::Span;

/// A place where a phrase stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes in the draft.
    pub span: Span,
    /// Its tokens; empty for a regular expression.
    pub tokens: Range<usize>,
    /// Which pattern of the phrase it is; regular expressions have one number together.
    pub pattern: usize,
}

/// The phrases of a rule with the places where each stands, those that stand nowhere left out.
pub fn of_rule<'c>(
    case: &'c Case<'_>,
    index: usize,
    rule: &'c Rule,
) -> Vec<(&'c Phrase, Vec<Found>)> {
    case.patterns.phrases[index]
        .iter()
        .map(|compiled| (&rule.check.phrases[compiled.index], compiled))
        .filter(|(phrase, _)| case.language_known || phrase.lang.is_none())
        .map(|(phrase, compiled)| (phrase, find(case, rule.check.scope, phrase, compiled)))
        .filter(|(_, found)| !found.is_empty())
        .collect()
}

fn find(case: &Case<'_>, scope: Scope, phrase: &Phrase, compiled: &CompiledPhrase) -> Vec<Found> {
    let anywhere = compiled
        .unless_anywhere
        .iter()
        .any(|p| !case.hits.of(*p).is_empty());
    if anywhere {
        return Vec::new();
    }
    let tokens = case.tokens(scope);
    let mut found: Vec<Found> = Vec::new();
    for (place, pattern) in compiled.any.iter().enumerate() {
        for hit in case.hits.of(*pattern) {
            let inside = tokens.start <= hit.start && hit.end <= tokens.end;
            if inside && counts(case, phrase, compiled, hit) {
                found.push(Found {
                    span: case.text.span_of(hit.tokens()),
                    tokens: hit.tokens(),
                    pattern: place,
                });
            }
        }
    }
    if let Some(part) = span_of(case, scope) {
        let written = &case.draft.source.text[part.range()];
        for regex in compiled.regexes(written) {
            for m in regex.find_iter(written).filter(|m| !m.is_empty()) {
                found.push(Found {
                    span: Span::new(part.start + m.start(), part.start + m.end()),
                    tokens: 0..0,
                    pattern: compiled.any.len(),
                });
            }
        }
    }
    found.sort_by_key(|f| (f.span, f.tokens.start));
    if !phrase.each {
        found.dedup_by_key(|f| (f.span, f.tokens.start));
    }
    found
}

fn span_of(case: &Case<'_>, scope: Scope) -> Option<Span> {
    let parts = &case.text.parts;
    match scope {
        Scope::Body => Some(parts.body),
        Scope::Greeting => parts.greeting,
        Scope::Closing => match (parts.closing, parts.signature) {
            (Some(c), Some(s)) => Some(c.join(s)),
            (c, s) => c.or(s),
        },
        Scope::Message => Some(case.draft.message),
    }
}

/// Whether a hit stands for itself: not quoted, not code, not denied, no exception beside it.
fn counts(case: &Case<'_>, phrase: &Phrase, compiled: &CompiledPhrase, hit: &Hit) -> bool {
    let tokens = &case.text.tokens;
    let words = &tokens[hit.tokens()];
    if words.iter().all(|t| t.code) || (!phrase.quoted && words.iter().all(|t| t.quoted)) {
        return false;
    }
    if !phrase.negated && is_denied(case, hit) {
        return false;
    }
    if let Some(first) = phrase.within_first {
        let body = case.tokens(Scope::Body);
        let begin = tokens.get(body.start).map_or(0, |t| t.sentence);
        if tokens[hit.start].sentence >= begin + first {
            return false;
        }
    }
    let sentence = tokens[hit.start].sentence;
    let excepted = |p: &PatternId| {
        let hits = case.hits.of(*p);
        let from = hits.partition_point(|h| tokens[h.start].sentence < sentence);
        hits.get(from)
            .is_some_and(|h| tokens[h.start].sentence == sentence)
    };
    !compiled.unless.iter().any(excepted)
}

/// Whether a negation stands in the hit or right before it, with one word between at most.
/// A pattern that says a negation itself can't be denied.
fn is_denied(case: &Case<'_>, hit: &Hit) -> bool {
    if case.patterns.matcher.is_negative(hit.pattern) {
        return false;
    }
    let tokens = &case.text.tokens;
    let sentence = tokens[hit.start].sentence;
    let negators = &case.text.language.negators;
    let from = case.text.sentences[sentence]
        .tokens
        .start
        .max(hit.start.saturating_sub(2));
    let mut denials =
        (from..hit.end).filter(|i| negators.contains(&tokens[*i].fold) && !is_only_after(case, *i));
    denials.any(|i| i >= hit.start || !is_clause_between(case, i, hit.start))
}

/// `I'm not sure, we help …`: what is denied in one clause isn't in the next.
fn is_clause_between(case: &Case<'_>, before: usize, after: usize) -> bool {
    let tokens = &case.text.tokens;
    let between = case
        .draft
        .source
        .text
        .get(tokens[before].span.end..tokens[after].span.start);
    between.is_some_and(|text| text.contains([',', ';', ':', '–', '—', '(']))
}

/// `nicht nur`, `not only`: no denial.
fn is_only_after(case: &Case<'_>, negator: usize) -> bool {
    let next = case.text.tokens.get(negator + 1);
    next.is_some_and(|t| case.text.language.table.negation_breakers.contains(&t.fold))
}
