//! The closing and the signature.

use super::phrases::{Word, longest, words};
use super::trim;
use crate::language::Language;
use crate::span::Span;
use crate::text::token::is_emoji;
use crate::toml_file::floor_boundary;

/// How a message ends.
pub(super) struct End {
    pub(super) closing: Option<Span>,
    pub(super) signature: Option<Span>,
}

/// A signature has no more lines.
const MOST_LINES: usize = 14;
/// A line of a signature has no more words, or else it is a sentence.
const MOST_WORDS: usize = 14;
/// Nor is it longer, in bytes.
const LONGEST: usize = 400;
/// How far from its end a line is searched for a closing behind its last sentence, in bytes.
const REACH: usize = 240;

/// The closing and the signature at the end of `text[rest]`.
pub(super) fn find(text: &str, rest: Span, language: &Language) -> End {
    let reader = Reader {
        text,
        rest,
        language,
    };
    let lines = reader.last_lines();
    if let Some(end) = reader.delimiter(&lines) {
        return end;
    }
    let closing = (0..lines.len()).find_map(|i| reader.in_line(&lines, i));
    closing.or_else(|| reader.bare_name(&lines)).unwrap_or(End {
        closing: None,
        signature: None,
    })
}

struct Reader<'a> {
    text: &'a str,
    rest: Span,
    language: &'a Language,
}

