//! What the lines above an article are likely to be: weights of
//! `dicts/headline.tsv`, summed over the features of each line in its role.
//!
//! The weights are tenths of a nat of a log-linear model over the ways to
//! read the lines above an article, fitted to headlines of pages whose roles
//! are known; `headline_train.rs` fits them on to further headlines. A feature
//! without a row weighs nothing.
//!
//! | feature | value |
//! |---|---|
//! | `length` | characters, the column's tag aside, up to the value |
//! | `mark` | a mark and where it stands: `dash-first`, `colon-last`, `tag` |
//! | `ending` | the last two characters, marks aside |
//! | `body`, `start` | how many of the line's character pairs stand in the body, in its first words: 0 none to 5 most; for two lines, which has more |
//! | `longer` | for two lines, by how many threes of characters the first is longer |
//! | `shared` | for two lines, how many pairs they share |
//! | `gap` | whether a blank line stands between |

use super::headline_marks::marks;
use crate::error::Result;
use crate::lexicon::table::{Row, TableKind, embedded_rows};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let model = Model::read(embedded_rows(TableKind::Headline));
    model.expect("the embedded tables are read by every test")
});

/// The roles of one line and of two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    Layout,
    Kicker,
    Title,
    Subtitle,
    Loose,
    KickerTitle,
    TitleSubtitle,
    LooseNext,
}

const ROLES: [&str; 8] =
    ["layout", "kicker", "title", "subtitle", "loose", "kicker+title", "title+subtitle", "loose+next"];
const LENGTHS: [&str; 14] =
    ["4", "6", "8", "10", "12", "14", "16", "18", "20", "23", "26", "30", "40", "more"];
const LENGTH_ENDS: [u32; 13] = [4, 6, 8, 10, 12, 14, 16, 18, 20, 23, 26, 30, 40];
const MARKS: [&str; 20] = [
    "tag",
    "dash-first",
    "dash-last",
    "colon-last",
    "bang-last",
    "stop-last",
    "quote-last",
    "book-last",
    "number-last",
    "quote-first",
    "quote-inside",
    "space",
    "comma",
    "pause",
    "semicolon",
    "digit",
    "colon-inside",
    "dash-inside",
    "attends",
    "",
];
const SHARES: [&str; 6] = ["0", "1", "2", "3", "4", "5"];
const COMPARED: [&str; 3] = ["less", "same", "more"];
const LONGER: [&str; 11] = ["-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5"];
const LINES: [&str; 4] = ["title", "subtitle", "kicker", "both"];

/// One feature of a line, of two lines or of an arrangement: its value by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Feature {
    Lines(usize),
    Loose(usize),
    Gap(usize),
    Length(usize),
    Mark(usize),
    Body(usize),
    Start(usize),
    ComparedBody(usize),
    ComparedStart(usize),
    Longer(usize),
    Shared(usize),
    Ending([char; 2]),
}

impl Feature {
    /// Its feature and value as `dicts/headline.tsv` has them.
    pub fn cells(self) -> (&'static str, String) {
        let (feature, values, at): (_, &[&str], usize) = match self {
            Feature::Lines(at) => ("lines", &LINES, at),
            Feature::Loose(at) => ("loose", &SHARES, at),
            Feature::Gap(at) => ("gap", &SHARES, at),
            Feature::Length(at) => ("length", &LENGTHS, at),
            Feature::Mark(at) => ("mark", &MARKS, at),
            Feature::Body(at) => ("body", &SHARES, at),
            Feature::Start(at) => ("start", &SHARES, at),
            Feature::ComparedBody(at) => ("body", &COMPARED, at),
            Feature::ComparedStart(at) => ("start", &COMPARED, at),
            Feature::Longer(at) => ("longer", &LONGER, at),
            Feature::Shared(at) => ("shared", &SHARES, at),
            Feature::Ending(chars) => return ("ending", chars.iter().collect()),
        };
        (feature, values[at].to_owned())
    }
}

impl Role {
    /// Its name in `dicts/headline.tsv`.
    pub fn name(self) -> &'static str {
        ROLES[self as usize]
    }
}

/// The embedded weight of a feature in a role.
pub(super) fn embedded_weight(role: Role, feature: Feature) -> i32 {
    MODEL.0[role as usize].of(feature)
}

