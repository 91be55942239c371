//! The measure: what a figure counts or measures, as written.
//!
//! A count names it behind its measure word (318家规模以上纺织企业), or before
//! (党支部14个); a rate, an amount and a quantity before (复工率超过99%) or
//! behind a 的 (8万元的收益). A figure with neither takes over what the figure
//! before it measures (由40.5%下降到15%).

use super::Figure;
use super::context::{REACH, clause_start};
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_before;
use crate::text::han::is_han;
use crate::text::numeral::digit::{arabic_digit, is_numeral_char};
use crate::text::word_set::WordSet;

/// Last characters of nouns that name a sum or a size: 总投资, 产值.
const SUMS: [char; 22] = [
    '资', '额', '金', '入', '值', '费', '款', '价', '支', '润', '税', '量', '积', '模', '本', '债', '薪',
    '酬', '贷', '产', '度', '率',
];

/// How many characters a measure behind a figure may have.
const LONGEST: usize = 18;

/// What `figure` measures. `clause` is the clause before it, what it is
/// counted by left out.
pub(super) fn of(text: &str, figure: &Figure<'_>, clause: Span, last: Option<&Figure<'_>>) -> Option<Span> {
    let before = || ahead(text, clause, last);
    let inherited = || last.filter(|l| near(text, l, figure)).and_then(|l| l.measure);
    let people = matches!(figure.unit, Some("人"));
    match figure.kind {
        FigureKind::Number => None,
        FigureKind::Count if people => {
            behind(text, figure.span.end, false).or_else(before).or_else(inherited)
        }
        FigureKind::Count | FigureKind::Ordinal => {
            behind(text, figure.span.end, true).or_else(before).or_else(inherited)
        }
        _ => {
            let owned = text[figure.span.end..]
                .strip_prefix('的')
                .and_then(|_| behind(text, figure.span.end + 3, true));
            let noun = before();
            let direct = noun.is_some_and(|n| n.end == clause.end && text[n].ends_with(SUMS));
            match owned {
                Some(_) if !direct => owned,
                _ => noun.or_else(inherited).or(owned),
            }
        }
    }
}

/// True when nothing but a short link stands between two figures.
fn near(text: &str, last: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let gap = &text[last.span.end..figure.span.start];
    gap.len() <= 3 * REACH && !gap.contains(['。', '；', '\n'])
}

/// Words that end a noun behind a figure.
static STOPS: WordSet = WordSet::starting(&[
    "已", "被", "将", "在", "为", "是", "受到", "由", "从", "向", "因为", "因涉", "因违", "就是", "就有",
    "就会", "也", "都是", "都有", "都在", "都已", "还", "均为", "均已", "均在", "均有", "共有", "共计", "仅",
    "占", "达到", "达成", "参加", "参与", "集中", "进行", "开展", "建立", "增加", "减少", "提高", "下降",
    "增长", "到", "了", "着", "来自", "分别", "按", "等", "先后", "同时", "获", "以来", "组成", "组建",
    "以及", "可以", "能够", "能在", "不", "没有", "未", "，", "纳入", "退出", "完成", "实现", "启动", "成为",
    "位居", "左右", "其中", "并", "而", "但", "或", "于",
]);

/// Words that only look as if they ended a noun: 三名被告人.
static GOES_ON: WordSet = WordSet::starting(&[
    "被告",
    "被害",
    "被试",
    "在校",
    "在职",
    "在建",
    "在线",
    "在册",
    "在读",
    "在编",
    "在岗",
    "在华",
    "在逃",
    "为民",
    "将军",
    "将士",
    "已婚",
    "从业",
    "到期",
    "占地",
    "等级",
    "等次",
    "向阳",
    "获奖",
    "还款",
    "还建",
    "也门",
    "不良",
    "不同",
    "并购",
    "未成年",
    "按摩",
    "从犯",
    "为期",
]);

/// Words whose last character would end a noun: 三种行为.
static WHOLE: WordSet = WordSet::ending(&[
    "行为", "作为", "方向", "意向", "理由", "自由", "平等", "高等", "初等", "中等", "均等", "存在", "所在",
    "内在", "对于",
]);
/// The noun that starts at byte `at`; with `noun` false, any phrase up to the
/// end of its clause.
fn behind(text: &str, at: usize, noun: bool) -> Option<Span> {
    let rest = &text[at..];
    let start = if noun && rest.starts_with('的') { at + '的'.len_utf8() } else { at };
    let mut end = start;
    for c in text[start..].chars().take(LONGEST) {
        let stop = noun && stops(text, start, end);
        if stop || !part(c) || (noun && c == '的' && end == start) {
            break;
        }
        end += c.len_utf8();
    }
    let end = at_word(text, start, end);
    (end > start).then(|| Span::new(start, end))
}

/// True where a word at `at` ends the noun that started at `start`.
fn stops(text: &str, start: usize, at: usize) -> bool {
    let Some(word) = STOPS.of(&text[at..]) else { return false };
    GOES_ON.of(&text[at..]).is_none() && WHOLE.of(&text[start..at + word.len()]).is_none()
}

