//! Reads a phrase pattern. The grammar:
//!
//! ```text
//! pattern  = item+
//! item     = unit ("|" unit)*            outside brackets the bar joins single words
//! unit     = primary "?"?
//! primary  = "(" pattern ("|" pattern)* ")"   inside brackets it joins whole phrases
//!          | ".." digits?                up to 3 (or so many) words
//!          | "^" | "^^" | "$" | "$?"     start of sentence, of body; end of sentence, question
//!          | "<" list ">" | "#" kind | "@" field
//!          | "=" word | "*"? word "*"? | prefix "+" verb
//! ```

use std::ops::Range;

use super::ast::{Field, KINDS, Node};
use crate::problem::nearest;
use crate::text::fold::{compose, fold};

/// Why a pattern can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Where, in bytes of the pattern.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

/// The deepest nesting of brackets; deeper ones are a mistake or an attack.
const MAX_DEPTH: usize = 16;
/// The longest pattern, in bytes.
const MAX_LENGTH: usize = 2_000;
/// The widest gap, in words.
const MAX_GAP: usize = 20;
/// The shortest part of a word that `*` may leave, in scalars.
const MIN_AFFIX: usize = 3;

/// Parses a pattern.
///
/// # Errors
/// The first mistake, with its place and a cure.
pub fn parse(pattern: &str) -> Result<Node, PatternError> {
    if pattern.len() > MAX_LENGTH {
        return Err(error(
            0..0,
            format!(
                "a pattern may have {MAX_LENGTH} bytes, this has {}",
                pattern.len()
            ),
            "split it into several",
        ));
    }
    let mut parser = Parser {
        text: pattern,
        at: 0,
        depth: 0,
    };
    let node = parser.sequence(false)?;
    if parser.at < pattern.len() {
        let at = parser.at..parser.at + 1;
        return Err(error(
            at,
            "this bracket closes nothing",
            "remove it, or open one before",
        ));
    }
    if node.is_nullable() {
        return Err(error(
            0..pattern.len(),
            "this pattern matches without any word",
            "at least one word must not be optional",
        ));
    }
    if let Node::Seq(nodes) = &node {
        if matches!(nodes.first(), Some(Node::Gap(_))) {
            return Err(error(
                0..2,
                "a gap can't stand first",
                "begin with a word; `^ .. word` looks near the start of a sentence",
            ));
        }
        if matches!(nodes.last(), Some(Node::Gap(_))) {
            let start = pattern.rfind("..").unwrap_or(0);
            return Err(error(
                start..pattern.len(),
                "a gap can't stand last",
                "end with a word",
            ));
        }
    }
    Ok(node)
}

