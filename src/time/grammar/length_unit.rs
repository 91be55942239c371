//! The units of lengths, each written once.
//!
//! ```text
//! unit = word | 个 word | 个多 word      三年, 三个月, 三个多小时
//! ```

use super::super::digits::Cursor;

/// How a unit may stand behind its number: 三月 alone, 三个月, 三个多月.
const ALONE: u8 = 1;
const COUNTED: u8 = 2;
const COUNTED_ABOUT: u8 = 4;

/// The units of length with how they stand, longest first where one begins another.
const UNITS: [(&str, Unit, u8); 23] = [
    ("刻钟", Unit::Quarters, ALONE),
    ("季度", Unit::Quarter, COUNTED),
    ("年头", Unit::Year, COUNTED),
    ("春秋", Unit::Year, COUNTED),
    ("世纪", Unit::Century, COUNTED),
    ("学年", Unit::Year, COUNTED),
    ("整年", Unit::Year, ALONE),
    ("整天", Unit::Day, ALONE),
    ("周年", Unit::Year, ALONE),
    ("年", Unit::Year, ALONE),
    ("载", Unit::Year, ALONE),
    ("天", Unit::Day, ALONE),
    ("昼夜", Unit::Day, ALONE | COUNTED),
    ("小时", Unit::Hour, ALONE | COUNTED | COUNTED_ABOUT),
    ("钟头", Unit::Hour, ALONE | COUNTED),
    ("分钟", Unit::Minute, ALONE),
    ("秒钟", Unit::Second, ALONE),
    ("秒", Unit::Second, ALONE),
    ("星期", Unit::Week, ALONE | COUNTED | COUNTED_ABOUT),
    ("礼拜", Unit::Week, ALONE | COUNTED),
    ("周", Unit::Week, ALONE | COUNTED),
    ("月", Unit::Month, ALONE | COUNTED | COUNTED_ABOUT),
    ("日", Unit::Day, ALONE),
];

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Century,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    /// 刻钟.
    Quarters,
    Minute,
    Second,
}

/// Eats a unit of the table with the 个 that counts it.
pub fn written_unit(c: &mut Cursor<'_>) -> Option<Unit> {
    let start = c.at;
    let way = match c.eat("个") {
        true if c.eat("多") => COUNTED_ABOUT,
        true => COUNTED,
        false => ALONE,
    };
    let found = UNITS.iter().find(|(word, _, ways)| ways & way != 0 && c.eat(word));
    if found.is_none() {
        c.at = start;
    }
    found.map(|(_, unit, _)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_as_its_row_says() {
        let read = |text: &str| {
            let mut c = Cursor::new(text, 0);
            (written_unit(&mut c), c.at == text.len())
        };
        for (text, unit) in [
            ("周年", Unit::Year),
            ("周", Unit::Week),
            ("个周", Unit::Week),
            ("个多月", Unit::Month),
            ("个世纪", Unit::Century),
            ("秒钟", Unit::Second),
        ] {
            assert_eq!(read(text), (Some(unit), true), "{text}");
        }
        for text in ["世纪", "个多世纪", "个年", "个"] {
            assert_eq!(read(text).0, None, "{text}");
        }
    }
}
