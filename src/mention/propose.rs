//! Everything that a source takes for a person, a place or an institution. No source takes a span away from
//! another here: the choice is made afterwards (`choose`).

use super::choose::{Kind, Proposals, Source};
use super::institution::{self, Form, InstMention};
use super::person::{self, PersonMention, PersonSource};
use super::place::{self, PlaceMention};
use super::scan::{Scan, is_break};
use super::{locality, title};
use crate::lexicon::{Entry, Hit, VERBS, place_of_character, place_of_initial};
use crate::span::Span;
use crate::tagger::Label;
use crate::text::numeral::digit::is_numeral_char;

/// What the sources found: the proposals, and the sources' own readings that others build on.
pub(super) struct Proposed {
    pub proposals: Vec<super::choose::Proposal>,
    /// The gazetteer's and the grammar's places, which do not overlap.
    pub places: Vec<PlaceMention>,
    pub units: Vec<title::Unit>,
}

/// Gathers the proposals of a text.
pub(super) fn propose(scan: &Scan<'_>) -> Proposed {
    let mut proposals = Proposals::default();
    let (mut places, shorter) = place::find(scan);
    locality::settle(scan, &mut places);
    let (mut insts, all) = institution::find(scan, &places);
    let units = title::find(scan, &places, &mut insts);
    let persons = person::find(scan, &units, &places);
    add_places(scan, &places, &shorter, &mut proposals);
    add_institutions(scan, &places, &insts, &all, &mut proposals);
    for mut person in persons {
        person.span = without_verb(scan, person.span);
        add_person(person, &mut proposals);
    }
    add_tags(scan, &mut proposals);
    cut_places(scan, &mut proposals);
    join_institutions(scan, &places, &mut proposals);
    proposals.list.retain(|p| {
        balanced(&scan.text[p.span]) && !two_bodies(scan, p) && !residence(scan, p) && !counted(scan, p)
    });
    Proposed { proposals: proposals.finish(), places, units }
}

fn add_places(scan: &Scan<'_>, places: &[PlaceMention], shorter: &[PlaceMention], proposals: &mut Proposals) {
    for place in places.iter().chain(shorter) {
        let source = match place.source {
            place::Source::Lexicon => Source::Gazetteer,
            place::Source::Home => Source::Home,
            place::Source::Initial => Source::Initial,
            place::Source::Local => Source::Local,
            place::Source::Zone => Source::Zone,
            place::Source::Deixis => Source::Deixis,
            // Its margin says all.
            place::Source::Tagger => continue,
        };
        let proposal = proposals.entry(place.span, Kind::Place);
        proposal.sources |= source.bit();
        proposal.place = proposal.place.or(Some(*place));
    }
    for hit in scan.hits() {
        if let Entry::Place(_) = hit.entry {
            let span = Span::new(hit.start as usize, hit.end as usize);
            proposals.entry(span, Kind::Place).sources |= Source::GazetteerName.bit();
        }
    }
}

fn add_institutions(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    kept: &[InstMention],
    all: &[InstMention],
    proposals: &mut Proposals,
) {
    for (inst, extra) in kept.iter().map(|i| (i, Source::Kept.bit())).chain(all.iter().map(|i| (i, 0))) {
        let source = match inst.form {
            Form::Row(row) => match scan.lexicon.institutions.rows[row as usize].kind {
                crate::lexicon::InstitutionKind::Own => Source::Own,
                _ if inst.core > inst.span.start
                    && institution::chained(places, inst.span.start, inst.core) =>
                {
                    Source::OfPlace
                }
                _ if inst.core > inst.span.start => Source::OfUnit,
                _ => Source::Bare,
            },
            Form::Before(_) | Form::Cppcc => Source::Before,
            Form::Committee(..) | Form::Within(_) => Source::Committee,
            Form::Pattern(_) => Source::Ending,
            Form::Tagged | Form::Again(_) => continue,
        };
        let proposal = proposals.entry(inst.span, Kind::Institution);
        proposal.sources |= source.bit() | extra;
        if inst.repeated {
            proposal.sources |= Source::Repeated.bit();
        }
        // The first is the grammar's own choice; a named one says more.
        if proposal.inst.is_none_or(|old| !old.named && inst.named) {
            proposal.inst = Some(*inst);
        }
    }
}

