//! Words with a numeral in them that count nothing: `dicts/not_figures.tsv`.
//!
//! Idioms (四面八方), names and programmes (三峡, 八项规定), words (统一). The
//! scanner asks wherever a numeral may start; a row covers that place when the
//! row's first numeral character stands there and the rest of the row around
//! it.

use super::chars::starts;
use super::unit::rows;
use std::sync::LazyLock;

static WORDS: &str = include_str!("../../dicts/not_figures.tsv");

/// Where the word ends that covers the character at byte `at`.
pub(super) fn covers(text: &str, at: usize, c: char) -> Option<usize> {
    let table = &*TABLE;
    let next = text[at + c.len_utf8()..].chars().next().unwrap_or('\0');
    let slot = table.slots[hash(c, next)];
    let alone = table.slots[hash(c, '\0')];
    table.find(slot, text, at).max(table.find(alone, text, at))
}

/// One word, with the bytes that stand before its first numeral character.
struct Row {
    word: &'static str,
    lead: usize,
}

/// Rows by a hash of their first numeral character and the one behind it.
struct Table {
    rows: Vec<Row>,
    slots: Vec<(u32, u32)>,
}

const SLOTS: usize = 4096;

fn hash(c: char, next: char) -> usize {
    let h = (c as u32).wrapping_mul(0x9E37_79B1) ^ (next as u32).wrapping_mul(0x85EB_CA77);
    (h >> 20) as usize % SLOTS
}

impl Table {
    fn find(&self, (from, to): (u32, u32), text: &str, at: usize) -> Option<usize> {
        let rows = &self.rows[from as usize..to as usize];
        let hits = rows.iter().filter_map(|row| {
            let start = at.checked_sub(row.lead)?;
            text.as_bytes()[start..].starts_with(row.word.as_bytes()).then_some(start + row.word.len())
        });
        hits.max()
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut keyed: Vec<(usize, Row)> = rows(WORDS).filter_map(|[word, ..]| keyed(word)).collect();
    keyed.sort_by_key(|(slot, row)| (*slot, row.word));
    let mut slots = vec![(0, 0); SLOTS];
    for (k, (slot, _)) in (0u32..).zip(&keyed) {
        let (from, to) = &mut slots[*slot];
        if from == to {
            *from = k;
        }
        *to = k + 1;
    }
    Table { rows: keyed.into_iter().map(|(_, row)| row).collect(), slots }
});

fn keyed(word: &'static str) -> Option<(usize, Row)> {
    let (lead, c) = word.char_indices().find(|&(_, c)| starts(c))?;
    let next = word[lead + c.len_utf8()..].chars().next().unwrap_or('\0');
    Some((hash(c, next), Row { word, lead }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_covers_its_first_numeral_alone() {
        let at = |text: &str, c: char| text.find(c).and_then(|at| covers(text, at, c));
        assert_eq!(at("来自四面八方的客人", '四'), Some("来自四面八方".len()));
        assert_eq!(at("唯一的", '一'), Some("唯一".len()));
        assert_eq!(at("四百人", '四'), None);
    }

    #[test]
    fn every_row_holds_a_numeral_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for [word, class, ..] in rows(WORDS) {
            assert!(keyed(word).is_some(), "{word}");
            assert!(["idiom", "name", "word"].contains(&class), "{word}");
            assert!(seen.insert(word), "{word} stands twice");
        }
    }
}
