//! Words of one family, and words one letter apart.

use crate::language::Language;

/// Shorter beginnings join strangers.
const SHORTEST_KEY: usize = 5;
/// Where the ending is long (`-ieren`, `-ation`) less has to be left.
const SHORTEST_KEY_AFTER_LONG: usize = 4;
const LONG_ENDING: usize = 4;
/// Shorter words have too many neighbours.
const SHORTEST_TYPO: usize = 6;

/// How many letters two words of one family share at least.
pub(super) const BEGINNING: usize = 6;

/// Whether two folded words that begin alike share so much that they are of one family:
/// `Ethnologie`, `Ethnologin`.
pub(super) fn begin_alike(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    same >= BEGINNING && same * 10 >= a.len().min(b.len()) * 7
}

/// What may be left of a folded word and of its stem without an ending of derivation: what
/// `moderieren` and `Moderation` share.
pub(super) fn keys<'a>(
    fold: &'a str,
    stem: &'a str,
    language: &'a Language,
) -> impl Iterator<Item = &'a str> {
    let words = [fold, stem];
    let endings = &language.derivations;
    let stripped = words.into_iter().flat_map(move |word| {
        endings.iter().filter_map(move |ending| {
            let rest = word.strip_suffix(ending.as_str())?;
            let least = if ending.len() >= LONG_ENDING {
                SHORTEST_KEY_AFTER_LONG
            } else {
                SHORTEST_KEY
            };
            (rest.len() >= least).then_some(rest)
        })
    });
    words.into_iter().chain(stripped)
}

/// Whether two different folded words are one letter apart: one missing, one too many, one
/// wrong, two swapped. The first letter is nearly always typed right.
pub(super) fn is_typo(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < SHORTEST_TYPO - 1
        || a.len().max(b.len()) < SHORTEST_TYPO
        || a.len().abs_diff(b.len()) > 1
        || a.first() != b.first()
    {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], []) => false,
        ([_, rest @ ..], other) | (other, [_, rest @ ..]) if rest == other => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a0, a1, a @ ..], [b0, b1, b @ ..]) => a0 == b1 && a1 == b0 && a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTable;

    #[test]
    fn families_share_a_key_and_strangers_do_not() {
        let language = Language::new(LanguageTable {
            code: "de".into(),
            stemmer: "german".into(),
            derivations: ["ieren", "ier", "ation", "ei", "ung", "er", "ing", "n"]
                .map(String::from)
                .into(),
            ..LanguageTable::default()
        })
        .unwrap();
        let related = |a: &str, b: &str| {
            let (sa, sb) = (language.stem(a), language.stem(b));
            keys(a, &sa, &language).any(|k| keys(b, &sb, &language).any(|l| l == k))
        };
        assert!(related("moderieren", "moderation"));
        assert!(related("imkerei", "imkern"));
        assert!(related("coaching", "coach"));
        assert!(!related("moderation", "modell"));
        assert!(related("beratung", "berater"));
        assert!(!related("leitung", "leiste"));
    }

    #[test]
    fn one_letter_apart_is_a_typo() {
        for (a, b) in [
            ("fragebogen", "fragebogn"),
            ("ausbruch", "ausbruhc"),
            ("rusalka", "russalka"),
            ("schlepper", "schleper"),
            ("linolplatten", "linolplattem"),
        ] {
            assert!(is_typo(a, b) && is_typo(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("rusalka", "rusalka"),
            ("hafen", "haken"),
            ("ausbruch", "einbruch"),
            ("vertrieb", "betrieb"),
            ("", "abcdef"),
            ("kontakt", "kontrakte"),
        ] {
            assert!(!is_typo(a, b) && !is_typo(b, a), "{a} {b}");
        }
    }
}
