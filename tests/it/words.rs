//! Words beside those of jieba-rs with the same dictionary.

use baozhi::Span;
use baozhi::token::{Segmenter, sentences};

#[path = "../../benches/words/mod.rs"]
mod cut_by_jieba;

/// How many sentences of `text`, and how many of them are cut otherwise than
/// by jieba.
pub fn differences(text: &str) -> (usize, usize) {
    let (segmenter, jieba) = (Segmenter::new(), cut_by_jieba::jieba());
    let ours = |s: Span| {
        let mut out = Vec::new();
        segmenter.segment(text, &[s], &mut out);
        out.iter().map(|w| w.span).collect::<Vec<_>>()
    };
    let theirs = |s: Span| {
        let tokens = jieba.cut(&text[s], false);
        let span = |t: &jieba_rs::Token| Span::new(s.start + t.byte_start, s.start + t.byte_end);
        tokens.iter().map(span).collect::<Vec<_>>()
    };
    let sentences = sentences(text);
    let differ = sentences.iter().filter(|s| ours(**s) != theirs(**s));
    (sentences.len(), differ.count())
}

#[test]
fn words_are_those_of_jieba() {
    let text = "柳河县委书记林大为3月2日到青山市调研，强调要抓好GDP增长8.5%的目标。\n\
        abc123-x_y.z，价格１２元+5元；𠮷野家在㐀村开张T恤店A-B。龘龘的字，Nature杂志说：“很好！”\r\n";
    assert_eq!(differences(text).1, 0);
}
