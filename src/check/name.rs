//! The recipient's name in the greeting: missing, somebody else's, misspelt; Herr and Frau.

use super::{Case, Evidence, Missing, Outcome, Scope};
use crate::draft::layout::{GreetingName, greeting_name};
use crate::pack::Severity;
use crate::pack::rule::NameFault;
use crate::people::Salutation;
use crate::people::name::{self, Known, NameMatch};

pub(super) fn check(case: &Case<'_>, fault: NameFault) -> Outcome {
    let greeting = case.text.parts.greeting;
    let named =
        greeting.and_then(|g| greeting_name(&case.draft.source.text, g, &case.text.language));
    match fault {
        NameFault::Missing => missing(case, named.as_ref()),
        NameFault::Wrong => wrong(case, named.as_ref()),
        NameFault::Salutation => salutation(case, named.as_ref()),
    }
}

/// The greeting has no name, and the name doesn't stand elsewhere either.
fn missing(case: &Case<'_>, named: Option<&GreetingName>) -> Outcome {
    let has_slot = case
        .draft
        .slots
        .iter()
        .any(|s| case.text.parts.greeting.is_some_and(|g| g.contains(s.span)));
    if has_slot
        || named.is_some_and(|n| !n.words.is_empty())
        || case.words_in(Scope::Body).is_empty()
    {
        return Outcome::Clear;
    }
    if let Some(person) = case.recipient.map(|r| &r.person) {
        let known: Vec<String> = [&person.given, &person.family]
            .into_iter()
            .flatten()
            .chain(&person.nicknames)
            .flat_map(|n| crate::text::token::plain_words(n))
            .collect();
        if case.text.tokens.iter().any(|t| known.contains(&t.fold)) {
            return Outcome::Clear;
        }
    } else if addressed_later(case) || typed_small(case) {
        return Outcome::Clear;
    }
    Outcome::Found(Evidence::at(case.text.parts.greeting.into_iter().collect()))
}

/// How many sentences at the head of a message are searched for a name.
const HEAD: usize = 2;

/// Without a profile a name can't be told from another word for certain, but where people are
/// spoken to it can: `Anna, …`, `Wow Kemal, …`, `…, Anna!`, `Frau Berger`.
fn addressed_later(case: &Case<'_>) -> bool {
    let tokens = &case.text.tokens;
    let text = &case.draft.source.text;
    let body = case.tokens(Scope::Body);
    let Some(first) = body.clone().next() else {
        return false;
    };
    let last_sentence = tokens[body.end - 1].sentence;
    let head = tokens[first].sentence + HEAD;
    body.filter(|i| tokens[*i].sentence < head || tokens[*i].sentence == last_sentence)
        .any(|i| {
            let t = &tokens[i];
            let is_name = t.is_word()
                && t.is_capitalised()
                && t.form.chars().count() >= 2
                && !t.is_all_capitals();
            if !is_name || case.text.language.function_words.contains(&t.fold) {
                return false;
            }
            let before = &text[i
                .checked_sub(1)
                .map_or(case.draft.message.start, |p| tokens[p].span.end)
                ..t.span.start];
            let after = &text[t.span.end..];
            let stops = after.is_empty() || after.starts_with(STOPS);
            let dashed = after.starts_with([' ', '\u{a0}'])
                && after.trim_start().starts_with(['-', '–', '—']);
            let salutation = i > 0 && is_salutation(case, &tokens[i - 1].form);
            // `…, Anna!`, or among the first words: `Wow Kemal, …`, `Thanks Bill.`, `Martin - who`.
            let last = before.contains(',') && !before.contains('\n') && stops;
            let called = last || i < first + OPENING && (stops || dashed);
            salutation || (called && could_be_name(case, &t.fold, i == first))
        })
}

/// What ends the words by which somebody is spoken to.
const STOPS: [char; 8] = [',', '.', '!', '?', '\n', '\r', ':', ';'];
/// Among so many words at the head, a name with a stop behind it speaks to the reader.
const OPENING: usize = 7;

/// `hi dan, …` by somebody who types no capitals at all: the word after the greeting is a name
/// unless it is a function word.
fn typed_small(case: &Case<'_>) -> bool {
    let tokens = &case.text.tokens;
    let [greeting, name, ..] = tokens.as_slice() else {
        return false;
    };
    let small = !greeting.is_capitalised() && !name.is_capitalised() && name.is_word();
    let greets = case
        .text
        .language
        .table
        .greeting_words
        .iter()
        .all(|w| crate::text::fold::fold(w) != name.fold);
    small
        && greets
        && greeting.fold.chars().count() <= 5
        && case
            .text
            .language
            .greetings
            .starting_with(&greeting.fold)
            .next()
            .is_some()
        && !case.text.language.function_words.contains(&name.fold)
}

