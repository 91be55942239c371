//! Clusters the words of text without annotation, for training the tagger.
//!
//! ```text
//! cargo run --release --example cluster_words -- OUT.clusters TEXT.jsonl.gz…
//! ```

use baozhi::tagger::train::{ClusterOptions, Counter, Knowledge, read_examples};
use baozhi::token::Segmenter;

fn main() -> baozhi::Result<()> {
    let mut args = std::env::args().skip(1);
    let out = args.next().expect("usage: cluster_words OUT TEXT…");
    let mut options = ClusterOptions::default();
    let segmenter = Segmenter::new();
    let mut counter = Counter::default();
    let start = std::time::Instant::now();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--clusters" => options.clusters = args.next().and_then(|v| v.parse().ok()).expect("a number"),
            "--rounds" => options.rounds = args.next().and_then(|v| v.parse().ok()).expect("a number"),
            path => {
                for example in read_examples(path)? {
                    counter.add(&example.text, &segmenter);
                }
                eprintln!("{:?} {path}", start.elapsed());
            }
        }
    }
    let mut knowledge = Knowledge::default();
    counter.cluster(&options, &mut knowledge, &mut |round, moved| {
        eprintln!("{:?} round {round}: {moved} words moved", start.elapsed());
    });
    knowledge.save_clusters(&out)
}
