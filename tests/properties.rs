//! What holds for every input.

use std::sync::OnceLock;

use proptest::prelude::*;
use reachout::lint::Prepared;
use reachout::{Draft, Linter, Recipient, Report, Source};
use unicode_normalization::UnicodeNormalization as _;

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::with_default_pack().expect("the rules of the program"))
}

fn profile() -> &'static Prepared {
    static PROFILE: OnceLock<Prepared> = OnceLock::new();
    PROFILE.get_or_init(|| {
        let text = "headline = 'Küstenkrimis und Brandschutz'\nabout = 'Bitte keine Anfragen ohne Text.'\n\
                    seeks = ['Probeleser für einen Küstenkrimi']\ninterests = ['Trailrunning']\n\
                    [person]\ngiven = 'Änne'\nfamily = 'Müller'\nsalutation = 'Frau'\naddress = 'sie'\n\
                    [work]\ncompany = 'Übermorgen GmbH'\n[shared]\ncontacts = ['Tom Weiß']\n";
        linter().prepare(&Recipient::parse(&Source::new("anna.toml", text)).expect("a profile"))
    })
}

fn lint(draft: &Draft, with_profile: bool) -> Report {
    linter().lint_prepared(draft, with_profile.then(profile), None)
}

/// Words and signs that the rules look at, so that chance finds their corners.
fn written() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Hallo Frau Müller,", "Hi Anna", "Sehr geehrter Herr Dr. Weiß", "\n", "\n\n", "\r\n", "\r", "\t", " ", "  ", "\u{a0}", ",", ".", "?", "?!",
        "…", "z. B.", "d.h.", "12. Mai", "30 %", "%FIRSTNAME%", "5 €", "$20", "+49 40 1234567", "{{first_name}}", "{", "}", "[Name]", "<Name>", "`",
        "„", "“", "”", "\"", "»", "«", "‘", "’", "'", "don't", "don’t", "geht`s", "Kolleg:innen", "Kolleg*innen", "Change-Management",
        "https://calendly.com/tom", "Www.Example.de", "tom@example.de", "@", "Sie", "du", "Ihnen", "wir helfen", "we help companies", "kein", "not",
        "Pitch", "Küstenkrimi", "Ku\u{308}stenkrimi", "TRAILRUNNING", "Übermorgen", "Viele Grüße", "Best regards", "Tom", "👩‍👩‍👧", "🙂", "e\u{301}", "\u{200d}",
        "\u{feff}", "\u{202e}", "ß", "ﬁ", "İ", "ǅ", "漢字", "مرحبا", "\u{1d400}", "1️⃣", "- ", "• ", "--", "___", "XXX", "+++",
    ]);
    prop_oneof![
        4 => prop::collection::vec(piece, 0..40).prop_map(|v| v.join(" ")),
        1 => "\\PC{0,200}",
        1 => prop::collection::vec(any::<char>(), 0..100).prop_map(|v| v.into_iter().collect()),
    ]
}

fn rules(report: &Report) -> Vec<String> {
    let mut ids: Vec<String> = report.findings.iter().map(|f| f.rule.clone()).collect();
    ids.sort();
    ids
}

