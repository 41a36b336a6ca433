//! `lint`: drafts in, reports out.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Format, Gate, Lint};
use super::config::Config;
use super::{Status, files, setup};
use crate::check::similar::Others;
use crate::draft::{Draft, decode};
use crate::lint::{Allowance, Linter, Prepared};
use crate::pack::Severity;
use crate::problem::Problem;
use crate::report::{self, Locale, Report, Reports};

/// `reachout lint`
pub fn run(args: &Lint) -> anyhow::Result<Status> {
    let first = args.drafts.iter().find(|d| d.as_os_str() != files::STDIN);
    let start = first
        .and_then(|d| d.parent())
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let config = Config::find(&args.packs, start)?;
    if args.emit && args.drafts.len() > 1 {
        anyhow::bail!("--emit passes one message on: name one draft, or `-`");
    }
    let session = Session::new(args, config)?;
    let mut broken = false;
    let mut drafts = Vec::new();
    for path in &args.drafts {
        match session.read(path) {
            Ok(read) => drafts.push(read),
            Err(problem) => {
                setup::say(&problem);
                broken = true;
            }
        }
    }
    let run = session.run(&drafts);
    let results: Vec<Linted> = drafts
        .into_iter()
        .enumerate()
        .map(|(place, (draft, own))| session.lint(draft, own, (&run, place)))
        .collect();
    let failed = results.iter().any(|r| !session.passes(&r.report));
    session.print(&results)?;
    session.print_verdict(&results)?;
    // The process ends here: freeing every word of the rules would cost a tenth of the run.
    std::mem::forget(session);
    Ok(if broken {
        Status::Broken
    } else if failed {
        Status::Failed
    } else {
        Status::Passed
    })
}

/// A draft with what was found in it.
struct Linted {
    draft: Draft,
    report: Report,
    /// The table of `--explain-reference`, when it is asked for and there is a profile.
    reference: Option<String>,
}

/// What holds for all drafts of a run.
struct Session<'a> {
    args: &'a Lint,
    config: Config,
    linter: Linter,
    profile: Option<Prepared>,
    encoding: Option<&'static encoding_rs::Encoding>,
    fail_on: Severity,
    min_score: u8,
}

impl<'a> Session<'a> {
    fn new(args: &'a Lint, config: Config) -> anyhow::Result<Self> {
        let mut linter = setup::linter(&args.packs, &config)?;
        if let Some(path) = &args.sender {
            linter = linter.sender(Some(setup::sender(path)?));
        }
        if args.because.len() > args.allow.len() {
            anyhow::bail!(
                "--because is given {} times, --allow {} times: each reason belongs to one rule",
                args.because.len(),
                args.allow.len()
            );
        }
        for (i, rule) in args.allow.iter().enumerate() {
            linter = linter.allow(Allowance {
                rule: rule.clone(),
                because: args.because.get(i).cloned(),
            })?;
        }
        for setting in &config.file.files {
            for rule in &setting.ignore {
                if linter.pack().rule(rule).is_none() {
                    let file = config
                        .path
                        .as_deref()
                        .map_or_else(String::new, |p| p.display().to_string());
                    let known = linter.pack().rules.iter().map(|r| r.id.as_str());
                    return Err(Problem::of_file(file, format!("there is no rule `{rule}`"))
                        .did_you_mean(rule, known)
                        .into());
                }
            }
        }
        if args.lang != "auto" && linter.pack().language(&args.lang).is_none() {
            let known: Vec<&str> = linter.pack().languages.iter().map(|l| l.code()).collect();
            anyhow::bail!(
                "no pack speaks `{}`; --lang is one of: {}, auto",
                args.lang,
                known.join(", ")
            );
        }
        let profile = match &args.profile {
            Some(name) => Some(linter.prepare(&setup::profile(name, &config)?)),
            None => None,
        };
        let encoding = match &args.encoding {
            Some(label) => Some(decode::encoding_named(label).map_err(anyhow::Error::msg)?),
            None => None,
        };
        let Gate { fail_on, min_score } = args.gate;
        Ok(Self {
            args,
            linter,
            profile,
            encoding,
            fail_on: fail_on
                .map(Severity::from)
                .or(config.file.fail_on)
                .unwrap_or(Severity::Error),
            min_score: min_score.or(config.file.min_score).unwrap_or(0),
            config,
        })
    }

