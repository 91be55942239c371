//! Words beside a figure (`dicts/figure_words.tsv`), by what they tell of it.

use crate::Result;
use crate::lexicon::table::Row;
use crate::text::word_set::{Side, WordSet};
use std::borrow::Cow;

macro_rules! word_classes {
    ($($(#[$doc:meta])* $class:ident $name:literal $side:ident),+ $(,)?) => {
        /// What a word beside a figure tells of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum WordClass { $($(#[$doc])* $class),+ }

        /// The classes with their names in the table, and where their words
        /// stand in the text that is asked.
        const CLASSES: &[(&str, WordClass, Side)] = &[$(($name, WordClass::$class, Side::$side)),+];
    };
}

word_classes![
    /// 超过 before a numeral: the true value is greater.
    Above "above" End,
    /// 不少于 before a numeral.
    AtLeast "at_least" End,
    /// 不到 before a numeral: the true value is smaller.
    Below "below" End,
    /// 不超过 before a numeral.
    AtMost "at_most" End,
    /// 近 before a numeral.
    About "about" End,
    /// 以上 behind a unit.
    OrMore "or_more" Start,
    /// 以下 behind a unit.
    OrLess "or_less" Start,
    /// 左右 behind a unit.
    OrSo "or_so" Start,
    /// 至少 of 至少新建3个: a bound that a verb parts from its numeral.
    OverVerb "over_verb" End,
    /// 增长 between a measure and its figure.
    MeasureLink "measure_link" End,
    /// 完成 before a measure: it does not reach back over this word.
    MeasureStart "measure_start" End,
    /// 参加 behind a noun: the noun ends before it.
    NounEnd "noun_end" Start,
    /// 被告 is a part of the noun, though 被 would end it.
    NounPart "noun_part" Start,
    /// 行为 ends a noun, though 为 would not be in it.
    NounTail "noun_tail" End,
    /// 增长 before a figure: a rise.
    Rise "rise" End,
    /// 下降 before a figure: a fall.
    Fall "fall" End,
    /// 到 between a word of change and its figure.
    ChangeLink "change_link" End,
    /// 较 at the head of a clause that compares what was measured before.
    Compares "compares" Start,
    /// 高于 at the head of such a clause: a rise.
    ComparesUp "compares_up" Start,
    /// 低于 at the head of such a clause: a fall.
    ComparesDown "compares_down" Start,
    /// 仅 before 一个: one is counted, it is no article.
    CountsOne "counts_one" End,
    /// 年 behind 半, which is then no half of the unit before it: 三场半决赛.
    NotHalf "not_half" Start,
    /// 天 behind 一半, which is then no half: 一半天.
    NotOneHalf "not_one_half" Start,
    /// 售价 before a price.
    Price "price" End,
    /// 电话 near before digits that are no number.
    CodeBefore "code_before" End,
    /// 热线 behind them.
    CodeBehind "code_behind" Start,
    /// 风力 before a level that measures.
    ForceBefore "force_before" End,
    /// 地震 behind it.
    ForceBehind "force_behind" Start,
    /// 精神 behind 十九大.
    CongressBehind "congress_behind" Start,
    /// 突破 behind 首次, which is then an adverb: 总数首次突破100家.
    ReachedBehind "reached_behind" Start,
    /// 工程 behind 一期.
    StageBehind "stage_behind" Start,
    /// 会议 behind 二次.
    SessionBehind "session_behind" Start,
    /// 建成 before a quantity: what is made stands behind it.
    TakesObject "takes_object" End,
    /// 水平 of 6.8%的水平: it does not say what is measured.
    GeneralHead "general_head" Start,
    /// 局长 before a person whose name a numeral begins: 局长万家和.
    NameBefore "name_before" End,
];

/// The words of every class.
#[derive(Clone, Debug)]
pub(super) struct FigureWords {
    sets: Vec<WordSet>,
}

impl Default for FigureWords {
    fn default() -> FigureWords {
        FigureWords { sets: CLASSES.iter().map(|(_, _, side)| WordSet::new(*side)).collect() }
    }
}

impl FigureWords {
    /// The words of one class.
    #[inline]
    pub(super) fn of(&self, class: WordClass) -> &WordSet {
        &self.sets[class as usize]
    }

    /// Adds or removes what a row of the table says.
    pub(super) fn add<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        let word = row.removes().unwrap_or(row.key());
        self.sets.iter_mut().for_each(|set| set.remove(word));
        if row.removes().is_some() {
            return Ok(());
        }
        for name in row.list("classes") {
            let known = CLASSES.iter().find(|(known, ..)| *known == name);
            let Some((_, class, _)) = known else {
                let names: Vec<&str> = CLASSES.iter().map(|(name, ..)| *name).collect();
                return Err(row.expected("classes", &format!("classes of {}", names.join(", "))));
            };
            let guards = guards(row, CLASSES[*class as usize].2)?;
            self.sets[*class as usize].insert(keep(word), guards.into_iter().map(&keep).collect());
        }
        Ok(())
    }

    /// Makes the words added so far known.
    pub(super) fn freeze(&mut self) {
        self.sets.iter_mut().for_each(WordSet::freeze);
    }
}

/// What must not adjoin a word at its outer side: `节~` before 约 is 节约,
/// `~海` behind 以上 is 以上海.
fn guards<'a>(row: &Row<'a>, side: Side) -> Result<Vec<&'a str>> {
    let mut guards = Vec::new();
    for entry in row.list("not_beside") {
        match (entry.strip_suffix('~'), entry.strip_prefix('~'), side) {
            (Some(before), None, Side::End) => guards.push(before),
            (None, Some(behind), Side::Start) => guards.push(behind),
            (Some(_), None, _) | (None, Some(_), _) => {}
            _ => return Err(row.expected("not_beside", "entries such as 节~ or ~海")),
        }
    }
    Ok(guards)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_numbered_as_they_are_listed() {
        for (n, (_, class, _)) in CLASSES.iter().enumerate() {
            assert_eq!(*class as usize, n);
        }
    }
}
