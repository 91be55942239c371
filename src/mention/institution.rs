//! Institutions: those of the lexicon, names by their endings after a place,
//! and the tagger's.
//!
//! ```text
//! OF      := (中共|政协)? CHAIN STEM TAIL?       江苏省徐州市泉山区人大常委会
//!          | UNIT STEM TAIL?                     市工信局 (UNIT: 省 市 县 区 州 镇 …)
//!          | STEM                                公安局, where the article says whose
//! BEFORE  := 民革|团… (CHAIN|UNIT) 委|委员会     民革遵义市委, 团市委
//! PATTERN := CHAIN word{1,12} SUFFIX TAIL?       武胜县看守所, 兴海县“百姓宣讲团”
//!          | UNIT word{1,12} SUFFIX              市“四个一百”专项行动联席会议办公室
//! TAIL    := word{1,8} SUFFIX                    …局政策法规股
//! ```
//!
//! No word of a PATTERN or TAIL is a function word or a verb (`cues.tsv`), and
//! no post starts inside it.

use super::locality::{self, Division};
use super::place::PlaceMention;
use super::scan::{Scan, is_break, is_han};
use crate::lexicon::{Entry, InstitutionKind, Level};
use crate::span::Span;
use crate::tagger::Label;

/// An institution of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct InstMention {
    pub span: Span,
    pub form: Form,
    /// The division it is of.
    pub of: Option<Division>,
    /// Where the name proper starts, after the division.
    pub core: usize,
    /// Where the lexicon's stem ends and a tail starts.
    pub stem: usize,
    /// False for one whose division is unknown: it helps to read posts and is not reported.
    pub named: bool,
    pub dropped: bool,
}

/// What an institution was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A row of the lexicon.
    Row(u32),
    /// A row whose `{}` stands in another row's template: 民革{}委员会.
    Before(u32),
    /// 政协 before the division, 委员会 after it.
    Cppcc,
    /// A name by its ending: number of the suffix.
    Pattern(u32),
    /// The tagger's.
    Tagged,
    /// The party committee (a row) of a school (a row).
    Committee(u32, u32),
    /// 该局.
    Back(u32),
}

/// The longest name by an ending, in characters beyond its place.
const LONGEST: usize = 20;

/// The institutions of an article in text order; they do not overlap.
pub(super) fn find(scan: &Scan<'_>, places: &[PlaceMention]) -> Vec<InstMention> {
    let mut out: Vec<InstMention> = Vec::new();
    for hit in scan.hits() {
        let span = Span::new(hit.start as usize, hit.end as usize);
        let found = match hit.entry {
            Entry::Own(name) => own(scan, span, name),
            Entry::Of { name, skip } => of(scan, places, &out, span, name, skip as usize),
            _ => None,
        };
        if let Some(inst) = found {
            push(&mut out, inst);
        }
    }
    for inst in patterns(scan, places, &out) {
        push(&mut out, inst);
    }
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Institution) {
        push(&mut out, tagged(scan, places, tag.span));
    }
    repeated(scan, &mut out);
    bare(scan, places, &mut out);
    back(scan, &mut out);
    out.retain(|i| !i.dropped);
    out
}

/// Adds `inst` unless one stands there; the longer of two gives way to none.
fn push(out: &mut Vec<InstMention>, inst: InstMention) {
    let from = out.partition_point(|i| i.span.end <= inst.span.start);
    let to = from + out[from..].iter().take_while(|i| i.span.start < inst.span.end).count();
    let worse = out[from..to]
        .iter()
        .all(|i| i.span.len() < inst.span.len() && inst.span.contains(i.span) || !i.named && inst.named);
    if worse {
        out.splice(from..to, [inst]);
    }
}

fn own(scan: &Scan<'_>, span: Span, name: u32) -> Option<InstMention> {
    let (row, weak) = scan.lexicon.institutions.names.rows(name)[0];
    let tag = scan.tag_over(span);
    if weak && !tag.is_some_and(|t| t.span == span && t.label == Label::Institution) {
        return None;
    }
    if scan.starting(span.start).iter().any(|h| h.entry == Entry::Not && h.end as usize > span.end) {
        return None;
    }
    let end = tail(scan, span.end, &scan.lexicon.institutions.rows[row as usize].class);
    Some(InstMention {
        span: Span::new(span.start, end),
        form: Form::Row(row),
        of: None,
        core: span.start,
        stem: span.end,
        named: true,
        dropped: false,
    })
}

