//! One matcher for all patterns of a language.
//!
//! Words are interned: each stem, exact form and affix that some pattern asks for is an *atom*
//! with a number. A text is read once; every token gets its atoms, and only patterns that can
//! start with one of them, and whose other required atoms occur in the text at all, are tried.
//! Trying keeps a set of positions, so that no pattern costs more than its length times the
//! width of its gaps: there is no backtracking.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::ast::{Field, KINDS, Node};
use crate::language::Language;
use crate::span::Span;
use crate::text::token;
use crate::text::{Ending, Text};

/// Names a pattern within its matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PatternId(u32);

/// A place where a pattern matched, in indices of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The pattern.
    pub pattern: PatternId,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
}

impl Hit {
    /// The tokens as a range.
    pub fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What the `@` fields of patterns stand for: for each field its phrases, in folded words.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    phrases: BTreeMap<Field, Vec<Vec<String>>>,
}

impl Fields {
    /// Adds one phrase; words are folded here.
    pub fn add(&mut self, field: Field, phrase: &str) {
        let words: Vec<String> = if field == Field::SenderDomain {
            vec![host(phrase).to_lowercase()]
        } else {
            token::plain_words(phrase)
        };
        if !words.is_empty() {
            self.phrases.entry(field).or_default().push(words);
        }
    }

    /// Whether nothing is known for the field.
    pub fn lacks(&self, field: Field) -> bool {
        !self.phrases.contains_key(&field)
    }
}

/// The host of a web or e-mail address, without `www.`.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A compiled pattern.
#[derive(Debug)]
enum Op {
    Atom(u32),
    /// Sorted atoms, any of which will do.
    Any(Box<[u32]>),
    /// A list or field, by its place in the table of spans.
    Table(u32),
    Seq(Box<[Op]>),
    Alt(Box<[Op]>),
    Opt(Box<Op>),
    Gap(usize),
    SentenceStart,
    BodyStart,
    SentenceEnd,
    Question,
}

#[derive(Debug)]
struct Program {
    op: Op,
    /// Atoms without which it can't match.
    required: Box<[u32]>,
    /// Whether it says a negation itself.
    negative: bool,
}

/// Collects the patterns of one language.
#[derive(Debug)]
pub struct MatcherBuilder<'l> {
    language: &'l Language,
    atoms: Atoms,
    stems: HashMap<String, u32>,
    lists: Vec<Vec<Program>>,
    list_names: BTreeMap<String, u32>,
    programs: Vec<Program>,
}

#[derive(Debug, Default)]
struct Atoms {
    stems: HashMap<String, u32>,
    exact: HashMap<String, u32>,
    prefixes: HashMap<Box<[u8]>, Vec<(String, u32)>>,
    suffixes: Vec<(String, String, u32)>,
    suffix_index: HashMap<Box<[u8]>, Vec<u32>>,
    infixes: Vec<(String, u32)>,
    count: u32,
}

impl Atoms {
    fn fresh(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }
}

fn head(text: &str) -> Option<&[u8]> {
    text.as_bytes().get(..3)
}

fn tail(text: &str) -> Option<&[u8]> {
    text.as_bytes().get(text.len().checked_sub(3)?..)
}

impl<'l> MatcherBuilder<'l> {
    /// An empty matcher for `language`.
    pub fn new(language: &'l Language) -> Self {
        let mut atoms = Atoms::default();
        for _ in KINDS {
            atoms.fresh();
        }
        Self {
            language,
            atoms,
            stems: HashMap::new(),
            lists: Vec::new(),
            list_names: BTreeMap::new(),
            programs: Vec::new(),
        }
    }

    /// Adds a word list; lists come before the patterns that use them.
    pub fn add_list(&mut self, name: &str, entries: &[Node]) {
        let programs = entries.iter().map(|e| self.program(e)).collect();
        let id = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        self.lists.push(programs);
        self.list_names.insert(name.to_owned(), id);
    }

