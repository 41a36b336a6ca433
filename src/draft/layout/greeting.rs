//! The greeting and the name in it.

use super::phrases::{Word, longest, words};
use crate::language::Language;
use crate::span::Span;
use crate::text::token::is_emoji;

/// The name in a greeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GreetingName {
    /// From the first to the last word of the name, titles and salutation left out.
    pub span: Span,
    /// The name as written: `Müller-Lüdenscheid`.
    pub text: String,
    /// What the salutation means in a profile (`Herr`, `Frau`), when there is one.
    pub salutation: Option<String>,
    /// Titles as written, without full stop, with their places.
    pub titles: Vec<(String, Span)>,
    /// The words of the name.
    pub words: Vec<Span>,
}

/// No greeting has more words.
const MOST_WORDS: usize = 16;
/// A line that is all greeting has no more words.
const MOST_IN_LINE: usize = 9;
/// No name has more words.
const MOST_NAMES: usize = 5;

/// The greeting at the head of `text[message]`, with its comma.
pub(super) fn find(text: &str, message: Span, language: &Language) -> Option<Span> {
    let reader = Reader {
        text,
        language,
        words: words(text, message, MOST_WORDS),
    };
    let first = reader.words.iter().position(Word::is_word)?;
    let slot = reader.words.iter().position(|w| w.opens_slot(text));
    let start = slot.map_or(first, |slot| slot.min(first));
    if start > 2 {
        return None;
    }
    let head = &reader.words[start..];
    let phrase = longest(&language.greetings, text, head);
    // "Liebe Grüße" begins like "Liebe Anna".
    let closing = longest(&language.closings, text, head);
    if closing > phrase {
        return None;
    }
    let end = if phrase == 0 {
        reader.bare_name(start)?
    } else {
        let needs_name = longest(&language.greetings_with_name, text, head) == phrase;
        reader.greeting(start, start + phrase, needs_name)?
    };
    let end = reader.decoration(end);
    Some(Span::new(message.start, reader.words[end - 1].run.end))
}

/// What a word of a greeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Salutation,
    Title,
    Particle,
    /// `zusammen`, `und`
    Beside,
    Name,
    Slot,
    Emoji,
    Dash,
    Other,
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    words: Vec<Word>,
}

