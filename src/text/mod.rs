//! The words of a message: tokens, sentences, stems, compounds, language. Knows no rules.

pub mod compound;
pub mod detect;
pub mod fold;
pub mod frequency;
pub(crate) mod hash;
pub mod lexicon;
pub mod sentence;
pub mod token;
pub(crate) mod word_table;

use std::sync::Arc;

use crate::draft::layout::Parts;
use crate::language::Language;
use crate::span::Span;
pub use sentence::{Ending, Sentence};
pub use token::{Kinds, Token};

/// A message cut into words and sentences.
#[derive(Debug, Clone)]
pub struct Text {
    /// The language it was read in.
    pub language: Arc<Language>,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; each knows its tokens.
    pub sentences: Vec<Sentence>,
    /// Greeting, body, closing, signature.
    pub parts: Parts,
}

impl Text {
    /// Reads `source[message]`.
    ///
    /// `slots` are the merge fields (one token each), `parts` the layout of the message; each
    /// part starts a sentence of its own.
    pub fn new(source: &str, slots: &[Span], parts: Parts, language: &Arc<Language>) -> Self {
        let mut tokens = Vec::new();
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut paragraph = 0;
        for part in parts.in_order() {
            let first_sentence = sentences.len();
            let part_tokens = token::tokens(source, part, slots, language);
            let mut part_sentences = sentence::sentences(source, part, language);
            for s in &mut part_sentences {
                s.paragraph += paragraph;
            }
            if let Some(last) = part_sentences.last() {
                paragraph = last.paragraph + 1;
            }
            sentences.append(&mut part_sentences);
            let mut current = first_sentence;
            for mut t in part_tokens {
                while current + 1 < sentences.len()
                    && t.span.start >= sentences[current + 1].span.start
                {
                    current += 1;
                }
                t.sentence = current.min(sentences.len().saturating_sub(1));
                tokens.push(t);
            }
        }
        for t in &mut tokens {
            t.stem = if t.kinds.has(Kinds::WORD) {
                language.stem(&t.fold)
            } else {
                t.fold.clone()
            };
        }
        let mut at = 0;
        for (i, s) in sentences.iter_mut().enumerate() {
            let start = at;
            while at < tokens.len() && tokens[at].sentence == i {
                at += 1;
            }
            s.tokens = start..at;
        }
        mark_quotes(source, &mut tokens);
        Self {
            language: Arc::clone(language),
            tokens,
            sentences,
            parts,
        }
    }

    /// The indices of the tokens that lie in `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The span from the first to the last token of a range of indices.
    ///
    /// # Panics
    /// When the range is empty or ends beyond the last token.
    pub fn span_of(&self, tokens: std::ops::Range<usize>) -> Span {
        self.tokens[tokens.start]
            .span
            .join(self.tokens[tokens.end - 1].span)
    }
}

/// Marks tokens between quotation marks and between back-ticks. An opening mark without a
/// closing one quotes nothing, and no quotation goes on over an empty line.
fn mark_quotes(source: &str, tokens: &mut [Token]) {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return;
    };
    let whole = Span::new(first.span.start, last.span.end);
    let from = source[..whole.start].rfind('\n').map_or(0, |i| i + 1);
    let to = source[whole.end..]
        .find('\n')
        .map_or(source.len(), |i| whole.end + i);
    let mut open: Option<(char, usize)> = None;
    let mut spans: Vec<(bool, Span)> = Vec::new();
    let mut before = '\n';
    let mut blank_line = true;
    let mut chars = source[from..to].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let at = from + i;
        let after = chars.peek().map_or('\n', |(_, c)| *c);
        if c == '\n' {
            if blank_line {
                open = None;
            }
            blank_line = true;
        } else if !c.is_whitespace() {
            blank_line = false;
        }
        match open {
            Some((close, start)) => {
                if closes(close, before, c, after) {
                    spans.push((c == '`', Span::new(start, at)));
                    open = None;
                }
            }
            None => open = closing_mark(before, c, after).map(|close| (close, at)),
        }
        before = c;
    }
    let mut spans = spans.iter().peekable();
    for t in tokens {
        while spans.peek().is_some_and(|(_, s)| s.end < t.span.start) {
            spans.next();
        }
        if let Some((code, s)) = spans.peek()
            && s.contains(t.span)
        {
            if *code {
                t.code = true;
            } else {
                t.quoted = true;
            }
        }
    }
}

