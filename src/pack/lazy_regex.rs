//! Regular expressions of packs: compiled within limits, on first use, and only where the text
//! holds what every match holds. Compiling one costs more than matching a thousand phrases.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};

/// The most memory a compiled expression may take, in bytes.
const SIZE: usize = 256 * 1024;

/// Compiles a regular expression within the limits for packs.
///
/// # Errors
/// What is wrong with it, or that it becomes too large.
pub(super) fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(pattern)
        .size_limit(SIZE)
        .nest_limit(50)
        .build()
}

/// A regular expression, compiled on first use.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct LazyRegex {
    pattern: String,
    /// Characters that every match holds.
    needs: Vec<char>,
    /// Folded words of which every match holds one; empty when nothing is known.
    needs_one: Vec<String>,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl LazyRegex {
    /// Patterns were checked when their pack was loaded; one that fails here never matches.
    pub(super) fn new(pattern: &str) -> Self {
        let hir = regex_syntax::parse(pattern).ok();
        let needs = hir.as_ref().map(needed_characters).unwrap_or_default();
        let needs_one = hir.as_ref().and_then(needed_words).unwrap_or_default();
        Self {
            pattern: pattern.to_owned(),
            needs: needs.into_iter().collect(),
            needs_one,
            compiled: OnceLock::new(),
        }
    }

    /// The compiled expression, unless it can't match in `text`.
    pub(super) fn for_text(&self, text: &str) -> Option<&Regex> {
        if !self.needs.iter().all(|c| text.contains(*c)) {
            return None;
        }
        if !self.needs_one.is_empty() {
            let folded = fold(text);
            if !self
                .needs_one
                .iter()
                .any(|word| folded.contains(word.as_str()))
            {
                return None;
            }
        }
        let compiled = self.compiled.get_or_init(|| compile(&self.pattern).ok());
        compiled.as_ref()
    }
}

/// Letters that differ by case alone become one.
fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

fn fold_char(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

fn needed_characters(hir: &Hir) -> BTreeSet<char> {
    match hir.kind() {
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).chars().collect(),
        HirKind::Capture(capture) => needed_characters(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed_characters(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needed_characters).collect(),
        HirKind::Alternation(parts) => {
            let mut all = parts.iter().map(needed_characters);
            let first = all.next().unwrap_or_default();
            all.fold(first, |common, next| {
                common.intersection(&next).copied().collect()
            })
        }
        _ => BTreeSet::new(),
    }
}

/// Folded words of which every match holds at least one.
fn needed_words(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => Some(vec![letters(hir)?]),
        HirKind::Capture(capture) => needed_words(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed_words(&repetition.sub),
        HirKind::Alternation(parts) => {
            let words: Option<Vec<_>> = parts.iter().map(needed_words).collect();
            Some(words?.concat())
        }
        HirKind::Concat(parts) => best_of_row(parts),
        _ => None,
    }
}

/// Of everything a row of parts needs, what is rarest: the longest.
fn best_of_row(parts: &[Hir]) -> Option<Vec<String>> {
    let mut candidates: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for part in parts {
        if let Some(letters) = letters(part) {
            run.push_str(&letters);
            continue;
        }
        if !run.is_empty() {
            candidates.push(vec![std::mem::take(&mut run)]);
        }
        candidates.extend(needed_words(part));
    }
    if !run.is_empty() {
        candidates.push(vec![run]);
    }
    let shortest = |words: &Vec<String>| words.iter().map(String::len).min();
    candidates.into_iter().max_by_key(shortest)
}

/// What a part matches, when that is one word but for case.
fn letters(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(fold(std::str::from_utf8(&literal.0).ok()?)),
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.ranges().iter().flat_map(|r| r.start()..=r.end());
            // A class of more letters is no letter in its two cases.
            let folds: BTreeSet<String> = chars.take(5).map(|c| fold_char(c).collect()).collect();
            let mut folds = folds.into_iter();
            let one = folds.next()?;
            folds.next().is_none().then_some(one)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_word_that_every_match_holds() {
        let words = |pattern| LazyRegex::new(pattern).needs_one;
        assert_eq!(words(r"(?i)\bsir\s*/\s*madam"), ["madam"]);
        assert_eq!(words(r"\b(?:GmbH|AG) *& *Co"), ["co"]);
        assert_eq!(words(r"(?i)(unsub|opt)\w*"), ["unsub", "opt"]);
        assert!(words(r"\w+").is_empty());
        assert!(words(r"(abc)?").is_empty());
    }

    #[test]
    fn finds_whatever_the_bare_expression_finds() {
        for (pattern, text) in [
            (r"(?i)\bsir\s*/\s*madam", "Dear SIR / Madam"),
            (r"(?i)straße", "STRASSE und Straße"),
            (r"(?i)kilo", "1 \u{212a}ilo"),
            (r"(?i)so", "\u{17f}o"),
            (r"a|b|(cd)+", "xcd"),
        ] {
            let bare = compile(pattern).unwrap();
            let lazy = LazyRegex::new(pattern);
            let found = lazy
                .for_text(text)
                .and_then(|r| r.find(text))
                .map(|m| m.range());
            assert_eq!(found, bare.find(text).map(|m| m.range()), "{pattern}");
        }
    }

    #[test]
    fn isnt_compiled_for_texts_without_it() {
        let lazy = LazyRegex::new(r"(?i)\bsir\s*/\s*madam");
        assert!(lazy.for_text("Dear Anna / Tom").is_none());
        assert!(lazy.compiled.get().is_none());
    }
}
