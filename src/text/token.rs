//! Words, numbers, addresses and other tokens of a message.

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{compose, fold, is_invisible};
use crate::language::Language;
use crate::span::Span;

/// What a token is; several may hold at once (`30 %` is a number and a percentage).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// Letters.
    pub const WORD: Kinds = Kinds(1);
    /// Starts with a digit: `200`, `10x`, `3.5`.
    pub const NUMBER: Kinds = Kinds(1 << 1);
    /// A number with a per cent sign.
    pub const PERCENT: Kinds = Kinds(1 << 2);
    /// A number with a currency.
    pub const MONEY: Kinds = Kinds(1 << 3);
    /// A calendar date.
    pub const DATE: Kinds = Kinds(1 << 4);
    /// A telephone number.
    pub const PHONE: Kinds = Kinds(1 << 5);
    /// A web address, with or without scheme.
    pub const URL: Kinds = Kinds(1 << 6);
    /// An e-mail address.
    pub const EMAIL: Kinds = Kinds(1 << 7);
    /// An emoji.
    pub const EMOJI: Kinds = Kinds(1 << 8);
    /// A merge field.
    pub const SLOT: Kinds = Kinds(1 << 9);

    /// Whether all of `other` holds.
    pub fn has(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// One token. Punctuation makes no tokens.
#[derive(Debug, Clone)]
pub struct Token {
    /// Bytes in the source file.
    pub span: Span,
    /// What it is.
    pub kinds: Kinds,
    /// As written, in NFC, without invisible characters.
    pub form: String,
    /// The folded form, see [`fold`].
    pub fold: String,
    /// The stem of the folded form, in the language of the message.
    pub stem: String,
    /// The index of its sentence.
    pub sentence: usize,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Inside back-ticks.
    pub code: bool,
    /// Joined by a hyphen to the token before: `Management` in `Change-Management`.
    pub hyphenated: bool,
}

impl Token {
    /// Whether it is a word (and not a number, an address, an emoji …).
    pub fn is_word(&self) -> bool {
        self.kinds.has(Kinds::WORD)
    }

    /// Whether its first letter is a capital.
    pub fn is_capitalised(&self) -> bool {
        self.form.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it has two letters or more, all of them capitals.
    pub fn is_all_capitals(&self) -> bool {
        let mut letters = self.form.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some()
            && self
                .form
                .chars()
                .filter(|c| c.is_alphabetic())
                .nth(1)
                .is_some()
            && letters.all(char::is_uppercase)
    }
}

/// Splits `text[span]` into tokens, without sentences, quotes and stems yet.
///
/// `opaque` are spans (merge fields) that make one token each.
pub(crate) fn tokens(text: &str, span: Span, opaque: &[Span], language: &Language) -> Vec<Token> {
    let mut out = Vec::with_capacity((span.end - span.start) / 6 + 1);
    let mut at = span.start;
    let mut opaque = opaque
        .iter()
        .filter(|s| s.start >= span.start && s.end <= span.end)
        .peekable();
    while at < span.end {
        let stop = opaque.peek().map_or(span.end, |s| s.start.max(at));
        chunk(text, Span::new(at, stop), language, &mut out);
        at = stop;
        if let Some(slot) = opaque.next() {
            if slot.start >= at {
                out.push(token(text, *slot, Kinds::SLOT));
            }
            at = at.max(slot.end);
        }
    }
    join_numbers(text, &mut out, language);
    out
}

/// The folded words and numbers of a short phrase, such as a name or a product.
pub fn plain_words(phrase: &str) -> Vec<String> {
    phrase
        .unicode_words()
        .flat_map(|w| w.split('.'))
        .filter(|w| !w.is_empty())
        .map(fold)
        .collect()
}

fn token(text: &str, span: Span, kinds: Kinds) -> Token {
    let written = &text[span.range()];
    Token {
        span,
        kinds,
        form: compose(written),
        fold: fold(written),
        stem: String::new(),
        sentence: 0,
        quoted: false,
        code: false,
        hyphenated: false,
    }
}

fn chunk(text: &str, span: Span, language: &Language, out: &mut Vec<Token>) {
    let mut at = span.start;
    while at < span.end {
        // A run without white space is looked at whole: it may be an address.
        let rest = &text[at..span.end];
        let run = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if run == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let run = Span::new(at, at + run);
        if let Some((address, kinds)) = address(text, run) {
            words(text, Span::new(run.start, address.start), language, out);
            out.push(token(text, address, kinds));
            words(text, Span::new(address.end, run.end), language, out);
        } else if let Some(phone) = phone(text, Span::new(at, span.end)) {
            out.push(token(text, phone, Kinds::PHONE));
            at = phone.end;
            continue;
        } else {
            words(text, run, language, out);
        }
        at = run.end;
    }
}

/// Top-level domains that count without `http://` or `www.`; others need one of these.
const BARE_DOMAINS: &[&str] = &[
    "com",
    "de",
    "at",
    "ch",
    "io",
    "net",
    "org",
    "ai",
    "co",
    "eu",
    "info",
    "app",
    "dev",
    "me",
    "ly",
    "example",
    "link",
    "biz",
    "shop",
    "online",
    "tech",
    "cloud",
    "uk",
    "gl",
    "gg",
    "li",
    "us",
    "in",
    "to",
    "page",
    "site",
    "digital",
    "agency",
    "consulting",
    "solutions",
    "academy",
    "coach",
    "tv",
];

/// Finds a web or e-mail address in a run without white space.
fn address(text: &str, run: Span) -> Option<(Span, Kinds)> {
    let written = &text[run.range()];
    if !written.contains('.') {
        return None;
    }
    let closing = ['.', ',', ';', ':', '!', '?', ')', '>', ']', '"', '“', '”', '\'', '*', '«', '»', '‘', '’', '…'];
    let inside = written.trim_end_matches(closing);
    // Telephones begin sentences with capitals: Https://, Www.
    let lower = written.to_ascii_lowercase();
    let start = lower
        .find("http://")
        .or_else(|| lower.find("https://"))
        .or_else(|| lower.find("www."))
        .unwrap_or_else(|| {
            // Opening brackets and quotes before the address; a Markdown link's `](`.
            inside
                .rfind(['(', '<', '„', '"', '“', '\'', '[', '»', '«', '‚', '‘'])
                .map_or(0, |i| i + inside[i..].chars().next().map_or(1, char::len_utf8))
        });
    let body = inside.get(start..).unwrap_or("");
    if body.is_empty() {
        return None;
    }
    let span = Span::new(run.start + start, run.start + start + body.len());
    let lower = &lower[start..start + body.len()];
    let web = ["http://", "https://"].iter().find(|s| lower.starts_with(*s));
    let scheme = web.is_some() || lower.starts_with("www.");
    let bare = &body[web.map_or(0, |s| s.len())..];
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or("");
    if let Some((local, domain)) = body.split_once('@') {
        let ok = !local.is_empty()
            && domain.contains('.')
            && domain
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        return ok.then_some((span, Kinds::EMAIL));
    }
    let mut labels = host.split('.').rev();
    let top = labels.next().unwrap_or("");
    let name = labels.next().unwrap_or("");
    let domain = host
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && name.chars().count() >= 1
        && top.len() >= 2
        && top.chars().all(char::is_alphabetic);
    let path = bare.len() > host.len();
    // `Ende.Neu` and `z.B` are no addresses: lower-case top-level domains that exist.
    let known = BARE_DOMAINS.contains(&top)
        && (name.len() >= 2 || path)
        && !name.ends_with(char::is_whitespace);
    (domain && (scheme || (known && (path || !top.eq("in") && !top.eq("to") && !top.eq("me")))))
        .then_some((span, Kinds::URL))
}

/// A telephone number at the start of the span: `+49 40 123456`, `0171/2345678`.
fn phone(text: &str, span: Span) -> Option<Span> {
    let rest = &text[span.range()];
    if !rest.starts_with(['+', '0', '(']) {
        return None;
    }
    let mut digits = 0;
    let mut end = 0;
    for (i, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits += 1;
                end = i + 1;
            }
            '+' if i == 0 => {}
            ' ' | '/' | '-' | '(' | ')' | '.' | '\u{a0}' => {}
            _ => break,
        }
        if i - end.min(i) > 3 {
            break;
        }
    }
    let number = &rest[..end];
    let found = (7..=15).contains(&digits) && !is_date(number) && !is_years(number);
    found.then(|| Span::new(span.start, span.start + end))
}

