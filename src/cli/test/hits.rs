//! How often each phrase of a rule hits messages with and without the rule's label, as
//! SpamAssassin's hit-frequencies do: weights should rest on counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::corpus::{Corpus, Message};
use crate::lint::Linter;
use crate::pack::Kind;

/// The counts of one phrase.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    labelled: usize,
    unlabelled: usize,
}

/// The table for all rules that match phrases, those that hit wrongly first.
pub(super) fn table(linter: &Linter, corpora: &[Corpus]) -> String {
    let mut counts: BTreeMap<(String, usize), Count> = BTreeMap::new();
    for (corpus, message) in corpora
        .iter()
        .flat_map(|c| c.message.iter().map(move |m| (c, m)))
    {
        for hit in message.phrase_hits(linter) {
            if message.maybe.contains(&hit.rule) || !corpus.judges(&hit.rule) {
                continue;
            }
            let count = counts.entry((hit.rule.clone(), hit.phrase)).or_default();
            if message.expect.contains(&hit.rule) {
                count.labelled += 1;
            } else {
                count.unlabelled += 1;
            }
        }
    }
    let mut rows: Vec<(f64, String)> = Vec::new();
    for ((id, place), count) in counts {
        let Some(rule) = linter.pack().rule(&id) else {
            continue;
        };
        if !matches!(rule.check.kind, Kind::Match { .. } | Kind::Cues { .. }) {
            continue;
        }
        let phrase = &rule.check.phrases[place];
        let share = count.labelled as f64 / (count.labelled + count.unlabelled) as f64;
        let name = phrase
            .name
            .as_deref()
            .or(phrase.any.first().map(String::as_str))
            .unwrap_or("-");
        let row = format!(
            "{id:<20}{:>4}{:>8}{:>10}{:>12}{share:>8.2}  {name}",
            phrase.lang.as_deref().unwrap_or("-"),
            phrase.weight,
            count.labelled,
            count.unlabelled
        );
        rows.push((share, row));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = format!(
        "\n{:<20}{:>4}{:>8}{:>10}{:>12}{:>8}  phrase\n",
        "rule", "lang", "weight", "labelled", "unlabelled", "share"
    );
    for (_, row) in rows {
        let _ = writeln!(out, "{row}");
    }
    out
}

/// What `--json --hits` says of a message: its labels and the phrases that stand in it.
#[derive(Debug, serde::Serialize)]
pub(super) struct MessageHits {
    id: String,
    expect: Vec<String>,
    maybe: Vec<String>,
    hits: Vec<String>,
}

impl MessageHits {
    pub(super) fn of(message: &Message, linter: &Linter) -> Self {
        let name = |rule: &str, place: usize| {
            let phrase = linter.pack().rule(rule).map(|r| &r.check.phrases[place]);
            let name = phrase.and_then(|p| p.name.as_deref().or(p.any.first().map(String::as_str)));
            format!("{rule}#{place} {}", name.unwrap_or("-"))
        };
        Self {
            id: message.id.clone(),
            expect: message.expect.clone(),
            maybe: message.maybe.clone(),
            hits: message
                .phrase_hits(linter)
                .iter()
                .map(|h| name(&h.rule, h.phrase))
                .collect(),
        }
    }
}