fn is_salutation(case: &Case<'_>, form: &str) -> bool {
    let table = &case.text.language.table;
    table
        .salutations
        .iter()
        .any(|s| s.forms.iter().any(|f| f == form))
}

/// A given name, or no word of the language. In languages that write nouns small, a
/// capital inside a sentence is enough.
fn could_be_name(case: &Case<'_>, fold: &str, starts: bool) -> bool {
    let language = &case.text.language;
    let listed = language.given_names.contains(fold);
    let nouns_are_small = language.table.linking.is_empty();
    listed
        || (nouns_are_small && !starts)
        || !crate::text::frequency::is_word(language.code(), fold)
}

fn known<'p>(case: &'p Case<'_>) -> Option<Known<'p>> {
    let person = &case.recipient?.person;
    if person.given.is_none() && person.family.is_none() {
        return None;
    }
    Some(Known {
        given: person.given.as_deref(),
        family: person.family.as_deref(),
        nicknames: &person.nicknames,
    })
}

fn wrong(case: &Case<'_>, named: Option<&GreetingName>) -> Outcome {
    let Some(known) = known(case) else {
        return Outcome::NotJudged(match case.recipient {
            Some(_) => Missing::ThinProfile,
            None => Missing::Profile,
        });
    };
    let Some(named) = named.filter(|n| !n.words.is_empty()) else {
        return Outcome::Clear;
    };
    let formal = named.salutation.is_some() || !named.titles.is_empty();
    let found = name::compare_address(&named.text, formal, known, &case.text.language);
    let is_wrong =
        |m: Option<NameMatch>| matches!(m, Some(NameMatch::Misspelt | NameMatch::Different));
    let is_right = |m: Option<NameMatch>| {
        matches!(
            m,
            Some(NameMatch::Same | NameMatch::Nickname | NameMatch::Part)
        )
    };
    // One right name beside a wrong one is still a slip: Anna Bergmann for Anna Berger.
    if !is_wrong(found.given) && !is_wrong(found.family) {
        return Outcome::Clear;
    }
    if is_right(found.given) && found.family.is_none()
        || is_right(found.family) && found.given.is_none()
    {
        return Outcome::Clear;
    }
    let expected: Vec<&str> = [known.given, known.family].into_iter().flatten().collect();
    Outcome::Found(
        Evidence::at(vec![named.span])
            .with("used", &named.text)
            .with("expected", expected.join(" ")),
    )
}

/// Herr for a Frau is an error, a missing title only worth a word.
fn salutation(case: &Case<'_>, named: Option<&GreetingName>) -> Outcome {
    let Some(person) = case.recipient.map(|r| &r.person) else {
        return Outcome::NotJudged(Missing::Profile);
    };
    let Some(named) = named else {
        return Outcome::Clear;
    };
    if let (Some(used), Some(expected)) = (&named.salutation, person.salutation) {
        let wrong = match expected {
            Salutation::None => false,
            expected => used != expected.as_str(),
        };
        if wrong {
            let mut evidence = Evidence::at(vec![named.span])
                .with("used", used)
                .with("expected", expected.as_str());
            evidence.severity = Some(Severity::Error);
            return Outcome::Found(evidence);
        }
    }
    let (Some(title), true) = (&person.title, named.salutation.is_some()) else {
        return Outcome::Clear;
    };
    let spoken = |t: &str| {
        crate::text::token::plain_words(t).into_iter().find(|w| {
            case.text
                .language
                .table
                .spoken_titles
                .iter()
                .any(|s| s == w)
        })
    };
    let Some(wanted) = spoken(title) else {
        return Outcome::Clear;
    };
    let has = named.titles.iter().any(|(t, _)| {
        crate::text::token::plain_words(t)
            .iter()
            .any(|w| *w == wanted || w.starts_with(&wanted))
    });
    if has {
        return Outcome::Clear;
    }
    let mut evidence = Evidence::at(vec![named.span])
        .with("used", &named.text)
        .with("expected", title);
    evidence.severity = Some(Severity::Info);
    Outcome::Found(evidence)
}
