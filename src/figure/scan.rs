//! [`Scanner`]: from one numeral to the next, what each is a part of.

use super::chars::{after, arabic, before, han, next_start, numeric};
use super::numeral::{Form, Numeral, read};
use super::ordinal::{self, Ordinal, Serial};
use super::unit::{self, Class, Unit};
use super::{Figure, Value, bound, code, context, fraction, money, not_figures, range};
use crate::record::FigureKind;
use crate::span::Span;
use rust_decimal::Decimal;

/// One pass over a text.
pub(super) struct Scanner<'t, 's> {
    text: &'t str,
    taken: &'s [Span],
    /// Where the text before the next taken span ends.
    limit: usize,
    /// Where the last figure ended: words before it belong to that one.
    floor: usize,
    /// End of the last 届 or 中 of a session.
    congress: Option<usize>,
    out: Vec<Figure<'t>>,
}

/// A figure before the words around it are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'t> {
    pub(super) span: Span,
    pub(super) kind: FigureKind,
    pub(super) value: Value,
    pub(super) unit: Option<&'t str>,
    pub(super) about: bool,
    pub(super) per: Option<Span>,
    pub(super) rule: &'static str,
}

/// What became of the place a figure might have started at.
pub(super) enum Step<'t> {
    /// A figure.
    Found(Draft<'t>),
    /// Nothing up to this byte.
    Skip(usize),
}

impl<'t, 's> Scanner<'t, 's> {
    pub(super) fn new(text: &'t str, taken: &'s [Span]) -> Scanner<'t, 's> {
        Scanner { text, taken, limit: text.len(), floor: 0, congress: None, out: Vec::new() }
    }

