//! Places below the county by their endings: 万安镇, 光明社区.

use super::*;

/// Adds the places below the county.
pub(super) fn local(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
    let mut known: Vec<&str> = Vec::new();
    let hits: Vec<Span> = scan
        .hits()
        .iter()
        .filter(|h| h.entry == Entry::Local)
        .map(|h| Span::new(h.start as usize, h.end as usize))
        .collect();
    for sure in [true, false] {
        for &ending in &hits {
            let word = |e: Entry| matches!(e, Entry::Head(_) | Entry::Label | Entry::Not | Entry::Stop);
            if scan.starting(ending.start).iter().any(|h| h.end as usize > ending.end && word(h.entry)) {
                continue;
            }
            if common(scan, ending) {
                continue;
            }
            let Some(start) = local_start(scan, out, ending, sure, &known) else { continue };
            let span = Span::new(start, ending.end);
            if scan.parted(span, Label::Place) {
                continue;
            }
            let from = out.partition_point(|p| p.span.end <= span.start);
            if out.get(from).is_some_and(|p| p.span.start < span.end) {
                continue;
            }
            let text = &scan.text[span];
            if !known.contains(&text) {
                known.push(text);
            }
            let level = level_of(text);
            out.insert(from, PlaceMention::new(span, level, Source::Local));
        }
    }
}

/// True when `ending` belongs to a common word or to an institution's name:
/// 农村, 乡村, 农业农村局.
fn common(scan: &Scan<'_>, ending: Span) -> bool {
    let word = scan.text[ending] == *"村" && scan.text[..ending.start].ends_with(['农', '乡']);
    let institution = |e: Entry| matches!(e, Entry::Own(_) | Entry::Of { .. } | Entry::Before(_));
    let held =
        |h: &Hit| (h.start as usize) < ending.start && h.end as usize > ending.end && institution(h.entry);
    word || scan.between(ending.start.saturating_sub(24), ending.start).iter().any(held)
}

/// Where the place that ends with `ending` starts.
pub(super) fn local_start(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    ending: Span,
    sure: bool,
    known: &[&str],
) -> Option<usize> {
    if let Some(tag) = tag_up_to(scan, ending) {
        // 承包青岚村 ends with a place that was named before.
        let known = known.iter().find(|k| scan.text[tag..ending.end].ends_with(**k));
        return Some(known.map_or(tag, |k| ending.end - k.len()));
    }
    let next = scan.char_at(ending.end);
    let mut start = ending.start;
    let mut n = 0;
    let mut best = None;
    while n < 5 {
        let before = places[..places.partition_point(|p| p.span.end <= start)].last();
        let after_place = before.is_some_and(|p| p.span.end == start && p.level < Level::Village);
        if n > 0 && after_place {
            let stem = &scan.text[start..ending.start];
            let stop = scan
                .between(start, ending.start)
                .iter()
                .any(|h| h.entry == Entry::Stop && h.end as usize <= ending.start);
            return (!generic(stem) && !stop && !stem.contains(['却', '也', '都', '就', '还', '被', '把']))
                .then_some(start);
        }
        if !sure && n > 0 && known.contains(&&scan.text[start..ending.end]) {
            return Some(start);
        }
        if n >= 2 && best.is_none() && sure && !scan.strict() && alone(scan, start, ending, next) {
            best = Some(start);
        }
        let Some(c) = scan.char_before(start) else { break };
        if !is_han(c)
            || matches!(
                c,
                '的' | '了' | '在' | '和' | '与' | '等' | '个' | '各' | '全' | '每' | '该' | '本' | '是'
            )
        {
            break;
        }
        start -= c.len_utf8();
        n += 1;
    }
    best.filter(|&s| !generic(&scan.text[s..ending.start]))
}

/// Where the tagger's place starts that ends with, or right before, `ending`.
pub(super) fn tag_up_to(scan: &Scan<'_>, ending: Span) -> Option<usize> {
    // A place that starts inside the ending (省图书馆 over 各省) says nothing of it.
    let tag = scan.tag_over(Span::new(ending.start.saturating_sub(1), ending.end))?;
    if tag.span.start > ending.start {
        return None;
    }
    let inner = scan.between(tag.span.start, ending.start).iter().any(|h| h.entry == Entry::Local);
    let chained = scan.text[tag.span.start..ending.start].chars().count() <= 6 && !inner;
    (tag.label == Label::Place && (tag.span.end == ending.end || tag.span.end == ending.start) && chained)
        .then_some(tag.span.start)
}

/// True when a place below the county that starts at `start` stands clear on
/// its left and is used as a place on its right.
pub(super) fn alone(scan: &Scan<'_>, start: usize, ending: Span, next: Option<char>) -> bool {
    let before = &scan.text[..start];
    let left = scan.char_before(start).is_none_or(is_break) || RuleWord::BeforePlace.ends(before).is_some();
    let office = |e: Entry| matches!(e, Entry::Of { .. } | Entry::Head(_) | Entry::Part | Entry::Suffix(_));
    let right = scan.any_at(ending.end, office) && next.is_some_and(is_han);
    let stop = scan.between(start, ending.start).iter().any(|h| {
        (h.end as usize) <= ending.start
            && (matches!(h.entry, Entry::Stop | Entry::Former | Entry::Time)
                || h.entry == Entry::After && h.start as usize == start)
    });
    left && right && !stop
}

/// True for what only describes a town: 建制镇, 各乡.
pub(super) fn generic(stem: &str) -> bool {
    RuleWord::CommonPlace.is(stem)
        || RuleWord::CommonPlaceEnd.ends(stem).is_some()
        || stem.ends_with(['驻', '各', '全', '个', '名', '数'])
        || RuleWord::CommonPlaceStart.begins(stem).is_some()
}
