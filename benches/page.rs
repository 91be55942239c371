//! Bytes to articles: decoding, repair and segmentation on one core.
//!
//! The pages are those of `examples/corpus` and of other collections where
//! they are present, else an invented one; each is read as it is, and the
//! number of articles is checked.

use baozhi::Issue;
use baozhi::page::{decode, repair};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

const PAGE: &str = "江城日报\n2021年3月3日 星期三 农历辛丑年正月二十\n第9382期 今日8版\n\n\
    山乡通了公交车\n\n本报讯（记者 王丽 通讯员 赵玉）昨日，县里开往山村的三条公交线路\n\n\
    同时开通。沿线二十个村的村民从此出门就能坐上公交车，往返县城只要一个小时。\n\n";

fn pages() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = vec![PAGE.as_bytes().to_vec()];
    for dir in ["examples/corpus", "../shared/corpora/pages/synthetic", "../shared/corpora/pages/real"] {
        let Ok(files) = std::fs::read_dir(root.join(dir)) else {
            println!("absent: {dir}");
            continue;
        };
        let mut files: Vec<_> =
            files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
        files.sort();
        out.extend(files.iter().filter_map(|f| std::fs::read(f).ok()));
    }
    out
}

fn articles(pages: &[Vec<u8>]) -> usize {
    pages.iter().map(|p| Issue::parse(&decode(p, None).text).articles.len()).sum()
}

fn bench(c: &mut Criterion) {
    let pages = pages();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let count = articles(&pages);
    assert!(count >= pages.len(), "{count} articles of {} pages", pages.len());
    println!("{} pages, {bytes} bytes, {count} articles", pages.len());
    let mut group = c.benchmark_group("page");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("decode", |b| {
        b.iter(|| pages.iter().map(|p| decode(black_box(p), None).text.len()).sum::<usize>())
    });
    group.bench_function("decode+repair", |b| {
        b.iter(|| pages.iter().map(|p| repair(&decode(black_box(p), None).text).text.len()).sum::<usize>());
    });
    group.bench_function("decode+repair+segment", |b| {
        b.iter(|| assert_eq!(articles(black_box(&pages)), count))
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
