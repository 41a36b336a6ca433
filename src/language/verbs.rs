//! The forms of verbs that a stemmer doesn't join: `stellte`, `vorgestellt`, `vorzustellen`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::fold::fold;

/// How a language inflects its verbs, and which verbs it has. All lists of words are written
/// with spaces between.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Verbs {
    /// Endings of the infinitive, the longest first: `en n`.
    pub infinitive: String,
    /// Endings of the present that the stemmer leaves on: `st t`.
    pub present: String,
    /// The same of the regular past: `te ten`.
    pub regular_past: String,
    /// The ending of a regular participle: `t`.
    pub participle: String,
    /// Endings of the irregular past: `st en`. Without an ending it is a form too.
    pub past: String,
    /// Endings of the irregular conditional: `e en`.
    pub conditional: String,
    /// What comes between stem and ending after certain letters, and which: `e` after `t d`.
    pub link: String,
    /// The letters after which [`Self::link`] stands.
    pub link_after: String,
    /// What a participle begins with: `ge`.
    pub before_participle: String,
    /// Beginnings of infinitives whose participle has no such beginning: `be ver`.
    pub bare_after: String,
    /// The same by ending: `ieren`.
    pub bare_before: String,
    /// The word that goes into a separable verb: `zu`.
    pub to: String,
    /// The verbs by infinitive, without prefixes.
    pub list: BTreeMap<String, Verb>,
}

/// A verb and the verbs made of it. Regular ones need no forms.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Verb {
    /// Irregular present forms: `hilfst hilft`.
    pub present: String,
    /// First person of the irregular past: `half`.
    pub past: String,
    /// Irregular participles: `geholfen`.
    pub participle: String,
    /// Stem of the conditional: `hälf`.
    pub conditional: String,
    /// Prefixes that can part from the verb: `aus mit`.
    pub with: String,
    /// Prefixes that can't: `ver`.
    pub fused: String,
}

impl Verbs {
    /// Every infinitive with its forms, folded.
    pub(super) fn forms(&self) -> Vec<(String, Vec<String>)> {
        // Folding the parts once is much cheaper than folding all the forms made of them.
        let folded = self.folded();
        let mut out = Vec::new();
        for (infinitive, verb) in &folded.list {
            let mut finite = folded.finite(infinitive, verb);
            let participles = folded.participles(infinitive, verb);
            for prefix in verb.with.split_whitespace() {
                let mut forms = joined(prefix, &finite);
                forms.extend(joined(prefix, &participles));
                forms.push(format!("{prefix}{}{infinitive}", folded.to));
                out.push((format!("{prefix}{infinitive}"), forms));
            }
            for prefix in verb.fused.split_whitespace() {
                let mut forms = joined(prefix, &finite);
                forms.extend(participles.iter().map(|participle| {
                    let bare = participle
                        .strip_prefix(&folded.before_participle)
                        .unwrap_or(participle);
                    format!("{prefix}{bare}")
                }));
                out.push((format!("{prefix}{infinitive}"), forms));
            }
            finite.extend(participles);
            finite.extend(folded.conditional(verb));
            out.push((infinitive.clone(), finite));
        }
        out
    }

    /// The forms of one verb without a prefix; its infinitive is given folded.
    pub(super) fn forms_of(&self, infinitive: &str) -> Vec<String> {
        let found = self.list.iter().find(|(name, _)| fold(name) == infinitive);
        found.map_or_else(Vec::new, |(name, verb)| {
            let mut forms = self.finite(name, verb);
            forms.extend(self.participles(name, verb));
            forms.extend(self.conditional(verb));
            forms
        })
    }

    fn folded(&self) -> Self {
        let verb = |verb: &Verb| Verb {
            present: fold(&verb.present),
            past: fold(&verb.past),
            participle: fold(&verb.participle),
            conditional: fold(&verb.conditional),
            with: fold(&verb.with),
            fused: fold(&verb.fused),
        };
        Self {
            bare_after: fold(&self.bare_after),
            list: self
                .list
                .iter()
                .map(|(name, entry)| (fold(name), verb(entry)))
                .collect(),
            ..self.clone()
        }
    }

    fn finite(&self, infinitive: &str, verb: &Verb) -> Vec<String> {
        let stem = self.linked(infinitive);
        let mut finite = words(&verb.present);
        finite.extend(with_endings(&stem, &self.present));
        if verb.past.is_empty() {
            finite.extend(with_endings(&stem, &self.regular_past));
        } else {
            finite.extend(with_endings(&verb.past, &self.past));
            finite.push(verb.past.clone());
        }
        finite
    }

    fn conditional(&self, verb: &Verb) -> Vec<String> {
        if verb.conditional.is_empty() {
            return Vec::new();
        }
        with_endings(&verb.conditional, &self.conditional)
    }

    fn participles(&self, infinitive: &str, verb: &Verb) -> Vec<String> {
        if !verb.participle.is_empty() {
            return words(&verb.participle);
        }
        if self.participle.is_empty() {
            return Vec::new();
        }
        let mut before = self.bare_after.split_whitespace();
        let mut behind = self.bare_before.split_whitespace();
        let bare =
            before.any(|b| infinitive.starts_with(b)) || behind.any(|e| infinitive.ends_with(e));
        let before = if bare { "" } else { &self.before_participle };
        vec![format!(
            "{before}{}{}",
            self.linked(infinitive),
            self.participle
        )]
    }

    fn stem<'a>(&self, infinitive: &'a str) -> &'a str {
        self.infinitive
            .split_whitespace()
            .find_map(|ending| infinitive.strip_suffix(ending))
            .unwrap_or(infinitive)
    }

    /// The stem as it stands before an ending: `arbeite-`.
    fn linked(&self, infinitive: &str) -> String {
        let stem = self.stem(infinitive);
        let link = self
            .link_after
            .split_whitespace()
            .any(|e| stem.ends_with(e));
        format!("{stem}{}", if link { &self.link } else { "" })
    }
}

fn words(list: &str) -> Vec<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

fn with_endings(stem: &str, endings: &str) -> Vec<String> {
    endings
        .split_whitespace()
        .map(|ending| format!("{stem}{ending}"))
        .collect()
}

fn joined(prefix: &str, forms: &[String]) -> Vec<String> {
    forms.iter().map(|form| format!("{prefix}{form}")).collect()
}
