//! Pack files as they are written. Everything is optional that can be; the loader says what is
//! missing, with its place.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::draft::slots::SlotTable;
use crate::draft::{Platform, Stage, Tier};
use crate::language::LanguageTable;

/// A text in the languages the tool speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    /// English.
    pub en: String,
    /// German.
    pub de: String,
}

/// How serious a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not looked for.
    Off,
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Should not be sent like this.
    Error,
}

/// A file of a rule pack.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PackFile {
    /// Rules.
    #[schemars(with = "Vec<RawRule>")]
    pub rule: Vec<Spanned<RawRule>>,
    /// Phrases and examples for rules that stand elsewhere.
    pub extend: Vec<RawExtend>,
    /// Word lists, used in patterns as `<name>`.
    pub list: Vec<RawList>,
    /// Groups of rules, each with the most points it can cost.
    pub group: Vec<RawGroup>,
    /// Where advice comes from.
    pub source: Vec<RawSource>,
    /// Limits of the platforms.
    pub platform: Vec<RawPlatform>,
    /// How wishes are read out of profile texts.
    pub wish: Vec<RawWish>,
    /// How the form of address (Sie or du) is told.
    pub address: Vec<RawAddress>,
    /// Half-sentences to begin with, about a fact of the profile.
    pub opening: Vec<RawOpening>,
    /// Names of merge fields.
    pub slots: Option<SlotTable>,
    /// Words of the same meaning, within and across languages.
    pub synonyms: Vec<RawSynonyms>,
    /// A language.
    pub language: Option<LanguageTable>,
}

/// A rule as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    /// Its name, in kebab-case.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// How serious it is.
    pub severity: Severity,
    /// What it costs, once per message.
    pub points: u8,
    /// The score can't be higher while it stands.
    pub cap: Option<u8>,
    /// The group it counts to.
    #[schemars(with = "String")]
    pub group: Spanned<String>,
    /// The stages it applies to; all when left out.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// The platforms it applies to; all when left out.
    #[serde(default)]
    pub platforms: Vec<Platform>,
    /// Another severity at a stage or on a platform: `severity_at.reply = "warning"`.
    #[serde(default)]
    pub severity_at: BTreeMap<String, Severity>,
    /// Rules beside which this one keeps silent, since they name the same fault.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub yields_to: Vec<Spanned<String>>,
    /// The source of its advice.
    #[schemars(with = "Option<String>")]
    pub source: Option<Spanned<String>>,
    /// Its name for people.
    pub title: LocalText,
    /// What a finding says; the title when left out. May hold `{text}` and what the check gives.
    pub message: Option<LocalText>,
    /// What it says instead when it only may be so (`cues` below `certain`).
    pub doubt: Option<LocalText>,
    /// Why it matters.
    pub why: LocalText,
    /// What to do.
    pub advice: LocalText,
    /// How it is found.
    #[schemars(with = "RawCheck")]
    pub check: Spanned<RawCheck>,
    /// Texts that it must and must not flag.
    #[serde(default)]
    #[schemars(with = "Vec<RawExample>")]
    pub example: Vec<Spanned<RawExample>>,
}

/// Adds phrases and examples to a rule of this or an earlier pack.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawExtend {
    /// The rule.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// Phrases to add.
    #[serde(default)]
    pub phrase: Vec<RawPhrase>,
    /// Cues to add.
    #[serde(default)]
    pub cue: Vec<RawPhrase>,
    /// Examples to add.
    #[serde(default)]
    #[schemars(with = "Vec<RawExample>")]
    pub example: Vec<Spanned<RawExample>>,
}

/// The part of a message that a check reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Between greeting and closing.
    #[default]
    Body,
    /// The greeting.
    Greeting,
    /// The closing and the signature.
    Closing,
    /// All of it.
    Message,
}

/// How specifically a draft refers to its recipient.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Not at all.
    None,
    /// Only by name, employer, position, city or industry.
    Shallow,
    /// By something that fits this person and few others.
    Specific,
}

