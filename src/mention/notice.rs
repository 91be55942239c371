//! Persons of personnel notices: each begins a line of its own, which goes on as no other does.
//!
//! ```text
//! LINE := NAME 同志? ， (男 | 女) ，     林方舟，男，1970年3月生，现任…
//!       | NAME 的 … 职务 MARK          林方舟的市教育局局长职务；
//! NAME := han{2,4}, the first or the first two a surname
//! ```

use super::listed::is_word;
use super::person::{PersonMention, PersonSource, Persons};
use super::scan::{Scan, is_break, is_han};
use crate::record::PersonRole;
use crate::span::Span;

/// A name is not longer, in characters.
const LONGEST: usize = 4;

/// Adds the persons of such lines.
pub(super) fn find(scan: &Scan<'_>, out: &mut Persons) {
    let mut start = 0;
    for line in scan.text.split_inclusive('\n') {
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if let Some(name) = name(scan, at, line.trim()) {
            out.replace(PersonMention::new(name, PersonRole::Other, PersonSource::Listed, "person/notice"));
        }
    }
}

/// The name that `line` begins with, which stands at byte `at`.
fn name(scan: &Scan<'_>, at: usize, line: &str) -> Option<Span> {
    scan.char_at(at).filter(|&c| scan.lexicon.names.surname(c).is_some())?;
    let ends = line.char_indices().take(LONGEST + 1);
    let end = ends.skip(2).find(|(_, c)| matches!(c, '，' | ',' | '的' | '同'))?.0;
    let name = Span::new(at, at + end);
    let rest = &line[end..];
    let told = sex(rest.strip_prefix("同志").unwrap_or(rest)) || rest.strip_prefix('的').is_some_and(leaves);
    (told && scan.text[name].chars().all(is_han) && !is_word(scan, name)).then_some(name)
}

/// ，男，
fn sex(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(['，', ',']) else { return false };
    rest.strip_prefix(['男', '女']).is_some_and(|rest| rest.starts_with(['，', ',', '、', '（']))
}

/// A post that ends its clause with 职务.
fn leaves(rest: &str) -> bool {
    let clause = &rest[..rest.find(|c| is_break(c) && c != '、').unwrap_or(rest.len())];
    clause.ends_with("职务")
}
