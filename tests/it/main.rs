//! The integration tests: one binary, a module for each subject.
//!
//! What needs material beside the repository (`../shared`) stands in
//! [`beside`] and is ignored by default; called for, it fails where the
//! material is absent: `cargo test --all-features --test it beside -- --ignored`.

#[cfg(feature = "model")]
mod appointments;
mod beside;
mod graph_fixture;
mod support;

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod cli_answers;
#[cfg(feature = "cli")]
mod cli_arguments;
#[cfg(feature = "cli")]
mod cli_config;
#[cfg(feature = "cli")]
mod cli_graph;
#[cfg(feature = "cli")]
mod cli_input;
#[cfg(feature = "cli")]
mod cli_output;
#[cfg(feature = "cli")]
mod cli_train;
#[cfg(all(unix, feature = "cli", feature = "model", feature = "sqlite"))]
mod cookbook;
mod corpus_faults;
mod docs;
mod entity;
mod event;
mod event_stage;
mod export;
mod export_forms;
mod export_geojson;
mod export_hostile;
#[cfg(feature = "parquet")]
mod export_parquet;
mod extract_groups;
mod figure_measures;
mod figure_prop;
mod figures;
mod graph;
mod graph_measures;
mod graph_size;
mod graph_slices;
mod hostile_text;
#[cfg(all(feature = "html", feature = "xlsx"))]
mod input;
mod input_limits;
#[cfg(all(feature = "html", feature = "xlsx"))]
mod input_tables;
mod issue_plain;
mod issue_printed;
#[cfg(feature = "cli")]
mod kill;
mod lexicon;
#[cfg(all(feature = "cli", target_os = "linux"))]
mod memory;
mod mention;
#[cfg(feature = "model")]
mod names;
mod page_bad_input;
mod page_kinds;
mod page_properties;
mod page_repair;
#[cfg(feature = "model")]
mod references;
#[cfg(feature = "report")]
mod report;
mod snapshots;
mod speech;
mod tagger;
mod times;
mod tokens;
mod words;
