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
use crate::lexicon::{Entry, INITIALS, Level, VERBS};
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
    /// The paper's home that the gazetteer does not hold.
    Home,
    /// One character: 来许.
    Initial,
    Local,
    Deixis,
    Tagger,
}

/// The places of an article in text order; they do not overlap.
pub(super) fn find(scan: &Scan<'_>) -> Vec<PlaceMention> {
    let named = full_names(scan);
    let mut out: Vec<PlaceMention> = Vec::new();
    let mut end = 0;
    let mut homes = super::home::find(scan).into_iter().peekable();
    for hit in scan.hits() {
        let span = Span::new(hit.start as usize, hit.end as usize);
        while let Some(home) = homes.next_if(|h| h.span.start <= span.start) {
            if home.span.start >= end {
                end = home.span.end;
                out.push(home);
            }
        }
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
    out.extend(homes.filter(|h| h.span.start >= end));
    local(scan, &mut out);
    tagged(scan, &mut out);
    zones(scan, &mut out);
    initials(scan, &mut out);
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
            let Some(home) = scan.lexicon.place_row(home) else {
                return super::home::deixis(scan, span, unit);
            };
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
        let filled = over.first().zip(over.last()).is_some_and(|(&a, &b)| {
            let ends = out[a].span.start == tag.span.start && out[b].span.end == tag.span.end;
            ends && over.windows(2).all(|w| out[w[0]].span.end == out[w[1]].span.start)
        });
        let last = over.last().map_or(tag.span.start, |&i| out[i].span.end);
        // 珙县征地拆迁服务中心 is an institution, whatever the tagger says.
        let office = scan
            .ending(tag.span.end)
            .iter()
            .any(|h| matches!(h.entry, Entry::Suffix(_)) && h.start as usize >= last);
        if filled
            || office && !over.is_empty()
            || over.iter().any(|&i| !tag.span.contains(out[i].span) || out[i].deixis)
        {
            continue;
        }
        out.drain(from..from + over.len());
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
            let word = |e: Entry| matches!(e, Entry::Head(_) | Entry::Label | Entry::Not | Entry::Stop);
            if scan.starting(ending.start).iter().any(|h| h.end as usize > ending.end && word(h.entry)) {
                continue;
            }
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
    if let Some(tag) = tag_up_to(scan, ending) {
        // 承包红锋村 ends with a place that was named before.
        let known = known.iter().find(|k| scan.text[tag..ending.end].ends_with(**k));
        return Some(known.map_or(tag, |k| ending.end - k.len()));
    }
    let next = scan.char_at(ending.end);
    let mut start = ending.start;
    let mut n = 0;
    let mut best = None;
    while n < 5 {
        let before = places[..places.partition_point(|p| p.span.end <= start)].last();
        let after_place = before.is_some_and(|p| p.span.end == start && p.level < Level::Village);
        if n > 0 && after_place {
            let stem = &scan.text[start..ending.start];
            let stop = scan
                .between(start, ending.start)
                .iter()
                .any(|h| h.entry == Entry::Stop && h.end as usize <= ending.start);
            return (!generic(stem) && !stop && !stem.contains(['却', '也', '都', '就', '还', '被', '把']))
                .then_some(start);
        }
        if !sure && n > 0 && known.contains(&&scan.text[start..ending.end]) {
            return Some(start);
        }
        if n >= 2 && best.is_none() && sure && !scan.strict() && alone(scan, start, ending, next) {
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

/// Where the tagger's place starts that ends with, or right before, `ending`.
fn tag_up_to(scan: &Scan<'_>, ending: Span) -> Option<usize> {
    let tag = scan.tag_over(Span::new(ending.start.saturating_sub(1), ending.end))?;
    let inner = scan.between(tag.span.start, ending.start).iter().any(|h| h.entry == Entry::Local);
    let chained = scan.text[tag.span.start..ending.start].chars().count() <= 6 && !inner;
    (tag.label == Label::Place && (tag.span.end == ending.end || tag.span.end == ending.start) && chained)
        .then_some(tag.span.start)
}

/// Names that go on to a zone, a valley or a building: 苏州太湖国家旅游度假区,
/// 赤水河流域, 张家口地区. The whole is one place.
fn zones(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
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
                out.drain(i + 1..i + 1 + next);
                let upper = out[i];
                out[i] = PlaceMention {
                    span: Span::new(span.start, end),
                    name: None,
                    level: Level::Site,
                    source: Source::Local,
                    ..upper
                };
            }
        }
        i += 1;
    }
}

/// True when the place's text is the full name of a row.
fn full(scan: &Scan<'_>, span: Span, name: u32) -> bool {
    let places = &scan.lexicon.places;
    places.names.rows(name).iter().any(|&(r, _)| places.rows[r as usize].name == scan.text[span])
}

/// True when no function word, verb or office stands in `from..to`.
fn zone_clear(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let stop = |e: Entry| {
        matches!(e, Entry::Stop | Entry::Head(_) | Entry::Of { .. } | Entry::Local | Entry::Suffix(_))
    };
    scan.between(from, to).iter().all(|h| !stop(h.entry) || h.end as usize > to && h.entry != Entry::Stop)
        && !scan.text[from..to].contains(['和', '与', '的', '在', '等'])
}

/// 来许, 在京, 驻汉: one character for a place after a verb of place.
fn initials(scan: &Scan<'_>, out: &mut Vec<PlaceMention>) {
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
        let known = INITIALS.iter().find(|(i, _)| *i == c).map(|&(_, n)| n);
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
        out.insert(
            from,
            PlaceMention {
                span: Span::new(start, end),
                name: None,
                row: Some(row),
                level: place.level,
                above: None,
                deixis: false,
                source: Source::Initial,
                dropped: false,
            },
        );
    }
}

/// True when no longer word holds the character between `verb` and `end`: 许多, 来访, 在京津冀.
fn initial_stands(scan: &Scan<'_>, verb: usize, end: usize) -> bool {
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
            && (matches!(h.entry, Entry::Stop | Entry::Former | Entry::Time)
                || h.entry == Entry::After && h.start as usize == start)
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
        || ["专业", "示范", "文明", "重点", "下"].iter().any(|w| stem.ends_with(w))
        || stem.ends_with(['驻', '各', '全', '个', '名', '数'])
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
