//! The measure: what a figure counts or measures, as written.
//!
//! A count names it behind its measure word (318家规模以上纺织企业), or before
//! (党支部14个); a rate, an amount and a quantity before (复工率超过99%) or
//! behind a 的 (8万元的收益). A figure with neither takes over what the figure
//! before it measures (由40.5%下降到15%).

use super::Figure;
use super::context::{REACH, clause_start};
use super::window::Window;
use super::words::WordClass;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_before;
use crate::text::han::is_han;
use crate::text::numeral::digit::{arabic_digit, is_numeral_char};

/// Last characters of nouns that name a sum or a size: 总投资, 产值.
const SUMS: [char; 33] = [
    '资', '额', '金', '入', '值', '费', '款', '价', '支', '润', '税', '量', '积', '模', '本', '债', '薪',
    '酬', '贷', '产', '度', '率', '径', '速', '程', '距', '温', '龄', '拔', '宽', '深', '厚', '高',
];

/// How many characters a measure behind a figure may have.
const LONGEST: usize = 18;
/// How many characters stand between the two ends of a change: 倍增至.
const LONGEST_CHANGE: usize = 5;
/// How many characters a law's title has.
const LONGEST_TITLE: usize = 40;

/// What stands between a time and what it dates: 十年间, 年内.
const BEHIND_TIME: [char; 5] = ['间', '内', '来', '里', '中'];

/// What a law is divided into.
const PROVISIONS: [&str; 7] = ["编", "章", "节", "条", "款", "项", "目"];

/// What the measure of a figure is looked for in.
#[derive(Clone, Copy)]
pub(super) struct Asked<'w, 'f> {
    pub(super) window: Window<'w>,
    /// The times of the text, which no figure measures.
    pub(super) times: &'f [Span],
    /// The clause before the figure, what it is counted by and compared with left out.
    pub(super) clause: Span,
    /// The figure before it.
    pub(super) last: Option<&'f Figure<'w>>,
}

impl Asked<'_, '_> {
    /// What `figure` measures; `people` where its unit counts them.
    pub(super) fn measure(&self, figure: &Figure<'_>, people: bool) -> Option<Span> {
        let before = || self.ahead();
        let inherited = || self.last.filter(|l| near(&self.window, l, figure)).and_then(|l| l.measure);
        if self.is_reached(figure) {
            return inherited().or_else(before);
        }
        match figure.kind {
            FigureKind::Number => None,
            FigureKind::Ordinal if is_provision(figure) => {
                let law = title_before(&self.window, figure.span.start);
                let law = law.or_else(|| inherited().filter(|_| self.last.is_some_and(is_provision)));
                // 第一条高铁线路 is of no law.
                law.or_else(|| self.behind(figure.span.end, true)).or_else(before)
            }
            FigureKind::Count if people => {
                self.behind(figure.span.end, false).or_else(before).or_else(inherited)
            }
            // 减少贫困人口100万的基础上: without a measure word it counts what stands before it.
            FigureKind::Count
                if figure.unit.is_none() && self.window[figure.span.end..].starts_with('的') =>
            {
                before().or_else(|| self.behind(figure.span.end, true)).or_else(inherited)
            }
            // 由6家倍增至12家: what changes stands before the figure that it starts from.
            FigureKind::Count if self.starts_change(figure) => before().or_else(inherited),
            // 其中六成已复工: what is said of the part.
            FigureKind::Rate if &self.window[self.clause] == "其中" => {
                self.behind(figure.span.end, false).or_else(before).or_else(inherited)
            }
            FigureKind::Count | FigureKind::Ordinal => {
                self.behind(figure.span.end, true).or_else(before).or_else(inherited)
            }
            _ => self.size(figure, before(), inherited),
        }
    }

