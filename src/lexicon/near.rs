//! Places whose names are near to one that is not known.

use super::Lexicon;

impl Lexicon {
    /// Up to `n` places whose names differ least from `name`, the nearest
    /// first: by the fewest characters to put in, take out or change. Names
    /// that share nothing with it are none.
    pub fn places_like(&self, name: &str, n: usize) -> Vec<String> {
        let wanted: Vec<char> = name.chars().take(32).collect();
        let near = self.places.rows.iter().filter_map(|place| {
            let found: Vec<char> = place.name.chars().collect();
            let distance = distance(&wanted, &found);
            // A kind alone (市) is nothing shared.
            let shared = found.iter().rev().skip(1).any(|c| wanted.contains(c));
            shared.then_some((distance, place.level, &place.name))
        });
        let mut near: Vec<_> = near.collect();
        near.sort();
        near.dedup_by(|a, b| a.2 == b.2);
        near.into_iter().take(n).map(|(_, _, name)| name.clone()).collect()
    }
}

/// Levenshtein's distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = left + usize::from(x != y);
            left = row[j + 1];
            row[j + 1] = change.min(left + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.places_like("许唱市", 2)[0], "许昌市");
        assert!(lexicon.places_like("", 3).is_empty());
    }
}