/// `(2019-2024)`, `(1998/1999)`: a stretch of years.
fn is_years(written: &str) -> bool {
    let mut groups = written.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty());
    groups.all(|g| g.len() == 4 && (g.starts_with("19") || g.starts_with("20")))
}

/// Splits a run into words by UAX #29, and mends what it does to German and English.
fn words(text: &str, run: Span, language: &Language, out: &mut Vec<Token>) {
    let mut previous_end = run.start;
    for (i, piece) in text[run.range()].split_word_bound_indices() {
        let span = Span::new(run.start + i, run.start + i + piece.len());
        let Some(first) = piece.chars().find(|c| !is_invisible(*c)) else {
            continue;
        };
        if first.is_alphabetic() {
            let between = &text[previous_end..span.start];
            // An accent typed for an apostrophe: geht´s, don`t.
            let accent = matches!(between, "´" | "`" | "′")
                && previous_end > run.start
                && out.last().is_some_and(|t| t.span.end == previous_end && t.is_word());
            if accent && let Some(head) = out.pop() {
                clitics(text, head.span.join(span), language, out);
                previous_end = span.end;
                continue;
            }
            // Kolleg:innen, Kolleg*innen, Kolleg/-innen: one word.
            let inclusive = matches!(between, "*" | ":" | "/-" | "/" | "(" | "·" | "_")
                && language.table.inclusive_endings.iter().any(|e| e == piece)
                && out
                    .last()
                    .is_some_and(|t| t.span.end == previous_end && t.is_word());
            if inclusive && let Some(last) = out.pop() {
                out.push(inclusive_token(text, last.span.join(span)));
            } else {
                let hyphenated = matches!(between, "-" | "\u{2010}" | "\u{2011}")
                    && out.last().is_some_and(|t| t.span.end == previous_end);
                let before = out.len();
                split_word(text, span, language, out);
                if let Some(t) = out.get_mut(before) {
                    t.hyphenated = hyphenated;
                }
            }
            previous_end = span.end;
        } else if first.is_numeric() {
            out.push(token(text, span, Kinds::NUMBER));
            previous_end = span.end;
        } else if is_emoji(first) {
            out.push(token(text, span, Kinds::EMOJI));
            previous_end = span.end;
        }
    }
}

