//! Hard wraps: blocks of lines cut at one width.
//!
//! A block is a run of lines without a blank one between. It is wrapped when
//! its lines but the last of each paragraph have one length, counted in
//! characters or in columns, whichever fits better, and it reads like prose.
//! That length is the widest line's or, where a headline or a folio stands
//! among the lines, the usual one; what is wider than usual is never joined.
//!
//! ```text
//! 禾川日报 总编室电话 0999-1234567 今日八版           wider than usual
//! 县里今年为二十个村接通了自来水，     full
//! 村民们说，如今拧开水龙头就能做饭，   full
//! 再也不用下山挑水了。                 end of the paragraph
//! ```

use super::line::{Line, is_stop};

/// Shortest line that counts as full, in columns.
const MIN_WIDTH: u32 = 24;
/// The same on a page whose text has the line breaks of its columns, the
/// narrowest of which have eight characters.
const MIN_COLUMN: u32 = 16;
/// How far below the widest a full line may stay, in columns: marks that
/// cannot begin a line, and numbers that are not broken, move to the next.
const SLACK: u32 = 4;
/// How far the first line of a paragraph is indented in print, in columns.
const PARAGRAPH: u32 = 4;
/// Newspapers' columns are no wider; longer lines are a file's own wrap.
const WIDEST_COLUMN: u32 = 48;
/// How far a full line may reach over the usual width: a mark that hangs in
/// the margin.
const HANGING: u32 = 2;

/// How the lines of one block were cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// Characters of a full line, 0 where columns count.
    chars: u32,
    /// Columns of a full line; 0 when the block is not wrapped.
    width: u32,
    /// True when paragraphs follow each other without a blank line.
    dense: bool,
}

impl Wrap {
    /// True when `line` reaches the width at which the block was cut.
    pub fn is_full(&self, line: &Line) -> bool {
        match (self.width, self.chars) {
            (0, _) => false,
            (w, 0) => line.width + SLACK >= w && !self.is_wider(line),
            (_, n) => line.chars == n || line.chars + 1 == n,
        }
    }

    /// True when the block is wrapped and `line` is too wide for its text: a
    /// headline, a folio.
    pub fn is_wider(&self, line: &Line) -> bool {
        self.width > 0 && line.width > self.width + HANGING
    }

    /// True when the block was cut at a width.
    pub fn is_cut(&self) -> bool {
        self.width > 0
    }

    /// True when both blocks were cut at about the same width.
    pub fn is_like(&self, other: &Wrap) -> bool {
        self.width > 0 && other.width > 0 && self.width.abs_diff(other.width) <= SLACK
    }

    /// True when a line is so long that only a wrap can have ended it where
    /// no sentence ends; `indent` is what was left out at its beginning, in
    /// columns.
    pub fn is_nearly_full(&self, line: &Line, indent: u32) -> bool {
        self.width > 0 && (line.width + indent) * 5 >= self.width * 4 && !self.is_wider(line)
    }

    /// True when paragraphs follow each other without a blank line.
    pub fn is_dense(&self) -> bool {
        self.dense
    }
}

/// The lengths at which lines of a page are cut most often, for blocks too
/// short to tell by themselves.
pub(crate) struct PageWrap {
    /// How many lines have so many characters; lines that another follows
    /// without a blank one between.
    chars: Vec<u32>,
    /// How many take so many columns.
    widths: Vec<u32>,
    lines: u32,
    /// How many of them end within a sentence.
    broken: u32,
}

const LONGEST: usize = 256;

impl PageWrap {
    /// Counts the lines that another follows without a blank one between.
    pub fn of(lines: &[Line]) -> PageWrap {
        let mut page = PageWrap { chars: vec![0; LONGEST], widths: vec![0; LONGEST], lines: 0, broken: 0 };
        for pair in lines.windows(2).filter(|p| p[1].gap == 0) {
            page.lines += 1;
            page.broken += u32::from(!is_stop(pair[0].last) && pair[0].width >= MIN_COLUMN);
            for (counts, n) in [(&mut page.chars, pair[0].chars), (&mut page.widths, pair[0].width)] {
                if let Some(count) = counts.get_mut(n as usize) {
                    *count += 1;
                }
            }
        }
        page
    }

    /// True when most lines of the page break off within a sentence: its text
    /// has the line breaks of the printed columns.
    pub fn is_hard(&self) -> bool {
        self.lines >= 12 && self.broken * 2 >= self.lines
    }

