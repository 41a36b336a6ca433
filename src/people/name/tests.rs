use super::NameMatch::*;
use super::*;
use crate::language::tests::{english, german};

#[test]
fn first_names_are_compared() {
    for (written, known, right) in [
        ("Anna", "Anna", Same),
        ("ANNA", "Anna", Same),
        ("anna", "Anna", Same),
        ("Jürgen", "Juergen", Same),
        ("Jurgen", "Jürgen", Misspelt),
        ("René", "Rene", Same),
        ("Anna Lena", "Anna-Lena", Same),
        ("Annalena", "Anna-Lena", Same),
        ("Anna", "Anna-Lena", Part),
        ("Lena", "Anna-Lena", Part),
        ("Anna", "Anna Maria", Part),
        ("Anna Maria", "Anna", Part),
        ("A.", "Anna", Part),
        ("A", "Anna", Part),
        ("H.-J.", "Hans-Jörg", Part),
        ("Bob", "Robert", Nickname),
        ("Robert", "Bob", Nickname),
        ("Steffi", "Stefanie", Nickname),
        ("Hannes", "Johannes", Nickname),
        ("Max", "Maximilian", Nickname),
        ("Flo", "Florentine", Nickname),
        ("Anna", "Annabella", Different),
        ("Stephan", "Stefan", Misspelt),
        ("Mathias", "Matthias", Misspelt),
        ("Micheal", "Michael", Misspelt),
        ("Phillip", "Philipp", Misspelt),
        ("Anne", "Anna", Misspelt),
        ("Kay", "Kai", Misspelt),
        ("Tim", "Tom", Different),
        ("Julia", "Anna", Different),
        ("", "Anna", Different),
    ] {
        assert_eq!(
            compare_given(written, known, &[], german()),
            right,
            "{written} {known}"
        );
    }
    let nicknames = ["Zazie".to_owned()];
    assert_eq!(
        compare_given("zazie", "Anna", &nicknames, german()),
        Nickname
    );
    assert_eq!(compare_given("Bill", "William", &[], english()), Nickname);
}

#[test]
fn surnames_are_compared() {
    for (written, known, right) in [
        ("Müller", "Mueller", Same),
        ("MUELLER", "Müller", Same),
        ("Muller", "Müller", Misspelt),
        ("Weiss", "Weiß", Same),
        ("Heide", "von der Heide", Same),
        ("von der Heide", "Heide", Same),
        ("v. d. Heide", "von der Heide", Same),
        ("Vandenberg", "van den Berg", Same),
        ("Müller", "Müller-Lüdenscheid", Part),
        ("Müller-Lüdenscheid", "Lüdenscheid", Part),
        ("Müller Lüdenscheid", "Müller-Lüdenscheid", Same),
        ("Garcia", "García López", Part),
        ("Mueler", "Müller-Lüdenscheid", Misspelt),
        ("B.", "Berger", Part),
        ("Meier", "Maier", Misspelt),
        ("Mayer", "Meier", Misspelt),
        ("Schmitt", "Schmidt", Misspelt),
        ("Bregmann", "Bergmann", Misspelt),
        ("Bergmann", "Berger", Different),
        ("Herrmann", "Bergmann", Different),
        ("OBrien", "O’Brien", Same),
        ("Ozkaya", "Özkaya", Misspelt),
        ("Sorensen", "Sørensen", Misspelt),
        ("Li", "Lu", Different),
    ] {
        assert_eq!(
            compare_family(written, known, german()),
            right,
            "{written} {known}"
        );
    }
}

fn address(written: &str, salutation: bool) -> (Option<NameMatch>, Option<NameMatch>) {
    let known = Known {
        given: Some("Anna-Lena"),
        family: Some("von Berger"),
        nicknames: &[],
    };
    let found = compare_address(written, salutation, known, german());
    (found.given, found.family)
}

#[test]
fn greetings_are_read_as_first_name_and_surname() {
    for (written, salutation, given, family) in [
        ("Berger", true, None, Some(Same)),
        ("von Berger", true, None, Some(Same)),
        ("Burger", true, None, Some(Misspelt)),
        ("Schulze", true, None, Some(Different)),
        ("Anna-Lena", true, Some(Same), Some(Different)),
        ("Anna-Lena Berger", true, Some(Same), Some(Same)),
        ("Dr. Berger", true, None, Some(Same)),
        ("Anna", false, Some(Part), None),
        ("Berger", false, None, Some(Same)),
        ("Burger", false, Some(Different), None),
        ("Anna Lena", false, Some(Same), None),
        ("Anna Berger", false, Some(Part), Some(Same)),
        ("Anna Lena von Berger", false, Some(Same), Some(Same)),
        ("Berger Anna", false, Some(Part), Some(Same)),
        ("Anna Schulze", false, Some(Part), Some(Different)),
        ("Julia", false, Some(Different), None),
        ("Julia Schulze", false, Some(Different), Some(Different)),
        ("ANNA-LENA BERGER", false, Some(Same), Some(Same)),
        ("", false, None, None),
    ] {
        assert_eq!(address(written, salutation), (given, family), "{written}");
    }
}

#[test]
fn what_is_not_known_is_not_judged() {
    let known = Known {
        family: Some("Berger"),
        ..Known::default()
    };
    let found = |written, salutation| compare_address(written, salutation, known, german());
    assert_eq!(found("Anna", false), AddressMatch::default());
    assert_eq!(found("Anna Berger", false).family, Some(Same));
    assert_eq!(found("Schulze", true).family, Some(Different));
    let known = Known {
        given: Some("Anna"),
        ..Known::default()
    };
    let found = |written, salutation| compare_address(written, salutation, known, german());
    assert_eq!(found("Berger", true), AddressMatch::default());
    assert_eq!(found("Julia", false).given, Some(Different));
    assert_eq!(found("Anna Berger", false).given, Some(Same));
}

#[test]
fn full_names_are_taken_apart() {
    for (name, right) in [
        ("Anna Berger", "|Anna||Berger"),
        ("Dr. Anna von der Heide, MBA", "Dr MBA|Anna|von der|Heide"),
        (
            "Prof. Dr. Hans-Peter Graf von Moltke",
            "Prof Dr|Hans-Peter|Graf von|Moltke",
        ),
        ("Berger, Anna Maria", "|Anna Maria||Berger"),
        ("Anna", "|||Anna"),
        ("Di Wu", "|Di||Wu"),
        ("DI Franz Huber", "DI|Franz||Huber"),
        ("María de la Cruz López", "|María|de la|Cruz López"),
        (
            "Anna Müller-Lüdenscheid PMP®",
            "PMP|Anna||Müller-Lüdenscheid",
        ),
        ("", "|||"),
        ("MBA", "MBA|||"),
    ] {
        let parts = split(name, german());
        let found = [parts.titles, parts.given, parts.particles, parts.family];
        assert_eq!(
            found.map(|words| words.join(" ")).join("|"),
            right,
            "{name}"
        );
    }
}
