//! Parts of closed compounds: `Führungskräfteentwicklung` is `Führungskräfte`, `Entwicklung`.

use super::frequency;
use crate::language::Language;

/// Shorter words are split wrongly more often than not.
const SHORTEST_WORD: usize = 10;
/// Unless they are in no list, and are two common words put together: `Rohrnetz`.
const SHORTEST_UNLISTED: usize = 7;
const COMMON_PARTS: f32 = 3.8;
const SHORTEST_PART: usize = 4;
/// Longer ones are no words, and each of their seams would be tried with each other.
const LONGEST_WORD: usize = 80;
/// `-bau`, `-amt`: shorter heads have to be common words.
const SHORTEST_HEAD: (usize, f32) = (3, 4.5);
/// How much commoner than its rarest part a listed compound may be.
const LISTED: f32 = 0.4;
/// A part nobody knows is believed only beside a head of this length and frequency.
const HEAD_OF_UNKNOWN: (usize, f32) = (5, 3.5);

/// A part of a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Without the element that joins it to the next: `oper`.
    pub word: &'a str,
    /// As it stands there: `opern`.
    pub joined: &'a str,
}

/// The parts of a folded word; empty when it is no compound,
/// is too short, or its language joins no words.
pub fn split<'a>(folded: &'a str, language: &'a Language) -> Vec<Part<'a>> {
    if language.table.linking.is_empty()
        || !(SHORTEST_UNLISTED..=LONGEST_WORD).contains(&folded.len())
        || !folded.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let whole = zipf(folded, language);
    let long = folded.len() >= SHORTEST_WORD;
    if !long && whole.is_some() {
        return Vec::new();
    }
    let best = best_split(folded, language, 0)
        .filter(|b| long || b.rarest >= COMMON_PARTS)
        // `Moderation` isn't `Mode` and `Ration`: a word is commoner than its accidental parts.
        .filter(|b| whole.is_none_or(|whole| b.rarest > whole - LISTED));
    match best {
        Some(best) => best.parts,
        None if whole.is_none() && long => unknown_modifier(folded, language),
        None => Vec::new(),
    }
}

/// Whether `rest` may follow a first part in a compound: a linking element or none, then a word.
pub fn completes(rest: &str, language: &Language) -> bool {
    heads(rest, language).any(|head| head.len() >= 3 && zipf(head, language).is_some())
}

/// Whether `rest` may stand before a last part: a word, then a linking element or none.
pub fn begins(rest: &str, language: &Language) -> bool {
    modifiers(rest, language).any(|m| m.len() >= 3 && zipf(m, language).is_some())
}

struct Best<'a> {
    parts: Vec<Part<'a>>,
    rarest: f32,
}

fn best_split<'a>(word: &'a str, language: &'a Language, depth: usize) -> Option<Best<'a>> {
    let mut best: Option<Best> = None;
    for at in SHORTEST_PART..=word.len().saturating_sub(SHORTEST_HEAD.0) {
        let (left, right) = word.split_at(at);
        if is_prefix(left, language) {
            continue;
        }
        let Some((word, left_zipf)) = modifiers(left, language)
            .filter(|m| m.len() >= SHORTEST_PART && !is_prefix(m, language))
            .filter_map(|m| Some((m, zipf(m, language)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
        else {
            continue;
        };
        let short = right.len() < SHORTEST_PART;
        let whole = zipf(right, language)
            .filter(|z| !short || *z >= SHORTEST_HEAD.1)
            .map(|z| Best {
                parts: vec![whole_part(right)],
                rarest: z,
            });
        let rest = match whole {
            Some(whole) => Some(whole),
            None if depth < 3 => best_split(right, language, depth + 1),
            None => None,
        };
        let Some(mut rest) = rest else { continue };
        rest.parts.insert(0, Part { word, joined: left });
        rest.rarest = rest.rarest.min(left_zipf);
        let better = best.as_ref().is_none_or(|b| {
            (rest.parts.len(), -rest.rarest)
                .partial_cmp(&(b.parts.len(), -b.rarest))
                .is_some_and(std::cmp::Ordering::is_lt)
        });
        if better {
            best = Some(rest);
        }
    }
    best
}

/// `Linolschnitt`: the first part is in no list, but the last is a word of some weight.
fn unknown_modifier<'a>(word: &'a str, language: &Language) -> Vec<Part<'a>> {
    for at in SHORTEST_PART..=word.len().saturating_sub(HEAD_OF_UNKNOWN.0) {
        let (left, right) = word.split_at(at);
        if !is_prefix(left, language)
            && zipf(right, language).is_some_and(|z| z >= HEAD_OF_UNKNOWN.1)
        {
            let bare = language
                .table
                .linking
                .iter()
                .filter(|l| l.as_str() == "s")
                .find_map(|l| left.strip_suffix(l.as_str()));
            let word = bare.filter(|b| b.len() >= SHORTEST_PART).unwrap_or(left);
            return vec![Part { word, joined: left }, whole_part(right)];
        }
    }
    Vec::new()
}

fn whole_part(word: &str) -> Part<'_> {
    Part { word, joined: word }
}

