//! Any bytes are read as a layout or refused, and what is read is cut into
//! articles whose spans lie in their text.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(layout) = baozhi::layout::read(bytes, "fuzz") else { return };
    let issue = baozhi::Issue::from_layout(&layout);
    for article in &issue.articles {
        assert!(article.text.get(article.body.start..article.body.end).is_some());
        let _ = article.regions_of(article.body);
    }
});
