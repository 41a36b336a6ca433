//! How rare a word is.
//!
//! The data stands in `rules/words/`, one stem a line with its Zipf value times ten, sorted, and
//! is searched as it is: nothing is built when the program starts. Where it comes from is told
//! in `rules/words/README.md`.

use waken_snowball::Algorithm;

use crate::language::snowball;

/// Zipf values at and above which a stem is everyday, and at and below which it is rare.
const EVERYDAY: f32 = 5.5;
const RARE: f32 = 3.8;

/// Language, the stemmer that made its list, the list.
const LISTS: &[(&str, Algorithm, &str)] = &[
    (
        "de",
        Algorithm::German,
        include_str!("../../rules/words/de.txt"),
    ),
    (
        "en",
        Algorithm::English,
        include_str!("../../rules/words/en.txt"),
    ),
];

/// How rare a folded word is in a language: 0 is everyday, 1 is rare, unknown, or of a language
/// without data.
pub fn rarity(language: &str, folded_word: &str) -> f32 {
    match zipf(language, folded_word) {
        Some(zipf) => ((EVERYDAY - zipf) / (EVERYDAY - RARE)).clamp(0.0, 1.0),
        None => 1.0,
    }
}

/// Whether a folded word is among the commonest of a language.
pub fn is_word(language: &str, folded_word: &str) -> bool {
    zipf(language, folded_word).is_some()
}

/// The Zipf value of a folded word with all its forms: the logarithm of their frequency in a
/// billion words; 3 is rare, 6 is everyday. `None` when it isn't among the commonest.
pub fn zipf(language: &str, folded_word: &str) -> Option<f32> {
    let (_, algorithm, list) = LISTS.iter().find(|(code, ..)| *code == language)?;
    find(list, &snowball(*algorithm, folded_word))
}

/// Like [`zipf`] for a word whose stem is known: faster, but wrong for irregular forms.
pub fn zipf_of_stem(language: &str, stem: &str) -> Option<f32> {
    find(list(language)?, stem)
}

fn find(list: &'static str, stem: &str) -> Option<f32> {
    let at = lower_bound(list, stem);
    let value = line(list, at).strip_prefix(stem)?;
    Some(f32::from(value.parse::<u8>().ok()?) / 10.0)
}

/// How many of the commonest stems begin with `prefix`, counted up to `limit`.
pub fn stems_with(language: &str, prefix: &str, limit: usize) -> usize {
    let Some(list) = list(language) else {
        return 0;
    };
    let mut at = lower_bound(list, prefix);
    let mut count = 0;
    while count < limit && at < list.len() && line(list, at).starts_with(prefix) {
        count += 1;
        at += line(list, at).len() + 1;
    }
    count
}

fn list(language: &str) -> Option<&'static str> {
    LISTS
        .iter()
        .find(|(code, ..)| *code == language)
        .map(|(.., list)| *list)
}

/// The line that begins at `at`, without its end.
fn line(list: &str, at: usize) -> &str {
    let rest = &list[at..];
    &rest[..rest.find('\n').unwrap_or(rest.len())]
}

/// The offset of the first line whose stem isn't smaller than `stem`.
fn lower_bound(list: &'static str, stem: &str) -> usize {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[..middle]
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |i| i + 1)
            .max(low);
        let end = bytes[middle..]
            .iter()
            .position(|b| *b == b'\n')
            .map_or(bytes.len(), |i| middle + i);
        let word = &bytes[start..end];
        let letters = word
            .iter()
            .position(u8::is_ascii_digit)
            .unwrap_or(word.len());
        if &word[..letters] < stem.as_bytes() {
            low = (end + 1).min(bytes.len());
        } else {
            high = start;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_and_the_list_is_in_order() {
        for (code, _, list) in LISTS {
            let mut before = "";
            for entry in list.lines() {
                let stem = entry.trim_end_matches(|c: char| c.is_ascii_digit());
                assert!(before < stem, "{before} {stem}");
                assert!(zipf_of_stem(code, stem).is_some(), "{stem}");
                before = stem;
            }
        }
    }

    #[test]
    fn everyday_business_and_rare_words_differ() {
        assert_eq!(rarity("de", "und"), 0.0);
        assert!(rarity("de", "projekte") < 0.2);
        assert!(rarity("en", "teeth") < 0.7);
        let vertrieb = rarity("de", "vertrieb");
        assert!((0.3..0.9).contains(&vertrieb), "{vertrieb}");
        assert_eq!(rarity("de", "kontrabass"), 1.0);
        assert_eq!(rarity("en", "kintsugi"), 1.0);
        assert!(rarity("en", "team") < 0.2);
    }

    #[test]
    fn unknown_words_and_languages_are_rare() {
        for stem in ["", "zzzzzz", "a\n", "und1", "ø", "\u{10ffff}"] {
            assert_eq!(rarity("de", stem), 1.0, "{stem:?}");
        }
        assert_eq!(rarity("xx", "und"), 1.0);
    }

    #[test]
    fn beginnings_are_counted() {
        assert_eq!(stems_with("de", "ver", 5), 5);
        assert!(stems_with("de", "linol", 5) <= 1);
        assert_eq!(stems_with("xx", "und", 9), 0);
    }
}
