//! The weights of the event stage as bytes, `dicts/event_weights.bin`: what the tables `dicts/events_*.tsv` say, with
//! their names hashed and sorted by choice.
//!
//! Reading the tables as text was a third of the time of a start. A test holds the two to each other; `cargo xtask
//! dicts` makes the file anew when the tables, the types of events or a hash have changed.

use super::models::{FILES, Rows, embedded_tables};
use crate::Result;
use crate::learn::{ChoiceRows, Model, PairRows, Reader, Writer};

/// The packed form of the tables beside it.
static PACKED: &[u8] = include_bytes!("../../../dicts/event_weights.bin");

/// The first of its bytes: what it is, and in which form.
const HEAD: &str = "baozhi event weights 1";

/// Those of [`FILES`] whose features are asked for one by one; of the others the rows by choice and in pairs are kept.
const ONE_BY_ONE: [&str; 3] = ["events_same.tsv", "events_roles.tsv", "events_rank.tsv"];

/// The packed form of the tables of weights that this crate ships.
///
/// # Errors
///
/// A row of a table that is none, with file and line.
pub(in crate::event) fn pack() -> Result<Vec<u8>> {
    let rows = Rows::read(&embedded_tables())?;
    let mut out = Writer::default();
    out.text(HEAD);
    for (file, model) in FILES.iter().zip(&rows.models) {
        model.pack(ONE_BY_ONE.contains(file), &mut out);
    }
    rows.keep_joint.pack(&mut out);
    rows.kind_joint.pack(&mut out);
    for choices in [&rows.of_kind, &rows.joint_of_kind, &rows.of_mood, &rows.of_role] {
        choices.pack(&mut out);
    }
    Ok(out.into_bytes())
}

/// What [`PACKED`] holds; `None` where it is of another form.
pub(super) fn embedded() -> Option<Rows> {
    unpack(PACKED)
}

fn unpack(bytes: &[u8]) -> Option<Rows> {
    let mut bytes = Reader::new(bytes);
    bytes.text().filter(|head| *head == HEAD)?;
    let mut models = Vec::with_capacity(FILES.len());
    for _ in FILES {
        models.push(Model::unpack(&mut bytes)?);
    }
    let rows = Rows {
        models: models.try_into().ok()?,
        keep_joint: PairRows::unpack(&mut bytes)?,
        kind_joint: PairRows::unpack(&mut bytes)?,
        of_kind: ChoiceRows::unpack(&mut bytes)?,
        joint_of_kind: ChoiceRows::unpack(&mut bytes)?,
        of_mood: ChoiceRows::unpack(&mut bytes)?,
        of_role: ChoiceRows::unpack(&mut bytes)?,
    };
    bytes.is_at_end().then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_weights_are_those_of_the_tables() {
        assert!(pack().unwrap() == PACKED, "dicts/event_weights.bin is old: run `cargo xtask dicts`");
    }

    #[test]
    fn bytes_cut_short_or_of_another_form_are_none() {
        assert!(embedded().is_some());
        for cut in [0, 10, 1000, PACKED.len() / 2, PACKED.len() - 1] {
            assert!(unpack(&PACKED[..cut]).is_none(), "{cut}");
        }
        assert!(unpack(&[PACKED, &[0]].concat()).is_none());
    }
}
