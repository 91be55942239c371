//! Input that is no page: nothing may panic. `benches/linear.rs` shows that
//! the work grows with the length.

use baozhi::page::{decode, repair};
use baozhi::{Article, Issue};

fn read(bytes: &[u8]) -> (Issue, Vec<String>) {
    let decoded = decode(bytes, None);
    (Issue::parse(&decoded.text), decoded.warnings)
}

#[test]
fn nothing_comes_of_nothing() {
    for empty in ["", " ", "\n", "\u{FEFF}", "　\n \r\n\t\n"] {
        let (issue, warnings) = read(empty.as_bytes());
        assert!(issue.articles.is_empty() && warnings.is_empty(), "{empty:?}");
        assert_eq!(issue, Issue::default());
        assert_eq!(Article::plain(None, empty).names, []);
    }
}

#[test]
fn a_binary_file_gives_a_warning() {
    let bytes: Vec<u8> = (0..100_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let (_, warnings) = read(&bytes);
    assert!(warnings.iter().any(|w| w.contains("binary")), "{warnings:?}");
}

#[test]
fn cut_utf8_loses_one_character() {
    let page = "山乡通了公交车\n\n本报讯 昨日，线路开通。";
    let decoded = decode(&page.as_bytes()[..page.len() - 1], None);
    assert_eq!(decoded.replaced, 1);
    assert_eq!(decoded.text.chars().count(), page.chars().count());
}

#[test]
fn fifty_megabytes_on_one_line_are_read() {
    let page = "会议召开，（记者 王丽）昨日，王 堃摄。".repeat(50_000_000 / 57);
    let issue = Issue::parse(&page);
    assert!(issue.articles.iter().any(|a| a.text.len() > 40_000_000));
}

#[test]
fn a_million_blank_lines_are_read() {
    let page = format!("山乡通了公交车{}昨日，线路开通。", "\n".repeat(1_000_000));
    assert_eq!(repair(&page).text.lines().count(), 2);
    assert!(!Issue::parse(&page).articles.is_empty());
}
