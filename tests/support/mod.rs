//! What the event tests share.
#![allow(dead_code)]

pub mod markup;
pub mod page;

use baozhi::record::{Basis, Bound, FigureKind, MentionKind, PersonRole};

/// The mention of a layer, by its name alone; every time is one day.
pub fn named(layer: &str, name: &str) -> Option<MentionKind> {
    let name = name.to_owned();
    Some(match layer {
        "person" => MentionKind::Person { role: PersonRole::Official },
        "place" => MentionKind::Place { name, adcode: None, level: None, path: None, deixis: false },
        "institution" => MentionKind::Institution { name, of: None, class: None },
        "meeting" => MentionKind::Meeting { name },
        "document" => MentionKind::Document { name },
        "title" => MentionKind::Title { holders: Vec::new() },
        "time" => MentionKind::Time {
            from: "2021-03-02".into(),
            to: "2021-03-02".into(),
            grain: "day".into(),
            part: None,
            basis: Basis::Explicit,
            calendar: None,
        },
        _ => return None,
    })
}

/// A figure of value 1.
pub fn figure(kind: FigureKind, unit: Option<&'static str>) -> MentionKind {
    MentionKind::Figure {
        kind,
        value: "1".into(),
        unit: unit.map(Into::into),
        bound: Bound::Exact,
        measure: None,
        change: None,
        base: None,
        per: None,
    }
}
