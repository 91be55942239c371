//! The numbers that dates are written in: up to four digits in ASCII, full
//! width or Chinese, and Chinese numbers below a hundred.
//!
//! Everything larger is read by `text::numeral`.

use super::TimeTables;
use super::guards::Guard;
use super::words::Word;
use crate::text::numeral::digit::{arabic_digit, plain_chinese_digit};
use std::cell::Cell;

/// A place in a text from which things are eaten.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Byte offset of what comes next, on a char boundary.
    pub at: usize,
    /// The words of time.
    pub tables: &'a TimeTables,
    /// The word last looked up, and where.
    memo: Cell<(usize, Option<(Word, usize)>)>,
}

impl<'a> Cursor<'a> {
    /// A cursor at byte `at` of `text`, with the embedded tables.
    pub fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at, tables: TimeTables::embedded(), memo: Cell::new((usize::MAX, None)) }
    }

    /// A cursor at byte `at` of `text`, where `word` is known to stand.
    pub fn at_word(
        text: &'a str,
        at: usize,
        word: Option<(Word, usize)>,
        tables: &'a TimeTables,
    ) -> Cursor<'a> {
        Cursor { text, at, tables, memo: Cell::new((at, word)) }
    }

    /// The longest word of time that comes next, and where it ends.
    #[inline]
    pub fn word(&self) -> Option<(Word, usize)> {
        let (at, word) = self.memo.get();
        if at == self.at {
            return word;
        }
        let word = self.tables.words.at(self.text, self.at);
        self.memo.set((self.at, word));
        word
    }

    /// What has not been eaten.
    #[inline]
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next char.
    #[inline]
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Eats `word` if it comes next.
    #[inline]
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        found
    }

    /// True when `word` comes next; eats nothing.
    #[inline]
    pub fn sees(&self, word: &str) -> bool {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes())
    }

    /// Eats the first of `words` that comes next.
    #[inline]
    pub fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|w| self.eat(w))
    }

    /// Eats the next char if it is one of `chars`.
    #[inline]
    pub fn eat_one(&mut self, chars: &str) -> bool {
        let next = self.peek().filter(|c| chars.contains(*c));
        self.at += next.map_or(0, char::len_utf8);
        next.is_some()
    }

    /// Eats the next char if it is one of `chars`, and gives its place among them.
    pub fn eat_place(&mut self, chars: &[char]) -> Option<usize> {
        let next = self.peek()?;
        let place = chars.iter().position(|c| *c == next)?;
        self.at += next.len_utf8();
        Some(place)
    }

    /// True when the next char is one of `chars`; eats nothing.
    #[inline]
    pub fn sees_one(&self, chars: &str) -> bool {
        self.peek().is_some_and(|c| chars.contains(c))
    }

    /// True when what comes next makes the word just eaten another one.
    #[inline]
    pub fn guarded(&self, guard: Guard) -> bool {
        self.tables.guards.stops(guard, self.rest())
    }

    /// Eats one space, of either width.
    #[inline]
    pub fn space(&mut self) -> bool {
        self.eat(" ") || self.eat("\u{3000}")
    }

    /// True when one of `words` comes next.
    #[inline]
    pub fn sees_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.sees(w))
    }
}

/// The value of an ASCII or full-width digit.
#[inline]
pub(super) fn digit(c: char) -> Option<u8> {
    arabic_digit(c).map(|d| d as u8)
}

/// The value of a Chinese digit, 〇 to 九; 两 is no digit of dates.
#[inline]
pub(super) fn chinese_digit(c: char) -> Option<u8> {
    plain_chinese_digit(c).map(|d| d as u8)
}

/// Eats a run of one to four digits, ASCII or full width, that no further
/// digit follows; gives the value and the number of digits.
pub(super) fn arabic(c: &mut Cursor<'_>) -> Option<(u16, u8)> {
    run(c, digit)
}

/// Eats a run of one to four Chinese digits, 二〇二一.
pub(super) fn chinese_run(c: &mut Cursor<'_>) -> Option<(u16, u8)> {
    run(c, chinese_digit)
}

fn run(c: &mut Cursor<'_>, value: impl Fn(char) -> Option<u8>) -> Option<(u16, u8)> {
    let (mut n, mut len, mut at) = (0u16, 0u8, c.at);
    for ch in c.rest().chars() {
        let Some(d) = value(ch) else { break };
        if len == 4 {
            return None;
        }
        n = n * 10 + u16::from(d);
        len += 1;
        at += ch.len_utf8();
    }
    if len == 0 {
        return None;
    }
    c.at = at;
    Some((n, len))
}

/// Eats a year in four digits, ASCII, full width or Chinese.
pub(super) fn year4(c: &mut Cursor<'_>) -> Option<i16> {
    let start = c.at;
    let found = arabic(c).or_else(|| chinese_run(c));
    match found {
        Some((n, 4)) => Some(n as i16),
        _ => {
            c.at = start;
            None
        }
    }
}

/// Eats a Chinese number from 1 to 99: 一, 十, 十五, 二十, 三十一, 廿四, 卅.
pub(super) fn chinese_small(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    let tens = if c.eat("廿") {
        20
    } else if c.eat("卅") {
        30
    } else {
        let ones = c.peek().and_then(chinese_digit).filter(|&d| d > 0);
        if ones.is_some() {
            c.at += '一'.len_utf8();
        }
        if !c.eat("十") {
            return ones;
        }
        ones.unwrap_or(1) * 10
    };
    let ones = c.peek().and_then(chinese_digit).filter(|&d| d > 0);
    if ones.is_some() {
        c.at += '一'.len_utf8();
    }
    debug_assert!(c.at > start);
    Some(tens + ones.unwrap_or(0))
}

/// Eats a number from 0 to 99 in one or two digits or in Chinese.
pub(super) fn small(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    match arabic(c) {
        Some((n, 1..=2)) => Some(n as u8),
        Some(_) => {
            c.at = start;
            None
        }
        None => chinese_small(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T>(f: impl Fn(&mut Cursor<'_>) -> Option<T>, text: &str) -> Option<(T, &str)> {
        let mut c = Cursor::new(text, 0);
        f(&mut c).map(|v| (v, c.rest()))
    }

    #[test]
    fn digits_of_every_width_are_read() {
        assert_eq!(read(arabic, "2021年"), Some(((2021, 4), "年")));
        assert_eq!(read(arabic, "１５日"), Some(((15, 2), "日")));
        assert_eq!(read(arabic, "20210303"), None);
        assert_eq!(read(chinese_run, "二〇二一年"), Some(((2021, 4), "年")));
        assert_eq!(read(year4, "九八年"), None);
    }

    #[test]
    fn chinese_numbers_below_a_hundred_are_read() {
        for (text, n) in [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("廿四", 24)]
        {
            assert_eq!(read(chinese_small, text), Some((n, "")), "{text}");
        }
        assert_eq!(read(chinese_small, "〇"), None);
        assert_eq!(read(small, "12月"), Some((12, "月")));
        assert_eq!(read(small, "123月"), None);
    }
}