/// Characters that a measure is written with.
fn part(c: char) -> bool {
    is_han(c) && !is_numeral_char(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '”' | '《' | '》' | '·')
}

/// Leaves out an opening mark or a 的 at the end.
fn at_word(text: &str, start: usize, end: usize) -> usize {
    let cut = text[start..end].trim_end_matches(['“', '《', '的', '·', '有', '和', '与', '及']);
    start + cut.len()
}

/// Words between a measure and its figure.
static LINKS: WordSet = WordSet::ending(&[
    "和",
    "及",
    "回升",
    "达到",
    "达",
    "已",
    "为",
    "是",
    "有",
    "共有",
    "共",
    "共计",
    "累计",
    "总计",
    "合计",
    "计",
    "约",
    "近",
    "超",
    "增长",
    "增加",
    "提高",
    "上升",
    "上涨",
    "提升",
    "扩大",
    "下降",
    "减少",
    "降低",
    "回落",
    "下跌",
    "下滑",
    "同比",
    "环比",
    "到",
    "至",
    "了",
    "由",
    "从",
    "的",
    "最初",
    "保持",
    "稳定",
    "维持",
    "在",
    "仅",
    "只",
    "均",
    "分别",
    "折合",
    "人民币",
    "可达",
    "高达",
    "年均",
    "比",
    "较",
    "就",
    "还",
    "也",
    "约为",
    "则",
    "其中",
    "将",
    "把",
    "并",
    "且",
    "按",
    "以",
    "且",
    "多达",
    "增",
    "降",
    "升",
    "卖",
    "去年",
    "今年",
    "上年",
    "当年",
    "同期",
    "上月",
    "目前",
    "全省",
    "全市",
    "全国",
    "全县",
    "全区",
    "我市",
    "我省",
    "每年",
    "一",
    "只有",
    "仅有",
    "占",
    "之",
    "各",
    "不",
    "曾",
    "再",
    "又",
    "（",
    "(",
    "“",
    "每",
    "高",
    "低",
    "最高",
    "最低",
    "平均",
    "所",
]);

/// Words that a measure before a figure does not reach back over.
static CUTS: WordSet = WordSet::ending(&[
    "实现",
    "完成",
    "引进",
    "修建",
    "破获",
    "募集",
    "筹集",
    "发放",
    "查处",
    "建成",
    "新建",
    "培养",
    "培训",
    "带动",
    "一个",
    "一种",
    "该",
    "据悉",
    "分别为",
    "等",
    "了",
    "已有",
    "共有",
    "设有",
    "建有",
    "拥有",
    "，",
    "、",
    "其中",
    "使",
    "对",
    "将",
    "被",
    "把",
    "聘请",
    "以及",
    "包括",
    "今年",
    "去年",
    "目前",
    "全市",
    "全省",
    "全国",
    "我市",
    "我省",
    "全县",
]);

/// The noun before the figure, links and times between them left out. Where
/// the clause holds nothing else, the clause before it is asked.
fn ahead(text: &str, clause: Span, last: Option<&Figure<'_>>) -> Option<Span> {
    let end = unlinked(text, clause);
    if end > clause.start {
        return cut(text, Span::new(clause.start, end));
    }
    let floor = last.map_or(0, |l| l.span.end);
    let comma = char_before(&text[floor..], clause.start.checked_sub(floor)?)?;
    if !matches!(comma, '，' | ',' | '：' | ':') {
        return None;
    }
    let stop = clause.start - comma.len_utf8();
    let prior = Span::new(clause_start(text, floor, stop), stop);
    cut(text, Span::new(prior.start, unlinked(text, prior)))
}

/// Where the clause ends without its links and dates.
fn unlinked(text: &str, clause: Span) -> usize {
    let mut rest = &text[clause];
    loop {
        let cut = LINKS.cut(rest);
        let cut = cut.or_else(|| {
            rest.strip_suffix(|c: char| c == '%' || c.is_whitespace() || arabic_digit(c).is_some())
        });
        let dated = || {
            let digits = rest.strip_suffix(['年', '月', '日', '时', '底', '末', '初'])?;
            digits.ends_with(|c| is_numeral_char(c) || matches!(c, '年' | '月')).then_some(digits)
        };
        match cut.or_else(dated) {
            Some(cut) => rest = cut,
            None => return clause.start + rest.len(),
        }
    }
}

/// The last noun of a stretch.
fn cut(text: &str, span: Span) -> Option<Span> {
    let mut start = span.end;
    for c in text[span].chars().rev() {
        if start < span.end && CUTS.of(&text[span.start..start]).is_some() {
            break;
        }
        start -= c.len_utf8();
    }
    let kept =
        text[start..span.end].trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《'));
    (!kept.is_empty()).then(|| Span::new(span.end - kept.len(), span.end))
}
