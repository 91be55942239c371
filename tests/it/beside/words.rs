//! Words of news beside those of jieba.

use std::io::Read;

#[test]
#[ignore = "needs ../shared"]
fn words_of_news_are_those_of_jieba() {
    let file = std::fs::File::open(super::path("corpora/ner/pd98.dev.jsonl.gz")).unwrap();
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    // Two ways of like weight may swap, as weights here are whole numbers.
    let (all, differ) = crate::words::differences(&text);
    assert!(differ * 5000 < all, "{differ} of {all} sentences");
}
