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

mod gazetteer;
mod initial;
mod local;
mod road;
mod zone;

use gazetteer::{deixis, full_names, gazetteer, under};
use initial::initials;
use local::local;
use road::roads;
use zone::zones;

use crate::lexicon::{Entry, Hit, Level, RuleWord, VERBS, place_of_initial};
use crate::mention::scan::{Scan, is_break, is_han};
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
    /// The code of a township, and the row of its county.
    pub township: Option<(&'static str, u32)>,
    pub deixis: bool,
    pub source: Source,
    pub dropped: bool,
}

impl PlaceMention {
    /// A place of which nothing more is known.
    pub fn new(span: Span, level: Level, source: Source) -> PlaceMention {
        let (name, row, above, township) = (None, None, None, None);
        PlaceMention { span, name, row, level, above, township, deixis: false, source, dropped: false }
    }
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
    /// A name that goes on to a zone, a valley, a building.
    Zone,
    Deixis,
    Tagger,
}

/// The places of an article in text order, which do not overlap, and those that gave way to longer ones.
pub(super) fn find(scan: &Scan<'_>) -> (Vec<PlaceMention>, Vec<PlaceMention>) {
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
    let mut shorter = Vec::new();
    tagged(scan, &mut out, &mut shorter);
    zones(scan, &mut out, &mut shorter);
    roads(scan, &mut out, &mut shorter);
    initials(scan, &mut out);
    chain(scan, &mut out);
    (out, shorter)
}

/// Adds the tagger's places where no other stands, and lets a longer one of
/// its take the place of a shorter one.
fn tagged(scan: &Scan<'_>, out: &mut Vec<PlaceMention>, shorter: &mut Vec<PlaceMention>) {
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Place) {
        let from = out.partition_point(|p| p.span.end <= tag.span.start);
        let over: Vec<usize> = (from..out.len()).take_while(|&i| out[i].span.start < tag.span.end).collect();
        let filled = over.first().zip(over.last()).is_some_and(|(&a, &b)| {
            let ends = out[a].span.start == tag.span.start && out[b].span.end == tag.span.end;
            ends && over.windows(2).all(|w| out[w[0]].span.end == out[w[1]].span.start)
        });
        let last = over.last().map_or(tag.span.start, |&i| out[i].span.end);
        // 沄溪县房屋征收服务中心 is an institution, whatever the tagger says.
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
        shorter.extend(out.drain(from..from + over.len()));
        let level = level_of(&scan.text[tag.span]);
        out.insert(from, PlaceMention::new(tag.span, level, Source::Tagger));
    }
}

/// The level that a place's ending tells.
pub(super) fn level_of(text: &str) -> Level {
    let ends = |words: &[&str]| words.iter().any(|w| text.ends_with(w));
    match () {
        _ if text.ends_with('省') || ends(&["自治区"]) => Level::Province,
        _ if text.ends_with(['州', '盟']) || ends(&["地区"]) => Level::Prefecture,
        _ if text.ends_with(['县', '区', '旗', '市']) && !ends(&["社区", "开发区", "园区", "景区"]) => {
            Level::County
        }
        _ if text.ends_with(['镇', '乡']) || ends(&["街道", "苏木"]) => Level::Township,
        _ if text.ends_with(['村', '屯']) || ends(&["社区", "嘎查"]) => Level::Village,
        _ if text.ends_with(['河', '江', '湖', '海', '山', '岛', '峰', '湾', '洋']) => {
            Level::Natural
        }
        _ => Level::Site,
    }
}

/// Links each place to the one right before it that it lies in.
pub(super) fn chain(scan: &Scan<'_>, out: &mut [PlaceMention]) {
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