/// A check as written. Which keys it may have depends on `kind`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    /// `match`, `cues`, `require`, `measure`, `reference`, `address`, `name`, `slot`, `wish`,
    /// `claim` or `similar`.
    #[schemars(with = "String")]
    pub kind: Spanned<String>,
    /// The part of the message that is read; the body when left out.
    #[serde(default, rename = "in")]
    pub scope: Scope,
    /// Phrases, for all kinds but `cues`.
    #[serde(default)]
    pub phrase: Vec<RawPhrase>,
    /// Weighted phrases, for `cues`.
    #[serde(default)]
    pub cue: Vec<RawPhrase>,
    /// Measures. For `measure`, `match` and `cues` any that is out of bounds is a finding; a
    /// `require` check is content with any that is within bounds.
    #[serde(default)]
    pub measure: Vec<RawMeasure>,
    /// `cues`: the sum of weights at which the rule fires.
    pub threshold: Option<i32>,
    /// `cues`: the sum from which on the finding is as serious as the rule. Below, it only may be
    /// so: it is information, costs a third, and caps nothing. The threshold when left out.
    pub certain: Option<i32>,
    /// `match`: how many occurrences it takes; 1 when left out.
    pub at_least: Option<usize>,
    /// `match`: fires only if at most so many content words remain beside greeting, closing,
    /// name and the phrases found (those of role `filler` included).
    pub leaves_at_most: Option<usize>,
    /// Silent when the draft refers to its recipient at least this specifically.
    pub unless_reference: Option<Grade>,
    /// Judges only bodies of at least so many words.
    pub min_words: Option<usize>,
    /// Which fault of the kind: see the kinds' documentation.
    pub fault: Option<PlacedString>,
    /// `wish`: for each kind of wish the rules whose findings ignore it.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub wish: BTreeMap<String, Vec<Spanned<String>>>,
}

/// A string with its place (schemars sees a string).
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct PlacedString(pub Spanned<String>);

impl JsonSchema for PlacedString {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// Phrases of one language with a common sense.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawPhrase {
    /// The language; all when left out.
    pub lang: Option<String>,
    /// What they have in common, for `explain` and `test --corpus`.
    pub name: Option<String>,
    /// Phrase patterns, any of which will do.
    #[schemars(with = "Vec<String>")]
    pub any: Vec<Spanned<String>>,
    /// Regular expressions on the text as written, any of which will do.
    #[schemars(with = "Vec<String>")]
    pub regex: Vec<Spanned<String>>,
    /// Patterns that void a match in the same sentence.
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Spanned<String>>,
    /// Patterns that void all matches, wherever they stand in the message.
    #[schemars(with = "Vec<String>")]
    pub unless_anywhere: Vec<Spanned<String>>,
    /// `cues`: what it adds to the sum; negative for evidence of innocence. 1 when left out.
    pub weight: Option<i32>,
    /// `cues`: everyday words. Each pattern counts by itself, but they never make a finding alone.
    pub each: bool,
    /// What the phrases are for, where a check tells several uses apart.
    pub role: Option<String>,
    /// Whether a negated match counts too (`no`, `kein` just before or within).
    pub negated: bool,
    /// Whether matches in quotation marks count too.
    pub quoted: bool,
    /// `cues`: further matches don't count; the phrases must stand in the first so many
    /// sentences of the body.
    pub within_first: Option<usize>,
}

/// A measure and its bounds.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMeasure {
    /// What is counted.
    pub of: Measure,
    /// The most that is fine.
    pub max: Option<f64>,
    /// The least that is fine.
    pub min: Option<f64>,
    /// The bound stands in the platform table: `hard` or `soft`.
    pub limit: Option<Limit>,
    /// The stages it holds for; all when left out.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// What a measure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Words of the scope; numbers and addresses count as words, emoji don't.
    Words,
    /// UTF-16 units of the whole message, CRLF as one.
    Characters,
    /// Sentences that end in a question mark.
    Questions,
    /// The longest run of exclamation marks.
    ExclamationRun,
    /// Words of four letters and more in capitals that are no acronyms.
    Capitals,
    /// Emoji of the scope.
    Emoji,
    /// The longest row of emoji.
    EmojiRow,
    /// Letters from the mathematical alphabets that imitate bold or italics.
    StyledLetters,
    /// Words of role `self` as a share (0 to 1) of those of roles `self` and `other`.
    SelfShare,
    /// 1 when the text stops in mid-word or mid-sentence at a limit.
    CutOff,
    /// 1 when the platform takes no text at this stage and tier, though there is one.
    NoteUnavailable,
    /// Invisible or direction-changing characters.
    HiddenCharacters,
}

