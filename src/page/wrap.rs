//! Hard wraps: blocks of lines cut at one width.
//!
//! A block is a run of lines without a blank one between. It is wrapped when
//! its lines but the last of each paragraph have one length, counted in
//! characters or in columns, whichever fits better, and it reads like prose.
//!
//! ```text
//! 县里今年为二十个村接通了自来水，     full
//! 村民们说，如今拧开水龙头就能做饭，   full
//! 再也不用下山挑水了。                 end of the paragraph
//! ```

use super::line::{Line, is_stop};

/// Shortest line that counts as full, in columns.
const MIN_WIDTH: u32 = 24;
/// How far below the widest a full line may stay, in columns: marks that
/// cannot begin a line, and numbers that are not broken, move to the next.
const SLACK: u32 = 4;

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
            (w, 0) => line.width + SLACK >= w,
            (_, n) => line.chars == n || line.chars + 1 == n,
        }
    }

    /// True when a line is so long that only a wrap can have ended it where
    /// no sentence ends.
    pub fn is_nearly_full(&self, line: &Line) -> bool {
        self.width > 0 && line.width * 5 >= self.width * 4
    }

    /// True when paragraphs follow each other without a blank line.
    pub fn is_dense(&self) -> bool {
        self.dense
    }
}

/// The lengths at which lines of a page are cut most often, for blocks too
/// short to tell by themselves.
pub(crate) struct PageWrap {
    chars: Vec<u32>,
    lines: u32,
}

const LONGEST: usize = 256;

impl PageWrap {
    /// Counts the lines that another follows without a blank one between.
    pub fn of(lines: &[Line]) -> PageWrap {
        let mut page = PageWrap { chars: vec![0; LONGEST], lines: 0 };
        for pair in lines.windows(2).filter(|p| p[1].gap == 0) {
            page.lines += 1;
            if let Some(n) = page.chars.get_mut(pair[0].chars as usize) {
                *n += 1;
            }
        }
        page
    }

    fn is_usual(&self, chars: u32) -> bool {
        self.chars.get(chars as usize).is_some_and(|&n| n >= 4 && n * 8 >= self.lines)
    }
}

/// How the block `lines` was cut.
pub(crate) fn wrap(lines: &[Line], page: &PageWrap) -> Wrap {
    let Some((_, inner)) = lines.split_last() else { return Wrap::default() };
    let marks: u32 = lines.iter().map(|l| l.stops + l.commas).sum();
    if inner.is_empty() || marks == 0 {
        return Wrap::default();
    }
    if inner.len() < 3 {
        return short(inner, lines, page);
    }
    let chars = lines.iter().map(|l| l.chars).max().unwrap_or(0);
    let width = lines.iter().map(|l| l.width).max().unwrap_or(0);
    let [same, near] = [Wrap { chars, width, dense: false }, Wrap { chars: 0, width, dense: false }];
    let full = |w: &Wrap| inner.iter().filter(|l| w.is_full(l)).count();
    let best = if full(&same) >= full(&near) { same } else { near };
    // Most lines are full; the others end paragraphs.
    if width < MIN_WIDTH || full(&best) * 2 < inner.len() {
        return Wrap::default();
    }
    let dense = inner.iter().any(|l| !best.is_full(l) && is_stop(l.last));
    Wrap { dense, ..best }
}

/// Two or three lines: wrapped where the page's other blocks have the width,
/// or where two lines of one length begin a sentence that the third ends.
fn short(inner: &[Line], lines: &[Line], page: &PageWrap) -> Wrap {
    let chars = inner[0].chars;
    let same = inner.iter().all(|l| l.chars == chars);
    let usual = page.is_usual(chars) || inner.len() == 2 && lines.iter().any(|l| l.stops > 0 && l.commas > 0);
    if !same || !usual || inner[0].width < MIN_WIDTH || lines.iter().any(|l| l.chars > chars) {
        return Wrap::default();
    }
    Wrap { chars, width: inner[0].width, dense: false }
}
