//! How the events found compare with the labelled ones.

use super::Purpose;
use super::gold::Tally;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores {
    pub(super) events: Tally,
    pub(super) realis: Tally,
    pub(super) roles: Tally,
}

impl Scores {
    pub(super) fn add(&mut self, other: &Scores) {
        self.events.add(other.events);
        self.realis.add(other.realis);
        self.roles.add(other.roles);
    }
}

/// Scores of the articles frames were not written on, and of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    fresh: Scores,
    all: Scores,
}

impl Report {
    pub(super) fn add(&mut self, purpose: Purpose, scores: &Scores) {
        self.all.add(scores);
        if purpose == Purpose::Scored {
            self.fresh.add(scores);
        }
    }

    pub(super) fn line(&self) -> String {
        let s = &self.fresh;
        format!("events F1 {:.3}, realis {:.3}, roles F1 {:.3}", s.events.f1(), s.realis.f1(), s.roles.f1())
    }

    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for (name, s) in
            [("articles the frames were not written on", &self.fresh), ("all articles", &self.all)]
        {
            out.push_str(&format!(
                "{name}\n  events {}\n  realis {}\n  roles  {}\n",
                s.events, s.realis, s.roles
            ));
        }
        out
    }
}
