//! Tests against annotated texts, pages and news that stand beside the
//! repository, in `../shared`. They are ignored by default, and fail where
//! what they need is absent: a test never passes without having looked.

mod event_page;
mod figures;
mod page;
mod pages;
#[cfg(feature = "model")]
mod reference_page;
#[cfg(all(feature = "cli", feature = "model"))]
mod scores;
mod source_map;
#[cfg(feature = "model")]
mod tagger;
mod times;
mod words;

use serde_json::Value;
use std::path::{Path, PathBuf};

/// A file or folder of `../shared`.
fn path(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    assert!(path.exists(), "this test needs {}, which is absent", path.display());
    path
}

/// The text of a file of `../shared`.
pub fn text(name: &str) -> String {
    let path = path(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A JSON file of `../shared`.
pub fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The rows of a file of JSON lines of `../shared`.
fn lines(name: &str) -> Vec<Value> {
    let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}: {e}: {line}"));
    text(name).lines().filter(|line| !line.is_empty()).map(parse).collect()
}
