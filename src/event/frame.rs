//! One frame: a row of `dicts/events.tsv`, parsed.
//!
//! ```text
//! rule            type      triggers    need                 not          roles
//! law/sanction    LAW.CASE  处分         pre:light,left        next=决定     person=subj:person sanction=left:text
//! ```
//!
//! * `need`: tests that must all hold, `not`: tests none of which may hold,
//!   both separated by spaces. A test is a place and what must be there:
//!
//!   | test | holds when |
//!   |---|---|
//!   | `obj:X,Y` | a mention or word of class X or Y stands behind the trigger in its clause |
//!   | `pre:X` `clause:X` `sent:X` | the same before it, anywhere in its clause, in its sentence |
//!   | `back:X` | the same in the clause before it in its sentence |
//!   | `para:X` | the same from its sentence to the end of its paragraph |
//!   | `near:X` | directly behind it, adverbs and 了 aside |
//!   | `left:X` | directly before it, adverbs aside |
//!   | `subj:X` `own:X` | its subject, carried over or of its own clause, is of class X |
//!   | `next=了/为` `prev=被` | the text directly behind, before it is one of these |
//!   | `end` | nothing but a mark follows |
//!   | `start` | it begins its clause |
//!   | `short` | two to fourteen characters stand before it in its clause, such as a name with its title |
//!   | `done` | 已, 先后 or their like stand before it, or 了 behind |
//!
//!   Nine words in `need` are no tests but say how the row is read: `said`
//!   (holds inside direct speech too), `reference` (background, actual
//!   whatever the mood), `once` (one deed, however often told), `future`
//!   (speaks of what is to come), `actual` (counts only when it has come to
//!   pass, like a statistic), `joins` (gives its roles to the contact or
//!   meeting it tells of, nothing by itself), `may-join` and `joins-here`
//!   (the same within its sentence; the first stands by itself where that
//!   tells of none), `firm` (its grammar leaves no doubt: it stands where nothing was
//!   learnt to be told).
//! * A class is a mention type (`person`, `institution`, `place`, `meeting`,
//!   `document`, `figure`, `amount`, `rate`, `count`, `time`) or a class of
//!   `dicts/events_words.tsv`.
//! * `roles`: `role=source:filter`, separated by spaces. Sources are `subj`,
//!   `obj`, `pre`, `back`, `left` (what stands directly before the trigger), `deed` (what
//!   somebody did, before 被 or 受到), `to`
//!   `about` `at` `by` `with` `as` `from` `cause` (what such a word brings
//!   in), `clause`, `sent`, `para`, `list` (everyone enumerated before), `after`
//!   (everyone enumerated behind), `it` (the trigger), `inner` (inside the
//!   meeting named). The filter is a list of classes; `text` among them takes
//!   the phrase as it stands where no mention names it, `!X` keeps out X.

use super::class::{self, Classes, Mask};
use super::types::Flags;
use crate::error::Result;
use crate::lexicon::table::Row;
use std::borrow::Cow;

/// Where a test or a role looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Subj,
    Own,
    Obj,
    Near,
    Pre,
    /// The clause before, in the same sentence.
    Back,
    /// What the person did, before 被 or 受到 says what came of it.
    Deed,
    Left,
    Clause,
    Sent,
    Para,
    List,
    After,
    It,
    Inner,
    /// What a preposition of this class brings in.
    Prep(Mask),
}

/// The names of the places, as `dicts/events.tsv` writes them.
const PLACES: &[(&str, Place)] = &[
    ("subj", Place::Subj),
    ("own", Place::Own),
    ("obj", Place::Obj),
    ("near", Place::Near),
    ("pre", Place::Pre),
    ("back", Place::Back),
    ("deed", Place::Deed),
    ("left", Place::Left),
    ("clause", Place::Clause),
    ("sent", Place::Sent),
    ("para", Place::Para),
    ("list", Place::List),
    ("after", Place::After),
    ("it", Place::It),
    ("inner", Place::Inner),
    ("to", Place::Prep(class::TO)),
    ("about", Place::Prep(class::ABOUT)),
    ("at", Place::Prep(class::AT)),
    ("by", Place::Prep(class::BY)),
    ("with", Place::Prep(class::WITH)),
    ("as", Place::Prep(class::AS)),
    ("from", Place::Prep(class::FROM)),
    ("cause", Place::Prep(class::CAUSE)),
];

impl Place {
    fn parse(name: &str) -> Option<Place> {
        PLACES.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
    }
}

/// One test of a frame.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// Something of these classes is there.
    Has(Place, Mask),
    /// The text behind begins with one of these.
    Next(Vec<Box<str>>),
    /// The text before ends with one of these.
    Prev(Vec<Box<str>>),
    /// Nothing but a mark follows.
    End,
    /// The trigger begins its clause.
    Start,
    /// A name's length of text stands before it, and nothing else.
    Short,
    /// 已, 先后 or their like stand before it, or 了 behind.
    Done,
}

/// Whether what a row finds belongs to another event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Joining {
    /// An event of its own.
    #[default]
    Never,
    /// Part of the contact its sentence tells of, else an event of its own.
    May,
    /// Part of the contact its sentence tells of, else nothing.
    Here,
    /// Part of the contact or meeting told here or before, else nothing.
    Must,
}

