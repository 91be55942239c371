//! Any bytes are a JSONL file, plain, gzipped or zstd-compressed, that is
//! read to its end with its faults reported.
#![no_main]
mod file;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| file::read(&["fuzz.jsonl", "fuzz.jsonl.gz", "fuzz.jsonl.zst"], data));
