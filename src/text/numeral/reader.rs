//! [`Reader`]: the machine behind [`read`](super::numeral::read), one token a
//! step.
//!
//! A number is the sum of its scales (兆 亿 万), a section below the last scale
//! (千 百 十) and a digit below the last place. Every part is kept as the pair
//! of a range's ends.

use super::digit::{
    arabic_digit, chinese_digit, is_surplus, is_zero, place_exponent, scale_exponent, tens_value,
};
use super::fixed::Fixed;
use super::literal;
use super::pair::Pair;
use super::run::{Run, decimals, neighbours};
use super::value::Value;
use super::{Form, Numeral};
use crate::span::Span;
use crate::text::char_after;
use crate::text::mark::is_space;

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Last {
    Nothing,
    /// Arabic digits.
    Literal,
    /// One Chinese digit, or two that make a range.
    Digit,
    /// Several Chinese digits.
    Run,
    /// Digits behind a 点.
    Decimals,
    /// 十 百 千.
    Power,
    /// 万 亿 兆.
    Scale,
    /// 零 between parts.
    Zero,
}

/// The state of one reading.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    last: Last,
    /// The scales read, largest first, each with what it counts.
    sums: [(u32, Pair); 3],
    depth: usize,
    /// Where the last scale ended.
    scale_end: usize,
    section: Pair,
    digit: Option<Pair>,
    /// The next power must be below this exponent.
    limit: u32,
    /// Exponent of the last power or scale: a digit at the end belongs below.
    place: Option<u32>,
    about: bool,
    range: bool,
    arabic: bool,
    chinese: bool,
    positional: bool,
    /// The scale the numeral ends with, as an exponent.
    tail: u32,
    /// True once a number got too long for exact arithmetic.
    long: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Reader<'t> {
        Reader {
            text,
            at,
            last: Last::Nothing,
            sums: [(0, Pair::ZERO); 3],
            depth: 0,
            scale_end: at,
            section: Pair::ZERO,
            digit: None,
            limit: 4,
            place: None,
            about: false,
            range: false,
            arabic: false,
            chinese: false,
            positional: false,
            tail: 0,
            long: false,
        }
    }

    /// Reads token after token while each may follow the one before.
    pub(super) fn read(mut self, start: usize, negative: bool) -> Option<Numeral> {
        let mut end = self.at;
        while self.step() {
            end = self.at;
        }
        end = end.min(self.at);
        if self.last == Last::Nothing {
            return None;
        }
        if self.last == Last::Zero {
            end -= before_len(self.text, end);
        }
        self.at = end;
        self.surplus_behind();
        Some(self.numeral(start, negative))
    }

    fn step(&mut self) -> bool {
        let Some((c, at)) = self.peek() else { return false };
        let back = std::mem::replace(&mut self.at, at);
        let read = self.token(c);
        if !read && self.at == at {
            self.at = back;
        }
        read
    }

    fn token(&mut self, c: char) -> bool {
        if let Some(exp) = place_exponent(c) {
            return self.power(c, exp);
        }
        if let Some(exp) = scale_exponent(c) {
            return self.scale(c, exp);
        }
        if is_zero(c) && matches!(self.last, Last::Power | Last::Scale) {
            return self.connector(c);
        }
        if chinese_digit(c).is_some() {
            return self.digits();
        }
        if arabic_digit(c).is_some() || (self.last == Last::Nothing && matches!(c, '.' | '．')) {
            return self.literal();
        }
        if let Some(n) = tens_value(c) {
            return self.tens(c, n);
        }
        match c {
            '点' | '點' => self.point(c),
            '几' | '幾' | '数' | '數' if self.unknown_digit(c) => true,
            _ => is_surplus(c) && self.surplus_before_scale(c),
        }
    }

    /// The next character and its place; up to two spaces are passed over
    /// where a Chinese numeral goes on behind them.
    fn peek(&self) -> Option<(char, usize)> {
        let (mut c, mut at) = (char_after(self.text, self.at)?, self.at);
        if self.last == Last::Nothing || !is_space(c) {
            return Some((c, at));
        }
        for _ in 0..2 {
            if is_space(c) {
                at += c.len_utf8();
                c = char_after(self.text, at)?;
            }
        }
        let point = matches!(c, '点' | '點');
        let fits = match self.last {
            Last::Literal => scale_exponent(c).is_some() || place_exponent(c).is_some(),
            Last::Run | Last::Decimals => scale_exponent(c).is_some(),
            Last::Digit => place_exponent(c).is_some() || scale_exponent(c).is_some() || point,
            _ => {
                arabic_digit(c).is_none()
                    && (chinese_digit(c).is_some() || scale_exponent(c).is_some() || is_surplus(c) || point)
            }
        };
        // 7 万5 千 is one number, 一百五十 2000 are two.
        fits.then_some((c, at))
    }

    fn take(&mut self, c: char, last: Last) -> bool {
        self.at += c.len_utf8();
        self.last = last;
        true
    }

    /// The pair, or nought and a note that the number is too long.
    fn checked(&mut self, pair: Option<Pair>) -> Pair {
        self.long |= pair.is_none();
        pair.unwrap_or(Pair::ZERO)
    }

    /// 十, 百, 千 after a digit, or bare where nothing or a 零 stands before.
    fn power(&mut self, c: char, exp: u32) -> bool {
        let counted = match self.last {
            Last::Nothing | Last::Zero => false,
            Last::Power if exp == 1 => false,
            Last::Digit => true,
            // 3千5百, but 2020十大新闻 and 20千米 are no such numbers.
            Last::Literal if self.digit.is_some_and(|d| d.1.below(1)) => true,
            _ => return false,
        };
        if exp >= self.limit || self.is_unit(c) {
            return false;
        }
        let part = if counted { self.digit.take().unwrap_or(Pair::ONE) } else { Pair::ONE };
        self.section = self.checked(part.shift(exp).and_then(|p| p.add(self.section)));
        (self.limit, self.place, self.chinese) = (exp, Some(exp), true);
        self.take(c, Last::Power)
    }

    /// 万, 亿, 兆: everything read since the last larger scale is of it.
    fn scale(&mut self, c: char, exp: u32) -> bool {
        if self.last == Last::Zero || self.is_unit(c) {
            return false;
        }
        let after_scale = self.last == Last::Scale;
        let smaller = (0..self.depth).find(|&k| self.sums[k].0 <= exp).unwrap_or(self.depth);
        if smaller < self.depth && self.sums[smaller].0 == exp && !after_scale {
            return self.repeated();
        }
        let mut part = match self.digit.take() {
            Some(d) => self.checked(d.add(self.section)),
            None if self.last == Last::Nothing => Pair::ONE,
            None => self.section,
        };
        for k in smaller..self.depth {
            part = self.checked(part.add(self.sums[k].1));
        }
        self.sums[smaller] = (exp, self.checked(part.shift(exp)));
        self.depth = smaller + 1;
        (self.section, self.limit, self.place) = (Pair::ZERO, 4, Some(exp));
        self.tail = if after_scale { self.tail + exp } else { exp };
        self.chinese = true;
        self.take(c, Last::Scale);
        self.scale_end = self.at;
        true
    }

    /// 三万五万: the second part is a number of its own, so what was read of it
    /// is given back. That is four places at most, so no text is read over and
    /// over.
    fn repeated(&mut self) -> bool {
        (self.section, self.digit, self.last) = (Pair::ZERO, None, Last::Scale);
        self.at = self.scale_end;
        false
    }

    /// 零 between two parts of a number.
    fn connector(&mut self, c: char) -> bool {
        let next = char_after(self.text, self.at + c.len_utf8());
        let goes_on = next.is_some_and(|n| {
            let digit = chinese_digit(n).is_some() || arabic_digit(n).is_some() || tens_value(n).is_some();
            (digit && !is_zero(n)) || place_exponent(n).is_some() || matches!(n, '几' | '幾')
        });
        self.place = None;
        goes_on && self.take(c, Last::Zero)
    }

    /// Chinese digits: one of a place, two that make a range, or a number
    /// digit by digit.
    fn digits(&mut self) -> bool {
        let fresh = self.last == Last::Nothing;
        if !(fresh || matches!(self.last, Last::Power | Last::Scale | Last::Zero)) {
            return false;
        }
        let run = Run::read(self.text, self.at, fresh);
        let Some(value) = run.value else {
            self.long = true;
            return fresh && self.digit_run(run, Pair::ZERO);
        };
        let pair = match (run.first, run.second) {
            (a, Some(b)) if (!fresh || run.len == 2) && neighbours(a, b) => {
                self.range = true;
                (Pair(Fixed::int(a), Fixed::int(b)), 2)
            }
            (_, Some(_)) if fresh => return self.digit_run(run, Pair::of(value)),
            (a, _) => (Pair::of(Fixed::int(a)), 1),
        };
        if run.len == 0 {
            return false;
        }
        self.digit = Some(pair.0);
        self.chinese = true;
        self.at = run.ends[pair.1 - 1];
        self.last = Last::Digit;
        true
    }

    fn digit_run(&mut self, run: Run, value: Pair) -> bool {
        self.digit = Some(value);
        (self.chinese, self.positional) = (true, true);
        (self.at, self.last) = (run.end, Last::Run);
        true
    }

    /// Arabic digits, at the start or below a place: 1.36亿, 3千5百, 1万600.
    fn literal(&mut self) -> bool {
        let fresh = self.last == Last::Nothing;
        let below = match self.last {
            Last::Nothing => u32::MAX,
            Last::Power if self.limit > 1 => self.limit,
            Last::Scale => self.place.unwrap_or(0),
            Last::Zero => self.limit.max(4),
            _ => return false,
        };
        let Some(read) = literal::read(self.text, self.at) else { return false };
        let value = read.value.unwrap_or(Fixed::ZERO);
        if !fresh && (read.value.is_none() || value.places > 0 || !value.below(below)) {
            return false;
        }
        if !fresh && !value.below(1) {
            self.place = None;
        }
        self.long |= read.value.is_none();
        self.digit = Some(Pair::of(value));
        self.arabic = true;
        (self.at, self.last) = (read.end, Last::Literal);
        true
    }

    /// 廿, 卅, 卌.
    fn tens(&mut self, c: char, n: u32) -> bool {
        if !matches!(self.last, Last::Nothing | Last::Power | Last::Scale | Last::Zero) || self.limit <= 1 {
            return false;
        }
        self.section = self.checked(self.section.add(Pair::of(Fixed::int(n))));
        (self.limit, self.place, self.chinese) = (1, Some(1), true);
        self.take(c, Last::Power)
    }

    /// 点 with digits behind it; 三点五十 is a clock time.
    fn point(&mut self, c: char) -> bool {
        if self.range || !matches!(self.last, Last::Digit | Last::Run | Last::Power | Last::Scale) {
            return false;
        }
        let mut at = self.at + c.len_utf8();
        while let Some(s) = char_after(self.text, at).filter(|&s| is_space(s)) {
            at += s.len_utf8();
        }
        let Some((decimals, end)) = decimals(self.text, at) else { return false };
        let next = char_after(self.text, end);
        let clock =
            next.is_some_and(|n| place_exponent(n).is_some() || matches!(n, '分' | '刻' | '钟' | '半'));
        if end == at || clock {
            return false;
        }
        self.long |= decimals.is_none();
        let part = Pair::of(decimals.unwrap_or(Fixed::ZERO));
        let whole = self.digit.take().unwrap_or(Pair::ZERO).add(self.section);
        let whole = self.checked(whole);
        (self.digit, self.section) = (Some(self.checked(whole.add(part))), Pair::ZERO);
        (self.at, self.last, self.place) = (end, Last::Decimals, None);
        self.chinese = true;
        true
    }

    /// 几 or 数 for a digit. Where nothing else tells the size it is a range:
    /// 几千 is 2000 to 9000, 十几 is 11 to 19, 十几万 is 100000 to 190000. Behind
    /// a larger part it is somewhat more than that: 二十几, 一百零几.
    fn unknown_digit(&mut self, c: char) -> bool {
        let next = char_after(self.text, self.at + c.len_utf8());
        let counted = next.is_some_and(|n| place_exponent(n).is_some() || scale_exponent(n).is_some());
        let ten = self.depth == 0 && self.section.is(10);
        let (low, high) = match self.last {
            Last::Nothing if counted => (2, 9),
            _ if matches!(c, '数' | '數') => return false,
            Last::Power if self.limit == 1 && ten => (u32::from(!counted), 9),
            Last::Power if self.limit == 1 => (0, 0),
            Last::Power if counted => (1, 1),
            Last::Zero => (0, 0),
            _ => return false,
        };
        self.digit = Some(Pair(Fixed::int(low), Fixed::int(high)));
        (self.about, self.chinese, self.place) = (true, true, None);
        self.take(c, Last::Digit)
    }

    /// 五百余万, 2700多万.
    fn surplus_before_scale(&mut self, c: char) -> bool {
        let mut at = self.at + c.len_utf8();
        if char_after(self.text, at).is_some_and(is_space) {
            at += 1;
        }
        let next = self.text.get(at..).and_then(|s| s.chars().next());
        let counts =
            matches!(self.last, Last::Literal | Last::Power | Last::Scale | Last::Decimals | Last::Run);
        if !counts || next.and_then(scale_exponent).is_none() {
            return false;
        }
        self.about = true;
        self.at = at;
        true
    }

    /// 余, 多, 几, 来 at the end: 8000多, 十来.
    fn surplus_behind(&mut self) {
        let Some(c) = char_after(self.text, self.at).filter(|&c| is_surplus(c)) else { return };
        let rest = &self.text[self.at + c.len_utf8()..];
        let next = rest.chars().next();
        let round = match self.last {
            Last::Power | Last::Scale => true,
            Last::Literal => self.digit.is_some_and(|d| !d.0.below(1) && d.0.places == 0),
            _ => false,
        };
        let fits = match c {
            '来' => {
                round
                    && next.is_some_and(|n| {
                        "个名人位岁家天年米斤元公里种次座户项件条只本分块度篇辆台间张".contains(n)
                    })
            }
            '多' => round && !["元化", "云", "媒体", "边", "党"].iter().any(|w| rest.starts_with(w)),
            '几' | '幾' => {
                round && next.is_some_and(|n| "个名人位岁家天年斤元公里种次座户项件条只块度".contains(n))
            }
            _ => round && !["额", "款", "粮", "热", "震", "党"].iter().any(|w| rest.starts_with(w)),
        };
        if fits {
            self.about = true;
            self.at += c.len_utf8();
        }
    }

    /// 千米, 兆瓦: the character belongs to the unit behind the numeral.
    fn is_unit(&self, c: char) -> bool {
        let Some(next) = char_after(self.text, self.at + c.len_utf8()) else { return false };
        match c {
            // 三千米 is 3000 metres, 三千克 three kilograms, 3千米 three kilometres.
            '千' if self.last == Last::Digit => "克瓦卡伏帕赫焦".contains(next),
            '千' => "米克瓦卡伏帕赫焦".contains(next) && matches!(self.last, Last::Literal | Last::Nothing),
            '百' => self.last != Last::Nothing && self.text[self.at..].starts_with("百分点"),
            '兆' => "瓦赫帕字比欧焦位伏".contains(next) || self.last == Last::Nothing,
            _ => false,
        }
    }

    fn numeral(mut self, start: usize, negative: bool) -> Numeral {
        let mut value = self.section;
        if let Some(digit) = self.digit {
            let ending = matches!(self.last, Last::Digit | Last::Literal);
            let down = self.place.filter(|&p| ending && p > 1).map_or(0, |p| p - 1);
            let digit = self.checked(digit.shift(down));
            value = self.checked(value.add(digit));
        }
        for k in 0..self.depth {
            value = self.checked(value.add(self.sums[k].1));
        }
        let decimals = value.0.decimal(negative).zip(value.1.decimal(negative));
        let value = match decimals {
            _ if self.long => Value::Long,
            None => Value::Long,
            Some((a, b)) if a == b => Value::Exact(a),
            Some((a, b)) => Value::Range(a.min(b), a.max(b)),
        };
        let form = match (self.arabic, self.chinese) {
            (true, false) => Form::Digits,
            (true, true) => Form::Mixed,
            _ if self.range => Form::Approximate,
            _ if self.positional => Form::Positional,
            _ => Form::Chinese,
        };
        Numeral {
            span: Span::new(start, self.at),
            value,
            form,
            about: self.about,
            scale: if self.last == Last::Scale { self.tail } else { 0 },
        }
    }
}

fn before_len(text: &str, at: usize) -> usize {
    text[..at].chars().next_back().map_or(0, char::len_utf8)
}
