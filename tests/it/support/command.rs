//! The binary run as a user runs it.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub fn baozhi(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baozhi"));
    command.args(args).stdin(Stdio::null());
    command
}

pub fn run(args: &[&str]) -> Output {
    baozhi(args).output().expect("the binary runs")
}

pub fn run_on(args: &[&str], input: &[u8]) -> Output {
    let mut child = baozhi(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    feeder.join().expect("the input was given");
    output
}

pub fn records(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("records are UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("each line is an object")).collect()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/corpus")
}

pub fn write(dir: &Path, name: &str, bytes: &[u8]) -> String {
    let path = dir.join(name);
    std::fs::write(&path, bytes).expect("a file can be written");
    path.to_str().expect("a plain path").to_string()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).and_then(|()| out.finish()).expect("memory takes it")
}

/// One article.
pub const LINE: &str = r#"{"id":"a","title":"市委召开会议","date":"2022-03-02","home":"许昌市","text":"3月1日，市委召开会议。市委书记张三明主持会议。"}"#;

/// Lines of articles with these ids.
pub fn lines(ids: impl IntoIterator<Item = String>) -> String {
    ids.into_iter().map(|id| LINE.replace("\"a\"", &format!("\"{id}\"")) + "\n").collect()
}

/// A file of the records of `input` in `dir`.
pub fn records_file(dir: &Path, input: &str) -> String {
    let out = run_on(&["extract", "-", "-q"], input.as_bytes());
    write(dir, "records.jsonl", &out.stdout)
}

/// Every file in `dir` with its bytes.
pub fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(dir).expect("a folder").flatten().map(|e| e.path());
    let mut files: Vec<_> = entries.map(|p| (p.clone(), std::fs::read(p).unwrap_or_default())).collect();
    files.sort();
    files
}
