//! What the tool knows about a language. All of it stands in `rules/languages/*.toml`; adding
//! a language for which a Snowball stemmer exists needs no Rust.

mod phrases;
mod verbs;

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use waken_snowball::Algorithm;

use crate::text::fold::fold;
use crate::text::word_table::WordTable;
pub(crate) use phrases::{ANY, Phrases};
pub use verbs::{Verb, Verbs};

/// The `[language]` table of a pack file, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageTable {
    /// ISO 639-1 code: `de`.
    pub code: String,
    /// Name of the Snowball algorithm: `german`.
    pub stemmer: String,
    /// The commonest words, by which the language of a text is told.
    pub function_words: Vec<String>,
    /// Words after which a full stop doesn't end a sentence, without the stop.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Month names, for dates such as `12. Mai`.
    #[serde(default)]
    pub months: Vec<String>,
    /// How a message may begin: `Sehr geehrte`, `Hi`.
    #[serde(default)]
    pub greetings: Vec<String>,
    /// Those of the greetings that are none without a name behind them: `Liebe`, `Dear`.
    #[serde(default)]
    pub greetings_with_name: Vec<String>,
    /// Words that stand in a greeting beside the name: `zusammen`, `there`, `Herr`.
    #[serde(default)]
    pub greeting_words: Vec<String>,
    /// How a message may end: `Viele Grüße`, `Best regards`.
    #[serde(default)]
    pub closings: Vec<String>,
    /// Closings that are thanks or wishes too, so that they only close a message when a name
    /// follows: `Danke`, `Thank you`.
    #[serde(default)]
    pub weak_closings: Vec<String>,
    /// Words before the name in a signature: `Ihr` in `Ihr Tom Weiß`.
    #[serde(default)]
    pub signature_words: Vec<String>,
    /// Words with which a closing goes on in its line: `aus` in `Viele Grüße aus Wien`.
    #[serde(default)]
    pub closing_tails: Vec<String>,
    /// Small words inside a name, which say nothing about whose it is: `von`, `van der`, `de`.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Letters and groups of letters by which a text without function words gives its language
    /// away: `ß`, `sch`. Weak evidence.
    #[serde(default)]
    pub letter_patterns: Vec<String>,
    /// Spoken and written titles before or after a name, without full stops: `Dr`, `MBA`.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Forms of address by gender before a surname: `Herr`, `Frau`; the first two are the
    /// male and the female one, further ones are variants of either.
    #[serde(default)]
    pub salutations: Vec<Salutation>,
    /// Words that deny what follows: `kein`, `not`.
    #[serde(default)]
    pub negators: Vec<String>,
    /// Words that make a sentence a supposition, folded: `falls`, `if`.
    #[serde(default)]
    pub conditionals: Vec<String>,
    /// Titles that are spoken in an address, folded: `dr`, `prof`.
    #[serde(default)]
    pub spoken_titles: Vec<String>,
    /// Words after a negator that take its force: `nur` in `nicht nur`. Folded.
    #[serde(default)]
    pub negation_breakers: Vec<String>,
    /// Words that can't end a message: articles, conjunctions, prepositions.
    #[serde(default)]
    pub dangling: Vec<String>,
    /// Words that mean themselves only and are never stemmed.
    #[serde(default)]
    pub fixed: Vec<String>,
    /// Base form → its forms that the stemmer doesn't join.
    #[serde(default)]
    pub irregular: std::collections::BTreeMap<String, Vec<String>>,
    /// Verbs and their inflection, where the stemmer falls short.
    #[serde(default)]
    pub verbs: Verbs,
    /// Words for a percentage after a number: `Prozent`.
    #[serde(default)]
    pub percent_words: Vec<String>,
    /// Words and codes for a currency beside a number: `Euro`, `CHF`.
    #[serde(default)]
    pub currencies: Vec<String>,
    /// Whether `12.` is an ordinal, so that the full stop ends no sentence.
    #[serde(default)]
    pub ordinal_stop: bool,
    /// Endings of inclusive forms after `:`, `*`, `_`, `/`: `innen` in `Kolleg:innen`.
    #[serde(default)]
    pub inclusive_endings: Vec<String>,
    /// Short forms fused to the word before, with what they stand for: `'re` = `are`.
    #[serde(default)]
    pub clitics: std::collections::BTreeMap<String, String>,
    /// What is left before a clitic, where it isn't the word itself: `ca` (n't) = `can`.
    #[serde(default)]
    pub clitic_heads: std::collections::BTreeMap<String, String>,
    /// Pet names and short forms: given name → nicknames.
    #[serde(default)]
    pub nicknames: std::collections::BTreeMap<String, Vec<String>>,
    /// Given names, so that somebody who is spoken to is told from other words.
    #[serde(default)]
    pub given_names: Vec<String>,
    /// Separable verb prefixes: `vor`, `an`.
    #[serde(default)]
    pub verb_prefixes: Vec<String>,
    /// Endings of derived words that are cut to compare a word with its family: `ung`, `er`.
    #[serde(default)]
    pub derivations: Vec<String>,
    /// Elements between the parts of a compound: `s`, `en`. Empty when the language has no
    /// closed compounds.
    #[serde(default)]
    pub linking: Vec<String>,
    /// Everyday business words, which say nothing about a person by themselves, however rare
    /// they are elsewhere: `Management`, `Training`, `Austausch`. Heads of compounds above all.
    #[serde(default)]
    pub generic: Vec<String>,
    /// Words that speak to the reader: `du`, `your`; those with a capital (`Sie`) only so.
    #[serde(default)]
    pub second_person: Vec<String>,
    /// Words of what is too private to be proposed as the subject of a first message:
    /// `Krankheit`, `Kinder`.
    #[serde(default)]
    pub private: Vec<String>,
}

