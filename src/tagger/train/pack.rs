//! From learnt weights to the model: pruning and whole-number weights.

use super::crf::{Learner, Weights};
use super::data::{Data, HashKeyed, Kind, Pattern};
use super::knowledge::Knowledge;
use crate::tagger::feature::slots;
use crate::tagger::label::{LANES, USED};
use crate::tagger::model::{CHARS, Entry, Filter, Model, NO_ROW, Row, Table, WIDTH, Words, home, tag};
use crate::tagger::ways::Ways;
use std::cmp::Reverse;

/// What a weight of 1 in the model stands for.
const STEP: f32 = 1.0 / 16.0;

/// Clears all rows but about `keep`: those with the largest weights. The rows
/// of a character, and of a pair, stay or go together.
pub(crate) fn prune(data: &Data<'_>, learner: &mut Learner, keep: usize) {
    let size = |rows: &[Weights]| rows.iter().flatten().map(|w| w.abs()).fold(0.0, f32::max);
    let mut groups: Vec<(f32, u32, u32)> = Vec::new();
    for (pattern, &first) in data.patterns.iter().zip(&learner.first) {
        let len = if pattern.kind == Kind::Other { 1 } else { pattern.slots };
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
pub(crate) fn pack(data: &Data<'_>, learner: &Learner, knowledge: &Knowledge) -> Model {
    let mut model = Model {
        chars: vec![0; CHARS],
        char_rows: vec![[NO_ROW; slots::CHAR]],
        pairs: Table::default(),
        pair_rows: vec![[NO_ROW; slots::PAIR]],
        pair_classes: vec![0],
        patterns: Table::default(),
        entries: vec![Entry::default()],
        rows: Vec::new(),
        listed: Filter::default(),
        ways: Ways::default(),
        marks: Vec::new(),
        words: Words::default(),
        trans: learner.trans.map(|weights| weights.map(|w| (w / STEP).round() as i16)),
        step: STEP,
    };
    let mut pairs: HashKeyed<Key> = HashKeyed::default();
    let mut others: HashKeyed<Key> = HashKeyed::default();
    for (hash, class, pair) in knowledge.all() {
        let keys = if pair { &mut pairs } else { &mut others };
        keys.insert(hash, Key { hash, class, ..Key::default() });
    }
    for (pattern, &first) in data.patterns.iter().zip(&learner.first) {
        let rows: Vec<Row> =
            learner.rows[first as usize..][..pattern.slots.into()].iter().map(whole).collect();
        if rows.iter().all(|r| *r == NO_ROW) {
            continue;
        }
        match pattern.kind {
            Kind::Char(code) => add_char(&mut model, code, &rows),
            Kind::Pair => Key::fill(&mut pairs, pattern, rows),
            Kind::Other => Key::fill(&mut others, pattern, rows),
        }
    }
    add_pairs(&mut model, pairs);
    add_others(&mut model, others);
    model.sum_up()
}

/// A pattern on its way into a table.
#[derive(Default)]
struct Key {
    hash: u64,
    /// How often it was seen.
    count: u32,
    class: u16,
    /// All its rows, or none when it has no weights.
    rows: Vec<Row>,
}

impl Key {
    fn fill(keys: &mut HashKeyed<Key>, pattern: &Pattern, rows: Vec<Row>) {
        let key = keys.entry(pattern.hash).or_default();
        (key.hash, key.count, key.rows) = (pattern.hash, pattern.count, rows);
    }
}

fn add_char(model: &mut Model, code: u32, rows: &[Row]) {
    let place = model.chars.get_mut(code as usize);
    if let (Some(place), Ok(number), Ok(block)) = (place, model.char_rows.len().try_into(), rows.try_into()) {
        *place = number;
        model.char_rows.push(block);
    }
}

fn add_pairs(model: &mut Model, keys: HashKeyed<Key>) {
    let (table, keys) = table(keys);
    model.pairs = table;
    for key in keys {
        model.pair_rows.push(key.rows.try_into().unwrap_or([NO_ROW; slots::PAIR]));
        model.pair_classes.push(key.class);
    }
}

/// Rows lie in order of how often training met them, so that the frequent few
/// stay in cache.
fn add_others(model: &mut Model, keys: HashKeyed<Key>) {
    let (table, keys) = table(keys);
    model.patterns = table;
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&i| (Reverse(keys[i].count.max(1).ilog2()), i));
    model.entries.resize(keys.len() + 1, Entry::default());
    for i in order {
        let key = &keys[i];
        let entry = &mut model.entries[i + 1];
        entry.class = key.class;
        for (slot, row) in key.rows.iter().enumerate().filter(|(_, r)| **r != NO_ROW) {
            if entry.mask == 0 {
                entry.first = model.rows.len() as u32;
            }
            entry.mask |= 1 << slot;
            model.rows.push(*row);
        }
    }
}

/// A table of `keys`, and the keys in its order. Of more than a bucket holds,
/// which is rare, the least frequent are left out.
fn table(keys: HashKeyed<Key>) -> (Table, Vec<Key>) {
    let bits = (keys.len() * 2 / 3).max(1).next_power_of_two().trailing_zeros() as u8;
    let mut keys: Vec<Key> = keys.into_values().collect();
    let bucket = |k: &Key| home(k.hash, 1 << bits);
    keys.sort_by_key(|k| (bucket(k), Reverse(k.count), k.hash));
    let mut counts = vec![0; 1 << bits];
    keys.retain(|k| {
        let count: &mut u8 = &mut counts[bucket(k)];
        let fits = usize::from(*count) < WIDTH;
        *count += u8::from(fits);
        fits
    });
    let table = Table::new(bits, &counts, keys.iter().map(|k| tag(k.hash)));
    (table.unwrap_or_default(), keys)
}

/// Learnt weights as the model holds them.
pub(crate) fn whole(weights: &Weights) -> Row {
    let mut row = NO_ROW;
    for l in USED {
        row[l] = (weights[l] / STEP).round().clamp(-127.0, 127.0) as i8;
    }
    row
}
