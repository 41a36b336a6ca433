//! From pack files to a [`Pack`]: everything that is wrong with them is said at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use toml::Spanned;

use super::pattern::{Node, PatternError, parse};
use super::raw::{PackFile, RawCheck, RawPhrase, RawRule};
use super::rule::{
    AddressFault, Check, ClaimFault, Example, Kind, NameFault, Phrase, Rule, SlotFault,
};
use super::{Pack, lazy_regex, raw};
use crate::draft::{Platform, Stage};
use crate::language::Language;
use crate::people::WishKind;
use crate::problem::{Problem, Problems, Source, nearest};
use crate::span::Span;
use crate::toml_file;

/// How closely the files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scrutiny {
    /// Every pattern, list name and regular expression.
    Full,
    /// Only what is needed to run: for the packs in the program, which its tests have checked.
    Trusting,
}

/// Builds a pack from files; later ones may extend rules of earlier ones.
///
/// # Errors
/// All problems of all files.
pub fn load(files: &[(Arc<Source>, Scrutiny)]) -> Result<Pack, Problems> {
    let mut loader = Loader::default();
    let mut parsed = Vec::new();
    for (source, scrutiny) in files {
        match toml_file::parse::<PackFile>(source) {
            Ok(file) => parsed.push((Arc::clone(source), *scrutiny, file)),
            Err(problem) => loader.problems.push(problem),
        }
    }
    let mut extensions = Vec::new();
    for (source, scrutiny, file) in parsed {
        loader.take(&source, scrutiny, file, &mut extensions);
    }
    for (source, scrutiny, extension) in extensions {
        loader.extend(&source, scrutiny, extension);
    }
    if files
        .iter()
        .any(|(_, scrutiny)| *scrutiny == Scrutiny::Full)
    {
        loader.check_names();
        loader.check_lists();
    }
    if loader.problems.is_empty() {
        Ok(loader.pack)
    } else {
        Err(Problems(loader.problems))
    }
}

#[derive(Default)]
struct Loader {
    pack: Pack,
    problems: Vec<Problem>,
    /// Uses of word lists, to be checked when all lists are known.
    uses: Vec<ListUse>,
    /// Where names of other rules, groups and sources stand.
    rule_names: Vec<(Arc<Source>, Span, String)>,
    group_names: Vec<(Arc<Source>, Span, String)>,
    source_names: Vec<(Arc<Source>, Span, String)>,
}

struct ListUse {
    source: Arc<Source>,
    span: Span,
    lang: Option<String>,
    name: String,
}