fn error(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> PatternError {
    PatternError {
        at,
        message: message.into(),
        help: Some(help.into()),
    }
}

struct Parser<'p> {
    text: &'p str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        let eaten = self.rest().starts_with(token);
        if eaten {
            self.at += token.len();
        }
        eaten
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Items up to the end, or, in brackets, up to a bar or the closing bracket.
    fn sequence(&mut self, bracketed: bool) -> Result<Node, PatternError> {
        let start = self.at;
        let mut nodes = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')') => break,
                Some('|') if bracketed => break,
                Some('|') => {
                    let at = self.at..self.at + 1;
                    return Err(error(
                        at,
                        "a word is missing beside the bar",
                        "write `a|b` without spaces, or `(a b|c d)` for phrases",
                    ));
                }
                Some(_) => nodes.push(self.item(bracketed)?),
            }
        }
        match nodes.len() {
            0 => Err(error(
                start..self.at.max(start),
                if bracketed {
                    "an empty alternative"
                } else {
                    "an empty pattern"
                },
                "write a word",
            )),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Seq(nodes)),
        }
    }

    fn item(&mut self, bracketed: bool) -> Result<Node, PatternError> {
        let first = self.unit()?;
        if bracketed || self.peek() != Some('|') {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat("|") {
            if self.peek().is_none_or(char::is_whitespace) {
                let at = self.at - 1..self.at;
                return Err(error(
                    at,
                    "a word is missing after the bar",
                    "write `a|b` without spaces, or `(a b|c d)` for phrases",
                ));
            }
            alternatives.push(self.unit()?);
        }
        if let Some(Node::Opt(_)) = alternatives.iter().find(|n| matches!(n, Node::Opt(_))) {
            return Err(error(
                self.at - 1..self.at,
                "`?` after a bar is unclear",
                "write `(a|b)?` when either may be absent",
            ));
        }
        Ok(Node::Alt(alternatives))
    }

    fn unit(&mut self) -> Result<Node, PatternError> {
        let node = self.primary()?;
        if self.eat("?") {
            return Ok(Node::Opt(Box::new(node)));
        }
        Ok(node)
    }

    fn primary(&mut self) -> Result<Node, PatternError> {
        let start = self.at;
        if self.eat("(") {
            return self.brackets(start);
        }
        if self.eat("..") {
            return self.gap(start);
        }
        if self.eat("^^") {
            return Ok(Node::BodyStart);
        }
        if self.eat("^") {
            return Ok(Node::SentenceStart);
        }
        if self.eat("$?") {
            return Ok(Node::Question);
        }
        if self.eat("$") {
            return Ok(Node::SentenceEnd);
        }
        if self.eat("<") {
            return self.list(start);
        }
        if self.eat("#") {
            return self.kind(start);
        }
        if self.eat("@") {
            return self.field(start);
        }
        if self.eat("=") {
            let word = self.name();
            if word.is_empty() {
                return Err(error(start..self.at, "`=` without a word", "write `=Sie`"));
            }
            return Ok(Node::Exact(compose(&word)));
        }
        self.word(start)
    }

    fn brackets(&mut self, start: usize) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(error(
                start..self.at,
                format!("more than {MAX_DEPTH} brackets inside each other"),
                "split the pattern",
            ));
        }
        let mut alternatives = vec![self.sequence(true)?];
        while self.eat("|") {
            alternatives.push(self.sequence(true)?);
        }
        if !self.eat(")") {
            return Err(error(
                start..start + 1,
                "this bracket is never closed",
                "add `)`",
            ));
        }
        self.depth -= 1;
        Ok(if alternatives.len() == 1 {
            alternatives.remove(0)
        } else {
            Node::Alt(alternatives)
        })
    }

    fn gap(&mut self, start: usize) -> Result<Node, PatternError> {
        let digits: String = self
            .rest()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        self.at += digits.len();
        let words = if digits.is_empty() {
            3
        } else {
            digits.parse().unwrap_or(usize::MAX)
        };
        if words == 0 || words > MAX_GAP {
            return Err(error(
                start..self.at,
                format!("a gap is 1 to {MAX_GAP} words wide"),
                "write `..` (up to 3) or `..6`",
            ));
        }
        Ok(Node::Gap(words))
    }

    fn list(&mut self, start: usize) -> Result<Node, PatternError> {
        let name = self.name();
        if name.is_empty() || !self.eat(">") {
            return Err(error(
                start..self.at.max(start + 1),
                "a word list is written `<name>`",
                "close it with `>`",
            ));
        }
        Ok(Node::List(name))
    }

    fn kind(&mut self, start: usize) -> Result<Node, PatternError> {
        let name = self.name();
        match KINDS.iter().position(|(known, _)| *known == name) {
            Some(kind) => Ok(Node::Kind(kind)),
            None => Err(unknown(
                start..self.at,
                "kind of token",
                '#',
                &name,
                KINDS.iter().map(|(n, _)| *n),
            )),
        }
    }

    fn field(&mut self, start: usize) -> Result<Node, PatternError> {
        let mut name = self.name();
        if self.eat(".") {
            name.push('.');
            name.push_str(&self.name());
        }
        match Field::ALL.iter().find(|(known, _)| *known == name) {
            Some((_, field)) => Ok(Node::Field(*field)),
            None => Err(unknown(
                start..self.at,
                "field",
                '@',
                &name,
                Field::ALL.iter().map(|(n, _)| *n),
            )),
        }
    }

    fn name(&mut self) -> String {
        let name: String = self
            .rest()
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '\u{308}'))
            .collect();
        self.at += name.len();
        name
    }

    fn word(&mut self, start: usize) -> Result<Node, PatternError> {
        let open_left = self.eat("*");
        let word: String = self
            .rest()
            .chars()
            .take_while(|c| !c.is_whitespace() && !"()|?*+<>#@=^$".contains(*c))
            .collect();
        if word.is_empty() {
            let Some(c) = self.peek() else {
                return Err(error(
                    start..self.at,
                    "a word is missing at the end".to_owned(),
                    "see the pattern language in the README",
                ));
            };
            return Err(error(
                self.at..self.at + c.len_utf8(),
                format!("`{c}` can't stand here"),
                "see the pattern language in the README",
            ));
        }
        if let Some(dots) = word.find("..") {
            return Err(error(
                self.at + dots..self.at + dots + 2,
                "a gap must stand between spaces",
                "write `word .. word`",
            ));
        }
        self.at += word.len();
        let open_right = self.eat("*");
        if !open_left && !open_right && self.eat("+") {
            let verb = self.name();
            if verb.is_empty() {
                return Err(error(
                    start..self.at,
                    "`+` needs a verb after it",
                    "write `vor+stellen`",
                ));
            }
            return Ok(Node::Separable {
                prefix: fold(&word),
                verb: fold(&verb),
            });
        }
        if (open_left || open_right) && word.chars().count() < MIN_AFFIX {
            return Err(error(
                start..self.at,
                format!("`*` needs at least {MIN_AFFIX} letters beside it"),
                "write more of the word",
            ));
        }
        if !word.chars().any(char::is_alphanumeric) {
            return Err(error(
                start..self.at,
                "punctuation is not matched",
                "remove it; `$?` asks for a question mark",
            ));
        }
        let folded = fold(&word);
        Ok(match (open_left, open_right) {
            (false, false) => Node::Word(folded),
            (true, false) => Node::Suffix(folded),
            (false, true) => Node::Prefix(folded),
            (true, true) => Node::Infix(folded),
        })
    }
}

