//! Jieba's dictionary, compiled: words with their frequencies and tags in one
//! hash table of prefixes, and the best way through them.
//!
//! Jieba cuts text so that the product of its words' frequencies is largest.
//! This finds the same words some twice as fast: a step costs one look-up,
//! what a word weighs is found where the word is, and nothing is allocated.
//! A prefix also holds which characters may follow it, roughly, so that most
//! steps that lead nowhere cost nothing; steps of all places are looked up
//! before any is used, so that they do not wait for memory one by one.

use super::Pos;
use flate2::bufread::DeflateDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// The dictionary in the form [`compile`] gives it.
static WORDS: &[u8] = include_bytes!("../../dicts/words.bin");
/// Of a prefix that is no word.
const NO_WORD: i32 = i32::MAX;
/// What a factor of e in frequency weighs. No piece of text is so long that
/// its sum overflows.
const UNIT: f64 = 16384.0;
/// Characters from here on stand in no word.
const CHARS: usize = 0xa000;
/// Bits of a key: the prefix's number and the character.
const KEY_BITS: u32 = 36;
const KEY: u64 = (1 << KEY_BITS) - 1;

/// How many bits there are for pairs of characters, as a power of two.
const PAIR_BITS: u32 = 20;

/// A prefix of words, at the place of its key: the prefix without its last
/// character, and that character.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// The key, 0 when free; above it which characters may follow.
    key: u64,
    id: u32,
    cost: i32,
}

/// The prefix of one character.
#[derive(Clone, Copy, Debug)]
struct Root {
    id: u32,
    cost: i32,
}

/// One step of the best way on: where the word that starts here ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    cost: i32,
    pub(super) end: u32,
    /// The word's number, 0 for a character that is no word.
    pub(super) id: u32,
}

/// See the module's documentation.
pub(crate) struct Dictionary {
    roots: Vec<Root>,
    /// A bit for each pair of characters that words begin with, and for few
    /// others: most pairs of a text begin none, and this lies in cache.
    pairs: Vec<u64>,
    /// A power of two of them, at most half of them taken, the first never.
    slots: Vec<Slot>,
    /// For each word its tag and its length in characters; 0 is no word.
    tags: Vec<(u8, u8)>,
    names: Vec<Pos>,
    /// The weight of a word seen once.
    once: i32,
}

