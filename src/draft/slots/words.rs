//! The names that merge fields have, from the `[slots]` table of a pack.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SlotClass;
use crate::text::fold::fold;

/// The `[slots]` table of a pack file: which names merge fields have.
///
/// Names are compared without case and separators: `first name` covers `first_name`,
/// `firstName`, `FIRST-NAME`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SlotTable {
    /// Name, salutation, title of the recipient.
    pub identity: Vec<String>,
    /// Employer, position, city, industry.
    pub profile: Vec<String>,
    /// Posts, talks, interests, common contacts.
    pub behaviour: Vec<String>,
    /// Texts written for one person.
    pub free: Vec<String>,
    /// The sender's own data.
    pub sender: Vec<String>,
    /// Links to unsubscribe.
    pub unsubscribe: Vec<String>,
    /// Words beside a name that change nothing: `specific`, `your`, `of`.
    pub modifiers: Vec<String>,
    /// Words that stand for something to fill in wherever they are, case kept: `XXX`.
    pub blanks: Vec<String>,
    /// Choices left open, in any case: `Herr/Frau`.
    pub choices: Vec<String>,
    /// Words by which a note in brackets asks to be filled in: `einsetzen`, `insert`.
    pub fill_in: Vec<String>,
}

/// The names of merge fields, ready for use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotWords {
    classes: HashMap<String, SlotClass>,
    modifiers: HashSet<String>,
    blanks: HashSet<String>,
    choices: HashSet<String>,
    fill_in: HashSet<String>,
}

impl From<SlotTable> for SlotWords {
    fn from(table: SlotTable) -> Self {
        let mut classes = HashMap::new();
        for (names, class) in [
            (&table.identity, SlotClass::Identity),
            (&table.profile, SlotClass::Profile),
            (&table.behaviour, SlotClass::Behaviour),
            (&table.free, SlotClass::Free),
            (&table.sender, SlotClass::Sender),
            (&table.unsubscribe, SlotClass::Unsubscribe),
        ] {
            classes.extend(names.iter().map(|name| (key(name), class)));
        }
        let keys = |words: &[String]| words.iter().map(|w| key(w)).collect();
        Self {
            classes,
            modifiers: keys(&table.modifiers),
            blanks: table.blanks.into_iter().collect(),
            choices: table
                .choices
                .iter()
                .filter_map(|choice| choice.split_once('/'))
                .map(|(one, other)| choice_key(one, other))
                .collect(),
            fill_in: keys(&table.fill_in),
        }
    }
}

/// More words than this are a sentence, not a name.
const MOST_WORDS: usize = 8;

impl SlotWords {
    /// Adds the words of another pack; its classes win.
    pub fn extend(&mut self, other: Self) {
        self.classes.extend(other.classes);
        self.modifiers.extend(other.modifiers);
        self.blanks.extend(other.blanks);
        self.choices.extend(other.choices);
        self.fill_in.extend(other.fill_in);
    }

    /// What a field of this name stands for; `None` when the name isn't known.
    ///
    /// A name of several words is known when all of them are, modifiers and numbers apart; the
    /// most personal of its parts decides: `topic of their post` is behaviour.
    pub fn class(&self, name: &str) -> Option<SlotClass> {
        if let Some(class) = self.classes.get(&key(name)) {
            return Some(*class);
        }
        let (classes, whole) = self.parts(name);
        whole.then(|| most_telling(&classes)).flatten()
    }

    /// Whether a note in brackets asks to be filled in: `hier Firma einsetzen`. With `strict`
    /// all its words must be known ones.
    pub(super) fn asks_to_fill_in(&self, note: &str, strict: bool) -> bool {
        let words = name_words(note);
        let asks = words.len() > 1
            && words.len() <= MOST_WORDS
            && words.iter().any(|w| self.fill_in.contains(w));
        asks && (!strict || {
            let (classes, whole) = self.parts(note);
            whole && !classes.is_empty()
        })
    }

    pub(super) fn is_blank(&self, word: &str) -> bool {
        self.blanks.contains(word)
    }

    pub(super) fn is_choice(&self, one: &str, other: &str) -> bool {
        self.choices.contains(&choice_key(one, other))
    }

    /// The classes of the names in `name`, and whether nothing else stands in it.
    fn parts(&self, name: &str) -> (Vec<SlotClass>, bool) {
        let words = name_words(name);
        let mut classes = Vec::new();
        if words.len() > MOST_WORDS {
            return (classes, false);
        }
        let mut at = 0;
        while at < words.len() {
            let known = (at + 1..=words.len()).rev().find_map(|end| {
                let class = self.classes.get(&words[at..end].concat())?;
                Some((end, *class))
            });
            if let Some((end, class)) = known {
                classes.push(class);
                at = end;
            } else if self.modifiers.contains(&words[at])
                || self.fill_in.contains(&words[at])
                || words[at].bytes().all(|b| b.is_ascii_digit())
            {
                at += 1;
            } else {
                return (classes, false);
            }
        }
        (classes, true)
    }
}

fn most_telling(classes: &[SlotClass]) -> Option<SlotClass> {
    [
        SlotClass::Unsubscribe,
        SlotClass::Sender,
        SlotClass::Free,
        SlotClass::Behaviour,
        SlotClass::Profile,
        SlotClass::Identity,
    ]
    .into_iter()
    .find(|class| classes.contains(class))
}

fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(char::is_alphanumeric);
    key
}

fn choice_key(one: &str, other: &str) -> String {
    format!("{}/{}", key(one), key(other))
}

/// The folded words of a name; `firstName` has two.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let mut start = 0;
        let mut lower = false;
        for (i, c) in part.char_indices() {
            if lower && c.is_uppercase() {
                words.push(fold(&part[start..i]));
                start = i;
            }
            lower = c.is_lowercase();
        }
        if start < part.len() {
            words.push(fold(&part[start..]));
        }
    }
    words
}