/// A form of address before a surname.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Salutation {
    /// The forms in a greeting: `Herr`, `Herrn`.
    pub forms: Vec<String>,
    /// What profiles write for it: `Herr` or `Frau`.
    pub means: String,
}

/// A language ready for use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Language {
    /// The table it was made from.
    pub table: LanguageTable,
    #[serde(with = "stored_algorithm")]
    algorithm: Algorithm,
    /// Folded function words.
    pub(crate) function_words: HashSet<String>,
    pub(crate) abbreviations: HashSet<String>,
    pub(crate) months: HashSet<String>,
    pub(crate) negators: HashSet<String>,
    pub(crate) percent_words: HashSet<String>,
    pub(crate) currencies: HashSet<String>,
    /// Folded given names, short forms included.
    pub(crate) given_names: HashSet<String>,
    /// Stems of generic words.
    pub(crate) generic: HashSet<String>,
    /// Stems of private words.
    pub(crate) private: HashSet<String>,
    /// Words that speak to the reader, folded unless they need their capital.
    pub(crate) second_person: HashSet<String>,
    /// Folded endings of derivation.
    pub(crate) derivations: Vec<String>,
    /// Folded verb prefixes.
    pub(crate) verb_prefixes: HashSet<String>,
    pub(crate) greetings: Phrases,
    pub(crate) greetings_with_name: Phrases,
    pub(crate) closings: Phrases,
    pub(crate) weak_closings: Phrases,
    /// Folded words of the parts of a message.
    pub(crate) greeting_words: HashSet<String>,
    pub(crate) closing_tails: HashSet<String>,
    pub(crate) signature_words: HashSet<String>,
    pub(crate) titles: HashSet<String>,
    pub(crate) particles: HashSet<String>,
    /// Folded form of address → what it means.
    pub(crate) salutations: HashMap<String, String>,
    /// Folded form → place of its stem in `stems`.
    irregular: WordTable,
    stems: Vec<String>,
    pub(crate) clitics: Vec<(String, String)>,
}

