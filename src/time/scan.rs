//! Finding times in a text: one pass that stops only at chars a time can
//! begin with, and the grammar at each of them.
//!
//! Linear in the text: the grammar looks a bounded number of chars ahead, and
//! where a number is no time its whole run of digits is left behind.

use super::TimeTables;
use super::digits;
use super::grammar::{self, is_number_start};
use super::words::{Word, Words};
use super::written::{Expr, Kind, Unit};
use crate::lexicon::variants::standard_text;
use crate::span::Span;

/// Finds every time and duration of a text, in text order; none overlap.
///
/// Spans take in what belongs to the expression (昨日(14日)上午, “十二五”期间)
/// and leave out what only leads it (截至, 自, 从). Lengths without a number
/// (多年) are found too, so that nobody takes them for counts; they have no
/// value.
///
/// ```
/// let text = "3月1日上午10时,复工率超过99%,历时3年。";
/// let found: Vec<&str> = baozhi::time::scan(text).iter().map(|e| &text[e.span]).collect();
/// assert_eq!(found, ["3月1日上午10时", "3年"]);
/// ```
pub fn scan(text: &str) -> Vec<Expr> {
    scan_with(text, TimeTables::embedded())
}

/// As [`scan`], with tables of one's own.
pub fn scan_with(text: &str, tables: &TimeTables) -> Vec<Expr> {
    scan_matching(&standard_text(text), tables)
}

/// Scans a text in simplified characters.
fn scan_matching(text: &str, tables: &TimeTables) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let bytes = text.as_bytes();
    let (starts, words) = (&tables.starts, &tables.words);
    let mut at = 0;
    while at < bytes.len() {
        let (code, len) = code_at(bytes, at);
        let start = starts.at(code);
        if start == 0 {
            at += len;
            continue;
        }
        let word = if start & WORD != 0 { words.after_first(text, at + len, code) } else { None };
        let step = match may_begin(text, at, at + len, start, word) {
            May::Begin => {
                let c = digits::Cursor::at_word(text, at, word, tables);
                try_at(c, start, found.last().map_or(0, |e| e.span.end))
            }
            May::No(end) => Step::Skip(end),
        };
        at = match step {
            Step::Found(expr) => {
                found.push(expr);
                expr.span.end
            }
            Step::Skip(end) => end.max(at + len),
        };
    }
    found
}

/// Whether a time may begin at a place.
enum May {
    Begin,
    /// None does before this byte.
    No(usize),
}

/// A look at the next char or two, which turns most places away.
fn may_begin(text: &str, at: usize, next: usize, start: u8, word: Option<(Word, usize)>) -> May {
    match word {
        Some((Word::Block, end)) => return May::No(end),
        // A reach needs its number, a weekday its day.
        Some((Word::Reach(_), end)) if start & (NUMBER | SPECIAL) == 0 => {
            let led =
                text[end..].chars().next().is_some_and(|c| is_number_start(c) || "的多几数".contains(c));
            return if led { May::Begin } else { May::No(next) };
        }
        Some((Word::Weekday, end)) => {
            let led = text[end..].chars().next().is_some_and(|c| "一二三四五六日天".contains(c));
            return if led { May::Begin } else { May::No(next) };
        }
        Some((Word::Era(_), end)) => {
            let led = text[end..].chars().next().is_some_and(|c| c == '元' || is_number_start(c));
            return if led { May::Begin } else { May::No(next) };
        }
        Some(_) => return May::Begin,
        None => {}
    }
    if start & NUMBER != 0 {
        let (end, follows) = number_follow(text, at);
        let skip = if text[at..].starts_with(is_vague) { next } else { end };
        return if follows { May::Begin } else { May::No(skip) };
    }
    if start & SPECIAL != 0 && special_goes_on(text, at, next) { May::Begin } else { May::No(next) }
}

