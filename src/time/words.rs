//! The words of time (`dicts/time_words.tsv`, and the names of festivals), in
//! one trie: the longest word at a place of the text in simplified characters.
//!
//! | class | value | words |
//! |---|---|---|
//! | `year` `quarter` `month` `day` `week` `weekend` | offset from the issue's | 去年 −1 |
//! | `year-found` `month-found` `day-found` | offset from the last in the text | 次日 1 |
//! | `quarter-found` | 0: the last quarter in the text | 当季 |
//! | `day-part` `day-found-part` | offset and part of day | 昨晚 |
//! | `year-whole` | 1 when told from the issue | 全年, 年内 |
//! | `year-edge` | first and last month | 年底 |
//! | `month-edge`, `half-month` | first and last day | 月初, 上旬 |
//! | `half` | 1 or 2 | 上半年 |
//! | `season`, `season-of`, `season-since` | 1 to 4, led by an offset of years | 春季, 今春 |
//! | `years` `days` | first and last offset | 今明两年 |
//! | `part` | part of day | 上午 |
//! | `now` | | 目前 |
//! | `recent` | how far back, `7d` or `3y` | 近日 |
//! | `weekday` | | 星期 |
//! | `plan` | number of the five-year plan | 十四五 |
//! | `since` | first day | 改革开放以来 |
//! | `year-since` | | 开年以来 |
//! | `era` | first year | 康熙 |
//! | `century` | offset from the present one | 上世纪 |
//! | `lunar` | | 农历 |
//! | `reach` | which way | 过去, 未来 (五年) |
//! | `block` | | no time: 十月革命 |

use super::festival::Festivals;
use super::written::{Part, Reach};
use crate::Result;
use crate::lexicon::table::Row;
use crate::lexicon::variants::standard_form;
use jiff::civil::Date;
use std::borrow::Cow;

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    Year(i8),
    YearFound(i8),
    /// True for 年内, which is told from the issue.
    YearWhole(bool),
    YearEdge(u8, u8),
    YearSince,
    Years(i8, i8),
    Half(u8),
    Season(u8),
    SeasonOf(i8, u8),
    SeasonSince(u8),
    Month(i8),
    MonthFound(i8),
    MonthEdge(u8, u8),
    HalfMonth(u8, u8),
    Day(i8),
    DayPart(i8, Part),
    DayFound(i8),
    DayFoundPart(i8, Part),
    Days(i8, i8),
    Part(Part),
    Now,
    RecentDays(u8),
    RecentYears(u8),
    Week(i8),
    Weekend(i8),
    Weekday,
    Plan(u8),
    Since(Date),
    Era(i16),
    Century(i8),
    Lunar,
    Quarter(i8),
    QuarterFound,
    Reach(Reach),
    Festival {
        festival: u16,
        ambiguous: bool,
    },
    Block,
}

impl Word {
    fn parse(class: &str, value: &str) -> Option<Word> {
        let n = || value.parse::<i8>().ok();
        let u = || value.parse::<u8>().ok();
        let two = || value.split_once(' ');
        let edge = || {
            let (a, b) = value.split_once('-')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        };
        Some(match class {
            "year" => Word::Year(n()?),
            "year-found" => Word::YearFound(n()?),
            "year-whole" => Word::YearWhole(u()? == 1),
            "year-edge" => edge().map(|(a, b)| Word::YearEdge(a, b))?,
            "year-since" => Word::YearSince,
            "years" => two().and_then(|(a, b)| Some(Word::Years(a.parse().ok()?, b.parse().ok()?)))?,
            "days" => two().and_then(|(a, b)| Some(Word::Days(a.parse().ok()?, b.parse().ok()?)))?,
            "half" => Word::Half(u()?),
            "season" => Word::Season(u()?),
            "season-of" => two().and_then(|(a, b)| Some(Word::SeasonOf(a.parse().ok()?, b.parse().ok()?)))?,
            "season-since" => Word::SeasonSince(u()?),
            "month" => Word::Month(n()?),
            "month-found" => Word::MonthFound(n()?),
            "month-edge" => edge().map(|(a, b)| Word::MonthEdge(a, b))?,
            "half-month" => edge().map(|(a, b)| Word::HalfMonth(a, b))?,
            "day" => Word::Day(n()?),
            "day-part" => two().and_then(|(a, p)| Some(Word::DayPart(a.parse().ok()?, Part::parse(p)?)))?,
            "day-found" => Word::DayFound(n()?),
            "day-found-part" => {
                two().and_then(|(a, p)| Some(Word::DayFoundPart(a.parse().ok()?, Part::parse(p)?)))?
            }
            "part" => Word::Part(Part::parse(value)?),
            "now" => Word::Now,
            "recent" if value.ends_with('d') => Word::RecentDays(value.trim_end_matches('d').parse().ok()?),
            "recent" => Word::RecentYears(value.trim_end_matches('y').parse().ok()?),
            "week" => Word::Week(n()?),
            "weekend" => Word::Weekend(n()?),
            "weekday" => Word::Weekday,
            "plan" => Word::Plan(u()?),
            "since" => Word::Since(value.parse().ok()?),
            "era" => Word::Era(value.parse().ok()?),
            "century" => Word::Century(n()?),
            "lunar" => Word::Lunar,
            "quarter" => Word::Quarter(n()?),
            "quarter-found" => Word::QuarterFound,
            "reach" => Word::Reach(Reach::parse(value)?),
            "block" => Word::Block,
            _ => return None,
        })
    }
}

