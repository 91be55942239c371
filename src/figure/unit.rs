//! Units and measure words: `dicts/units.tsv` and `dicts/measures.tsv`.

use crate::Result;
use crate::lexicon::table::{MARK, Row, TableKind};
use rust_decimal::Decimal;
use std::borrow::Cow;

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
    /// A physical unit that is also an everyday word (点, 分): accepted only
    /// after Arabic digits or a numeral of two or more characters.
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

const CLASSES: [(&str, Class); 9] = [
    ("amount", Class::Amount),
    ("rate", Class::Rate),
    ("multiple", Class::Multiple),
    ("quantity", Class::Quantity),
    ("quantity_digits", Class::QuantityOfDigits),
    ("time", Class::Time),
    ("count", Class::Count),
    ("noun", Class::Noun),
    ("serial", Class::Serial),
];

macro_rules! flags {
    ($($(#[$doc:meta])* $flag:ident $name:literal),+ $(,)?) => {
        /// What the grammar must know of a unit beyond its class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Flag { $($(#[$doc])* $flag),+ }

        const FLAGS: &[(&str, Flag)] = &[$(($name, Flag::$flag)),+];
    };
}

flags![
    /// %.
    Percent "percent",
    /// ‰.
    Permille "permille",
    /// 成: ten per cent, 七成五.
    Tenth "tenth",
    /// 折: what is left of a price, in tenths.
    Discount "discount",
    /// 倍, which a 半 may follow.
    Times "times",
    /// 番 of 翻两番.
    Doubling "doubling",
    /// 基点.
    BasisPoint "basis_point",
    /// 元 and its forms: 角 and 分 may follow.
    Yuan "yuan",
    /// 打: twelve.
    Dozen "dozen",
    /// 岁, which 大 may follow.
    Age "age",
    /// 点: a time of day up to 24, points of an index beyond.
    HourOrPoint "hour_or_point",
    /// 天, which 天数 counts.
    Days "days",
    /// 度: 华氏 or 摄氏 may stand before the number.
    Degree "degree",
    /// 米: 一米八 is 1.8.
    Metre "metre",
    /// 个, which stands before nouns of every sort.
    Generic "generic",
    /// 人, 名, 位: 二 counts them as well as 两.
    Person "person",
    /// 人: what is said of them follows.
    People "people",
    /// 其中一名 counts one of those before.
    OneOf "one_of",
    /// 首批 is the first one.
    First "first",
    /// 水泵一台: one, where no noun follows.
    Thing "thing",
    /// 进百家: said of all, no count.
    Every "every",
    /// 届.
    Session "session",
    /// 年级.
    Grade "grade",
    /// 级: a grade, a level of divisions or the force of wind.
    Level "level",
    /// 版: a page of a newspaper.
    Edition "edition",
    /// 期: a stage of works, an issue, a course.
    Stage "stage",
];

/// A set of [`Flag`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u32);

impl Flags {
    #[inline]
    pub(super) fn has(self, flag: Flag) -> bool {
        self.0 >> flag as u32 & 1 == 1
    }

    fn read(row: &Row<'_>) -> Result<Flags> {
        let mut flags = Flags::default();
        for name in row.list("flags") {
            let Some((_, flag)) = FLAGS.iter().find(|(known, _)| *known == name) else {
                let names: Vec<&str> = FLAGS.iter().map(|(name, _)| *name).collect();
                return Err(row.expected("flags", &format!("flags of {}", names.join(", "))));
            };
            flags.0 |= 1 << *flag as u32;
        }
        Ok(flags)
    }
}

/// One row of the dictionaries.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) word: Cow<'static, str>,
    pub(super) class: Class,
    /// ISO 4217 for money, else empty.
    pub(super) code: Cow<'static, str>,
    /// What one of it is in `code`: 0.1 for 角钱.
    pub(super) factor: Decimal,
    pub(super) flags: Flags,
    table: TableKind,
    not_before: Vec<Cow<'static, str>>,
    /// The same, but only behind a Chinese or a scaled numeral: 三名师 is a
    /// kind of teacher, 3名师生 are three people.
    not_before_after_chinese: Vec<Cow<'static, str>>,
    only_before: Vec<Cow<'static, str>>,
}

impl Unit {
    fn fits(&self, rest: &str, digits: bool) -> bool {
        let latin = self.word.ends_with(|c: char| c.is_ascii_alphabetic());
        if latin && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return false;
        }
        let starts = |words: &[Cow<'static, str>]| words.iter().any(|word| begins(rest, word));
        !starts(&self.not_before)
            && (digits || !starts(&self.not_before_after_chinese))
            && (self.only_before.is_empty() || rest.is_empty() || starts(&self.only_before))
    }
}

/// True when `rest` begins with a word of a list, or with any mark where the
/// list says so.
fn begins(rest: &str, word: &str) -> bool {
    if word == MARK {
        return rest.starts_with(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    }
    rest.starts_with(word)
}

/// All rows, sorted by first character, then the longest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    units: Vec<Unit>,
    /// First characters with their rows' ranges, by hash; a free slot holds
    /// an empty range.
    heads: Vec<(char, u16, u16)>,
}

/// Four slots for each first character there is, so that look-ups end soon.
const SLOTS: usize = 4096;

fn slot(c: char) -> usize {
    ((c as u32).wrapping_mul(0x9E37_79B1) >> 20) as usize % SLOTS
}

impl Units {
    /// The longest unit at byte `at` of `text` whose surroundings allow it, and
    /// where it ends. Behind plain Arabic digits (`digits`) what follows nearly
    /// always counts.
    pub(super) fn find(&self, text: &str, at: usize, digits: bool) -> Option<(&Unit, usize)> {
        let rest = text.get(at..)?;
        let head = rest.chars().next()?;
        let (from, to) = self.range(head)?;
        let unit = self.units[from..to]
            .iter()
            .find(|u| rest.starts_with(&*u.word) && u.fits(&rest[u.word.len()..], digits))?;
        Some((unit, at + unit.word.len()))
    }

    fn range(&self, head: char) -> Option<(usize, usize)> {
        let mut k = slot(head);
        loop {
            let (c, from, to) = *self.heads.get(k)?;
            if from == to {
                return None;
            }
            if c == head {
                return Some((from.into(), to.into()));
            }
            k = (k + 1) % SLOTS;
        }
    }

    /// Adds or removes what a row of `units.tsv` says.
    pub(super) fn add_unit<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        if self.removed(row, TableKind::Units) {
            return Ok(());
        }
        let factor = match row.optional("factor") {
            Some(_) => row.parsed("factor", "a decimal number")?,
            None => Decimal::ONE,
        };
        let unit = Unit {
            word: keep(row.key()),
            class: row.one_of("kind", &CLASSES)?,
            code: keep(row.cell("code")),
            factor,
            flags: Flags::read(row)?,
            table: TableKind::Units,
            not_before: row.list("not_before").map(&keep).collect(),
            not_before_after_chinese: Vec::new(),
            only_before: row.list("only_before").map(&keep).collect(),
        };
        self.insert(row, unit)
    }

    /// Adds or removes what a row of `measures.tsv` says.
    pub(super) fn add_measure<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        if self.removed(row, TableKind::Measures) {
            return Ok(());
        }
        let unit = Unit {
            word: keep(row.key()),
            class: row.one_of("class", &CLASSES)?,
            code: Cow::Borrowed(""),
            factor: Decimal::ONE,
            flags: Flags::read(row)?,
            table: TableKind::Measures,
            not_before: row.list("not_before").map(&keep).collect(),
            not_before_after_chinese: row.list("not_before_after_chinese").map(&keep).collect(),
            only_before: row.list("only_before").map(&keep).collect(),
        };
        self.insert(row, unit)
    }

    /// Takes out the row that `row` replaces or removes; true for a removal.
    fn removed(&mut self, row: &Row<'_>, table: TableKind) -> bool {
        let word = row.removes().unwrap_or(row.key());
        // While the embedded tables are read, no row stands twice.
        if !self.heads.is_empty() {
            self.units.retain(|u| u.table != table || u.word != word);
        }
        row.removes().is_some()
    }

    fn insert(&mut self, row: &Row<'_>, unit: Unit) -> Result<()> {
        if unit.word.is_empty() {
            return Err(row.error("expected a unit in the first column, found nothing"));
        }
        self.units.push(unit);
        Ok(())
    }

    /// Sorts the rows that were added, so that they are found.
    pub(super) fn freeze(&mut self) {
        self.units.sort_by_key(|u| {
            let table = u.table == TableKind::Measures;
            (u.word.chars().next(), std::cmp::Reverse(u.word.len()), table)
        });
        self.heads = vec![('\0', 0, 0); SLOTS];
        let heads: Vec<(u16, char)> =
            (0..).zip(self.units.iter().filter_map(|u| u.word.chars().next())).collect();
        for (row, head) in heads {
            self.note_head(head, row);
        }
    }

    fn note_head(&mut self, head: char, row: u16) {
        let mut k = slot(head);
        while self.heads[k].1 != self.heads[k].2 && self.heads[k].0 != head {
            k = (k + 1) % SLOTS;
        }
        let entry = &mut self.heads[k];
        let from = if entry.1 == entry.2 { row } else { entry.1 };
        *entry = (head, from, row + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::FigureTables;

    #[test]
    fn the_longest_unit_that_fits_is_found() {
        let units = &FigureTables::embedded().units;
        let word = |text| units.find(text, 0, false).map(|(u, _)| &*u.word);
        assert_eq!(word("人次"), Some("人次"));
        assert_eq!(word("个百分点"), Some("个百分点"));
        assert_eq!(word("人民"), None);
        assert_eq!(word("km。"), Some("km"));
        assert_eq!(word("kmx"), None);
        assert_eq!(word("平，"), Some("平"));
        assert_eq!(word("平均"), None);
    }

    #[test]
    fn a_users_row_takes_the_place_of_the_known_one() {
        let mut tables = FigureTables::embedded().clone();
        let head = "word\tclass\tnot_before\tnot_before_after_chinese\tonly_before\tflags\n";
        tables.add_text("m.tsv", &format!("{head}辆\tcount\t模\t\t\t\n-头\n")).unwrap();
        let word = |text| tables.units.find(text, 0, false).map(|(u, _)| &*u.word);
        assert_eq!((word("辆车"), word("辆模型"), word("头牛")), (Some("辆"), None, None));
        let e = tables.add_text("m.tsv", &format!("{head}辆\tcounts\t\t\t\t\n")).unwrap_err();
        assert!(e.to_string().starts_with("m.tsv:2: expected a class (amount, rate"), "{e}");
    }
}
