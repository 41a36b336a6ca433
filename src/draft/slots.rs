//! Merge fields of the outreach tools, as in `{{first_name}}`.

use crate::span::Span;

/// A merge field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The whole field with its brackets, in bytes of the source.
    pub span: Span,
    /// The name in it, as written: `first_name`.
    pub name: String,
}
