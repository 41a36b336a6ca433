//! A profile as a list of facts that a message can refer to.

use std::collections::HashSet;

use super::Recipient;
use crate::text::fold::is_invisible;
use crate::text::token::{is_emoji, plain_words};

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
    ///
    /// Lists give a fact for each entry, longer texts one for each clause.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Facts(Vec::new());
        facts.prose("headline", &self.headline, None, FactClass::Headline);
        facts.prose("about", &self.about, None, FactClass::About);
        for (field, list, class) in [
            ("offers", &self.offers, FactClass::Offers),
            ("seeks", &self.seeks, FactClass::Seeks),
            ("interests", &self.interests, FactClass::Interests),
            ("skills", &self.skills, FactClass::Skills),
            (
                "organisations",
                &self.organisations,
                FactClass::Organisations,
            ),
            ("groups", &self.groups, FactClass::Groups),
        ] {
            facts.list(field, list, class);
        }
        for (field, text) in [
            ("person.given", &self.person.given),
            ("person.family", &self.person.family),
            ("person.title", &self.person.title),
            ("work.position", &self.work.position),
            ("work.company", &self.work.company),
            ("work.industry", &self.work.industry),
            ("work.location", &self.work.location),
        ] {
            facts.one(field, text, 0, FactClass::Identity);
        }
        for (i, station) in self.experience.iter().enumerate() {
            let class = FactClass::Experience;
            facts.one("experience.position", &station.position, i, class);
            facts.one("experience.company", &station.company, i, class);
            facts.prose("experience.text", &station.text, Some(i), class);
        }
        for (i, school) in self.education.iter().enumerate() {
            facts.one("education.school", &school.school, i, FactClass::Education);
            facts.one("education.field", &school.field, i, FactClass::Education);
        }
        for (i, activity) in self.activity.iter().enumerate() {
            facts.one("activity.topic", &activity.topic, i, FactClass::Activity);
            facts.prose(
                "activity.text",
                &activity.text,
                Some(i),
                FactClass::Activity,
            );
        }
        for (field, list) in [
            ("shared.contacts", &self.shared.contacts),
            ("shared.groups", &self.shared.groups),
            ("shared.employers", &self.shared.employers),
            ("shared.schools", &self.shared.schools),
            ("shared.events", &self.shared.events),
        ] {
            facts.list(field, list, FactClass::Shared);
        }
        facts.one("shared.met", &self.shared.met, 0, FactClass::Shared);
        facts.mark_identity();
        facts.0
    }
}

struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, field: &'static str, text: &str, index: usize, class: FactClass) {
        let text = text.trim();
        if !text.is_empty() {
            self.0.push(Fact {
                field,
                text: text.to_owned(),
                index,
                identity: class == FactClass::Identity,
                class,
            });
        }
    }

    fn one(&mut self, field: &'static str, text: &Option<String>, index: usize, class: FactClass) {
        if let Some(text) = text {
            self.add(field, text, index, class);
        }
    }

    fn list(&mut self, field: &'static str, list: &[String], class: FactClass) {
        for (i, text) in list.iter().enumerate() {
            self.add(field, text, i, class);
        }
    }

    /// `index` is the list entry the text belongs to; without one the clauses are counted.
    fn prose(
        &mut self,
        field: &'static str,
        text: &Option<String>,
        index: Option<usize>,
        class: FactClass,
    ) {
        for (i, clause) in text.iter().flat_map(|text| clauses(text)).enumerate() {
            self.add(field, clause, index.unwrap_or(i), class);
        }
    }

    /// A headline mostly repeats position and employer, and so does the latest station; such a
    /// clause is identity too.
    fn mark_identity(&mut self) {
        let known: HashSet<String> = self
            .0
            .iter()
            .filter(|fact| fact.identity)
            .flat_map(|fact| plain_words(&fact.text))
            .collect();
        for fact in &mut self.0 {
            if matches!(fact.class, FactClass::Headline | FactClass::Experience) {
                // Small words (bei, at, der) say nothing, in whatever language.
                let mut rest = plain_words(&fact.text).into_iter().filter(|w| w.len() > 3);
                fact.identity = rest.all(|word| known.contains(&word));
            }
        }
    }
}

