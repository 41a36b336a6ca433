//! The same text to several people: how much of a message stands in another of the same run.
//!
//! Messages are compared by shingles, rows of three words of the body, with names, numbers and
//! merge fields masked (Broder, On the resemblance and containment of documents, 1997).

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{Case, Evidence, Missing, Outcome, Scope};
use crate::text::Kinds;

/// Words in a row.
const WORDS: usize = 3;
/// From this share of common shingles on, two messages are the same text.
const SAME: f64 = 0.6;
/// Shorter messages look alike by chance.
const FEWEST: usize = 8;

/// The shingles of a message, as hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles(HashSet<u64>);

impl Shingles {
    /// The shingles of the body; none when it has fewer than eight words.
    pub fn of(case: &Case<'_>) -> Self {
        let words: Vec<&str> = case
            .words_in(Scope::Body)
            .into_iter()
            .map(|i| mask(case, i))
            .collect();
        if words.len() < FEWEST {
            return Self::default();
        }
        let hash = |row: &[&str]| {
            let mut hasher = DefaultHasher::new();
            row.hash(&mut hasher);
            hasher.finish()
        };
        Self(words.windows(WORDS).map(hash).collect())
    }

    /// The share of all shingles of both that are common, 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let common = self.0.intersection(&other.0).count();
        share(common, self.0.len(), other.0.len())
    }
}

fn share(common: usize, one: usize, other: usize) -> f64 {
    let all = one + other - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

/// What differs from one copy to the next is no difference.
fn mask<'c>(case: &'c Case<'_>, token: usize) -> &'c str {
    let t = &case.text.tokens[token];
    let is_name = || {
        let person = case.recipient.map(|r| &r.person);
        let names = person
            .into_iter()
            .flat_map(|p| [&p.given, &p.family])
            .flatten();
        let company = case.recipient.and_then(|r| r.work.company.as_ref());
        let mut words = names
            .chain(company)
            .flat_map(|n| crate::text::token::plain_words(n));
        words.any(|w| w == t.fold)
    };
    if !t.is_word() || t.kinds.has(Kinds::NUMBER) || t.kinds.has(Kinds::SLOT) || is_name() {
        "#"
    } else {
        &t.fold
    }
}

/// The other messages of a run.
#[derive(Debug, Default)]
pub struct Others {
    names: Vec<String>,
    sizes: Vec<usize>,
    /// Shingle → the messages it stands in.
    places: HashMap<u64, Vec<usize>>,
}

/// A message that is nearly the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin<'o> {
    /// The name of the nearest one.
    pub name: &'o str,
    /// The share of common shingles, 0 to 1.
    pub share: f64,
    /// How many of the run are nearly the same.
    pub count: usize,
}

impl Others {
    /// Adds a message. Those of a run are known by their place, the first added being 0.
    pub fn add(&mut self, name: &str, shingles: &Shingles) {
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.sizes.push(shingles.0.len());
        for shingle in &shingles.0 {
            self.places.entry(*shingle).or_default().push(place);
        }
    }

    /// Whether there are two messages or more.
    pub fn is_run(&self) -> bool {
        self.names.len() > 1
    }

    /// The most similar message but the one at `own`.
    pub fn twin(&self, own: usize, shingles: &Shingles) -> Option<Twin<'_>> {
        let mut common: HashMap<usize, usize> = HashMap::new();
        for place in shingles
            .0
            .iter()
            .filter_map(|s| self.places.get(s))
            .flatten()
        {
            *common.entry(*place).or_default() += 1;
        }
        let mut same: Vec<(usize, f64)> = common
            .into_iter()
            .filter(|(place, _)| *place != own)
            .map(|(place, n)| (place, share(n, shingles.0.len(), self.sizes[place])))
            .filter(|(_, share)| *share >= SAME)
            .collect();
        same.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let (place, share) = *same.first()?;
        Some(Twin {
            name: &self.names[place],
            share,
            count: same.len(),
        })
    }
}

pub(super) fn check(case: &Case<'_>) -> Outcome {
    let Some((others, own)) = case.others.filter(|(others, _)| others.is_run()) else {
        return Outcome::NotJudged(Missing::OtherMessages);
    };
    match others.twin(own, &Shingles::of(case)) {
        Some(twin) => Outcome::Found(
            Evidence::default()
                .with("percent", (twin.share * 100.0).round())
                .with("other", twin.name)
                .with("count", twin.count),
        ),
        None => Outcome::Clear,
    }
}
