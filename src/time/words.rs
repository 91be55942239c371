//! The words of time (`dicts/time_words.tsv`, and the names of festivals), in
//! one trie: the longest word at a place, in either script.
//!
//! | class | value | words |
//! |---|---|---|
//! | `year` `quarter` `month` `day` `week` `weekend` | offset from the issue's | 去年 −1 |
//! | `year-found` `month-found` `day-found` | offset from the last in the text | 次日 1 |
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

use super::festival::FESTIVALS;
use super::written::{Part, Reach};
use jiff::civil::Date;
use std::sync::LazyLock;

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
            "reach" => Word::Reach(Reach::parse(value)?),
            "block" => Word::Block,
            _ => return None,
        })
    }
}

/// One node of the trie.
#[derive(Default)]
struct Node {
    next: Vec<(char, u32)>,
    word: Option<Word>,
}

impl Node {
    #[inline]
    fn step(&self, c: char) -> Option<u32> {
        let find = |c: char| self.next.binary_search_by_key(&c, |e| e.0).ok().map(|i| self.next[i].1);
        find(c).or_else(|| if self.next.is_empty() { None } else { find(simplified(c)) })
    }
}

/// The trie.
pub(super) struct Words {
    nodes: Vec<Node>,
    /// The node of each first char of the basic plane, in both scripts; 0
    /// where no word begins.
    first: Vec<u16>,
}

/// The words of the crate's tables.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { nodes: vec![Node::default()], first: vec![0; 0x10000] };
    for name in &FESTIVALS.names {
        words.insert(name.name, Word::Festival { festival: name.festival, ambiguous: name.ambiguous });
    }
    for line in include_str!("../../dicts/time_words.tsv").lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(word), Some(class), Some(value)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        if let Some(meaning) = Word::parse(class, value) {
            words.insert(word, meaning);
        }
    }
    words.nodes.iter_mut().for_each(|n| n.next.sort_unstable());
    let firsts: Vec<(char, u32)> = words.nodes[0].next.clone();
    for (c, node) in firsts {
        let written = VARIANTS.iter().filter(|v| v.1 == c).map(|v| v.0).chain([c]);
        for w in written.filter(|w| (*w as u32) < 0x10000) {
            words.first[w as usize] = node as u16;
        }
    }
    words
});

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

    fn insert(&mut self, word: &str, meaning: Word) {
        let mut at = 0;
        for c in word.chars().map(simplified) {
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

/// The simplified form of a traditional char that stands in a word of time.
fn simplified(c: char) -> char {
    if c < '\u{4e00}' {
        return c;
    }
    VARIANTS.binary_search_by_key(&c, |v| v.0).map_or(c, |i| VARIANTS[i].1)
}

/// Traditional and simplified chars of the words, sorted by the former.
static VARIANTS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    const PAIRS: &str = "國国慶庆節节聖圣誕诞勞劳動动兒儿際际婦妇軍军門门歸归紀纪復复東东麗丽贖赎齋斋懺忏龐庞爾尔瑪玛\
        馬马誦诵轉转歡欢樹树獨独靈灵陽阳陰阴曆历農农臘腊閏闰週周個个後后兩两這这舊旧歲岁當当禮礼時时點点鐘钟間间\
        連连過过來来幾几數数會会場场親亲師师萬万燈灯猶犹毀毁設设權权費费協协亞亚傳传統统總总號号難难獻献營营壽寿\
        願愿驚惊蟄蛰滿满種种處处穀谷雙双長长劃划從从無无產产廟庙龍龙蘭兰華华圓圆潑泼聯联護护紅红達达濟济滅灭飢饥\
        郵邮電电氣气讀读書书衛卫藝艺網网黃黄寶宝證证內内倫伦醫医員员術术穌稣餅饼踰踰燭烛願愿棗枣憶忆戰战爭争\
        黨党灣湾臺台愛爱尋寻聽听餘余於于參参學学導导關关廣广賽赛體体貞贞觀观熱热諸诸寧宁順顺紹绍興兴開开啟启緒绪豐丰議议溫温頭头臨临納纳薩萨蘇苏灑洒歐欧奧奥櫚榈萊莱麥麦記记殘残憲宪糧粮貧贫檔档環环識识\
        圖图災灾減减煙烟運运嬰婴瀰弥賓宾盤盘劍剑鏡镜筆笔緬缅懷怀誼谊鬥斗羅罗維维題题類类養养視视覺觉語语輪轮夢梦遺遗畫画樂乐鐵铁閱阅財财務务計计稅税銀银險险業业殺杀";
    let mut pairs: Vec<(char, char)> = Vec::new();
    let mut chars = PAIRS.chars().filter(|c| !c.is_whitespace());
    while let (Some(t), Some(s)) = (chars.next(), chars.next()) {
        pairs.push((t, s));
    }
    pairs.sort_unstable();
    pairs
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins_in_either_script() {
        let at = |t: &str| WORDS.at(t, 0).map(|(w, end)| (w, t[..end].to_owned()));
        assert_eq!(at("去年度的"), Some((Word::Year(-1), "去年度".to_owned())));
        assert_eq!(at("這個星期"), Some((Word::Week(0), "這個星期".to_owned())));
        assert_eq!(at("國慶節"), at("国庆节").map(|(w, _)| (w, "國慶節".to_owned())));
        assert_eq!(at("十月革命"), Some((Word::Block, "十月革命".to_owned())));
        assert_eq!(at("民众"), None);
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        for line in include_str!("../../dicts/time_words.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && Word::parse(cells[1], cells[2]).is_some(), "{line}");
            assert_eq!(WORDS.at(cells[0], 0).map(|w| w.1), Some(cells[0].len()), "{line}");
        }
    }
}
