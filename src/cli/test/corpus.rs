//! Labelled messages, as written in `tests/corpus/*.toml`.

use std::sync::Arc;

use serde::Deserialize;

use crate::draft::{Draft, Platform, Stage, Tier};
use crate::lint::{Linter, PhraseHit};
use crate::pack::Grade;
use crate::people::{Recipient, Sender};
use crate::problem::{Problem, Source};
use crate::report::Report;
use crate::toml_file;

/// A file of labelled messages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Corpus {
    /// The rules its messages are labelled for; all when left out.
    pub(super) judge: Option<Vec<String>>,
    /// The messages.
    pub(super) message: Vec<Message>,
}

/// A message with what a fair reader says of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Message {
    /// Its name.
    pub(super) id: String,
    /// Its text.
    pub(super) text: String,
    /// Its language; detected when left out.
    pub(super) lang: Option<String>,
    /// Its stage.
    pub(super) stage: Option<Stage>,
    /// Its platform.
    pub(super) platform: Option<Platform>,
    /// The sender's membership.
    pub(super) tier: Option<Tier>,
    /// What sort of person sends it; for people who read the corpus.
    #[serde(default, rename = "sender")]
    _sender_sort: Option<toml::Value>,
    /// What is known of the sender.
    pub(super) me: Option<Sender>,
    /// Whether a stranger would be glad of it.
    pub(super) verdict: Verdict,
    /// The rules that should fire.
    pub(super) expect: Vec<String>,
    /// Rules about which fair readers differ.
    #[serde(default)]
    pub(super) maybe: Vec<String>,
    /// How specifically it refers to its recipient.
    pub(super) reference: Option<Grade>,
    /// The recipient.
    pub(super) profile: Option<Recipient>,
}

/// Whether a stranger would be glad of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    /// Yes.
    Good,
    /// No.
    Bad,
}

impl Corpus {
    /// Reads a corpus; every label must be a rule.
    ///
    /// # Errors
    /// The first mistake, with its place where it has one.
    pub(super) fn read(source: &Arc<Source>, linter: &Linter) -> Result<Self, Problem> {
        let corpus: Self = toml_file::parse(source)?;
        for message in &corpus.message {
            for label in message.expect.iter().chain(&message.maybe) {
                if linter.pack().rule(label).is_none() {
                    let at = source
                        .text
                        .find(&format!("\"{}\"", message.id))
                        .unwrap_or(0);
                    let known = linter.pack().rules.iter().map(|r| r.id.as_str());
                    let problem = Problem::at(
                        source,
                        at..at,
                        format!("message `{}`: there is no rule `{label}`", message.id),
                    );
                    return Err(problem.did_you_mean(label, known));
                }
            }
        }
        Ok(corpus)
    }
}

impl Corpus {
    /// Whether its messages are labelled for a rule.
    pub(super) fn judges(&self, rule: &str) -> bool {
        self.judge
            .as_ref()
            .is_none_or(|rules| rules.iter().any(|r| r == rule))
    }
}

impl Message {
    /// Lints the message.
    pub(super) fn lint(&self, linter: &Linter) -> Report {
        let prepared = self.profile.as_ref().map(|p| linter.prepare(p));
        linter.lint_prepared(&self.draft(), prepared.as_ref(), self.me.as_ref())
    }

    /// The phrases of all rules that stand in it.
    pub(super) fn phrase_hits(&self, linter: &Linter) -> Vec<PhraseHit> {
        let prepared = self.profile.as_ref().map(|p| linter.prepare(p));
        linter.phrase_hits(&self.draft(), prepared.as_ref(), self.me.as_ref())
    }

    fn draft(&self) -> Draft {
        let mut draft = Draft::bare(&self.id, self.text.clone());
        draft.context.stage = self.stage.unwrap_or_default();
        draft.context.platform = self.platform;
        draft.context.tier = self.tier;
        draft.context.language.clone_from(&self.lang);
        draft
    }
}
