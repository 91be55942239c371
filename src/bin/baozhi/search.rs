//! `baozhi search`: the sentences of articles that hold words.

use crate::Outcome;
use crate::args::SearchArgs;
use crate::console::{Marks, counted, note, stdout_error, tame};
use crate::records::for_each_record;
use baozhi::query::{Hit, Search};
use baozhi::{Error, OffsetMap, Offsets, Record, Result, Span};
use serde::Serialize;
use std::io::{BufWriter, Write};

pub fn run(args: SearchArgs) -> Result<Outcome> {
    let search = Search::parse(&args.words)?;
    let marks = Marks::of(args.color);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut read, mut articles, mut sentences) = (0, 0, 0);
    let outcome = for_each_record(&args.input, |record| {
        has_text(&record)?;
        read += 1;
        let hits = search.hits(&record);
        if hits.is_empty() {
            return Ok(());
        }
        (articles, sentences) = (articles + 1, sentences + hits.len());
        let written =
            if args.json { lines(&record, &hits, &mut out) } else { text(&record, &hits, marks, &mut out) };
        written.map_err(stdout_error)
    })?;
    out.flush().map_err(stdout_error)?;
    let of = counted(read, "article");
    note!("baozhi: {} in {} of {of}", counted(sentences, "sentence"), counted(articles, "article"));
    Ok(outcome)
}

/// # Errors
/// For a record whose text was taken out: what it holds cannot be found.
fn has_text(record: &Record) -> Result<()> {
    let is_of_text = !record.mentions.is_empty() || record.source.end > record.source.start;
    if record.text.is_empty() && is_of_text {
        return Err(Error::usage(format!(
            "the record {:?} has no text to look in: `baozhi extract INPUT -o records.jsonl` or \
             `baozhi analyze INPUT -o DIR` write records with their text",
            record.id
        )));
    }
    Ok(())
}

/// The article on a line, and each sentence below it.
fn text(record: &Record, hits: &[Hit], marks: Marks, out: &mut impl Write) -> std::io::Result<()> {
    let issue = &record.issue;
    let page = issue.page.as_ref().map(|page| format!("page {page}"));
    let head = [issue.paper.as_deref(), record.date(), page.as_deref(), record.article.title.as_deref()];
    let head: Vec<String> = head.into_iter().flatten().map(tame).collect();
    writeln!(out, "{} [{}]", head.join("  "), tame(&record.id))?;
    for hit in hits {
        writeln!(out, "  {}", marked(&record.text, hit, marks))?;
    }
    writeln!(out)
}

/// A sentence with its words marked.
fn marked(text: &str, hit: &Hit, marks: Marks) -> String {
    let mut out = String::new();
    let mut at = hit.sentence.start;
    for word in &hit.words {
        out += &tame(&text[at..word.start]);
        out += marks.before;
        out += &tame(&text[*word]);
        out += marks.behind;
        at = word.end;
    }
    out + &tame(&text[at..hit.sentence.end])
}

/// One sentence as JSON.
#[derive(Serialize)]
struct Line<'r> {
    record: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'r str>,
    sentence: &'r str,
    start: usize,
    end: usize,
    /// Where the words stand in the record's text.
    words: Vec<[usize; 2]>,
    offsets: Offsets,
}

/// Each sentence as an object on a line, its offsets in the record's unit.
fn lines(record: &Record, hits: &[Hit], out: &mut impl Write) -> std::io::Result<()> {
    let map = OffsetMap::new(&record.text, record.offsets);
    let span = |span: &Span| [map.of(span.start), map.of(span.end)];
    for hit in hits {
        let [start, end] = span(&hit.sentence);
        let line = Line {
            record: &record.id,
            paper: record.issue.paper.as_deref(),
            date: record.date(),
            page: record.issue.page.as_deref(),
            title: record.article.title.as_deref(),
            sentence: &record.text.as_str()[hit.sentence],
            start,
            end,
            words: hit.words.iter().map(span).collect(),
            offsets: record.offsets,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
