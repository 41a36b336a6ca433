//! Greeting, body, closing and signature of a message.

use crate::language::Language;
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

/// The name in a greeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GreetingName {
    /// From the first to the last word of the name, titles and salutation left out.
    pub span: Span,
    /// The name as written: `Müller-Lüdenscheid`.
    pub text: String,
    /// What the salutation means in a profile (`Herr`, `Frau`), when there is one.
    pub salutation: Option<String>,
    /// Titles as written, without full stop, with their places.
    pub titles: Vec<(String, Span)>,
    /// The words of the name.
    pub words: Vec<Span>,
}

/// Cuts `text[message]` into its parts.
pub fn layout(text: &str, message: Span, language: &Language) -> Parts {
    let _ = (text, language);
    Parts {
        greeting: None,
        body: message,
        closing: None,
        signature: None,
    }
}

/// The name in the greeting `text[greeting]`; `None` when nobody is named.
pub fn greeting_name(text: &str, greeting: Span, language: &Language) -> Option<GreetingName> {
    let _ = (text, greeting, language);
    None
}
