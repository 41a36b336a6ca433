//! `measure`: something is too much or too little.

use super::{Case, Evidence, Outcome, phrases};
use crate::pack::raw::{Limit, RawMeasure};
use crate::pack::{Measure, Rule, Scope, Severity};
use crate::span::Span;
use crate::text::{Ending, Kinds};
use std::collections::HashSet;

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule) -> Outcome {
    match of_rule(case, index, rule) {
        Some(evidence) => Outcome::Found(evidence),
        None => Outcome::Clear,
    }
}

/// The first measure of a rule that is out of bounds.
pub(super) fn of_rule(case: &Case<'_>, index: usize, rule: &Rule) -> Option<Evidence> {
    rule.check
        .measures
        .iter()
        .find_map(|m| judge(case, index, rule, m))
}

/// Whether some measure of a rule holds here and is within bounds, as `require` asks.
pub(super) fn any_within_bounds(case: &Case<'_>, index: usize, rule: &Rule) -> bool {
    let mut here = rule.check.measures.iter().filter(|m| holds(case, m));
    here.any(|m| value(case, index, rule, m.of).is_some() && judge(case, index, rule, m).is_none())
}

fn holds(case: &Case<'_>, measure: &RawMeasure) -> bool {
    measure.stages.is_empty() || measure.stages.contains(&case.draft.context.stage)
}

fn judge(case: &Case<'_>, index: usize, rule: &Rule, measure: &RawMeasure) -> Option<Evidence> {
    if !holds(case, measure) {
        return None;
    }
    let (value, spans) = value(case, index, rule, measure.of)?;
    let max = match measure.limit {
        Some(Limit::Hard) => case.platform.and_then(|p| p.hard).map(|l| l as f64),
        Some(Limit::Soft) => case.platform.and_then(|p| p.soft).map(|l| l as f64),
        None => measure.max,
    };
    let over = max.filter(|max| value > *max);
    let under = measure.min.filter(|min| value < *min);
    let bound = over.or(under)?;
    let mut evidence = Evidence::at(spans)
        .with("count", value)
        .with("limit", bound)
        .with("over", (value - bound).abs());
    if measure.limit == Some(Limit::Hard) {
        evidence.severity = Some(Severity::Error);
    }
    Some(evidence)
}

