//! Characters of a line that are read as others, or left out: what OCR and
//! the text layers of PDF files put there and no paper printed.
//!
//! | printed | read as | where |
//! |---|---|---|
//! | ⽉, ︵ | 月, （ | everywhere |
//! | 〈记者 王丽) | （记者 王丽) | a bracket for titles that a round one closes |
//! | １2月 | 12月 | a number or word in both widths |
//! | 举 行 了 会 议 | 举行了会议 | on pages with such blanks, in prose |
//!
//! Blanks stay where they part something: names in a byline, 本报讯 from the
//! text, the decks of a headline.

use super::line::Line;

use crate::lexicon::PageWord;
use crate::lexicon::variants::without_compatibility;
use crate::span::Span;
use crate::text::han::is_han;

/// A stretch of a line that is read as something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Where it stands in the line.
    pub span: Span,
    /// What it is read as; nothing where it is left out.
    pub char: Option<char>,
}

/// What is read as something else in `text`, in order; `blanks` says that the
/// page has blanks that no paper printed.
pub(super) fn readings(text: &str, line: &Line, blanks: bool) -> Vec<Reading> {
    let mut out = Vec::new();
    if line.odd || line.brackets {
        characters(text, &mut out);
    }
    if line.odd {
        half_width(text, &mut out);
    }
    if blanks && line.spaced {
        closed_blanks(text, line.stops + line.commas > 0, &mut out);
    }
    out.sort_unstable_by_key(|r| r.span);
    out.dedup_by_key(|r| r.span);
    out
}

/// Compatibility forms, and 〈 that a round bracket closes.
fn characters(text: &str, out: &mut Vec<Reading>) {
    for (at, c) in text.char_indices() {
        let round = match c {
            '〈' => closed_by_round(&text[at..]),
            '《' => calls_reporter(&text[at + c.len_utf8()..]) && closed_by_round(&text[at..]),
            _ => false,
        };
        let read = if round { '（' } else { without_compatibility(c) };
        if read != c {
            out.push(Reading { span: Span::new(at, at + c.len_utf8()), char: Some(read) });
        }
    }
}

/// What OCR takes for another character in lines that are no prose: the dash
/// that a headline begins or ends with for 一一, -一 or 一 (`一一访某校校长`,
/// `县领导强调一`), the 摄 that signs a picture for 报 (`本报记者 王丽 报`).
pub(super) fn misread(text: &str) -> Vec<Reading> {
    if let Some(names) = text.strip_suffix(" 报").filter(|names| names.starts_with("本报记者 ")) {
        let at = names.len() + 1;
        return vec![Reading { span: Span::new(at, text.len()), char: Some('摄') }];
    }
    dashes(text)
}

fn dashes(text: &str) -> Vec<Reading> {
    let is_stroke = |c: char| matches!(c, '一' | '-' | '－' | '–' | '—');
    let run = |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| is_stroke(*c)).count();
    let (first, last) = (run(&mut text.chars()), run(&mut text.chars().rev()));
    let before = text.trim_end_matches(is_stroke);
    let tells = PageWord::Tells.ends(before).is_some();
    let mut out = Vec::new();
    let mut read = |(at, c): (usize, char)| {
        if c != '—' {
            out.push(Reading { span: Span::new(at, at + c.len_utf8()), char: Some('—') });
        }
    };
    if first == 2 && text.len() > 12 {
        text.char_indices().take(2).for_each(&mut read);
    }
    if last == 2 && before.len() > 6 || last == 1 && tells {
        text.char_indices().rev().take(last).for_each(&mut read);
    }
    out.sort_unstable_by_key(|r| r.span);
    out
}

/// True when a round bracket closes the bracket that `rest` begins with.
fn closed_by_round(rest: &str) -> bool {
    let close =
        rest.chars().skip(1).find(|c| matches!(c, '〉' | '》' | '）' | ')' | '〈' | '《' | '（' | '('));
    matches!(close, Some('）' | ')'))
}

/// 记者 王丽…: no title of a book begins so, but what stands in brackets
/// behind a dateline.
fn calls_reporter(inner: &str) -> bool {
    PageWord::Reporter.begins(inner).is_some()
}

/// Full-width letters and digits of a word that has half-width ones too.
fn half_width(text: &str, out: &mut Vec<Reading>) {
    for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || is_full_width(c))) {
        if !(word.contains(is_full_width) && word.contains(|c: char| c.is_ascii())) {
            continue;
        }
        let base = word.as_ptr() as usize - text.as_ptr() as usize;
        for (at, c) in word.char_indices().filter(|w| is_full_width(w.1)) {
            let half = char::from_u32(u32::from(c) - 0xFEE0);
            out.push(Reading { span: Span::new(base + at, base + at + c.len_utf8()), char: half });
        }
    }
}

fn is_full_width(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Blanks within the prose of a line, or between characters set apart one by
/// one.
fn closed_blanks(text: &str, prose: bool, out: &mut Vec<Reading>) {
    let mut at = 0;
    while let Some(start) = text[at..].find([' ', '\u{A0}']).map(|n| at + n) {
        let rest = text[start..].trim_start_matches([' ', '\u{A0}']);
        let end = text.len() - rest.len();
        at = end;
        // Wider blanks part columns and fields.
        if text[start..end].chars().count() > 1 {
            continue;
        }
        let (Some(before), Some(after)) = (text[..start].chars().next_back(), rest.chars().next()) else {
            continue;
        };
        let closed = is_apart(text, start, end)
            || prose && is_inside(before, after) && !parts_names(&text[..start], rest);
        if closed {
            out.push(Reading { span: Span::new(start, end), char: None });
        }
    }
}

/// True for two characters that prose has no blank between.
fn is_inside(before: char, after: char) -> bool {
    let word = |c: char| is_han(c) || is_cjk_mark(c);
    let number = |c: char| c.is_ascii_digit();
    (word(before) || number(before)) && (word(after) || number(after)) && !(number(before) && number(after))
}

fn is_cjk_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '（'
            | '）'
    )
}

