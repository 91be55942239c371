//! Any bytes are read as a PDF file or refused: whatever its pages make the
//! interpreter do ends with the page.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(layout) = baozhi::layout::pdf::read(bytes, "fuzz.pdf") else { return };
    for article in &baozhi::Issue::from_layout(&layout).articles {
        assert!(article.text.get(article.body.start..article.body.end).is_some());
    }
});
