//! The `reachout` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    reachout::cli::main()
}