    /// The lists added so far.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        self.list_names.keys().map(String::as_str)
    }

    /// Adds a pattern. A list it names and that doesn't exist matches nothing; the pack loader
    /// refuses such patterns before.
    pub fn add(&mut self, node: &Node) -> PatternId {
        let program = self.program(node);
        self.programs.push(program);
        PatternId(u32::try_from(self.programs.len() - 1).unwrap_or(u32::MAX))
    }

    fn program(&mut self, node: &Node) -> Program {
        let op = self.op(node);
        let mut required = Vec::new();
        require(&op, &mut required);
        let mut negative = false;
        node.walk(&mut |n| {
            if let Node::Word(word) = n {
                negative |= self.language.negators.contains(word);
            }
        });
        Program {
            op,
            required: required.into(),
            negative,
        }
    }

    fn op(&mut self, node: &Node) -> Op {
        match node {
            Node::Word(word) => self.word(word),
            Node::Exact(form) => {
                let atoms = &mut self.atoms;
                if let Some(id) = atoms.exact.get(form) {
                    return Op::Atom(*id);
                }
                let id = atoms.fresh();
                atoms.exact.insert(form.clone(), id);
                Op::Atom(id)
            }
            Node::Prefix(prefix) => {
                let id = self.atoms.fresh();
                if let Some(key) = head(prefix) {
                    self.atoms
                        .prefixes
                        .entry(key.into())
                        .or_default()
                        .push((prefix.clone(), id));
                }
                Op::Atom(id)
            }
            Node::Suffix(suffix) => self.suffix(suffix),
            Node::Infix(infix) => {
                let id = self.atoms.fresh();
                self.atoms.infixes.push((infix.clone(), id));
                Op::Atom(id)
            }
            Node::Separable { prefix, verb } => self.separable(prefix, verb),
            Node::Kind(kind) => Op::Atom(u32::try_from(*kind).unwrap_or(u32::MAX)),
            Node::List(name) => Op::Table(self.list_names.get(name).copied().unwrap_or(u32::MAX)),
            Node::Field(field) => Op::Table(field_table(*field)),
            Node::Seq(nodes) => Op::Seq(nodes.iter().map(|n| self.op(n)).collect()),
            Node::Alt(nodes) => alt(nodes.iter().map(|n| self.op(n)).collect()),
            Node::Opt(node) => Op::Opt(Box::new(self.op(node))),
            Node::Gap(words) => Op::Gap(*words),
            Node::SentenceStart => Op::SentenceStart,
            Node::BodyStart => Op::BodyStart,
            Node::SentenceEnd => Op::SentenceEnd,
            Node::Question => Op::Question,
        }
    }

    /// A word of a pattern may be several tokens: `follow-up`, `don't`.
    fn word(&mut self, word: &str) -> Op {
        let tokens = token::tokens(word, Span::new(0, word.len()), &[], self.language);
        let mut ops: Vec<Op> = tokens
            .iter()
            .map(|t| Op::Atom(self.stem_atom(&t.fold)))
            .collect();
        match ops.len() {
            1 => ops.remove(0),
            _ => Op::Seq(ops.into()),
        }
    }

    fn stem_atom(&mut self, folded: &str) -> u32 {
        if let Some(id) = self.stems.get(folded) {
            return *id;
        }
        let stem = if folded.starts_with(|c: char| c.is_ascii_digit()) {
            folded.to_owned()
        } else {
            self.language.stem(folded)
        };
        let atoms = &mut self.atoms;
        let id = match atoms.stems.get(&stem) {
            Some(id) => *id,
            None => {
                let id = atoms.fresh();
                atoms.stems.insert(stem, id);
                id
            }
        };
        self.stems.insert(folded.to_owned(), id);
        id
    }

    fn suffix(&mut self, suffix: &str) -> Op {
        let id = self.atoms.fresh();
        let stem = self.language.stem(suffix);
        let place = u32::try_from(self.atoms.suffixes.len()).unwrap_or(u32::MAX);
        for form in [suffix, stem.as_str()] {
            if let Some(key) = tail(form) {
                let index = self.atoms.suffix_index.entry(key.into()).or_default();
                if !index.contains(&place) {
                    index.push(place);
                }
            }
        }
        self.atoms.suffixes.push((suffix.to_owned(), stem, id));
        Op::Atom(id)
    }

    /// `vor+stellen`: vorstellen, vorgestellt, vorzustellen; stellen … vor.
    fn separable(&mut self, prefix: &str, verb: &str) -> Op {
        let mut whole = vec![format!("{prefix}{verb}"), format!("{prefix}zu{verb}")];
        let root = verb
            .strip_suffix("en")
            .or_else(|| verb.strip_suffix('n'))
            .unwrap_or(verb);
        whole.push(format!("{prefix}ge{root}t"));
        whole.push(format!("{prefix}ge{verb}"));
        for form in self.language.irregular_forms(verb) {
            whole.push(format!("{prefix}{form}"));
        }
        let mut ops: Vec<Op> = whole.iter().map(|w| Op::Atom(self.stem_atom(w))).collect();
        let apart = Op::Seq(Box::new([
            Op::Atom(self.stem_atom(verb)),
            Op::Gap(10),
            Op::Atom(self.stem_atom(prefix)),
        ]));
        ops.push(apart);
        alt(ops)
    }

    /// The matcher.
    pub fn build(self) -> Matcher {
        let mut by_atom: Vec<Vec<u32>> = vec![Vec::new(); self.atoms.count as usize];
        let tables = TABLES + self.lists.len();
        let mut by_table: Vec<Vec<u32>> = vec![Vec::new(); tables];
        for (i, program) in self.programs.iter().enumerate() {
            let mut first = First::default();
            firsts(&program.op, &mut first);
            let i = u32::try_from(i).unwrap_or(u32::MAX);
            first.atoms.sort_unstable();
            first.atoms.dedup();
            for atom in first.atoms {
                by_atom[atom as usize].push(i);
            }
            for table in first.tables {
                if let Some(programs) = by_table.get_mut(table_index(table)) {
                    programs.push(i);
                }
            }
        }
        let mut list_by_atom: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for (list, programs) in self.lists.iter().enumerate() {
            for (i, program) in programs.iter().enumerate() {
                let mut first = First::default();
                firsts(&program.op, &mut first);
                first.atoms.sort_unstable();
                first.atoms.dedup();
                for atom in first.atoms {
                    let key = (
                        u32::try_from(list).unwrap_or(0),
                        u32::try_from(i).unwrap_or(0),
                    );
                    list_by_atom.entry(atom).or_default().push(key);
                }
            }
        }
        Matcher {
            atoms: self.atoms,
            lists: self.lists,
            programs: self.programs,
            by_atom,
            by_table,
            list_by_atom,
        }
    }
}

