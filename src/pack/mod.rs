//! Rule packs: TOML in, validated rules, word lists and compiled patterns out.

pub mod archive;
pub mod compiled;
pub mod default;
mod lazy_regex;
pub mod load;
pub mod pattern;
pub mod raw;
pub mod rule;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

pub use archive::Archive;
pub use compiled::{CompiledPhrase, LanguagePack, WishPack};
pub use load::{Scrutiny, load};
pub use raw::{Grade, LocalText, Measure, Scope, Severity};
pub use rule::{Check, Kind, Phrase, Rule};

use crate::draft::slots::SlotWords;
use crate::draft::{Context, Platform, Tier};
use crate::language::Language;
use crate::people::WishKind;
use crate::text::lexicon::Lexicon;

/// All rules and all they need, from one or several packs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pack {
    /// Rules, in the order of their files.
    pub rules: Vec<Rule>,
    /// Word lists by language, each with its name; left out where packs come precompiled.
    #[serde(skip)]
    pub lists: BTreeMap<String, Vec<(String, Vec<String>)>>,
    /// Groups with their ceilings.
    pub groups: Vec<raw::RawGroup>,
    /// Sources of advice.
    pub sources: Vec<raw::RawSource>,
    /// Limits of the platforms.
    pub platforms: Vec<raw::RawPlatform>,
    /// How wishes are read out of profiles.
    #[serde(skip)]
    pub wishes: Vec<WishWords>,
    /// How the form of address is told.
    #[serde(skip)]
    pub addresses: Vec<AddressWords>,
    /// Half-sentences to begin with.
    pub openings: Vec<raw::RawOpening>,
    /// Names of merge fields.
    pub slots: SlotWords,
    /// Words of one meaning.
    #[serde(skip)]
    pub synonyms: Vec<raw::RawSynonyms>,
    /// Languages.
    #[serde(skip)]
    pub languages: Vec<Arc<Language>>,
    #[serde(skip)]
    compiled: OnceLock<BTreeMap<String, Compiled>>,
    /// Where the patterns come from when the pack came precompiled.
    #[serde(skip)]
    archive: Option<Archive>,
}

/// What is compiled for a language, each on first use.
#[derive(Debug, Default)]
struct Compiled {
    patterns: OnceLock<LanguagePack>,
    wishes: OnceLock<WishPack>,
}

/// How a wish is worded in a language.
#[derive(Debug)]
pub struct WishWords {
    /// Which wish.
    pub kind: WishKind,
    /// The language.
    pub lang: String,
    /// Its wordings.
    pub any: Vec<String>,
    /// What voids them, in the same sentence.
    pub unless: Vec<String>,
}

/// How the form of address shows in a language.
#[derive(Debug)]
pub struct AddressWords {
    /// The language.
    pub lang: String,
    /// The formal one.
    pub formal: Vec<String>,
    /// The informal one.
    pub informal: Vec<String>,
    /// Neither, though it looks like one.
    pub neither: Vec<String>,
}

impl Pack {
    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// The language with this code.
    pub fn language(&self, code: &str) -> Option<&Arc<Language>> {
        self.languages.iter().find(|l| l.code() == code)
    }

    /// The patterns of a language, compiled on first use.
    pub fn compiled(&self, language: &Arc<Language>) -> &LanguagePack {
        self.of(language).patterns.get_or_init(|| {
            let ready = self
                .archive
                .as_ref()
                .and_then(|a| a.read(&archive::patterns(language.code())));
            ready.unwrap_or_else(|| LanguagePack::new(self, language))
        })
    }

    /// The patterns that read wishes in profiles of a language, compiled on first use.
    pub fn wishes(&self, language: &Arc<Language>) -> &WishPack {
        self.of(language).wishes.get_or_init(|| {
            let ready = self
                .archive
                .as_ref()
                .and_then(|a| a.read(&archive::wishes(language.code())));
            ready.unwrap_or_else(|| WishPack::new(self, language))
        })
    }

    fn of(&self, language: &Arc<Language>) -> &Compiled {
        let all = self.compiled.get_or_init(|| {
            self.languages
                .iter()
                .map(|l| (l.code().to_owned(), Compiled::default()))
                .collect()
        });
        &all[language.code()]
    }

    /// The words of one meaning, with their stems.
    pub fn lexicon(&self) -> Lexicon {
        let ready = self.archive.as_ref().and_then(|a| a.read(archive::LEXICON));
        ready.unwrap_or_else(|| Lexicon::new(&self.synonyms, &self.languages))
    }

    /// The platform's entry for a context; without a tier the strictest of those that fit.
    pub fn platform(&self, context: &Context) -> Option<&raw::RawPlatform> {
        let platform = context.platform?;
        self.platform_for(platform, context.tier, context)
    }

    fn platform_for(
        &self,
        platform: Platform,
        tier: Option<Tier>,
        context: &Context,
    ) -> Option<&raw::RawPlatform> {
        self.platforms
            .iter()
            .filter(|p| p.id == platform && p.stages.contains(&context.stage))
            .filter(|p| tier.is_none() || p.tier.is_none() || p.tier == tier)
            // An unknown tier is no reason to accuse: the widest limit counts.
            .max_by_key(|p| (p.note, p.hard.unwrap_or(usize::MAX)))
    }
}
