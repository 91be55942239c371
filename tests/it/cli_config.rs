//! `baozhi.toml`: found upwards, told, overridden, and refused where wrong.

use crate::support::command::*;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

/// A run in a folder.
fn run_in(dir: &Path, args: &[&str]) -> Output {
    baozhi(args).current_dir(dir).output().expect("the binary runs")
}

fn issue(output: &Output) -> Value {
    assert_eq!(code(output), 0, "{}", stderr(output));
    records(output)[0]["issue"].clone()
}

const BARE: &str = r#"{"id":"a","date":"2022-03-02","正":"市委书记张三明主持会议。"}"#;

#[test]
fn settings_are_found_upwards_told_and_overridden() {
    let dir = tempfile::tempdir().unwrap();
    let deep = dir.path().join("a/b");
    std::fs::create_dir_all(&deep).unwrap();
    write(&deep, "in.jsonl", BARE.as_bytes());
    let settings = "home = \"禹州市\"\npaper = \"禾川晚报\"\n\n[columns]\ntext = \"正\"\n";
    let path = write(dir.path(), "baozhi.toml", settings.as_bytes());
    let out = run_in(&deep, &["extract", "in.jsonl", "-v"]);
    let said = stderr(&out);
    assert!(said.contains(&format!("settings of {path}: home = \"禹州市\", paper = \"禾川晚报\"")), "{said}");
    let found = issue(&out);
    assert_eq!((found["home"].as_str(), found["paper"].as_str()), (Some("禹州市"), Some("禾川晚报")));
    let quiet = run_in(&deep, &["extract", "in.jsonl"]);
    assert!(!stderr(&quiet).contains("settings of"), "{}", stderr(&quiet));

    let out = run_in(&deep, &["extract", "in.jsonl", "-v", "--home", "许昌市", "--paper", "许昌日报"]);
    assert!(stderr(&out).contains("(the arguments say \"许昌市\")"), "{}", stderr(&out));
    let found = issue(&out);
    assert_eq!((found["home"].as_str(), found["paper"].as_str()), (Some("许昌市"), Some("许昌日报")));
    // Without the file the column is not known.
    assert_eq!(code(&run_in(&deep, &["extract", "in.jsonl", "--no-config"])), 1);

    // The nearest file counts, alone.
    write(&deep, "baozhi.toml", "columns = { text = \"正\" }".as_bytes());
    assert_eq!(issue(&run_in(&deep, &["extract", "in.jsonl"])).get("home"), None);
}

#[test]
fn a_paper_tells_its_home_and_gives_way_to_what_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let line = r#"{"id":"a","text":"市委书记张三明主持会议。"}"#;
    write(dir.path(), "in.jsonl", line.as_bytes());
    write(dir.path(), "own.jsonl", line.replace("\"text\"", "\"paper\":\"禾川晚报\",\"text\"").as_bytes());
    write(dir.path(), "page.txt", "市委召开会议\n\n本报讯 昨日，市委召开会议。\n".as_bytes());
    write(dir.path(), "baozhi.toml", "paper = \"许昌日报\"".as_bytes());
    for name in ["in.jsonl", "page.txt"] {
        let found = issue(&run_in(dir.path(), &["extract", name]));
        assert_eq!(
            (found["paper"].as_str(), found["home"].as_str()),
            (Some("许昌日报"), Some("许昌市")),
            "{name}"
        );
    }
    assert_eq!(issue(&run_in(dir.path(), &["extract", "own.jsonl"]))["paper"], "禾川晚报");
}

#[test]
fn dictionaries_are_of_the_files_own_folder() {
    let dir = tempfile::tempdir().unwrap();
    let deep = dir.path().join("deep");
    std::fs::create_dir(&deep).unwrap();
    let rows = "id\tname\tlevel\tparent\taliases\nz\t青岚新区\tcounty\t411000\t\n";
    write(dir.path(), "my-places.tsv", rows.as_bytes());
    write(dir.path(), "baozhi.toml", "dictionaries = [\"my-places.tsv\"]".as_bytes());
    let out = run_in(&deep, &["explain", "青岚新区召开会议。"]);
    let text = String::from_utf8_lossy(&out.stdout);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(text.contains("my-places.tsv"), "{text}");
    write(dir.path(), "baozhi.toml", "dictionaries = [\"none.tsv\"]".as_bytes());
    let out = run_in(&deep, &["explain", "青岚新区召开会议。"]);
    assert_eq!(code(&out), 3);
    assert!(stderr(&out).contains("none.tsv"), "{}", stderr(&out));
}

#[test]
fn what_a_file_should_not_hold_is_named_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "in.jsonl", LINE.as_bytes());
    for (text, line, said) in [
        ("# ours\nhome = \"许昌市\"\nhaus = \"x\"\n", ":3: ", "haus"),
        ("home = 5\n", ":1: ", "string"),
        ("\n\nhome = \n", ":3: ", ""),
        ("home = \"许昌市\"\nhome = \"禹州市\"\n", ":2: ", "duplicate"),
        ("[columns]\ntext = [1]\n", ":2: ", "name or number"),
        ("[columns]\nbody = \"x\"\n", ": ", "no field \"body\""),
    ] {
        write(dir.path(), "baozhi.toml", text.as_bytes());
        let out = run_in(dir.path(), &["extract", "in.jsonl"]);
        assert_eq!((code(&out), out.stdout.len()), (3, 0), "{text}");
        let stderr = stderr(&out);
        assert!(stderr.contains(&format!("baozhi.toml{line}")) && stderr.contains(said), "{text}: {stderr}");
    }
    // Commands that read records have no use for it.
    let records = run_in(dir.path(), &["extract", "in.jsonl", "--no-config"]).stdout;
    let path = write(dir.path(), "records.jsonl", &records);
    assert_eq!(code(&run_in(dir.path(), &["stats", &path])), 0);
}
