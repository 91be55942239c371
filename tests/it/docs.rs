//! The documents say what is there: every column of every table is described.

use baozhi::export::tables::Table;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The section of `docs/tables.md` under the headline `### name`, or under one
/// that lists the name among others.
fn section(name: &str) -> String {
    let text = std::fs::read_to_string(root().join("docs/tables.md")).expect("docs/tables.md");
    let is_of =
        |section: &&str| section.lines().next().is_some_and(|names| names.split(", ").any(|n| n == name));
    let found = text.split("\n### ").skip(1).find(is_of);
    let section = found.unwrap_or_else(|| panic!("docs/tables.md: no ### {name}"));
    section.split("\n## ").next().unwrap_or_default().to_owned()
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

/// A table of `dicts/` is named in its README, and `docs/tables.md` has a
/// section of it with every column.
#[test]
fn every_column_of_the_dictionaries_is_described() {
    let readme = std::fs::read_to_string(root().join("dicts/README.md")).expect("dicts/README.md");
    let files = std::fs::read_dir(root().join("dicts")).expect("dicts");
    let mut tables: Vec<PathBuf> = files.flatten().map(|f| f.path()).collect();
    tables.retain(|path| path.extension().is_some_and(|e| e == "tsv"));
    assert!(tables.len() > 20, "{} tables", tables.len());
    for path in tables {
        let text = std::fs::read_to_string(&path).expect("a dictionary is text");
        let header = text.lines().find(|line| !line.starts_with('#')).expect("a header");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        assert!(readme.contains(&format!("`{name}`")), "dicts/README.md says nothing of {name}");
        describes(&name, &header.split('\t').collect::<Vec<_>>());
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

/// Every file that is compiled in, or learnt from, has a row that says where it comes from.
#[test]
fn the_terms_of_every_dictionary_are_named() {
    let page = std::fs::read_to_string(root().join("LICENSES-DATA.md")).expect("LICENSES-DATA.md");
    let rows = |name: &str| page.lines().filter(|line| line.starts_with(&format!("| `{name}` |"))).count();
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(root().join("dicts")).into_iter().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| !["tsv", "bin", "model"].contains(&&*e.to_string_lossy())) {
            continue;
        }
        let name = path.strip_prefix(root().join("dicts")).expect("below dicts").to_string_lossy();
        // What sources there are is no data of theirs.
        if name != "scripts/sources.tsv" {
            assert_eq!(rows(&name), 1, "LICENSES-DATA.md: rows of {name}");
            seen += 1;
        }
    }
    let all = page.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(all, seen, "LICENSES-DATA.md has rows of files that are not there");
}

/// The targets of links in a page of Markdown that are files.
fn links(text: &str) -> Vec<String> {
    let found = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = found.map(|link| link.split('#').next().unwrap_or_default());
    files.filter(|link| !link.is_empty() && !link.contains("://")).map(str::to_owned).collect()
}

/// The pages for people: those of the root, of the book, and beside what they explain.
fn pages() -> Vec<PathBuf> {
    let places = ["docs", "dicts", "examples", "benches", "bindings/python/README.md"];
    let below = places.iter().flat_map(|place| walkdir::WalkDir::new(root().join(place)));
    let below = below.flatten().map(walkdir::DirEntry::into_path);
    let own = std::fs::read_dir(root()).expect("the repository").flatten().map(|file| file.path());
    below.chain(own).filter(|path| path.extension().is_some_and(|e| e == "md")).collect()
}

#[test]
fn links_between_pages_lead_to_files() {
    let mut count = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page is text");
        for link in links(&text) {
            count += 1;
            let target = page.parent().unwrap_or(root()).join(&link);
            assert!(target.exists(), "{}: {link} is not there", page.display());
            // The book holds the pages of docs/ alone.
            let inside = target.canonicalize().is_ok_and(|t| t.starts_with(root().join("docs")));
            assert!(
                inside || !page.starts_with(root().join("docs")),
                "{}: {link} is not in the book",
                page.display()
            );
        }
    }
    assert!(count > 30, "{count} links");
}

/// A page that the table of contents leaves out is no part of the book.
#[test]
fn every_page_is_in_the_book() {
    let docs = root().join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).expect("docs/SUMMARY.md");
    let mut listed = links(&summary);
    let files = walkdir::WalkDir::new(&docs).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let mut there: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| path.strip_prefix(&docs).expect("below docs").to_string_lossy().into_owned())
        .filter(|name| name != "SUMMARY.md")
        .collect();
    listed.sort();
    there.sort();
    assert_eq!(listed, there);
}

/// `SECURITY.md` reviews crates at a version: another one in the lock file has not been reviewed.
#[test]
fn the_reviewed_crates_are_those_that_are_built() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let page = std::fs::read_to_string(root().join("SECURITY.md")).expect("SECURITY.md");
    let (_, table) = page.split_once("| crate | reads |").expect("the table of crates");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split([',', ';']));
    let mut count = 0;
    for (name, version) in cells.filter_map(|one| one.trim().split_once(' ')) {
        let built = lock.contains(&format!("name = \"{name}\"\nversion = \"{version}"));
        assert!(
            built,
            "SECURITY.md reviewed {name} {version}: look at the version that is built, and write it down"
        );
        count += 1;
    }
    assert!(count > 15, "{count} crates");
}
