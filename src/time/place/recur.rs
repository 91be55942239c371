//! The year of what recurs each year, where the text does not say it: a day, a month, the months counted from January.

use super::super::anchor::Cue;
use super::super::calendar::{self, Stretch};
use super::{FAR_DAYS, Placer};

/// A day or month without a year lies in the issue's year where it is not farther ahead of the issue than this: that
/// of the year before would be ten months ago and more, which newspapers tell with its year. Of 48 such in news nine
/// in ten were to come; farther ahead both are met.
const NEAR_DAYS: i32 = 60;
/// Where the text has just told of an earlier year, a time may lie this far ahead with a word that leads to an end
/// (持续至, 起, 举行).
const SOON_DAYS: i32 = 45;
/// And this far without one: a web date may be the day before the paper's.
const SLACK_DAYS: i32 = 3;
/// Months counted from January on that end later than this after the issue are last year's: 前三季度 in February.
const COUNTED_DAYS: i32 = 31;

impl Placer<'_> {
    /// Picks the year of a stretch that recurs each year.
    pub(super) fn recur(&self, at: impl Fn(i16) -> Option<Stretch>) -> Option<Stretch> {
        let today = self.issue()?;
        let year = today.year();
        let this = at(year);
        if self.cue.alone {
            return this.or_else(|| (1..=4).find_map(|n| at(year - n)));
        }
        let just_past = this.is_some_and(|s| {
            let since = calendar::days_between(s.0, today);
            (0..=SOON_DAYS).contains(&since)
        });
        if let Some(coming) = self.anchors.coming_year.filter(|_| !self.cue.past && !just_past) {
            return at(coming).or(this);
        }
        let ahead = |s: &Stretch| calendar::days_between(today, s.0);
        match this {
            Some(s) if self.cue.future && s.1 < today => {
                // 将于1月5日 in December is next January.
                at(year + 1).filter(|n| ahead(n) < FAR_DAYS && !self.cue.past).or(Some(s))
            }
            Some(s) if ahead(&s) <= self.slack() || self.cue.future => Some(s),
            _ => (1..=8).find_map(|n| at(year - n)),
        }
    }

    /// How many days a time without a year may lie ahead of the issue.
    fn slack(&self) -> i32 {
        let earlier =
            self.issue().is_some_and(|today| self.anchors.any_year.is_some_and(|y| y < today.year()));
        match self.cue {
            Cue { past: true, .. } => 0,
            _ if !earlier => NEAR_DAYS,
            Cue { until: true, .. } => SOON_DAYS,
            _ => SLACK_DAYS,
        }
    }

    /// True of months counted from January on (前三季度, 前11个月, 1至11月) that have not come to their end at the
    /// issue's date, where no word says that they are to come.
    pub fn is_counted_ahead(&self, stretch: Stretch) -> bool {
        let left = self.issue().map_or(0, |today| calendar::days_between(today, stretch.1));
        left > COUNTED_DAYS && !self.cue.future && !self.cue.alone
    }
}
