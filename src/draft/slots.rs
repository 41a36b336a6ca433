//! Merge fields of the outreach tools, as in `{{first_name}}`.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

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

/// The `[slots]` table of a pack file: which names merge fields have.
///
/// Names are compared without case and separators: `first name` covers `first_name`,
/// `firstName`, `FIRST-NAME`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SlotTable {
    /// Name, salutation, title of the recipient.
    pub identity: Vec<String>,
    /// Employer, position, city, industry.
    pub profile: Vec<String>,
    /// Posts, talks, interests, common contacts.
    pub behaviour: Vec<String>,
    /// Texts written for one person.
    pub free: Vec<String>,
    /// The sender's own data.
    pub sender: Vec<String>,
    /// Links to unsubscribe.
    pub unsubscribe: Vec<String>,
    /// Words that stand for something to fill in wherever they are, case kept: `XXX`.
    pub blanks: Vec<String>,
    /// Choices left open, in any case: `Herr/Frau`.
    pub choices: Vec<String>,
    /// Words by which a note in brackets asks to be filled in: `einsetzen`, `insert`.
    pub fill_in: Vec<String>,
}

/// The names of merge fields, ready for use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(from = "SlotTable")]
#[schemars(with = "SlotTable")]
pub struct SlotWords {
    classes: HashMap<String, SlotClass>,
    blanks: Vec<String>,
    choices: Vec<String>,
    fill_in: Vec<String>,
}

impl From<SlotTable> for SlotWords {
    fn from(_table: SlotTable) -> Self {
        Self::default()
    }
}

impl SlotWords {
    /// Adds the words of another pack; its classes win.
    pub fn extend(&mut self, other: Self) {
        self.classes.extend(other.classes);
        self.blanks.extend(other.blanks);
        self.choices.extend(other.choices);
        self.fill_in.extend(other.fill_in);
    }
}

/// All merge fields of `text[span]`, in order, without overlaps.
///
/// Needs time linear in the length of the text, whatever stands in it.
pub fn find(text: &str, span: Span, words: &SlotWords) -> Vec<Slot> {
    let _ = (text, span, words);
    Vec::new()
}
