//! A paper's home that the gazetteer does not hold: a division of an older
//! map, or of a story. Its full name and its short one are places of the text
//! (澜阳市, 澜阳), and 我市, 市委 and 市X are of it.

use super::place::{PlaceMention, Source};
use super::scan::Scan;
use crate::lexicon::Level;
use crate::span::Span;

/// The home's full name, where the gazetteer has no place of it.
pub(super) fn unknown<'a>(scan: &Scan<'a>) -> Option<&'a str> {
    let home = scan.input.home?;
    let named = home.chars().count() >= 3 && home.ends_with(['市', '县', '区', '州', '旗', '盟']);
    (named && scan.lexicon.place_row(home).is_none()).then_some(home)
}

/// Every place where the unknown home is named, in text order.
pub(super) fn find(scan: &Scan<'_>) -> Vec<PlaceMention> {
    let Some(home) = unknown(scan) else { return Vec::new() };
    let unit = home.chars().next_back().map_or(0, char::len_utf8);
    let short = &home[..home.len() - unit];
    let mention = |(start, _)| {
        let full = scan.text[start..].starts_with(home);
        place(home, Span::new(start, start + if full { home.len() } else { short.len() }))
    };
    scan.text.match_indices(short).map(mention).collect()
}

/// 我市, where the home is unknown and of that kind.
pub(super) fn deixis(scan: &Scan<'_>, span: Span, unit: char) -> Option<PlaceMention> {
    let home = unknown(scan).filter(|h| h.ends_with(unit))?;
    Some(PlaceMention { deixis: true, source: Source::Deixis, ..place(home, span) })
}

fn place(home: &str, span: Span) -> PlaceMention {
    let level = if home.ends_with(['县', '区', '旗']) { Level::County } else { Level::Prefecture };
    PlaceMention::new(span, level, Source::Home)
}
