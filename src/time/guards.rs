//! The words beside a time (`dicts/time_guards.tsv`): those that make a word of
//! time another one (早 is a part of the day, 早餐 is not), and those that tell
//! which way a date lies.

use crate::Result;
use crate::lexicon::table::Row;
use crate::text::word_set::{Side, WordSet};
use std::borrow::Cow;

macro_rules! guards {
    ($($(#[$doc:meta])* $guard:ident $name:literal),+ $(,)?) => {
        /// A place of the grammar, and what must not follow there.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Guard { $($(#[$doc])* $guard),+ }

        const GUARDS: &[(&str, Guard)] = &[$(($name, Guard::$guard)),+];
    };
}

guards![
    /// 晚 of 晚会, 晚稻.
    Evening "evening",
    /// 早 of 早餐, 早已.
    Morning "morning",
    /// 晨 of 晨练.
    Dawn "dawn",
    /// 夜 of 夜市.
    Night "night",
    /// 午 of 午餐.
    Noon "noon",
    /// 时 of 时代, 点 of 三点建议.
    Hour "hour",
    /// 整 of 8点整队出发.
    Sharp "sharp",
    /// 前 of 三年前后, 前往.
    Before "before",
    /// 后 of 后勤.
    After "after",
    /// 来 of 三年来到.
    AgoCame "ago_came",
    /// 一天 of 一天天.
    OneDay "one_day",
    /// 天 of 5天津, 两天然气.
    Days "days",
    /// 周 of 两周岁, 一周末.
    Weeks "weeks",
    /// 一年 of 一年之计, 一年级.
    OneYear "one_year",
    /// 年 of 三年级, 五年规划.
    Years "years",
    /// 日 of 5000日元.
    MoneyDay "money_day",
    /// 月 of 一月饼, 3月龄.
    Month "month",
    /// 日 of 3日均, 号 of 5号楼.
    DayUnit "day_unit",
    /// 初 of 3月初中.
    MonthStart "month_start",
    /// 底 of 3月底线.
    MonthEnd "month_end",
    /// 中 of 5月中国.
    MonthMiddle "month_middle",
    /// 日 of 20日游, 30日内.
    OpenDay "open_day",
    /// 初 of 2020年初中.
    YearStart "year_start",
    /// 底 of 2020年底线.
    YearEnd "year_end",
    /// 春 of 2020年春晚, 2021年春运.
    Season "season",
    /// 号 of 2月8号至25号楼.
    House "house",
    /// 日 of 周日报.
    Sunday "sunday",
    /// 清明 of 清明上河图, 重阳镇.
    Festival "festival",
    /// 前 of 国庆前后, 国庆前来.
    FestivalEve "festival_eve",
    /// 十二五 of 十二五折.
    Plan "plan",
    /// 2000年 of 2000年前, 2000年文明.
    RoundYear "round_year",
    /// 20年 of 到20年来.
    ShortYearSpan "short_year_span",
    /// 21世纪 of 21世纪海上丝绸之路.
    Century "century",
    /// 将 near a date that is to come.
    Future "future",
    /// 起 right behind a date that is to come soon.
    Opens "opens",
    /// 举行 near behind a date that is to come soon.
    Takes "takes",
];

/// The words of every guard.
#[derive(Clone, Debug)]
pub(super) struct Guards {
    sets: Vec<WordSet>,
}

impl Default for Guards {
    fn default() -> Guards {
        Guards { sets: GUARDS.iter().map(|_| WordSet::new(Side::Start)).collect() }
    }
}

impl Guards {
    /// True when `rest` begins with what must not follow at this place.
    #[inline]
    pub(super) fn stops(&self, guard: Guard, rest: &str) -> bool {
        self.sets[guard as usize].matches(rest)
    }

    /// True when one of the words of this place stands in `text`.
    pub(super) fn found_in(&self, guard: Guard, text: &str) -> bool {
        self.sets[guard as usize].found_in(text)
    }

    /// Puts the words of a row in place of those of its guard.
    pub(super) fn add<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        let name = row.removes().unwrap_or(row.key());
        let Some((_, guard)) = GUARDS.iter().find(|(known, _)| *known == name) else {
            let names: Vec<&str> = GUARDS.iter().map(|(name, _)| *name).collect();
            return Err(row.error(format!("expected a place of {}, found {name:?}", names.join(", "))));
        };
        let set = &mut self.sets[*guard as usize];
        *set = WordSet::new(Side::Start);
        for word in row.list("words") {
            set.insert(keep(word), Vec::new());
        }
        set.freeze();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_are_numbered_as_they_are_listed() {
        for (n, (_, guard)) in GUARDS.iter().enumerate() {
            assert_eq!(*guard as usize, n);
        }
    }
}