impl Loader {
    fn take(
        &mut self,
        source: &Arc<Source>,
        scrutiny: Scrutiny,
        file: PackFile,
        extensions: &mut Vec<(Arc<Source>, Scrutiny, raw::RawExtend)>,
    ) {
        if let Some(table) = file.language {
            match Language::new(table) {
                Ok(language) => {
                    self.pack.languages.retain(|l| l.code() != language.code());
                    self.pack.languages.push(Arc::new(language));
                }
                Err(message) => self.problems.push(Problem::of_file(&source.name, message)),
            }
        }
        for list in file.list {
            if scrutiny == Scrutiny::Full {
                for pattern in &list.any {
                    if let Some(node) = self.pattern(source, pattern) {
                        let mut nested = false;
                        node.walk(&mut |n| nested |= matches!(n, Node::List(_)));
                        if nested {
                            self.problems.push(
                                Problem::at(
                                    source,
                                    pattern.span(),
                                    "a word list can't use a word list",
                                )
                                .help("write its words out, or use both lists in the pattern"),
                            );
                        }
                    }
                }
            }
            let entries = self.pack.lists.entry(list.lang).or_default();
            entries.push((list.name.into_inner(), unplaced(list.any)));
        }
        for group in file.group {
            // Two entries of one group would cost twice.
            if self.pack.groups.iter().any(|g| g.id == group.id) || !is_kebab_case(&group.id) {
                let message = format!(
                    "there is a group `{}` already, or its name isn't kebab-case",
                    group.id
                );
                self.problems
                    .push(Problem::of_file(&source.name, message).help("give it another name"));
                continue;
            }
            if group.ceiling == 0 {
                let message = format!("group `{}` must cost something", group.id);
                self.problems.push(
                    Problem::of_file(&source.name, message).help("write a ceiling of 1 to 100"),
                );
            }
            self.pack.groups.push(group);
        }
        self.pack.sources.extend(file.source);
        self.pack.platforms.extend(file.platform);
        self.pack.synonyms.extend(file.synonyms);
        self.pack.openings.extend(file.opening);
        if let Some(slots) = file.slots {
            self.pack.slots.extend(slots.into());
        }
        for wish in file.wish {
            if scrutiny == Scrutiny::Full {
                self.patterns(
                    source,
                    Some(&wish.lang),
                    wish.any.iter().chain(&wish.unless),
                );
            }
            self.pack.wishes.push(super::WishWords {
                kind: wish.kind,
                lang: wish.lang,
                any: unplaced(wish.any),
                unless: unplaced(wish.unless),
            });
        }
        for address in file.address {
            if scrutiny == Scrutiny::Full {
                let all = address
                    .formal
                    .iter()
                    .chain(&address.informal)
                    .chain(&address.neither);
                self.patterns(source, Some(&address.lang), all);
            }
            self.pack.addresses.push(super::AddressWords {
                lang: address.lang,
                formal: unplaced(address.formal),
                informal: unplaced(address.informal),
                neither: unplaced(address.neither),
            });
        }
        for rule in file.rule {
            if let Some(rule) = self.rule(source, scrutiny, rule.into_inner()) {
                self.pack.rules.push(rule);
            }
        }
        extensions.extend(
            file.extend
                .into_iter()
                .map(|e| (Arc::clone(source), scrutiny, e)),
        );
    }

    fn rule(&mut self, source: &Arc<Source>, scrutiny: Scrutiny, raw: RawRule) -> Option<Rule> {
        let id = raw.id.get_ref().clone();
        if self.pack.rules.iter().any(|r| r.id == id) {
            self.problems.push(
                Problem::at(
                    source,
                    raw.id.span(),
                    format!("there is a rule `{id}` already"),
                )
                .help("give it another name, or add to it with [[extend]]"),
            );
            return None;
        }
        if !is_kebab_case(&id) {
            self.problems.push(
                Problem::at(
                    source,
                    raw.id.span(),
                    format!("`{id}` is no name for a rule"),
                )
                .help("write it with lower-case letters, digits and hyphens: `my-rule`"),
            );
        }
        let stages = Stage::ALL.iter().map(|s| s.as_str());
        let platforms = Platform::ALL.iter().map(|p| p.as_str());
        for key in raw.severity_at.keys() {
            let known: Vec<_> = stages.clone().chain(platforms.clone()).collect();
            if !known.contains(&key.as_str()) {
                self.problems.push(
                    Problem::at(
                        source,
                        raw.id.span(),
                        format!("rule `{id}`: severity_at knows no stage or platform `{key}`"),
                    )
                    .did_you_mean(key, known),
                );
            }
        }
        self.group_names.push((
            Arc::clone(source),
            raw.group.span().into(),
            raw.group.get_ref().clone(),
        ));
        for name in &raw.yields_to {
            self.rule_names.push((
                Arc::clone(source),
                name.span().into(),
                name.get_ref().clone(),
            ));
        }
        if let Some(name) = &raw.source {
            self.source_names.push((
                Arc::clone(source),
                name.span().into(),
                name.get_ref().clone(),
            ));
        }
        for (what, text) in [
            ("title", Some(&raw.title)),
            ("message", raw.message.as_ref()),
            ("why", Some(&raw.why)),
            ("advice", Some(&raw.advice)),
        ] {
            if text.is_some_and(|t| t.en.trim().is_empty() || t.de.trim().is_empty()) {
                self.problems.push(Problem::at(
                    source,
                    raw.id.span(),
                    format!("rule `{id}`: {what} is empty in one of its languages"),
                ));
            }
        }
        if raw.points == 0 || raw.points > 100 {
            self.problems.push(
                Problem::at(
                    source,
                    raw.id.span(),
                    format!("rule `{id}`: points must be 1 to 100"),
                )
                .help("a score of 100 means that nothing was found"),
            );
        }
        let check = self.check(source, scrutiny, raw.check)?;
        Some(Rule {
            message: raw.message.unwrap_or_else(|| raw.title.clone()),
            id,
            severity: raw.severity,
            severity_at: raw.severity_at,
            points: raw.points.min(100),
            cap: raw.cap,
            group: raw.group.into_inner(),
            stages: raw.stages,
            platforms: raw.platforms,
            yields_to: raw.yields_to.into_iter().map(Spanned::into_inner).collect(),
            source: raw.source.map(Spanned::into_inner),
            doubt: raw.doubt,
            title: raw.title,
            why: raw.why,
            advice: raw.advice,
            check,
            examples: examples(source, raw.example),
        })
    }

