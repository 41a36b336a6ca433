//! Whether a written name is the name of the person it is for.

use crate::language::Language;

/// How a written name relates to a known one, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameMatch {
    /// The same, but for case, ae/ä, ß/ss and accents.
    Same,
    /// A pet name or short form.
    Nickname,
    /// Half of a double name, or an initial.
    Part,
    /// A slip of the pen.
    Misspelt,
    /// Another name.
    Different,
}

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Titles, without full stops.
    pub titles: Vec<String>,
    /// First names.
    pub given: Vec<String>,
    /// Small words before the surname: `von der`.
    pub particles: Vec<String>,
    /// Surnames.
    pub family: Vec<String>,
}

/// What is known of a person's name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// First name or names.
    pub given: Option<&'a str>,
    /// Surname.
    pub family: Option<&'a str>,
    /// Names they go by.
    pub nicknames: &'a [String],
}

/// How the words of a greeting relate to a known name; `None` for a part that isn't written or
/// isn't known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AddressMatch {
    /// The first name.
    pub given: Option<NameMatch>,
    /// The surname.
    pub family: Option<NameMatch>,
}

/// Takes a full name apart: `Dr. Anna von der Heide, MBA`.
pub fn split(name: &str, language: &Language) -> NameParts {
    let _ = (name, language);
    NameParts::default()
}

/// Compares a written first name with the known one and the nicknames.
pub fn compare_given(
    written: &str,
    given: &str,
    nicknames: &[String],
    language: &Language,
) -> NameMatch {
    let _ = (written, given, nicknames, language);
    NameMatch::Same
}

/// Compares a written surname with the known one.
pub fn compare_family(written: &str, family: &str, language: &Language) -> NameMatch {
    let _ = (written, family, language);
    NameMatch::Same
}

/// Compares the name in a greeting with a known one.
///
/// `salutation` says whether `Herr`, `Frau` or a title stands before it, after which a single
/// word is a surname.
pub fn compare_address(
    written: &str,
    salutation: bool,
    known: Known<'_>,
    language: &Language,
) -> AddressMatch {
    let _ = (written, salutation, known, language);
    AddressMatch::default()
}
