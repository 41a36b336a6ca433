//! Reads one merge field at a place in the text.

mod braces;

use super::{SlotSyntax, SlotWords};
use crate::span::Span;
use crate::toml_file::floor_boundary;

/// No field is longer, in bytes. Bounds what an unclosed bracket can cost.
const LONGEST: usize = 600;

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
            let rest = self.window(inside);
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

    fn trim(&self, span: Span) -> Span {
        self.trim_any(span, &[' ', '\t', '\n', '\r', '\u{a0}'])
    }

    fn trim_any(&self, span: Span, cut: &[char]) -> Span {
        let written = &self.text[span.range()];
        let start = written.len() - written.trim_start_matches(cut).len();
        let trimmed = written[start..].trim_end_matches(cut);
        Span::new(span.start + start, span.start + start + trimmed.len())
    }

    fn window(&self, at: usize) -> &str {
        let end = floor_boundary(self.text, self.span.end.min(at + LONGEST));
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

/// An identifier, or several with dots and hyphens between.
fn is_name(written: &str) -> bool {
    written.len() <= 60
        && written.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && written
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        && written.contains(char::is_alphabetic)
}