impl Dictionary {
    /// The dictionary of the crate, loaded when first asked for.
    pub(crate) fn get() -> &'static Dictionary {
        static LOADED: OnceLock<Dictionary> = OnceLock::new();
        LOADED.get_or_init(|| read(WORDS).unwrap_or_else(Dictionary::empty))
    }

    fn empty() -> Dictionary {
        let root = Root { id: 0, cost: NO_WORD };
        Dictionary {
            roots: vec![root; CHARS],
            pairs: vec![0; 1 << (PAIR_BITS - 6)],
            slots: vec![Slot::default(); 2],
            tags: vec![(0, 0)],
            names: vec![Pos::default()],
            once: 1,
        }
    }

    /// A number that differs between dictionaries, as good as surely.
    pub(crate) fn checksum() -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(WORDS);
        crc.sum()
    }

    /// How many words there are; they are numbered from 1, the most frequent
    /// first.
    pub(crate) fn len(&self) -> usize {
        self.tags.len() - 1
    }

    /// The tag of word number `id`.
    #[inline(always)]
    pub(crate) fn pos(&self, id: u32) -> Pos {
        self.tags.get(id as usize).map_or(Pos::default(), |&(t, _)| self.names[t as usize])
    }

    /// How many characters word number `id` has.
    pub(crate) fn chars(&self, id: u32) -> u32 {
        self.tags.get(id as usize).map_or(0, |&(_, len)| len.into())
    }

    /// The number of `word`, 0 when there is no such word.
    pub(crate) fn id(&self, word: &str) -> u32 {
        let mut chars = word.chars().map(u32::from);
        let Some(root) = chars.next().and_then(|c| self.roots.get(c as usize)) else { return 0 };
        let (mut id, mut cost) = (root.id, root.cost);
        for c in chars {
            match self.step(id, c) {
                Some(slot) if id != 0 => (id, cost) = (slot.id, slot.cost),
                _ => return 0,
            }
        }
        if cost == NO_WORD { 0 } else { id }
    }

    /// What a word seen `freq` times weighs; one never seen, as if once.
    pub(super) fn cost_of(&self, freq: usize) -> i32 {
        self.once - ((freq.max(1) as f64).ln() * UNIT).round() as i32
    }

    /// Gives every word that starts at `start`: its end, number and weight.
    pub(super) fn words_at(&self, chars: &[u32], start: usize, mut word: impl FnMut(usize, u32, i32)) {
        let Some(&Root { mut id, cost }) = self.roots.get(chars[start] as usize) else { return };
        if cost != NO_WORD {
            word(start + 1, id, cost);
        }
        for (end, &c) in (start + 2..).zip(&chars[start + 1..]) {
            let Some(slot) = self.step(id, c) else { return };
            id = slot.id;
            if slot.cost != NO_WORD {
                word(end, id, slot.cost);
            }
        }
    }

    #[inline(always)]
    fn step(&self, parent: u32, c: u32) -> Option<&Slot> {
        let key = key(parent, c);
        let last = self.slots.len() - 1;
        let mut at = home(key) & last;
        loop {
            let slot = &self.slots[at];
            if slot.key & KEY == key {
                return Some(slot);
            }
            if slot.key == 0 && at != 0 {
                return None;
            }
            at = (at + 1) & last;
        }
    }

    /// Finds the best way from every one of `chars` to the end.
    ///
    /// All steps to a second character are looked up first, without branches
    /// between them: so they do not wait for each other's memory.
    pub(super) fn route(&self, chars: &[u32], seconds: &mut Vec<Slot>, route: &mut Vec<Step>) {
        let n = chars.len();
        seconds.clear();
        seconds.extend(chars.windows(2).map(|pair| self.second(pair[0], pair[1])));
        seconds.push(Slot::default());
        self.touch_thirds(chars, seconds);
        route.clear();
        route.resize(n + 1, Step { cost: 0, end: n as u32, id: 0 });
        for start in (0..n).rev() {
            route[start] = self.best(chars, start, seconds[start], route);
        }
    }

    /// Reads where the steps to a third character may lie, so that they are in
    /// cache when they are looked up.
    fn touch_thirds(&self, chars: &[u32], seconds: &[Slot]) {
        let mut sum = 0;
        for (slot, &c) in seconds.iter().zip(chars.iter().skip(2)) {
            let known = (slot.key >> KEY_BITS) as u32 & bit(c) != 0;
            let at = home(key(slot.id, c)) & (self.slots.len() - 1);
            sum ^= self.slots[at * usize::from(known)].id;
        }
        std::hint::black_box(sum);
    }

    /// What lies where the step from `a` to `b` belongs; mostly it is that
    /// step, or nothing.
    #[inline(always)]
    fn second(&self, a: u32, b: u32) -> Slot {
        let bit = pair(a, b);
        let known = self.pairs[bit >> 6] >> (bit & 63) & 1;
        let root = self.roots.get(a as usize).map_or(0, |r| r.id);
        // Place 0 is always free, and in cache.
        let at = home(key(root, b)) & (self.slots.len() - 1);
        self.slots[at * known as usize]
    }

    /// The best word at `start`, of equal ones the longest.
    #[inline(always)]
    fn best(&self, chars: &[u32], start: usize, second: Slot, route: &[Step]) -> Step {
        let next = start as u32 + 1;
        let alone = Step { cost: self.once.saturating_add(route[start + 1].cost), end: next, id: 0 };
        let Some(&Root { id, cost }) = self.roots.get(chars[start] as usize) else { return alone };
        let mut best = Step { cost: NO_WORD, ..alone };
        if cost != NO_WORD {
            best = Step { cost: cost.saturating_add(route[start + 1].cost), end: next, id };
        }
        if second.key == 0 {
            return best.or(alone);
        }
        let c = chars[start + 1];
        let mut slot = second;
        if second.key & KEY != key(id, c) {
            let Some(&found) = self.step(id, c) else { return best.or(alone) };
            slot = found;
        }
        let mut end = start + 2;
        loop {
            if slot.cost != NO_WORD {
                let cost = slot.cost.saturating_add(route[end].cost);
                if cost <= best.cost {
                    best = Step { cost, end: end as u32, id: slot.id };
                }
            }
            let Some(&c) = chars.get(end) else { break };
            if (slot.key >> KEY_BITS) as u32 & bit(c) == 0 {
                break;
            }
            let Some(&found) = self.step(slot.id, c) else { break };
            (slot, end) = (found, end + 1);
        }
        best.or(alone)
    }
}

