//! What speaks for and against a proposal. A feature is a template with a value; [`TEMPLATES`] lists the templates as
//! they stand in `dicts/choice.tsv`.

mod kinds;

use super::proposal::{Kind, Proposal, Source};
use crate::lexicon::{Entry, InstitutionKind, Surname};
use crate::mention::institution::Form;
use crate::mention::locality::Division;
use crate::mention::name;
use crate::mention::scan::{Scan, is_break};
use crate::mention::slot;
use crate::span::Span;
use crate::tagger::Label;
use rustc_hash::FxHashMap;

/// How a template's values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As a whole number.
    Number,
    /// As one or two characters.
    Chars,
    /// As the name of a source, with a number behind it.
    Source,
}

/// The templates: name, how values are written, what they mean.
pub(super) const TEMPLATES: [(&str, Written, &str); 32] = [
    ("bias", Written::Number, "always there"),
    ("source", Written::Source, "what proposes the span; behind it how sure the tagger is, 0 none to 3"),
    ("margin", Written::Number, "the tagger's margin, 0 none, 1 to 4 below the best path, 5 to 10 on it"),
    (
        "tagger-over",
        Written::Number,
        "how a span of the tagger lies to this one: relation, label, sure or not",
    ),
    ("length", Written::Number, "characters, up to 12"),
    ("first", Written::Chars, "the first character"),
    ("last", Written::Chars, "the last character"),
    (
        "ending",
        Written::Chars,
        "the last two characters; of institutions where no post's title begins behind",
    ),
    ("before", Written::Chars, "the character before"),
    ("behind", Written::Chars, "the character behind"),
    ("word-before", Written::Number, "class of a word of the lexicon that ends before it"),
    ("word-behind", Written::Number, "class of a word of the lexicon that starts behind it"),
    (
        "cuts",
        Written::Number,
        "1 starts, 2 ends within a word; 4 within a longer word of the lexicon; 1024 and 2048: over a word's start, \
         within a place's name",
    ),
    (
        "again",
        Written::Number,
        "how often the tagger has the same span and kind elsewhere; 4 and more: how sure",
    ),
    ("printed", Written::Number, "how often the article prints it"),
    ("again-other", Written::Number, "how sure the tagger has it as another kind elsewhere"),
    ("longer", Written::Number, "how sure a longer proposal of its kind is; 10 same start, 20 same end"),
    ("shorter", Written::Number, "how sure a shorter proposal of its kind within it is; 10, 20 as above"),
    ("spelling", Written::Number, "cost of the name as spelt, in steps of 12, with the tagger's word"),
    ("surname", Written::Number, "kind of surname and number of characters"),
    ("level", Written::Number, "level of the place, with the sources' word"),
    ("weak", Written::Number, "1 weak name, 2 no full name, 4 place right before it, 8 right behind it"),
    ("form", Written::Number, "form of the institution, whether its division is known, whether it is named"),
    ("class", Written::Number, "ending of the institution's name: loose, joins"),
    ("home", Written::Number, "no home known: sources of the lexicon alone"),
    ("marks", Written::Number, "1 in 《》, 2 in “”, 3 between 、, 4 between brackets"),
    ("nested", Written::Number, "within an institution: at its start or not, and what that is"),
    ("nested-last", Written::Chars, "within an institution: the last character"),
    ("pair", Written::Number, "two sources together"),
    (
        "ending-of-post",
        Written::Chars,
        "institutions: the last two characters, where a post's title begins behind",
    ),
    ("near", Written::Number, "persons: another proposal of a person right before or behind the 、"),
    (
        "slot",
        Written::Number,
        "whether it fills the place of a name: a post before it, a mark or a verb behind it",
    ),
];

/// A feature: kind, template and value in one number.
pub(super) type Key = u64;

/// The key of a value of a template.
pub(super) fn key(kind: Kind, template: usize, value: u64) -> Key {
    (template as u64) << 56 | (kind as u64) << 48 | value & 0xffff_ffff_ffff
}

/// Template, kind and value of a key.
pub(super) fn parts(key: Key) -> (usize, usize, u64) {
    ((key >> 56) as usize, (key >> 48 & 0xff) as usize, key & 0xffff_ffff_ffff)
}

/// What an article as a whole says of a spelling.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// How often the tagger's best path has it, by kind.
    times: [u8; 3],
    /// The largest margin, by kind.
    margin: [f32; 3],
}

