//! The tagger and the words it reads beside jieba's `tag`, on real news when
//! it is at hand.

mod words;

use baozhi::Span;
use baozhi::tagger::{Scratch, Tagger};
use baozhi::token::{Segmenter, Word, sentences};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// About how many bytes of text are taken.
const BYTES: usize = 4 << 20;

struct Text {
    text: String,
    sentences: Vec<Span>,
    words: Vec<Word>,
}

/// Articles from several corpora in turn, or an invented one repeated.
fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/news");
    let mut out = Vec::new();
    for name in ["rmrb2020", "local", "chinanews2023", "govcn"] {
        let Ok(file) = File::open(folder.join(format!("{name}.jsonl.gz"))) else { continue };
        let mut taken = 0;
        for line in BufReader::new(MultiGzDecoder::new(file)).lines() {
            let value: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            let text = value["text"].as_str().unwrap_or("").to_owned();
            taken += text.len();
            out.push(text);
            if taken > BYTES / 4 {
                break;
            }
        }
    }
    if out.is_empty() {
        eprintln!("no news at {}: an invented text is repeated", folder.display());
        out = vec![
            "本报讯（记者周小禾）3月2日，青山市政协主席林大为到柳河县调研。".repeat(20);
            200
        ];
    }
    out
}

fn tagger(c: &mut Criterion) {
    let segmenter = Segmenter::new();
    let tagger = Tagger::embedded();
    let texts: Vec<Text> = articles()
        .into_iter()
        .map(|text| {
            let sentences = sentences(&text);
            let mut words = Vec::new();
            segmenter.segment(&text, &sentences, &mut words);
            Text { text, sentences, words }
        })
        .collect();
    let bytes: usize = texts.iter().map(|t| t.text.len()).sum();
    let mut group = c.benchmark_group("tagger");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    let jieba = words::jieba();
    group.bench_function("jieba tag", |b| {
        b.iter(|| {
            let lines = texts.iter().flat_map(|t| t.text.lines());
            let total: usize = lines.map(|line| jieba.tag(line, true).len()).sum();
            assert!(total > bytes / 12, "{total} words in {bytes} bytes");
        });
    });
    group.bench_function("words", |b| {
        let mut words = Vec::new();
        b.iter(|| {
            let mut total = 0;
            for t in &texts {
                words.clear();
                segmenter.segment(&t.text, &t.sentences, &mut words);
                total += words.len();
            }
            assert!(total > bytes / 12, "{total} words in {bytes} bytes");
        });
    });
    group.bench_function("tag", |b| {
        let mut scratch = Scratch::default();
        let mut tags = Vec::new();
        b.iter(|| {
            let mut total = 0;
            for t in &texts {
                tags.clear();
                tagger.tag(&t.text, &t.sentences, &t.words, &mut scratch, &mut tags);
                total += tags.len();
            }
            assert!(total > bytes / 400, "{total} names in {bytes} bytes");
        });
    });
    group.bench_function("load", |b| b.iter(Tagger::embedded));
    group.finish();
}

criterion_group!(benches, tagger);
criterion_main!(benches);
