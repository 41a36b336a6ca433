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
/// closing one quotes nothing.
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
    for (i, c) in source[from..to].char_indices() {
        let at = from + i;
        match (open, c) {
            (Some((close, start)), c) if c == close || (close == '“' && c == '”') => {
                spans.push((c == '`', Span::new(start, at)));
                open = None;
            }
            (None, '„') => open = Some(('“', at)),
            (None, '“') => open = Some(('”', at)),
            (None, '«') => open = Some(('»', at)),
            (None, '»') => open = Some(('«', at)),
            (None, '‚') => open = Some(('‘', at)),
            (None, '"') => open = Some(('"', at)),
            (None, '`') => open = Some(('`', at)),
            (Some((_, start)), '\n') if source[start..at].contains("\n\n") => open = None,
            _ => {}
        }
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
