//! [`Value`]: what a figure is worth, as an exact decimal.

use rust_decimal::Decimal;
use std::fmt;

/// The value of a figure, 万 and 亿 multiplied out.
///
/// [`Display`](fmt::Display) writes what stands in a record: `1720.7`,
/// `30000..50000`, `2/3`, `1+20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// One number.
    Exact(Decimal),
    /// From the first to the second, both included: 三四十 is 30..40.
    Range(Decimal, Decimal),
    /// A fraction whose decimal does not end, in lowest terms: 三分之二.
    /// One that ends is [`Value::Exact`]: 四分之三 is 0.75.
    Fraction(i64, i64),
    /// A scheme of one part and several, never added up: “1+20”政策体系.
    Sum(Decimal, Decimal),
    /// More digits than an exact decimal holds (28); they stand in the text.
    Long,
}

impl Value {
    /// The number, when the value is one.
    pub fn exact(self) -> Option<Decimal> {
        match self {
            Value::Exact(d) => Some(d),
            _ => None,
        }
    }

    /// The value with `f` done to each of its numbers; [`Value::Long`] when
    /// one of the results is no longer exact.
    pub(crate) fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Value {
        let new = match self {
            Value::Exact(d) => f(d).map(|d| Value::Exact(d.normalize())),
            Value::Range(a, b) => f(a).zip(f(b)).map(|(a, b)| Value::Range(a.normalize(), b.normalize())),
            other => Some(other),
        };
        new.unwrap_or(Value::Long)
    }

    /// Numerator over denominator: exact where its decimal ends, else in
    /// lowest terms; `None` for a denominator of nought or too many digits.
    pub(crate) fn ratio(over: Decimal, under: Decimal) -> Option<Value> {
        let scale = over.scale().max(under.scale());
        let whole = |d: Decimal| -> Option<i64> {
            let ten = 10i128.checked_pow(scale - d.scale())?;
            i64::try_from(d.mantissa().checked_mul(ten)?).ok()
        };
        let (n, d) = (whole(over)?, whole(under)?);
        if d == 0 {
            return None;
        }
        let g = gcd(n.unsigned_abs(), d.unsigned_abs());
        let (n, d) = (i64::try_from(n.unsigned_abs() / g).ok()?, i64::try_from(d.unsigned_abs() / g).ok()?);
        let n = if over.is_sign_negative() != under.is_sign_negative() { -n } else { n };
        Some(ending(n, d).map_or(Value::Fraction(n, d), Value::Exact))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Exact(d) => write!(f, "{d}"),
            Value::Range(a, b) => write!(f, "{a}..{b}"),
            Value::Fraction(n, d) => write!(f, "{n}/{d}"),
            Value::Sum(a, b) => write!(f, "{a}+{b}"),
            Value::Long => Ok(()),
        }
    }
}

/// `n/d` in lowest terms as a decimal, if it ends within 18 places.
fn ending(n: i64, d: i64) -> Option<Decimal> {
    let (mut rest, mut twos, mut fives) = (d, 0u32, 0u32);
    while rest % 2 == 0 {
        (rest, twos) = (rest / 2, twos + 1);
    }
    while rest % 5 == 0 {
        (rest, fives) = (rest / 5, fives + 1);
    }
    let places = twos.max(fives);
    if rest != 1 || places > 18 {
        return None;
    }
    let mantissa = i128::from(n).checked_mul(10i128.pow(places) / i128::from(d))?;
    Some(Decimal::try_from_i128_with_scale(mantissa, places).ok()?.normalize())
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_exact_where_its_decimal_ends() {
        let of = |a: i64, b: i64| Value::ratio(a.into(), b.into()).map(|v| v.to_string());
        assert_eq!(of(2, 3).as_deref(), Some("2/3"));
        assert_eq!(of(4, 6).as_deref(), Some("2/3"));
        assert_eq!(of(3, 4).as_deref(), Some("0.75"));
        assert_eq!(of(-1, 8).as_deref(), Some("-0.125"));
        assert_eq!(of(0, 7).as_deref(), Some("0"));
        assert_eq!(of(1, 0), None);
    }
}
