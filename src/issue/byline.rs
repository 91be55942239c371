//! Bylines: who wrote and who photographed.
//!
//! ```text
//! byline  = [mark] [end] group {group} [end]     文/图 记者 王丽
//! group   = role [":" | "/"] name {sep name}       记者 王丽、李明; 记者/王丽
//!         | name {sep name} "/" role              王丽/文 李明/图
//! role    = [medium] {epithet} ("记者" | "通讯员" | "摄影" | "文" | "图" …)
//! sep     = white space | "、" | "，" | nothing
//! end     = "摄" | "文/图" | "文并摄" | "摄影报道" | "报道" | "整理"
//! mark    = "□" | "■" | "●" | "◎" | "▲" | "◆"
//! ```
//!
//! The names of a group may be glued to each other and to the role:
//! `记者王小雅通讯员刘梦亭`.

use super::names::{Need, is_name_char, may_begin, split};
use crate::lexicon::byline::{
    calls_with_mark, end_word, ends_run, is_of_medium, may_have_role, next_role, role_len, role_of_names,
};
use crate::record::PersonRole;
use crate::span::Span;

/// One name of a byline and what its bearer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signed {
    pub span: Span,
    pub role: PersonRole,
}

/// A byline that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub names: Vec<Signed>,
    /// True when a role word stood in it.
    pub roles: bool,
    /// True when it signs for the paper as such: 本报评论员.
    pub house: bool,
    /// How much of the text was read, in bytes.
    pub len: usize,
    /// True when it signs a photograph: … 摄.
    pub photo: bool,
}

/// No more characters than these are looked through for a run's end, which
/// is more than names have that may stand in one.
const LONGEST_RUN: usize = 40;

/// Reads the byline that `text` is or begins with; `base` is where it stands.
///
/// With `whole`, all of `text` must be the byline.
pub(super) fn byline(text: &str, base: usize, whole: bool) -> Option<Byline> {
    if whole && !may_have_role(text) {
        return None;
    }
    let mut p = Parser { text, base, at: 0, out: Byline::default(), role: None, glued: false, group: 0 };
    p.skip(|c| c.is_whitespace() || is_mark(c));
    p.leading_end();
    while p.step() {}
    p.out.len = p.at;
    let read = p.at == text.trim_end().len();
    let some = p.out.house || p.out.roles && !p.out.names.is_empty();
    (some && (read || !whole)).then_some(p.out)
}

/// True for a role without its names: 本报记者.
pub(super) fn is_label(text: &str) -> bool {
    label(text).is_some()
}

/// The role that the whole text is.
pub(super) fn label(text: &str) -> Option<PersonRole> {
    let text = text.trim().trim_start_matches(is_mark).trim_end_matches(['：', ':']);
    role_len(text).filter(|r| r.0 == text.len() && text.len() > 3).map(|r| r.1)
}

/// A line of names alone, each with its surname: 王丽 李明.
pub(super) fn bare_names(text: &str, base: usize) -> Option<Byline> {
    let mut out = Byline { len: text.len(), ..Byline::default() };
    let body = text.trim_start_matches(is_mark);
    let from = text.len() - body.len();
    let body = if from > 0 { before_post(body) } else { body };
    let mut at = from;
    for field in body.split(is_sep) {
        if !field.is_empty() {
            let names = split(field, base + at, Need::Surname)?;
            if names.len() > 1 && from == 0 {
                return None;
            }
            out.names.extend(names.iter().map(|&span| Signed { span, role: PersonRole::Author }));
        }
        at += field.len() + text[at + field.len()..].chars().next().map_or(0, char::len_utf8);
    }
    (1..=6).contains(&out.names.len()).then_some(out)
}

/// `李明(职员)` without the post in brackets.
fn before_post(body: &str) -> &str {
    match body.find(is_open) {
        Some(at) if body.ends_with([')', '）']) => &body[..at],
        _ => body,
    }
}

/// Marks before a byline.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '□' | '■' | '◎' | '●' | '○' | '▲' | '△' | '◆' | '◇' | '★' | '☆' | '▓' | '▌')
}

fn is_sep(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '|' | '｜')
}

