//! The tagger's institutions beside those of lexicon and grammar.

use super::*;

/// True when places fill `from..to`.
pub(in crate::mention) fn chained(places: &[PlaceMention], from: usize, to: usize) -> bool {
    let i = places.partition_point(|p| p.span.end <= from);
    let mut at = from;
    for place in places[i..].iter().take_while(|p| p.span.end <= to) {
        if place.span.start != at {
            return false;
        }
        at = place.span.end;
    }
    at == to
}

/// Without a function word that the tagger took in: 使凯乐公司, 据中央气象台.
pub(in crate::mention) fn trim(scan: &Scan<'_>, span: Span) -> Span {
    let first = scan.char_at(span.start).filter(|c| {
        matches!(
            c,
            '使' | '由' | '向' | '与' | '和' | '据' | '原' | '驻' | '对' | '在' | '为' | '从' | '让' | '给'
        )
    });
    match first {
        Some('对') if scan.text[span].starts_with("对外") => span,
        Some(c) if span.len() >= 12 => Span::new(span.start + c.len_utf8(), span.end),
        _ => span,
    }
}

pub(super) fn tagged(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    found: &[InstMention],
    span: Span,
    margin: f32,
) -> Option<InstMention> {
    let inst = naming::resolve(scan, places, found, span);
    let (core, of) = (inst.core, inst.of);
    // Places alone are no institution; a word after a place that ends like none has to be sure.
    let ended = scan.ending(span.end).iter().any(|h| {
        matches!(h.entry, Entry::Suffix(_) | Entry::Of { .. } | Entry::Own(_))
            && h.start as usize >= core.min(span.end)
    });
    let word = scan
        .starting(span.start)
        .iter()
        .any(|h| h.end as usize == span.end && matches!(h.entry, Entry::Suffix(_)));
    if word
        || core == span.end
        || quoted(scan, span.start, span.end)
        || of.is_some() && !ended && margin < 2.0 && !scan.strict()
    {
        return None;
    }
    Some(inst)
}
