//! The parsed form of a phrase pattern, before a language gives it stems.

/// A phrase pattern or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Any inflection of a word; the text is folded.
    Word(String),
    /// `=Sie`: this form, case and all.
    Exact(String),
    /// `vertrieb*`: a folded beginning of a word.
    Prefix(String),
    /// `*lösung`: a folded end of a word.
    Suffix(String),
    /// `*lösung*`: a folded part of a word.
    Infix(String),
    /// `vor+stellen`: a separable verb, in one word or in two.
    Separable {
        /// The folded prefix.
        prefix: String,
        /// The folded verb without it.
        verb: String,
    },
    /// `#url`: a kind of token, by its index in [`KINDS`].
    Kind(usize),
    /// `<companies>`: a word list.
    List(String),
    /// `@sender.company`
    Field(Field),
    /// `a b`
    Seq(Vec<Node>),
    /// `a|b`
    Alt(Vec<Node>),
    /// `a?`
    Opt(Box<Node>),
    /// `..6`: up to so many words.
    Gap(usize),
    /// `^`: the start of a sentence.
    SentenceStart,
    /// `^^`: the start of the body.
    BodyStart,
    /// `$`: the end of a sentence.
    SentenceEnd,
    /// `$?`: anywhere in a sentence that ends in a question mark.
    Question,
}

/// A fact of the recipient's or the sender's file that a pattern may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `@sender.company`
    SenderCompany,
    /// `@sender.product`
    SenderProduct,
    /// `@sender.domain`
    SenderDomain,
    /// `@sender.name`
    SenderName,
    /// `@recipient.given`
    RecipientGiven,
    /// `@recipient.family`
    RecipientFamily,
    /// `@recipient.company`
    RecipientCompany,
}

impl Field {
    /// All fields with their names in patterns.
    pub const ALL: [(&'static str, Field); 7] = [
        ("sender.company", Field::SenderCompany),
        ("sender.product", Field::SenderProduct),
        ("sender.domain", Field::SenderDomain),
        ("sender.name", Field::SenderName),
        ("recipient.given", Field::RecipientGiven),
        ("recipient.family", Field::RecipientFamily),
        ("recipient.company", Field::RecipientCompany),
    ];
}

/// The kinds of token a pattern may ask for, with their names.
pub const KINDS: [(&str, crate::text::Kinds); 9] = {
    use crate::text::Kinds;
    [
        ("url", Kinds::URL),
        ("email", Kinds::EMAIL),
        ("phone", Kinds::PHONE),
        ("number", Kinds::NUMBER),
        ("percent", Kinds::PERCENT),
        ("money", Kinds::MONEY),
        ("date", Kinds::DATE),
        ("emoji", Kinds::EMOJI),
        ("slot", Kinds::SLOT),
    ]
};

impl Node {
    /// Whether it can match without reading a word.
    pub fn is_nullable(&self) -> bool {
        match self {
            Node::Seq(nodes) => nodes.iter().all(Node::is_nullable),
            Node::Alt(nodes) => nodes.iter().any(Node::is_nullable),
            Node::Opt(_)
            | Node::Gap(_)
            | Node::SentenceStart
            | Node::BodyStart
            | Node::SentenceEnd
            | Node::Question => true,
            _ => false,
        }
    }

    /// Calls `visit` on this node and everything in it.
    pub fn walk<'n>(&'n self, visit: &mut impl FnMut(&'n Node)) {
        visit(self);
        match self {
            Node::Seq(nodes) | Node::Alt(nodes) => {
                for node in nodes {
                    node.walk(visit);
                }
            }
            Node::Opt(node) => node.walk(visit),
            _ => {}
        }
    }
}
