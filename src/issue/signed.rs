//! The names that sign an article, wherever they stand in its text.

use super::byline::{Byline, Signed, bare_names, byline, label};
use super::credit::{Tail, editors, photo_credits, tail};
use super::dateline::{Lead, lead};
use super::{Article, BylineName};
use crate::record::{ArticleKind, Byline as Name, Dateline, PersonRole};
use crate::span::Span;
use jiff::civil::Date;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// The byline in brackets or behind a blank that follows a lead's 讯 or 电,
/// or stands at the head of a paragraph: （记者 王丽 通讯员 赵玉）.
///
/// Gives the byline and where it stands, its brackets with it.
///
/// `in_bracket` says that the dateline stands in a bracket itself, so that a
/// closing one is not the byline's.
pub(super) fn lead_names(text: &str, base: usize, in_bracket: bool) -> Option<(Byline, Span)> {
    let body = text.trim_start();
    let start = text.len() - body.len();
    let inner = body.strip_prefix(OPEN);
    let Some(inner) = inner else {
        let found =
            byline(body, base + start, false).filter(|b| b.roles && open_ended(body, b, in_bracket))?;
        let span = Span::new(base + start, base + start + found.len);
        return Some((found, span));
    };
    let at = text.len() - inner.len();
    let (close, bracket) = inner.char_indices().take(80).find(|(_, c)| CLOSE.contains(c))?;
    let span = Span::new(base + start, base + at + close + bracket.len_utf8());
    let inner = &inner[..close];
    let found = byline(inner, base + at, false).or_else(|| bare_names(inner, base + at))?;
    Some((found, span))
}

/// The brackets that names stand in; OCR and careless typing set 〈 and < for （.
pub(super) const OPEN: [char; 6] = ['（', '(', '【', '〔', '〈', '<'];
const CLOSE: [char; 6] = ['）', ')', '】', '〕', '〉', '>'];

/// Without an opening bracket, names must end before the text goes on:
/// `记者王丽 昨日`, and `记者王丽) 昨日` where OCR lost it.
fn open_ended(body: &str, b: &Byline, in_bracket: bool) -> bool {
    body[..b.len].contains("记者")
        && (body[b.len..].starts_with([' ', '\u{3000}', '报', '：', ':', '\t', '\n'])
            || !in_bracket && body[b.len..].starts_with([')', '）']))
}

/// The lead of the body's first lines.
pub(super) fn first_lead(text: &str, body: Span) -> Option<Lead<'_>> {
    let mut at = body.start;
    for line in text[body.start..body.end].split('\n').take(3) {
        if let Some(found) = lead(line, at) {
            return Some(found);
        }
        at += line.len() + 1;
    }
    None
}

static PHOTO: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("摄"));

