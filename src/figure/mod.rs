//! Figures: what a newspaper counts, measures and pays, as exact values.
//!
//! ```text
//! figure   = [bound] numeral [range numeral] unit [half] [bound]
//! bound    = 超过 近 约 不低于 … before, 以上 左右 余 … behind
//! range    = 至 到 — - ～
//! unit     = % 个百分点 成 倍 | 元 美元 | 公里 亩 吨 | 个 人次 家
//! others   = fraction | 第 numeral | 首 measure | 翻 numeral 番
//! ```
//!
//! ```
//! use baozhi::figure::scan;
//! use baozhi::record::{Bound, FigureKind};
//!
//! let text = "规模以上纺织企业开工率超过99%，总投资1720.7亿元";
//! let figures = scan(text);
//! assert_eq!(&text[figures[0].span], "超过99%");
//! assert_eq!((figures[0].kind, figures[0].bound), (FigureKind::Rate, Bound::Above));
//! assert_eq!(figures[1].value.to_string(), "172070000000");
//! assert_eq!(figures[1].unit, Some("CNY"));
//! ```
//!
//! A scan takes time linear in the text: every character is looked at once by
//! a filter, and what surrounds a numeral within fixed bounds.
//!
//! | file | decides |
//! |---|---|
//! | [`numeral`] | what a numeral is and what it is worth |
//! | `fraction` | 分之, 1/3 |
//! | `unit`, `dicts/units.tsv`, `dicts/measures.tsv` | what may stand behind a numeral |
//! | `bound`, `dicts/figure_words.tsv` | 超过, 近, 以上 |
//! | `ordinal` | 第, 首, 届, 级 |
//! | `code`, `not_figures`, `dicts/not_figures.tsv` | what is no figure |
//! | `scan`, `classify`, `draft` | how these go together |
//! | `range`, `money`, `coin`, `special` | ranges; currencies; 两块五; 翻番, 半, “1+20”, 10^8 |
//! | `measure`, `context`, `aligned` | what is counted or measured; change, base, per; lists one to one |
//! | `tables`, `words`, `window` | the dictionaries, users' rows over them |

mod aligned;
mod bound;
mod chars;
mod classify;
mod code;
mod coin;
mod context;
mod draft;
mod fraction;
mod measure;
mod money;
mod not_figures;
mod ordinal;
mod range;
mod scan;
mod special;
mod tables;
mod unit;
mod window;
mod words;

pub use crate::text::numeral::{self, Value};
pub use tables::FigureTables;

use crate::record::{Bound, Change, FigureKind, MentionKind};
use crate::span::Span;
use std::borrow::Cow;

/// A number with what it counts, as found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure<'t> {
    /// Where it stands, bound words included.
    pub span: Span,
    /// What sort of number it is.
    pub kind: FigureKind,
    /// What it is worth.
    pub value: Value,
    /// `%`, `‰`, `pp`, ISO 4217, or the measure word or unit as written.
    pub unit: Option<&'t str>,
    /// How the value bounds the true one.
    pub bound: Bound,
    /// What is counted or measured: 复工率, 规模以上纺织企业.
    pub measure: Option<Span>,
    /// Whether it goes with a rise or a fall.
    pub change: Option<Change>,
    /// What a change is measured against (同比, 比上年), or the 由 or 从 that
    /// makes the figure itself the base of the next one.
    pub base: Option<Span>,
    /// What an amount is counted by: 每人每月, 斤.
    pub per: Option<Span>,
    /// The rule that made it.
    pub rule: &'static str,
}

/// The figures of `text`, bare numbers included, in text order and without
/// overlaps. Dates, times and durations are none.
pub fn scan(text: &str) -> Vec<Figure<'_>> {
    scan_outside(text, &times(text))
}

/// The figures of `text` outside the spans of `taken`, which are sorted and do
/// not overlap: its times and durations.
pub fn scan_outside<'t>(text: &'t str, taken: &[Span]) -> Vec<Figure<'t>> {
    scan_with(text, taken, FigureTables::embedded())
}

/// As [`scan_outside`], with tables of one's own.
pub fn scan_with<'t>(text: &'t str, taken: &[Span], tables: &'t FigureTables) -> Vec<Figure<'t>> {
    scan::Scanner::new(text, taken, tables).run()
}

/// The times and durations of `text`, which its figures leave out.
fn times(text: &str) -> Vec<Span> {
    let exprs = crate::time::scan(text);
    exprs.iter().filter(|expr| !expr.is_guess(text)).map(|expr| expr.span).collect()
}

/// The first number in `surface` as it is printed, separators included.
fn digits(surface: &str) -> &str {
    let digit = |c: char| c.is_numeric() || "一二三四五六七八九十百千万亿〇零两".contains(c);
    let rest = &surface[surface.find(digit).unwrap_or(0)..];
    let end = rest.find(|c| !digit(c) && !matches!(c, '.' | '．' | ',' | '，'));
    &rest[..end.unwrap_or(rest.len())]
}

impl Figure<'_> {
    /// The figure as a mention of a record; `text` is what was scanned.
    pub fn to_record(&self, text: &str) -> MentionKind {
        let slice = |span: Option<Span>| span.and_then(|s| s.get(text)).map(str::to_owned);
        let value = match self.value {
            Value::Long => digits(self.span.get(text).unwrap_or_default()).to_owned(),
            value => value.to_string(),
        };
        MentionKind::Figure {
            kind: self.kind,
            value,
            unit: self.unit.map(|u| Cow::Owned(u.to_owned())),
            bound: self.bound,
            measure: slice(self.measure),
            change: self.change,
            base: slice(self.base),
            per: slice(self.per),
        }
    }
}
