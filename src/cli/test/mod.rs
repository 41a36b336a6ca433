//! `test`: rule packs by their examples, and on labelled messages.

pub mod corpus;
pub mod examples;
mod hits;
pub mod measure;

use std::io::Write as _;
use std::path::Path;

use super::args::Test;
use super::config::Config;
use super::{Status, setup};

/// `reachout test`
pub fn run(args: &Test) -> anyhow::Result<Status> {
    let config = Config::find(&args.packs, Path::new("."))?;
    let mut packs = args.packs.clone();
    packs.pack.extend(args.test.iter().cloned());
    let linter = setup::linter_with(&packs, &config, setup::Detail::Checked)?;
    let (out, status) = if args.corpus.is_empty() {
        let own = setup_names(args)?;
        examples::run(&linter, &own, args.json)?
    } else {
        measure::run(&linter, args)?
    };
    anstream::stdout().write_all(out.as_bytes())?;
    Ok(status)
}

/// The names of the files to test; empty for all.
fn setup_names(args: &Test) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for path in &args.test {
        names.extend(setup::pack_files(path)?.iter().map(|s| s.name.clone()));
    }
    Ok(names)
}
