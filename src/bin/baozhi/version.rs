//! What `--version` says: the program, what was built in, and which model and
//! dictionaries, so that two runs can be told apart.

use baozhi::lexicon::table;
use std::fmt::Write;
use std::sync::LazyLock;

/// The features a build may have, and whether this one has them.
const FEATURES: [(&str, bool); 11] = [
    ("cli", cfg!(feature = "cli")),
    ("html", cfg!(feature = "html")),
    ("measures", cfg!(feature = "measures")),
    ("model", cfg!(feature = "model")),
    ("parquet", cfg!(feature = "parquet")),
    ("pdf", cfg!(feature = "pdf")),
    ("report", cfg!(feature = "report")),
    ("schema", cfg!(feature = "schema")),
    ("sqlite", cfg!(feature = "sqlite")),
    ("workbook", cfg!(feature = "workbook")),
    ("xlsx", cfg!(feature = "xlsx")),
];

/// The version, the features, the model, the dictionaries and the schema of
/// records, a line each.
pub fn long() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(text);
    &TEXT
}

/// The program, its model and its dictionaries in a line: what two runs must share to give the same. Unlike
/// [`long`] it counts no rows.
pub fn identity() -> String {
    format!("{} model {} dictionaries {:08x}", env!("CARGO_PKG_VERSION"), model(), table::embedded_checksum())
}

fn text() -> String {
    let features = FEATURES.iter().filter(|f| f.1).map(|f| f.0).collect::<Vec<_>>().join(" ");
    let (tables, rows) = table::embedded_tables().fold((0, 0), |(n, rows), t| (n + 1, rows + t.rows));
    let mut out = String::from(env!("CARGO_PKG_VERSION"));
    // Writing to memory does not fail.
    let _ = write!(
        out,
        "\nfeatures: {features}\nmodel: {}\ndictionaries: {:08x} ({tables} tables, {rows} rows)\nrecords: schema {}",
        model(),
        table::embedded_checksum(),
        baozhi::record::SCHEMA
    );
    out
}

/// The checksum and the form of the embedded model, from the head of its file.
#[cfg(feature = "model")]
fn model() -> String {
    const MAGIC: usize = "baozhi-tagger".len();
    const HEAD: [u8; MAGIC + 13] = head(include_bytes!("../../../dicts/tagger.model"));
    let sum: [u8; 4] = std::array::from_fn(|i| HEAD[MAGIC + 9 + i]);
    format!("{:08x} (form {})", u32::from_le_bytes(sum), HEAD[MAGIC])
}

#[cfg(not(feature = "model"))]
fn model() -> String {
    "none".to_owned()
}

/// The first bytes alone, so that the model is not in the program twice.
#[cfg(feature = "model")]
const fn head<const N: usize>(file: &[u8]) -> [u8; N] {
    let mut head = [0; N];
    let mut at = 0;
    while at < N {
        head[at] = file[at];
        at += 1;
    }
    head
}

#[cfg(test)]
mod tests {
    use super::FEATURES;

    #[test]
    fn every_feature_is_told() {
        let manifest = include_str!("../../../Cargo.toml");
        let (_, from) = manifest.split_once("[features]\n").expect("features");
        let (lines, _) = from.split_once("\n[").expect("a section behind them");
        let names = lines.lines().filter(|line| !line.starts_with('#')).filter_map(|l| l.split_once(" = "));
        let mut there: Vec<_> = names.map(|(name, _)| name).filter(|name| *name != "default").collect();
        there.sort_unstable();
        assert_eq!(FEATURES.map(|(name, _)| name).to_vec(), there);
    }
}
