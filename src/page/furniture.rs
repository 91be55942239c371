//! Lines that a page's layout puts among its text: page numbers, in the
//! middle of a sentence (`第 30 页`, `— 3 —`), and the signature of a paper
//! below a headline (`《某报》（2021年3月3日 第 02 版）`), the headings of lists of
//! appointments.

use super::line::Line;
use crate::lexicon::PageWord;

/// True when the whole line is a page number.
pub(crate) fn is_page_number(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    match line.strip_prefix('第').and_then(|s| s.strip_suffix('页')) {
        Some(n) => is_number(n.trim()),
        None => between_dashes(line),
    }
}

/// True for the name of a paper with date and page:
/// `《某报》（2021年3月3日 第 02 版）`.
pub(crate) fn is_signature(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('《') else { return false };
    line.len() < 120
        && rest.split_once('》').is_some_and(|(name, rest)| {
            name.trim_end().ends_with(['报', '刊']) && rest.trim_start().starts_with(['（', '('])
        })
        && line.contains('年')
        && line.contains('版')
}

/// The heading of a part of a list of appointments: 任命：, 免去：.
pub(crate) fn is_list_head(line: &Line, s: &str) -> bool {
    line.chars <= 8 && s.strip_suffix(['：', ':']).is_some_and(|word| PageWord::ListHead.is(word.trim()))
}

fn between_dashes(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '·' | '－' | '─');
    line.starts_with(dash) && line.ends_with(dash) && is_number(line.trim_matches(|c| dash(c) || c == ' '))
}

fn is_number(s: &str) -> bool {
    let digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百〇".contains(c);
    !s.is_empty() && s.chars().count() <= 5 && s.chars().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_told_from_headlines() {
        assert!(is_signature("《江城日报》（2021年3月3日 第 02 版）"));
        assert!(is_signature("《 江城日报 》（ 2021年03月03日 02 版）"));
        assert!(!is_signature("《江城日报》创刊五十年"));
        assert!(!is_signature("《江城日报》（第二版）"));
    }

    #[test]
    fn page_numbers_are_told_from_text() {
        for yes in ["第 30 页", "第30页", "— 3 —", "- 12 -", "·７·", "第十二页"] {
            assert!(is_page_number(yes), "{yes}");
        }
        for no in ["第 02 版", "第一页书", "——深入调研", "30", "第页", "—", "——"] {
            assert!(!is_page_number(no), "{no}");
        }
    }
}
