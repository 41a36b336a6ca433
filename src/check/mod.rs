//! The kinds of check, one file each: (message, people, rule) → what was found.

pub mod address;
pub mod claim;
pub mod cues;
pub mod matches;
pub mod measure;
pub mod name;
pub mod phrases;
pub mod reference;
pub mod require;
pub mod similar;
pub mod slot;
pub mod wish;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::draft::Draft;
use crate::pack::pattern::{Fields, Hits};
use crate::pack::raw::RawPlatform;
use crate::pack::{Kind, LanguagePack, Pack, Rule, Scope, Severity};
use crate::people::{Recipient, Sender, Wish};
use crate::span::Span;
use crate::text::Text;
use reference::Reference;

/// Everything a check may look at.
#[derive(Debug)]
pub struct Case<'c> {
    /// The rules.
    pub pack: &'c Pack,
    /// The pack's patterns in the language of the message.
    pub patterns: &'c LanguagePack,
    /// Whether the language is known. If not, the text is read in the first language of the
    /// pack, but no phrase of a language counts.
    pub language_known: bool,
    /// The draft.
    pub draft: &'c Draft,
    /// Its words.
    pub text: &'c Text,
    /// Where patterns matched.
    pub hits: &'c Hits,
    /// What `@` fields stood for.
    pub fields: &'c Fields,
    /// The recipient, when known.
    pub recipient: Option<&'c Recipient>,
    /// Their stated wishes, those read out of texts included.
    pub wishes: &'c [Wish],
    /// The sender, when known.
    pub sender: Option<&'c Sender>,
    /// How the draft refers to the recipient; `None` without a profile.
    pub reference: Option<&'c Reference>,
    /// The present year, when known: what is new depends on it.
    pub year: Option<u16>,
    /// The limits that apply.
    pub platform: Option<&'c RawPlatform>,
    /// The messages of the same run, and the place of this one among them.
    pub others: Option<(&'c similar::Others, usize)>,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The places; empty when something is missing.
    pub spans: Vec<Span>,
    /// Values for the texts of the rule: `{count}` and so on.
    pub values: BTreeMap<&'static str, String>,
    /// Facts of the profile worth a sentence: `{facts}` of the texts of the rule.
    pub facts: Vec<reference::Suggestion>,
    /// Another severity than the rule's own.
    pub severity: Option<Severity>,
    /// Whether it only may be so: then it is said as information, costs a part of the points,
    /// and caps nothing.
    pub uncertain: bool,
}

impl Evidence {
    /// Evidence at places.
    pub fn at(spans: Vec<Span>) -> Self {
        Self {
            spans,
            ..Self::default()
        }
    }

    /// The same with a value for the texts of the rule.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.values.insert(key, value.to_string());
        self
    }
}

/// The outcome of a check.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing to say.
    Clear,
    /// A finding.
    Found(Evidence),
    /// It couldn't be judged.
    NotJudged(Missing),
}

impl Outcome {
    /// A finding where there are places, else none.
    pub fn from_spans(spans: Vec<Span>) -> Self {
        if spans.is_empty() {
            Self::Clear
        } else {
            Self::Found(Evidence::at(spans))
        }
    }
}

/// What a judgement lacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no profile.
    Profile,
    /// There is no sender.
    Sender,
    /// The profile says too little.
    ThinProfile,
    /// The language of the message is unknown.
    Language,
    /// Only one message was given.
    OtherMessages,
}

impl Missing {
    /// The reason in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "no profile",
            Self::Sender => "no sender",
            Self::ThinProfile => "profile too thin to judge",
            Self::Language => "language unknown",
            Self::OtherMessages => "only one message",
        }
    }
}

