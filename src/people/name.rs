//! Whether a written name is the name of the person it is for.

use crate::language::Language;
use crate::text::fold::fold;

/// How a written name relates to a known one, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// The same, but for case, ae/ä, ß/ss and accents.
    Same,
    /// A pet name or short form.
    Nickname,
    /// Half of a double name, or an initial.
    Part,
    /// A slip of the pen.
    Misspelt,
    /// Another name.
    Different,
}

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Titles, without full stops.
    pub titles: Vec<String>,
    /// First names.
    pub given: Vec<String>,
    /// Small words before the surname: `von der`.
    pub particles: Vec<String>,
    /// Surnames.
    pub family: Vec<String>,
}

/// What is known of a person's name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// First name or names.
    pub given: Option<&'a str>,
    /// Surname.
    pub family: Option<&'a str>,
    /// Names they go by.
    pub nicknames: &'a [String],
}

/// How the words of a greeting relate to a known name; `None` for a part that isn't written or
/// isn't known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddressMatch {
    /// The first name.
    pub given: Option<NameMatch>,
    /// The surname.
    pub family: Option<NameMatch>,
}

/// Takes a full name apart: `Dr. Anna von der Heide, MBA`, `Berger, Anna`.
///
/// Without a small word before it the surname is the last word.
pub fn split(name: &str, language: &Language) -> NameParts {
    let mut parts = NameParts::default();
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for group in name.split(',') {
        let mut words = Vec::new();
        for word in group.split_whitespace() {
            if language.is_title(word) {
                parts.titles.push(bare(word).to_owned());
            } else if !bare(word).is_empty() {
                words.push(bare(word));
            }
        }
        if !words.is_empty() {
            groups.push(words);
        }
    }
    let (given, family) = match &groups[..] {
        [] => return parts,
        [family, given, ..] => (given.as_slice(), family.as_slice()),
        [words] => {
            let particle = words
                .iter()
                .skip(1)
                .position(|word| is_particle(word, language))
                .map(|at| at + 1)
                .filter(|at| at + 1 < words.len());
            words.split_at(particle.unwrap_or(words.len() - 1))
        }
    };
    let count = family
        .iter()
        .take(family.len() - 1)
        .take_while(|word| is_particle(word, language))
        .count();
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    parts.given = owned(given);
    parts.particles = owned(&family[..count]);
    parts.family = owned(&family[count..]);
    parts
}

/// Compares a written first name with the known one and the nicknames.
pub fn compare_given(
    written: &str,
    given: &str,
    nicknames: &[String],
    language: &Language,
) -> NameMatch {
    let found = compare(written, given);
    if found == NameMatch::Same {
        return found;
    }
    let key = key(written);
    let stated = nicknames.iter().any(|name| self::key(name) == key);
    if stated || is_nickname(&key, given, language) {
        return NameMatch::Nickname;
    }
    found
}

/// Compares a written surname with the known one. Particles may be left out.
pub fn compare_family(written: &str, family: &str, language: &Language) -> NameMatch {
    // MacDonald is Mac Donald, Vandenberg van den Berg.
    if key(written) == key(family) {
        return NameMatch::Same;
    }
    compare(
        &without_particles(written, language),
        &without_particles(family, language),
    )
}

/// Compares the name in a greeting with a known one.
///
/// `salutation` says whether `Herr`, `Frau` or a title stands before it, after which a single
/// word is a surname.
pub fn compare_address(
    written: &str,
    salutation: bool,
    known: Known<'_>,
    language: &Language,
) -> AddressMatch {
    let words: Vec<&str> = written
        .split_whitespace()
        .filter(|word| !bare(word).is_empty() && !language.is_title(word))
        .collect();
    let readings = readings(&words, salutation, known, language);
    readings
        .into_iter()
        .min_by_key(|reading| (reading.cost(), reading.unread()))
        .unwrap_or_default()
}

/// The ways to read the words of a greeting as first name and surname.
fn readings(
    words: &[&str],
    salutation: bool,
    known: Known<'_>,
    language: &Language,
) -> Vec<AddressMatch> {
    let given = |words: &[&str]| {
        known
            .given
            .map(|name| compare_given(&words.join(" "), name, known.nicknames, language))
    };
    let family = |words: &[&str]| {
        known
            .family
            .map(|name| compare_family(&words.join(" "), name, language))
    };
    let single = without_particles(&words.join(" "), language)
        .split_whitespace()
        .count()
        < 2;
    let mut readings = Vec::new();
    if words.is_empty() {
        return readings;
    }
    let surname = AddressMatch {
        given: None,
        family: family(words),
    };
    if salutation {
        if single || surname.family.is_some_and(NameMatch::is_near) {
            readings.push(surname);
        }
        // "Frau Anna": the right person, but no surname.
        let first = given(words);
        if single && surname.is_wrong() && first == Some(NameMatch::Same) {
            return vec![AddressMatch {
                given: first,
                family: surname.family,
            }];
        }
    } else {
        let first = given(words);
        if first.is_some_and(|first| single || first.is_near()) {
            readings.push(AddressMatch {
                given: first,
                family: None,
            });
        }
        // A bare surname ("Berger,") counts when it is right; else it was meant as a first name.
        if known.given.is_none() || surname.family.is_some_and(NameMatch::is_right) {
            readings.push(surname);
        }
    }
    for at in 1..words.len() {
        let (first, last) = words.split_at(at);
        readings.push(AddressMatch {
            given: given(first),
            family: family(last),
        });
        // The name as lists have it: "Berger Anna".
        let swapped = AddressMatch {
            given: given(last),
            family: family(first),
        };
        if !swapped.is_wrong() {
            readings.push(swapped);
        }
    }
    // Two words of which one is unknown say nothing about the other.
    if known.given.is_none() && !salutation && single {
        readings.retain(|reading| !reading.is_wrong());
    }
    readings
}

