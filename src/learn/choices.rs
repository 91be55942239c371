//! The weights of a model by the choice they speak for.
//!
//! One of several choices (types of events, roles of a filler) is weighed by
//! features joined with the choice: `role=meeting&first=全`. Asking for each
//! of them with each choice costs as many look-ups as there are choices; here
//! a feature is looked up once and gives what it says for all.

use super::feature::{Key, Template};
use super::key_table::KeyTable;
use super::model::{THOUSANDTH, thousandths};
use super::packed::{Reader, Writer};

/// Weights by feature, and then by the number of the choice.
///
/// A feature that speaks for many choices has a row with a place for each, which is added in one sweep; of the
/// others, which are most, only the choices they speak for are kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choices {
    /// Where the weights of a feature lie: a [`Place`].
    found: KeyTable,
    /// Numbers of choices with their weights, in thousandths.
    few: Vec<(u16, i16)>,
    /// Rows of `width` weights, in thousandths.
    many: Vec<i16>,
    width: usize,
}

/// Where the weights of a feature lie, in one number: where they begin in `few` and how many they are, or, with as
/// many as can be, which row of `many` they are.
#[derive(Clone, Copy, Debug)]
struct Place(u32);

impl Place {
    const BITS: u32 = 6;
    const ROW: u32 = (1 << Place::BITS) - 1;

    fn few(from: usize, count: usize) -> Place {
        Place((from as u32) << Place::BITS | count as u32)
    }

    fn row(number: usize) -> Place {
        Place((number as u32) << Place::BITS | Place::ROW)
    }

    fn is_row(self) -> bool {
        self.0 & Place::ROW == Place::ROW
    }

    /// Where the weights end, with rows of `width`.
    fn end(self, width: usize) -> usize {
        let (from, count) = ((self.0 >> Place::BITS) as usize, (self.0 & Place::ROW) as usize);
        if self.is_row() { (from + 1).saturating_mul(width) } else { from + count }
    }
}

/// A feature that speaks for one choice in so many, or more, has a row.
const MANY: usize = 5;

/// The weights of [`Choices`] feature by feature, before these have a place in a table.
#[derive(Debug, Default)]
pub(crate) struct ChoiceRows {
    /// Each feature once, with the [`Place`] of its weights.
    places: Vec<(Key, u32)>,
    few: Vec<(u16, i16)>,
    many: Vec<i16>,
    width: usize,
}

impl ChoiceRows {
    /// Those of `rows` (names of features and weights) whose name has a part
    /// of `template`, whose value `number` gives the number of the choice.
    pub(crate) fn new<'n>(
        template: Template,
        rows: impl Iterator<Item = (&'n str, f32)>,
        number: impl Fn(&str) -> Option<u16>,
    ) -> ChoiceRows {
        let of_choice = rows.filter_map(|(name, weight)| {
            let (rest, choice) = Key::parse_without(name, template)?;
            Some((rest, number(&choice)?, weight))
        });
        ChoiceRows::of_weights(of_choice.collect())
    }

    /// Weights of features and choices; those of the same are added up.
    pub(crate) fn of_weights(mut found: Vec<(Key, u16, f32)>) -> ChoiceRows {
        found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let width = found.iter().map(|f| usize::from(f.1) + 1).max().unwrap_or(0);
        let mut out = ChoiceRows { width, ..ChoiceRows::default() };
        for of_feature in found.chunk_by(|a, b| a.0 == b.0) {
            let from = out.few.len();
            for of_choice in of_feature.chunk_by(|a, b| a.1 == b.1) {
                out.few.push((of_choice[0].1, thousandths(of_choice.iter().map(|f| f.2).sum())));
            }
            let count = out.few.len() - from;
            let place = match count * MANY >= width || count >= Place::ROW as usize {
                true => out.spread(from),
                false => Place::few(from, count),
            };
            out.places.push((of_feature[0].0, place.0));
        }
        out
    }

    /// Moves the last choices, those at `from` and behind, into a row.
    fn spread(&mut self, from: usize) -> Place {
        let at = self.many.len();
        self.many.resize(at + self.width, 0);
        for (n, weight) in self.few.drain(from..) {
            self.many[at + usize::from(n)] = weight;
        }
        Place::row(at / self.width)
    }

    /// The weights ready to be asked for.
    pub(crate) fn placed(self) -> Choices {
        let ChoiceRows { places, few, many, width } = self;
        Choices { found: KeyTable::new(&places), few, many, width }
    }

    pub(crate) fn pack(&self, out: &mut Writer) {
        out.keys(self.places.iter().map(|p| p.0));
        out.counts(self.places.iter().map(|p| p.1));
        out.shorts(self.few.iter().map(|f| f.0 as i16));
        out.shorts(self.few.iter().map(|f| f.1));
        out.shorts(self.many.iter().copied());
        out.count(self.width);
    }

    /// What [`ChoiceRows::pack`] wrote; `None` for anything else, such as a place beyond the weights.
    pub(crate) fn unpack(bytes: &mut Reader<'_>) -> Option<ChoiceRows> {
        let places: Vec<(Key, u32)> = bytes.keys()?.zip(bytes.counts()?).collect();
        let few: Vec<(u16, i16)> = bytes.shorts()?.map(|n| n as u16).zip(bytes.shorts()?).collect();
        let many: Vec<i16> = bytes.shorts()?.collect();
        let out = ChoiceRows { places, few, many, width: bytes.count()? };
        let fits = |place: &(Key, u32)| Place(place.1).end(out.width) <= out.room(Place(place.1));
        out.places.iter().all(fits).then_some(out)
    }

