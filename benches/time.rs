//! Bytes a second of finding and resolving times, on news where it is at
//! hand, and on text made to be slow.

use baozhi::time::{Context, resolve, scan};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One megabyte of `unit`.
fn repeated(unit: &str) -> String {
    unit.repeat(1_000_000 / unit.len())
}

/// Some articles of `../shared/corpora/news`, where it is at hand.
fn news() -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/news/local.jsonl.gz");
    let file = std::fs::File::open(path).ok()?;
    let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    let text = |line: std::io::Result<String>| {
        let value: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        Some(value.get("text")?.as_str()?.to_owned())
    };
    Some(lines.take(5000).filter_map(text).collect())
}

fn run(texts: &[String], context: &Context) -> usize {
    texts.iter().map(|t| resolve(t, &scan(t), context).len()).sum()
}

fn bench(c: &mut Criterion) {
    let context = Context { date: Some(jiff::civil::date(2021, 3, 3)), ..Context::default() };
    let mut group = c.benchmark_group("time");
    group.sample_size(10);
    let mut cases: Vec<(String, Vec<String>)> =
        ["年的", "1", "一", "十", "一年", "1月", "节后", "近", "第一", "2021年3月3日", "一二", " 21年"]
            .map(|unit| (format!("1 MB of {unit}"), vec![repeated(unit)]))
            .into();
    match news() {
        Some(texts) => cases.insert(0, ("news".to_owned(), texts)),
        None => println!("no news at hand: measured on made text alone"),
    }
    for (name, texts) in &cases {
        let bytes: usize = texts.iter().map(String::len).sum();
        if name == "news" {
            assert!(run(texts, &context) > bytes / 1000, "news is full of times");
        }
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(format!("{name}: scan"), |b| {
            b.iter(|| texts.iter().map(|t| scan(black_box(t)).len()).sum::<usize>())
        });
        group.bench_function(format!("{name}: scan and resolve"), |b| {
            b.iter(|| run(black_box(texts), &context))
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
