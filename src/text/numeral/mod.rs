//! [`read`]: the longest numeral at one place of a text.
//!
//! ```text
//! numeral  = [负 -] (arabic | chinese) { scale [零] part } [surplus]
//! arabic   = 1,234.5  １，２３４．５  2.7e-3
//! chinese  = positional (二〇二一) | places (四千二百六十) [点 digits]
//! scale    = 万 亿 兆 万亿              part = numeral below that scale
//! surplus  = 余 多 几 来, also before a scale: 五百余万, 十几亿
//! ```
//!
//! Mixed forms are one numeral (3千5百, 1.36亿, 20万零5百), a last digit is
//! read in the place below (三万五 is 35000), two neighbouring digits are a
//! range (三四十 is 30..40), a bare 百 千 万 亿 is one of it. Spaces may stand
//! before a part of a Chinese numeral (一百 五十).
//!
//! ```
//! use baozhi::figure::numeral::read;
//! let text = "四千二百六十亿斤";
//! let n = read(text, 0).unwrap();
//! assert_eq!(&text[n.span], "四千二百六十亿");
//! assert_eq!(n.value.to_string(), "426000000000");
//! assert_eq!(read("三四十人", 0).unwrap().value.to_string(), "30..40");
//! ```
//!
//! What a numeral cannot tell alone (is 一 an article, is 2020 a year) is for
//! its reader to decide. Reading takes time linear in the numeral's length.

pub(crate) mod digit;
mod fixed;
mod literal;
mod pair;
mod reader;
mod run;
mod value;
pub(crate) mod whole;

pub use value::Value;

use crate::span::Span;
use reader::Reader;

/// A numeral as written and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands, sign and surplus word included.
    pub span: Span,
    /// What it is worth.
    pub value: Value,
    /// How it is written.
    pub form: Form,
    /// True when 余, 多, 来 say that it is somewhat more, or 几, 数 stand for a
    /// digit: 几千 is 2000 to 9000.
    pub about: bool,
    /// The power of ten of the 万, 亿, 兆 it ends with; 0 when with none.
    pub scale: u32,
}

impl Numeral {
    /// The value as a whole number, if it is one and fits.
    pub fn integer(&self) -> Option<i64> {
        let d = self.value.exact()?;
        if d.scale() != 0 { None } else { i64::try_from(d.mantissa()).ok() }
    }
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Arabic digits alone: 1,234.5.
    Digits,
    /// Chinese with places: 四千二百, 三点五, 十.
    Chinese,
    /// Chinese digit by digit: 二〇二一. One digit alone is [`Form::Chinese`].
    Positional,
    /// Arabic digits with Chinese places: 1.36亿.
    Mixed,
    /// Two neighbouring digits, a range: 三四十, 两三百.
    Approximate,
}

/// The longest numeral that starts at byte `at` of `text`; `None` if there is
/// none or `at` is no char boundary.
///
/// A sign counts as the start: pass its place. Leading 约, 第 and the like are
/// no part of a numeral.
pub fn read(text: &str, at: usize) -> Option<Numeral> {
    let head = text.get(at..)?.chars().next()?;
    let negative = matches!(head, '负' | '負' | '-' | '－' | '−');
    let start = if negative { at + head.len_utf8() } else { at };
    Reader::new(text, start).read(at, negative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str, value: &str) {
        let n = read(text, 0).map(|n| (&text[n.span], n.value.to_string()));
        assert_eq!(n, Some((want, value.to_string())), "{text}");
    }

    #[test]
    fn every_form_of_a_numeral_is_read() {
        for (text, value) in [
            ("1,234.5", "1234.5"),
            ("１，２３４．５", "1234.5"),
            ("四千二百六十亿", "426000000000"),
            ("二〇二一", "2021"),
            ("两千四百五", "2450"),
            ("廿二", "22"),
            ("卅", "30"),
            ("壹佰贰拾", "120"),
            ("3千5百", "3500"),
            ("1.36亿", "136000000"),
            ("20万零5百", "200500"),
            ("三万五", "35000"),
            ("1万600", "10600"),
            ("三点五", "3.5"),
            ("一点二亿", "120000000"),
            ("10万万", "1000000000"),
            ("7 万5 千4 百", "75400"),
            ("五兆六十二亿四万五千二", "5006200045200"),
            ("一万零百一十一", "10111"),
            ("四十五亿零四百零四万", "4504040000"),
            ("三四十", "30..40"),
            ("两三百", "200..300"),
            ("十七八", "17..18"),
            ("负六点六", "-6.6"),
            ("-12e-1", "-1.2"),
            ("五百余万", "5000000"),
            ("一百零几万", "1000000"),
            ("二十几万", "200000"),
            ("十几", "11..19"),
            ("几千", "2000..9000"),
            ("数百万", "2000000..9000000"),
            ("8000多", "8000"),
            ("一百点123", "100.123"),
            ("一七二零点一三四", "1720.134"),
            ("百三", "130"),
            ("零点零零零零零零零零零零零零零零一", "0.000000000000001"),
        ] {
            check(text, text, value);
        }
    }

    #[test]
    fn a_numeral_ends_where_the_next_thing_starts() {
        check("三万五万", "三万", "30000");
        check("两万两", "两万", "20000");
        check("二两", "二", "2");
        check("20千米", "20", "20");
        check("三点五十分", "三", "3");
        check("5万千瓦", "5万", "50000");
        check("2020十大新闻", "2020", "2020");
        check("1,2345", "1", "1");
        check("一百零", "一百", "100");
        check("100多元化", "100", "100");
    }

    #[test]
    fn what_no_decimal_holds_is_long_not_wrong() {
        for text in ["9".repeat(40), "九".repeat(40), "亿万".repeat(40), "一亿亿亿亿亿亿".into()] {
            let n = read(&text, 0).unwrap();
            assert_eq!((n.value, n.span.end), (Value::Long, text.len()), "{text}");
        }
    }

    #[test]
    fn no_place_of_any_text_makes_it_fail() {
        let text = "负-几数余点.e,，十百千万亿兆零〇一两廿 　0９壹";
        for at in 0..=text.len() {
            let _ = read(text, at);
        }
    }
}