fn inclusive_token(text: &str, span: Span) -> Token {
    let mut t = token(text, span, Kinds::WORD);
    t.fold.retain(char::is_alphanumeric);
    t
}

/// One UAX #29 word may hold several of ours: `Ende.Neu`, `don't`, `Kolleg:innen`.
fn split_word(text: &str, span: Span, language: &Language, out: &mut Vec<Token>) {
    let written = &text[span.range()];
    let inclusive = written
        .rsplit_once([':', '_', '·'])
        .is_some_and(|(_, ending)| language.table.inclusive_endings.iter().any(|e| e == ending));
    if inclusive {
        out.push(inclusive_token(text, span));
        return;
    }
    let mut start = span.start;
    for part in written.split_inclusive(['.', ':', '_', '·', '\u{b7}']) {
        let bare = part.trim_end_matches(['.', ':', '_', '·', '\u{b7}']);
        if !bare.is_empty() {
            clitics(text, Span::new(start, start + bare.len()), language, out);
        }
        start += part.len();
    }
}

/// `we're` → `we`, `are`; the second keeps its own place in the text.
fn clitics(text: &str, span: Span, language: &Language, out: &mut Vec<Token>) {
    let whole = token(text, span, Kinds::WORD);
    if !whole.fold.contains('\'') {
        out.push(whole);
        return;
    }
    for (short, long) in &language.clitics {
        if let Some(head) = whole.fold.strip_suffix(short.as_str())
            && !head.is_empty()
        {
            // The cut in the source: the clitic has as many characters there.
            let tail: usize = text[span.range()]
                .chars()
                .rev()
                .take(short.chars().count())
                .map(char::len_utf8)
                .sum();
            let cut = span.end - tail;
            if cut <= span.start {
                continue;
            }
            let mut first = token(text, Span::new(span.start, cut), Kinds::WORD);
            if let Some(head) = language.table.clitic_heads.get(&first.fold) {
                first.fold.clone_from(head);
            }
            let mut second = token(text, Span::new(cut, span.end), Kinds::WORD);
            second.fold.clone_from(long);
            out.push(first);
            out.push(second);
            return;
        }
    }
    out.push(whole);
}

