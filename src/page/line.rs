//! [`Line`]: the facts about one line that repair and segmentation ask for,
//! gathered in one pass over the text.

use super::count::Counts;
use crate::span::Span;

/// One line that is not blank, and what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line without the white space around it and without a layout tag.
    pub span: Span,
    /// Where its line break stands, or the end of the text.
    pub end: usize,
    /// Number of blank lines before it.
    pub gap: u32,
    /// True when it begins with white space.
    pub indented: bool,
    /// True when white space stands inside it.
    pub spaced: bool,
    /// True when a round bracket or a title mark 《》 stands in it.
    pub brackets: bool,
    /// True when a character stands in it that may stand for another: ⽉ for
    /// 月, 〈 for （.
    pub odd: bool,
    /// True when 。 stands in it.
    pub full: bool,
    /// Printed lines in it: more than one where lines cut at the width of a
    /// column were joined.
    pub rows: u32,
    /// Characters in it.
    pub chars: u32,
    /// Columns it takes: two for a full-width character, one for ASCII.
    pub width: u32,
    /// Sentence-ending marks in it: 。！？ and ；.
    pub stops: u32,
    /// Commas in it: ， and its half-width form.
    pub commas: u32,
    /// First character.
    pub first: char,
    /// Last character.
    pub last: char,
    /// The layout tag in front of it.
    pub tag: Option<Tag>,
}

/// A layout tag that page recognisers put in front of a block: `[title]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// `[title]`
    Title,
    /// `[text_block]` and the like
    Text,
    /// `[figure_caption]` and the like
    Caption,
    /// `[header]`, `[footer]` and the like
    Furniture,
}

/// The lines of `text` that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 120 + 8);
    let bytes = text.as_bytes();
    let (mut start, mut gap) = (0, 0);
    while start < bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        if out.is_empty() && tabbed_head(&text[start..end], start, text, &mut out) {
            gap = 0;
            start = end + 1 + usize::from(bytes[end..].starts_with(b"\r\n"));
            continue;
        }
        match Line::read(text, start, end, gap) {
            Some(line) => {
                out.push(line);
                gap = 0;
            }
            None => gap += u32::from(end < bytes.len()),
        }
        start = end + 1 + usize::from(bytes[end..].starts_with(b"\r\n"));
    }
    out
}

impl Line {
    /// The line that stands from `start` to `end`, if it is not blank.
    pub(super) fn read(text: &str, start: usize, end: usize, gap: u32) -> Option<Line> {
        let raw = &text[start..end];
        let body = raw.trim_start();
        let indented = body.len() < raw.len();
        let (tag, body) = strip_tag(body);
        let at = end - body.len();
        let body = body.trim_end();
        let first = body.chars().next()?;
        let Counts { chars, ascii, stops, commas, full, spaced, brackets, odd } = Counts::of(body.as_bytes());
        Some(Line {
            span: Span::new(at, at + body.len()),
            end,
            gap,
            indented,
            spaced,
            brackets,
            odd,
            full,
            rows: 1,
            chars,
            width: chars * 2 - ascii,
            stops,
            commas,
            first,
            last: body.chars().next_back().unwrap_or(first),
            tag,
        })
    }

    /// The line's text.
    pub fn text<'a>(&self, page: &'a str) -> &'a str {
        &page[self.span]
    }
}

/// A first line that is kicker, headline and subtitle, parted by tabs, as
/// programs that gather web pages write it: a line of its own for each.
fn tabbed_head(line: &str, start: usize, text: &str, out: &mut Vec<Line>) -> bool {
    let fields = line.split('\t').filter(|f| !f.trim().is_empty());
    let head = line.len() < 400 && !line.contains('。') && (2..=4).contains(&fields.clone().count());
    if !head || fields.clone().any(|f| f.trim().chars().count() < 3) {
        return false;
    }
    for field in fields {
        let at = start + (field.as_ptr() as usize - line.as_ptr() as usize);
        out.extend(Line::read(text, at, at + field.len(), 0));
    }
    true
}

/// Layout tags begin the line, in brackets and small letters.
fn strip_tag(body: &str) -> (Option<Tag>, &str) {
    let near = &body.as_bytes()[..body.len().min(24)];
    if !near.starts_with(b"[") {
        return (None, body);
    }
    let Some(close) = memchr::memchr(b']', near) else { return (None, body) };
    let (name, rest) = (&body[1..close], &body[close + 1..]);
    let tag = match name {
        "title" | "doc_title" | "paragraph_title" => Tag::Title,
        "text" | "text_block" | "abstract" | "content" | "list" => Tag::Text,
        "figure_caption" | "image_caption" | "figure_title" | "table_caption" | "caption" => Tag::Caption,
        "header" | "footer" | "page_number" | "number" | "figure" | "image" | "table" | "seal" => {
            Tag::Furniture
        }
        _ => return (None, body),
    };
    (Some(tag), rest.trim_start())
}

/// The first bytes of `text`, at most `max` of them, whole characters.
pub(crate) fn head(text: &str, max: usize) -> &str {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

pub(crate) use crate::text::mark::ends_or_trails as is_stop;

/// True for marks that cannot begin a line of their own.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '。'
            | '、'
            | '；'
            | ';'
            | '：'
            | ':'
            | '？'
            | '?'
            | '！'
            | '!'
            | '”'
            | '’'
            | '）'
            | ')'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '％'
            | '%'
            | '‰'
            | '｡'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_counted() {
        let text = "\n\n　　甲市，2021年。 \r\n\r\n乙\n";
        let got = lines(text);
        assert_eq!(got.len(), 2);
        let a = got[0];
        assert_eq!(a.text(text), "甲市，2021年。");
        assert_eq!((a.gap, a.chars, a.width, a.stops, a.commas), (2, 9, 14, 1, 1));
        assert!(a.indented && !a.spaced);
        assert_eq!((a.first, a.last, &text[a.end..a.end + 2]), ('甲', '。', "\r\n"));
        assert_eq!((got[1].gap, got[1].text(text)), (1, "乙"));
    }

    #[test]
    fn a_first_line_with_tabs_is_the_lines_of_a_headline() {
        let read = |text: &'static str| lines(text).iter().map(|l| l.text(text)).collect::<Vec<_>>();
        assert_eq!(
            read("县里召开会议强调\t春到山乡\t——侧记\n\n正文。"),
            ["县里召开会议强调", "春到山乡", "——侧记", "正文。"]
        );
        assert_eq!(read("\t春到山乡\t——侧记\n"), ["春到山乡", "——侧记"]);
        assert_eq!(read("甲\t乙\n春到山乡\t——侧记"), ["甲\t乙", "春到山乡\t——侧记"]);
    }

    #[test]
    fn layout_tags_are_read_off() {
        let text = "[title] 春到山乡\n[text_block] 正文\n[注] 不是标签\n[unknown] x\n[title]";
        let got: Vec<_> = lines(text).iter().map(|l| (l.tag, l.text(text))).collect();
        assert_eq!(got[0], (Some(Tag::Title), "春到山乡"));
        assert_eq!(got[1], (Some(Tag::Text), "正文"));
        assert_eq!(got[2], (None, "[注] 不是标签"));
        assert_eq!(got.len(), 4);
    }
}
