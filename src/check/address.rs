//! Sie and du, and the language itself.

use super::matches::Covered;
use super::{Case, Evidence, Missing, Outcome, Scope};
use crate::pack::pattern::PatternId;
use crate::pack::rule::AddressFault;
use crate::people::{Address, WishKind};
use crate::span::Span;

/// Bodies of fewer words are in no language for certain.
const MIN_WORDS: usize = 5;

pub(super) fn check(case: &Case<'_>, fault: AddressFault) -> Outcome {
    match fault {
        AddressFault::Mixed => {
            let (formal, informal) = forms(case);
            match (formal.first(), informal.first()) {
                (Some(f), Some(i)) => {
                    let mut spans = vec![*f, *i];
                    spans.sort();
                    Outcome::Found(Evidence::at(spans))
                }
                _ => Outcome::Clear,
            }
        }
        AddressFault::Wrong => wrong(case),
        AddressFault::Language => language(case),
    }
}

/// Where the formal and the informal address show for certain.
pub(super) fn forms(case: &Case<'_>) -> (Vec<Span>, Vec<Span>) {
    let patterns = &case.patterns.address;
    let neither = Covered::new(&places(case, &patterns.neither));
    let clean = |ids: &[PatternId]| -> Vec<Span> {
        let mut spans = places(case, ids);
        spans.retain(|s| !neither.has(*s));
        spans.sort();
        spans
    };
    (clean(&patterns.formal), clean(&patterns.informal))
}

fn places(case: &Case<'_>, ids: &[PatternId]) -> Vec<Span> {
    let quoted = |i: usize| case.text.tokens[i].quoted || case.text.tokens[i].code;
    ids.iter()
        .flat_map(|id| case.hits.of(*id))
        .filter(|hit| !hit.tokens().any(quoted))
        .map(|hit| case.text.span_of(hit.tokens()))
        .collect()
}

/// The form of address of the draft, when it is certain and not mixed.
pub fn of_draft(case: &Case<'_>) -> Option<Address> {
    let (formal, informal) = forms(case);
    match (formal.is_empty(), informal.is_empty()) {
        (false, true) => Some(Address::Sie),
        (true, false) => Some(Address::Du),
        _ => None,
    }
}

fn wrong(case: &Case<'_>) -> Outcome {
    let Some(recipient) = case.recipient else {
        return Outcome::NotJudged(Missing::Profile);
    };
    let Some(wanted) = recipient.person.address.or_else(|| wished_address(case)) else {
        return Outcome::Clear;
    };
    let (formal, informal) = forms(case);
    let (wrong, right, used) = match wanted {
        Address::Sie => (informal, formal, "du"),
        Address::Du => (formal, informal, "Sie"),
    };
    // Both forms at once are mixed-address's business.
    if wrong.is_empty() || !right.is_empty() {
        return Outcome::Clear;
    }
    let wanted = match wanted {
        Address::Sie => "Sie",
        Address::Du => "du",
    };
    Outcome::Found(
        Evidence::at(wrong.into_iter().take(3).collect())
            .with("used", used)
            .with("expected", wanted),
    )
}

/// A wish about the address, in the recipient's words: `gern per Du`.
fn wished_address(case: &Case<'_>) -> Option<Address> {
    let quote = case
        .wishes
        .iter()
        .find(|w| w.kind == WishKind::Address)?
        .quote
        .as_deref()?;
    let words = crate::text::token::plain_words(quote);
    let has = |word: &str| words.iter().any(|w| w == word);
    match (has("sie"), has("du") || has("duzen")) {
        (true, false) => Some(Address::Sie),
        (false, true) => Some(Address::Du),
        _ => None,
    }
}

fn language(case: &Case<'_>) -> Outcome {
    let Some(recipient) = case.recipient else {
        return Outcome::NotJudged(Missing::Profile);
    };
    if !case.language_known || case.words_in(Scope::Body).len() < MIN_WORDS {
        return Outcome::NotJudged(Missing::Language);
    }
    let languages = &recipient.person.languages;
    let used = case.text.language.code();
    let reads = |l: &String| {
        l.split(['-', '_'])
            .next()
            .is_some_and(|l| l.eq_ignore_ascii_case(used))
    };
    if languages.is_empty() || languages.iter().any(reads) {
        return Outcome::Clear;
    }
    Outcome::Found(
        Evidence::default()
            .with("used", used)
            .with("expected", languages.join(", ")),
    )
}
