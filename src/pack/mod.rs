//! Rule packs: TOML in, validated rules, word lists and compiled patterns out.

pub mod pattern;
pub mod raw;
