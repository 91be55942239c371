//! What an institution is called whose span is known, by whatever found it:
//! which division leads it, and which row of the lexicon the rest names.
//!
//! ```text
//! NAME := (中共|政协)? (CHAIN | UNIT)? (ROW TAIL? | word+)    市爱国卫生运动委员会, 民政厅
//!       | BODY COMMITTEE                                      校党委, 局党组, 院团委
//! ```

use super::*;
use rustc_hash::FxHashMap;

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
        .unwrap_or(Led { core: span.start + session(&scan.text[span]), of: None });
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

/// How many bytes name a session at the start, 第十三届 of 第十三届全国人大.
fn session(text: &str) -> usize {
    let rest = text.trim_start_matches('第');
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十百".contains(c) || c.is_ascii_digit());
    match after.strip_prefix('届') {
        Some(body) if after.len() < rest.len() => text.len() - body.len(),
        _ => 0,
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

/// The unit of a division at the start, 市 in 市爱国卫生运动委员会.
fn led_by_unit(scan: &Scan<'_>, places: &[PlaceMention], span: Span) -> Option<Led> {
    let text = &scan.text[span];
    let long = ["自治区", "自治州", "自治县", "地区"].iter().find(|u| text.starts_with(**u));
    let unit = match long {
        Some(unit) => unit.len(),
        None => text.chars().next().filter(|c| DIVISIONS.contains(*c))?.len_utf8(),
    };
    let core = span.start + unit;
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
        let alone = || weak || RuleWord::BodyAlone.is(&scan.text[led.core..h.end as usize]);
        let fits = if own {
            led.of.is_none() && (ends || !alone())
        } else {
            let levels = inst.levels.is_empty() || level.is_some_and(|c| inst.levels.contains(c));
            levels && (led.of.is_some() || inst.bare && ends)
        };
        fits.then_some((row, h.end as usize))
    })
    .next()
}

/// 校党委, 局党组: a committee within the body of that kind that the article named last, else first.
fn committee_of_body(scan: &Scan<'_>, found: &[InstMention], span: Span) -> Option<InstMention> {
    let text = &scan.text[span];
    let (body, lead) = match text.strip_prefix("学校") {
        Some(_) => ('校', "学校".len()),
        None => {
            let body = text.chars().next().filter(|c| "校院局厅厂站所".contains(*c))?;
            (body, body.len_utf8())
        }
    };
    if !RuleWord::BodyCommittee.is(&text[lead..]) {
        return None;
    }
    let ends = |i: &&InstMention| {
        let name = &scan.text[i.span];
        i.named && (name.ends_with(body) || body == '校' && name.ends_with(['学', '院']))
    };
    let next = found.partition_point(|i| i.span.start < span.start);
    let outer = found[..next].iter().rev().find(ends).or_else(|| found[next..].iter().find(ends))?;
    Some(within(outer, span, span.start + lead))
}

fn within(outer: &InstMention, span: Span, core: usize) -> InstMention {
    InstMention {
        span,
        form: Form::Within(outer.span.start as u32),
        of: outer.of,
        core,
        stem: span.end,
        named: true,
        agreed: true,
        repeated: false,
        dropped: false,
    }
}

/// Names what only the other institutions of the article tell, by start:
///
/// ```text
/// 校党委 … 某大学            a committee of a body that is named after it
/// 某大学党委书记甲，纪委书记乙   a committee in a list with another of the same body
/// 某市地铁集团 … 地铁集团      a name again without its place
/// 某某大学 … 某某             a name again without its ending
/// ```
pub(in crate::mention) fn by_others(scan: &Scan<'_>, insts: &mut [InstMention]) {
    let mut named: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for i in 0..insts.len() {
        let inst = insts[i];
        let text = &scan.text[inst.span];
        let alone = inst.of.is_none() && inst.form == Form::Tagged;
        let other = if alone {
            committee_of_body(scan, insts, inst.span).or_else(|| again(&named, insts, text, inst))
        } else {
            None
        };
        if let Some(inst) = other.or_else(|| listed(scan, insts, i)) {
            insts[i] = inst;
        }
        remember(scan, &mut named, &insts[i], i);
    }
}

/// Keeps what a later, shorter form of the name could be: without its place, without its ending.
fn remember<'a>(
    scan: &Scan<'a>,
    named: &mut FxHashMap<&'a str, Option<usize>>,
    inst: &InstMention,
    i: usize,
) {
    if inst.form == Form::Tagged || matches!(inst.form, Form::Pattern(_) | Form::Row(_)) {
        let text = &scan.text[inst.span];
        let rest = &scan.text[inst.core..inst.span.end];
        let ending = RuleWord::LeftOut.ends(text).map_or("", |end| &text[..text.len() - end.len()]);
        let place = if inst.of.is_some() { rest } else { "" };
        for short in [place, ending].into_iter().filter(|s| s.chars().count() >= 2) {
            named.entry(short).or_insert(Some(i));
        }
    }
}

/// The institution that `text` names again.
fn again(
    named: &FxHashMap<&str, Option<usize>>,
    insts: &[InstMention],
    text: &str,
    inst: InstMention,
) -> Option<InstMention> {
    let first = &insts[(*named.get(text)?)?];
    Some(InstMention { form: Form::Again(first.span.start as u32), of: first.of, ..inst })
}

/// A committee that stands alone in a list behind another committee of a body that is no division.
fn listed(scan: &Scan<'_>, insts: &[InstMention], i: usize) -> Option<InstMention> {
    let (before, inst) = (insts[..i].last()?, insts[i]);
    let alone = inst.core == inst.span.start && matches!(inst.form, Form::Row(_) | Form::Tagged);
    let mark = scan.char_before(inst.span.start).is_some_and(|c| matches!(c, '、' | '，' | ',' | '；'));
    if !alone || !mark || !RuleWord::BodyCommittee.is(&scan.text[inst.span]) {
        return None;
    }
    if scan.sentence(before.span.start) != scan.sentence(inst.span.start) {
        return None;
    }
    let start = match before.form {
        Form::Within(start) => start as usize,
        // 某大学党委书记: the committee is part of the post, the body is the school.
        _ if scan.text[before.span].ends_with(['学', '院']) && posted(scan, before.span.end) => {
            before.span.start
        }
        _ => return None,
    };
    let outer = insts.iter().find(|i| i.span.start == start)?;
    Some(within(outer, inst.span, inst.span.start))
}

/// True where a committee's post follows: 党委书记.
fn posted(scan: &Scan<'_>, at: usize) -> bool {
    RuleWord::BodyCommittee.begins(&scan.text[at..]).is_some()
}
