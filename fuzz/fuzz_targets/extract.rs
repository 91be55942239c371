//! Any text is extracted, with and without the model; every span slices back
//! to its surface.
#![no_main]
use baozhi::{Extractor, Issue};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static BOTH: LazyLock<[Extractor; 2]> = LazyLock::new(|| {
    let plain = Extractor::builder().without_model().build().expect("no files are read");
    [Extractor::new(), plain]
});

fuzz_target!(|text: &str| {
    let issue = Issue::parse(text);
    for extractor in BOTH.iter() {
        for record in extractor.extract(&issue) {
            for m in &record.mentions {
                assert_eq!(record.text.get(m.start..m.end), Some(m.text.as_str()));
            }
            for e in &record.events {
                for t in &e.triggers {
                    assert_eq!(record.text.get(t.start..t.end), Some(t.text.as_str()));
                }
            }
        }
    }
});
