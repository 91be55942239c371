//! What the event tests share.
#![allow(dead_code)]

#[cfg(feature = "cli")]
pub mod command;
pub mod markup;

use baozhi::record::{FigureKind, MentionKind, PersonRole};

/// The mention of a layer, by its name alone; every time is one day.
pub fn named(layer: &str, name: &str) -> Option<MentionKind> {
    let name = name.to_owned();
    Some(match layer {
        "person" => MentionKind::Person { role: PersonRole::Official },
        "place" => MentionKind::place(name),
        "institution" => MentionKind::institution(name),
        "meeting" => MentionKind::Meeting { name },
        "document" => MentionKind::Document { name },
        "title" => MentionKind::Title { holders: Vec::new() },
        "time" => MentionKind::time("2021-03-02", "2021-03-02", "day"),
        _ => return None,
    })
}

/// A figure of value 1.
pub fn figure(kind: FigureKind, unit: Option<&'static str>) -> MentionKind {
    let mut figure = MentionKind::figure(kind, "1");
    if let MentionKind::Figure { unit: of, .. } = &mut figure {
        *of = unit.map(Into::into);
    }
    figure
}
