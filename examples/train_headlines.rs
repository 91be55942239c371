//! Learns the weights that tell kicker, title and subtitle apart
//! (`dicts/headline.tsv`) from articles whose headlines are known.
//!
//! ```text
//! cargo run --release --example train_headlines -- dicts/headline.tsv ARTICLES.jsonl.gz…
//! ```
//!
//! The articles are JSON lines with `title`, `text` and, where there are such,
//! `kicker` and `subtitle`. To one headline in four the title of another article is
//! set above, as on pages whose text goes on elsewhere. What it prints is the share
//! of headlines of several lines all of whose roles are right, five-fold: each
//! article is read with weights that were learnt without it, and beside it by the
//! weights that are compiled in. It takes about ten seconds for 12,000 articles.

use baozhi::internals::{HeadlineLesson, HeadlineScore, HeadlineWeights, score_embedded};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

const FOLDS: usize = 5;
/// One lesson in so many has another article's title above it.
const LOOSE: usize = 4;

#[derive(Deserialize)]
struct Row {
    kicker: Option<String>,
    title: String,
    subtitle: Option<String>,
    #[serde(default)]
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train_headlines OUT ARTICLES…")?;
    let mut lessons: Vec<HeadlineLesson> = Vec::new();
    for path in args {
        read(&path, &mut lessons)?;
    }
    let (mut learnt, mut embedded) = (HeadlineScore::default(), HeadlineScore::default());
    for fold in 0..FOLDS {
        let (held, seen): (Vec<_>, Vec<_>) = (0..lessons.len()).partition(|n| n % FOLDS == fold);
        let of = |numbers: Vec<usize>| numbers.into_iter().map(|n| lessons[n].clone()).collect::<Vec<_>>();
        let (held, seen) = (of(held), of(seen));
        add(&mut learnt, HeadlineWeights::learn(&seen).score(&held));
        add(&mut embedded, score_embedded(&held));
    }
    println!("learnt, five-fold  {}", shown(learnt));
    println!("compiled in        {}", shown(embedded));
    std::fs::write(&out, HeadlineWeights::learn(&lessons).table())?;
    Ok(())
}

/// The lessons of a file.
fn read(path: &str, lessons: &mut Vec<HeadlineLesson>) -> Result<(), Box<dyn std::error::Error>> {
    let file = File::open(path)?;
    let bytes: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut before = None;
    for (n, line) in BufReader::new(bytes).lines().enumerate() {
        let row: Row = serde_json::from_str(&line?).map_err(|e| format!("{path}:{}: {e}", n + 1))?;
        let filled = |cell: Option<String>| cell.filter(|c| !c.trim().is_empty());
        let mut lesson = HeadlineLesson::new(&*row.title, row.text.trim_start());
        (lesson.kicker, lesson.subtitle) = (filled(row.kicker), filled(row.subtitle));
        if lessons.len().is_multiple_of(LOOSE) {
            lesson.loose = before.take();
        }
        before = Some(row.title);
        lessons.push(lesson);
    }
    Ok(())
}

fn add(sum: &mut HeadlineScore, more: HeadlineScore) {
    sum.right += more.right;
    sum.all += more.all;
}

fn shown(score: HeadlineScore) -> String {
    format!("{} of {} right ({:.3})", score.right, score.all, score.right as f64 / score.all.max(1) as f64)
}
