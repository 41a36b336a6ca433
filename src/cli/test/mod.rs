//! `test`: rule packs by their examples, and on labelled messages.

pub mod corpus;
mod coverage;
pub mod examples;
mod hits;
pub mod measure;
mod weights;

use std::io::Write as _;
use std::path::Path;

use super::args::Test;
use super::config::Config;
use super::{Status, files, setup};
use corpus::Corpus;

/// `reachout test`
pub fn run(args: &Test) -> anyhow::Result<Status> {
    let config = Config::find(&args.packs, Path::new("."))?;
    let mut packs = args.packs.clone();
    packs.pack.extend(args.test.iter().cloned());
    let linter = setup::linter_with(&packs, &config, setup::Detail::Checked)?;
    let mut corpora = Vec::new();
    for path in &args.corpus {
        corpora.push(Corpus::read(&files::source(path)?, &linter)?);
    }
    let (out, status) = if args.coverage {
        coverage::run(&linter, &setup_names(args)?, &corpora, args.json)?
    } else if let Some(rule) = &args.suggest_weights {
        (weights::suggest(&linter, rule, &corpora)?, Status::Passed)
    } else if corpora.is_empty() {
        examples::run(&linter, &setup_names(args)?, args.json)?
    } else {
        measure::run(&linter, args, &corpora)?
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