impl NameMatch {
    /// Whether it is the person's name in one form or another.
    pub fn is_right(self) -> bool {
        self < Self::Misspelt
    }

    /// Whether it is that or a slip for it.
    fn is_near(self) -> bool {
        self < Self::Different
    }
}

impl AddressMatch {
    /// Whether a part of it is another name or a slip.
    fn is_wrong(self) -> bool {
        [self.given, self.family]
            .into_iter()
            .flatten()
            .any(|part| !part.is_right())
    }

    /// How many of its parts say nothing.
    fn unread(self) -> usize {
        [self.given, self.family]
            .iter()
            .flatten()
            .count()
            .abs_diff(2)
    }

    fn cost(self) -> u32 {
        let cost = |part: Option<NameMatch>| match part {
            None | Some(NameMatch::Same) => 0,
            Some(NameMatch::Nickname | NameMatch::Part) => 1,
            Some(NameMatch::Misspelt) => 3,
            Some(NameMatch::Different) => 8,
        };
        cost(self.given) + cost(self.family)
    }
}

/// Compares two names letter by letter and half by half.
fn compare(written: &str, known: &str) -> NameMatch {
    let (w, k) = (key(written), key(known));
    if w.is_empty() || k.is_empty() {
        return NameMatch::Different;
    }
    if w == k {
        return NameMatch::Same;
    }
    let (ours, theirs) = (halves(written), halves(known));
    let shares = |whole: &[String], parts: &[String]| {
        parts.len() > 1 && whole.iter().all(|half| parts.contains(half))
    };
    if shares(&ours, &theirs) || shares(&theirs, &ours) {
        return NameMatch::Part;
    }
    // "A." and "J. P."
    let initials = ours.iter().all(|half| half.chars().count() == 1)
        && ours.len() <= theirs.len()
        && ours
            .iter()
            .zip(&theirs)
            .all(|(o, t)| t.starts_with(o.as_str()));
    if initials {
        return NameMatch::Part;
    }
    let slip = is_slip(&w, &k)
        || (theirs.len() > 1 && ours.len() == 1 && theirs.iter().any(|half| is_slip(&w, half)));
    if slip {
        NameMatch::Misspelt
    } else {
        NameMatch::Different
    }
}

/// Spellings of one sound, as in Stefan and Stephan, Meier and Mayer.
const ALIKE: &[(&str, &str)] = &[
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("ck", "k"),
    ("c", "k"),
    ("y", "i"),
    ("ai", "ei"),
    ("ae", "e"),
    ("v", "f"),
];

/// A key with one spelling for each sound and no doubled letters.
fn sound(key: &str) -> String {
    let mut sound = key.to_owned();
    for (one, other) in ALIKE {
        sound = sound.replace(one, other);
    }
    let mut last = None;
    sound.retain(|c| last.replace(c) != Some(c));
    sound
}

/// Whether one key is a typing error for the other: a letter wrong, missing, too many, or two
/// swapped, in a long name twice; or another spelling of the same sounds.
fn is_slip(written: &str, known: &str) -> bool {
    if sound(written) == sound(known) {
        return true;
    }
    let most = match known.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let distance = strsim::osa_distance(written, known);
    // Two slips and another first letter make another name: Bergmann, Herrmann.
    distance <= most && (distance < 2 || written.chars().next() == known.chars().next())
}

fn is_nickname(key: &str, given: &str, language: &Language) -> bool {
    let of = |name: &str, short: &str| {
        let mut nicknames = language.table.nicknames.iter();
        nicknames
            .find(|(full, _)| self::key(full) == name)
            .is_some_and(|(_, shorts)| shorts.iter().any(|s| self::key(s) == short))
    };
    let full_name = |name: &str| {
        let mut nicknames = language.table.nicknames.keys();
        nicknames.any(|full| self::key(full) == name)
    };
    let whole = self::key(given);
    halves(given).iter().chain([&whole]).any(|known| {
        // Max for Maximilian, but not Anna for Annalena.
        let cut = key.chars().count() >= 3
            && key.chars().count() + 2 <= known.chars().count()
            && known.starts_with(key)
            && !full_name(key);
        of(known, key) || of(key, known) || cut
    })
}

/// The words and halves of a name, folded.
fn halves(name: &str) -> Vec<String> {
    name.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–' | '.')
    })
    .map(key)
    .filter(|half| !half.is_empty())
    .collect()
}

/// A name as it is compared: folded, letters only.
fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(char::is_alphanumeric);
    key
}

fn without_particles(name: &str, language: &Language) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let count = words
        .iter()
        .take(words.len().saturating_sub(1))
        .take_while(|word| is_particle(word, language))
        .count();
    words[count..].join(" ")
}

fn is_particle(word: &str, language: &Language) -> bool {
    language.particles.contains(&fold(word)) || language.particles.contains(&key(word))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests;
