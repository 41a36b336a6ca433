//! Applies all rules to a draft.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

use crate::check::reference::{Knowledge, ProfileIndex, Reference};
use crate::check::similar::{Others, Shingles};
use crate::check::{self, Case, Evidence, Missing, Outcome};
use crate::draft::{Draft, layout, slots};
use crate::language::Language;
use crate::pack::pattern::{Field, Fields};
use crate::pack::{Kind, LocalText, Pack, Rule, Scrutiny, Severity};
use crate::people::{Fact, Recipient, Sender, Wish};
use crate::problem::{Problem, Problems, Source};
use crate::report::{
    self, Finding, Locale, NotJudged, Place, Report, Strength, Suppressed, wording,
};
use crate::score::{Band, Entry, Ledger};
use crate::span::{LineIndex, Span};
use crate::text::{Text, detect};

/// A linter: rules, the sender, and the language of its own words.
#[derive(Debug)]
pub struct Linter {
    pack: Pack,
    sender: Option<Sender>,
    locale: Locale,
    year: Option<u16>,
    allowed: Vec<Allowance>,
    knowledge: OnceLock<Knowledge>,
}

/// A rule that is not to be applied, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule.
    pub rule: String,
    /// Why.
    pub because: Option<String>,
}

/// Another severity or cost for a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Override {
    /// The severity, at every stage and on every platform.
    pub severity: Option<Severity>,
    /// The points.
    pub points: Option<u8>,
}

/// A phrase of a rule that stands in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseHit {
    /// The rule.
    pub rule: String,
    /// The phrase's place in the rule.
    pub phrase: usize,
    /// Which of its patterns matched, each once, in the order of `any`; regular expressions
    /// have one number together, behind the patterns.
    pub patterns: BTreeSet<usize>,
}

/// A recipient whose profile has been prepared; worth it for many messages to one person.
#[derive(Debug)]
pub struct Prepared {
    recipient: Recipient,
    index: ProfileIndex,
    wishes: Vec<Wish>,
    words: HashSet<String>,
}

impl Prepared {
    /// The profile.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    /// The facts a message may touch, with what they say about this person: 1 and more is
    /// specific by itself, 0 is who and where they are.
    pub fn facts(&self) -> impl Iterator<Item = (&Fact, f32)> {
        self.index.facts()
    }

    /// The stated wishes, those read out of `about` and `headline` included.
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }
}

impl Linter {
    /// A linter with the rules of these pack files; later ones may extend earlier ones.
    ///
    /// # Errors
    /// All problems of all files.
    pub fn new(packs: impl IntoIterator<Item = Arc<Source>>) -> Result<Self, Problems> {
        let files: Vec<_> = packs
            .into_iter()
            .map(|source| (source, Scrutiny::Full))
            .collect();
        Ok(Self::with_pack(crate::pack::load(&files)?))
    }

    /// A linter with the rules that come with the program.
    ///
    /// # Errors
    /// Never, unless the program was built wrongly.
    pub fn with_default_pack() -> Result<Self, Problems> {
        Ok(Self::with_pack(crate::embedded::pack()?))
    }

    /// A linter with a loaded pack.
    pub fn with_pack(pack: Pack) -> Self {
        Self {
            pack,
            sender: None,
            locale: Locale::En,
            year: None,
            allowed: Vec::new(),
            knowledge: OnceLock::new(),
        }
    }

    /// Sets who sends.
    #[must_use]
    pub fn sender(mut self, sender: Option<Sender>) -> Self {
        self.sender = sender.filter(|s| !s.is_empty());
        self
    }

    /// Sets the language of messages and advice.
    #[must_use]
    pub fn locale(mut self, locale: Locale) -> Self {
        self.locale = locale;
        self
    }

    /// Sets the present year, on which it depends what is new.
    #[must_use]
    pub fn year(mut self, year: u16) -> Self {
        self.year = Some(year);
        self
    }

