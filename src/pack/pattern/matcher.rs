//! One matcher for all patterns of a language.
//!
//! Words are interned: each stem, exact form and affix that some pattern asks for is an *atom*
//! with a number. A text is read once; every token gets its atoms, and only patterns that can
//! start with one of them, and whose other required atoms occur in the text at all, are tried.
//! Trying keeps a set of positions, so that no pattern costs more than its length times the
//! width of its gaps: there is no backtracking.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ast::{Field, KINDS, Node};
use crate::language::Language;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token;
use crate::text::word_table::WordTable;
use crate::text::{Ending, Text};

/// Names a pattern within its matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
            vec![host(&fold(phrase)).to_owned()]
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
    // The path first: it may hold an @ (example.org/@tom).
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A step of a compiled pattern. Steps lie in one vector, so that a matcher is read quickly;
/// compound ones name ranges of [`Arena::numbers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Op {
    Atom(u32),
    /// Sorted atoms, any of which will do.
    Any(Numbers),
    /// A list or field, by its place in the table of spans.
    Table(u32),
    /// Steps, one after the other.
    Seq(Numbers),
    /// Steps, any of which will do.
    Alt(Numbers),
    Opt(u32),
    Gap(u32),
    SentenceStart,
    BodyStart,
    SentenceEnd,
    Question,
}

/// A range of [`Arena::numbers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Numbers {
    start: u32,
    len: u32,
}

/// Where the steps of all patterns lie.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Arena {
    ops: Vec<Op>,
    numbers: Vec<u32>,
}

impl Arena {
    fn push(&mut self, op: Op) -> u32 {
        self.ops.push(op);
        small(self.ops.len() - 1)
    }

    fn store(&mut self, numbers: impl IntoIterator<Item = u32>) -> Numbers {
        let start = self.numbers.len();
        self.numbers.extend(numbers);
        Numbers {
            start: small(start),
            len: small(self.numbers.len() - start),
        }
    }

    fn at(&self, op: u32) -> Op {
        self.ops[op as usize]
    }

    fn numbers(&self, range: Numbers) -> &[u32] {
        &self.numbers[range.start as usize..(range.start + range.len) as usize]
    }
}

/// Counts of patterns and words stay far below this; a pack has a size limit.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[derive(Debug, Serialize, Deserialize)]
struct Program {
    op: u32,
    /// Atoms without which it can't match.
    required: Numbers,
    /// Whether it says a negation itself.
    negative: bool,
}

/// Collects the patterns of one language.
#[derive(Debug)]
pub struct MatcherBuilder<'l> {
    language: &'l Language,
    arena: Arena,
    atoms: Atoms,
    stems: HashMap<String, u32>,
    lists: Vec<Vec<Program>>,
    list_names: BTreeMap<String, u32>,
    programs: Vec<Program>,
}

/// Atoms while they are collected.
#[derive(Debug, Default)]
struct Atoms {
    stems: BTreeMap<String, u32>,
    exact: BTreeMap<String, u32>,
    prefixes: Vec<(String, u32)>,
    suffixes: Vec<Suffix>,
    infixes: Vec<(String, u32)>,
    count: u32,
}

impl Atoms {
    fn fresh(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Suffix {
    folded: String,
    stem: String,
    atom: u32,
}

/// A list of numbers for each of many keys, in two vectors.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Lists {
    offsets: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    fn new(lists: &[Vec<u32>]) -> Self {
        let mut table = Self::default();
        table.offsets.push(0);
        for list in lists {
            table.values.extend(list);
            table.offsets.push(small(table.values.len()));
        }
        table
    }

    fn of(&self, key: usize) -> &[u32] {
        &self.values[self.offsets[key] as usize..self.offsets[key + 1] as usize]
    }
}

/// The first three bytes, where they are whole letters; folded words nearly always are ASCII.
fn head(text: &str) -> Option<&str> {
    text.get(..3)
}

/// The last three bytes, likewise.
fn tail(text: &str) -> Option<&str> {
    text.get(text.len().checked_sub(3)?..)
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
            arena: Arena::default(),
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
        let id = small(self.lists.len());
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
        PatternId(small(self.programs.len() - 1))
    }

