//! Ordinals: 第三次, 首批, 二级, 十九届, 二中, 十九大.
//!
//! ```text
//! ordinal  = 第 numeral [measure] | 首 measure | numeral serial
//! serial   = 届 | 级 | 次 中 大 of a session | 版 期 年级
//! ```

use super::unit::{Class, Flag, Flags};
use super::window::Window;
use super::words::WordClass;
use crate::text::han::is_han;
use crate::text::numeral::{Form, Numeral, read};
use crate::text::{char_after, char_before};

/// An ordinal as read.
pub(super) struct Ordinal<'t> {
    pub(super) number: Option<Numeral>,
    pub(super) end: usize,
    pub(super) unit: Option<&'t str>,
    pub(super) rule: &'static str,
}

/// 第 and its number; `at` is the byte of 第. Nothing for 第一 as the start of
/// a name (第一中学) and for times (第三年).
pub(super) fn numbered<'t>(text: Window<'t>, at: usize) -> Option<Ordinal<'t>> {
    let number = read(&text, at + '第'.len_utf8())?;
    let end = number.span.end;
    let digits = number.form == Form::Digits;
    let found = if digits { text.unit_after_digits(end) } else { text.unit(end) };
    let (unit, end) = match found {
        Some((u, _)) if u.class == Class::Time => return None,
        Some((u, to)) if matches!(u.class, Class::Count | Class::Serial) => (Some(&*u.word), to),
        Some((u, to)) if u.class == Class::Noun && digits => (Some(&*u.word), to),
        _ if text[end..].starts_with('大') && !text[end..].starts_with("大道") => (Some("大"), end + 3),
        _ if free(&text, end) && !enumerator(&text, at, end) => (None, end),
        _ => return None,
    };
    Some(Ordinal { number: Some(number), end, unit, rule: "figure/ordinal" })
}

/// True when no noun follows: 位居全省第一，.
fn free(text: &str, end: usize) -> bool {
    char_after(text, end).is_none_or(|c| !is_han(c) || "的和与及是为，位者".contains(c))
}

/// 第一， at the start of a sentence counts its points off.
fn enumerator(text: &str, at: usize, end: usize) -> bool {
    let opens = char_before(text, at).is_some_and(|c| "。；：！？\n\u{3000} “".contains(c));
    opens && char_after(text, end).is_some_and(|c| matches!(c, '，' | ',' | '、' | '：' | ':'))
}

/// 首 and a measure word: 首批 is the first one. `at` is the byte of 首.
pub(super) fn first<'t>(text: Window<'t>, floor: usize, at: usize) -> Option<Ordinal<'t>> {
    let end = at + '首'.len_utf8();
    let (unit, to) = text.unit(end).filter(|(u, _)| u.flags.has(Flag::First))?;
    let other = char_before(&text[floor..], at - floor)
        .is_some_and(|p| "回昂俯匪元党魁榜岁自斩翘叩院罪祸部".contains(p));
    // 总数首次突破100家: an adverb of the figure behind it.
    let adverb = text.words(WordClass::ReachedBehind).matches(&text[to..]);
    if other || adverb && &text[end..to] == "次" {
        return None;
    }
    Some(Ordinal { number: None, end: to, unit: Some(&*unit.word), rule: "figure/first" })
}

/// What a numeral before a serial measure word is, by its context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Serial {
    /// It numbers: 十九届.
    Ordinal,
    /// It counts: 市县两级.
    Count,
    /// It measures: 6.5级地震.
    Quantity,
    /// It labels: 3号楼, 二等奖.
    Label,
}

