//! Any bytes are a table or a dump of articles, which is read to its end with its faults
//! reported.
#![no_main]
mod file;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| file::read(&["fuzz.csv", "fuzz.tsv", "fuzz.json", "fuzz.xml", "fuzz.xlsx"], data));