    /// Reads a draft, and the profile that its front matter names.
    fn read(&self, path: &Path) -> Result<(Draft, Option<Prepared>), Problem> {
        let name = path.display().to_string();
        let mut draft = Draft::from_bytes(&name, &files::bytes(path)?, self.encoding)?;
        self.linter.check_front_matter(&draft)?;
        self.set_context(&mut draft, path);
        let own = self.own_profile(&draft, path)?;
        Ok((draft, own))
    }

    /// What the drafts have in common; nothing when there is but one.
    fn run(&self, drafts: &[(Draft, Option<Prepared>)]) -> Others {
        let mut run = Others::default();
        if drafts.len() > 1 {
            for (draft, own) in drafts {
                let profile = self.profile.as_ref().or(own.as_ref());
                run.add(&draft.source.name, &self.linter.shingles(draft, profile));
            }
        }
        run
    }

    fn lint(&self, draft: Draft, own: Option<Prepared>, others: (&Others, usize)) -> Linted {
        let profile = self.profile.as_ref().or(own.as_ref());
        let report = self.linter.lint_among(&draft, profile, None, Some(others));
        let reference = profile
            .filter(|_| self.args.explain_reference)
            .and_then(|profile| self.reference_table(&draft, profile));
        Linted {
            draft,
            report,
            reference,
        }
    }

    /// Flags win over front matter, front matter over the configuration's globs, these over
    /// its general settings.
    fn set_context(&self, draft: &mut Draft, path: &Path) {
        let file = &self.config.file;
        let settings: Vec<_> = self.config.settings_for(path).collect();
        let front = draft.front.clone();
        let context = &mut draft.context;
        context.platform = self
            .args
            .platform
            .map(Into::into)
            .or(front.platform)
            .or_else(|| settings.iter().find_map(|s| s.platform))
            .or(file.platform);
        context.tier = self
            .args
            .tier
            .map(Into::into)
            .or_else(|| settings.iter().find_map(|s| s.tier))
            .or(file.tier);
        context.stage = self
            .args
            .stage
            .map(Into::into)
            .or(front.stage)
            .or_else(|| settings.iter().find_map(|s| s.stage))
            .or(file.stage)
            .unwrap_or_default();
        if self.args.lang != "auto" {
            context.language = Some(self.args.lang.clone());
        }
        for setting in settings {
            for rule in &setting.ignore {
                draft.front.ignore.push(crate::draft::front_matter::Ignore {
                    rule: rule.clone(),
                    because: setting.because.clone(),
                });
            }
        }
    }

    /// The profile that the front matter names, from the draft's folder.
    fn own_profile(&self, draft: &Draft, path: &Path) -> Result<Option<Prepared>, Problem> {
        let (None, Some(to)) = (&self.profile, &draft.front.to) else {
            return Ok(None);
        };
        let beside: PathBuf = path.parent().unwrap_or(Path::new("")).join(to);
        let name = if beside.exists() {
            beside
        } else {
            PathBuf::from(to)
        };
        let recipient = setup::profile(&name, &self.config)?;
        Ok(Some(self.linter.prepare(&recipient)))
    }

    fn passes(&self, report: &Report) -> bool {
        report.worst().is_none_or(|worst| worst < self.fail_on) && report.score >= self.min_score
    }

