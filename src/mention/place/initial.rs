//! One character for a place: 来许, 在京.

use super::*;

/// 来许, 在京, 驻汉: one character for a place after a verb of place.
pub(super) fn initials(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
    // Read from where the paper is: 在京 of a Beijing paper and of another alike, but of no text without a home.
    if scan.input.home.is_none() {
        return;
    }
    let home = scan.input.home.and_then(|h| Some((h.chars().next()?, h)));
    let verbs = scan.hits().iter().filter(|h| h.entry == Entry::Initial).map(|h| h.start as usize);
    let mut found: Vec<usize> = verbs.collect();
    if let Some((c, _)) = home {
        found.extend(scan.text.match_indices(c).filter_map(|(at, _)| at.checked_sub("来".len())));
        found.sort_unstable();
        found.dedup();
    }
    for at in found {
        let Some(verb) = scan.char_at(at) else { continue };
        let start = at + verb.len_utf8();
        let Some(c) = scan.char_at(start) else { continue };
        let known = place_of_initial(c);
        let known =
            known.filter(|_| VERBS.contains(&verb) && (!matches!(verb, '入' | '进' | '回') || c == '京'));
        let local = home
            .filter(|&(h, _)| h == c && matches!(verb, '来' | '莅' | '赴' | '返' | '驻' | '抵'))
            .map(|(_, n)| n);
        let Some(name) = local.or(known) else { continue };
        let end = start + c.len_utf8();
        if !initial_stands(scan, at, end) {
            continue;
        }
        let from = out.partition_point(|p| p.span.end <= start);
        let (Some(row), true) =
            (scan.lexicon.place_row(name), out.get(from).is_none_or(|p| p.span.start >= end))
        else {
            continue;
        };
        let place = &scan.lexicon.places.rows[row as usize];
        let found = PlaceMention::new(Span::new(start, end), place.level, Source::Initial);
        out.insert(from, PlaceMention { row: Some(row), ..found });
    }
}

/// True when no longer word holds the character between `verb` and `end`: 许多, 来访, 在京津冀.
pub(super) fn initial_stands(scan: &Scan<'_>, verb: usize, end: usize) -> bool {
    let start = scan.text[..end].char_indices().next_back().map_or(0, |(p, _)| p);
    let longer = scan.starting(start).iter().any(|h| h.end as usize > end);
    let tag = scan.tag_over(Span::new(start, end));
    let crossed = tag.is_some_and(|t| t.span != Span::new(start, end));
    let next = scan.char_at(end).is_none_or(|c| {
        is_break(c)
            || !matches!(
                c,
                '多' | '可'
                    | '继'
                    | '诺'
                    | '愿'
                    | '久'
                    | '子'
                    | '州'
                    | '江'
                    | '口'
                    | '湾'
                    | '族'
                    | '语'
                    | '字'
                    | '学'
                    | '式'
                    | '剧'
                    | '菜'
                    | '品'
                    | '书'
                    | '身'
                    | '独'
                    | '北'
                    | '南'
                    | '东'
                    | '西'
                    | '中'
                    | '津'
                    | '沪'
                    | '深'
                    | '杭'
                    | '渝'
                    | '城'
                    | '都'
                    | '味'
            )
    });
    let before = scan.char_before(verb).is_none_or(|c| {
        !matches!(
            c,
            '存' | '现' | '实' | '内' | '正' | '原' | '本' | '未' | '从' | '以' | '向' | '近' | '往' | '历'
        )
    });
    !longer && !crossed && next && before
}
