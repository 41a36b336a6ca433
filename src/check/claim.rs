//! Statements about the recipient that the profile contradicts, and questions it answers.
//!
//! Only a contradiction is a finding. Questions and conditionals claim nothing.

use super::{Case, Evidence, Missing, Outcome, phrases};
use crate::pack::Rule;
use crate::pack::rule::ClaimFault;
use crate::people::Recipient;
use crate::span::Span;
use crate::text::token::plain_words;
use crate::text::{Ending, Text};

pub(super) fn check(case: &Case<'_>, index: usize, rule: &Rule, fault: ClaimFault) -> Outcome {
    let Some(recipient) = case.recipient else {
        return Outcome::NotJudged(Missing::Profile);
    };
    match fault {
        ClaimFault::Obvious => obvious(case, index, rule, recipient),
        ClaimFault::Contradiction => contradiction(case, index, rule, recipient),
    }
}

/// The role of a phrase names the fields of the profile that answer the question.
fn obvious(case: &Case<'_>, index: usize, rule: &Rule, recipient: &Recipient) -> Outcome {
    for (phrase, places) in phrases::of_rule(case, index, rule) {
        let answer = match phrase.role.as_deref() {
            Some("occupation") => recipient
                .work
                .position
                .clone()
                .or_else(|| recipient.headline.clone())
                .or_else(|| (!recipient.offers.is_empty()).then(|| recipient.offers.join(", "))),
            Some("employer") => recipient.work.company.clone(),
            Some("location") => recipient.work.location.clone(),
            Some("industry") => recipient.work.industry.clone(),
            Some("offers") => (!recipient.offers.is_empty()).then(|| recipient.offers.join(", ")),
            Some("seeks") => (!recipient.seeks.is_empty()).then(|| recipient.seeks.join(", ")),
            Some("interests") => {
                (!recipient.interests.is_empty()).then(|| recipient.interests.join(", "))
            }
            Some("languages") => (!recipient.person.languages.is_empty())
                .then(|| recipient.person.languages.join(", ")),
            Some("education") => recipient.education.first().and_then(|e| e.school.clone()),
            _ => None,
        };
        if let Some(answer) = answer {
            let spans = places.iter().map(|p| p.span).collect();
            return Outcome::Found(Evidence::at(spans).with("expected", answer));
        }
    }
    Outcome::Clear
}

/// A statement that doesn't fit the profile.
struct Claim {
    span: Span,
    /// What the draft says.
    used: String,
    /// What the profile says.
    expected: String,
    /// Whether the profile merely doesn't say so, rather than the contrary.
    unconfirmed: bool,
}

fn contradiction(case: &Case<'_>, index: usize, rule: &Rule, recipient: &Recipient) -> Outcome {
    for (phrase, places) in phrases::of_rule(case, index, rule) {
        for place in places {
            if place.tokens.is_empty() || !claims(case.text, place.tokens.start) {
                continue;
            }
            let verdict = match phrase.role.as_deref() {
                Some("employer") => employer(case, recipient, place.tokens.end),
                Some("past-employer") => {
                    employer(case, recipient, place.tokens.end).filter(|c| !c.unconfirmed)
                }
                Some("shared-contact") => {
                    shared(case, place.tokens.end, &recipient.shared.contacts)
                }
                Some("shared-group") => shared(case, place.tokens.end, &recipient.shared.groups),
                Some("congratulation") => stale_congratulation(case, recipient, place.span),
                _ => None,
            };
            if let Some(claim) = verdict {
                let span = place.span.join(claim.span);
                let mut evidence = Evidence::at(vec![span])
                    .with("used", claim.used)
                    .with("expected", claim.expected);
                evidence.uncertain = claim.unconfirmed;
                return Outcome::Found(evidence);
            }
        }
    }
    Outcome::Clear
}