/// How `n` with a serial word that ends at `end` is to be read; `flags` are
/// those of the word.
pub(super) fn serial(window: Window<'_>, n: &Numeral, flags: Flags, end: usize) -> Serial {
    let (ahead, behind) = (&window[..n.span.start], &window[end..]);
    let written = &window[n.span];
    let several = matches!(written, "两" | "兩" | "几") || n.value.exact().is_none();
    if flags.has(Flag::Session) {
        let ends = |words: &[&str]| words.iter().any(|w| ahead.ends_with(w));
        // 已举办三届，每四年一届，: no name goes on behind it.
        let held = ends(&["举办", "举行", "了", "共", "连任", "年"]) && !behind.starts_with(is_han);
        let past = held || ends(&["连续", "历", "近", "前", "过去"]);
        return if several || past { Serial::Count } else { Serial::Ordinal };
    }
    if flags.has(Flag::Grade) {
        return Serial::Ordinal;
    }
    if flags.has(Flag::Level) {
        return level(window, n, end);
    }
    if flags.has(Flag::Edition) {
        let page = written.starts_with(['0', '０']) || ahead.ends_with(['见', '转', '接', '载', '登', '刊']);
        return if page { Serial::Ordinal } else { Serial::Count };
    }
    if flags.has(Flag::Stage) {
        // 项目一期投资8亿元: a part of the works, which the amount is of.
        let part = behind.starts_with("投资") && n.form == Form::Chinese && !several;
        let stage = window.words(WordClass::StageBehind).matches(behind);
        return match n.form {
            _ if part => Serial::Label,
            Form::Chinese if stage => Serial::Ordinal,
            _ => Serial::Count,
        };
    }
    Serial::Label
}

fn level(window: Window<'_>, n: &Numeral, end: usize) -> Serial {
    let (ahead, behind, written) = (&window[..n.span.start], &window[end..], &window[n.span]);
    let decimal = n.value.exact().is_some_and(|d| d.scale() > 0);
    let force = window.words(WordClass::ForceBehind).matches(behind)
        || window.words(WordClass::ForceBefore).matches(ahead);
    if decimal || force {
        return Serial::Quantity;
    }
    if n.value.exact().is_none() {
        return if n.form == Form::Digits { Serial::Quantity } else { Serial::Count };
    }
    // 省、市、县三级 are counted, 国家三级 is a grade.
    let divisions = ahead.chars().next_back().is_some_and(|c| "市县区乡镇村组道）)".contains(c));
    if matches!(written, "两" | "兩") || divisions && n.integer().is_some_and(|n| n > 1) {
        return Serial::Count;
    }
    Serial::Ordinal
}

/// 中 and 大 of a party congress, and 次 of a session: 十九届五中全会, 十九大,
/// 九届人大二次会议. Gives the unit and where it ends. `congress` is the end
/// of the 届 or 中 read last.
pub(super) fn session(
    text: Window<'_>,
    n: &Numeral,
    congress: Option<usize>,
) -> Option<(&'static str, usize)> {
    let end = n.span.end;
    if n.form != Form::Chinese || n.integer().is_none() {
        return None;
    }
    let gap =
        congress.filter(|&c| c <= n.span.start && n.span.start - c <= 30).map(|c| &text[c..n.span.start]);
    match char_after(&text, end)? {
        '中' => plenum(&text[end + 3..], gap).then_some(("中全会", end + 3)),
        '次' => {
            let meets = text.words(WordClass::SessionBehind).matches(&text[end + 3..]);
            let same = gap.is_some_and(|g| g.chars().all(is_han));
            (meets && same).then_some(("次", end + 3))
        }
        '大' => party_congress(text, n).then_some(("大", end + 3)),
        _ => None,
    }
}

fn plenum(rest: &str, gap: Option<&str>) -> bool {
    rest.starts_with("全会") || gap.is_some_and(|g| matches!(g, "" | "、" | "和" | "及" | "，"))
}

/// 党的十九大, 十八大以来; 十二大行动 are twelve.
fn party_congress(text: Window<'_>, n: &Numeral) -> bool {
    let ahead = &text[..n.span.start];
    let party = ["党的", "中共", "和", "、", "“"].iter().any(|w| ahead.ends_with(w));
    let rest = &text[n.span.end + '大'.len_utf8()..];
    let goes_on = rest.is_empty()
        || rest.starts_with(['，', '。', '和', '、', '》', '”'])
        || text.words(WordClass::CongressBehind).matches(rest);
    n.integer().is_some_and(|k| (7..=30).contains(&k))
        && (ahead.ends_with("党的") || goes_on && (party || n.integer() >= Some(15)))
}
