//! The rules that come with the program: all there, in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use reachout::pack::{self, Pack, Scrutiny};

/// The rules that the design names.
const RULES: &[&str] = &[
    "empty-message",
    "default-text",
    "no-substance",
    "pitch",
    "own-product",
    "like-ask",
    "group-push",
    "pitch-link",
    "discount",
    "vague-opportunity",
    "brag",
    "no-reference",
    "shallow-reference",
    "generic-praise",
    "vague-post-praise",
    "weak-common-ground",
    "asks-the-obvious",
    "no-giving",
    "own-gift",
    "conditional-gift",
    "unasked-critique",
    "no-appreciation",
    "flattery",
    "ignores-wish",
    "unfilled-slot",
    "broken-merge",
    "stock-phrase",
    "near-duplicate",
    "crowd-address",
    "shouting",
    "truncated",
    "self-focus",
    "opens-with-self",
    "cv-dump",
    "missing-name",
    "wrong-name",
    "wrong-salutation",
    "mixed-address",
    "wrong-address",
    "wrong-language",
    "meeting-ask",
    "job-ask",
    "too-many-asks",
    "pressure",
    "no-question",
    "false-claim",
    "too-long",
    "note-unavailable",
    "stage-mismatch",
    "reply-without-interest",
    "bump-only",
];

fn default_pack() -> Pack {
    let files: Vec<_> = pack::default::sources()
        .map(|s| (s, Scrutiny::Full))
        .collect();
    pack::load(&files).unwrap_or_else(|problems| panic!("{problems}"))
}

fn toml_files(folder: &Path, inside: &str, out: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().into_string().expect("a UTF-8 name");
        if entry.path().is_dir() {
            toml_files(&entry.path(), &format!("{inside}{name}/"), out);
        } else if name.ends_with(".toml") {
            out.insert(format!("{inside}{name}"));
        }
    }
}

#[test]
fn every_file_of_the_rules_folder_is_in_the_program_and_none_twice() {
    let mut there = BTreeSet::new();
    toml_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"),
        "",
        &mut there,
    );
    let listed: BTreeSet<String> = pack::default::FILES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(listed, there, "src/pack/default.rs and rules/ differ");
    assert_eq!(
        listed.len(),
        pack::default::FILES.len(),
        "a file is listed twice"
    );
}

#[test]
fn every_rule_of_the_design_is_there() {
    let pack = default_pack();
    let missing: Vec<&str> = RULES
        .iter()
        .copied()
        .filter(|id| pack.rule(id).is_none())
        .collect();
    assert!(
        missing.is_empty(),
        "rules of the design that no file of rules/ has: {missing:?}"
    );
    let unknown: Vec<&str> = pack
        .rules
        .iter()
        .map(|r| r.id.as_str())
        .filter(|id| !RULES.contains(id))
        .collect();
    assert!(
        unknown.is_empty(),
        "rules that the design doesn't name: {unknown:?}"
    );
}

#[test]
fn every_text_of_a_rule_stands_in_both_languages_and_they_differ() {
    for rule in &default_pack().rules {
        for (what, text) in [
            ("title", &rule.title),
            ("message", &rule.message),
            ("why", &rule.why),
            ("advice", &rule.advice),
        ] {
            assert!(
                !text.en.trim().is_empty() && !text.de.trim().is_empty(),
                "{}: {what}",
                rule.id
            );
            assert_ne!(text.en, text.de, "{}: {what} isn't translated", rule.id);
        }
    }
}

#[test]
fn every_rule_has_a_source_and_speaks_both_languages_or_none() {
    for rule in &default_pack().rules {
        assert!(rule.source.is_some(), "{} names no source", rule.id);
        let spoken: BTreeSet<&str> = rule
            .check
            .phrases
            .iter()
            .filter_map(|p| p.lang.as_deref())
            .collect();
        assert_ne!(spoken.len(), 1, "{} speaks {spoken:?} only", rule.id);
        let examples: BTreeSet<&str> = rule.examples.iter().map(|e| e.raw.lang.as_str()).collect();
        assert!(
            examples.len() >= 2,
            "{} has examples in {examples:?} only",
            rule.id
        );
    }
}

#[test]
fn no_two_rules_keep_silent_beside_each_other() {
    let pack = default_pack();
    for rule in &pack.rules {
        for other in rule.yields_to.iter().filter_map(|id| pack.rule(id)) {
            assert!(
                !other.yields_to.contains(&rule.id),
                "{} and {} yield to each other",
                rule.id,
                other.id
            );
        }
    }
}

#[test]
fn the_precompiled_rules_are_those_of_the_files() {
    let files = default_pack();
    let linter = reachout::Linter::with_default_pack().expect("the rules of the program");
    let compiled = linter.pack();
    let ids = |pack: &Pack| -> Vec<(String, u8, Option<u8>)> {
        pack.rules
            .iter()
            .map(|r| (r.id.clone(), r.points, r.cap))
            .collect()
    };
    assert_eq!(ids(compiled), ids(&files));
    assert_eq!(compiled.groups.len(), files.groups.len());
    assert_eq!(compiled.languages.len(), files.languages.len());
}
