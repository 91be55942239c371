//! Numbers in Arabic digits, ASCII or full width.
//!
//! ```text
//! literal  = digits {[,，] ddd} [[.．] digits] [e [+-] digits]
//! ```

use super::digit::arabic_digit;
use super::fixed::Fixed;
use crate::text::char_after;

/// A literal as read: its end and its value, `None` when it has too many
/// digits.
pub(super) struct Literal {
    pub(super) end: usize,
    pub(super) value: Option<Fixed>,
}

/// The literal at byte `at`; it may start with the point (.77).
pub(super) fn read(text: &str, at: usize) -> Option<Literal> {
    let mut lit = Literal { end: at, value: Some(Fixed::ZERO) };
    let whole = lit.digits(text, false);
    if (1..=3).contains(&whole) {
        lit.groups(text);
    }
    let decimals = lit.decimals(text);
    if whole + decimals == 0 {
        return None;
    }
    lit.exponent(text);
    Some(lit)
}

impl Literal {
    /// Takes in a run of digits and counts them.
    fn digits(&mut self, text: &str, point: bool) -> usize {
        let mut n = 0;
        while let Some((c, d)) = char_after(text, self.end).and_then(|c| arabic_digit(c).map(|d| (c, d))) {
            self.value = self.value.and_then(|v| v.push(d, point));
            self.end += c.len_utf8();
            n += 1;
        }
        n
    }

    /// Thousands: a comma, then exactly three digits, over and over.
    fn groups(&mut self, text: &str) {
        while let Some(c) = char_after(text, self.end).filter(|c| matches!(c, ',' | '，')) {
            let from = self.end + c.len_utf8();
            let mut digits = text[from..].chars().take(4).map(arabic_digit);
            let three = digits.by_ref().take(3).filter(Option::is_some).count() == 3;
            if !three || digits.next().flatten().is_some() {
                return;
            }
            self.end = from;
            self.digits(text, false);
        }
    }

    fn decimals(&mut self, text: &str) -> usize {
        let Some(c) = char_after(text, self.end).filter(|c| matches!(c, '.' | '．')) else { return 0 };
        let from = self.end + c.len_utf8();
        if char_after(text, from).and_then(arabic_digit).is_none() {
            return 0;
        }
        self.end = from;
        self.digits(text, true)
    }

    /// `e13`, `e+14`, `e－１` with nothing of a word behind it.
    fn exponent(&mut self, text: &str) {
        let rest = &text[self.end..];
        let Some(rest) = rest.strip_prefix(['e', 'E']) else { return };
        let (negative, digits) = match rest.chars().next() {
            Some('-' | '－' | '−') => (true, rest.trim_start_matches(['-', '－', '−'])),
            Some('+' | '＋') => (false, rest.trim_start_matches(['+', '＋'])),
            _ => (false, rest),
        };
        let mut chars = digits.chars().map_while(arabic_digit);
        let exp = match (chars.next(), chars.next(), chars.next()) {
            (Some(a), None, _) => a,
            (Some(a), Some(b), None) => a * 10 + b,
            _ => return,
        };
        let len: usize = digits.chars().take_while(|&c| arabic_digit(c).is_some()).map(char::len_utf8).sum();
        if digits[len..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return;
        }
        self.value = self
            .value
            .and_then(|v| if negative { Some(Fixed { places: v.places + exp, ..v }) } else { v.shift(exp) });
        self.end = text.len() - digits.len() + len;
    }
}
