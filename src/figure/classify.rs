//! What a single numeral is by the unit behind it: a count, a quantity, an
//! article, a bare number.

use super::draft::{Draft, Step, and_a_half, quantity, rate, unit_behind};
use super::ordinal::{self, Ordinal, Serial};
use super::scan::Scanner;
use super::unit::{Class, Flag, Unit};
use super::window::Window;
use super::words::WordClass;
use super::{Value, bound, coin, money, special};
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::han::is_han;
use crate::text::numeral::digit::{
    chinese_digit, is_formal, is_numeral_char, place_exponent, scale_exponent,
};
use crate::text::numeral::{Form, Numeral, read};
use crate::text::{char_after, char_before};
use crate::time::counts_days;
use rust_decimal::Decimal;

impl<'t> Scanner<'t, '_> {
    /// A single numeral with what follows it.
    pub(super) fn simple(&mut self, n: &Numeral) -> Step<'t> {
        let window = self.window();
        if let Some((unit, end)) = ordinal::session(window, n, self.congress) {
            self.congress = Some(end);
            let o = Ordinal { number: Some(*n), end, unit: Some(unit), rule: "figure/session" };
            return Step::Found(self.ordinal(n.span.start, o));
        }
        if &window[n.span] == "一"
            && char_before(&window, n.span.start).is_some_and(|c| "这那每某同另任哪又新下上".contains(c))
        {
            return Step::Skip(n.span.end);
        }
        if let Some(draft) = special::halved(window, n) {
            return Step::Found(draft);
        }
        if let Some(draft) =
            money::read(window, self.floor, n).or_else(|| coin::read_at(window, self.floor, n))
        {
            return Step::Found(draft);
        }
        let n = &short(window, n);
        match unit_behind(window, n) {
            Some((u, end)) => self.counted(n, u, end),
            None => self.bare(n),
        }
    }

    fn counted(&mut self, n: &Numeral, u: &'t Unit, end: usize) -> Step<'t> {
        let window = self.window();
        let span = Span::new(n.span.start, end);
        let draft =
            |kind, rule| Draft { span, unit: Some(&*u.word), flags: u.flags, ..Draft::of(n, kind, rule) };
        let weak = is_weak(&window, n);
        let bare = is_bare(&window, n);
        match u.class {
            // Index points: an hour is at most 24.
            Class::Time
                if u.flags.has(Flag::HourOrPoint)
                    && n.value.exact().is_some_and(|v| v > Decimal::from(24)) =>
            {
                Step::Found(draft(FigureKind::Count, "figure/index"))
            }
            // 优良天数256天
            Class::Time if u.flags.has(Flag::Days) && counts_days(&self.whole, n.span.start) => {
                Step::Found(draft(FigureKind::Count, "figure/count"))
            }
            Class::Time => special::age(&window, draft(FigureKind::Count, "figure/age"))
                .map_or(Step::Skip(n.span.end), Step::Found),
            Class::Rate | Class::Multiple => {
                Step::Found(rate(window, draft(FigureKind::Rate, "figure/percent"), u))
            }
            Class::Amount => Step::Skip(n.span.end),
            Class::Noun | Class::QuantityOfDigits if weak => self.bare(n),
            Class::Count | Class::Quantity if bare && !self.bare_fits(n, u) => Step::Skip(n.span.end),
            // 着陆阶段: a formal digit that ends a word.
            Class::Count
                if window[n.span].chars().all(is_formal)
                    && window[n.span].chars().nth(1).is_none()
                    && char_before(&window, n.span.start).is_some_and(is_han) =>
            {
                Step::Skip(n.span.end)
            }
            Class::Quantity | Class::QuantityOfDigits => {
                Step::Found(quantity(window, draft(FigureKind::Quantity, "figure/quantity"), n))
            }
            Class::Count if u.flags.has(Flag::Dozen) => {
                Step::Found(special::dozen(draft(FigureKind::Count, "figure/dozen")))
            }
            Class::Serial => self.serial(n, u, end, draft(FigureKind::Count, "figure/serial")),
            // Of a measure word, 两 counts and 二 numbers: 二套房.
            Class::Count if &window[n.span] == "二" && !u.flags.has(Flag::Person) => self.bare(n),
            Class::Count | Class::Noun if &window[n.span] == "一" => {
                self.article(draft(FigureKind::Count, "figure/count"), n)
            }
            Class::Count if u.flags.has(Flag::Age) && window[end..].starts_with('大') => {
                let d = draft(FigureKind::Count, "figure/count");
                Step::Found(special::age(&window, d).unwrap_or(d))
            }
            Class::Count | Class::Noun => {
                let mut d = draft(FigureKind::Count, "figure/count");
                if n.value == Value::Exact(Decimal::ZERO)
                    && n.form == Form::Chinese
                    && !u.flags.has(Flag::Generic)
                {
                    return Step::Skip(n.span.end);
                }
                if bare && let Some(start) = bound::upward(&window, self.floor, n.span.start) {
                    (d.span.start, d.at_least) = (start, true);
                }
                Step::Found(and_a_half(window, d, Decimal::ONE))
            }
        }
    }

    fn serial(&mut self, n: &Numeral, u: &'t Unit, end: usize, d: Draft<'t>) -> Step<'t> {
        match ordinal::serial(self.window(), n, u.flags, end) {
            Serial::Ordinal => {
                let o = Ordinal { number: Some(*n), end, unit: Some(&*u.word), rule: "figure/serial" };
                Step::Found(self.ordinal(n.span.start, o))
            }
            Serial::Count => Step::Found(d),
            Serial::Quantity => Step::Found(Draft { kind: FigureKind::Quantity, ..d }),
            Serial::Label => self.bare(n),
        }
    }

    /// 一 with a measure word: a count where something says so, else the
    /// article of its noun.
    fn article(&self, d: Draft<'t>, n: &Numeral) -> Step<'t> {
        let window = self.window();
        let (ahead, behind) = (&window[..d.span.start], &window[d.span.end..]);
        let bounded = bound::left(window, self.floor, d.span.start).is_some()
            || bound::right(window, d.span.end).is_some();
        let one_of_them = ahead.ends_with("其中") && d.flags.has(Flag::OneOf);
        let said = one_of_them || window.words(WordClass::CountsOne).matches(ahead);
        let opens = ahead.chars().next_back().is_none_or(|c| !is_han(c));
        let closes = behind.chars().next().is_none_or(|c| !is_han(c) && c != '“' && c != '《');
        let noun = ahead.chars().next_back().is_some_and(|c| {
            is_han(c) && !"这那每又某同另任有是了的着过成为在和与新第头老下上哪进近".contains(c)
        });
        let thing = d.flags.has(Flag::Thing);
        let half = and_a_half(window, d, Decimal::ONE);
        if bounded || said || noun && closes && thing || half.span != d.span {
            return Step::Found(half);
        }
        if opens && closes {
            return Step::Found(Draft::of(n, FigureKind::Number, "figure/number"));
        }
        Step::Skip(n.span.end)
    }

    /// 百户, 万亩: a bare 百, 千, 万, 亿 with a unit.
    fn bare_fits(&self, n: &Numeral, u: &Unit) -> bool {
        let window = self.window();
        let ahead = char_before(&window, n.span.start);
        let family = u.flags.has(Flag::Every) && ahead.is_some_and(|c| "进入惠送暖走访联挨到给".contains(c));
        !(family
            || matches!(&window[n.span], "拾" | "佰" | "仟")
            || ahead.is_some_and(|c| is_numeral_char(c) || "第：:".contains(c)))
    }

    /// A numeral without a unit.
    fn bare(&self, n: &Numeral) -> Step<'t> {
        let window = self.window();
        if let Some(draft) = shares_unit(window, n) {
            return Step::Found(draft);
        }
        let (ahead, behind) = (char_before(&window, n.span.start), char_after(&window, n.span.end));
        let mut d = Draft::of(n, FigureKind::Number, "figure/number");
        // 10余高校: without a measure word it counts the noun behind it.
        let noun = behind.filter(|c| is_han(*c) && !"的是为在和与至到以之".contains(*c));
        if n.about && n.form == Form::Digits && noun.is_some() {
            (d.kind, d.rule) = (FigureKind::Count, "figure/scaled");
            return Step::Found(d);
        }
        let fresh = matches!(n.value, Value::Exact(_) | Value::Range(..)) && n.scale > 0;
        if fresh && !is_bare(&window, n) && [ahead, behind].iter().any(|c| c.is_some_and(is_han)) {
            (d.kind, d.rule) = (FigureKind::Count, "figure/scaled");
            return Step::Found(d);
        }
        if n.form == Form::Digits || n.form == Form::Mixed || alone(ahead, behind, n, &window) {
            return Step::Found(d);
        }
        Step::Skip(n.span.end)
    }
}