    /// Scans the stretches between the taken spans.
    pub(super) fn run(mut self) -> Vec<Figure<'t>> {
        let mut at = 0;
        for k in 0..=self.taken.len() {
            let next = self.taken.get(k).copied();
            self.limit = next.map_or(self.text.len(), |s| s.start);
            if at < self.limit {
                self.floor = at;
                self.stretch(at);
            }
            at = next.map_or(at, |s| s.end.max(at));
        }
        self.out
    }

    fn stretch(&mut self, mut at: usize) {
        while let Some(start) = next_start(self.text, at, self.limit) {
            let step = self.step(start);
            at = match step {
                Step::Skip(end) => end.max(start + 1),
                Step::Found(draft) => self.push(draft).max(start + 1),
            };
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Completes a draft by its bounds and context; gives its end.
    fn push(&mut self, draft: Draft<'t>) -> usize {
        let Span { start, end } = draft.span;
        let left = bound::left(self.text, self.floor, start);
        let right = bound::right(&self.text[..self.limit], end);
        let start = left.map_or(start, |l| l.1);
        let end = right.map_or(end, |r| r.1);
        let bound = bound::joined(left.map(|l| l.0), right.map(|r| r.0), draft.about);
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
        context::complete(self.text, &mut figure, self.out.last());
        self.out.push(figure);
        self.floor = end;
        end
    }

    /// What stands at byte `at`, where a figure may start.
    fn step(&mut self, at: usize) -> Step<'t> {
        let Some(c) = after(self.text, at) else { return Step::Skip(self.limit) };
        if let Some(end) = not_figures::covers(self.text, at, c) {
            return Step::Skip(end);
        }
        let window = &self.text[..self.limit];
        let found = match c {
            '第' => ordinal::numbered(window, at).map(|o| self.ordinal(at, o)),
            '首' => ordinal::first(window, self.floor, at).map(|o| self.ordinal(at, o)),
            '翻' => doubled(window, at),
            '对' => half_off(window, at),
            '半' => half(window, at),
            _ => return self.number(at, c),
        };
        found.map_or(Step::Skip(at + c.len_utf8()), Step::Found)
    }

    fn ordinal(&mut self, at: usize, o: Ordinal<'t>) -> Draft<'t> {
        if o.unit == Some("届") {
            self.congress = Some(o.end);
        }
        let value = o.number.map_or(Value::Exact(Decimal::ONE), |n| n.value);
        let about = o.number.is_some_and(|n| n.about);
        let span = Span::new(at, o.end);
        Draft { span, kind: FigureKind::Ordinal, value, unit: o.unit, about, per: None, rule: o.rule }
    }

    /// A figure that starts with a numeral.
    fn number(&mut self, at: usize, c: char) -> Step<'t> {
        let window = &self.text[..self.limit];
        let is_arabic = arabic(c).is_some();
        if is_arabic && let Some(end) = code::covers(window, at) {
            return Step::Skip(end);
        }
        if !is_arabic && let Some(end) = quoted(window, at) {
            return Step::Skip(end);
        }
        let Some(n) = self.numeral(at, c) else { return Step::Skip(at + c.len_utf8()) };
        if let Some(scheme) = scheme(window, &n) {
            return scheme;
        }
        if let Some(f) = fraction::chinese(window, &n).or_else(|| fraction::stroke(window, &n)) {
            return Step::Found(ratio(window, &n, f));
        }
        if let Some(step) = range::find(window, &n) {
            return step;
        }
        self.simple(&n)
    }

    /// The numeral at `at`, with its sign: -5, 负三, 零下20, .77.
    fn numeral(&self, at: usize, c: char) -> Option<Numeral> {
        let window = &self.text[..self.limit];
        if c == '零' && window[at..].starts_with("零下") {
            let n = read(window, at + "零下".len()).filter(|n| n.span.start == at + "零下".len())?;
            return Some(Numeral { span: Span::new(at, n.span.end), value: n.value.map(|d| Some(-d)), ..n });
        }
        if matches!(c, '数' | '數' | '几' | '幾')
            && before(window, at)
                .is_some_and(|p| "人总户指次件倍份额系参分票点基字整正少无款奇偶计充路".contains(p))
        {
            return None;
        }
        read(window, self.signed(window, at)).or_else(|| read(window, at))
    }

    /// Where a sign or a leading point before `at` starts, or `at`.
    fn signed(&self, window: &str, at: usize) -> usize {
        let mut start = at;
        let ahead = &window[self.floor..at];
        if arabic(after(window, at).unwrap_or(' ')).is_some()
            && let Some(rest) = ahead.strip_suffix('.')
            && !rest.chars().next_back().is_some_and(|c| c == '.' || c.is_alphanumeric())
        {
            start -= 1;
        }
        let Some(c) = before(&window[self.floor..], start - self.floor) else { return start };
        let place = start - c.len_utf8();
        let ahead = before(&window[self.floor..], place - self.floor);
        let sign = match c {
            '负' | '負' => !ahead.is_some_and(|p| "胜欠抱背自担辜肩".contains(p)),
            '-' | '－' | '−' => ahead.is_none_or(|p| {
                !(p.is_ascii_alphanumeric() || numeric(p) || "-－−%％)）".contains(p))
                    && (!han(p) || "为是到至长降率温值达约比".contains(p))
            }),
            _ => false,
        };
        let degrees = || read(window, start).is_some_and(|n| below_zero(&window[n.span.end..]));
        if sign || matches!(c, '-' | '－' | '−') && ahead.is_some_and(han) && degrees() {
            place
        } else {
            start
        }
    }

    /// A single numeral with what follows it.
    fn simple(&mut self, n: &Numeral) -> Step<'t> {
        let window = &self.text[..self.limit];
        if let Some((unit, end)) = ordinal::session(window, n, self.congress) {
            self.congress = Some(end);
            let o = Ordinal { number: Some(*n), end, unit: Some(unit), rule: "figure/session" };
            return Step::Found(self.ordinal(n.span.start, o));
        }
        if &window[n.span] == "一"
            && before(window, n.span.start).is_some_and(|c| "这那每某同另任哪又新下上".contains(c))
        {
            return Step::Skip(n.span.end);
        }
        if let Some(draft) = halved(window, n) {
            return Step::Found(draft);
        }
        if let Some(draft) = money::read(window, self.floor, n) {
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
            Class::Time => Step::Skip(n.span.end),
            Class::Rate | Class::Multiple => {
                Step::Found(rate(window, draft(FigureKind::Rate, "figure/percent"), u))
            }
            Class::Amount => Step::Skip(n.span.end),
            Class::Noun | Class::QuantityOfDigits if weak => self.bare(n),
            Class::Count | Class::Quantity if bare && !self.bare_fits(n, u) => Step::Skip(n.span.end),
            Class::Quantity | Class::QuantityOfDigits => {
                Step::Found(quantity(window, draft(FigureKind::Quantity, "figure/quantity"), n))
            }
            Class::Count if u.word == "打" => Step::Found(dozen(draft(FigureKind::Count, "figure/dozen"))),
            Class::Serial => self.serial(n, u, end, draft(FigureKind::Count, "figure/serial")),
            // Of a measure word, 两 counts and 二 numbers: 二套房.
            Class::Count if &window[n.span] == "二" && !matches!(u.word, "人" | "名" | "位") => {
                self.bare(n)
            }
            Class::Count | Class::Noun if &window[n.span] == "一" => {
                self.article(draft(FigureKind::Count, "figure/count"), n)
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
        const THINGS: &str = "辆台部套本枚名人件座栋把只头份家艘架间";
        let window = &self.text[..self.limit];
        let (ahead, behind) = (&window[..d.span.start], &window[d.span.end..]);
        let bounded = bound::left(window, self.floor, d.span.start).is_some()
            || bound::right(window, d.span.end).is_some();
        let one_of_them = ahead.ends_with("其中") && matches!(d.unit, Some("人" | "名" | "例"));
        let said = one_of_them || COUNTING.iter().any(|w| ahead.ends_with(w));
        let opens = ahead.chars().next_back().is_none_or(|c| !han(c));
        let closes = behind.chars().next().is_none_or(|c| !han(c) && c != '“' && c != '《');
        let noun = ahead.chars().next_back().is_some_and(|c| {
            han(c) && !"这那每又某同另任有是了的着过成为在和与新第头老下上哪进近".contains(c)
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
        let ahead = before(window, n.span.start);
        let family = matches!(u.word, "家" | "户" | "种" | "次" | "口" | "声" | "步" | "头")
            && ahead.is_some_and(|c| "进入惠送暖走访联挨到给".contains(c));
        !(family
            || matches!(&window[n.span], "拾" | "佰" | "仟")
            || ahead.is_some_and(|c| numeric(c) || "第：:".contains(c)))
    }

    /// A numeral without a unit.
    fn bare(&self, n: &Numeral) -> Step<'t> {
        let window = &self.text[..self.limit];
        let (ahead, behind) = (before(window, n.span.start), after(window, n.span.end));
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
        if fresh && !is_bare(window, n) && [ahead, behind].iter().any(|c| c.is_some_and(han)) {
            (d.kind, d.rule) = (FigureKind::Count, "figure/scaled");
            return Step::Found(d);
        }
        if n.form == Form::Digits || n.form == Form::Mixed || alone(ahead, behind, n, window) {
            return Step::Found(d);
        }
        Step::Skip(n.span.end)
    }
}

/// True for units that go with a sign: 夜间-20℃.
fn below_zero(rest: &str) -> bool {
    ["℃", "°", "摄氏度", "度"].iter().any(|w| rest.starts_with(w))
}

/// True when a Chinese numeral without a unit is a number: long enough to be
/// nothing else, or set apart.
fn alone(ahead: Option<char>, behind: Option<char>, n: &Numeral, window: &str) -> bool {
    let written = &window[n.span];
    let opens = ahead.is_none_or(|c| !han(c) || "是为得等于共".contains(c));
    let closes = behind.is_none_or(|c| !han(c) || "不而这与和或是".contains(c));
    if opens && closes {
        return true;
    }
    let digits = written.chars().filter(|&c| super::chars::chinese(c).is_some()).count();
    let placed =
        written.chars().any(|c| super::chars::power(c).is_some() || super::chars::scale(c).is_some());
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

/// The unit behind a numeral; spaces may stand between, and the line break of
/// a cut column before a measure word.
pub(super) fn unit_behind(window: &str, n: &Numeral) -> Option<(&'static Unit, usize)> {
    let end = n.span.end;
    let c = after(window, end)?;
    let digits = n.form == Form::Digits;
    let find = if digits { unit::find_after_digits } else { unit::find };
    if !c.is_whitespace() {
        return find(window, end);
    }
    let rest = &window[end..];
    let gap: usize = rest.chars().take(3).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let cut = rest[..gap].contains('\n');
    let (u, to) = find(window, end + gap)?;
    let fits = match u.class {
        Class::Noun | Class::QuantityOfDigits | Class::Serial => false,
        Class::Count | Class::Amount | Class::Rate => true,
        _ => !cut,
    };
    (fits && (!cut || digits)).then_some((u, to))
}

/// Rates and multiples: what the unit does to the value.
pub(super) fn rate<'t>(window: &'t str, d: Draft<'t>, u: &Unit) -> Draft<'t> {
    let ten = Decimal::TEN;
    let times = |d: Draft<'t>| d.value.map(|v| v.checked_mul(ten));
    match u.word {
        "%" | "％" | "﹪" => Draft { unit: Some("%"), rule: "figure/percent", ..d },
        "‰" => Draft { rule: "figure/percent", ..d },
        "成" => {
            let d = and_a_half(window, d, Decimal::ONE);
            Draft { value: times(d), unit: Some("%"), rule: "figure/tenths", ..d }
        }
        "折" => {
            let tenth = d.value.exact().is_none_or(|v| v <= ten);
            let value = if tenth { times(d) } else { d.value };
            Draft { value, unit: Some("%"), rule: "figure/tenths", ..d }
        }
        "倍" => Draft {
            kind: FigureKind::Multiple,
            rule: "figure/multiple",
            ..and_a_half(window, d, Decimal::ONE)
        },
        "番" => Draft { kind: FigureKind::Multiple, rule: "figure/multiple", ..d },
        "基点" | "个基点" => Draft { unit: Some("基点"), rule: "figure/points", ..d },
        _ => Draft { unit: Some("pp"), rule: "figure/points", ..d },
    }
}

/// 两米半, 三斤半, 两成半: half a unit more.
pub(super) fn and_a_half<'t>(window: &str, d: Draft<'t>, unit: Decimal) -> Draft<'t> {
    const OTHER: &[&str] = &[
        "年",
        "天",
        "日",
        "月",
        "个月",
        "小时",
        "个小时",
        "径",
        "场",
        "决赛",
        "数",
        "夜",
        "程",
        "价",
        "山",
        "路",
        "岛",
    ];
    let Some(rest) = window[d.span.end..].strip_prefix('半') else { return d };
    if OTHER.iter().any(|w| rest.starts_with(w)) || d.value.exact().is_none() {
        return d;
    }
    let half = unit * Decimal::new(5, 1);
    let span = Span::new(d.span.start, d.span.end + '半'.len_utf8());
    Draft { span, value: d.value.map(|v| v.checked_add(half)), ..d }
}

/// A physical unit: 公里/小时, 两米半, 一米八.
pub(super) fn quantity<'t>(window: &'t str, d: Draft<'t>, n: &Numeral) -> Draft<'t> {
    let end = d.span.end;
    let rest = &window[end..];
    if rest.starts_with(['/', '／']) {
        let from = end + rest.chars().next().map_or(0, char::len_utf8);
        if let Some(to) = per_end(window, from) {
            let unit = Some(&window[n.span.end..to]).map(str::trim_start);
            return Draft { span: Span::new(d.span.start, to), unit, ..d };
        }
    }
    if matches!(d.unit, Some("度" | "°")) {
        return degrees(window, d);
    }
    if d.unit == Some("米")
        && n.form == Form::Chinese
        && let Some(d) = tall(window, d)
    {
        return d;
    }
    and_a_half(window, d, Decimal::ONE)
}

/// 华氏70度: the scale may stand before the number.
fn degrees<'t>(window: &str, d: Draft<'t>) -> Draft<'t> {
    let ahead = &window[..d.span.start];
    let scale =
        ["华氏温度", "摄氏温度", "华氏", "摄氏", "華氏", "攝氏"].iter().find(|w| ahead.ends_with(**w));
    let start = d.span.start - scale.map_or(0, |w| w.len());
    Draft { span: Span::new(start, d.span.end), ..d }
}

