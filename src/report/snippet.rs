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
    matches!(
        c,
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
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
        group = group.element(
            Level::NOTE
                .with_name(Some(*word))
                .message(wrap(&clean(remark), style.width.saturating_sub(12))),
        );
    }
    style
        .renderer()
        .render(&[group])
        .replace(is_overlooked, "\u{fffd}")
}

/// Breaks a text into lines of at most `width` scalars; longer words stand alone.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line of the source and the line of carets, from where the source begins.
    fn drawn(text: &str, needle: &str) -> (String, String) {
        let start = text.find(needle).unwrap();
        let out = draw(
            &Diagnostic {
                severity: Severity::Error,
                id: Some("pitch"),
                title: "sells",
                source: Some(("a.txt", text)),
                spans: &[Span::new(start, start + needle.len())],
                remarks: &[],
            },
            Locale::En,
            Style::default(),
        );
        let carets = out
            .lines()
            .position(|l| l.trim_start().starts_with('|') && l.contains('^'))
            .unwrap_or_else(|| panic!("{out}"));
        let lines: Vec<&str> = out.lines().collect();
        let inner = |line: &str| {
            line.split_once('|')
                .map(|(_, rest)| rest[1..].to_owned())
                .unwrap()
        };
        (inner(lines[carets - 1]), inner(lines[carets]))
    }

    /// How many columns a terminal takes for a text, for the few scripts of these tests.
    fn width(text: &str) -> usize {
        use unicode_segmentation::UnicodeSegmentation as _;
        text.graphemes(true)
            .map(|g| {
                if crate::text::token::is_emoji(g.chars().next().unwrap()) {
                    2
                } else {
                    1
                }
            })
            .sum()
    }

    #[test]
    fn carets_stand_right_under_the_words_whatever_stands_before_them() {
        for text in [
            "we sell moss",
            "grüße, wir sell Moos",
            "gru\u{308}ße, wir sell Moos",
            "🙂 und sell",
            "\tein\tTab sell",
            "erste Zeile\r\nzweite sell Zeile\r\ndritte",
            "erste Zeile\nzweite sell Zeile",
        ] {
            let (line, carets) = drawn(text, "sell");
            let before = &line[..line.find("sell").unwrap()];
            let indent = carets.len() - carets.trim_start().len();
            assert_eq!(indent, width(before), "{text:?}\n{line}\n{carets}");
            assert_eq!(carets.trim(), "^^^^", "{text:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_moves_no_caret() {
        let (line, carets) = drawn("\u{feff}we sell moss", "sell");
        assert_eq!(
            line.trim_start_matches('\u{feff}').find("sell"),
            carets.find('^'),
            "{line:?}\n{carets:?}"
        );
    }

    #[test]
    fn emoji_of_several_scalars_are_as_wide_as_their_carets() {
        let (_, carets) = drawn("Moos 👩‍👩‍👧 sell", "👩‍👩‍👧");
        assert!(
            carets.trim().chars().all(|c| c == '^') && !carets.trim().is_empty(),
            "{carets:?}"
        );
    }

    #[test]
    fn nothing_of_a_text_commands_the_terminal() {
        let evil = "a\u{1b}[31m\u{9b}2J\u{7}\u{8}\u{7f}\u{202e}\u{2066}\u{200f}\u{61c}\u{85}b";
        let shown = clean(evil);
        assert!(shown.starts_with('a') && shown.ends_with('b'));
        assert!(
            !shown
                .chars()
                .any(|c| c.is_control()
                    || matches!(c, '\u{202e}' | '\u{2066}' | '\u{200f}' | '\u{61c}')),
            "{shown:?}"
        );
        let out = draw(
            &Diagnostic {
                severity: Severity::Info,
                id: Some(evil),
                title: evil,
                source: Some((evil, evil)),
                spans: &[Span::new(0, 1)],
                remarks: &[("why", evil)],
            },
            Locale::De,
            Style::default(),
        );
        assert!(
            !out.chars().any(|c| (c.is_control() && c != '\n')
                || matches!(c, '\u{202e}' | '\u{2066}' | '\u{200f}' | '\u{61c}')),
            "{out:?}"
        );
    }

    #[test]
    fn what_is_missing_has_no_snippet() {
        let out = draw(
            &Diagnostic {
                severity: Severity::Warning,
                id: Some("no-reference"),
                title: "fits anyone",
                source: Some(("a.txt", "Hi")),
                spans: &[],
                remarks: &[("why", "so")],
            },
            Locale::En,
            Style::default(),
        );
        assert!(!out.contains('^') && !out.contains("a.txt"), "{out}");
    }
}