fn modifiers<'a>(left: &'a str, language: &'a Language) -> impl Iterator<Item = &'a str> {
    let linking = language.table.linking.iter();
    std::iter::once(left).chain(linking.filter_map(move |l| left.strip_suffix(l.as_str())))
}

fn heads<'a>(rest: &'a str, language: &'a Language) -> impl Iterator<Item = &'a str> {
    let linking = language.table.linking.iter();
    std::iter::once(rest).chain(linking.filter_map(move |l| rest.strip_prefix(l.as_str())))
}

fn is_prefix(part: &str, language: &Language) -> bool {
    language.verb_prefixes.contains(part)
}

fn zipf(word: &str, language: &Language) -> Option<f32> {
    frequency::zipf(language.code(), word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTable;

    fn german() -> Language {
        Language::new(LanguageTable {
            code: "de".into(),
            stemmer: "german".into(),
            linking: ["s", "es", "n", "en", "er", "e"].map(String::from).into(),
            verb_prefixes: ["ueber", "unter"].map(String::from).into(),
            ..LanguageTable::default()
        })
        .unwrap()
    }

    #[test]
    fn compounds_are_split_at_their_seams() {
        let language = german();
        for (word, parts) in [
            ("vertriebstraining", "vertrieb training"),
            (
                "fuehrungskraefteentwicklung",
                "fuehrungskraefte entwicklung",
            ),
            ("nachhaltigkeitsmanagement", "nachhaltigkeit management"),
            ("waermepumpenplanung", "waermepumpen planung"),
            ("changemanagement", "change management"),
            ("monatsabschluss", "monats abschluss"),
            ("linolschnitt", "linol schnitt"),
            ("rohrnetz", "rohr netz"),
            ("trockenmauerbau", "trocken mauer bau"),
        ] {
            let found = split(word, &language);
            // The linking element may stay where the word with it is a word too.
            let found: Vec<String> = found.iter().map(|p| language.stem(p.word)).collect();
            let expected: Vec<String> = parts.split(' ').map(|p| language.stem(p)).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn words_that_only_look_like_compounds_stay_whole() {
        let language = german();
        for word in [
            "moderation",
            "netzwerk",
            "werkzeug",
            "kollegin",
            "beratungen",
            "freundlich",
            "veranstaltung",
            "koordination",
            "",
            "größenwahnsinn",
        ] {
            assert!(split(word, &language).is_empty(), "{word}");
        }
    }

    #[test]
    fn a_language_without_linking_has_no_closed_compounds() {
        let english = Language::new(LanguageTable {
            code: "en".into(),
            stemmer: "english".into(),
            ..LanguageTable::default()
        })
        .unwrap();
        assert!(split("understanding", &english).is_empty());
    }
}
