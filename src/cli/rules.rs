//! `rules`: the list.

use std::io::Write as _;

use super::args::Rules;
use super::config::Config;
use super::{Status, setup};
use crate::pack::{LocalText, Severity};
use crate::report::snippet::clean;

/// A rule in `rules --json`.
#[derive(serde::Serialize)]
struct Listed<'r> {
    id: &'r str,
    group: &'r str,
    severity: Severity,
    points: u8,
    cap: Option<u8>,
    title: &'r LocalText,
    source: Option<&'r str>,
}

/// `reachout rules`
pub fn run(args: &Rules) -> anyhow::Result<Status> {
    let config = Config::find(&args.packs, std::path::Path::new("."))?;
    let linter = setup::linter(&args.packs, &config)?;
    let pack = linter.pack();
    let mut out = String::new();
    if args.json {
        let rules: Vec<Listed<'_>> = pack
            .rules
            .iter()
            .map(|r| Listed {
                id: &r.id,
                group: &r.group,
                severity: r.severity,
                points: r.points,
                cap: r.cap,
                title: &r.title,
                source: r.source.as_deref(),
            })
            .collect();
        out = serde_json::to_string_pretty(&rules)?;
        out.push('\n');
    } else {
        let locale = linter.speaks();
        for group in &pack.groups {
            let rules: Vec<_> = pack.rules.iter().filter(|r| r.group == group.id).collect();
            if rules.is_empty() {
                continue;
            }
            out.push_str(&format!("{}\n", clean(locale.of(&group.title))));
            for rule in rules {
                out.push_str(&format!(
                    "  {:<22} {:<8} {:>3}  {}\n",
                    rule.id,
                    locale.severity(rule.severity),
                    rule.points,
                    clean(locale.of(&rule.title))
                ));
            }
        }
        let tail = locale.pick(
            "\nThe number is what a rule costs of 100. `reachout explain RULE` says more.\n",
            "\nDie Zahl sind die Punkte von 100, die eine Regel kostet. Mehr sagt `reachout explain REGEL`.\n",
        );
        out.push_str(tail);
    }
    anstream::stdout().write_all(out.as_bytes())?;
    Ok(Status::Passed)
}
