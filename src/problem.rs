//! What is wrong with an input file: a profile, a pack, a configuration, a draft.
//!
//! A problem is data; `report::problem` draws it. Every problem says what to do about it
//! where a cure is known.

use std::fmt;
use std::sync::Arc;

use crate::span::{LineIndex, Span};

/// A file's name and text, shared by all problems found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The decoded text.
    pub text: String,
}

impl Source {
    /// A shared source.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
        })
    }
}

/// Why an input could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path of the input, or what else it is called (`<stdin>`).
    pub file: String,
    /// The text and the place in it, where the problem has one.
    pub place: Option<(Arc<Source>, Span)>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            place: None,
            message: message.into(),
            help: None,
        }
    }

    /// A problem at a place in a file.
    pub fn at(source: &Arc<Source>, span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self {
            file: source.name.clone(),
            place: Some((Arc::clone(source), span.into())),
            message: message.into(),
            help: None,
        }
    }

    /// The same with a cure.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with "did you mean", when one of `known` is near `word`.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((source, span)) = &self.place {
            let at = LineIndex::new(&source.text).position(&source.text, span.start);
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// All the problems that were found in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// The one of `known` that `word` is most probably a slip for.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .filter_map(|k| {
            let edits = strsim::damerau_levenshtein(word, k);
            let length = word.chars().count().max(k.chars().count());
            let similarity = strsim::jaro_winkler(word, k);
            let near = similarity >= 0.85 || edits <= length.div_ceil(4);
            near.then_some((similarity - edits as f64 / length.max(1) as f64, k))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}
