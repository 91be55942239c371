//! Names in a list of names: what stands between persons is a person.
//!
//! ```text
//! LIST := ITEM (、 ITEM)+ | ITEM (space+ ITEM)+   邓宇明、厉无畏、史丰收、冯友(女)
//! ITEM := NAME PAREN?
//! NAME := han{1,4} | han+ (· han+)+ | han{2,12} before a PAREN of NOTE
//! NOTE := 女 | the name of a people ending in 族, or both
//! ```
//!
//! A list is one where at least three items, and two in three, are persons
//! already. An item that has a space, a colon or the line's end at a side must
//! begin with a surname and have two or three characters.

use super::person::{PersonMention, PersonSource, Persons};
use super::scan::{Scan, is_han};
use crate::lexicon::Entry;
use crate::record::PersonRole;
use crate::span::Span;

/// Bytes beyond which an item is no name.
const LONGEST: usize = 90;

/// What ends an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Pause,
    Space,
    Line,
}

/// One item that could be a name.
struct Item {
    name: Span,
    /// Followed by （女） or （回族）.
    noted: bool,
    known: bool,
}

/// Adds the persons of lists.
pub(super) fn find(scan: &Scan<'_>, out: &mut Persons) {
    let mut run: Vec<Item> = Vec::new();
    let (mut start, mut before) = (0, Mark::Line);
    for (at, len, after) in marks(scan.text) {
        if start == at && before != Mark::Pause && after == Mark::Space {
            // Another space.
            start = at + len;
            continue;
        }
        let inner = before == Mark::Pause && after == Mark::Pause;
        match item(scan, out, Span::new(start, at), inner) {
            Some(item) => run.push(item),
            None => settle(out, &mut run),
        }
        if after == Mark::Line {
            settle(out, &mut run);
        }
        (start, before) = (at + len, after);
    }
}

/// Where items end in `text`: byte, length of the mark, what it is.
fn marks(text: &str) -> impl Iterator<Item = (usize, usize, Mark)> {
    let bytes = text.as_bytes();
    let inside = memchr::memchr3_iter(b' ', b'\n', 0xe3, bytes).filter_map(|at| match &bytes[at..] {
        [b' ', ..] => Some((at, 1, Mark::Space)),
        [b'\n', ..] => Some((at, 1, Mark::Line)),
        [0xe3, 0x80, 0x80, ..] => Some((at, 3, Mark::Space)),
        [0xe3, 0x80, 0x81, ..] => Some((at, 3, Mark::Pause)),
        _ => None,
    });
    inside.chain(std::iter::once((text.len(), 0, Mark::Line)))
}

/// Reads what stands between two marks, if it could be a name.
fn item(scan: &Scan<'_>, out: &Persons, span: Span, inner: bool) -> Option<Item> {
    if span.len() > LONGEST {
        return None;
    }
    // 名单：张建国
    let colon = scan.text[span].rfind('：').map_or(0, |p| p + "：".len());
    let span = Span::new(span.start + colon, span.end);
    let text = &scan.text[span];
    let (name, note) = match text.find(['（', '(']) {
        Some(open) => (&text[..open], Some(&text[open..])),
        None => (text, None),
    };
    let noted = match note {
        Some(note) => {
            let inner = note.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
            inner.split(['，', ',']).all(|part| part == "女" || part.ends_with('族')).then_some(true)?
        }
        None => false,
    };
    let name = Span::new(span.start, span.start + name.len());
    let known = out.at(name.start).is_some_and(|p| p == name);
    let plain = || {
        let surname = scan.char_at(name.start).is_some_and(|c| scan.lexicon.names.surname(c).is_some());
        surname && (2..=3).contains(&scan.text[name].chars().count())
    };
    let fits = known || spelt(&scan.text[name], noted) && !is_word(scan, name) && (inner || plain());
    fits.then_some(Item { name, noted, known })
}

/// Whether `name` could be one by its length and its characters.
fn spelt(name: &str, noted: bool) -> bool {
    let dotted = name.contains('·');
    let plain = name.chars().all(|c| is_han(c) || c == '·') && !name.starts_with('·') && !name.ends_with('·');
    let longest = if dotted {
        24
    } else if noted {
        12
    } else {
        4
    };
    plain && (1..=longest).contains(&name.chars().count())
}

/// True for a word of the lexicon that names no person: 记者, 国务院.
pub(super) fn is_word(scan: &Scan<'_>, name: Span) -> bool {
    scan.starting(name.start).iter().any(|h| {
        h.end as usize == name.end
            && matches!(
                h.entry,
                Entry::Label
                    | Entry::Reporter
                    | Entry::Head(_)
                    | Entry::Own(_)
                    | Entry::Of { .. }
                    | Entry::Not
                    | Entry::Stop
            )
    })
}

/// Adds what is not known yet of a list of names, and begins anew.
fn settle(out: &mut Persons, run: &mut Vec<Item>) {
    let known = run.iter().filter(|i| i.known).count();
    let list = known >= 3 && known * 3 >= run.len() * 2;
    for item in run.drain(..) {
        if (list || item.noted) && !item.known {
            out.replace(PersonMention::new(
                item.name,
                PersonRole::Other,
                PersonSource::Listed,
                "person/listed",
            ));
        }
    }
}
