//! Which place a name means, and which division 市委 is of.
//!
//! Of several places of one name (和平区 in six cities) one is chosen by, in
//! this order: the place right before it; the one of that name that the
//! article names in full, the last before it first; the paper's home; the
//! article's other places; the hierarchy, a city before a county.

use super::home;
use super::place::{PlaceMention, Source};
use super::scan::Scan;
use crate::lexicon::Level;
use std::collections::HashMap;

/// Settles the row of every place that has one.
pub(super) fn settle(scan: &Scan<'_>, places: &mut [PlaceMention]) {
    let home = scan.input.home.and_then(|h| scan.lexicon.place_row(h));
    let votes = votes(scan, places);
    let named = named_in_full(scan, places);
    for i in 0..places.len() {
        let Some(name) = places[i].name else { continue };
        let above = places[i].above.and_then(|a| places[a as usize].row);
        let support =
            Support { above, named: named.nearest(name, places[i].span.start), home, votes: &votes };
        places[i].row = choose(scan, name, &support);
        if let Some(row) = places[i].row {
            places[i].level = scan.lexicon.places.rows[row as usize].level;
        }
    }
    adopt(scan, places);
    for i in 0..places.len() {
        if places[i].row.is_none() && places[i].level == Level::Township && !places[i].deixis {
            let above = places[i].above.and_then(|a| places[a as usize].row);
            places[i].township = township(scan, &scan.text[places[i].span], above, home, &votes);
        }
    }
}

/// What speaks for one of several places of a name.
struct Support<'v> {
    /// The place right before it.
    above: Option<u32>,
    /// The place of that name that the article names in full.
    named: Option<u32>,
    home: Option<u32>,
    votes: &'v HashMap<u32, u32>,
}

/// The places that stand right behind one they lie in (重庆市江北区), by name,
/// with where they stand.
struct NamedInFull(HashMap<u32, Vec<(usize, u32)>>);

impl NamedInFull {
    /// The last of that name before byte `at`, else the first behind it.
    fn nearest(&self, name: u32, at: usize) -> Option<u32> {
        let all = self.0.get(&name)?;
        let before = all.partition_point(|(start, _)| *start < at);
        all.get(before.saturating_sub(1)).map(|(_, row)| *row)
    }
}

fn named_in_full(scan: &Scan<'_>, places: &[PlaceMention]) -> NamedInFull {
    let gazetteer = &scan.lexicon.places;
    let mut named: HashMap<u32, Vec<(usize, u32)>> = HashMap::new();
    for place in places {
        let above = place.above.and_then(|a| places[a as usize].name);
        let (Some(name), Some(above)) = (place.name, above) else { continue };
        let mut within = gazetteer.names.rows(name).iter().map(|r| r.0).filter(|&row| {
            gazetteer.names.rows(above).iter().any(|&(a, _)| a != row && gazetteer.lies_in(row, a))
        });
        if let (Some(row), None) = (within.next(), within.next()) {
            named.entry(name).or_default().push((place.span.start, row));
        }
    }
    NamedInFull(named)
}

