//! `baozhi compare`: what is more and what is less in a second period, or in
//! another set of records.

use crate::Outcome;
use crate::args::CompareArgs;
use crate::console::{counted, note};
use crate::records::{for_each_in, for_each_record};
use crate::sheet;
use baozhi::export::Sheet;
use baozhi::query::{Comparison, Difference, Subject};
use baozhi::{Record, Result};
use jiff::civil::Date;

/// Rows of each part that people are shown.
const FEW: usize = 10;

pub fn run(args: CompareArgs) -> Result<Outcome> {
    let mut comparison = Comparison::of_kinds(args.nodes.kinds());
    let outcome = match (args.split, &args.papers[..]) {
        (Some(day), _) => split(&args, day, &mut comparison)?,
        (None, [first, second]) => papers(&args, [first, second], &mut comparison)?,
        _ => {
            let first = for_each_record(&args.input, |record| {
                comparison.add_first(&record);
                Ok(())
            })?;
            let second = for_each_in(&args.with, &args.input, |record| {
                comparison.add_second(&record);
                Ok(())
            })?;
            first.and(second)
        }
    };
    let most = args.sheet.most(FEW);
    let all = comparison.differences();
    let parts = [Subject::Entity, Subject::Event, Subject::Tie].map(|subject| {
        let of_part = all.iter().filter(move |d| d.subject == subject);
        (subject, of_part.take(most).collect::<Vec<_>>())
    });
    let mut table = Sheet::new([
        "subject",
        "type",
        "name",
        "with",
        "first",
        "second",
        "change",
        "first_rate",
        "second_rate",
        "rate_change",
    ]);
    for d in parts.iter().flat_map(|(_, part)| part) {
        table.push([
            d.subject.as_str().into(),
            d.kind.as_str().into(),
            d.name.as_str().into(),
            d.with.as_str().into(),
            d.first.into(),
            d.second.into(),
            d.change().into(),
            d.first_rate.into(),
            d.second_rate.into(),
            d.rate_change().into(),
        ]);
    }
    sheet::give(&table, || text(&comparison, &parts), &args.sheet)?;
    Ok(outcome)
}

/// Articles before `day` go into the first set, later ones into the second.
fn split(args: &CompareArgs, day: Date, comparison: &mut Comparison) -> Result<Outcome> {
    let mut undated = 0;
    let date = |record: &Record| record.date().and_then(|date| date.parse::<Date>().ok());
    let outcome = for_each_record(&args.input, |record| {
        match date(&record) {
            Some(date) if date < day => comparison.add_first(&record),
            Some(_) => comparison.add_second(&record),
            None => undated += 1,
        }
        Ok(())
    })?;
    if undated > 0 {
        note!("baozhi: {} without a date left out", counted(undated, "article"));
    }
    Ok(outcome)
}

/// Articles of the first paper go into the first set, those of the second into the second.
fn papers(args: &CompareArgs, papers: [&str; 2], comparison: &mut Comparison) -> Result<Outcome> {
    let outcome = for_each_record(&args.input, |record| {
        match record.issue.paper.as_deref() {
            Some(paper) if paper == papers[0] => comparison.add_first(&record),
            Some(paper) if paper == papers[1] => comparison.add_second(&record),
            _ => {}
        }
        Ok(())
    })?;
    let (first, second) = comparison.articles();
    for (paper, articles) in papers.into_iter().zip([first, second]) {
        if articles == 0 {
            note!("baozhi: no article is of {paper}");
        }
    }
    Ok(outcome)
}

/// The three parts, each a table of its own.
fn text(comparison: &Comparison, parts: &[(Subject, Vec<&Difference>)]) -> String {
    let (first, second) = comparison.articles();
    let mut out = format!(
        "first {}, second {}; rates are for each 1,000 articles\n",
        counted(first as usize, "article"),
        counted(second as usize, "article")
    );
    for (subject, part) in parts.iter().filter(|(_, part)| !part.is_empty()) {
        out += match subject {
            Subject::Event => "\nevents by type\n",
            Subject::Tie => "\nties, by sentences that name both\n",
            _ => "\nnames, by articles\n",
        };
        let mut table =
            Sheet::new(["name", "with", "type", "first", "second", "first rate", "second rate", "change"]);
        for d in part {
            table.push([
                d.name.as_str().into(),
                d.with.as_str().into(),
                d.kind.as_str().into(),
                d.first.into(),
                d.second.into(),
                d.first_rate.into(),
                d.second_rate.into(),
                d.rate_change().into(),
            ]);
        }
        out += &table.to_string();
    }
    out
}
