//! A rule, validated.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::raw::{Grade, LocalText, RawExample, RawMeasure, Scope, Severity};
use crate::draft::{Platform, Stage};
use crate::people::WishKind;
use crate::problem::Source;

/// A rule, ready to be applied.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub id: String,
    /// How serious it is, where nothing else is said for the stage or platform.
    pub severity: Severity,
    /// Severities for single stages and platforms, by their names.
    pub severity_at: BTreeMap<String, Severity>,
    /// What it costs, once per message.
    pub points: u8,
    /// The score can't be higher while it stands.
    pub cap: Option<u8>,
    /// The group whose ceiling it counts to.
    pub group: String,
    /// The stages it applies to; empty for all.
    pub stages: Vec<Stage>,
    /// The platforms it applies to; empty for all.
    pub platforms: Vec<Platform>,
    /// Rules beside which it keeps silent.
    pub yields_to: Vec<String>,
    /// The source of its advice, by id.
    pub source: Option<String>,
    /// Its name for people.
    pub title: LocalText,
    /// What a finding says.
    pub message: LocalText,
    /// What it says instead when it only may be so.
    pub doubt: Option<LocalText>,
    /// Why it matters.
    pub why: LocalText,
    /// What to do.
    pub advice: LocalText,
    /// How it is found.
    pub check: Check,
    /// Texts that it must and must not flag; left out where packs come precompiled.
    #[serde(skip)]
    pub examples: Vec<Example>,
}

impl Rule {
    /// How serious it is at a stage, on a platform. The platform's word counts more.
    pub fn severity_for(&self, stage: Stage, platform: Option<Platform>) -> Severity {
        let at = |name: Option<&'static str>| name.and_then(|n| self.severity_at.get(n)).copied();
        at(platform.map(Platform::as_str))
            .or_else(|| at(Some(stage.as_str())))
            .unwrap_or(self.severity)
    }

    /// Whether it is looked for at a stage, on a platform.
    pub fn applies_to(&self, stage: Stage, platform: Option<Platform>) -> bool {
        (self.stages.is_empty() || self.stages.contains(&stage))
            && (self.platforms.is_empty() || platform.is_some_and(|p| self.platforms.contains(&p)))
    }
}

/// How a rule is found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Check {
    /// Which kind, with what only it has.
    pub kind: Kind,
    /// The part of the message it reads.
    pub scope: Scope,
    /// Its phrases, cues included.
    pub phrases: Vec<Phrase>,
    /// Its measures.
    pub measures: Vec<RawMeasure>,
    /// Silent when the draft refers to its recipient at least this specifically.
    pub unless_reference: Option<Grade>,
    /// Judges only bodies of at least so many words.
    pub min_words: usize,
}

/// The kinds of check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Something stands there that shouldn't.
    Match {
        /// How many occurrences it takes.
        at_least: usize,
        /// How many content words may remain beside them.
        leaves_at_most: Option<usize>,
    },
    /// Evidence adds up.
    Cues {
        /// The sum at which it fires.
        threshold: i32,
        /// The sum from which on the finding is as serious as the rule.
        certain: i32,
    },
    /// Something is missing.
    Require,
    /// Something is too much or too little.
    Measure,
    /// The draft refers to its recipient too little: not at all, or only shallowly.
    Reference(Grade),
    /// Sie and du.
    Address(AddressFault),
    /// The recipient's name.
    Name(NameFault),
    /// Merge fields.
    Slot(SlotFault),
    /// What the profile asks for: kind of wish → rules that ignore it.
    Wish(BTreeMap<WishKind, Vec<String>>),
    /// Statements about the recipient.
    Claim(ClaimFault),
    /// The same text to several people.
    Similar,
}

/// What may be wrong with the form of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressFault {
    /// Sie and du in one message.
    Mixed,
    /// Another form than the profile asks for.
    Wrong,
    /// Another language than the recipient reads.
    Language,
}

/// What may be wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameFault {
    /// It isn't there.
    Missing,
    /// It is somebody else's, or misspelt.
    Wrong,
    /// Herr, Frau or the title don't fit.
    Salutation,
}

/// What may be wrong with merge fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlotFault {
    /// One is left in the text.
    Unfilled,
    /// One was filled with nothing or with rubbish.
    Broken,
}

/// What may be wrong with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimFault {
    /// The profile says otherwise.
    Contradiction,
    /// It asks what the profile says.
    Obvious,
}

/// Phrases with a common sense, in one language or in all.
#[derive(Debug, Serialize, Deserialize)]
pub struct Phrase {
    /// The language; all when `None`.
    pub lang: Option<String>,
    /// What they have in common.
    pub name: Option<String>,
    /// Phrase patterns; left out where packs come precompiled, as are the other patterns.
    #[serde(skip)]
    pub any: Vec<String>,
    /// Regular expressions.
    #[serde(skip)]
    pub regex: Vec<String>,
    /// Patterns that void a match in the same sentence.
    #[serde(skip)]
    pub unless: Vec<String>,
    /// Patterns that void all matches of the message.
    #[serde(skip)]
    pub unless_anywhere: Vec<String>,
    /// What it adds to the sum of `cues`.
    pub weight: i32,
    /// Whether each of its patterns counts by itself in `cues`.
    pub each: bool,
    /// Whether any of its patterns asks for something of the sender's.
    pub asks_sender: bool,
    /// What the phrases are for.
    pub role: Option<String>,
    /// Whether negated matches count.
    pub negated: bool,
    /// Whether quoted matches count.
    pub quoted: bool,
    /// Counts only in the first so many sentences of the body.
    pub within_first: Option<usize>,
}

impl Phrase {
    /// Whether it is meant for messages in the language with this code.
    pub fn speaks(&self, code: &str) -> bool {
        self.lang.as_deref().is_none_or(|lang| lang == code)
    }

    /// Whether its role is `role`.
    pub fn is(&self, role: &str) -> bool {
        self.role.as_deref() == Some(role)
    }
}

/// An example of a rule, with its place.
#[derive(Debug)]
pub struct Example {
    /// As written.
    pub raw: RawExample,
    /// Where it stands: file and byte.
    pub source: Arc<Source>,
    /// Its first byte.
    pub at: usize,
}
