//! Names that go on to a zone, a valley or a building: 云水谷风景区.

use super::*;

/// Names that go on to a zone, a valley or a building: 云水谷风景区,
/// 赤水河流域, 张家口地区. The whole is one place.
pub(super) fn zones(scan: &Scan<'_>, out: &mut Vec<PlaceMention>, shorter: &mut Vec<PlaceMention>) {
    let mut i = 0;
    while i < out.len() {
        let (span, deixis) = (out[i].span, out[i].deixis);
        let last = out.get(i + 1).filter(|n| n.span.start == span.end).map_or(span.end, |n| n.span.end);
        let limit: usize =
            scan.text[last..].chars().take(12).take_while(|&c| is_han(c)).map(char::len_utf8).sum();
        let words = &scan.text[last..last + limit];
        let found = scan
            .between(last, last + limit)
            .iter()
            .find(|h| h.entry == Entry::Zone && h.end as usize <= last + limit)
            .map(|h| (h.start as usize - last, h.end as usize - last));
        let fits = found.filter(|&(p, e)| {
            let area = words[..e] == *"地区";
            let tag = scan.tag_over(Span::new(last, last + e));
            let agreed = tag.is_some_and(|t| {
                t.label == Label::Place
                    || t.label == Label::Institution && t.span.contains(Span::new(span.start, last + e))
            });
            let stem = if p == 0 {
                !area || out[i].level == Level::Region && !scan.text[span].starts_with('华')
            } else {
                !words[p..e].starts_with("地区") && (agreed || !scan.tagged())
            };
            !deixis && stem && zone_clear(scan, last, last + p) && out[i].level != Level::Country
        });
        if let Some((p, e)) = fits {
            let end = last + e;
            let division = (Level::Province..=Level::County).contains(&out[i].level);
            let bare = p == 0
                && division
                && out[i].name.is_some_and(|n| full(scan, out[i].span, n))
                && words[..e] == *"地区";
            let next = out[i + 1..].iter().take_while(|n| n.span.start < end).count();
            if !bare && out[i + 1..i + 1 + next].iter().all(|n| n.span.end <= end) {
                shorter.extend(out.drain(i + 1..i + 1 + next));
                let upper = out[i];
                shorter.push(upper);
                out[i] = PlaceMention {
                    span: Span::new(span.start, end),
                    name: None,
                    level: Level::Site,
                    source: Source::Zone,
                    ..upper
                };
            }
        }
        i += 1;
    }
}

/// True when the place's text is the full name of a row.
pub(super) fn full(scan: &Scan<'_>, span: Span, name: u32) -> bool {
    let places = &scan.lexicon.places;
    places.names.rows(name).iter().any(|&(r, _)| places.rows[r as usize].name == scan.text[span])
}

/// True when no function word, verb or office stands in `from..to`.
pub(super) fn zone_clear(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let stop = |e: Entry| {
        matches!(e, Entry::Stop | Entry::Head(_) | Entry::Of { .. } | Entry::Local | Entry::Suffix(_))
    };
    scan.between(from, to).iter().all(|h| !stop(h.entry) || h.end as usize > to && h.entry != Entry::Stop)
        && !scan.text[from..to].contains(['和', '与', '的', '在', '等'])
}