fn check_places(report: &Report, text: &str) -> Result<(), TestCaseError> {
    let findings = report.findings.iter().flat_map(|f| &f.spans);
    for place in findings.chain(report.strengths.iter().flat_map(|s| &s.spans)) {
        prop_assert!(place.start <= place.end && place.end <= text.len(), "{place:?}");
        prop_assert_eq!(text.get(place.start..place.end), Some(place.text.as_str()), "{:?}", place);
        prop_assert!(place.line >= 1 && place.column >= 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_linted_with_places_inside_it(text in written(), with_profile: bool) {
        if let Ok(draft) = Draft::parse("a.txt", text.clone()) {
            let report = lint(&draft, with_profile);
            check_places(&report, &text)?;
            prop_assert!(report.score <= 100);
            prop_assert_eq!(report.score == 100, report.findings.is_empty());
            prop_assert_eq!(&report, &lint(&draft, with_profile), "twice the same");
            let style = reachout::report::snippet::Style::default();
            for locale in [reachout::report::Locale::De, reachout::report::Locale::En] {
                let shown = reachout::report::text::render(&report, &text, linter().pack(), locale, style);
                let bad = shown.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
                prop_assert_eq!(bad, None, "{:?}", shown);
            }
        }
    }

    #[test]
    fn any_bytes_are_linted_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), mark in 0..4usize) {
        let mut file = [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"][mark].to_vec();
        file.extend(bytes);
        if let Ok(draft) = Draft::from_bytes("a.txt", &file, None) {
            check_places(&lint(&draft, true), &draft.source.text)?;
        }
        let latin = encoding_rs::WINDOWS_1252;
        if let Ok(draft) = Draft::from_bytes("a.txt", &file, Some(latin)) {
            check_places(&lint(&draft, false), &draft.source.text)?;
        }
    }

    #[test]
    fn line_ends_don_t_matter(text in written(), with_profile: bool) {
        let lf = text.replace("\r\n", "\n").replace('\r', "");
        let crlf = lf.replace('\n', "\r\n");
        if let (Ok(a), Ok(b)) = (Draft::parse("a.txt", lf), Draft::parse("a.txt", crlf)) {
            prop_assert_eq!(rules(&lint(&a, with_profile)), rules(&lint(&b, with_profile)));
        }
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same(words in prop::collection::vec(prop::sample::select(vec![
        "Frau Müller,", "Änne", "Küstenkrimi", "für", "Übermorgen", "Sie", "hätte", "können", "möchten",
        "Ihr Artikel über Brandschutz.", "Wir unterstützen Führungskräfte", "kostenlos", "verfügbar?", "ärgert", "não", "café", "Verkäufe steigern!", "Gründer.",
    ]), 1..14), with_profile: bool) {
        // Greeting and closing are cut elsewhere; here it is words that count.
        let text = format!("Hi Tom,\n\nHier ist: {}.\n\nBest regards\nTom", words.join(" "));
        let nfc: String = text.nfc().collect();
        let nfd: String = text.nfd().collect();
        let (a, b) = (Draft::parse("a.txt", nfc).unwrap(), Draft::parse("a.txt", nfd).unwrap());
        prop_assert_eq!(rules(&lint(&a, with_profile)), rules(&lint(&b, with_profile)), "{:?}", text);
    }

    #[test]
    fn any_toml_is_a_profile_or_a_problem(text in "\\PC{0,80}", value in "\\PC{0,40}") {
        let source = Source::new("a.toml", text);
        let _ = Recipient::parse(&source).map_err(|p| p.to_string());
        let source = Source::new("b.toml", format!("about = {value:?}\nseeks = [{value:?}]\n[person]\ngiven = {value:?}\n"));
        if let Ok(recipient) = Recipient::parse(&source) {
            let draft = Draft::parse("a.txt", format!("Hallo {value},\n\n{value}")).unwrap();
            let report = linter().lint(&draft, &recipient);
            check_places(&report, &draft.source.text)?;
        }
    }

    #[test]
    fn any_pattern_is_read_or_refused(text in "[a-c|()?.*+=#@<>^$ äÄ0-9-]{0,40}") {
        use reachout::pack::pattern::parse;
        if let Err(error) = parse(&text) {
            prop_assert!(error.at.start <= error.at.end && error.at.end <= text.len(), "{error:?}");
            prop_assert!(text.is_char_boundary(error.at.start) && text.is_char_boundary(error.at.end), "{error:?}");
        }
    }
}

/// Each of these took seconds once, or would with one loop inside another.
#[test]
fn a_message_of_the_largest_size_is_linted_in_time_whatever_stands_in_it() {
    // Loops inside loops take minutes at this size; the margin is for slow machines.
    let size: usize = if cfg!(debug_assertions) { 64 } else { 1024 } * 1024;
    let limit = std::time::Duration::from_secs(30);
    for unit in ["\n", "a\n", " ", "a", "{", "[a ", "{{first_name}} ", "\"a\n", "Sie und du. ", "WICHTIG ", "🙂"] {
        let mut text = String::from("\"");
        text.push_str(&unit.repeat((size - 8) / unit.len()));
        let draft = Draft::parse("a.txt", text).unwrap();
        let start = std::time::Instant::now();
        let report = lint(&draft, true);
        let style = reachout::report::snippet::Style::default();
        let _ = reachout::report::text::render(&report, &draft.source.text, linter().pack(), reachout::report::Locale::En, style);
        assert!(start.elapsed() < limit, "{unit:?} took {:?}", start.elapsed());
    }
}