/// What the names in an article's text say.
#[derive(Default)]
pub(super) struct Read<'a> {
    lead: Option<Lead<'a>>,
    /// Names at the head.
    head: Vec<(Signed, &'static str)>,
    /// Names that sign at the end.
    signed: Vec<(Signed, &'static str)>,
    /// Names in the body: photographers, later leads, editors.
    other: Vec<(Signed, &'static str)>,
    /// Where datelines and bylines stand, in text order.
    datelines: Vec<Span>,
    bylines: Vec<Span>,
    house: bool,
    caption: bool,
    /// True when 摄 stands in the body.
    photos: bool,
    /// The role that a line of its own gave, 本报记者.
    label: Option<PersonRole>,
}

impl<'a> Read<'a> {
    pub fn all(text: &'a str, body: Span, byline_lines: &[Span], kind: Option<ArticleKind>) -> Read<'a> {
        let mut read = Read { caption: kind == Some(ArticleKind::Caption), ..Read::default() };
        for &line in byline_lines {
            read.byline_line(&text[line.start..line.end], line.start);
        }
        if kind == Some(ArticleKind::HeadlineOnly) {
            return read;
        }
        read.photos = PHOTO.find(&text.as_bytes()[body.start..body.end]).is_some();
        let mut at = body.start;
        let breaks = memchr::memchr_iter(b'\n', &text.as_bytes()[body.start..body.end]);
        for (n, end) in breaks.map(|n| body.start + n).chain([body.end]).enumerate() {
            read.paragraph(&text[at..end], at, n);
            at = end + 1;
        }
        read.last_line(text, body);
        read
    }

    /// Names alone on the last line sign the text.
    fn last_line(&mut self, text: &str, body: Span) {
        let whole = text[body.start..body.end].trim_end();
        let Some(at) = whole.rfind('\n').map(|n| n + 1) else { return };
        let last = &whole[at..];
        if last.len() < 80
            && let Some(b) = bare_names(last.trim_start(), body.start + whole.len() - last.trim_start().len())
        {
            self.bylines.push(Span::new(body.start + at, body.start + whole.len()));
            self.signed.extend(b.names.iter().map(|&n| (n, "byline/tail")));
        }
    }

    fn byline_line(&mut self, s: &str, base: usize) {
        self.bylines.push(Span::new(base, base + s.len()));
        if let Some(role) = label(s) {
            self.label = Some(role);
        }
        if let Some(b) = byline(s, base, true) {
            self.house |= b.house;
            self.head.extend(b.names.iter().map(|&n| (n, "byline/line")));
        } else if let Some(b) = bare_names(s, base) {
            let role = self.label.unwrap_or(PersonRole::Author);
            self.head.extend(b.names.iter().map(|&n| (Signed { role, ..n }, "byline/names")));
        }
    }

    fn paragraph(&mut self, s: &'a str, base: usize, n: usize) {
        if s.is_empty() {
            return;
        }
        let found = lead(s, base);
        let from = found.as_ref().map(|l| l.span.end - base);
        self.datelines.extend(found.as_ref().map(|l| l.span));
        if n < 3 && self.lead.is_none() {
            self.lead = found;
        }
        // JSONL text may begin with a line that is a byline alone.
        if n < 3
            && self.head.is_empty()
            && s.len() < 150
            && let Some(b) =
                byline(s.trim(), base + (s.len() - s.trim_start().len()), true).filter(|b| !b.photo)
        {
            self.house |= b.house;
            self.bylines.push(Span::new(base, base + s.len()));
            self.head.extend(b.names.iter().map(|&n| (n, "byline/line")));
            return;
        }
        let bracket = s.trim_start().starts_with(OPEN);
        if (from.is_some() || bracket)
            && let Some((b, span)) = lead_names(&s[from.unwrap_or(0)..], base + from.unwrap_or(0), bracket)
                .filter(|(b, _)| from.is_some() || b.roles)
        {
            self.bylines.push(span);
            let names = b.names.iter().map(|&n| (n, "byline/lead"));
            if self.head.is_empty() && self.signed.is_empty() {
                self.head.extend(names)
            } else {
                self.other.extend(names)
            }
        }
        if self.photos {
            self.other.extend(photo_credits(s).into_iter().map(|n| (moved(n, base), "byline/photo")));
        }
        if let Some(Tail { names, signs, span }) = tail(s, base) {
            self.bylines.push(span);
            let into = if signs { &mut self.signed } else { &mut self.other };
            into.extend(names.iter().map(|&n| (n, "byline/tail")));
        }
        if s.len() < 150
            && s.contains(['编', '校', '版', '制'])
            && ["编辑", "责编", "校对", "版式", "制图"].iter().any(|w| s.contains(w))
        {
            self.other.extend(editors(s, base).into_iter().map(|n| (n, "byline/editors")));
        }
    }

    /// True when it signs for the paper as such: 本报评论员.
    pub fn is_house(&self) -> bool {
        self.house
    }

    /// True when a byline or a lead says that a report follows.
    pub fn is_reported(&self) -> bool {
        self.lead.is_some() || !self.head.is_empty()
    }

    /// What the names come to, in an issue of `today`.
    ///
    /// The head's names sign the article; where it has none, those in
    /// brackets at the end do. Photographers sign captions only.
    pub fn finish(self, text: &str, today: Option<Date>) -> Found {
        let signs = match (self.caption, self.head.is_empty()) {
            (true, _) => &self.other,
            (_, true) => &self.signed,
            _ => &self.head,
        };
        let mut bylines: Vec<Name> = Vec::new();
        for (n, _) in signs {
            let name = Name { role: n.role, name: tight(&text[n.span.start..n.span.end]) };
            if !bylines.contains(&name) {
                bylines.push(name);
            }
        }
        let dateline = self.lead.filter(|l| !l.is_plain()).map(|l| l.resolve(today));
        let all = [self.head, self.signed, self.other].concat();
        let mut names: Vec<BylineName> =
            all.into_iter().map(|(s, rule)| BylineName { span: s.span, role: s.role, rule }).collect();
        names.sort_by_key(|n| (n.span, n.rule));
        drop_overlaps(&mut names);
        // 李明摄 alone on a line: read as a name of three and as a credit of two, of which one goes.
        bylines.retain(|b| names.iter().any(|n| tight(&text[n.span.start..n.span.end]) == b.name));
        let mut byline_spans = self.bylines;
        byline_spans.sort_unstable();
        byline_spans.dedup();
        Found { bylines, dateline, names, byline_spans, dateline_spans: self.datelines }
    }
}

/// What an article's names come to.
pub(super) struct Found {
    bylines: Vec<Name>,
    dateline: Option<Dateline>,
    names: Vec<BylineName>,
    byline_spans: Vec<Span>,
    dateline_spans: Vec<Span>,
}

impl Found {
    pub fn give(self, a: &mut Article) {
        a.info.bylines = self.bylines;
        a.info.dateline = self.dateline;
        a.names = self.names;
        a.head.bylines = self.byline_spans;
        a.head.datelines = self.dateline_spans;
    }
}

fn drop_overlaps(names: &mut Vec<BylineName>) {
    let mut end = 0;
    names.retain(|n| {
        let keep = n.span.start >= end;
        end = end.max(n.span.end);
        keep
    });
}

fn moved(s: Signed, by: usize) -> Signed {
    Signed { span: s.span.shift(by), ..s }
}

/// A name without the white space inside it.
fn tight(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}