/// An article with its proposals, as features are read from it.
pub(super) struct Context<'s, 'a> {
    scan: &'s Scan<'a>,
    list: &'s [Proposal],
    evidence: FxHashMap<&'a str, Evidence>,
    printed: FxHashMap<&'a str, u8>,
    /// For each proposal the first that is not over where it, or the 、 before it, begins.
    first_near: Vec<u32>,
}

/// How sure the tagger is, in four steps.
fn sureness(margin: Option<f32>) -> u64 {
    match margin {
        None => 0,
        Some(m) if m < 0.0 => 1,
        Some(m) if m < 2.5 => 2,
        Some(_) => 3,
    }
}

fn margin_step(margin: Option<f32>) -> u64 {
    const STEPS: [f32; 9] = [-4.0, -2.0, -1.0, 0.0, 0.7, 1.5, 3.0, 5.0, 8.0];
    margin.map_or(0, |m| 1 + STEPS.iter().filter(|s| m >= **s).count() as u64)
}

impl<'s, 'a> Context<'s, 'a> {
    pub fn new(scan: &'s Scan<'a>, list: &'s [Proposal]) -> Context<'s, 'a> {
        let mut evidence: FxHashMap<&'a str, Evidence> = FxHashMap::default();
        let mut printed: FxHashMap<&'a str, u8> = FxHashMap::default();
        let mut last = Span::new(0, 0);
        for p in list {
            let text: &'a str = &scan.text[p.span];
            if p.span != last {
                let n = printed.entry(text).or_insert(0);
                *n = n.saturating_add(1);
                last = p.span;
            }
            if let Some(margin) = p.margin.filter(|m| *m >= 0.0) {
                let e = evidence.entry(text).or_default();
                e.times[p.kind as usize] = e.times[p.kind as usize].saturating_add(1);
                e.margin[p.kind as usize] = e.margin[p.kind as usize].max(margin);
            }
        }
        let mut first = 0;
        let first_near = list.iter().map(|p| {
            while list[first].span.end + PAUSE < p.span.start {
                first += 1;
            }
            first as u32
        });
        Context { scan, list, evidence, printed, first_near: first_near.collect() }
    }

    /// The features of proposal `i` as an outermost mention.
    pub fn features(&self, i: usize, add: &mut impl FnMut(Key)) {
        let p = &self.list[i];
        let mut put = |template: usize, value: u64| add(key(p.kind, template, value));
        put(0, 0);
        self.sources(p, &mut put);
        self.tagger(p, &mut put);
        self.characters(p, &mut put);
        self.words(p, &mut put);
        self.article(p, &mut put);
        self.rivals(i, &mut put);
        self.marks(p, &mut put);
        match p.kind {
            Kind::Person => self.person(i, &mut put),
            Kind::Place => self.place(i, &mut put),
            Kind::Institution => self.institution(p, &mut put),
        }
    }

    /// True where the title of a post begins behind an institution: 党委 is a body in 某大学党委召开会议, and belongs to
    /// the post in 某大学党委书记.
    fn is_before_post(&self, p: &Proposal) -> bool {
        let begins = |entry| matches!(entry, Entry::Head(_) | Entry::Part);
        p.kind == Kind::Institution && self.scan.starting(p.span.end).iter().any(|hit| begins(hit.entry))
    }

    /// The further features of proposal `i` within the institution `outer`.
    pub fn nested_features(&self, i: usize, outer: &Proposal, add: &mut impl FnMut(Key)) {
        let p = &self.list[i];
        let leads = u64::from(p.span.start == outer.span.start);
        let own = match outer.inst.map(|o| o.form) {
            Some(Form::Row(row)) => {
                1 + u64::from(self.scan.lexicon.institutions.rows[row as usize].kind == InstitutionKind::Own)
            }
            Some(_) => 3,
            None => 0,
        };
        let of = match (outer.inst.and_then(|o| o.of), outer.inst.map(|o| o.core)) {
            (Some(Division::Mention(_)), Some(core)) if p.span.end <= core => 2,
            (Some(_), _) => 1,
            _ => 0,
        };
        add(key(p.kind, 26, leads | own << 1 | of << 4));
        add(key(p.kind, 26, 1000 + leads + 2 * self.level(p)));
        add(key(p.kind, 27, self.char_value(self.scan.char_before(p.span.end))));
        let next = self.scan.char_at(p.span.end);
        add(key(p.kind, 27, self.char_value(next) << 21));
    }

