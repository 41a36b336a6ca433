//! The profile of the person a message is for.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Wish};
use crate::draft::Platform;
use crate::problem::{Problem, Source};
use crate::toml_file;

/// A recipient's profile. Every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Recipient {
    /// Where the profile is.
    pub platform: Option<Platform>,
    /// When it was copied from there.
    pub fetched: Option<Date>,
    /// The line below the name.
    pub headline: Option<String>,
    /// What they write about themselves.
    pub about: Option<String>,
    /// What they offer (XING: "Ich biete").
    pub offers: Vec<String>,
    /// What they look for (XING: "Ich suche").
    pub seeks: Vec<String>,
    /// Interests.
    pub interests: Vec<String>,
    /// Skills.
    pub skills: Vec<String>,
    /// Organisations they belong to.
    pub organisations: Vec<String>,
    /// Groups on the platform.
    pub groups: Vec<String>,
    /// Other names of the same thing, for comparing: `BGM` = `betriebliches
    /// Gesundheitsmanagement`.
    pub aka: Aka,
    /// Name and address.
    pub person: Person,
    /// The present work.
    pub work: Work,
    /// Work, the latest first.
    pub experience: Vec<Experience>,
    /// Schools and studies.
    pub education: Vec<Education>,
    /// What they posted, wrote and said in public.
    pub activity: Vec<Activity>,
    /// What they ask of those who write to them.
    pub wish: Vec<Wish>,
    /// What sender and recipient have in common.
    pub shared: Shared,
}

impl Recipient {
    /// Reads a profile.
    ///
    /// # Errors
    /// The first mistake in the TOML, with its place.
    pub fn parse(source: &Arc<Source>) -> Result<Self, Problem> {
        toml_file::parse(source)
    }
}

/// Name and address of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// First name.
    pub given: Option<String>,
    /// Surname.
    pub family: Option<String>,
    /// Title: `Dr.`
    pub title: Option<String>,
    /// How the person is spoken to before the surname.
    pub salutation: Option<Salutation>,
    /// Names they go by.
    pub nicknames: Vec<String>,
    /// Pronouns: `sie/ihr`.
    pub pronouns: Option<String>,
    /// Languages they read, as ISO 639-1 codes: `de`.
    pub languages: Vec<String>,
    /// Sie or du, where it is known.
    pub address: Option<Address>,
}

/// The word before a surname.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Salutation {
    /// Ms.
    #[serde(alias = "frau")]
    Frau,
    /// Mr.
    #[serde(alias = "herr")]
    Herr,
    /// Neither.
    #[serde(rename = "none")]
    None,
}

impl Salutation {
    /// The name in profiles, the same as in `means` of a language's salutations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Frau => "Frau",
            Self::Herr => "Herr",
            Self::None => "none",
        }
    }
}

/// The German forms of address.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Address {
    /// Formal.
    #[serde(alias = "Sie")]
    Sie,
    /// Informal.
    #[serde(alias = "Du")]
    Du,
}

/// The present work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Work {
    /// Position.
    pub position: Option<String>,
    /// Employer.
    pub company: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// City or region.
    pub location: Option<String>,
    /// Since when.
    pub since: Option<Date>,
}

/// A station of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Experience {
    /// Position.
    pub position: Option<String>,
    /// Employer.
    pub company: Option<String>,
    /// Beginning.
    pub from: Option<Date>,
    /// End; absent while it lasts.
    pub to: Option<Date>,
    /// What they write about it.
    pub text: Option<String>,
}

/// A school or a course of studies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Education {
    /// School or university.
    pub school: Option<String>,
    /// Subject.
    pub field: Option<String>,
    /// Beginning.
    pub from: Option<Date>,
    /// End.
    pub to: Option<Date>,
}

/// Something said in public.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Activity {
    /// When.
    pub date: Option<Date>,
    /// What it is.
    pub kind: Option<ActivityKind>,
    /// Its subject in a few words.
    pub topic: Option<String>,
    /// What it says.
    pub text: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
}

/// Kinds of public activity.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ActivityKind {
    /// A post.
    Post,
    /// A comment under somebody's post.
    Comment,
    /// An article.
    Article,
    /// A talk, a podcast, a panel.
    Talk,
}

/// What sender and recipient have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Shared {
    /// People both know.
    pub contacts: Vec<String>,
    /// Groups both are in.
    pub groups: Vec<String>,
    /// Employers both had.
    pub employers: Vec<String>,
    /// Schools both went to.
    pub schools: Vec<String>,
    /// Events both went to.
    pub events: Vec<String>,
    /// Where and when they met.
    pub met: Option<String>,
}