/// Where the unit behind a stroke ends: 小时, 斤, s.
pub(super) fn per_end(window: &str, from: usize) -> Option<usize> {
    if let Some((_, end)) = unit::find(window, from) {
        return Some(end);
    }
    let rest = &window[from..];
    let words = ["秒", "分", "时", "月", "日", "年", "h", "s", "斤", "人", "车", "株", "单"];
    let word = words.iter().find(|w| rest.starts_with(**w))?;
    let after = rest[word.len()..].chars().next();
    (!after.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(from + word.len())
}

/// 一米八, 一米八五.
fn tall<'t>(window: &str, d: Draft<'t>) -> Option<Draft<'t>> {
    let end = d.span.end;
    let digits: Vec<u32> = window[end..].chars().take(3).map_while(super::chars::chinese).collect();
    if !(1..=2).contains(&digits.len()) {
        return None;
    }
    let to = end + digits.len() * 3;
    let next = after(window, to);
    if next.is_some_and(numeric) || unit::find(window, to).is_some() {
        return None;
    }
    let tail = digits.iter().fold(0, |sum, d| sum * 10 + i64::from(*d));
    let part = Decimal::new(tail, digits.len() as u32);
    Some(Draft { span: Span::new(d.span.start, to), value: d.value.map(|v| v.checked_add(part)), ..d })
}

