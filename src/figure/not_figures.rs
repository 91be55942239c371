//! Words with a numeral in them that count nothing: `dicts/not_figures.tsv`.
//!
//! Idioms (四面八方), names and programmes (三峡, 八项规定), words (统一). The
//! scanner asks wherever a numeral may start; a row covers that place when the
//! row's first numeral character stands there and the rest of the row around
//! it.

use super::chars::starts;
use crate::Result;
use crate::lexicon::table::Row;
use std::borrow::Cow;

/// What sort of word a row is, for people who edit the table.
const CLASSES: [(&str, ()); 3] = [("idiom", ()), ("name", ()), ("word", ())];

/// One word, with the bytes that stand before its first numeral character.
#[derive(Clone, Debug)]
struct Idiom {
    word: Cow<'static, str>,
    lead: usize,
    slot: usize,
}

/// Words by a hash of their first numeral character and the one behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Idioms {
    rows: Vec<Idiom>,
    slots: Vec<(u32, u32)>,
}

const SLOTS: usize = 4096;

fn hash(c: char, next: char) -> usize {
    let h = (c as u32).wrapping_mul(0x9E37_79B1) ^ (next as u32).wrapping_mul(0x85EB_CA77);
    (h >> 20) as usize % SLOTS
}

impl Idioms {
    /// Where the word ends that covers the character `c` at byte `at`.
    pub(super) fn covers(&self, text: &str, at: usize, c: char) -> Option<usize> {
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or('\0');
        self.find(hash(c, next), text, at).max(self.find(hash(c, '\0'), text, at))
    }

    fn find(&self, slot: usize, text: &str, at: usize) -> Option<usize> {
        let (from, to) = *self.slots.get(slot)?;
        let hits = self.rows[from as usize..to as usize].iter().filter_map(|row| {
            let start = at.checked_sub(row.lead)?;
            text.as_bytes()[start..].starts_with(row.word.as_bytes()).then_some(start + row.word.len())
        });
        hits.max()
    }

    /// Adds or removes what a row of the table says.
    pub(super) fn add<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        let word = row.removes().unwrap_or(row.key());
        // While the embedded table is read, no word stands twice.
        if !self.slots.is_empty() {
            self.rows.retain(|known| known.word != word);
        }
        if row.removes().is_some() {
            return Ok(());
        }
        row.one_of("class", &CLASSES)?;
        let Some((lead, c)) = word.char_indices().find(|&(_, c)| starts(c)) else {
            return Err(row.error(format!("expected a word with a numeral in it, found {word:?}")));
        };
        let next = word[lead + c.len_utf8()..].chars().next().unwrap_or('\0');
        self.rows.push(Idiom { word: keep(word), lead, slot: hash(c, next) });
        Ok(())
    }

    /// Sorts the words that were added, so that they are found.
    pub(super) fn freeze(&mut self) {
        self.rows.sort_by(|a, b| (a.slot, &a.word).cmp(&(b.slot, &b.word)));
        self.slots = vec![(0, 0); SLOTS];
        for (k, row) in (0u32..).zip(&self.rows) {
            let (from, to) = &mut self.slots[row.slot];
            if from == to {
                *from = k;
            }
            *to = k + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FigureTables;

    #[test]
    fn a_word_covers_its_first_numeral_alone() {
        let idioms = &FigureTables::embedded().idioms;
        let at = |text: &str, c: char| text.find(c).and_then(|at| idioms.covers(text, at, c));
        assert_eq!(at("来自四面八方的客人", '四'), Some("来自四面八方".len()));
        assert_eq!(at("唯一的", '一'), Some("唯一".len()));
        assert_eq!(at("四百人", '四'), None);
    }

    #[test]
    fn a_row_without_a_numeral_is_refused() {
        let e = FigureTables::embedded().clone().add_text("n.tsv", "text\tclass\n高山\tidiom\n").unwrap_err();
        assert_eq!(e.line_number(), Some(2));
    }
}
