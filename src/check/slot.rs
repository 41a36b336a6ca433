//! Merge fields that were left, or filled with rubbish.

use super::matches::outermost;
use super::{Case, Outcome, phrases};
use crate::pack::Rule;
use crate::pack::rule::SlotFault;
use crate::span::Span;

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule, fault: SlotFault) -> Outcome {
    match fault {
        SlotFault::Unfilled => {
            Outcome::from_spans(case.draft.slots.iter().map(|s| s.span).collect())
        }
        SlotFault::Broken => {
            let mut spans: Vec<Span> = phrases::of_rule(case, index, rule)
                .iter()
                .flat_map(|(_, places)| places.iter().map(|p| p.span))
                .collect();
            spans.extend(nameless_greeting(case));
            spans.extend(shouted_name(case));
            Outcome::from_spans(outermost(spans))
        }
    }
}

/// `Hi ,`: a space where the name was.
fn nameless_greeting(case: &Case<'_>) -> Option<Span> {
    let greeting = case.text.parts.greeting?;
    let text = &case.draft.source.text;
    let after = text[greeting.end..].chars().next();
    let written = text[greeting.range()].trim_end();
    let bare = written.trim_end_matches([',', '!', '.']);
    let comma = bare.len() < written.len() || after == Some(',');
    let hole = bare.ends_with([' ', '\u{a0}']) && comma;
    hole.then_some(greeting)
}

/// `Hi ANNA,`: a name in capitals out of a list, unless the profile writes it so.
fn shouted_name(case: &Case<'_>) -> Option<Span> {
    let greeting = case.text.parts.greeting?;
    let tokens = case.text.tokens_in(greeting);
    let words = &case.text.tokens[tokens];
    let name = words
        .iter()
        .skip(1)
        .find(|t| t.is_word() && t.form.chars().count() >= 4 && t.is_all_capitals())?;
    // Somebody who writes everything in capitals shouts; that is another rule's business.
    if words.iter().all(|t| t.is_all_capitals()) {
        return None;
    }
    let as_in_profile = case.recipient.is_some_and(|r| {
        [&r.person.given, &r.person.family]
            .into_iter()
            .flatten()
            .any(|n| n.split([' ', '-']).any(|part| part == name.form))
    });
    (!as_in_profile).then_some(name.span)
}
