//! The embedded model on held-out news.

use crate::tagger::tag;
use baozhi::tagger::Tagger;
use baozhi::tagger::train::{Example, read_examples};

/// A little under what `dicts/tagger.md` reports.
const LEAST: [f64; 3] = [0.94, 0.89, 0.775];

/// F1 of exact spans, class by class.
fn f1(tagger: &Tagger, examples: &[Example]) -> [f64; 3] {
    let mut counts = [[0u32; 3]; 3];
    for example in examples {
        for (_, label) in &example.names {
            counts[*label as usize][0] += 1;
        }
        for t in tag(tagger, &example.text) {
            counts[t.label as usize][1] += 1;
            counts[t.label as usize][2] += u32::from(example.names.contains(&(t.span, t.label)));
        }
    }
    counts.map(|[gold, found, right]| 2.0 * f64::from(right) / f64::from((gold + found).max(1)))
}

#[test]
#[ignore = "needs ../shared"]
fn held_out_news_is_tagged_as_well_as_measured() {
    let examples = read_examples(super::path("corpora/ner/pd98.dev.jsonl.gz")).unwrap();
    let got = f1(&Tagger::embedded(), &examples);
    println!("person, place, institution: {got:?}");
    assert!(got.iter().zip(LEAST).all(|(got, least)| *got >= least), "{got:?}, expected {LEAST:?}");
}
