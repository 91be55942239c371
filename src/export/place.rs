//! Which place of its article an event is at, for what draws events on a map.

use crate::record::{Entity, EntityKind, Event, Realis, Record};

/// True of what is told to have happened or to come; what is wished or denied
/// is at no place.
pub(super) fn is_told(realis: Realis) -> bool {
    matches!(realis, Realis::Actual | Realis::Future | Realis::Planned)
}

/// The entity of an event's place: that of its role `place` where the names
/// agree, else the first of this name in the article. None where the article
/// names it nowhere: an inferred place may be the paper's home.
pub(super) fn of_event<'r>(record: &'r Record, event: &Event) -> Option<&'r Entity> {
    let name = &event.place.as_ref()?.name;
    let is_it = |e: &&Entity| e.kind == EntityKind::Place && e.name == *name;
    let fillers = event.roles.iter().filter(|r| r.role == "place");
    let mentions = fillers.filter_map(|r| record.mentions.get(r.mention? as usize));
    let mut told = mentions.filter_map(|m| record.entities.get(m.entity? as usize));
    told.find(is_it).or_else(|| record.entities.iter().find(is_it))
}
