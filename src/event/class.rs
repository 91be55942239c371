//! Word classes: what a word or a mention can be to a frame, as bits.
//!
//! The first classes are known to the code (mention types, prepositions,
//! mood, marks); the others come from the class column of the word table and
//! are only compared, so that a frame can ask for `@meeting` or `@award`.

use std::borrow::Cow;

/// A set of word classes.
pub(super) type Mask = u128;

macro_rules! classes {
    ($($name:ident = $text:literal),* $(,)?) => {
        classes!(@bits 0; $($name,)*);
        /// The names of the classes the code knows, in the order of their bits.
        const KNOWN: &[&str] = &[$($text),*];
    };
    (@bits $n:expr; $name:ident, $($rest:ident,)*) => {
        pub(super) const $name: Mask = 1 << ($n);
        classes!(@bits $n + 1; $($rest,)*);
    };
    (@bits $n:expr;) => {};
}

classes! {
    PERSON = "person", INSTITUTION = "institution", PLACE = "place", MEETING = "meeting",
    DOCUMENT = "document", FIGURE = "figure", AMOUNT = "amount", RATE = "rate", COUNT = "count",
    TIME = "time", DURATION = "duration",
    // Nouns that act: 负责人, 委员们, 法院.
    AGENT = "agent",
    // Words that join noun phrases, and prepositions by what they bring in.
    CONJ = "conj", TO = "to", ABOUT = "about", AT = "at", BY = "by", WITH = "with", AS = "as",
    FROM = "from", CAUSE = "cause",
    // Verbs whose object does something itself: 组织, 带动, 鼓励.
    GOVERN = "govern",
    // Mood and aspect.
    IRREALIS = "irrealis", WISH = "wish", FUTURE = "future", PLANNED = "planned",
    NEGATED = "negated", DONE = "done", PURPOSE = "purpose", CONDITION = "condition",
    // Verbs that carry nothing themselves (受到, 给予), pronouns, adverbs.
    LIGHT = "light", PRONOUN = "pronoun", ADVERB = "adverb",
    // Titles: of those who lead (书记), of those who state rather than
    // instruct (委员, 教授), and of posts in general.
    LEADER = "leader", COMMONER = "commoner", OFFICE = "office",
    // Words that trigger a frame.
    TRIGGER = "trigger",
    // Filters only: free text, text in quotation marks.
    TEXT = "text", QUOTED = "quoted",
    // Marks.
    COMMA = "comma", PAUSE = "pause", OPEN = "open", CLOSE = "close",
}

/// What can do something: a person, a body, a place's authorities, a noun.
pub(super) const ACTOR: Mask = PERSON | INSTITUTION | PLACE | AGENT;
/// Everything that governs the noun phrase behind it.
pub(super) const PREP: Mask = TO | ABOUT | AT | BY | WITH | FROM | CAUSE | GOVERN;
/// Titles: part of the noun phrase they stand in.
pub(super) const TITLE: Mask = LEADER | COMMONER | OFFICE;
/// Words that set the mood of what follows.
pub(super) const MOOD: Mask = IRREALIS | WISH | FUTURE | PLANNED | NEGATED | DONE | PURPOSE | CONDITION;
/// Marks that end a clause.
pub(super) const MARK: Mask = COMMA | PAUSE | OPEN | CLOSE;

/// What is wrong where [`Classes::intern`] has no bit left.
pub(super) const TOO_MANY: &str = "expected at most 128 word classes, with those known to the code";

/// The classes by name; more than the mask has bits for are refused.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    names: Vec<Cow<'static, str>>,
}

impl Classes {
    /// The classes the code knows.
    pub(super) fn known() -> Classes {
        Classes { names: KNOWN.iter().map(|n| Cow::Borrowed(*n)).collect() }
    }

    /// The bit of `name`, added if it is new; `None` when the set is full.
    pub(super) fn intern(&mut self, name: &str) -> Option<Mask> {
        if let Some(bit) = self.get(name) {
            return Some(bit);
        }
        if self.names.len() >= Mask::BITS as usize {
            return None;
        }
        self.names.push(Cow::Owned(name.to_owned()));
        Some(1 << (self.names.len() - 1))
    }

    /// The classes that the code does not know, with their bits.
    pub(super) fn unknown_to_code(&self) -> impl Iterator<Item = (Mask, &str)> {
        self.names.iter().enumerate().skip(KNOWN.len()).map(|(n, name)| (1 << n, &**name))
    }

    /// The bit of a class that is known by now.
    pub(super) fn get(&self, name: &str) -> Option<Mask> {
        self.names.iter().position(|n| n == name).map(|i| 1 << i)
    }
}
