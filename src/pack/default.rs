//! The packs that come with the program.

use std::sync::Arc;

use crate::problem::Source;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/", $name)))),*]
    };
}

/// Every TOML file of `rules/`, with its path from there. A test compares the list with the
/// folder.
pub const FILES: &[(&str, &str)] = files![
    "languages/de.toml",
    "languages/en.toml",
    "groups.toml",
    "sources.toml",
    "platforms.toml",
    "slots.toml",
    "openings.toml",
    "lexicon.toml",
    "lexicon-everyday.toml",
    "lexicon-work.toml",
    "lexicon-life.toml",
    "presence.toml",
    "pitch.toml",
    "pitch.de.toml",
    "pitch.en.toml",
    "pitch.words.de.toml",
    "pitch.words.en.toml",
    "offers.toml",
    "reference.toml",
    "giving.toml",
    "wishes.toml",
    "mass-mail.toml",
    "self.toml",
    "address.toml",
    "asks.toml",
    "honesty.toml",
    "limits.toml",
    "stage.toml",
];

/// The files as sources.
pub fn sources() -> impl Iterator<Item = Arc<Source>> {
    FILES
        .iter()
        .map(|(name, text)| Source::new(format!("rules/{name}"), *text))
}
