//! A person's name at a known place of the text: where it ends.
//!
//! ```text
//! NAME    := SURNAME han{1,2} | PADDED | FOREIGN | OTHER
//! PADDED  := SURNAME space+ han                 王 堃
//! FOREIGN := han{2,} (· han+)*                  斯克雷卡斯, 买买提·吐尔逊
//! OTHER   := han{2,5} before a word that follows names   旦增拉姆
//! ```
//!
//! Two or three characters are weighed by how names are spelt (`names.tsv`):
//! the reading of smaller cost -10 ln P wins, where the characters that the
//! shorter one leaves over count as what follows a name. The name as a whole
//! is then weighed against ordinary text.

use super::scan::{FIRM, Scan, is_break, is_han};
use crate::lexicon::{Entry, NameTable};
use crate::span::Span;
use crate::tagger::Label;

/// A name read at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub span: Span,
    /// Cost as a name less cost as ordinary text: the smaller the surer.
    pub cost: i32,
}

/// Prior cost of one and of two given characters.
const ONE: i32 = 13;
const TWO: i32 = 3;
/// What a word that follows names is worth after one.
const CUE: i32 = 22;
const CUE_CHAR: i32 = 6;
/// What a character costs that is neither the name's nor a word that follows names, and stands alone before a
/// mark: 理 in 窦明理、
const LONE: i32 = 36;

/// The name that starts at byte `at`, if it costs less than `limit`.
pub(super) fn at(scan: &Scan<'_>, at: usize, limit: i32) -> Option<Name> {
    if let Some(tag) = scan.tag_at(at, Label::Person) {
        let cost = (-20.0 - tag.margin).clamp(-200.0, 0.0) as i32;
        return Some(Name { span: tag.span, cost });
    }
    // 旦增拉姆 after a post: the tagger found only the end of it.
    let late = scan.input.tags.partition_point(|t| t.span.start < at);
    let late = scan.input.tags.get(late).filter(|t| t.label == Label::Person && t.span.start - at <= 6);
    if let Some(tag) =
        late.filter(|t| limit == 0 && scan.text[at..t.span.start].chars().all(is_han) && !stops(scan, at))
    {
        return Some(Name { span: Span::new(at, tag.span.end), cost: -30 });
    }
    let name = chinese(scan, at).filter(|n| n.cost < limit && !inside(scan, n.span));
    let foreign = foreign(scan, at).filter(|f| f.cost < limit);
    match (name, foreign) {
        (Some(n), Some(f)) if f.span.end > n.span.end && f.cost < n.cost => Some(f),
        (Some(n), _) => Some(n),
        (None, f) => f,
    }
}

/// True when a place or an institution starts where the name does and goes on
/// beyond it: 龙泉 in 龙泉驿区.
fn inside(scan: &Scan<'_>, name: Span) -> bool {
    scan.starting(name.start).iter().any(|h| {
        h.end as usize > name.end
            && matches!(h.entry, Entry::Place(_) | Entry::Own(_) | Entry::Of { .. } | Entry::Not)
    })
}

fn chinese(scan: &Scan<'_>, at: usize) -> Option<Name> {
    let rest = &scan.text[at..];
    let names = &scan.lexicon.names;
    let mut chars = rest.char_indices();
    let (_, c) = chars.next()?;
    if names.compound(rest).is_some() {
        return given(scan, at, at + 6, -40);
    }
    names.surname(c)?;
    let spelling = names.spelling(c);
    let surname = i32::from(spelling.surname) - i32::from(spelling.anywhere);
    padded(scan, at).or_else(|| given(scan, at, at + c.len_utf8(), surname))
}

/// What `span` costs as a Chinese name less its cost as ordinary text; none for what is not spelt like one.
pub(super) fn spelling_cost(scan: &Scan<'_>, span: Span) -> Option<i32> {
    let names = &scan.lexicon.names;
    let text = &scan.text[span];
    let mut chars = text.chars().filter(|c| !matches!(c, ' ' | '\u{3000}'));
    let (surname, first) = match names.compound(text) {
        Some(_) => (-40, chars.nth(2)?),
        None => {
            let c = chars.next()?;
            names.surname(c)?;
            let spelling = names.spelling(c);
            (i32::from(spelling.surname) - i32::from(spelling.anywhere), chars.next()?)
        }
    };
    let second = chars.next();
    if chars.next().is_some() || !is_han(first) || second.is_some_and(|c| !is_han(c)) {
        return None;
    }
    let any = |x: char| i32::from(names.spelling(x).anywhere);
    let next = scan.char_at(span.end).unwrap_or('\n');
    let behind = follows(scan, span.end, next) - mark(names, next);
    let given = match second {
        None => i32::from(names.spelling(first).one) + ONE - any(first),
        Some(second) => {
            i32::from(names.spelling(first).first) + i32::from(names.spelling(second).second) + TWO
                - any(first)
                - any(second)
        }
    };
    Some(surname + given + behind)
}

