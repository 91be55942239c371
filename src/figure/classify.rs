//! What a single numeral is by the unit behind it: a count, a quantity, an
//! article, a bare number.

use super::draft::{Draft, Step, and_a_half, quantity, rate, unit_behind};
use super::ordinal::{self, Ordinal, Serial};
use super::scan::Scanner;
use super::unit::{self, Class, Unit};
use super::{Value, bound, coin, money, special};
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::han::is_han;
use crate::text::numeral::digit::{chinese_digit, is_numeral_char, place_exponent, scale_exponent};
use crate::text::numeral::{Form, Numeral};
use crate::text::{char_after, char_before};
use rust_decimal::Decimal;

impl<'t> Scanner<'t, '_> {
    /// A single numeral with what follows it.
    pub(super) fn simple(&mut self, n: &Numeral) -> Step<'t> {
        let window = &self.text[..self.limit];
        if let Some((unit, end)) = ordinal::session(window, n, self.congress) {
            self.congress = Some(end);
            let o = Ordinal { number: Some(*n), end, unit: Some(unit), rule: "figure/session" };
            return Step::Found(self.ordinal(n.span.start, o));
        }
        if &window[n.span] == "一"
            && char_before(window, n.span.start).is_some_and(|c| "这那每某同另任哪又新下上".contains(c))
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

    fn counted(&mut self, n: &Numeral, u: &'static Unit, end: usize) -> Step<'t> {
        let window = &self.text[..self.limit];
        let draft = |kind, rule| Draft {
            span: Span::new(n.span.start, end),
            kind,
            value: n.value,
            unit: Some(u.word),
            about: n.about,
            per: None,
            rule,
        };
        let weak = is_weak(window, n);
        let bare = is_bare(window, n);
        match u.class {
            // Index points: an hour is at most 24.
            Class::Time if u.word == "点" && n.value.exact().is_some_and(|v| v > Decimal::from(24)) => {
                Step::Found(draft(FigureKind::Count, "figure/index"))
            }
            Class::Time => special::age(window, draft(FigureKind::Count, "figure/age"))
                .map_or(Step::Skip(n.span.end), Step::Found),
            Class::Rate | Class::Multiple => {
                Step::Found(rate(window, draft(FigureKind::Rate, "figure/percent"), u))
            }
            Class::Amount => Step::Skip(n.span.end),
            Class::Noun | Class::QuantityOfDigits if weak => self.bare(n),
            Class::Count | Class::Quantity if bare && !self.bare_fits(n, u) => Step::Skip(n.span.end),
            Class::Quantity | Class::QuantityOfDigits => {
                Step::Found(quantity(window, draft(FigureKind::Quantity, "figure/quantity"), n))
            }
            Class::Count if u.word == "打" => {
                Step::Found(special::dozen(draft(FigureKind::Count, "figure/dozen")))
            }
            Class::Serial => self.serial(n, u, end, draft(FigureKind::Count, "figure/serial")),
            // Of a measure word, 两 counts and 二 numbers: 二套房.
            Class::Count if &window[n.span] == "二" && !matches!(u.word, "人" | "名" | "位") => {
                self.bare(n)
            }
            Class::Count | Class::Noun if &window[n.span] == "一" => {
                self.article(draft(FigureKind::Count, "figure/count"), n)
            }
            Class::Count if matches!(u.word, "岁" | "周岁") && window[end..].starts_with('大') => {
                let d = draft(FigureKind::Count, "figure/count");
                Step::Found(special::age(window, d).unwrap_or(d))
            }
            Class::Count | Class::Noun => {
                let mut d = draft(FigureKind::Count, "figure/count");
                if n.value == Value::Exact(Decimal::ZERO)
                    && n.form == Form::Chinese
                    && u.word != "个"
                    && u.word != "個"
                {
                    return Step::Skip(n.span.end);
                }
                if bare && let Some(start) = bound::upward(window, self.floor, n.span.start) {
                    (d.span.start, d.about) = (start, true);
                }
                Step::Found(and_a_half(window, d, Decimal::ONE))
            }
        }
    }

    fn serial(&mut self, n: &Numeral, u: &'static Unit, end: usize, d: Draft<'t>) -> Step<'t> {
        match ordinal::serial(&self.text[..self.limit], n, u.word, end) {
            Serial::Ordinal => {
                let o = Ordinal { number: Some(*n), end, unit: Some(u.word), rule: "figure/serial" };
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
        const COUNTING: &[&str] = &["唯一", "惟一", "仅", "仅有", "只有", "只", "共", "共有", "各", "分别"];
        const THINGS: &str = "辆台部套本枚名人件座栋把只头份艘架间";
        let window = &self.text[..self.limit];
        let (ahead, behind) = (&window[..d.span.start], &window[d.span.end..]);
        let bounded = bound::left(window, self.floor, d.span.start).is_some()
            || bound::right(window, d.span.end).is_some();
        let one_of_them = ahead.ends_with("其中") && matches!(d.unit, Some("人" | "名" | "例"));
        let said = one_of_them || COUNTING.iter().any(|w| ahead.ends_with(w));
        let opens = ahead.chars().next_back().is_none_or(|c| !is_han(c));
        let closes = behind.chars().next().is_none_or(|c| !is_han(c) && c != '“' && c != '《');
        let noun = ahead.chars().next_back().is_some_and(|c| {
            is_han(c) && !"这那每又某同另任有是了的着过成为在和与新第头老下上哪进近".contains(c)
        });
        let thing = d.unit.is_some_and(|u| THINGS.contains(u));
        let half = and_a_half(window, d, Decimal::ONE);
        if bounded || said || noun && closes && thing || half.span != d.span {
            return Step::Found(half);
        }
        if opens && closes {
            let span = n.span;
            return Step::Found(Draft {
                span,
                kind: FigureKind::Number,
                unit: None,
                rule: "figure/number",
                ..d
            });
        }
        Step::Skip(n.span.end)
    }

    /// 百户, 万亩: a bare 百, 千, 万, 亿 with a unit.
    fn bare_fits(&self, n: &Numeral, u: &Unit) -> bool {
        let window = &self.text[..self.limit];
        let ahead = char_before(window, n.span.start);
        let family = matches!(u.word, "家" | "户" | "种" | "次" | "口" | "声" | "步" | "头")
            && ahead.is_some_and(|c| "进入惠送暖走访联挨到给".contains(c));
        !(family
            || matches!(&window[n.span], "拾" | "佰" | "仟")
            || ahead.is_some_and(|c| is_numeral_char(c) || "第：:".contains(c)))
    }

    /// A numeral without a unit.
    fn bare(&self, n: &Numeral) -> Step<'t> {
        let window = &self.text[..self.limit];
        let (ahead, behind) = (char_before(window, n.span.start), char_after(window, n.span.end));
        let mut d = Draft {
            span: n.span,
            kind: FigureKind::Number,
            value: n.value,
            unit: None,
            about: n.about,
            per: None,
            rule: "figure/number",
        };
        let fresh = matches!(n.value, Value::Exact(_) | Value::Range(..)) && n.scale > 0;
        if fresh && !is_bare(window, n) && [ahead, behind].iter().any(|c| c.is_some_and(is_han)) {
            (d.kind, d.rule) = (FigureKind::Count, "figure/scaled");
            return Step::Found(d);
        }
        if n.form == Form::Digits || n.form == Form::Mixed || alone(ahead, behind, n, window) {
            return Step::Found(d);
        }
        Step::Skip(n.span.end)
    }
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
fn short(window: &str, n: &Numeral) -> Numeral {
    let written = &window[n.span];
    if n.form != Form::Approximate || !written.ends_with('两') || unit::find(window, n.span.end).is_some() {
        return *n;
    }
    let end = n.span.end - '两'.len_utf8();
    let value = match n.value {
        Value::Range(a, _) => Value::Exact(a),
        other => other,
    };
    Numeral { span: Span::new(n.span.start, end), value, form: Form::Chinese, ..*n }
}
