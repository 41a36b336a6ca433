//! The table behind `--explain-reference`: every fact of the profile, what it weighs, and which
//! words of the draft touched it.

use std::fmt::Write as _;

use super::Locale;
use super::snippet::clean;
use crate::check::reference::{How, Reference};
use crate::people::Fact;
use crate::span::Span;

/// The longest fact that is shown, in scalars.
const SHOWN: usize = 48;

/// Writes the table; `source` is the whole text of the draft.
pub fn render<'f>(
    facts: impl Iterator<Item = (&'f Fact, f32)>,
    reference: &Reference,
    source: &str,
    locale: Locale,
) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "\n{:<18} {:<SHOWN$} {:>6} {:>6}  {}",
        locale.pick("field", "Feld"),
        locale.pick("fact", "Angabe"),
        locale.pick("weight", "wiegt"),
        locale.pick("match", "Bezug"),
        locale.pick("words of the draft", "Worte im Entwurf"),
    );
    for (fact, weight) in facts {
        let found = reference
            .matches
            .iter()
            .find(|m| m.field == fact.field && m.fact == fact.text);
        let (touched, words) = match found {
            Some(m) => (
                format!("{:.2}", m.weight),
                format!(
                    "{} ({})",
                    words(source, &m.spans, locale),
                    how(m.how, locale)
                ),
            ),
            None => (String::new(), String::new()),
        };
        let line = format!(
            "{:<18} {:<SHOWN$} {weight:>6.2} {touched:>6}  {words}",
            fact.field,
            shorten(&clean(&fact.text)),
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if !reference.unconfirmed.is_empty() {
        let head = locale.pick("Not in the profile", "Nicht im Profil");
        let _ = writeln!(
            out,
            "{head}: {}",
            words(source, &reference.unconfirmed, locale)
        );
    }
    out
}

fn words(source: &str, spans: &[Span], locale: Locale) -> String {
    let words = spans
        .iter()
        .map(|s| locale.quote(&shorten(&clean(&source[s.range()]))));
    words.collect::<Vec<_>>().join(", ")
}

fn how(how: How, locale: Locale) -> &'static str {
    match how {
        How::Phrase => locale.pick("words in a row", "Wörter in Folge"),
        How::Word => locale.pick("the same word", "dasselbe Wort"),
        How::Compound => locale.pick("part of a compound", "Teil einer Zusammensetzung"),
        How::Derivation => locale.pick("derived", "abgeleitet"),
        How::Synonym => locale.pick("another word for it", "ein anderes Wort dafür"),
        How::Typo => locale.pick("misspelt", "vertippt"),
    }
}

fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let head: String = line.chars().take(SHOWN - 1).collect();
    format!("{}…", head.trim_end())
}