/// Applies one rule. `index` is its place in the pack, `fired` the rules that have fired before
/// it, for checks that build on others.
pub fn run(case: &Case<'_>, index: usize, rule: &Rule, fired: &BTreeSet<&str>) -> Outcome {
    if let Some(grade) = rule.check.unless_reference
        && case
            .reference
            .and_then(|r| r.grade)
            .is_some_and(|g| g >= grade)
    {
        return Outcome::Clear;
    }
    if rule.check.min_words > 0 && case.words_in(Scope::Body).len() < rule.check.min_words {
        return Outcome::Clear;
    }
    match &rule.check.kind {
        Kind::Match {
            at_least,
            leaves_at_most,
        } => matches::check(case, index, rule, *at_least, *leaves_at_most),
        Kind::Cues { threshold, certain } => cues::check(case, index, rule, *threshold, *certain),
        Kind::Require => require::check(case, index, rule),
        Kind::Measure => measure::check(case, index, rule),
        Kind::Reference(fault) => reference::rule::check(case, *fault),
        Kind::Address(fault) => address::check(case, *fault),
        Kind::Name(fault) => name::check(case, *fault),
        Kind::Slot(fault) => slot::check(case, index, rule, *fault),
        Kind::Wish(table) => wish::check(case, index, rule, table, fired),
        Kind::Claim(fault) => claim::check(case, index, rule, *fault),
        Kind::Similar => similar::check(case),
    }
}

