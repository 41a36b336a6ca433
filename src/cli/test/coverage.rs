//! Patterns that nothing makes fire: neither an example of any rule nor a labelled message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::corpus::Corpus;
use super::examples::Case;
use crate::cli::Status;
use crate::lint::{Linter, PhraseHit};

/// A pattern that never fired.
#[derive(Debug, serde::Serialize)]
struct Unused<'p> {
    rule: &'p str,
    lang: Option<&'p str>,
    phrase: Option<&'p str>,
    pattern: &'p str,
}

/// Runs all examples and the messages of the corpora; `files` limits the report to the rules
/// with examples in them, and is empty for all.
pub(super) fn run(
    linter: &Linter,
    files: &[String],
    corpora: &[Corpus],
    json: bool,
) -> anyhow::Result<(String, Status)> {
    let mut fired: BTreeMap<(String, usize), BTreeSet<usize>> = BTreeMap::new();
    let mut note = |hits: Vec<PhraseHit>| {
        for hit in hits {
            let patterns = fired.entry((hit.rule, hit.phrase)).or_default();
            patterns.extend(hit.patterns);
        }
    };
    let rules = &linter.pack().rules;
    for example in rules.iter().flat_map(|r| &r.examples) {
        let Some(text) = example.raw.flag.as_ref().or(example.raw.pass.as_ref()) else {
            continue;
        };
        // An example that can't be read is what `test` without `--coverage` tells.
        if let Ok(case) = Case::read(linter, example, text) {
            note(linter.phrase_hits(&case.draft, case.recipient.as_ref(), case.sender.as_ref()));
        }
    }
    for message in corpora.iter().flat_map(|c| &c.message) {
        note(message.phrase_hits(linter));
    }
    let mut all = 0;
    let mut unused = Vec::new();
    for rule in rules {
        let own = |e: &crate::pack::rule::Example| files.contains(&e.source.name);
        if !files.is_empty() && !rule.examples.iter().any(own) {
            continue;
        }
        for (place, phrase) in rule.check.phrases.iter().enumerate() {
            let used = fired.get(&(rule.id.clone(), place));
            for (i, pattern) in phrase.any.iter().enumerate() {
                all += 1;
                if !used.is_some_and(|used| used.contains(&i)) {
                    unused.push(Unused {
                        rule: &rule.id,
                        lang: phrase.lang.as_deref(),
                        phrase: phrase.name.as_deref(),
                        pattern,
                    });
                }
            }
        }
    }
    let status = if unused.is_empty() {
        Status::Passed
    } else {
        Status::Failed
    };
    if json {
        return Ok((serde_json::to_string_pretty(&unused)? + "\n", status));
    }
    let mut out = String::new();
    for u in &unused {
        let _ = writeln!(
            out,
            "{} {} {}: {}",
            u.rule,
            u.lang.unwrap_or("-"),
            u.phrase.unwrap_or("-"),
            u.pattern
        );
    }
    let _ = writeln!(out, "{all} patterns, {} never fired", unused.len());
    Ok((out, status))
}
