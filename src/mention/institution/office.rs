//! Offices of a division: 北京市教委, 市工信局, 公安局, 南开大学党委.

use super::*;

pub(super) fn of(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    found: &[InstMention],
    hit: Span,
    name: u32,
    skip: usize,
) -> Option<InstMention> {
    let (row, _) = scan.lexicon.institutions.names.rows(name)[0];
    let inst = &scan.lexicon.institutions.rows[row as usize];
    let core = hit.start + skip;
    if scan.crossed(hit) {
        return None;
    }
    // 委员 in 委员会: a longer stem of the same start is another match.
    if scan
        .starting(hit.start)
        .iter()
        .any(|h| matches!(h.entry, Entry::Of { .. } | Entry::Not | Entry::Stop) && h.end as usize > hit.end)
    {
        return None;
    }
    let party = inst.id.starts_with("中共*委员会");
    if let Some(i) = ending_at(places, core) {
        let place = &places[i];
        let last = scan.char_before(core)?;
        if !inst.levels.is_empty() && !inst.levels.contains(last)
            || place.level > Level::Village && place.row.is_some()
        {
            return None;
        }
        let start = chain_start(places, i);
        let of = Some(place.row.filter(|_| place.deixis).map_or(Division::Mention(i as u32), Division::Row));
        let (start, form) = prefixed(scan, start, row, party);
        let start = if place.deixis { core } else { start };
        return Some(built(scan, Span::new(start, hit.end), form, of, core, true));
    }
    if let Some(inst) = of_school(scan, found, hit, row) {
        return Some(inst);
    }
    if let Some(i) = past_place(scan, places, core) {
        // 梧畈镇原党委副书记: whose it is stands before 原.
        if inst.levels.is_empty()
            || scan.char_before(places[i].span.end).is_some_and(|c| inst.levels.contains(c))
        {
            return Some(built(scan, hit, Form::Row(row), Some(Division::Mention(i as u32)), core, true));
        }
    }
    let Some(unit) = scan.char_before(core) else {
        return (inst.bare && skip == 0).then(|| built(scan, hit, Form::Row(row), None, core, false));
    };
    let at = core - unit.len_utf8();
    let fits = inst.levels.is_empty() || inst.levels.contains(unit);
    // 地 and 盟 are the last character of few divisions, and of many words: 当地公安局 is no prefecture's.
    let is_unit = DIVISIONS.contains(unit) && fits || "地盟".contains(unit) && inst.levels.contains(unit);
    let division_of = |i: usize| match unit {
        '地' => prefecture_named(scan, places[i].span).map(Division::Row),
        _ => Some(Division::Mention(i as u32)),
    };
    let same_unit = ending_at(places, at).filter(|_| is_unit).and_then(|i| Some((i, division_of(i)?)));
    if let Some((i, of)) = same_unit {
        // 吴县县委, 都江堰市委, 阿克苏地委: the unit is said twice, or not in the place's name.
        let (start, form) = prefixed(scan, chain_start(places, i), row, party);
        return Some(built(scan, Span::new(start, hit.end), form, Some(of), core, true));
    }
    if "市县区州镇乡村".contains(unit) && scan.text[..at].ends_with('该') {
        let of = locality::division(scan, places, &scan.text[at..core], at);
        return Some(built(scan, Span::new(core, hit.end), Form::Row(row), of, core, of.is_some()));
    }
    if is_unit && unit_stands(scan, unit, at) {
        let named = if unit == '地' { "地区" } else { &scan.text[at..core] };
        let of = locality::division(scan, places, named, at);
        let (start, form) = prefixed(scan, at, row, party);
        let named = of.is_some() && (!scan.strict() || scan.tagged_institution(hit));
        return Some(built(scan, Span::new(start, hit.end), form, of, core, named));
    }
    // A long name that is never bare may still stand for one named in full before.
    let long = hit.len() >= 15 && found.iter().any(|f| f.form == Form::Row(row) && f.named);
    if !inst.bare && !long || skip > 0 {
        return None;
    }
    Some(built(scan, hit, Form::Row(row), None, core, false))
}