    fn check(
        &mut self,
        source: &Arc<Source>,
        scrutiny: Scrutiny,
        raw: Spanned<RawCheck>,
    ) -> Option<Check> {
        let place = Span::from(raw.span());
        let raw = raw.into_inner();
        let kind = self.kind(source, place, &raw)?;
        let cues = matches!(kind, Kind::Cues { .. });
        let (wrong, right) = if cues {
            (&raw.phrase, "cue")
        } else {
            (&raw.cue, "phrase")
        };
        if !wrong.is_empty() {
            self.problems.push(
                Problem::at(
                    source,
                    raw.kind.span(),
                    format!("a `{}` check reads `{right}` tables", raw.kind.get_ref()),
                )
                .help(format!("rename them to [[rule.check.{right}]]")),
            );
        }
        let phrases = if cues { raw.cue } else { raw.phrase };
        if matches!(kind, Kind::Measure) && raw.measure.is_empty() {
            self.problems.push(
                Problem::at(source, raw.kind.span(), "a `measure` check needs a measure")
                    .help("add [[rule.check.measure]]"),
            );
        }
        for m in &raw.measure {
            if m.max.is_none() && m.min.is_none() && m.limit.is_none() {
                self.problems.push(Problem::at(
                    source,
                    raw.kind.span(),
                    "a measure needs `max`, `min` or `limit`",
                ));
            }
        }
        Some(Check {
            kind,
            scope: raw.scope,
            phrases: self.phrases(source, scrutiny, phrases),
            measures: raw.measure,
            unless_reference: raw.unless_reference,
            min_words: raw.min_words.unwrap_or(0),
        })
    }