impl Language {
    /// Makes the look-up tables.
    ///
    /// # Errors
    /// The name of a stemmer that doesn't exist, with the nearest that does.
    pub fn new(table: LanguageTable) -> Result<Self, String> {
        let algorithm = algorithm(&table.stemmer).ok_or_else(|| {
            let near = crate::problem::nearest(&table.stemmer, STEMMERS.iter().map(|(n, _)| *n));
            match near {
                Some(near) => format!(
                    "there is no stemmer `{}`, did you mean `{near}`?",
                    table.stemmer
                ),
                None => format!("there is no stemmer `{}`", table.stemmer),
            }
        })?;
        let set = |words: &[String]| words.iter().map(|w| fold(w)).collect::<HashSet<_>>();
        let mut language = Self {
            function_words: set(&table.function_words),
            abbreviations: set(&table.abbreviations),
            months: set(&table.months),
            negators: set(&table.negators),
            percent_words: set(&table.percent_words),
            currencies: set(&table.currencies),
            given_names: table
                .nicknames
                .iter()
                .flat_map(|(given, short)| std::iter::once(given).chain(short))
                .chain(&table.given_names)
                .map(|name| fold(name))
                .collect(),
            generic: HashSet::new(),
            private: HashSet::new(),
            second_person: table
                .second_person
                .iter()
                .map(|word| {
                    if word.starts_with(char::is_uppercase) {
                        word.clone()
                    } else {
                        fold(word)
                    }
                })
                .collect(),
            derivations: table.derivations.iter().map(|e| fold(e)).collect(),
            verb_prefixes: set(&table.verb_prefixes),
            greetings: Phrases::new(&table.greetings),
            greetings_with_name: Phrases::new(&table.greetings_with_name),
            closings: Phrases::new(&table.closings),
            weak_closings: Phrases::new(&table.weak_closings),
            greeting_words: set(&table.greeting_words),
            closing_tails: set(&table.closing_tails),
            signature_words: set(&table.signature_words),
            titles: set(&table.titles),
            particles: set(&table.particles),
            salutations: table
                .salutations
                .iter()
                .flat_map(|s| s.forms.iter().map(|form| (fold(form), s.means.clone())))
                .collect(),
            irregular: WordTable::default(),
            stems: Vec::new(),
            clitics: table
                .clitics
                .iter()
                .map(|(short, long)| (fold(short), fold(long)))
                .collect(),
            algorithm,
            table,
        };
        // Longest first, so that n't is tried before 't.
        language
            .clitics
            .sort_by_key(|(short, _)| std::cmp::Reverse(short.len()));
        let mut irregular: HashMap<String, String> = HashMap::new();
        for word in &language.table.fixed {
            irregular.insert(fold(word), fold(word));
        }
        for (base, forms) in &language.table.irregular {
            let base = fold(base);
            // `unser` is fixed and has forms.
            let stem = irregular.get(&base).cloned();
            let stem = stem.unwrap_or_else(|| language.stem(&base));
            for form in forms {
                irregular.insert(fold(form), stem.clone());
            }
            irregular.insert(base, stem);
        }
        // What is listed above means itself, however much it looks like a form of a verb; so
        // does an infinitive.
        let verbs = language.table.verbs.forms();
        for (verb, _) in &verbs {
            let listed = irregular.entry(verb.clone());
            listed.or_insert_with(|| language.stem(verb));
        }
        for (verb, forms) in verbs {
            let stem = language.stem(&verb);
            for form in forms {
                irregular.entry(form).or_insert_with(|| stem.clone());
            }
        }
        let mut stems: Vec<String> = irregular.values().cloned().collect();
        stems.sort();
        stems.dedup();
        let place =
            |stem: &String| u32::try_from(stems.binary_search(stem).unwrap_or(0)).unwrap_or(0);
        language.irregular = WordTable::new(
            irregular
                .iter()
                .map(|(form, stem)| (form.clone(), place(stem)))
                .collect(),
        );
        language.stems = stems;
        let stems = |words: &[String]| -> HashSet<String> {
            words.iter().map(|w| language.stem(&fold(w))).collect()
        };
        let (generic, private) = (
            stems(&language.table.generic),
            stems(&language.table.private),
        );
        (language.generic, language.private) = (generic, private);
        Ok(language)
    }

