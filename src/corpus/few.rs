//! The first of many: a corpus may hold more faults than memory.

/// At most this many are kept of each list.
const KEPT: usize = 1000;

/// The first [`KEPT`] things noted, and how many more there were.
#[derive(Debug)]
pub(super) struct Few<T> {
    pub kept: Vec<T>,
    pub more: u64,
}

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few { kept: Vec::new(), more: 0 }
    }
}

impl<T> Few<T> {
    /// Notes what `make` gives, which is not called where it is not kept.
    pub fn note(&mut self, make: impl FnOnce() -> T) {
        if self.kept.len() < KEPT {
            self.kept.push(make());
        } else {
            self.more += 1;
        }
    }

    /// Notes all of `other` after these.
    pub fn append(&mut self, other: Few<T>) {
        other.kept.into_iter().for_each(|item| self.note(|| item));
        self.more += other.more;
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.note(|| item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_and_all_are_counted() {
        let mut few = Few::default();
        few.extend(0..700);
        let mut other = Few::default();
        other.extend(700..2700);
        few.append(other);
        assert_eq!(few.kept, (0..1000).collect::<Vec<_>>());
        assert_eq!(few.more, 1700);
    }
}