/// The township of a name: the one in the place before it; else the one in
/// the paper's home, then in the county that the article names most; else the
/// only one of that name, where it does not lie far from home.
fn township(
    scan: &Scan<'_>,
    name: &str,
    above: Option<u32>,
    home: Option<u32>,
    votes: &HashMap<u32, u32>,
) -> Option<(&'static str, u32)> {
    let places = &scan.lexicon.places;
    let county = |code: &'static str| Some((code, places.by_id(&code[..6])?));
    let all: Vec<(&'static str, u32)> = crate::lexicon::township_codes(name).filter_map(county).collect();
    let one = |of: &dyn Fn(u32) -> bool| {
        let mut of = all.iter().filter(|t| of(t.1));
        of.next().filter(|_| of.next().is_none()).copied()
    };
    if let Some(above) = above {
        return one(&|county| places.lies_in(county, above));
    }
    let province = |row: u32| places.line(row).find(|&p| places.rows[p as usize].level == Level::Province);
    let voted = |county: u32| votes.get(&county).copied().unwrap_or(0);
    let most = all.iter().map(|t| voted(t.1)).max().filter(|n| *n > 0);
    let near = |county: u32| home.is_none_or(|h| province(h) == province(county)) || voted(county) > 0;
    home.and_then(|h| one(&|county| places.lies_in(county, h)))
        .or_else(|| most.and_then(|most| one(&|county| voted(county) == most)))
        .or_else(|| one(&|_| true).filter(|t| near(t.1)))
}

/// How many of the article's unambiguous places lie in each upper place.
fn votes(scan: &Scan<'_>, places: &[PlaceMention]) -> HashMap<u32, u32> {
    let gazetteer = &scan.lexicon.places;
    let mut votes = HashMap::new();
    for place in places {
        let Some(name) = place.name else { continue };
        if let [(row, _)] = gazetteer.names.rows(name) {
            for upper in gazetteer.line(*row) {
                if gazetteer.rows[upper as usize].level > Level::Country {
                    *votes.entry(upper).or_insert(0) += 1;
                }
            }
        }
    }
    votes
}

fn choose(scan: &Scan<'_>, name: u32, support: &Support<'_>) -> Option<u32> {
    let Support { above, named, home, votes } = *support;
    let places = &scan.lexicon.places;
    let rows = places.names.rows(name);
    if let [(row, _)] = rows {
        return (!foreign_district(scan, *row, support)).then_some(*row);
    }
    let score = |row: u32| {
        let in_above = above.is_some_and(|a| a != row && places.lies_in(row, a));
        let at_home = home.is_some_and(|h| places.lies_in(row, h) || places.lies_in(h, row));
        let line = || places.line(row).skip(1).filter(|&r| places.rows[r as usize].level > Level::Country);
        let province =
            home.and_then(|h| places.line(h).find(|&r| places.rows[r as usize].level == Level::Province));
        let near = province.is_some_and(|p| places.lies_in(row, p));
        let voted: u32 = line().map(|r| votes.get(&r).copied().unwrap_or(0)).sum();
        (in_above, named == Some(row), at_home, voted.min(9), near)
    };
    let best = rows.iter().map(|&(r, _)| score(r)).max()?;
    let mut left: Vec<u32> = rows.iter().map(|&(r, _)| r).filter(|&r| score(r) == best).collect();
    // 太湖 the lake before 太湖 for 太湖县; then a city before a county.
    let text = places.names.text(name);
    left.sort_by_key(|&r| (places.rows[r as usize].name != text, places.rows[r as usize].level, r));
    let top = places.rows[left[0] as usize].level;
    let supported = best.0 || best.1 || best.2 || best.3 > 0 || best.4;
    // Six districts of one name and nothing to tell them apart: none is meant for sure.
    let full = places.rows[left[0] as usize].name == text;
    let tied = left
        .iter()
        .filter(|&&r| places.rows[r as usize].level == top && (places.rows[r as usize].name == text) == full)
        .count()
        > 1;
    (supported || !tied).then_some(left[0])
}

/// A district of another province that nothing else points to: 东城区 in a
/// paper of 许昌 is a part of the town, and not of Beijing.
fn foreign_district(scan: &Scan<'_>, row: u32, support: &Support<'_>) -> bool {
    let Support { above, named, home, votes } = *support;
    let places = &scan.lexicon.places;
    let place = &places.rows[row as usize];
    let province = |r: u32| places.line(r).find(|&p| places.rows[p as usize].level == Level::Province);
    let Some(home) = home.and_then(province) else { return false };
    let local = place.name.chars().next().is_some_and(|c| "东西南北新老中城".contains(c))
        && place.name.ends_with('区');
    let away = province(row).is_some_and(|p| p != home);
    let pointed = places.line(row).skip(1).any(|r| {
        // The row itself votes for its own province once for each mention.
        places.rows[r as usize].level == Level::Prefecture && votes.get(&r).is_some_and(|&v| v > 1)
    });
    place.level == Level::County && local && away && above.is_none() && named.is_none() && !pointed
}

/// Gives a place below the county that stands alone the parents it had where
/// it was named in full.
fn adopt(scan: &Scan<'_>, places: &mut [PlaceMention]) {
    let mut first: HashMap<&str, u32> = HashMap::new();
    for place in places {
        if !matches!(place.source, Source::Local | Source::Zone | Source::Tagger) {
            continue;
        }
        let text = &scan.text[place.span];
        match place.above {
            Some(above) => drop(first.entry(text).or_insert(above)),
            None => place.above = first.get(text).copied(),
        }
    }
}

/// The full name of a place, as an institution of it is named: a division's
/// own name, with the county before anything below the county.
pub(super) fn full_name(scan: &Scan<'_>, places: &[PlaceMention], index: usize) -> String {
    let place = &places[index];
    let own = name_of(scan, place);
    if place.row.is_some() || place.level < Level::Township {
        return own;
    }
    match place.above {
        None => match place.township {
            Some((_, county)) => scan.lexicon.places.rows[county as usize].name.clone() + &own,
            None => own,
        },
        Some(above)
            if places[above as usize].level == Level::County
                || places[above as usize].level == Level::Township =>
        {
            full_name(scan, places, above as usize) + &own
        }
        _ => own,
    }
}

/// The place's own full name (许昌 → 许昌市).
pub(super) fn name_of(scan: &Scan<'_>, place: &PlaceMention) -> String {
    match place.row {
        Some(row) => scan.lexicon.places.rows[row as usize].name.clone(),
        None => match home::unknown(scan) {
            Some(home) if place.source == Source::Home || place.deixis => home.to_owned(),
            _ => scan.text[place.span].to_owned(),
        },
    }
}

/// A division that an institution or a post is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// A place of the text.
    Mention(u32),
    /// A row of the gazetteer.
    Row(u32),
    /// The paper's home, which the gazetteer does not hold.
    Home,
}