/// One role of a frame.
#[derive(Clone, Debug)]
pub(super) struct RoleRule {
    pub(super) role: Cow<'static, str>,
    pub(super) place: Place,
    pub(super) filter: Mask,
    /// Nothing of these classes fills it.
    pub(super) except: Mask,
}

/// A compiled row.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The row's name, `law/sanction`.
    pub(super) rule: Cow<'static, str>,
    /// The event's type, `LAW.CASE`.
    pub(super) kind: Cow<'static, str>,
    /// What the code does otherwise with its type than with most.
    pub(super) flags: Flags,
    pub(super) triggers: Vec<Cow<'static, str>>,
    pub(super) need: Vec<Test>,
    pub(super) not: Vec<Test>,
    pub(super) roles: Vec<RoleRule>,
    /// Holds inside direct speech too.
    pub(super) said: bool,
    /// Background, true whatever the mood around it (召开的, 重要讲话).
    pub(super) reference: bool,
    /// Done once to one person: later tellings in the article are the same.
    pub(super) once: bool,
    /// Only what has come to pass counts (statistics).
    pub(super) actual: bool,
    /// Speaks of what is to come (筹备).
    pub(super) future: bool,
    /// Tells more of another event (陪同, 率队).
    pub(super) joining: Joining,
    /// Stands whatever was learnt (拟任).
    pub(super) firm: bool,
}

impl Frame {
    /// Reads a row of `dicts/events.tsv`; `keep` makes a cell last.
    ///
    /// # Errors
    /// When a cell is not what its column asks for; the message names file,
    /// line, column and what was expected.
    pub(super) fn parse<'a>(
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
        classes: &mut Classes,
    ) -> Result<Frame> {
        for column in ["rule", "type", "triggers"] {
            row.optional(column).ok_or_else(|| row.expected(column, "something"))?;
        }
        let mut frame = Frame {
            rule: keep(row.key()),
            kind: keep(row.cell("type")),
            flags: Flags::of(row.cell("type")),
            triggers: row.list("triggers").map(&keep).collect(),
            need: Vec::new(),
            not: Vec::new(),
            roles: Vec::new(),
            said: false,
            reference: false,
            once: false,
            future: false,
            actual: false,
            joining: Joining::Never,
            firm: false,
        };
        let fault = |column: &'static str| move |m: String| row.error(format!("column {column}: {m}"));
        for word in row.cell("need").split_whitespace() {
            match word {
                "said" => frame.said = true,
                "reference" => frame.reference = true,
                "once" => frame.once = true,
                "future" => frame.future = true,
                "actual" => frame.actual = true,
                "joins" => frame.joining = Joining::Must,
                "joins-here" => frame.joining = Joining::Here,
                "may-join" => frame.joining = Joining::May,
                "firm" => frame.firm = true,
                _ => frame.need.push(test(word, classes).map_err(fault("need"))?),
            }
        }
        for word in row.cell("not").split_whitespace() {
            frame.not.push(test(word, classes).map_err(fault("not"))?);
        }
        for word in row.cell("roles").split_whitespace() {
            frame.roles.push(role(word, &keep, classes).map_err(fault("roles"))?);
        }
        Ok(frame)
    }
}

fn test(word: &str, classes: &mut Classes) -> std::result::Result<Test, String> {
    if let Some((side, list)) = word.split_once('=') {
        let list = list.split('/').map(Into::into).collect();
        return match side {
            "next" => Ok(Test::Next(list)),
            "prev" => Ok(Test::Prev(list)),
            _ => Err(format!("expected next= or prev=, found {word:?}")),
        };
    }
    match word {
        "end" => return Ok(Test::End),
        "start" => return Ok(Test::Start),
        "done" => return Ok(Test::Done),
        "short" => return Ok(Test::Short),
        _ => {}
    }
    let (place, list) =
        word.split_once(':').ok_or_else(|| format!("expected place:class, found {word:?}"))?;
    let place = Place::parse(place).ok_or_else(|| no_place("place", place))?;
    Ok(Test::Has(place, mask(list, classes)?))
}

/// What is wrong with a word that is the name of no [`Place`].
fn no_place(what: &str, found: &str) -> String {
    let known: Vec<&str> = PLACES.iter().map(|(name, _)| *name).collect();
    format!("expected a {what} ({}), found {found:?}", known.join(", "))
}

fn role<'a>(
    word: &'a str,
    keep: impl Fn(&'a str) -> Cow<'static, str>,
    classes: &mut Classes,
) -> std::result::Result<RoleRule, String> {
    let (role, rest) =
        word.split_once('=').ok_or_else(|| format!("expected role=source:filter, found {word:?}"))?;
    let (place, list) = rest.split_once(':').unwrap_or((rest, "text"));
    let place = Place::parse(place).ok_or_else(|| no_place("source", place))?;
    let (bars, takes): (Vec<&str>, Vec<&str>) = list.split(',').partition(|name| name.starts_with('!'));
    let except = if bars.is_empty() { 0 } else { mask(&bars.join(",").replace('!', ""), classes)? };
    Ok(RoleRule { role: keep(role), place, filter: mask(&takes.join(","), classes)?, except })
}

fn mask(list: &str, classes: &mut Classes) -> std::result::Result<Mask, String> {
    let mut mask = 0;
    for name in list.split(',') {
        let name = name.strip_prefix('@').unwrap_or(name);
        mask |= match name {
            "actor" => class::ACTOR,
            _ => classes.intern(name).ok_or(class::TOO_MANY)?,
        };
    }
    Ok(mask)
}