fn alt(ops: Vec<Op>) -> Op {
    let mut atoms = Vec::new();
    let mut rest = Vec::new();
    for op in ops {
        match op {
            Op::Atom(a) => atoms.push(a),
            Op::Any(any) => atoms.extend(any),
            other => rest.push(other),
        }
    }
    atoms.sort_unstable();
    atoms.dedup();
    let any = match atoms.len() {
        0 => None,
        1 => Some(Op::Atom(atoms[0])),
        _ => Some(Op::Any(atoms.into())),
    };
    match (any, rest.is_empty()) {
        (Some(any), true) => any,
        (any, _) => Op::Alt(any.into_iter().chain(rest).collect()),
    }
}

/// Fields take the first numbers from the top, so that lists can be added at the bottom.
fn field_table(field: Field) -> u32 {
    u32::MAX
        - 1
        - u32::try_from(
            Field::ALL
                .iter()
                .position(|(_, f)| *f == field)
                .unwrap_or(0),
        )
        .unwrap_or(0)
}

const TABLES: usize = Field::ALL.len();

/// The place of a list or field in the table of spans: fields first, then lists.
fn table_index(table: u32) -> usize {
    let from_top = u32::MAX - 1 - table.min(u32::MAX - 1);
    if table != u32::MAX && (from_top as usize) < TABLES {
        from_top as usize
    } else {
        TABLES.saturating_add(table as usize)
    }
}

fn require(op: &Op, out: &mut Vec<u32>) {
    match op {
        Op::Atom(a) => out.push(*a),
        Op::Seq(ops) => ops.iter().for_each(|op| require(op, out)),
        _ => {}
    }
}

