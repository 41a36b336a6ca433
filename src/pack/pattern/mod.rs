//! Phrase patterns: what they look like ([`parse`]), and how a whole language's worth of them
//! is matched in one pass over the words ([`matcher`]).

pub mod ast;
pub mod matcher;
pub mod parse;

pub use ast::{Field, Node};
pub use matcher::{Fields, Hit, Hits, Matcher, MatcherBuilder, PatternId};
pub use parse::{PatternError, parse};