fn of(
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
    // 委员 in 委员会: a longer stem of the same start is another match.
    if scan
        .starting(hit.start)
        .iter()
        .any(|h| matches!(h.entry, Entry::Of { .. } | Entry::Not | Entry::Stop) && h.end as usize > hit.end)
    {
        return None;
    }
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
        let (start, form) = prefixed(scan, start, row, inst.id.starts_with("中共*委员会"));
        let start = if place.deixis { core } else { start };
        return Some(built(scan, Span::new(start, hit.end), form, of, core, true));
    }
    if let Some(inst) = of_school(scan, found, hit, row) {
        return Some(inst);
    }
    if let Some(i) = past_place(scan, places, core) {
        // 万安镇原党委副书记: whose it is stands before 原.
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
    let same_unit = ending_at(places, at).filter(|_| {
        "省市县区州旗镇乡村".contains(unit) && (inst.levels.is_empty() || inst.levels.contains(unit))
    });
    if let Some(i) = same_unit {
        // 吴县县委, 都江堰市委: the unit is said twice, or not in the place's name.
        let (start, form) = prefixed(scan, chain_start(places, i), row, inst.id.starts_with("中共*委员会"));
        let of = Some(Division::Mention(i as u32));
        return Some(built(scan, Span::new(start, hit.end), form, of, core, true));
    }
    if "市县区州镇乡村".contains(unit) && scan.text[..at].ends_with('该') {
        let of = locality::division(scan, places, &scan.text[at..core], at);
        return Some(built(scan, Span::new(core, hit.end), Form::Row(row), of, core, of.is_some()));
    }
    if "省市县区州旗镇乡村".contains(unit)
        && (inst.levels.is_empty() || inst.levels.contains(unit))
        && unit_stands(scan, unit, at)
    {
        let of = locality::division(scan, places, &scan.text[at..core], at);
        let (start, form) = prefixed(scan, at, row, inst.id.starts_with("中共*委员会"));
        return Some(built(scan, Span::new(start, hit.end), form, of, core, of.is_some()));
    }
    // A long name that is never bare may still stand for one named in full before.
    let long = hit.len() >= 15 && found.iter().any(|f| f.form == Form::Row(row) && f.named);
    if !inst.bare && !long || skip > 0 {
        return None;
    }
    Some(built(scan, hit, Form::Row(row), None, core, false))
}

fn built(
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
    InstMention { span: Span::new(span.start, end), form, of, core, stem: span.end, named, dropped: false }
}

/// 南开大学党委: the party committee of a school.
fn of_school(scan: &Scan<'_>, found: &[InstMention], hit: Span, row: u32) -> Option<InstMention> {
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
        dropped: false,
    })
}

/// The place before 原 that ends at byte `at`.
fn past_place(scan: &Scan<'_>, places: &[PlaceMention], at: usize) -> Option<usize> {
    let former = scan.ending(at).iter().find(|h| h.entry == Entry::Former)?;
    ending_at(places, former.start as usize)
}

/// Takes 中共, 政协, 民革 before a division into the span.
fn prefixed(scan: &Scan<'_>, start: usize, row: u32, committee: bool) -> (usize, Form) {
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

/// The place that ends at byte `at`.
pub(super) fn ending_at(places: &[PlaceMention], at: usize) -> Option<usize> {
    let i = places.partition_point(|p| p.span.end < at);
    places.get(i).filter(|p| p.span.end == at && !p.dropped).map(|_| i)
}

/// Where the chain of places that ends with place `i` starts.
pub(super) fn chain_start(places: &[PlaceMention], i: usize) -> usize {
    let mut at = i;
    while let Some(above) = places[at].above {
        if places[above as usize].span.end != places[at].span.start {
            break;
        }
        at = above as usize;
    }
    places[at].span.start
}

/// True when `unit` (市) that starts at `at` stands for a division, and is not the end of another word (城市).
fn unit_stands(scan: &Scan<'_>, unit: char, at: usize) -> bool {
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
        _ => "",
    };
    !words.contains(before)
}

/// Where the name that goes on after byte `end` ends.
fn tail(scan: &Scan<'_>, end: usize, class: &str) -> usize {
    if matches!(class, "party" | "congress" | "cppcc" | "discipline" | "international" | "media" | "village")
    {
        return end;
    }
    match ending(scan, end, 10, 2, true) {
        Some((stop, _)) => stop,
        None => end,
    }
}