fn unknown<'a>(
    at: Range<usize>,
    what: &str,
    sign: char,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> PatternError {
    let help = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{sign}{near}`?"),
        None => format!(
            "known: {}",
            known
                .map(|k| format!("{sign}{k}"))
                .collect::<Vec<_>>()
                .join(" ")
        ),
    };
    error(at, format!("unknown {what} `{sign}{name}`"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(w: &str) -> Node {
        Node::Word(w.into())
    }

    #[test]
    fn a_mistake_at_the_end_lies_inside_the_pattern() {
        for pattern in ["=Ä*", "(a|", "a ="] {
            let at = parse(pattern).unwrap_err().at;
            assert!(at.end <= pattern.len(), "{pattern}: {at:?}");
        }
    }

    #[test]
    fn the_bar_joins_words_outside_and_phrases_inside_brackets() {
        assert_eq!(
            parse("we|I help").unwrap(),
            Node::Seq(vec![Node::Alt(vec![word("we"), word("i")]), word("help")])
        );
        assert_eq!(
            parse("(a b|c)").unwrap(),
            Node::Alt(vec![Node::Seq(vec![word("a"), word("b")]), word("c")])
        );
    }

    #[test]
    fn every_sign_of_the_language_is_read() {
        assert_eq!(
            parse("^ =Sie vor+stellen? ..6 *lösung|vertrieb* <companies> #url @sender.company $?")
                .unwrap(),
            Node::Seq(vec![
                Node::SentenceStart,
                Node::Exact("Sie".into()),
                Node::Opt(Box::new(Node::Separable {
                    prefix: "vor".into(),
                    verb: "stellen".into()
                })),
                Node::Gap(6),
                Node::Alt(vec![
                    Node::Suffix("loesung".into()),
                    Node::Prefix("vertrieb".into())
                ]),
                Node::List("companies".into()),
                Node::Kind(0),
                Node::Field(Field::SenderCompany),
                Node::Question,
            ])
        );
    }

    #[test]
    fn mistakes_are_placed_and_cured() {
        let cases = [
            ("", "an empty pattern", 0),
            ("a (b", "this bracket is never closed", 2),
            ("a )", "this bracket closes nothing", 2),
            ("a | b", "a word is missing beside the bar", 2),
            ("a|b?", "`?` after a bar is unclear", 3),
            ("#ulr x", "unknown kind of token `#ulr`", 0),
            (".. a", "a gap can't stand first", 0),
            ("a ..", "a gap can't stand last", 2),
            ("a?", "this pattern matches without any word", 0),
            ("*ab", "`*` needs at least 3 letters beside it", 0),
            ("a ..99 b", "a gap is 1 to 20 words wide", 2),
            ("help..you", "a gap must stand between spaces", 4),
        ];
        for (pattern, message, start) in cases {
            let error = parse(pattern).unwrap_err();
            assert_eq!(
                (error.message.as_str(), error.at.start),
                (message, start),
                "{pattern:?}"
            );
            assert!(error.help.is_some());
        }
        assert_eq!(
            parse("#ulr").unwrap_err().help.as_deref(),
            Some("did you mean `#url`?")
        );
    }
}
