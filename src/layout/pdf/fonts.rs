//! Characters of fonts that do not tell them: by the number of the glyph in
//! its character collection.
//!
//! A composite font without a ToUnicode map may still name the collection its
//! glyphs are numbered by (Adobe-GB1, -CNS1, -Japan1, -Korea1), in its
//! dictionary or in the font program itself; the numbers of these collections
//! are published with their characters.

use std::sync::LazyLock;

use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CharacterCollection, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_interpret::hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use super::program;

/// Forms nest in forms; deeper than this is a loop.
const DEEPEST: u32 = 6;

/// The composite fonts of a page that have no ToUnicode map, read when the
/// first glyph asks for them.
pub(super) struct CollectionFonts<'a> {
    resources: Resources<'a>,
    by_name: Option<FxHashMap<String, Encoding>>,
    programs: FxHashMap<u128, program::Characters>,
}

/// How the codes of a font become characters.
struct Encoding {
    cids: CMap,
    family: Option<CidFamily>,
}

impl<'a> CollectionFonts<'a> {
    pub(super) fn new(resources: &Resources<'a>) -> CollectionFonts<'a> {
        CollectionFonts { resources: resources.clone(), by_name: None, programs: FxHashMap::default() }
    }

    /// The character of a glyph whose font does not tell it.
    pub(super) fn character(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        let resources = &self.resources;
        let fonts = self.by_name.get_or_insert_with(|| composite_fonts(resources));
        let encoding = fonts.get(font.postscript_name.as_deref().unwrap_or_default());
        let program = self
            .programs
            .entry(font.cache_key)
            .or_insert_with(|| program::Characters::read((*font.data).as_ref()));

        let cid =
            encoding.and_then(|e| (1..=4).find_map(|bytes| e.cids.lookup_cid_code(glyph.char_code(), bytes)));
        let family = encoding.and_then(|e| e.family.as_ref()).or(program.family());
        if let (Some(cid), Some(family)) = (cid, family)
            && let Some(character) = collection_character(family, cid)
        {
            return Some(character);
        }
        program.of_glyph(glyph.glyph_id().to_u32())
    }
}

/// The character of a number in a collection.
fn collection_character(family: &CidFamily, cid: u32) -> Option<char> {
    static GB1: LazyLock<Option<CMap>> = LazyLock::new(|| embedded(CMapName::AdobeGb1Ucs2));
    static CNS1: LazyLock<Option<CMap>> = LazyLock::new(|| embedded(CMapName::AdobeCns1Ucs2));
    static JAPAN1: LazyLock<Option<CMap>> = LazyLock::new(|| embedded(CMapName::AdobeJapan1Ucs2));
    static KOREA1: LazyLock<Option<CMap>> = LazyLock::new(|| embedded(CMapName::AdobeKorea1Ucs2));
    let map = match family {
        CidFamily::AdobeGB1 => &GB1,
        CidFamily::AdobeCNS1 => &CNS1,
        CidFamily::AdobeJapan1 => &JAPAN1,
        CidFamily::AdobeKorea1 => &KOREA1,
        CidFamily::AdobeIdentity | CidFamily::Custom { .. } => return None,
    };
    match map.as_ref()?.lookup_bf_string(cid)? {
        BfString::Char(character) => Some(character),
        BfString::String(text) => text.chars().next(),
    }
}

fn embedded(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

fn composite_fonts(resources: &Resources<'_>) -> FxHashMap<String, Encoding> {
    let mut fonts = FxHashMap::default();
    collect_fonts(resources, &mut fonts, 0);
    fonts
}

fn collect_fonts(resources: &Resources<'_>, fonts: &mut FxHashMap<String, Encoding>, depth: u32) {
    for name in resources.fonts.keys() {
        if let Some(font) = resources.fonts.get::<Dict<'_>>(&*name)
            && !font.contains_key(b"ToUnicode")
            && let Some((name, encoding)) = composite_font(&font)
        {
            fonts.insert(name, encoding);
        }
    }
    if depth == DEEPEST {
        return;
    }
    for name in resources.x_objects.keys() {
        if let Some(form) = resources.x_objects.get::<Stream<'_>>(&*name)
            && let Some(inner) = form.dict().get::<Dict<'_>>(b"Resources")
        {
            collect_fonts(&Resources::new(inner), fonts, depth + 1);
        }
    }
}

fn composite_font(font: &Dict<'_>) -> Option<(String, Encoding)> {
    let name = font.get::<Name<'_>>(b"BaseFont")?;
    let cids = match font.get::<Object<'_>>(b"Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(&name) {
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            name => embedded(name)?,
        },
        Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
        _ => return None,
    };
    let descendant = font.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let family = collection_of_map(&cids).or_else(|| collection_of_font(&descendant));
    Some((without_subset_tag(name.as_str()).to_owned(), Encoding { cids, family }))
}

fn collection_of_map(cids: &CMap) -> Option<CidFamily> {
    let CharacterCollection { family, .. } = cids.metadata().character_collection.clone()?;
    known_collection(family)
}

fn collection_of_font(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let registry = info.get::<PdfString<'_>>(b"Registry")?;
    let ordering = info.get::<PdfString<'_>>(b"Ordering")?;
    known_collection(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

/// A collection whose characters are published.
pub(super) fn known_collection(family: CidFamily) -> Option<CidFamily> {
    (!matches!(family, CidFamily::AdobeIdentity | CidFamily::Custom { .. })).then_some(family)
}

/// A name without the six letters that mark a font cut down to what the file
/// uses (`ABCDEF+SimSun`).
fn without_subset_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest,
        _ => name,
    }
}
