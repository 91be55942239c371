//! The weights of a model by the choice they speak for.
//!
//! One of several choices (types of events, roles of a filler) is weighed by
//! features joined with the choice: `role=meeting&first=全`. Asking for each
//! of them with each choice costs as many look-ups as there are choices; here
//! a feature is looked up once and gives what it says for all.

use super::feature::{Key, Template};
use rustc_hash::FxHashMap;

/// Weights by feature, and then by the number of the choice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    /// The range of `weights` that a feature, named without the choice, has.
    ranges: FxHashMap<Key, (u32, u32)>,
    weights: Vec<(u16, f32)>,
}

impl Choices {
    /// Those of `rows` (names of features and weights) whose name has a part
    /// of `template`, whose value `number` gives the number of the choice.
    pub(crate) fn new<'n>(
        template: Template,
        rows: impl Iterator<Item = (&'n str, f32)>,
        number: impl Fn(&str) -> Option<u16>,
    ) -> Choices {
        let of_choice = rows.filter_map(|(name, weight)| {
            let (rest, choice) = Key::parse_without(name, template)?;
            Some((rest, number(&choice)?, weight))
        });
        Choices::of_weights(of_choice.collect())
    }

    /// Weights of features and choices; those of the same are added up.
    pub(crate) fn of_weights(mut found: Vec<(Key, u16, f32)>) -> Choices {
        found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut out = Choices::default();
        out.ranges.reserve(found.chunk_by(|a, b| a.0 == b.0).count());
        for of_feature in found.chunk_by(|a, b| a.0 == b.0) {
            let from = out.weights.len() as u32;
            for of_choice in of_feature.chunk_by(|a, b| a.1 == b.1) {
                out.weights.push((of_choice[0].1, of_choice.iter().map(|f| f.2).sum()));
            }
            out.ranges.insert(of_feature[0].0, (from, out.weights.len() as u32));
        }
        out
    }

    /// What `feature` says for each choice it says anything for.
    #[inline]
    pub(crate) fn of(&self, feature: Key) -> &[(u16, f32)] {
        self.ranges.get(&feature).map_or(&[], |r| &self.weights[r.0 as usize..r.1 as usize])
    }

    /// Adds what `feature` says to the sum of each choice.
    #[inline]
    pub(crate) fn add(&self, feature: Key, sums: &mut [f32]) {
        for (n, weight) in self.of(feature) {
            if let Some(sum) = sums.get_mut(usize::from(*n)) {
                *sum += weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: Template = Template::new("role");
    const WORD: Template = Template::new("word");
    const SIDE: Template = Template::new("side");

    fn number(role: &str) -> Option<u16> {
        ["actor", "place&"].iter().position(|r| *r == role).map(|n| n as u16)
    }

    #[test]
    fn a_feature_says_something_for_each_choice() {
        let rows = [
            ("role=actor", 0.5),
            ("word=在&role=place%26", 2.0),
            ("role=actor&word=在", -1.0),
            ("role=actor&word=在&side=before", 0.25),
            ("role=unknown&word=在", 9.0),
            ("word=在", 7.0),
        ];
        let choices = Choices::new(ROLE, rows.into_iter(), number);
        let mut sums = [0.0; 2];
        choices.add(Key::ALWAYS, &mut sums);
        choices.add(Key::new(WORD, "在"), &mut sums);
        choices.add(Key::new(SIDE, "before").and(Key::new(WORD, "在")), &mut sums);
        choices.add(Key::new(WORD, "由"), &mut sums);
        assert_eq!(sums, [-0.25, 2.0]);
    }
}
