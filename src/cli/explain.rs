//! `explain`: why a rule is there, on what it rests, how to do better.

use std::fmt::Write as _;
use std::io::Write as _;

use super::args::Explain;
use super::config::Config;
use super::{Status, setup};
use crate::pack::{Pack, Rule};
use crate::problem::Problem;
use crate::report::snippet::clean;
use crate::report::{Locale, wording};

/// `reachout explain RULE`
pub fn run(args: &Explain) -> anyhow::Result<Status> {
    let config = Config::find(&args.packs, std::path::Path::new("."))?;
    let linter = setup::linter_with(&args.packs, &config, setup::Detail::Examples)?;
    let pack = linter.pack();
    let Some(rule) = pack.rule(&args.rule) else {
        let known = pack.rules.iter().map(|r| r.id.as_str());
        let problem = Problem::of_file("explain", format!("there is no rule `{}`", args.rule));
        return Err(problem.did_you_mean(&args.rule, known).into());
    };
    let out = text(rule, pack, linter.speaks());
    anstream::stdout().write_all(out.as_bytes())?;
    Ok(Status::Passed)
}

fn text(rule: &Rule, pack: &Pack, locale: Locale) -> String {
    let mut out = String::new();
    let title = clean(locale.of(&rule.title));
    let _ = writeln!(out, "{}: {title}", rule.id);
    let _ = writeln!(
        out,
        "{}, {} {}{}",
        locale.severity(rule.severity),
        rule.points,
        locale.pick("points", "Punkte"),
        rule.cap
            .map(|c| format!(
                ", {} {c}",
                locale.pick("score at most", "Punktzahl höchstens")
            ))
            .unwrap_or_default(),
    );
    let at: Vec<String> = rule
        .severity_at
        .iter()
        .map(|(k, s)| format!("{k}: {}", locale.severity(*s)))
        .collect();
    if !at.is_empty() {
        let _ = writeln!(out, "{}", at.join(", "));
    }
    if !rule.stages.is_empty() {
        let stages: Vec<&str> = rule.stages.iter().map(|s| s.as_str()).collect();
        let _ = writeln!(
            out,
            "{}: {}",
            locale.pick("Applies to", "Gilt für"),
            stages.join(", ")
        );
    }
    let mut paragraph = |head: &str, body: &str| {
        let _ = writeln!(out, "\n{head}");
        for line in wrap(&clean(body), 78) {
            let _ = writeln!(out, "  {line}");
        }
    };
    paragraph(locale.pick("Why", "Warum"), locale.of(&rule.why));
    paragraph(
        locale.pick("Instead", "Stattdessen"),
        &wording::unfilled(locale.of(&rule.advice)),
    );
    if let Some(source) = rule
        .source
        .as_ref()
        .and_then(|id| pack.sources.iter().find(|s| s.id == *id))
    {
        let year = source.year.map(|y| format!(" ({y})")).unwrap_or_default();
        let body = format!(
            "{}: {}{year}. {} {}. {}",
            source.author,
            source.title,
            locale.pick("Grade", "Güte"),
            source.grade,
            locale.of(&source.note)
        );
        paragraph(locale.pick("Rests on", "Beruht auf"), &body);
    }
    examples(&mut out, rule, locale);
    out
}

fn examples(out: &mut String, rule: &Rule, locale: Locale) {
    let language = locale.pick("en", "de");
    let spoken = || rule.examples.iter().filter(|e| e.raw.lang == language);
    for (head, texts) in [
        (
            locale.pick("Flagged", "Gemeldet"),
            spoken()
                .filter_map(|e| e.raw.flag.as_ref())
                .collect::<Vec<_>>(),
        ),
        (
            locale.pick("Fine", "In Ordnung"),
            spoken().filter_map(|e| e.raw.pass.as_ref()).collect(),
        ),
    ] {
        if texts.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{head}");
        for text in texts.into_iter().take(4) {
            let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for (i, line) in wrap(&clean(&one_line), 76).iter().enumerate() {
                let _ = writeln!(out, "  {} {line}", if i == 0 { "-" } else { " " });
            }
        }
    }
}

/// Breaks a text into lines of at most `width` scalars; longer words stand alone.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
