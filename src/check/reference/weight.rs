//! What a word says about a person: the rarer, the more.

use super::Knowledge;
use crate::language::Language;
use crate::text::{Token, frequency};

/// Zipf values between which a word goes from saying nothing to being enough by itself.
const SILENT: f32 = 5.9;
const ENOUGH: f32 = 3.8;
/// What isn't in the lists, a little rarer than the rarest of them.
const UNLISTED: f32 = 3.0;
/// How much rarer a word of another language is.
const FOREIGN: f32 = 0.7;

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

/// Any other word says a little: three of one clause are hardly there by chance.
const LEAST: f32 = 0.2;

impl Word {
    /// Looks a folded word of a text in `language` up.
    pub(super) fn new(fold: &str, language: &Language, knowledge: &Knowledge) -> Self {
        let languages = &knowledge.languages;
        let stems: Vec<String> = languages.iter().map(|l| l.stem(fold)).collect();
        let function = languages.iter().any(|l| l.function_words.contains(fold));
        let generic = languages
            .iter()
            .zip(&stems)
            .any(|(l, stem)| l.generic.contains(stem));
        let weight = if function || !fold.starts_with(char::is_alphanumeric) {
            None
        } else if generic {
            Some(0.0)
        } else if fold.starts_with(|c: char| c.is_ascii_digit()) {
            Some(number(fold))
        } else {
            Some(information(language, knowledge, fold))
        };
        Self {
            fold: fold.to_owned(),
            stems,
            weight,
            generic,
        }
    }
}

/// What a word of a message says, in its language.
pub(super) fn of_token(token: &Token, language: &Language) -> f32 {
    if language.generic.contains(&token.stem) {
        return 0.0;
    }
    said(frequency::zipf(language.code(), &token.fold).unwrap_or(UNLISTED))
}

/// A word counts as in the language of its text; a word that language doesn't know may be a
/// common one of another.
fn information(language: &Language, knowledge: &Knowledge, fold: &str) -> f32 {
    let mut own = None;
    let mut others = UNLISTED;
    for l in &knowledge.languages {
        let zipf = frequency::zipf(l.code(), fold);
        if l.code() == language.code() {
            own = zipf;
        } else {
            others = others.max(zipf.map_or(UNLISTED, |z| z - FOREIGN));
        }
    }
    said(own.unwrap_or(others))
}

fn said(zipf: f32) -> f32 {
    if zipf >= SILENT {
        return 0.0;
    }
    ((SILENT - zipf) / (SILENT - ENOUGH)).max(LEAST)
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