/// Sets of names for the same thing, for comparing only.
///
/// Written as lists, `aka = [["BGM", "betriebliches Gesundheitsmanagement"]]`, or as a table,
/// `aka = { BGM = "betriebliches Gesundheitsmanagement" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "WrittenAka")]
#[schemars(with = "WrittenAka")]
pub struct Aka(pub Vec<Vec<String>>);

#[derive(Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "synonyms are lists, [[\"BGM\", \"Gesundheitsmanagement\"]], or a table, { BGM = \"Gesundheitsmanagement\" }"
)]
enum WrittenAka {
    Lists(Vec<Vec<String>>),
    Table(std::collections::BTreeMap<String, OneOrMany>),
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<WrittenAka> for Aka {
    fn from(written: WrittenAka) -> Self {
        Self(match written {
            WrittenAka::Lists(sets) => sets,
            WrittenAka::Table(table) => table
                .into_iter()
                .map(|(name, others)| {
                    let mut set = vec![name];
                    match others {
                        OneOrMany::One(other) => set.push(other),
                        OneOrMany::Many(others) => set.extend(others),
                    }
                    set
                })
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::WishKind;

    const ANNA: &str = r#"
platform = "xing"
fetched = 2026-05-12
headline = "Leiterin Personalentwicklung"
about = """Bitte keine Anfragen ohne Text."""
offers = ["Mentoring"]
seeks = ["Austausch zu Onboarding"]
interests = ["Trailrunning"]
aka = [["BGM", "betriebliches Gesundheitsmanagement"]]
[person]
given = "Anna"
family = "Berger"
title = "Dr."
salutation = "Frau"
nicknames = ["Anni"]
pronouns = "sie/ihr"
languages = ["de"]
address = "sie"
[work]
position = "Leiterin Personalentwicklung"
company = "Müller GmbH"
industry = "Maschinenbau"
location = "Kassel"
since = "05/2021"
[[experience]]
position = "Trainerin"
from = 2015
to = "2021-04"
[[activity]]
date = "2026-04"
kind = "talk"
topic = "Buddy-Programme"
[[wish]]
kind = "text-required"
quote = "Bitte keine Anfragen ohne Text"
[shared]
contacts = ["Jo Klein"]
met = "OMR 2025"
"#;

    #[test]
    fn a_full_profile_is_read() {
        let anna = Recipient::parse(&Source::new("anna.toml", ANNA)).unwrap();
        assert_eq!(anna.platform, Some(Platform::Xing));
        assert_eq!(anna.person.salutation, Some(Salutation::Frau));
        assert_eq!(anna.person.address, Some(Address::Sie));
        assert_eq!(anna.work.since.unwrap().to_string(), "2021-05");
        assert_eq!(anna.experience[0].to.unwrap().month, Some(4));
        assert_eq!(anna.activity[0].kind, Some(ActivityKind::Talk));
        assert_eq!(anna.wish[0].kind, WishKind::TextRequired);
        assert_eq!(anna.aka.0[0].len(), 2);
    }

    #[test]
    fn an_empty_profile_is_a_profile() {
        let empty = Recipient::parse(&Source::new("x.toml", "")).unwrap();
        assert_eq!(empty, Recipient::default());
    }

    #[test]
    fn synonyms_may_be_a_table() {
        let text = "[aka]\nBGM = \"Gesundheitsmanagement\"\nHR = [\"Personal\", \"People\"]\n";
        let read = Recipient::parse(&Source::new("x.toml", text)).unwrap();
        assert_eq!(read.aka.0[1], ["HR", "Personal", "People"]);
    }

    #[test]
    fn mistakes_are_shown_at_their_place() {
        let problem = |text: &str| {
            Recipient::parse(&Source::new("a.toml", text))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            problem("[person]\ngivn = \"Anna\"\n"),
            "a.toml:2:1: unknown field `givn` (did you mean `given`?)"
        );
        assert_eq!(
            problem("[[wish]]\nkind = \"no-pitches\"\n"),
            "a.toml:2:8: unknown variant `no-pitches` (did you mean `no-pitch`?)"
        );
        assert!(problem("interests = \"Go\"\n").starts_with("a.toml:1:13: invalid type"));
        assert!(problem("aka = 3\n").contains("synonyms are lists"));
        assert!(problem("\nfetched = \"gestern\"\n").starts_with("a.toml:2:11: "));
    }

    #[test]
    fn a_profile_inside_json_is_read_alike() {
        let json = r#"{"person":{"given":"Anna"},"activity":[{"date":"2026-04-01","topic":"x"}]}"#;
        let anna: Recipient = serde_json::from_str(json).unwrap();
        assert_eq!(anna.person.given.as_deref(), Some("Anna"));
    }
}
