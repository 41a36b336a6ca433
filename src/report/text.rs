//! The report for people.

use std::fmt::Write as _;

use super::snippet::{Diagnostic, Style, clean, draw};
use super::{Finding, Locale, Report, Strength};
use crate::pack::Pack;
use crate::pack::Severity;
use crate::span::Span;

/// Writes a report; `source` is the whole text of the draft.
pub fn render(report: &Report, source: &str, pack: &Pack, locale: Locale, style: Style) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", header(report, locale));
    for finding in &report.findings {
        let _ = writeln!(
            out,
            "\n{}",
            finding_text(finding, &report.file, source, locale, style)
        );
    }
    strengths(&mut out, report, locale);
    not_judged(&mut out, report, locale);
    suppressed(&mut out, report, locale);
    sum(&mut out, report, pack, locale);
    out
}

/// `draft.txt: 38/100, rethink`
pub fn header(report: &Report, locale: Locale) -> String {
    format!(
        "{}: {}/100, {}",
        clean(&report.file),
        report.score,
        locale.band(report.band)
    )
}

fn finding_text(
    finding: &Finding,
    file: &str,
    source: &str,
    locale: Locale,
    style: Style,
) -> String {
    let spans: Vec<Span> = finding
        .spans
        .iter()
        .map(|p| Span::new(p.start, p.end))
        .collect();
    let help = if finding.severity == Severity::Info {
        locale.pick("tip", "Tipp")
    } else {
        locale.pick("help", "Hilfe")
    };
    draw(
        &Diagnostic {
            severity: finding.severity,
            id: Some(&finding.rule),
            title: &finding.message,
            source: Some((file, source)),
            spans: &spans,
            remarks: &[
                (locale.pick("why", "warum"), &finding.why),
                (help, &finding.advice),
            ],
        },
        locale,
        style,
    )
}

fn strengths(out: &mut String, report: &Report, locale: Locale) {
    if report.strengths.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", locale.pick("What is good:", "Was gut ist:"));
    for strength in &report.strengths {
        let _ = writeln!(out, "  + {}", strength_text(strength, locale));
    }
}

fn strength_text(strength: &Strength, locale: Locale) -> String {
    let words: Vec<String> = strength
        .spans
        .iter()
        .map(|p| locale.quote(&clean(&one_line(&p.text))))
        .collect();
    let words = words.join(", ");
    match (&strength.fact, &strength.field, strength.kind.as_str()) {
        (Some(fact), Some(field), _) => {
            let fact = locale.quote(&clean(&one_line(fact)));
            let field = locale.field(field);
            match locale {
                Locale::En => format!("{words} refers to the profile: {field} {fact}"),
                Locale::De => format!("{words} nimmt Bezug auf das Profil: {field} {fact}"),
            }
        }
        (_, _, "reference") => match locale {
            Locale::En => {
                format!("{words} is a concrete reason (not in the profile, so not checked)")
            }
            Locale::De => {
                format!("{words} ist ein konkreter Anlass (nicht im Profil, also ungeprüft)")
            }
        },
        (_, _, "giving") => match locale {
            Locale::En => format!("gives something: {words}"),
            Locale::De => format!("gibt etwas: {words}"),
        },
        (_, _, "appreciation") => match locale {
            Locale::En => format!("is appreciative: {words}"),
            Locale::De => format!("ist wertschätzend: {words}"),
        },
        (_, _, "asks") => match locale {
            Locale::En => format!("invites an answer: {words}"),
            Locale::De => format!("lädt zu einer Antwort ein: {words}"),
        },
        (_, _, kind) => match locale {
            Locale::En => format!("{kind}: {words}"),
            Locale::De => format!("{kind}: {words}"),
        },
    }
}

/// The longest words or fact that is shown, in scalars.
const SHOWN: usize = 80;

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let head: String = line.chars().take(SHOWN - 1).collect();
    format!("{}…", head.trim_end())
}

fn not_judged(out: &mut String, report: &Report, locale: Locale) {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in &report.not_judged {
        match reasons
            .iter_mut()
            .find(|(reason, _)| *reason == entry.reason)
        {
            Some((_, rules)) => rules.push(&entry.rule),
            None => reasons.push((&entry.reason, vec![&entry.rule])),
        }
    }
    reasons.retain(|(reason, _)| *reason != "only one message");
    if reasons.is_empty() {
        return;
    }
    let _ = writeln!(out);
    for (reason, rules) in reasons {
        let _ = writeln!(
            out,
            "{} ({}): {}",
            locale.pick("Not judged", "Nicht beurteilt"),
            reason_text(reason, locale),
            rules.join(", ")
        );
    }
}

fn reason_text(reason: &str, locale: Locale) -> &str {
    match (reason, locale) {
        ("no profile", Locale::De) => "kein Profil, siehe --profile",
        ("no profile", Locale::En) => "no profile, see --profile",
        ("no sender", Locale::De) => "kein Absender, siehe --sender",
        ("no sender", Locale::En) => "no sender, see --sender",
        ("profile too thin to judge", Locale::De) => "das Profil sagt zu wenig",
        ("language unknown", Locale::De) => "Sprache unbekannt, siehe --lang",
        ("language unknown", Locale::En) => "language unknown, see --lang",
        (reason, _) => reason,
    }
}

fn suppressed(out: &mut String, report: &Report, locale: Locale) {
    for entry in &report.suppressed {
        let because = entry
            .because
            .as_deref()
            .map(|b| format!(" ({})", clean(b)))
            .unwrap_or_default();
        let _ = match (entry.used, locale) {
            (true, Locale::En) => writeln!(out, "Allowed: {}{because}", entry.rule),
            (true, Locale::De) => writeln!(out, "Erlaubt: {}{because}", entry.rule),
            (false, Locale::En) => writeln!(
                out,
                "Allowed for nothing: {}{because}; remove it",
                entry.rule
            ),
            (false, Locale::De) => {
                writeln!(out, "Unnötig erlaubt: {}{because}; kann weg", entry.rule)
            }
        };
    }
}

/// `Score: 100 - 45 (pitch) - 15 (asks) = 40`
fn sum(out: &mut String, report: &Report, pack: &Pack, locale: Locale) {
    let mut line = String::from("100");
    for group in &report.ledger.groups {
        let title = pack
            .groups
            .iter()
            .find(|g| g.id == group.group)
            .map_or(group.group.as_str(), |g| locale.of(&g.title));
        let _ = write!(line, " - {} ({title}", group.counted);
        if group.counted < group.points {
            let _ = match locale {
                Locale::En => write!(line, ", at most; {} found", group.points),
                Locale::De => write!(line, ", höchstens; gefunden {}", group.points),
            };
        }
        line.push(')');
    }
    if !report.ledger.groups.is_empty() {
        let _ = write!(line, " = {}", report.ledger.before_caps);
    }
    if let Some(cap) = report.ledger.decisive_cap() {
        let _ = match locale {
            Locale::En => write!(line, ", capped at {} by {}", cap.cap, cap.rule),
            Locale::De => write!(line, ", gedeckelt auf {} durch {}", cap.cap, cap.rule),
        };
    }
    let _ = writeln!(out, "\n{}: {line}", locale.pick("Score", "Punkte"));
}
