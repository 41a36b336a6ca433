//! The command line: what is read, what is printed where, and the exit code.

mod common;

use common::{FINE, Folder, PITCH, PROFILE, command, rules};

/// A folder with a fine draft, a bad one, and the profile.
fn folder() -> Folder {
    Folder::new()
        .file("fine.txt", FINE)
        .file("pitch.txt", PITCH)
        .file("anna.toml", PROFILE)
}

// Exit codes and the gate

#[test]
fn the_exit_code_says_passed_failed_or_broken() {
    let f = folder();
    f.run(&["lint", "fine.txt", "--profile", "anna.toml"])
        .code(0)
        .says("Passed: nothing at error or above.");
    f.run(&["lint", "pitch.txt"])
        .code(1)
        .says("Failed: pitch.txt: ");
    f.run(&["lint"]).code(2);
    f.run(&["lint", "fine.txt", "--no-such-flag"]).code(2);
    f.run(&["--help"]).code(0).says("Usage:");
    f.run(&["--version"]).code(0).says("reachout ");
}

#[test]
fn a_minimum_score_fails_what_has_no_error_and_says_so() {
    let f = folder();
    f.run(&[
        "lint",
        "fine.txt",
        "--profile",
        "anna.toml",
        "--min-score",
        "85",
    ])
    .code(0)
    .says("no score below 85");
    let ran = f.run(&[
        "lint",
        "pitch.txt",
        "--min-score",
        "100",
        "--no-default-pack",
        "--no-config",
    ]);
    assert!(ran.code != 1 || ran.out.contains("below 100"), "{ran:?}");
    f.run(&["lint", "fine.txt", "--min-score", "101"]).code(2);
}

#[test]
fn fail_on_moves_the_gate() {
    let f = Folder::new().file(
        "a.txt",
        "Hi,\n\nI read your article on roof gardens with joy, thank you for the list of plants!\n",
    );
    let found = f.run(&["lint", "a.txt", "--format", "json"]).json();
    let severities: Vec<_> = found["reports"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["severity"].clone())
        .collect();
    for (gate, levels) in [
        ("info", vec!["info", "warning", "error"]),
        ("warning", vec!["warning", "error"]),
        ("error", vec!["error"]),
    ] {
        let fails = severities
            .iter()
            .any(|s| levels.contains(&s.as_str().unwrap()));
        f.run(&["lint", "a.txt", "--fail-on", gate])
            .code(i32::from(fails));
    }
}

// What is read

#[test]
fn a_missing_file_is_named_with_the_nearest_one_and_the_others_are_linted() {
    let f = folder();
    let ran = f.run(&["lint", "fin.txt", "pitch.txt", "--quiet"]);
    ran.code(2)
        .complains("there is no such file")
        .complains("did you mean `fine.txt`?")
        .says("pitch.txt: ");
}

#[test]
fn a_folder_is_no_draft() {
    Folder::new()
        .file("drafts/a.txt", "Hi")
        .run(&["lint", "drafts"])
        .code(2)
        .complains("is a folder")
        .complains("drafts/*.txt");
}

#[test]
fn what_is_too_long_for_a_message_is_refused() {
    let f = Folder::new().file("big.txt", vec![b'a'; 1024 * 1024 + 1]);
    f.run(&["lint", "big.txt"])
        .code(2)
        .complains("1048577 bytes")
        .complains("batch");
    f.run_with(&["lint", "-"], &[], &vec![b'a'; 1024 * 1024 + 1])
        .code(2)
        .complains("too long");
}

#[test]
fn a_binary_file_is_refused() {
    Folder::new()
        .file("a.txt", b"PK\x03\x00\x04")
        .run(&["lint", "a.txt"])
        .code(2)
        .complains("binary");
}

