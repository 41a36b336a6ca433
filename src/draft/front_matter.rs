//! The TOML between `+++` lines at the head of a draft.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Platform, Stage};
use crate::problem::{Problem, Source};
use crate::span::Span;
use crate::toml_file;

/// What a draft says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// Path of the recipient's profile, from the draft's folder.
    pub to: Option<String>,
    /// Where it will be sent.
    pub platform: Option<Platform>,
    /// Which message it is.
    pub stage: Option<Stage>,
    /// Its language.
    pub language: Option<String>,
    /// Rules not to apply.
    #[serde(default)]
    pub ignore: Vec<Ignore>,
}

/// A rule that a draft sets aside, written `"rule-id"` or `{ rule = "rule-id", because = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Written")]
pub struct Ignore {
    /// Id of the rule.
    pub rule: String,
    /// Why.
    pub because: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "a rule is set aside by \"rule-id\" or { rule = \"rule-id\", because = \"…\" }"
)]
enum Written {
    Id(String),
    Table {
        rule: String,
        because: Option<String>,
    },
}

impl From<Written> for Ignore {
    fn from(written: Written) -> Self {
        match written {
            Written::Id(rule) => Self {
                rule,
                because: None,
            },
            Written::Table { rule, because } => Self { rule, because },
        }
    }
}

const FENCE: &str = "+++";

/// Reads the front matter of `source`; also says where the message after it begins, in bytes.
///
/// A text whose first line isn't `+++` has none.
///
/// # Errors
/// Whatever is wrong in the TOML, at its place in the file; a fence that isn't closed.
pub(super) fn read(source: &Arc<Source>) -> Result<(FrontMatter, usize), Problem> {
    let text = &source.text;
    let head = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = lines(text, head);
    let Some(first) = lines.next().filter(|line| is_fence(text, *line)) else {
        return Ok((FrontMatter::default(), head));
    };
    let Some(last) = lines.find(|line| is_fence(text, *line)) else {
        return Err(Problem::at(
            source,
            Span::new(first.start, first.start + FENCE.len()),
            "this front matter has no end",
        )
        .help("close it with a second line `+++`"));
    };
    let front = toml::from_str(&text[first.end..last.start])
        .map_err(|error| toml_file::problem(source, &error, first.end))?;
    Ok((front, last.end))
}

/// The lines from byte `at` on, each with its line end.
fn lines(text: &str, at: usize) -> impl Iterator<Item = Span> {
    let mut start = at;
    text[at..].split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        span
    })
}

fn is_fence(text: &str, line: Span) -> bool {
    text[line.range()].trim_end() == FENCE
}
