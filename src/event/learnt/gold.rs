//! Labelled articles: what they say happened, to learn from and to measure by.

use super::kind::Kind;
use super::labels::Labels;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::issue::Article;
use crate::record::{IssueInfo, Realis};
use crate::span::Span;
use serde::Deserialize;
use std::io::BufRead;
use std::path::Path;

/// One labelled article.
#[derive(Clone, Debug)]
pub(in crate::event) struct Gold {
    pub(in crate::event) document: Document,
    pub(in crate::event) events: Vec<GoldEvent>,
}

/// One labelled event.
#[derive(Clone, Debug)]
pub(in crate::event) struct GoldEvent {
    pub(in crate::event) kind: Kind,
    pub(in crate::event) realis: Realis,
    /// Doubtful: no fault to find and none to miss.
    pub(in crate::event) optional: bool,
    pub(in crate::event) triggers: Vec<Span>,
    pub(in crate::event) roles: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    /// A line of a corpus may have none.
    #[serde(default)]
    text: String,
    date: Option<String>,
    home: Option<String>,
    #[serde(default)]
    events: Vec<EventLine>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventLine {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) realis: Realis,
    #[serde(default)]
    pub(super) optional: bool,
    pub(super) triggers: Vec<TriggerLine>,
    #[serde(default)]
    pub(super) roles: Vec<RoleLine>,
}

/// A stretch of the text, in characters.
#[derive(Debug, Deserialize)]
pub(super) struct TriggerLine {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A filler: its text or where it stands.
#[derive(Debug, Deserialize)]
pub(super) struct RoleLine {
    pub(super) role: String,
    pub(super) text: Option<String>,
    pub(super) at: Option<TriggerLine>,
}

/// Reads labelled articles, a JSON object a line: `id`, `text`, `date`,
/// `home` and `events`, each with `type`, `realis`, `optional`, `triggers`
/// (`start` and `end` in characters) and `roles` (`role` and `text`). To the
/// events of a line come those that `labels` has of its article.
///
/// # Errors
///
/// A file that cannot be read, a line that is no such object, a type the
/// table does not have, an offset outside the text: with file and line.
pub(super) fn read(path: &Path, labels: &Labels) -> Result<Vec<Gold>> {
    read_some(path, labels, |_| true)
}

/// The same of those articles alone that have a label: the rest of a corpus tells nothing of what is no event.
pub(super) fn read_labelled(path: &Path, labels: &Labels) -> Result<Vec<Gold>> {
    read_some(path, labels, |line| !line.events.is_empty() || labels.of(&line.id).is_some())
}

fn read_some(path: &Path, labels: &Labels, wanted: impl Fn(&Line) -> bool) -> Result<Vec<Gold>> {
    let mut out = Vec::new();
    for (line, n) in crate::corpus::open(path)?.lines().zip(1u64..) {
        let line = line.map_err(|e| Error::io(path, e))?;
        if line.trim().is_empty() {
            continue;
        }
        let fault = |message: String| Error::line(path, n, message);
        let line: Line =
            serde_json::from_str(&line).map_err(|e| fault(format!("expected a labelled article: {e}")))?;
        if wanted(&line) {
            out.push(article(line, labels).map_err(fault)?);
        }
    }
    Ok(out)
}

fn article(line: Line, labels: &Labels) -> std::result::Result<Gold, String> {
    if line.text.is_empty() {
        return Err("expected a labelled article: it has no text".to_owned());
    }
    let mut bytes: Vec<usize> = line.text.char_indices().map(|(n, _)| n).collect();
    bytes.push(line.text.len());
    let span = |t: &TriggerLine| match (bytes.get(t.start), bytes.get(t.end)) {
        (Some(a), Some(b)) if a < b => Ok(Span::new(*a, *b)),
        _ => Err(format!("{}..{}: expected a stretch inside the text", t.start, t.end)),
    };
    let filler = |r: &RoleLine| match (&r.text, &r.at) {
        (Some(text), _) => Ok((r.role.clone(), text.clone())),
        (None, Some(at)) => Ok((r.role.clone(), line.text.as_str()[span(at)?].to_owned())),
        (None, None) => Err(format!("{}: expected the text that fills it", r.role)),
    };
    let mut events = Vec::with_capacity(line.events.len());
    for e in line.events.iter().chain(labels.of(&line.id).unwrap_or_default()) {
        let kind = Kind::parse(&e.kind).ok_or_else(|| format!("{}: no such event type", e.kind))?;
        events.push(GoldEvent {
            kind,
            realis: e.realis,
            optional: e.optional,
            triggers: e.triggers.iter().map(span).collect::<std::result::Result<_, _>>()?,
            roles: e.roles.iter().map(filler).collect::<std::result::Result<_, _>>()?,
        });
    }
    let issue = IssueInfo { date: line.date, home: line.home, ..IssueInfo::default() };
    let article = Article::plain(None, &line.text);
    Ok(Gold { document: Document { id: line.id, path: String::new(), issue, article }, events })
}

/// What was right, wrong and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::event) struct Tally {
    pub(in crate::event) right: usize,
    pub(in crate::event) wrong: usize,
    pub(in crate::event) missed: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub(in crate::event) fn f1(self) -> f64 {
        let both = 2 * self.right + self.wrong + self.missed;
        if both == 0 { 0.0 } else { 2.0 * self.right as f64 / both as f64 }
    }

