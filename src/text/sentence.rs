//! Sentences: UAX #29, mended for abbreviations, ordinals, wrapped lines and lists.

use unicode_segmentation::UnicodeSegmentation;

use super::fold::fold;
use crate::language::Language;
use crate::span::Span;

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// `?`, also `?!`.
    Question,
    /// `!`
    Exclamation,
    /// A full stop, an ellipsis or a colon.
    Stop,
    /// Nothing: a line of its own, the end of the message.
    None,
}

/// A sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Bytes in the source file, without surrounding white space.
    pub span: Span,
    /// How it ends.
    pub ending: Ending,
    /// Its tokens, as a range of indices.
    pub tokens: std::ops::Range<usize>,
    /// The index of its paragraph.
    pub paragraph: usize,
}

/// Splits `text[span]` into sentences; `tokens` is left empty.
pub(super) fn sentences(text: &str, span: Span, language: &Language) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut paragraph = 0;
    let mut open: Option<Span> = None;
    for (i, piece) in text[span.range()].split_sentence_bound_indices() {
        let at = span.start + i;
        let piece_span = Span::new(at, at + piece.len());
        let joined = open.map_or(piece_span, |o| o.join(piece_span));
        let rest = &text[piece_span.end..span.end];
        if goes_on(piece, rest, language) {
            open = Some(joined);
            continue;
        }
        open = None;
        push(text, joined, paragraph, &mut out);
        if is_paragraph_end(piece, rest) {
            paragraph += 1;
        }
    }
    if let Some(rest) = open {
        push(text, rest, paragraph, &mut out);
    }
    out
}

fn push(text: &str, span: Span, paragraph: usize, out: &mut Vec<Sentence>) {
    let written = &text[span.range()];
    let trimmed = written.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = span.start + (written.len() - written.trim_start().len());
    let tail = without_smileys(trimmed);
    let marks = &tail[tail.trim_end_matches(['?', '!', '.', '…']).len()..];
    let ending = if marks.contains('?') {
        Ending::Question
    } else if tail.ends_with('!') {
        Ending::Exclamation
    } else if tail.ends_with(['.', '…', ':']) {
        Ending::Stop
    } else {
        Ending::None
    };
    out.push(Sentence {
        span: Span::new(start, start + trimmed.len()),
        ending,
        tokens: 0..0,
        paragraph,
    });
}

/// The text without closing quotes, brackets, emoji and smileys at its end: `Zeit? :-)` asks.
fn without_smileys(text: &str) -> &str {
    let mut tail = text;
    loop {
        let before = tail.len();
        tail = tail.trim_end_matches(|c: char| {
            matches!(c, '"' | '“' | '”' | '«' | '»' | '›' | '‹' | ')' | '\'' | '‘' | '’')
                || super::token::is_emoji(c)
                || c.is_whitespace()
                || matches!(c, '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
        });
        for smiley in [":-", ";-", ":", ";", ":D", ":-D", ";D", ":P", ":-P", ":p"] {
            if let Some(head) = tail.strip_suffix(smiley)
                // A colon that belongs to the sentence stands right behind its last word.
                && head.ends_with(|c: char| c.is_whitespace() || matches!(c, '?' | '!' | '.' | '…'))
            {
                tail = head;
            }
        }
        if tail.len() == before {
            return tail;
        }
    }
}

/// Whether an empty line follows. Counts no further than it must: white space may be long.
fn is_paragraph_end(piece: &str, rest: &str) -> bool {
    let behind = piece.chars().rev().take_while(|c| c.is_whitespace());
    let ahead = rest.chars().take_while(|c| c.is_whitespace());
    let is_break = |c: &char| *c == '\n';
    let breaks = behind.filter(is_break).take(2).count();
    breaks + ahead.filter(is_break).take(2 - breaks).count() >= 2
}

/// Whether the sentence that seems to end with `piece` goes on in `rest`.
fn goes_on(piece: &str, rest: &str, language: &Language) -> bool {
    if rest.is_empty() {
        return false;
    }
    let line = piece.trim_end();
    let broke = piece[line.len()..].contains(['\n', '\r', '\u{2028}']);
    if line.is_empty() {
        return false;
    }
    if broke {
        // Lines wrapped by an editor: long, without an end, and no list follows.
        if is_paragraph_end(piece, rest) || line.ends_with(['!', '?', '…', ':']) {
            return false;
        }
        return (!line.ends_with('.') || is_abbreviated(line, language)) && wrapped(line, rest);
    }
    is_abbreviated(line, language)
}

/// Whether a full stop at the end of `line` belongs to its last word.
fn is_abbreviated(line: &str, language: &Language) -> bool {
    let Some(body) = line.strip_suffix('.') else {
        return false;
    };
    let word = body
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '„' | '“'))
        .next()
        .unwrap_or("");
    let folded = fold(word);
    let last = folded.rsplit('.').next().unwrap_or("");
    // z. B., d. h., initials; but not a sentence that ends in a single capital I.
    if last.chars().count() == 1 && last.chars().all(char::is_alphabetic) && last != "i" {
        return true;
    }
    if language.abbreviations.contains(&folded) || language.abbreviations.contains(last) {
        return true;
    }
    // 12. Mai, 3. Platz: an ordinal before a word; a year ends sentences.
    !word.is_empty()
        && word.len() <= 2
        && word.chars().all(|c| c.is_ascii_digit())
        && language.table.ordinal_stop
}

