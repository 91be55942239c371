//! What came before in the text: the day, month and year that 当天, 同月 and
//! 次年 are told from, and the words by an expression that set its direction.

use super::calendar::Stretch;
use super::grammar;
use super::guards::{Guard, Guards};
use super::place::Placed;
use super::resolve::Direction;
use super::written::Grain;
use crate::span::Span;
use crate::text::floor_boundary;
use crate::text::mark::{breaks_clause, ends_sentence};
use jiff::civil::Date;

/// The times before the one being read, in one article.
#[derive(Clone, Debug)]
pub(super) struct Anchors {
    /// The last day written.
    pub day: Option<Date>,
    /// The last stretch written, with its grain.
    pub last: Option<Placed>,
    /// The last month or day whose month was written, in this paragraph.
    pub month: Option<(i16, u8)>,
    /// The last year that a month was written with, in this paragraph, and
    /// whether this sentence wrote it.
    pub year: Option<i16>,
    /// The year last meant.
    pub any_year: Option<i16>,
    /// The quarter last written.
    pub quarter: Option<Stretch>,
    /// The year to come that was written in this sentence.
    pub coming_year: Option<i16>,
    /// The festival last written and its year.
    pub festival: Option<(u16, i16)>,
    /// The issue date.
    issue: Option<Date>,
    /// The text up to here has been looked through for paragraphs' ends.
    seen: usize,
}

impl Anchors {
    pub fn new(issue: Option<Date>) -> Anchors {
        Anchors {
            day: None,
            last: None,
            month: None,
            year: None,
            any_year: None,
            quarter: None,
            coming_year: None,
            festival: None,
            issue,
            seen: 0,
        }
    }

    /// Moves to byte `at`: a new paragraph forgets the months and years that
    /// shorter dates lean on.
    pub fn advance(&mut self, text: &str, at: usize) {
        let passed = &text[self.seen.min(at)..at];
        if memchr::memchr(b'\n', passed.as_bytes()).is_some() {
            self.month = None;
            self.year = None;
        }
        if passed.contains(|c| ends_sentence(c) || c == '\n') {
            self.coming_year = None;
        }
        self.seen = at;
    }

    /// Remembers a time that was given a value.
    pub fn note(&mut self, placed: &Placed) {
        let (from, to) = placed.stretch;
        let single_year = from.year() == to.year();
        if matches!(placed.grain, Grain::Day | Grain::Hour | Grain::Minute) {
            self.day = Some(from);
        }
        if placed.grain != Grain::Period || single_year {
            self.last = Some(*placed);
        }
        let dated = matches!(placed.grain, Grain::Day | Grain::Month | Grain::Hour | Grain::Minute);
        if placed.explicit && dated && single_year {
            self.month = Some((to.year(), to.month() as u8));
            self.year = Some(to.year());
        }
        if single_year {
            self.any_year = Some(from.year());
        }
        if placed.grain == Grain::Quarter && to.month() == from.month() + 2 && single_year {
            self.quarter = Some(placed.stretch);
        }
        if placed.grain == Grain::Year && placed.explicit && single_year {
            self.coming_year = self.issue.filter(|today| from.year() > today.year()).map(|_| from.year());
        }
    }

    /// The day 当天 means: the last one written, else the issue's.
    pub fn found_day(&self) -> Option<Date> {
        self.day.or(self.issue)
    }

    /// The year 同年 means.
    pub fn found_year(&self) -> Option<i16> {
        self.any_year.or(self.issue.map(|d| d.year()))
    }

    /// The month 同月 means.
    pub fn found_month(&self) -> Option<(i16, u8)> {
        let last =
            self.last.filter(|p| matches!(p.grain, Grain::Month | Grain::Day | Grain::Hour | Grain::Minute));
        let of = |d: Date| (d.year(), d.month() as u8);
        last.map(|p| of(p.stretch.1)).or(self.issue.map(of))
    }
}

/// What the words about an expression say of its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    /// 将, 拟, 即将, 前: to come.
    pub future: bool,
    /// 截至, 持续至, 起, 举行: to come where that is soon.
    pub until: bool,
    /// The expression is the whole text.
    pub alone: bool,
    /// Always the past, by policy.
    pub past: bool,
}

/// How far a cue may stand from its expression, in bytes.
const NEAR_BEFORE: usize = 45;
const NEAR_AFTER: usize = 75;
/// How far a verb of [`Guard::Takes`] may stand behind its expression.
const NEXT: usize = 18;

impl Cue {
    pub fn read(text: &str, span: Span, direction: Direction, words: &Guards) -> Cue {
        let alone = grammar::is_whole(text, span.start, span.end);
        match direction {
            Direction::Past => return Cue { past: true, ..Cue::default() },
            Direction::Future => return Cue { future: true, ..Cue::default() },
            Direction::Report => {}
        }
        let before = clause_before(text, span.start);
        let after = sentence_after(text, span.end);
        let by = ["前", "之前", "以前"].iter().any(|w| after.starts_with(w)) && !after.starts_with("前往")
            || ["底前", "末前"].iter().any(|w| text[span].ends_with(w));
        let future = by || has_cue(words, before) || has_cue(words, after);
        let next = &after[..floor_boundary(after, NEXT)];
        let next = &next[..next.find(breaks_clause).unwrap_or(next.len())];
        let until = before.ends_with(['至', '到'])
            || before.ends_with("截止")
            || words.stops(Guard::Opens, after)
            || words.found_in(Guard::Takes, next);
        Cue { future, until, alone, past: false }
    }
}

fn has_cue(guards: &Guards, words: &str) -> bool {
    guards.found_in(Guard::Future, words) && !words.contains("将军") && !words.contains("将士")
}

/// The end of the clause before byte `at`, no longer than a few words.
fn clause_before(text: &str, at: usize) -> &str {
    let from = floor_boundary(text, at.saturating_sub(NEAR_BEFORE));
    let near = &text[from..at];
    let cut = near
        .rfind(['，', '。', '；', ',', ';', '\n', '！', '？', '：'])
        .map_or(0, |i| i + near[i..].chars().next().map_or(1, char::len_utf8));
    &near[cut..]
}

/// The beginning of the sentence after byte `at`.
fn sentence_after(text: &str, at: usize) -> &str {
    let to = floor_boundary(text, at + NEAR_AFTER);
    let near = &text[at..to.max(at)];
    &near[..near.find(['。', '；', ';', '\n', '！', '？']).unwrap_or(near.len())]
}
