//! The documents say what is there: every column of every table is described.

use baozhi::export::tables::Table;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The section of `docs/tables.md` under the headline `### name`.
fn section(name: &str) -> String {
    let text = std::fs::read_to_string(root().join("docs/tables.md")).expect("docs/tables.md");
    let begin =
        text.find(&format!("### {name}\n")).unwrap_or_else(|| panic!("docs/tables.md: no ### {name}"));
    let end = text[begin + 3..].find("\n##").map_or(text.len(), |n| begin + 3 + n);
    text[begin..end].to_owned()
}

fn describes(name: &str, columns: &[&str]) {
    let section = section(name);
    let missing: Vec<_> = columns.iter().filter(|c| !section.contains(&format!("`{c}`"))).collect();
    assert!(missing.is_empty(), "docs/tables.md says nothing of {missing:?} of {name}");
}

#[test]
fn every_column_of_the_tables_of_records_is_described() {
    for table in Table::ALL {
        describes(table.file_name(), table.columns());
    }
}

/// A table of `dicts/` is named in its README; where `docs/tables.md` has a
/// section of it, that has every column.
#[test]
fn every_column_of_the_dictionaries_is_described() {
    let readme = std::fs::read_to_string(root().join("dicts/README.md")).expect("dicts/README.md");
    let codebook = std::fs::read_to_string(root().join("docs/tables.md")).expect("docs/tables.md");
    let files = std::fs::read_dir(root().join("dicts")).expect("dicts");
    let mut tables: Vec<PathBuf> = files.flatten().map(|f| f.path()).collect();
    tables.retain(|path| path.extension().is_some_and(|e| e == "tsv"));
    assert!(tables.len() > 20, "{} tables", tables.len());
    for path in tables {
        let text = std::fs::read_to_string(&path).expect("a dictionary is text");
        let header = text.lines().find(|line| !line.starts_with('#')).expect("a header");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        assert!(readme.contains(&format!("`{name}`")), "dicts/README.md says nothing of {name}");
        if codebook.contains(&format!("### {name}\n")) {
            describes(&name, &header.split('\t').collect::<Vec<_>>());
        }
    }
}

/// The answers of the command line that are tables, by their CSV's first line.
#[cfg(feature = "cli")]
#[test]
fn every_column_of_an_answer_is_described() {
    use crate::support::command::{LINE, records_file, run};
    let dir = tempfile::tempdir().expect("a folder");
    let records = records_file(dir.path(), LINE);
    let all = "degree,strength,pagerank,component,community,betweenness,closeness,eigenvector,core";
    for args in
        [&["timeline", "张三明"][..], &["measures", "--measure", all], &["compare", "--split", "2022-01-01"]]
    {
        let out = run(&[args, &[&records[..], "--csv"]].concat());
        let csv = String::from_utf8(out.stdout).expect("a table is text");
        let head: Vec<&str> = csv.lines().next().expect("a line of names").split(',').collect();
        assert!(head.len() > 5, "{head:?}");
        describes(args[0], &head);
    }
}
