//! Persons: bylines, names beside posts, the tagger's, and later bare
//! mentions of all of them.
//!
//! ```text
//! LIST  := NAME PAREN? (SEP NAME PAREN?)*       方玉霞、魏宁(女) 苏立恒
//! SEP   := 、 | space | 和 | 与 | 及 | nothing before 通讯员
//! PAREN := ( han{1,6} )
//! ```

use super::name::{self, Name};
use super::place::PlaceMention;
use super::scan::{FIRM, Scan, is_break};
use super::slot;
use super::title::{Kind, Unit, anchored};
use crate::entity::SURNAME;
use crate::lexicon::{Entry, RuleWord};
use crate::record::PersonRole;
use crate::span::Span;
use crate::tagger::Label;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A person of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct PersonMention {
    pub span: Span,
    pub role: PersonRole,
    pub source: PersonSource,
    pub rule: &'static str,
    /// True for all that stands between a post and a mark or a verb.
    pub fills: bool,
}

impl PersonMention {
    pub fn new(span: Span, role: PersonRole, source: PersonSource, rule: &'static str) -> PersonMention {
        PersonMention { span, role, source, rule, fills: false }
    }
}

/// What finds a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PersonSource {
    Byline,
    User,
    /// A surname before what one is called by.
    Surname,
    /// After a post whose institution is known.
    Post,
    /// After another post.
    Title,
    Label,
    Reporter,
    Cue,
    Counted,
    BeforeTitle,
    Listed,
    Repeated,
    Tagger,
}

/// Which persons hold the chain of posts that ends with a unit.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// The chain's first and last unit.
    pub units: (usize, usize),
    /// The names' spans.
    pub names: Vec<Span>,
    pub rule: &'static str,
}

/// How sure a name has to be, by what stands before it.
fn limit(unit: &Unit, scan: &Scan<'_>) -> i32 {
    match unit.kind {
        Kind::Reporter => -15,
        _ if unit.shares => 0,
        Kind::Label => -35,
        Kind::Post if anchored(unit) => 0,
        Kind::Post if RuleWord::LoosePost.is(&scan.text[unit.span]) => -40,
        Kind::Post => -25,
    }
}

/// All that could be persons of an article, by each of their sources.
pub(super) fn find(scan: &Scan<'_>, units: &[Unit], places: &[PlaceMention]) -> Vec<PersonMention> {
    let mut out = Persons::default();
    for byline in scan.input.names {
        // 索朗罗布 by itself might be two names.
        let whole = scan
            .tag_over(byline.span)
            .filter(|t| t.label == Label::Person && t.margin >= FIRM && t.span.contains(byline.span));
        let span = whole.map_or(byline.span, |t| t.span);
        out.push(PersonMention::new(span, byline.role, PersonSource::Byline, byline.rule));
    }
    for hit in scan.hits() {
        if let Entry::Person(_) = hit.entry {
            let span = Span::new(hit.start as usize, hit.end as usize);
            out.push(PersonMention::new(span, PersonRole::Other, PersonSource::User, "person/user"));
        }
    }
    super::address::find(scan, units, &mut out);
    titled(scan, units, &mut out);
    cued(scan, &mut out, places);
    let sure = Sure::of(scan, &out);
    for tag in scan.input.tags.iter().filter(|t| t.label == Label::Person) {
        if is_place(scan, tag.span, places) {
            continue;
        }
        let span = name::whole(scan, agree(scan, tag.span, &sure));
        let alone = scan.text[span].chars().nth(1).is_none();
        let rule = if alone { SURNAME } else { "tagger" };
        out.push(PersonMention::new(span, PersonRole::Other, PersonSource::Tagger, rule));
    }
    super::listed::find(scan, &mut out);
    super::notice::find(scan, &mut out);
    counted(scan, &mut out);
    trailing(scan, units, &mut out);
    repeated(scan, &mut out);
    out.all
}

/// Persons by where they start, of which none overlaps another, and all that were found.
#[derive(Default)]
pub(super) struct Persons {
    kept: BTreeMap<usize, PersonMention>,
    all: Vec<PersonMention>,
}

impl Persons {
    /// Adds `person` unless one stands there already.
    pub(super) fn push(&mut self, person: PersonMention) {
        self.all.push(person);
        let before = self.kept.range(..person.span.end).next_back();
        if before.is_none_or(|(_, p)| p.span.end <= person.span.start) {
            self.kept.insert(person.span.start, person);
        }
    }

