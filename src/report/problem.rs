//! Problems of input files, drawn like findings.

use super::Locale;
use super::snippet::{Diagnostic, Style, draw};
use crate::pack::Severity;
use crate::problem::Problem;

/// Draws a problem, without a line end after it.
pub fn render(problem: &Problem, locale: Locale, style: Style) -> String {
    let mut title = problem.message.clone();
    let mut spans = Vec::new();
    let mut source = None;
    match &problem.place {
        Some((text, span)) => {
            spans.push(*span);
            source = Some((text.name.as_str(), text.text.as_str()));
        }
        None => title = format!("{}: {title}", problem.file),
    }
    let help = problem
        .help
        .as_deref()
        .map(|h| (locale.pick("help", "Hilfe"), h));
    draw(
        &Diagnostic {
            severity: Severity::Error,
            id: None,
            title: &title,
            source,
            spans: &spans,
            remarks: help.as_slice(),
        },
        locale,
        style,
    )
}