impl Reader<'_> {
    /// Where the greeting ends whose phrase is `words[start..at]`.
    fn greeting(&self, start: usize, at: usize, needs_name: bool) -> Option<usize> {
        let stopped = self.is_stopped(at - 1);
        if stopped {
            if needs_name {
                return None;
            }
            // "Guten Morgen, Frau Berger,"
            let comma = self.words[at - 1].after(self.text) == ",";
            let (end, names) = self.address(at);
            let alone = names > 0 && end - at <= 4 && self.is_closed(end);
            return Some(if comma && alone { end } else { at });
        }
        let (end, _) = self.address(at);
        if needs_name && end == at {
            return None;
        }
        Some(self.line(start, end).unwrap_or(end))
    }

    /// `Anna,` alone in its line.
    fn bare_name(&self, start: usize) -> Option<usize> {
        let (end, names) = self.address(start);
        let last = end.checked_sub(1).and_then(|last| self.words.get(last))?;
        let comma = self.text[last.run.range()].ends_with(',') && end - start <= 4;
        // "Kurz," and "Danke," are no names.
        let function = self.language.function_words.contains(&last.fold);
        // "Frau Berger, Sie haben" speaks to her; "Anna, dein Vortrag" may be about another Anna.
        let formal = self.is_salutation(&self.words[start]);
        let own_line = self.words.get(end).is_some_and(|w| w.new_line);
        (names > 0 && comma && (own_line || formal) && !function).then_some(end)
    }

    /// Where the words end that name somebody from `at` on, and how many of them are names.
    fn address(&self, mut at: usize) -> (usize, usize) {
        let mut names = 0;
        let begin = at;
        while at < self.words.len() && (at == begin || !self.words[at].new_line) {
            if at == begin && at > 0 && self.words[at].new_line {
                break;
            }
            let goes_on = |i: usize| self.words.get(i).is_some_and(|w| !w.new_line);
            match self.role(at, names) {
                Role::Salutation | Role::Title => {}
                Role::Emoji | Role::Dash | Role::Other => break,
                Role::Particle if goes_on(at + 1) && self.words[at].after(self.text).is_empty() => {
                }
                Role::Particle => break,
                Role::Beside if names > 0 => {
                    // "Anna und Tom", but not "Anna, liebe Grüße".
                    let next = goes_on(at + 1)
                        && matches!(
                            self.role(at + 1, 0),
                            Role::Name | Role::Salutation | Role::Slot | Role::Beside
                        );
                    let joins = !self.words[at].is_capitalised(self.text) && next;
                    if !joins {
                        break;
                    }
                }
                Role::Beside => {}
                Role::Name => {
                    names += 1;
                    if names > MOST_NAMES {
                        break;
                    }
                }
                Role::Slot => {
                    names += 1;
                    at = self.slot_end(at);
                    if at > 0 && self.ends_clause(at - 1) {
                        break;
                    }
                    continue;
                }
            }
            at += 1;
            if self.is_stopped(at - 1) {
                break;
            }
        }
        (at, names)
    }

    fn role(&self, at: usize, names: usize) -> Role {
        let word = &self.words[at];
        let language = self.language;
        if word.opens_slot(self.text) {
            return Role::Slot;
        }
        if !word.is_word() {
            let written = &self.text[word.run.range()];
            return match written {
                "-" | "–" | "—" => Role::Dash,
                "&" | "+" => Role::Beside,
                _ if written.chars().all(|c| is_emoji(c) || !c.is_ascii()) => Role::Emoji,
                _ => Role::Other,
            };
        }
        if self.is_salutation(word) {
            return Role::Salutation;
        }
        if language.is_title(self.titled(word)) {
            return Role::Title;
        }
        let lower = !word.is_capitalised(self.text);
        if lower
            && language.particles.contains(&word.fold)
            && self.names_follow(at)
            && !self.is_behind_group(at)
        {
            return Role::Particle;
        }
        // Sir/Madam
        let mut choices = word.fold.split('/');
        if choices.all(|choice| language.greeting_words.contains(choice)) {
            return Role::Beside;
        }
        let function = self.language.function_words.contains(&word.fold);
        let closed = self.is_stopped(at) || self.is_closed(at + 1);
        let letters = word
            .text(self.text)
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        // "Hallo Tom Weiß," ends in a name, "Hallo Tom Danke," doesn't.
        let thanks = || self.language.weak_closings.has_first(&word.fold);
        match (lower, function) {
            _ if !letters => Role::Other,
            (false, false) => Role::Name,
            // "Hi May," is a name, "Hi May I ask" isn't; "hi anna," is one too.
            (false, true) if closed && (names == 0 || !thanks()) => Role::Name,
            (true, false) if names == 0 && closed => Role::Name,
            _ => Role::Other,
        }
    }

    /// A word with its full stop, if it has one.
    fn titled(&self, word: &Word) -> &str {
        let stop = usize::from(word.after(self.text).starts_with('.'));
        &self.text[word.core.start..word.core.end + stop]
    }

    /// `Herr`, or `Herr/Frau` left as a choice.
    fn is_salutation(&self, word: &Word) -> bool {
        let salutations = &self.language.salutations;
        word.fold
            .split('/')
            .all(|form| salutations.contains_key(form))
    }

    /// "vom Museum" behind "Kollegen" is nobody's name.
    fn is_behind_group(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.words.get(i));
        before.is_some_and(|word| {
            word.is_capitalised(self.text)
                && self.language.greeting_words.contains(&word.fold)
                && !self.is_salutation(word)
        })
    }

    fn names_follow(&self, at: usize) -> bool {
        self.words[at + 1..]
            .iter()
            .take(2)
            .take_while(|w| !w.new_line)
            .any(|w| w.is_capitalised(self.text))
    }

    /// Whether the clause ends right behind the word at `at`.
    fn is_stopped(&self, at: usize) -> bool {
        let word = &self.words[at];
        let after = word.after(self.text);
        if after.contains([',', '!', '?', ':', ';', '…']) {
            return true;
        }
        let initial = word.text(self.text).chars().count() == 1;
        let title = || self.language.is_title(self.titled(word)) || self.is_salutation(word);
        after.contains('.') && !initial && !title()
    }

    fn ends_clause(&self, at: usize) -> bool {
        self.text[self.words[at].run.range()].ends_with([',', '!', ':', '.'])
    }

    /// Whether nothing more stands in the line before word `at`, or a stop came before it.
    fn is_closed(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|w| w.new_line) || (at > 0 && self.is_stopped(at - 1))
    }

    /// Behind the merge field that starts at `at`; it may have spaces in it.
    fn slot_end(&self, at: usize) -> usize {
        let closes = |w: &Word| {
            self.text[w.run.range()]
                .trim_end_matches([',', '!', ':', '.', ';'])
                .ends_with(['}', ']', '>', '%', '*', '#', '_'])
        };
        let mut end = at;
        while end < self.words.len() && (end == at || !self.words[end].new_line) {
            end += 1;
            if closes(&self.words[end - 1]) {
                return end;
            }
        }
        at + 1
    }

    /// The end of the first line when all of it is one clause with a comma: "Liebe Freunde der
    /// Imkerei,".
    fn line(&self, start: usize, end: usize) -> Option<usize> {
        if end == start || self.is_stopped(end - 1) {
            return None;
        }
        let mut at = end;
        while at < self.words.len() && !self.words[at].new_line && at - start < MOST_IN_LINE {
            at += 1;
            if self.is_stopped(at - 1) {
                let comma = self.words[at - 1].after(self.text) == ",";
                let last = self.words.get(at).is_some_and(|w| w.new_line);
                return (comma && last).then_some(at);
            }
        }
        None
    }

    /// Takes emojis and one dash behind the greeting into it.
    fn decoration(&self, mut end: usize) -> usize {
        while let Some(word) = self.words.get(end).filter(|w| !w.new_line && !w.is_word()) {
            if word.opens_slot(self.text) {
                break;
            }
            end += 1;
            let emoji = self.text[word.run.range()].chars().any(is_emoji);
            if !emoji {
                break;
            }
        }
        end
    }
}

