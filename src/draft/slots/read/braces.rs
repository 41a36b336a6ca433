//! Merge fields in curly braces, and spintax.

use super::{Found, Reader, is_name};
use crate::draft::slots::SlotSyntax;
use crate::span::Span;

/// Filters of template languages, which change a value and don't replace it.
const FILTERS: &[&str] = &[
    "capitalize",
    "downcase",
    "escape",
    "first",
    "last",
    "lower",
    "lowercase",
    "strip",
    "title",
    "titlecase",
    "trim",
    "upcase",
    "upper",
    "uppercase",
];

impl Reader<'_> {
    pub(super) fn braces(&self, at: usize) -> Option<Found> {
        let window = self.window(at);
        let (close, inner_close) = closing_braces(window)?;
        let span = Span::new(at, at + close + 1);
        let doubled = window[1..].starts_with('{') && inner_close == Some(close - 1);
        if doubled {
            let inner = self.trim_braces(Span::new(span.start + 2, span.end - 2));
            return self.double(span, inner);
        }
        let inner = Span::new(span.start + 1, span.end - 1);
        let written = &self.text[inner.range()];
        if written.len() > 2 && written.starts_with('%') && written.ends_with('%') {
            let name = Span::new(inner.start + 1, inner.end - 1);
            return Some(Found::new(span, self.trim(name), SlotSyntax::Tag));
        }
        self.single(span, inner)
    }

    /// `{{…}}`
    fn double(&self, span: Span, inner: Span) -> Option<Found> {
        let inner = self.trim(inner);
        let written = &self.text[inner.range()];
        if !written.contains(char::is_alphanumeric) || written.contains("\n\n") {
            return None;
        }
        if written.starts_with(['#', '/', '^', '>', '!']) {
            return Some(Found::new(span, inner, SlotSyntax::Tag));
        }
        let mut segments = self.segments(inner);
        let head = segments.remove(0);
        let keyword = &self.text[head.range()];
        if !segments.is_empty()
            && ["random", "spin"]
                .iter()
                .any(|k| keyword.eq_ignore_ascii_case(k))
        {
            let name = Span::new(segments[0].start, inner.end);
            return Some(Found::new(span, name, SlotSyntax::Spintax));
        }
        if segments.len() > 1 && keyword.eq_ignore_ascii_case("fallback") {
            let name = self.trim_braces(segments[0]);
            return Some(Found::new(span, name, SlotSyntax::DoubleBrace).or(segments.pop()));
        }
        let colon = keyword.find(':').unwrap_or(keyword.len());
        let name = self.trim_braces(Span::new(head.start, head.start + colon));
        Some(Found::new(span, name, SlotSyntax::DoubleBrace).or(self.fallback(&segments)))
    }

    /// `{…}`: fields, spintax, or code that is none of ours.
    fn single(&self, span: Span, inner: Span) -> Option<Found> {
        let written = &self.text[inner.range()];
        let before = self.before(span.start);
        let dollar = matches!(before, Some('$' | '#'));
        let whole = if dollar {
            Span::new(span.start - 1, span.end)
        } else {
            span
        };
        let code = before.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '\\' | ')' | ']' | '}' | '^' | '_')
        }) || (before == Some('(')
            && self
                .before(span.start - 1)
                .is_some_and(char::is_alphanumeric));
        let found = |name: Span, fallback| {
            Some(Found::new(whole, name, SlotSyntax::SingleBrace).or(fallback))
        };
        if written.contains('\n') {
            return None;
        }
        if let Some((head, rest)) = written.split_once('|') {
            let name = Span::new(inner.start, inner.start + head.len());
            let fallback = self.trim(Span::new(name.end + 1, inner.end));
            let field = head
                .split_once('=')
                .is_some_and(|(a, b)| is_name(a) && is_name(b));
            let one = !rest.contains('|') && is_name(head.trim());
            if field || (one && (head.contains('_') || self.words.class(head).is_some())) {
                return found(name, Some(fallback));
            }
            return (!code && !dollar && is_spintax(written))
                .then(|| Found::new(span, inner, SlotSyntax::Spintax));
        }
        if let Some(rest) = written.strip_prefix('!') {
            return is_name(rest)
                .then(|| Span::new(inner.start + 1, inner.end))
                .and_then(|name| found(name, None));
        }
        if let Some((head, _)) = written.split_once([':', '=']) {
            let name = Span::new(inner.start, inner.start + head.len());
            let rest = Span::new(name.end + 1, inner.end);
            let known = is_name(head) && (head.contains('_') || self.words.class(head).is_some());
            let field = is_name(head) && is_name(&self.text[rest.range()]) && written.contains('=');
            if known && written.contains(':') {
                return found(name, Some(self.trim(rest)));
            }
            return if field { found(inner, None) } else { None };
        }
        if self.words.class(written).is_some() {
            return found(inner, None);
        }
        let number = written.len() <= 2
            && !written.is_empty()
            && written.bytes().all(|b| b.is_ascii_digit());
        let name = is_name(written) && written.chars().count() >= 2;
        if !code && (number || name) {
            return found(inner, None);
        }
        None
    }

    /// What `| "there"`, `|| 'there'` or `| default: "there"` offers, filters passed over.
    pub(super) fn fallback(&self, segments: &[Span]) -> Option<Span> {
        let value = segments.iter().rev().find(|segment| {
            let written = &self.text[segment.range()];
            !written.is_empty() && !FILTERS.contains(&written)
        })?;
        let written = &self.text[value.range()];
        let call = written.strip_prefix("default").map_or(0, |rest| {
            let rest = rest.trim_start_matches([':', '(', ' ']);
            written.len() - rest.len()
        });
        let value = Span::new(value.start + call, value.end);
        let inside = self.text[value.range()].trim_end_matches(')');
        let value = Span::new(value.start, value.start + inside.len());
        Some(self.trim_any(value, &['"', '\'', '“', '”', '’', '‘', '„', ' ']))
    }

    /// Cuts at bars that stand in no inner braces.
    pub(super) fn segments(&self, span: Span) -> Vec<Span> {
        let mut out = Vec::new();
        let mut start = span.start;
        let mut depth = 0usize;
        for (i, c) in self.text[span.range()].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '|' if depth == 0 => {
                    out.push(self.trim(Span::new(start, span.start + i)));
                    start = span.start + i + 1;
                }
                _ => {}
            }
        }
        out.push(self.trim(Span::new(start, span.end)));
        out
    }

    fn trim_braces(&self, span: Span) -> Span {
        self.trim_any(span, &['{', '}', '$', ' ', '"', '\''])
    }
}

/// Where the first brace of `window` closes, and where the second, which must follow at once.
fn closing_braces(window: &str) -> Option<(usize, Option<usize>)> {
    let mut depth = 0;
    let mut second = None;
    for (i, b) in window.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                match depth {
                    0 => return Some((i, second)),
                    1 => second = Some(i),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

fn is_spintax(written: &str) -> bool {
    written.contains(char::is_alphabetic)
        && !written.contains([';', '=', '<', '>', '\\', '('])
        && !written.contains(" || ")
}
