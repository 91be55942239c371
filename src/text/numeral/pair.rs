//! [`Pair`]: a range while it is being read.

use super::fixed::Fixed;

/// The two ends of a range; twice the same for a single number.
#[derive(Clone, Copy)]
pub(super) struct Pair(pub(super) Fixed, pub(super) Fixed);

impl Pair {
    pub(super) const ZERO: Pair = Pair(Fixed::ZERO, Fixed::ZERO);
    pub(super) const ONE: Pair = Pair(Fixed { mantissa: 1, places: 0 }, Fixed { mantissa: 1, places: 0 });

    pub(super) fn of(n: Fixed) -> Pair {
        Pair(n, n)
    }

    /// True for exactly this whole number.
    pub(super) fn is(self, n: u32) -> bool {
        self.0 == Fixed::int(n) && self.1 == Fixed::int(n)
    }

    pub(super) fn shift(self, exp: u32) -> Option<Pair> {
        Some(Pair(self.0.shift(exp)?, self.1.shift(exp)?))
    }

    pub(super) fn add(self, other: Pair) -> Option<Pair> {
        Some(Pair(self.0.add(other.0)?, self.1.add(other.1)?))
    }
}
