//! Posts before names: heads with their parts, the institution or place they
//! are of, and the chains they form.
//!
//! ```text
//! CHAIN := UNIT ((、|兼|和|)? UNIT)*          市委常委、统战部部长、副市长
//! UNIT  := FORMER? ORG? FORMER? PART* HEAD    市委原副书记, 时任市长, 常务副主任
//! ORG   := institution | place | nothing
//! ```
//!
//! A unit without an organisation takes the outer one of the unit before it
//! (市政协党组书记、主席; 主席A，党组书记B). Heads that name their institution
//! (市长) bring it with them. After an office or a firm, 党委 and 纪委 are part
//! of the post (公安局党委书记); after a school the committee is the
//! organisation (南开大学党委); after a division it always is (县纪委书记).

use super::chain;
use super::institution::{Form, InstMention};
use super::locality::{self, Division};
use super::place::PlaceMention;
use super::scan::Scan;
use crate::lexicon::{Entry, Level, RuleWord};
use crate::span::Span;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A post.
    Post,
    /// 村民, 市领导: no post.
    Label,
    /// 记者, 通讯员.
    Reporter,
}

/// What a post is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Org {
    /// An institution of the text.
    Inst(u32),
    /// A place right before the post.
    Place(u32),
    /// The division that the head implies (市长).
    Implied(Division),
    /// A row whose name runs into the head: 外交部长.
    Row(u32),
    None,
}

/// One post of a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub kind: Kind,
    /// Where the unit starts, with its organisation.
    pub start: usize,
    /// The bare post, 党组副书记.
    pub span: Span,
    pub head: Option<u32>,
    pub former: bool,
    pub org: Org,
    /// True when the unit goes on the chain of the one before.
    pub joined: bool,
    /// True when who is named behind it holds the posts before it too: what is joined, and a word of another
    /// kind or of another body in the same list (全国人大代表、乡村教师方禾).
    pub shares: bool,
    /// True when 原 stands before the body of the post, so that it holds for the chain.
    pub former_chain: bool,
    /// True when a committee of the body is part of the post: 公安局|党委书记.
    pub committee: bool,
    /// The head whose implied institution the post shares: 副市长、党组成员.
    pub lent: Option<u32>,
}

/// The units of an article in text order.
pub(super) fn find(scan: &Scan<'_>, places: &[PlaceMention], insts: &mut Vec<InstMention>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for hit in scan.hits() {
        let span = Span::new(hit.start as usize, hit.end as usize);
        let (kind, head) = match hit.entry {
            Entry::Head(n) => (Kind::Post, Some(n)),
            Entry::Label => (Kind::Label, None),
            Entry::Reporter => (Kind::Reporter, None),
            _ => continue,
        };
        if out.last().is_some_and(|u| u.span.end > span.start) || held(scan, insts, span) {
            continue;
        }
        let unit = read(scan, places, insts, out.last(), kind, head, span);
        // A later head may take in what an earlier, shorter one stood for: 委员 and 委员长.
        if out.last().is_some_and(|u| u.span.end > unit.span.start) {
            continue;
        }
        out.push(unit);
    }
    chain::join(scan, &mut out);
    chain::inherit(scan, &mut out);
    out
}

/// True when a longer word, a place or an institution holds the head.
fn held(scan: &Scan<'_>, insts: &[InstMention], span: Span) -> bool {
    let longer = scan.starting(span.start).iter().any(|h| {
        h.end as usize > span.end
            && matches!(
                h.entry,
                Entry::Not
                    | Entry::Own(_)
                    | Entry::Of { .. }
                    | Entry::Suffix(_)
                    | Entry::Place(_)
                    | Entry::Head(_)
            )
    });
    if longer || river(scan, span) || of_unit(scan, span) {
        return true;
    }
    let lowest = span.start.saturating_sub(24);
    let around = scan.between(lowest, span.start).iter().any(|h| {
        (h.end as usize) >= span.end
            && matches!(h.entry, Entry::Not | Entry::Head(_) | Entry::Label | Entry::Reporter | Entry::Own(_))
    });
    let i = insts.partition_point(|i| i.span.end <= span.start);
    around || insts.get(i).is_some_and(|i| i.named && i.span.start < span.end && i.span.end >= span.end)
}

