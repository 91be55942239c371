//! Persons: bylines, names beside posts, the tagger's, and later bare
//! mentions of all of them.
//!
//! ```text
//! LIST  := NAME PAREN? (SEP NAME PAREN?)*       刘瑞红、魏琦(女) 苏建涛
//! SEP   := 、 | space | 和 | 与 | 及 | nothing before 通讯员
//! PAREN := ( han{1,6} )
//! ```

use super::name::{self, Name};
use super::place::PlaceMention;
use super::scan::{Scan, is_break};
use super::title::{Kind, Unit, anchored};
use crate::lexicon::Entry;
use crate::record::PersonRole;
use crate::span::Span;
use crate::tagger::Label;

/// A person of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonMention {
    pub span: Span,
    pub role: PersonRole,
    pub rule: &'static str,
    pub dropped: bool,
}

/// Which persons hold the chain of posts that ends with a unit.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// The chain's first and last unit.
    pub units: (usize, usize),
    /// The names' spans.
    pub names: Vec<Span>,
    pub rule: &'static str,
}

/// How sure a name has to be, by what stands before it.
fn limit(unit: &Unit, scan: &Scan<'_>) -> i32 {
    const LOOSE: [&str; 12] =
        ["代表", "委员", "成员", "编辑", "助理", "秘书", "顾问", "教练", "代理", "理事", "干事", "会计"];
    match unit.kind {
        Kind::Reporter => -15,
        Kind::Label => -35,
        Kind::Post if anchored(unit) || unit.joined => 0,
        Kind::Post if LOOSE.contains(&&scan.text[unit.span]) => -40,
        Kind::Post => -25,
    }
}

/// The persons of an article in text order, and the posts they hold.
pub(super) fn find(
    scan: &Scan<'_>,
    units: &[Unit],
    places: &[PlaceMention],
) -> (Vec<PersonMention>, Vec<Holding>) {
    let mut out: Vec<PersonMention> = Vec::new();
    for byline in scan.input.names {
        push(
            &mut out,
            PersonMention { span: byline.span, role: byline.role, rule: byline.rule, dropped: false },
        );
    }
    for hit in scan.hits() {
        if let Entry::Person(_) = hit.entry {
            let span = Span::new(hit.start as usize, hit.end as usize);
            push(
                &mut out,
                PersonMention { span, role: PersonRole::Other, rule: "person/user", dropped: false },
            );
        }
    }
    let mut holdings = titled(scan, units, &mut out);
    cued(scan, &mut out, places);
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Person) {
        push(
            &mut out,
            PersonMention { span: tag.span, role: PersonRole::Other, rule: "tagger", dropped: false },
        );
    }
    trailing(scan, units, &mut out, &mut holdings);
    repeated(scan, &mut out);
    (out, holdings)
}

/// Adds `person` unless one stands there already.
pub(super) fn push(out: &mut Vec<PersonMention>, person: PersonMention) -> bool {
    let from = out.partition_point(|p| p.span.end <= person.span.start);
    let free = out.get(from).is_none_or(|p| p.span.start >= person.span.end);
    if free {
        out.insert(from, person);
    }
    free
}

/// Names after posts.
fn titled(scan: &Scan<'_>, units: &[Unit], out: &mut Vec<PersonMention>) -> Vec<Holding> {
    let mut holdings = Vec::new();
    let mut first = 0;
    for (i, unit) in units.iter().enumerate() {
        if !unit.joined {
            first = i;
        }
        let next = units.get(i + 1).map_or(usize::MAX, |u| u.start);
        let names = list(scan, unit, next);
        if names.is_empty() {
            continue;
        }
        let role = match unit.kind {
            Kind::Post => PersonRole::Official,
            Kind::Label => PersonRole::Other,
            Kind::Reporter if scan.text[unit.span].contains("通讯员") => PersonRole::Correspondent,
            Kind::Reporter if scan.text[unit.span].contains("摄影") => PersonRole::Photographer,
            Kind::Reporter => PersonRole::Reporter,
        };
        let rule = if names.len() > 1 { "person/title-list" } else { "person/title" };
        for name in &names {
            push(out, PersonMention { span: *name, role, rule, dropped: false });
        }
        if unit.kind == Kind::Post {
            holdings.push(Holding { units: (first, i), names, rule });
        }
    }
    holdings
}

/// The names right after a unit.
fn list(scan: &Scan<'_>, unit: &Unit, next: usize) -> Vec<Span> {
    let mut names = Vec::new();
    let mut at = skip(scan, unit.span.end, unit.kind);
    let limit = limit(unit, scan);
    while let Some(name) =
        name::at(scan, at, limit).filter(|n| n.span.start < next && n.span.end <= next.max(n.span.start))
    {
        if !names.is_empty() && name.cost > limit.min(-10) {
            break;
        }
        names.push(name.span);
        let end = paren(scan, name.span.end);
        match separator(scan, end, unit.kind) {
            Some(after) => at = after,
            None => break,
        }
    }
    names
}

/// Over what may stand between a post and a name: spaces; after 记者 a mark too.
fn skip(scan: &Scan<'_>, at: usize, kind: Kind) -> usize {
    let marks: &[char] = if kind == Kind::Reporter {
        &[' ', '\u{3000}', '：', ':', '/', '／']
    } else {
        &[' ', '\u{3000}', '：', ':']
    };
    let rest = &scan.text[at..];
    let trimmed = rest.trim_start_matches(marks);
    if rest.len() - trimmed.len() > 9 { at } else { at + rest.len() - trimmed.len() }
}

