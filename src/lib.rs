//! `reachout` lints the first message between two people: the note of a contact request, the
//! first message after it, the reply to one.
//!
//! The way through the crate, each step knowing only those before it:
//!
//! | step | from | to |
//! |---|---|---|
//! | [`draft`] | bytes | a message: front matter, greeting, body, closing, merge fields |
//! | [`text`] | a message | sentences, words, stems, compounds, language |
//! | [`people`] | TOML | the recipient's facts and wishes, the sender's own things |
//! | [`pack`] | TOML | rules, word lists, phrase patterns and their matcher |
//! | [`check`] | message, people, rule | findings; one file for each kind of check |
//! | [`lint`] | all of these | every rule applied |
//! | [`score`] | findings | a ledger from 100 down |
//! | [`report`] | the result | one file for each format |
//! | [`cli`] | arguments | one file for each command |
//!
//! ```
//! use reachout::{Draft, Linter, Recipient, Source};
//!
//! let linter = Linter::with_default_pack()?;
//! let profile = Source::new("anna.toml", "seeks = ['Probeleser für einen Küstenkrimi']");
//! let recipient = Recipient::parse(&profile)?;
//! let draft = Draft::parse(
//!     "draft.txt",
//!     "Hallo Frau Berger,\n\nSie suchen Probeleser für Ihren Küstenkrimi: Der Montagskreis in \
//!      Kiel liest neue Texte und freut sich über Post.\n\nViele Grüße\nTom Weiß\n".to_owned(),
//! )?;
//! let report = linter.lint(&draft, &recipient);
//! assert!(report.score >= 85);
//! assert_eq!(report.strengths[0].field.as_deref(), Some("seeks"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod check;
pub mod cli;
pub mod draft;
mod embedded;
pub mod language;
pub mod lint;
pub mod pack;
pub mod people;
pub mod problem;
pub mod report;
pub mod score;
pub mod span;
pub mod text;
pub mod toml_file;

pub use draft::Draft;
pub use lint::Linter;
pub use people::{Recipient, Sender};
pub use problem::{Problem, Problems, Source};
pub use report::Report;
