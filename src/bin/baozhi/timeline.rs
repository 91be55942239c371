//! `baozhi timeline`: what is told of a person, an institution or a place, by
//! date.

use crate::Outcome;
use crate::args::TimelineArgs;
use crate::console::{counted, tame};
use crate::records::for_each_record;
use crate::sheet;
use baozhi::export::{Cell, Sheet};
use baozhi::query::{Fact, FactKind, Life, Timeline};
use baozhi::record::{Basis, Realis};
use baozhi::{Error, Result};

/// The columns of the table for other programs.
const COLUMNS: [&str; 18] = [
    "key",
    "type",
    "name",
    "date",
    "from",
    "to",
    "basis",
    "fact",
    "what",
    "role",
    "with",
    "former",
    "realis",
    "text",
    "first_seen",
    "last_seen",
    "articles",
    "record",
];

pub fn run(args: TimelineArgs) -> Result<Outcome> {
    let mut timeline = Timeline::of(&args.name);
    let outcome = for_each_record(&args.input, |record| {
        timeline.add(&record);
        Ok(())
    })?;
    let lives = timeline.lives();
    if lives.is_empty() {
        return Err(Error::usage(format!(
            "{}: no article names a person, an institution or a place so; `baozhi stats` lists names, and \
             `baozhi search` finds words",
            args.name
        )));
    }
    let most = args.sheet.most(usize::MAX);
    let mut table = Sheet::new(COLUMNS);
    for life in &lives {
        life.facts.iter().take(most).for_each(|fact| table.push(row(life, fact)));
    }
    sheet::give(
        &table,
        || lives.iter().map(|life| text(life, most)).collect::<Vec<_>>().join("\n"),
        &args.sheet,
    )?;
    Ok(outcome)
}

fn row(life: &Life, fact: &Fact) -> [Cell; 18] {
    let is_post = fact.kind == FactKind::Post;
    [
        life.key.as_str().into(),
        life.kind.as_str().into(),
        life.name.as_str().into(),
        fact.date.clone().into(),
        fact.from.clone().into(),
        fact.to.clone().into(),
        fact.basis.map(basis).into(),
        fact.kind.as_str().into(),
        fact.what.as_str().into(),
        fact.role.as_str().into(),
        fact.with.as_str().into(),
        is_post.then_some(fact.former).into(),
        fact.realis.map(realis).into(),
        fact.text.as_str().into(),
        fact.first_seen.clone().into(),
        fact.last_seen.clone().into(),
        fact.articles.into(),
        fact.record.as_str().into(),
    ]
}

/// One thing of the name with a line for each fact.
fn text(life: &Life, most: usize) -> String {
    let mut table = Sheet::new(["date", "to", "", "what", "role", "with", "note", "text"]);
    for fact in life.facts.iter().take(most) {
        let to = fact.to.as_ref().filter(|to| fact.date.as_ref() != Some(*to));
        table.push([
            fact.date.as_deref().unwrap_or("undated").into(),
            to.cloned().into(),
            fact.kind.as_str().into(),
            fact.what.as_str().into(),
            fact.role.as_str().into(),
            short(&fact.with).into(),
            note(fact).into(),
            short(&fact.text).into(),
        ]);
    }
    let head =
        format!("{} ({}), {}", tame(&life.name), tame(&life.key), counted(life.articles as usize, "article"));
    format!("{head}\n{table}")
}

/// What a reader must know not to take a line for more than it is.
fn note(fact: &Fact) -> String {
    let mut notes = Vec::new();
    if fact.former {
        notes.push("former".to_owned());
    }
    match fact.kind {
        FactKind::Post => {
            let is_given = fact.from.is_some() || fact.to.is_some();
            notes.extend(is_given.then(|| "days as told".to_owned()));
            let last = fact.last_seen.as_ref().filter(|last| Some(*last) != fact.first_seen.as_ref());
            notes.extend(last.map(|last| format!("seen to {last}")));
            notes.extend((fact.articles > 1).then(|| counted(fact.articles as usize, "article")));
        }
        _ => {
            let unreal = fact.realis.filter(|realis| *realis != Realis::Actual).map(realis);
            notes.extend(unreal.map(str::to_owned));
            notes.extend(fact.from.is_none().then(|| "day of the article".to_owned()));
        }
    }
    notes.join(", ")
}

/// The beginning of a text that is too long for a line.
fn short(text: &str) -> String {
    const MOST: usize = 40;
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Explicit => "explicit",
        Basis::Issue => "issue",
        _ => "inferred",
    }
}

fn realis(realis: Realis) -> &'static str {
    match realis {
        Realis::Actual => "actual",
        Realis::Future => "future",
        Realis::Planned => "planned",
        Realis::Negated => "negated",
        _ => "irrealis",
    }
}
