//! Building, merging, writing and measuring a graph of made-up records.

#[path = "../tests/it/graph_fixture/mod.rs"]
mod graph_fixture;

use baozhi::Record;
use baozhi::graph::{CoGraph, Measure};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use graph_fixture::{Dice, article};
use std::hint::black_box;

/// Articles of 20 mentions of 3,000 names, the first of them most often.
fn records(n: usize) -> Vec<Record> {
    let mut dice = Dice(5);
    let make = |i: usize| {
        let mut line = || {
            (0..5).map(|_| format!("{{P 人{}}}", dice.roll(3000).min(dice.roll(3000)))).collect::<String>()
        };
        let lines = [line(), line(), line(), line()];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        article(&format!("a{i}"), "2021-03-03", &lines).done()
    };
    (0..n).map(make).collect()
}

fn graph(c: &mut Criterion) {
    let records = records(2000);
    let bytes: usize = records.iter().map(|r| r.text.len()).sum();
    let whole = CoGraph::from_records(&records);
    assert_eq!(whole.totals().article, 2000);
    assert!(whole.edge_count() > 250_000, "{}", whole.edge_count());

    let mut group = c.benchmark_group("graph");
    group.sample_size(20).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("build", |b| b.iter(|| CoGraph::from_records(black_box(&records))));
    group.bench_function("build on every thread", |b| {
        b.iter(|| CoGraph::from_records_parallel(black_box(&records)))
    });
    let halves = [CoGraph::from_records(&records[..1000]), CoGraph::from_records(&records[1000..])];
    group.bench_function("merge", |b| {
        b.iter_batched(|| halves.clone(), |[a, b]| a.merge(b).map(|g| g.edge_count()), BatchSize::LargeInput);
    });
    group.bench_function("write", |b| b.iter(|| whole.write(std::io::sink())));
    group.bench_function("communities", |b| b.iter(|| whole.measure(Measure::Community).unwrap()));
    group.finish();
}

criterion_group!(benches, graph);
criterion_main!(benches);
