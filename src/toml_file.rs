//! Reads a TOML file into a struct; errors carry the place and a "did you mean".

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::problem::{Problem, Source};
use crate::span::Span;

/// Parses `source` into `T`.
///
/// # Errors
/// The first problem of syntax, of an unknown key or of a wrong type, with its place.
pub fn parse<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T, Problem> {
    toml::from_str(&source.text).map_err(|error| problem(source, &error, 0))
}

/// The problem behind a TOML error; `offset` is where the TOML starts in the source, in bytes.
pub fn problem(source: &Arc<Source>, error: &toml::de::Error, offset: usize) -> Problem {
    let message = error.message().trim();
    let span = error.span().map_or(Span::new(offset, offset), |range| {
        let clamp = |at: usize| floor_boundary(&source.text, offset + at);
        Span::new(clamp(range.start), clamp(range.end.max(range.start)))
    });
    let problem = Problem::at(
        source,
        span,
        lower_first(message.lines().next().unwrap_or("")),
    );
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names.split_first() {
        Some((word, known)) if message.starts_with("unknown ") && !known.is_empty() => {
            let problem = Problem {
                message: format!(
                    "{} `{word}`",
                    message.split('`').next().unwrap_or("unknown key").trim()
                ),
                ..problem
            };
            let close = crate::problem::nearest(word, known.iter().copied());
            let help = match close {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            problem.help(help)
        }
        _ => problem,
    }
}

/// The last character boundary at or before byte `at`.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code)]
        interests: Option<Vec<String>>,
        #[allow(dead_code)]
        headline: Option<String>,
    }

    #[test]
    fn an_unknown_key_is_shown_with_the_nearest_known_one() {
        let source = Source::new("anna.toml", "headline = \"x\"\nintrests = []\n");
        let problem = parse::<Sample>(&source).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "anna.toml:2:1: unknown field `intrests` (did you mean `interests`?)"
        );
    }
}
