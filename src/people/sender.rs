//! The person who writes, as far as it decides what "your own offer" is.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Source};
use crate::toml_file;

/// The sender. Every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sender {
    /// Name, as one string or as `{ given = "Tom", family = "Weiß" }`.
    pub name: SenderName,
    /// Employer or own firm.
    pub company: Option<String>,
    /// Products and services.
    pub products: Vec<String>,
    /// Web domains: `weiss-training.example`.
    pub domains: Vec<String>,
    /// Groups they run.
    pub groups: Vec<String>,
    /// Pages they run.
    pub pages: Vec<String>,
}

impl Sender {
    /// Reads a sender.
    ///
    /// # Errors
    /// The first mistake in the TOML, with its place.
    pub fn parse(source: &Arc<Source>) -> Result<Self, Problem> {
        toml_file::parse(source)
    }

    /// Whether nothing is known of the sender.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The sender's name; of a single string, the last word is the surname.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Written")]
#[schemars(with = "Written")]
pub struct SenderName {
    /// First name or names.
    pub given: Option<String>,
    /// Surname.
    pub family: Option<String>,
}

impl SenderName {
    /// First name and surname with a space between; empty when neither is known.
    pub fn full(&self) -> String {
        [&self.given, &self.family]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "a name is \"Tom Weiß\" or { given = \"Tom\", family = \"Weiß\" }"
)]
enum Written {
    Full(String),
    Parts(Parts),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Parts {
    given: Option<String>,
    family: Option<String>,
}

impl From<Written> for SenderName {
    fn from(written: Written) -> Self {
        match written {
            Written::Full(name) => match name.trim().rsplit_once(char::is_whitespace) {
                Some((given, family)) => Self {
                    given: Some(given.trim_end().to_owned()),
                    family: Some(family.to_owned()),
                },
                None => Self {
                    given: Some(name.trim().to_owned()).filter(|n| !n.is_empty()),
                    family: None,
                },
            },
            Written::Parts(Parts { given, family }) => Self { given, family },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(text: &str) -> Result<Sender, Problem> {
        Sender::parse(&Source::new("me.toml", text))
    }

    #[test]
    fn a_name_is_one_string_or_two() {
        let one = sender("name = \"Tom Weiß\"\ncompany = \"Weiß Training\"\n").unwrap();
        let two = sender("[name]\ngiven = \"Tom\"\nfamily = \"Weiß\"\n").unwrap();
        assert_eq!(one.name, two.name);
        assert_eq!(one.name.full(), "Tom Weiß");
        assert_eq!(sender("name = \"Tom\"").unwrap().name.full(), "Tom");
    }

    #[test]
    fn mistakes_are_shown() {
        assert_eq!(
            sender("product = []").unwrap_err().to_string(),
            "me.toml:1:1: unknown field `product` (did you mean `products`?)"
        );
        assert!(sender("name = 3").unwrap_err().message.contains("Tom Weiß"));
        assert!(sender("").unwrap().is_empty());
    }
}