/// The furthest end of a name that goes on at `from`: its end and suffix.
fn ending(scan: &Scan<'_>, from: usize, most: usize, least: usize, loose: bool) -> Option<(usize, u32)> {
    let limit = reach(scan, from, most)?;
    let mut best = None;
    for hit in scan.between(from, limit) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let Entry::Suffix(n) = hit.entry else { continue };
        let stem = scan.text[from..start].chars().count();
        let suffix = &scan.lexicon.suffixes[n as usize];
        let need = if suffix.loose { 2 } else { usize::from(!suffix.joins) };
        if end > limit || stem < need.max(if suffix.joins { 0 } else { least }) || suffix.loose && !loose {
            continue;
        }
        if suffix.class == "foreign" || best.is_some_and(|(e, _)| e >= end) || held(scan, start, end) {
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
fn held(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let word = |e: Entry| matches!(e, Entry::Head(_) | Entry::Not | Entry::Stop | Entry::Label);
    scan.starting(start).iter().any(|h| h.end as usize > end && word(h.entry))
        || scan.char_at(end).is_some_and(|c| matches!(c, '长' | '化' | '员' | '们' | '里' | '内' | '外'))
        || scan
            .ending(end)
            .iter()
            .any(|h| (h.start as usize) < start && matches!(h.entry, Entry::Not | Entry::Stop))
}

/// How far a name may run from `from`: to the first break, function word, verb
/// or post.
fn reach(scan: &Scan<'_>, from: usize, most: usize) -> Option<usize> {
    let mut limit = from;
    let mut quote = None;
    for c in scan.text.get(from..)?.chars().take(most) {
        let inner = matches!(c, '“' | '”' | '（' | '）' | '(' | ')' | '·');
        if !inner && (is_break(c) || !(is_han(c) || c.is_alphanumeric())) {
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
fn covered(scan: &Scan<'_>, from: usize, start: usize, end: usize) -> bool {
    let lowest = from.max(start.saturating_sub(30));
    scan.between(lowest, start + 1).iter().any(|h| {
        (h.start as usize) <= start
            && h.end as usize >= end
            && (h.end - h.start) as usize > end - start
            && matches!(h.entry, Entry::Suffix(_) | Entry::Of { .. } | Entry::Own(_) | Entry::Place(_))
    })
}

/// Names by their endings.
fn patterns(scan: &Scan<'_>, places: &[PlaceMention], found: &[InstMention]) -> Vec<InstMention> {
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
        let name = ending(scan, from, LONGEST, 1, true).or_else(|| state(scan, place, from));
        if let Some((end, suffix)) = name {
            if place.deixis && scan.lexicon.suffixes[suffix as usize].loose {
                continue;
            }
            let of = Some(Division::Mention(i as u32));
            let start = firm(scan, found, start);
            let span = Span::new(start, end);
            let form = Form::Pattern(suffix);
            out.push(InstMention { span, form, of, core: from, stem: end, named: true, dropped: false });
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

/// Where a branch's name starts: 工商银行许昌分行, 国网北京市电力公司.
fn firm(scan: &Scan<'_>, found: &[InstMention], start: usize) -> usize {
    const FIRMS: [&str; 7] = ["国网", "国家电网", "中国电信", "中国移动", "中国联通", "中石化", "中石油"];
    if let Some(word) = FIRMS.iter().find(|w| scan.text[..start].ends_with(**w)) {
        return start - word.len();
    }
    let i = found.partition_point(|f| f.span.end < start);
    let Some(inst) = found.get(i).filter(|f| f.span.end == start && f.named) else { return start };
    match class(scan, found, inst).as_deref() {
        Some("bank" | "company" | "school" | "institute" | "media") => inst.span.start,
        _ => start,
    }
}

/// True when the next place goes on from place `i`.
fn ending_here(places: &[PlaceMention], i: usize) -> bool {
    places.get(i + 1).is_some_and(|p| p.above == Some(i as u32) && p.span.start == places[i].span.end)
}

/// 美国政府, 韩国队: an ending right after a state's or a province's name.
fn state(scan: &Scan<'_>, place: &PlaceMention, from: usize) -> Option<(usize, u32)> {
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

/// 市“四个一百”专项行动联席会议办公室: a name that starts with its division's unit.
fn of_unit(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    start: usize,
    end: usize,
    suffix: u32,
) -> Option<InstMention> {
    if scan.lexicon.suffixes[suffix as usize].loose || held(scan, start, end) {
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

fn tagged(scan: &Scan<'_>, places: &[PlaceMention], span: Span) -> InstMention {
    let from = places.partition_point(|p| p.span.end <= span.start);
    let inside = || {
        places[from..]
            .iter()
            .enumerate()
            .take_while(|(_, p)| p.span.end <= span.end)
            .filter(|(_, p)| p.span.start >= span.start)
    };
    let mut core = span.start;
    let mut of = None;
    for (i, place) in inside() {
        if place.span.start == core && place.level <= Level::Village {
            core = place.span.end;
            of = Some(Division::Mention((from + i) as u32));
        }
    }
    if core == span.end {
        (core, of) = (span.start, None);
    }
    let _ = scan;
    InstMention { span, form: Form::Tagged, of, core, stem: span.end, named: true, dropped: false }
}

/// Finds again, without its place, what was named in full.
fn repeated(scan: &Scan<'_>, out: &mut Vec<InstMention>) {
    let full: Vec<InstMention> = out
        .iter()
        .filter(|i| matches!(i.form, Form::Pattern(_) | Form::Tagged) && i.span.end - i.core >= 15)
        .copied()
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for inst in full {
        let word = &scan.text[inst.core..inst.span.end];
        if seen.contains(&word) || seen.len() > 40 {
            continue;
        }
        seen.push(word);
        for (at, _) in scan.text.match_indices(word) {
            let span = Span::new(at, at + word.len());
            push(out, InstMention { span, core: at, stem: span.end, ..inst });
        }
    }
}

/// Settles whose the bare ones are (公安局): of the division that the same
/// office was named with before, or that the sentence names right before.
fn bare(scan: &Scan<'_>, places: &[PlaceMention], out: &mut [InstMention]) {
    for i in 0..out.len() {
        let (left, right) = out.split_at_mut(i);
        let inst = &mut right[0];
        let Form::Row(row) = inst.form else { continue };
        if inst.named
            || inst.of.is_some()
            || scan.lexicon.institutions.rows[row as usize].kind != InstitutionKind::Of
        {
            continue;
        }
        let same = left.iter().rev().find(|l| l.form == inst.form && l.named).and_then(|l| l.of);
        inst.of = listed(scan, places, left, inst.span.start).or(same);
        let known = same.is_some()
            && inst.span.len() >= 6
            && matches!(scan.lexicon.institutions.rows[row as usize].class.as_str(), "cppcc" | "congress");
        inst.named = inst.of.is_some() && (known || clear(scan, inst.span));
    }
}

/// True when no longer word holds the bare name.
fn clear(scan: &Scan<'_>, span: Span) -> bool {
    let left = scan.char_before(span.start).is_none_or(|c| is_break(c) || !is_han(c))
        || scan.ending(span.start).iter().any(|h| !matches!(h.entry, Entry::Local | Entry::Suffix(_)));
    left && !scan.char_at(span.end).is_some_and(|c| matches!(c, '化' | '们' | '制' | '里'))
}

/// The division of what stands before a 、 or a post and 、: 区委常委、总工会主席.
fn listed(scan: &Scan<'_>, places: &[PlaceMention], left: &[InstMention], at: usize) -> Option<Division> {
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(0, |s| s.start);
    let mark = scan.char_before(at)?;
    let open = scan.ending(at).iter().any(|h| matches!(h.entry, Entry::Part | Entry::Former));
    if !matches!(mark, '、' | '，' | ',' | '和' | '兼') && !open {
        return None;
    }
    let inst = left.iter().rev().find(|l| l.named && l.span.start >= sentence && l.of.is_some());
    let place = places[..places.partition_point(|p| p.span.end <= at)]
        .iter()
        .rposition(|p| p.span.start >= sentence && p.level <= Level::Village && p.level >= Level::Province);
    match (inst, place) {
        (Some(i), Some(p)) if places[p].span.start >= i.span.end => Some(Division::Mention(p as u32)),
        (Some(i), _) => i.of,
        (None, Some(p)) => Some(Division::Mention(p as u32)),
        (None, None) => None,
    }
}

/// 该局, 该校: the last institution before it of that ending, in this
/// sentence or the one before.
fn back(scan: &Scan<'_>, out: &mut Vec<InstMention>) {
    let mut found = Vec::new();
    for (at, word) in scan.text.match_indices('该') {
        let rest = &scan.text[at + word.len()..];
        let Some(unit) = ["公司", "集团", "医院", "局", "校", "院", "厂", "厅", "委"]
            .iter()
            .find(|u| rest.starts_with(**u))
        else {
            continue;
        };
        let floor = scan.input.sentences.get(scan.sentence(at).saturating_sub(1)).map_or(0, |s| s.start);
        let ends = |i: &InstMention| {
            let text = &scan.text[i.span];
            text.ends_with(unit) || *unit == "校" && ["学", "院", "校"].iter().any(|s| text.ends_with(s))
        };
        let end = at + word.len() + unit.len();
        let next = scan.char_at(end);
        if next.is_some_and(|c| matches!(c, '长' | '员' | '园')) {
            continue;
        }
        let antecedent =
            out.iter().rposition(|i| i.named && i.span.end <= at && i.span.start >= floor && ends(i));
        if let Some(a) = antecedent {
            found.push((Span::new(at, end), a, out[a]));
        }
    }
    for (span, _, inst) in found {
        let form = Form::Back(inst.span.start as u32);
        push(out, InstMention { span, form, core: span.start, stem: span.end, ..inst });
    }
}

/// The full name of an institution.
pub(super) fn full_name(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    inst: &InstMention,
) -> String {
    let rows = &scan.lexicon.institutions.rows;
    let place = || inst.of.map(|d| d.name(scan, places)).unwrap_or_default();
    match inst.form {
        Form::Row(row) => {
            rows[row as usize].full.replace("{}", &place()) + &scan.text[inst.stem..inst.span.end]
        }
        Form::Before(row) => rows[row as usize].full.replace("{}", &place()),
        Form::Cppcc => format!("政协{}委员会", place()),
        Form::Committee(row, school) => rows[row as usize].full.replace("{}", &rows[school as usize].full),
        Form::Pattern(_) | Form::Tagged => printed(scan, places, inst),
        Form::Back(start) => {
            let found =
                insts.iter().find(|i| i.span.start == start as usize && !matches!(i.form, Form::Back(_)));
            found.map_or_else(|| scan.text[inst.span].to_owned(), |i| full_name(scan, places, insts, i))
        }
    }
}

/// The name of an institution that no row holds: as printed from its nearest
/// division on, whose full name is taken where it is printed in full
/// (北京教育考试院 is no 北京市教育考试院).
fn printed(scan: &Scan<'_>, places: &[PlaceMention], inst: &InstMention) -> String {
    let core = &scan.text[inst.core..inst.span.end];
    match inst.of {
        Some(Division::Mention(i)) => {
            let place = &places[i as usize];
            let text = &scan.text[place.span];
            let inside = inst.span.start <= place.span.start && place.span.end == inst.core;
            let full = locality::name_of(scan, place) == text;
            match (inside, full) {
                (true, true) if place.level != Level::Village => {
                    locality::full_name(scan, places, i as usize) + core
                }
                (true, _) => scan.text[place.span.start..inst.span.end].to_owned(),
                (false, true) => locality::full_name(scan, places, i as usize) + core,
                (false, false) => text.to_owned() + core,
            }
        }
        Some(division) => division.name(scan, places) + core,
        None => core.to_owned(),
    }
}

/// The class of an institution: party, government, company …
pub(super) fn class(scan: &Scan<'_>, insts: &[InstMention], inst: &InstMention) -> Option<String> {
    let rows = &scan.lexicon.institutions.rows;
    let by_ending = || {
        let text = &scan.text[inst.span];
        let hits = scan.ending(inst.span.end);
        let best = hits
            .iter()
            .filter(|h| h.start as usize > inst.span.start || text.len() == (h.end - h.start) as usize);
        best.filter_map(|h| match h.entry {
            Entry::Suffix(n) => Some((h.end - h.start, n)),
            _ => None,
        })
        .max()
        .map(|(_, n)| scan.lexicon.suffixes[n as usize].class.clone())
    };
    match inst.form {
        Form::Row(row) | Form::Before(row) => Some(rows[row as usize].class.clone()),
        Form::Cppcc => Some("cppcc".to_owned()),
        Form::Committee(..) => Some("party".to_owned()),
        Form::Pattern(n) => Some(scan.lexicon.suffixes[n as usize].class.clone()),
        Form::Tagged => by_ending(),
        Form::Back(start) => insts
            .iter()
            .find(|i| i.span.start == start as usize && !matches!(i.form, Form::Back(_)))
            .and_then(|i| class(scan, insts, i)),
    }
    .filter(|c| !c.is_empty())
}
