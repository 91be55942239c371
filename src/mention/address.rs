//! A surname alone before what a person is called by: 王先生, 李大爷, 吴书记.
//!
//! ```text
//! CALLED  := SURNAME (ADDRESS | POST)
//! ADDRESS := the rows of kind `address` in `titles.tsv`
//! ```
//!
//! The mention is the surname, as annotated in the People's Daily corpus. It
//! must begin a word, and stand in no other name. A surname that is an
//! ordinary word too (高, 任) counts only where nothing stands before it.

use super::name;
use super::person::{PersonMention, PersonSource, Persons};
use super::scan::{Scan, is_break};
use super::title::{Kind, Unit, anchored};
use crate::entity::SURNAME;
use crate::lexicon::{Entry, Surname};
use crate::record::PersonRole;
use crate::span::Span;

/// Posts that stand after the short name of a country: 乌外长, 巴总理.
const FOREIGN: [&str; 8] = ["总统", "总理", "外长", "首相", "议长", "防长", "财长", "大使"];

/// Adds the persons called by their surname.
pub(super) fn find(scan: &Scan<'_>, units: &[Unit], out: &mut Persons) {
    for unit in units {
        let role = match unit.kind {
            Kind::Post if !anchored(unit) && unit.start == unit.span.start => PersonRole::Official,
            Kind::Label if scan.any_at(unit.start, |e| e == Entry::Address) => PersonRole::Other,
            _ => continue,
        };
        if let Some(span) = surname(scan, unit) {
            out.push(PersonMention::new(span, role, PersonSource::Surname, SURNAME));
        }
    }
}

/// The surname before a unit, where it is one and stands alone.
fn surname(scan: &Scan<'_>, unit: &Unit) -> Option<Span> {
    let at = unit.start;
    let names = &scan.lexicon.names;
    let pair = scan.text[..at].char_indices().rev().nth(1).map(|(p, _)| p);
    let (start, kind) = match pair.and_then(|p| names.compound(&scan.text[p..at]).map(|k| (p, k))) {
        Some(compound) => compound,
        None => {
            let c = scan.char_before(at)?;
            (at - c.len_utf8(), names.surname(c)?)
        }
    };
    let span = Span::new(start, at);
    let tag = scan.tag_over(span);
    if tag.is_some_and(|t| t.span.start < start) || FOREIGN.contains(&&scan.text[unit.span]) && tag.is_none()
    {
        return None;
    }
    let alone = scan.char_before(start).is_none_or(is_break);
    let allowed = match kind {
        Surname::Sure => alone || scan.begins_word(start) && !named_before(scan, at),
        Surname::Word => alone && unit.kind == Kind::Label,
    };
    allowed.then_some(span)
}

/// True when a name of two characters or more ends at byte `at`.
fn named_before(scan: &Scan<'_>, at: usize) -> bool {
    name::before(scan, at, -60).is_some()
}