impl Case<'_> {
    /// The tokens of a part of the message.
    pub fn tokens(&self, scope: Scope) -> Range<usize> {
        let parts = &self.text.parts;
        match scope {
            Scope::Body => self.text.tokens_in(parts.body),
            Scope::Greeting => parts.greeting.map_or(0..0, |g| self.text.tokens_in(g)),
            Scope::Closing => {
                let end = self.text.tokens.len();
                let start = parts
                    .closing
                    .or(parts.signature)
                    .map_or(end, |c| self.text.tokens_in(c).start);
                start..end
            }
            Scope::Message => 0..self.text.tokens.len(),
        }
    }

    /// The indices of the words, numbers and addresses of a part; emoji don't count.
    pub fn words_in(&self, scope: Scope) -> Vec<usize> {
        let tokens = &self.text.tokens;
        self.tokens(scope)
            .filter(|i| !tokens[*i].kinds.has(crate::text::Kinds::EMOJI))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Linter;
    use crate::problem::Source;
    use crate::report::{Finding, Report};

    const GROUP: &str = "[[group]]\nid = 'g'\ntitle = { en = 'G', de = 'G' }\nceiling = 90\n";

    /// Lints with a single rule `r` of this check, beside German and English.
    fn lint_as(check: &str, more: &str, draft: Draft, profile: &str, sender: &str) -> Report {
        let rule = format!(
            "{GROUP}[[rule]]\nid = 'r'\ngroup = 'g'\nseverity = 'warning'\npoints = 10\ntitle = {{ en = 'R', de = 'R' }}\n\
             message = {{ en = '{{text}}|{{count}}|{{limit}}|{{used}}|{{expected}}|{{quote}}', de = '.' }}\n\
             why = {{ en = 'w', de = 'w' }}\nadvice = {{ en = 'a', de = 'a' }}\n[rule.check]\n{check}\n{more}"
        );
        let languages = crate::pack::default::sources().filter(|s| s.name.contains("/languages/"));
        let linter = Linter::new(languages.chain([Source::new("rule.toml", rule)]))
            .unwrap_or_else(|p| panic!("{p}"));
        let sender = crate::people::Sender::parse(&Source::new("me.toml", sender)).unwrap();
        let recipient = Recipient::parse(&Source::new("anna.toml", profile)).unwrap();
        linter.sender(Some(sender)).lint(&draft, &recipient)
    }

    fn lint(check: &str, text: &str) -> Report {
        lint_as(
            check,
            "",
            Draft::parse("a.txt", text.to_owned()).unwrap(),
            "",
            "",
        )
    }

    /// The finding, if there is one.
    fn found(check: &str, text: &str) -> Option<Finding> {
        lint(check, text).findings.pop()
    }

    /// The words that are found by a `match` of these keys of a phrase.
    fn words(phrase: &str, text: &str) -> Vec<String> {
        let check = format!("kind = 'match'\n[[rule.check.phrase]]\n{phrase}\n");
        found(&check, text).map_or_else(Vec::new, |f| f.spans.into_iter().map(|s| s.text).collect())
    }

    const SELL: &str = "lang = 'en'\nany = ['sales pitch']";
    const VERKAUF: &str = "lang = 'de'\nany = ['verkaufen']";

    #[test]
    fn what_is_denied_close_by_doesn_t_count() {
        assert_eq!(
            words(SELL, "I send you my best sales pitch today."),
            ["sales pitch"]
        );
        for text in [
            "This is no sales pitch, I promise you that.",
            "This is not a sales pitch, I promise you that.",
            "I send you this without any sales pitch today.",
            "This isn’t a sales pitch, I promise you that.",
        ] {
            assert!(words(SELL, text).is_empty(), "{text}");
        }
        for text in [
            "I am not sure, sales pitch or story, you will see it.",
            "This is not only a sales pitch, it is the best of them.",
            "It is not what you would expect of a sales pitch these days.",
            "I do not know you. Sales pitch follows today, as you see.",
        ] {
            assert_eq!(words(SELL, text).len(), 1, "{text}");
        }
        assert!(words(VERKAUF, "Ich möchte Ihnen und euch nichts verkaufen.").is_empty());
        assert_eq!(
            words(VERKAUF, "Ich möchte Ihnen und euch nicht nur verkaufen.").len(),
            1
        );
        assert_eq!(
            words(
                &format!("{SELL}\nnegated = true"),
                "This is no sales pitch, I promise you that."
            )
            .len(),
            1
        );
        assert_eq!(
            words(
                "lang = 'en'\nany = ['no sales pitch']",
                "This is no sales pitch, I promise."
            )
            .len(),
            1
        );
    }

    #[test]
    fn what_is_quoted_doesn_t_count_unless_asked_for() {
        for text in [
            "You wrote “no more of any sales pitch” and you are right.",
            "You wrote \"another sales pitch\" and you are right.",
            "You wrote ‘another sales pitch’ and you are right.",
            "The field `sales pitch` is what you have in the file.",
        ] {
            assert!(words(SELL, text).is_empty(), "{text}");
        }
        let quoted = format!("{SELL}\nquoted = true");
        assert_eq!(
            words(
                &quoted,
                "You wrote “another sales pitch” and you are right."
            ),
            ["sales pitch"]
        );
        assert_eq!(
            words(SELL, "It’s the sales pitch that you’re waiting for.").len(),
            1
        );
    }

    #[test]
    fn an_exception_voids_its_sentence_or_the_message() {
        let unless = format!("{SELL}\nunless = ['your']");
        assert!(words(&unless, "I read about your sales pitch with joy.").is_empty());
        assert_eq!(
            words(&unless, "I read your text. Here is a sales pitch for you.").len(),
            1
        );
        let anywhere = format!("{SELL}\nunless_anywhere = ['your']");
        assert!(
            words(
                &anywhere,
                "I read your text. Here is a sales pitch for you."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_phrase_may_be_held_to_the_first_sentences() {
        let first = format!("{SELL}\nwithin_first = 1");
        assert_eq!(
            words(
                &first,
                "Hi Anna,\n\nhere is a sales pitch for you. It is short."
            )
            .len(),
            1
        );
        assert!(
            words(
                &first,
                "Hi Anna,\n\nit is short. Here is a sales pitch for you."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_phrase_of_a_language_counts_in_that_language() {
        assert!(
            words(
                "lang = 'de'\nany = ['pitch']",
                "I send you my best pitch and the story of it."
            )
            .is_empty()
        );
        assert_eq!(
            words(
                "any = ['pitch']",
                "I send you my best pitch and the story of it."
            )
            .len(),
            1
        );
        assert_eq!(words("any = ['pitch']", "Pitch."), ["Pitch"]);
        assert!(
            words(SELL.replace("'en'", "'de'").as_str(), "Sales pitch.").is_empty(),
            "the language is unknown"
        );
    }

    #[test]
    fn a_regular_expression_finds_what_is_written() {
        assert_eq!(
            words(
                "regex = ['P\\.S\\.']",
                "Thank you for the moss. P.S. more of it!"
            ),
            ["P.S."]
        );
    }

    #[test]
    fn a_match_can_ask_for_several_places_and_for_little_else() {
        let twice = "kind = 'match'\nat_least = 2\n[[rule.check.phrase]]\nany = ['moss']\n";
        assert!(found(twice, "Thank you for the moss.").is_none());
        assert_eq!(
            found(twice, "Moss, and thank you for the moss.")
                .unwrap()
                .spans
                .len(),
            2
        );
        let alone = "kind = 'match'\nleaves_at_most = 1\n[[rule.check.phrase]]\nany = ['add you to my network']\n\
                     [[rule.check.phrase]]\nrole = 'filler'\nany = ['thank you']\n";
        assert!(found(alone, "I would like to add you to my network. Thank you!").is_some());
        assert!(found(alone, "I would like to add you to my network. Your roof garden in Graz made me curious about moss.").is_none());
        assert!(
            found(alone, "Thank you!").is_none(),
            "a filler alone is no fault"
        );
    }

    #[test]
    fn a_scope_holds_a_phrase_to_its_part() {
        let text = "Hi moss,\n\nthank you for the gravel in your garden.\n\nBest regards\nTom";
        let check = |scope: &str, word: &str| {
            found(
                &format!(
                    "kind = 'match'\nin = '{scope}'\n[[rule.check.phrase]]\nany = ['{word}']\n"
                ),
                text,
            )
            .is_some()
        };
        assert!(check("greeting", "moss") && !check("greeting", "gravel"));
        assert!(check("body", "gravel") && !check("body", "moss") && !check("body", "tom"));
        assert!(check("closing", "tom") && !check("closing", "gravel"));
        assert!(check("message", "moss") && check("message", "gravel") && check("message", "tom"));
    }

    #[test]
    fn words_of_the_profile_are_held_against_nobody() {
        let check = "kind = 'match'\n[[rule.check.phrase]]\nany = ['moss club']\n";
        let draft =
            || Draft::parse("a.txt", "How is the moss club in the city?".to_owned()).unwrap();
        assert_eq!(
            lint_as(check, "", draft(), "interests = ['Gravel']", "")
                .findings
                .len(),
            1
        );
        assert!(
            lint_as(check, "", draft(), "interests = ['Moss club of Graz']", "")
                .findings
                .is_empty()
        );
    }

    #[test]
    fn cues_add_up_each_once() {
        let check = "kind = 'cues'\nthreshold = 3\n[[rule.check.cue]]\nweight = 2\nname = 'moss'\nany = ['moss']\n\
                     [[rule.check.cue]]\nweight = 2\nany = ['gravel']\n[[rule.check.cue]]\nweight = -2\nany = ['sand']\n";
        assert!(found(check, "Moss, moss and more of the moss.").is_none());
        assert_eq!(
            found(check, "Moss and more of the gravel.")
                .unwrap()
                .spans
                .len(),
            2
        );
        assert!(found(check, "Moss and more of the gravel and sand.").is_none());
    }

    #[test]
    fn what_is_required_and_missing_has_no_place() {
        let check = "kind = 'require'\n[[rule.check.phrase]]\nlang = 'en'\nrole = 'strength'\nany = ['thank']\n\
                     [[rule.check.phrase]]\nlang = 'en'\nany = ['moss']\n";
        let missing = found(check, "Here is what I have to say to you.").unwrap();
        assert!(missing.spans.is_empty());
        let report = lint(check, "Thank you for what you have to say.");
        assert!(report.findings.is_empty());
        assert_eq!(
            (
                report.strengths[0].kind.as_str(),
                report.strengths[0].spans[0].text.as_str()
            ),
            ("g", "Thank")
        );
        assert_eq!(
            lint(check, "Xyzzy.").not_judged[0].reason,
            "language unknown"
        );
    }

    #[test]
    fn measures_have_bounds_and_say_them() {
        let measure = |keys: &str, text: &str| {
            found(
                &format!("kind = 'measure'\n[[rule.check.measure]]\n{keys}\n"),
                text,
            )
        };
        assert!(measure("of = 'words'\nmin = 3", "Thank you much").is_none());
        assert_eq!(
            measure("of = 'words'\nmin = 3", "Thank you")
                .unwrap()
                .message,
            "|2|3|||"
        );
        assert!(
            measure("of = 'characters'\nmax = 4", "🙂🙂").is_none(),
            "UTF-16 units, as platforms count"
        );
        assert!(measure("of = 'characters'\nmax = 4", "🙂🙂a").is_some());
        assert!(
            measure("of = 'characters'\nmax = 5", "a\r\nb\r\nc\r\n").is_none(),
            "a line end counts once"
        );
        assert_eq!(
            measure("of = 'questions'\nmax = 1", "Who? What?! Moss.")
                .unwrap()
                .spans
                .len(),
            2
        );
        assert_eq!(
            measure("of = 'exclamation-run'\nmax = 2", "Moss!! Kies!!!")
                .unwrap()
                .spans[0]
                .text,
            "!!!"
        );
        assert_eq!(
            measure("of = 'emoji'\nmax = 1", "Moss 🙂 and 👩‍👩‍👧")
                .unwrap()
                .spans
                .len(),
            2
        );
        assert!(measure("of = 'emoji-row'\nmax = 1", "Moss 🙂 and 🙂").is_none());
        assert_eq!(
            measure("of = 'emoji-row'\nmax = 1", "Moss 🙂🙂")
                .unwrap()
                .spans[0]
                .text,
            "🙂🙂"
        );
        let capitals = measure(
            "of = 'capitals'\nmax = 0",
            "This is VERY IMPORTANT for the GDVKX.",
        )
        .unwrap();
        assert_eq!(capitals.spans.len(), 2, "{:?}", capitals.spans);
    }

    #[test]
    fn limits_are_those_of_platform_tier_and_stage() {
        let check = "kind = 'measure'\n[[rule.check.measure]]\nof = 'characters'\nlimit = 'hard'\n";
        let platforms = "
[[platform]]
id = 'linkedin'
tier = 'basic'
stages = ['request']
note = true
hard = 20
[[platform]]
id = 'linkedin'
tier = 'premium'
stages = ['request']
note = true
hard = 30
";
        let finds = |length: usize,
                     platform: Option<crate::draft::Platform>,
                     tier: Option<crate::draft::Tier>,
                     stage: crate::draft::Stage| {
            let mut draft = Draft::parse("a.txt", "a".repeat(length)).unwrap();
            draft.context.platform = platform;
            draft.context.tier = tier;
            draft.context.stage = stage;
            lint_as(check, platforms, draft, "", "")
                .findings
                .pop()
                .map(|f| f.severity)
        };
        use crate::draft::{Platform::*, Stage::*, Tier::*};
        assert_eq!(
            finds(21, Some(Linkedin), Some(Basic), Request),
            Some(Severity::Error)
        );
        assert_eq!(finds(20, Some(Linkedin), Some(Basic), Request), None);
        assert_eq!(finds(21, Some(Linkedin), Some(Premium), Request), None);
        assert_eq!(
            finds(31, Some(Linkedin), Some(Premium), Request),
            Some(Severity::Error)
        );
        assert_eq!(
            finds(21, Some(Linkedin), None, Request),
            None,
            "an unknown tier accuses nobody"
        );
        assert_eq!(
            finds(31, Some(Linkedin), None, Request),
            Some(Severity::Error)
        );
        assert_eq!(finds(99, Some(Linkedin), Some(Basic), Reply), None);
        assert_eq!(finds(99, Some(Xing), None, Request), None);
        assert_eq!(finds(99, None, None, Request), None);
    }

    const ADDRESS: &str = "[[address]]\nlang = 'de'\nformal = ['=Sie', '=Ihnen', '=Ihr']\ninformal = ['du', 'dich', 'dein']\nneither = ['per du']\n";

    fn address(fault: &str, text: &str, profile: &str) -> Option<Finding> {
        let draft = Draft::parse("a.txt", text.to_owned()).unwrap();
        lint_as(
            &format!("kind = 'address'\nfault = '{fault}'"),
            ADDRESS,
            draft,
            profile,
            "",
        )
        .findings
        .pop()
    }

    #[test]
    fn sie_and_du_don_t_mix() {
        let mixed = address(
            "mixed",
            "Ich habe Ihnen geschrieben, hast du das gelesen?",
            "",
        )
        .unwrap();
        let words: Vec<&str> = mixed.spans.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(words, ["Ihnen", "du"]);
        for fine in [
            "Ich habe Ihnen geschrieben, haben Sie das gelesen?",
            "Ich habe dir geschrieben, hast du das gelesen?",
            "Haben Sie das gelesen? Sind wir eigentlich per du?",
            "Haben Sie das gelesen? Dort steht: „Kannst du das?“",
            "Ich habe das gelesen.",
        ] {
            assert!(address("mixed", fine, "").is_none(), "{fine}");
        }
    }

    #[test]
    fn the_form_of_address_follows_the_profile() {
        let sie = "[person]\naddress = 'sie'\n";
        let wrong = address("wrong", "Hast du das Moos gesehen, das ich habe?", sie).unwrap();
        assert_eq!(
            (wrong.message.as_str(), wrong.spans[0].text.as_str()),
            ("du|||du|Sie|", "du")
        );
        assert!(address("wrong", "Haben Sie das Moos gesehen, das ich habe?", sie).is_none());
        assert!(
            address("wrong", "Haben Sie das Moos gesehen, das du hast?", sie).is_none(),
            "that is mixed"
        );
        assert!(
            address(
                "wrong",
                "Hast du das Moos gesehen, das ich habe?",
                "interests = ['Moos']"
            )
            .is_none()
        );
        let wish = "[[wish]]\nkind = 'address'\nquote = 'Gern per Du!'\n";
        assert!(address("wrong", "Haben Sie das Moos gesehen, das ich habe?", wish).is_some());
    }

    #[test]
    fn a_language_that_the_profile_doesn_t_read_is_named() {
        let en = "[person]\nlanguages = ['en-GB']\n";
        assert_eq!(
            address("language", "Haben Sie das Moos gesehen, das ich habe?", en)
                .unwrap()
                .message,
            "|||de|en-GB|"
        );
        assert!(address("language", "Have you seen the moss that I have?", en).is_none());
        assert!(
            address("language", "Moos.", en).is_none(),
            "too short to tell"
        );
    }

    #[test]
    fn a_wish_is_ignored_by_words_or_by_another_rule() {
        let check = "kind = 'wish'\n[rule.check.wish]\nno-pitch = ['other']\n\
                     [[rule.check.phrase]]\nrole = 'no-recruiting'\nany = ['vacancy']\n";
        let other = "[[rule]]\nid = 'other'\ngroup = 'g'\nseverity = 'error'\npoints = 10\ntitle = { en = 'O', de = 'O' }\n\
                     why = { en = 'w', de = 'w' }\nadvice = { en = 'a', de = 'a' }\n[rule.check]\nkind = 'match'\n\
                     [[rule.check.phrase]]\nany = ['software']\n";
        let finds = |text: &str, kind: &str| -> Vec<String> {
            let draft = Draft::parse("a.txt", text.to_owned()).unwrap();
            let profile = format!("[[wish]]\nkind = '{kind}'\nquote = 'please don’t'\n");
            lint_as(check, other, draft, &profile, "")
                .findings
                .into_iter()
                .map(|f| f.rule + &f.message)
                .collect()
        };
        assert_eq!(
            finds("I have the best software for you.", "no-pitch"),
            ["otherO", "r|||||please don’t"]
        );
        assert_eq!(
            finds("I have a vacancy for you and the others.", "no-recruiting"),
            ["rvacancy|||||please don’t"]
        );
        assert!(finds("I have the best moss for you.", "no-pitch").is_empty());
        assert_eq!(
            finds("I have the best software for you.", "no-recruiting"),
            ["otherO"]
        );
        let check =
            "kind = 'wish'\n[[rule.check.phrase]]\nrole = 'no-recruiting'\nany = ['vacancy']\n";
        assert_eq!(
            lint(check, "I have a vacancy.").not_judged[0].reason,
            "no profile"
        );
    }

    #[test]
    fn merge_fields_are_found_unless_they_are_code() {
        let check = "kind = 'slot'\nfault = 'unfilled'";
        let texts = |text: &str| -> Vec<String> {
            found(check, text)
                .map_or_else(Vec::new, |f| f.spans.into_iter().map(|s| s.text).collect())
        };
        assert_eq!(
            texts("Hi {{first_name}}, how is {{company}}?"),
            ["{{first_name}}", "{{company}}"]
        );
        assert!(texts("I read about `{{first_name}}` in your text.").is_empty());
        assert_eq!(
            texts("Wie geht`s {{first_name}}? Gibt`s Moos?"),
            ["{{first_name}}"]
        );
    }

    #[test]
    fn rules_that_ask_for_the_sender_say_when_there_is_none() {
        let check = "kind = 'match'\n[[rule.check.phrase]]\nany = ['@sender.product']\n";
        assert_eq!(
            lint(check, "Take FlowDesk for it.").not_judged[0].reason,
            "no sender"
        );
        let draft = Draft::parse("a.txt", "Take FlowDesk for it.".to_owned()).unwrap();
        assert_eq!(
            lint_as(check, "", draft, "", "products = ['FlowDesk']").findings[0].spans[0].text,
            "FlowDesk"
        );
    }

    #[test]
    fn a_specific_reference_or_a_short_body_can_silence_a_rule() {
        let check = "kind = 'match'\nmin_words = 4\n[[rule.check.phrase]]\nany = ['moss']\n";
        assert!(found(check, "More moss.").is_none());
        assert!(found(check, "More moss for the roof.").is_some());
    }
}