    /// Adds `person` in place of those that it overlaps.
    pub(super) fn replace(&mut self, person: PersonMention) {
        self.all.push(person);
        while let Some((&start, _)) =
            self.kept.range(..person.span.end).next_back().filter(|(_, p)| p.span.end > person.span.start)
        {
            self.kept.remove(&start);
        }
        self.kept.insert(person.span.start, person);
    }

    /// The person that starts at byte `at`.
    pub(super) fn at(&self, at: usize) -> Option<Span> {
        self.kept.get(&at).map(|p| p.span)
    }

    /// The person that ends at byte `at`.
    fn ending(&self, at: usize) -> Option<Span> {
        self.kept.range(..at).next_back().map(|(_, p)| p.span).filter(|s| s.end == at)
    }
}

/// The names of two characters and more that are sure so far.
struct Sure<'a> {
    names: FxHashSet<&'a str>,
    /// Bytes of the longest.
    longest: usize,
}

impl<'a> Sure<'a> {
    fn of(scan: &Scan<'a>, persons: &Persons) -> Sure<'a> {
        let names = persons.kept.values().map(|p| &scan.text[p.span]);
        let names: FxHashSet<&str> = names.filter(|t| t.chars().count() >= 2).collect();
        let longest = names.iter().map(|n| n.len()).max().unwrap_or(0);
        Sure { names, longest }
    }

    /// The longest of the names that `text` starts with.
    fn leading(&self, text: &str) -> Option<&'a str> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends = ends.take_while(|&end| end <= self.longest);
        ends.filter_map(|end| self.names.get(&text[..end]).copied()).last()
    }
}

/// The tagger's span set right by a name that is sure elsewhere: 薛衡以 is
/// 薛衡, 何朗 is 何朗丰.
fn agree(scan: &Scan<'_>, span: Span, sure: &Sure<'_>) -> Span {
    match sure.leading(&scan.text[span.start..]) {
        Some(known) => Span::new(span.start, span.start + known.len()),
        None => span,
    }
}

/// True when the article names the place in full: 黄石 beside 黄石市.
fn is_place(scan: &Scan<'_>, span: Span, places: &[PlaceMention]) -> bool {
    let from = places.partition_point(|p| p.span.end <= span.start);
    let Some(place) = places.get(from).filter(|p| p.span.start == span.start && p.span.end >= span.end)
    else {
        return false;
    };
    let Some(row) = place.row else { return false };
    let name = &scan.lexicon.places.rows[row as usize].name;
    place.span.end > span.end
        || scan.text[span] == **name
        || places.iter().any(|p| p.row == Some(row) && scan.text[p.span] == **name)
}

/// Names after posts.
fn titled(scan: &Scan<'_>, units: &[Unit], out: &mut Persons) {
    for (i, unit) in units.iter().enumerate() {
        let next = units.get(i + 1).map_or(usize::MAX, |u| u.start);
        let names = list(scan, unit, next);
        let (role, source) = match unit.kind {
            Kind::Post if anchored(unit) || unit.shares => (PersonRole::Official, PersonSource::Post),
            // 政协委员、企业家方禾: the post before it is hers.
            Kind::Label if unit.shares => (PersonRole::Official, PersonSource::Post),
            Kind::Post => (PersonRole::Official, PersonSource::Title),
            Kind::Label => (PersonRole::Other, PersonSource::Label),
            Kind::Reporter if scan.text[unit.span].contains("通讯员") => {
                (PersonRole::Correspondent, PersonSource::Reporter)
            }
            Kind::Reporter if scan.text[unit.span].contains("摄影") => {
                (PersonRole::Photographer, PersonSource::Reporter)
            }
            Kind::Reporter => (PersonRole::Reporter, PersonSource::Reporter),
        };
        let rule = if names.len() > 1 { "person/title-list" } else { "person/title" };
        let person = |span: Span| {
            let fills = unit.kind == Kind::Post && slot::close(scan, span.end).is_some();
            PersonMention { span, role, source, rule, fills }
        };
        for name in &names {
            out.push(person(*name));
            if unit.kind == Kind::Post || unit.shares {
                let others = slot::other_ends(scan, *name);
                out.all.extend(others.map(person));
            }
        }
    }
}

/// The names right after a unit.
fn list(scan: &Scan<'_>, unit: &Unit, next: usize) -> Vec<Span> {
    let mut names = Vec::new();
    let mut at = skip(scan, unit);
    let mut limit = limit(unit, scan);
    if scan.text[unit.span.end..at].contains(['：', ':']) {
        limit = 0;
    }
    // 作为镇党委书记的张三
    if unit.kind == Kind::Post && scan.text[at..].starts_with('的') {
        at += "的".len();
        limit = -70;
    }
    while let Some(span) = next_name(scan, unit, at, next, limit, names.is_empty()) {
        let span = name::whole(scan, span);
        names.push(span);
        let end = paren(scan, span.end);
        match separator(scan, end, unit.kind) {
            Some(after) => at = after,
            None => break,
        }
    }
    names
}