/// The mark that closes what `c` opens, if it opens anything between these neighbours.
fn closing_mark(before: char, c: char, after: char) -> Option<char> {
    // Inside and after words these are apostrophes, inches and accents: geht`s, 27".
    let at_word = !before.is_alphanumeric() && !after.is_whitespace();
    match c {
        '„' => Some('“'),
        '“' => Some('”'),
        '«' => Some('»'),
        '»' => Some('«'),
        '‚' => Some('‘'),
        '‹' => Some('›'),
        '›' => Some('‹'),
        '‘' if at_word => Some('’'),
        '"' if at_word => Some('"'),
        '`' if at_word => Some('`'),
        _ => None,
    }
}

fn closes(close: char, before: char, c: char, after: char) -> bool {
    match close {
        // „…“ is also written „…”, and “…” also “…“ and „…".
        '“' => matches!(c, '“' | '”') || (c == '"' && !after.is_alphanumeric()),
        '”' => c == '”' || (c == '“' && !before.is_whitespace()),
        // An apostrophe stands between letters.
        '’' => c == '’' && !after.is_alphanumeric(),
        close => c == close,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::german;

    fn read(source: &str) -> Text {
        let parts = Parts {
            greeting: None,
            body: Span::new(0, source.len()),
            closing: None,
            signature: None,
        };
        Text::new(source, &[], parts, german())
    }

    /// The words in quotation marks.
    fn quoted(source: &str) -> String {
        let text = read(source);
        let words: Vec<&str> = text.tokens.iter().filter(|t| t.quoted).map(|t| t.form.as_str()).collect();
        words.join(" ")
    }

    #[test]
    fn every_pair_of_quotation_marks_quotes() {
        for source in [
            "Sie schrieben „mehr Moos“ und",
            "Sie schrieben „mehr Moos” und",
            "Sie schrieben „mehr Moos\" und",
            "You wrote “mehr Moos” und",
            "Sie schrieben “mehr Moos“ und",
            "Sie schrieben \"mehr Moos\" und",
            "Sie schrieben »mehr Moos« und",
            "Sie schrieben «mehr Moos» und",
            "Sie schrieben ‚mehr Moos‘ und",
            "Sie schrieben ›mehr Moos‹ und",
            "You wrote ‘mehr Moos’ und",
            "Sie schrieben „mehr\nMoos“ und",
        ] {
            assert_eq!(quoted(source), "mehr Moos", "{source:?}");
        }
    }

    #[test]
    fn apostrophes_inches_and_lonely_marks_quote_nothing() {
        for source in [
            "Wie geht’s? Gibt’s Moos?",
            "It's Anna's and that's fine",
            "ein 27\" Monitor und ein 24\" Monitor",
            "Sie schrieben „mehr Moos",
            "Sie schrieben „mehr\n\nMoos“ und",
            "Sie schrieben „mehr\r\n\r\nMoos“ und",
            "Sie schrieben „mehr\n \nMoos“ und",
        ] {
            assert_eq!(quoted(source), "", "{source:?}");
        }
    }

    #[test]
    fn an_apostrophe_ends_no_quotation() {
        assert_eq!(quoted("You wrote ‘Anna’s Moos’ und"), "Anna 's Moos");
    }

    #[test]
    fn back_ticks_are_code_but_not_where_they_stand_for_an_apostrophe() {
        let code = |source: &str| read(source).tokens.iter().filter(|t| t.code).count();
        assert_eq!(code("das Feld `first name` bleibt"), 2);
        assert_eq!(code("Wie geht`s dir? Gibt`s Moos?"), 0);
    }

    #[test]
    fn tokens_know_their_sentence_and_sentences_their_tokens() {
        let text = read("Moos wächst. Kies nicht?\n\nSand!");
        assert_eq!(text.sentences.len(), 3);
        for (i, sentence) in text.sentences.iter().enumerate() {
            assert!(text.tokens[sentence.tokens.clone()].iter().all(|t| t.sentence == i));
            assert!(!sentence.tokens.is_empty());
        }
        assert_eq!(text.span_of(0..2), Span::new(0, 12 - 1 + "ä".len() - 1));
    }
}