/// One node of the trie.
#[derive(Clone, Debug, Default)]
struct Node {
    next: Vec<(char, u32)>,
    word: Option<Word>,
}

impl Node {
    #[inline]
    fn step(&self, c: char) -> Option<u32> {
        self.next.binary_search_by_key(&c, |e| e.0).ok().map(|i| self.next[i].1)
    }
}

/// The words of a table, and the trie over them and the names of festivals.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    rows: Vec<(Cow<'static, str>, Word)>,
    nodes: Vec<Node>,
    /// The node of each first char of the basic plane; 0 where no word begins.
    first: Vec<u16>,
}

impl Words {
    /// The longest word at byte `at` of `text`, and where it ends.
    pub fn at(&self, text: &str, at: usize) -> Option<(Word, usize)> {
        let first = text[at..].chars().next().filter(|c| (*c as u32) < 0x10000)?;
        self.after_first(text, at + first.len_utf8(), first as u32)
    }

    /// The longest word whose first char has `code` and ends at byte `at`.
    #[inline]
    pub fn after_first(&self, text: &str, at: usize, code: u32) -> Option<(Word, usize)> {
        let mut node = match self.first[code as usize] {
            0 => return None,
            n => &self.nodes[usize::from(n)],
        };
        let mut found = node.word.map(|word| (word, at));
        for (i, c) in text[at..].char_indices() {
            let Some(next) = node.step(c) else { break };
            node = &self.nodes[next as usize];
            if let Some(word) = node.word {
                found = Some((word, at + i + c.len_utf8()));
            }
        }
        found
    }

    /// True when a word may begin with the char of this code.
    #[inline]
    pub fn begins(&self, code: u32) -> bool {
        self.first[code as usize] != 0
    }

    /// Adds or removes what a row of the table says.
    ///
    /// # Errors
    /// When its class is none of words of time, or its value is none that the
    /// class takes; the message names file, line and what was expected.
    pub fn add<'a>(&mut self, row: &Row<'a>, keep: impl Fn(&'a str) -> Cow<'static, str>) -> Result<()> {
        let word = row.removes().unwrap_or(row.key());
        // While the embedded table is read, no word stands twice.
        if !self.nodes.is_empty() {
            self.rows.retain(|(known, _)| known != word);
        }
        if row.removes().is_some() {
            return Ok(());
        }
        let (class, value) = (row.cell("class"), row.cell("value"));
        let meaning = Word::parse(class, value).ok_or_else(|| {
            row.error(format!("expected a class of words of time and its value, found {class:?}, {value:?}"))
        })?;
        self.rows.push((keep(word), meaning));
        Ok(())
    }

    /// Makes the trie anew; the names of festivals come first.
    pub fn freeze(&mut self, festivals: &Festivals) {
        self.nodes = vec![Node::default()];
        self.first = vec![0; 0x10000];
        for (festival, name) in festivals.names() {
            self.insert(&name.name, Word::Festival { festival, ambiguous: name.ambiguous });
        }
        let rows = std::mem::take(&mut self.rows);
        rows.iter().for_each(|(word, meaning)| self.insert(word, *meaning));
        self.rows = rows;
        self.nodes.iter_mut().for_each(|node| node.next.sort_unstable());
        for (c, node) in self.nodes[0].next.clone() {
            if (c as u32) < 0x10000 {
                self.first[c as usize] = u16::try_from(node).unwrap_or(0);
            }
        }
    }

    fn insert(&mut self, word: &str, meaning: Word) {
        let mut at = 0;
        for c in word.chars().map(standard_form) {
            let known = self.nodes[at].next.iter().find(|(k, _)| *k == c).map(|(_, n)| *n as usize);
            at = known.unwrap_or_else(|| {
                self.nodes.push(Node::default());
                let new = self.nodes.len() - 1;
                self.nodes[at].next.push((c, new as u32));
                new
            });
        }
        self.nodes[at].word.get_or_insert(meaning);
    }
}

#[cfg(test)]
mod tests {
    use super::super::TimeTables;
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let words = &TimeTables::embedded().words;
        let at = |t: &str| words.at(t, 0).map(|(w, end)| (w, t[..end].to_owned()));
        assert_eq!(at("去年度的"), Some((Word::Year(-1), "去年度".to_owned())));
        assert_eq!(at("这个星期"), Some((Word::Week(0), "这个星期".to_owned())));
        assert_eq!(at("十月革命"), Some((Word::Block, "十月革命".to_owned())));
        assert_eq!(at("民众"), None);
    }

    #[test]
    fn a_users_word_takes_the_place_of_the_known_one() {
        let mut tables = TimeTables::embedded().clone();
        tables.add_text("w.tsv", "word\tclass\tvalue\n旧年\tyear\t-1\n-日前\n").unwrap();
        assert_eq!(tables.words.at("旧年产量", 0), Some((Word::Year(-1), "旧年".len())));
        assert_eq!(tables.words.at("日前", 0), None);
        let e = tables.add_text("w.tsv", "word\tclass\tvalue\n旧年\tyear\tx\n").unwrap_err();
        assert_eq!(e.line_number(), Some(2));
    }
}
