//! Reads one merge field at a place in the text.

use super::{SlotSyntax, SlotWords};
use crate::span::Span;

/// No field is longer, in bytes. Bounds what an unclosed bracket can cost.
const LONGEST: usize = 600;

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

/// Instructions of Mailchimp's `*|…|*`.
const INSTRUCTIONS: &[&str] = &["IF:", "IFNOT:", "ELSE:", "ELSEIF:", "END:"];

/// What was read.
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) name: Span,
    pub(super) syntax: SlotSyntax,
    pub(super) fallback: Option<Span>,
}

impl Found {
    /// A field that is its own name.
    pub(super) fn whole(span: Span, syntax: SlotSyntax) -> Self {
        Self::new(span, span, syntax)
    }

    fn new(span: Span, name: Span, syntax: SlotSyntax) -> Self {
        Self {
            span,
            name,
            syntax,
            fallback: None,
        }
    }

    fn or(mut self, fallback: Option<Span>) -> Self {
        self.fallback = fallback;
        self
    }
}

/// The text that is read, and the names that are known.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) words: &'a SlotWords,
}

impl Reader<'_> {
    /// The word that starts at `at`.
    pub(super) fn word(&self, at: usize) -> Span {
        let rest = &self.text[at..self.span.end];
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        Span::new(at, at + end)
    }

    /// Where to go on after a character that begins no field.
    pub(super) fn after(&self, at: usize, c: char) -> usize {
        match c {
            // Of a long run of braces only the last three can open a field.
            '{' => at + self.run(at, c).saturating_sub(3).max(1),
            '_' => at + self.run(at, c),
            _ => at + c.len_utf8(),
        }
    }

    /// Where the code that opens with the back-ticks at `at` ends.
    pub(super) fn code_end(&self, at: usize) -> usize {
        let ticks = self.run(at, '`');
        let inside = at + ticks;
        let rest = &self.text[inside..self.span.end];
        let close = if ticks >= 3 {
            rest.find("```").map(|i| i + 3)
        } else {
            let rest = &self.window(inside)[..];
            let paragraph = rest.find("\n\n").unwrap_or(rest.len());
            rest[..paragraph].find(&"``"[..ticks]).map(|i| i + ticks)
        };
        inside + close.unwrap_or(0)
    }

    /// `Herr/Frau`, seen from its slash.
    pub(super) fn choice(&self, slash: usize, before: Span) -> Option<Found> {
        let is_gap = |c: char| matches!(c, ' ' | '.');
        let gap = &self.text[before.end..slash];
        if before.start == before.end || gap.len() > 2 || !gap.chars().all(is_gap) {
            return None;
        }
        let rest = &self.text[slash + 1..self.span.end];
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let after = self.word(slash + 1 + gap);
        let known = gap <= 1
            && after.end - after.start < 20
            && before.end - before.start < 20
            && self
                .words
                .is_choice(&self.text[before.range()], &self.text[after.range()]);
        known.then(|| Found::whole(before.join(after), SlotSyntax::Choice))
    }

    /// A field that begins with the bracket or sign `c` at `at`.
    pub(super) fn bracketed(&self, at: usize, c: char) -> Option<Found> {
        match c {
            '{' if self.run(at, '{') <= 3 => self.braces(at),
            '*' => self.star_bar(at),
            '%' => self.percent(at),
            '#' => self.hash(at),
            '[' => self.square(at),
            '<' => self.angle(at),
            '(' => self.parenthesis(at),
            '_' => self.underscores(at),
            '@' => self.razor(at),
            _ => None,
        }
    }

    fn braces(&self, at: usize) -> Option<Found> {
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

    /// `*|FNAME|*`
    fn star_bar(&self, at: usize) -> Option<Found> {
        let window = self.window(at).strip_prefix("*|")?;
        let close = window.find("|*")?;
        let inner = Span::new(at + 2, at + 2 + close);
        let span = Span::new(at, inner.end + 2);
        let written = &self.text[inner.range()];
        if !written.starts_with(char::is_alphabetic) || written.contains(['\n', '*']) {
            return None;
        }
        if INSTRUCTIONS.iter().any(|i| written.starts_with(i)) {
            return Some(Found::new(span, inner, SlotSyntax::Tag));
        }
        let segments = self.segments(inner);
        let fallback = segments.get(1).copied();
        Some(Found::new(span, segments[0], SlotSyntax::StarBar).or(fallback))
    }

    /// `%FIRSTNAME%`, `%%FirstName%%`, `%s`
    fn percent(&self, at: usize) -> Option<Found> {
        let before = self.before(at);
        if before.is_some_and(|c| c.is_alphanumeric() || c == '%') {
            return None;
        }
        let signs = 1 + usize::from(self.text[at + 1..self.span.end].starts_with('%'));
        let inside = at + signs;
        let window = self.window(inside);
        let length = window
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
            .unwrap_or(window.len());
        let name = Span::new(inside, inside + length);
        let written = &self.text[name.range()];
        let rest = &window[length..];
        let ends_here = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
        if is_name(written) && rest.starts_with(&"%%"[..signs]) && ends_here(&rest[signs..]) {
            let shouted = written.len() >= 3 && !written.contains(char::is_lowercase);
            let known = signs == 2
                || shouted
                || written.contains('_')
                || self.words.class(written).is_some();
            return known
                .then(|| Found::new(Span::new(at, name.end + signs), name, SlotSyntax::Percent));
        }
        // `100 %s` can't be, a percentage has no letter after it; `20 %d` neither.
        let after_number = self.text[self.span.start..at]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit());
        let verb = matches!(written, "s" | "d") && signs == 1 && !after_number;
        if verb {
            return Some(Found::new(Span::new(at, name.end), name, SlotSyntax::Code));
        }
        let inner = window.strip_prefix('(')?;
        let close = inner.find(')')?;
        let name = Span::new(inside + 1, inside + 1 + close);
        (is_name(&inner[..close]) && inner[close + 1..].starts_with(['s', 'd']))
            .then(|| Found::new(Span::new(at, name.end + 2), name, SlotSyntax::Code))
    }

    /// `#firstname#`; only known names, for hashtags look alike.
    fn hash(&self, at: usize) -> Option<Found> {
        if self
            .before(at)
            .is_some_and(|c| c.is_alphanumeric() || c == '#')
        {
            return None;
        }
        let window = &self.window(at)[1..];
        let close = window.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
        let rest = window[close..].strip_prefix('#')?;
        let name = Span::new(at + 1, at + 1 + close);
        let known = self.words.class(&self.text[name.range()]).is_some();
        (known && !rest.starts_with(char::is_alphanumeric))
            .then(|| Found::new(Span::new(at, name.end + 1), name, SlotSyntax::Hash))
    }

    /// `[[first_name]]`, `[Name]`
    fn square(&self, at: usize) -> Option<Found> {
        let window = self.window(at);
        if let Some(inner) = window.strip_prefix("[[") {
            let close = inner.find(['[', ']', '\n'])?;
            if !inner[close..].starts_with("]]") {
                return None;
            }
            let segments = self.segments(Span::new(at + 2, at + 2 + close));
            let name = &self.text[segments[0].range()];
            if !is_name(name) && self.words.class(name).is_none() {
                return None;
            }
            let span = Span::new(at, at + close + 4);
            return Some(
                Found::new(span, segments[0], SlotSyntax::DoubleBracket)
                    .or(self.fallback(&segments[1..])),
            );
        }
        let close = window[1..].find(['[', ']', '\n'])? + 1;
        let rest = window[close..].strip_prefix(']')?;
        // A Markdown link.
        if rest.starts_with(['(', '[']) {
            return None;
        }
        let name = Span::new(at + 1, at + close);
        self.is_note(name, false).then(|| {
            Found::new(
                Span::new(at, name.end + 1),
                self.trim(name),
                SlotSyntax::Bracket,
            )
        })
    }

    /// `<Name>`, `<%= name %>`
    fn angle(&self, at: usize) -> Option<Found> {
        let window = self.window(at);
        if let Some(inner) = window.strip_prefix("<%") {
            let close = inner.find("%>")?;
            let lead = inner.len() - inner.trim_start_matches(['=', '-']).len();
            let name = self.trim(Span::new(at + 2 + lead.min(close), at + 2 + close));
            let span = Span::new(at, at + close + 4);
            return (name.start < name.end).then(|| Found::new(span, name, SlotSyntax::Tag));
        }
        // `vector<Name>` is code.
        if self.before(at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let close = window[1..].find(['<', '>', '\n'])? + 1;
        let rest = window[close..].strip_prefix('>')?;
        let name = Span::new(at + 1, at + close);
        let written = &self.text[name.range()];
        // So is a mark-up element with its end.
        let element = rest
            .match_indices("</")
            .any(|(i, _)| rest[i + 2..].starts_with(written));
        (!element && self.is_note(name, false)).then(|| {
            Found::new(
                Span::new(at, name.end + 1),
                self.trim(name),
                SlotSyntax::Angle,
            )
        })
    }

    /// `(Name einsetzen)`
    fn parenthesis(&self, at: usize) -> Option<Found> {
        let window = self.window(at);
        let close = window[1..].find(['(', ')', '\n'])? + 1;
        if !window[close..].starts_with(')') {
            return None;
        }
        let name = Span::new(at + 1, at + close);
        self.words
            .asks_to_fill_in(&self.text[name.range()], true)
            .then(|| Found::new(Span::new(at, name.end + 1), name, SlotSyntax::Parenthesis))
    }

    /// `___`, unless it rules off a line or emphasises a word.
    fn underscores(&self, at: usize) -> Option<Found> {
        let run = self.run(at, '_');
        let end = at + run;
        let after = self.text[end..self.span.end].chars().next();
        let before = self.before(at);
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '*');
        if run < 3 || touches(before) || touches(after) {
            return None;
        }
        let ends = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
        if ends(before) && ends(after) {
            return None;
        }
        Some(Found::whole(Span::new(at, end), SlotSyntax::Blank))
    }

    /// `@Model.Name`
    fn razor(&self, at: usize) -> Option<Found> {
        if self.before(at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let window = self.window(at).strip_prefix("@Model.")?;
        let length = window
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(window.len());
        let name = Span::new(at + 7, at + 7 + length);
        (length > 0).then(|| Found::new(Span::new(at, name.end), name, SlotSyntax::Code))
    }

    /// Whether the words in brackets are the name of a field or ask to be filled in.
    fn is_note(&self, span: Span, strict: bool) -> bool {
        let written = self.text[span.range()].trim();
        self.words.class(written).is_some()
            || self.words.is_blank(written)
            || self.words.asks_to_fill_in(written, strict)
    }

    /// What `| "there"`, `|| 'there'` or `| default: "there"` offers, filters passed over.
    fn fallback(&self, segments: &[Span]) -> Option<Span> {
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
    fn segments(&self, span: Span) -> Vec<Span> {
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

    fn trim(&self, span: Span) -> Span {
        self.trim_any(span, &[' ', '\t', '\n', '\r', '\u{a0}'])
    }

    fn trim_braces(&self, span: Span) -> Span {
        self.trim_any(span, &['{', '}', '$', ' ', '"', '\''])
    }

    fn trim_any(&self, span: Span, cut: &[char]) -> Span {
        let written = &self.text[span.range()];
        let start = written.len() - written.trim_start_matches(cut).len();
        let trimmed = written[start..].trim_end_matches(cut);
        Span::new(span.start + start, span.start + start + trimmed.len())
    }

    fn window(&self, at: usize) -> &str {
        let end = self
            .text
            .floor_char_boundary(self.span.end.min(at + LONGEST));
        &self.text[at..end]
    }

    /// How often `c`, one byte long, stands in a row from `at` on. Whoever calls this must go on
    /// behind the run, or else a long one costs quadratic time.
    fn run(&self, at: usize, c: char) -> usize {
        self.text[at..self.span.end]
            .chars()
            .take_while(|&d| d == c)
            .count()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[self.span.start..at].chars().next_back()
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

/// An identifier, or several with dots and hyphens between.
fn is_name(written: &str) -> bool {
    written.len() <= 60
        && written.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && written
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        && written.contains(char::is_alphabetic)
}

fn is_spintax(written: &str) -> bool {
    written.contains(char::is_alphabetic)
        && !written.contains([';', '=', '<', '>', '\\', '('])
        && !written.contains(" || ")
}