    fn sources(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let sure = sureness(p.margin);
        for (source, _) in Source::ALL {
            if p.has(source) {
                put(1, (source as u64) << 8 | 9);
                put(1, (source as u64) << 8 | sure);
                if self.scan.input.home.is_none() {
                    put(24, (source as u64) << 2 | sure.min(1));
                }
            }
        }
        if p.sources == 0 {
            put(1, 99 << 8 | sure);
        }
        put(28, u64::from(p.sources) << 2 | sure);
    }

    fn tagger(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        put(2, margin_step(p.margin));
        if p.margin.is_some_and(|m| m >= 0.0) {
            return;
        }
        let tags = self.scan.input.tags;
        let from = tags.partition_point(|t| t.span.end <= p.span.start);
        let mut any = false;
        for tag in tags[from..].iter().take_while(|t| t.span.start < p.span.end).take(3) {
            any = true;
            let (a, b) = (p.span, tag.span);
            let relation = match () {
                _ if a == b => 1,
                _ if a.contains(b) && a.start == b.start => 2,
                _ if a.contains(b) && a.end == b.end => 3,
                _ if a.contains(b) => 4,
                _ if b.contains(a) && a.start == b.start => 5,
                _ if b.contains(a) && a.end == b.end => 6,
                _ if b.contains(a) => 7,
                _ => 8,
            };
            let label = match tag.label {
                Label::Person => 0,
                Label::Place => 1,
                Label::Institution => 2,
            };
            put(3, relation << 4 | label << 2 | u64::from(tag.margin >= 2.5));
        }
        if !any {
            put(3, u64::from(self.scan.tagged()) << 12);
        }
    }

    fn char_value(&self, c: Option<char>) -> u64 {
        match c {
            Some(c) if c.is_whitespace() => u64::from(u32::from(' ')),
            Some(c) if c.is_ascii_digit() => u64::from(u32::from('0')),
            Some(c) if c.is_ascii_alphabetic() => u64::from(u32::from('a')),
            Some(c) => u64::from(u32::from(c)),
            None => u64::from(u32::from(' ')),
        }
    }

    fn characters(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let text = &self.scan.text[p.span];
        let n = text.chars().count() as u64;
        put(4, n.min(12));
        let mut back = text.chars().rev();
        let (last, second) = (back.next(), back.next());
        put(6, self.char_value(last));
        if p.kind != Kind::Person {
            put(5, self.char_value(text.chars().next()));
            let template = if self.is_before_post(p) { 29 } else { 7 };
            put(template, self.char_value(second) << 21 | self.char_value(last));
        }
        put(8, self.char_value(self.scan.char_before(p.span.start)));
        put(9, self.char_value(self.scan.char_at(p.span.end)));
    }

    /// The class of a word of the lexicon as what stands beside a name.
    fn word_class(entry: Entry) -> Option<u64> {
        Some(match entry {
            Entry::Place(_) => 1,
            Entry::Of { .. } => 2,
            Entry::Own(_) => 3,
            Entry::Suffix(_) => 4,
            Entry::Head(_) => 5,
            Entry::Part => 6,
            Entry::Former => 7,
            Entry::Time => 8,
            Entry::Label => 9,
            Entry::Address => 10,
            Entry::Reporter => 11,
            Entry::Not => 12,
            Entry::Stop => 13,
            Entry::After => 14,
            Entry::Local => 15,
            Entry::Zone => 16,
            Entry::Before(_) | Entry::Person(_) | Entry::Initial => return None,
        })
    }

    fn words(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let mut seen = 0u64;
        for hit in self.scan.ending(p.span.start) {
            if let Some(class) = Self::word_class(hit.entry).filter(|c| seen & 1 << c == 0) {
                seen |= 1 << class;
                put(10, class);
            }
        }
        put(10, 64 + u64::from(seen == 0));
        seen = 0;
        for hit in self.scan.starting(p.span.end) {
            let long = u64::from((hit.end - hit.start) > 3);
            if let Some(class) =
                Self::word_class(hit.entry).map(|c| c << 1 | long).filter(|c| seen & 1 << c == 0)
            {
                seen |= 1 << class;
                put(11, class);
            }
        }
        put(11, 64 + u64::from(seen == 0));
        let word = |at: usize| u64::from(self.scan.in_word(at));
        let held = u64::from(self.scan.held(p.span)) << 2;
        put(12, word(p.span.start) | word(p.span.end) << 1 | held | sureness(p.margin) << 4);
        if self.scan.crossed(p.span) {
            put(12, 1 << 10 | sureness(p.margin));
        }
        if self.scan.within_place(p.span) {
            put(12, 1 << 11 | sureness(p.margin));
        }
    }

