//! The gazetteer: divisions, countries, cities abroad, natural features.

use super::Names;
use super::table::{self, Row};
use crate::Result;
use std::collections::HashMap;

/// What sort of place a row of the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Level {
    /// A state.
    Country,
    /// 省, 自治区, 直辖市, 特别行政区.
    Province,
    /// 地级市, 自治州, 地区, 盟.
    Prefecture,
    /// 县, 区, 县级市, 旗.
    County,
    /// 镇, 乡, 街道.
    Township,
    /// 村, 社区.
    Village,
    /// A city abroad.
    City,
    /// Water, mountain, plain, island.
    Natural,
    /// A part of the world or of a country.
    Region,
    /// A square, a building, an airport.
    Site,
}

impl Level {
    /// The name in records and dictionaries, `prefecture`.
    pub fn as_str(self) -> &'static str {
        LEVELS.iter().find(|(_, l)| *l == self).map_or("", |(n, _)| n)
    }
}

const LEVELS: [(&str, Level); 10] = [
    ("country", Level::Country),
    ("province", Level::Province),
    ("prefecture", Level::Prefecture),
    ("county", Level::County),
    ("township", Level::Township),
    ("village", Level::Village),
    ("city", Level::City),
    ("natural", Level::Natural),
    ("region", Level::Region),
    ("site", Level::Site),
];

/// One row of the gazetteer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Place {
    /// Administrative code, country code or the name itself.
    pub id: String,
    /// Full name.
    pub name: String,
    /// What it is.
    pub level: Level,
    /// Row of the place it lies in.
    pub parent: Option<u32>,
    /// The dictionary it comes from.
    pub(crate) file: u16,
}

impl Place {
    /// The six-digit administrative code, if the row has one.
    pub fn adcode(&self) -> Option<&str> {
        (self.id.len() == 6 && self.id.bytes().all(|b| b.is_ascii_digit())).then_some(self.id.as_str())
    }
}

/// The gazetteer's rows with their ids and names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub rows: Vec<Place>,
    pub names: Names,
    by_id: HashMap<String, u32>,
    parents: Vec<Box<str>>,
}

impl Places {
    /// Adds, overrides or removes rows.
    pub(super) fn read(&mut self, file: u16, row: &Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.by_id.remove(id);
            return Ok(());
        }
        let level = row.one_of("level", &LEVELS)?;
        self.add(file, row.key(), row.cell("name"), level, row.cell("parent"), row.cell("aliases"));
        Ok(())
    }

    /// Adds one place; a row of the same id gives way.
    /// Gives the number of its name.
    pub fn add(&mut self, file: u16, id: &str, name: &str, level: Level, parent: &str, aliases: &str) -> u32 {
        let at = self.rows.len() as u32;
        let full = name.trim_end_matches('?');
        self.rows.push(Place { id: id.into(), name: full.into(), level, parent: None, file });
        self.parents.push(parent.into());
        self.by_id.insert(id.into(), at);
        let number = self.names.add(name, at);
        for alias in table::list(aliases) {
            self.names.add(alias, at);
        }
        number
    }

    /// Links rows to their parents and sorts their names; called once all files are read.
    pub fn link(&mut self) {
        for (row, parent) in self.rows.iter_mut().zip(std::mem::take(&mut self.parents)) {
            row.parent = self.by_id.get(&*parent).copied();
        }
        // A row whose id is another's by now was removed, or gave way.
        let (rows, by_id) = (&self.rows, &self.by_id);
        self.names.freeze(|r| by_id.get(&*rows[r as usize].id) != Some(&r));
    }

    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// True when `upper` is `row` or one of the places it lies in.
    pub fn lies_in(&self, row: u32, upper: u32) -> bool {
        self.line(row).any(|r| r == upper)
    }

    /// `row` and the places above it, nearest first.
    pub fn line(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        // A dictionary may hold a loop by mistake; eight steps are more than any real line.
        std::iter::successors(Some(row), |&r| self.rows[r as usize].parent).take(8)
    }
}