    fn kind(&mut self, source: &Arc<Source>, place: Span, raw: &RawCheck) -> Option<Kind> {
        let name = raw.kind.get_ref().as_str();
        let fault = |problems: &mut Vec<Problem>, known: &[&str]| -> Option<usize> {
            let Some(given) = &raw.fault else {
                problems.push(
                    Problem::at(
                        source,
                        raw.kind.span(),
                        format!("a `{name}` check needs a `fault`"),
                    )
                    .help(format!("one of: {}", known.join(", "))),
                );
                return None;
            };
            let word = given.0.get_ref().as_str();
            let found = known.iter().position(|k| *k == word);
            if found.is_none() {
                let problem = Problem::at(
                    source,
                    given.0.span(),
                    format!("a `{name}` check knows no fault `{word}`"),
                );
                problems.push(match nearest(word, known.iter().copied()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem.help(format!("one of: {}", known.join(", "))),
                });
            }
            found
        };
        let problems = &mut self.problems;
        Some(match name {
            "match" => Kind::Match {
                at_least: raw.at_least.unwrap_or(1),
                leaves_at_most: raw.leaves_at_most,
            },
            "cues" => match raw.threshold {
                Some(threshold) => Kind::Cues {
                    threshold,
                    certain: raw.certain.unwrap_or(threshold),
                },
                None => {
                    problems.push(
                        Problem::at(
                            source,
                            raw.kind.span(),
                            "a `cues` check needs a `threshold`",
                        )
                        .help("write the sum of weights at which it fires"),
                    );
                    return None;
                }
            },
            "require" => Kind::Require,
            "measure" => Kind::Measure,
            "similar" => Kind::Similar,
            "reference" => Kind::Reference(
                [raw::Grade::None, raw::Grade::Shallow][fault(problems, &["none", "shallow"])?],
            ),
            "address" => Kind::Address(
                [
                    AddressFault::Mixed,
                    AddressFault::Wrong,
                    AddressFault::Language,
                ][fault(problems, &["mixed", "wrong", "language"])?],
            ),
            "name" => Kind::Name(
                [NameFault::Missing, NameFault::Wrong, NameFault::Salutation]
                    [fault(problems, &["missing", "wrong", "salutation"])?],
            ),
            "slot" => Kind::Slot(
                [SlotFault::Unfilled, SlotFault::Broken][fault(problems, &["unfilled", "broken"])?],
            ),
            "claim" => Kind::Claim(
                [ClaimFault::Contradiction, ClaimFault::Obvious]
                    [fault(problems, &["contradiction", "obvious"])?],
            ),
            "wish" => Kind::Wish(self.wish_table(source, place, raw)),
            other => {
                const KINDS: [&str; 11] = [
                    "match",
                    "cues",
                    "require",
                    "measure",
                    "reference",
                    "address",
                    "name",
                    "slot",
                    "wish",
                    "claim",
                    "similar",
                ];
                problems.push(
                    Problem::at(
                        source,
                        raw.kind.span(),
                        format!("there is no kind of check `{other}`"),
                    )
                    .help(match nearest(other, KINDS) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("one of: {}", KINDS.join(", ")),
                    }),
                );
                return None;
            }
        })
    }

    fn wish_table(
        &mut self,
        source: &Arc<Source>,
        place: Span,
        raw: &RawCheck,
    ) -> BTreeMap<WishKind, Vec<String>> {
        let mut table = BTreeMap::new();
        for (name, rules) in &raw.wish {
            let Some(kind) = WishKind::ALL.iter().find(|k| k.as_str() == name) else {
                self.problems.push(
                    Problem::at(source, place, format!("there is no kind of wish `{name}`"))
                        .did_you_mean(name, WishKind::ALL.iter().map(|k| k.as_str())),
                );
                continue;
            };
            for rule in rules {
                self.rule_names.push((
                    Arc::clone(source),
                    rule.span().into(),
                    rule.get_ref().clone(),
                ));
            }
            table.insert(*kind, rules.iter().map(|r| r.get_ref().clone()).collect());
        }
        table
    }

    fn phrases(
        &mut self,
        source: &Arc<Source>,
        scrutiny: Scrutiny,
        raw: Vec<RawPhrase>,
    ) -> Vec<Phrase> {
        if scrutiny == Scrutiny::Full {
            for phrase in &raw {
                if let Some(lang) = &phrase.lang
                    && !self.pack.languages.is_empty()
                    && !self.pack.languages.iter().any(|l| l.code() == lang)
                {
                    let known: Vec<_> = self
                        .pack
                        .languages
                        .iter()
                        .map(|l| l.code().to_owned())
                        .collect();
                    let at = phrase.any.first().map_or(0..0, Spanned::span);
                    self.problems.push(
                        Problem::at(source, at, format!("there is no language `{lang}`"))
                            .help(format!("known: {}", known.join(", "))),
                    );
                }
                let all = phrase
                    .any
                    .iter()
                    .chain(&phrase.unless)
                    .chain(&phrase.unless_anywhere);
                self.patterns(source, phrase.lang.as_deref(), all);
                for regex in &phrase.regex {
                    if let Err(error) = lazy_regex::compile(regex.get_ref()) {
                        let message = error.to_string();
                        let line = message
                            .lines()
                            .last()
                            .unwrap_or("")
                            .trim_start_matches("error: ")
                            .to_owned();
                        self.problems.push(Problem::at(
                            source,
                            regex.span(),
                            format!("this regular expression can't be used: {line}"),
                        ));
                    }
                }
            }
        }
        raw.into_iter()
            .map(|p| Phrase {
                lang: p.lang,
                name: p.name,
                asks_sender: p.any.iter().any(|a| a.get_ref().contains("@sender.")),
                any: unplaced(p.any),
                regex: unplaced(p.regex),
                unless: unplaced(p.unless),
                unless_anywhere: unplaced(p.unless_anywhere),
                weight: p.weight.unwrap_or(1),
                each: p.each,
                role: p.role,
                negated: p.negated,
                quoted: p.quoted,
                within_first: p.within_first,
            })
            .collect()
    }

    fn extend(&mut self, source: &Arc<Source>, scrutiny: Scrutiny, raw: raw::RawExtend) {
        let name = raw.rule.get_ref();
        let cues = !raw.cue.is_empty();
        let phrases = self.phrases(
            source,
            scrutiny,
            raw.cue.into_iter().chain(raw.phrase).collect(),
        );
        match self.pack.rules.iter_mut().find(|r| r.id == *name) {
            Some(rule) => {
                if cues != matches!(rule.check.kind, Kind::Cues { .. }) && !phrases.is_empty() {
                    let right = if cues { "phrase" } else { "cue" };
                    self.problems.push(
                        Problem::at(
                            source,
                            raw.rule.span(),
                            format!("`{name}` reads `{right}` tables"),
                        )
                        .help(format!("rename them to [[extend.{right}]]")),
                    );
                }
                rule.check.phrases.extend(phrases);
                rule.examples.extend(examples(source, raw.example));
            }
            None => {
                let known: Vec<String> = self.pack.rules.iter().map(|r| r.id.clone()).collect();
                self.problems.push(
                    Problem::at(
                        source,
                        raw.rule.span(),
                        format!("there is no rule `{name}` to extend"),
                    )
                    .did_you_mean(name, known.iter().map(String::as_str)),
                );
            }
        }
    }

    fn patterns<'p>(
        &mut self,
        source: &Arc<Source>,
        lang: Option<&str>,
        patterns: impl Iterator<Item = &'p Spanned<String>>,
    ) {
        for pattern in patterns {
            let Some(node) = self.pattern(source, pattern) else {
                continue;
            };
            node.walk(&mut |n| {
                if let Node::List(name) = n {
                    self.uses.push(ListUse {
                        source: Arc::clone(source),
                        span: pattern.span().into(),
                        lang: lang.map(str::to_owned),
                        name: name.clone(),
                    });
                }
            });
        }
    }

    fn pattern(&mut self, source: &Arc<Source>, pattern: &Spanned<String>) -> Option<Node> {
        match parse(pattern.get_ref()) {
            Ok(node) => Some(node),
            Err(error) => {
                self.problems.push(pattern_problem(source, pattern, error));
                None
            }
        }
    }

    fn check_lists(&mut self) {
        for usage in std::mem::take(&mut self.uses) {
            let names = |lang: &str| -> BTreeSet<String> {
                self.pack
                    .lists
                    .get(lang)
                    .into_iter()
                    .flatten()
                    .map(|(n, _)| n.clone())
                    .collect()
            };
            let languages: Vec<String> = match &usage.lang {
                Some(lang) => vec![lang.clone()],
                None => self
                    .pack
                    .languages
                    .iter()
                    .map(|l| l.code().to_owned())
                    .collect(),
            };
            for lang in languages {
                let known = names(&lang);
                if !known.contains(&usage.name) {
                    let problem = Problem::at(
                        &usage.source,
                        usage.span,
                        format!("there is no word list <{}> for `{lang}`", usage.name),
                    );
                    self.problems
                        .push(problem.did_you_mean(&usage.name, known.iter().map(String::as_str)));
                }
            }
        }
    }

    fn check_names(&mut self) {
        let rules: Vec<String> = self.pack.rules.iter().map(|r| r.id.clone()).collect();
        let groups: Vec<String> = self.pack.groups.iter().map(|g| g.id.clone()).collect();
        let sources: Vec<String> = self.pack.sources.iter().map(|s| s.id.clone()).collect();
        for (what, names, known) in [
            ("rule", std::mem::take(&mut self.rule_names), &rules),
            ("group", std::mem::take(&mut self.group_names), &groups),
            ("source", std::mem::take(&mut self.source_names), &sources),
        ] {
            for (source, span, name) in names {
                if !known.contains(&name) {
                    self.problems.push(
                        Problem::at(&source, span, format!("there is no {what} `{name}`"))
                            .did_you_mean(&name, known.iter().map(String::as_str)),
                    );
                }
            }
        }
    }
}

