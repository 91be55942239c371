//! What a run takes does not grow with the number of articles of a page.

use crate::support::command::*;
use std::path::Path;
use std::process::Command;

/// The most memory that extracting `text` takes, in KB, and how many records it
/// gives. Asked for again and again: when the process has ended, nobody knows.
fn peak(dir: &Path, text: &str) -> (u64, usize) {
    let input = write(dir, "page.txt", text.as_bytes());
    let output = dir.join("records.jsonl");
    let mut child = Command::new(env!("CARGO_BIN_EXE_baozhi"))
        .args(["extract", &input, "-q", "--threads", "1", "-o", output.to_str().unwrap()])
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|kb| kb.split_whitespace().next()?.parse().ok());
        most = most.max(now.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    (most, std::fs::read_to_string(output).unwrap().lines().count())
}

#[test]
fn a_page_of_very_many_articles_is_worked_on_a_few_at_a_time() {
    const LINES: usize = 60_000;
    let dir = tempfile::tempdir().unwrap();
    let (least, one) = peak(dir.path(), "报\n");
    let (most, all) = peak(dir.path(), &"报\n".repeat(LINES));
    assert_eq!((one, all), (1, LINES));
    assert!(least > 10_000, "{least} KB");
    // An article alone takes more than a kilobyte while it is worked on, and its
    // record a quarter.
    let each = most.saturating_sub(least) * 1024 / LINES as u64;
    assert!(each < 700, "{each} bytes for each of {LINES} articles: {least} KB became {most} KB");
}
