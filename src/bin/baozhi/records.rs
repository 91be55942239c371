//! The records that a command reads, and which of them it takes.

use crate::args::{Filter, RecordArgs};
use baozhi::corpus;
use baozhi::export::jsonl;
use baozhi::record::{Entity, EntityKind};
use baozhi::{Record, Result};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Calls `f` on every record that the filter takes, in order, until it fails.
pub fn for_each_record(args: &RecordArgs, mut f: impl FnMut(Record) -> Result<()>) -> Result<()> {
    for path in &args.records {
        let path = &file_of(path)?;
        for record in jsonl::read(open(path)?, path) {
            let record = record?;
            if takes(&args.filter, &record) {
                f(record)?;
            }
        }
    }
    Ok(())
}

/// The records of a folder that `analyze` wrote; any other path as it is.
fn file_of(path: &Path) -> Result<PathBuf> {
    if path.is_dir() {
        crate::staging::recover(path)?;
        return Ok(path.join("records.jsonl"));
    }
    Ok(path.to_owned())
}

/// Opens a file, its compression undone, or standard input.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    corpus::open(path)
}

fn takes(filter: &Filter, record: &Record) -> bool {
    let named = |kind: EntityKind, names: &[String]| {
        names.is_empty()
            || record.entities.iter().any(|e| e.kind == kind && names.iter().any(|n| is_named(record, e, n)))
    };
    let date = record.issue.date.as_deref().and_then(|d| d.parse::<jiff::civil::Date>().ok());
    let event = |t: &str| {
        record
            .events
            .iter()
            .any(|e| e.kind == t || e.kind.strip_prefix(t).is_some_and(|r| r.starts_with('.')))
    };
    named(EntityKind::Person, &filter.person)
        && named(EntityKind::Institution, &filter.institution)
        && named(EntityKind::Place, &filter.place)
        && (filter.event.is_empty() || filter.event.iter().any(|t| event(t)))
        && (filter.paper.is_empty() || record.issue.paper.as_ref().is_some_and(|p| filter.paper.contains(p)))
        && (filter.kind.is_empty() || filter.kind.contains(&kind_name(record)))
        && filter.from.is_none_or(|from| date.is_some_and(|d| d >= from))
        && filter.to.is_none_or(|to| date.is_some_and(|d| d <= to))
}

/// By its full name, or as one of its mentions is printed.
fn is_named(record: &Record, entity: &Entity, name: &str) -> bool {
    let printed = |id: &u32| record.mentions.get(*id as usize).is_some_and(|m| m.text == name);
    entity.name == name || entity.mentions.iter().any(printed)
}

/// The kind as the record's JSON has it.
fn kind_name(record: &Record) -> String {
    let kind = serde_json::to_value(record.article.kind);
    kind.ok().and_then(|k| k.as_str().map(str::to_owned)).unwrap_or_default()
}
