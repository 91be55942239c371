//! What was read and what was left, for the line that closes a run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// How many files of each kind were read, and how many were left and why.
///
/// Displays as `read 41 files: pdf 12, alto 9, html 20; left 3: .docx 2, .jpg 1`,
/// with the names of columns that were not read behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Files read, by the name of their kind.
    pub read: BTreeMap<String, u64>,
    /// Files not read, by their ending or what they are.
    pub left: BTreeMap<String, u64>,
    /// Columns of tables, keys of JSON and elements of dumps that no field of an
    /// article is known for: the first hundred names.
    pub unread: BTreeSet<String>,
}

/// Names of columns that are kept: a damaged table may have any number of them.
const MOST_UNREAD: usize = 100;

/// Characters of a name that are kept: what stands there may be no name at all.
const LONGEST_UNREAD: usize = 40;

/// Names of columns that the line shows.
const SHOWN_UNREAD: usize = 12;

impl Tally {
    /// One file of a kind was read.
    pub fn note_read(&mut self, kind: &str) {
        *self.read.entry(kind.to_owned()).or_default() += 1;
    }

    /// Files of one sort were left.
    pub fn note_left(&mut self, what: &str, files: u64) {
        if files > 0 {
            *self.left.entry(what.to_owned()).or_default() += files;
        }
    }

    /// A column was passed over.
    pub fn note_unread(&mut self, name: &str) {
        if self.unread.len() < MOST_UNREAD && !self.unread.contains(name) {
            let shown = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
            self.unread.insert(name.chars().take(LONGEST_UNREAD).map(shown).collect());
        }
    }

    /// Adds another's counts.
    pub fn append(&mut self, other: Tally) {
        other.unread.iter().for_each(|name| self.note_unread(name));
        for (mine, others) in [(&mut self.read, other.read), (&mut self.left, other.left)] {
            others.into_iter().for_each(|(what, n)| *mine.entry(what).or_default() += n);
        }
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let list = |counts: &BTreeMap<String, u64>| {
            let mut all: Vec<_> = counts.iter().collect();
            all.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
            all.iter().map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join(", ")
        };
        let (read, left): (u64, u64) = (self.read.values().sum(), self.left.values().sum());
        write!(f, "read {read} file{}", if read == 1 { "" } else { "s" })?;
        if read > 0 {
            write!(f, ": {}", list(&self.read))?;
        }
        if left > 0 {
            write!(f, "; left {left}: {}", list(&self.left))?;
        }
        if !self.unread.is_empty() {
            let names: Vec<&str> = self.unread.iter().map(String::as_str).take(SHOWN_UNREAD).collect();
            let more = if self.unread.len() > SHOWN_UNREAD { ", …" } else { "" };
            write!(
                f,
                "; columns not read: {}{more} (--columns FIELD=NAME says what one is)",
                names.join(", ")
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_what_was_read_and_left() {
        let mut tally = Tally::default();
        assert_eq!(tally.to_string(), "read 0 files");
        tally.note_read("pdf");
        assert_eq!(tally.to_string(), "read 1 file: pdf 1");
        let mut more = Tally::default();
        (0..3).for_each(|_| more.note_read("alto"));
        more.note_left(".jpg", 1);
        more.note_left(".docx", 2);
        more.note_left("links", 0);
        tally.append(more);
        assert_eq!(tally.to_string(), "read 4 files: alto 3, pdf 1; left 3: .docx 2, .jpg 1");
        ["网址", "备注", "网址"].iter().for_each(|name| tally.note_unread(name));
        assert!(tally.to_string().contains("; columns not read: 备注, 网址 (--columns"), "{tally}");
        tally.note_unread(&("\u{1b}[2J".to_owned() + &"长".repeat(9999)));
        assert!(tally.to_string().chars().count() < 200 && !tally.to_string().contains('\u{1b}'), "{tally}");
    }
}
