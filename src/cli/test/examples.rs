//! Examples of rules: those that don't fire, that fire wrongly, that another rule flags, and
//! rules with too few of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize as _;

use crate::check::similar::Others;
use crate::cli::Status;
use crate::draft::Draft;
use crate::lint::{Linter, Prepared};
use crate::pack::Severity;
use crate::pack::rule::{Example, Rule};
use crate::people::{Recipient, Sender};
use crate::report::Report;
use crate::span::LineIndex;

/// How many examples of each sort a rule needs in each language it speaks.
const NEEDED: usize = 2;

/// What is wrong with an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// It should be flagged and isn't.
    Missed,
    /// It should pass and is flagged by its own rule.
    FlaggedWrongly,
    /// It should pass and another rule flags it.
    FlaggedByAnother,
    /// It can't be read.
    Broken,
    /// There are too few.
    TooFew,
}

impl Fault {
    fn text(self) -> &'static str {
        match self {
            Self::Missed => "not flagged",
            Self::FlaggedWrongly => "flagged wrongly",
            Self::FlaggedByAnother => "flagged by another rule",
            Self::Broken => "can't be read",
            Self::TooFew => "too few examples",
        }
    }
}

/// An example that disagrees.
#[derive(Debug, serde::Serialize)]
struct Disagreement {
    rule: String,
    place: String,
    fault: Fault,
    detail: String,
}

/// Runs the examples of all rules, or of those that stand in the named files.
pub(super) fn run(
    linter: &Linter,
    files: &[String],
    json: bool,
) -> anyhow::Result<(String, Status)> {
    let mut disagreements = Vec::new();
    let mut count = 0;
    for rule in &linter.pack().rules {
        let own: Vec<&Example> = rule
            .examples
            .iter()
            .filter(|e| files.is_empty() || files.contains(&e.source.name))
            .collect();
        for example in &own {
            count += 1;
            disagreements.extend(judge(linter, rule, example));
        }
        if files.is_empty() || !own.is_empty() {
            disagreements.extend(too_few(linter, rule));
        }
    }
    let status = if disagreements.is_empty() {
        Status::Passed
    } else {
        Status::Failed
    };
    if json {
        return Ok((serde_json::to_string_pretty(&disagreements)? + "\n", status));
    }
    let mut out = String::new();
    for d in &disagreements {
        let _ = writeln!(
            out,
            "{}: {}: {}: {}",
            d.place,
            d.rule,
            d.fault.text(),
            d.detail
        );
    }
    let _ = writeln!(
        out,
        "{} rules, {} examples: {} agree, {} disagree",
        linter.pack().rules.len(),
        count,
        count
            - disagreements
                .iter()
                .filter(|d| d.fault != Fault::TooFew)
                .count()
                .min(count),
        disagreements.len()
    );
    Ok((out, status))
}

fn judge(linter: &Linter, rule: &Rule, example: &Example) -> Option<Disagreement> {
    let position = LineIndex::new(&example.source.text).position(&example.source.text, example.at);
    let disagree = |fault: Fault, detail: String| {
        Some(Disagreement {
            rule: rule.id.clone(),
            place: format!("{}:{}", example.source.name, position.line),
            fault,
            detail,
        })
    };
    let (text, must_flag) = match (&example.raw.flag, &example.raw.pass) {
        (Some(text), None) => (text, true),
        (None, Some(text)) => (text, false),
        _ => {
            return disagree(
                Fault::Broken,
                "an example has either `flag` or `pass`".into(),
            );
        }
    };
    let report = match lint(linter, example, text) {
        Ok(report) => report,
        Err(error) => return disagree(Fault::Broken, error),
    };
    let shown: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(120)
        .collect();
    let own = report.findings.iter().find(|f| f.rule == rule.id);
    match (must_flag, own) {
        (true, None) => disagree(Fault::Missed, shown),
        (false, Some(finding)) => {
            let words: Vec<&str> = finding.spans.iter().map(|s| s.text.as_str()).collect();
            disagree(
                Fault::FlaggedWrongly,
                format!("{shown} [{}]", words.join(" | ")),
            )
        }
        (false, None) => {
            let other = report
                .findings
                .iter()
                .find(|f| f.severity >= Severity::Warning && !example.raw.also.contains(&f.rule))?;
            let words: Vec<&str> = other.spans.iter().map(|s| s.text.as_str()).collect();
            disagree(
                Fault::FlaggedByAnother,
                format!("{}: {shown} [{}]", other.rule, words.join(" | ")),
            )
        }
        (true, Some(_)) => None,
    }
}

fn lint(linter: &Linter, example: &Example, text: &str) -> Result<Report, String> {
    let case = Case::read(linter, example, text)?;
    let (recipient, sender) = (case.recipient.as_ref(), case.sender.as_ref());
    let mut run = Others::default();
    run.add("example", &linter.shingles(&case.draft, recipient));
    for other in &example.raw.others {
        let draft = Draft::bare("other", other.clone());
        run.add("other", &linter.shingles(&draft, recipient));
    }
    Ok(linter.lint_among(&case.draft, recipient, sender, Some((&run, 0))))
}

/// An example as the linter takes it.
pub(super) struct Case {
    pub draft: Draft,
    pub recipient: Option<Prepared>,
    pub sender: Option<Sender>,
}

impl Case {
    /// Reads an example with its `text`.
    ///
    /// # Errors
    /// What is wrong with its language, profile or sender.
    pub(super) fn read(linter: &Linter, example: &Example, text: &str) -> Result<Self, String> {
        let raw = &example.raw;
        if linter.pack().language(&raw.lang).is_none() {
            return Err(format!("there is no language `{}`", raw.lang));
        }
        let mut draft = Draft::bare("example", text.to_owned());
        draft.context.language = Some(raw.lang.clone());
        draft.context.platform = raw.platform;
        draft.context.tier = raw.tier;
        draft.context.stage = raw.stage.unwrap_or_default();
        let read = |part: &str, error: toml::de::Error| format!("{part}: {}", error.message());
        let recipient = match &raw.profile {
            Some(table) => {
                let recipient =
                    Recipient::deserialize(table.clone()).map_err(|e| read("profile", e))?;
                Some(linter.prepare(&recipient))
            }
            None => None,
        };
        let sender = match &raw.sender {
            Some(table) => Some(Sender::deserialize(table.clone()).map_err(|e| read("sender", e))?),
            None => None,
        };
        Ok(Self {
            draft,
            recipient,
            sender,
        })
    }
}

/// In each language it speaks a rule needs examples of both sorts.
fn too_few(linter: &Linter, rule: &Rule) -> Vec<Disagreement> {
    let mut languages: Vec<String> = rule
        .check
        .phrases
        .iter()
        .filter_map(|p| p.lang.clone())
        .collect();
    languages.sort();
    languages.dedup();
    if languages.is_empty() {
        languages = linter
            .pack()
            .languages
            .iter()
            .map(|l| l.code().to_owned())
            .collect();
    }
    let mut count: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for example in &rule.examples {
        *count
            .entry((&example.raw.lang, example.raw.flag.is_some()))
            .or_default() += 1;
    }
    let mut out = Vec::new();
    for language in &languages {
        for (flag, word) in [(true, "flag"), (false, "pass")] {
            let n = count.get(&(language.as_str(), flag)).copied().unwrap_or(0);
            if n < NEEDED {
                out.push(Disagreement {
                    rule: rule.id.clone(),
                    place: "-".to_owned(),
                    fault: Fault::TooFew,
                    detail: format!("{n} of {NEEDED} `{word}` examples in `{language}`"),
                });
            }
        }
    }
    out
}
