//! The event types and what they are called elsewhere
//! (`dicts/events_types.tsv`).

static TYPES: &str = include_str!("../../dicts/events_types.tsv");

/// One row of `dicts/events_types.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// All event types, in the order of the table.
pub fn event_types() -> impl Iterator<Item = EventType> {
    TYPES.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let some = |s: &'static str| (!s.is_empty()).then_some(s);
        EventType {
            code: cell(),
            name: cell(),
            planned: cell() == "planned",
            plover: some(cell()),
            cameo: some(cell()),
            actor: cell(),
            recipient: cell(),
        }
    })
}

/// The type with this code.
pub fn event_type(code: &str) -> Option<EventType> {
    event_types().find(|t| t.code == code)
}
