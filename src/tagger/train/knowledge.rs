//! What the model is told beside the annotated text: word clusters and a
//! gazetteer.

use super::data::HashKeyed;
use crate::tagger::feature::{ENTRY, GRAM_SEED, Hit, WORD_SEED, mix, normal};
use crate::tagger::model::MORE;

/// Word clusters and gazetteer, by hash.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Class of each gazetteer gram, with [`MORE`] on the beginnings.
    entries: HashKeyed<u16>,
    clusters: HashKeyed<u16>,
}

impl Knowledge {
    /// Puts `word` into cluster number `cluster`, from 1 to 32,767.
    pub fn add_cluster(&mut self, word: &str, cluster: u16) {
        let hash = word.chars().fold(WORD_SEED, |h, c| mix(h, u64::from(normal(c))));
        self.clusters.insert(hash, cluster & !MORE);
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
            let known = self.entries.entry(hash).or_insert(0);
            *known = if i + 1 == len { (*known & MORE) | (class & !MORE) } else { *known | MORE };
        }
    }

    pub(crate) fn entry(&self, hash: u64) -> Hit {
        let class = self.entries.get(&hash).copied().unwrap_or(0);
        Hit { more: class & MORE != 0, class: class & !MORE }
    }

    pub(crate) fn cluster(&self, hash: u64) -> u16 {
        self.clusters.get(&hash).copied().unwrap_or(0)
    }

    /// Every gazetteer gram and clustered word, with its class.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u64, u16)> + '_ {
        self.entries.iter().chain(&self.clusters).map(|(&h, &c)| (h, c))
    }
}
