//! A profile as a list of facts that a message can refer to.

use super::Recipient;

/// How much a fact is worth as a subject of a first message, the most first.
///
/// What somebody looks for invites an answer; what anyone can read in the headline doesn't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactClass {
    /// What they look for.
    Seeks,
    /// What they offer.
    Offers,
    /// Interests.
    Interests,
    /// Posts, articles, talks.
    Activity,
    /// What sender and recipient have in common.
    Shared,
    /// What they write about themselves.
    About,
    /// Organisations.
    Organisations,
    /// Groups.
    Groups,
    /// Earlier and present stations of work.
    Experience,
    /// Schools and studies.
    Education,
    /// Skills.
    Skills,
    /// The headline.
    Headline,
    /// Name, employer, position, city, industry.
    Identity,
}

/// Something a profile says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key in the profile: `interests`, `experience.position`.
    pub field: &'static str,
    /// What it says, in the profile's words: a list entry, or a clause of a longer text.
    pub text: String,
    /// The position in its list (`experience[1]` → 1); of `about` and `headline`, which clause.
    pub index: usize,
    /// Whether it is only who and where the person is; such facts fit many people.
    pub identity: bool,
    /// Its rank.
    pub class: FactClass,
}

impl Recipient {
    /// Every fact of the profile, in the order of the profile's keys.
    pub fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