    fn program(&mut self, node: &Node) -> Program {
        let op = self.op(node);
        let op = self.arena.push(op);
        let mut required = Vec::new();
        require(&self.arena, op, &mut required);
        required.sort_unstable();
        required.dedup();
        let mut negative = false;
        node.walk(&mut |n| {
            if let Node::Word(word) = n {
                negative |= self.language.negators.contains(word);
            }
        });
        Program {
            op,
            required: self.arena.store(required),
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
                self.atoms.prefixes.push((prefix.clone(), id));
                Op::Atom(id)
            }
            Node::Suffix(suffix) => {
                let atom = self.atoms.fresh();
                self.atoms.suffixes.push(Suffix {
                    folded: suffix.clone(),
                    stem: self.language.stem(suffix),
                    atom,
                });
                Op::Atom(atom)
            }
            Node::Infix(infix) => {
                let id = self.atoms.fresh();
                self.atoms.infixes.push((infix.clone(), id));
                Op::Atom(id)
            }
            Node::Separable { prefix, verb } => self.separable(prefix, verb),
            Node::Kind(kind) => Op::Atom(small(*kind)),
            Node::List(name) => Op::Table(self.list_names.get(name).copied().unwrap_or(u32::MAX)),
            Node::Field(field) => Op::Table(field_table(*field)),
            Node::Seq(nodes) => {
                let ops = nodes.iter().map(|n| self.op(n)).collect();
                self.seq(ops)
            }
            Node::Alt(nodes) => {
                let ops = nodes.iter().map(|n| self.op(n)).collect();
                self.alt(ops)
            }
            Node::Opt(node) => {
                let op = self.op(node);
                Op::Opt(self.arena.push(op))
            }
            Node::Gap(words) => Op::Gap(small(*words)),
            Node::SentenceStart => Op::SentenceStart,
            Node::BodyStart => Op::BodyStart,
            Node::SentenceEnd => Op::SentenceEnd,
            Node::Question => Op::Question,
        }
    }

    fn seq(&mut self, ops: Vec<Op>) -> Op {
        let ops: Vec<u32> = ops.into_iter().map(|op| self.arena.push(op)).collect();
        Op::Seq(self.arena.store(ops))
    }

    fn alt(&mut self, ops: Vec<Op>) -> Op {
        let mut atoms = Vec::new();
        let mut rest = Vec::new();
        for op in ops {
            match op {
                Op::Atom(a) => atoms.push(a),
                Op::Any(any) => atoms.extend_from_slice(self.arena.numbers(any)),
                other => rest.push(other),
            }
        }
        atoms.sort_unstable();
        atoms.dedup();
        let any = match atoms.len() {
            0 => None,
            1 => Some(Op::Atom(atoms[0])),
            _ => Some(Op::Any(self.arena.store(atoms))),
        };
        match (any, rest.is_empty()) {
            (Some(any), true) => any,
            (any, _) => {
                let ops: Vec<u32> = any.into_iter().chain(rest).map(|op| self.arena.push(op)).collect();
                Op::Alt(self.arena.store(ops))
            }
        }
    }

    /// A word of a pattern may be several tokens: `follow-up`, `don't`.
    fn word(&mut self, word: &str) -> Op {
        let tokens = token::tokens(word, Span::new(0, word.len()), &[], self.language);
        let ops: Vec<Op> = tokens.iter().map(|t| Op::Atom(self.stem_atom(&t.fold))).collect();
        match ops.as_slice() {
            [op] => *op,
            _ => self.seq(ops),
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

    /// `vor+stellen`: vorstellen, vorgestellt, vorzustellen; stellen … vor.
    fn separable(&mut self, prefix: &str, verb: &str) -> Op {
        let mut whole = vec![format!("{prefix}{verb}"), format!("{prefix}zu{verb}")];
        let root = verb.strip_suffix("en").or_else(|| verb.strip_suffix('n')).unwrap_or(verb);
        whole.push(format!("{prefix}ge{root}t"));
        whole.push(format!("{prefix}ge{verb}"));
        for form in self.language.irregular_forms(verb) {
            whole.push(format!("{prefix}{form}"));
        }
        let mut ops: Vec<Op> = whole.iter().map(|w| Op::Atom(self.stem_atom(w))).collect();
        let apart = vec![Op::Atom(self.stem_atom(verb)), Op::Gap(APART), Op::Atom(self.stem_atom(prefix))];
        ops.push(self.seq(apart));
        self.alt(ops)
    }

    /// The matcher.
    pub fn build(self) -> Matcher {
        let mut by_atom: Vec<Vec<u32>> = vec![Vec::new(); self.atoms.count as usize];
        let mut by_table: Vec<Vec<u32>> = vec![Vec::new(); TABLES + self.lists.len()];
        let mut at_starts = Vec::new();
        for (i, program) in self.programs.iter().enumerate() {
            let first = First::of(&self.arena, program.op);
            if first.gap {
                at_starts.push(small(i));
            }
            for atom in first.atoms {
                by_atom[atom as usize].push(small(i));
            }
            for table in first.tables {
                if let Some(programs) = by_table.get_mut(table_index(table)) {
                    programs.push(small(i));
                }
            }
        }
        let mut entries = Vec::new();
        let mut entries_by_atom: Vec<Vec<u32>> = vec![Vec::new(); self.atoms.count as usize];
        for (list, programs) in self.lists.into_iter().enumerate() {
            for program in programs {
                let first = First::of(&self.arena, program.op);
                for atom in first.atoms {
                    entries_by_atom[atom as usize].push(small(entries.len()));
                }
                entries.push((small(list), program.op));
            }
        }
        let index = |words: Vec<(&str, u32)>| {
            let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for (key, place) in words {
                let places = keys.entry(key.to_owned()).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            let lists: Vec<Vec<u32>> = keys.values().cloned().collect();
            let numbered = keys.into_keys().enumerate().map(|(i, key)| (key, small(i))).collect();
            (WordTable::new(numbered), Lists::new(&lists))
        };
        let atoms = self.atoms;
        let numbered = |i: usize| small(i);
        let prefixes = atoms.prefixes.iter().enumerate();
        let suffixes = atoms.suffixes.iter().enumerate();
        Matcher {
            lists: by_table.len() - TABLES,
            prefix_index: index(prefixes.filter_map(|(i, (p, _))| Some((head(p)?, numbered(i)))).collect()),
            suffix_index: index(
                suffixes
                    .flat_map(|(i, s)| [tail(&s.folded).map(|k| (k, numbered(i))), tail(&s.stem).map(|k| (k, numbered(i)))])
                    .flatten()
                    .collect(),
            ),
            atoms: atoms.count,
            stems: WordTable::new(atoms.stems),
            exact: WordTable::new(atoms.exact),
            prefixes: atoms.prefixes,
            suffixes: atoms.suffixes,
            infixes: atoms.infixes,
            arena: self.arena,
            entries,
            entries_by_atom: Lists::new(&entries_by_atom),
            programs: self.programs,
            at_starts,
            by_atom: Lists::new(&by_atom),
            by_table: Lists::new(&by_table),
        }
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

/// How far a separable verb's prefix may stand from it, in words.
const APART: u32 = 10;

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

fn require(arena: &Arena, op: u32, out: &mut Vec<u32>) {
    match arena.at(op) {
        Op::Atom(a) => out.push(a),
        Op::Seq(ops) => arena.numbers(ops).iter().for_each(|op| require(arena, *op, out)),
        _ => {}
    }
}

/// What a match may begin with.
#[derive(Default)]
struct First {
    atoms: Vec<u32>,
    tables: Vec<u32>,
    /// Whether a gap comes first, after an anchor: it begins with any word of a sentence's start.
    gap: bool,
}

impl First {
    fn of(arena: &Arena, op: u32) -> Self {
        let mut first = Self::default();
        first.collect(arena, op);
        first.atoms.sort_unstable();
        first.atoms.dedup();
        first.tables.sort_unstable();
        first.tables.dedup();
        first
    }

    /// Returns whether the op can match nothing.
    fn collect(&mut self, arena: &Arena, op: u32) -> bool {
        match arena.at(op) {
            Op::Atom(a) => {
                self.atoms.push(a);
                false
            }
            Op::Any(any) => {
                self.atoms.extend_from_slice(arena.numbers(any));
                false
            }
            Op::Table(table) => {
                self.tables.push(table);
                false
            }
            Op::Seq(ops) => arena.numbers(ops).iter().all(|op| self.collect(arena, *op)),
            Op::Alt(ops) => arena.numbers(ops).iter().fold(false, |nullable, op| self.collect(arena, *op) || nullable),
            Op::Opt(op) => {
                self.collect(arena, op);
                true
            }
            Op::Gap(_) => {
                self.gap = true;
                true
            }
            Op::SentenceStart | Op::BodyStart | Op::SentenceEnd | Op::Question => true,
        }
    }
}

/// All patterns of a language, ready to run.
#[derive(Debug, Serialize, Deserialize)]
pub struct Matcher {
    /// How many atoms there are.
    atoms: u32,
    stems: WordTable,
    exact: WordTable,
    prefixes: Vec<(String, u32)>,
    /// First three bytes → prefixes.
    prefix_index: (WordTable, Lists),
    suffixes: Vec<Suffix>,
    /// Last three bytes, of the word or its stem → suffixes.
    suffix_index: (WordTable, Lists),
    infixes: Vec<(String, u32)>,
    arena: Arena,
    /// How many word lists there are.
    lists: usize,
    /// Entries of word lists: the list and the entry's pattern.
    entries: Vec<(u32, u32)>,
    entries_by_atom: Lists,
    programs: Vec<Program>,
    /// Patterns that begin with an anchor and a gap, tried at the start of every sentence.
    at_starts: Vec<u32>,
    by_atom: Lists,
    by_table: Lists,
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
            if !self.by_table.of(table).is_empty() {
                table_starts.extend(spans.iter().map(|(start, _)| (*start, table)));
            }
        }
        table_starts.sort_unstable();
        table_starts.dedup();
        let mut table_starts = table_starts.into_iter().peekable();
        for sentence in text.sentences.iter().filter(|s| !s.tokens.is_empty()) {
            for &program in &self.at_starts {
                self.attempt(&run, program, sentence.tokens.start, &mut scratch, &mut hits);
            }
        }
        for token in 0..text.tokens.len() {
            for atom in run.atoms_of(token) {
                for &program in self.by_atom.of(*atom as usize) {
                    self.attempt(&run, program, token, &mut scratch, &mut hits);
                }
            }
            while let Some((_, table)) = table_starts.next_if(|(start, _)| *start as usize == token)
            {
                for &program in self.by_table.of(table) {
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
        if !self.arena.numbers(compiled.required).iter().all(|a| run.present[*a as usize]) {
            return;
        }
        if let Some(end) = scratch.longest(run, &self.arena, compiled.op, token) {
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
        let mut present = vec![false; self.atoms as usize];
        for t in &text.tokens {
            let from = atoms.len();
            for (i, (_, kind)) in KINDS.iter().enumerate() {
                if t.kinds.has(*kind) {
                    atoms.push(small(i));
                }
            }
            atoms.extend(self.stems.get(&t.stem));
            atoms.extend(self.exact.get(&t.form));
            if t.is_word() || t.kinds.has(crate::text::Kinds::URL) {
                self.affixes(t, &text.language, &mut atoms);
            }
            for a in &atoms[from..] {
                present[*a as usize] = true;
            }
            offsets.push(small(atoms.len()));
        }
        Run {
            text,
            atoms,
            offsets,
            tables: vec![Vec::new(); TABLES + self.lists],
            present,
        }
    }

    fn affixes(&self, t: &crate::text::Token, language: &Language, out: &mut Vec<u32>) {
        for place in places(&self.prefix_index, head(&t.fold)) {
            let (prefix, atom) = &self.prefixes[*place as usize];
            if t.fold.starts_with(prefix.as_str()) {
                out.push(*atom);
            }
        }
        let from = out.len();
        for form in [t.fold.as_str(), t.stem.as_str()] {
            for place in places(&self.suffix_index, tail(form)) {
                let suffix = &self.suffixes[*place as usize];
                let same = t.fold.ends_with(suffix.folded.as_str())
                    || (suffix.stem.len() >= 3 && t.stem.ends_with(suffix.stem.as_str()));
                if same && !out[from..].contains(&suffix.atom) {
                    out.push(suffix.atom);
                }
            }
        }
        // The stem of a long compound may have lost more than an inflection (Softwarelös-), so
        // its end is looked at as a word of its own.
        for (cut, _) in t.fold.char_indices().rev().take(3) {
            let form = &t.fold[..cut];
            for place in places(&self.suffix_index, tail(form)) {
                let suffix = &self.suffixes[*place as usize];
                if form.ends_with(suffix.folded.as_str())
                    && !out[from..].contains(&suffix.atom)
                    && language.stem(&t.fold[cut - suffix.folded.len()..]) == suffix.stem
                {
                    out.push(suffix.atom);
                }
            }
        }
        out.extend(self.infixes.iter().filter(|(part, _)| t.fold.contains(part.as_str())).map(|(_, atom)| *atom));
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
                        run.tables[table].push((small(start), small(start + phrase.len())));
                    }
                }
            }
        }
    }

    fn find_lists(&self, run: &mut Run<'_>) {
        let mut scratch = Scratch::default();
        for token in 0..run.text.tokens.len() {
            for i in run.offsets[token]..run.offsets[token + 1] {
                for entry in self.entries_by_atom.of(run.atoms[i as usize] as usize) {
                    let (list, op) = self.entries[*entry as usize];
                    if let Some(end) = scratch.longest(run, &self.arena, op, token) {
                        let span = (small(token), small(end));
                        let table = &mut run.tables[TABLES + list as usize];
                        if table.last() != Some(&span) {
                            table.push(span);
                        }
                    }
                }
            }
        }
    }
}

fn places<'i>((keys, lists): &'i (WordTable, Lists), key: Option<&str>) -> &'i [u32] {
    key.and_then(|key| keys.get(key)).map_or(&[], |number| lists.of(number as usize))
}