fn wrapped(line: &str, rest: &str) -> bool {
    let last_line = line.rsplit('\n').next().unwrap_or(line);
    let next = rest.trim_start();
    let bullet = next.starts_with(['-', '*', '•', '–', '✅', '👉', '➡', '→', '>'])
        || next
            .chars()
            .next()
            .is_some_and(|c| super::token::is_emoji(c) || c.is_ascii_digit());
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    !bullet && (last_line.chars().count() >= 50 || (lower && last_line.chars().count() >= 25))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, german};

    fn cut<'t>(text: &'t str, language: &Language) -> Vec<&'t str> {
        sentences(text, Span::new(0, text.len()), language).iter().map(|s| &text[s.span.range()]).collect()
    }

    fn de(text: &str) -> Vec<&str> {
        cut(text, german())
    }

    fn en(text: &str) -> Vec<&str> {
        cut(text, english())
    }

    #[test]
    fn abbreviations_don_t_end_a_sentence() {
        for one in [
            "Das gilt z. B. für Anna.",
            "Das gilt z.B. für Anna.",
            "Das heißt, d. h. Sie lesen mit.",
            "Ich traf Dr. Berger in Kiel.",
            "Prof. Dr. Anna Berger liest.",
            "Wir haben ca. 30 Leute.",
            "Das war u. a. Thema in Graz.",
            "Ich grüße J. R. Berger.",
        ] {
            assert_eq!(de(one), [one]);
        }
        assert_eq!(en("I met Dr. Berger, e.g. in Kiel. She reads."), ["I met Dr. Berger, e.g. in Kiel.", "She reads."]);
        assert_eq!(en("It was me and I. You too?"), ["It was me and I.", "You too?"]);
    }

    #[test]
    fn ordinals_don_t_end_a_sentence_but_years_do() {
        assert_eq!(de("Am 12. Mai in Graz. Kommen Sie?"), ["Am 12. Mai in Graz.", "Kommen Sie?"]);
        assert_eq!(de("Das war 2024. Danach kam Graz."), ["Das war 2024.", "Danach kam Graz."]);
        assert_eq!(en("We were 12. Then came Anna."), ["We were 12.", "Then came Anna."]);
    }

    #[test]
    fn what_ends_a_sentence_is_told() {
        let endings = |text: &str| -> Vec<Ending> {
            sentences(text, Span::new(0, text.len()), german()).iter().map(|s| s.ending).collect()
        };
        use Ending::{Exclamation, None, Question, Stop};
        for (text, ending) in [
            ("Wirklich?", Question),
            ("Wirklich?!", Question),
            ("Wirklich!?", Question),
            ("Wirklich?!!", Question),
            ("Wirklich???", Question),
            ("Wirklich? 🙂", None),
            ("Haben Sie Zeit? :-)", Question),
            ("Haben Sie Zeit? ;)", Question),
            ("Haben Sie Zeit :)", None),
            ("Sie fragten: „Wann?“", Question),
            ("(Wann?)", Question),
            ("Toll!", Exclamation),
            ("Toll ...", Stop),
            ("Toll…", Stop),
            ("Und zwar:", Stop),
            ("Toll.", Stop),
            ("ohne Ende", None),
        ] {
            assert_eq!(endings(text).last(), Some(&ending), "{text:?}");
        }
        assert_eq!(endings("Wirklich? 🙂"), [Question, None]);
    }

    #[test]
    fn wrapped_lines_are_one_sentence_and_lines_of_their_own_are_several() {
        let wrapped = "Ihr Artikel über die Gründächer in Graz hat mir sehr\ngut gefallen und mich überrascht.";
        assert_eq!(de(wrapped), [wrapped]);
        let crlf = wrapped.replace('\n', "\r\n");
        assert_eq!(de(&crlf), [crlf.as_str()]);
        let after_comma = "Ihr Artikel über die Gründächer in Graz gefiel mir sehr,\nvor allem die Liste der Pflanzen.";
        assert_eq!(de(after_comma), [after_comma]);
        let after_title = "In Ihrem Vortrag über die Gründächer von Graz sprachen Dr.\nBerger und Sie über Moos.";
        assert_eq!(de(after_title), [after_title]);
        assert_eq!(de("Ein Dach\nEin Garten\nEin Moos"), ["Ein Dach", "Ein Garten", "Ein Moos"]);
        assert_eq!(de("Ein Satz ohne Punkt\n\nund ein neuer Absatz."), ["Ein Satz ohne Punkt", "und ein neuer Absatz."]);
    }

    #[test]
    fn each_item_of_a_list_is_a_sentence() {
        let list = "Darum geht es in dem Vortrag über die Gründächer von Graz\n- Moos und seine Pflege\n- Kies\n• Sand";
        assert_eq!(de(list).len(), 4);
        assert_eq!(de(&list.replace('\n', "\r\n")).len(), 4);
        assert_eq!(de("1. Moos\n2. Kies"), ["1. Moos", "2. Kies"]);
    }

    #[test]
    fn paragraphs_are_counted_across_line_ends() {
        let paragraphs = |text: &str| -> Vec<usize> {
            sentences(text, Span::new(0, text.len()), german()).iter().map(|s| s.paragraph).collect()
        };
        assert_eq!(paragraphs("Eins. Zwei.\nDrei.\n\nVier."), [0, 0, 0, 1]);
        assert_eq!(paragraphs("Eins. Zwei.\r\nDrei.\r\n\r\nVier."), [0, 0, 0, 1]);
    }

    #[test]
    fn nothing_has_no_sentences() {
        assert!(de("").is_empty());
        assert!(de(" \n\n \t").is_empty());
    }
}