    /// Leaves out the findings of a rule in every draft.
    ///
    /// # Errors
    /// When there is no such rule, with the nearest name.
    pub fn allow(mut self, allowance: Allowance) -> Result<Self, Problem> {
        self.known_rule("--allow", &allowance.rule)?;
        self.allowed.push(allowance);
        Ok(self)
    }

    /// Changes severities and points.
    ///
    /// # Errors
    /// When there is no such rule, with the nearest name.
    pub fn overrides(mut self, overrides: &BTreeMap<String, Override>) -> Result<Self, Problem> {
        for (id, change) in overrides {
            self.known_rule("configuration", id)?;
            for rule in self.pack.rules.iter_mut().filter(|r| r.id == *id) {
                if let Some(severity) = change.severity {
                    rule.severity = severity;
                    rule.severity_at.clear();
                }
                rule.points = change.points.unwrap_or(rule.points);
            }
        }
        Ok(self)
    }

    fn known_rule(&self, file: &str, id: &str) -> Result<(), Problem> {
        if self.pack.rule(id).is_some() {
            return Ok(());
        }
        let known = self.pack.rules.iter().map(|r| r.id.as_str());
        Err(Problem::of_file(file, format!("there is no rule `{id}`")).did_you_mean(id, known))
    }

    /// The rules and what they need.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The language of messages and advice.
    pub fn speaks(&self) -> Locale {
        self.locale
    }

    /// Checks that the draft's front matter names rules and a language that exist.
    ///
    /// # Errors
    /// The first that doesn't.
    pub fn check_front_matter(&self, draft: &Draft) -> Result<(), Problem> {
        if let Some(code) = draft.front.language.as_deref().filter(|l| *l != AUTO)
            && self.pack.language(code).is_none()
        {
            let known: Vec<&str> = self.pack.languages.iter().map(|l| l.code()).collect();
            let message = format!("no pack speaks the language `{code}`");
            return Err(Problem::of_file(&draft.source.name, message)
                .help(format!("language is one of: {}, {AUTO}", known.join(", "))));
        }
        draft
            .front
            .ignore
            .iter()
            .try_for_each(|i| self.known_rule(&draft.source.name, &i.rule))
    }

    /// Prepares a profile for any number of messages.
    pub fn prepare(&self, recipient: &Recipient) -> Prepared {
        let words = recipient
            .facts()
            .iter()
            .flat_map(|f| crate::text::token::plain_words(&f.text))
            .collect();
        let wishes = self.wishes(recipient);
        Prepared {
            index: ProfileIndex::new(recipient, &wishes, self.knowledge()),
            wishes,
            words,
            recipient: recipient.clone(),
        }
    }

    /// Only profiles need it.
    fn knowledge(&self) -> &Knowledge {
        self.knowledge.get_or_init(|| Knowledge {
            languages: self.pack.languages.clone(),
            lexicon: Arc::new(self.pack.lexicon()),
        })
    }

    /// Stated wishes, and those that `about` and `headline` express.
    fn wishes(&self, recipient: &Recipient) -> Vec<Wish> {
        let mut wishes = recipient.wish.clone();
        for written in [&recipient.about, &recipient.headline]
            .into_iter()
            .flatten()
        {
            let whole = Span::new(0, written.len());
            for language in &self.pack.languages {
                let parts = layout::Parts {
                    greeting: None,
                    body: whole,
                    closing: None,
                    signature: None,
                };
                let text = Text::new(written, &[], parts, language);
                let patterns = self.pack.wishes(language);
                let hits = patterns.matcher.run(&text, &Fields::default());
                for wish in &patterns.wishes {
                    let sentence_of = |token: usize| text.tokens[token].sentence;
                    let voided: BTreeSet<usize> = wish
                        .unless
                        .iter()
                        .flat_map(|p| hits.of(*p))
                        .map(|h| sentence_of(h.start))
                        .collect();
                    let hit = wish
                        .any
                        .iter()
                        .flat_map(|p| hits.of(*p))
                        .find(|h| !voided.contains(&sentence_of(h.start)));
                    if let Some(hit) = hit
                        && !wishes.iter().any(|w| w.kind == wish.kind)
                    {
                        let sentence = text.sentences[sentence_of(hit.start)].span;
                        wishes.push(Wish {
                            kind: wish.kind,
                            quote: Some(written[sentence.range()].to_owned()),
                        });
                    }
                }
            }
        }
        wishes
    }