impl Division {
    /// Its full name as institutions of it are named.
    pub fn name(self, scan: &Scan<'_>, places: &[PlaceMention]) -> String {
        match self {
            Division::Mention(i) => full_name(scan, places, i as usize),
            Division::Row(r) => scan.lexicon.places.rows[r as usize].name.clone(),
            Division::Home => home::unknown(scan).unwrap_or_default().to_owned(),
        }
    }
}

/// The division that `unit` (市 in 市委) means at byte `at`: one of the same
/// sentence before it, else the paper's home, else the last one of the
/// article before it, else a later one that is the only one.
pub(super) fn division(scan: &Scan<'_>, places: &[PlaceMention], unit: &str, at: usize) -> Option<Division> {
    let end = places.partition_point(|p| p.span.start < at);
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(0, |s| s.start);
    let paragraph = scan.line_break(at);
    let fits = |i: usize| unit_of(scan, &places[i], unit).is_some();
    let explicit =
        |i: usize| scan.text[places[i].span].ends_with(unit) && unit_of(scan, &places[i], unit) == Some(true);
    let upper = |i: usize| upper_of(scan, &places[i], unit);
    let resolve = |i: usize| match unit_of(scan, &places[i], unit) {
        Some(true) => places[i].row.map_or(Division::Mention(i as u32), Division::Row),
        _ => Division::Mention(i as u32),
    };
    let near = (0..end)
        .rev()
        .take_while(|&i| places[i].span.start >= sentence)
        .find(|&i| explicit(i) && !places[i].deixis);
    if let Some(i) = near {
        return Some(resolve(i));
    }
    if let Some(home) = home_division(scan, unit) {
        let before = (0..end)
            .rev()
            .take_while(|&i| places[i].span.start >= paragraph)
            .find(|&i| explicit(i) && !places[i].deixis);
        // A county-level city that the paragraph is about keeps its 市.
        return match before {
            Some(i) if unit != "省" => Some(resolve(i)),
            _ => Some(home),
        };
    }
    if let Some(i) = (0..end).rev().find(|&i| fits(i)) {
        return Some(resolve(i));
    }
    (0..end).rev().find_map(upper).map(Division::Row)
}

/// Whether `place` is a division of `unit`: its name ends so (`true`), or it
/// is a place of that kind below the gazetteer.
fn unit_of(scan: &Scan<'_>, place: &PlaceMention, unit: &str) -> Option<bool> {
    if place.deixis || place.dropped {
        return None;
    }
    match place.row {
        Some(row) => {
            let row = &scan.lexicon.places.rows[row as usize];
            (row.level >= Level::Province && row.level <= Level::County && matches_unit(&row.name, unit))
                .then_some(true)
        }
        None if place.source == Source::Home => {
            home::unknown(scan).is_some_and(|h| matches_unit(h, unit)).then_some(true)
        }
        None => (place.source != Source::Lexicon && scan.text[place.span].ends_with(unit)).then_some(true),
    }
}

/// The division of `unit` that `place` lies in.
fn upper_of(scan: &Scan<'_>, place: &PlaceMention, unit: &str) -> Option<u32> {
    let places = &scan.lexicon.places;
    let row = place.row?;
    places.line(row).skip(1).find(|&r| matches_unit(&places.rows[r as usize].name, unit))
}

/// The home, or the division above it, that is of `unit`.
fn home_division(scan: &Scan<'_>, unit: &str) -> Option<Division> {
    if let Some(home) = home::unknown(scan) {
        return matches_unit(home, unit).then_some(Division::Home);
    }
    let places = &scan.lexicon.places;
    let home = scan.lexicon.place_row(scan.input.home?)?;
    places.line(home).find(|&r| matches_unit(&places.rows[r as usize].name, unit)).map(Division::Row)
}

/// 省 stands for autonomous regions too where they call themselves so.
fn matches_unit(name: &str, unit: &str) -> bool {
    name.ends_with(unit)
        && !(unit == "区" && name.ends_with("自治区") || unit == "州" && !name.ends_with("自治州"))
}