/// The weights of one role.
#[derive(Clone, Debug, Default)]
struct Weights {
    length: [i32; 14],
    mark: [i32; 20],
    body: [i32; 6],
    start: [i32; 6],
    compared_body: [i32; 3],
    compared_start: [i32; 3],
    longer: [i32; 11],
    shared: [i32; 4],
    gap: [i32; 2],
    lines: [i32; 4],
    loose: [i32; 4],
    /// Sorted by ending.
    ending: Vec<([char; 2], i32)>,
}

struct Model(Vec<Weights>);

impl Model {
    /// Reads rows of `dicts/headline.tsv`.
    ///
    /// # Errors
    /// When a row is of no role or feature, or has a value that its feature
    /// does not take; the message names the line and what was expected.
    fn read<'a>(rows: impl Iterator<Item = Row<'a>>) -> Result<Model> {
        let mut roles = vec![Weights::default(); ROLES.len()];
        for row in rows {
            let role = place(&ROLES, row.cell("role"));
            let role = role.ok_or_else(|| row.expected("role", &one_of(&ROLES)))?;
            roles[role].set(&row)?;
        }
        roles.iter_mut().for_each(|w| w.ending.sort_unstable());
        Ok(Model(roles))
    }
}

fn place(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|n| *n == name)
}

/// What an error says was expected where only these names may stand.
fn one_of(names: &[&str]) -> String {
    let named: Vec<&str> = names.iter().copied().filter(|n| !n.is_empty()).collect();
    format!("one of {}", named.join(", "))
}

impl Weights {
    #[inline(always)]
    fn of(&self, feature: Feature) -> i32 {
        match feature {
            Feature::Lines(at) => self.lines[at],
            Feature::Loose(at) => self.loose[at],
            Feature::Gap(at) => self.gap[at],
            Feature::Length(at) => self.length[at],
            Feature::Mark(at) => self.mark[at],
            Feature::Body(at) => self.body[at],
            Feature::Start(at) => self.start[at],
            Feature::ComparedBody(at) => self.compared_body[at],
            Feature::ComparedStart(at) => self.compared_start[at],
            Feature::Longer(at) => self.longer[at],
            Feature::Shared(at) => self.shared[at],
            Feature::Ending(chars) => {
                self.ending.binary_search_by_key(&chars, |x| x.0).map_or(0, |at| self.ending[at].1)
            }
        }
    }

    fn set(&mut self, row: &Row<'_>) -> Result<()> {
        let (feature, value, weight) = (row.cell("feature"), row.cell("value"), row.number("weight")?);
        let (list, names): (&mut [i32], &[&str]) = match (feature, place(&COMPARED, value)) {
            ("body", Some(_)) => (&mut self.compared_body, &COMPARED),
            ("start", Some(_)) => (&mut self.compared_start, &COMPARED),
            ("body", _) => (&mut self.body, &SHARES),
            ("start", _) => (&mut self.start, &SHARES),
            ("length", _) => (&mut self.length, &LENGTHS),
            ("mark", _) => (&mut self.mark, &MARKS),
            ("longer", _) => (&mut self.longer, &LONGER),
            ("shared", _) => (&mut self.shared, &SHARES[..4]),
            ("gap", _) => (&mut self.gap, &SHARES[..2]),
            ("lines", _) => (&mut self.lines, &LINES),
            ("loose", _) => (&mut self.loose, &SHARES[..4]),
            ("ending", _) => {
                let chars: Vec<char> = value.chars().collect();
                let ending = chars.try_into().map_err(|_| row.expected("value", "two characters"))?;
                self.ending.push((ending, weight));
                return Ok(());
            }
            _ => {
                return Err(
                    row.expected("feature", "one of those at the head of src/issue/headline_model.rs")
                );
            }
        };
        let at = place(names, value).ok_or_else(|| row.expected("value", &one_of(names)))?;
        list[at] = weight;
        Ok(())
    }
}

type Pair = (char, char);

/// True for what words are written with: no mark, no white space.
#[inline(always)]
fn is_plain(c: char) -> bool {
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return true;
    }
    let mark = matches!(c, '，' | '“' | '”' | '、' | '。' | '：' | '；' | '！' | '？' | '（' | '）')
        || matches!(c, ',' | ':' | ';' | '!' | '?' | '(' | ')');
    !mark && !c.is_whitespace()
}

