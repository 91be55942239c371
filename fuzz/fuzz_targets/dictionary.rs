//! Any text is a dictionary or an error that names its line; what is read
//! can be built and asked.
#![no_main]
use baozhi::lexicon::LexiconBuilder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut builder = LexiconBuilder::default();
    match builder.add_text("fuzz.tsv", text) {
        Ok(_) => drop(builder.build()),
        Err(error) => assert!(error.to_string().contains("fuzz.tsv"), "{error}"),
    }
    let _ = baozhi::entity::Appointments::parse("fuzz.tsv", text);
    let _ = baozhi::event::Frames::embedded().with_tsv("fuzz.tsv", text);
});
