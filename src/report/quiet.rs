//! One line a draft: `draft.txt: 38/100, rethink: pitch, meeting-ask`.

use super::text::header;
use super::{Locale, Report};

/// Writes the line, without a line end.
pub fn render(report: &Report, locale: Locale) -> String {
    let rules: Vec<&str> = report.findings.iter().map(|f| f.rule.as_str()).collect();
    if rules.is_empty() {
        return header(report, locale);
    }
    format!("{}: {}", header(report, locale), rules.join(", "))
}
