//! Any text is cut into articles whose spans lie in it.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let issue = baozhi::Issue::parse(text);
    for article in &issue.articles {
        assert!(article.body.end <= article.text.len());
        assert!(article.source.end <= text.len());
        assert!(article.text.get(article.body.start..article.body.end).is_some());
        assert!(text.get(article.source.start..article.source.end).is_some());
        for name in &article.names {
            assert!(article.text.get(name.span.start..name.span.end).is_some());
        }
    }
});
