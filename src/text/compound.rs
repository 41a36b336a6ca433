//! Parts of closed compounds: `Führungskräfteentwicklung` is `Führungskräfte`, `Entwicklung`.

use super::frequency;
use crate::language::Language;

/// Shorter words are split wrongly more often than not.
const SHORTEST_WORD: usize = 10;
const SHORTEST_PART: usize = 4;
/// A part nobody knows is believed only beside a head of this length and frequency.
const HEAD_OF_UNKNOWN: (usize, f32) = (5, 3.5);

/// The parts of a folded word without the elements between them; empty when it is no compound,
/// is too short, or its language joins no words.
pub fn split<'a>(folded: &'a str, language: &'a Language) -> Vec<&'a str> {
    if language.table.linking.is_empty()
        || folded.len() < SHORTEST_WORD
        || !folded.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let whole = zipf(folded, language);
    let best = best_split(folded, language, 0)
        // `Moderation` isn't `Mode` and `Ration`: a word is commoner than its accidental parts.
        .filter(|b| whole.is_none_or(|whole| b.rarest > whole));
    match best {
        Some(best) => best.parts,
        None if whole.is_none() => unknown_modifier(folded, language),
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
    parts: Vec<&'a str>,
    rarest: f32,
}

fn best_split<'a>(word: &'a str, language: &'a Language, depth: usize) -> Option<Best<'a>> {
    let mut best: Option<Best> = None;
    for at in SHORTEST_PART..=word.len().saturating_sub(SHORTEST_PART) {
        let (left, right) = word.split_at(at);
        let Some((left, left_zipf)) = modifiers(left, language)
            .filter(|m| m.len() >= SHORTEST_PART && !is_prefix(m, language))
            .filter_map(|m| Some((m, zipf(m, language)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
        else {
            continue;
        };
        let whole = zipf(right, language).map(|z| Best {
            parts: vec![right],
            rarest: z,
        });
        let rest = match whole {
            Some(whole) => Some(whole),
            None if depth < 3 => best_split(right, language, depth + 1),
            None => None,
        };
        let Some(mut rest) = rest else { continue };
        rest.parts.insert(0, left);
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
fn unknown_modifier<'a>(word: &'a str, language: &Language) -> Vec<&'a str> {
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
            return vec![
                bare.filter(|b| b.len() >= SHORTEST_PART).unwrap_or(left),
                right,
            ];
        }
    }
    Vec::new()
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
    language.table.verb_prefixes.iter().any(|p| p == part)
}

fn zipf(word: &str, language: &Language) -> Option<f32> {
    frequency::zipf(language.code(), &language.stem(word))
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
            ("fuehrungskraefteentwicklung", "fuehrungskraefte entwicklung"),
            ("nachhaltigkeitsmanagement", "nachhaltigkeit management"),
            ("waermepumpenplanung", "waermepumpen planung"),
            ("changemanagement", "change management"),
            ("monatsabschluss", "monats abschluss"),
            ("linolschnitt", "linol schnitt"),
        ] {
            let found = split(word, &language);
            // The linking element may stay where the word with it is a word too.
            let stems = |parts: &[&str]| {
                parts
                    .iter()
                    .map(|p| language.stem(p))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let expected: Vec<&str> = parts.split(' ').collect();
            assert_eq!(stems(&found), stems(&expected), "{found:?}");
        }
    }

    #[test]
    fn words_that_only_look_like_compounds_stay_whole() {
        let language = german();
        for word in [
            "moderation",
            "netzwerk",
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
