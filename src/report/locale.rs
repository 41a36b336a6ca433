//! The languages the tool itself speaks, and the few fixed words of its output.

use crate::pack::{LocalText, Severity};
use crate::score::Band;

/// A language of the tool's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Locale {
    /// From the environment's `LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set and not empty.
    pub fn from_environment() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|v| std::env::var(v).ok())
            .find(|v| !v.is_empty());
        if set.is_some_and(|v| v.starts_with("de")) {
            Self::De
        } else {
            Self::En
        }
    }

    /// A text in this language.
    pub fn of(self, text: &LocalText) -> &str {
        match self {
            Self::En => &text.en,
            Self::De => &text.de,
        }
    }

    /// One of two texts.
    pub fn pick<'t>(self, en: &'t str, de: &'t str) -> &'t str {
        match self {
            Self::En => en,
            Self::De => de,
        }
    }

    /// A key of a profile as a reader of this language calls it; in English the key itself, so
    /// that it is found in the file.
    pub fn field(self, key: &str) -> &str {
        match (self, key) {
            (Self::En, _) => key,
            (Self::De, "headline") => "Slogan",
            (Self::De, "about") => "Über mich",
            (Self::De, "offers") => "bietet",
            (Self::De, "seeks") => "sucht",
            (Self::De, "interests") => "Interessen",
            (Self::De, "skills") => "Kenntnisse",
            (Self::De, "organisations") => "Organisationen",
            (Self::De, "groups") => "Gruppen",
            (Self::De, _) if key.starts_with("activity.") => "Beiträge",
            (Self::De, _) if key.starts_with("experience.") => "Werdegang",
            (Self::De, _) if key.starts_with("education.") => "Ausbildung",
            (Self::De, _) if key.starts_with("shared.") => "gemeinsam",
            (Self::De, "work.position") => "Position",
            (Self::De, "work.company") => "Firma",
            (Self::De, "work.industry") => "Branche",
            (Self::De, "work.location") => "Ort",
            (Self::De, _) if key.starts_with("person.") => "Name",
            (Self::De, _) => key,
        }
    }

    /// A text in quotation marks.
    pub fn quote(self, text: &str) -> String {
        match self {
            Self::En => format!("“{text}”"),
            Self::De => format!("„{text}“"),
        }
    }

    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        match (severity, self) {
            (Severity::Error, Self::En) => "error",
            (Severity::Error, Self::De) => "Fehler",
            (Severity::Warning, Self::En) => "warning",
            (Severity::Warning, Self::De) => "Warnung",
            (Severity::Info, Self::En) => "note",
            (Severity::Info, Self::De) => "Hinweis",
            (Severity::Off, Self::En) => "off",
            (Severity::Off, Self::De) => "aus",
        }
    }

    /// The word for a band.
    pub fn band(self, band: Band) -> &'static str {
        match (band, self) {
            (Band::Ready, Self::En) => "ready",
            (Band::Ready, Self::De) => "fertig",
            (Band::Polish, Self::En) => "polish",
            (Band::Polish, Self::De) => "nachfeilen",
            (Band::Rethink, Self::En) => "rethink",
            (Band::Rethink, Self::De) => "neu denken",
        }
    }
}
