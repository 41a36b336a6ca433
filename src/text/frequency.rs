//! How rare a word is.

/// How rare a folded word is: 0 is everyday, 1 is rare or unknown.
pub fn rarity(language: &str, folded_word: &str) -> f32 {
    let _ = (language, folded_word);
    1.0
}

/// Whether a folded word is known in the language at all.
pub fn is_word(language: &str, folded_word: &str) -> bool {
    rarity(language, folded_word) < 1.0
}