/// Whether the sentence states something: no question, no conditional.
fn claims(text: &Text, token: usize) -> bool {
    let sentence = &text.sentences[text.tokens[token].sentence];
    let conditional = text.tokens[sentence.tokens.clone()]
        .iter()
        .any(|t| text.language.table.conditionals.contains(&t.fold));
    sentence.ending != Ending::Question && !conditional
}

/// The capitalised words that follow a phrase: a name.
fn name_after(case: &Case<'_>, at: usize) -> Option<(Span, Vec<String>)> {
    let tokens = &case.text.tokens;
    let sentence = tokens.get(at)?.sentence;
    let salutations = &case.text.language.table.salutations;
    let is_salutation = |form: &str| {
        salutations
            .iter()
            .any(|s| s.forms.iter().any(|f| f == form))
    };
    let mut start = at;
    while tokens.get(start).is_some_and(|t| is_salutation(&t.form)) {
        start += 1;
    }
    let end = (start..tokens.len())
        .take_while(|i| {
            tokens[*i].sentence == sentence && tokens[*i].is_word() && tokens[*i].is_capitalised()
        })
        .last()?
        + 1;
    let words = tokens[start..end].iter().map(|t| t.fold.clone()).collect();
    Some((case.text.span_of(start..end), words))
}

/// Another employer than any of the profile's, or a past one taken for the present one.
fn employer(case: &Case<'_>, recipient: &Recipient, at: usize) -> Option<Claim> {
    let present = recipient.work.company.as_deref()?;
    let (span, words) = name_after(case, at)?;
    let same = |company: &str| {
        let theirs = plain_words(company);
        let mine = &words;
        theirs.first().is_some_and(|first| {
            mine.iter()
                .any(|w| w == first || w.strip_suffix('s') == Some(first))
        }) || theirs.iter().any(|t| t.len() >= 4 && mine.contains(t))
    };
    if same(present) {
        return None;
    }
    let station = recipient
        .experience
        .iter()
        .find(|e| e.company.as_deref().is_some_and(same));
    match station {
        // Two jobs at a time.
        Some(station) if station.to.is_none() => None,
        Some(station) => Some(Claim {
            span,
            used: station.company.clone()?,
            expected: present.to_owned(),
            unconfirmed: false,
        }),
        // A name the profile doesn't have at all may be a subsidiary, a client, a brand.
        None if mentions(recipient, &words) => None,
        None => Some(Claim {
            span,
            used: case.draft.source.text[span.range()].to_owned(),
            expected: present.to_owned(),
            unconfirmed: true,
        }),
    }
}

/// Whether any fact of the profile has one of the words of a name.
fn mentions(recipient: &Recipient, name: &[String]) -> bool {
    let facts = recipient.facts();
    let mut words = facts.iter().flat_map(|f| plain_words(&f.text));
    words.any(|word| word.len() >= 3 && name.contains(&word))
}

/// A shared contact or group that the profile's list doesn't have. No list, no contradiction.
fn shared(case: &Case<'_>, at: usize, known: &[String]) -> Option<Claim> {
    if known.is_empty() {
        return None;
    }
    let (span, words) = name_after(case, at)?;
    let listed = known
        .iter()
        .any(|k| plain_words(k).iter().any(|w| words.contains(w)));
    (!listed).then(|| Claim {
        span,
        used: case.draft.source.text[span.range()].to_owned(),
        expected: known.join(", "),
        unconfirmed: false,
    })
}

/// Years after which a job is no longer new.
const NEW_FOR_YEARS: u16 = 2;

fn stale_congratulation(case: &Case<'_>, recipient: &Recipient, span: Span) -> Option<Claim> {
    let since = recipient.work.since?;
    let year = recipient.fetched.map(|d| d.year).or(case.year)?;
    (year >= since.year + NEW_FOR_YEARS).then(|| Claim {
        span,
        used: case.draft.source.text[span.range()].to_owned(),
        expected: since.to_string(),
        unconfirmed: false,
    })
}
