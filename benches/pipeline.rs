//! The whole way: loading, one article, one page, a corpus on one and on two
//! threads, with and without the sequence model, beside jieba-rs `tag`.
//!
//! The corpus is `examples/corpus`, and 2 MB of varied news where that is
//! present: repeated text flatters branch predictors.

mod words;

use baozhi::{Article, Document, Extractor, Issue, record::IssueInfo};
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// How much of the news is read, in bytes of article text.
const NEWS: usize = 2 << 20;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("examples/corpus"))
        .expect("the examples ship with the source")
        .flatten()
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let read = |f: &PathBuf| {
        baozhi::page::decode(&std::fs::read(f).expect("a file that was listed"), None).text.into_owned()
    };
    files.iter().map(read).collect()
}

fn of_pages(pages: &[String]) -> Vec<Document> {
    pages.iter().flat_map(|p| Document::of_issue(Issue::parse(p), "page", None)).collect()
}

/// Every tenth line of each file, until there is enough of it.
fn news() -> Option<Vec<Document>> {
    let dir = root().join("../shared/corpora/news");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&dir).ok()?.flatten().map(|f| f.path()).collect();
    files.sort();
    let mut out = Vec::new();
    for file in &files {
        let reader = BufReader::new(flate2::read::MultiGzDecoder::new(std::fs::File::open(file).ok()?));
        let mut size = 0;
        for line in reader.lines().step_by(10) {
            let line: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
            let Some(text) = line["text"].as_str() else { continue };
            let issue = line["date"].as_str().map(|d| IssueInfo::default().with_date(d)).unwrap_or_default();
            let article = Article::plain(line["title"].as_str(), text);
            out.push(Document::new("", issue, article));
            size += text.len();
            if size > NEWS / files.len() {
                break;
            }
        }
    }
    Some(out)
}

fn mentions(extractor: &Extractor, documents: &[Document]) -> usize {
    extractor.extract_documents(documents).iter().map(|r| r.mentions.len()).sum()
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}

fn bench(c: &mut Criterion) {
    let full = Extractor::new();
    let plain = Extractor::builder().without_model().build().expect("no files are read");
    let jieba = words::jieba();

    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("extractor", |b| b.iter(|| black_box(Extractor::new())));
    group.finish();

    let pages = pages();
    let documents = of_pages(&pages);
    let one = documents.iter().max_by_key(|d| d.article.text.len()).expect("there are articles");
    let mut group = c.benchmark_group("one");
    let count = full.extract_document(one).mentions.len();
    assert!(count > 0);
    group.throughput(Throughput::Bytes(one.article.text.len() as u64));
    group.bench_function("article", |b| {
        b.iter(|| assert_eq!(full.extract_document(black_box(one)).mentions.len(), count))
    });
    let records = full.extract(&Issue::parse(&pages[0])).len();
    assert!(records > 1);
    group.throughput(Throughput::Bytes(pages[0].len() as u64));
    group.bench_function("page", |b| {
        b.iter(|| assert_eq!(full.extract(&Issue::parse(black_box(&pages[0]))).len(), records))
    });
    group.finish();

    corpus(c, "examples", &documents, &full, &plain, &jieba);
    match news() {
        Some(news) => corpus(c, "news", &news, &full, &plain, &jieba),
        None => println!("absent: ../shared/corpora/news"),
    }
}

fn corpus(
    c: &mut Criterion,
    name: &str,
    documents: &[Document],
    full: &Extractor,
    plain: &Extractor,
    jieba: &jieba_rs::Jieba,
) {
    let bytes: usize = documents.iter().map(|d| d.article.text.len()).sum();
    let (count, bare) = (mentions(full, documents), mentions(plain, documents));
    assert!(count > 0 && bare > 0);
    println!("{name}: {} articles, {bytes} bytes, {count} mentions", documents.len());
    let mut group = c.benchmark_group(name);
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("jieba tag", |b| {
        b.iter(|| documents.iter().map(|d| jieba.tag(&d.article.text, true).len()).sum::<usize>())
    });
    group.bench_function("pipeline", |b| b.iter(|| assert_eq!(mentions(full, documents), count)));
    group.bench_function("pipeline without model", |b| {
        b.iter(|| assert_eq!(mentions(plain, documents), bare))
    });
    for threads in [1, 2] {
        let pool = pool(threads);
        group.bench_function(format!("pipeline, {threads} threads"), |b| {
            b.iter(|| {
                let records = pool.install(|| full.extract_batch(documents));
                assert_eq!(records.iter().map(|r| r.mentions.len()).sum::<usize>(), count);
            })
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
