//! Prints the figures of a text.
//!
//! ```text
//! cargo run --example figures -- news.txt              one figure a line
//! cargo run --example figures -- news.jsonl            one record a line
//! cargo run --example figures -- --numbers news.jsonl  bare numbers too
//! ```
//!
//! A JSONL line is `{"id", "text"}`; its record holds `id`, `offsets` and
//! `mentions`, counted in characters. Without a file, text is read from the
//! standard input.

use baozhi::figure::{Figure, scan};
use baozhi::record::{FigureKind, Mention};
use baozhi::{OffsetMap, Offsets};
use serde_json::{Value, json};
use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let numbers = args.iter().any(|a| a == "--numbers");
    args.retain(|a| a != "--numbers");
    let mut input = String::new();
    match args.first() {
        Some(path) => input = std::fs::read_to_string(path)?,
        None => drop(std::io::stdin().read_to_string(&mut input)?),
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if input.starts_with('{') {
        for line in input.lines().filter(|l| !l.trim().is_empty()) {
            writeln!(out, "{}", record(&serde_json::from_str(line)?, numbers))?;
        }
    } else {
        for figure in scan(&input) {
            writeln!(out, "{}", row(&input, &figure))?;
        }
    }
    Ok(())
}

/// One figure as a tab-separated line: text, kind, value, unit, measure, rule.
fn row(text: &str, figure: &Figure) -> String {
    let measure = figure.measure.map_or("", |m| &text[m]);
    let Figure { kind, value, rule, .. } = figure;
    let unit = figure.unit.unwrap_or("");
    format!("{}\t{kind:?}\t{value}\t{unit}\t{measure}\t{rule}", &text[figure.span])
}

/// The record of one JSONL line, its figures as mentions.
fn record(line: &Value, numbers: bool) -> Value {
    let text = line["text"].as_str().unwrap_or_default();
    let offset = OffsetMap::new(text, Offsets::Char);
    let kept = scan(text).into_iter().filter(|f| numbers || f.kind != FigureKind::Number);
    let mentions: Vec<Mention> = (0..)
        .zip(kept)
        .map(|(id, f)| {
            let mut mention = Mention::new(f.to_record(text), text, f.span, f.rule);
            (mention.id, mention.start, mention.end) = (id, offset.of(f.span.start), offset.of(f.span.end));
            mention
        })
        .collect();
    json!({"id": line["id"], "offsets": Offsets::Char, "mentions": mentions})
}