/// The name in the greeting `text[greeting]`; `None` when nobody is named.
///
/// Of two people who are greeted, the first.
pub fn greeting_name(text: &str, greeting: Span, language: &Language) -> Option<GreetingName> {
    let reader = Reader {
        text,
        language,
        words: words(text, greeting, MOST_WORDS),
    };
    let start = reader.words.iter().position(Word::is_word)?;
    let phrase = longest(&language.greetings, text, &reader.words[start..]);
    let mut name = GreetingName {
        span: greeting,
        text: String::new(),
        salutation: None,
        titles: Vec::new(),
        words: Vec::new(),
    };
    let mut at = start + phrase;
    while at < reader.words.len() {
        let word = &reader.words[at];
        match reader.role(at, name.words.len()) {
            Role::Salutation if name.words.is_empty() => {
                name.salutation = language.salutations.get(&word.fold).cloned();
            }
            Role::Title => {
                let written = word.text(text).to_owned();
                name.titles.push((written, word.core));
            }
            Role::Name | Role::Particle => name.words.push(word.core),
            Role::Slot => at = reader.slot_end(at) - 1,
            // "Kollegen der Landtechnik" are a group.
            Role::Other => break,
            _ if !name.words.is_empty() => break,
            _ => {}
        }
        at += 1;
        if !name.words.is_empty() && reader.is_stopped(at - 1) {
            break;
        }
    }
    let (first, last) = (name.words.first()?, name.words.last()?);
    name.span = first.join(*last);
    name.text = text[name.span.range()].to_owned();
    Some(name)
}