    /// The ISO 639-1 code.
    pub fn code(&self) -> &str {
        &self.table.code
    }

    /// The language without what only compiling patterns needs.
    pub(crate) fn for_archive(&self) -> Self {
        Self {
            table: LanguageTable {
                irregular: std::collections::BTreeMap::new(),
                verbs: Verbs::default(),
                greetings: Vec::new(),
                closings: Vec::new(),
                function_words: Vec::new(),
                ..self.table.clone()
            },
            ..self.clone()
        }
    }

    /// The forms of a verb that the stemmer doesn't join with it, folded.
    pub(crate) fn irregular_forms(&self, base: &str) -> impl Iterator<Item = String> {
        let forms = self
            .table
            .irregular
            .iter()
            .filter(move |(b, _)| fold(b) == base);
        let mut forms: Vec<String> = forms
            .flat_map(|(_, forms)| forms.iter().map(|f| fold(f)))
            .collect();
        forms.extend(self.table.verbs.forms_of(base).iter().map(|f| fold(f)));
        forms.into_iter()
    }

    /// Whether `written`, full stops included, is a title. Short ones are told from names by
    /// their capitals or their stop: `DI` and `Mag.`, but not `Di`.
    pub(crate) fn is_title(&self, written: &str) -> bool {
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        let known = self.titles.contains(&fold(bare));
        known
            && (bare.chars().count() > 3
                || written.ends_with('.')
                || self.table.titles.iter().any(|title| title == bare))
    }

    /// The stem of a folded word. Stems are for comparing only, never for showing.
    pub fn stem(&self, folded: &str) -> String {
        if let Some(place) = self.irregular.get(folded) {
            return self.stems[place as usize].clone();
        }
        snowball(self.algorithm, folded)
    }
}

/// The stem of a folded word without any exceptions.
pub(crate) fn snowball(algorithm: Algorithm, folded: &str) -> String {
    // British and American spelling meet in -iz-.
    if algorithm == Algorithm::English
        && let Some(at) = folded.find("is").filter(|at| *at >= 3)
    {
        let tail = &folded[at + 2..];
        if matches!(tail, "e" | "ed" | "es" | "er" | "ers" | "ing") || tail.starts_with("ation") {
            let american = format!("{}iz{tail}", &folded[..at]);
            return waken_snowball::stem(algorithm, &american).into_owned();
        }
    }
    waken_snowball::stem(algorithm, folded).into_owned()
}

const STEMMERS: &[(&str, Algorithm)] = &[
    ("danish", Algorithm::Danish),
    ("dutch", Algorithm::Dutch),
    ("english", Algorithm::English),
    ("estonian", Algorithm::Estonian),
    ("finnish", Algorithm::Finnish),
    ("french", Algorithm::French),
    ("german", Algorithm::German),
    ("hungarian", Algorithm::Hungarian),
    ("italian", Algorithm::Italian),
    ("norwegian", Algorithm::Norwegian),
    ("portuguese", Algorithm::Portuguese),
    ("romanian", Algorithm::Romanian),
    ("spanish", Algorithm::Spanish),
    ("swedish", Algorithm::Swedish),
    ("turkish", Algorithm::Turkish),
];

fn algorithm(name: &str) -> Option<Algorithm> {
    STEMMERS.iter().find(|(n, _)| *n == name).map(|(_, a)| *a)
}

/// An algorithm is stored by its name.
mod stored_algorithm {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use waken_snowball::Algorithm;

