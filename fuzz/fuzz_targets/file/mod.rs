//! What the targets share that read a file of some form.

use baozhi::Extractor;
use baozhi::corpus::{Input, Limits, Options, run};
use std::sync::LazyLock;

static PLAIN: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().without_model().build().expect("no files are read"));

/// Reads `data` to its end as a file: its first byte says under which of `names`, the rest is what
/// the file holds.
pub fn read(names: &[&str], data: &[u8]) {
    let Some((form, bytes)) = data.split_first() else { return };
    let name = names[*form as usize % names.len()];
    let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary folder can be written");
    let options = Options { limits: Limits { page: 1 << 20, line: 1 << 16 }, ..Options::default() };
    let report =
        run(&[Input::new(&path)], &PLAIN, &options, |r| r.id, |_, _| Ok(())).expect("nothing to write");
    assert!(report.articles as usize <= bytes.len().max(1 << 20));
}
