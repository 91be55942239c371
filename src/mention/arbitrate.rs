//! The one order in which candidates give way to each other.
//!
//! 1. Names of bylines and of users' dictionaries.
//! 2. Institutions of the lexicon, with their division or their own.
//! 3. Names beside posts and in lists of names.
//! 4. Institutions by their endings and the tagger's, the longer first.
//! 5. The tagger's persons, cued names, surnames before what one is called, and names found again.
//! 6. Places.
//!
//! What ranks lower and crosses, or is equal to, what ranks higher is
//! dropped. A place inside an institution stays (it is nested), but not in
//! one that has a name of its own (南开大学), unless it is a province or a
//! prefecture (天津大学); a name inside an institution
//! (护林志愿服务总队) stays too; a place inside a
//! person's name goes.

use super::institution::{Form, InstMention};
use super::person::PersonMention;
use super::place::PlaceMention;
use crate::entity::SURNAME;
use crate::lexicon::Level;
use crate::span::Span;

/// Drops what gives way.
pub(super) fn settle(
    persons: &mut Vec<PersonMention>,
    insts: &mut [InstMention],
    places: &mut [PlaceMention],
) {
    for person in persons.iter_mut() {
        let rank = person_rank(person);
        for inst in over(insts, person.span).iter_mut() {
            if !inst.named || inst.dropped {
                continue;
            }
            // 护林志愿服务总队: the name is nested, and both stay.
            if inst.span.contains(person.span) && inst.span != person.span {
                continue;
            }
            if inst_rank(inst) < rank {
                person.dropped = true;
            } else {
                inst.dropped = true;
            }
        }
    }
    persons.retain(|p| !p.dropped);
    for place in places.iter_mut() {
        let person = persons.partition_point(|p| p.span.end <= place.span.start);
        if persons.get(person).is_some_and(|p| p.span.overlaps(place.span)) {
            place.dropped = true;
            continue;
        }
        let i = insts.partition_point(|i| i.span.end <= place.span.start);
        let Some(inst) = insts.get(i).filter(|i| i.named && !i.dropped && i.span.overlaps(place.span)) else {
            continue;
        };
        let own = matches!(inst.form, Form::Row(_) | Form::Committee(..)) && inst.of.is_none();
        let leads =
            place.span.start == inst.span.start && place.level <= Level::Prefecture && place.row.is_some();
        if !inst.span.contains(place.span) || own && !leads || inst.span == place.span {
            place.dropped = true;
        }
    }
}

fn over(insts: &mut [InstMention], span: Span) -> &mut [InstMention] {
    let from = insts.partition_point(|i| i.span.end <= span.start);
    let n = insts[from..].iter().take_while(|i| i.span.start < span.end).count();
    &mut insts[from..from + n]
}

fn person_rank(person: &PersonMention) -> u8 {
    match person.rule {
        "person/title" | "person/title-list" | "person/listed" => 3,
        "tagger" | SURNAME | "person/cue" | "person/repeated" | "person/before-title" => 5,
        _ => 1,
    }
}

fn inst_rank(inst: &InstMention) -> u8 {
    match inst.form {
        Form::Row(_) | Form::Before(_) | Form::Cppcc | Form::Committee(..) => 2,
        _ => 4,
    }
}