/// 秘书二处: what a numbered unit is called by.
fn of_unit(scan: &Scan<'_>, span: Span) -> bool {
    let rest = &scan.text[span.end..];
    let unit = rest.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    unit.len() < rest.len() && unit.starts_with(['处', '科', '局', '室', '组'])
}

/// 市长江大桥, 市长洲街道: a river, a mountain or a place below the county starts in the head.
fn river(scan: &Scan<'_>, span: Span) -> bool {
    let Some(last) = scan.char_before(span.end) else { return false };
    let places = &scan.lexicon.places;
    let at = span.end - last.len_utf8();
    scan.local_at(at)
        || scan.starting(at).iter().any(|h| match h.entry {
            Entry::Place(name) if h.end as usize > span.end => places
                .names
                .rows(name)
                .iter()
                .any(|&(r, weak)| !weak && places.rows[r as usize].level == Level::Natural),
            _ => false,
        })
}

fn read(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &mut Vec<InstMention>,
    before: Option<&Unit>,
    kind: Kind,
    head: Option<u32>,
    hit: Span,
) -> Unit {
    let mut unit = Unit {
        kind,
        start: hit.start,
        span: hit,
        head,
        former: false,
        org: Org::None,
        joined: false,
        shares: false,
        former_chain: false,
        committee: false,
        lent: None,
    };
    if kind != Kind::Post {
        return unit;
    }
    for _ in 0..5 {
        if let Some(i) = inst_ending(insts, unit.span.start) {
            if !absorbs(scan, insts, i, &mut unit) {
                break;
            }
            continue;
        }
        let part = scan
            .ending(unit.span.start)
            .iter()
            .filter(|h| h.entry == Entry::Part)
            .min_by_key(|h| h.start)
            .map(|h| h.start as usize);
        match part {
            Some(start) => unit.span.start = start,
            None => match committee_before(scan, places, insts, before, &unit) {
                Some(start) => {
                    unit.span.start = start;
                    unit.committee = true;
                }
                None => break,
            },
        }
    }
    unit.start = unit.span.start;
    skip_former(scan, &mut unit);
    organisation(scan, places, insts, &mut unit);
    let (inner, outer) = (unit.former, unit.start);
    skip_former(scan, &mut unit);
    unit.former_chain = !inner && unit.start < outer && unit.org != Org::None;
    unit
}

/// Where a committee starts that is part of the post: right behind a body (南开大学|党委书记), or behind a mark where
/// the post before has one (党委书记甲，纪委书记乙). Of a division it is an institution of its own.
fn committee_before(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    before: Option<&Unit>,
    unit: &Unit,
) -> Option<usize> {
    let text = &scan.text[..unit.span.start];
    let word = RuleWord::PostCommittee.ends(text)?;
    let start = text.len() - word.len();
    let past =
        scan.ending(start).iter().find(|h| h.entry == Entry::Former).map_or(start, |h| h.start as usize);
    let village = super::institution::ending_at(places, past)
        .is_some_and(|p| places[p].level == Level::Village && word.ends_with("支部"));
    let same = before.is_some_and(|b| {
        b.committee
            && scan.sentence(b.span.start) == scan.sentence(start)
            && scan.char_before(start).is_some_and(is_mark)
    });
    (village || same || inst_ending(insts, past).is_some()).then_some(start)
}

/// True for the marks that part the items of a list.
fn is_mark(c: char) -> bool {
    matches!(c, '、' | '､' | '，' | ',' | '；' | '和' | '兼')
}