/// The name of a person without a 说 that was taken into it: 副院长朱宏说。 Hardly anybody is called so.
fn without_verb(scan: &Scan<'_>, name: Span) -> Span {
    let Some(rest) = scan.text[name].strip_suffix('说') else { return name };
    let ends = scan.char_at(name.end).is_none_or(is_break);
    if ends && rest.chars().nth(1).is_some() { Span::new(name.start, name.start + rest.len()) } else { name }
}

fn add_person(person: PersonMention, proposals: &mut Proposals) {
    let source = match person.source {
        PersonSource::Byline => Source::Byline,
        PersonSource::User => Source::User,
        PersonSource::Surname => Source::Surname,
        PersonSource::Post => Source::AfterPost,
        PersonSource::Title => Source::AfterTitle,
        PersonSource::Label => Source::AfterLabel,
        PersonSource::Reporter => Source::AfterReporter,
        PersonSource::Cue => Source::Cue,
        PersonSource::Counted => Source::Counted,
        PersonSource::BeforeTitle => Source::BeforeTitle,
        PersonSource::Listed => Source::Listed,
        PersonSource::Repeated => Source::Repeated,
        PersonSource::Tagger => {
            proposals.entry(person.span, Kind::Person);
            return;
        }
    };
    let proposal = proposals.entry(person.span, Kind::Person);
    proposal.sources |= source.bit();
    if person.fills {
        proposal.sources |= Source::Slot.bit();
    }
    proposal.person = proposal.person.or(Some(person));
}

fn add_tags(scan: &Scan<'_>, proposals: &mut Proposals) {
    for tag in scan.input.tags.iter().chain(scan.input.others) {
        let kind = match tag.label {
            Label::Person => Kind::Person,
            Label::Place => Kind::Place,
            Label::Institution => Kind::Institution,
        };
        let named = if kind == Kind::Person { without_verb(scan, tag.span) } else { tag.span };
        for span in each_character(scan, named, kind) {
            let proposal = proposals.entry(span, kind);
            proposal.margin = Some(proposal.margin.map_or(tag.margin, |m| m.max(tag.margin)));
        }
    }
}

/// The places that a row of characters stands for, each by itself (港澳, 川渝, 赣闽粤), unless the gazetteer has their
/// region (京津冀); else the span as it is.
fn each_character(scan: &Scan<'_>, span: Span, kind: Kind) -> Vec<Span> {
    let text = &scan.text[span];
    let place = |h: &Hit| h.end as usize == span.end && matches!(h.entry, Entry::Place(_));
    // 藏中 is the middle of Tibet, 津港高速 one road.
    let stands = |(n, c): (usize, char)| place_of_character(c).is_some() && (n == 0 || c != '中');
    let road = ["高速", "铁路", "公路", "高铁", "大桥"].iter().any(|w| scan.text[span.end..].starts_with(w));
    let row = kind == Kind::Place
        && matches!(text.chars().count(), 2..=4)
        && text.char_indices().all(stands)
        && !road
        && !scan.starting(span.start).iter().any(place);
    if !row {
        return vec![span];
    }
    let ends = text.char_indices().map(|(n, c)| (span.start + n, span.start + n + c.len_utf8()));
    ends.map(|(start, end)| Span::new(start, end)).collect()
}

/// Parts of longer places: what stands before a level's word within (清水街道 of 清水街道光明社区), and the rest.
fn cut_places(scan: &Scan<'_>, proposals: &mut Proposals) {
    let longer: Vec<Span> = proposals
        .list
        .iter()
        .filter(|p| p.kind == Kind::Place && p.span.len() >= 12 && p.span.len() <= 60)
        .map(|p| p.span)
        .collect();
    for span in longer {
        let text = &scan.text[span];
        for (at, c) in text.char_indices().skip(1) {
            let end = at + c.len_utf8();
            let level = "省市县区州旗镇乡村".contains(c) || text[..end].ends_with("街道");
            if level && end >= 6 && text.len() - end >= 6 {
                for part in [Span::new(span.start, span.start + end), Span::new(span.start + end, span.end)] {
                    proposals.entry(part, Kind::Place).sources |= Source::Cut.bit();
                }
            }
        }
    }
}

/// No name joined of several has more characters, each of four bytes at most.
const LONGEST_JOINED: usize = 40;

