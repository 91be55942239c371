//! Padded names: 王 堃, 张　璁. Papers print names of two characters as wide
//! as names of three; the space is closed where a name can be told.
//!
//! A padded name is a surname, white space and one character, with both
//! characters alone in their field. It is closed in three positions:
//!
//! Names of three are spaced out as well where a word calls for them or signs
//! behind them: `记者 张 小 山`.
//!
//! - in a list whose other fields are names too: `李明远 王 堃 张　璁`,
//!   `张小山、王　堃、刘　柳`;
//! - after a word that calls for a name: `记者 王 堃`, `通讯员：张　璁`;
//! - before a word that signs a picture: `王 堃 摄`, `张　璁摄影报道`.

use crate::lexicon::byline::{calls_for_name, end_word};
use crate::lexicon::is_surname;
use crate::span::Span;
use crate::text::han::is_han;

/// The white space inside padded names of `line`, in order.
pub(crate) fn padding(line: &str) -> Vec<Span> {
    if !may_be_padded(line) {
        return Vec::new();
    }
    let fields = fields(line);
    let mut out = Vec::new();
    let mut i = 0;
    while i + 1 < fields.len() {
        if let Some([a, b, c]) = spaced_out(&fields, i, line) {
            out.extend([Span::new(a.span.end, b.span.start), Span::new(b.span.end, c.span.start)]);
            i += 3;
            continue;
        }
        let (a, b) = (&fields[i], &fields[i + 1]);
        if a.spaced_from(b, line) && is_padded(a, b) && called(&fields, i, line) {
            out.push(Span::new(a.span.end, b.span.start));
            i += 1;
        }
        i += 1;
    }
    out
}

/// True when a surname alone in its field stands before white space.
fn may_be_padded(line: &str) -> bool {
    let (mut before, mut last) = (' ', ' ');
    line.chars().any(|c| {
        let found = c.is_whitespace() && parts(before) && is_surname(last);
        (before, last) = (last, c);
        found
    })
}

/// True for what stands between fields.
fn parts(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '、' | '，' | ',' | '：' | ':' | '/' | '（' | '(' | '）' | ')' | '；' | '。')
}

/// What stands between white space and list marks.
struct Field {
    span: Span,
    chars: u32,
    first: char,
    /// True when only Chinese characters stand in it.
    pure: bool,
    /// True when a word that ends a byline closes it (璁摄), which does not
    /// count among its characters, or is all of it.
    signs: bool,
}

impl Field {
    /// Looks for the word that ends a byline: 璁摄影报道.
    fn find_sign(&mut self, line: &str) {
        let text = &line[self.span];
        let whole = |at: usize| end_word(&text[at..]).filter(|w| at + w.0.len() == text.len());
        let skip = text.chars().next().map_or(0, char::len_utf8);
        if whole(0).is_some() {
            self.signs = true;
            self.chars = 0;
        } else if let Some((word, _)) = text[skip..].char_indices().find_map(|(at, _)| whole(skip + at)) {
            self.signs = true;
            self.chars -= word.chars().count() as u32;
        }
    }

    fn spaced_from(&self, next: &Field, line: &str) -> bool {
        line[self.span.end..next.span.start].chars().all(char::is_whitespace)
    }
}

fn fields(line: &str) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    let mut open = false;
    for (at, c) in line.char_indices() {
        if parts(c) {
            open = false;
            continue;
        }
        if !open {
            out.push(Field { span: Span::new(at, at), chars: 0, first: c, pure: true, signs: false });
            open = true;
        }
        if let Some(f) = out.last_mut() {
            f.span.end = at + c.len_utf8();
            f.chars += 1;
            f.pure &= is_han(c);
        }
    }
    out.iter_mut().for_each(|f| f.find_sign(line));
    out
}

fn is_padded(a: &Field, b: &Field) -> bool {
    a.chars == 1 && b.chars == 1 && a.pure && b.pure && is_surname(a.first)
}