/// The name at byte `at` after a post, before the unit that starts at `next`.
fn next_name(scan: &Scan<'_>, unit: &Unit, at: usize, next: usize, limit: i32, first: bool) -> Option<Span> {
    let fits = |span: Span| span.start < next && span.end <= next.max(span.start);
    let name = name::at(scan, at, limit.max(-10)).filter(|n| fits(n.span));
    // The first of a list may be less sure: what follows are names too.
    let limit = if first { limit } else { -10 };
    let sure = name.filter(|n| n.cost <= limit || first && lists(scan, n.span.end));
    let Some(name) = sure else {
        let slot = slot::word(scan, at).or_else(|| slot::stretch(scan, at));
        let slot = slot.filter(|s| (unit.kind == Kind::Post || unit.shares) && fits(*s));
        return slot.filter(|_| scan.char_before(at) != Some('的'));
    };
    match scan.sure_tail(name.span) {
        // 记者去阿拉木图: what follows is a place.
        Some(tag) if tag.label != Label::Person => None,
        // 记者问阿拉法特: the name starts later.
        Some(tag) => Some(tag.span),
        None => Some(name.span),
    }
}

/// True when 、 and another name stand at byte `at`.
fn lists(scan: &Scan<'_>, at: usize) -> bool {
    scan.text[at..].starts_with('、') && name::at(scan, at + "、".len(), -10).is_some()
}

/// Over what may stand between a post and a name: spaces; after 记者 a mark too.
pub(super) fn skip(scan: &Scan<'_>, unit: &Unit) -> usize {
    let (at, kind) = (unit.span.end, unit.kind);
    let marks: &[char] =
        if kind == Kind::Reporter { &['：', ':', '/', '／'] } else { &['：', ':', '丨', '|'] };
    // 副市长（挂职）黎明
    let at = if kind == Kind::Post { remark(scan, at) } else { at };
    let closed = unit.shares && matches!(scan.char_before(unit.start), Some('（' | '('));
    let at = if closed { at + scan.char_at(at).map_or(0, char::len_utf8) } else { at };
    let rest = &scan.text[at..];
    let trimmed = rest.trim_start_matches(|c| is_gap(c) || marks.contains(&c));
    if rest.len() - trimmed.len() > 9 { at } else { at + rest.len() - trimmed.len() }
}

