//! The `reachout` command.

fn main() {}