/// Institutions with the places right before them, and two that stand next to each other, as one.
fn join_institutions(scan: &Scan<'_>, places: &[PlaceMention], proposals: &mut Proposals) {
    let strong = |p: &&super::choose::Proposal| {
        p.kind == Kind::Institution && (p.sources != 0 || p.margin.is_some_and(|m| m > -3.0))
    };
    let mut insts: Vec<Span> = proposals.list.iter().filter(strong).map(|p| p.span).collect();
    insts.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for &span in &insts {
        // Places before it; a row of names without end between them is looked at as far as a name may be long.
        let mut start = span.start;
        while span.end - start <= LONGEST_JOINED * 4
            && let Some(i) = institution::ending_at(places, start).filter(|&i| !places[i].deixis)
        {
            start = places[i].span.start;
            joined.push(Span::new(start, span.end));
        }
        // One that begins where it ends.
        let from = insts.partition_point(|s| s.start < span.end);
        for next in insts[from..].iter().take_while(|s| s.start == span.end) {
            joined.push(Span::new(span.start, next.end));
        }
    }
    for span in joined.into_iter().filter(|s| scan.text[*s].chars().count() <= LONGEST_JOINED) {
        proposals.entry(span, Kind::Institution).sources |= Source::Joined.bit();
    }
}

/// True where every quotation mark, bracket and book mark has its partner: none is half in a name.
fn balanced(text: &str) -> bool {
    let mut open: Option<char> = None;
    for c in text.chars() {
        match c {
            '“' | '《' | '（' | '(' if open.is_some() => return false,
            '“' => open = Some('”'),
            '《' => open = Some('》'),
            '（' | '(' => open = Some('）'),
            ')' if open == Some('）') => open = None,
            '”' | '》' | '）' | ')' if open != Some(c) => return false,
            '”' | '》' | '）' => open = None,
            _ => {}
        }
    }
    open.is_none()
}

/// True for an institution that is two of the lexicon next to each other (外交部商务部), and no name of the lexicon itself.
fn two_bodies(scan: &Scan<'_>, p: &super::choose::Proposal) -> bool {
    let own = |entry| matches!(entry, Entry::Own(_));
    p.kind == Kind::Institution
        && !scan.starting(p.span.start).iter().any(|h| h.end as usize >= p.span.end && own(h.entry))
        && scan.starting(p.span.start).iter().filter(|h| own(h.entry)).any(|first| {
            let rest = scan.starting(first.end as usize);
            rest.iter().any(|h| h.end as usize == p.span.end && own(h.entry))
        })
}

/// True for an institution that begins with where its deputies live: 住豫全国政协(委员), (在)黔全国人大(代表).
fn residence(scan: &Scan<'_>, p: &super::choose::Proposal) -> bool {
    let text = &scan.text[p.span];
    let after_verb = text.strip_prefix(VERBS).unwrap_or(text);
    let Some(body) = after_verb.strip_prefix(|c| place_of_initial(c).is_some()) else { return false };
    let own = |h: &Hit| h.end as usize == p.span.end && matches!(h.entry, Entry::Own(_));
    p.kind == Kind::Institution && scan.starting(p.span.end - body.len()).iter().any(own)
}

/// Measure words that count places and bodies of a sort.
const MEASURES: [&str; 9] = ["所", "座", "处", "家", "条", "个", "间", "公里", "余公里"];

/// True for a place or a body whose number follows and ends the clause: 某市新建学校3所， counts schools and names none.
/// What a dictionary has is a name all the same.
fn counted(scan: &Scan<'_>, p: &super::choose::Proposal) -> bool {
    let known = [Source::Gazetteer, Source::GazetteerName, Source::Own, Source::User, Source::Deixis];
    if !matches!(p.kind, Kind::Place | Kind::Institution) || known.iter().any(|s| p.has(*s)) {
        return false;
    }
    let behind = &scan.text[p.span.end..];
    let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral_char(c));
    let ends = |rest: &str| rest.chars().next().is_none_or(is_break);
    rest.len() < behind.len() && MEASURES.iter().any(|m| rest.strip_prefix(m).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::balanced;

    #[test]
    fn marks_without_their_partner_are_not_balanced() {
        assert!(balanced("某县“晨光宣讲团”") && balanced("某厂（集团）公司") && balanced("王(女)"));
        assert!(
            !balanced("某县“晨光宣讲团")
                && !balanced("晨光”宣讲团")
                && !balanced("《某报")
                && !balanced("“甲《乙”")
        );
    }
}