/// 南开大学党委: the party committee of a school.
pub(super) fn of_school(scan: &Scan<'_>, found: &[InstMention], hit: Span, row: u32) -> Option<InstMention> {
    let institutions = &scan.lexicon.institutions;
    if !matches!(institutions.rows[row as usize].class.as_str(), "party" | "discipline") {
        return None;
    }
    let outer = found.iter().rev().take(3).find(|f| f.span.end == hit.start)?;
    let Form::Row(school) = outer.form else { return None };
    (institutions.rows[school as usize].class == "school").then(|| InstMention {
        span: Span::new(outer.span.start, hit.end),
        form: Form::Committee(row, school),
        of: None,
        core: outer.span.start,
        stem: hit.end,
        named: true,
        agreed: false,
        repeated: false,
        dropped: false,
    })
}

/// The prefecture that a name before 地委 means: 阿克苏 is a city too, and 宁德 was a prefecture.
fn prefecture_named(scan: &Scan<'_>, place: Span) -> Option<u32> {
    let name = format!("{}地区", &scan.text[place]);
    scan.lexicon.places.names.rows_of(&name)?.first().map(|(row, _)| *row)
}

/// The place before 原 that ends at byte `at`.
pub(super) fn past_place(scan: &Scan<'_>, places: &[PlaceMention], at: usize) -> Option<usize> {
    let former = scan.ending(at).iter().find(|h| h.entry == Entry::Former)?;
    ending_at(places, former.start as usize)
}

pub(super) fn built(
    scan: &Scan<'_>,
    span: Span,
    form: Form,
    of: Option<Division>,
    core: usize,
    named: bool,
) -> InstMention {
    let class = match form {
        Form::Row(row) => scan.lexicon.institutions.rows[row as usize].class.as_str(),
        _ => "party",
    };
    let end = tail(scan, span.end, class);
    let start = if class == "company" || class == "bank" { firm(scan, &[], span.start) } else { span.start };
    InstMention {
        span: Span::new(start, end),
        form,
        of,
        core,
        stem: span.end,
        named,
        agreed: false,
        repeated: false,
        dropped: false,
    }
}

/// Takes 中共, 政协, 民革 before a division into the span.
pub(super) fn prefixed(scan: &Scan<'_>, start: usize, row: u32, committee: bool) -> (usize, Form) {
    let before = &scan.text[..start];
    for word in ["中共", "中国共产党"] {
        if before.ends_with(word) {
            return (start - word.len(), Form::Row(row));
        }
    }
    if committee && before.ends_with("政协") {
        return (start - "政协".len(), Form::Cppcc);
    }
    if committee {
        for hit in scan.ending(start) {
            if let Entry::Before(name) = hit.entry {
                return (hit.start as usize, Form::Before(scan.lexicon.institutions.names.rows(name)[0].0));
            }
        }
    }
    (start, Form::Row(row))
}

/// True when `unit` (市) that starts at `at` stands for a division, and is not the end of another word (城市).
pub(super) fn unit_stands(scan: &Scan<'_>, unit: char, at: usize) -> bool {
    let Some(before) = scan.char_before(at) else { return true };
    let words = match unit {
        '市' => "城都超上门夜菜股楼闹各县集街黑开罢",
        '省' => "节各反",
        '县' => "各郡市",
        '区' => "地社小园城景山灾发新范校街厂郊专牧林库矿片疫战特军各市辖县",
        '州' => "各",
        '镇' => "乡城村古小重各",
        '乡' => "城家故老各下水",
        '村' => "农乡山新各渔镇住驻",
        '地' => "各当本外内异实工场基土耕产属驻两某",
        '盟' => "各联结同欧",
        _ => "",
    };
    !words.contains(before)
}
