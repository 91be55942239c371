//! The event types and what they are called elsewhere
//! (`dicts/events_types.tsv`).

use crate::error::Result;
use crate::lexicon::table::{Row, TableKind, embedded_rows};
use std::sync::LazyLock;

static TYPES: LazyLock<Vec<EventType>> = LazyLock::new(|| {
    let types = embedded_rows(TableKind::EventTypes).map(|row| EventType::read(&row));
    types.collect::<Result<_>>().expect("the embedded tables are read by every test")
});

/// One row of `dicts/events_types.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventType {
    /// The code, `MEET.HOLD`.
    pub code: &'static str,
    /// The Chinese name, 会议召开.
    pub name: &'static str,
    /// True when what will be done of this type is planned (将制定) rather
    /// than a future happening (将召开).
    pub planned: bool,
    /// The category of PLOVER, where it has one.
    pub plover: Option<&'static str>,
    /// The code of CAMEO, where it has one.
    pub cameo: Option<&'static str>,
    /// The roles that act, the first filled one counts; joined by 、.
    pub actor: &'static str,
    /// The roles acted upon, joined by 、.
    pub recipient: &'static str,
}

impl EventType {
    fn read(row: &Row<'static>) -> Result<EventType> {
        Ok(EventType {
            code: row.key(),
            name: row.cell("name"),
            planned: row.one_of("will", &[("future", false), ("planned", true)])?,
            plover: row.optional("plover"),
            cameo: row.optional("cameo"),
            actor: row.cell("actor"),
            recipient: row.cell("recipient"),
        })
    }
}

/// All event types, in the order of the table.
pub fn event_types() -> impl Iterator<Item = EventType> {
    TYPES.iter().copied()
}

/// The type with this code.
pub fn event_type(code: &str) -> Option<EventType> {
    event_types().find(|t| t.code == code)
}

/// True where what will be done of this type counts as planned (将制定) rather
/// than as a future happening (将召开). Types that only users' frames name are
/// of the second kind.
pub(super) fn is_planned(code: &str) -> bool {
    event_type(code).is_some_and(|t| t.planned)
}
