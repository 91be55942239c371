//! A table from features' keys to numbers, made to be asked for many keys in one go.
//!
//! Weighing is look-ups, and a look-up is a wait for memory. So the table keeps three things small: a filter of bits
//! tells most of the features without a row apart, which are the most, without a look into the table; a slot is eight
//! bytes; and many keys are looked up together, so that the waits for their slots overlap.

use super::feature::Key;

/// Numbers by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyTable {
    /// One bit for the keys that share their upper bits.
    filter: Box<[u64]>,
    /// Open addressing by the lower bits; a power of two of them, at most four fifths of them taken.
    slots: Box<[Slot]>,
}

/// The upper half of a key, which is odd where there is one, and its number.
///
/// Two keys are taken for one where their upper halves and their places agree: some 46 of 64 bits. Of tables of thirty
/// thousand features one in a hundred thousand has such a pair.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    number: u32,
}

/// How many bits the filter has for each slot: one in ten at most is set, so that few of the features that are not
/// there go on, and all of them stay in the nearest caches.
const BITS_A_SLOT: usize = 8;

/// How many keys are looked up together.
const TOGETHER: usize = 64;

impl KeyTable {
    /// A table of these keys, each with a number; of two of one key the first counts.
    pub(crate) fn new(rows: &[(Key, u32)]) -> KeyTable {
        let room = (rows.len() + rows.len() / 4).next_power_of_two().max(64);
        let mut table = KeyTable {
            filter: vec![0; room * BITS_A_SLOT / 64].into(),
            slots: vec![Slot::default(); room].into(),
        };
        for (key, number) in rows {
            table.insert(*key, *number);
        }
        table
    }

    fn insert(&mut self, key: Key, number: u32) {
        let bit = self.bit(key);
        self.filter[bit / 64] |= 1 << (bit % 64);
        let mut at = self.place(key);
        while self.slots[at].tag != 0 {
            if self.slots[at].tag == tag(key) {
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = Slot { tag: tag(key), number };
    }

    /// The number of `key`.
    #[inline]
    pub(crate) fn get(&self, key: Key) -> Option<u32> {
        if self.slots.is_empty() || !self.may_have(key) {
            return None;
        }
        self.resolve(key, self.slots[self.place(key)])
    }

    /// Gives `take` the number of each of `keys` that is there, with what stands beside the key, in order.
    ///
    /// `touch` reads a little of what `take` will read for a number: it is called for many numbers first, so that these
    /// waits overlap too.
    #[inline]
    pub(crate) fn each<V: Copy + Default>(
        &self,
        keys: impl Iterator<Item = (Key, V)>,
        touch: impl Fn(u32) -> i16,
        mut take: impl FnMut(u32, V),
    ) {
        if self.slots.is_empty() {
            return;
        }
        let mut waiting = [(Key::ALWAYS, V::default()); TOGETHER];
        let mut n = 0;
        for item in keys {
            // Written always and kept only if it may be there: no branch that waits for the filter.
            waiting[n] = item;
            n += usize::from(self.may_have(item.0));
            if n == TOGETHER {
                self.resolve_each(&waiting, &touch, &mut take);
                n = 0;
            }
        }
        self.resolve_each(&waiting[..n], &touch, &mut take);
    }

    #[inline]
    fn resolve_each<V: Copy + Default>(
        &self,
        waiting: &[(Key, V)],
        touch: &impl Fn(u32) -> i16,
        take: &mut impl FnMut(u32, V),
    ) {
        let mut first = [Slot::default(); TOGETHER];
        for (slot, (key, _)) in first.iter_mut().zip(waiting) {
            *slot = self.slots[self.place(*key)];
        }
        let mut found = [(0, V::default()); TOGETHER];
        let (mut n, mut sum) = (0, 0);
        for (slot, (key, value)) in first.iter().zip(waiting) {
            if let Some(number) = self.resolve(*key, *slot) {
                sum ^= touch(number);
                found[n] = (number, *value);
                n += 1;
            }
        }
        std::hint::black_box(sum);
        found[..n].iter().for_each(|(number, value)| take(*number, *value));
    }

    /// The number of `key`, whose first slot is `slot`.
    #[inline]
    fn resolve(&self, key: Key, slot: Slot) -> Option<u32> {
        let (mut slot, mut at) = (slot, self.place(key));
        loop {
            match slot {
                Slot { tag: 0, .. } => return None,
                Slot { tag: t, number } if t == tag(key) => return Some(number),
                _ => {}
            }
            at = (at + 1) & (self.slots.len() - 1);
            slot = self.slots[at];
        }
    }

    #[inline]
    fn may_have(&self, key: Key) -> bool {
        let bit = self.bit(key);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    #[inline]
    fn bit(&self, key: Key) -> usize {
        (key.bits() >> 20) as usize & (self.filter.len() * 64 - 1)
    }

    #[inline]
    fn place(&self, key: Key) -> usize {
        key.bits() as usize & (self.slots.len() - 1)
    }
}

#[inline]
fn tag(key: Key) -> u32 {
    (key.bits() >> 32) as u32 | 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Template;

    const WORD: Template = Template::new("word");

    /// How many keys a table has.
    fn len(table: &KeyTable) -> usize {
        table.slots.iter().filter(|slot| slot.tag != 0).count()
    }

    fn key(n: usize) -> Key {
        Key::new(WORD, &n.to_string())
    }

    #[test]
    fn each_key_has_its_number_and_others_have_none() {
        let rows: Vec<(Key, u32)> = (0..5000).map(|n| (key(n), n as u32)).collect();
        let table = KeyTable::new(&rows);
        assert_eq!(len(&table), 5000);
        for n in 0..10_000 {
            assert_eq!(table.get(key(n)), (n < 5000).then_some(n as u32), "{n}");
        }
        let mut found = Vec::new();
        let keys = (0..10_000).step_by(7).map(|n| (key(n), n));
        table.each(keys, |_| 0, |number, n| found.push((number as usize, n)));
        let expected: Vec<(usize, usize)> = (0..5000).step_by(7).map(|n| (n, n)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn of_two_of_one_key_the_first_counts() {
        let table = KeyTable::new(&[(key(1), 5), (key(1), 6)]);
        assert_eq!((table.get(key(1)), len(&table)), (Some(5), 1));
    }

    #[test]
    fn an_empty_table_has_nothing() {
        for table in [KeyTable::default(), KeyTable::new(&[])] {
            assert_eq!(table.get(key(1)), None);
            table.each([(key(1), ())].into_iter(), |_| 0, |number, ()| panic!("{number}"));
        }
    }
}
