//! The page in a header line, and the name of its section.

use super::line::{Reader, is_mark};
use super::value::value_end;
use super::words::HeaderWord;
use crate::input::columns::Field;
use crate::input::fields::page_number;
use crate::lexicon::PageWord;
use crate::text::numeral::whole::number;

impl Reader<'_, '_> {
    /// 第02版, 第02版:要闻, 第3版(), 02 版, A02, 第５版, 第五版
    pub(super) fn page(&mut self) -> bool {
        let ordinal = self.rest.strip_prefix('第').map(str::trim_start);
        let rest = ordinal.unwrap_or(self.rest);
        let Some((number, tail)) = page_at(rest, ordinal.is_some()) else { return false };
        let lettered = number.starts_with(|c: char| c.is_ascii_uppercase());
        let Some(after) = tail.trim_start().strip_prefix('版') else {
            // A02 alone between bars, and A02：综合.
            let named = tail.trim_start().strip_prefix([':', '：']).map(str::trim_start);
            let named = named.filter(|name| section_at(name).is_some());
            let alone = ordinal.is_none()
                && lettered
                && (tail.is_empty() || tail.starts_with(is_mark) || named.is_some());
            if alone {
                self.fields.fill(Field::Page, &number);
                self.rest = named.unwrap_or(tail);
                self.weight.facts += 1;
                self.weight.issue = true;
            }
            return alone;
        };
        self.fields.fill(Field::Page, &page_number(&number));
        self.weight.facts += 1;
        self.weight.issue = true;
        self.weight.article |= after.starts_with("()") || after.starts_with("（）");
        self.rest = after;
        if let Some(section) = after.trim_start().strip_prefix([':', '：', '∶']) {
            let end = section_end(section);
            let name: String = section[..end].chars().filter(|c| !c.is_whitespace()).collect();
            if name.chars().count() <= 12 {
                self.fields.fill(Field::Section, &name);
                self.rest = &section[end..];
            }
        }
        true
    }

    /// 要闻 behind the page's number.
    pub(super) fn section(&mut self) -> bool {
        let Some(name) = section_at(self.rest).filter(|_| self.weight.issue) else { return false };
        self.fields.fill(Field::Section, name);
        self.rest = &self.rest[name.len()..];
        true
    }
}

/// The number of a page at the head of `s`, in digits as ASCII has them, and
/// what follows: 02, A02, ０２; in Chinese where 第 stands before it.
fn page_at(s: &str, ordinal: bool) -> Option<(String, &str)> {
    let letter = s.chars().next().filter(char::is_ascii_uppercase);
    let digits = &s[letter.map_or(0, char::len_utf8)..];
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let len = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
    let (run, rest) = digits.split_at(len);
    let (count, next) = (run.chars().count(), rest.chars().next());
    if (1..=3).contains(&count) && !next.is_some_and(|c| c.is_ascii_alphanumeric()) {
        let run: String = run.chars().map(|c| if c.is_ascii() { c } else { folded(c) }).collect();
        return Some((letter.map(String::from).unwrap_or_default() + &run, rest));
    }
    let numeral = &s[..s.find('版').filter(|_| ordinal)?];
    let short = (1..=3).contains(&numeral.chars().count());
    let value = number(numeral.trim()).filter(|n| short && *n < 1000)?;
    Some((value.to_string(), &s[numeral.len()..]))
}

/// ０ to 0.
fn folded(c: char) -> char {
    char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c)
}

/// The name of a page's section that `s` begins with, up to a mark.
fn section_at(s: &str) -> Option<&str> {
    let word = &s[..s.find(is_mark).unwrap_or(s.len())];
    PageWord::Section.is(word).then_some(word)
}

/// Where the name of a section ends: at a bar, a bracket, a date, or a button.
fn section_end(section: &str) -> usize {
    let button = section.char_indices().find(|(at, _)| {
        let rest = &section[*at..];
        let stops =
            HeaderWord::Button.begins(rest).is_some() || HeaderWord::Leftover.after_long(rest).is_some();
        *at > 0 && section[..*at].ends_with(char::is_whitespace) && stops
    });
    let bracket = section.find(['|', '｜', '（', '(']);
    let ends = [button.map(|(at, _)| at), bracket, section.find("PDF"), Some(value_end(section))];
    ends.into_iter().flatten().min().unwrap_or(section.len())
}
