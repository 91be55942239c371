//! What the model is told beside the annotated text: word clusters and a
//! gazetteer.

use super::data::HashKeyed;
use crate::error::{Error, Result};
use crate::tagger::feature::{ENTRY, GRAM_SEED, Hit, mix, normal, word_pattern};
use crate::tagger::model::{MORE, hit};
use std::path::Path;

/// Word clusters and gazetteer, by hash.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Class of each gazetteer gram, with [`MORE`] on the beginnings.
    entries: HashKeyed<u16>,
    /// Those of two characters.
    pairs: HashKeyed<u16>,
    clusters: HashKeyed<u16>,
}

impl Knowledge {
    /// Puts `word` into cluster number `cluster`, from 1 to 32,767.
    pub fn add_cluster(&mut self, word: &str, cluster: u16) {
        self.add_cluster_hash(word_pattern(word), cluster);
    }

    pub(crate) fn add_cluster_hash(&mut self, word: u64, cluster: u16) {
        self.clusters.insert(word, cluster & !MORE);
    }

    /// Writes the clusters to `path`, a line `hash cluster` each, in order.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save_clusters(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut all: Vec<(u64, u16)> = self.clusters.iter().map(|(&h, &c)| (h, c)).collect();
        all.sort_unstable();
        let text: String = all.iter().map(|(h, c)| format!("{h:016x} {c}\n")).collect();
        std::fs::write(&path, text).map_err(|e| Error::io(path, e))
    }

    /// Reads clusters that [`Knowledge::save_clusters`] wrote.
    ///
    /// # Errors
    /// When the file cannot be read or a line is not of that form.
    pub fn load_clusters(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        for (i, line) in text.lines().enumerate() {
            let pair = line
                .split_once(' ')
                .and_then(|(h, c)| Some((u64::from_str_radix(h, 16).ok()?, c.parse().ok()?)));
            let Some((hash, cluster)) = pair else {
                return Err(Error::line(
                    path,
                    i as u64 + 1,
                    format!("expected `hash cluster`, found {line:?}"),
                ));
            };
            self.add_cluster_hash(hash, cluster);
        }
        Ok(())
    }

    /// Adds a gazetteer entry of 2 to 12 characters in class number `class`,
    /// from 1 to 32,767; others are passed over. The last class given to an
    /// entry counts.
    pub fn add_entry(&mut self, entry: &str, class: u16) {
        let len = entry.chars().count();
        if !(2..=ENTRY).contains(&len) {
            return;
        }
        let mut hash = GRAM_SEED;
        for (i, c) in entry.chars().enumerate() {
            hash = mix(hash, u64::from(normal(c)));
            let known = match i {
                // Every look at the gazetteer begins with a pair.
                0 => continue,
                1 => self.pairs.entry(hash).or_insert(0),
                _ => self.entries.entry(hash).or_insert(0),
            };
            *known = if i + 1 == len { (*known & MORE) | (class & !MORE) } else { *known | MORE };
        }
    }

    /// Adds the entries of a dictionary at `path`: tab-separated, with `#` for
    /// remarks and a header line. Entries stand in the columns `name`,
    /// `names`, `aliases`, `title` and `suffix`, several separated by commas.
    /// Each value of the column `level`, `kind` or `class` is a class, counted
    /// from `first` in order of appearance, thirty at most.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn add_dictionary(&mut self, path: impl AsRef<Path>, first: u16) -> Result<()> {
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        let mut lines = text.lines().filter(|l| !l.starts_with('#'));
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
        let class_at = header.iter().position(|h| matches!(*h, "level" | "kind" | "class"));
        let mut values: Vec<&str> = Vec::new();
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let value = class_at.and_then(|i| fields.get(i)).copied().unwrap_or("");
            let number = values.iter().position(|v| *v == value).unwrap_or(values.len());
            if number == values.len() {
                values.push(value);
            }
            let class = first + number.min(29) as u16;
            for (name, field) in header.iter().zip(&fields) {
                if matches!(*name, "name" | "names" | "aliases" | "title" | "suffix") {
                    field.split([',', '、']).for_each(|entry| self.add_entry(entry.trim(), class));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn entry(&self, hash: u64) -> Hit {
        hit(self.pairs.get(&hash).or_else(|| self.entries.get(&hash)).copied().unwrap_or(0))
    }

    pub(crate) fn cluster(&self, hash: u64) -> u16 {
        self.clusters.get(&hash).copied().unwrap_or(0)
    }

    /// Every gazetteer gram and clustered word: its hash, its class, and
    /// whether it is a pair of characters.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u64, u16, bool)> + '_ {
        let others = self.entries.iter().chain(&self.clusters).map(|(&h, &c)| (h, c, false));
        self.pairs.iter().map(|(&h, &c)| (h, c, true)).chain(others)
    }
}
