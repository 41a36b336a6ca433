//! The patterns of one language, compiled into one matcher.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::lazy_regex::LazyRegex;
use super::pattern::{Matcher, MatcherBuilder, PatternId, parse};
use super::{Pack, Phrase};
use crate::language::Language;
use crate::people::WishKind;

/// A phrase's patterns in the matcher of a language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CompiledPhrase {
    /// Where the phrase stands in its rule's list.
    pub index: usize,
    /// Any of these is a match.
    pub any: Vec<PatternId>,
    /// These void a match in the same sentence.
    pub unless: Vec<PatternId>,
    /// These void all matches.
    pub unless_anywhere: Vec<PatternId>,
    regex: Vec<LazyRegex>,
}

impl CompiledPhrase {
    /// Those of its regular expressions that may match in `text`, compiled on first use.
    pub fn regexes(&self, text: &str) -> impl Iterator<Item = &Regex> {
        self.regex.iter().filter_map(|r| r.for_text(text))
    }
}

/// How a form of address shows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct AddressPatterns {
    /// The formal one.
    pub formal: Vec<PatternId>,
    /// The informal one.
    pub informal: Vec<PatternId>,
    /// Neither, though it looks like one.
    pub neither: Vec<PatternId>,
}

/// Everything of a pack that depends on the language of the message.
#[derive(Debug, Serialize, Deserialize)]
pub struct LanguagePack {
    /// All patterns.
    pub matcher: Matcher,
    /// For each rule, in the order of the pack, its phrases in this language.
    pub phrases: Vec<Vec<CompiledPhrase>>,
    /// Formal and informal address.
    pub address: AddressPatterns,
}

/// How a wish is worded.
#[derive(Debug, Serialize, Deserialize)]
pub struct WishPatterns {
    /// Which wish.
    pub kind: WishKind,
    /// Its wordings.
    pub any: Vec<PatternId>,
    /// What voids them.
    pub unless: Vec<PatternId>,
}

impl LanguagePack {
    pub(super) fn new(pack: &Pack, language: &Arc<Language>) -> Self {
        let mut builder = builder(pack, language);
        let phrases = pack
            .rules
            .iter()
            .map(|rule| {
                let spoken = rule
                    .check
                    .phrases
                    .iter()
                    .enumerate()
                    .filter(|(_, p)| p.speaks(language.code()));
                spoken
                    .map(|(index, phrase)| compile(&mut builder, index, phrase))
                    .collect()
            })
            .collect();
        let mut address = AddressPatterns::default();
        for raw in pack.addresses.iter().filter(|a| a.lang == language.code()) {
            address.formal.extend(add(&mut builder, &raw.formal));
            address.informal.extend(add(&mut builder, &raw.informal));
            address.neither.extend(add(&mut builder, &raw.neither));
        }
        Self {
            matcher: builder.build(),
            phrases,
            address,
        }
    }
}

/// The patterns that read wishes in profiles; apart, since few runs need them.
#[derive(Debug, Serialize, Deserialize)]
pub struct WishPack {
    /// The matcher.
    pub matcher: Matcher,
    /// The wishes.
    pub wishes: Vec<WishPatterns>,
}

impl WishPack {
    pub(super) fn new(pack: &Pack, language: &Arc<Language>) -> Self {
        let mut builder = builder(pack, language);
        let wishes = pack
            .wishes
            .iter()
            .filter(|w| w.lang == language.code())
            .map(|w| WishPatterns {
                kind: w.kind,
                any: add(&mut builder, &w.any),
                unless: add(&mut builder, &w.unless),
            })
            .collect();
        Self {
            matcher: builder.build(),
            wishes,
        }
    }
}

fn builder<'l>(pack: &Pack, language: &'l Language) -> MatcherBuilder<'l> {
    let mut builder = MatcherBuilder::new(language);
    // Lists of the same name add up, so that a pack can extend another's.
    let mut lists: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (name, entries) in pack.lists.get(language.code()).into_iter().flatten() {
        lists
            .entry(name)
            .or_default()
            .extend(entries.iter().filter_map(|e| parse(e).ok()));
    }
    for (name, entries) in lists {
        builder.add_list(name, &entries);
    }
    builder
}

fn compile(builder: &mut MatcherBuilder<'_>, index: usize, phrase: &Phrase) -> CompiledPhrase {
    CompiledPhrase {
        index,
        any: add(builder, &phrase.any),
        unless: add(builder, &phrase.unless),
        unless_anywhere: add(builder, &phrase.unless_anywhere),
        regex: phrase.regex.iter().map(|p| LazyRegex::new(p)).collect(),
    }
}

/// Patterns were checked when their pack was loaded; one that fails here can't occur.
fn add(builder: &mut MatcherBuilder<'_>, patterns: &[String]) -> Vec<PatternId> {
    patterns
        .iter()
        .filter_map(|p| parse(p).ok())
        .map(|node| builder.add(&node))
        .collect()
}