fn ratio<'t>(window: &'t str, n: &Numeral, f: fraction::Fraction) -> Draft<'t> {
    let d = Draft {
        span: Span::new(n.span.start, f.end),
        kind: FigureKind::Rate,
        value: f.value,
        unit: f.unit,
        about: f.about,
        per: None,
        rule: "figure/fraction",
    };
    // 四分之一公升 is a quantity.
    match unit::find(window, f.end) {
        Some((u, end)) if u.class == Class::Quantity && f.unit.is_none() => {
            Draft { span: Span::new(n.span.start, end), kind: FigureKind::Quantity, unit: Some(u.word), ..d }
        }
        _ => d,
    }
}

/// “1+20”: a scheme, never a sum.
fn scheme<'t>(window: &str, n: &Numeral) -> Option<Step<'t>> {
    let rest = window[n.span.end..].strip_prefix(['+', '＋'])?;
    let at = window.len() - rest.len();
    if n.form != Form::Digits {
        return None;
    }
    let Some(second) = read(window, at).filter(|s| s.form == Form::Digits) else {
        let letters = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        return letters.then_some(Step::Skip(at + 1));
    };
    let value = Value::Sum(n.value.exact()?, second.value.exact()?);
    let span = Span::new(n.span.start, second.span.end);
    Some(Step::Found(Draft {
        span,
        kind: FigureKind::Number,
        value,
        unit: None,
        about: false,
        per: None,
        rule: "figure/scheme",
    }))
}

