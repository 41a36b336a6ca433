//! The command line: what it says, and one file for each command.

pub mod args;
pub mod batch;
pub mod config;
pub mod explain;
pub mod files;
pub mod init;
pub mod lint;
pub mod profile;
pub mod rules;
pub mod schema;
pub mod setup;
pub mod shell;
pub mod test;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing that fails.
    Passed,
    /// The gate fails, or a test.
    Failed,
    /// It could not run, or not wholly.
    Broken,
}

impl Status {
    fn code(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::Failed => 1,
            Self::Broken => 2,
        }
    }
}

/// Reads the arguments, runs the command and gives its exit code: 0, 1 or 2.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    args.color.write_global();
    match run(&args) {
        Ok(status) => ExitCode::from(status.code()),
        // `reachout rules | head`: whoever reads has had enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            setup::complain(&error);
            ExitCode::from(Status::Broken.code())
        }
    }
}

fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.command {
        Command::Lint(lint) => lint::run(lint),
        Command::Batch(batch) => batch::run(batch),
        Command::Rules(rules) => rules::run(rules),
        Command::Explain(explain) => explain::run(explain),
        Command::Test(test) => test::run(test),
        Command::Profile(profile) => profile::run(profile),
        Command::Init(init) => init::run(init),
        Command::Config(config) => config::run(config),
        Command::Schema(schema) => schema::run(schema),
        Command::Completions(completions) => shell::completions(completions),
        Command::Man(man) => shell::man(man),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        // serde_json doesn't name the error that it wraps as its cause.
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