/// Over (女), （回族） after a name.
fn paren(scan: &Scan<'_>, at: usize) -> usize {
    let rest = &scan.text[at..];
    let Some(open) = rest.chars().next().filter(|c| matches!(c, '(' | '（')) else { return at };
    let inner = &rest[open.len_utf8()..];
    match inner.char_indices().take(7).find(|(_, c)| matches!(c, ')' | '）')) {
        Some((p, c)) => at + open.len_utf8() + p + c.len_utf8(),
        None => at,
    }
}

/// Where the next name of a list may start after byte `at`.
fn separator(scan: &Scan<'_>, at: usize, kind: Kind) -> Option<usize> {
    let rest = &scan.text[at..];
    let c = rest.chars().next()?;
    match c {
        '、' | ' ' | '\u{3000}' => {
            let trimmed = rest.trim_start_matches(['、', ' ', '\u{3000}']);
            Some(at + rest.len() - trimmed.len()).filter(|&n| n - at <= 9)
        }
        '和' | '与' | '及' | '，' | ',' if kind == Kind::Reporter || c != '，' && c != ',' => {
            Some(at + c.len_utf8())
        }
        _ => None,
    }
}

/// Names at a line's or a sentence's start before a word that follows names.
fn cued(scan: &Scan<'_>, out: &mut Vec<PersonMention>, places: &[PlaceMention]) {
    for sentence in scan.input.sentences {
        let mut starts = vec![sentence.start];
        let head = &scan.text[sentence.start..sentence.end];
        if let Some(p) = head.find([' ', '\u{3000}']).filter(|_| head.len() < 150) {
            starts.push(sentence.start + p + head[p..].chars().next().map_or(1, char::len_utf8));
        }
        for at in starts {
            let Some(name) = name::at(scan, at, -45).filter(|n| n.span.end <= sentence.end) else { continue };
            let cue = scan
                .starting(name.span.end)
                .iter()
                .any(|h| h.entry == Entry::After && h.end as usize - name.span.end > 3)
                || scan.text[name.span.end..].starts_with('对');
            let place = places.iter().any(|p| p.span.start == at);
            if cue && !place {
                push(
                    out,
                    PersonMention {
                        span: name.span,
                        role: PersonRole::Other,
                        rule: "person/cue",
                        dropped: false,
                    },
                );
            }
        }
    }
}

/// Names before posts: 习近平总书记, 张三同志.
fn trailing(scan: &Scan<'_>, units: &[Unit], out: &mut Vec<PersonMention>, holdings: &mut Vec<Holding>) {
    for (i, unit) in units.iter().enumerate() {
        if unit.kind == Kind::Reporter || unit.start != unit.span.start || unit.joined {
            continue;
        }
        let at = unit.start;
        let known = out[..out.partition_point(|p| p.span.end <= at)].last().is_some_and(|p| p.span.end == at);
        let name = if known {
            out.iter().find(|p| p.span.end == at).map(|p| p.span)
        } else {
            name::before(scan, at, -60).map(|n: Name| n.span)
        };
        let Some(span) = name else { continue };
        push(
            out,
            PersonMention { span, role: PersonRole::Other, rule: "person/before-title", dropped: false },
        );
        let taken = holdings.iter().any(|h| h.units.0 <= i && i <= h.units.1);
        if unit.kind == Kind::Post && !taken {
            let last = (i..units.len()).skip(1).take_while(|&j| units[j].joined).last().unwrap_or(i);
            let free = !holdings.iter().any(|h| h.units.0 <= last && i <= h.units.1);
            if free {
                holdings.push(Holding { units: (i, i), names: vec![span], rule: "post/after-name" });
            }
        }
    }
}

/// Finds every name of the article again where it stands bare.
fn repeated(scan: &Scan<'_>, out: &mut Vec<PersonMention>) {
    let mut names: Vec<(&str, PersonRole)> = Vec::new();
    for person in out.iter() {
        let text = &scan.text[person.span];
        let long = text.chars().count() >= 2 && !text.contains([' ', '\u{3000}']);
        if long && !names.iter().any(|(n, _)| *n == text) {
            names.push((text, person.role));
        }
    }
    // Longer names first: 王建 is not looked for inside 王建国.
    names.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
    for (text, role) in names.into_iter().take(200) {
        for (at, _) in scan.text.match_indices(text) {
            let span = Span::new(at, at + text.len());
            if text.chars().count() == 2 && !ends(scan, span) {
                continue;
            }
            push(out, PersonMention { span, role, rule: "person/repeated", dropped: false });
        }
    }
}

/// True when a name of two characters ends where it seems to: the next one
/// does not make another name of three.
fn ends(scan: &Scan<'_>, span: Span) -> bool {
    let Some(next) = scan.char_at(span.end).filter(|&c| !is_break(c)) else { return true };
    let spelling = scan.lexicon.names.spelling(next);
    let cue =
        scan.any_at(span.end, |e| matches!(e, Entry::After | Entry::Head(_) | Entry::Label | Entry::Stop));
    cue || i32::from(spelling.after) <= i32::from(spelling.second) + 10
}
