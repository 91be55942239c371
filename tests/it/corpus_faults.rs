//! What panics costs its own article, not the corpus.

use baozhi::Extractor;
use baozhi::corpus::{self, Options};

#[test]
fn a_panic_is_a_failure_with_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("articles.jsonl");
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"昨日，市委召开会议。\"}}\n");
    std::fs::write(&path, ["甲", "乙", "丙"].map(line).concat()).unwrap();
    let (inputs, _) = corpus::expand(&[path.to_string_lossy().into_owned()]);
    let extractor = Extractor::builder().without_model().build().unwrap();
    let mut ids = Vec::new();
    let report = corpus::run(
        &inputs,
        &extractor,
        &Options::default(),
        |record| {
            assert_ne!(record.id, "乙", "a fault, as it is meant here");
            record.id
        },
        |id, _| {
            ids.push(id);
            Ok(())
        },
    )
    .unwrap();
    assert_eq!(ids, ["甲", "丙"]);
    assert_eq!(report.articles, 2);
    let failures: Vec<String> = report.failures.iter().map(|e| e.to_string()).collect();
    assert!(failures.len() == 1 && failures[0].contains("乙"), "{failures:?}");
}