#[test]
fn windows_1252_is_read_when_it_is_named_and_else_the_byte_is() {
    let bytes: Vec<u8> = FINE
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let f = Folder::new()
        .file("a.txt", bytes)
        .file("anna.toml", PROFILE);
    f.run(&["lint", "a.txt"])
        .code(2)
        .complains("byte 0xFC at offset")
        .complains("--encoding windows-1252");
    f.run(&[
        "lint",
        "a.txt",
        "--encoding",
        "windows-1252",
        "-p",
        "anna.toml",
    ])
    .code(0);
    f.run(&["lint", "a.txt", "--encoding", "windws-1252"])
        .code(2)
        .complains("windows-1252");
}

#[test]
fn utf_16_is_told_by_its_mark_and_gives_the_same_rules() {
    let marked = format!("\u{feff}{PITCH}");
    let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let f = Folder::new()
        .file("le.txt", little)
        .file("be.txt", big)
        .file("utf8.txt", &marked)
        .file("plain.txt", PITCH);
    let found = |name: &str| rules(&f.run(&["lint", name, "--format", "ndjson"]).json());
    let plain = found("plain.txt");
    for name in ["le.txt", "be.txt", "utf8.txt"] {
        assert_eq!(found(name), plain, "{name}");
    }
}

#[test]
fn a_byte_order_mark_counts_in_bytes_but_not_in_columns() {
    let f = Folder::new().file("a.txt", "\u{feff}{{first_name}}, grüß Gott!");
    let report = f.run(&["lint", "a.txt", "--format", "ndjson"]).json();
    let slot = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["rule"] == "unfilled-slot")
        .expect("a slot");
    let span = &slot["spans"][0];
    assert_eq!(
        (
            span["start"].as_u64(),
            span["line"].as_u64(),
            span["column"].as_u64()
        ),
        (Some(3), Some(1), Some(1))
    );
    assert_eq!(span["text"], "{{first_name}}");
}

#[test]
fn standard_input_is_a_dash() {
    let f = folder();
    f.run_with(
        &["lint", "-", "--profile", "anna.toml"],
        &[],
        FINE.as_bytes(),
    )
    .code(0)
    .says("-: ");
}

// Output

#[test]
fn the_bare_message_is_passed_on_only_when_the_gate_passes() {
    let f = folder().file(
        "with.txt",
        format!("\u{feff}+++\nto = \"anna.toml\"\n+++\n{FINE}"),
    );
    let ran = f.run(&["lint", "with.txt", "--emit"]);
    assert_eq!(ran.code(0).out, FINE);
    ran.complains("Passed");
    let ran = f.run(&["lint", "pitch.txt", "--emit"]);
    assert_eq!(ran.code(1).out, "");
    ran.complains("error").complains("Failed");
    let ran = f.run(&[
        "lint",
        "fine.txt",
        "missing.txt",
        "--emit",
        "-p",
        "anna.toml",
    ]);
    assert_eq!(ran.code(2).out, "");
}

#[test]
fn quiet_is_one_line_a_draft() {
    let f = folder();
    let ran = f.run(&["lint", "fine.txt", "pitch.txt", "--quiet"]);
    assert_eq!(ran.code(1).out.lines().count(), 2);
    assert!(ran.out.lines().nth(1).unwrap().starts_with("pitch.txt: "));
}

