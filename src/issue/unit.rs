//! What a line of a page is, seen by itself.

use super::byline::{Byline, bare_names, byline, is_label};
use super::dateline::lead;
use super::furniture::{Jump, is_adoption, is_credit, is_editors, is_furniture, jump};
use crate::page::{Line, Tag, is_list_head, is_signature, is_stop};

/// What a line is, seen by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unit<'a> {
    /// Short and without a sentence's end: a headline, a heading.
    Head,
    /// A headline by its layout tag.
    Title,
    /// A byline and nothing else.
    Byline,
    /// Names and nothing else: a byline where a headline stands before.
    Names,
    /// 本报记者 and nothing else: the names follow.
    Label,
    /// 王丽 摄: the credit of a picture.
    Credit,
    /// The text below a picture, by its mark or tag.
    Caption,
    /// The first paragraph of a report.
    Lead,
    Prose,
    /// （本报巴黎电）, 版式设计：王丽: closes an article.
    Tail,
    /// 任命：, （某会议通过）: begins the text of a list of appointments.
    ListHead,
    /// A date and nothing else: below a signature.
    Day,
    Jump(Jump<'a>),
    Furniture,
    /// A line of the folio or the imprint, among the text of a page that was
    /// read from its picture.
    Folio,
    Editors,
    /// 《某报》（2021年3月3日 第02版）: closes a headline.
    Signature,
}

/// What `line` is, whose text is `s`.
pub(super) fn unit<'a>(line: &Line, s: &'a str) -> Unit<'a> {
    match line.tag {
        Some(Tag::Title) => return Unit::Title,
        Some(Tag::Caption) => return Unit::Caption,
        _ => {}
    }
    if is_furniture(line, s) {
        return Unit::Furniture;
    }
    if line.chars <= 60
        && let Some(unit) = short(line, s)
    {
        return unit;
    }
    if s.starts_with("图①")
        || s.starts_with("图为")
        || s.starts_with("图：")
        || s.starts_with("上图")
        || s.starts_with("下图")
    {
        return Unit::Caption;
    }
    if is_lead(s) {
        return Unit::Lead;
    }
    if is_prose(line, s) { Unit::Prose } else { Unit::Head }
}

/// Units that only a short line can be.
fn short<'a>(line: &Line, s: &'a str) -> Option<Unit<'a>> {
    if let Some(jump) = jump(s) {
        return Some(Unit::Jump(jump));
    }
    if is_signature(s) {
        return Some(Unit::Signature);
    }
    if is_editors(line, s) {
        return Some(Unit::Editors);
    }
    if is_list_head(line, s) || is_adoption(s) {
        return Some(Unit::ListHead);
    }
    if is_credit(line, s) || s.starts_with(['（', '(']) && s.ends_with(['）', ')']) {
        return Some(Unit::Tail);
    }
    if is_day(s) {
        return Some(Unit::Day);
    }
    if line.stops > 0 {
        return None;
    }
    match byline(s, 0, true) {
        Some(Byline { photo: true, .. }) => Some(if line.spaced { Unit::Credit } else { Unit::Tail }),
        Some(_) => Some(Unit::Byline),
        None if is_label(s) => Some(Unit::Label),
        None if line.chars <= 24 && bare_names(s, 0).is_some() => Some(Unit::Names),
        None => None,
    }
}

/// A report's first paragraph: 本报讯, 新华社北京1月2日电, （记者 王丽）.
fn is_lead(s: &str) -> bool {
    lead(s, 0).is_some()
        || s.starts_with(super::signed::OPEN)
            && super::signed::lead_names(s, 0, false).is_some_and(|(b, _)| b.roles)
}

/// Prose ends with a sentence, or is too long for a headline.
fn is_prose(line: &Line, s: &str) -> bool {
    let mut back = s.chars().rev().skip_while(|c| matches!(c, '”' | '’' | '」' | '』' | '）' | ')'));
    let last = back.next().unwrap_or(line.last);
    let full = line.full;
    // An entry of a list; a headline ends in none of these.
    if matches!(last, '；' | ';') && line.chars > 6 {
        return true;
    }
    // A headline has no three lines of a column's width.
    if line.rows >= 3 || line.rows == 2 && line.stops > 0 {
        return true;
    }
    // 现将有关情况公示如下： brings in what follows.
    if matches!(last, '：' | ':') && s.trim_end_matches(['：', ':']).ends_with("如下") {
        return true;
    }
    match last {
        '。' | '；' | ';' | '，' | ',' | '：' | ':' if line.chars > 24 => true,
        '。' => true,
        c if is_stop(c) => full || line.stops > 2 || line.chars > 36,
        _ => full || line.chars > 80 || line.stops + line.commas > 3 || line.chars > 46 && line.commas > 1,
    }
}

/// 2021年2月18日, 二〇二一年二月十八日
fn is_day(s: &str) -> bool {
    s.ends_with('日') && s.contains('年') && s.chars().count() <= 14 && crate::text::date::find(s).is_some()
}
