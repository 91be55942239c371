//! Any text gives times whose spans slice it, and each resolves or says that
//! it cannot.
#![no_main]
use baozhi::time::{Context, resolve, scan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = scan(text);
    for expr in &found {
        assert!(text.get(expr.span.start..expr.span.end).is_some_and(|s| !s.is_empty()));
    }
    for date in ["2021-03-03", "9999-12-31", "-9999-01-01", "0001-01-01"] {
        let context = Context { date: date.parse().ok(), ..Context::default() };
        for time in resolve(text, &found, &context) {
            let _ = time.to_record();
        }
    }
});
