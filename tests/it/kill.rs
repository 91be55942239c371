//! A run killed at any moment and resumed ends with the output of a run that
//! was left alone.
//!
//! `BAOZHI_KILLS=50 cargo test --release --features cli --test it kill::` kills
//! more often than the everyday run.

use std::fmt::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Articles of the corpus, long enough that most kills fall within the run.
const COPIES: usize = 120;

fn corpus() -> String {
    let lines = include_str!("../../examples/corpus/articles.jsonl");
    let mut out = String::new();
    for n in 0..COPIES {
        for (i, line) in lines.lines().enumerate() {
            let mut article: serde_json::Value = serde_json::from_str(line).expect("an article a line");
            article["id"] = format!("{n}-{i}").into();
            writeln!(out, "{article}").expect("a string takes everything");
        }
    }
    out
}

fn start(input: &Path, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_baozhi"))
        .args(["extract", "-q", "--resume", "-o"])
        .args([output, input])
        .stdin(Stdio::null())
        .spawn()
        .expect("the binary runs")
}

/// Numbers that look random; the same in every run.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn killed_and_resumed_gives_the_undisturbed_output() {
    let kills: u32 = std::env::var("BAOZHI_KILLS").ok().and_then(|k| k.parse().ok()).unwrap_or(6);
    let dir = tempfile::tempdir().expect("a folder");
    let [input, whole, output] = ["in.jsonl", "whole.jsonl", "out.jsonl"].map(|n| dir.path().join(n));
    std::fs::write(&input, corpus()).expect("a file can be written");
    let began = std::time::Instant::now();
    assert!(start(&input, &whole).wait().expect("it ends").success());
    let length = began.elapsed().as_millis() as u64;
    let whole = std::fs::read(&whole).expect("the output is there");

    let (mut seed, mut killed, mut ended) = (7, 0, 0);
    while killed < kills {
        let unfinished = dir.path().join("out.jsonl.baozhi-part");
        if std::fs::metadata(&unfinished).is_ok_and(|m| m.len() > 0) {
            let other = Command::new(env!("CARGO_BIN_EXE_baozhi"))
                .args(["extract", "-q", "--resume", "--numbers", "-o"])
                .args([&output, &input])
                .output()
                .expect("the binary runs");
            assert_eq!(other.status.code(), Some(3));
            assert!(String::from_utf8_lossy(&other.stderr).contains("--numbers"));
        }
        let mut child = start(&input, &output);
        std::thread::sleep(Duration::from_millis(next(&mut seed) % length));
        if child.try_wait().expect("its state is known").is_none() {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            killed += 1;
            continue;
        }
        assert!(std::fs::read(&output).expect("the output is there") == whole, "after {killed} kills");
        std::fs::remove_file(&output).expect("the output can be removed");
        ended += 1;
    }
    assert!(start(&input, &output).wait().expect("it ends").success());
    assert!(std::fs::read(&output).expect("the output is there") == whole, "after {killed} kills");
    println!("{killed} kills, {ended} runs that ended in between");
}