    pub(super) fn serialize<S: Serializer>(
        algorithm: &Algorithm,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(algorithm.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Algorithm, D::Error> {
        let name = String::deserialize(deserializer)?;
        super::algorithm(&name).ok_or_else(|| D::Error::custom("unknown stemmer"))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::{Arc, OnceLock};

    use super::*;

    fn shipped(file: &str) -> Arc<Language> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            language: LanguageTable,
        }
        let file: File = toml::from_str(file).unwrap();
        Arc::new(Language::new(file.language).unwrap())
    }

    /// German as shipped.
    pub(crate) fn german() -> &'static Arc<Language> {
        static GERMAN: OnceLock<Arc<Language>> = OnceLock::new();
        GERMAN.get_or_init(|| shipped(include_str!("../rules/languages/de.toml")))
    }

    /// English as shipped.
    pub(crate) fn english() -> &'static Arc<Language> {
        static ENGLISH: OnceLock<Arc<Language>> = OnceLock::new();
        ENGLISH.get_or_init(|| shipped(include_str!("../rules/languages/en.toml")))
    }

    fn assert_joined(language: &Language, words: &str) {
        let mut words = words
            .split_whitespace()
            .map(|w| (w, language.stem(&fold(w))));
        let (first, stem) = words.next().unwrap();
        for (word, other) in words {
            assert_eq!(stem, other, "{first} and {word}");
        }
    }

    fn assert_apart(language: &Language, words: &str) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for word in words.split_whitespace() {
            if let Some(other) = seen.insert(language.stem(&fold(word)), word) {
                panic!("{word} and {other} have one stem");
            }
        }
    }

    #[test]
    fn german_forms_of_a_verb_have_one_stem() {
        for words in [
            "helfen hilft hilfst half halfen geholfen helfe",
            "unterstützen unterstützt unterstützte unterstützten unterstütze unterstützend",
            "vorstellen vorgestellt vorzustellen vorstellte vorstellt",
            "anbieten angeboten anzubieten anbietet anbot",
            "arbeiten arbeitet arbeitete gearbeitet",
            "suchen suche suchst sucht suchte gesucht",
            "lesen liest las gelesen",
            "sprechen spricht sprach gesprochen",
            "ansprechen angesprochen anzusprechen ansprach",
            "verkaufen verkauft verkauften",
            "verstehen versteht verstand verstanden",
            "beobachten beobachtet beobachtete",
            "öffnen öffnet öffnete geöffnet",
            "interessieren interessiert interessierte",
            "austauschen ausgetauscht auszutauschen austausche",
            "kennenlernen kennengelernt kennenzulernen kennenlerne",
            "freuen freue freut freute gefreut",
            "sein ist sind war wäre gewesen",
            "fördern fördert förderte gefördert",
            "führen führt führte geführt",
            "Kollege Kollegin Kolleginnen Kollegen",
            "Thema Themen",
            "Führungskraft Führungskräfte",
            "unser unsere unserem",
            "ihr ihre ihrem",
        ] {
            assert_joined(german(), words);
        }
    }

    #[test]
    fn german_words_that_only_look_alike_keep_apart() {
        for words in [
            "uns unser",
            "ihr ihnen ihn ihm",
            "mal Maler",
            "meist Meister",
            "bitte bitten",
            "Dienst dienen",
            "euch euer",
            "fahren führen",
            "Vorstand vorstehen",
            "möchte mögen",
        ] {
            assert_apart(german(), words);
        }
    }

    #[test]
    fn english_forms_have_one_stem() {
        for words in [
            "sell sold selling sells",
            "build built building",
            "find found",
            "grow grew grown",
            "meet met",
            "teach taught",
            "optimise optimize optimising optimization optimisation",
            "person people",
            "programme program",
            "our ours",
            "responsible responsibility",
        ] {
            assert_joined(english(), words);
        }
    }

    #[test]
    fn english_words_that_only_look_alike_keep_apart() {
        for words in [
            "us our use",
            "business busy",
            "customer custom",
            "activity act",
            "experience experiment",
            "executive execute",
            "personal person",
            "find founder",
        ] {
            assert_apart(english(), words);
        }
    }
}
