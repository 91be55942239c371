//! What an institution is called whose span is known, by whatever found it:
//! which division leads it, and which row of the lexicon the rest names.
//!
//! ```text
//! NAME := (中共|政协)? (CHAIN | UNIT)? (ROW TAIL? | word+)    市环境保护委员会, 民政厅
//!       | BODY COMMITTEE                                      校党委, 局党组, 院团委
//! ```

use super::*;

/// What leads a name and what it is a name of.
#[derive(Clone, Copy)]
struct Led {
    /// Where the name proper starts.
    core: usize,
    of: Option<Division>,
}

/// The institution that `span` names.
pub(in crate::mention) fn resolve(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    found: &[InstMention],
    span: Span,
) -> InstMention {
    if let Some(inst) = committee_of_body(scan, found, span) {
        return inst;
    }
    let led = led_by_places(scan, places, span)
        .or_else(|| led_by_unit(scan, places, span))
        .unwrap_or(Led { core: span.start, of: None });
    let (form, stem) = match row_at(scan, led, span) {
        Some((row, stem)) => (Form::Row(row), stem),
        None => (Form::Tagged, span.end),
    };
    InstMention {
        span,
        form,
        of: led.of,
        core: led.core,
        stem,
        named: true,
        agreed: true,
        repeated: false,
        dropped: false,
    }
}

/// A chain of places at the start, 中共 or 政协 before it left aside.
fn led_by_places(scan: &Scan<'_>, places: &[PlaceMention], span: Span) -> Option<Led> {
    let lead = ["中共", "政协"].iter().find(|w| scan.text[span].starts_with(**w)).map_or(0, |w| w.len());
    let mut at = span.start + lead;
    let mut of = None;
    let from = places.partition_point(|p| p.span.end <= at);
    for (i, place) in (from..).zip(&places[from..]) {
        if place.span.start != at || place.span.end >= span.end || place.level > Level::Village {
            break;
        }
        at = place.span.end;
        of = Some(Division::Mention(i as u32));
    }
    of.map(|of| Led { core: at, of: Some(of) })
}

/// The unit of a division at the start, 市 in 市环境保护委员会.
fn led_by_unit(scan: &Scan<'_>, places: &[PlaceMention], span: Span) -> Option<Led> {
    let unit = scan.char_at(span.start).filter(|c| "省市县区州旗镇乡村".contains(*c))?;
    let core = span.start + unit.len_utf8();
    let of = locality::division(scan, places, &scan.text[span.start..core], span.start);
    (core < span.end).then_some(Led { core, of })
}

/// The row whose name starts at the core, the longest that is of such a division, and where that name ends.
fn row_at(scan: &Scan<'_>, led: Led, span: Span) -> Option<(u32, usize)> {
    let institutions = &scan.lexicon.institutions;
    let level = scan.char_before(led.core).filter(|_| led.core > span.start);
    let hits = scan.starting(led.core).iter().filter(|h| h.end as usize <= span.end);
    hits.filter_map(|h| {
        let (name, own) = match h.entry {
            Entry::Of { name, skip: 0 } => (name, false),
            Entry::Own(name) => (name, true),
            _ => return None,
        };
        let (row, weak) = institutions.names.rows(name)[0];
        let inst = &institutions.rows[row as usize];
        let ends = h.end as usize == span.end;
        let fits = if own {
            led.of.is_none() && (ends || !weak)
        } else {
            let levels = inst.levels.is_empty() || level.is_some_and(|c| inst.levels.contains(c));
            levels && (led.of.is_some() || inst.bare && ends)
        };
        fits.then_some((row, h.end as usize))
    })
    .next()
}

/// 校党委, 局党组: a committee within the body of that kind that the article named last.
fn committee_of_body(scan: &Scan<'_>, found: &[InstMention], span: Span) -> Option<InstMention> {
    let text = &scan.text[span];
    let body = text.chars().next().filter(|c| "校院局厅厂站所".contains(*c))?;
    let committee = &text[body.len_utf8()..];
    if !["党委", "党组", "纪委", "团委", "工会", "党总支", "党支部"].contains(&committee) {
        return None;
    }
    let ends = |i: &&InstMention| {
        let name = &scan.text[i.span];
        i.named && (name.ends_with(body) || body == '校' && name.ends_with(['学', '院']))
    };
    let outer = found.iter().rev().filter(|i| i.span.end <= span.start).find(ends)?;
    Some(InstMention {
        span,
        form: Form::Within(outer.span.start as u32),
        of: outer.of,
        core: span.start + body.len_utf8(),
        stem: span.end,
        named: true,
        agreed: true,
        repeated: false,
        dropped: false,
    })
}