/// The pairs of neighbouring characters of a text, without marks.
fn pairs(text: &str) -> impl Iterator<Item = Pair> {
    let mut last = None;
    text.chars().filter_map(move |c| {
        let this = is_plain(c).then_some(c);
        let before = std::mem::replace(&mut last, this);
        before.zip(this)
    })
}

/// The pairs of the beginning of a text, to ask for one by one.
pub(super) struct Body {
    /// A table with room between its entries: hashes of pairs, each at the
    /// place it says or the next free one; 0 is free. The lowest bit marks
    /// what stands in the text's first words.
    slots: [u32; 1024],
}

impl Body {
    /// How much of the text is compared, in bytes.
    const LENGTH: usize = 1200;
    /// How much of it is its first words.
    const START: usize = 135;

    pub fn of(text: &str) -> Body {
        let mut body = Body { slots: [0; 1024] };
        let head = crate::page::head(text, Body::LENGTH);
        let (start, rest) = head.split_at(crate::page::head(head, Body::START).len());
        let before = body.add_all(start, None, 1);
        body.add_all(rest, before, 0);
        body
    }

    /// Adds the pairs of `text`, which follows `before`; gives its last
    /// character, if that may begin a pair.
    fn add_all(&mut self, text: &str, mut before: Option<char>, start: u32) -> Option<char> {
        for c in text.chars() {
            let this = is_plain(c).then_some(c);
            if let (Some(a), Some(b)) = (before, this) {
                self.add((a, b), start);
            }
            before = this;
        }
        before
    }

    /// Where the pair stands or would, and its hash.
    #[inline(always)]
    fn slot(&self, pair: Pair) -> (usize, u32) {
        let key = (pair.0 as u32).wrapping_mul(0x9E37_79B1) ^ (pair.1 as u32).wrapping_mul(0x85EB_CA6B);
        let hash = (key | 2) & !1;
        let mut at = (key >> 16) as usize % self.slots.len();
        while self.slots[at] != 0 && self.slots[at] & !1 != hash {
            at = (at + 1) % self.slots.len();
        }
        (at, hash)
    }

    fn add(&mut self, pair: Pair, start: u32) {
        let (at, hash) = self.slot(pair);
        if self.slots[at] == 0 {
            self.slots[at] = hash | start;
        }
    }

    /// Whether the pair stands in the text, and in its first words.
    fn find(&self, pair: Pair) -> (bool, bool) {
        let found = self.slots[self.slot(pair).0];
        (found != 0, found & 1 == 1)
    }

    /// How much of `pairs` stands in the text and in its first words, 0
    /// nothing to 5 most.
    fn shares(&self, pairs: &[Pair]) -> (usize, usize) {
        let (mut all, mut start) = (0, 0);
        for p in pairs {
            let found = self.find(*p);
            all += usize::from(found.0);
            start += usize::from(found.1);
        }
        (part(all, pairs.len()), part(start, pairs.len()))
    }
}

/// Which part of `all` `n` is, 0 nothing to 5 most.
fn part(n: usize, all: usize) -> usize {
    [1, 12, 25, 40, 60].iter().filter(|p| n * 100 >= **p * all.max(1) && n > 0).count()
}

/// A line with its features.
pub(super) struct Features {
    length: u32,
    marks: [bool; 20],
    ending: Option<[char; 2]>,
    /// Sorted, none twice.
    pairs: Vec<Pair>,
    /// How much of it stands in the body and in its first words, where there
    /// is one.
    body: Option<(usize, usize)>,
}

impl Features {
    /// The features of `line` above a text that begins with `body`.
    pub fn of(line: &str, body: Option<&Body>) -> Features {
        let bare = super::headline::without_tag(line);
        let mut pairs: Vec<Pair> = pairs(bare).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let core = bare.trim_end_matches(['—', '：', ':', '！', '!', '？', '?', '。', '“', '”', '》', '《']);
        let mut last = core.chars().rev();
        let (b, a) = (last.next(), last.next());
        Features {
            length: bare.chars().count() as u32,
            marks: marks(bare, bare.len() < line.len()),
            ending: a.zip(b).map(|(a, b)| [a, b]),
            body: body.map(|b| b.shares(&pairs)),
            pairs,
        }
    }