#[derive(Default)]
struct First {
    atoms: Vec<u32>,
    tables: Vec<u32>,
}

/// Collects what a match may begin with; returns whether the op can match nothing.
fn firsts(op: &Op, out: &mut First) -> bool {
    match op {
        Op::Atom(a) => {
            out.atoms.push(*a);
            false
        }
        Op::Any(any) => {
            out.atoms.extend_from_slice(any);
            false
        }
        Op::Table(table) => {
            out.tables.push(*table);
            false
        }
        Op::Seq(ops) => {
            for op in ops {
                if !firsts(op, out) {
                    return false;
                }
            }
            true
        }
        Op::Alt(ops) => ops
            .iter()
            .fold(false, |nullable, op| firsts(op, out) || nullable),
        Op::Opt(op) => {
            firsts(op, out);
            true
        }
        Op::Gap(_) | Op::SentenceStart | Op::BodyStart | Op::SentenceEnd | Op::Question => true,
    }
}

/// All patterns of a language, ready to run.
#[derive(Debug)]
pub struct Matcher {
    atoms: Atoms,
    lists: Vec<Vec<Program>>,
    programs: Vec<Program>,
    by_atom: Vec<Vec<u32>>,
    by_table: Vec<Vec<u32>>,
    list_by_atom: HashMap<u32, Vec<(u32, u32)>>,
}

/// What a matcher found in a text.
#[derive(Debug, Default)]
pub struct Hits {
    hits: Vec<Hit>,
}

impl Hits {
    /// The places where one pattern matched, in order.
    pub fn of(&self, pattern: PatternId) -> &[Hit] {
        let start = self.hits.partition_point(|h| h.pattern < pattern);
        let end = self.hits.partition_point(|h| h.pattern <= pattern);
        &self.hits[start..end]
    }
}

/// The state of one run.
struct Run<'r> {
    text: &'r Text,
    /// Atoms of all tokens, and where each token's begin.
    atoms: Vec<u32>,
    offsets: Vec<u32>,
    /// For each field and list, where it stands: (first token, one past the last).
    tables: Vec<Vec<(u32, u32)>>,
    present: Vec<bool>,
}

impl Run<'_> {
    fn atoms_of(&self, token: usize) -> &[u32] {
        &self.atoms[self.offsets[token] as usize..self.offsets[token + 1] as usize]
    }

    fn sentence_end(&self, token: usize) -> usize {
        self.text.sentences[self.text.tokens[token].sentence]
            .tokens
            .end
    }
}

impl Matcher {
    /// Whether a pattern says a negation itself (`no strings attached`), so that a negation in
    /// the text doesn't void it.
    pub fn is_negative(&self, pattern: PatternId) -> bool {
        self.programs[pattern.0 as usize].negative
    }

