//! The kinds of check, one file each: (message, people, rule) → what was found.

pub mod address;
pub mod claim;
pub mod cues;
pub mod matches;
pub mod measure;
pub mod name;
pub mod phrases;
pub mod reference;
pub mod require;
pub mod similar;
pub mod slot;
pub mod wish;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::draft::Draft;
use crate::pack::pattern::{Fields, Hits};
use crate::pack::raw::RawPlatform;
use crate::pack::{Kind, LanguagePack, Pack, Rule, Scope, Severity};
use crate::people::{Recipient, Sender, Wish};
use crate::span::Span;
use crate::text::Text;
use reference::Reference;

/// Everything a check may look at.
#[derive(Debug)]
pub struct Case<'c> {
    /// The rules.
    pub pack: &'c Pack,
    /// The pack's patterns in the language of the message.
    pub patterns: &'c LanguagePack,
    /// Whether the language is known. If not, the text is read in the first language of the
    /// pack, but no phrase of a language counts.
    pub language_known: bool,
    /// The draft.
    pub draft: &'c Draft,
    /// Its words.
    pub text: &'c Text,
    /// Where patterns matched.
    pub hits: &'c Hits,
    /// What `@` fields stood for.
    pub fields: &'c Fields,
    /// The recipient, when known.
    pub recipient: Option<&'c Recipient>,
    /// Their stated wishes, those read out of texts included.
    pub wishes: &'c [Wish],
    /// The sender, when known.
    pub sender: Option<&'c Sender>,
    /// How the draft refers to the recipient; `None` without a profile.
    pub reference: Option<&'c Reference>,
    /// The present year, when known: what is new depends on it.
    pub year: Option<u16>,
    /// The limits that apply.
    pub platform: Option<&'c RawPlatform>,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The places; empty when something is missing.
    pub spans: Vec<Span>,
    /// Values for the texts of the rule: `{count}` and so on.
    pub values: BTreeMap<&'static str, String>,
    /// Another severity than the rule's own.
    pub severity: Option<Severity>,
}

impl Evidence {
    /// Evidence at places.
    pub fn at(spans: Vec<Span>) -> Self {
        Self {
            spans,
            ..Self::default()
        }
    }

    /// The same with a value for the texts of the rule.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.values.insert(key, value.to_string());
        self
    }
}

/// The outcome of a check.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing to say.
    Clear,
    /// A finding.
    Found(Evidence),
    /// It couldn't be judged.
    NotJudged(Missing),
}

impl Outcome {
    /// A finding where there are places, else none.
    pub fn from_spans(spans: Vec<Span>) -> Self {
        if spans.is_empty() {
            Self::Clear
        } else {
            Self::Found(Evidence::at(spans))
        }
    }
}

/// What a judgement lacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no profile.
    Profile,
    /// There is no sender.
    Sender,
    /// The profile says too little.
    ThinProfile,
    /// The language of the message is unknown.
    Language,
    /// Only one message was given.
    OtherMessages,
}

impl Missing {
    /// The reason in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "no profile",
            Self::Sender => "no sender",
            Self::ThinProfile => "profile too thin to judge",
            Self::Language => "language unknown",
            Self::OtherMessages => "only one message",
        }
    }
}

/// Applies one rule. `index` is its place in the pack, `fired` the rules that have fired before
/// it, for checks that build on others.
pub fn run(case: &Case<'_>, index: usize, rule: &Rule, fired: &BTreeSet<&str>) -> Outcome {
    if let Some(grade) = rule.check.unless_reference
        && case
            .reference
            .and_then(|r| r.grade)
            .is_some_and(|g| g >= grade)
    {
        return Outcome::Clear;
    }
    if rule.check.min_words > 0 && case.words_in(Scope::Body).len() < rule.check.min_words {
        return Outcome::Clear;
    }
    match &rule.check.kind {
        Kind::Match {
            at_least,
            leaves_at_most,
        } => matches::check(case, index, rule, *at_least, *leaves_at_most),
        Kind::Cues { threshold } => cues::check(case, index, rule, *threshold),
        Kind::Require => require::check(case, index, rule),
        Kind::Measure => measure::check(case, index, rule),
        Kind::Reference(fault) => reference::rule::check(case, *fault),
        Kind::Address(fault) => address::check(case, *fault),
        Kind::Name(fault) => name::check(case, *fault),
        Kind::Slot(fault) => slot::check(case, index, rule, *fault),
        Kind::Wish(table) => wish::check(case, index, rule, table, fired),
        Kind::Claim(fault) => claim::check(case, index, rule, *fault),
        Kind::Similar => Outcome::NotJudged(Missing::OtherMessages),
    }
}

impl Case<'_> {
    /// The tokens of a part of the message.
    pub fn tokens(&self, scope: Scope) -> Range<usize> {
        let parts = &self.text.parts;
        match scope {
            Scope::Body => self.text.tokens_in(parts.body),
            Scope::Greeting => parts.greeting.map_or(0..0, |g| self.text.tokens_in(g)),
            Scope::Closing => {
                let end = self.text.tokens.len();
                let start = parts
                    .closing
                    .or(parts.signature)
                    .map_or(end, |c| self.text.tokens_in(c).start);
                start..end
            }
            Scope::Message => 0..self.text.tokens.len(),
        }
    }

    /// The indices of the words, numbers and addresses of a part; emoji don't count.
    pub fn words_in(&self, scope: Scope) -> Vec<usize> {
        let tokens = &self.text.tokens;
        self.tokens(scope)
            .filter(|i| !tokens[*i].kinds.has(crate::text::Kinds::EMOJI))
            .collect()
    }
}
