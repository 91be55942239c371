//! The event stage over an invented report, in bytes a second.

#[path = "../tests/it/support/mod.rs"]
mod support;

use baozhi::event::Frames;
use baozhi::internals::Config;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const REPORT: &str = "{3月2日|T}上午，{市政协|O}常委会会议召开。市政协主席{王宁|P}主持会议并讲话。副主席{刘甲|P}、{魏乙|P}出席会议。\
会议传达学习了上级文件，对春耕备耕工作进行了部署。{王宁|P}指出，要压实责任，深入开展排查，确保不误农时。\
据统计，全市已备足化肥{3万吨|F}，同比增长{7%|R}。{市农业农村局|O}制定《{春耕方案|D}》，成立{4个|F}服务组。\
“水来了，田也绿了。”村民{陈麦香|P}说。会上，{10个|F}项目集中签约，{川北集团|O}捐赠种子{20吨|F}。\n";

fn bench(c: &mut Criterion) {
    let frames = Frames::embedded();
    let marked = support::markup::read(&REPORT.repeat(100));
    let found = marked.find(&frames, &Config::default());
    // What is timed must do its work.
    assert!(found.events.len() >= 500, "{} events", found.events.len());
    let mut group = c.benchmark_group("event");
    group.throughput(Throughput::Bytes(marked.text.len() as u64));
    group.bench_function("find", |b| b.iter(|| marked.find(&frames, &Config::default())));
    group.finish();
    c.bench_function("event/frames", |b| b.iter(Frames::embedded));
}

criterion_group!(benches, bench);
criterion_main!(benches);
