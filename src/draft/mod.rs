//! The draft: bytes in, a message with its parts out. Knows no rules.

pub mod decode;
pub mod front_matter;
pub mod layout;
pub mod slots;

use std::sync::Arc;

use encoding_rs::Encoding;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Source};
use crate::span::Span;
pub use front_matter::{FrontMatter, Ignore};
pub use slots::{Slot, SlotClass, SlotSyntax, SlotWords};

/// Where the message will be sent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// LinkedIn.
    Linkedin,
    /// XING.
    Xing,
    /// Facebook.
    Facebook,
    /// E-mail.
    Email,
    /// Anything else.
    Other,
}

/// The sender's membership on the platform; limits differ.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Free.
    Basic,
    /// Paid.
    Premium,
}

/// Which message of the acquaintance this is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The note of a contact request.
    #[default]
    Request,
    /// The first message after it was accepted.
    FirstMessage,
    /// The answer to somebody else's request or message.
    Reply,
    /// A further message without an answer in between.
    FollowUp,
}

impl Platform {
    /// Every platform.
    pub const ALL: [Self; 5] = [
        Self::Linkedin,
        Self::Xing,
        Self::Facebook,
        Self::Email,
        Self::Other,
    ];

    /// The name in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linkedin => "linkedin",
            Self::Xing => "xing",
            Self::Facebook => "facebook",
            Self::Email => "email",
            Self::Other => "other",
        }
    }
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 4] = [
        Self::Request,
        Self::FirstMessage,
        Self::Reply,
        Self::FollowUp,
    ];

    /// The name in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::FirstMessage => "first-message",
            Self::Reply => "reply",
            Self::FollowUp => "follow-up",
        }
    }
}

/// Under which circumstances the message will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The platform, when known.
    pub platform: Option<Platform>,
    /// The sender's membership, when known.
    pub tier: Option<Tier>,
    /// The stage.
    pub stage: Stage,
    /// The language to read it in; detected when `None`.
    pub language: Option<String>,
}

/// A draft, decoded and with its front matter read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// File name and whole text, front matter included.
    pub source: Arc<Source>,
    /// The message without front matter and byte order mark.
    pub message: Span,
    /// What the front matter says.
    pub front: FrontMatter,
    /// Merge fields whose brackets alone give them away, in order. [`slots::find`] with the words
    /// of a pack also finds `[Name]` and its like.
    pub slots: Vec<Slot>,
    /// Platform, tier, stage, language. Front matter has been applied.
    pub context: Context,
}

impl Draft {
    /// Reads a decoded draft; `name` is its path as the user gave it.
    ///
    /// # Errors
    /// What is wrong in its front matter.
    pub fn parse(name: &str, text: String) -> Result<Self, Problem> {
        let source = Source::new(name, text);
        let (front, start) = front_matter::read(&source)?;
        let message = Span::new(start, source.text.len());
        let context = Context {
            platform: front.platform,
            tier: None,
            stage: front.stage.unwrap_or_default(),
            language: front.language.clone(),
        };
        Ok(Self {
            slots: slots::find(&source.text, message, &SlotWords::default()),
            source,
            message,
            front,
            context,
        })
    }

    /// A message without front matter: what `batch` reads, where `+++` is just text.
    pub fn bare(name: &str, text: String) -> Self {
        let source = Source::new(name, text);
        Self {
            message: Span::new(0, source.text.len()),
            front: FrontMatter::default(),
            slots: Vec::new(),
            context: Context::default(),
            source,
        }
    }

    /// Decodes and reads a draft; see [`decode::decode`] for `encoding`.
    ///
    /// # Errors
    /// Bytes that aren't text, and what is wrong in its front matter.
    pub fn from_bytes(
        name: &str,
        bytes: &[u8],
        encoding: Option<&'static Encoding>,
    ) -> Result<Self, Problem> {
        Self::parse(name, decode::decode(name, bytes, encoding)?)
    }

    /// The message without front matter and byte order mark.
    pub fn message_text(&self) -> &str {
        &self.source.text[self.message.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_without_front_matter_is_all_message() {
        let draft = Draft::parse("a.txt", "Hallo Anna,\nhi".into()).unwrap();
        assert_eq!(draft.message_text(), "Hallo Anna,\nhi");
        assert_eq!(draft.context, Context::default());
    }

    #[test]
    fn front_matter_is_applied_and_positions_count_from_the_file() {
        let text = "\u{feff}+++\r\nto = \"anna.toml\"\r\nplatform = \"xing\"\r\nstage = \"first-message\"\r\n\
                    language = \"de\"\r\nignore = [\"pitch\", { rule = \"brag\", because = \"asked for\" }]\r\n\
                    +++\r\nHallo Anna";
        let draft = Draft::parse("a.txt", text.into()).unwrap();
        assert_eq!(draft.message_text(), "Hallo Anna");
        assert_eq!(draft.message.start, text.find("Hallo").unwrap());
        assert_eq!(draft.context.platform, Some(Platform::Xing));
        assert_eq!(draft.context.stage, Stage::FirstMessage);
        assert_eq!(draft.context.language.as_deref(), Some("de"));
        assert_eq!(draft.front.to.as_deref(), Some("anna.toml"));
        assert_eq!(draft.front.ignore[0].rule, "pitch");
        assert_eq!(draft.front.ignore[1].because.as_deref(), Some("asked for"));
    }

    #[test]
    fn problems_in_front_matter_have_their_place_in_the_file() {
        let problem = |text: &str| Draft::parse("a.txt", text.into()).unwrap_err().to_string();
        assert_eq!(
            problem("+++\nplatfrom = \"xing\"\n+++\nHi"),
            "a.txt:2:1: unknown field `platfrom` (did you mean `platform`?)"
        );
        assert!(problem("\u{feff}+++\n\nstage = 3\n+++\nHi").starts_with("a.txt:3:9: "));
        assert!(problem("+++\nignore = [3]\n+++\nHi").contains("rule-id"));
        assert_eq!(
            problem("+++\nto = \"a\"\nHi"),
            "a.txt:1:1: this front matter has no end (close it with a second line `+++`)"
        );
    }

    #[test]
    fn plus_signs_elsewhere_are_no_front_matter() {
        for text in ["Hi\n+++\nx", "++++\nx\n++++", "+++ wow\n+++\n"] {
            let draft = Draft::parse("a.txt", text.into()).unwrap();
            assert_eq!(draft.message_text(), text);
        }
    }

    #[test]
    fn a_byte_order_mark_belongs_to_the_file_but_not_to_the_message() {
        let draft = Draft::from_bytes("a.txt", b"\xef\xbb\xbfHi", None).unwrap();
        assert_eq!(draft.message_text(), "Hi");
        assert_eq!(draft.message.start, 3);
    }
}
