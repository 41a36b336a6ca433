//! What a word says about a person: the rarer, the more.

use super::Knowledge;
use crate::text::frequency;

/// Zipf values between which a word goes from saying nothing to being enough by itself.
const SILENT: f32 = 5.5;
const ENOUGH: f32 = 3.8;
/// What isn't in the lists, a little rarer than the rarest of them.
const UNLISTED: f32 = 3.0;

/// A word of a profile or of a message, with its stem in every language, in their order.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Folded.
    pub fold: String,
    /// Stems, one for each language of the knowledge.
    pub stems: Vec<String>,
    /// What it says: 0 nothing, 1 enough, up to 1.5. `None` for function words.
    pub weight: Option<f32>,
    /// Whether it is one of the generic words.
    pub generic: bool,
}

impl Word {
    /// Looks a folded word up.
    pub(super) fn new(fold: &str, knowledge: &Knowledge) -> Self {
        let languages = &knowledge.languages;
        let stems: Vec<String> = languages.iter().map(|l| l.stem(fold)).collect();
        let function = languages.iter().any(|l| l.function_words.contains(fold));
        let generic = languages
            .iter()
            .zip(&stems)
            .any(|(l, stem)| l.generic.contains(stem));
        let weight = if function {
            None
        } else if generic {
            Some(0.0)
        } else if fold.starts_with(|c: char| c.is_ascii_digit()) {
            Some(number(fold))
        } else {
            Some(information(knowledge, &stems))
        };
        Self {
            fold: fold.to_owned(),
            stems,
            weight,
            generic,
        }
    }
}

/// A word is as common as in the language where it is commonest: English words are rare in
/// German texts, but not in German profiles.
fn information(knowledge: &Knowledge, stems: &[String]) -> f32 {
    let zipf = knowledge
        .languages
        .iter()
        .zip(stems)
        .filter_map(|(language, stem)| frequency::zipf(language.code(), stem))
        .fold(UNLISTED, f32::max);
    ((SILENT - zipf) / (SILENT - ENOUGH)).max(0.0)
}

/// Small numbers and years are shared by chance; others hardly.
fn number(digits: &str) -> f32 {
    match digits.len() {
        1 => 0.0,
        2 => 0.2,
        4 if digits.starts_with("20") || digits.starts_with("19") => 0.3,
        _ => 0.5,
    }
}
