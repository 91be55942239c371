//! The event frames: every row of `dicts/events.tsv` has a sentence it holds
//! in and one it does not (`tests/data/events.tsv`), and what the stage as a
//! whole promises.
//!
//! Sentences give their mentions in braces: `{王宁|P}` a person, `L` place,
//! `O` institution, `F` count, `A` amount, `R` rate, `T` time, `D` document,
//! `M` meeting.

use crate::support::markup::{self, Marked};
use baozhi::event::Frames;
use baozhi::internals::Config;
use std::collections::BTreeSet;

fn found(frames: &Frames, marked: &Marked) -> baozhi::internals::Found {
    marked.find(frames, &Config { irrealis: true })
}

#[test]
fn every_row_holds_where_it_should_and_not_where_it_should_not() {
    let frames = Frames::embedded();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .from_path("tests/data/events.tsv")
        .expect("the test table");
    let mut faults = Vec::new();
    let mut tested = BTreeSet::new();
    for row in reader.records() {
        let row = row.expect("three columns");
        let (rule, positive, negative) = (&row[0], &row[1], &row[2]);
        tested.insert(rule.to_owned());
        let rules = |text: &str| -> Vec<String> {
            let events = found(&frames, &markup::read(text)).events;
            events.iter().map(|e| e.rule.to_string()).collect()
        };
        let (hit, miss) = (rules(positive), rules(negative));
        if !hit.iter().any(|r| r == rule) {
            faults.push(format!("{rule} is not found in {positive}: {hit:?}"));
        }
        if miss.iter().any(|r| r == rule) {
            faults.push(format!("{rule} is found in {negative}"));
        }
    }
    for rule in joins(&frames, &mut faults) {
        tested.insert(rule);
    }
    for rule in frames.rules().filter(|r| !tested.contains(*r)) {
        faults.push(format!("{rule} has no test row"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The rows that tell more of another event: the role they give it, and a
/// sentence in which nothing gives it. Returns their names.
fn joins(frames: &Frames, faults: &mut Vec<String>) -> Vec<String> {
    let table = std::fs::read_to_string("tests/data/events_joins.tsv").expect("the test table");
    let mut tested = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [rule, positive, role, filler, negative] = cells[..] else { panic!("five columns: {row}") };
        let fillers = |text: &str| -> Vec<String> {
            let events = found(frames, &markup::read(text)).events;
            let roles = events.iter().flat_map(|e| e.roles.iter());
            roles.filter(|r| r.role == role).map(|r| r.text.clone()).collect()
        };
        let (hit, miss) = (fillers(positive), fillers(negative));
        if !hit.iter().any(|f| f == filler) {
            faults.push(format!("{rule} gives no {role} in {positive}: {hit:?}"));
        }
        if !miss.is_empty() {
            faults.push(format!("{rule} gives {miss:?} in {negative}"));
        }
        tested.push(rule.to_owned());
    }
    tested
}