#[test]
fn json_has_all_the_keys_that_its_schema_promises() {
    let f = folder();
    let value = f
        .run(&[
            "lint",
            "pitch.txt",
            "fine.txt",
            "-p",
            "anna.toml",
            "--format",
            "json",
        ])
        .code(1)
        .json();
    assert_eq!(value["version"], 1);
    let reports = value["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 2);
    let keys = |value: &serde_json::Value, wanted: &[&str]| {
        for key in wanted {
            assert!(value.get(key).is_some(), "{key} is missing in {value}");
        }
    };
    for report in reports {
        keys(
            report,
            &[
                "version",
                "file",
                "language",
                "platform",
                "stage",
                "score",
                "band",
                "reference",
                "caps",
                "findings",
                "strengths",
                "not_judged",
            ],
        );
    }
    let finding = &reports[0]["findings"][0];
    keys(
        finding,
        &["rule", "severity", "points", "message", "advice", "spans"],
    );
    let placed = reports[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|f| f["spans"].get(0))
        .unwrap();
    keys(placed, &["start", "end", "line", "column", "text"]);
    let (start, end) = (
        placed["start"].as_u64().unwrap(),
        placed["end"].as_u64().unwrap(),
    );
    assert_eq!(
        &PITCH[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()],
        placed["text"].as_str().unwrap()
    );
    keys(
        &reports[1]["strengths"][0],
        &["kind", "field", "fact", "spans"],
    );
    keys(
        &f.run(&["lint", "pitch.txt", "--format", "ndjson"]).json()["not_judged"][0],
        &["rule", "reason"],
    );
}

#[test]
fn ndjson_is_one_report_a_line_and_json_is_one_document_for_one_draft_too() {
    let f = folder();
    assert_eq!(
        f.run(&["lint", "pitch.txt", "fine.txt", "--format", "ndjson"])
            .lines()
            .len(),
        2
    );
    assert_eq!(
        f.run(&["lint", "pitch.txt", "--format", "json"]).json()["reports"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn colours_are_for_terminals_unless_they_are_forced() {
    let f = folder();
    let args = ["lint", "pitch.txt"];
    assert!(!f.run(&args).out.contains('\u{1b}'));
    assert!(
        f.run_with(&args, &[("CLICOLOR_FORCE", "1")], b"")
            .out
            .contains("\u{1b}[")
    );
    assert!(
        !f.run_with(&args, &[("NO_COLOR", "1")], b"")
            .out
            .contains('\u{1b}')
    );
    assert!(
        !f.run(&["lint", "pitch.txt", "--color", "never"])
            .out
            .contains('\u{1b}')
    );
    assert!(
        f.run(&["lint", "pitch.txt", "--color", "always"])
            .out
            .contains("\u{1b}[")
    );
}

#[test]
fn the_locale_comes_from_the_flag_or_the_environment() {
    let f = folder();
    f.run(&["lint", "pitch.txt", "--locale", "de"])
        .code(1)
        .says("Nicht bestanden")
        .says("warum");
    f.run_with(&["lint", "pitch.txt"], &[("LC_ALL", "de_DE.UTF-8")], b"")
        .says("Nicht bestanden");
    f.run(&["lint", "pitch.txt"]).says("Failed");
}

#[test]
fn no_control_or_direction_character_of_a_draft_profile_pack_or_file_name_is_printed() {
    let evil = "\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200f}\u{61c}\u{7}\u{7f}";
    let draft = format!(
        "Hi {{{{first{evil}_name}}}},\n\nwe help {evil} HR teams cut cost by 30 % with our {evil} software!!! Book a demo{evil}.\n"
    );
    let profile = format!("headline = {evil:?}\nseeks = ['Probeleser {evil_plain}']\n[[wish]]\nkind = 'no-pitch'\nquote = \"no {escaped} pitch\"\n",
        evil_plain = "\u{202e}\u{2066}", escaped = "\\u001b[31m\\u009b\\u202e")
        .replace("\\u{", "\\U{");
    // Rust writes \u{1b}, TOML \u001B.
    let profile = {
        let mut out = String::new();
        let mut rest = profile.as_str();
        while let Some((before, after)) = rest.split_once("\\U{") {
            let (hex, after) = after.split_once('}').unwrap();
            out += &format!("{before}\\U{:0>8}", hex);
            rest = after;
        }
        out + rest
    };
    let pack = "[[extend]]\nrule = \"pitch\u{202e}\u{9b}\"\n";
    let name = "evil\u{1b}[31m\u{202e}\u{9b}.txt";
    let f = Folder::new()
        .file(name, &draft)
        .file("p.toml", &profile)
        .file("pack.toml", pack)
        .file("bad.txt", format!("+++\nfoo{evil} = 1\n+++\nHi"))
        .file("no\u{1b}[31mtext.txt", b"\xff")
        .file("p\u{1b}[31m\u{202e}.toml", &profile);
    let runs: [&[&str]; 12] = [
        &["lint", name, "-p", "p.toml"],
        &["lint", name, "-p", "p.toml", "--locale", "de"],
        &["lint", name, "-p", "p.toml", "--quiet"],
        &["lint", name, "-p", "p.toml", "--explain-reference"],
        &["lint", name, "--allow", "pitch", "--because", evil],
        &["lint", "bad.txt"],
        &["lint", "no\u{1b}[31mtext.txt", "gone\u{1b}[31m.txt"],
        &["lint", name, "--pack", "pack.toml"],
        &["lint", name, "--allow", evil],
        &["profile", "check", "p\u{1b}[31m\u{202e}.toml"],
        &["explain", evil],
        &["init", "no\u{1b}[31mfolder"],
    ];
    for args in runs {
        let ran = f.run(args);
        for text in [&ran.out, &ran.err] {
            let bad = text.chars().find(|c| {
                (c.is_control() && *c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
            });
            assert_eq!(bad, None, "{args:?}\n{text:?}");
        }
    }
    assert!(!f.run(&["lint", name, "-p", "p.toml"]).out.is_empty());
}

// Allowances and front matter

#[test]
fn an_allowance_takes_a_finding_out_with_its_reason_and_says_when_it_was_for_nothing() {
    let f = folder();
    let before = rules(&f.run(&["lint", "pitch.txt", "--format", "ndjson"]).json());
    assert!(before.contains(&"pitch".to_owned()), "{before:?}");
    let ran = f.run(&[
        "lint",
        "pitch.txt",
        "--allow",
        "pitch",
        "--because",
        "asked for",
        "--allow",
        "wrong-language",
        "--format",
        "ndjson",
    ]);
    let report = ran.json();
    assert!(!rules(&report).contains(&"pitch".to_owned()));
    assert_eq!(report["suppressed"][0]["because"], "asked for");
    assert_eq!(report["suppressed"][0]["used"], true);
    assert_eq!(report["suppressed"][1]["used"], false);
    f.run(&["lint", "pitch.txt", "--allow", "wrong-language"])
        .says("Allowed for nothing: wrong-language");
    f.run(&["lint", "pitch.txt", "--allow", "pich"])
        .code(2)
        .complains("there is no rule `pich`")
        .complains("did you mean `pitch`?");
    f.run(&[
        "lint",
        "pitch.txt",
        "--allow",
        "pitch",
        "--because",
        "a",
        "--because",
        "b",
    ])
    .code(2)
    .complains("--because");
}

#[test]
fn front_matter_names_profile_platform_stage_and_language() {
    let front = "+++\nto = \"../anna.toml\"\nplatform = \"xing\"\nstage = \"reply\"\nlanguage = \"de\"\nignore = [\"flattery\"]\n+++\n";
    let f = folder().file("drafts/a.txt", format!("{front}{FINE}"));
    let report = f
        .run(&["lint", "drafts/a.txt", "--format", "ndjson"])
        .json();
    assert_eq!(
        (&report["platform"], &report["stage"], &report["language"]),
        (&"xing".into(), &"reply".into(), &"de".into())
    );
    assert!(report["reference"].is_string(), "the profile was read");
    assert_eq!(report["suppressed"][0]["rule"], "flattery");
    let report = f
        .run(&[
            "lint",
            "drafts/a.txt",
            "--format",
            "ndjson",
            "--platform",
            "email",
            "--stage",
            "request",
        ])
        .json();
    assert_eq!(
        (&report["platform"], &report["stage"]),
        (&"email".into(), &"request".into()),
        "flags win"
    );
}

#[test]
fn mistakes_in_front_matter_are_shown_with_their_line() {
    let f = Folder::new()
        .file("key.txt", "+++\nto = \"a\"\nplatfrom = \"xing\"\n+++\nHi")
        .file("rule.txt", "+++\nignore = [\"pich\"]\n+++\nHi")
        .file("lang.txt", "+++\nlanguage = \"fr\"\n+++\nHi")
        .file("open.txt", "+++\nto = \"a\"\nHi")
        .file("to.txt", "+++\nto = \"nobody.toml\"\n+++\nHi");
    f.run(&["lint", "key.txt"])
        .code(2)
        .complains("key.txt:3:1")
        .complains("did you mean `platform`?");
    f.run(&["lint", "rule.txt"])
        .code(2)
        .complains("did you mean `pitch`?");
    f.run(&["lint", "lang.txt"])
        .code(2)
        .complains("`fr`")
        .complains("de, en");
    f.run(&["lint", "open.txt"]).code(2).complains("no end");
    f.run(&["lint", "to.txt"]).code(2).complains("nobody.toml");
}

// Configuration

#[test]
fn the_configuration_is_found_above_the_draft_and_applies() {
    let f = folder()
        .file("reachout.toml", "platform = \"xing\"\nprofiles = \"people\"\n[rules]\npitch = \"off\"\n[[files]]\nglob = \"replies/*.txt\"\nstage = \"reply\"\n")
        .file("people/anna.toml", PROFILE)
        .file("replies/a.txt", PITCH)
        .file("replies/deep/b.txt", PITCH);
    let report = |args: &[&str]| {
        f.run(&[&["lint", "--format", "ndjson"], args].concat())
            .json()
    };
    let found = report(&["replies/a.txt"]);
    assert_eq!(
        (&found["platform"], &found["stage"]),
        (&"xing".into(), &"reply".into())
    );
    assert!(!rules(&found).contains(&"pitch".to_owned()));
    assert_eq!(
        report(&["replies/deep/b.txt"])["stage"],
        "request",
        "a star stays in its folder"
    );
    assert!(
        report(&["fine.txt", "--profile", "anna"])["reference"].is_string(),
        "profiles are found by name"
    );
    assert!(rules(&report(&["pitch.txt", "--no-config"])).contains(&"pitch".to_owned()));
    assert_eq!(
        report(&["replies/a.txt", "--stage", "follow-up"])["stage"],
        "follow-up"
    );
    f.run_in("replies", &["config", "a.txt"])
        .code(0)
        .says("platform = \"xing\"")
        .says("stage = \"reply\"")
        .says("reachout.toml");
    f.run(&["config"])
        .code(0)
        .says("fail-on = \"error\"  # default");
}

#[test]
fn what_the_configuration_cannot_mean_is_refused() {
    for (text, wanted) in [
        ("platfrom = \"xing\"\n", "did you mean `platform`?"),
        ("[rules]\npich = \"off\"\n", "did you mean `pitch`?"),
        ("[rules]\npitch = { points = 0 }\n", "1 to 100"),
        ("[rules]\npitch = { points = 101 }\n", "1 to 100"),
        ("[rules]\npitch = \"of\"\n", "unknown variant"),
        (
            "[[files]]\nglob = \"*.txt\"\nignore = [\"pich\"]\n",
            "did you mean `pitch`?",
        ),
        ("[[files]]\nglob = \"[a\"\n", "glob"),
        ("locale = \"fr\"\n", "`de` or `en`"),
        ("min-score = 101\n", "0 to 100"),
        ("packs = [\"gone.toml\"]\n", "there is no such file"),
    ] {
        let f = folder().file("reachout.toml", text);
        f.run(&["lint", "fine.txt"])
            .code(2)
            .complains(wanted)
            .complains(
                "reachout.toml".trim_start_matches(if text.starts_with("packs") {
                    "reachout.toml"
                } else {
                    ""
                }),
            );
    }
}

#[test]
fn a_configuration_sets_the_gate_the_locale_and_the_sender() {
    let f = folder().file(
        "reachout.toml",
        "min-score = 100\nlocale = \"de\"\n[sender]\ncompany = \"Weiß Training\"\n",
    );
    f.run(&["lint", "pitch.txt"])
        .code(1)
        .says("Nicht bestanden");
    let report = f.run(&["lint", "pitch.txt", "--format", "ndjson"]).json();
    assert!(
        !report["not_judged"]
            .as_array()
            .unwrap()
            .iter()
            .any(|n| n["reason"] == "no sender"),
        "{report}"
    );
}

// The other commands

#[test]
fn init_writes_a_configuration_that_applies_and_never_overwrites_one() {
    let f = folder();
    f.run(&["init"]).code(0).says("reachout.toml");
    f.run(&["lint", "fine.txt", "-p", "anna.toml"]).code(0);
    let written = f.read("reachout.toml");
    f.run(&["init"]).code(2).complains("exists already");
    assert_eq!(f.read("reachout.toml"), written);
    // Every line that is commented out is right too.
    let all: String = written
        .lines()
        .map(|l| {
            l.strip_prefix("# ")
                .filter(|l| l.contains(" = ") || l.starts_with('['))
                .unwrap_or(l)
                .to_owned()
                + "\n"
        })
        .collect();
    let all = all.replace("packs = [\"team-rules.toml\"]\n", "");
    f.file("reachout.toml", all).run(&["config"]).code(0);
}

#[test]
fn schemas_are_json() {
    let f = Folder::new();
    for of in ["report", "profile", "sender", "pack", "config"] {
        assert!(
            f.run(&["schema", of]).code(0).json()["properties"].is_object(),
            "{of}"
        );
    }
}

#[test]
fn completions_and_the_manual_are_made_for_every_shell() {
    let f = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        f.run(&["completions", shell]).code(0).says("reachout");
    }
    f.run(&["man"]).code(0).says(".TH");
    f.run(&["man", "--out", "man"]).code(0);
    assert!(f.read("man/reachout-lint.1").contains("profile"));
}

#[test]
fn rules_are_listed_for_people_and_machines() {
    let f = Folder::new();
    f.run(&["rules"])
        .code(0)
        .says("unfilled-slot")
        .says("reachout explain RULE");
    f.run(&["rules", "--locale", "de"])
        .code(0)
        .says("reachout explain REGEL");
    let listed = f.run(&["rules", "--json"]).code(0).json();
    let pitch = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["id"] == "pitch")
        .expect("pitch");
    assert_eq!(
        (&pitch["severity"], &pitch["cap"]),
        (&"error".into(), &40.into())
    );
}

#[test]
fn a_rule_is_explained_with_source_and_examples() {
    let f = Folder::new();
    f.run(&["explain", "empty-message"])
        .code(0)
        .says("Why")
        .says("Rests on")
        .says("Grade")
        .says("Flagged")
        .says("Fine");
    f.run(&["explain", "empty-message", "--locale", "de"])
        .code(0)
        .says("Beruht auf")
        .says("Güte");
    f.run(&["explain", "flatery"])
        .code(2)
        .complains("did you mean `flattery`?");
}

#[test]
fn a_new_profile_can_be_read() {
    for locale in ["en", "de"] {
        let f = Folder::new();
        f.run(&["profile", "new", "new.toml", "--locale", locale])
            .code(0);
        f.run(&["profile", "check", "new.toml"])
            .code(0)
            .says("new.toml: ");
        f.run(&["profile", "new", "new.toml"])
            .code(2)
            .complains("exists already");
        assert_eq!(
            f.run(&["profile", "new", "--locale", locale]).out,
            f.read("new.toml")
        );
    }
    let f = folder().file("bad.toml", "intrests = []\n");
    f.run(&["profile", "check", "bad.toml", "anna.toml"])
        .code(2)
        .complains("did you mean `interests`?")
        .says("anna.toml: ");
}

#[test]
fn packs_are_added_and_their_mistakes_named() {
    let f = folder()
        .file("team/more.toml", "[[extend]]\nrule = \"pitch\"\n[[extend.cue]]\nlang = \"en\"\nweight = 120\nany = [\"roof garden\"]\n")
        .file("bad.toml", "[[extend]]\nrule = \"pich\"\n")
        .file("empty/readme.txt", "")
        .file("garden.txt", "Hi Anna,\n\nwe saw your roof garden and liked it a lot, how do you water it?\n");
    assert!(
        !rules(&f.run(&["lint", "garden.txt", "--format", "ndjson"]).json())
            .contains(&"pitch".to_owned())
    );
    let with = f
        .run(&["lint", "garden.txt", "--pack", "team", "--format", "ndjson"])
        .json();
    assert!(rules(&with).contains(&"pitch".to_owned()), "{with}");
    f.run(&["lint", "garden.txt", "--pack", "bad.toml"])
        .code(2)
        .complains("bad.toml:2:8")
        .complains("did you mean `pitch`?");
    f.run(&["lint", "garden.txt", "--pack", "empty"])
        .code(2)
        .complains("no TOML file");
    f.run(&["lint", "garden.txt", "--pack", "teem"])
        .code(2)
        .complains("did you mean `team`?");
}

// Batch

#[test]
fn batch_keeps_ids_and_order_and_goes_on_after_bad_lines() {
    let f = folder().file("me.toml", "company = \"Weiß Training\"\n");
    let fine = serde_json::to_string(FINE).unwrap();
    let pitch = serde_json::to_string(PITCH).unwrap();
    let input = format!(
        "{{\"id\":\"a\",\"message\":{fine},\"profile\":{{\"seeks\":[\"Probeleser für einen Küstenkrimi\"]}},\"platform\":\"xing\"}}\n\
         not json\n\n\
         {{\"id\":3,\"message\":{pitch},\"profile\":\"anna.toml\",\"sender\":\"me.toml\",\"stage\":\"reply\",\"language\":\"en\"}}\n\
         {{\"id\":[4],\"mesage\":\"x\"}}\n\
         {{\"id\":5,\"message\":\"x\",\"profile\":\"gone.toml\"}}\n\
         {{\"id\":6,\"message\":\"x\",\"language\":\"fr\"}}\n\
         {{\"id\":7,\"message\":\"+++\\nHi\"}}\n\
         {{\"message\":\"Hi\"}}"
    );
    let ran = f.run_with(&["batch"], &[], input.as_bytes());
    let lines = ran.code(2).lines();
    let ids: Vec<_> = lines.iter().map(|l| l["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "null", "3", "[4]", "5", "6", "7", "null"]);
    assert_eq!(lines[0]["platform"], "xing");
    assert!(lines[0]["reference"].is_string());
    assert_eq!(lines[1]["line"], 2);
    assert_eq!(lines[2]["stage"], "reply");
    assert_eq!(
        (&lines[3]["line"], &lines[4]["line"]),
        (&5.into(), &6.into())
    );
    assert!(
        lines[3]["error"].as_str().unwrap().contains("mesage"),
        "{}",
        lines[3]
    );
    assert!(
        lines[4]["error"].as_str().unwrap().contains("gone.toml"),
        "{}",
        lines[4]
    );
    assert!(
        lines[5]["error"].as_str().unwrap().contains("fr"),
        "{}",
        lines[5]
    );
    assert!(lines[6]["score"].is_u64() && lines[7]["score"].is_u64());
    f.run_with(
        &["batch"],
        &[],
        b"{\"message\":\"we help you sell, book a demo\"}\n",
    )
    .code(0);
    f.run(&["batch", "gone.ndjson"])
        .code(2)
        .complains("gone.ndjson");
}

#[test]
fn batch_refuses_a_message_that_is_too_long_and_bytes_that_are_no_text() {
    let mut input =
        serde_json::to_vec(&serde_json::json!({"id": 1, "message": "a".repeat(1024 * 1024 + 1)}))
            .unwrap();
    input.extend(b"\n{\"id\":2,\"message\":\"\xff\"}\n");
    let lines = Folder::new()
        .run_with(&["batch"], &[], &input)
        .code(2)
        .lines();
    assert!(lines[0]["error"].as_str().unwrap().contains("too long"));
    assert!(lines[1]["error"].is_string());
}

#[test]
fn nobody_reading_the_output_is_no_error() {
    use std::io::Write as _;
    let f = folder();
    let line =
        serde_json::to_string(&serde_json::json!({"id": 1, "message": PITCH})).unwrap() + "\n";
    let mut child = command(f.path(), &["batch"], &[]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..200 {
        if stdin.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_default_rules_agree_with_their_examples() {
    let f = Folder::new().file("reachout.toml", "");
    let ran = f.run(&["test", "--json"]);
    assert!(ran.code <= 1, "the default pack can be read: {}", ran.err);
    assert!(ran.json().is_array());
}