impl Reader<'_> {
    /// The last lines that aren't empty, in order, without white space around them.
    fn last_lines(&self) -> Vec<Span> {
        let mut lines = Vec::new();
        let mut end = self.rest.end;
        while lines.len() < MOST_LINES && end > self.rest.start {
            let start = self.text[self.rest.start..end]
                .rfind(['\n', '\r', '\u{2028}'])
                .map_or(self.rest.start, |i| {
                    let at = self.rest.start + i;
                    at + self.text[at..].chars().next().map_or(1, char::len_utf8)
                });
            let line = trim(self.text, Span::new(start, end));
            if line.start < line.end {
                lines.push(line);
            }
            // The break itself, which is one or three bytes long.
            end = self.text[..start]
                .char_indices()
                .next_back()
                .map_or(0, |(i, _)| i);
            if start == self.rest.start {
                break;
            }
        }
        lines.reverse();
        lines
    }

    /// `--` in a line of its own, as mail programs write it.
    fn delimiter(&self, lines: &[Span]) -> Option<End> {
        let at = lines
            .iter()
            .position(|line| matches!(&self.text[line.range()], "--" | "---" | "—"))?;
        let after = lines.get(at + 1)?;
        let before = &lines[..at];
        let signature = Some(Span::new(after.start, self.rest.end));
        let closing = (0..before.len()).find_map(|i| self.in_line(before, i));
        // With a closing above it, the signature starts there.
        let (closing, named) = closing.map_or((None, None), |end| (end.closing, end.signature));
        Some(End {
            closing,
            signature: named
                .map(|n| Span::new(n.start, self.rest.end))
                .or(signature),
        })
    }

    /// A closing in line `i`, at its head or behind its last sentence.
    fn in_line(&self, lines: &[Span], i: usize) -> Option<End> {
        if !lines[i + 1..].iter().all(|line| self.is_signature(*line)) {
            return None;
        }
        let line = lines[i];
        let reach = floor_boundary(self.text, line.end.saturating_sub(REACH).max(line.start));
        // Words count only whole: the first of a cut line may be half of one.
        let words = words(self.text, Span::new(reach, line.end), usize::MAX);
        let cut = usize::from(reach > line.start);
        (cut..words.len()).find_map(|at| {
            let head = at == 0 && reach == line.start;
            self.at(lines, i, &words, at, head)
        })
    }

    fn at(&self, lines: &[Span], i: usize, words: &[Word], at: usize, head: bool) -> Option<End> {
        let tail = &words[at..];
        let strong = longest(&self.language.closings, self.text, tail);
        let weak = longest(&self.language.weak_closings, self.text, tail);
        let length = strong.max(weak);
        if length == 0 {
            return None;
        }
        let is_weak = weak > strong;
        let starts_message = head && lines[i].start == self.rest.start;
        let behind_stop = at > 0 && self.ends_clause(&words[at - 1]);
        // Without a stop before it only a phrase can be told from the words around it.
        let loose = at > 0
            && length >= 2
            && tail[0].is_capitalised(self.text)
            && self.language.closings.has_first(&tail[0].fold)
            && !is_weak;
        if !(head || behind_stop || loose)
            || (is_weak && (starts_message || !tail[0].is_capitalised(self.text)))
        {
            return None;
        }
        if at > 0 && !tail[0].is_capitalised(self.text) && !behind_stop {
            return None;
        }
        let below = lines
            .get(i + 1)
            .map(|next| Span::new(next.start, self.rest.end));
        let rest = &tail[length..];
        let phrase = Span::new(
            tail[0].core.start.min(tail[0].run.start),
            tail[length - 1].core.end,
        );
        let phrase = Span::new(phrase.start + tail[0].before(self.text).len(), phrase.end);
        let stopped = tail[length - 1].after(self.text);
        if rest.iter().all(|w| !w.is_word()) {
            let named = below.is_some_and(|_| self.is_name_line(lines[i + 1]));
            if is_weak && !named {
                return self.above(lines, i, below);
            }
            return Some(End {
                closing: Some(phrase),
                signature: below,
            });
        }
        let tail_words = if is_weak {
            0
        } else {
            self.tail_length(rest, stopped)
        };
        let (tail, name) = rest.split_at(tail_words);
        let last = tail.iter().rfind(|w| w.is_word());
        let closing = last.map_or(phrase, |w| Span::new(phrase.start, w.core.end));
        let stopped = tail.last().map_or(stopped, |w| w.after(self.text));
        if name.iter().all(|w| !w.is_word()) {
            return Some(End {
                closing: Some(closing),
                signature: below,
            });
        }
        // "Thanks Tom" may thank Tom; "Best Western" is none of ours.
        let needs_stop = is_weak || (length == 1 && !head && !behind_stop);
        let small = match (words[at].is_capitalised(self.text), stopped.is_empty()) {
            (false, _) => 2,
            (true, false) => 1,
            (true, true) => 0,
        };
        if (needs_stop && stopped.is_empty()) || !self.is_name(name, small) {
            return None;
        }
        let first = name.iter().find(|w| w.is_word())?;
        Some(End {
            closing: Some(closing),
            signature: Some(Span::new(first.core.start, self.rest.end)),
        })
    }

    /// Thanks without a name below them close a message when the next line does.
    fn above(&self, lines: &[Span], i: usize, below: Option<Span>) -> Option<End> {
        below?;
        let end = self.in_line(lines, i + 1)?;
        let closing = end.closing?;
        if closing.start != lines[i + 1].start {
            return None;
        }
        Some(End {
            closing: Some(Span::new(lines[i].start, closing.end)),
            signature: end.signature,
        })
    }

    /// How many words `aus dem sonnigen Wien` has, when the closing goes on so.
    fn tail_length(&self, rest: &[Word], stopped: &str) -> usize {
        if !stopped.is_empty()
            || !rest[0].is_word() && rest[0].fold != "&"
            || !self.language.closing_tails.contains(&rest[0].fold)
        {
            return 0;
        }
        let mut length = 1;
        while length < rest.len() && length < 7 {
            if rest[length - 1]
                .after(self.text)
                .contains([',', '!', '.', ':'])
            {
                break;
            }
            length += 1;
        }
        length
    }

    fn ends_clause(&self, word: &Word) -> bool {
        let written = &self.text[word.run.range()];
        written.ends_with([
            '.', '!', '?', '…', ',', ';', ':', ')', '"', '“', '–', '-', '—', '|', '/', '*',
        ]) || written
            .chars()
            .next_back()
            .is_some_and(|c| is_emoji(c) || c == '\u{fe0f}')
    }

    /// Whether a line can stand in a signature: no sentence.
    fn is_signature(&self, line: Span) -> bool {
        let end = floor_boundary(self.text, line.end.min(line.start + LONGEST));
        let words = words(self.text, Span::new(line.start, end), MOST_WORDS + 1);
        if words.len() > MOST_WORDS || end < line.end {
            return self.is_postscript(&words);
        }
        let written = &self.text[line.range()];
        let function = |w: &&Word| self.language.function_words.contains(&w.fold);
        let sentence = words.len() >= 5
            && written.ends_with(['.', '!', '?'])
            && words.iter().filter(function).count() >= 2;
        let asks = words.len() >= 2 && written.ends_with('?');
        !(sentence || asks) || self.is_postscript(&words)
    }

    fn is_postscript(&self, words: &[Word]) -> bool {
        words
            .first()
            .is_some_and(|w| matches!(w.fold.as_str(), "ps" | "p.s"))
    }

    fn is_name_line(&self, line: Span) -> bool {
        self.is_name(&words(self.text, line, 8), 1)
    }

    /// Whether words are the name of somebody who signs: `Tom`, `– Tom`, `Ihr Tom Weiß`.
    /// Up to `small` words may be without capitals, as typed on a phone.
    fn is_name(&self, words: &[Word], small: usize) -> bool {
        let language = self.language;
        let mut names = 0;
        let mut real: Vec<&Word> = words.iter().filter(|w| w.is_word()).collect();
        if real.len() > 1 && language.signature_words.contains(&real[0].fold) {
            real.remove(0);
        }
        for (i, word) in real.iter().enumerate() {
            let written = word.text(self.text);
            let letters = written
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
            if language.titles.contains(&word.fold)
                || (i > 0 && language.particles.contains(&word.fold))
            {
                continue;
            }
            // Weiß and Lange are surnames, but nobody's first name.
            let function = i == 0 && self.language.function_words.contains(&word.fold);
            let capital = word.is_capitalised(self.text) || real.len() <= small;
            if !letters || !capital || function || word.after(self.text).contains(['?', ':']) {
                return false;
            }
            names += 1;
        }
        (1..=4).contains(&names)
    }

    /// A name alone in the last line, or behind the last sentence with a dash.
    fn bare_name(&self, lines: &[Span]) -> Option<End> {
        let signed = |start: usize| {
            Some(End {
                closing: None,
                signature: Some(Span::new(start, self.rest.end)),
            })
        };
        let last = *lines.last()?;
        let tail = words(self.text, last, 8);
        let capital = tail
            .iter()
            .find(|w| w.is_word())
            .is_some_and(|w| w.is_capitalised(self.text));
        let before = &self.text[self.rest.start..last.start];
        let blank = before.matches('\n').count() > before.trim_end().matches('\n').count() + 1;
        let ended = before.trim_end().ends_with(['.', '!', '?', '…', ')', ':'])
            || before.trim_end().chars().next_back().is_some_and(is_emoji);
        let no_stop = !self.text[last.range()].ends_with(['.', '?', '!', ':', ',']);
        if !before.trim().is_empty()
            && (blank || ended)
            && no_stop
            && capital
            && self.is_name(&tail, 1)
        {
            return signed(last.start);
        }
        let reach = floor_boundary(self.text, last.end.saturating_sub(60).max(last.start));
        let words = words(self.text, Span::new(reach, last.end), usize::MAX);
        let dash = words.iter().rposition(|w| {
            matches!(w.before(self.text), "-" | "–" | "—")
                || matches!(w.fold.as_str(), "-" | "–" | "—")
        })?;
        let name = &words[dash..];
        let sentence =
            dash > 0 && self.text[words[dash - 1].run.range()].ends_with(['.', '!', '?', '…', ')']);
        (sentence && name.len() <= 3 && self.is_name(name, 1))
            .then(|| signed(words[dash].run.start))?
    }
}
