//! What a font program embedded in a file tells of its characters.

use hayro_interpret::hayro_cmap::CidFamily;
use rustc_hash::FxHashMap;
use skrifa::raw::FontRead;
use skrifa::raw::ps::cff::dict::{Entry, entries};
use skrifa::raw::ps::cff::v1::Cff;
use skrifa::{FontRef, MetadataProvider, Tag};

use super::fonts::known_collection;

/// The characters of the glyphs of one font program.
pub(super) struct Characters {
    /// The collection that its glyphs are numbered by.
    family: Option<CidFamily>,
    /// The characters by glyph, where the program kept its own table of them.
    by_glyph: FxHashMap<u32, char>,
}

impl Characters {
    /// Reads an OpenType, TrueType or bare CFF font; what cannot be read tells
    /// nothing.
    pub(super) fn read(data: &[u8]) -> Characters {
        let Ok(font) = FontRef::from_index(data, 0) else {
            return Characters { family: cff_collection(data), by_glyph: FxHashMap::default() };
        };
        let cff = font.table_data(Tag::new(b"CFF "));
        let family = cff.and_then(|table| cff_collection(table.as_bytes()));
        Characters { family, by_glyph: characters_by_glyph(&font) }
    }

    pub(super) fn family(&self) -> Option<&CidFamily> {
        self.family.as_ref()
    }

    pub(super) fn of_glyph(&self, glyph: u32) -> Option<char> {
        self.by_glyph.get(&glyph).copied()
    }
}

/// The table of characters turned round. Of several characters with one glyph
/// an ideograph is preferred to the radical that looks the same.
fn characters_by_glyph(font: &FontRef<'_>) -> FxHashMap<u32, char> {
    let charmap = font.charmap();
    let mut by_glyph = FxHashMap::default();
    if charmap.is_symbol() {
        return by_glyph;
    }
    for (code, glyph) in charmap.mappings() {
        if let Some(character) = char::from_u32(code) {
            let kept = by_glyph.entry(glyph.to_u32()).or_insert(character);
            if matches!(*kept, '\u{2e80}'..='\u{2fdf}') {
                *kept = character;
            }
        }
    }
    by_glyph
}

/// The collection that a CID-keyed CFF program names (its registry, ordering
/// and supplement).
fn cff_collection(data: &[u8]) -> Option<CidFamily> {
    let cff = Cff::read(data.into()).ok()?;
    let dict = cff.top_dicts().get(0)?;
    let (registry, ordering) = entries(dict, None).find_map(|entry| match entry {
        Ok(Entry::Ros { registry, ordering, .. }) => Some((registry, ordering)),
        _ => None,
    })?;
    known_collection(CidFamily::from_registry_ordering(cff.string(registry)?, cff.string(ordering)?))
}
