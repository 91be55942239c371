//! [`Scanner`]: from one numeral to the next, what each is a part of.

use super::chars::next_start;
use super::draft::{Draft, Step};
use super::ordinal::{self, Ordinal};
use super::unit::Class;
use super::window::Window;
use super::words::WordClass;
use super::{Figure, FigureTables, Value, aligned, bound, code, context, fraction, range, special};
use crate::record::{Bound, FigureKind};
use crate::span::Span;
use crate::text::han::is_han;
use crate::text::numeral::digit::{arabic_digit, is_formal, is_numeral_char, place_exponent, scale_exponent};
use crate::text::numeral::{Numeral, read};
use crate::text::{char_after, char_before};
use rust_decimal::Decimal;

/// One pass over a text.
pub(super) struct Scanner<'t, 's> {
    /// The whole text.
    pub(super) whole: Window<'t>,
    taken: &'s [Span],
    /// Where the text before the next taken span ends.
    limit: usize,
    /// Where the last figure ended: words before it belong to that one.
    pub(super) floor: usize,
    /// End of the last 届 or 中 of a session.
    pub(super) congress: Option<usize>,
    out: Vec<Figure<'t>>,
}

impl<'t, 's> Scanner<'t, 's> {
    pub(super) fn new(text: &'t str, taken: &'s [Span], tables: &'t FigureTables) -> Scanner<'t, 's> {
        let whole = Window { text, tables };
        Scanner { whole, taken, limit: text.len(), floor: 0, congress: None, out: Vec::new() }
    }