/// Weighs one against two given characters from byte `from`.
fn given(scan: &Scan<'_>, start: usize, from: usize, surname: i32) -> Option<Name> {
    let names = &scan.lexicon.names;
    let mut it = scan.text[from..].char_indices();
    let (_, a) = it.next().filter(|&(_, c)| is_han(c))?;
    let (p1, b) = it.next().unwrap_or((a.len_utf8(), '\n'));
    let (p2, c) = it.next().unwrap_or((p1 + b.len_utf8(), '\n'));
    let cost = |x: u8| i32::from(x);
    let [sa, sb] = [a, b].map(|x| names.spelling(x));
    let any = |x: char| i32::from(names.spelling(x).anywhere);
    let one = cost(sa.one) + follows(scan, from + p1, b) + ONE;
    let lone = is_break(c) && !cued(scan, from + p1);
    let one_all = one + any(c) + if lone { LONE } else { 0 };
    let two = cost(sa.first) + cost(sb.second) + follows(scan, from + p2, c) + TWO;
    let plain = any(a) + mark(names, b);
    // Ends at a mark, or the second character cannot be a name's.
    if !is_han(b) || one_all <= two {
        let end = from + p1;
        return (b != '·').then_some(Name { span: Span::new(start, end), cost: surname + one - plain });
    }
    if c == '·' {
        return None;
    }
    let end = from + p2;
    let plain = any(a) + any(b) + mark(names, c);
    Some(Name { span: Span::new(start, end), cost: surname + two - plain })
}

/// Cost of `c` at byte `at` as what follows a name.
fn follows(scan: &Scan<'_>, at: usize, c: char) -> i32 {
    if is_break(c) {
        return 34;
    }
    let cost = i32::from(scan.lexicon.names.spelling(c).after);
    let strong = |e: Entry| {
        matches!(
            e,
            Entry::Head(_) | Entry::Label | Entry::Reporter | Entry::Own(_) | Entry::Former | Entry::Time
        )
    };
    let cue = scan.starting(at).iter().map(|h| match h.entry {
        // 孙景和出席: no 和 stands before a verb.
        Entry::After if matches!(c, '和' | '与' | '及') && verb_at(scan, h.end as usize) => 0,
        Entry::After if h.end as usize - at > 3 => CUE,
        // 说， and 说：“
        Entry::After if scan.char_at(h.end as usize).is_some_and(is_break) => CUE,
        Entry::After => CUE_CHAR,
        Entry::Of { .. } if h.end as usize - at > 3 => CUE,
        e if strong(e) => CUE,
        _ => 0,
    });
    cost - cue.max().unwrap_or(0)
}

/// True when a word of two characters and more that follows names starts at byte `at`.
fn verb_at(scan: &Scan<'_>, at: usize) -> bool {
    scan.starting(at).iter().any(|h| h.entry == Entry::After && h.end as usize - at > 3)
}

/// True when a word that follows names starts at byte `at`.
fn cued(scan: &Scan<'_>, at: usize) -> bool {
    scan.starting(at).iter().any(|h| h.entry == Entry::After)
}

/// Cost of `c` in ordinary text.
fn mark(names: &NameTable, c: char) -> i32 {
    if is_break(c) { 34 } else { i32::from(names.spelling(c).anywhere) }
}

/// 王 堃: a surname, spaces, one character, then the end of the name.
fn padded(scan: &Scan<'_>, at: usize) -> Option<Name> {
    let rest = &scan.text[at..];
    let mut chars = rest.char_indices().skip(1);
    let (_, space) = chars.next()?;
    if !matches!(space, ' ' | '\u{3000}') {
        return None;
    }
    let (p, given) = chars.find(|&(_, c)| !matches!(c, ' ' | '\u{3000}'))?;
    let end = at + p + given.len_utf8();
    let spaces = rest[..p].chars().count() - 1;
    let closed = scan.char_at(end).is_none_or(is_break)
        || scan.any_at(end, |e| matches!(e, Entry::After | Entry::Head(_)));
    (is_han(given) && spaces <= 3 && closed).then_some(Name { span: Span::new(at, end), cost: -30 })
}

