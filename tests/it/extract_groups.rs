//! Articles give the same records one by one, many at a time, and on any
//! number of threads.

use baozhi::corpus::{self, Options};
use baozhi::record::Record;
use baozhi::{Document, Extractor, Stage};

fn documents(extractor: &Extractor) -> Vec<Document> {
    let (inputs, failures) = corpus::expand(&["examples/corpus".to_owned()]);
    assert!(failures.is_empty());
    let mut documents = Vec::new();
    corpus::read(&inputs, extractor, &Options::default(), |document| {
        documents.push(document);
        true
    });
    documents
}

fn json(records: &[Record]) -> Vec<String> {
    records.iter().map(|r| serde_json::to_string(r).unwrap()).collect()
}

#[test]
fn many_at_a_time_give_what_each_gives() {
    let extractor = Extractor::new();
    // More than one group of text, and an article without any.
    let mut documents: Vec<Document> = documents(&extractor);
    documents.insert(3, Document::default());
    let documents: Vec<Document> = std::iter::repeat_n(documents, 3).flatten().collect();
    let bytes: usize = documents.iter().map(|d| d.article.text.len()).sum();
    assert!(bytes > 256 << 10, "{bytes} bytes");
    let one_by_one: Vec<Record> = documents.iter().map(|d| extractor.extract_document(d)).collect();
    let expected = json(&one_by_one);
    assert_eq!(json(&extractor.extract_documents(&documents)), expected);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(json(&pool.install(|| extractor.extract_batch(&documents))), expected);
    }
    assert!(extractor.extract_documents(&[]).is_empty());
}

#[test]
fn every_stage_is_told_of_in_order() {
    let extractor = Extractor::builder().without_model().build().unwrap();
    let documents = documents(&extractor);
    let mut stages = Vec::new();
    let records = extractor.extract_observed(&documents[..5], |stage| stages.push(stage));
    assert_eq!(records.len(), 5);
    let all = [Stage::Time, Stage::Figure, Stage::Token, Stage::Tagger, Stage::Mention, Stage::Event];
    assert_eq!(stages[..6], all);
    assert_eq!(stages[6..], [Stage::Record]);
}
