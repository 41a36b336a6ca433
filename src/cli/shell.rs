//! `completions` and `man`, made from the same definition as the help.

use std::io::Write as _;

use anyhow::Context as _;
use clap::CommandFactory as _;

use super::Status;
use super::args::{Args, Completions, Man};

/// `reachout completions SHELL`
pub fn completions(args: &Completions) -> anyhow::Result<Status> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "reachout", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Status::Passed)
}

/// `reachout man`
pub fn man(args: &Man) -> anyhow::Result<Status> {
    match &args.out {
        None => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut out)?;
            std::io::stdout().write_all(&out)?;
        }
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
            clap_mangen::generate_to(Args::command(), folder)
                .with_context(|| format!("{}", folder.display()))?;
        }
    }
    Ok(Status::Passed)
}
