//! Whether an article reports what happened or lays down what shall be done.
//!
//! A directive printed in full is a list of numbered paragraphs; its clauses
//! have no subject and no time, and none of them has happened.

use crate::lexicon::RuleWord;

/// How an article speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// It tells what happened.
    #[default]
    Report,
    /// Numbered tasks: 一、 （二） 3. at the head of its paragraphs.
    Tasks,
    /// Numbered articles of a law: 第三条.
    Law,
}

/// So many numbered paragraphs, and one in so many of all.
const TASKS: usize = 5;
const SHARE: usize = 4;
const ARTICLES: usize = 3;

/// How `text` speaks.
pub(super) fn manner(text: &str) -> Manner {
    let (mut lines, mut tasks, mut articles) = (0, 0, 0);
    for line in text.lines().map(|l| l.trim_start_matches([' ', '\u{3000}', '\t'])).filter(|l| !l.is_empty())
    {
        lines += 1;
        articles += usize::from(is_article(line));
        tasks += usize::from(is_task(line));
    }
    if articles >= ARTICLES {
        Manner::Law
    } else if is_directive(text.lines().next().unwrap_or_default().trim())
        || tasks >= TASKS && tasks * SHARE >= lines
    {
        Manner::Tasks
    } else {
        Manner::Report
    }
}

/// A title such as 关于加强防汛工作的实施意见 names a directive; 印发关于…的意见
/// tells of one.
fn is_directive(title: &str) -> bool {
    title.contains("关于")
        && RuleWord::Directive.ends(title).is_some()
        && !title.split("关于").next().is_some_and(|head| RuleWord::ReportsDirective.is_in(head))
}

fn number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百０１２３４５６７８９".contains(c)
}

fn is_article(line: &str) -> bool {
    line.strip_prefix('第').is_some_and(|rest| {
        let behind = rest.trim_start_matches(number);
        behind.len() < rest.len() && behind.starts_with(['条', '款'])
    })
}

fn is_task(line: &str) -> bool {
    let bracket = line.starts_with(['（', '(']);
    let rest = line.trim_start_matches(['（', '(']);
    let behind = rest.trim_start_matches(number);
    let marks: &[char] = if bracket { &['）', ')'] } else { &['、', '．', '.'] };
    behind.len() < rest.len() && behind.starts_with(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_paragraphs() {
        let tasks = "一、建立机制。\n（一）完善制度。\n（二）健全台账。\n二、组建队伍。\n3．开展培训。";
        assert_eq!(manner(tasks), Manner::Tasks);
        assert_eq!(manner("第一条 总则\n第二条 分则\n第三条 罚则"), Manner::Law);
        assert_eq!(manner("市政府关于加强防汛工作的实施意见\n完善机制。"), Manner::Tasks);
        assert_eq!(manner("市政府印发关于加强防汛工作的意见\n机制建起来了。"), Manner::Report);
        assert_eq!(manner("第一届龙舟赛开幕。\n3月2日，座谈会召开。"), Manner::Report);
    }
}
