//! [`Fixed`]: a number while it is being read, with checked arithmetic.

use rust_decimal::Decimal;

/// `mantissa × 10^-places`. Cheaper than a [`Decimal`] to build digit by
/// digit; every operation gives `None` instead of overflowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixed {
    pub(super) mantissa: i128,
    pub(super) places: u32,
}

impl Fixed {
    pub(super) const ZERO: Fixed = Fixed { mantissa: 0, places: 0 };

    pub(super) fn int(n: u32) -> Fixed {
        Fixed { mantissa: i128::from(n), places: 0 }
    }

    /// One more decimal digit on the right; `point` says whether it stands
    /// after the decimal point.
    pub(super) fn push(self, digit: u32, point: bool) -> Option<Fixed> {
        let mantissa = self.mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
        Some(Fixed { mantissa, places: self.places + u32::from(point) })
    }

    /// Times `10^exp`.
    pub(super) fn shift(self, exp: u32) -> Option<Fixed> {
        if exp <= self.places {
            return Some(Fixed { places: self.places - exp, ..self });
        }
        let ten = 10i128.checked_pow(exp - self.places)?;
        Some(Fixed { mantissa: self.mantissa.checked_mul(ten)?, places: 0 })
    }

    pub(super) fn add(self, other: Fixed) -> Option<Fixed> {
        let places = self.places.max(other.places);
        let at = |x: Fixed| x.mantissa.checked_mul(10i128.checked_pow(places - x.places)?);
        Some(Fixed { mantissa: at(self)?.checked_add(at(other)?)?, places })
    }

    /// True when the number is below `10^exp`.
    pub(super) fn below(self, exp: u32) -> bool {
        10i128.checked_pow(exp + self.places).is_none_or(|ten| self.mantissa < ten)
    }

    /// The decimal without its trailing zeros, if 28 digits hold it.
    pub(super) fn decimal(self, negative: bool) -> Option<Decimal> {
        let mantissa = if negative { -self.mantissa } else { self.mantissa };
        Some(Decimal::try_from_i128_with_scale(mantissa, self.places).ok()?.normalize())
    }
}
