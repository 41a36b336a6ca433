//! Precision, recall and ranking on labelled messages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::corpus::{Corpus, Verdict};
use super::hits::{self, MessageHits};
use crate::cli::Status;
use crate::cli::args::Test;
use crate::lint::Linter;
use crate::pack::Severity;
use crate::report::Report;

/// The counts of one rule.
#[derive(Debug, Clone, Default, serde::Serialize)]
struct Count {
    rule: String,
    /// Messages where it should fire.
    support: usize,
    hits: usize,
    false_alarms: usize,
    misses: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    #[serde(skip)]
    disagreeing: Vec<String>,
}

impl Count {
    fn finish(&mut self) {
        let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
        self.precision = share(self.hits, self.hits + self.false_alarms);
        self.recall = share(self.hits, self.support);
        self.f1 = match (self.precision, self.recall) {
            (Some(p), Some(r)) if p + r > 0.0 => Some(2.0 * p * r / (p + r)),
            (Some(_), Some(_)) => Some(0.0),
            _ => None,
        };
    }
}

/// What was measured.
#[derive(Debug, serde::Serialize)]
struct Measured {
    messages: usize,
    good: usize,
    bad: usize,
    /// The chance that a good message scores higher than a bad one.
    auc: Option<f64>,
    /// Shares of good messages with an error, with a warning or error, and at 85 or more.
    good_with_error: Option<f64>,
    good_with_warning: Option<f64>,
    good_ready: Option<f64>,
    /// Share of messages with a `reference` label whose grade agrees.
    reference_agrees: Option<f64>,
    rules: Vec<Count>,
    /// With `--hits`: the phrases that stand in each message.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages_hits: Vec<MessageHits>,
}

/// Measures the rules on the corpora.
pub(super) fn run(
    linter: &Linter,
    args: &Test,
    corpora: &[Corpus],
) -> anyhow::Result<(String, Status)> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut scores: Vec<(Verdict, u8)> = Vec::new();
    let mut good_worst: Vec<Option<Severity>> = Vec::new();
    let mut references = (0usize, 0usize);
    let mut hardest = String::new();
    for corpus in corpora {
        for message in &corpus.message {
            let mut report = message.lint(linter);
            report.findings.retain(|f| corpus.judges(&f.rule));
            scores.push((message.verdict, report.score));
            if message.verdict == Verdict::Good {
                good_worst.push(report.worst());
                if let Some(finding) = report
                    .findings
                    .iter()
                    .find(|f| f.severity >= Severity::Warning)
                {
                    let words: Vec<&str> = finding.spans.iter().map(|s| s.text.as_str()).collect();
                    let _ = writeln!(
                        hardest,
                        "  {}: {} {} [{}]",
                        message.id,
                        report.score,
                        finding.rule,
                        words.join(" | ")
                    );
                }
            }
            if let Some(grade) = message.reference {
                references.1 += 1;
                references.0 += usize::from(report.reference == Some(grade));
            }
            count(
                &mut counts,
                &message.id,
                &message.expect,
                &message.maybe,
                &report,
            );
        }
    }
    let mut rules: Vec<Count> = counts.into_values().collect();
    rules.iter_mut().for_each(Count::finish);
    rules.sort_by(|a, b| {
        a.f1.unwrap_or(1.0)
            .total_cmp(&b.f1.unwrap_or(1.0))
            .then(b.support.cmp(&a.support))
    });
    let good = good_worst.len();
    let share = |n: usize| (good > 0).then(|| n as f64 / good as f64);
    let at_least = |s: Severity| {
        good_worst
            .iter()
            .filter(|w| w.is_some_and(|w| w >= s))
            .count()
    };
    let measured = Measured {
        messages: scores.len(),
        good,
        bad: scores.len() - good,
        auc: auc(&scores),
        good_with_error: share(at_least(Severity::Error)),
        good_with_warning: share(at_least(Severity::Warning)),
        good_ready: share(
            scores
                .iter()
                .filter(|(v, s)| *v == Verdict::Good && *s >= 85)
                .count(),
        ),
        reference_agrees: (references.1 > 0).then(|| references.0 as f64 / references.1 as f64),
        rules,
        messages_hits: if args.hits && args.json {
            corpora
                .iter()
                .flat_map(|c| &c.message)
                .map(|m| MessageHits::of(m, linter))
                .collect()
        } else {
            Vec::new()
        },
    };
    if args.json {
        return Ok((
            serde_json::to_string_pretty(&measured)? + "\n",
            Status::Passed,
        ));
    }
    let mut out = table(&measured);
    if !args.summary {
        let _ = writeln!(
            out,
            "\nDisagreeing messages (- missed, + flagged without a label):"
        );
        for c in measured.rules.iter().filter(|c| !c.disagreeing.is_empty()) {
            let _ = writeln!(out, "  {}: {}", c.rule, c.disagreeing.join(" "));
        }
        let _ = writeln!(out, "\nGood messages with a warning or error:\n{hardest}");
    }
    if args.hits {
        out.push_str(&hits::table(linter, corpora));
    }
    Ok((out, Status::Passed))
}