fn is_kebab_case(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.ends_with('-') && id.chars().all(plain)
}

fn unplaced(patterns: Vec<Spanned<String>>) -> Vec<String> {
    patterns.into_iter().map(Spanned::into_inner).collect()
}

fn examples(source: &Arc<Source>, raw: Vec<Spanned<raw::RawExample>>) -> Vec<Example> {
    raw.into_iter()
        .map(|e| Example {
            source: Arc::clone(source),
            at: e.span().start,
            raw: e.into_inner(),
        })
        .collect()
}

/// The place of a pattern's mistake: exact in literal strings, the whole string when it has
/// escapes.
fn pattern_problem(
    source: &Arc<Source>,
    pattern: &Spanned<String>,
    error: PatternError,
) -> Problem {
    let whole = pattern.span();
    let inner = source
        .text
        .get(whole.start + 1..whole.end.saturating_sub(1));
    let span = if inner == Some(pattern.get_ref().as_str()) {
        whole.start + 1 + error.at.start..whole.start + 1 + error.at.end
    } else {
        whole
    };
    let problem = Problem::at(
        source,
        span,
        format!("pattern `{}`: {}", pattern.get_ref(), error.message),
    );
    match error.help {
        Some(help) => problem.help(help),
        None => problem,
    }
}

impl Default for Pack {
    fn default() -> Self {
        Self {
            rules: Vec::new(),
            lists: BTreeMap::new(),
            groups: Vec::new(),
            sources: Vec::new(),
            platforms: Vec::new(),
            wishes: Vec::new(),
            addresses: Vec::new(),
            slots: crate::draft::slots::SlotWords::default(),
            synonyms: Vec::new(),
            openings: Vec::new(),
            languages: Vec::new(),
            compiled: OnceLock::new(),
            archive: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "
[language]
code = 'en'
stemmer = 'english'
function_words = ['the']
[[group]]
id = 'asks'
title = { en = 'Asks', de = 'Bitten' }
ceiling = 30
[[list]]
lang = 'en'
name = 'plants'
any = ['moss']
";

    /// A rule with this check, behind [`HEAD`].
    fn rule(check: &str) -> String {
        let rule = "\n[[rule]]\nid = 'moss'\ngroup = 'asks'\nseverity = 'info'\npoints = 5\n\
                    title = { en = 'Moss', de = 'Moos' }\nwhy = { en = 'so', de = 'darum' }\n\
                    advice = { en = 'do', de = 'tu' }\n[rule.check]\n";
        format!("{HEAD}{rule}{check}")
    }

    fn problems(text: &str) -> Vec<String> {
        let file = Source::new("my.toml", text);
        match load(&[(file, Scrutiny::Full)]) {
            Ok(_) => Vec::new(),
            Err(Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
        }
    }

    /// The only problem, and the words it points at.
    #[track_caller]
    fn problem(text: &str) -> (String, String) {
        let file = Source::new("my.toml", text);
        let Err(Problems(problems)) = load(&[(file, Scrutiny::Full)]) else {
            panic!("no problem");
        };
        let [problem] = problems.as_slice() else {
            panic!("{problems:#?}");
        };
        let place = problem
            .place
            .as_ref()
            .map_or("", |(source, span)| &source.text[span.range()]);
        (problem.to_string(), place.to_owned())
    }

    const PHRASE: &str = "kind = 'match'\n[[rule.check.phrase]]\nlang = 'en'\n";

    #[test]
    fn a_right_pack_loads() {
        let check =
            format!("{PHRASE}any = ['more <plants>']\nregex = ['m+oss']\nunless = ['gravel']\n");
        assert_eq!(problems(&rule(&check)), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_shown_at_its_place_with_its_cure() {
        let cases: Vec<(String, &str, &str, &str)> = vec![
            (
                rule("kind = 'match'\nat_last = 3\n"),
                "at_last",
                "unknown field `at_last`",
                "did you mean `at_least`?",
            ),
            (
                rule("kind = 'mach'\n"),
                "'mach'",
                "there is no kind of check `mach`",
                "did you mean `match`?",
            ),
            (
                rule("kind = 'cues'\n"),
                "'cues'",
                "needs a `threshold`",
                "sum of weights",
            ),
            (
                rule("kind = 'slot'\n"),
                "'slot'",
                "needs a `fault`",
                "one of: unfilled, broken",
            ),
            (
                rule("kind = 'slot'\nfault = 'unfiled'\n"),
                "'unfiled'",
                "knows no fault `unfiled`",
                "did you mean `unfilled`?",
            ),
            (
                rule("kind = 'measure'\n"),
                "'measure'",
                "needs a measure",
                "[[rule.check.measure]]",
            ),
            (
                rule("kind = 'match'\n[[rule.check.cue]]\nany = ['moss']\n"),
                "'match'",
                "reads `phrase` tables",
                "[[rule.check.phrase]]",
            ),
            (
                rule("kind = 'wish'\n[rule.check.wish]\nno-pich = ['moss']\n"),
                "",
                "there is no kind of wish `no-pich`",
                "did you mean `no-pitch`?",
            ),
            (
                rule("kind = 'wish'\n[rule.check.wish]\nno-pitch = ['mos']\n"),
                "'mos'",
                "there is no rule `mos`",
                "did you mean `moss`?",
            ),
            (
                rule(&format!("{PHRASE}any = ['more <plant>']\n")),
                "'more <plant>'",
                "there is no word list <plant>",
                "did you mean `plants`?",
            ),
            (
                rule(&format!("{PHRASE}any = ['more (moss']\n")),
                "(",
                "this bracket is never closed",
                "add `)`",
            ),
            (
                rule(&format!("{PHRASE}any = ['#ulr']\n")),
                "#ulr",
                "unknown kind of token `#ulr`",
                "did you mean `#url`?",
            ),
            (
                rule(&format!("{PHRASE}regex = ['(moss']\n")),
                "'(moss'",
                "this regular expression can't be used",
                "unclosed group",
            ),
            (
                rule(&format!("{PHRASE}regex = ['\\w{{500}}']\n")),
                "'\\w{500}'",
                "this regular expression can't be used",
                "",
            ),
            (
                rule("kind = 'match'\n[[rule.check.phrase]]\nlang = 'fr'\nany = ['moss']\n"),
                "'moss'",
                "there is no language `fr`",
                "known: en",
            ),
            (
                rule("kind = 'match'\n").replace("'asks'\nseverity", "'aks'\nseverity"),
                "'aks'",
                "there is no group `aks`",
                "did you mean `asks`?",
            ),
            (
                rule("kind = 'match'\n").replace("points", "yields_to = ['mos']\npoints"),
                "'mos'",
                "there is no rule `mos`",
                "did you mean `moss`?",
            ),
            (
                rule("kind = 'match'\n").replace("points", "source = 'x'\npoints"),
                "'x'",
                "there is no source `x`",
                "",
            ),
            (
                rule("kind = 'match'\n").replace("points = 5", "points = 0"),
                "'moss'",
                "points must be 1 to 100",
                "nothing was found",
            ),
            (
                rule("kind = 'match'\n").replace("points", "severity_at.replay = 'info'\npoints"),
                "'moss'",
                "no stage or platform `replay`",
                "did you mean `reply`?",
            ),
            (
                rule("kind = 'match'\n").replace("de = 'darum'", "de = ' '"),
                "'moss'",
                "why is empty in one of its languages",
                "",
            ),
            (
                rule("kind = 'match'\n")
                    .replace("id = 'moss'", "id = 'Moss \\u001b'")
                    .replace("'Moss \\u001b'", "\"Moss \\u001b\""),
                "\"Moss \\u001b\"",
                "is no name for a rule",
                "lower-case",
            ),
            (
                rule("kind = 'match'\n").replace("severity = 'info'", "severity = 'inf'"),
                "'inf'",
                "unknown variant `inf`",
                "did you mean `info`?",
            ),
            (
                rule("kind = 'match'\n").replace("severity = 'info'\n", ""),
                "",
                "missing field `severity`",
                "",
            ),
            (
                format!("{HEAD}[[extend]]\nrule = 'mos'\n"),
                "'mos'",
                "there is no rule `mos` to extend",
                "",
            ),
            (
                format!(
                    "{}[[extend]]\nrule = 'moss'\n[[extend.cue]]\nany = ['x']\n",
                    rule("kind = 'match'\n")
                ),
                "'moss'",
                "reads `phrase` tables",
                "[[extend.phrase]]",
            ),
            (
                HEAD.replace("['moss']", "['<plants> moss']"),
                "'<plants> moss'",
                "a word list can't use a word list",
                "write its words out",
            ),
            (
                format!(
                    "{HEAD}[[group]]\nid = 'asks'\ntitle = {{ en = 'A', de = 'B' }}\nceiling = 3\n"
                ),
                "",
                "there is a group `asks` already",
                "another name",
            ),
            (
                HEAD.replace("ceiling = 30", "ceiling = 0"),
                "",
                "must cost something",
                "1 to 100",
            ),
            ("[[rule]\n".to_owned(), "", "my.toml:1:", ""),
        ];
        for (text, place, message, help) in cases {
            let (shown, at) = problem(&text);
            assert!(
                shown.contains(message) && shown.contains(help),
                "{shown}\nlacks {message:?} or {help:?}"
            );
            assert!(
                place.is_empty() || at == place,
                "{shown}\npoints at {at:?}, not at {place:?}"
            );
        }
    }

    #[test]
    fn a_name_can_be_given_once() {
        let once = rule("kind = 'match'\n");
        let again = &once[HEAD.len()..];
        let (shown, at) = problem(&format!("{once}{again}"));
        assert!(
            shown.contains("there is a rule `moss` already") && shown.contains("[[extend]]"),
            "{shown}"
        );
        assert_eq!(at, "'moss'");
    }

    #[test]
    fn all_problems_of_all_files_are_said_at_once() {
        let bad = |name: &str| {
            (
                Source::new(
                    name,
                    "[[extend]]\nrule = 'x'\n[[extend.phrase]]\nany = ['(', ')']\n",
                ),
                Scrutiny::Full,
            )
        };
        let Err(Problems(problems)) = load(&[
            bad("a.toml"),
            bad("b.toml"),
            (Source::new("c.toml", "x = "), Scrutiny::Full),
        ]) else {
            panic!("no problem");
        };
        assert_eq!(problems.len(), 7, "{problems:#?}");
    }

    #[test]
    fn a_later_file_extends_a_rule_of_an_earlier_one_and_the_other_way_round() {
        let check = format!("{PHRASE}any = ['moss']\n");
        let first = (Source::new("a.toml", rule(&check)), Scrutiny::Full);
        let more = "[[extend]]\nrule = 'moss'\n[[extend.phrase]]\nlang = 'en'\nany = ['gravel']\n";
        let second = (Source::new("b.toml", more), Scrutiny::Full);
        for files in [[first.clone(), second.clone()], [second, first]] {
            let pack = load(&files).unwrap();
            assert_eq!(pack.rule("moss").unwrap().check.phrases.len(), 2);
        }
    }
}
