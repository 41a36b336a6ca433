//! The texts of rules with what was found put into them.

use super::{Locale, Place};
use crate::check::Evidence;

/// At most so many scalars of a found text stand in a message.
const SHOWN: usize = 60;

/// Fills `{…}` in a text of a rule: `{text}` is what was found, shortened; `{facts}` are facts
/// of the profile with their fields; others are values that the check counted or read.
///
/// A part in `[…]` is left out when a value in it is missing.
pub fn fill(text: &str, spans: &[Place], evidence: &Evidence, locale: Locale) -> String {
    let value = |name: &str| -> Option<String> {
        match name {
            "text" => spans.first().map(|s| shorten(&s.text)),
            "facts" => (!evidence.facts.is_empty()).then(|| {
                let facts = evidence.facts.iter();
                let facts = facts
                    .map(|f| format!("{} ({})", locale.quote(&f.fact), locale.field(&f.field)));
                facts.collect::<Vec<_>>().join(", ")
            }),
            name => evidence.values.get(name).cloned(),
        }
    };
    compose(text, value)
}

/// A text of a rule as it reads before anything was found: optional parts are left out, other
/// values are an ellipsis.
pub fn unfilled(text: &str) -> String {
    compose(&without_parts(text), |_| Some("…".to_owned()))
}

fn without_parts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (part, optional) in parts(text) {
        if !optional {
            out.push_str(part);
        }
    }
    out
}

fn compose(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    for (part, optional) in parts(text) {
        let (filled, complete) = fill_part(part, &value);
        if complete || !optional {
            out.push_str(&filled);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of a text, and whether each stood in brackets.
fn parts(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let outer = text.split('[').enumerate();
    outer.flat_map(|(i, piece)| {
        let (inside, outside) = match piece.split_once(']') {
            Some(both) if i > 0 => both,
            _ => ("", piece),
        };
        [(inside, true), (outside, false)]
    })
}

/// A part with its values, and whether all were there.
fn fill_part(part: &str, value: &impl Fn(&str) -> Option<String>) -> (String, bool) {
    let mut out = String::with_capacity(part.len());
    let mut complete = true;
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match value(name) {
            Some(value) => out.push_str(&value),
            None => complete = false,
        }
        rest = after;
    }
    out.push_str(rest);
    (out, complete)
}

fn shorten(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= SHOWN {
        return one_line;
    }
    let head: String = one_line.chars().take(SHOWN - 1).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::reference::Suggestion;

    fn evidence() -> Evidence {
        let mut evidence = Evidence::default().with("count", 3);
        evidence.facts.push(Suggestion {
            field: "seeks".to_owned(),
            fact: "Probeleser".to_owned(),
        });
        evidence
    }

    #[test]
    fn fills_values_and_facts_in_the_reader_s_language() {
        let say = |text, locale| fill(text, &[], &evidence(), locale);
        assert_eq!(say("{count} asks", Locale::En), "3 asks");
        assert_eq!(
            say("why[; take {facts}]", Locale::En),
            "why; take “Probeleser” (seeks)"
        );
        assert_eq!(
            say("so[; nimm {facts}]", Locale::De),
            "so; nimm „Probeleser“ (sucht)"
        );
    }

    #[test]
    fn leaves_out_parts_without_their_value() {
        assert_eq!(
            fill(
                "Ask.[ A start: {opening}] Go.",
                &[],
                &evidence(),
                Locale::En
            ),
            "Ask. Go."
        );
        assert_eq!(
            fill("Ask {opening} now", &[], &evidence(), Locale::En),
            "Ask now"
        );
    }

    #[test]
    fn explains_without_optional_parts() {
        assert_eq!(unfilled("Ask {count}.[ A start: {opening}]"), "Ask ….");
    }
}