/// True for the blank between single characters in a row of at least five.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let single = |w: &str| w.chars().count() == 1 && w.chars().all(|c| is_han(c) || is_cjk_mark(c));
    let before = text[..start].rsplit(' ').take_while(|w| single(w)).take(4).count();
    let after = text[end..].split(' ').take_while(|w| single(w)).take(4).count();
    before > 0 && after > 0 && before + after >= 5
}

/// True when the blank between the two parts a name from what stands beside
/// it, or the dateline from its report.
fn parts_names(before: &str, after: &str) -> bool {
    if before.ends_with(['讯', '电', '摄', '图', '文', '者', '员'])
        || after.starts_with(['摄', '□', '■', '▲', '●'])
    {
        return true;
    }
    let near = before.char_indices().rev().take(24).last().map_or("", |(at, _)| &before[at..]);
    let clause = near.rsplit(['，', '。', '；', ')', '）', '：']).next().unwrap_or(near);
    let after = after.trim_start_matches("本报");
    PageWord::BylineCall.is_in(clause) || PageWord::BylineCall.begins(after).is_some()
}

/// Whether the lines of a page have blanks within their prose that no paper
/// printed: more than one or two in a hundred characters.
pub(super) fn has_blanks(page: &str, lines: &[Line]) -> bool {
    let (mut blanks, mut chars) = (0, 0);
    for line in lines.iter().filter(|l| l.stops + l.commas > 0) {
        chars += line.chars as usize;
        if line.spaced {
            let mut found = Vec::new();
            closed_blanks(line.text(page), true, &mut found);
            blanks += found.len();
        }
    }
    blanks >= 4 && blanks * 150 > chars
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn read(text: &str) -> String {
        let line = lines(text)[0];
        let (mut out, mut at) = (String::new(), 0);
        for r in readings(text, &line, true) {
            out.push_str(&text[at..r.span.start]);
            out.extend(r.char);
            at = r.span.end;
        }
        out + &text[at..]
    }

    #[test]
    fn characters_are_read_as_what_they_stand_for() {
        for (text, want) in [
            ("⼀⽉⽇，市⻓到会︵见图︶", "一月日，市长到会（见图）"),
            ("本报讯〈记者 王丽) 昨日", "本报讯（记者 王丽) 昨日"),
            ("读《〈论语〉讲读》有感（上）", "读《〈论语〉讲读》有感（上）"),
            ("１2月3日，共４5名代表", "12月3日，共45名代表"),
            ("１２月３日，共ＡＢ两组", "１２月３日，共ＡＢ两组"),
        ] {
            assert_eq!(read(text), want);
        }
    }

    #[test]
    fn what_ocr_takes_for_another_character_is_read_as_printed() {
        for (text, want) in [
            ("一一访某校校长王丽", "——访某校校长王丽"),
            ("县领导在会上强调一", "县领导在会上强调—"),
            ("就春灌答记者问-一", "就春灌答记者问——"),
            ("一村一品 村民增收", "一村一品 村民增收"),
            ("水到田头之一", "水到田头之一"),
            ("本报记者 王丽 报", "本报记者 王丽 摄"),
        ] {
            let (mut out, mut at) = (String::new(), 0);
            for r in misread(text) {
                out.push_str(&text[at..r.span.start]);
                out.extend(r.char);
                at = r.span.end;
            }
            assert_eq!(out + &text[at..], want);
        }
        assert_eq!(read("本报讯《记者 王丽) 昨日"), "本报讯（记者 王丽) 昨日");
    }

    #[test]
    fn blanks_within_prose_are_closed() {
        for (text, want) in [
            ("县里举行了合作签约 仪式，各村 派人参加。", "县里举行了合作签约仪式，各村派人参加。"),
            ("共有 39 个村， 今年通车。", "共有39个村，今年通车。"),
            (
                "本报讯（记者 王丽 李明远）昨日，三 条线路开通。",
                "本报讯（记者 王丽 李明远）昨日，三条线路开通。",
            ),
            ("本报讯 昨日，公交 开通。", "本报讯 昨日，公交开通。"),
            ("春 风 又 绿 江 南 岸", "春风又绿江南岸"),
            ("让党放心 让人民满意", "让党放心 让人民满意"),
            ("据 Reuters 报道，A 股上涨。", "据 Reuters 报道，A 股上涨。"),
        ] {
            assert_eq!(read(text), want);
        }
    }

    #[test]
    fn a_page_is_told_to_have_blanks_by_their_number() {
        let noisy = "昨 日，三条公交 线路开通，方便了 沿线各村 居民出 行。";
        assert!(has_blanks(noisy, &lines(noisy)));
        let clean = "本报讯（记者 王丽）昨日，三条公交线路开通，方便了沿线居民。";
        assert!(!has_blanks(clean, &lines(clean)));
    }
}
