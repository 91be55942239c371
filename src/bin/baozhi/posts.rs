//! `baozhi posts`: who held which post, first and last seen.

use crate::Outcome;
use crate::args::TableArgs;
use crate::graph::for_each_record;
use baozhi::corpus::OutputFile;
use baozhi::{Error, Record, Result};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Person, title, institution.
type Key = (String, String, String);

/// When a post was seen held.
#[derive(Default)]
struct Seen {
    from: Option<String>,
    to: Option<String>,
    articles: u32,
}

pub fn run(args: TableArgs) -> Result<Outcome> {
    let mut table = BTreeMap::new();
    for_each_record(&args.input.records, |record| add(&mut table, &record))?;
    match &args.output {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            write(&table, &mut out).map_err(|e| Error::io(path, e))?;
            out.finish()?;
        }
        None => write(&table, std::io::stdout()).map_err(|e| Error::io(Path::new("standard output"), e))?,
    }
    Ok(Outcome::Done)
}

fn add(table: &mut BTreeMap<Key, Seen>, record: &Record) {
    for post in record.posts.iter().filter(|p| !p.former) {
        let institution = post.institution.clone().unwrap_or_default();
        let seen = table.entry((post.person.clone(), post.title.clone(), institution)).or_default();
        let first = post.from.as_ref().or(record.issue.date.as_ref());
        let last = post.to.as_ref().or(record.issue.date.as_ref());
        seen.from = [seen.from.as_ref(), first].into_iter().flatten().min().cloned();
        seen.to = [seen.to.as_ref(), last].into_iter().flatten().max().cloned();
        seen.articles += 1;
    }
}

/// Tab-separated, the columns that a table of appointments has, and how many
/// articles show the post.
fn write(table: &BTreeMap<Key, Seen>, mut out: impl Write) -> std::io::Result<()> {
    writeln!(out, "person\ttitle\tinstitution\tfrom\tto\tarticles")?;
    for ((person, title, institution), seen) in table {
        let date = |d: &Option<String>| d.clone().unwrap_or_default();
        let (from, to) = (date(&seen.from), date(&seen.to));
        writeln!(out, "{person}\t{title}\t{institution}\t{from}\t{to}\t{}", seen.articles)?;
    }
    out.flush()
}
