//! Folding: the form under which two spellings of a word are the same.
//!
//! Lower case, NFC, ä/ö/ü and æ/ø/å as ae/oe/ue/…, ß as ss, other accents dropped, typographic
//! apostrophes straight, invisible characters gone. `Führung`, `FUEHRUNG` and `fu\u{308}hrung`
//! fold alike.

use unicode_normalization::UnicodeNormalization;

/// The NFC form of `word` without invisible characters, its case kept.
pub fn compose(word: &str) -> String {
    if word.is_ascii() {
        return word.replace('`', "'");
    }
    word.nfc()
        .filter(|c| !is_invisible(*c))
        .map(straight)
        .collect()
}

/// The folded form of `word`.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase().replace('`', "'");
    }
    let mut out = String::with_capacity(word.len() + 4);
    for c in word.nfc().flat_map(char::to_lowercase) {
        if is_invisible(c) {
            continue;
        }
        match straight(c) {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' | 'œ' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            c if c.is_ascii() => out.push(c),
            c => out.extend(
                c.nfd()
                    .filter(|c| !unicode_normalization::char::is_combining_mark(*c)),
            ),
        }
    }
    out
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{00b4}' | '\u{2032}' | '`' => '\'',
        c => c,
    }
}

/// Characters that take no room and carry no meaning in a message: soft hyphen, zero-width
/// spaces and joiners, bidi controls, variation selectors, the byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for other in [
            "führung",
            "FÜHRUNG",
            "Fuehrung",
            "fu\u{308}hrung",
            "Füh\u{ad}rung",
        ] {
            assert_eq!(fold(other), "fuehrung", "{other:?}");
        }
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("résumé"), "resume");
        assert_eq!(fold("don’t"), "don't");
    }
}
