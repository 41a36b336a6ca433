use std::sync::{Arc, LazyLock};

use super::*;
use crate::draft::layout;
use crate::language::Language;
use crate::pack::raw::PackFile;
use crate::problem::Source;
use crate::toml_file;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

fn knowledge() -> Knowledge {
    let file = |name: &str, text: &str| -> PackFile {
        toml_file::parse(&Source::new(name, text)).unwrap_or_else(|p| panic!("{p}"))
    };
    let languages: Vec<Arc<Language>> = [
        include_str!("../../../rules/languages/de.toml"),
        include_str!("../../../rules/languages/en.toml"),
    ]
    .into_iter()
    .map(|text| Arc::new(Language::new(file("language", text).language.unwrap()).unwrap()))
    .collect();
    let lexicon = file("lexicon", include_str!("../../../rules/lexicon.toml"));
    Knowledge {
        lexicon: Arc::new(Lexicon::new(&lexicon.synonyms, &languages)),
        languages,
    }
}

const ANNA: &str = r#"
headline = "Leiterin Personalentwicklung"
offers = ["Vertriebstraining", "Führungskräfteentwicklung", "Moderation von Klausurtagungen"]
seeks = ["Erfahrungen mit Jobsharing"]
interests = ["Trailrunning", "Imkerei", "Marketing", "Wärmepumpen"]
skills = ["COBOL", "BGM", "Change-Management"]
aka = [["BGM", "betriebliches Gesundheitsmanagement"]]
[person]
given = "Anna"
family = "Berger"
[work]
position = "Leiterin Personalentwicklung"
company = "Müller Pumpen GmbH"
location = "Kassel"
[shared]
met = "Barcamp Jena 2024"
"#;

fn assess_profile(profile: &str, language: usize, message: &str) -> Reference {
    let knowledge = &*KNOWLEDGE;
    let recipient = Recipient::parse(&Source::new("p.toml", profile)).unwrap();
    let language = &knowledge.languages[language];
    let parts = layout::layout(message, Span::new(0, message.len()), language);
    let text = Text::new(message, &[], parts, language);
    ProfileIndex::new(&recipient, &[], knowledge).assess(&text, &[])
}

fn german(message: &str) -> Grade {
    assess_profile(ANNA, 0, message).grade.unwrap()
}

#[test]
fn one_fact_is_recognised_however_it_is_put() {
    for message in [
        "Ihre Trainings im Vertrieb haben mich neugierig gemacht.",
        "Mir gefällt, wie Sie Führungskräfte entwickeln.",
        "Mir gefällt, wie Sie Fuehrungskraefte entwickeln.",
        "Sie moderieren Klausurtagungen, das möchte ich auch lernen.",
        "Wie viele Völker haben Sie beim Imkern?",
        "Laufen Sie beim Trailruning auch im Winter?",
        "Auch ich habe mit COBOL angefangen.",
        "Wie hat Ihr betriebliches Gesundheitsmanagement begonnen?",
        "Wir standen beim Barcamp in Jena an der Kaffeemaschine.",
        "Wir haben gute Erfahrungen mit Jobsharing gemacht.",
    ] {
        assert_eq!(german(message), Grade::Specific, "{message}");
    }
}

#[test]
fn words_that_many_share_are_no_reference() {
    for message in [
        "Ich biete Trainings für Ihr Team an.",
        "Marketing ist mein Thema.",
        "Wir entwickeln Lösungen für Ihr Unternehmen und freuen uns auf den Austausch.",
        "Wie läuft der Betrieb bei Ihnen?",
        "Ich freue mich auf Ihre Antwort.",
    ] {
        assert_eq!(german(message), Grade::None, "{message}");
    }
}

#[test]
fn who_and_where_somebody_is_is_shallow() {
    let message = "Als Leiterin Personalentwicklung bei Müller Pumpen in Kassel kennen Sie das.";
    assert_eq!(german(message), Grade::Shallow);
}

#[test]
fn greeting_closing_and_signature_do_not_count() {
    let message = "Hallo Frau Berger,\n\nich freue mich auf den Austausch.\n\nViele Grüße\n\
                   Max Huber\nImkerei Huber";
    assert_eq!(german(message), Grade::None);
}

#[test]
fn the_other_language_is_understood() {
    let english = |message| assess_profile(ANNA, 1, message).grade.unwrap();
    assert_eq!(
        english("I read that you care about heat pumps."),
        Grade::Specific
    );
    assert_eq!(english("I would love to connect with you."), Grade::None);
}

#[test]
fn matches_name_the_fact_and_the_place() {
    let message = "Wie viele Völker haben Sie beim Imkern?";
    let reference = assess_profile(ANNA, 0, message);
    let found = &reference.matches[0];
    assert_eq!(
        (found.field.as_str(), found.fact.as_str()),
        ("interests", "Imkerei")
    );
    assert_eq!(&message[found.spans[0].range()], "Imkern");
    assert_eq!(found.how, How::Derivation);
    assert!(found.weight >= 1.0 && !found.identity);
}

#[test]
fn a_profile_without_facts_is_not_judged() {
    let thin = "[person]\ngiven = \"Anna\"\n[work]\ncompany = \"Müller GmbH\"\n";
    assert_eq!(assess_profile(thin, 0, "Hallo Anna").grade, None);
    assert_eq!(assess_profile("", 0, "").grade, None);
}

#[test]
fn what_is_sought_is_proposed_first_and_private_things_never() {
    let profile = "seeks = [\"Austausch zu Jobsharing\"]\nskills = [\"Rust\"]\n\
                   interests = [\"Selbsthilfegruppe Depression\", \"Orgelbau\"]\n";
    let proposed: Vec<String> = assess_profile(profile, 0, "Guten Tag")
        .suggestions
        .into_iter()
        .map(|s| s.fact)
        .collect();
    assert_eq!(proposed, ["Austausch zu Jobsharing", "Orgelbau", "Rust"]);
}

#[test]
fn references_the_profile_confirms_are_no_longer_open() {
    let knowledge = &*KNOWLEDGE;
    let recipient = Recipient::parse(&Source::new("p.toml", ANNA)).unwrap();
    let message = "Ihr Beitrag zu COBOL und Ihr Vortrag in Graz waren klasse.";
    let at = |words: &str| {
        let start = message.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let language = &knowledge.languages[0];
    let parts = layout::layout(message, Span::new(0, message.len()), language);
    let text = Text::new(message, &[], parts, language);
    let index = ProfileIndex::new(&recipient, &[], knowledge);
    let open = [at("Beitrag zu COBOL"), at("Vortrag in Graz")];
    assert_eq!(index.assess(&text, &open).unconfirmed, [open[1]]);
}
