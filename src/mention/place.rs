//! Places: names of the gazetteer, places below the county by their endings,
//! the tagger's, and 我市, 全省.
//!
//! ```text
//! CHAIN  := NAME (NAME | LOCAL)*        河南省 许昌市 禹州市 韩城街道 光明社区
//! LOCAL  := han{1,4} (镇|乡|街道|村|社区|…)
//! DEIXIS := (我|全|本) (国|省|市|县|区|州)
//! ```
//!
//! A weak alias (和平, also a word) counts when its own full name stands in
//! the article, a place above it stands right before it, or the tagger says
//! so. A LOCAL without a place before it counts when an office or a post
//! stands right after it or a preposition of place right before.

use super::scan::{Scan, is_break, is_han};
use crate::lexicon::{Entry, Level};
use crate::span::Span;
use crate::tagger::Label;

/// A place of the text, not yet told apart from others of its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceMention {
    pub span: Span,
    /// Number of the name in the gazetteer.
    pub name: Option<u32>,
    /// The row it is, once settled.
    pub row: Option<u32>,
    pub level: Level,
    /// The place right before it that it lies in.
    pub above: Option<u32>,
    pub deixis: bool,
    pub source: Source,
    pub dropped: bool,
}

/// What found a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Lexicon,
    Local,
    Deixis,
    Tagger,
}

/// The places of an article in text order; they do not overlap.
pub(super) fn find(scan: &Scan<'_>) -> Vec<PlaceMention> {
    let named = full_names(scan);
    let mut out: Vec<PlaceMention> = Vec::new();
    let mut end = 0;
    for hit in scan.hits() {
        let span = Span::new(hit.start as usize, hit.end as usize);
        if span.start < end {
            continue;
        }
        let found = match hit.entry {
            Entry::Place(name) => gazetteer(scan, span, name, &named, &out),
            Entry::Stop | Entry::Not => deixis(scan, span),
            _ => None,
        };
        if let Some(place) = found {
            end = place.span.end;
            out.push(place);
        }
    }
    tagged(scan, &mut out);
    local(scan, &mut out);
    chain(scan, &mut out);
    out
}

/// The gazetteer rows whose full names stand in the article.
fn full_names(scan: &Scan<'_>) -> Vec<u32> {
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

fn gazetteer(
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
    // A name that a longer word holds: 中山 in 中山装 is left to the words that stop it.
    if scan.starting(span.start).iter().any(|h| h.entry == Entry::Not && h.end as usize >= span.end) {
        return None;
    }
    let level = rows.iter().map(|&(r, _)| places.rows[r as usize].level).min()?;
    Some(PlaceMention {
        span,
        name: Some(name),
        row: None,
        level,
        above: None,
        deixis: false,
        source: Source::Lexicon,
        dropped: false,
    })
}

/// True when the ending of a place below the county stands at byte `at`.
fn level_after(scan: &Scan<'_>, at: usize) -> bool {
    scan.starting(at).iter().any(|h| h.entry == Entry::Local)
        && !["村级", "村委", "镇级"].iter().any(|w| scan.text[at..].starts_with(w))
}

/// True when `row` lies in a place that name number `name` names.
pub(super) fn under(scan: &Scan<'_>, row: u32, name: u32) -> bool {
    let places = &scan.lexicon.places;
    places.names.rows(name).iter().any(|&(upper, _)| upper != row && places.lies_in(row, upper))
}

fn deixis(scan: &Scan<'_>, span: Span) -> Option<PlaceMention> {
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
            let home = scan.lexicon.place_row(home)?;
            places.line(home).find(|&r| places.rows[r as usize].name.ends_with(unit))
        }
        _ => None,
    }?;
    let level = places.rows[row as usize].level;
    Some(PlaceMention {
        span,
        name: None,
        row: Some(row),
        level,
        above: None,
        deixis: true,
        source: Source::Deixis,
        dropped: false,
    })
}

/// Adds the tagger's places where no other stands, and lets a longer one of
/// its take the place of a shorter one.
fn tagged(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Place) {
        let from = out.partition_point(|p| p.span.end <= tag.span.start);
        let over: Vec<usize> = (from..out.len()).take_while(|&i| out[i].span.start < tag.span.end).collect();
        if !over.is_empty() {
            continue;
        }
        let name = None;
        let level = level_of(&scan.text[tag.span]);
        out.insert(
            from,
            PlaceMention {
                span: tag.span,
                name,
                row: None,
                level,
                above: None,
                deixis: false,
                source: Source::Tagger,
                dropped: false,
            },
        );
    }
}

