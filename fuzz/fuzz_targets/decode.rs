//! Any bytes decode, in the encoding found and in each that can be named.
#![no_main]
use baozhi::page::{Encoding, decode, repair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let found = decode(data, None);
    let repaired = repair(&found.text);
    let whole = baozhi::Span::new(0, repaired.text.len());
    assert!(repaired.map.source_of(whole).end <= found.text.len());
    for name in ["utf-8", "utf-16le", "utf-16be", "gb18030"] {
        let encoding: Encoding = name.parse().expect("a name that is documented");
        decode(data, Some(encoding));
    }
});