impl Step {
    pub(super) fn new(cost: i32, end: usize, id: u32) -> Step {
        Step { cost, end: end as u32, id }
    }

    /// What the way from here weighs.
    pub(super) fn cost(&self) -> i32 {
        self.cost
    }

    /// This step, or `alone` when it is no word.
    #[inline(always)]
    fn or(self, alone: Step) -> Step {
        if self.cost == NO_WORD { alone } else { self }
    }
}

/// The bit of a pair of characters.
#[inline(always)]
fn pair(a: u32, b: u32) -> usize {
    (key(a, b).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PAIR_BITS)) as usize
}

#[inline(always)]
fn key(parent: u32, c: u32) -> u64 {
    u64::from(parent) << 16 | u64::from(c)
}

#[inline(always)]
fn home(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// The bit that says that `c` may follow.
#[inline(always)]
fn bit(c: u32) -> u32 {
    // A key leaves room for 28 such bits.
    1 << (((c.wrapping_mul(0x9E37_79B1) >> 16) * (u64::BITS - KEY_BITS)) >> 16)
}

/// Characters that jieba cuts words from; every other is a word of its own.
pub(super) fn in_words(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '+' | '#' | '&' | '.' | '_' | '%' | '-')
        || c.is_ascii_alphanumeric()
}

/// One prefix as it is stored: in the order of the words, each with what it
/// adds to the one before.
struct Node {
    depth: u8,
    c: u16,
    /// 0 when it is no word.
    freq: u32,
    tag: u8,
}

/// Reads what [`compile`] wrote.
fn read(bytes: &[u8]) -> Option<Dictionary> {
    let mut raw = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut raw).ok()?;
    let (&tags, mut rest) = raw.split_first()?;
    let mut names = Vec::new();
    for _ in 0..tags {
        let (name, more) = rest.split_at_checked(4)?;
        names.push(Pos::new(std::str::from_utf8(name).ok()?.trim_end()));
        rest = more;
    }
    let n = rest.len() / 7;
    let column = |i: usize| &rest[i * n..(i + 1) * n];
    let [depth, low, high, f0, f1, f2, tag] = [0, 1, 2, 3, 4, 5, 6].map(column);
    let nodes = (0..n).map(|i| Node {
        depth: depth[i],
        c: u16::from_le_bytes([low[i], high[i]]),
        freq: u32::from_le_bytes([f0[i], f1[i], f2[i], 0]),
        tag: tag[i],
    });
    let nodes: Vec<Node> = nodes.collect();
    drop(raw);
    build(&nodes, names)
}

fn build(nodes: &[Node], names: Vec<Pos>) -> Option<Dictionary> {
    let mut words: Vec<u32> = (0..nodes.len() as u32).filter(|&i| nodes[i as usize].freq > 0).collect();
    words.sort_by_key(|&i| std::cmp::Reverse(nodes[i as usize].freq));
    let total: u64 = nodes.iter().map(|n| u64::from(n.freq)).sum();
    let once = (total.max(1) as f64).ln();
    let mut ids = vec![0; nodes.len()];
    let mut out = Dictionary { names, once: (once * UNIT).round() as i32, ..Dictionary::empty() };
    for (rank, &i) in words.iter().enumerate() {
        ids[i as usize] = rank as u32 + 1;
        let node = &nodes[i as usize];
        out.tags.push((node.tag.min(out.names.len() as u8 - 1), node.depth));
    }
    let prefixes = (words.len() as u32 + 1..).zip(ids.iter_mut().filter(|id| **id == 0));
    prefixes.for_each(|(next, id)| *id = next);
    let mut steps: Vec<Slot> = Vec::with_capacity(nodes.len());
    // For each depth the number of its prefix, and where that is kept: the first's among the roots, else in `steps`.
    let mut path: [(u32, usize); 32] = [(0, 0); 32];
    let mut last = 0;
    for (node, &id) in nodes.iter().zip(&ids) {
        let depth = usize::from(node.depth);
        if depth == 0 || depth > last + 1 || depth >= path.len() || usize::from(node.c) >= CHARS {
            return None;
        }
        let cost = match node.freq {
            0 => NO_WORD,
            freq => ((once - f64::from(freq).ln()) * UNIT).round() as i32,
        };
        let c = u32::from(node.c);
        let (parent, at) = path[depth - 1];
        path[depth] = (id, steps.len());
        match depth {
            1 => {
                out.roots[c as usize] = Root { id, cost };
                path[depth] = (id, c as usize);
            }
            2 => {
                let pair = pair(at as u32, c);
                out.pairs[pair >> 6] |= 1 << (pair & 63);
            }
            _ => steps[at].key |= u64::from(bit(c)) << KEY_BITS,
        }
        if depth > 1 {
            steps.push(Slot { key: key(parent, c), id, cost });
        }
        last = depth;
    }
    out.insert(&steps, nodes.len());
    Some(out)
}

