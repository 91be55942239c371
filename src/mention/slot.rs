//! The place of a name behind a post: what stands there whole, up to a mark or a word that follows names, is a
//! name even where it is a word of its own.
//!
//! ```text
//! SLOT  := POST NAME CLOSE             副市长和平、  书记时光介绍
//! NAME  := a word of two or three characters, or two or three characters before a mark, the first a surname
//! CLOSE := mark | a word of two characters and more that follows names
//! ```

use super::name;
use super::scan::{FIRM, Scan, is_break, is_han};
use crate::lexicon::Entry;
use crate::span::Span;
use crate::token::Word;

/// How a stretch is closed on its right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// By a mark or the end.
    Mark,
    /// By a word that follows names.
    Verb,
}

/// How what ends at byte `at` is closed; none where the text just goes on.
pub(super) fn close(scan: &Scan<'_>, at: usize) -> Option<Close> {
    if scan.char_at(at).is_none_or(is_break) {
        return Some(Close::Mark);
    }
    let long = |h: &crate::lexicon::Hit| h.end as usize - at > '一'.len_utf8();
    let follows = scan.starting(at).iter().any(|h| h.entry == Entry::After && long(h));
    follows.then_some(Close::Verb)
}

/// The word that fills the place of a name at byte `at`.
pub(super) fn word(scan: &Scan<'_>, at: usize) -> Option<Span> {
    let words = scan.input.words;
    let first = words.binary_search_by_key(&at, |w| w.span.start).ok()?;
    scan.char_at(at).filter(|&c| scan.lexicon.names.surname(c).is_some())?;
    let span = words[first].span;
    let length = scan.text[span].chars().filter(|&c| is_han(c)).count();
    if !(2..=3).contains(&length) || scan.text[span].chars().count() != length || reserved(scan, span) {
        return None;
    }
    match close(scan, span.end)? {
        Close::Mark => may_name(&words[first]).then_some(span),
        // 书记全程陪同: an adverb, a time or an adjective stands there as well.
        Close::Verb => is_noun(&words[first]).then_some(span),
    }
}

/// Two characters of which neither is a part of a longer word, the first a surname, that a mark closes: 总经理方立。
/// What the second means as a word of its own says nothing (立, 明).
pub(super) fn stretch(scan: &Scan<'_>, at: usize) -> Option<Span> {
    let words = scan.input.words;
    let first = words.binary_search_by_key(&at, |w| w.span.start).ok()?;
    scan.char_at(at).filter(|&c| scan.lexicon.names.surname(c).is_some())?;
    let [surname, given] = words.get(first..first + 2)? else { return None };
    let single = |w: &Word| {
        let mut chars = scan.text[w.span].chars();
        chars.next().is_some_and(is_han) && chars.next().is_none()
    };
    let function = matches!(given.pos.as_str().as_bytes().first(), Some(b'p' | b'u' | b'r' | b'm' | b'q'));
    let span = Span::new(surname.span.start, given.span.end);
    let joined = surname.span.end == given.span.start && single(surname) && single(given);
    (joined && !function && close(scan, span.end) == Some(Close::Mark)).then_some(span)
}

/// Other readings of `name`, of two and of three characters, spelt like names, where the tagger is not sure.
pub(super) fn other_ends(scan: &Scan<'_>, name: Span) -> impl Iterator<Item = Span> {
    let sure = scan.tag_over(name).is_some_and(|t| t.span == name && t.margin >= FIRM);
    let plain = !sure && matches!(scan.text[name].chars().count(), 2..=3);
    let ends = scan.text[name.start..].char_indices().map(move |(n, c)| name.start + n + c.len_utf8());
    let spans = ends.take(if plain { 3 } else { 0 }).skip(1).map(move |end| Span::new(name.start, end));
    spans.filter(move |span| {
        let han = scan.text[*span].chars().all(is_han);
        *span != name && han && name::spelling_cost(scan, *span).is_some_and(|cost| cost < LOOSEST)
    })
}

/// A reading that costs more is spelt like no name.
const LOOSEST: i32 = 40;

/// A verb alone says what the holder of the post does: 书记包联、走访.
fn may_name(word: &Word) -> bool {
    !matches!(word.pos.as_str().as_bytes().first(), Some(b'v' | b'p' | b'u' | b'm' | b'q' | b'r' | b'x'))
}

fn is_noun(word: &Word) -> bool {
    word.pos.as_str().starts_with('n')
}

/// True for what the lexicon knows as an office, a post or a label, or as a word that names nobody (候选人).
fn reserved(scan: &Scan<'_>, span: Span) -> bool {
    let whole = |h: &&crate::lexicon::Hit| h.end as usize >= span.end;
    scan.starting(span.start).iter().filter(whole).any(|h| {
        matches!(
            h.entry,
            Entry::Head(_)
                | Entry::Label
                | Entry::Reporter
                | Entry::Own(_)
                | Entry::Of { .. }
                | Entry::Suffix(_)
                | Entry::Not
        )
    })
}
