//! How fast is the extractor on a corpus, and where does the time go?
//!
//! ```text
//! cargo run --release --example throughput -- corpus/ [--megabytes N] [--no-model]
//! ```
//!
//! Reads text pages and JSONL (also compressed) from files and folders into
//! memory, then times on one thread: every stage, the whole pipeline, and
//! beside them `cut` and `tag` of jieba-rs on the same text in the same
//! process; then the pipeline on two threads. The text is taken in parts, all
//! of this for one part after the other. Absolute figures depend on the
//! machine; the ratios to jieba-rs are what to compare.

#[path = "../benches/words/mod.rs"]
mod words;

use baozhi::corpus::{self, Options};
use baozhi::record::Record;
use baozhi::{Document, Extractor, Stage};
use jieba_rs::Jieba;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// In how many parts the text is gone through.
const PARTS: usize = 10;

fn main() -> baozhi::Result<()> {
    let args = Args::parse();
    let (inputs, failures) = corpus::expand(&args.paths);
    failures.iter().for_each(|e| eprintln!("{e}"));
    let (before, started) = (memory("VmRSS:"), Instant::now());
    let extractor = args.extractor()?;
    println!("extractor loaded in {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    if let (Some(before), Some(after), Some(peak)) = (before, memory("VmRSS:"), memory("VmHWM:")) {
        println!("it holds {:.0} MB; loading took {:.0} MB at most", after - before, peak - before);
    }
    let documents = read(&inputs, &extractor, args.bytes)?;
    let bytes: usize = documents.iter().map(|d| d.article.text.len()).sum();
    println!("{} articles, {:.1} MB of text", documents.len(), megabytes(bytes));

    let jieba = words::jieba();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads start");
    let mut stages = BTreeMap::new();
    let mut clocks = [Duration::ZERO; 4];
    let mut counts = [0; 4];
    // Part by part in turn: a machine that is now faster, now slower, is so for all of them.
    for part in documents.chunks(documents.len().div_ceil(PARTS).max(1)) {
        let mut run = |n: usize, f: &mut dyn FnMut() -> usize| {
            let (time, count) = timed(f);
            clocks[n] += time;
            counts[n] += count;
        };
        run(0, &mut || part.iter().map(|d| cut(&jieba, d)).sum());
        run(1, &mut || part.iter().map(|d| tag(&jieba, d)).sum());
        run(2, &mut || observed(&extractor, part, &mut stages));
        run(3, &mut || pool.install(|| mentions(&extractor.extract_batch(part))));
    }
    let ([cut, tag, one, two], [words, tagged, found, again]) = (clocks, counts);
    assert_eq!(found, again, "two threads find what one finds");

    println!("\n{:<22} {:>9} {:>10} {:>12}", "one thread", "MB/s", "articles/s", "× jieba tag");
    let row = |name: &str, time: Duration| {
        let s = time.as_secs_f64();
        let ratio = tag.as_secs_f64() / s;
        println!(
            "{name:<22} {:>9.2} {:>10.0} {ratio:>12.3}",
            megabytes(bytes) / s,
            documents.len() as f64 / s
        );
    };
    row("jieba-rs cut", cut);
    row("jieba-rs tag", tag);
    row("whole pipeline", one);
    row("… on two threads", two);
    println!("two threads are {:.2} × one", one.as_secs_f64() / two.as_secs_f64());
    println!("{words} words, {tagged} tags, {found} mentions");

    println!("\n{:<12} {:>7} {:>9}", "stage", "share", "MB/s");
    for (stage, time) in &stages {
        let share = 100.0 * time.as_secs_f64() / one.as_secs_f64();
        println!("{:<12} {share:>6.1}% {:>9.1}", format!("{stage:?}"), megabytes(bytes) / time.as_secs_f64());
    }
    if let Some(peak) = memory("VmHWM:") {
        println!("\npeak memory {peak:.0} MB, the corpus included");
    }
    Ok(())
}

struct Args {
    paths: Vec<String>,
    bytes: usize,
    model: bool,
}

impl Args {
    fn parse() -> Args {
        let mut args = Args { paths: Vec::new(), bytes: usize::MAX, model: true };
        let mut given = std::env::args().skip(1);
        while let Some(arg) = given.next() {
            match arg.as_str() {
                "--megabytes" => {
                    let n = given.next().and_then(|n| n.parse::<usize>().ok());
                    args.bytes = n.expect("--megabytes takes a number") << 20;
                }
                "--no-model" => args.model = false,
                _ => args.paths.push(arg),
            }
        }
        if args.paths.is_empty() {
            args.paths.push("examples/corpus".to_string());
        }
        args
    }

    fn extractor(&self) -> baozhi::Result<Extractor> {
        let builder = Extractor::builder();
        if self.model { builder.build() } else { builder.without_model().build() }
    }
}

/// The first articles of the inputs, up to `limit` bytes of text.
fn read(inputs: &[corpus::Input], extractor: &Extractor, limit: usize) -> baozhi::Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut bytes = 0;
    corpus::read(inputs, extractor, &Options::default(), |document| {
        bytes += document.article.text.len();
        documents.push(document);
        bytes < limit
    });
    Ok(documents)
}

fn cut(jieba: &Jieba, document: &Document) -> usize {
    document.article.text.lines().map(|line| jieba.cut(line, true).len()).sum()
}

fn tag(jieba: &Jieba, document: &Document) -> usize {
    document.article.text.lines().map(|line| jieba.tag(line, true).len()).sum()
}

fn observed(extractor: &Extractor, documents: &[Document], stages: &mut BTreeMap<Stage, Duration>) -> usize {
    let mut last = Instant::now();
    let records = extractor.extract_observed(documents, |stage| {
        let now = Instant::now();
        *stages.entry(stage).or_default() += now - last;
        last = now;
    });
    mentions(&records)
}

fn mentions(records: &[Record]) -> usize {
    records.iter().map(|r| r.mentions.len()).sum()
}

fn timed<T>(f: &mut dyn FnMut() -> T) -> (Duration, T) {
    let started = Instant::now();
    let value = f();
    (started.elapsed(), value)
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// A size of this process that the system tells, in MB: `VmRSS:` as it is,
/// `VmHWM:` the largest so far.
fn memory(which: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with(which))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1e3)
}
