//! Names of the gazetteer, and 我市, 全省.

use super::*;

/// The gazetteer rows whose full names stand in the article.
pub(super) fn full_names(scan: &Scan<'_>) -> Vec<u32> {
    let places = &scan.lexicon.places;
    let mut rows: Vec<u32> = Vec::new();
    for hit in scan.hits() {
        let Entry::Place(name) = hit.entry else { continue };
        let text = &scan.text[hit.start as usize..hit.end as usize];
        for &(row, weak) in places.names.rows(name) {
            if !weak && places.rows[row as usize].name == text && !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    rows
}

pub(super) fn gazetteer(
    scan: &Scan<'_>,
    span: Span,
    name: u32,
    named: &[u32],
    before: &[PlaceMention],
) -> Option<PlaceMention> {
    let places = &scan.lexicon.places;
    let rows = places.names.rows(name);
    let above = before.last().filter(|p| p.span.end == span.start);
    let strong = rows.iter().any(|&(row, weak)| {
        !weak
            || named.contains(&row)
            || above.and_then(|p| p.name).is_some_and(|n| under(scan, row, n))
            || scan.input.home.is_some_and(|h| places.rows[row as usize].name == h)
    });
    let tag = scan.tag_over(span);
    let agreed = tag.is_some_and(|t| t.span == span && t.label == Label::Place);
    if !strong && !agreed {
        return None;
    }
    // 万安镇 is no 万安县: an alias gives way to an ending that makes it another place.
    let text = &scan.text[span];
    let alias = rows.iter().all(|&(r, _)| places.rows[r as usize].name != text);
    if alias && level_after(scan, span.end) && !agreed {
        return None;
    }
    let lone = scan.tagged() && tag.is_none() && text.chars().count() == 2;
    // Without a known paper a small or vague place wants the tagger's word.
    if scan.strict()
        && tag.is_none()
        && above.is_none()
        && rows.iter().all(|&(r, _)| {
            places.rows[r as usize].level > Level::Prefecture
                && places.rows[r as usize].name.chars().count() != text.chars().count()
                || places.rows[r as usize].level >= Level::Natural
        })
    {
        return None;
    }
    let great = rows.iter().any(|&(r, weak)| !weak && places.rows[r as usize].level <= Level::Prefecture);
    if scan.crossed(span)
        || scan.held(span)
        || lone && !great && !(scan.clear_before(span.start) || above.is_some())
    {
        return None;
    }
    let level = rows.iter().map(|&(r, _)| places.rows[r as usize].level).min()?;
    let city = level == Level::City
        && scan.text[span.end..].starts_with('市')
        && !scan.crossed(Span::new(span.start, span.end + 3));
    let span = if city { Span::new(span.start, span.end + "市".len()) } else { span };
    Some(PlaceMention { name: Some(name), ..PlaceMention::new(span, level, Source::Lexicon) })
}

/// True when the ending of a place below the county stands at byte `at`.
pub(super) fn level_after(scan: &Scan<'_>, at: usize) -> bool {
    scan.starting(at).iter().any(|h| h.entry == Entry::Local)
        && !["村级", "村委", "镇级"].iter().any(|w| scan.text[at..].starts_with(w))
}

/// True when `row` lies in a place that name number `name` names.
pub(in crate::mention) fn under(scan: &Scan<'_>, row: u32, name: u32) -> bool {
    let places = &scan.lexicon.places;
    places.names.rows(name).iter().any(|&(upper, _)| upper != row && places.lies_in(row, upper))
}

pub(super) fn deixis(scan: &Scan<'_>, span: Span) -> Option<PlaceMention> {
    // Without a home there is nothing that 我市 could be.
    let home = scan.input.home?;
    let text = &scan.text[span];
    let mut chars = text.chars();
    let (first, unit) = (chars.next()?, chars.next()?);
    if chars.next().is_some() || !matches!(first, '我' | '全' | '本') {
        return None;
    }
    let places = &scan.lexicon.places;
    let row = match unit {
        '国' if first == '我' => places.by_id("CN"),
        '省' | '市' | '县' | '区' | '州' => {
            let Some(home) = scan.lexicon.place_row(home) else {
                return crate::mention::home::deixis(scan, span, unit);
            };
            places.line(home).find(|&r| places.rows[r as usize].name.ends_with(unit))
        }
        _ => None,
    }?;
    let level = places.rows[row as usize].level;
    let found = PlaceMention::new(span, level, Source::Deixis);
    Some(PlaceMention { row: Some(row), deixis: true, ..found })
}