/// The end of the number at `at`, and whether what follows can make it a
/// time: a unit, or a mark that joins it to another number.
fn number_follow(text: &str, at: usize) -> (usize, bool) {
    let end = number_end(text, at);
    let mut rest = text[end..].chars();
    let next = rest.next();
    if text[at..end].bytes().filter(|b| *b == b'.').count() == 2 {
        return (end, true); // 2021.3.3
    }
    let follows = match next {
        None => text.len() <= 40,
        Some('个') => rest.next().is_some_and(|c| "月小星礼季年世半多昼学钟周週整春".contains(c)),
        Some('.') => text.len() <= 40,
        Some(c) => matches!(
            c,
            '年' | '月'
                | '日'
                | '号'
                | '时'
                | '点'
                | '天'
                | '周'
                | '季'
                | '世'
                | '小'
                | '分'
                | '秒'
                | '星'
                | '礼'
                | '整'
                | '昼'
                | '钟'
                | '载'
                | '-'
                | '－'
                | '–'
                | '—'
                | '―'
                | '─'
                | '~'
                | '～'
                | '〜'
                | '/'
                | '／'
                | '·'
                | ':'
                | '：'
                | '至'
                | '到'
                | '、'
                | '多'
                | '余'
                | '来'
                | '几'
                | ' '
                | '\u{3000}'
                | '学'
                | '刻'
                | '赛'
                | '旬'
                | '万'
                | '亿'
        ),
    };
    (end, follows)
}

/// True when what follows a special char can make it a time's first: 第三季度,
/// 正月, 辛丑年, 节后.
fn special_goes_on(text: &str, at: usize, next: usize) -> bool {
    let Some(c) = text[next..].chars().next() else { return false };
    match text[at..].chars().next() {
        Some('第' | '闰' | '早' | '晚' | 'Q' | 'Ｑ' | '头' | '前') => is_number_start(c) || c == '季',
        Some('首') => matches!(c, '季' | '个'),
        Some('公') => c == '元',
        Some('正' | '冬' | '腊') => c == '月',
        Some('大' | '年') => matches!(c, '年' | '初'),
        Some('初') => "一二三四五六七八九十".contains(c),
        Some('节') => matches!(c, '前' | '后' | '日'),
        Some('假') => c == '日',
        _ => "子丑寅卯辰巳午未申酉戌亥".contains(c),
    }
}

/// What came of a place.
enum Step {
    Found(Expr),
    /// Nothing begins before this byte.
    Skip(usize),
}

fn try_at(mut c: digits::Cursor<'_>, start: u8, done: usize) -> Step {
    let (text, at) = (c.text, c.at);
    let weak = matches!(c.word(), Some((Word::Festival { ambiguous: true, .. }, _)));
    let word_end = c.word().map_or(at, |(_, end)| end);
    let number = start & NUMBER != 0;
    let joined = grammar::before(text, at).is_some_and(|p| p.is_ascii_alphanumeric() || p == '.');
    if number && joined && !behind_acronym(text, at) {
        return Step::Skip(number_end(text, at));
    }
    match grammar::expression(&mut c) {
        Some((kind, rule)) => {
            // What recurs has no value, but its numbers are no figures.
            let (kind, rule) =
                if recurs(text, at, kind) { (Kind::Vague, "time/recurring") } else { (kind, rule) };
            let span = widen(text, Span::new(at, c.at), kind, done);
            let bare_weak = weak && span == Span::new(at, word_end);
            Step::Found(Expr { span, rule, kind, bare_weak })
        }
        // 最多一年, 当数2013年: a number may begin after 多 and 数.
        None if number && !text[at..].starts_with(is_vague) => Step::Skip(number_end(text, at)),
        None => Step::Skip(at),
    }
}

/// The longest abbreviation that a date may follow at once, in letters.
const LONGEST_ACRONYM: usize = 8;

/// True for a date right behind an abbreviation: IMF7日发表声明, WTO9月3日. One letter is a part of a number (A4, G20), and before 年
/// two may be as well (PM10年均).
fn behind_acronym(text: &str, at: usize) -> bool {
    let ahead = &text.as_bytes()[..at];
    let letters = ahead.iter().rev().take_while(|b| b.is_ascii_uppercase()).take(LONGEST_ACRONYM + 1).count();
    let before = ahead.len().checked_sub(letters + 1).map(|n| ahead[n]);
    let alone = !before.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'/'));
    let behind = text[number_end(text, at)..].chars().next();
    (2..=LONGEST_ACRONYM).contains(&letters) && alone && matches!(behind, Some('日' | '月'))
}

/// 每年7月, 每天上午9时, 每周一, 每个工作日的下午3点: no one time.
fn recurs(text: &str, at: usize, kind: Kind) -> bool {
    let (Kind::Point(first) | Kind::Range(first, _)) = kind else { return false };
    // 每个工作日的下午3点
    let led = text[..at].strip_suffix('的').unwrap_or(&text[..at]);
    first.year.is_none()
        && ["每年", "每月", "每周", "每天", "每日", "每晚", "每逢", "历年", "工作日", "双休日", "节假日"]
            .iter()
            .any(|w| led.ends_with(w))
}

