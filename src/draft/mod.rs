//! The draft: bytes in, a message with its parts out. Knows no rules.

pub mod decode;
pub mod front_matter;
pub mod layout;
pub mod slots;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Source;
use crate::span::Span;
pub use front_matter::FrontMatter;
pub use slots::Slot;

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
    /// Merge fields, in order.
    pub slots: Vec<Slot>,
    /// Platform, tier, stage, language. Front matter has been applied.
    pub context: Context,
}