    /// Lints a draft for a recipient. An empty profile counts as none.
    pub fn lint(&self, draft: &Draft, recipient: &Recipient) -> Report {
        if *recipient == Recipient::default() {
            self.lint_prepared(draft, None, None)
        } else {
            self.lint_prepared(draft, Some(&self.prepare(recipient)), None)
        }
    }

    /// Lints a draft with a prepared profile or none; `sender` replaces the linter's own.
    pub fn lint_prepared(
        &self,
        draft: &Draft,
        recipient: Option<&Prepared>,
        sender: Option<&Sender>,
    ) -> Report {
        self.lint_among(draft, recipient, sender, None)
    }

    /// What a draft has in common with others is seen by its shingles.
    pub fn shingles(&self, draft: &Draft, recipient: Option<&Prepared>) -> Shingles {
        let shingles = self.with_case(draft, recipient, None, Shingles::of);
        shingles.unwrap_or_default()
    }

    /// The same as [`Linter::lint_prepared`] for a draft that is the one at a place among the
    /// messages of a run.
    pub fn lint_among(
        &self,
        draft: &Draft,
        recipient: Option<&Prepared>,
        sender: Option<&Sender>,
        others: Option<(&Others, usize)>,
    ) -> Report {
        let report = self.with_case(draft, recipient, sender, |case| {
            let case = &Case { others, ..*case };
            let judged = self.judge(case);
            let language = case.language_known.then_some(&case.text.language);
            self.write(case, judged, language)
        });
        // A pack without any language can say nothing.
        report.unwrap_or_else(|| self.report(draft, None, Vec::new(), Vec::new(), Vec::new(), None))
    }

    /// Which phrases of which rules stand in a draft, whether or not their rule fires: what
    /// authors of packs count.
    pub fn phrase_hits(
        &self,
        draft: &Draft,
        recipient: Option<&Prepared>,
        sender: Option<&Sender>,
    ) -> Vec<PhraseHit> {
        let hits = self.with_case(draft, recipient, sender, |case| {
            let mut hits = Vec::new();
            for (index, rule) in self.pack.rules.iter().enumerate() {
                for (phrase, places) in check::phrases::of_rule(case, index, rule) {
                    let place = rule
                        .check
                        .phrases
                        .iter()
                        .position(|p| std::ptr::eq(p, phrase))
                        .unwrap_or(0);
                    hits.push(PhraseHit {
                        rule: rule.id.clone(),
                        phrase: place,
                        patterns: places.iter().map(|p| p.pattern).collect(),
                    });
                }
            }
            hits
        });
        hits.unwrap_or_default()
    }

