//! Rule packs: TOML in, validated rules, word lists and compiled patterns out.

pub mod compiled;
pub mod default;
pub mod load;
pub mod pattern;
pub mod raw;
pub mod rule;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use toml::Spanned;

pub use compiled::{CompiledPhrase, LanguagePack};
pub use load::{Scrutiny, load};
pub use raw::{Grade, LocalText, Measure, Scope, Severity};
pub use rule::{Check, Kind, Phrase, Rule};

use crate::draft::slots::SlotWords;
use crate::draft::{Context, Platform, Tier};
use crate::language::Language;

/// All rules and all they need, from one or several packs.
#[derive(Debug)]
pub struct Pack {
    /// Rules, in the order of their files.
    pub rules: Vec<Rule>,
    /// Word lists by language, each with its name.
    pub lists: BTreeMap<String, Vec<(String, Vec<Spanned<String>>)>>,
    /// Groups with their ceilings.
    pub groups: Vec<raw::RawGroup>,
    /// Sources of advice.
    pub sources: Vec<raw::RawSource>,
    /// Limits of the platforms.
    pub platforms: Vec<raw::RawPlatform>,
    /// How wishes are read out of profiles.
    pub wishes: Vec<raw::RawWish>,
    /// How the form of address is told.
    pub addresses: Vec<raw::RawAddress>,
    /// Half-sentences to begin with.
    pub openings: Vec<raw::RawOpening>,
    /// Names of merge fields.
    pub slots: SlotWords,
    /// Words of one meaning.
    pub synonyms: Vec<raw::RawSynonyms>,
    /// Languages.
    pub languages: Vec<Arc<Language>>,
    compiled: OnceLock<BTreeMap<String, OnceLock<LanguagePack>>>,
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
        let all = self.compiled.get_or_init(|| {
            self.languages
                .iter()
                .map(|l| (l.code().to_owned(), OnceLock::new()))
                .collect()
        });
        all[language.code()].get_or_init(|| LanguagePack::new(self, language))
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