struct Parser<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    out: Byline,
    role: Option<PersonRole>,
    /// True where a role of a medium has words behind it without a blank, which
    /// may be any: 澜阳日报记者走进山村.
    glued: bool,
    /// How many names stand before the group that is being read.
    group: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(what).len();
    }

    /// Reads a role, an end or a run of names; false when none is next.
    fn step(&mut self) -> bool {
        let from = self.at;
        self.skip(|c| is_sep(c) || is_mark(c));
        let read = !self.rest().is_empty()
            && (self.slashed() || self.end() || self.role() || self.spaced_role() || self.run());
        if read {
            return true;
        }
        self.at = if self.rest().is_empty() { self.at } else { from };
        false
    }

    /// 文/图 before who wrote: 文/图 本报记者 王丽.
    fn leading_end(&mut self) {
        let Some((word, false)) = end_word(self.rest()) else { return };
        let after = &self.rest()[word.len()..];
        let parts = |c: char| c.is_whitespace() || matches!(c, '：' | ':' | '/' | '／');
        if after.starts_with(parts) && role_len(after.trim_start_matches(parts)).is_some() {
            self.at += word.len();
            self.skip(parts);
        }
    }

    /// The role behind a group's names: 王丽/文 李明/图. Who has a role already
    /// keeps it: 记者 王丽/文.
    fn slashed(&mut self) -> bool {
        let Some(rest) = self.rest().strip_prefix(['/', '／']) else { return false };
        if self.out.names.len() == self.group {
            return false;
        }
        let slash = self.rest().len() - rest.len();
        let (len, role) = match end_word(rest) {
            Some((word, true)) => (word.len(), Some(PersonRole::Photographer)),
            Some((word, false)) => (word.len(), None),
            None => match role_of_names(rest) {
                Some((len, role)) => (len, Some(role)),
                None => return false,
            },
        };
        let over = rest[len..].chars().next().is_none_or(|c| is_sep(c) || is_open(c));
        if !over {
            return false;
        }
        self.at += slash + len;
        if let Some(role) = role {
            let wrote = role == PersonRole::Author && self.role.is_some();
            for name in self.out.names[self.group..].iter_mut().filter(|_| !wrote) {
                name.role = role;
            }
        }
        // The next names have a role of their own behind them.
        (self.group, self.role) = (self.out.names.len(), None);
        self.out.roles = true;
        true
    }

    /// 文 王丽 图 李明: a role of one character that a blank parts from a name.
    fn spaced_role(&mut self) -> bool {
        let Some((len, role)) = role_of_names(self.rest()) else { return false };
        let after = &self.rest()[len..];
        let name = after.trim_start();
        let name = &name[..name.find(is_sep).unwrap_or(name.len())];
        let one = split(name, 0, Need::Surname).is_some_and(|names| names.len() == 1);
        if !after.starts_with(char::is_whitespace) || !one {
            return false;
        }
        self.at += len;
        (self.group, self.role) = (self.out.names.len(), Some(role));
        self.out.roles = true;
        self.skip(char::is_whitespace);
        true
    }

    /// 摄, 文/图 after names, with nothing but the end behind it.
    fn end(&mut self) -> bool {
        if self.out.names.is_empty() || calls_with_mark(self.rest()) {
            return false;
        }
        let Some((word, photo)) = end_word(self.rest()) else { return false };
        let after = self.rest()[word.len()..].trim_start();
        let said = after.starts_with(['：', ':']);
        if !(after.is_empty() || said || after.starts_with(is_open) || role_len(after).is_some()) {
            return false;
        }
        self.at += word.len();
        // 王丽摄（某某视觉）
        self.skip(char::is_whitespace);
        self.post();
        self.out.photo |= photo;
        if photo {
            let last = self.role.take();
            let signed =
                self.out.names.iter_mut().rev().take_while(|n| Some(n.role) == last || last.is_none());
            signed.for_each(|n| n.role = PersonRole::Photographer);
        }
        self.out.roles = true;
        true
    }

    fn role(&mut self) -> bool {
        let Some((len, role)) = role_len(self.rest()) else { return false };
        self.glued = is_of_medium(self.rest());
        self.at += len;
        (self.group, self.role) = (self.out.names.len(), Some(role));
        self.out.roles = true;
        self.out.house |= role == PersonRole::Author && self.text[..self.at].ends_with("评论员");
        let end = self.at;
        self.skip(|c| c.is_whitespace() || matches!(c, '：' | ':' | '/' | '／' | '|'));
        self.glued &= end == self.at;
        true
    }

    /// A run of names up to the next separator or role.
    fn run(&mut self) -> bool {
        let rest = self.rest();
        if ends_run(rest) || self.role.is_none() && !may_begin(rest) {
            return false;
        }
        let chars = rest.chars().take(LONGEST_RUN).take_while(|c| is_name_char(*c));
        let run = &rest[..chars.map(char::len_utf8).sum()];
        let run = &run[..next_role(run).unwrap_or(run.len())];
        let need = if self.role.is_some() && !self.glued { Need::Place } else { Need::Surname };
        let role = self.role.unwrap_or(PersonRole::Reporter);
        let Some(names) = split(run, self.base + self.at, need) else { return false };
        self.at += run.len();
        self.out.names.extend(names.iter().map(|&span| Signed { span, role }));
        self.post();
        true
    }

    /// A post or the like in brackets behind a name: □李明(职员).
    fn post(&mut self) {
        let rest = self.rest();
        if !rest.starts_with(is_open) {
            return;
        }
        if let Some((close, c)) = rest.char_indices().take(20).find(|(_, c)| matches!(c, ')' | '）')) {
            self.at += close + c.len_utf8();
        }
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let b = byline(text, 0, true).or_else(|| bare_names(text, 0))?;
        let role = |r| match r {
            PersonRole::Reporter => 'R',
            PersonRole::Correspondent => 'C',
            PersonRole::Photographer => 'P',
            PersonRole::Author => 'A',
            _ => '?',
        };
        let names: Vec<String> =
            b.names.iter().map(|n| format!("{}{}", role(n.role), &text[n.span.start..n.span.end])).collect();
        Some(names.join(" "))
    }

    #[test]
    fn bylines_are_read_in_every_form() {
        for (text, want) in [
            ("本报记者 王丽 李明远 通讯员 赵玉", "R王丽 R李明远 C赵玉"),
            ("记者王小雅通讯员刘梦亭", "R王小雅 C刘梦亭"),
            ("记者王丽、李明远", "R王丽 R李明远"),
            ("□本报记者王丽", "R王丽"),
            ("通讯员 赵玉 记者 王丽", "C赵玉 R王丽"),
            ("记者/王丽 通讯员/赵玉", "R王丽 C赵玉"),
            ("全媒体记者 王丽 见习记者 赵玉", "R王丽 R赵玉"),
            ("新华社记者 王丽 摄", "P王丽"),
            ("王丽摄", "P王丽"),
            ("文/王丽 图/李明", "A王丽 P李明"),
            ("本报记者 王丽 文/图", "R王丽"),
            ("□王丽(职员)", "A王丽"),
            ("王丽 李明远", "A王丽 A李明远"),
            ("实习生 赵玉 记者 王丽", "R赵玉 R王丽"),
            ("记者 王丽 实习生 赵玉 通讯员 李明远", "R王丽 R赵玉 C李明远"),
            ("澜阳日报记者 王丽", "R王丽"),
            ("新澜阳·澜阳日报记者 王丽 通讯员 赵玉", "R王丽 C赵玉"),
            ("文/图 本报记者 王丽", "R王丽"),
            ("图文/记者 王丽", "R王丽"),
            ("文 王丽 图 李明", "A王丽 P李明"),
            ("王丽/文 李明/图", "A王丽 P李明"),
            ("本报记者 王丽/文 李明/图", "R王丽 P李明"),
            ("撰文/王丽 摄影/李明", "A王丽 P李明"),
            ("本报记者 王丽 综合整理", "R王丽"),
            ("采写：王丽", "R王丽"),
            ("口述：赵玉 整理：王丽", "A赵玉 A王丽"),
            ("本报评论员", ""),
            ("本报评论员 王丽", "A王丽"),
            ("本报见习记者王丽通讯员买买提·吐尔逊", "R王丽 C买买提·吐尔逊"),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn headlines_and_sentences_are_no_bylines() {
        for text in [
            "记者节座谈会召开",
            "春到山乡",
            "李明同志逝世",
            "关于表彰通讯员的通知",
            "本报讯 今年",
            "抓热点 解难点",
            "澜阳日报记者走进山村",
            "图 强 奋 进",
            "文 明 花 开",
            "发布/解读",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
