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
    pub(crate) flags: Flags,
}

/// What the code does otherwise with a type than with most: a word in the
/// column `flags` of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Is said: what one speaker says in a paragraph is one event.
    Speech,
    /// Calls for something: what follows it in the sentence is its content.
    Demand,
    /// States something, which ends a demand.
    Statement,
    /// Sets out what is planned, as is what follows it.
    Plan,
    /// Has to do with a meeting: events of one meeting are one.
    Meeting,
    /// Is done at a meeting, so that one meeting may have several.
    Agenda,
    /// Is a ceremony, which the verb that says when it is held names too.
    Ceremony,
    /// Takes in who came along, as a sentence near it tells: 陪同, 率队.
    Company,
    /// The same, where what tells of them is no event by itself.
    CompanyTold,
    /// Happens to one person, who tells it from others of its type.
    Person,
    /// Gives that person a post.
    TakesPost,
    /// Takes a post from that person.
    LeavesPost,
    /// Is a statistic: its source is who speaks, its time what was counted.
    Statistic,
    /// Tellings in one sentence are one event.
    Sentence,
}

const FLAGS: &[(&str, Flag)] = &[
    ("speech", Flag::Speech),
    ("demand", Flag::Demand),
    ("statement", Flag::Statement),
    ("plan", Flag::Plan),
    ("meeting", Flag::Meeting),
    ("agenda", Flag::Agenda),
    ("ceremony", Flag::Ceremony),
    ("company", Flag::Company),
    ("company_told", Flag::CompanyTold),
    ("person", Flag::Person),
    ("takes_post", Flag::TakesPost),
    ("leaves_post", Flag::LeavesPost),
    ("statistic", Flag::Statistic),
    ("sentence", Flag::Sentence),
];

/// The flags of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u16);

impl Flags {
    /// True when the type has this flag.
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 & 1 << flag as u16 != 0
    }

    /// The flags of the type with this code. A type that only users' frames
    /// name has those that all types of the table share whose codes begin like
    /// its own, up to the dot: one of `SPEAK.` is speech.
    pub(super) fn of(code: &str) -> Flags {
        if let Some(known) = TYPES.iter().find(|t| t.code == code) {
            return known.flags;
        }
        let family = |code: &str| code.split_once('.').map(|(family, _)| family.to_owned());
        let alike = TYPES.iter().filter(|t| family(t.code).is_some() && family(t.code) == family(code));
        alike.map(|t| t.flags).reduce(|a, b| Flags(a.0 & b.0)).unwrap_or_default()
    }

    fn read(row: &Row<'_>) -> Result<Flags> {
        let mut flags = Flags::default();
        for word in row.list("flags") {
            let known = FLAGS.iter().find(|(name, _)| *name == word);
            let (_, flag) = known.ok_or_else(|| {
                let names: Vec<&str> = FLAGS.iter().map(|(name, _)| *name).collect();
                row.expected("flags", &format!("words among {}", names.join(", ")))
            })?;
            flags.0 |= 1 << *flag as u16;
        }
        Ok(flags)
    }
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
            flags: Flags::read(row)?,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table;

    #[test]
    fn a_type_of_users_has_what_all_types_of_its_family_share() {
        assert!(Flags::of("SPEAK.INSTRUCT").has(Flag::Demand));
        assert!(Flags::of("SPEAK.SWEAR").has(Flag::Speech) && !Flags::of("SPEAK.SWEAR").has(Flag::Demand));
        assert!(Flags::of("MEET.PARTY").has(Flag::Meeting) && !Flags::of("MEET.PARTY").has(Flag::Agenda));
        assert!(Flags::of("PERS.MARRY").has(Flag::Person) && !Flags::of("PERS.MARRY").has(Flag::TakesPost));
        for none in ["ACT.STRIKE", "STRIKE", "SPEAK", "ECON.STATS", ""] {
            assert_eq!(Flags::of(none), Flags::default(), "{none}");
        }
    }

    #[test]
    fn a_wrong_row_is_refused_with_its_line() {
        let head = TableKind::EventTypes.schema().columns.join("\t");
        let fault = |cells: &str| {
            let text = format!("{head}\n{cells}\n").leak();
            let row = table::rows("t.tsv", text, TableKind::EventTypes.schema().columns).unwrap().next();
            EventType::read(&row.unwrap().unwrap()).unwrap_err().to_string()
        };
        assert!(fault("A.B\t甲\tsoon\t\t\t\t\t").starts_with("t.tsv:2: expected a will (future, planned)"));
        assert!(
            fault("A.B\t甲\tfuture\t\t\t\t\tspeach").starts_with("t.tsv:2: expected words among speech, ")
        );
    }
}
