//! Institutions: those of the lexicon, names by their endings after a place,
//! and the tagger's.
//!
//! ```text
//! OF      := (中共|政协)? CHAIN STEM TAIL?       江苏省徐州市泉山区人大常委会
//!          | UNIT STEM TAIL?                     市工信局 (UNIT: 省 市 县 区 州 镇 …)
//!          | STEM                                公安局, where the article says whose
//! BEFORE  := 民革|团… (CHAIN|UNIT) 委|委员会     民革遵义市委, 团市委
//! PATTERN := CHAIN word{1,12} SUFFIX TAIL?       武胜县看守所, 兴海县“百姓宣讲团”
//!          | UNIT word{1,12} SUFFIX              市“五个十”整治攻坚领导小组办公室
//! TAIL    := word{1,8} SUFFIX                    …局政策法规股
//! ```
//!
//! No word of a PATTERN or TAIL is a function word or a verb (`cues.tsv`), and
//! no post starts inside it.

mod context;
mod ending;
mod full;
mod join;
mod naming;
mod office;
mod pattern;
mod tagged;

pub(super) use full::{body_of_committee, class, full_name, outer_name};

pub(super) use context::bare;
use context::repeated;
use ending::{agreed, ending, held, reach, tail};
pub(super) use naming::{by_others, resolve};
use office::of;
use pattern::{firm, patterns, quoted};
use tagged::tagged;
pub(super) use tagged::{chained, trim};

use crate::lexicon::{Entry, InstitutionKind, Level, RuleWord};
use crate::mention::locality::{self, Division};
use crate::mention::place::PlaceMention;
use crate::mention::scan::{Scan, is_break, is_han};
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
    /// True when the tagger finds the same span.
    pub agreed: bool,
    /// True when it was found again where it stands without its place.
    pub repeated: bool,
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
    /// A committee within the institution that starts at a byte: 校党委.
    Within(u32),
    /// A shorter form of the institution that starts at a byte: 地铁集团 after 某市地铁集团.
    Again(u32),
}

/// What the names of divisions end in, each one character.
const DIVISIONS: &str = "省市县区州旗镇乡村";

/// The longest name by an ending, in characters beyond its place.
const LONGEST: usize = 20;

/// A margin of the tagger's over which verbs in a long name are its own.
const SURE: f32 = 3.0;
/// Bytes up to which a name of the lexicon is doubtful by itself: 北大, 中央.
const SHORT: usize = 6;

/// The institutions of an article in text order, which do not overlap, and all that were found.
pub(super) fn find(scan: &Scan<'_>, places: &[PlaceMention]) -> (Vec<InstMention>, Vec<InstMention>) {
    let mut out: Vec<InstMention> = Vec::new();
    let mut all: Vec<InstMention> = Vec::new();
    for hit in scan.hits() {
        let span = Span::new(hit.start as usize, hit.end as usize);
        let found = match hit.entry {
            Entry::Own(name) => own(scan, span, name),
            Entry::Of { name, skip } => of(scan, places, &out, span, name, skip as usize),
            _ => None,
        };
        if let Some(inst) = found {
            all.push(inst);
            push(&mut out, inst);
        }
    }
    for inst in patterns(scan, places, &out) {
        all.push(inst);
        // At home, a division and an ending are enough: 沄溪县房屋征收服务中心.
        if !scan.strict() || !scan.parted(inst.span, Label::Institution) {
            push(&mut out, inst);
        }
    }
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Institution) {
        let from = out.partition_point(|i| i.span.end <= tag.span.start);
        if tiled(&out[from..], tag.span) {
            continue;
        }
        // What the lexicon found too keeps its row, and with it its full name.
        if let Some(same) = out.get_mut(from).filter(|i| i.span == tag.span) {
            same.agreed = true;
            continue;
        }
        let led = out
            .get(from)
            .filter(|i| i.named && i.span.start == tag.span.start && lexical(i) && i.span.end < tag.span.end);
        // 市政协党组, 公安局原党委: the tagger takes in a part of the post.
        // 澜阳市委宣传部指导市作家协会: a verb stands between two.
        let cut = |i: &InstMention| reach(scan, i.span.end, LONGEST).is_none_or(|end| end < tag.span.end);
        let post = |i: &InstMention| scan.any_at(i.span.end, |e| matches!(e, Entry::Part | Entry::Former));
        let sure = tag.margin >= SURE;
        if led.is_some_and(|i| !sure && cut(i) || !(sure && scan.strict()) && post(i)) {
            continue;
        }
        // 秦守文向市委, 原十里铺乡党委: what stands before a name already found is no part of it.
        let tail = out[from..]
            .iter()
            .take_while(|i| i.span.start < tag.span.end)
            .find(|i| i.named && i.span.end == tag.span.end);
        let leads = led.is_some() || out.get(from).is_some_and(|i| i.named && i.span.start == tag.span.start);
        let state = |to: usize| {
            matches!(
                &scan.text[tag.span.start..to],
                "俄" | "美" | "英" | "法" | "德" | "日" | "韩" | "印" | "以" | "伊" | "中"
            )
        };
        if tail.is_some_and(|i| {
            i.span.start > tag.span.start
                && !leads
                && !state(i.span.start)
                && !chained(places, tag.span.start, i.span.start)
        }) {
            continue;
        }
        if let Some(inst) = tagged(scan, places, &out, trim(scan, tag.span), tag.margin) {
            push(&mut out, inst);
        }
    }
    join::join(scan, &mut out);
    repeated(scan, &mut out);
    bare(scan, places, &mut out);
    out.retain(|i| !i.dropped);
    (out, all)
}

/// True when names of the lexicon one after the other fill `span`:
/// 最高人民法院最高人民检察院 are two.
fn tiled(insts: &[InstMention], span: Span) -> bool {
    let mut at = span.start;
    let mut n = 0;
    for inst in insts {
        if inst.span.start != at || inst.span.end > span.end || !lexical(inst) {
            break;
        }
        at = inst.span.end;
        n += 1;
    }
    n > 1 && at == span.end
}

/// True for what the lexicon named.
fn lexical(inst: &InstMention) -> bool {
    matches!(inst.form, Form::Row(_) | Form::Before(_) | Form::Cppcc | Form::Committee(..))
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
    if scan.crossed(span)
        || scan.starting(span.start).iter().any(|h| h.entry == Entry::Not && h.end as usize > span.end)
    {
        return None;
    }
    if span.len() <= SHORT && scan.in_word(span.start) && tag.is_none_or(|t| t.span != span) {
        return None;
    }
    // 邹家华为: a name holds the institution's beginning.
    if tag.is_some_and(|t| t.label == Label::Person && t.margin >= SURE && t.span.start < span.start) {
        return None;
    }
    let inst = &scan.lexicon.institutions.rows[row as usize];
    let doubtful = span.len() <= SHORT || !inst.bare;
    if doubtful && scan.strict() && inst.full != scan.text[span] && !scan.tagged_institution(span) {
        return None;
    }
    let end = tail(scan, span.end, &inst.class);
    Some(InstMention {
        span: Span::new(span.start, end),
        form: Form::Row(row),
        of: None,
        core: span.start,
        stem: span.end,
        named: true,
        agreed: false,
        repeated: false,
        dropped: false,
    })
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
