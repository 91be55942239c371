//! Ordinals: 第三次, 首批, 二级, 十九届, 二中, 十九大.
//!
//! ```text
//! ordinal  = 第 numeral [measure] | 首 measure | numeral serial
//! serial   = 届 | 级 | 次 中 大 of a session | 版 期 年级
//! ```

use super::unit::{self, Class};
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
pub(super) fn numbered<'t>(text: &'t str, at: usize) -> Option<Ordinal<'t>> {
    let number = read(text, at + '第'.len_utf8())?;
    let end = number.span.end;
    let find = if number.form == Form::Digits { unit::find_after_digits } else { unit::find };
    let (unit, end) = match find(text, end) {
        Some((u, _)) if u.class == Class::Time => return None,
        Some((u, to)) if matches!(u.class, Class::Count | Class::Serial) => (Some(u.word), to),
        Some((u, to)) if u.class == Class::Noun && number.form == Form::Digits => (Some(u.word), to),
        _ if text[end..].starts_with('大') && !text[end..].starts_with("大道") => (Some("大"), end + 3),
        _ if free(text, end) && !enumerator(text, at, end) => (None, end),
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
pub(super) fn first<'t>(text: &'t str, floor: usize, at: usize) -> Option<Ordinal<'t>> {
    const MEASURES: &str =
        "批个届次家例条部位名套座所期场支款艘架台辆列班轮类项份枚张单站只片幅艇笔宗起件本册趟栋";
    let end = at + '首'.len_utf8();
    char_after(text, end).filter(|&c| MEASURES.contains(c))?;
    let other = char_before(&text[floor..], at - floor)
        .is_some_and(|p| "回昂俯匪元党魁榜岁自斩翘叩院罪祸部".contains(p));
    if other {
        return None;
    }
    let (unit, to) = unit::find(text, end)?;
    Some(Ordinal { number: None, end: to, unit: Some(unit.word), rule: "figure/first" })
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

/// How `n` with the serial word `word` that ends at `end` is to be read.
pub(super) fn serial(text: &str, n: &Numeral, word: &str, end: usize) -> Serial {
    let (ahead, behind) = (&text[..n.span.start], &text[end..]);
    let written = &text[n.span];
    let several = matches!(written, "两" | "兩" | "几") || n.value.exact().is_none();
    match word {
        "届" if several || ["连续", "历", "近", "前", "过去"].iter().any(|w| ahead.ends_with(w)) => {
            Serial::Count
        }
        "届" | "年级" => Serial::Ordinal,
        "级" => level(n, written, ahead, behind),
        "版" if written.starts_with(['0', '０']) => Serial::Ordinal,
        "版" if ["见", "转", "接", "载", "登", "刊"].iter().any(|w| ahead.ends_with(w)) => {
            Serial::Ordinal
        }
        "期" if n.form == Form::Chinese
            && ["工程", "项目", "建设", "投资"].iter().any(|w| behind.starts_with(w)) =>
        {
            Serial::Ordinal
        }
        "版" | "期" => Serial::Count,
        _ => Serial::Label,
    }
}

fn level(n: &Numeral, written: &str, ahead: &str, behind: &str) -> Serial {
    const WIND: &[&str] = &["地震", "余震", "大风", "阵风", "风", "以上大风", "海浪", "强震"];
    const FORCE: &[&str] = &["里氏", "震级", "风力", "东风", "北风", "南风", "西风", "阵风", "发生", "最大"];
    let decimal = n.value.exact().is_some_and(|d| d.scale() > 0);
    if decimal || WIND.iter().any(|w| behind.starts_with(w)) || FORCE.iter().any(|w| ahead.ends_with(w)) {
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
/// 十四届人大四次会议. Gives the unit and where it ends. `congress` is the end
/// of the 届 or 中 read last.
pub(super) fn session(text: &str, n: &Numeral, congress: Option<usize>) -> Option<(&'static str, usize)> {
    let end = n.span.end;
    if n.form != Form::Chinese || n.integer().is_none() {
        return None;
    }
    let gap =
        congress.filter(|&c| c <= n.span.start && n.span.start - c <= 30).map(|c| &text[c..n.span.start]);
    match char_after(text, end)? {
        '中' => plenum(&text[end + 3..], gap).then_some(("中全会", end + 3)),
        '次' => {
            let meets = ["会议", "全会", "全体", "全国", "代表大会", "常委会"]
                .iter()
                .any(|w| text[end + 3..].starts_with(w));
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
fn party_congress(text: &str, n: &Numeral) -> bool {
    const BEHIND: &[&str] = &[
        "精神", "报告", "以来", "召开", "代表", "胜利", "提出", "闭幕", "开幕", "对", "作出", "上", "后",
        "前", "，", "。", "和", "、", "》", "”", "强调", "确定", "明确", "部署", "将", "是",
    ];
    let ahead = &text[..n.span.start];
    let party = ["党的", "中共", "和", "、", "“"].iter().any(|w| ahead.ends_with(w));
    let rest = &text[n.span.end + '大'.len_utf8()..];
    let goes_on = rest.is_empty() || BEHIND.iter().any(|w| rest.starts_with(w));
    n.integer().is_some_and(|k| (7..=30).contains(&k))
        && (ahead.ends_with("党的") || goes_on && (party || n.integer() >= Some(15)))
}