/// A name of three characters, each in its field, that a word calls for or that
/// signs. Four are two names of two: 王 堃 张 璁.
fn spaced_out<'a>(fields: &'a [Field], i: usize, line: &str) -> Option<[&'a Field; 3]> {
    let [a, b, c, ..] = fields.get(i..)? else { return None };
    let single = |f: &Field| f.chars == 1 && f.pure && !f.signs;
    let after = fields.get(i + 3);
    let near = a.spaced_from(b, line) && b.spaced_from(c, line);
    // 王 堃 文/图: what follows the name is no part of it.
    let signs = |f: &Field| end_word(&line[f.span.start..]).is_some();
    let three = single(a) && single(b) && single(c) && !signs(c) && !after.is_some_and(single);
    if !near || !three || !is_surname(a.first) {
        return None;
    }
    let role = i.checked_sub(1).is_some_and(|j| calls_for_name(&line[fields[j].span]));
    (role || after.is_some_and(|f| f.signs && f.chars == 0)).then_some([a, b, c])
}

/// True when the neighbours of the padded name at `i` say that it is one.
fn called(fields: &[Field], i: usize, line: &str) -> bool {
    let before = i.checked_sub(1).map(|j| &fields[j]);
    let after = fields.get(i + 2);
    let role = before.is_some_and(|f| calls_for_name(&line[f.span]));
    if role || fields[i + 1].signs || after.is_some_and(|f| f.signs && f.chars <= 4) {
        return true;
    }
    let name =
        |f: Option<&Field>| f.is_none_or(|f| f.pure && f.chars <= 3 && (f.chars != 1 || is_surname(f.first)));
    let one = |f: Option<&Field>| f.is_some_and(|f| (2..=3).contains(&f.chars) && is_surname(f.first));
    let last = |f: Option<&Field>| f.is_some_and(|f| f.chars == 1);
    (name(before) || last(before)) && name(after) && (one(before) || one(after) || in_list(fields, i))
}

/// True when `i` is one of several padded names in a row.
fn in_list(fields: &[Field], i: usize) -> bool {
    let padded = |k: usize| fields.get(k).zip(fields.get(k + 1)).is_some_and(|(a, b)| is_padded(a, b));
    padded(i + 2) || i >= 2 && padded(i - 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(line: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for s in padding(line) {
            out.push_str(&line[at..s.start]);
            at = s.end;
        }
        out + &line[at..]
    }

    #[test]
    fn padding_is_closed_in_name_positions_only() {
        for (line, want) in [
            ("本报记者 王 堃 李明远", "本报记者 王堃 李明远"),
            ("本报记者 王 堃 张　璁", "本报记者 王堃 张璁"),
            ("记者：张　璁", "记者：张璁"),
            ("李明远、王　堃、刘　柳等同志", "李明远、王堃、刘　柳等同志"),
            ("王　堃　李明远　张　璁", "王堃　李明远　张璁"),
            ("江 宁 晚 报", "江 宁 晚 报"),
            ("春 到 山 乡", "春 到 山 乡"),
            ("让党放心 让人民满意", "让党放心 让人民满意"),
            ("A 王 B", "A 王 B"),
            ("张　璁摄（某社）", "张璁摄（某社）"),
            ("图为春色。　王　堃　摄", "图为春色。　王堃　摄"),
            ("张　璁　王小堃摄影报道", "张璁　王小堃摄影报道"),
            ("本版责编：李明远 王 堃", "本版责编：李明远 王堃"),
            ("记者 张 小 山 通讯员 李 明 远", "记者 张小山 通讯员 李明远"),
            ("记者 张 小 山 报道", "记者 张小山 报道"),
            ("张 小 山", "张 小 山"),
            ("记者 李明远 王 堃 文/图", "记者 李明远 王堃 文/图"),
        ] {
            assert_eq!(closed(line), want);
        }
    }
}