    /// Reads a draft and hands all that checks look at to `look`; `None` when no pack speaks
    /// any language.
    fn with_case<T>(
        &self,
        draft: &Draft,
        recipient: Option<&Prepared>,
        sender: Option<&Sender>,
        look: impl FnOnce(&Case<'_>) -> T,
    ) -> Option<T> {
        let mut draft = draft.clone();
        draft.context.platform = draft
            .context
            .platform
            .or_else(|| recipient.and_then(|r| r.recipient.platform));
        draft.slots = slots::find(&draft.source.text, draft.message, &self.pack.slots);
        let known = self.language(&draft, recipient);
        let language = known.or(self.pack.languages.first())?;
        let parts = layout::layout(&draft.source.text, draft.message, language);
        let slot_spans: Vec<Span> = draft.slots.iter().map(|s| s.span).collect();
        let text = Text::new(&draft.source.text, &slot_spans, parts, language);
        let patterns = self.pack.compiled(language);
        let sender = sender.filter(|s| !s.is_empty()).or(self.sender.as_ref());
        let fields = fields(recipient.map(|r| &r.recipient), sender);
        let hits = patterns.matcher.run(&text, &fields);
        let mut case = Case {
            pack: &self.pack,
            patterns,
            language_known: known.is_some(),
            draft: &draft,
            text: &text,
            hits: &hits,
            fields: &fields,
            recipient: recipient.map(|r| &r.recipient),
            wishes: recipient.map_or(&[], |r| &r.wishes),
            sender,
            reference: None,
            year: self.year,
            platform: self.pack.platform(&draft.context),
            others: None,
        };
        let reference = recipient.map(|r| r.index.assess(&text, &self.unconfirmed(&case)));
        case.reference = reference.as_ref();
        Some(look(&case))
    }

    /// How a draft refers to its recipient; `None` when no pack speaks any language.
    pub fn reference(&self, draft: &Draft, recipient: &Prepared) -> Option<Reference> {
        self.with_case(draft, Some(recipient), None, |case| case.reference.cloned())?
    }

    /// Concrete reasons that no profile knows ("gestern in Graz"): phrases of role
    /// `unconfirmed` in rules about references.
    fn unconfirmed(&self, case: &Case<'_>) -> Vec<Span> {
        let rules = self
            .pack
            .rules
            .iter()
            .enumerate()
            .filter(|(_, r)| matches!(r.check.kind, Kind::Reference(_)));
        let found = rules.flat_map(|(index, rule)| check::phrases::of_rule(case, index, rule));
        let mut spans: Vec<Span> = found
            .filter(|(phrase, _)| phrase.is("unconfirmed"))
            .flat_map(|(_, places)| places.into_iter().map(|p| p.span))
            .collect();
        spans.sort();
        spans.dedup();
        spans
    }

    fn language(&self, draft: &Draft, recipient: Option<&Prepared>) -> Option<&Arc<Language>> {
        if let Some(code) = draft.context.language.as_deref().filter(|l| *l != AUTO) {
            return self.pack.language(code);
        }
        let none = HashSet::new();
        let ignored = recipient.map_or(&none, |r| &r.words);
        let detected = detect::detect(draft.message_text(), &self.pack.languages, ignored);
        detected.or_else(
            || match recipient.map(|r| r.recipient.person.languages.as_slice()) {
                Some([only]) => self.pack.language(only),
                _ => None,
            },
        )
    }

    fn judge<'p>(&'p self, case: &Case<'_>) -> Judged<'p> {
        let context = &case.draft.context;
        let mut judged = Judged::default();
        let mut fired: BTreeSet<&str> = BTreeSet::new();
        let (wishes, others): (Vec<_>, Vec<_>) = self
            .pack
            .rules
            .iter()
            .enumerate()
            .partition(|(_, r)| matches!(r.check.kind, Kind::Wish(_)));
        for (index, rule) in others.into_iter().chain(wishes) {
            let severity = rule.severity_for(context.stage, context.platform);
            if severity == Severity::Off || !rule.applies_to(context.stage, context.platform) {
                continue;
            }
            if needs_sender(rule) && case.sender.is_none() {
                judged.not_judged.push((rule, Missing::Sender));
            }
            match check::run(case, index, rule, &fired) {
                Outcome::Clear => {}
                Outcome::Found(evidence) => {
                    // What only may be so, ignores no wish and silences no other rule.
                    if !evidence.uncertain {
                        fired.insert(&rule.id);
                    }
                    let severity = match evidence.uncertain {
                        true => severity.min(Severity::Info),
                        false => evidence.severity.unwrap_or(severity),
                    };
                    judged.found.push((rule, severity, evidence));
                }
                Outcome::NotJudged(missing) => judged.not_judged.push((rule, missing)),
            }
        }
        judged.found.retain(|(rule, _, _)| {
            !rule
                .yields_to
                .iter()
                .any(|other| fired.contains(other.as_str()))
        });
        judged
    }

    fn write(
        &self,
        case: &Case<'_>,
        judged: Judged<'_>,
        language: Option<&Arc<Language>>,
    ) -> Report {
        let index = LineIndex::new(&case.draft.source.text);
        let place = |span: &Span| place(&case.draft.source.text, &index, *span);
        let mut findings = Vec::new();
        let mut entries = Vec::new();
        let mut suppressed: Vec<Suppressed> = self.allowances(case.draft);
        for (rule, severity, evidence) in &judged.found {
            let mut is_allowed = false;
            for allowed in suppressed.iter_mut().filter(|s| s.rule == rule.id) {
                allowed.used = true;
                is_allowed = true;
            }
            if is_allowed {
                continue;
            }
            let points = match evidence.uncertain {
                true => rule.points.div_ceil(UNCERTAIN),
                false => rule.points,
            };
            entries.push(Entry {
                rule: &rule.id,
                group: &rule.group,
                points,
                cap: rule.cap.filter(|_| !evidence.uncertain),
            });
            let spans: Vec<Place> = evidence.spans.iter().map(place).collect();
            let say = |text: &LocalText| {
                wording::fill(self.locale.of(text), &spans, evidence, self.locale)
            };
            findings.push(Finding {
                rule: rule.id.clone(),
                severity: *severity,
                points,
                message: say(rule
                    .doubt
                    .as_ref()
                    .filter(|_| evidence.uncertain)
                    .unwrap_or(&rule.message)),
                why: say(&rule.why),
                advice: say(&rule.advice),
                spans,
            });
        }
        findings
            .sort_by(|a, b| (b.severity, b.points, &a.rule).cmp(&(a.severity, a.points, &b.rule)));
        let ledger = Ledger::of(&entries, &self.pack);
        let not_judged = judged
            .not_judged
            .iter()
            .map(|(rule, missing)| NotJudged {
                rule: rule.id.clone(),
                reason: missing.as_str().to_owned(),
            })
            .collect();
        let strengths = self.strengths(case, &judged, &place);
        let mut report = self.report(
            case.draft,
            language,
            findings,
            strengths,
            not_judged,
            case.reference,
        );
        report.score = ledger.score;
        report.band = Band::of(ledger.score);
        report.caps.clone_from(&ledger.caps);
        report.ledger = ledger;
        report.suppressed = suppressed;
        report
    }

    fn allowances(&self, draft: &Draft) -> Vec<Suppressed> {
        let own = draft.front.ignore.iter().map(|i| (&i.rule, &i.because));
        let all = self
            .allowed
            .iter()
            .map(|a| (&a.rule, &a.because))
            .chain(own);
        all.map(|(rule, because)| Suppressed {
            rule: rule.clone(),
            because: because.clone(),
            used: false,
        })
        .collect()
    }

    /// References to the profile; what else rules asked for and found.
    fn strengths(
        &self,
        case: &Case<'_>,
        judged: &Judged<'_>,
        place: &impl Fn(&Span) -> Place,
    ) -> Vec<Strength> {
        let mut strengths = Vec::new();
        if let Some(reference) = case.reference {
            for m in reference.matches.iter().filter(|m| !m.identity) {
                strengths.push(Strength {
                    kind: "reference".to_owned(),
                    field: Some(m.field.clone()),
                    fact: Some(m.fact.clone()),
                    spans: telling(case, &m.spans).iter().map(place).collect(),
                });
            }
            if !reference.unconfirmed.is_empty() {
                strengths.push(Strength {
                    kind: "reference".to_owned(),
                    field: None,
                    fact: None,
                    spans: reference.unconfirmed.iter().map(place).collect(),
                });
            }
        }
        for (index, rule) in self.pack.rules.iter().enumerate() {
            let fired = judged.found.iter().any(|(r, _, _)| r.id == rule.id);
            if rule.check.kind != Kind::Require || fired || rule.severity == Severity::Off {
                continue;
            }
            let spans: Vec<Span> = check::phrases::of_rule(case, index, rule)
                .iter()
                .filter(|(phrase, _)| phrase.is(STRENGTH))
                .flat_map(|(_, places)| places.iter().map(|p| p.span))
                .collect();
            let says_something = |s: &&Span| {
                case.draft.source.text[s.range()]
                    .chars()
                    .any(char::is_alphanumeric)
            };
            if let Some(first) = spans.iter().find(says_something)
                && !strengths.iter().any(|s: &Strength| s.kind == rule.group)
            {
                strengths.push(Strength {
                    kind: rule.group.clone(),
                    field: None,
                    fact: None,
                    spans: vec![place(first)],
                });
            }
        }
        strengths
    }

    fn report(
        &self,
        draft: &Draft,
        language: Option<&Arc<Language>>,
        findings: Vec<Finding>,
        strengths: Vec<Strength>,
        not_judged: Vec<NotJudged>,
        reference: Option<&Reference>,
    ) -> Report {
        let ledger = Ledger::of(&[], &self.pack);
        Report {
            version: report::VERSION,
            file: draft.source.name.clone(),
            language: language.map_or("und", |l| l.code()).to_owned(),
            platform: draft.context.platform,
            stage: draft.context.stage,
            score: ledger.score,
            band: Band::of(ledger.score),
            reference: reference.and_then(|r| r.grade),
            caps: Vec::new(),
            findings,
            strengths,
            not_judged,
            suppressed: Vec::new(),
            ledger,
        }
    }
}

#[derive(Default)]
struct Judged<'p> {
    found: Vec<(&'p Rule, Severity, Evidence)>,
    not_judged: Vec<(&'p Rule, Missing)>,
}

/// Whether a rule can find nothing without a sender.
fn needs_sender(rule: &Rule) -> bool {
    let phrases = &rule.check.phrases;
    !phrases.is_empty() && phrases.iter().all(|p| p.asks_sender)
}

fn fields(recipient: Option<&Recipient>, sender: Option<&Sender>) -> Fields {
    let mut fields = Fields::default();
    let mut add = |field: Field, values: &mut dyn Iterator<Item = &String>| {
        for value in values {
            fields.add(field, value);
        }
    };
    if let Some(r) = recipient {
        add(
            Field::RecipientGiven,
            &mut r.person.given.iter().chain(&r.person.nicknames),
        );
        add(Field::RecipientFamily, &mut r.person.family.iter());
        add(Field::RecipientCompany, &mut r.work.company.iter());
    }
    if let Some(s) = sender {
        add(Field::SenderCompany, &mut s.company.iter());
        add(
            Field::SenderProduct,
            &mut s.products.iter().chain(&s.pages).chain(&s.groups),
        );
        add(Field::SenderDomain, &mut s.domains.iter());
        add(
            Field::SenderName,
            &mut s.name.given.iter().chain(&s.name.family),
        );
    }
    fields
}

/// The words of a match worth showing: neighbours joined, and no bare function words (`in`).
fn telling(case: &Case<'_>, spans: &[Span]) -> Vec<Span> {
    let text = &case.draft.source.text;
    let joined = neighbours_joined(spans, text);
    let says_something = |span: &&Span| {
        let word = crate::text::fold::fold(&text[span.range()]);
        !case.text.language.function_words.contains(&word)
    };
    let telling: Vec<Span> = joined.iter().filter(says_something).copied().collect();
    if telling.is_empty() { joined } else { telling }
}

/// Sorted spans with those that overlap, or have only blanks between them, made one.
fn neighbours_joined(spans: &[Span], text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if span.start <= last.end || text[last.end..span.start].trim().is_empty() =>
            {
                *last = last.join(*span);
            }
            _ => joined.push(*span),
        }
    }
    joined
}

fn place(text: &str, index: &LineIndex, span: Span) -> Place {
    let at = index.position(text, span.start);
    Place {
        start: span.start,
        end: span.end,
        line: at.line,
        column: at.column,
        text: text[span.range()].to_owned(),
    }
}

/// The role of phrases of `require` that are worth naming as a strength.
const STRENGTH: &str = "strength";

/// The language of a draft that is to be detected.
const AUTO: &str = "auto";

/// What only may be so costs this part of a rule's points.
const UNCERTAIN: u8 = 3;