/// The level that a place's ending tells.
fn level_of(text: &str) -> Level {
    let ends = |s: &[&str]| s.iter().any(|x| text.ends_with(x));
    match () {
        _ if ends(&["省", "自治区"]) => Level::Province,
        _ if ends(&["州", "盟", "地区"]) => Level::Prefecture,
        _ if ends(&["县", "区", "旗", "市"]) && !ends(&["社区", "开发区", "园区", "景区"]) => {
            Level::County
        }
        _ if ends(&["镇", "乡", "街道", "苏木"]) => Level::Township,
        _ if ends(&["村", "社区", "嘎查", "屯"]) => Level::Village,
        _ if ends(&["河", "江", "湖", "海", "山", "岛", "峰", "湾", "洋"]) => Level::Natural,
        _ => Level::Site,
    }
}

/// Adds the places below the county.
fn local(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
    let mut known: Vec<&str> = Vec::new();
    let hits: Vec<Span> = scan
        .hits()
        .iter()
        .filter(|h| h.entry == Entry::Local)
        .map(|h| Span::new(h.start as usize, h.end as usize))
        .collect();
    for sure in [true, false] {
        for &ending in &hits {
            let Some(start) = local_start(scan, out, ending, sure, &known) else { continue };
            let span = Span::new(start, ending.end);
            let from = out.partition_point(|p| p.span.end <= span.start);
            if out.get(from).is_some_and(|p| p.span.start < span.end) {
                continue;
            }
            let text = &scan.text[span];
            if !known.contains(&text) {
                known.push(text);
            }
            let level = level_of(text);
            let source = Source::Local;
            out.insert(
                from,
                PlaceMention {
                    span,
                    name: None,
                    row: None,
                    level,
                    above: None,
                    deixis: false,
                    source,
                    dropped: false,
                },
            );
        }
    }
}

/// Where the place that ends with `ending` starts.
fn local_start(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    ending: Span,
    sure: bool,
    known: &[&str],
) -> Option<usize> {
    let next = scan.char_at(ending.end);
    let mut start = ending.start;
    let mut n = 0;
    let mut best = None;
    while n < 5 {
        let before = places[..places.partition_point(|p| p.span.end <= start)].last();
        let after_place = before.is_some_and(|p| p.span.end == start && p.level < Level::Village);
        if n > 0 && after_place {
            return (!generic(&scan.text[start..ending.start])).then_some(start);
        }
        if !sure && n > 0 && known.contains(&&scan.text[start..ending.end]) {
            return Some(start);
        }
        if n >= 2 && best.is_none() && sure && alone(scan, start, ending, next) {
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

/// True when a place below the county that starts at `start` stands clear on
/// its left and is used as a place on its right.
fn alone(scan: &Scan<'_>, start: usize, ending: Span, next: Option<char>) -> bool {
    let prepared = ["在", "到", "来到", "走进", "位于", "赴", "深入", "的"];
    let before = &scan.text[..start];
    let left = scan.char_before(start).is_none_or(is_break) || prepared.iter().any(|p| before.ends_with(p));
    let office = |e: Entry| matches!(e, Entry::Of { .. } | Entry::Head(_) | Entry::Part | Entry::Suffix(_));
    let right = scan.any_at(ending.end, office) && next.is_some_and(is_han);
    let stop = scan.between(start, ending.start).iter().any(|h| {
        (h.end as usize) <= ending.start
            && (h.entry == Entry::Stop || h.entry == Entry::After && h.start as usize == start)
    });
    left && right && !stop
}

/// True for what only describes a town: 建制镇, 各乡.
fn generic(stem: &str) -> bool {
    const WORDS: [&str; 42] = [
        "全",
        "本",
        "该",
        "各",
        "每",
        "某",
        "几",
        "两",
        "一个",
        "农",
        "新农",
        "城",
        "山",
        "古",
        "小",
        "特色小",
        "示范",
        "贫困",
        "建制",
        "中心",
        "先进",
        "文明",
        "富裕",
        "行政",
        "自然",
        "重点",
        "城中",
        "城边",
        "美丽乡",
        "试点",
        "深度贫困",
        "贫",
        "多个",
        "个",
        "空心",
        "所在",
        "边境",
        "附近",
        "周边",
        "我们",
        "同",
        "外",
    ];
    WORDS.contains(&stem)
        || stem.ends_with(['驻', '农', '乡', '山', '古', '小', '贫', '各', '全', '个', '名', '数'])
        || ["个", "各", "的", "座", "全省", "全市"].iter().any(|w| stem.starts_with(w))
}

/// Links each place to the one right before it that it lies in.
fn chain(scan: &Scan<'_>, out: &mut [PlaceMention]) {
    for i in 1..out.len() {
        let (left, right) = out.split_at_mut(i);
        let (above, below) = (&left[i - 1], &mut right[0]);
        if above.span.end != below.span.start || above.deixis {
            continue;
        }
        let lower = match (above.name, below.name) {
            (Some(a), Some(b)) => {
                let rows = scan.lexicon.places.names.rows(b);
                rows.iter().any(|&(row, _)| under(scan, row, a))
                    || above.level < below.level && below.level > Level::County
            }
            _ => above.level < below.level,
        };
        if lower {
            below.above = Some(i as u32 - 1);
        }
    }
}
