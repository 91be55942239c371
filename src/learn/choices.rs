//! The weights of a model by the choice they speak for.
//!
//! One of several choices (types of events, roles of a filler) is weighed by
//! features joined with the choice: `role=meeting&first=全`. Asking for each
//! of them with each choice costs as many look-ups as there are choices; here
//! a feature is looked up once and gives what it says for all.

use super::feature::{Key, Template};
use rustc_hash::FxHashMap;

/// Weights by feature, and then by the number of the choice.
///
/// A feature that speaks for many choices has a row with a place for each, which is added in one sweep; of the
/// others, which are most, only the choices they speak for are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    found: FxHashMap<Key, Place>,
    /// Numbers of choices with their weights.
    few: Vec<(u16, f32)>,
    /// Rows of `width` weights.
    many: Vec<f32>,
    width: usize,
}

/// Where the weights of a feature lie.
#[derive(Clone, Copy, Debug)]
enum Place {
    Few { from: u32, to: u32 },
    Many { from: u32 },
}

/// A feature that speaks for one choice in so many, or more, has a row.
const MANY: usize = 5;

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
        let width = found.iter().map(|f| usize::from(f.1) + 1).max().unwrap_or(0);
        let mut out = Choices { width, ..Choices::default() };
        out.found.reserve(found.chunk_by(|a, b| a.0 == b.0).count());
        for of_feature in found.chunk_by(|a, b| a.0 == b.0) {
            let from = out.few.len();
            for of_choice in of_feature.chunk_by(|a, b| a.1 == b.1) {
                out.few.push((of_choice[0].1, of_choice.iter().map(|f| f.2).sum()));
            }
            let place = match (out.few.len() - from) * MANY >= width {
                true => out.spread(from),
                false => Place::Few { from: from as u32, to: out.few.len() as u32 },
            };
            out.found.insert(of_feature[0].0, place);
        }
        out
    }

    /// Moves the last choices, those at `from` and behind, into a row.
    fn spread(&mut self, from: usize) -> Place {
        let at = self.many.len();
        self.many.resize(at + self.width, 0.0);
        for (n, weight) in self.few.drain(from..) {
            self.many[at + usize::from(n)] = weight;
        }
        Place::Many { from: at as u32 }
    }

    /// What `feature` says for a choice.
    #[inline]
    pub(crate) fn weight(&self, feature: Key, choice: usize) -> f32 {
        match self.found.get(&feature) {
            Some(Place::Few { from, to }) => {
                let few = &self.few[*from as usize..*to as usize];
                few.iter().find(|f| usize::from(f.0) == choice).map_or(0.0, |f| f.1)
            }
            Some(Place::Many { from }) if choice < self.width => self.many[*from as usize + choice],
            _ => 0.0,
        }
    }

    /// Adds what `feature` says to the sum of each choice.
    #[inline]
    pub(crate) fn add(&self, feature: Key, sums: &mut [f32]) {
        match self.found.get(&feature) {
            None => {}
            Some(Place::Few { from, to }) => {
                for (n, weight) in &self.few[*from as usize..*to as usize] {
                    if let Some(sum) = sums.get_mut(usize::from(*n)) {
                        *sum += weight;
                    }
                }
            }
            Some(Place::Many { from }) => {
                let row = &self.many[*from as usize..*from as usize + self.width];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += weight;
                }
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
        assert_eq!(choices.weight(Key::new(WORD, "在"), 0), -1.0);
        assert_eq!(choices.weight(Key::new(WORD, "由"), 0), 0.0);
    }

    #[test]
    fn few_choices_and_many_are_added_alike() {
        let key = |n: u16| Key::new(WORD, ["在", "由"][usize::from(n % 2)]);
        let rows = |choices: std::ops::Range<u16>, n| choices.map(move |c| (key(n), c, f32::from(c)));
        let choices = Choices::of_weights(rows(0..30, 0).chain(rows(3..5, 1)).collect());
        assert_eq!((choices.few.len(), choices.many.len()), (2, 30));
        let mut sums = [0.0; 30];
        choices.add(key(0), &mut sums);
        choices.add(key(1), &mut sums);
        assert_eq!(sums[2..6], [2.0, 6.0, 8.0, 5.0]);
        assert_eq!((choices.weight(key(0), 29), choices.weight(key(1), 4)), (29.0, 4.0));
        assert_eq!((choices.weight(key(0), 30), choices.weight(key(1), 5)), (0.0, 0.0));
    }
}