/// Vectors that are used again from attempt to attempt.
#[derive(Default)]
struct Scratch {
    pool: Vec<Vec<usize>>,
}

impl Scratch {
    fn longest(&mut self, run: &Run<'_>, arena: &Arena, op: u32, token: usize) -> Option<usize> {
        let mut ends = self.take();
        self.ends(run, arena, op, &[token], run.sentence_end(token), &mut ends);
        let longest = ends.iter().copied().filter(|end| *end > token).max();
        self.give(ends);
        longest
    }

    fn take(&mut self) -> Vec<usize> {
        self.pool.pop().unwrap_or_default()
    }

    fn give(&mut self, mut positions: Vec<usize>) {
        positions.clear();
        self.pool.push(positions);
    }

    /// Adds to `out` every position where a match of `op` that starts at one of `from` may end.
    /// `from` ascends, `stop` is the end of the sentence. All starts go through an op together: one by one,
    /// brackets inside brackets would cost a multiple at every level.
    fn ends(&mut self, run: &Run<'_>, arena: &Arena, op: u32, from: &[usize], stop: usize, out: &mut Vec<usize>) {
        match arena.at(op) {
            Op::Opt(op) => {
                out.extend_from_slice(from);
                self.ends(run, arena, op, from, stop, out);
            }
            Op::Alt(ops) => {
                for op in arena.numbers(ops) {
                    self.ends(run, arena, *op, from, stop, out);
                }
            }
            Op::Seq(ops) => self.sequence(run, arena, arena.numbers(ops), from, stop, out),
            // The starts ascend, so that gaps that overlap needn't be walked twice.
            Op::Gap(words) => {
                let mut next = 0;
                for at in from {
                    let end = (at + words as usize).min(stop);
                    out.extend(next.max(*at)..=end);
                    next = next.max(end + 1);
                }
            }
            op => {
                for at in from {
                    step(run, arena, op, *at, stop, out);
                }
            }
        }
    }

