//! Any bytes are a page of an e-paper, which is read to its end with its faults
//! reported.
#![no_main]
mod file;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| file::read(&["fuzz.html", "fuzz.htm"], data));
