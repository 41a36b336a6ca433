//! Source snippets with carets, drawn by annotate-snippets.
//!
//! Every foreign text (drafts, profiles, packs, file names) passes [`clean`] on its way to a
//! terminal, so that none can move the cursor or turn the writing direction.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::Locale;
use crate::pack::Severity;
use crate::span::Span;

/// How output may look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to use colours; the stream drops them where they aren't wanted.
    pub colour: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            width: 100,
        }
    }
}

impl Style {
    fn renderer(self) -> Renderer {
        let renderer = if self.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer
            .decor_style(DecorStyle::Ascii)
            .term_width(self.width)
    }
}

/// A text without control and direction characters, for showing.
pub fn clean(text: &str) -> String {
    normalize_untrusted_str(text).replace(is_overlooked, "\u{fffd}")
}

/// Control and direction characters that annotate-snippets lets through: C1 (U+009B begins
/// commands as ESC [ does) and the marks that turn the writing direction.
fn is_overlooked(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Places of one finding that are drawn; drawing needs time quadratic in their number.
const DRAWN: usize = 12;

/// A message about places in a source, with remarks below.
#[derive(Debug)]
pub struct Diagnostic<'d> {
    /// How serious it is.
    pub severity: Severity,
    /// The rule, where there is one.
    pub id: Option<&'d str>,
    /// What is wrong.
    pub title: &'d str,
    /// File name and whole text.
    pub source: Option<(&'d str, &'d str)>,
    /// Where; without places nothing of the source is shown.
    pub spans: &'d [Span],
    /// Remarks below, each with its word: `why`, `help`.
    pub remarks: &'d [(&'d str, &'d str)],
}

/// Draws a diagnostic, without a line end after it.
pub fn draw(diagnostic: &Diagnostic<'_>, locale: Locale, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info | Severity::Off => Level::NOTE,
    };
    let level = level.with_name(Some(locale.severity(diagnostic.severity)));
    let mut title = level.primary_title(clean(diagnostic.title));
    if let Some(id) = diagnostic.id {
        title = title.id(clean(id));
    }
    let mut group = Group::with_title(title);
    if let (Some((name, text)), false) = (diagnostic.source, diagnostic.spans.is_empty()) {
        let annotations = diagnostic
            .spans
            .iter()
            .take(DRAWN)
            .map(|s| AnnotationKind::Primary.span(s.range()));
        group = group.element(
            Snippet::source(text)
                .path(clean(name))
                .annotations(annotations),
        );
    }
    for (word, remark) in diagnostic.remarks {
        group = group.element(Level::NOTE.with_name(Some(*word)).message(clean(remark)));
    }
    style.renderer().render(&[group]).replace(is_overlooked, "\u{fffd}")
}
