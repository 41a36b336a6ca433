//! From arguments and configuration to a linter; and how errors are said.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::PackArgs;
use super::config::Config;
use super::files;
use crate::lint::Linter;
use crate::pack::{self, Pack, Scrutiny, Severity};
use crate::people::{Recipient, Sender};
use crate::problem::{Problem, Problems, Source};
use crate::report::snippet::Style;
use crate::report::{self, Locale};

/// The locale that was asked for: by flag, configuration, environment.
pub fn locale(args: &PackArgs, config: &Config) -> Locale {
    let configured = config
        .file
        .locale
        .as_ref()
        .and_then(|l| locale_named(l.get_ref()));
    args.locale
        .map(Locale::from)
        .or(configured)
        .unwrap_or_else(Locale::from_environment)
}

/// `de` or `en`.
pub fn locale_named(name: &str) -> Option<Locale> {
    match name {
        "de" => Some(Locale::De),
        "en" => Some(Locale::En),
        _ => None,
    }
}

/// The environment's locale by name.
pub fn environment_locale() -> &'static str {
    Locale::from_environment().pick("en", "de")
}

/// The name of a severity in files.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// How much of a pack a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What linting takes: the rules of the program come precompiled.
    Lint,
    /// Examples too: the rules of the program are read from their files.
    Examples,
    /// Examples, and every pattern checked.
    Checked,
}

/// The pack that arguments and configuration ask for.
///
/// # Errors
/// All problems of all packs.
pub fn pack(args: &PackArgs, config: &Config, detail: Detail) -> Result<Pack, Problems> {
    let default = !args.no_default_pack && config.file.default_pack != Some(false);
    let configured = config.file.packs.iter().map(|p| config.resolve(p));
    let paths: Vec<PathBuf> = configured.chain(args.pack.iter().cloned()).collect();
    if default && paths.is_empty() && detail == Detail::Lint {
        return crate::embedded::pack();
    }
    let mut sources: Vec<(Arc<Source>, Scrutiny)> = Vec::new();
    if default {
        let scrutiny = if detail == Detail::Checked {
            Scrutiny::Full
        } else {
            Scrutiny::Trusting
        };
        sources.extend(pack::default::sources().map(|s| (s, scrutiny)));
    }
    let mut problems = Vec::new();
    for path in paths {
        match pack_files(&path) {
            Ok(found) => sources.extend(found.into_iter().map(|s| (s, Scrutiny::Full))),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    pack::load(&sources)
}

/// A pack's files: the file itself, or every TOML file of a folder and its subfolders, by name.
///
/// # Errors
/// What can't be read, and a folder without any.
pub fn pack_files(path: &Path) -> Result<Vec<Arc<Source>>, Problem> {
    if !path.is_dir() {
        return Ok(vec![files::source(path)?]);
    }
    let mut paths = Vec::new();
    walk(path, 0, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        return Err(Problem::of_file(
            path.display().to_string(),
            "there is no TOML file in this pack",
        )
        .help("a pack is a TOML file or a folder of them"));
    }
    paths.iter().map(|p| files::source(p)).collect()
}

/// How deep a pack's folders may be; deeper ones are a loop of links.
const MAX_DEPTH: usize = 8;

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let name = folder.display().to_string();
    if depth > MAX_DEPTH {
        return Err(Problem::of_file(name, "folders are nested too deeply")
            .help("is there a link to a folder above?"));
    }
    let entries = std::fs::read_dir(folder)
        .map_err(|e| Problem::of_file(&name, format!("can't be read: {e}")))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, depth + 1, out)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            out.push(path);
        }
    }
    Ok(())
}

/// A linter for arguments and configuration, without a sender of the command line.
///
/// # Errors
/// Problems of packs, or a rule in the configuration that doesn't exist.
pub fn linter(args: &PackArgs, config: &Config) -> Result<Linter, Problems> {
    linter_with(args, config, Detail::Lint)
}

/// The same with as much of the packs as a command needs.
///
/// # Errors
/// As [`linter`].
pub fn linter_with(args: &PackArgs, config: &Config, detail: Detail) -> Result<Linter, Problems> {
    let overrides = config
        .file
        .rules
        .iter()
        .map(|(id, s)| (id.clone(), s.0))
        .collect();
    let linter = Linter::with_pack(pack(args, config, detail)?)
        .locale(locale(args, config))
        .year(this_year())
        .sender(Some(config.file.sender.clone()))
        .overrides(&overrides)
        .map_err(|mut problem| {
            if let Some(path) = &config.path {
                problem.file = path.display().to_string();
            }
            problem
        })?;
    Ok(linter)
}

/// The year by the machine's clock.
fn this_year() -> u16 {
    const SECONDS_PER_YEAR: u64 = 31_556_952;
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    u16::try_from(1970 + since.as_secs() / SECONDS_PER_YEAR).unwrap_or(u16::MAX)
}

/// The profile named on the command line: a path, or a name in the profiles folder.
///
/// # Errors
/// A file that is missing or wrong.
pub fn profile(name: &Path, config: &Config) -> Result<Recipient, Problem> {
    let path = profile_path(name, config);
    Recipient::parse(&files::source(&path)?)
}

fn profile_path(name: &Path, config: &Config) -> PathBuf {
    if name.exists() || name.extension().is_some() {
        return name.to_owned();
    }
    let folder = config
        .file
        .profiles
        .as_deref()
        .map(|p| config.resolve(p))
        .unwrap_or_default();
    let mut file = folder.join(name).into_os_string();
    file.push(".toml");
    PathBuf::from(file)
}

/// The sender named on the command line.
///
/// # Errors
/// A file that is missing or wrong.
pub fn sender(path: &Path) -> Result<Sender, Problem> {
    Sender::parse(&files::source(path)?)
}

/// How to draw on standard error or output.
pub fn style() -> Style {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    Style {
        // anstream drops the colours where the stream or the environment doesn't want them.
        colour: true,
        width: columns.unwrap_or(100).clamp(40, 160),
    }
}

/// Says an error on standard error: problems with their places, others in a line.
pub fn complain(error: &anyhow::Error) {
    if let Some(problem) = error.downcast_ref::<Problem>() {
        say(problem);
    } else if let Some(problems) = error.downcast_ref::<Problems>() {
        for problem in &problems.0 {
            say(problem);
        }
    } else {
        let text = report::snippet::clean(&format!("{error:#}"));
        print_error(&format!("error: {text}"));
    }
}

/// Says a problem on standard error.
pub fn say(problem: &Problem) {
    print_error(&report::problem::render(
        problem,
        Locale::from_environment(),
        style(),
    ));
}

#[allow(clippy::print_stderr)]
fn print_error(text: &str) {
    anstream::eprintln!("{text}");
}