/// 公安局党委书记: a party committee after an office is part of the post.
/// True when the unit took it in.
fn absorbs(scan: &Scan<'_>, insts: &mut Vec<InstMention>, i: usize, unit: &mut Unit) -> bool {
    let committee = &scan.text[insts[i].span];
    if insts[i].named && insts[i].core != insts[i].span.start || !RuleWord::PostCommittee.is(committee) {
        return false;
    }
    let start = insts[i].span.start;
    let past = scan.ending(start).iter().find(|h| h.entry == Entry::Former).map(|h| h.start as usize);
    let outer = inst_ending(insts, start).or_else(|| inst_ending(insts, past?));
    if outer.is_none_or(|o| o == i) {
        return false;
    }
    unit.span.start = start;
    unit.committee = true;
    insts[i].named = false;
    insts.remove(i);
    true
}

fn skip_former(scan: &Scan<'_>, unit: &mut Unit) {
    if let Some(hit) = scan.ending(unit.start).iter().find(|h| h.entry == Entry::Former) {
        // 中原, 平原, 以前 are no past posts.
        let before = scan.char_before(hit.start as usize);
        if before.is_some_and(|c| {
            matches!(c, '中' | '平' | '高' | '草' | '太' | '还' | '以' | '目' | '日' | '之' | '提')
        }) {
            return;
        }
        unit.former = true;
        unit.start = hit.start as usize;
    }
}

/// The institution that ends at byte `at`.
pub(super) fn inst_ending(insts: &[InstMention], at: usize) -> Option<usize> {
    let i = insts.partition_point(|i| i.span.end < at);
    insts.get(i).filter(|i| i.span.end == at && !i.dropped).map(|_| i)
}

fn organisation(scan: &Scan<'_>, places: &[PlaceMention], insts: &[InstMention], unit: &mut Unit) {
    if let Some(i) = inst_ending(insts, unit.start) {
        unit.org = Org::Inst(i as u32);
        unit.start = insts[i].span.start;
        return;
    }
    // 百姓宣讲团的副团长
    if let Some(i) = scan.text[..unit.start].strip_suffix('的').and_then(|t| inst_ending(insts, t.len())) {
        unit.org = Org::Inst(i as u32);
        return;
    }
    // 外交部长: the ministry and the minister share a character.
    let head = unit.start + scan.char_at(unit.start).map_or(0, char::len_utf8);
    let shared = scan.ending(head).iter().find_map(|h| match h.entry {
        Entry::Own(name) if (h.start as usize) < unit.start => Some((name, h.start as usize)),
        _ => None,
    });
    if let Some((name, start)) = shared {
        unit.org = Org::Row(scan.lexicon.institutions.names.rows(name)[0].0);
        unit.start = start;
        return;
    }
    if let Some(division) = back(scan, places, unit.start) {
        unit.org = Org::Implied(division);
        return;
    }
    if let Some(org) = sent_to(scan, places, insts, unit.start) {
        unit.org = org;
        return;
    }
    // 自治区主席
    if let Some(before) = scan.text[..unit.start].strip_suffix("自治区")
        && let Some(division) = locality::division(scan, places, "自治区", before.len())
    {
        unit.org = Org::Implied(division);
        return;
    }
    let implied = unit.head.is_some_and(|h| !scan.lexicon.titles.heads[h as usize].of.is_empty());
    if let Some(p) = super::institution::ending_at(places, unit.start) {
        if places[p].deixis {
            return;
        }
        unit.org = Org::Place(p as u32);
        unit.start = super::institution::chain_start(places, p);
        return;
    }
    if implied {
        let head = &scan.text[unit.span];
        // 市长助理: the unit stands before 长.
        let head = head.trim_end_matches("助理");
        let unit_char: String = head.chars().rev().nth(1).into_iter().collect();
        if let Some(division) = locality::division(scan, places, &unit_char, unit.start) {
            unit.org = Org::Implied(division);
        }
    }
}

/// 到某村担任第一书记, 在某局任科长: where somebody came to take up the post.
fn sent_to(scan: &Scan<'_>, places: &[PlaceMention], insts: &[InstMention], at: usize) -> Option<Org> {
    let before = &scan.text[..at];
    let end = before.len() - RuleWord::TakesUp.ends(before)?.len();
    let inst = inst_ending(insts, end).map(|i| (Org::Inst(i as u32), insts[i].span.start));
    let place = || {
        let p = super::institution::ending_at(places, end).filter(|&p| !places[p].deixis)?;
        Some((Org::Place(p as u32), super::institution::chain_start(places, p)))
    };
    let (org, start) = inst.or_else(place)?;
    scan.char_before(start).is_some_and(|c| matches!(c, '到' | '在' | '至' | '往')).then_some(org)
}