    fn article(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let text = &self.scan.text[p.span];
        let sure = sureness(p.margin);
        let kind = p.kind as usize;
        let e = self.evidence.get(text).copied().unwrap_or_default();
        let own = u8::from(p.margin.is_some_and(|m| m >= 0.0));
        let times = u64::from((e.times[kind] - own.min(e.times[kind])).min(3));
        put(13, times | u64::from(own) << 3);
        put(13, 16 + margin_step((e.times[kind] > 0).then_some(e.margin[kind])) * 4 + sure);
        let printed = self.printed.get(text).copied().unwrap_or(1);
        put(14, u64::from(printed.min(5)) * 4 + sure);
        let other =
            (0..3).filter(|k| *k != kind && e.times[*k] > 0).map(|k| e.margin[k]).fold(f32::NAN, f32::max);
        if !other.is_nan() {
            put(15, margin_step(Some(other)) * 4 + sure);
        }
    }

    /// The longer and the shorter proposals of its kind that share its start or its end.
    fn rivals(&self, i: usize, put: &mut impl FnMut(usize, u64)) {
        let p = &self.list[i];
        let sure = sureness(p.margin);
        let (mut longer, mut shorter) = ([None::<f32>; 3], [None::<f32>; 3]);
        for other in self.near(i).take_while(|o| o.span.start < p.span.end) {
            if other.kind != p.kind || other.span == p.span || !other.span.overlaps(p.span) {
                continue;
            }
            let side = if other.span.start == p.span.start {
                0
            } else if other.span.end == p.span.end {
                1
            } else {
                2
            };
            let list = if other.span.contains(p.span) {
                &mut longer
            } else if p.span.contains(other.span) {
                &mut shorter
            } else {
                continue;
            };
            let value = other.margin.unwrap_or(if other.sources != 0 { -9.0 } else { -12.0 });
            list[side] = Some(list[side].map_or(value, |v| v.max(value)));
        }
        for (template, list) in [(16, longer), (17, shorter)] {
            for (side, value) in list.iter().enumerate() {
                if let Some(value) = value {
                    put(template, side as u64 * 40 + margin_step(Some(*value)) * 4 + sure);
                }
            }
        }
    }

    /// The proposals from the first that may overlap or touch proposal `i`.
    fn near(&self, i: usize) -> impl Iterator<Item = &'s Proposal> {
        self.list[self.first_near[i] as usize..].iter()
    }

    /// Those before proposal `i` that end at byte `at`, no further before it than a 、.
    fn ending(&self, i: usize, at: usize) -> impl Iterator<Item = &'s Proposal> {
        let start = self.list[i].span.start;
        self.near(i).take_while(move |o| o.span.start < start).filter(move |o| o.span.end == at)
    }

    /// Those that start at byte `at`.
    fn starting(&self, at: usize) -> impl Iterator<Item = &'s Proposal> {
        let first = self.list.partition_point(|o| o.span.start < at);
        self.list[first..].iter().take_while(move |o| o.span.start == at)
    }

    fn marks(&self, p: &Proposal, put: &mut impl FnMut(usize, u64)) {
        let (before, behind) = (self.scan.char_before(p.span.start), self.scan.char_at(p.span.end));
        let value = match (before, behind) {
            (Some('《'), Some('》')) => 1,
            (Some('“'), Some('”')) => 2,
            (Some('、'), Some('、')) => 3,
            (Some('（' | '('), Some('）' | ')')) => 4,
            (Some('、'), _) => 5,
            (_, Some('、')) => 6,
            (b, a) => 7 + u64::from(b.is_none_or(is_break)) + 2 * u64::from(a.is_none_or(is_break)),
        };
        put(25, value * 4 + sureness(p.margin));
    }
}

/// The length of 、 in bytes.
const PAUSE: usize = '、'.len_utf8();