/// The end of a short name in quotation marks that starts with a Chinese
/// numeral: “两个责任”.
fn quoted(window: &str, at: usize) -> Option<usize> {
    let close = match before(window, at)? {
        '“' | '〝' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '"' => '"',
        '《' => '》',
        _ => return None,
    };
    for (k, c) in window[at..].char_indices().take(13) {
        if c == close {
            return Some(at + k);
        }
        if matches!(c, '，' | '。' | '；' | '！' | '？' | ',' | '\n') {
            return None;
        }
    }
    None
}

/// 翻番, 翻两番, 翻了一番: twice for each.
fn doubled<'t>(window: &str, at: usize) -> Option<Draft<'t>> {
    let mut from = at + '翻'.len_utf8();
    if window[from..].starts_with('了') {
        from += '了'.len_utf8();
    }
    let n = read(window, from);
    let end = n.map_or(from, |n| n.span.end);
    let end = end + window[end..].strip_prefix('番').map(|_| '番'.len_utf8())?;
    let times = n.map_or(Some(1), |n| n.integer()).filter(|t| (1..=20).contains(t))?;
    Some(Draft {
        span: Span::new(at, end),
        kind: FigureKind::Multiple,
        value: Value::Exact(Decimal::from(1i64 << times)),
        unit: Some("倍"),
        about: n.is_some_and(|n| n.about),
        per: None,
        rule: "figure/doubling",
    })
}

/// 对折: half the price.
fn half_off<'t>(window: &str, at: usize) -> Option<Draft<'t>> {
    let end = at + "对折".len();
    if !window[at..].starts_with("对折") || window[end..].starts_with('叠') {
        return None;
    }
    let value = Value::Exact(Decimal::from(50));
    let span = Span::new(at, end);
    Some(Draft {
        span,
        kind: FigureKind::Rate,
        value,
        unit: Some("%"),
        about: false,
        per: None,
        rule: "figure/tenths",
    })
}

/// 一半: a half.
fn halved<'t>(window: &str, n: &Numeral) -> Option<Draft<'t>> {
    const OTHER: &[&str] = &["天", "夜", "日", "路", "边", "会儿", "点", "年", "月"];
    let rest = window[n.span.end..].strip_prefix('半')?;
    if n.value != Value::Exact(Decimal::ONE) || OTHER.iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    Some(Draft {
        span: Span::new(n.span.start, n.span.end + '半'.len_utf8()),
        kind: FigureKind::Rate,
        value: Value::Exact(Decimal::new(5, 1)),
        unit: None,
        about: false,
        per: None,
        rule: "figure/half",
    })
}

/// 一打, 十打: dozens.
fn dozen<'t>(d: Draft<'t>) -> Draft<'t> {
    Draft { value: d.value.map(|v| v.checked_mul(Decimal::from(12))), unit: None, rule: "figure/dozen", ..d }
}

/// 半成, 半公升, 半个; 一半 is read with its 一.
fn half<'t>(window: &'t str, at: usize) -> Option<Draft<'t>> {
    let end = at + '半'.len_utf8();
    let (u, to) = unit::find(window, end)?;
    let value = Value::Exact(Decimal::new(5, 1));
    let d = Draft {
        span: Span::new(at, to),
        kind: FigureKind::Count,
        value,
        unit: Some(u.word),
        about: false,
        per: None,
        rule: "figure/half",
    };
    match u.class {
        Class::Rate if u.word == "成" => Some(rate(window, Draft { kind: FigureKind::Rate, ..d }, u)),
        Class::Quantity => Some(Draft { kind: FigureKind::Quantity, ..d }),
        Class::Count if matches!(u.word, "个" | "個") => Some(d),
        _ => None,
    }
}
