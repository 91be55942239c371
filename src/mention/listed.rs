//! Names in a list of names: what stands between persons is a person.
//!
//! ```text
//! LIST := ITEM (、 ITEM)+                邓宇明、厉无畏、史丰收、冯友(女)
//! ITEM := NAME PAREN?
//! NAME := han{1,4} | han+ (· han+)+ | han{2,12} before a PAREN of NOTE
//! NOTE := 女 | the name of a people ending in 族, or both
//! ```
//!
//! A list is one where at least three items, and two in three, are persons
//! already. Of its first item only the end is known, of its last only the
//! start, so that these are left alone.

use super::person::{PersonMention, Persons};
use super::scan::{Scan, is_han};
use crate::record::PersonRole;
use crate::span::Span;

/// Bytes beyond which an item is no name.
const LONGEST: usize = 90;

/// One item between two marks.
struct Item {
    name: Span,
    /// Followed by （女） or （回族）.
    noted: bool,
    known: bool,
}

/// Adds the persons of lists.
pub(super) fn find(scan: &Scan<'_>, out: &mut Persons) {
    let mut run: Vec<Item> = Vec::new();
    let mut before: Option<usize> = None;
    for at in memchr::memmem::find_iter(scan.text.as_bytes(), "、") {
        let item = before.and_then(|start| item(scan, out, Span::new(start, at)));
        if item.is_none() {
            settle(out, &mut run);
        }
        run.extend(item);
        before = Some(at + "、".len());
    }
    settle(out, &mut run);
}

/// Reads what stands between two marks, if it could be a name.
fn item(scan: &Scan<'_>, out: &Persons, span: Span) -> Option<Item> {
    if span.len() > LONGEST {
        return None;
    }
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
    (known || spelt(&scan.text[name], noted)).then_some(Item { name, noted, known })
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

/// Adds what is not known yet of a list of names, and begins anew.
fn settle(out: &mut Persons, run: &mut Vec<Item>) {
    let known = run.iter().filter(|i| i.known).count();
    let list = known >= 3 && known * 3 >= run.len() * 2;
    for item in run.drain(..) {
        let sure = list || item.noted;
        if sure && !item.known {
            out.replace(PersonMention {
                span: item.name,
                role: PersonRole::Other,
                rule: "person/listed",
                dropped: false,
            });
        }
    }
}