/// A name of foreign or of another people's spelling.
fn foreign(scan: &Scan<'_>, at: usize) -> Option<Name> {
    let names = &scan.lexicon.names;
    let mut end = at;
    let mut cost = 30;
    let mut n = 0;
    let mut dotted = false;
    let mut best: Option<Name> = None;
    for c in scan.text[at..].chars().take(20) {
        if matches!(c, '·' | '•' | '・' | '．') && n > 0 {
            dotted = true;
            end += c.len_utf8();
            continue;
        }
        if !is_han(c) || n > 0 && !dotted && stops(scan, end) {
            break;
        }
        let weight = i32::from(names.spelling(c).foreign);
        let stop = weight < 0 && (n >= 2 || dotted);
        if stop || dotted && stops(scan, end) {
            break;
        }
        cost -= weight;
        end += c.len_utf8();
        n += 1;
        if n >= 2 {
            best = Some(Name { span: Span::new(at, end), cost: cost - if dotted { 40 } else { 0 } });
        }
    }
    let found = best.filter(|b| b.span.end == end && (n >= 3 || dotted || stops(scan, end)))?;
    Some(found)
}

/// A name in parts with what a source left of it: 依明巴海 of 艾力更·依明巴海 in
/// a list, and what a hyphen joins, 迪亚斯-卡内尔.
pub(super) fn whole(scan: &Scan<'_>, span: Span) -> Span {
    let mut end = joined(scan, span.end).or_else(|| left(scan, span)).unwrap_or(span.end);
    if scan.text[span].contains(['·', '•']) {
        end = listed(scan, end).unwrap_or(end);
    }
    Span::new(span.start, end)
}

/// The end of the name that is spelt like one and leaves nothing before a mark,
/// where the tagger is unsure and leaves a character: 窦明 of 窦明理，
fn left(scan: &Scan<'_>, span: Span) -> Option<usize> {
    let unsure = scan.tag_over(span).is_none_or(|t| t.margin < FIRM);
    scan.char_at(span.end).filter(|&c| unsure && span.len() == 6 && is_han(c))?;
    let spelt = chinese(scan, span.start)?.span;
    let alone = scan.char_at(spelt.end).is_none_or(is_break) && scan.starting(span.end).is_empty();
    (alone && spelt.end > span.end).then_some(spelt.end)
}

/// The end of the person that the tagger finds behind a hyphen at byte `at`.
fn joined(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let hyphen = scan.char_at(at).filter(|c| matches!(c, '-' | '－' | '‐' | '–'))?;
    let next = scan.tag_at(at + hyphen.len_utf8(), Label::Person)?;
    Some(next.span.end)
}

/// The end of up to three more characters before the next name of a list.
fn listed(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let rest = &scan.text[at..];
    let (len, mark) = rest.char_indices().take(4).find(|c| !is_han(c.1))?;
    (len > 0 && mark == '、' && !stops(scan, at)).then_some(at + len)
}

/// True when a word starts at byte `at` that no name holds.
fn stops(scan: &Scan<'_>, at: usize) -> bool {
    scan.char_at(at).is_none_or(is_break)
        || scan.starting(at).iter().any(|h| {
            let len = (h.end - h.start) as usize;
            match h.entry {
                Entry::After | Entry::Stop => true,
                Entry::Head(_) | Entry::Label | Entry::Reporter | Entry::Own(_) | Entry::Of { .. } => len > 3,
                _ => false,
            }
        })
}

/// The name that ends at byte `end`, if it costs less than `limit`; it has to
/// stand clear on its left.
pub(super) fn before(scan: &Scan<'_>, end: usize, limit: i32) -> Option<Name> {
    let tags = scan.input.tags;
    let from = tags.partition_point(|t| t.span.end < end);
    if let Some(tag) = tags.get(from).filter(|t| t.span.end == end && t.label == Label::Person) {
        return Some(Name { span: tag.span, cost: -60 });
    }
    let mut start = end;
    for n in 1..=4 {
        let c = scan.char_before(start).filter(|&c| is_han(c))?;
        start -= c.len_utf8();
        if n < 2 {
            continue;
        }
        let found = chinese(scan, start).filter(|f| f.span.end == end && f.cost < limit);
        if let Some(name) = found.filter(|_| clear(scan, start)) {
            return Some(name);
        }
    }
    None
}

/// True when what stands left of byte `at` is no part of a name.
pub(super) fn clear(scan: &Scan<'_>, at: usize) -> bool {
    scan.char_before(at).is_none_or(|c| is_break(c) || !is_han(c))
        || scan.ending(at).iter().any(|h| {
            matches!(h.entry, Entry::Stop | Entry::After | Entry::Head(_) | Entry::Label | Entry::Reporter)
        })
}