fn entry<'c>(counts: &'c mut BTreeMap<String, Count>, rule: &str) -> &'c mut Count {
    counts.entry(rule.to_owned()).or_insert_with(|| Count {
        rule: rule.to_owned(),
        ..Count::default()
    })
}

fn count(
    counts: &mut BTreeMap<String, Count>,
    id: &str,
    expect: &[String],
    maybe: &[String],
    report: &Report,
) {
    for rule in expect {
        let fired = report.findings.iter().any(|f| f.rule == *rule);
        let c = entry(counts, rule);
        c.support += 1;
        if fired {
            c.hits += 1;
        } else {
            c.misses += 1;
            c.disagreeing.push(format!("-{id}"));
        }
    }
    for finding in &report.findings {
        if !expect.contains(&finding.rule) && !maybe.contains(&finding.rule) {
            let c = entry(counts, &finding.rule);
            c.false_alarms += 1;
            c.disagreeing.push(format!("+{id}"));
        }
    }
}

/// The chance that a good message scores higher than a bad one; ties count half.
fn auc(scores: &[(Verdict, u8)]) -> Option<f64> {
    let good: Vec<u8> = scores
        .iter()
        .filter(|(v, _)| *v == Verdict::Good)
        .map(|(_, s)| *s)
        .collect();
    let bad: Vec<u8> = scores
        .iter()
        .filter(|(v, _)| *v == Verdict::Bad)
        .map(|(_, s)| *s)
        .collect();
    if good.is_empty() || bad.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    for g in &good {
        for b in &bad {
            sum += match g.cmp(b) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    Some(sum / (good.len() * bad.len()) as f64)
}

fn table(measured: &Measured) -> String {
    let mut out = String::new();
    let percent =
        |share: Option<f64>| share.map_or("-".to_owned(), |s| format!("{:.1} %", s * 100.0));
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
    let _ = writeln!(
        out,
        "{} messages, {} good, {} bad",
        measured.messages, measured.good, measured.bad
    );
    let _ = writeln!(
        out,
        "AUC of the score {}; good messages with an error {}, with a warning {}, at 85 or more {}; reference grade agrees {}\n",
        number(measured.auc),
        percent(measured.good_with_error),
        percent(measured.good_with_warning),
        percent(measured.good_ready),
        percent(measured.reference_agrees)
    );
    let _ = writeln!(
        out,
        "{:<24}{:>8}{:>8}{:>8}{:>8}{:>11}{:>9}{:>8}",
        "rule", "support", "hits", "false", "missed", "precision", "recall", "F1"
    );
    for c in &measured.rules {
        let _ = writeln!(
            out,
            "{:<24}{:>8}{:>8}{:>8}{:>8}{:>11}{:>9}{:>8}",
            c.rule,
            c.support,
            c.hits,
            c.false_alarms,
            c.misses,
            number(c.precision),
            number(c.recall),
            number(c.f1)
        );
    }
    out
}