    /// The text up to the next time or duration.
    pub(super) fn window(&self) -> Window<'t> {
        self.whole.until(self.limit)
    }

    /// Scans the stretches between the taken spans.
    pub(super) fn run(mut self) -> Vec<Figure<'t>> {
        let mut at = 0;
        for k in 0..=self.taken.len() {
            let next = self.taken.get(k).copied();
            self.limit = next.map_or(self.whole.len(), |s| s.start);
            if at < self.limit {
                self.floor = at;
                self.stretch(at);
            }
            at = next.map_or(at, |s| s.end.max(at));
        }
        aligned::align(self.whole, self.taken, &mut self.out);
        self.out
    }

    fn stretch(&mut self, mut at: usize) {
        while let Some(start) = next_start(self.whole.text, at, self.limit) {
            let step = self.step(start);
            at = match step {
                Step::Skip(end) => end.max(start + 1),
                Step::Found(draft) => self.push(draft).max(start + 1),
            };
            while !self.whole.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Completes a draft by its bounds and context; gives its end.
    fn push(&mut self, draft: Draft<'t>) -> usize {
        let Span { start, end } = draft.span;
        let window = self.window();
        let left = bound::left(window, self.floor, start);
        let right = bound::right(window, end);
        let least = draft.at_least.then_some(Bound::AtLeast);
        let parted = if left.is_none() && least.is_none() {
            bound::over_verb(window, self.floor, start)
        } else {
            None
        };
        let start = left.map_or(start, |l| l.1);
        let end = right.map_or(end, |r| r.1);
        let bound = bound::joined(left.map(|l| l.0).or(least).or(parted), right.map(|r| r.0), draft.about);
        let mut figure = Figure {
            span: Span::new(start, end),
            kind: draft.kind,
            value: draft.value,
            unit: draft.unit,
            bound,
            measure: None,
            change: None,
            base: None,
            per: draft.per,
            rule: draft.rule,
        };
        context::complete(self.whole, &mut figure, draft.flags, self.out.last(), self.taken);
        self.out.push(figure);
        self.floor = end;
        end
    }

    /// What stands at byte `at`, where a figure may start.
    fn step(&mut self, at: usize) -> Step<'t> {
        let Some(c) = char_after(&self.whole, at) else { return Step::Skip(self.limit) };
        if let Some(end) = self.whole.tables.idioms.covers(&self.whole, at, c) {
            return Step::Skip(end);
        }
        let window = self.window();
        let found = match c {
            '第' => ordinal::numbered(window, at).map(|o| self.ordinal(at, o)),
            '首' => ordinal::first(window, self.floor, at).map(|o| self.ordinal(at, o)),
            '翻' => special::doubled(&window, at),
            '对' => special::half_off(&window, at),
            '半' => special::half(window, at),
            '米' => special::height(window.text, at),
            _ => return self.number(at, c),
        };
        found.map_or(Step::Skip(at + c.len_utf8()), Step::Found)
    }

    pub(super) fn ordinal(&mut self, at: usize, o: Ordinal<'t>) -> Draft<'t> {
        if o.unit == Some("届") {
            self.congress = Some(o.end);
        }
        let value = o.number.map_or(Value::Exact(Decimal::ONE), |n| n.value);
        let about = o.number.is_some_and(|n| n.about);
        let span = Span::new(at, o.end);
        Draft { unit: o.unit, ..Draft::new(span, FigureKind::Ordinal, value, about, o.rule) }
    }

    /// A figure that starts with a numeral.
    fn number(&mut self, at: usize, c: char) -> Step<'t> {
        let window = self.window();
        let is_arabic = arabic_digit(c).is_some();
        if is_arabic && let Some(end) = code::covers(window, at) {
            return Step::Skip(end);
        }
        if !is_arabic && let Some(end) = special::quoted(&window, at) {
            return Step::Skip(end);
        }
        let Some(n) = self.numeral(at, c) else { return Step::Skip(at + c.len_utf8()) };
        if !is_arabic && self.names_person(&n, c) {
            return Step::Skip(n.span.end);
        }
        if let Some(scheme) = special::scheme(&window, &n) {
            return scheme;
        }
        if let Some(draft) = special::power(&window, &n).or_else(|| special::spaced_discount(&window, &n)) {
            return Step::Found(draft);
        }
        if let Some(f) = fraction::chinese(window, &n).or_else(|| fraction::stroke(&window, &n)) {
            return Step::Found(ratio(window, &n, f));
        }
        if let Some(step) = range::find(window, &n) {
            return step;
        }
        self.simple(&n)
    }

    /// 局长万家和, 记者百川: behind a word that persons' names follow, a place
    /// without its digit, or a formal digit, is a name's.
    fn names_person(&self, n: &Numeral, c: char) -> bool {
        let bare = place_exponent(c).is_some_and(|exp| exp > 1) || scale_exponent(c).is_some();
        let ahead = &self.whole[self.floor..n.span.start];
        (bare || is_formal(c)) && !n.about && self.whole.words(WordClass::NameBefore).matches(ahead)
    }

    /// The numeral at `at`, with its sign: -5, 负三, 零下20, .77.
    fn numeral(&self, at: usize, c: char) -> Option<Numeral> {
        let window = self.window();
        if c == '零' && window[at..].starts_with("零下") {
            let n = read(&window, at + "零下".len()).filter(|n| n.span.start == at + "零下".len())?;
            return Some(Numeral { span: Span::new(at, n.span.end), value: n.value.map(|d| Some(-d)), ..n });
        }
        if matches!(c, '数' | '數' | '几' | '幾')
            && char_before(&window, at)
                .is_some_and(|p| "人总户指次件倍份额系参分票点基字整正少无款奇偶计充路".contains(p))
        {
            return None;
        }
        read(&window, self.signed(&window, at)).or_else(|| read(&window, at))
    }

    /// Where a sign or a leading point before `at` starts, or `at`.
    fn signed(&self, window: &str, at: usize) -> usize {
        let mut start = at;
        let ahead = &window[self.floor..at];
        if arabic_digit(char_after(window, at).unwrap_or(' ')).is_some()
            && let Some(rest) = ahead.strip_suffix('.')
            && !rest.chars().next_back().is_some_and(|c| c == '.' || c.is_alphanumeric())
        {
            start -= 1;
        }
        let Some(c) = char_before(&window[self.floor..], start - self.floor) else { return start };
        let place = start - c.len_utf8();
        let ahead = char_before(&window[self.floor..], place - self.floor);
        let sign = match c {
            '负' | '負' => !ahead.is_some_and(|p| "胜欠抱背自担辜肩".contains(p)),
            '-' | '－' | '−' => ahead.is_none_or(|p| {
                !(p.is_ascii_alphanumeric() || is_numeral_char(p) || "-－−%％)）".contains(p))
                    && (!is_han(p) || "为是到至长降率温值达约比".contains(p))
            }),
            _ => false,
        };
        let degrees = || read(window, start).is_some_and(|n| below_zero(&window[n.span.end..]));
        if sign || matches!(c, '-' | '－' | '−') && ahead.is_some_and(is_han) && degrees() {
            place
        } else {
            start
        }
    }
}

/// True for units that go with a sign: 夜间-20℃.
fn below_zero(rest: &str) -> bool {
    ["℃", "°", "摄氏度", "度"].iter().any(|w| rest.starts_with(w))
}

fn ratio<'t>(window: Window<'t>, n: &Numeral, f: fraction::Fraction) -> Draft<'t> {
    let span = Span::new(n.span.start, f.end);
    let d = Draft { unit: f.unit, ..Draft::new(span, FigureKind::Rate, f.value, f.about, "figure/fraction") };
    // 四分之一公升 is a quantity.
    match window.unit(f.end) {
        Some((u, end)) if u.class == Class::Quantity && f.unit.is_none() => {
            Draft { span: Span::new(n.span.start, end), kind: FigureKind::Quantity, unit: Some(&u.word), ..d }
        }
        _ => d,
    }
}