    fn sequence(
        &mut self,
        run: &Run<'_>,
        arena: &Arena,
        ops: &[u32],
        from: &[usize],
        stop: usize,
        out: &mut Vec<usize>,
    ) {
        let mut now = self.take();
        let mut next = self.take();
        now.extend_from_slice(from);
        for op in ops {
            next.clear();
            self.ends(run, arena, *op, &now, stop, &mut next);
            if next.len() > 1 {
                next.sort_unstable();
                next.dedup();
            }
            std::mem::swap(&mut now, &mut next);
            if now.is_empty() {
                break;
            }
        }
        out.extend_from_slice(&now);
        self.give(now);
        self.give(next);
    }
}

/// Adds the ends of a match of a simple op that starts at `at`.
fn step(run: &Run<'_>, arena: &Arena, op: Op, at: usize, stop: usize, out: &mut Vec<usize>) {
    let tokens = &run.text.tokens;
    match op {
        Op::Atom(atom) => {
            if at < stop && run.atoms_of(at).contains(&atom) {
                out.push(at + 1);
            }
        }
        Op::Any(any) => {
            let wanted = arena.numbers(any);
            if at < stop && run.atoms_of(at).iter().any(|a| wanted.binary_search(a).is_ok()) {
                out.push(at + 1);
            }
        }
        Op::Table(table) => {
            if let Some(spans) = run.tables.get(table_index(table)) {
                let start = small(at);
                let first = spans.partition_point(|(s, _)| *s < start);
                let here = spans[first..].iter().take_while(|(s, _)| *s == start);
                out.extend(here.map(|(_, end)| *end as usize).filter(|end| *end <= stop));
            }
        }
        Op::SentenceStart => {
            let starts = |t: &token::Token| run.text.sentences[t.sentence].tokens.start == at;
            if at == 0 || tokens.get(at).is_some_and(starts) {
                out.push(at);
            }
        }
        Op::BodyStart => {
            if at == run.text.tokens_in(run.text.parts.body).start {
                out.push(at);
            }
        }
        Op::SentenceEnd => {
            if at == stop {
                out.push(at);
            }
        }
        Op::Question => {
            let sentence = tokens.get(at.min(stop.saturating_sub(1))).map(|t| t.sentence);
            if sentence.is_some_and(|s| run.text.sentences[s].ending == Ending::Question) {
                out.push(at);
            }
        }
        // Taken apart before.
        Op::Seq(_) | Op::Alt(_) | Op::Opt(_) | Op::Gap(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::layout::Parts;
    use crate::language::tests::{english, german};
    use crate::pack::pattern::parse;
    use std::sync::Arc;

    fn text(source: &str, language: &Arc<Language>) -> Text {
        let greeting = source.find("\n\n").map(|end| Span::new(0, end));
        let parts = Parts {
            greeting,
            body: Span::new(greeting.map_or(0, |g| g.end + 2), source.len()),
            closing: None,
            signature: None,
        };
        Text::new(source, &[], parts, language)
    }

    fn found<'s>(pattern: &str, source: &'s str, language: &Arc<Language>, fields: &Fields) -> Vec<&'s str> {
        let mut builder = MatcherBuilder::new(language);
        builder.add_list("garten", &[parse("moos|kies").unwrap(), parse("grün* dach").unwrap()]);
        let id = builder.add(&parse(pattern).unwrap());
        let matcher = builder.build();
        let text = text(source, language);
        let hits = matcher.run(&text, fields);
        hits.of(id).iter().map(|h| &source[text.span_of(h.tokens()).range()]).collect()
    }

    fn de<'s>(pattern: &str, source: &'s str) -> Vec<&'s str> {
        found(pattern, source, german(), &Fields::default())
    }

    fn en<'s>(pattern: &str, source: &'s str) -> Vec<&'s str> {
        found(pattern, source, english(), &Fields::default())
    }

    #[test]
    fn a_word_matches_its_inflections_in_any_case_and_spelling() {
        for source in ["Führungskraft", "FÜHRUNGSKRÄFTE", "Fuehrungskraft", "Fu\u{308}hrungskraft"] {
            assert_eq!(de("führungskraft", source), [source], "{source:?}");
        }
        assert_eq!(en("help", "We helped, they are helping, help!"), ["helped", "helping", "help"]);
        assert_eq!(en("don't sell", "We don’t sell."), ["don’t sell"]);
        assert_eq!(en("follow-up", "A follow-up."), ["follow-up"]);
    }

    #[test]
    fn an_exact_form_matches_only_itself() {
        assert_eq!(de("=Sie", "Sie sehen: sie SIE."), ["Sie"]);
        assert_eq!(de("=Führung", "Fu\u{308}hrung führung"), ["Fu\u{308}hrung"]);
    }

    #[test]
    fn alternatives_join_words_or_phrases() {
        assert_eq!(en("we|I help", "We help. I help. They help."), ["We help", "I help"]);
        assert_eq!(en("(roof garden|moss) club", "Roof garden club, moss club, roof club"), ["Roof garden club", "moss club"]);
    }

    #[test]
    fn an_optional_part_may_be_absent_and_the_longest_match_counts() {
        assert_eq!(en("book a? (free demo)? call", "Book call. Book a free demo call."), ["Book call", "Book a free demo call"]);
        assert_eq!(en("moss (and gravel)?", "moss and gravel"), ["moss and gravel"]);
    }

    #[test]
    fn a_gap_is_so_many_words_at_most() {
        assert_eq!(en("save .. money", "Save money. Save a lot of money. Save a lot of your money."), ["Save money", "Save a lot of money"]);
        assert_eq!(en("save ..1 money", "Save a lot of money. Save your money."), ["Save your money"]);
    }

    #[test]
    fn matches_stay_in_a_sentence() {
        assert!(en("save .. money", "We save. Your money stays.").is_empty());
        assert!(en("save money", "We save! Money stays.").is_empty());
        assert!(en("anna help", "Hi Anna\n\nhelp me").is_empty());
    }

    #[test]
    fn affixes_match_parts_of_words() {
        assert_eq!(de("vertrieb*", "Vertriebsleiter im Außenvertrieb"), ["Vertriebsleiter"]);
        assert_eq!(de("*lösung", "Softwarelösungen lösen Lösungsfragen"), ["Softwarelösungen"]);
        assert_eq!(de("*kontakt*", "Erstkontaktaufnahme ohne Takt"), ["Erstkontaktaufnahme"]);
    }

    #[test]
    fn separable_verbs_match_in_one_word_and_in_two() {
        for source in ["vorstellen", "vorgestellt", "vorzustellen", "vorstelle"] {
            assert_eq!(de("vor+stellen", source), [source]);
        }
        assert_eq!(de("vor+stellen", "Ich stelle Ihnen unser Angebot vor."), ["stelle Ihnen unser Angebot vor"]);
        assert_eq!(de("ein+laden", "Wir luden Sie dazu ein."), ["luden Sie dazu ein"]);
        assert!(de("vor+stellen", "Ich stelle das Moos hin. Und vor allem Kies.").is_empty());
    }

    #[test]
    fn lists_match_by_any_of_their_entries() {
        assert_eq!(de("mehr <garten>", "mehr Moos, mehr grüne Dächer, mehr Sand"), ["mehr Moos", "mehr grüne Dächer"]);
        assert_eq!(de("<garten>", "Kies und Moos"), ["Kies", "Moos"]);
        assert!(de("<gibtsnicht>", "Kies").is_empty());
    }

    #[test]
    fn kinds_match_by_what_a_token_is() {
        assert_eq!(de("um #percent", "um 30 % mehr"), ["um 30 %"]);
        assert_eq!(de("#url", "Siehe https://example.org."), ["https://example.org"]);
        assert_eq!(de("#email", "an tom@example.de"), ["tom@example.de"]);
        assert_eq!(de("#number tage", "in 3 Tagen"), ["3 Tagen"]);
        assert_eq!(de("#emoji", "Moos 🙂"), ["🙂"]);
    }

    #[test]
    fn fields_match_the_words_of_a_file_with_a_genitive() {
        let mut fields = Fields::default();
        fields.add(Field::SenderCompany, "Nordwind & Söhne");
        fields.add(Field::RecipientGiven, "Jan");
        fields.add(Field::SenderDomain, "https://www.weiß-training.example/x");
        let find = |pattern: &str, source: &'static str| found(pattern, source, german(), &fields);
        assert_eq!(find("@sender.company", "bei Nordwind & Söhne"), ["Nordwind & Söhne"]);
        assert_eq!(find("@sender.company", "NORDWIND & SOEHNES Haus"), ["NORDWIND & SOEHNES"]);
        assert!(find("@sender.company", "bei Nordwind").is_empty());
        assert_eq!(find("hallo @recipient.given", "Hallo Jan"), ["Hallo Jan"]);
        assert!(find("@recipient.given", "im Januar").is_empty());
        assert_eq!(find("@sender.domain", "https://WEISS-training.example/a"), ["https://WEISS-training.example/a"]);
        assert_eq!(find("@sender.domain", "https://blog.weiß-training.example"), ["https://blog.weiß-training.example"]);
        assert_eq!(find("@sender.domain", "tom@weiß-training.example"), ["tom@weiß-training.example"]);
        assert!(find("@sender.domain", "https://other.example/weiß-training.example").is_empty());
        assert!(find("@sender.product", "Nordwind").is_empty());
        assert!(fields.lacks(Field::SenderProduct) && !fields.lacks(Field::SenderCompany));
    }

    #[test]
    fn the_host_of_an_address_is_told() {
        for (address, wanted) in [
            ("https://www.example.org/a?b", "example.org"),
            ("tom@example.org", "example.org"),
            ("https://example.org/@tom", "example.org"),
            ("https://tom:x@example.org:8080/", "example.org"),
            ("example.org", "example.org"),
        ] {
            assert_eq!(host(address), wanted);
        }
    }

    #[test]
    fn anchors_hold_a_match_to_its_place() {
        let source = "Hi Anna\n\nWe grow moss. We sell. Do we sell gravel?";
        assert_eq!(en("^ we", source), ["We", "We"]);
        assert_eq!(en("^^ we", source), ["We"]);
        assert_eq!(en("^ .. sell", source), ["We sell", "Do we sell"]);
        assert_eq!(en("sell $", source), ["sell"]);
        assert_eq!(en("we .. sell $?", source), ["we sell"]);
        assert!(en("moss $?", source).is_empty());
    }

    #[test]
    fn a_pattern_knows_whether_it_denies() {
        let mut builder = MatcherBuilder::new(english());
        let no = builder.add(&parse("no strings attached").unwrap());
        let yes = builder.add(&parse("strings attached").unwrap());
        let matcher = builder.build();
        assert!(matcher.is_negative(no) && !matcher.is_negative(yes));
    }

    #[test]
    fn hostile_patterns_cost_no_more_than_their_length() {
        let mut nested = "moss".to_owned();
        for _ in 0..15 {
            nested = format!("moss ..20 ({nested})? ..20 (moss|moss moss|b)? ..20 moss");
        }
        let optional = vec!["moss?"; 300].join(" ") + " b";
        let gaps = vec!["moss"; 50].join(" ..20 ") + " b";
        // With an absent word a pattern isn't even tried.
        let source = "moss ".repeat(60) + "b";
        let start = std::time::Instant::now();
        for pattern in [nested, optional, gaps] {
            let _ = en(&pattern, &source);
        }
        // One start at a time would take longer than anyone lives.
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }
}