/// How many numerals may share the unit of the last.
const SHARING: usize = 6;

/// 0.4 of 0.4和0.5个百分点: a rate by the unit that the last of a list has.
fn shares_unit<'t>(window: Window<'t>, n: &Numeral) -> Option<Draft<'t>> {
    let mut last = *n;
    for _ in 0..SHARING {
        let joint = char_after(&window, last.span.end).filter(|c| matches!(c, '和' | '、' | '与' | '及'))?;
        let next = read(&window, last.span.end + joint.len_utf8())?;
        if next.form != n.form || next.span.start != last.span.end + joint.len_utf8() {
            return None;
        }
        if let Some((unit, _)) = unit_behind(window, &next) {
            let draft = Draft {
                unit: Some(&*unit.word),
                flags: unit.flags,
                ..Draft::of(n, FigureKind::Rate, "figure/percent")
            };
            return (unit.class == Class::Rate).then(|| rate(window, draft, unit));
        }
        last = next;
    }
    None
}

/// True when a Chinese numeral without a unit is a number: long enough to be
/// nothing else, or set apart.
fn alone(ahead: Option<char>, behind: Option<char>, n: &Numeral, window: &str) -> bool {
    let written = &window[n.span];
    let opens = ahead.is_none_or(|c| !is_han(c) || "是为得等于共".contains(c));
    let closes = behind.is_none_or(|c| !is_han(c) || "不而这与和或是".contains(c));
    if opens && closes {
        return true;
    }
    let digits = written.chars().filter(|&c| chinese_digit(c).is_some()).count();
    let placed = written.chars().any(|c| place_exponent(c).is_some() || scale_exponent(c).is_some());
    let point = written.contains(['点', '點']);
    match n.form {
        Form::Positional => digits > 2,
        Form::Approximate => false,
        _ => placed && digits > 0 || point,
    }
}

/// True for a numeral of one character, which a word may start with as well.
fn is_weak(window: &str, n: &Numeral) -> bool {
    n.form != Form::Digits && window[n.span].chars().count() == 1
}

/// True for 百, 千万, 百余: no digit before the place.
fn is_bare(window: &str, n: &Numeral) -> bool {
    n.form == Form::Chinese
        && window[n.span].starts_with(['百', '千', '万', '亿', '佰', '仟', '萬', '億', '拾'])
}

/// 一两黄金, 二两: a 两 at the end of a range is a weight.
fn short(window: Window<'_>, n: &Numeral) -> Numeral {
    let written = &window[n.span];
    if n.form != Form::Approximate || !written.ends_with('两') || window.unit(n.span.end).is_some() {
        return *n;
    }
    let end = n.span.end - '两'.len_utf8();
    let value = match n.value {
        Value::Range(a, _) => Value::Exact(a),
        other => other,
    };
    Numeral { span: Span::new(n.span.start, end), value, form: Form::Chinese, ..*n }
}
