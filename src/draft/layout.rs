//! Greeting, body, closing and signature of a message.

use crate::span::Span;

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