    /// What the line by itself shows, in whatever role.
    #[inline(always)]
    pub fn alone(&self, mut see: impl FnMut(Feature)) {
        see(Feature::Length(LENGTH_ENDS.iter().filter(|n| self.length > **n).count()));
        (0..self.marks.len()).filter(|n| self.marks[*n]).for_each(|n| see(Feature::Mark(n)));
        self.ending.into_iter().for_each(|ending| see(Feature::Ending(ending)));
        if let Some((all, start)) = self.body {
            see(Feature::Body(all));
            see(Feature::Start(start));
        }
    }

    /// What this line and the one below it show, with `gap` blank lines between.
    #[inline(always)]
    pub fn with(&self, next: &Features, gap: u32, mut see: impl FnMut(Feature)) {
        let longer = (i64::from(self.length) - i64::from(next.length)).div_euclid(3).clamp(-5, 5) + 5;
        see(Feature::Longer(longer as usize));
        if let Some((a, b)) = self.body.zip(next.body) {
            let at = |x: usize, y: usize| (x.cmp(&y) as i8 + 1) as usize;
            see(Feature::ComparedBody(at(a.0, b.0)));
            see(Feature::ComparedStart(at(a.1, b.1)));
        }
        let shared = self.pairs.iter().filter(|p| next.pairs.binary_search(p).is_ok()).count();
        see(Feature::Shared(shared.min(3)));
        see(Feature::Gap(gap.min(1) as usize));
    }
}

/// True where much of what a headline says stands in the text below it.
pub(super) fn repeats(headline: &str, text: &str) -> bool {
    let pairs: Vec<Pair> = pairs(headline).collect();
    Body::of(text).shares(&pairs).0 >= MUCH
}

/// From this share on much is repeated: forty in a hundred of the pairs.
const MUCH: usize = 4;

/// What an arrangement shows: what is there, how many lines are loose, and
/// whether a blank line parts those from the rest.
pub(super) fn layout(kicker: bool, subtitle: bool, loose: usize, gap: u32, mut see: impl FnMut(Feature)) {
    if loose > 0 {
        see(Feature::Loose(loose.min(3)));
        see(Feature::Gap(gap.min(1) as usize));
    }
    see(Feature::Lines(usize::from(kicker) * 2 + usize::from(subtitle)));
}

/// True for a table that could stand in the place of the embedded one.
#[cfg(test)]
pub(super) fn is_readable(table: &str) -> bool {
    let rows = crate::lexicon::table::rows("headline.tsv", table, TableKind::Headline.schema().columns);
    rows.is_ok_and(|rows| Model::read(rows.filter_map(Result::ok)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table;

    #[test]
    fn every_row_is_read() {
        let rows = embedded_rows(TableKind::Headline).count();
        let one = |w: &Weights| {
            let lists: [&[i32]; 11] = [
                &w.length,
                &w.mark,
                &w.body,
                &w.start,
                &w.compared_body,
                &w.compared_start,
                &w.longer,
                &w.shared,
                &w.gap,
                &w.lines,
                &w.loose,
            ];
            w.ending.len() + lists.iter().map(|l| l.iter().filter(|x| **x != 0).count()).sum::<usize>()
        };
        assert_eq!(MODEL.0.iter().map(one).sum::<usize>(), rows);
    }

    #[test]
    fn a_wrong_row_is_refused_with_its_line() {
        let fault = |cells: &str| {
            let text = format!("role\tfeature\tvalue\tweight\n{cells}\n");
            let rows = table::rows("h.tsv", &text, TableKind::Headline.schema().columns).unwrap();
            Model::read(rows.map(|row| row.unwrap())).err().unwrap().to_string()
        };
        assert!(fault("titel\tlength\t4\t1").starts_with("h.tsv:2: expected one of layout, kicker, "));
        assert!(fault("title\twidth\t4\t1").contains("in column feature, found \"width\""));
        assert!(fault("title\tlength\t5\t1").starts_with("h.tsv:2: expected one of 4, 6, 8, "));
        assert!(
            fault("title\tending\t召\t1").starts_with("h.tsv:2: expected two characters in column value")
        );
        assert!(fault("title\tlength\t4\tx").starts_with("h.tsv:2: expected a number in column weight"));
    }

    #[test]
    fn shares_count_pairs() {
        let body = Body::of("全市教育工作会议昨日召开");
        let shares = |line| body.shares(&pairs(line).collect::<Vec<_>>());
        assert_eq!(shares("教育工作会议"), (5, 5));
        assert_eq!(shares("山乡通了公交车"), (0, 0));
    }
}
