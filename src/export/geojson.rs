//! The places of records on a map: GeoJSON (RFC 7946), as QGIS, Leaflet,
//! MapLibre and kepler.gl read it.
//!
//! One feature a place that has coordinates ([`coordinates`]): a point,
//! longitude first, and flat properties, which those programs take for columns.
//! A place without coordinates has no feature: towns, countries, places abroad.
//!
//! ```json
//! {"type":"Feature","id":"411000","geometry":{"type":"Point","coordinates":[113.852,34.035]},
//!  "properties":{"adcode":"411000","name":"许昌市","level":"prefecture","articles":12,"mentions":31,
//!   "first":"2021-03-01","last":"2021-03-09","events":5,"events_inferred":1,"events:MEET.HOLD":5}}
//! ```

use super::place;
use crate::error::Result;
use crate::lexicon::{Coordinates, coordinates};
use crate::record::{Entity, EntityKind, MentionKind, Record};
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};

/// Writes the places of `records`.
///
/// ```
/// use baozhi::{Extractor, Issue, export};
/// let issue = Issue::parse("禾川日报\n2022年3月2日\n\n春耕开始\n\n河南省许昌市春耕开始。\n");
/// let mut json = Vec::new();
/// export::geojson::write(Extractor::new().extract(&issue), &mut json)?;
/// let json = String::from_utf8_lossy(&json).into_owned();
/// assert!(json.contains(r#""name":"许昌市""#));
/// # Ok::<(), baozhi::Error>(())
/// ```
///
/// # Errors
/// When `out` refuses to be written to.
pub fn write<I>(records: I, out: impl Write) -> Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<Record>,
{
    let mut places = Places::default();
    records.into_iter().for_each(|record| places.add(record.borrow()));
    places.write(out)
}

/// The places of records that come one after another; it keeps counts alone.
#[derive(Clone, Debug, Default)]
pub struct Places {
    by_key: HashMap<String, Seen>,
    /// Events at a place that their article does not name otherwise, by its name.
    by_name: HashMap<String, Happened>,
}

/// What is counted of a place.
#[derive(Clone, Debug, Default)]
struct Seen {
    name: String,
    code: Option<String>,
    level: Option<String>,
    articles: u32,
    mentions: u32,
    first: Option<String>,
    last: Option<String>,
    happened: Happened,
}

/// Events at a place.
#[derive(Clone, Debug, Default)]
struct Happened {
    by_type: BTreeMap<String, u32>,
    /// Further ones, whose sentence does not say the place.
    inferred: u32,
}

impl Happened {
    fn take_in(&mut self, other: &Happened) {
        other.by_type.iter().for_each(|(kind, n)| *self.by_type.entry(kind.clone()).or_default() += n);
        self.inferred += other.inferred;
    }
}

impl Places {
    /// Adds what one record says of places.
    pub fn add(&mut self, record: &Record) {
        for entity in record.entities.iter().filter(|e| e.kind == EntityKind::Place) {
            self.seen(entity).add(record, entity);
        }
        for event in record.events.iter().filter(|e| place::is_told(e.realis)) {
            let Some(at) = &event.place else { continue };
            let happened = match place::of_event(record, event) {
                Some(entity) => &mut self.seen(entity).happened,
                None => self.by_name.entry(at.name.clone()).or_default(),
            };
            if at.inferred {
                happened.inferred += 1;
            } else {
                *happened.by_type.entry(event.kind.to_string()).or_default() += 1;
            }
        }
    }

    fn seen(&mut self, entity: &Entity) -> &mut Seen {
        self.by_key.entry(entity.key.clone()).or_insert_with(|| Seen {
            name: entity.name.clone(),
            code: entity.adcode().map(str::to_owned),
            ..Seen::default()
        })
    }

    /// How many places have coordinates, and how many have none: the first are
    /// features, the others are left out.
    pub fn count(&self) -> (usize, usize) {
        let with = self.by_key.values().filter(|seen| seen.coordinates().is_some()).count();
        (with, self.by_key.len() - with)
    }

