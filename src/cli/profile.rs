//! `profile new` and `profile check`.

use std::io::Write as _;
use std::path::Path;

use super::args::{LocaleArg, Profile, ProfileCommand};
use super::config::Config;
use super::{Status, setup};
use crate::problem::Problem;
use crate::report::Locale;
use crate::report::snippet::clean;

const NEW_EN: &str = include_str!("profile_new_en.toml");
const NEW_DE: &str = include_str!("profile_new_de.toml");

/// `reachout profile new` and `reachout profile check`
pub fn run(args: &Profile) -> anyhow::Result<Status> {
    match &args.command {
        ProfileCommand::New { path, locale } => new(path.as_deref(), *locale),
        ProfileCommand::Check { profiles, packs } => {
            let config = Config::find(packs, Path::new("."))?;
            let linter = setup::linter(packs, &config)?;
            let mut status = Status::Passed;
            for path in profiles {
                match setup::profile(path, &config) {
                    Ok(recipient) => {
                        let prepared = linter.prepare(&recipient);
                        let out = summary(path, &prepared, linter.speaks());
                        anstream::stdout().write_all(out.as_bytes())?;
                    }
                    Err(problem) => {
                        setup::say(&problem);
                        status = Status::Broken;
                    }
                }
            }
            Ok(status)
        }
    }
}

fn new(path: Option<&Path>, locale: Option<LocaleArg>) -> anyhow::Result<Status> {
    let locale = locale.map_or_else(Locale::from_environment, Locale::from);
    let template = locale.pick(NEW_EN, NEW_DE);
    let Some(path) = path else {
        std::io::stdout().write_all(template.as_bytes())?;
        return Ok(Status::Passed);
    };
    let name = path.display().to_string();
    match std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
    {
        Ok(mut file) => file.write_all(template.as_bytes())?,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(Problem::of_file(name, "exists already")
                .help("give another name")
                .into());
        }
        Err(error) => {
            return Err(Problem::of_file(name, format!("can't be written: {error}")).into());
        }
    }
    Ok(Status::Passed)
}

fn summary(path: &Path, prepared: &crate::lint::Prepared, locale: Locale) -> String {
    let recipient = prepared.recipient();
    let facts = recipient.facts();
    let telling = facts.iter().filter(|f| !f.identity).count();
    let name = clean(&path.display().to_string());
    let mut out = match locale {
        Locale::En => format!("{name}: {telling} facts worth a sentence\n"),
        Locale::De => format!("{name}: {telling} Angaben, die einen Satz wert sind\n"),
    };
    for wish in prepared.wishes() {
        let quote = wish
            .quote
            .as_deref()
            .map(|q| format!(": “{}”", clean(&q.split_whitespace().collect::<Vec<_>>().join(" "))))
            .unwrap_or_default();
        out.push_str(&format!(
            "  {} {}{quote}\n",
            locale.pick("wish", "Wunsch"),
            wish.kind.as_str()
        ));
    }
    if telling == 0 {
        out.push_str(locale.pick(
            "  too little to judge a reference by; add seeks, offers, interests or activity\n",
            "  zu wenig, um einen Bezug zu beurteilen; ergänze seeks, offers, interests oder activity\n",
        ));
    }
    out
}
