//! What is printed on a page and is no article: jumps, QR-code lines,
//! editors' lines, folio signatures, contacts.

use super::words::Words;
use crate::page::Line;
use std::sync::LazyLock;

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
    let inner =
        line.trim_start_matches(['（', '(', '【', '[']).trim_end_matches(['）', ')', '】', ']', '。']).trim();
    if inner.len() > 60 {
        return None;
    }
    for word in ["下转", "紧转", "转第", "转至"] {
        if let Some(page) = inner.strip_prefix(word) {
            return Some(Jump::On(page_of(inner, page)));
        }
    }
    for word in ["上接", "紧接", "接第"] {
        if let Some(page) = inner.strip_prefix(word) {
            return Some(Jump::From(page_of(inner, page)));
        }
    }
    let bracketed = inner.len() < line.len();
    let sees = ["详见", "见第", "刊第", "刊于", "见今日", "报道见", "全文见"];
    (bracketed && inner.ends_with('版') && sees.iter().any(|w| inner.contains(w))).then_some(Jump::See)
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
    let words =
        ["责任编辑", "责编", "本版编辑", "本版责编", "编辑：", "编辑:", "值班编辑", "校对", "版面编辑"];
    let s = s.trim_start_matches(['【', '(', '（', '[', '□', '■', '●']);
    line.chars <= 50 && line.stops == 0 && (words.iter().any(|w| s.starts_with(w)) || s.contains("版责编："))
}

/// The line of those who laid out or drew for one article: 版式设计：王丽.
pub(super) fn is_credit(line: &Line, s: &str) -> bool {
    let words = [
        "版式",
        "美编",
        "美术编辑",
        "制图",
        "数据来源",
        "资料来源",
        "图片来源",
        "统筹：",
        "统筹:",
        "策划：",
        "策划:",
        "视觉设计",
    ];
    line.chars <= 50 && line.stops == 0 && words.iter().any(|w| s.starts_with(w))
}

/// Words of advertisements and notices in the margin.
const ADS: [&str; 26] = [
    "扫一扫",
    "扫码",
    "二维码",
    "公众号",
    "官方微信",
    "官方微博",
    "官微",
    "App",
    "APP",
    "客户端",
    "下载",
    "热线",
    "咨询",
    "电话：",
    "电话:",
    "报名",
    "抽奖",
    "优惠",
    "诚邀",
    "邮编",
    "地址：",
    "地址:",
    "火热",
    "快来",
    "广告",
    "移动端",
];

static AD_WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&ADS));

/// How many words of advertisements stand in `s`.
pub(super) fn ad_words(s: &str) -> usize {
    AD_WORDS.count(s)
}

/// A line that can only be furniture: a QR code's, a contact's.
pub(super) fn is_furniture(line: &Line, s: &str) -> bool {
    let first = [
        "扫一扫",
        "扫码",
        "扫描二维码",
        "微信扫",
        "新闻热线",
        "广告热线",
        "投稿邮箱",
        "邮箱：",
        "邮箱:",
        "网址",
        "电话：",
        "电话:",
        "邮编",
    ];
    line.chars <= 40 && first.iter().any(|w| s.starts_with(w))
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
