//! Two models that are asked with the same features.

use super::feature::Key;
use super::key_table::KeyTable;
use super::model::{Model, THOUSANDTH, thousandths};
use super::packed::{Reader, Writer};
use rustc_hash::FxHashMap;

/// The weights of two models side by side: one look-up a feature gives what it says to each.
///
/// Weights are kept in thousandths, as tables of weights are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pair {
    /// Both weights of a feature, in two halves of a number.
    found: KeyTable,
    bias: [f32; 2],
}

/// The weights of a [`Pair`] feature by feature, before these have a place in a table.
#[derive(Debug, Default)]
pub(crate) struct PairRows {
    rows: Vec<(Key, u32)>,
    bias: [f32; 2],
}

impl PairRows {
    /// The weights of these models.
    pub(crate) fn new(models: [&Model; 2]) -> PairRows {
        let mut rows: FxHashMap<Key, [i16; 2]> = FxHashMap::default();
        for (n, model) in models.iter().enumerate() {
            for (key, weight) in model.weights() {
                rows.entry(key).or_default()[n] = thousandths(weight);
            }
        }
        let packed = |[a, b]: [i16; 2]| u32::from(a as u16) << 16 | u32::from(b as u16);
        let mut rows: Vec<(Key, u32)> =
            rows.into_iter().map(|(key, weights)| (key, packed(weights))).collect();
        rows.sort_unstable();
        PairRows { rows, bias: models.map(Model::bias) }
    }

    /// The weights ready to be asked for.
    pub(crate) fn placed(self) -> Pair {
        Pair { found: KeyTable::new(&self.rows), bias: self.bias }
    }

    pub(crate) fn pack(&self, out: &mut Writer) {
        out.keys(self.rows.iter().map(|r| r.0));
        out.counts(self.rows.iter().map(|r| r.1));
        self.bias.iter().for_each(|bias| out.number(*bias));
    }

    /// What [`PairRows::pack`] wrote.
    pub(crate) fn unpack(bytes: &mut Reader<'_>) -> Option<PairRows> {
        let rows = bytes.keys()?.zip(bytes.counts()?).collect();
        Some(PairRows { rows, bias: [bytes.number()?, bytes.number()?] })
    }
}

impl Pair {
    /// The weights of these models.
    pub(crate) fn new(models: [&Model; 2]) -> Pair {
        PairRows::new(models).placed()
    }

    /// The score of each model: the sum of the weights of `features` and its bias, in nats.
    #[inline]
    pub(crate) fn scores(&self, features: &[(Key, f32)]) -> [f32; 2] {
        let mut sums = [0.0; 2];
        self.found.each(
            features.iter().copied(),
            |_| 0,
            |packed, number| {
                sums[0] += f32::from((packed >> 16) as u16 as i16) * number;
                sums[1] += f32::from(packed as u16 as i16) * number;
            },
        );
        std::array::from_fn(|n| self.bias[n] + sums[n] * THOUSANDTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::{Bag, Template};

    const WORD: Template = Template::new("word");

    #[test]
    fn each_model_scores_as_by_itself() {
        let a =
            Model::read("a.tsv", "feature\tweight\n@bias\t-0.5\nword=开会\t2\nword=散会\t-1.25\n").unwrap();
        let b = Model::read("b.tsv", "feature\tweight\n@bias\t1\nword=开会\t-0.001\nword=会\t4\n").unwrap();
        let pair = Pair::new([&a, &b]);
        for words in [&["开会", "散会"][..], &["会", "无"], &[]] {
            let mut bag = Bag::new();
            words.iter().zip([1.0, 0.5]).for_each(|(w, n)| bag.add_valued(WORD, w, n));
            let near = |score: f32, model: &Model| (score - model.score(bag.items())).abs() < 1e-5;
            let [x, y] = pair.scores(bag.items());
            assert!(near(x, &a) && near(y, &b), "{words:?}: {x} {y}");
        }
    }
}