/// Takes in the quotation mark that opens a plan's name and closes within it.
fn widen(text: &str, span: Span, kind: Kind, done: usize) -> Span {
    let Kind::Point(written) = kind else { return span };
    let closing = |c: char| matches!(c, '”' | '"' | '」' | '’');
    let quoted = match written.unit {
        Unit::Plan(..) | Unit::Festival(..) => {
            text[span].contains(closing) && !text[span].starts_with(['“', '"', '「', '‘'])
        }
        _ => false,
    };
    let opening = grammar::before(text, span.start).filter(|c| matches!(c, '“' | '"' | '「' | '‘'));
    match opening {
        Some(c) if quoted && span.start - c.len_utf8() >= done => {
            Span::new(span.start - c.len_utf8(), span.end)
        }
        _ => span,
    }
}

/// The end of the run of digits at `at`, with the decimals or thousands that
/// continue it; a run of Chinese digits ends where they end.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let first = text[at..].chars().next();
    if first.is_some_and(|c| digits::digit(c).is_none()) {
        let chinese = |c: char| digits::digit(c).is_none() && (is_number_start(c) || is_vague(c));
        let run = text[at..].chars().take_while(|c| chinese(*c)).map(char::len_utf8).sum::<usize>();
        return at + run;
    }
    let mut end = at;
    for (i, c) in text[at..].char_indices() {
        let joint = matches!(c, '.' | ',' | '．' | '，')
            && text[at + i + c.len_utf8()..].chars().next().is_some_and(|n| digits::digit(n).is_some());
        if digits::digit(c).is_none() && !joint {
            break;
        }
        end = at + i + c.len_utf8();
    }
    debug_assert!(end <= bytes.len());
    end
}

/// 几, 数, 多: a number without a value.
fn is_vague(c: char) -> bool {
    matches!(c, '几' | '数' | '多' | '若' | '干' | '余' | '上')
}

/// The code of the char at `at`, 0 beyond the basic plane, and its length.
#[inline]
fn code_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let b = bytes[at];
    let low = |i: usize| u32::from(bytes[at + i] & 0x3f);
    match b {
        0..0x80 => (u32::from(b), 1),
        0xe0..0xf0 => ((u32::from(b & 0x0f) << 12) | (low(1) << 6) | low(2), 3),
        0xc0..0xe0 => (0, 2),
        _ => (0, 4),
    }
}

/// A word may begin with this char.
const WORD: u8 = 1;
/// A number may.
const NUMBER: u8 = 2;
/// Some other construct may.
const SPECIAL: u8 = 4;

/// What may begin with each char of the basic plane.
#[derive(Clone, Debug, Default)]
pub(super) struct Starts(Vec<u8>);

impl Starts {
    /// What may begin with each char, where these words are known.
    pub(super) fn of(words: &Words) -> Starts {
        let mut starts = Starts(vec![0; 0x10000]);
        for code in 0..0x10000u32 {
            let Some(c) = char::from_u32(code) else { continue };
            let number = is_number_start(c) || is_vague(c) && !matches!(c, '干' | '余');
            let special = "第首头闰公QＱ节假正冬腊早晚前大年初甲乙丙丁戊己庚辛壬癸".contains(c);
            let flags = [(words.begins(code), WORD), (number, NUMBER), (special, SPECIAL)];
            starts.0[code as usize] = flags.iter().filter(|(yes, _)| *yes).map(|(_, flag)| flag).sum();
        }
        starts
    }

    #[inline]
    fn at(&self, code: u32) -> u8 {
        self.0[code as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lie_on_char_boundaries_in_order() {
        let text = "近日,记者获悉,“十四五”时期将建成5条,2021年3月1日至5日及去年底";
        let found = scan(text);
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        let words: Vec<&str> = found.iter().map(|e| &text[e.span]).collect();
        assert_eq!(words, ["近日", "“十四五”时期", "2021年3月1日至5日", "去年底"]);
    }

    #[test]
    fn runs_of_digits_are_left_whole() {
        assert_eq!(number_end("1720.7亿元", 0), "1720.7".len());
        assert_eq!(number_end("12,345人", 0), "12,345".len());
        assert_eq!(number_end("一一一一一一年", 0), "一一一一一一".len());
    }
}
