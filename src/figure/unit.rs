//! Units and measure words: `dicts/units.tsv` and `dicts/measures.tsv`.

use rust_decimal::Decimal;
use std::sync::LazyLock;

static UNITS: &str = include_str!("../../dicts/units.tsv");
static MEASURES: &str = include_str!("../../dicts/measures.tsv");

/// What a unit makes of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Money, with its ISO 4217 code.
    Amount,
    /// %, ‰, points, 成, 折.
    Rate,
    /// 倍.
    Multiple,
    /// A physical unit.
    Quantity,
    /// The same, but a word too: only after Arabic or longer numerals.
    QuantityOfDigits,
    /// A unit of time: no figure.
    Time,
    /// A measure word.
    Count,
    /// A noun counted without one, 31省: only after Arabic or longer numerals.
    Noun,
    /// A measure word that numbers too: 二级, 十九届.
    Serial,
}

impl Class {
    fn of(name: &str) -> Option<Class> {
        Some(match name {
            "amount" => Class::Amount,
            "rate" => Class::Rate,
            "multiple" => Class::Multiple,
            "quantity" => Class::Quantity,
            "quantity_digits" => Class::QuantityOfDigits,
            "time" => Class::Time,
            "count" => Class::Count,
            "noun" => Class::Noun,
            "serial" => Class::Serial,
            _ => return None,
        })
    }
}

/// One row of the dictionaries.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) word: &'static str,
    pub(super) class: Class,
    /// ISO 4217 for money, else empty.
    pub(super) code: &'static str,
    /// What one of it is in `code`: 0.1 for 角钱.
    pub(super) factor: Decimal,
    not_before: Vec<&'static str>,
    /// The same, but only behind a Chinese or a scaled numeral: 三名师 is a
    /// kind of teacher, 3名师生 are three people.
    soft_not_before: Vec<&'static str>,
    only_before: Vec<&'static str>,
}

impl Unit {
    fn fits(&self, rest: &str, digits: bool) -> bool {
        let latin = self.word.ends_with(|c: char| c.is_ascii_alphabetic());
        if latin && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return false;
        }
        let starts = |words: &[&str]| words.iter().any(|w| rest.starts_with(w));
        !starts(&self.not_before)
            && (digits || !starts(&self.soft_not_before))
            && (self.only_before.is_empty() || rest.is_empty() || starts(&self.only_before))
    }
}

/// The longest unit at byte `at` of `text` whose surroundings allow it, and
/// where it ends; behind a Chinese or scaled numeral, or none.
pub(super) fn find(text: &str, at: usize) -> Option<(&'static Unit, usize)> {
    lookup(text, at, false)
}

/// The same behind plain Arabic digits, which nearly always count.
pub(super) fn find_after_digits(text: &str, at: usize) -> Option<(&'static Unit, usize)> {
    lookup(text, at, true)
}

fn lookup(text: &str, at: usize, digits: bool) -> Option<(&'static Unit, usize)> {
    let rest = text.get(at..)?;
    let head = rest.chars().next()?;
    let table = &*TABLE;
    let (from, to) = table.range(head)?;
    let unit = table.units[from..to]
        .iter()
        .find(|u| rest.starts_with(u.word) && u.fits(&rest[u.word.len()..], digits))?;
    Some((unit, at + unit.word.len()))
}

/// All rows, sorted by first character, then the longest first.
struct Table {
    units: Vec<Unit>,
    /// First characters with their rows' ranges, by hash; a free slot holds
    /// an empty range.
    heads: Vec<(char, u16, u16)>,
}

const SLOTS: usize = 2048;

fn slot(c: char) -> usize {
    ((c as u32).wrapping_mul(0x9E37_79B1) >> 20) as usize % SLOTS
}

impl Table {
    fn range(&self, head: char) -> Option<(usize, usize)> {
        let mut k = slot(head);
        loop {
            let (c, from, to) = self.heads[k];
            if from == to {
                return None;
            }
            if c == head {
                return Some((from.into(), to.into()));
            }
            k = (k + 1) % SLOTS;
        }
    }

    fn insert(&mut self, head: char, row: u16) {
        let mut k = slot(head);
        while self.heads[k].1 != self.heads[k].2 && self.heads[k].0 != head {
            k = (k + 1) % SLOTS;
        }
        let entry = &mut self.heads[k];
        let from = if entry.1 == entry.2 { row } else { entry.1 };
        *entry = (head, from, row + 1);
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut units: Vec<Unit> =
        rows(UNITS).filter_map(physical).chain(rows(MEASURES).filter_map(measure)).collect();
    units.sort_by_key(|u| (u.word.chars().next(), std::cmp::Reverse(u.word.len())));
    let heads: Vec<(u16, char)> = (0..).zip(units.iter().filter_map(|u| u.word.chars().next())).collect();
    let mut table = Table { units, heads: vec![('\0', 0, 0); SLOTS] };
    for (row, head) in heads {
        table.insert(head, row);
    }
    table
});

/// The columns of a dictionary's rows, its header left out.
pub(super) fn rows(tsv: &'static str) -> impl Iterator<Item = [&'static str; 6]> {
    tsv.lines().skip(1).filter(|l| !l.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

fn physical([word, class, code, factor, not, only]: [&'static str; 6]) -> Option<Unit> {
    Some(Unit {
        word,
        class: Class::of(class)?,
        code,
        factor: factor.parse().unwrap_or(Decimal::ONE),
        not_before: list(not),
        soft_not_before: Vec::new(),
        only_before: list(only),
    })
}

fn measure([word, class, not, soft, only, _]: [&'static str; 6]) -> Option<Unit> {
    Some(Unit {
        word,
        class: Class::of(class)?,
        code: "",
        factor: Decimal::ONE,
        not_before: list(not),
        soft_not_before: list(soft),
        only_before: list(only),
    })
}

fn list(column: &'static str) -> Vec<&'static str> {
    column.split('|').filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class_and_stands_once() {
        let mut words = std::collections::BTreeMap::new();
        for (row, column) in rows(UNITS).map(|r| (r, "units")).chain(rows(MEASURES).map(|r| (r, "measures")))
        {
            assert!(Class::of(row[1]).is_some(), "{row:?}");
            if let Some(other) = words.insert(row[0], column) {
                assert_ne!(other, column, "{} stands twice", row[0]);
            }
        }
    }

    #[test]
    fn the_longest_unit_that_fits_is_found() {
        let word = |text| find(text, 0).map(|(u, _)| u.word);
        assert_eq!(word("人次"), Some("人次"));
        assert_eq!(word("个百分点"), Some("个百分点"));
        assert_eq!(word("人民"), None);
        assert_eq!(word("km。"), Some("km"));
        assert_eq!(word("kmx"), None);
    }
}