    /// The width of the columns that most lines are cut at, on a page whose
    /// text has their line breaks.
    pub fn column(&self) -> Option<u32> {
        if !self.is_hard() {
            return None;
        }
        let near = |w: usize| self.widths[w.saturating_sub(2)..=w].iter().sum::<u32>();
        let width = (MIN_COLUMN as usize..LONGEST).rev().max_by_key(|&w| near(w)).map(|w| w as u32);
        width.filter(|w| *w <= WIDEST_COLUMN)
    }

    fn is_usual(&self, chars: u32) -> bool {
        self.chars.get(chars as usize).is_some_and(|&n| n >= 4 && n * 8 >= self.lines)
    }

    /// True when other lines of the page are cut at about `width` columns.
    fn is_column(&self, width: u32) -> bool {
        let near = (width as usize).saturating_sub(2)..=width as usize + 2;
        let all: u32 = near.filter_map(|w| self.widths.get(w)).sum();
        self.is_hard() && all >= 6
    }
}

/// How the block `lines` was cut.
pub(crate) fn wrap(lines: &[Line], page: &PageWrap) -> Wrap {
    let Some((_, inner)) = lines.split_last() else { return Wrap::default() };
    let marks: u32 = lines.iter().map(|l| l.stops + l.commas).sum();
    // Three lines of one width are text also without a mark.
    if inner.is_empty() || marks == 0 && (inner.len() < 2 || !page.is_hard()) {
        return Wrap::default();
    }
    let least = if page.is_hard() { MIN_COLUMN } else { MIN_WIDTH };
    if inner.len() < 3 {
        return short(inner, lines, page);
    }
    let chars = lines.iter().map(|l| l.chars).max().unwrap_or(0);
    let width = lines.iter().map(|l| l.width).max().unwrap_or(0);
    let widest = cut_at(inner, chars, width, least);
    if widest.is_cut() {
        return widest;
    }
    let broken = inner.iter().filter(|l| !is_stop(l.last)).count();
    if broken * 2 < inner.len() {
        return Wrap::default();
    }
    // The usual length, where a few lines are wider.
    cut_at(inner, usual(inner, |l| l.chars, 1), usual(inner, |l| l.width, SLACK), least)
}

/// The wrap at `chars` characters or `width` columns, whichever more lines
/// fill; none where most do not, or where it is less than `least` columns.
fn cut_at(inner: &[Line], chars: u32, width: u32, least: u32) -> Wrap {
    let [same, near] = [Wrap { chars, width, dense: false }, Wrap { chars: 0, width, dense: false }];
    let full = |w: &Wrap| inner.iter().filter(|l| w.is_full(l)).count();
    let best = if full(&same) >= full(&near) { same } else { near };
    // Most lines are full; the others end paragraphs.
    if width < least || full(&best) * 2 < inner.len() {
        return Wrap::default();
    }
    let dense = inner.iter().any(|l| !best.is_full(l) && is_stop(l.last));
    Wrap { dense, ..best }
}

/// The length up to which most lines reach, at most `slack` below it; the
/// shortest of equals.
fn usual(inner: &[Line], length: impl Fn(&Line) -> u32, slack: u32) -> u32 {
    let mut counts = [0u32; LONGEST];
    for line in inner {
        counts[(length(line) as usize).min(LONGEST - 1)] += 1;
    }
    let reach = |n: usize| counts[n.saturating_sub(slack as usize)..=n].iter().sum::<u32>();
    // Whole rows of the longest lines are no columns.
    let best = (1..LONGEST - 1).rev().max_by_key(|&n| reach(n));
    best.map_or(0, |n| n as u32)
}

/// Two or three lines: wrapped where the page's other blocks have the width,
/// or where two lines of one length begin a sentence that the third ends.
fn short(inner: &[Line], lines: &[Line], page: &PageWrap) -> Wrap {
    let chars = inner[0].chars;
    let width = lines.iter().map(|l| l.width).max().unwrap_or(0);
    let near = Wrap { chars: 0, width, dense: false };
    // The first line of a paragraph has lost its indent.
    let begun = |l: &Line| near.is_full(&Line { width: l.width + PARAGRAPH, ..*l });
    if page.is_column(width)
        && inner[1..].iter().all(|l| near.is_full(l))
        && (near.is_full(&inner[0]) || begun(&inner[0]))
    {
        return near;
    }
    let same = inner.iter().all(|l| l.chars == chars);
    let usual = page.is_usual(chars) || inner.len() == 2 && lines.iter().any(|l| l.stops > 0 && l.commas > 0);
    if !same || !usual || inner[0].width < MIN_WIDTH || lines.iter().any(|l| l.chars > chars) {
        return Wrap::default();
    }
    Wrap { chars, width: inner[0].width, dense: false }
}
