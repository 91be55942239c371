//! Bytes a second of a figure scan, which finds the times too: on news where a
//! corpus stands beside the project, on an invented page, and on texts made to
//! be slow. `news together` is the work of an extraction: times are found and
//! resolved, then figures outside them, article by article.

use baozhi::figure::{scan, scan_outside};
use baozhi::time::{self, Context};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::io::Read;

/// Invented; every rule of the scan is met.
const PAGE: &str = "本报讯 3月2日，东山县召开项目推进会。全县规模以上纺织企业开工率超过99%，1522家企业已复工复产1513家，\
总投资达1720.7亿元，同比增长12.4%；其中亿元以上项目157个，占全部项目的三分之二。会议指出，要进一步统一思想，\
落实全县春耕工作会议，把重点工程放在第一位。今年一季度，农民人均收入由3.2万元提高到3.5万元，惠及近3万人。";

fn news() -> Option<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/news/rmrb2020.jsonl.gz");
    let file = std::fs::File::open(path).ok()?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(file).take(12 << 20).read_to_string(&mut lines).ok()?;
    let texts = lines.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok());
    Some(texts.filter_map(|v| Some(v["text"].as_str()?.to_owned())).collect())
}

/// The times and figures of some articles, counted.
fn together(articles: &[String]) -> (usize, usize) {
    let context = Context { date: Some(jiff::civil::date(2020, 6, 1)), ..Context::default() };
    articles.iter().fold((0, 0), |(times, figures), text| {
        let exprs = time::scan(text);
        let taken: Vec<_> = exprs.iter().map(|e| e.span).collect();
        let resolved = time::resolve(text, &exprs, &context).len();
        (times + resolved, figures + scan_outside(text, &taken).len())
    })
}

fn speed(c: &mut Criterion) {
    let mut group = c.benchmark_group("figure");
    let page = PAGE.repeat(2000);
    let mut texts = vec![("page", page)];
    match news() {
        Some(articles) => {
            let bytes: usize = articles.iter().map(String::len).sum();
            let found = together(&articles);
            assert!(found.0 > bytes / 1000 && found.1 > bytes / 1000, "news is full of both: {found:?}");
            group.throughput(Throughput::Bytes(bytes as u64));
            group.bench_function("news together", |b| {
                b.iter(|| assert_eq!(together(black_box(&articles)), found));
            });
            texts.push(("news", articles.join("\n")));
        }
        None => println!("no corpus beside the project: news is left out"),
    }
    for (name, unit) in
        [("一", "一"), ("1", "1"), ("亿万", "亿万"), ("年的", "年的"), ("第", "第"), ("1个", "1个")]
    {
        texts.push((name, unit.repeat((1 << 20) / unit.len())));
    }
    for (name, text) in &texts {
        let found = scan(text).len();
        assert!(*name != "page" || found == 2000 * scan(PAGE).len(), "a page alone gives the same figures");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*name, |b| b.iter(|| assert_eq!(scan(black_box(text)).len(), found)));
    }
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = speed }
criterion_main!(benches);
