//! `schema`: the JSON Schema of a file format, from the structs that read or write it.

use std::io::Write as _;

use schemars::schema_for;

use super::Status;
use super::args::{Schema, SchemaOf};

/// `reachout schema OF`
pub fn run(args: &Schema) -> anyhow::Result<Status> {
    let schema = match args.of {
        SchemaOf::Report => schema_for!(crate::report::Reports),
        SchemaOf::Profile => schema_for!(crate::people::Recipient),
        SchemaOf::Sender => schema_for!(crate::people::Sender),
        SchemaOf::Pack => schema_for!(crate::pack::raw::PackFile),
        SchemaOf::Config => schema_for!(super::config::File),
    };
    let mut out = serde_json::to_string_pretty(&schema)?;
    out.push('\n');
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(Status::Passed)
}