    /// Runs all patterns over `text`.
    pub fn run(&self, text: &Text, fields: &Fields) -> Hits {
        let mut run = self.prepare(text);
        self.find_fields(&mut run, fields);
        self.find_lists(&mut run);
        let mut hits = Vec::new();
        let mut scratch = Scratch::default();
        let mut table_starts: Vec<(u32, usize)> = Vec::new();
        for (table, spans) in run.tables.iter().enumerate() {
            if !self.by_table[table].is_empty() {
                table_starts.extend(spans.iter().map(|(start, _)| (*start, table)));
            }
        }
        table_starts.sort_unstable();
        table_starts.dedup();
        let mut table_starts = table_starts.into_iter().peekable();
        for token in 0..text.tokens.len() {
            for atom in run.atoms_of(token) {
                for &program in &self.by_atom[*atom as usize] {
                    self.attempt(&run, program, token, &mut scratch, &mut hits);
                }
            }
            while let Some((_, table)) = table_starts.next_if(|(start, _)| *start as usize == token)
            {
                for &program in &self.by_table[table] {
                    self.attempt(&run, program, token, &mut scratch, &mut hits);
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        Hits { hits }
    }

    fn attempt(
        &self,
        run: &Run<'_>,
        program: u32,
        token: usize,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
    ) {
        let compiled = &self.programs[program as usize];
        if !compiled.required.iter().all(|a| run.present[*a as usize]) {
            return;
        }
        if let Some(end) = scratch.longest(run, &compiled.op, token) {
            hits.push(Hit {
                pattern: PatternId(program),
                start: token,
                end,
            });
        }
    }

    fn prepare<'r>(&self, text: &'r Text) -> Run<'r> {
        let mut atoms = Vec::with_capacity(text.tokens.len() * 2);
        let mut offsets = Vec::with_capacity(text.tokens.len() + 1);
        offsets.push(0);
        let mut present = vec![false; self.atoms.count as usize];
        for t in &text.tokens {
            let from = atoms.len();
            for (i, (_, kind)) in KINDS.iter().enumerate() {
                if t.kinds.has(*kind) {
                    atoms.push(u32::try_from(i).unwrap_or(0));
                }
            }
            atoms.extend(self.atoms.stems.get(&t.stem));
            atoms.extend(self.atoms.exact.get(&t.form));
            if t.is_word() {
                self.affixes(t, &mut atoms);
            }
            for a in &atoms[from..] {
                present[*a as usize] = true;
            }
            offsets.push(u32::try_from(atoms.len()).unwrap_or(u32::MAX));
        }
        Run {
            text,
            atoms,
            offsets,
            tables: vec![Vec::new(); TABLES + self.lists.len()],
            present,
        }
    }

    fn affixes(&self, t: &crate::text::Token, out: &mut Vec<u32>) {
        if let Some(key) = head(&t.fold)
            && let Some(prefixes) = self.atoms.prefixes.get(key)
        {
            out.extend(
                prefixes
                    .iter()
                    .filter(|(p, _)| t.fold.starts_with(p.as_str()))
                    .map(|(_, id)| *id),
            );
        }
        let from = out.len();
        for form in [t.fold.as_str(), t.stem.as_str()] {
            let Some(places) = tail(form).and_then(|key| self.atoms.suffix_index.get(key)) else {
                continue;
            };
            for place in places {
                let (suffix, stem, id) = &self.atoms.suffixes[*place as usize];
                let same = t.fold.ends_with(suffix.as_str())
                    || (stem.len() >= 3 && t.stem.ends_with(stem.as_str()));
                if same && !out[from..].contains(id) {
                    out.push(*id);
                }
            }
        }
        out.extend(
            self.atoms
                .infixes
                .iter()
                .filter(|(part, _)| t.fold.contains(part.as_str()))
                .map(|(_, id)| *id),
        );
    }

    fn find_fields(&self, run: &mut Run<'_>, fields: &Fields) {
        for (field, phrases) in &fields.phrases {
            let table = table_index(field_table(*field));
            let tokens = &run.text.tokens;
            for start in 0..tokens.len() {
                for phrase in phrases {
                    let same = if *field == Field::SenderDomain {
                        let own = host(&tokens[start].fold);
                        (tokens[start].kinds.has(crate::text::Kinds::URL)
                            || tokens[start].kinds.has(crate::text::Kinds::EMAIL))
                            && (own == phrase[0]
                                || own
                                    .strip_suffix(phrase[0].as_str())
                                    .is_some_and(|rest| rest.ends_with('.')))
                    } else {
                        start + phrase.len() <= tokens.len()
                            && phrase.iter().zip(&tokens[start..]).enumerate().all(
                                |(i, (word, t))| {
                                    // A genitive: Nordwinds, Nordwind's.
                                    t.fold == *word
                                        || (i + 1 == phrase.len()
                                            && t.fold.strip_prefix(word.as_str()).is_some_and(
                                                |rest| matches!(rest, "s" | "'s" | "'"),
                                            ))
                                },
                            )
                    };
                    if same {
                        let end = u32::try_from(start + phrase.len()).unwrap_or(u32::MAX);
                        run.tables[table].push((u32::try_from(start).unwrap_or(u32::MAX), end));
                    }
                }
            }
        }
    }

    fn find_lists(&self, run: &mut Run<'_>) {
        let mut scratch = Scratch::default();
        for token in 0..run.text.tokens.len() {
            for i in run.offsets[token]..run.offsets[token + 1] {
                let Some(entries) = self.list_by_atom.get(&run.atoms[i as usize]) else {
                    continue;
                };
                for (list, entry) in entries {
                    let program = &self.lists[*list as usize][*entry as usize];
                    if let Some(end) = scratch.longest(run, &program.op, token) {
                        let span = (
                            u32::try_from(token).unwrap_or(u32::MAX),
                            u32::try_from(end).unwrap_or(u32::MAX),
                        );
                        let table = &mut run.tables[TABLES + *list as usize];
                        if table.last() != Some(&span) {
                            table.push(span);
                        }
                    }
                }
            }
        }
    }
}

/// Vectors that are used again from attempt to attempt.
#[derive(Default)]
struct Scratch {
    pool: Vec<Vec<usize>>,
}

impl Scratch {
    fn longest(&mut self, run: &Run<'_>, op: &Op, token: usize) -> Option<usize> {
        let mut ends = self.pool.pop().unwrap_or_default();
        self.ends(run, op, token, run.sentence_end(token), &mut ends);
        let longest = ends.iter().copied().filter(|end| *end > token).max();
        ends.clear();
        self.pool.push(ends);
        longest
    }

