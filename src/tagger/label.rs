//! The label set: BIOES over three classes, laid out for decoding.
//!
//! Lanes 0–7 are the labels that may *open* (`B-*`, `O`, `S-*`), lanes 8–15
//! those that *continue* (`I-*`, `E-*`). `O`, `S-*` and `E-*` *close*: after
//! them only an opening label may stand; after `B-*` and `I-*` only a
//! continuing one of the same class. Lanes 7, 11 and 15 are unused. Each kind
//! of label begins at a multiple of four, so that decoding moves them four at
//! a time.

use super::Label;

/// Lanes of a score row.
pub(crate) const LANES: usize = 16;
/// `B` of the first class.
pub(crate) const B: usize = 0;
/// The label outside every name.
pub(crate) const O: usize = 3;
/// `S`, a name of one character, of the first class.
pub(crate) const S: usize = 4;
/// `I` of the first class.
pub(crate) const I: usize = 8;
/// `E` of the first class.
pub(crate) const E: usize = 12;
/// How many classes there are.
pub(crate) const CLASSES: usize = 3;
/// The lanes in use, as they are stored: `O`, then each kind.
pub(crate) const USED: [usize; 13] = [3, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14];
/// The lanes after which a name may begin.
pub(crate) const CLOSED: [usize; 7] = [3, 4, 5, 6, 12, 13, 14];

impl Label {
    /// The class number, 0 to 2.
    pub(crate) fn class(self) -> usize {
        self as usize
    }

    /// The label of class number `class`.
    pub(crate) fn of_class(class: usize) -> Label {
        [Label::Person, Label::Place, Label::Institution][class]
    }
}

/// True for lanes after which an opening label may stand.
pub(crate) fn closes(lane: usize) -> bool {
    CLOSED.contains(&lane)
}

/// True when `to` may follow `from`.
pub(crate) fn allowed(from: usize, to: usize) -> bool {
    if closes(from) {
        return to < I && to != 7;
    }
    // `B` lanes are 0..3, `I` lanes 8..11: the class is what is left.
    let class = if from < I { from - B } else { from - I };
    to == I + class || to == E + class
}

/// The lane of each of `len` characters of a name of class `class`.
pub(crate) fn lane_at(class: usize, at: usize, len: usize) -> usize {
    match (at, len) {
        (_, 1) => S + class,
        (0, _) => B + class,
        (at, len) if at + 1 == len => E + class,
        _ => I + class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_once_open_must_go_on_in_its_class() {
        assert!(allowed(O, B) && allowed(O, S) && allowed(O, O));
        assert!(!allowed(O, I) && !allowed(O, E));
        assert!(allowed(B, I) && allowed(B, E) && allowed(I, E) && allowed(I, I));
        assert!(!allowed(B, O) && !allowed(B, I + 1) && !allowed(I + 2, E));
        assert!(allowed(E + 2, B) && !allowed(E, I));
        let pairs = USED.iter().flat_map(|&a| USED.iter().filter(move |&&b| allowed(a, b))).count();
        assert_eq!(pairs, 7 * 7 + 6 * 2);
    }

    #[test]
    fn lanes_of_a_name() {
        assert_eq!([0, 1, 2].map(|i| lane_at(1, i, 3)), [B + 1, I + 1, E + 1]);
        assert_eq!(lane_at(0, 0, 1), S);
    }
}
