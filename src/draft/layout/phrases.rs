//! Words of a line as people type them, and set phrases among them.

use crate::language::{ANY, Phrases};
use crate::span::Span;
use crate::text::fold::fold;

/// A run without white space.
#[derive(Debug)]
pub(super) struct Word {
    /// With its punctuation.
    pub(super) run: Span,
    /// Without; empty when there is nothing but punctuation.
    pub(super) core: Span,
    /// The folded core, or the whole run when that is empty.
    pub(super) fold: String,
    /// Whether a line ends before it.
    pub(super) new_line: bool,
}

impl Word {
    /// The core as written.
    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.core.range()]
    }

    /// The punctuation before the core.
    pub(super) fn before<'t>(&self, text: &'t str) -> &'t str {
        &text[self.run.start..self.core.start]
    }

    /// The punctuation behind the core.
    pub(super) fn after<'t>(&self, text: &'t str) -> &'t str {
        &text[self.core.end..self.run.end]
    }

    /// Whether it has letters or digits.
    pub(super) fn is_word(&self) -> bool {
        self.core.start < self.core.end
    }

    /// Whether it is a word without punctuation.
    pub(super) fn is_plain(&self, text: &str) -> bool {
        self.is_word() && self.after(text).is_empty()
    }

    /// Whether its first letter is a capital.
    pub(super) fn is_capitalised(&self, text: &str) -> bool {
        self.text(text).starts_with(char::is_uppercase)
    }

    /// Whether it begins a merge field.
    pub(super) fn opens_slot(&self, text: &str) -> bool {
        text[self.run.range()].starts_with(['{', '[', '<', '%', '*', '#', '_'])
            && !text[self.run.range()].starts_with("**")
    }
}

/// The words of `text[span]`, at most `most`.
pub(super) fn words(text: &str, span: Span, most: usize) -> Vec<Word> {
    let mut out = Vec::new();
    let mut at = span.start;
    while out.len() < most {
        let rest = &text[at..span.end];
        let start = at + (rest.len() - rest.trim_start().len());
        let rest = &text[start..span.end];
        if rest.is_empty() {
            break;
        }
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let run = Span::new(start, start + length);
        let core = core(text, run);
        out.push(Word {
            run,
            core,
            fold: fold(&text[if core.start < core.end { core } else { run }.range()]),
            new_line: text[at..start].contains(['\n', '\r', '\u{2028}']),
        });
        at = run.end;
    }
    out
}

fn core(text: &str, run: Span) -> Span {
    let written = &text[run.range()];
    let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return Span::new(run.end, run.end);
    }
    let start = written.len()
        - written
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    Span::new(run.start + start, run.start + start + bare.len())
}

/// How many words the longest phrase has that `words` begin with; 0 when there is none.
pub(super) fn longest(phrases: &Phrases, text: &str, words: &[Word]) -> usize {
    let Some(first) = words.first() else {
        return 0;
    };
    let matches = |phrase: &&[String]| {
        phrase.len() <= words.len()
            && phrase
                .iter()
                .zip(words)
                .all(|(p, w)| *p == w.fold || (p == ANY && w.is_plain(text)))
            && words[1..phrase.len()].iter().all(|w| !w.new_line)
            && words[..phrase.len() - 1]
                .iter()
                .all(|w| matches!(w.after(text), "" | "."))
    };
    let found = phrases.starting_with(&first.fold).filter(matches);
    found.map(<[String]>::len).max().unwrap_or(0)
}
