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
    /// Sets of folded words: every match holds one of each set.
    needs_one: Vec<Vec<String>>,
    /// Whether every match holds a character beyond ASCII.
    beyond_ascii: bool,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl LazyRegex {
    /// Patterns were checked when their pack was loaded; one that fails here never matches.
    pub(super) fn new(pattern: &str) -> Self {
        let hir = regex_syntax::parse(pattern).ok();
        let needs = hir.as_ref().map(needed_characters).unwrap_or_default();
        let needs_one = hir.as_ref().map(needed_words).unwrap_or_default();
        Self {
            beyond_ascii: hir.as_ref().is_some_and(needs_beyond_ascii),
            pattern: pattern.to_owned(),
            needs: needs.into_iter().collect(),
            needs_one,
            compiled: OnceLock::new(),
        }
    }

    /// The compiled expression, unless it can't match in `text`.
    pub(super) fn for_text(&self, text: &str) -> Option<&Regex> {
        if self.beyond_ascii && text.is_ascii() || !self.needs.iter().all(|c| text.contains(*c)) {
            return None;
        }
        if !self.needs_one.is_empty() {
            let folded = fold(text);
            let holds_one = |set: &Vec<String>| set.iter().any(|word| folded.contains(word));
            if !self.needs_one.iter().all(holds_one) {
                return None;
            }
        }
        let compiled = self.compiled.get_or_init(|| compile(&self.pattern).ok());
        compiled.as_ref()
    }
}

/// Letters that differ by case alone become one, and so do blanks.
fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

fn fold_char(c: char) -> impl Iterator<Item = char> {
    let c = if c == '\u{a0}' { ' ' } else { c };
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

/// Sets of folded words, of each of which every match holds one.
fn needed_words(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => forms(hir).into_iter().collect(),
        HirKind::Capture(capture) => needed_words(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => match forms(hir) {
            Some(forms) => vec![forms],
            None => needed_words(&repetition.sub),
        },
        HirKind::Alternation(parts) => {
            // Of each branch its best set; together they are one.
            let best = |part| {
                needed_words(part)
                    .into_iter()
                    .max_by_key(|set| shortest(set))
            };
            let sets: Option<Vec<_>> = parts.iter().map(best).collect();
            sets.map(|sets| sets.concat()).into_iter().collect()
        }
        HirKind::Concat(parts) => words_of_row(parts),
        _ => Vec::new(),
    }
}

/// What a row of parts needs: words where parts follow each other closely, and what each needs.
fn words_of_row(parts: &[Hir]) -> Vec<Vec<String>> {
    let mut sets = Vec::new();
    let mut run = vec![String::new()];
    for part in parts {
        let forms = forms(part).filter(|forms| run.len() * forms.len() <= MOST_FORMS);
        if let Some(forms) = &forms {
            let longer = |before: &String| {
                let before = before.clone();
                forms.iter().map(move |form| format!("{before}{form}"))
            };
            run = run.iter().flat_map(longer).collect();
            // More of a repeated part may follow.
            if !is_open(part) {
                continue;
            }
        }
        sets.push(std::mem::replace(&mut run, vec![String::new()]));
        if forms.is_none() {
            sets.extend(needed_words(part));
        }
    }
    sets.push(run);
    sets.retain(|set| set.iter().all(|word| !word.is_empty()));
    sets
}

fn is_open(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Repetition(r) if r.max != Some(r.min))
}

fn shortest(words: &[String]) -> usize {
    words.iter().map(String::len).min().unwrap_or(0)
}

/// The few words that a part matches or, when it is repeated, begins with; case aside.
fn forms(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![fold(std::str::from_utf8(&literal.0).ok()?)]),
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.ranges().iter().flat_map(|r| r.start()..=r.end());
            let mut few = chars.take(MOST_CHARS + 1).peekable();
            few.peek()?;
            let folds: Vec<String> = few.map(|c| fold_char(c).collect()).collect();
            let distinct: BTreeSet<String> = folds.iter().cloned().collect();
            (folds.len() <= MOST_CHARS).then(|| distinct.into_iter().collect())
        }
        HirKind::Repetition(repetition) if (1..=4).contains(&repetition.min) => {
            let [form] = <[String; 1]>::try_from(forms(&repetition.sub)?).ok()?;
            Some(vec![form.repeat(repetition.min as usize)])
        }
        _ => None,
    }
}

/// A class of more characters is no choice of a few letters.
const MOST_CHARS: usize = 8;
/// More combinations aren't worth looking for.
const MOST_FORMS: usize = 8;

fn needs_beyond_ascii(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => !literal.0.is_ascii(),
        HirKind::Class(Class::Unicode(class)) => {
            let mut ranges = class.ranges().iter();
            !class.ranges().is_empty() && ranges.all(|r| !r.start().is_ascii())
        }
        HirKind::Capture(capture) => needs_beyond_ascii(&capture.sub),
        HirKind::Repetition(repetition) => {
            repetition.min > 0 && needs_beyond_ascii(&repetition.sub)
        }
        HirKind::Alternation(parts) => parts.iter().all(needs_beyond_ascii),
        HirKind::Concat(parts) => parts.iter().any(needs_beyond_ascii),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_word_that_every_match_holds() {
        let words = |pattern| LazyRegex::new(pattern).needs_one;
        assert_eq!(
            words(r"(?i)\bsir\s*/\s*madam"),
            [vec!["sir"], vec!["/"], vec!["madam"]]
        );
        assert_eq!(
            words(r"\b(?:GmbH|AG) *& *Co"),
            [vec!["gmbh", "ag"], vec!["&"], vec!["co"]]
        );
        assert_eq!(words(r"(?i)(unsub|opt)\w*"), [["unsub", "opt"]]);
        assert_eq!(words(r"[ \u{a0}]{2,}x"), [vec!["  "], vec!["x"]]);
        assert_eq!(words(r"a+b"), [["a"], ["b"]]);
        assert_eq!(words(r"[ab]c"), [["ac", "bc"]]);
        assert!(words(r"\w+").is_empty());
        assert!(words(r"(abc)?").is_empty());
        assert!(LazyRegex::new("[\u{1F300}-\u{1FAFF}]!").beyond_ascii);
        assert!(!LazyRegex::new("[\u{1F300}-\u{1FAFF}]?!").beyond_ascii);
    }

    #[test]
    fn finds_whatever_the_bare_expression_finds() {
        for (pattern, text) in [
            (r"(?i)\bsir\s*/\s*madam", "Dear SIR / Madam"),
            (r"(?i)straße", "STRASSE und Straße"),
            (r"(?i)kilo", "1 \u{212a}ilo"),
            (r"(?i)so", "\u{17f}o"),
            (r"a|b|(cd)+", "xcd"),
            (r"(?i)\bof[ \u{a0}]+[,.]", "the work of\u{a0} , and"),
            (r"\?{2,}x", "a????x"),
            (r"a+b", "xaaab"),
            (r"(?:ab){2}c", "ababc"),
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