/// 本村第一书记, 该镇党委书记: the division that the deictic means.
fn back(scan: &Scan<'_>, places: &[PlaceMention], at: usize) -> Option<Division> {
    let before = &scan.text[..at];
    let unit = RuleWord::DivisionUnit.ends(before)?;
    let start = at - unit.len();
    matches!(scan.char_before(start)?, '本' | '该' | '我')
        .then(|| locality::division(scan, places, unit, start))?
}

/// True when the unit's organisation is known or implied.
pub(super) fn anchored(unit: &Unit) -> bool {
    unit.org != Org::None
}

/// Full name of the institution a post is of.
pub(super) fn institution(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    unit: &Unit,
) -> Option<String> {
    let implied = |head: Option<u32>| {
        head.map(|h| scan.lexicon.titles.heads[h as usize].of.as_str()).filter(|of| !of.is_empty())
    };
    let of = implied(unit.head).or_else(|| implied(unit.lent)).unwrap_or_default();
    let division = match unit.org {
        Org::Inst(i) => {
            let inst = &insts[i as usize];
            // 市委常委、副市长: the head brings an institution of its own, of the same division.
            if !of.is_empty() && unit.start >= inst.span.end {
                return inst.of.map(|d| of.replace("{}", &d.name(scan, places)));
            }
            // 河南大学党委副书记、副校长: the committee's school.
            let committee = RuleWord::CommitteePost.ends(&scan.text[unit.span]).is_some();
            if unit.start >= inst.span.end && !committee {
                match inst.form {
                    Form::Committee(_, school) => {
                        return Some(scan.lexicon.institutions.rows[school as usize].full.clone());
                    }
                    Form::Within(_) => return super::institution::outer_name(scan, places, insts, inst),
                    _ => {}
                }
                if let Some((body, _)) = super::institution::body_of_committee(scan, inst) {
                    return Some(super::institution::full_name(scan, places, insts, &body));
                }
            }
            // 县委 of a county that nobody names is no institution's name.
            let known = match inst.form {
                Form::Row(row) => {
                    inst.of.is_some() || !scan.lexicon.institutions.rows[row as usize].full.contains("{}")
                }
                _ => inst.named || inst.of.is_some(),
            };
            return known.then(|| super::institution::full_name(scan, places, insts, inst));
        }
        Org::Place(p) => Division::Mention(p),
        Org::Implied(d) => d,
        Org::Row(row) => return Some(scan.lexicon.institutions.rows[row as usize].full.clone()),
        Org::None => {
            let own = (!of.is_empty() && !of.contains("{}")).then(|| of.to_owned());
            return own.or_else(|| last_of_kind(scan, places, insts, unit));
        }
    };
    let name = division.name(scan, places);
    // 自治区主席 heads its government, as 省长 does.
    if name.ends_with("自治区") && scan.text[unit.span].ends_with("主席") && of.is_empty() {
        return Some(name + "人民政府");
    }
    Some(if of.is_empty() { name } else { of.replace("{}", &name) })
}

/// 局长, 校长 alone: the last institution before of that kind, which its head names by its own last character.
fn last_of_kind(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    unit: &Unit,
) -> Option<String> {
    let title = scan.text[unit.span].trim_end_matches("助理");
    let kind = title.strip_suffix('长')?.chars().next_back().filter(|c| "局厅校院所站社馆".contains(*c))?;
    let fits = |i: &&InstMention| {
        let text = &scan.text[i.span];
        i.named
            && i.span.end <= unit.start
            && (text.ends_with(kind) || kind == '校' && text.ends_with(['学', '院']))
    };
    let inst = insts.iter().rev().find(fits)?;
    Some(super::institution::full_name(scan, places, insts, inst))
}