/// True for blanks within a line, those of no width too.
fn is_gap(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Over what a bracket right behind a post says of it: （挂职）, （主持工作）, （正县级）.
fn remark(scan: &Scan<'_>, at: usize) -> usize {
    let end = paren(scan, at);
    if RuleWord::PostRemark.is_in(&scan.text[at..end]) { end } else { at }
}

/// Over (女), （回族） after a name.
pub(super) fn paren(scan: &Scan<'_>, at: usize) -> usize {
    let rest = &scan.text[at..];
    let Some(open) = rest.chars().next().filter(|c| matches!(c, '(' | '（')) else { return at };
    let inner = &rest[open.len_utf8()..];
    match inner.char_indices().take(7).find(|(_, c)| matches!(c, ')' | '）')) {
        Some((p, c)) => at + open.len_utf8() + p + c.len_utf8(),
        None => at,
    }
}

/// Where the next name of a list may start after byte `at`.
pub(super) fn separator(scan: &Scan<'_>, at: usize, kind: Kind) -> Option<usize> {
    let rest = &scan.text[at..];
    let c = rest.chars().next()?;
    match c {
        '、' | '､' | ' ' | '\u{3000}' => {
            let trimmed = rest.trim_start_matches(['、', '､', ' ', '\u{3000}']);
            Some(at + rest.len() - trimmed.len()).filter(|&n| n - at <= 9)
        }
        '和' | '与' | '及' | '，' | ',' if kind == Kind::Reporter || c != '，' && c != ',' => {
            Some(at + c.len_utf8())
        }
        _ => None,
    }
}

/// Names at a line's or a sentence's start before a word that follows names.
fn cued(scan: &Scan<'_>, out: &mut Persons, places: &[PlaceMention]) {
    for sentence in scan.input.sentences {
        let head = &scan.text[sentence.start..sentence.end];
        let blank = if head.len() < 150 { head.find([' ', '\u{3000}']) } else { None };
        let behind = blank.and_then(|p| Some(sentence.start + p + head[p..].chars().next()?.len_utf8()));
        for at in [sentence.start].into_iter().chain(behind) {
            let Some(name) = name::at(scan, at, -30).filter(|n| n.span.end <= sentence.end) else { continue };
            let cue =
                scan.starting(name.span.end).iter().any(|h| {
                    matches!(h.entry, Entry::After | Entry::Time) && h.end as usize - name.span.end > 3
                }) || scan.text[name.span.end..].starts_with('对');
            let next = places.partition_point(|p| p.span.start < at);
            let place = places.get(next).is_some_and(|p| p.span.start == at);
            if cue && !place {
                out.push(PersonMention::new(name.span, PersonRole::Other, PersonSource::Cue, "person/cue"));
            }
        }
    }
}

/// A name before a count of persons: 公布市胜祥等51名志愿者.
fn counted(scan: &Scan<'_>, out: &mut Persons) {
    for (at, word) in scan.text.match_indices('等') {
        let rest = &scan.text[at + word.len()..];
        let number =
            rest.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十百千两余多".contains(c));
        let counted = number.len() < rest.len() && number.starts_with(['名', '位', '人']);
        if !counted {
            continue;
        }
        // After a word of naming the place of the name is sure, and any surname will do.
        let named = |start: usize| RuleWord::NamesPersons.ends(&scan.text[..start]).is_some();
        let name = name::before(scan, at, 60).filter(|n| n.cost < -5 || named(n.span.start));
        if let Some(name) = name {
            out.push(PersonMention::new(
                name.span,
                PersonRole::Other,
                PersonSource::Counted,
                "person/counted",
            ));
        }
    }
}

/// Names before posts: 习近平总书记, 张三同志.
fn trailing(scan: &Scan<'_>, units: &[Unit], out: &mut Persons) {
    for unit in units {
        if unit.kind == Kind::Reporter || unit.start != unit.span.start || unit.joined {
            continue;
        }
        let at = unit.start;
        let name = out.ending(at).or_else(|| {
            let great = RuleWord::GreatPost.is(&scan.text[unit.span]);
            name::before(scan, at, if great { -20 } else { -60 }).map(|n: Name| n.span)
        });
        if let Some(span) = name {
            out.push(PersonMention::new(
                span,
                PersonRole::Other,
                PersonSource::BeforeTitle,
                "person/before-title",
            ));
        }
    }
}

/// Finds every name of the article again where it stands bare.
fn repeated(scan: &Scan<'_>, out: &mut Persons) {
    let mut names: Vec<(&str, PersonRole)> = Vec::new();
    let mut seen = FxHashSet::default();
    for person in out.kept.values() {
        let text = &scan.text[person.span];
        let long = text.chars().count() >= 2 && !text.contains([' ', '\u{3000}']);
        if long && seen.insert(text) {
            names.push((text, person.role));
        }
    }
    // Longer names first: 王建 is not looked for inside 王建国.
    names.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
    for (text, role) in names.into_iter().take(200) {
        for at in memchr::memmem::find_iter(scan.text.as_bytes(), text) {
            let span = Span::new(at, at + text.len());
            if text.chars().count() == 2 && !ends(scan, span) {
                continue;
            }
            // 马列主义, 邓小平理论
            if RuleWord::Doctrine.begins(&scan.text[span.end..]).is_some() {
                continue;
            }
            out.push(PersonMention::new(span, role, PersonSource::Repeated, "person/repeated"));
        }
    }
}

/// True when a name of two characters ends where it seems to: the next one
/// does not make another name of three.
fn ends(scan: &Scan<'_>, span: Span) -> bool {
    let Some(next) = scan.char_at(span.end).filter(|&c| !is_break(c)) else { return true };
    let spelling = scan.lexicon.names.spelling(next);
    let cue = scan.any_at(span.end, |e| {
        matches!(e, Entry::After | Entry::Head(_) | Entry::Label | Entry::Stop | Entry::Suffix(_))
    });
    cue || i32::from(spelling.after) <= i32::from(spelling.second) + 10
}

#[cfg(test)]
mod tests {
    use super::is_gap;

    #[test]
    fn blanks_of_no_width_are_gaps_and_line_breaks_are_not() {
        assert!(['\u{a0}', '\u{2003}', '\u{200b}', '\u{feff}', ' '].into_iter().all(is_gap));
        assert!(!is_gap('\n'));
    }
}
