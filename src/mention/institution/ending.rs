//! Where a name that ends like an institution's ends.

use super::*;
use crate::lexicon::Hit;

/// Where the name that goes on after byte `end` ends.
pub(super) fn tail(scan: &Scan<'_>, end: usize, class: &str) -> usize {
    let whole_only = matches!(
        class,
        "party" | "congress" | "cppcc" | "discipline" | "international" | "media" | "village"
    );
    let next = scan.starting(end).iter().any(whole);
    match ending(scan, end, 10, 2, true).filter(|_| !next) {
        Some((stop, _)) if whole_only && !join::is_branch(&scan.text[end..stop]) => end,
        Some((stop, n)) if agreed(scan, end, stop, n) => stop,
        _ => end,
    }
}

/// True when the tagger ends an institution at byte `end`, or, where it says
/// nothing from byte `from` on, the name is short and its ending sure.
pub(super) fn agreed(scan: &Scan<'_>, from: usize, end: usize, suffix: u32) -> bool {
    if !scan.tagged() {
        return true;
    }
    match scan.tag_over(Span::new(end - 3, end)) {
        Some(tag) => tag.label == Label::Institution && tag.span.end == end,
        None => {
            let sure = !scan.lexicon.suffixes[suffix as usize].loose
                || scan.text[..end].ends_with(['股', '科', '所']);
            sure && scan.text[from..end].chars().count() <= 8
        }
    }
}

/// True for a name of the lexicon that is one by itself: 文化部, but not 社科.
fn whole(hit: &Hit) -> bool {
    matches!(hit.entry, Entry::Own(_)) && hit.end - hit.start >= 9
}

/// The furthest end of a name that goes on at `from`: its end and suffix.
pub(super) fn ending(
    scan: &Scan<'_>,
    from: usize,
    most: usize,
    least: usize,
    loose: bool,
) -> Option<(usize, u32)> {
    let limit = reach(scan, from, most)?;
    let mut best = None;
    for hit in scan.between(from, limit) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        // 公安部民政部: where one name of the lexicon has ended, another begins.
        if whole(hit) && best.is_some_and(|(e, _)| e == start) {
            break;
        }
        let Entry::Suffix(n) = hit.entry else { continue };
        let stem = scan.text[from..start].chars().count();
        let suffix = &scan.lexicon.suffixes[n as usize];
        let need = if suffix.loose { 2 } else { usize::from(!suffix.joins) };
        if end > limit || stem < need.max(if suffix.joins { 0 } else { least }) || suffix.loose && !loose {
            continue;
        }
        // 中国有限公司 is the end of a name only.
        let form = ["有限", "股份有限", "有限责任"].contains(&&scan.text[from..start]);
        let open =
            suffix.loose && scan.char_at(end).is_some_and(|c| !is_break(c)) && scan.starting(end).is_empty();
        if open
            || form
            || suffix.class == "foreign"
            || best.is_some_and(|(e, _)| e >= end)
            || held(scan, start, end)
        {
            continue;
        }
        best = Some((end, n));
    }
    // The mark that closes what a mark inside opened: 兴海县“百姓宣讲团”.
    best.map(|(end, n)| {
        let open = scan.text[from..end].matches('“').count() > scan.text[from..end].matches('”').count();
        let closes = open && scan.text[end..].starts_with('”');
        (if closes { end + "”".len() } else { end }, n)
    })
}

/// True when a longer word than the suffix at `start..end` stands there: 局 in 局长.
pub(super) fn held(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let word = |e: Entry| matches!(e, Entry::Head(_) | Entry::Not | Entry::Stop | Entry::Label);
    scan.starting(start).iter().any(|h| h.end as usize > end && word(h.entry))
        || scan
            .char_at(end)
            .is_some_and(|c| matches!(c, '长' | '化' | '员' | '们' | '里' | '内' | '外' | '议'))
        || scan.ending(end).iter().any(|h| (h.start as usize) < start && word(h.entry))
}

/// How far a name may run from `from`: to the first break, function word, verb
/// or post.
pub(super) fn reach(scan: &Scan<'_>, from: usize, most: usize) -> Option<usize> {
    let mut limit = from;
    let mut quote = None;
    for c in scan.text.get(from..)?.chars().take(most) {
        let inner = matches!(c, '“' | '”' | '（' | '）' | '(' | ')' | '·');
        let listed = c == '等' && !scan.text[..limit].ends_with(['高', '中', '初', '同', '平']);
        let wire = c == '讯' && scan.text[..limit].ends_with(['日', '报']);
        if listed || wire || !inner && (is_break(c) || !(is_han(c) || c.is_alphabetic())) {
            break;
        }
        match c {
            '“' | '（' | '(' => quote = Some(limit),
            '”' | '）' | ')' if quote.is_none() => break,
            '”' | '）' | ')' => quote = None,
            _ => {}
        }
        limit += c.len_utf8();
    }
    limit = quote.unwrap_or(limit);
    let stop = |e: Entry| {
        matches!(e, Entry::Stop | Entry::Head(_) | Entry::Not | Entry::Former | Entry::Time | Entry::Reporter)
    };
    let word = scan
        .between(from, limit)
        .iter()
        .find(|h| stop(h.entry) && !covered(scan, from, h.start as usize, h.end as usize));
    Some(word.map_or(limit, |h| (h.start as usize).max(from)).min(limit)).filter(|&l| l > from)
}

/// True when a suffix or stem holds the word at `start..end`: 会 in 委员会, 建设 in 住房和城乡建设局.
pub(super) fn covered(scan: &Scan<'_>, from: usize, start: usize, end: usize) -> bool {
    let lowest = from.max(start.saturating_sub(30));
    scan.between(lowest, start + 1).iter().any(|h| {
        (h.start as usize) <= start
            && h.end as usize >= end
            && (h.end - h.start) as usize > end - start
            && matches!(h.entry, Entry::Suffix(_) | Entry::Of { .. } | Entry::Own(_) | Entry::Place(_))
    })
}