    /// Writes a collection of features, those in most articles first, each on
    /// a line of its own.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn write(&self, out: impl Write) -> Result<()> {
        Ok(self.write_features(out)?)
    }

    fn write_features(&self, mut out: impl Write) -> io::Result<()> {
        let features = self.features();
        let types: BTreeSet<&str> = features
            .iter()
            .flat_map(|(_, _, happened)| happened.by_type.keys().map(String::as_str))
            .collect();
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        for (n, (seen, at, happened)) in features.iter().enumerate() {
            out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut out, &Feature::of(seen, *at, happened, &types))?;
        }
        out.write_all(b"\n]}\n")?;
        out.flush()
    }

    /// The places with coordinates, and what happened there in whatever article.
    fn features(&self) -> Vec<(&Seen, Coordinates, Happened)> {
        // A name that several divisions have tells of none of them.
        let mut keys: HashMap<&str, Option<&str>> = HashMap::new();
        for (key, seen) in &self.by_key {
            keys.entry(&seen.name).and_modify(|known| *known = None).or_insert(Some(key));
        }
        let mut further: HashMap<&str, &Happened> = HashMap::new();
        for (name, happened) in &self.by_name {
            if let Some(Some(key)) = keys.get(&**name) {
                further.insert(key, happened);
            }
        }
        let feature = |(key, seen): (&String, _)| {
            let seen: &Seen = seen;
            let mut happened = seen.happened.clone();
            further.get(&**key).iter().for_each(|more| happened.take_in(more));
            Some((&self.by_key[key], seen.coordinates()?, happened))
        };
        let mut features: Vec<_> = self.by_key.iter().filter_map(feature).collect();
        features.sort_by(|(a, ..), (b, ..)| (b.articles, &a.code).cmp(&(a.articles, &b.code)));
        features
    }
}

impl Seen {
    fn add(&mut self, record: &Record, entity: &Entity) {
        self.articles += u32::from(record.article.kind.is_article());
        self.mentions += entity.mentions.len() as u32;
        if let Some(date) = record.date() {
            if self.first.as_deref().is_none_or(|first| date < first) {
                self.first = Some(date.to_owned());
            }
            if self.last.as_deref().is_none_or(|last| date > last) {
                self.last = Some(date.to_owned());
            }
        }
        if self.level.is_none() {
            let mut mentions = entity.mentions.iter().filter_map(|&m| record.mentions.get(m as usize));
            self.level = mentions.find_map(|m| match &m.kind {
                MentionKind::Place { level, .. } => level.as_deref().map(str::to_owned),
                _ => None,
            });
        }
    }

    fn coordinates(&self) -> Option<Coordinates> {
        coordinates(self.code.as_deref()?)
    }
}

#[derive(Serialize)]
struct Feature<'s> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'s str,
    geometry: Geometry,
    properties: Properties<'s>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude first, as RFC 7946 asks for.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'s> {
    adcode: &'s str,
    name: &'s str,
    level: Option<&'s str>,
    articles: u32,
    mentions: u32,
    first: Option<&'s str>,
    last: Option<&'s str>,
    /// Those that are told to be there; `by_type` adds up to it.
    events: u32,
    events_inferred: u32,
    /// Every type of the whole collection: columns without holes.
    #[serde(flatten)]
    by_type: BTreeMap<String, u32>,
}

impl<'s> Feature<'s> {
    fn of(seen: &'s Seen, at: Coordinates, happened: &Happened, types: &BTreeSet<&str>) -> Feature<'s> {
        let of_type =
            |kind: &&str| (format!("events:{kind}"), happened.by_type.get(*kind).copied().unwrap_or(0));
        let code = seen.code.as_deref().unwrap_or_default();
        Feature {
            kind: "Feature",
            id: code,
            geometry: Geometry { kind: "Point", coordinates: [at.longitude, at.latitude] },
            properties: Properties {
                adcode: code,
                name: &seen.name,
                level: seen.level.as_deref(),
                articles: seen.articles,
                mentions: seen.mentions,
                first: seen.first.as_deref(),
                last: seen.last.as_deref(),
                events: happened.by_type.values().sum(),
                events_inferred: happened.inferred,
                by_type: types.iter().map(of_type).collect(),
            },
        }
    }
}