/// Which limit of the platform table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    /// Beyond it the platform refuses the text.
    Hard,
    /// Beyond it people stop reading.
    Soft,
}

/// An example of a rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RawExample {
    /// Its language.
    pub lang: String,
    /// A text that the rule must flag.
    pub flag: Option<String>,
    /// A text that it must not flag, nor any other rule above information.
    pub pass: Option<String>,
    /// Other rules that may flag a `pass` text.
    pub also: Vec<String>,
    /// The recipient's profile.
    #[schemars(with = "Option<BTreeMap<String, serde_json::Value>>")]
    pub profile: Option<toml::Table>,
    /// The sender's file.
    #[schemars(with = "Option<BTreeMap<String, serde_json::Value>>")]
    pub sender: Option<toml::Table>,
    /// The stage.
    pub stage: Option<Stage>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The tier.
    pub tier: Option<Tier>,
    /// For rules across messages: further messages of the same run.
    pub others: Vec<String>,
}

/// A word list as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawList {
    /// Its name in patterns.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// Its language.
    pub lang: String,
    /// Its words and phrases, as patterns.
    #[schemars(with = "Vec<String>")]
    pub any: Vec<Spanned<String>>,
}

/// A group of rules.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGroup {
    /// Its name.
    pub id: String,
    /// Its name for people.
    pub title: LocalText,
    /// The most points its rules can cost together.
    pub ceiling: u8,
}

/// A source of advice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    /// Its name.
    pub id: String,
    /// Who says it.
    pub author: String,
    /// Where.
    pub title: String,
    /// When, as a year.
    pub year: Option<u16>,
    /// How far it can be trusted: A (peer-reviewed or official) to E (contradictory).
    pub grade: String,
    /// What it rests on, and what speaks against it.
    pub note: LocalText,
}

/// Limits of a platform.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPlatform {
    /// Which.
    pub id: Platform,
    /// For a tier only; for all when left out.
    pub tier: Option<Tier>,
    /// The stages it is about.
    pub stages: Vec<Stage>,
    /// The most characters, counted in UTF-16 units.
    pub hard: Option<usize>,
    /// Where readers tire, in the same unit.
    pub soft: Option<usize>,
    /// Whether a text can be sent at all.
    #[serde(default = "yes")]
    pub note: bool,
    /// What to know about it.
    pub remark: Option<LocalText>,
}

fn yes() -> bool {
    true
}

/// How a wish is read out of a profile text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWish {
    /// Which wish.
    pub kind: crate::people::WishKind,
    /// The language.
    pub lang: String,
    /// Its wordings.
    #[schemars(with = "Vec<String>")]
    pub any: Vec<Spanned<String>>,
    /// What voids them, in the same sentence.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Spanned<String>>,
}

/// How the form of address is told in a language that has two.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAddress {
    /// The language.
    pub lang: String,
    /// What shows the formal address for certain.
    #[schemars(with = "Vec<String>")]
    pub formal: Vec<Spanned<String>>,
    /// What shows the informal address for certain.
    #[schemars(with = "Vec<String>")]
    pub informal: Vec<Spanned<String>>,
    /// What may look like either and is neither.
    #[schemars(with = "Vec<String>")]
    pub neither: Vec<Spanned<String>>,
}

/// How a sentence about a fact of the profile may begin.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOpening {
    /// The field of the profile.
    pub field: String,
    /// The language.
    pub lang: String,
    /// The form of address, where the language has two.
    pub address: Option<crate::people::Address>,
    /// The half-sentence; `{fact}` is the fact.
    pub text: String,
}

/// Words of one meaning: language → words or short phrases.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSynonyms {
    /// German.
    #[serde(default)]
    pub de: Vec<String>,
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
    /// An everyday business word, which alone is no personal reference.
    #[serde(default)]
    pub common: bool,
}