/// The clauses of a text: sentences, lines, entries of a list.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut pieces: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (i, c) in text.char_indices() {
        let after = text[i + c.len_utf8()..].chars().next().unwrap_or('\n');
        let alone = before.is_whitespace() && after.is_whitespace();
        let cut = match c {
            '\n' | '\r' | '|' | '•' | '·' | ';' | '▪' | '►' | '➤' | '✓' | '✔' | '★' => {
                true
            }
            '–' | '—' | '-' | '/' | '+' => alone,
            '!' | '?' | '…' => after.is_whitespace(),
            '.' => after.is_whitespace() && ends_sentence(&text[start..i]),
            c => is_emoji(c),
        };
        if cut {
            pieces.push(&text[start..i]);
            start = i + c.len_utf8();
        }
        before = c;
    }
    pieces.push(&text[start..]);
    pieces
        .into_iter()
        .map(|piece| {
            piece.trim_matches(|c: char| {
                c.is_whitespace()
                    || is_invisible(c)
                    || matches!(c, '*' | '-' | '–' | ',' | ':' | '.')
            })
        })
        .filter(|piece| piece.contains(char::is_alphanumeric))
}

/// Whether a full stop after `text` ends a sentence: not after `Dr`, `z. B`, `3`.
fn ends_sentence(text: &str) -> bool {
    let word = text
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let short = word.chars().count() <= 2;
    let capital = word.starts_with(char::is_uppercase);
    let number = word.bytes().all(|b| b.is_ascii_digit());
    !(short && (capital || number || word.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Source;

    fn facts(toml: &str) -> Vec<Fact> {
        Recipient::parse(&Source::new("a.toml", toml))
            .unwrap()
            .facts()
    }

    fn texts(toml: &str) -> Vec<String> {
        facts(toml).into_iter().map(|fact| fact.text).collect()
    }

    #[test]
    fn lists_give_a_fact_for_each_entry() {
        let facts =
            facts("interests = [\"Trailrunning\", \" Imkerei \", \"\"]\nseeks = [\"Mentor\"]");
        let seen: Vec<_> = facts
            .iter()
            .map(|f| (f.field, f.text.as_str(), f.index, f.class, f.identity))
            .collect();
        assert_eq!(
            seen,
            [
                ("seeks", "Mentor", 0, FactClass::Seeks, false),
                ("interests", "Trailrunning", 0, FactClass::Interests, false),
                ("interests", "Imkerei", 1, FactClass::Interests, false),
            ]
        );
    }

    #[test]
    fn prose_is_cut_into_clauses() {
        assert_eq!(
            texts("headline = \"Head of People @ ACME | Trailrunnerin • Mutter – Imkerin\""),
            [
                "Head of People @ ACME",
                "Trailrunnerin",
                "Mutter",
                "Imkerin"
            ]
        );
        assert_eq!(
            texts(
                "about = \"\"\"\nIch baue Teams. Seit 2015 mit Dr. Klein, z. B. in Kassel!\n- Onboarding\n- Change-Management 🚀 Neues\n\"\"\""
            ),
            [
                "Ich baue Teams",
                "Seit 2015 mit Dr. Klein, z. B. in Kassel",
                "Onboarding",
                "Change-Management",
                "Neues"
            ]
        );
        assert_eq!(texts("about = \" . | \""), [""; 0]);
    }

    #[test]
    fn who_and_where_is_identity_wherever_it_stands() {
        let toml = "headline = \"Leiterin Personalentwicklung bei der Müller GmbH | Imkerin\"\n\
                    [person]\ngiven = \"Anna\"\n\
                    [work]\nposition = \"Leiterin Personalentwicklung\"\ncompany = \"Müller GmbH\"\n\
                    [[experience]]\nposition = \"Leiterin Personalentwicklung\"\n\
                    [[experience]]\nposition = \"Rettungsschwimmerin\"\n";
        let plain: Vec<_> = facts(toml)
            .into_iter()
            .filter(|fact| !fact.identity)
            .map(|fact| (fact.field, fact.text))
            .collect();
        assert_eq!(
            plain,
            [
                ("headline", "Imkerin".to_owned()),
                ("experience.position", "Rettungsschwimmerin".to_owned())
            ]
        );
    }

    #[test]
    fn what_somebody_seeks_ranks_before_who_they_are() {
        let mut all = facts(
            "seeks = [\"a\"]\noffers = [\"b\"]\ninterests = [\"c\"]\n[work]\ncompany = \"d\"\n[[activity]]\ntopic = \"e\"\n",
        );
        all.sort_by_key(|fact| fact.class);
        let order: String = all.iter().map(|fact| fact.text.as_str()).collect();
        assert_eq!(order, "abced");
    }
}
