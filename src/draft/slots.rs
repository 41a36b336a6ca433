//! Merge fields of the outreach tools, as in `{{first_name}}`.

mod read;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;
use read::{Found, Reader};
pub use words::{SlotTable, SlotWords};

/// A merge field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The whole field with its brackets, in bytes of the source.
    pub span: Span,
    /// The name in it, as written: `first_name`. Of spintax, its options with their bars.
    pub name: String,
    /// How it is written.
    pub syntax: SlotSyntax,
    /// What it stands for, when its name is in the pack's list.
    pub class: Option<SlotClass>,
    /// What is sent when there is no value: `there` in `{{first_name|there}}`.
    pub fallback: Option<Span>,
}

/// How a merge field is written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SlotSyntax {
    /// `{{first_name}}`, `{{{Recipient.FirstName}}}`
    DoubleBrace,
    /// `{% if industry %}`, `<%= name %>`: an instruction rather than a value.
    Tag,
    /// `{first_name}`, `{!Contact.FirstName}`, `${name}`, `#{name}`, `{0}`
    SingleBrace,
    /// `{Hi|Hello|Hey}`
    Spintax,
    /// `*|FNAME|*`
    StarBar,
    /// `%FIRSTNAME%`, `%%FirstName%%`
    Percent,
    /// `#firstname#`
    Hash,
    /// `[[first_name]]`
    DoubleBracket,
    /// `[Name]`
    Bracket,
    /// `<Name>`
    Angle,
    /// `(Name einsetzen)`
    Parenthesis,
    /// `XXX`, `___`
    Blank,
    /// `Herr/Frau`, left as a choice.
    Choice,
    /// `%s`, `@Model.Name`
    Code,
}

/// What a merge field stands for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SlotClass {
    /// Name, salutation, title of the recipient.
    Identity,
    /// What stands in everyone's profile: employer, position, city.
    Profile,
    /// What the recipient wrote, did or likes.
    Behaviour,
    /// A text written for this person: an icebreaker.
    Free,
    /// The sender's own data.
    Sender,
    /// A link to unsubscribe.
    Unsubscribe,
}

/// All merge fields of `text[span]`, in order, without overlaps.
///
/// Back-ticks exempt what is between them. Needs time linear in the length of the text,
/// whatever stands in it.
pub fn find(text: &str, span: Span, words: &SlotWords) -> Vec<Slot> {
    let reader = Reader { text, span, words };
    let mut out: Vec<Slot> = Vec::new();
    let mut at = span.start;
    let mut last_word = Span::new(at, at);
    while let Some(c) = text[at..span.end].chars().next() {
        // geht`s: an apostrophe, no code.
        if c == '`' && at > last_word.start && last_word.end == at && reader.word(at + 1).end > at + 1 {
            at += 1;
            continue;
        }
        if c == '`' {
            at = reader.code_end(at);
            continue;
        }
        if c.is_alphanumeric() {
            last_word = reader.word(at);
            if words.is_blank(&text[last_word.range()]) {
                out.push(slot(
                    text,
                    words,
                    Found::whole(last_word, SlotSyntax::Blank),
                ));
            }
            at = last_word.end;
            continue;
        }
        let found = match c {
            '/' => reader.choice(at, last_word),
            _ => reader.bracketed(at, c),
        };
        // A choice or `${` begins before the character that gave it away.
        let free = out.last().map_or(span.start, |s| s.span.end);
        match found.filter(|f| f.span.start >= free) {
            Some(found) => {
                at = found.span.end;
                out.push(slot(text, words, found));
            }
            None => at = reader.after(at, c),
        }
    }
    out
}

fn slot(text: &str, words: &SlotWords, found: Found) -> Slot {
    let name = text[found.name.range()].trim();
    Slot {
        span: found.span,
        name: name.to_owned(),
        syntax: found.syntax,
        class: match found.syntax {
            SlotSyntax::Spintax | SlotSyntax::Blank => None,
            SlotSyntax::Choice => Some(SlotClass::Identity),
            _ => words.class(name),
        },
        fallback: found.fallback,
    }
}

#[cfg(test)]
mod tests;
