//! The TOML between `+++` lines at the head of a draft.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Platform, Stage};

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
    pub ignore: Vec<String>,
}
