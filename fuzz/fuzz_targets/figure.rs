//! Any text gives figures in order, whose spans slice it.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for figure in baozhi::figure::scan(text) {
        assert!(figure.span.start >= end);
        assert!(text.get(figure.span.start..figure.span.end).is_some_and(|s| !s.is_empty()));
        let _ = figure.to_record(text);
        end = figure.span.end;
    }
});
