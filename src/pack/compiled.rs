//! The patterns of one language, compiled into one matcher.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use regex::Regex;
use toml::Spanned;

use super::load::compile_regex;
use super::pattern::{Matcher, MatcherBuilder, PatternId, parse};
use super::{Pack, Phrase};
use crate::language::Language;
use crate::people::WishKind;

/// A phrase's patterns in the matcher of a language.
#[derive(Debug, Default)]
pub struct CompiledPhrase {
    /// Where the phrase stands in its rule's list.
    pub index: usize,
    /// Any of these is a match.
    pub any: Vec<PatternId>,
    /// These void a match in the same sentence.
    pub unless: Vec<PatternId>,
    /// These void all matches.
    pub unless_anywhere: Vec<PatternId>,
    regex: Vec<(String, OnceLock<Option<Regex>>)>,
}

impl CompiledPhrase {
    /// Its regular expressions, compiled on first use.
    pub fn regexes(&self) -> impl Iterator<Item = &Regex> {
        self.regex
            .iter()
            .filter_map(|(pattern, slot)| slot.get_or_init(|| compile_regex(pattern).ok()).as_ref())
    }
}

/// How a form of address shows.
#[derive(Debug, Default)]
pub struct AddressPatterns {
    /// The formal one.
    pub formal: Vec<PatternId>,
    /// The informal one.
    pub informal: Vec<PatternId>,
    /// Neither, though it looks like one.
    pub neither: Vec<PatternId>,
}

/// Everything of a pack that depends on the language of the message.
#[derive(Debug)]
pub struct LanguagePack {
    /// All patterns.
    pub matcher: Matcher,
    /// For each rule, in the order of the pack, its phrases in this language.
    pub phrases: Vec<Vec<CompiledPhrase>>,
    /// Formal and informal address.
    pub address: AddressPatterns,
    /// Patterns of wishes, with a matcher of their own, since they are read in profiles only.
    pub wishes: OnceLock<(Matcher, Vec<WishPatterns>)>,
}

/// How a wish is worded.
#[derive(Debug)]
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
            wishes: OnceLock::new(),
        }
    }

    /// The matcher that reads wishes in profiles.
    pub fn wishes(&self, pack: &Pack, language: &Arc<Language>) -> &(Matcher, Vec<WishPatterns>) {
        self.wishes.get_or_init(|| {
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
            (builder.build(), wishes)
        })
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
            .extend(entries.iter().filter_map(|e| parse(e.get_ref()).ok()));
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
        regex: phrase
            .regex
            .iter()
            .map(|r| (r.get_ref().clone(), OnceLock::new()))
            .collect(),
    }
}

/// Patterns were checked when their pack was loaded; one that fails here can't occur.
fn add(builder: &mut MatcherBuilder<'_>, patterns: &[Spanned<String>]) -> Vec<PatternId> {
    patterns
        .iter()
        .filter_map(|p| parse(p.get_ref()).ok())
        .map(|node| builder.add(&node))
        .collect()
}
