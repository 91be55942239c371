//! From learnt weights to the model: pruning and whole-number weights.

use super::crf::{Learner, Weights};
use super::data::{Data, HashKeyed};
use super::knowledge::Knowledge;
use crate::tagger::label::{LANES, USED};
use crate::tagger::model::{Entry, MORE, Model, NUMBER, NUMBER_BITS, Row, home, key, tag};
use std::cmp::Reverse;

/// What a weight of 1 in the model stands for.
const STEP: f32 = 1.0 / 16.0;

/// A pattern on its way into the model.
struct Found {
    hash: u64,
    /// How often it was seen, as a power of two.
    heat: u8,
    mask: u16,
    rows: Vec<Row>,
}

/// Clears all rows but about `keep`: those with the largest weights. The rows
/// of a gram stay or go together.
pub(crate) fn prune(data: &Data, learner: &mut Learner, keep: usize) {
    let size = |rows: &[Weights]| rows.iter().flatten().map(|w| w.abs()).fold(0.0, f32::max);
    let mut groups: Vec<(f32, u32, u32)> = Vec::new();
    for (pattern, &first) in data.patterns.iter().zip(&learner.first) {
        let len = if pattern.gram { pattern.slots } else { 1 };
        for at in (first..first + u32::from(pattern.slots)).step_by(usize::from(len)) {
            let end = at + u32::from(len);
            groups.push((size(&learner.rows[at as usize..end as usize]), at, end));
        }
    }
    groups.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept = 0;
    for (size, start, end) in groups {
        let rows = start as usize..end as usize;
        if kept < keep && size > 0.0 {
            kept += rows.len();
            continue;
        }
        learner.rows[rows.clone()].fill([0.0; LANES]);
        learner.live[rows].fill(false);
    }
}

/// The model of what was learnt.
pub(crate) fn pack(data: &Data, learner: &Learner, knowledge: &Knowledge) -> Model {
    let mut found: Vec<Found> = Vec::new();
    let mut classes: HashKeyed<u16> = HashKeyed::default();
    classes.extend(knowledge.all());
    let mut parents = Vec::new();
    for (pattern, &first) in data.patterns.iter().zip(&learner.first) {
        let mut mask = 0;
        let mut rows = Vec::new();
        for slot in 0..pattern.slots {
            let row = whole(&learner.rows[first as usize + slot as usize]);
            if row != [0; LANES] || pattern.gram {
                mask |= 1 << slot;
                rows.push(row);
            }
        }
        if rows.iter().any(|r| *r != [0; LANES]) {
            found.push(Found { hash: pattern.hash, heat: pattern.count.ilog2() as u8, mask, rows });
            parents.push(pattern.parent);
        }
    }
    mark_beginnings(data, parents, &mut classes);
    let known: HashKeyed<()> = found.iter().map(|f| (f.hash, ())).collect();
    let mut bare: Vec<u64> = classes.keys().filter(|h| !known.contains_key(h)).copied().collect();
    bare.sort_unstable();
    found.extend(bare.into_iter().map(|hash| Found { hash, heat: 0, mask: 0, rows: Vec::new() }));
    let mut trans = [[0; LANES]; LANES];
    for (out, weights) in trans.iter_mut().zip(&learner.trans) {
        *out = weights.map(|w| (w / STEP).round() as i16);
    }
    table(found, &classes, trans)
}

/// Marks every gram that a longer one begins with, so that tagging finds it.
fn mark_beginnings(data: &Data, mut grams: Vec<u64>, classes: &mut HashKeyed<u16>) {
    let parents: HashKeyed<u64> = data.patterns.iter().map(|p| (p.hash, p.parent)).collect();
    while let Some(hash) = grams.pop() {
        if hash != 0 {
            *classes.entry(hash).or_insert(0) |= MORE;
            grams.extend(parents.get(&hash));
        }
    }
}

/// Lays out table, entries and rows: the frequent first, and those equally
/// frequent by their place in the table.
fn table(mut found: Vec<Found>, classes: &HashKeyed<u16>, trans: [[i16; LANES]; LANES]) -> Model {
    found.sort_by_key(|f| (Reverse(f.heat), f.hash));
    found.truncate(NUMBER as usize);
    let len = (found.len() * 3 / 2 + 2).next_power_of_two();
    let mut taken = vec![false; len];
    let mut order: Vec<(Reverse<u8>, usize, usize)> = Vec::new();
    for (i, f) in found.iter().enumerate() {
        let mut at = home(f.hash, len);
        while taken[at] {
            at = (at + 1) & (len - 1);
        }
        taken[at] = true;
        order.push((Reverse(f.heat), at, i));
    }
    order.sort_unstable();
    let mut table = vec![0; len];
    let mut entries = vec![Entry::default()];
    let mut rows = Vec::new();
    for (_, at, i) in order {
        let f = &found[i];
        let class = classes.get(&f.hash).copied().unwrap_or(0);
        table[at] = tag(f.hash) << NUMBER_BITS | entries.len() as u32;
        entries.push(Entry { first: rows.len() as u32, mask: f.mask, class, key: key(f.hash) });
        rows.extend(&f.rows);
    }
    Model { table, entries, rows, trans, step: STEP }
}

fn whole(weights: &Weights) -> Row {
    let mut row = [0; LANES];
    for l in USED {
        row[l] = (weights[l] / STEP).round().clamp(-127.0, 127.0) as i8;
    }
    row
}
