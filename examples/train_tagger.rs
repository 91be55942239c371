//! Trains the tagger and says how well it does on held-out text.
//!
//! ```text
//! train_tagger OUT.model [TRAIN.jsonl.gz…] [--weighted N FILE] [--foreign OTHER.jsonl.gz] [--dev DEV.jsonl.gz]
//!     [--tags TAGS.jsonl] [--clusters FILE] [--dictionary FILE.tsv]… [--epochs N] [--rows N] …
//!     [--teacher FIRST.model [--sure MARGIN] [--share N] --text NEWS.jsonl.gz…]
//! ```
//!
//! `--weighted N FILE` is text that every epoch looks at N times; `--foreign` is
//! text annotated by other guidelines; of `--text` every N-th
//! article is annotated by the teacher. Without text to train on, the model
//! at OUT is only scored. `--tags` keeps what is found in the held-out text.

use baozhi::tagger::train::{Example, Knowledge, Options, label_texts, read_examples, train};
use baozhi::tagger::{Scratch, Tagger};
use baozhi::token::{Segmenter, sentences};
use std::fs::File;
use std::io::Write;

const NAMES: [&str; 4] = ["PER", "LOC", "ORG", "all"];

fn main() -> baozhi::Result<()> {
    let mut args = std::env::args().skip(1);
    let out = args.next().expect("usage: train_tagger OUT.model TRAIN… [--dev DEV]");
    let mut options = Options::default();
    let mut examples = Vec::new();
    let mut dev = Vec::new();
    let mut dictionaries = 0;
    let mut tags = None;
    let (mut teacher, mut sure, mut share) = (None, 1.0, 10);
    let mut knowledge = Knowledge::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("an option takes a value");
        match arg.as_str() {
            "--tags" => tags = Some(File::create(value()).expect("a file can be made")),
            "--dev" => dev.push(value()),
            "--epochs" => options.epochs = value().parse().expect("a number"),
            "--after" => options.after = value().parse().expect("a number"),
            "--least" => options.least = value().parse().expect("a number"),
            "--rate" => options.rate = value().parse().expect("a number"),
            "--dropout" => options.dropout = value().parse().expect("a number"),
            "--rare" => options.rare = value().parse().expect("a number"),
            "--rows" => options.rows = value().parse().expect("a number"),
            "--teacher" => teacher = Some(Tagger::load(value())?),
            "--sure" => sure = value().parse().expect("a number"),
            "--share" => share = value().parse().expect("a number"),
            "--text" => {
                let texts: Vec<Example> = read_examples(value())?.into_iter().step_by(share).collect();
                let teacher = teacher.as_ref().expect("--teacher before --text");
                examples.extend(label_texts(&texts, teacher, sure));
            }
            "--dictionary" => {
                knowledge.add_dictionary(value(), dictionaries * 30 + 1)?;
                dictionaries += 1;
            }
            "--clusters" => knowledge.load_clusters(value())?,
            "--weighted" => {
                let weight = value().parse().expect("a number");
                let mut more = read_examples(value())?;
                more.iter_mut().for_each(|e| e.weight = weight);
                examples.extend(more);
            }
            "--foreign" => {
                let mut more = read_examples(value())?;
                more.iter_mut().for_each(|e| e.foreign = true);
                examples.extend(more);
            }
            path => examples.extend(read_examples(path)?),
        }
    }
    if examples.is_empty() {
        for path in dev {
            score(&Tagger::load(&out)?, &read_examples(path)?, &mut tags);
        }
        return Ok(());
    }
    let start = std::time::Instant::now();
    let tagger = train(&examples, &knowledge, &options, &mut |p| {
        eprintln!("{:?} {p:?}", start.elapsed());
    });
    tagger.save(&out)?;
    println!("{options:?} {} bytes", std::fs::metadata(&out).map(|m| m.len()).unwrap_or(0));
    for path in dev {
        println!("{path}");
        score(&Tagger::load(&out)?, &read_examples(path)?, &mut tags);
    }
    Ok(())
}

/// Prints precision, recall and F1 for exact spans, class by class.
fn score(tagger: &Tagger, examples: &[Example], file: &mut Option<File>) {
    let segmenter = Segmenter::new();
    let mut scratch = Scratch::default();
    let mut counts = [[0u32; 3]; 4];
    for example in examples {
        let sentences = sentences(&example.text);
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        segmenter.segment(&example.text, &sentences, &mut words);
        tagger.tag(&example.text, &sentences, &words, &mut scratch, &mut tags);
        if let Some(file) = file {
            let chars = |at: usize| example.text[..at].chars().count();
            let found: Vec<_> = tags
                .iter()
                .map(|t| (chars(t.span.start), chars(t.span.end), NAMES[t.label as usize]))
                .collect();
            let line = serde_json::json!({ "text": example.text, "tags": found });
            writeln!(file, "{line}").expect("a line can be written");
        }
        for (_, label) in &example.names {
            counts[*label as usize][0] += 1;
        }
        for tag in &tags {
            counts[tag.label as usize][1] += 1;
            counts[tag.label as usize][2] += u32::from(example.names.contains(&(tag.span, tag.label)));
        }
    }
    for i in 0..3 {
        counts[3] = [0, 1, 2].map(|k| counts[3][k] + counts[i][k]);
    }
    for (name, [gold, found, right]) in NAMES.iter().zip(counts) {
        let (p, r) = (f64::from(right) / f64::from(found.max(1)), f64::from(right) / f64::from(gold.max(1)));
        println!("{name} P {p:.4} R {r:.4} F1 {:.4}", 2.0 * p * r / (p + r).max(1e-9));
    }
}