    /// What a rate, an amount or a quantity measures, with the noun before it and what the figure before measures.
    fn size(
        &self,
        figure: &Figure<'_>,
        noun: Option<Span>,
        inherited: impl Fn() -> Option<Span>,
    ) -> Option<Span> {
        let (window, end) = (self.window, figure.span.end);
        if figure.kind == FigureKind::Rate
            && let Some(share) = self.share()
        {
            return share.or_else(inherited).or(noun);
        }
        let owned = window[end..].strip_prefix('的').and_then(|_| self.behind(end + '的'.len_utf8(), true));
        let direct = noun.is_some_and(|n| n.end == self.clause.end && window[n].ends_with(SUMS));
        match owned {
            // 高于上年6.8%的水平: what the level is of stands elsewhere.
            Some(owned)
                if window.words(WordClass::GeneralHead).longest(&window[owned]) == Some(owned.len()) =>
            {
                noun.or_else(inherited).or(Some(owned))
            }
            Some(_) if !direct => owned,
            // 建成7000亩农田, 六成企业: the noun behind, of what was made or of the share.
            None if self.takes_object(figure) || self.opens_with_share(figure) => {
                self.behind(end, true).or(noun).or_else(inherited)
            }
            _ => noun.or_else(inherited).or(owned),
        }
    }

    /// Of a clause that ends with a share the whole that it is a share of: 占总数 of 占总数的8%. Some(None) where it
    /// is of what was counted last: 有25个行业加快，占61%.
    fn share(&self) -> Option<Option<Span>> {
        let clause = &self.window[self.clause];
        let at = clause.rfind('占')?;
        let whole = &clause[at + '占'.len_utf8()..];
        // 抢占市场的30%: another verb.
        if clause[..at].ends_with(['抢', '侵', '霸', '强', '独', '攻', '挤']) {
            return None;
        }
        match whole.strip_suffix('的') {
            Some(whole)
                if !whole.is_empty() && !self.window.words(WordClass::NounPart).matches(&clause[at..]) =>
            {
                let start = self.clause.start + at;
                Some(Some(Span::new(start, start + '占'.len_utf8() + whole.len())))
            }
            None if clause == "占" => Some(None),
            _ => None,
        }
    }

    /// True where the verb before the figure has its object behind it: 建成了5公里道路, 需要15克豆子.
    fn takes_object(&self, figure: &Figure<'_>) -> bool {
        let verb = self.window[self.clause].trim_end_matches(['了', '着', '过', '出']);
        figure.kind == FigureKind::Quantity && self.window.words(WordClass::TakesObject).matches(verb)
    }

    /// True for a share that begins its clause and a noun behind it: ，六成行业好转.
    fn opens_with_share(&self, figure: &Figure<'_>) -> bool {
        figure.kind == FigureKind::Rate && self.clause.start == figure.span.start
    }

    /// True for the end of a change whose beginning is the figure before: 由5%上调至5.2%.
    fn is_reached(&self, figure: &Figure<'_>) -> bool {
        let Some(last) = self.last.filter(|l| l.kind == figure.kind) else { return false };
        let gap = &self.window[last.span.end..figure.span.start];
        gap.chars().count() <= LONGEST_CHANGE
            && gap.ends_with(['至', '到', '为'])
            && gap.chars().all(is_han)
            && !gap.starts_with('的')
    }

    /// True for 6家 of 由6家增至12家.
    fn starts_change(&self, figure: &Figure<'_>) -> bool {
        figure.base.is_some_and(|base| matches!(&self.window[base], "由" | "从"))
    }

    /// The noun that starts at byte `at`; with `noun` false, any phrase up to the
    /// end of its clause.
    fn behind(&self, at: usize, noun: bool) -> Option<Span> {
        let window = self.window;
        let rest = &window[at..];
        let start = if noun && rest.starts_with('的') { at + '的'.len_utf8() } else { at };
        let mut end = start;
        for c in window[start..].chars().take(LONGEST) {
            let stop = noun && noun_ends(window, start, end);
            if stop || !part(c) || (noun && c == '的' && end == start) {
                break;
            }
            end += c.len_utf8();
        }
        let end = at_word(&window, start, end);
        (end > start).then(|| Span::new(start, end))
    }

    /// The noun before the figure, links and times between them left out. Where
    /// the clause holds nothing else, the clause before it is asked.
    fn ahead(&self) -> Option<Span> {
        let (window, clause) = (self.window, self.clause);
        let end = self.untimed(clause);
        if end > clause.start {
            return self.last_noun(Span::new(clause.start, end));
        }
        let floor = self.last.map_or(0, |l| l.span.end);
        let comma = char_before(&window[floor..], clause.start.checked_sub(floor)?)?;
        if !matches!(comma, '，' | ',' | '：' | ':') {
            return None;
        }
        let stop = clause.start - comma.len_utf8();
        let prior = Span::new(clause_start(&window, floor, stop), stop);
        self.last_noun(Span::new(prior.start, self.untimed(prior)))
    }

