//! Institutions that no row holds, by their endings: after a place
//! (武胜县看守所), or after a division's unit (市“五个十”整治攻坚领导小组办公室).

use super::*;

/// Names by their endings.
pub(super) fn patterns(scan: &Scan<'_>, places: &[PlaceMention], found: &[InstMention]) -> Vec<InstMention> {
    let mut out = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let from = place.span.end;
        let over = found.partition_point(|f| f.span.end <= place.span.start);
        let led =
            found.get(over).is_some_and(|f| f.named && f.span.start <= place.span.start && f.span.end > from);
        if ending_here(places, i) || led {
            continue;
        }
        let start = if place.deixis { from } else { chain_start(places, i) };
        let name = ending(scan, from, LONGEST, 1, true)
            .filter(|&(e, n)| agreed(scan, from, e, n) && !quoted(scan, start, e))
            .or_else(|| state(scan, place, from));
        if let Some((end, suffix)) = name {
            if place.deixis && (scan.strict() || scan.lexicon.suffixes[suffix as usize].loose) {
                continue;
            }
            let of = Some(Division::Mention(i as u32));
            let start = firm(scan, found, start);
            let span = Span::new(start, end);
            let form = Form::Pattern(suffix);
            out.push(InstMention {
                span,
                form,
                of,
                core: from,
                stem: end,
                named: true,
                agreed: false,
                repeated: false,
                dropped: false,
            });
        }
    }
    for hit in scan.hits() {
        let Entry::Suffix(n) = hit.entry else { continue };
        if let Some(inst) = of_unit(scan, places, hit.start as usize, hit.end as usize, n) {
            out.push(inst);
        }
    }
    out
}

/// True when the next place goes on from place `i`.
pub(super) fn ending_here(places: &[PlaceMention], i: usize) -> bool {
    places.get(i + 1).is_some_and(|p| p.above == Some(i as u32) && p.span.start == places[i].span.end)
}

/// True for 《青岛晚报》: a title, and no institution's mention.
pub(super) fn quoted(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    scan.text[..start].ends_with('《') && scan.text[end..].starts_with('》')
}

/// Where a branch's name starts: 工商银行许昌分行, 国网河南省电力公司.
pub(super) fn firm(scan: &Scan<'_>, found: &[InstMention], start: usize) -> usize {
    if let Some(word) = RuleWord::Firm.ends(&scan.text[..start]) {
        return start - word.len();
    }
    let i = found.partition_point(|f| f.span.end < start);
    let Some(inst) = found.get(i).filter(|f| f.span.end == start && f.named) else { return start };
    match class(scan, inst).as_deref() {
        Some("bank" | "company" | "school" | "institute" | "media") => inst.span.start,
        _ => start,
    }
}

/// 美国政府, 韩国队: an ending right after a state's or a province's name.
pub(super) fn state(scan: &Scan<'_>, place: &PlaceMention, from: usize) -> Option<(usize, u32)> {
    if place.level > Level::Prefecture || place.deixis {
        return None;
    }
    scan.starting(from).iter().find_map(|h| {
        let Entry::Suffix(n) = h.entry else { return None };
        let suffix = &scan.lexicon.suffixes[n as usize];
        let fits = suffix.class == "foreign" && !held(scan, from, h.end as usize);
        (fits && (place.level == Level::Country || scan.text[from..h.end as usize] == *"队"))
            .then_some((h.end as usize, n))
    })
}

/// 市“五个十”整治攻坚领导小组办公室: a name that starts with its division's unit.
pub(super) fn of_unit(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    start: usize,
    end: usize,
    suffix: u32,
) -> Option<InstMention> {
    if scan.lexicon.suffixes[suffix as usize].loose || held(scan, start, end) || scan.strict() {
        return None;
    }
    let mut at = start;
    for n in 0..14 {
        let c = scan.char_before(at)?;
        let from = at - c.len_utf8();
        if n > 0 && "省市县区".contains(c) {
            let left = scan.char_before(from).is_none_or(is_break)
                || scan.ending(from).iter().any(|h| matches!(h.entry, Entry::Stop | Entry::After));
            if left
                && ending_at(places, at).is_none()
                && ending(scan, at, LONGEST, 1, false).is_some_and(|(e, _)| e == end)
            {
                let of = locality::division(scan, places, &scan.text[from..at], from)?;
                let span = Span::new(from, end);
                let form = Form::Pattern(suffix);
                return Some(InstMention {
                    span,
                    form,
                    of: Some(of),
                    core: at,
                    stem: end,
                    named: true,
                    agreed: false,
                    repeated: false,
                    dropped: false,
                });
            }
        }
        if is_break(c) && !matches!(c, '“' | '”') {
            return None;
        }
        at = from;
    }
    None
}
