//! `baozhi rules`: how often each rule decided, with samples.
//!
//! A rule that never decides over a large corpus is dead weight, and one whose
//! samples are wrong is what to mend first.

use crate::Outcome;
use crate::args::RulesArgs;
use crate::console;
use crate::records::for_each_record;
use baozhi::event::Frames;
use baozhi::{Offsets, Record, Result, time};
use std::collections::BTreeMap;
use std::io::Write;

/// What one rule did.
#[derive(Default)]
struct Tally {
    count: u64,
    articles: u64,
    last: Option<u64>,
    samples: Vec<String>,
}

/// What every rule did. Rows of a dictionary (`lexicon/places.tsv:411000`) count
/// for their table.
struct Rules {
    tallies: BTreeMap<String, Tally>,
    most: usize,
    articles: u64,
}

pub fn run(args: RulesArgs) -> Result<Outcome> {
    let mut rules = Rules { tallies: BTreeMap::new(), most: args.samples, articles: 0 };
    for known in time::RULES.iter().copied().chain(Frames::embedded().rules()) {
        rules.tallies.entry(known.to_owned()).or_default();
    }
    let outcome = for_each_record(&args.input, |record| {
        rules.add(&record.with_offsets(Offsets::Byte));
        Ok(())
    })?;
    let mut table = Vec::new();
    rules.print(&mut table)?;
    console::print(&String::from_utf8_lossy(&table))?;
    Ok(outcome)
}

impl Rules {
    fn add(&mut self, record: &Record) {
        self.articles += 1;
        for m in &record.mentions {
            self.count(&m.rule, || around(&record.text, m.start, m.end));
        }
        for p in &record.posts {
            self.count(&p.rule, || {
                format!("{} {} {}", p.person, p.title, p.institution.as_deref().unwrap_or("-"))
            });
        }
        for e in &record.events {
            let at = e.triggers.first().map_or((0, 0), |t| (t.start, t.end));
            self.count(&e.rule, || around(&record.text, at.0, at.1));
        }
    }

    fn count(&mut self, rule: &str, sample: impl FnOnce() -> String) {
        let name = match rule.split_once(':') {
            Some((table, _)) => table,
            None => rule,
        };
        let (article, most) = (self.articles, self.most);
        let tally = self.tallies.entry(name.to_owned()).or_default();
        tally.count += 1;
        if tally.last != Some(article) {
            (tally.articles, tally.last) = (tally.articles + 1, Some(article));
            if tally.samples.len() < most {
                tally.samples.push(sample());
            }
        }
    }

    fn print(&self, out: &mut impl Write) -> Result<()> {
        writeln!(out, "rule\tcount\tarticles\tsamples")?;
        let mut rows: Vec<_> = self.tallies.iter().collect();
        rows.sort_by_key(|(name, t)| (std::cmp::Reverse(t.count), *name));
        for (name, t) in rows {
            writeln!(out, "{name}\t{}\t{}\t{}", t.count, t.articles, t.samples.join(" | "))?;
        }
        Ok(())
    }
}

/// A span with some characters on either side, on one line.
fn around(text: &str, start: usize, end: usize) -> String {
    const SIDE: usize = 10;
    let parts = (text.get(..start), text.get(start..end), text.get(end..));
    let (Some(before), Some(inside), Some(after)) = parts else {
        return format!("(no such place in the text: {start} to {end})");
    };
    let before: Vec<char> = before.chars().rev().take(SIDE).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = after.chars().take(SIDE).collect();
    let one_line = |s: &str| s.replace(['\n', '\t', '\r'], " ");
    format!("{}【{}】{}", one_line(&before), one_line(inside), one_line(&after))
}
