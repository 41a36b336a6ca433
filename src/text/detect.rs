//! Which language a text is in.

use std::collections::HashSet;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::fold::fold;
use crate::language::Language;

/// What a function word counts between two capitalised words: titles such as `Head of People`
/// and `Women in Tech` stand in texts of any language.
const IN_A_TITLE: f32 = 0.4;
/// What a group of letters counts.
const GROUP: f32 = 0.1;
/// What a letter counts that the other alphabet lacks.
const LETTER: f32 = 0.5;
/// Below this nothing speaks; two languages nearer than this can't be told apart.
const LEAST: f32 = 0.15;

/// The one of `candidates` that `text` is most probably written in, `None` when nothing speaks
/// for any.
///
/// `ignore` are folded words that don't vote: those of the recipient's profile, which stand in
/// a message whatever its language.
pub fn detect<'a>(
    text: &str,
    candidates: &'a [Arc<Language>],
    ignore: &HashSet<String>,
) -> Option<&'a Arc<Language>> {
    let mut votes = vec![0.0; candidates.len()];
    let words: Vec<&str> = text.unicode_words().collect();
    let shouted = !text.chars().any(char::is_lowercase);
    for (i, word) in words.iter().enumerate() {
        let folded = fold(word);
        if ignore.contains(&folded) {
            continue;
        }
        let known: Vec<usize> = (0..candidates.len())
            .filter(|&c| candidates[c].function_words.contains(&folded))
            .collect();
        // An abbreviation (IT, US) is no function word.
        let abbreviation =
            !shouted && word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        match known[..] {
            [one] if !abbreviation => votes[one] += weight(&words, i),
            // Common in several languages: says nothing.
            [_, ..] => {}
            [] => {
                let composed: String = word.nfc().flat_map(char::to_lowercase).collect();
                for (vote, language) in votes.iter_mut().zip(candidates) {
                    *vote += look(&composed, language);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by(|&a, &b| votes[b].total_cmp(&votes[a]));
    let best = *order.first()?;
    let second = order.get(1).map_or(0.0, |&i| votes[i]);
    (votes[best] >= LEAST && votes[best] - second > LEAST / 2.0).then(|| &candidates[best])
}

fn weight(words: &[&str], i: usize) -> f32 {
    let capital = |word: Option<&&str>| {
        word.is_some_and(|w| w.starts_with(char::is_uppercase) && w.chars().count() > 1)
    };
    let before = i.checked_sub(1).and_then(|b| words.get(b));
    let lower = words[i].starts_with(char::is_lowercase);
    if lower && capital(before) && capital(words.get(i + 1)) {
        IN_A_TITLE
    } else {
        1.0
    }
}

/// How much a word looks like one of the language, by its letters.
fn look(word: &str, language: &Language) -> f32 {
    language
        .table
        .letter_patterns
        .iter()
        .filter(|pattern| word.contains(pattern.as_str()))
        .map(|pattern| if pattern.is_ascii() { GROUP } else { LETTER })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, german};

    fn code(text: &str, ignore: &[&str]) -> String {
        let candidates = [Arc::clone(german()), Arc::clone(english())];
        let ignore = ignore.iter().map(|w| fold(w)).collect();
        detect(text, &candidates, &ignore).map_or("-".into(), |l| l.code().to_owned())
    }

    #[test]
    fn short_notes_are_told_apart() {
        let german = [
            "Hallo Anna, klasse Vortrag!",
            "Tolles Profil!",
            "Danke fürs Vernetzen",
            "Gerne vernetzen",
            "Lust auf Austausch?",
            "Lust auf einen Call zu Sales Enablement?",
            "Head of Sales bei SAP, spannend!",
            "Freue mich auf den Austausch.",
            "Ihr Talk über Customer Success war super.",
            "Moin Jan, Grüße aus Hamburg",
            "Schöner Artikel über Scrum",
            "Kennen wir uns?",
            "Suche Product Owner in Berlin",
            "Wir sehen uns auf der OMR",
            "Dein Beitrag zu Employer Branding",
            "Vielen Dank für die Anfrage",
            "Hi, kurze Frage zu Remote Leadership",
            "Großartig!",
            "Mitglied der Gruppe Women in Tech",
            "Business Development Manager sucht Kontakte",
            "Guten Morgen Frau Berger",
            "Kollegiale Grüße",
            "Interesse an Cloud Migration?",
            "Willkommen im Team!",
            "Servus, schaut gut aus!",
            "Wie geht's?",
            "Würde mich freuen",
            "Ist das Change Management?",
            "Sehr inspirierend, Ihr Post!",
            "Let's Dance war gestern wieder toll",
        ];
        let english = [
            "Hi Anna, great talk!",
            "Nice profile!",
            "Thanks for connecting",
            "Happy to connect",
            "Open to a chat?",
            "Loved your post on Mittelstand",
            "Your article about the Energiewende",
            "Greetings from Munich",
            "How are you?",
            "Would love to learn more",
            "I read your Kindergarten story",
            "We met at Hannover Messe",
            "Head of Vertrieb at Bosch, impressive",
            "Are you hiring?",
            "Quick question about remote teams",
            "Fellow trail runner here",
            "Congrats on the new role",
            "Looking forward to it",
            "What a story!",
            "Your talk at the Oktoberfest meetup",
            "Awesome work on Rust!",
            "Let's connect",
            "Saw your comment on Anna's post",
            "Good morning Jan",
            "Interested in beekeeping?",
            "Thank you, Jürgen!",
            "Do you know Müller GmbH?",
            "Same here, love hiking",
            "Wishing you well from Köln",
            "Which book is it?",
        ];
        let wrong: Vec<_> = german
            .iter()
            .map(|text| (text, "de"))
            .chain(english.iter().map(|text| (text, "en")))
            .filter(|(text, right)| code(text, &[]) != *right)
            .collect();
        assert!(wrong.len() <= 2, "{wrong:?}");
    }

    #[test]
    fn when_nothing_speaks_nothing_is_guessed() {
        for text in ["", "Anna", "SAP HANA", "🙂 🙂", "123", "LinkedIn"] {
            assert_eq!(code(text, &[]), "-", "{text:?}");
        }
    }

    #[test]
    fn words_of_the_profile_do_not_vote() {
        let text = "The Art of the Deal, sehr gut";
        assert_eq!(code(text, &["the", "art", "of", "deal"]), "de");
        assert_eq!(code("Über Grün", &["Über", "Grün"]), "-");
    }
}
