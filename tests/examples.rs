//! What the shipped examples print, in both locales, and that a fair reader would agree.

mod common;

use std::path::Path;

use common::{Ran, run};

/// Lints a shipped draft for the profile beside it.
fn lint(language: &str, draft: &str, more: &[&str]) -> Ran {
    let profile = if language == "de" { "anna" } else { "sam" };
    let draft = format!("examples/{language}/{draft}.txt");
    let profile = format!("examples/{language}/{profile}.toml");
    let mut args = vec!["lint", &draft, "--profile", &profile, "--no-config"];
    args.extend(more);
    run(Path::new(env!("CARGO_MANIFEST_DIR")), &args, &[], b"")
}

macro_rules! snapshots {
    ($($test:ident: $language:literal $draft:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            for locale in ["en", "de"] {
                let out = lint($language, $draft, &["--locale", locale]);
                let shown = format!("exit code {}\n{}", out.code, out.out);
                insta::assert_snapshot!(format!("{}_{locale}", stringify!($test)), shown);
            }
        })*
    };
}

snapshots! {
    an_empty_note: "en" "empty",
    eine_leere_anfrage: "de" "leer",
    a_default_text: "en" "default-text",
    ein_standardtext: "de" "standardtext",
    a_pitch_with_a_calendar_link: "en" "pitch",
    ein_pitch_mit_kalender: "de" "pitch",
    a_note_that_only_names_the_employer: "en" "employer-only",
    eine_anfrage_nur_mit_arbeitgeber: "de" "nur-arbeitgeber",
    an_unfilled_template: "en" "template",
    eine_ungefuellte_vorlage: "de" "vorlage",
    a_fine_personal_note: "en" "personal",
    eine_gute_persoenliche_anfrage: "de" "persoenlich",
}

#[test]
fn the_examples_get_the_findings_that_a_fair_reader_would_give() {
    let cases = [
        ("en", "empty", "empty-message", 0..=10),
        ("de", "leer", "empty-message", 0..=10),
        ("en", "default-text", "default-text", 0..=10),
        ("de", "standardtext", "default-text", 0..=10),
        ("en", "pitch", "pitch", 0..=40),
        ("de", "pitch", "pitch", 0..=40),
        ("en", "employer-only", "shallow-reference", 0..=70),
        ("de", "nur-arbeitgeber", "shallow-reference", 0..=70),
        ("en", "template", "unfilled-slot", 0..=30),
        ("de", "vorlage", "unfilled-slot", 0..=30),
    ];
    for (language, draft, rule, scores) in cases {
        let report = json(language, draft);
        let rules: Vec<&str> = findings(&report)
            .iter()
            .filter_map(|f| f["rule"].as_str())
            .collect();
        assert!(rules.contains(&rule), "{language}/{draft}: {rules:?}");
        let score = report["score"].as_u64().unwrap();
        assert!(scores.contains(&score), "{language}/{draft}: {score}");
    }
}

#[test]
fn the_fine_examples_score_85_or_more_without_error_or_warning() {
    for (language, draft) in [("en", "personal"), ("de", "persoenlich")] {
        let report = json(language, draft);
        assert!(report["score"].as_u64().unwrap() >= 85, "{report}");
        assert!(
            findings(&report).iter().all(|f| f["severity"] == "info"),
            "{report}"
        );
        assert_eq!(report["reference"], "specific");
    }
}

fn json(language: &str, draft: &str) -> serde_json::Value {
    let out = lint(language, draft, &["--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out.out).unwrap();
    all["reports"][0].clone()
}

fn findings(report: &serde_json::Value) -> &Vec<serde_json::Value> {
    report["findings"].as_array().unwrap()
}
