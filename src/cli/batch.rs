//! `batch`: NDJSON in, one line out for each line in, in the same order.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;
use serde_json::Value;

use super::args::Batch;
use super::config::Config;
use super::{Status, files, setup};
use crate::draft::{Draft, Platform, Stage, decode};
use crate::lint::{Linter, Prepared};
use crate::people::{Recipient, Sender};
use crate::report::Report;

/// A line as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    id: Value,
    message: String,
    profile: Option<Value>,
    sender: Option<Value>,
    platform: Option<Platform>,
    stage: Option<Stage>,
    language: Option<String>,
}

/// A report with the id of its line.
#[derive(serde::Serialize)]
struct Identified<'r> {
    id: &'r Value,
    #[serde(flatten)]
    report: &'r Report,
}

/// A line that couldn't be linted.
#[derive(serde::Serialize)]
struct Refused<'r> {
    id: &'r Value,
    line: usize,
    error: String,
}

/// `reachout batch`
pub fn run(args: &Batch) -> anyhow::Result<Status> {
    let config = Config::find(&args.packs, Path::new("."))?;
    let mut linter = setup::linter(&args.packs, &config)?;
    if let Some(path) = &args.sender {
        linter = linter.sender(Some(setup::sender(path)?));
    }
    let common = match &args.profile {
        Some(name) => Some(linter.prepare(&setup::profile(name, &config)?)),
        None => None,
    };
    let mut run = Run {
        args,
        config: &config,
        linter: &linter,
        common,
        profiles: HashMap::new(),
        senders: HashMap::new(),
    };
    let input: Box<dyn BufRead> = if args.input.as_os_str() == files::STDIN {
        Box::new(std::io::stdin().lock())
    } else {
        let name = args.input.display().to_string();
        Box::new(BufReader::new(
            File::open(&args.input).with_context(|| name)?,
        ))
    };
    run.all(input, &mut std::io::stdout().lock())
}

struct Run<'a> {
    args: &'a Batch,
    config: &'a Config,
    linter: &'a Linter,
    common: Option<Prepared>,
    profiles: HashMap<PathBuf, Prepared>,
    senders: HashMap<PathBuf, Sender>,
}

impl Run<'_> {
    fn all(&mut self, mut input: impl BufRead, out: &mut impl Write) -> anyhow::Result<Status> {
        let mut status = Status::Passed;
        let mut bytes = Vec::new();
        let mut number = 0;
        loop {
            bytes.clear();
            if input.read_until(b'\n', &mut bytes)? == 0 {
                break;
            }
            number += 1;
            let written = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            if written.trim_ascii().is_empty() {
                continue;
            }
            match self.line(written) {
                Ok((id, report)) => serde_json::to_writer(
                    &mut *out,
                    &Identified {
                        id: &id,
                        report: &report,
                    },
                )?,
                Err((id, error)) => {
                    status = Status::Broken;
                    let refused = Refused {
                        id: &id,
                        line: number,
                        error,
                    };
                    serde_json::to_writer(&mut *out, &refused)?;
                }
            }
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(status)
    }

    /// Lints one line; an error comes with the id, where the line has one.
    fn line(&mut self, written: &[u8]) -> Result<(Value, Report), (Value, String)> {
        let value: Value = serde_json::from_slice(written)
            .map_err(|e| (Value::Null, format!("this is no JSON: {e}")))?;
        let id = value.get("id").cloned().unwrap_or(Value::Null);
        let line: Line = serde_json::from_value(value).map_err(|e| (id.clone(), e.to_string()))?;
        self.lint(line).map_err(|error| (id, error))
    }

    fn lint(&mut self, line: Line) -> Result<(Value, Report), String> {
        if line.message.len() > decode::MAX_BYTES {
            let bytes = line.message.len();
            return Err(format!("is too long for a message: {bytes} bytes, at most {} are read", decode::MAX_BYTES));
        }
        // The message is bare: `+++` at its head is text, not front matter.
        let mut draft = Draft::bare("-", line.message);
        let context = &mut draft.context;
        context.platform = line
            .platform
            .or(self.args.platform.map(Into::into))
            .or(self.config.file.platform);
        context.tier = self.args.tier.map(Into::into).or(self.config.file.tier);
        context.stage = line
            .stage
            .or(self.args.stage.map(Into::into))
            .or(self.config.file.stage)
            .unwrap_or_default();
        if let Some(code) = line.language.filter(|l| l != "auto") {
            if self.linter.pack().language(&code).is_none() {
                return Err(format!("no pack speaks `{code}`"));
            }
            context.language = Some(code);
        }
        let sender = match line.sender {
            None | Some(Value::Null) => None,
            Some(Value::String(path)) => Some(self.sender_file(Path::new(&path))?),
            Some(inline) => {
                Some(serde_json::from_value(inline).map_err(|e| format!("sender: {e}"))?)
            }
        };
        let linter = self.linter;
        let own;
        let profile = match line.profile {
            None | Some(Value::Null) => self.common.as_ref(),
            Some(Value::String(path)) => Some(self.profile_file(PathBuf::from(path))?),
            Some(inline) => {
                let recipient: Recipient =
                    serde_json::from_value(inline).map_err(|e| format!("profile: {e}"))?;
                own = linter.prepare(&recipient);
                Some(&own)
            }
        };
        let report = linter.lint_prepared(&draft, profile, sender.as_ref());
        Ok((line.id, report))
    }

    fn profile_file(&mut self, path: PathBuf) -> Result<&Prepared, String> {
        if !self.profiles.contains_key(&path) {
            let recipient = setup::profile(&path, self.config).map_err(|p| p.to_string())?;
            self.profiles
                .insert(path.clone(), self.linter.prepare(&recipient));
        }
        Ok(&self.profiles[&path])
    }

    fn sender_file(&mut self, path: &Path) -> Result<Sender, String> {
        if let Some(sender) = self.senders.get(path) {
            return Ok(sender.clone());
        }
        let sender = setup::sender(path).map_err(|p| p.to_string())?;
        self.senders.insert(path.to_owned(), sender.clone());
        Ok(sender)
    }
}
