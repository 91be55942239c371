//! What is printed on a page and is no article: jumps, QR-code lines,
//! editors' lines, folio signatures, contacts.

use crate::lexicon::PageWord;
use crate::page::Line;

/// Where an article goes on, or comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jump<'a> {
    /// (下转第二版)
    On(&'a str),
    /// (上接第一版)
    From(&'a str),
    /// (名单详见二版)
    See,
}

/// The jump that the whole line is, if it is one.
pub(super) fn jump(line: &str) -> Option<Jump<'_>> {
    let inner = line
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches(['）', ')', '】', ']', '。'])
        .trim();
    if inner.len() > 60 {
        return None;
    }
    if let Some(word) = PageWord::JumpOn.begins(inner) {
        return Some(Jump::On(page_of(inner, &inner[word.len()..])));
    }
    if let Some(word) = PageWord::JumpFrom.begins(inner) {
        return Some(Jump::From(page_of(inner, &inner[word.len()..])));
    }
    let bracketed = inner.len() < line.len();
    (bracketed && inner.ends_with('版') && PageWord::JumpSee.is_in(inner)).then_some(Jump::See)
}

/// 第二版, also in 转第二版.
fn page_of<'a>(inner: &'a str, page: &'a str) -> &'a str {
    let page = page.trim_start_matches(['至', ' ']);
    if page.starts_with('第') { page } else { inner.find('第').map_or(page, |at| &inner[at..]) }
}

/// The jump at the head or the tail of a paragraph, with the text it takes:
/// `（上接第一版）全市今年…`.
pub(super) fn jump_prefix(paragraph: &str) -> Option<Jump<'_>> {
    if !paragraph.starts_with(['（', '(', '【']) {
        return None;
    }
    let close = paragraph.char_indices().take(16).find(|(_, c)| matches!(c, '）' | ')' | '】'))?;
    jump(&paragraph[..close.0 + close.1.len_utf8()])
}

/// The jump at the end of a paragraph: `…落到实处。（下转第二版）`.
pub(super) fn jump_suffix(paragraph: &str) -> Option<Jump<'_>> {
    let close = paragraph.chars().next_back()?;
    if !matches!(close, '）' | ')') {
        return None;
    }
    let open = paragraph.char_indices().rev().take(16).find(|(_, c)| matches!(c, '（' | '('))?.0;
    if open == 0 { None } else { jump(&paragraph[open..]) }
}

/// The line of a page's editors: 责任编辑：王丽 校对：李明.
pub(super) fn is_editors(line: &Line, s: &str) -> bool {
    let s = s.trim_start_matches(['【', '(', '（', '[', '□', '■', '●']);
    line.chars <= 50 && line.stops == 0 && (PageWord::Editors.begins(s).is_some() || s.contains("版责编："))
}

/// The line of those who laid out, drew or lent pictures for one article:
/// 版式设计：王丽, 新华社发.
pub(super) fn is_credit(line: &Line, s: &str) -> bool {
    if line.chars > 50 || line.stops > 0 {
        return false;
    }
    // ——编　者
    let tight = || s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    PageWord::Credit.begins(s).is_some()
        || line.chars <= 24 && PageWord::CreditEnd.ends(s).is_some()
        || line.spaced && line.chars <= 8 && PageWord::Credit.is(&tight())
}

/// How many words of advertisements stand in `s`.
pub(super) fn ad_words(s: &str) -> usize {
    PageWord::Advert.count(s)
}

/// The note below the title of a list: （某年某月某日某会议通过）.
pub(super) fn is_adoption(s: &str) -> bool {
    let inner = s.strip_prefix(['（', '(']).and_then(|s| s.strip_suffix(['）', ')']));
    inner.is_some_and(|s| PageWord::Adopts.ends(s).is_some())
}

/// A line that can only be furniture: a QR code's, a contact's.
pub(super) fn is_furniture(line: &Line, s: &str) -> bool {
    line.chars <= 120 && line.stops == 0 && PageWord::Furniture.begins(s).is_some()
        || line.chars <= 16 && line.stops == 0 && s == "广告"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_are_read() {
        assert_eq!(jump("(下转第二版)"), Some(Jump::On("第二版")));
        assert_eq!(jump("（紧转第四版）"), Some(Jump::On("第四版")));
        assert_eq!(jump("▲转第3版").or(jump("转第3版")), Some(Jump::On("第3版")));
        assert_eq!(jump("（上接A1版）"), Some(Jump::From("A1版")));
        assert_eq!(jump("(名单详见二版)"), Some(Jump::See));
        assert_eq!(jump("——详见第3版"), Some(Jump::See));
        assert_eq!(jump_prefix("（上接第一版）今年"), Some(Jump::From("第一版")));
        assert_eq!(jump_suffix("落实。(下转第二版)"), Some(Jump::On("第二版")));
        for no in ["转变作风", "(记者 甲)", "下一步", "第二版"] {
            assert_eq!(jump(no), None, "{no}");
        }
        assert_eq!(jump_prefix("（一）今年"), None);
        assert_eq!(jump_suffix("落实（见图）"), None);
    }

    #[test]
    fn advertisements_are_told_by_their_words() {
        assert_eq!(ad_words("扫一扫 下载App"), 3);
        assert_eq!(ad_words("春到山乡"), 0);
    }
}
