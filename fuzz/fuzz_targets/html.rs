//! Any bytes are a page of an e-paper, which is read to its end with its faults
//! reported.
#![no_main]
use baozhi::Extractor;
use baozhi::corpus::{Input, Limits, Options, run};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PLAIN: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().without_model().build().expect("no files are read"));

const NAMES: &[&str] = &["fuzz.html", "fuzz.htm"];

fuzz_target!(|data: &[u8]| {
    let Some((form, bytes)) = data.split_first() else { return };
    let name = NAMES[*form as usize % NAMES.len()];
    let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary folder can be written");
    let options = Options { limits: Limits { page: 1 << 20, line: 1 << 16 }, ..Options::default() };
    let report =
        run(&[Input::new(&path)], &PLAIN, &options, |r| r.id, |_, _| Ok(())).expect("nothing to write");
    assert!(report.articles as usize <= bytes.len().max(1 << 20));
});