    /// Adds to `out` every position where a match of `op` that starts at `at` may end.
    /// `stop` is the end of the sentence.
    fn ends(&mut self, run: &Run<'_>, op: &Op, at: usize, stop: usize, out: &mut Vec<usize>) {
        let mut push = |end: usize| {
            if !out.contains(&end) {
                out.push(end);
            }
        };
        match op {
            Op::Atom(atom) => {
                if at < stop && run.atoms_of(at).contains(atom) {
                    push(at + 1);
                }
            }
            Op::Any(any) => {
                if at < stop
                    && run
                        .atoms_of(at)
                        .iter()
                        .any(|a| any.binary_search(a).is_ok())
                {
                    push(at + 1);
                }
            }
            Op::Table(table) => {
                if let Some(spans) = run.tables.get(table_index(*table)) {
                    let start = u32::try_from(at).unwrap_or(u32::MAX);
                    let first = spans.partition_point(|(s, _)| *s < start);
                    for (_, end) in spans[first..].iter().take_while(|(s, _)| *s == start) {
                        if *end as usize <= stop {
                            push(*end as usize);
                        }
                    }
                }
            }
            Op::Gap(words) => (at..=(at + words).min(stop)).for_each(push),
            Op::Opt(op) => {
                push(at);
                self.ends(run, op, at, stop, out);
            }
            Op::Alt(ops) => {
                for op in ops {
                    self.ends(run, op, at, stop, out);
                }
            }
            Op::Seq(ops) => self.sequence(run, ops, at, stop, out),
            Op::SentenceStart => {
                if at == 0
                    || run
                        .text
                        .tokens
                        .get(at)
                        .is_some_and(|t| run.text.sentences[t.sentence].tokens.start == at)
                {
                    push(at);
                }
            }
            Op::BodyStart => {
                if at == run.text.tokens_in(run.text.parts.body).start {
                    push(at);
                }
            }
            Op::SentenceEnd => {
                if at == stop {
                    push(at);
                }
            }
            Op::Question => {
                let sentence = run
                    .text
                    .tokens
                    .get(at.min(stop.saturating_sub(1)))
                    .map(|t| t.sentence);
                if sentence.is_some_and(|s| run.text.sentences[s].ending == Ending::Question) {
                    push(at);
                }
            }
        }
    }

    fn sequence(
        &mut self,
        run: &Run<'_>,
        ops: &[Op],
        at: usize,
        stop: usize,
        out: &mut Vec<usize>,
    ) {
        let mut now = self.pool.pop().unwrap_or_default();
        let mut next = self.pool.pop().unwrap_or_default();
        now.clear();
        now.push(at);
        for op in ops {
            next.clear();
            for i in 0..now.len() {
                self.ends(run, op, now[i], stop, &mut next);
            }
            std::mem::swap(&mut now, &mut next);
            if now.is_empty() {
                break;
            }
        }
        for end in &now {
            if !out.contains(end) {
                out.push(*end);
            }
        }
        self.pool.push(now);
        self.pool.push(next);
    }
}