/// Joins a number with its unit: `30 %`, `500 €`, `$ 20`, `12.05.2026`, `12. Mai`.
fn join_numbers(text: &str, tokens: &mut Vec<Token>, language: &Language) {
    let mut i = 0;
    while i < tokens.len() {
        if !tokens[i].kinds.has(Kinds::NUMBER) {
            i += 1;
            continue;
        }
        let after = &text[tokens[i].span.end..];
        let trimmed = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let gap = after.len() - trimmed.len();
        let before = text[..tokens[i].span.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let next_is_word = |tokens: &[Token], test: &dyn Fn(&str) -> bool| {
            tokens.get(i + 1).is_some_and(|t| {
                t.is_word()
                    && text[tokens[i].span.end..t.span.start]
                        .chars()
                        .all(|c| c == ' ' || c == '.' || c == '\u{a0}')
                    && test(&t.fold)
            })
        };
        let mut kinds = tokens[i].kinds;
        let mut end = tokens[i].span.end;
        if trimmed.starts_with('%') && gap <= 2 {
            kinds = kinds.and(Kinds::PERCENT);
            end += gap + 1;
        } else if trimmed.starts_with(['€', '$', '£']) && gap <= 2 {
            kinds = kinds.and(Kinds::MONEY);
            end += gap + trimmed.chars().next().map_or(0, char::len_utf8);
        } else if before.ends_with(['€', '$', '£']) {
            kinds = kinds.and(Kinds::MONEY);
        } else if next_is_word(tokens, &|w| language.percent_words.contains(w)) {
            kinds = kinds.and(Kinds::PERCENT);
        } else if next_is_word(tokens, &|w| language.currencies.contains(w))
            || tokens[..i]
                .last()
                .is_some_and(|t| language.currencies.contains(&t.fold))
        {
            kinds = kinds.and(Kinds::MONEY);
        } else if next_is_word(tokens, &|w| language.months.contains(w)) {
            kinds = kinds.and(Kinds::DATE);
        }
        if is_date(&tokens[i].form) {
            kinds = kinds.and(Kinds::DATE);
        }
        let t = &mut tokens[i];
        t.kinds = kinds;
        t.span.end = end;
        i += 1;
    }
}

/// `12.05.2026`, `12.5`, `2026-05-12` (UAX #29 splits the last; its year alone is no date).
fn is_date(written: &str) -> bool {
    let parts: Vec<&str> = written
        .split(['.', '/'])
        .filter(|p| !p.is_empty())
        .collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|p| p.len() <= 4 && p.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a scalar begins an emoji (as pictures, not as text symbols).
pub fn is_emoji(c: char) -> bool {
    matches!(u32::from(c),
        0x1F1E6..=0x1F1FF | 0x1F300..=0x1FAFF | 0x2600..=0x27BF | 0x2B50 | 0x2B55 | 0x231A..=0x231B
        | 0x23E9..=0x23FA | 0x2934..=0x2935 | 0x3030 | 0x303D)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, german};

    fn read(text: &str, language: &Language) -> Vec<Token> {
        tokens(text, Span::new(0, text.len()), &[], language)
    }

    fn folds(text: &str, language: &Language) -> Vec<String> {
        read(text, language).into_iter().map(|t| t.fold).collect()
    }

    /// The source of the only token of this kind.
    fn only<'t>(text: &'t str, kind: Kinds) -> Option<&'t str> {
        let found: Vec<Token> = read(text, german()).into_iter().filter(|t| t.kinds.has(kind)).collect();
        match found.as_slice() {
            [one] => Some(&text[one.span.range()]),
            _ => None,
        }
    }

    #[test]
    fn web_addresses_are_read_with_and_without_scheme() {
        for (text, url) in [
            ("Siehe https://www.example.org/a?b=c#d.", "https://www.example.org/a?b=c#d"),
            ("(https://example.org)", "https://example.org"),
            ("Https://Calendly.com/tom", "Https://Calendly.com/tom"),
            ("Www.weiss.example!", "Www.weiss.example"),
            ("calendly.com/tom/30min", "calendly.com/tom/30min"),
            ("auf weiß-training.de, wo", "weiß-training.de"),
            ("[hier](https://example.org/x)", "https://example.org/x"),
            ("„example.com“", "example.com"),
            ("https://example.org/@tom", "https://example.org/@tom"),
        ] {
            let found = only(text, Kinds::URL).or_else(|| only(text, Kinds::EMAIL));
            assert_eq!(found, Some(url), "{text:?}");
        }
        for text in ["Ende.Neu", "z.B. so", "Danke.Ich komme", "3.5", "Dank.", "...", "Node.js", "v1.2.3"] {
            assert_eq!(only(text, Kinds::URL), None, "{text:?}");
        }
    }

    #[test]
    fn e_mail_addresses_are_no_web_addresses() {
        assert_eq!(only("an tom.weiss@example.de.", Kinds::EMAIL), Some("tom.weiss@example.de"));
        assert_eq!(only("an tom.weiss@example.de.", Kinds::URL), None);
        assert_eq!(only("@anna schrieb", Kinds::EMAIL), None);
    }

    #[test]
    fn telephone_numbers_are_told_from_dates_and_years() {
        for (text, number) in [
            ("unter +49 40 1234567 oder", "+49 40 1234567"),
            ("0171/2345678", "0171/2345678"),
            ("(040) 123456-7", "(040) 123456-7"),
        ] {
            assert_eq!(only(text, Kinds::PHONE), Some(number), "{text:?}");
        }
        for text in ["am 01.05.2026", "(2019-2024)", "(2019 – 2024)", "0,5", "007", "00000000000000000000"] {
            assert_eq!(only(text, Kinds::PHONE), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_joined_with_their_unit() {
        for (text, kind, written) in [
            ("um 30 %", Kinds::PERCENT, "30 %"),
            ("um 30\u{a0}%.", Kinds::PERCENT, "30\u{a0}%"),
            ("30% mehr", Kinds::PERCENT, "30%"),
            ("30 Prozent", Kinds::PERCENT, "30"),
            ("für 500 €", Kinds::MONEY, "500 €"),
            ("für 500 Euro", Kinds::MONEY, "500"),
            ("$ 500", Kinds::MONEY, "500"),
            ("EUR 500", Kinds::MONEY, "500"),
            ("am 12. Mai", Kinds::DATE, "12"),
            ("am 12.05.2026", Kinds::DATE, "12.05.2026"),
            ("am 01.05.2026", Kinds::DATE, "01.05.2026"),
        ] {
            assert_eq!(only(text, kind), Some(written), "{text:?}");
            assert!(only(text, Kinds::NUMBER).is_some(), "{text:?}");
        }
        for kind in [Kinds::PERCENT, Kinds::MONEY, Kinds::DATE] {
            assert_eq!(only("12 Leute", kind), None);
        }
    }

    #[test]
    fn clitics_become_words_of_their_own_whatever_the_apostrophe() {
        for written in ["don't", "don’t", "don´t", "don`t", "DON'T"] {
            assert_eq!(folds(written, english()), ["do", "not"], "{written}");
        }
        assert_eq!(folds("we're I'd can't won't", english()), ["we", "are", "i", "would", "can", "not", "will", "not"]);
        let text = "we’re";
        let spans: Vec<&str> = read(text, english()).iter().map(|t| &text[t.span.range()]).collect();
        assert_eq!(spans, ["we", "’re"]);
        for written in ["geht's", "geht’s", "geht´s", "geht`s"] {
            assert_eq!(folds(written, german()), ["geht", "es"], "{written}");
        }
    }

    #[test]
    fn inclusive_forms_are_one_word() {
        for written in ["Kolleg:innen", "Kolleg*innen", "Kolleg_innen", "Kolleg·innen", "Kolleg/-innen", "Kolleg/innen"] {
            assert_eq!(folds(written, german()), ["kolleginnen"], "{written}");
        }
        assert_eq!(folds("KollegInnen", german()), ["kolleginnen"]);
        assert_eq!(folds("Treffpunkt: innen", german()), ["treffpunkt", "innen"]);
    }

    #[test]
    fn hyphenated_words_are_several_that_know_each_other() {
        let read = read("Change-Management - Moos", german());
        let hyphenated: Vec<bool> = read.iter().map(|t| t.hyphenated).collect();
        assert_eq!(hyphenated, [false, true, false]);
    }

    #[test]
    fn a_missing_space_after_a_full_stop_makes_two_words() {
        assert_eq!(folds("Dank.Ich", german()), ["dank", "ich"]);
    }

    #[test]
    fn decomposed_and_invisible_characters_change_nothing() {
        for written in ["Küche", "Ku\u{308}che", "Kü\u{ad}che", "KÜCHE", "Kueche"] {
            assert_eq!(folds(written, german()), ["kueche"], "{written:?}");
        }
        assert_eq!(read("Ku\u{308}che", german())[0].form, "Küche");
    }

    #[test]
    fn an_emoji_is_one_token_however_many_scalars_it_has() {
        for emoji in ["🙂", "👩‍👩‍👧", "👍🏽", "🇩🇪", "❤️"] {
            let text = format!("Danke {emoji} Anna");
            let kinds: Vec<bool> = read(&text, german()).iter().map(|t| t.kinds.has(Kinds::EMOJI)).collect();
            assert_eq!(kinds, [false, true, false], "{emoji}");
        }
    }

    #[test]
    fn merge_fields_are_one_token_each() {
        let text = "Hi {{first_name}}, how are you?";
        let slot = Span::new(3, 17);
        let read = tokens(text, Span::new(0, text.len()), &[slot], english());
        assert_eq!((read[1].span, read[1].kinds), (slot, Kinds::SLOT));
        assert_eq!(read.len(), 5);
    }

    #[test]
    fn capitals_are_told() {
        let read = read("WICHTIG Anna SAP x I", english());
        let all: Vec<bool> = read.iter().map(Token::is_all_capitals).collect();
        assert_eq!(all, [true, false, true, false, false]);
    }
}