    fn print(&self, results: &[Linted]) -> anyhow::Result<()> {
        let locale = self.linter.speaks();
        let mut out = String::new();
        match self.args.format {
            Format::Json => {
                let reports = Reports {
                    version: report::VERSION,
                    reports: results.iter().map(|r| r.report.clone()).collect(),
                };
                out = serde_json::to_string_pretty(&reports)?;
                out.push('\n');
            }
            Format::Ndjson => {
                for result in results {
                    out.push_str(&serde_json::to_string(&result.report)?);
                    out.push('\n');
                }
            }
            Format::Text if self.args.quiet => {
                for result in results {
                    out.push_str(&report::quiet::render(&result.report, locale));
                    out.push('\n');
                }
            }
            Format::Text => {
                for (i, result) in results.iter().enumerate() {
                    if i > 0 {
                        out.push('\n');
                    }
                    let source = &result.draft.source.text;
                    out.push_str(&report::text::render(
                        &result.report,
                        source,
                        self.linter.pack(),
                        locale,
                        setup::style(),
                    ));
                }
            }
        }
        for table in results.iter().filter_map(|r| r.reference.as_deref()) {
            out.push_str(table);
        }
        if self.args.emit {
            anstream::stderr().write_all(out.as_bytes())?;
        } else {
            anstream::stdout().write_all(out.as_bytes())?;
        }
        Ok(())
    }

    fn reference_table(&self, draft: &Draft, profile: &Prepared) -> Option<String> {
        let reference = self.linter.reference(draft, profile)?;
        Some(report::reference::render(
            profile.facts(),
            &reference,
            &draft.source.text,
            self.linter.speaks(),
        ))
    }

    /// The bare messages when the gate passes, and why the exit code is what it is.
    fn print_verdict(&self, results: &[Linted]) -> anyhow::Result<()> {
        let all_pass = results.len() == self.args.drafts.len()
            && results.iter().all(|r| self.passes(&r.report));
        if self.args.emit && all_pass {
            let mut out = std::io::stdout();
            for result in results {
                out.write_all(result.draft.message_text().as_bytes())?;
            }
        }
        let people = self.args.format == Format::Text && (!self.args.quiet || self.args.emit);
        if people && !results.is_empty() {
            let line = self.verdict(results);
            if self.args.emit {
                writeln!(anstream::stderr(), "{line}")?;
            } else {
                writeln!(anstream::stdout(), "{line}")?;
            }
        }
        Ok(())
    }

    fn verdict(&self, results: &[Linted]) -> String {
        let locale = self.linter.speaks();
        let failing: Vec<&Report> = results
            .iter()
            .map(|r| &r.report)
            .filter(|r| !self.passes(r))
            .collect();
        let Some(first) = failing.first() else {
            return match locale {
                Locale::En if self.min_score > 0 => {
                    format!(
                        "Passed: nothing at {} or above, no score below {}.",
                        setup::severity_name(self.fail_on),
                        self.min_score
                    )
                }
                Locale::En => format!(
                    "Passed: nothing at {} or above.",
                    setup::severity_name(self.fail_on)
                ),
                Locale::De if self.min_score > 0 => {
                    format!(
                        "Bestanden: nichts ab „{}“, nichts unter {} Punkten.",
                        locale.severity(self.fail_on),
                        self.min_score
                    )
                }
                Locale::De => format!("Bestanden: nichts ab „{}“.", locale.severity(self.fail_on)),
            };
        };
        let serious = first.findings.iter().filter(|f| f.severity >= self.fail_on);
        let serious: Vec<&str> = serious.map(|f| f.rule.as_str()).collect();
        let why = match serious.is_empty() {
            false => serious.join(", "),
            true => match locale {
                Locale::En => format!("score {} is below {}", first.score, self.min_score),
                Locale::De => format!("{} Punkte sind weniger als {}", first.score, self.min_score),
            },
        };
        let file = report::snippet::clean(&first.file);
        match (locale, failing.len()) {
            (Locale::En, 1) => format!("Failed: {file}: {why}."),
            (Locale::De, 1) => format!("Nicht bestanden: {file}: {why}."),
            (Locale::En, n) => format!(
                "Failed: {n} of {} drafts, first {file}: {why}.",
                results.len()
            ),
            (Locale::De, n) => format!(
                "Nicht bestanden: {n} von {} Entwürfen, zuerst {file}: {why}.",
                results.len()
            ),
        }
    }
}