/// The table is filled part by part, each small enough for the cache: of so many parts.
const PARTS: usize = 256;

impl Dictionary {
    /// Puts the steps in their places of a table with room for `nodes` of them.
    fn insert(&mut self, steps: &[Slot], nodes: usize) {
        let room = (nodes * 2).max(2).next_power_of_two();
        let home = |slot: &Slot| home(slot.key & KEY) & (room - 1);
        let part = |slot: &Slot| home(slot) * PARTS / room;
        let mut ends = [0; PARTS];
        steps.iter().for_each(|step| ends[part(step)] += 1);
        let mut from = 0;
        for end in &mut ends {
            from += std::mem::replace(end, from);
        }
        let mut sorted = vec![Slot::default(); steps.len()];
        for step in steps {
            let at = &mut ends[part(step)];
            sorted[*at] = *step;
            *at += 1;
        }
        self.slots = vec![Slot::default(); room];
        for step in sorted {
            let mut free = home(&step);
            while free == 0 || self.slots[free].key != 0 {
                free = (free + 1) & (room - 1);
            }
            self.slots[free] = step;
        }
    }
}

/// The compiled form of a dictionary in jieba's format: a line
/// `word frequency tag` each. Words with characters that jieba never cuts
/// words from, and those never seen, are left out.
pub fn compile(text: &str) -> Vec<u8> {
    let mut words: Vec<(&str, u32, &str)> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if let [word, freq, tag] = fields[..]
            && let Ok(freq @ 1..0x100_0000) = freq.parse()
            && word.chars().all(|c| in_words(c) && (c as usize) < CHARS)
            && word.chars().count() < 32
        {
            words.push((word, freq, tag));
        }
    }
    words.sort();
    words.dedup_by_key(|w| w.0);
    let mut names: Vec<&str> = words.iter().map(|w| w.2).collect();
    names.sort();
    names.dedup();
    let mut nodes: Vec<Node> = Vec::new();
    let mut last: Vec<char> = Vec::new();
    for (word, freq, tag) in words {
        let chars: Vec<char> = word.chars().collect();
        let same = last.iter().zip(&chars).take_while(|(a, b)| a == b).count();
        nodes.extend((same..chars.len()).map(|i| Node {
            depth: i as u8 + 1,
            c: chars[i] as u16,
            freq: 0,
            tag: 0,
        }));
        if let Some(node) = nodes.last_mut() {
            (node.freq, node.tag) = (freq, names.binary_search(&tag).unwrap_or(0) as u8);
        }
        last = chars;
    }
    write(&nodes, &names)
}

fn write(nodes: &[Node], names: &[&str]) -> Vec<u8> {
    let mut raw = vec![names.len() as u8];
    names.iter().for_each(|name| raw.extend(format!("{name:<4.4}").bytes()));
    raw.extend(nodes.iter().map(|n| n.depth));
    (0..2).for_each(|i| raw.extend(nodes.iter().map(|n| n.c.to_le_bytes()[i])));
    (0..3).for_each(|i| raw.extend(nodes.iter().map(|n| n.freq.to_le_bytes()[i])));
    raw.extend(nodes.iter().map(|n| n.tag));
    let mut out = Vec::new();
    let mut encoder = flate2::bufread::DeflateEncoder::new(raw.as_slice(), flate2::Compression::best());
    // Reading from memory into memory cannot fail.
    let _ = encoder.read_to_end(&mut out);
    out
}