    pub(in crate::event) fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| self.right as f64 / (self.right + of).max(1) as f64;
        write!(
            f,
            "P {:.3} R {:.3} F1 {:.3} (right {} wrong {} missed {})",
            share(self.wrong),
            share(self.missed),
            self.f1(),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

/// Which labelled event each found one is: of the same type, with a trigger
/// that overlaps; each labelled event once. Found events that only an
/// optional one matches are neither right nor wrong. Gives the tally and, for
/// each found event, the labelled one.
pub(in crate::event) fn compare(
    gold: &[GoldEvent],
    found: &[(Kind, Vec<Span>)],
) -> (Tally, Vec<Option<usize>>) {
    let hits = |e: &GoldEvent, kind: Kind, triggers: &[Span]| {
        e.kind == kind && triggers.iter().any(|t| e.triggers.iter().any(|g| g.overlaps(*t)))
    };
    let mut free: Vec<bool> = gold.iter().map(|e| !e.optional).collect();
    let mut tally = Tally::default();
    let mut matched = Vec::with_capacity(found.len());
    for (kind, triggers) in found {
        let n = (0..gold.len()).find(|n| free[*n] && hits(&gold[*n], *kind, triggers));
        matched.push(n);
        match n {
            Some(n) => {
                free[n] = false;
                tally.right += 1;
            }
            None => {
                let optional = gold.iter().any(|e| e.optional && hits(e, *kind, triggers));
                tally.wrong += usize::from(!optional);
            }
        }
    }
    tally.missed = free.iter().filter(|f| **f).count();
    (tally, matched)
}

/// A filler as it is compared: without marks, blanks and quotation marks.
pub(in crate::event) fn filler_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Found fillers against labelled ones: a filler is found where one of the
/// same role holds it or stands in it.
pub(in crate::event) fn compare_roles(gold: &[(String, String)], found: &[(&str, &str)]) -> Tally {
    let mut want: Vec<(&str, String)> = gold.iter().map(|(r, t)| (&**r, filler_key(t))).collect();
    want.sort_unstable();
    want.dedup();
    let mut got: Vec<(&str, String)> = found.iter().map(|(r, t)| (*r, filler_key(t))).collect();
    got.sort_unstable();
    got.dedup();
    let hit =
        |w: &(&str, String)| got.iter().any(|g| g.0 == w.0 && (g.1.contains(&w.1) || w.1.contains(&g.1)));
    let right = want.iter().filter(|w| hit(w)).count();
    Tally { right, wrong: got.len().saturating_sub(right), missed: want.len() - right }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, triggers: &[(usize, usize)], optional: bool) -> GoldEvent {
        GoldEvent {
            kind: Kind::parse(kind).unwrap(),
            realis: Realis::Actual,
            optional,
            triggers: triggers.iter().map(|t| Span::new(t.0, t.1)).collect(),
            roles: Vec::new(),
        }
    }

    #[test]
    fn an_event_counts_once() {
        let gold = [event("MEET.HOLD", &[(0, 6), (30, 36)], false), event("SPEAK.STATE", &[(50, 53)], true)];
        let meet = Kind::parse("MEET.HOLD").unwrap();
        let state = Kind::parse("SPEAK.STATE").unwrap();
        let found = [
            (meet, vec![Span::new(0, 6)]),
            (meet, vec![Span::new(30, 36)]),
            (state, vec![Span::new(50, 53)]),
        ];
        let (tally, matched) = compare(&gold, &found);
        assert_eq!(tally, Tally { right: 1, wrong: 1, missed: 0 });
        assert_eq!(matched, [Some(0), None, None]);
    }

    #[test]
    fn fillers_match_where_one_holds_the_other() {
        let gold = [("agent".to_owned(), "市水利局".to_owned()), ("time".to_owned(), "3日".to_owned())];
        let found = [("agent", "南川市水利局"), ("place", "南川市")];
        assert_eq!(compare_roles(&gold, &found), Tally { right: 1, wrong: 1, missed: 1 });
    }

    #[test]
    fn a_bad_line_says_what_is_wrong() {
        for bad in [
            "{}",
            r#"{"id":"a"}"#,
            r#"{"id":"a","text":"开会","events":[{"type":"NO.SUCH","realis":"actual","triggers":[]}]}"#,
            r#"{"id":"a","text":"开会","events":[{"type":"MEET.HOLD","realis":"actual","triggers":[{"start":1,"end":3}]}]}"#,
        ] {
            let line = serde_json::from_str::<Line>(bad).map_err(|e| e.to_string());
            assert!(line.and_then(|line| article(line, &Labels::default())).is_err(), "{bad}");
        }
    }
}
