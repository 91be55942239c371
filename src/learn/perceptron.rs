//! The averaged structured perceptron (Collins, 2002): weights of whole paths
//! of choices, moved towards the right path whenever another scores best.
//!
//! ```text
//! for each sentence:
//!     best = the path of the largest perceptron.score(…) over its parts
//!     if best is not the right path:
//!         perceptron.update(features of the right path, features of best)
//! perceptron.averaged()
//! ```

use super::feature::Key;
use super::model::Model;
use rustc_hash::FxHashMap;

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    now: f32,
    /// The sum of the weight over all updates, without the part since `since`.
    sum: f64,
    since: u32,
}

/// Weights in training.
#[derive(Clone, Debug, Default)]
pub(crate) struct Perceptron {
    weights: FxHashMap<Key, Weight>,
    updates: u32,
}

impl Perceptron {
    /// All weights nothing.
    pub(crate) fn new() -> Perceptron {
        Perceptron::default()
    }

    /// The sum of the weights as they are now.
    pub(crate) fn score(&self, features: &[(Key, f32)]) -> f32 {
        features.iter().map(|(k, v)| self.weights.get(k).map_or(0.0, |w| w.now * v)).sum()
    }

    /// One example more has been looked at: the right path's features are
    /// worth more, the wrong path's less. What both have in common stays.
    pub(crate) fn update(&mut self, right: &[(Key, f32)], wrong: &[(Key, f32)]) {
        self.updates += 1;
        for (features, sign) in [(right, 1.0), (wrong, -1.0)] {
            for (key, value) in features {
                let weight = self.weights.entry(*key).or_default();
                weight.sum += f64::from(weight.now) * f64::from(self.updates - weight.since);
                weight.since = self.updates;
                weight.now += sign * value;
            }
        }
    }

    /// One example more was right as it is.
    pub(crate) fn keep(&mut self) {
        self.updates += 1;
    }

    /// The mean of the weights over all examples looked at, which holds
    /// better on new text than the last ones.
    pub(crate) fn averaged(&self) -> Model {
        let all = f64::from(self.updates.max(1));
        let mean = |w: &Weight| {
            let sum = w.sum + f64::from(w.now) * f64::from(self.updates - w.since);
            (sum / all) as f32
        };
        Model::new(0.0, self.weights.iter().map(|(k, w)| (*k, mean(w))).filter(|(_, w)| *w != 0.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::{Bag, Template};

    const PAIR: Template = Template::new("pair");

    fn path(steps: &[&str]) -> Vec<(Key, f32)> {
        let mut bag = Bag::new();
        steps.windows(2).for_each(|w| bag.add(PAIR, &format!("{}{}", w[0], w[1])));
        bag.items().to_vec()
    }

    #[test]
    fn the_right_path_comes_to_score_best() {
        let right = path(&["春", "夏", "秋", "冬"]);
        let wrong = [path(&["春", "秋", "夏", "冬"]), path(&["冬", "夏", "秋", "春"])];
        let mut perceptron = Perceptron::new();
        for _ in 0..5 {
            let best = wrong.iter().max_by(|a, b| perceptron.score(a).total_cmp(&perceptron.score(b)));
            match best {
                Some(w) if perceptron.score(w) >= perceptron.score(&right) => perceptron.update(&right, w),
                _ => perceptron.keep(),
            }
        }
        let model = perceptron.averaged();
        assert!(wrong.iter().all(|w| model.score(&right) > model.score(w)));
    }

    #[test]
    fn the_average_counts_every_example() {
        let (a, b) = (path(&["甲", "乙"]), path(&["丙", "丁"]));
        let mut perceptron = Perceptron::new();
        perceptron.update(&a, &b);
        (0..3).for_each(|_| perceptron.keep());
        // 1 after each of four examples, then 2 after the fifth.
        perceptron.update(&a, &b);
        // Looked at before the update: 0, 1, 1, 1, 1, and 2 is not yet counted.
        let mean = perceptron.averaged().score(&a);
        assert!((mean - 0.8).abs() < 1e-6, "{mean}");
    }

    #[test]
    fn shared_features_stay() {
        let mut perceptron = Perceptron::new();
        perceptron.update(&path(&["甲", "乙", "丙"]), &path(&["甲", "乙", "丁"]));
        assert_eq!(perceptron.score(&path(&["甲", "乙"])), 0.0);
    }
}
