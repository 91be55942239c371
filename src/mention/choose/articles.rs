//! Labelled articles, as the trainer reads them.
//!
//! ```text
//! {"text":"…","date":"2021-03-03","home":"许昌市","persons":[{"start":0,"end":3,"optional":true}],"places":[…],"institutions":[…]}
//! ```
//!
//! Offsets are Unicode code points of the text; what is `optional` is what two careful readers may differ on.

use super::train::Gold;
use crate::document::Document;
use crate::issue::Article;
use crate::record::IssueInfo;
use crate::span::Span;
use crate::tagger::Label;
use crate::{Error, Result};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Labelled {
    #[serde(default)]
    id: String,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    home: Option<String>,
    persons: Vec<Mark>,
    places: Vec<Mark>,
    institutions: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    #[serde(default)]
    optional: bool,
}

/// The labelled articles of a file, ready for extraction, with what is labelled in them.
///
/// # Errors
/// A file that cannot be read, or a line that is no such article.
pub fn read_labelled(path: impl AsRef<Path>) -> Result<Vec<(Document, Gold)>> {
    let path = path.as_ref();
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let mut out = Vec::new();
    for (number, line) in (1u64..).zip(text.lines()).filter(|l| !l.1.trim().is_empty()) {
        let labelled: Labelled = serde_json::from_str(line).map_err(|e| {
            let expected = "expected an article with text, persons, places and institutions";
            Error::line(path, number, format!("{expected}: {e}"))
        })?;
        let gold = gold(&labelled);
        let issue = IssueInfo { date: labelled.date, home: labelled.home, ..IssueInfo::default() };
        out.push((Document::new(labelled.id, issue, Article::plain(None, &labelled.text)), gold));
    }
    Ok(out)
}

fn gold(labelled: &Labelled) -> Gold {
    let mut bytes: Vec<usize> = labelled.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(labelled.text.len());
    let mut gold = Gold::default();
    let layers = [
        (&labelled.persons, Label::Person),
        (&labelled.places, Label::Place),
        (&labelled.institutions, Label::Institution),
    ];
    for (marks, label) in layers {
        for mark in marks {
            let (Some(&start), Some(&end)) = (bytes.get(mark.start), bytes.get(mark.end)) else { continue };
            let list = if mark.optional { &mut gold.doubtful } else { &mut gold.sure };
            list.push((Span::new(start, end), label));
        }
    }
    gold
}
