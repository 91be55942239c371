//! Prints the times of texts, as records.
//!
//! Reads JSON lines `{"id", "text", "date"?, "title"?}` from a file or from
//! standard input, and writes one record a line with the times and durations of
//! `text` as `mentions`, offsets in chars. `date` is what times are told from;
//! it may be `2021-05` or `2021` alone.
//!
//! ```sh
//! echo '{"id":"1","date":"2021-03-03","text":"去年7月,历时3年"}' | cargo run --example times
//! ```

use baozhi::Offsets;
use baozhi::record::{Mention, Record};
use baozhi::time::{self, Context};
use std::io::{self, BufRead, BufReader, Write};

#[derive(serde::Deserialize)]
struct Input {
    id: String,
    text: String,
    #[serde(default)]
    date: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input: Box<dyn BufRead> = match std::env::args().nth(1) {
        Some(path) => Box::new(BufReader::new(std::fs::File::open(path)?)),
        None => Box::new(io::stdin().lock()),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        serde_json::to_writer(&mut out, &read(serde_json::from_str(&line)?))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The times of one text, as a record.
fn read(input: Input) -> Record {
    let context = Context { date: input.date.as_deref().and_then(time::issue_date), ..Context::default() };
    let found = time::resolve(&input.text, &time::scan(&input.text), &context);
    let mentions = (0..).zip(&found).map(|(id, resolved)| {
        let mut mention = Mention::new(resolved.to_record(), &input.text, resolved.span(), resolved.rule());
        mention.id = id;
        mention
    });
    let mentions = mentions.collect();
    let mut record = Record::new(input.id, input.text);
    record.issue.date = input.date;
    record.mentions = mentions;
    record.with_offsets(Offsets::Char)
}
