//! Runs of Chinese digits: 二〇二一, and the decimals behind a 点.

use super::digit::{arabic_digit, chinese_digit, place_exponent, scale_exponent};
use super::fixed::Fixed;

/// A run of Chinese digits without a space.
pub(super) struct Run {
    pub(super) len: usize,
    pub(super) first: u32,
    pub(super) second: Option<u32>,
    /// Where the first and the second digit end.
    pub(super) ends: [usize; 2],
    pub(super) end: usize,
    /// The run read digit by digit; `None` when it is too long.
    pub(super) value: Option<Fixed>,
}

impl Run {
    pub(super) fn read(text: &str, at: usize, fresh: bool) -> Run {
        let mut run =
            Run { len: 0, first: 0, second: None, ends: [at; 2], end: at, value: Some(Fixed::ZERO) };
        let mut chars = text[at..].chars().peekable();
        while let Some(c) = chars.next() {
            let Some(d) = chinese_digit(c) else { break };
            // 两 is a digit at the start and before a place; else a weight (二两).
            let two = matches!(c, '两' | '兩');
            let placed =
                chars.peek().is_some_and(|&n| place_exponent(n).is_some() || scale_exponent(n).is_some());
            let one_or_two = fresh && run.len == 1 && run.first == 1;
            if two && !(run.len == 0 && (fresh || placed) || one_or_two) {
                break;
            }
            run.push(d, c.len_utf8());
            if two && one_or_two {
                break;
            }
        }
        run
    }

    fn push(&mut self, digit: u32, len: usize) {
        self.end += len;
        match self.len {
            0 => self.first = digit,
            1 => self.second = Some(digit),
            _ => {}
        }
        if self.len < 2 {
            self.ends[self.len] = self.end;
        }
        self.len += 1;
        self.value = self.value.and_then(|v| v.push(digit, false));
    }
}

/// True for digits that together mean a range: 三四, 三五.
pub(super) fn neighbours(a: u32, b: u32) -> bool {
    a > 0 && (a + 1 == b || (a, b) == (3, 5))
}

/// The digits behind a 点 as a number below one, and where they end.
pub(super) fn decimals(text: &str, at: usize) -> Option<(Option<Fixed>, usize)> {
    let (mut value, mut end) = (Some(Fixed::ZERO), at);
    for c in text[at..].chars() {
        let Some(d) = chinese_digit(c).filter(|_| !matches!(c, '两' | '兩')).or(arabic_digit(c)) else {
            break;
        };
        value = value.and_then(|v| v.push(d, true));
        end += c.len_utf8();
    }
    (end > at).then_some((value, end))
}
