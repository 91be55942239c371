//! Names of dictionary rows: which rows each name names.
//!
//! While dictionaries are read, names are only piled up; [`Names::freeze`]
//! then sorts them once. Users' dictionaries have millions of rows, so no name
//! has memory of its own: all lie behind each other in one string.

/// Names and the rows they name; a `?` after a name marks it weak: also a
/// word, or common across words, so taken only with support.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Every name, behind each other.
    text: String,
    /// Names as read, each with its row; empty once frozen.
    given: Vec<Given>,
    /// Where each name lies in `text`, by name.
    spans: Vec<(u32, u32)>,
    /// Where the rows of each name start in `rows`, and one end more.
    starts: Vec<u32>,
    rows: Vec<(u32, bool)>,
}

/// One name of one row.
#[derive(Clone, Copy, Debug)]
struct Given {
    start: u32,
    end: u32,
    row: u32,
    weak: bool,
}

impl Names {
    /// Adds a name of `row` and gives its number among those given. Of a name
    /// given twice for a row the first counts.
    pub(super) fn add(&mut self, name: &str, row: u32) -> u32 {
        let weak = name.ends_with('?');
        let name = name.trim_end_matches('?');
        let (start, end) = (self.text.len(), self.text.len() + name.len());
        let number = self.given();
        // Beyond four gigabytes of names the rest names nothing.
        if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) {
            self.text.push_str(name);
            self.given.push(Given { start, end, row, weak });
        }
        number
    }

    /// How many names were given.
    pub(super) fn given(&self) -> u32 {
        self.given.len() as u32
    }

    /// Lets a name, by its number among those given, name nothing.
    pub(super) fn take_back(&mut self, number: u32) {
        if let Some(given) = self.given.get_mut(number as usize) {
            given.end = given.start;
        }
    }

    /// Sorts what was added; rows for which `gone` holds name nothing.
    pub(super) fn freeze(&mut self, gone: impl Fn(u32) -> bool) {
        let text = std::mem::take(&mut self.text);
        let mut given = std::mem::take(&mut self.given);
        let of = |g: &Given| &text[g.start as usize..g.end as usize];
        given.retain(|g| !gone(g.row) && g.start < g.end);
        // Stable, so that of one row's names the first stays first.
        given.sort_by(|a, b| of(a).cmp(of(b)).then(a.row.cmp(&b.row)));
        given.dedup_by(|b, a| a.row == b.row && of(a) == of(b));
        for (n, g) in given.iter().enumerate() {
            if n == 0 || of(&given[n - 1]) != of(g) {
                let start = self.text.len() as u32;
                self.text.push_str(of(g));
                self.spans.push((start, self.text.len() as u32));
                self.starts.push(self.rows.len() as u32);
            }
            self.rows.push((g.row, g.weak));
        }
        self.starts.push(self.rows.len() as u32);
        self.text.shrink_to_fit();
    }

    /// All names with their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.spans.len() as u32).map(|n| (n, self.text(n)))
    }

    /// Name number `n`.
    pub fn text(&self, n: u32) -> &str {
        let (start, end) = self.spans[n as usize];
        &self.text[start as usize..end as usize]
    }

    /// The rows that name number `n` names, each with its weakness.
    pub fn rows(&self, n: u32) -> &[(u32, bool)] {
        let n = n as usize;
        &self.rows[self.starts[n] as usize..self.starts[n + 1] as usize]
    }

    /// The rows that `name` names.
    pub fn rows_of(&self, name: &str) -> Option<&[(u32, bool)]> {
        let of = |&(start, end): &(u32, u32)| &self.text[start as usize..end as usize];
        let n = self.spans.binary_search_by(|span| of(span).cmp(name)).ok()?;
        Some(self.rows(n as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_rows_it_was_given_for() {
        let mut names = Names::default();
        for (name, row) in [("乙", 0), ("甲?", 1), ("甲", 1), ("甲", 2), ("丙", 3), ("", 4)] {
            names.add(name, row);
        }
        let taken = names.add("丁", 5);
        names.take_back(taken);
        names.freeze(|row| row == 3);
        assert_eq!(names.rows_of("甲"), Some(&[(1, true), (2, false)][..]));
        assert_eq!(names.rows_of("乙"), Some(&[(0, false)][..]));
        assert_eq!((names.rows_of("丙"), names.rows_of("丁")), (None, None));
        assert_eq!(names.all().count(), 2);
        assert!(names.all().all(|(n, name)| names.rows_of(name) == Some(names.rows(n))));
    }

    #[test]
    fn nothing_is_named_by_nothing() {
        let mut names = Names::default();
        names.freeze(|_| false);
        assert_eq!((names.rows_of("甲"), names.all().count()), (None, 0));
    }
}
