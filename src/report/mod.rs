//! What was found in a draft, as data, and one file for each format it is written in. No
//! format decides anything.

pub mod locale;
pub mod problem;
pub mod quiet;
pub mod reference;
pub mod snippet;
pub mod text;
pub mod wording;

use schemars::JsonSchema;
use serde::Serialize;

use crate::draft::{Platform, Stage};
use crate::pack::{Grade, Severity};
use crate::score::{Band, Cap, Ledger};
pub use locale::Locale;

/// The version of the report format.
pub const VERSION: u8 = 1;

/// What `--format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reports {
    /// The version of the format: 1.
    pub version: u8,
    /// A report for each draft, in the order given.
    pub reports: Vec<Report>,
}

/// What was found in one draft.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of the format: 1.
    pub version: u8,
    /// The draft's path, `-` for standard input.
    pub file: String,
    /// ISO 639-1 code of the message's language; `und` when it couldn't be told.
    pub language: String,
    /// The platform, when known.
    pub platform: Option<Platform>,
    /// The stage.
    pub stage: Stage,
    /// How far the draft follows the method, 0 to 100. No promise of a reply.
    pub score: u8,
    /// The band of the score.
    pub band: Band,
    /// How specifically the draft refers to its recipient; `null` when it couldn't be judged.
    pub reference: Option<Grade>,
    /// The caps that stand, the lowest first.
    pub caps: Vec<Cap>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// What is good.
    pub strengths: Vec<Strength>,
    /// What couldn't be judged, and why.
    pub not_judged: Vec<NotJudged>,
    /// Findings that were allowed, and allowances that weren't needed.
    pub suppressed: Vec<Suppressed>,
    /// How the score came about.
    pub ledger: Ledger,
}

/// Something a reader would notice.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// How serious it is.
    pub severity: Severity,
    /// What the rule costs.
    pub points: u8,
    /// What was found.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// Where; empty when something is missing.
    pub spans: Vec<Place>,
}

/// A place in the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// First byte, counted from the start of the file.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// The words there.
    pub text: String,
}

/// Something good.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Strength {
    /// `reference`, or the group of the rule that looked for it: `giving`, `appreciation`.
    pub kind: String,
    /// For references, the key in the profile; `null` when the profile doesn't know it.
    pub field: Option<String>,
    /// For references, the fact in the profile's words.
    pub fact: Option<String>,
    /// Where.
    pub spans: Vec<Place>,
}

/// A rule that couldn't be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotJudged {
    /// The rule.
    pub rule: String,
    /// Why: `no profile`, `no sender`, `profile too thin to judge`, `language unknown`,
    /// `only one message`.
    pub reason: String,
}

/// An allowance: a rule that was not to be applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Suppressed {
    /// The rule.
    pub rule: String,
    /// Why it was allowed, in the user's words.
    pub because: Option<String>,
    /// Whether there was a finding to allow.
    pub used: bool,
}

impl Report {
    /// The most serious finding's severity.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|f| f.severity).max()
    }
}
