//! Characters that stand for another one: `dicts/variants.tsv`.
//!
//! Two kinds: compatibility forms (the Kangxi radical ⽉ for 月), which nobody
//! means to write, and traditional characters (國 for 国). Both characters of
//! a pair have the same length in UTF-8.

use super::table::{TableKind, embedded_rows};
use std::borrow::Cow;
use std::sync::LazyLock;

static VARIANTS: LazyLock<Variants> = LazyLock::new(Variants::read);

/// The characters that are looked up: from the first radical to the last mark
/// of vertical lines.
const FIRST: u32 = 0x2E80;
const LAST: u32 = 0xFE48;

/// Why a character stands for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariantKind {
    /// A second code of the same character: ⽉, 金 (U+F90A).
    Compatibility,
    /// The traditional character of a simplified one: 國.
    Traditional,
}

struct Variants {
    /// A bit for each character that has a row: most have none, and this
    /// small table stays in cache.
    known: Vec<u64>,
    /// What each stands for, at the same place; 0 for none.
    standard: Vec<u16>,
    traditional: Vec<u64>,
}

impl Variants {
    fn read() -> Variants {
        let size = (LAST - FIRST + 1) as usize;
        let words = size.div_ceil(64);
        let mut all =
            Variants { known: vec![0; words], standard: vec![0; size], traditional: vec![0; words] };
        for row in embedded_rows(TableKind::Variants) {
            let one = |column| row.cell(column).chars().next();
            let (Some(printed), Some(standard)) = (one("printed"), one("standard")) else { continue };
            if let (Some(at), Ok(code)) = (place(printed), u16::try_from(u32::from(standard))) {
                all.known[at / 64] |= 1 << (at % 64);
                all.standard[at] = code;
                all.traditional[at / 64] |= u64::from(row.cell("kind") == "traditional") << (at % 64);
            }
        }
        all
    }
}

/// Where `c` stands in the tables.
#[inline(always)]
fn place(c: char) -> Option<usize> {
    let at = u32::from(c).wrapping_sub(FIRST);
    (at <= LAST - FIRST).then_some(at as usize)
}

/// Why `c` stands for another character, if it does.
#[inline(always)]
pub(crate) fn variant_kind(c: char) -> Option<VariantKind> {
    let variants = &*VARIANTS;
    let at = place(c).filter(|at| variants.known[at / 64] >> (at % 64) & 1 == 1)?;
    let traditional = variants.traditional[at / 64] >> (at % 64) & 1 == 1;
    Some(if traditional { VariantKind::Traditional } else { VariantKind::Compatibility })
}

/// What `c` stands for, by any of the kinds; `c` itself where for none.
pub(crate) fn standard_form(c: char) -> char {
    let code = place(c).map_or(0, |at| VARIANTS.standard[at]);
    if code == 0 { c } else { char::from_u32(u32::from(code)).unwrap_or(c) }
}

/// What the compatibility form `c` stands for; `c` itself where it is none.
pub(crate) fn without_compatibility(c: char) -> char {
    if variant_kind(c) == Some(VariantKind::Compatibility) { standard_form(c) } else { c }
}

/// `text` with every character in its standard form, byte for byte; `text`
/// itself where all are.
pub(crate) fn standard_text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| variant_kind(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(standard_form).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_read_as_what_they_stand_for() {
        let standard: String = "⼀⽉⽇，縣長國務︵县长A︶".chars().map(standard_form).collect();
        assert_eq!(standard, "一月日，县长国务（县长A）");
        let kept: String = "⼀⽉⽇，縣長".chars().map(without_compatibility).collect();
        assert_eq!(kept, "一月日，縣長");
        assert_eq!(variant_kind('⽉'), Some(VariantKind::Compatibility));
        assert_eq!(variant_kind('縣'), Some(VariantKind::Traditional));
        assert_eq!(variant_kind('县'), None);
    }

    #[test]
    fn both_characters_of_a_row_have_one_length() {
        for row in embedded_rows(TableKind::Variants) {
            let (printed, standard) = (row.cell("printed"), row.cell("standard"));
            assert_eq!((printed.len(), printed.chars().count()), (standard.len(), 1), "{printed}");
            assert_eq!(printed.chars().map(standard_form).collect::<String>(), standard);
            assert!(matches!(row.cell("kind"), "traditional" | "compatibility"), "{printed}");
        }
    }
}
