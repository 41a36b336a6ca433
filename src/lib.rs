//! Lints the first message between two people.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod check;
pub mod draft;
pub mod language;
pub mod pack;
pub mod people;
pub mod problem;
pub mod span;
pub mod text;
pub mod toml_file;
