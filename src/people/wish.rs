//! What a recipient asks of those who write to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stated wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// What is asked for.
    pub kind: WishKind,
    /// The recipient's own words.
    pub quote: Option<String>,
}

/// What can be asked for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum WishKind {
    /// No requests without a text.
    TextRequired,
    /// No sales pitches.
    NoPitch,
    /// No offers of jobs.
    NoRecruiting,
    /// No requests to like a page.
    NoLikeRequest,
    /// No invitations to groups.
    NoGroupInvite,
    /// A form of address: Sie or du.
    Address,
    /// A language.
    Language,
    /// Another way of getting in touch.
    Channel,
}

impl WishKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::TextRequired,
        Self::NoPitch,
        Self::NoRecruiting,
        Self::NoLikeRequest,
        Self::NoGroupInvite,
        Self::Address,
        Self::Language,
        Self::Channel,
    ];

    /// The name in files: `no-pitch`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TextRequired => "text-required",
            Self::NoPitch => "no-pitch",
            Self::NoRecruiting => "no-recruiting",
            Self::NoLikeRequest => "no-like-request",
            Self::NoGroupInvite => "no-group-invite",
            Self::Address => "address",
            Self::Language => "language",
            Self::Channel => "channel",
        }
    }
}