    /// How many weights there are where those of `place` lie.
    fn room(&self, place: Place) -> usize {
        if place.is_row() { self.many.len() } else { self.few.len() }
    }
}

impl Choices {
    /// The same as [`ChoiceRows::new`], ready to be asked for.
    pub(crate) fn new<'n>(
        template: Template,
        rows: impl Iterator<Item = (&'n str, f32)>,
        number: impl Fn(&str) -> Option<u16>,
    ) -> Choices {
        ChoiceRows::new(template, rows, number).placed()
    }

    /// Weights of features and choices; those of the same are added up.
    pub(crate) fn of_weights(found: Vec<(Key, u16, f32)>) -> Choices {
        ChoiceRows::of_weights(found).placed()
    }

    /// True where no feature says anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.width == 0
    }

    /// What `feature` says for a choice.
    #[inline]
    pub(crate) fn weight(&self, feature: Key, choice: usize) -> f32 {
        let weight = match self.found.get(feature).map(|place| self.at(Place(place))) {
            Some(Said::Few(few)) => few.iter().find(|f| usize::from(f.0) == choice).map_or(0, |f| f.1),
            Some(Said::Row(row)) => row.get(choice).copied().unwrap_or_default(),
            None => 0,
        };
        f32::from(weight) * THOUSANDTH
    }

    /// Adds what each of `features`, times its number, says to the sum of each choice.
    #[inline]
    pub(crate) fn add(&self, features: impl Iterator<Item = (Key, f32)>, sums: &mut [f32]) {
        self.each(features, |said, number| {
            let unit = number * THOUSANDTH;
            match said {
                Said::Few(few) => add_few(few, unit, sums),
                Said::Row(row) => {
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += f32::from(*weight) * unit);
                }
            }
        });
    }

    /// The same for the choices `asked`; the sums of others are left unsaid.
    #[inline]
    pub(crate) fn add_asked(&self, features: impl Iterator<Item = Key>, asked: &[usize], sums: &mut [f32]) {
        self.each(features.map(|f| (f, ())), |said, ()| match said {
            Said::Few(few) => add_few(few, THOUSANDTH, sums),
            Said::Row(row) => {
                for n in asked {
                    if let (Some(sum), Some(weight)) = (sums.get_mut(*n), row.get(*n)) {
                        *sum += f32::from(*weight) * THOUSANDTH;
                    }
                }
            }
        });
    }

    #[inline]
    fn each<V: Copy + Default>(
        &self,
        features: impl Iterator<Item = (Key, V)>,
        mut take: impl FnMut(Said<'_>, V),
    ) {
        let touch = |place: u32| {
            let from = (place >> Place::BITS) as usize;
            match place & Place::ROW {
                Place::ROW => self.many.get(from * self.width).copied().unwrap_or_default(),
                _ => self.few.get(from).map_or(0, |f| f.1),
            }
        };
        self.found.each(features, touch, |place, value| take(self.at(Place(place)), value));
    }

    #[inline]
    fn at(&self, place: Place) -> Said<'_> {
        let (from, count) = ((place.0 >> Place::BITS) as usize, place.0 & Place::ROW);
        match count {
            Place::ROW => Said::Row(&self.many[from * self.width..][..self.width]),
            count => Said::Few(&self.few[from..][..count as usize]),
        }
    }
}

/// What a feature says: for the choices named, or for each by its number.
enum Said<'c> {
    Few(&'c [(u16, i16)]),
    Row(&'c [i16]),
}

#[inline]
fn add_few(few: &[(u16, i16)], unit: f32, sums: &mut [f32]) {
    for (n, weight) in few {
        if let Some(sum) = sums.get_mut(usize::from(*n)) {
            *sum += f32::from(*weight) * unit;
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

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
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
        let features = [
            Key::ALWAYS,
            Key::new(WORD, "在"),
            Key::new(SIDE, "before").and(Key::new(WORD, "在")),
            Key::new(WORD, "由"),
        ];
        choices.add(features.into_iter().map(|f| (f, 1.0)), &mut sums);
        assert!(near(sums[0], -0.25) && near(sums[1], 2.0), "{sums:?}");
        assert!(near(choices.weight(Key::new(WORD, "在"), 0), -1.0));
        assert_eq!(choices.weight(Key::new(WORD, "由"), 0), 0.0);
    }

    #[test]
    fn few_choices_and_many_are_added_alike() {
        let key = |n: u16| Key::new(WORD, ["在", "由"][usize::from(n % 2)]);
        let rows = |choices: std::ops::Range<u16>, n| choices.map(move |c| (key(n), c, f32::from(c)));
        let choices = Choices::of_weights(rows(0..30, 0).chain(rows(3..5, 1)).collect());
        assert_eq!((choices.few.len(), choices.many.len()), (2, 30));
        let mut sums = [0.0; 30];
        choices.add([(key(0), 1.0), (key(1), 1.0)].into_iter(), &mut sums);
        let sums: Vec<f32> = sums[2..6].iter().map(|s| (s * 100.0).round()).collect();
        assert_eq!(sums, [200.0, 600.0, 800.0, 500.0]);
        assert!(near(choices.weight(key(0), 29), 29.0) && near(choices.weight(key(1), 4), 4.0));
        assert_eq!((choices.weight(key(0), 30), choices.weight(key(1), 5)), (0.0, 0.0));
    }
}