    /// Where the clause ends without its links and times: 其中，第三季度增长 holds nothing else.
    fn untimed(&self, clause: Span) -> usize {
        let mut end = unlinked(self.window, clause);
        while let Some(time) = self.time_that_ends(end).filter(|time| time.start >= clause.start) {
            end = unlinked(self.window, Span::new(clause.start, time.start));
        }
        end
    }

    /// The time that ends at a byte.
    fn time_that_ends(&self, end: usize) -> Option<Span> {
        let n = self.times.partition_point(|time| time.end < end);
        self.times.get(n).copied().filter(|time| time.end == end && !time.is_empty())
    }

    /// The last noun of a stretch. It does not reach back over a time.
    fn last_noun(&self, span: Span) -> Option<Span> {
        let window = self.window;
        let starts = window.words(WordClass::MeasureStart);
        let mut start = span.end;
        for c in window[span].chars().rev() {
            let ahead = &window[span.start..start];
            let stops = ahead.ends_with(['，', '、'])
                || starts.matches(ahead)
                || self.time_that_ends(start).is_some();
            if start < span.end && stops {
                break;
            }
            start -= c.len_utf8();
        }
        let timed = start > span.start && self.time_that_ends(start).is_some();
        let kept = window[start..span.end]
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《'))
            .trim_start_matches('的');
        let kept = if timed { kept.trim_start_matches(BEHIND_TIME) } else { kept };
        (!kept.is_empty()).then(|| Span::new(span.end - kept.len(), span.end))
    }
}

/// True for the parts that a law is counted by: 第三十八条第四款.
fn is_provision(figure: &Figure<'_>) -> bool {
    figure.kind == FigureKind::Ordinal && figure.unit.is_some_and(|unit| PROVISIONS.contains(&unit))
}

/// The title that ends right before byte `at`: 《统计法》 of 《统计法》第三条.
fn title_before(text: &str, at: usize) -> Option<Span> {
    let ahead = text[..at].trim_end_matches([' ', '\u{3000}']);
    let end = ahead.strip_suffix('》').map(|_| ahead.len())?;
    let (start, _) = ahead.char_indices().rev().take(LONGEST_TITLE).find(|(_, c)| *c == '《')?;
    Some(Span::new(start, end))
}

/// True when nothing but a short link stands between two figures.
fn near(text: &str, last: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let gap = &text[last.span.end..figure.span.start];
    gap.len() <= 3 * REACH && !gap.contains(['。', '；', '\n'])
}

/// True where a word at `at` ends the noun that started at `start`: 参加 does,
/// the 被 of 被告人 and the 为 of 行为 do not.
fn noun_ends(window: Window<'_>, start: usize, at: usize) -> bool {
    let Some(len) = window.words(WordClass::NounEnd).longest(&window[at..]) else { return false };
    !window.words(WordClass::NounPart).matches(&window[at..])
        && !window.words(WordClass::NounTail).matches(&window[start..at + len])
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

/// Where the clause ends without its links and dates.
pub(super) fn unlinked(window: Window<'_>, clause: Span) -> usize {
    let links = window.words(WordClass::MeasureLink);
    let mut rest = &window[clause];
    loop {
        let mark =
            |c: char| matches!(c, '%' | '（' | '(' | '“') || c.is_whitespace() || arabic_digit(c).is_some();
        let cut = links.strip(rest).or_else(|| rest.strip_suffix(mark)).or_else(|| undated(rest));
        match cut {
            Some(cut) => rest = cut,
            None => return clause.start + rest.len(),
        }
    }
}

/// `rest` without the unit of a date that ends it: 年 of 总收入2020年.
fn undated(rest: &str) -> Option<&str> {
    let digits = rest.strip_suffix(['年', '月', '日', '时', '底', '末', '初'])?;
    digits.ends_with(|c| is_numeral_char(c) || matches!(c, '年' | '月')).then_some(digits)
}
