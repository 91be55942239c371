//! How somebody speaks by what he is: who leads instructs, a scholar or a
//! villager states, however far from the verb the title is printed.

use super::Input;
use super::class::{self, Mask};
use super::table::Frames;
use crate::record::MentionKind;
use std::collections::BTreeMap;

/// The class of every mention of `input`: [`class::LEADER`] or
/// [`class::COMMONER`] for persons whose titles in the article say so, else
/// nothing. Who leads anything counts as a leader.
pub(super) fn of(frames: &Frames, input: &Input<'_>) -> Vec<Mask> {
    let number: BTreeMap<u32, usize> = input.mentions.iter().enumerate().map(|(n, m)| (m.id, n)).collect();
    let mut out = vec![0; input.mentions.len()];
    for m in input.mentions {
        let MentionKind::Title { holders } = &m.kind else { continue };
        let said = frames.classes_in(&m.text) & (class::LEADER | class::COMMONER);
        for n in holders.iter().filter_map(|h| number.get(h)) {
            out[*n] |= said;
        }
    }
    for entity in input.entities {
        let mentions = || entity.mentions.iter().filter_map(|id| number.get(id));
        let all = mentions().fold(0, |all, n| all | out[*n]);
        mentions().for_each(|n| out[*n] = all);
    }
    for mask in &mut out {
        if *mask & class::LEADER != 0 {
            *mask = class::LEADER;
        }
    }
    out
}
