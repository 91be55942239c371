//! A run killed at any moment and resumed ends with the output of a run that
//! was left alone, and no writer that is killed leaves half of its files.
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

/// The files that a user sees, without what a killed run left beside them.
fn shown(path: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = if path.is_dir() { crate::support::command::contents(path) } else { vec![] };
    let files = files.into_iter().filter(|(file, _)| file.is_file());
    let bare = |file: std::path::PathBuf| file.file_name().map(Into::into).unwrap_or_default();
    let mut all: Vec<_> = files.map(|(file, bytes)| (bare(file), bytes)).collect();
    if path.is_file() {
        all.push((Default::default(), std::fs::read(path).expect("a file")));
    }
    all
}

/// Every command that writes files shows what was there before or all that is new, whenever it is killed. A folder whose
/// new files are whole and not yet all moved to their names has its list of them: whoever comes next ends the moving.
#[test]
fn a_killed_writer_leaves_the_old_files_or_the_new() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = |name: &str| dir.path().join(name).display().to_string();
    let articles = include_str!("../../examples/corpus/articles.jsonl");
    std::fs::write(file("old.jsonl"), articles.lines().next().expect("an article")).expect("a file");
    let many: Vec<String> = corpus().lines().take(600).map(str::to_owned).collect();
    std::fs::write(file("new.jsonl"), many.join("\n")).expect("a file");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baozhi"));
        command.args(args).arg("-q").stdin(Stdio::null()).stderr(Stdio::null()).stdout(Stdio::null());
        command.spawn().expect("the binary runs")
    };
    for set in ["old", "new"] {
        let done =
            run(&["extract", &file(&format!("{set}.jsonl")), "-o", &file(&format!("{set}.records.jsonl"))])
                .wait();
        assert!(done.expect("it ends").success());
    }
    let mut seed = 11;
    for (name, command) in [
        ("a", &["analyze"][..]),
        ("g.gexf", &["graph"]),
        ("r.html", &["report"]),
        ("t", &["export", "--format", "tables"]),
        ("c.conll", &["export", "--format", "conll"]),
    ] {
        let records = if name == "a" { "" } else { "records." };
        let write = |set: &str, to: &str| {
            let input = file(&format!("{set}.{records}jsonl"));
            run(&[command, &[input.as_str(), "-o", to]].concat())
        };
        let (fresh, out) = (file(&format!("fresh-{name}")), file(name));
        let began = std::time::Instant::now();
        assert!(write("new", &fresh).wait().expect("it ends").success(), "{command:?}");
        let length = began.elapsed().as_millis() as u64;
        assert!(write("old", &out).wait().expect("it ends").success());
        let (old, new) = (shown(Path::new(&out)), shown(Path::new(&fresh)));
        assert_ne!(old, new, "{command:?}");
        for kill in 0..4 {
            let mut child = write("new", &out);
            std::thread::sleep(Duration::from_millis(next(&mut seed) % length.max(1)));
            let _ = child.kill();
            child.wait().expect("it ends");
            let now = shown(Path::new(&out));
            let moving = dir.path().join(name).join(".baozhi-new/.whole").exists();
            assert!(now == old || now == new || moving, "{command:?}, kill {kill}");
        }
        assert!(write("new", &out).wait().expect("it ends").success());
        assert!(shown(Path::new(&out)) == new, "{command:?} after all kills");
    }
}
