//! Greeting, body, closing and signature of a message.

mod closing;
mod greeting;
mod phrases;

use crate::language::Language;
use crate::span::Span;
pub use greeting::{GreetingName, greeting_name};

/// The parts of a message, in bytes of the source. Parts don't overlap; absent ones are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// `Hallo Frau Berger,`
    pub greeting: Option<Span>,
    /// What is between greeting and closing; empty when there is nothing.
    pub body: Span,
    /// `Viele Grüße`
    pub closing: Option<Span>,
    /// Name and whatever else follows the closing.
    pub signature: Option<Span>,
}

impl Parts {
    /// The parts that are there, in the order of the text.
    pub fn in_order(&self) -> impl Iterator<Item = Span> {
        [self.greeting, Some(self.body), self.closing, self.signature]
            .into_iter()
            .flatten()
    }
}

/// Cuts `text[message]` into its parts.
pub fn layout(text: &str, message: Span, language: &Language) -> Parts {
    let message = trim(text, message);
    let greeting = greeting::find(text, message, language);
    let rest = Span::new(greeting.map_or(message.start, |g| g.end), message.end);
    let end = closing::find(text, trim(text, rest), language);
    let body_end = [end.closing, end.signature]
        .into_iter()
        .flatten()
        .next()
        .map_or(rest.end, |part| part.start);
    Parts {
        greeting,
        body: trim(text, Span::new(rest.start, body_end)),
        closing: end.closing,
        signature: end.signature,
    }
}

/// The span without white space at its ends; of nothing but white space, its empty start.
fn trim(text: &str, span: Span) -> Span {
    let written = &text[span.range()];
    let trimmed = written.trim();
    if trimmed.is_empty() {
        return Span::new(span.start, span.start);
    }
    let start = span.start + (written.len() - written.trim_start().len());
    Span::new(start, start + trimmed.len())
}

#[cfg(test)]
mod tests;