/// The value of a measure and the places that make it; `None` where it has no sense.
fn value(case: &Case<'_>, index: usize, rule: &Rule, measure: Measure) -> Option<(f64, Vec<Span>)> {
    let scope = rule.check.scope;
    let message = case.draft.message_text();
    let at = case.draft.message.start;
    let tokens = &case.text.tokens;
    let count = |spans: Vec<Span>| Some((spans.len() as f64, spans));
    match measure {
        Measure::Words => {
            let takes_text = case.platform.is_none_or(|p| p.note);
            takes_text.then(|| (case.words_in(scope).len() as f64, Vec::new()))
        }
        Measure::Characters => Some((characters(message) as f64, Vec::new())),
        Measure::Questions => count(
            case.text.sentences.iter().filter(|s| s.ending == Ending::Question).map(|s| s.span).collect(),
        ),
        Measure::ExclamationRun => Some(longest_run(message, at, |c| c == '!' || c == '\u{fe57}' || c == '！')),
        Measure::Capitals => {
            let known = known_capitals(case);
            count(case.tokens(scope).filter(|i| is_shouted(case, *i, &known)).map(|i| tokens[i].span).collect())
        }
        Measure::Emoji => count(case.tokens(scope).filter(|i| tokens[*i].kinds.has(Kinds::EMOJI)).map(|i| tokens[i].span).collect()),
        Measure::EmojiRow => Some(longest_emoji_row(case)),
        Measure::StyledLetters => count(
            message
                .char_indices()
                .filter(|(_, c)| matches!(u32::from(*c), 0x1D400..=0x1D7FF))
                .map(|(i, c)| Span::new(at + i, at + i + c.len_utf8()))
                .collect(),
        ),
        Measure::SelfShare => self_share(case, index, rule),
        Measure::CutOff => cut_off(case),
        Measure::NoteUnavailable => {
            let refused = case.platform.is_some_and(|p| !p.note) && !case.words_in(Scope::Message).is_empty();
            Some((f64::from(u8::from(refused)), Vec::new()))
        }
        Measure::HiddenCharacters => count(
            message
                .char_indices()
                .filter(|(_, c)| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
                .map(|(i, c)| Span::new(at + i, at + i + c.len_utf8()))
                .collect(),
        ),
    }
}

/// UTF-16 units, a line end counted once: platforms never count fewer.
pub fn characters(message: &str) -> usize {
    message
        .trim_end()
        .replace("\r\n", "\n")
        .chars()
        .map(char::len_utf16)
        .sum()
}

fn longest_run(message: &str, at: usize, is: impl Fn(char) -> bool) -> (f64, Vec<Span>) {
    let mut best = (0usize, Span::default());
    let mut run = (0usize, 0usize);
    for (i, c) in message.char_indices() {
        if is(c) {
            if run.0 == 0 {
                run.1 = i;
            }
            run.0 += 1;
            if run.0 > best.0 {
                best = (run.0, Span::new(at + run.1, at + i + c.len_utf8()));
            }
        } else {
            run.0 = 0;
        }
    }
    (
        best.0 as f64,
        if best.0 > 0 { vec![best.1] } else { Vec::new() },
    )
}

/// A word of four letters or more in capitals that the profile doesn't write so.
fn is_shouted(case: &Case<'_>, index: usize, known: &HashSet<String>) -> bool {
    let t = &case.text.tokens[index];
    if !t.is_word() || t.code || t.form.chars().count() < 4 || !t.is_all_capitals() {
        return false;
    }
    // An acronym has no everyday spelling: a word that the language knows is shouted.
    !known.contains(&t.form) && crate::text::frequency::is_word(case.text.language.code(), &t.fold)
}

/// The words that recipient and sender write in capitals themselves.
fn known_capitals(case: &Case<'_>) -> HashSet<String> {
    let facts = case.recipient.map(|r| r.facts()).unwrap_or_default();
    let names = case
        .recipient
        .into_iter()
        .flat_map(|r| r.person.given.iter().chain(&r.person.family));
    let own = case
        .sender
        .into_iter()
        .flat_map(|s| s.company.iter().chain(&s.products));
    let texts = facts
        .iter()
        .map(|f| f.text.as_str())
        .chain(names.chain(own).map(String::as_str));
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words
        .filter(|w| !w.chars().any(char::is_lowercase))
        .map(str::to_owned)
        .collect()
}

fn longest_emoji_row(case: &Case<'_>) -> (f64, Vec<Span>) {
    let text = &case.draft.source.text;
    let mut best: (usize, Span) = (0, Span::default());
    let mut row: Option<(usize, Span)> = None;
    for t in case
        .text
        .tokens
        .iter()
        .filter(|t| t.kinds.has(Kinds::EMOJI))
    {
        row = match row {
            Some((n, span)) if text[span.end..t.span.start].trim().is_empty() => {
                Some((n + 1, span.join(t.span)))
            }
            _ => Some((1, t.span)),
        };
        if let Some((n, span)) = row
            && n > best.0
        {
            best = (n, span);
        }
    }
    (
        best.0 as f64,
        if best.0 > 0 { vec![best.1] } else { Vec::new() },
    )
}

fn self_share(case: &Case<'_>, index: usize, rule: &Rule) -> Option<(f64, Vec<Span>)> {
    if !case.language_known {
        return None;
    }
    let found = phrases::of_rule(case, index, rule);
    let places = |role: &str| -> Vec<Span> {
        let all = found
            .iter()
            .filter(|(p, _)| p.is(role))
            .flat_map(|(_, places)| places.iter().map(|p| p.span));
        super::matches::outermost(all.collect())
    };
    let own = places("self");
    let other = places("other").len();
    let sum = own.len() + other;
    (sum > 0).then(|| (own.len() as f64 / sum as f64, own))
}

/// 1 when the text stops in mid-word or mid-sentence, as tools do that cut at a limit.
fn cut_off(case: &Case<'_>) -> Option<(f64, Vec<Span>)> {
    let message = case.draft.message_text().trim_end();
    let length = characters(message);
    let last = case.text.tokens.last()?;
    let nothing = Some((0.0, Vec::new()));
    let tail = &case.draft.source.text[last.span.end..case.draft.message.end];
    let dots = ["…", "..."].iter().any(|d| tail.trim() == *d);
    let ends = !last.is_word()
        || (!tail.trim().is_empty() && !dots && !tail.trim().starts_with([',', '-', '–', '(']));
    let signed = case.text.parts.closing.is_some() || case.text.parts.signature.is_some();
    if ends || signed || length < 60 {
        return nothing;
    }
    let cut = Some((1.0, vec![last.span]));
    let language = &case.text.language;
    // Words that want another one after them: articles, conjunctions, prepositions.
    let dangles = language
        .table
        .dangling
        .iter()
        .any(|w| crate::text::fold::fold(w) == last.fold);
    if dangles || tail.trim().starts_with([',', '-', '–', '(']) {
        return cut;
    }
    // Those who use no punctuation, or begin in small letters, end anywhere.
    let neat = message.contains(['.', '!', '?', ','])
        && message
            .trim_start()
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
    let sentence = &case.text.sentences[last.sentence];
    let word = last.fold.as_str();
    // `x`, `xx` are kisses; what holds a figure is a name; a short last line is a signature.
    let odd = word.chars().all(|c| c == 'x') || word.chars().any(|c| c.is_ascii_digit());
    let last_line = message.rsplit('\n').next().unwrap_or_default();
    let signature = last_line.len() < message.len() && last_line.split_whitespace().count() <= 8;
    if !neat || odd || signature {
        return nothing;
    }
    let first = last.form.chars().next();
    let lower = first.is_some_and(char::is_lowercase);
    // Where nouns have a capital, an unknown one behind a function word is cut off too.
    let capital_nouns = !language.table.linking.is_empty();
    let noun = capital_nouns && !lower && sentence.tokens.len() >= 2 && {
        let before = &case.text.tokens[sentence.tokens.end - 2];
        before.is_word()
            && before.form.chars().next().is_some_and(char::is_lowercase)
            && language.function_words.contains(&before.fold)
    };
    let unknown = (lower || noun) && !crate::text::frequency::is_word(language.code(), &last.fold);
    let at_limit = [150, 200, 300, 600]
        .iter()
        .any(|l| length + 12 >= *l && length <= *l);
    let long = sentence.tokens.len() >= 4;
    let short_word = lower && last.fold.chars().count() <= 3;
    if message.ends_with('-') || (long && unknown) || (long && at_limit && (dots || short_word)) {
        return cut;
    }
    nothing
}
