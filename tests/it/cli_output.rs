//! What is written appears whole or not at all, and whoever reads it may go
//! away.

use crate::support::command::*;
use std::path::Path;
use std::process::Stdio;

/// The commands that read records, each with where it writes: `OUT` is a path.
const READERS: &[&[&str]] = &[
    &["stats", "RECORDS"],
    &["timeline", "张三明", "RECORDS", "-o", "OUT"],
    &["measures", "RECORDS", "-o", "OUT"],
    &["compare", "RECORDS", "--split", "2022-01-01", "-o", "OUT"],
    &["rules", "RECORDS"],
    &["posts", "RECORDS", "-o", "OUT"],
    &["graph", "RECORDS", "-o", "OUT"],
    &["report", "RECORDS", "-o", "OUT"],
    &["export", "RECORDS", "--format", "tables", "-o", "OUT"],
    &["export", "RECORDS", "--format", "parquet", "-o", "OUT"],
    &["export", "RECORDS", "--format", "xlsx", "-o", "OUT"],
    #[cfg(feature = "sqlite")]
    &["export", "RECORDS", "--format", "sqlite", "-o", "OUT"],
    &["export", "RECORDS", "--format", "brat", "-o", "OUT"],
    &["export", "RECORDS", "--format", "conll", "-o", "OUT"],
    &["export", "RECORDS", "--format", "label-studio", "-o", "OUT"],
    &["export", "RECORDS", "--format", "web-annotation", "-o", "OUT"],
    &["export", "RECORDS", "--format", "plover", "-o", "OUT"],
];

fn with<'a>(args: &[&'a str], records: &'a str, out: &'a str) -> Vec<&'a str> {
    args.iter()
        .map(|arg| match *arg {
            "RECORDS" => records,
            "OUT" => out,
            other => other,
        })
        .collect()
}

#[test]
fn records_of_another_schema_are_refused_by_every_reader() {
    let dir = tempfile::tempdir().unwrap();
    let good = std::fs::read_to_string(records_file(dir.path(), LINE)).unwrap();
    let other = good.replacen("\"schema\":1", "\"schema\":999", 1);
    let records = write(dir.path(), "records.jsonl", (good + &other).as_bytes());
    let out_path = dir.path().join("out");
    for args in READERS {
        let out = run(&with(args, &records, out_path.to_str().unwrap()));
        assert_eq!((code(&out), out.stdout.len()), (3, 0), "{args:?}");
        let said = stderr(&out);
        assert!(
            said.contains("records.jsonl:2: a record of schema 999") && said.contains("schema 1"),
            "{said}"
        );
        let left: Vec<_> = contents(dir.path()).into_iter().map(|(path, _)| path).collect();
        assert_eq!(left, [dir.path().join("records.jsonl")], "{args:?}");
    }
}

#[test]
fn a_line_that_is_no_record_is_told_and_the_rest_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let good = std::fs::read_to_string(records_file(dir.path(), LINE)).unwrap();
    let damaged =
        format!("{good}{}\n{good}not a record\n", &good[..good.floor_char_boundary(good.len() / 2)]);
    let records = write(dir.path(), "records.jsonl", damaged.as_bytes());
    for args in READERS {
        let out_path = dir.path().join("out");
        let args = with(args, &records, out_path.to_str().unwrap());
        let strict = run(&args.iter().copied().chain(["--strict"]).collect::<Vec<_>>());
        assert_eq!((code(&strict), out_path.exists()), (3, false), "{args:?}");
        assert!(stderr(&strict).contains("records.jsonl:2: not a record"), "{}", stderr(&strict));
        let out = run(&args);
        let said = stderr(&out);
        assert_eq!(code(&out), 1, "{args:?}: {said}");
        for line in ["records.jsonl:2: not a record", "records.jsonl:4: not a record"] {
            assert!(said.contains(line), "{args:?}: {said}");
        }
        assert!(said.contains("2 articles read; 2 files or lines could not be read"), "{said}");
        assert_eq!(out_path.exists(), args.contains(&"-o"), "{args:?}");
        let _ = std::fs::remove_file(&out_path).or_else(|_| std::fs::remove_dir_all(&out_path));
    }
    let missing = dir.path().join("missing.jsonl");
    let out = run(&["stats", missing.to_str().unwrap(), &records]);
    assert_eq!(code(&out), 1);
    assert!(stderr(&out).contains("missing.jsonl") && stderr(&out).contains("3 files or lines"));
    assert_eq!(code(&run(&["stats", missing.to_str().unwrap()])), 3, "nothing was read");
}

#[test]
fn a_mistyped_name_empties_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let missing = dir.path().join("inn.jsonl");
    let missing = missing.to_str().unwrap();
    let [folder, file] = ["out", "records.jsonl"].map(|name| dir.path().join(name));
    assert_eq!(code(&run(&["analyze", &input, "-o", folder.to_str().unwrap()])), 0);
    assert_eq!(code(&run(&["extract", &input, "-o", file.to_str().unwrap()])), 0);
    let before = (contents(dir.path()), contents(&folder));
    for (command, output) in [("analyze", &folder), ("extract", &file)] {
        let out = run(&[command, missing, "-o", output.to_str().unwrap()]);
        assert_eq!(code(&out), 1, "{command}");
        assert!(stderr(&out).contains("no article was read") && stderr(&out).contains("left as it was"));
    }
    let new = dir.path().join("new");
    assert_eq!(code(&run(&["analyze", missing, "-o", new.to_str().unwrap()])), 1);
    for args in READERS.iter().filter(|args| args.contains(&"OUT")) {
        let is_set = ["tables", "parquet", "brat"].iter().any(|form| args.contains(form));
        let output = if is_set { &folder } else { &file };
        // A name that tells no form of a graph is refused before the records are looked for.
        let refused = if args.contains(&"graph") { 2 } else { 3 };
        assert_eq!(code(&run(&with(args, missing, output.to_str().unwrap()))), refused, "{args:?}");
    }
    assert!((contents(dir.path()), contents(&folder)) == before);
}

#[test]
fn brat_has_two_files_for_every_record() {
    let dir = tempfile::tempdir().unwrap();
    let long = "长".repeat(200);
    let ids = ["a/b", "a_b", "A_B", "a/b", "..", &long];
    let records = records_file(dir.path(), &lines(ids.map(str::to_owned)));
    let out = dir.path().join("brat");
    let args = ["export", &records, "--format", "brat", "-o", out.to_str().unwrap()];
    assert_eq!(code(&run(&args)), 0);
    assert_eq!(contents(&out).len(), 2 * ids.len());
}

/// Every command with all that it writes on standard output.
#[test]
fn brat_says_what_an_earlier_run_left_in_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("brat").display().to_string();
    for (ids, stale) in [(&["a", "b"][..], false), (&["b", "c"][..], true)] {
        let records = records_file(dir.path(), &lines(ids.iter().map(|id| id.to_string())));
        let out = run(&["export", &records, "--format", "brat", "-o", &folder]);
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        let said = stderr(&out);
        assert_eq!(said.contains("a.ann, a.txt in ") && said.contains("an earlier run"), stale, "{said}");
    }
}

#[test]
fn a_graph_of_an_unknown_ending_is_refused_before_anything_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("x.foo").display().to_string();
    let out = run(&["graph", "nowhere.jsonl", "-o", &file]);
    assert_eq!(code(&out), 2, "{}", stderr(&out));
    assert!(stderr(&out).contains(".foo tells no form of a graph; known are .graphml"), "{}", stderr(&out));
    assert!(!dir.path().join("x.foo").exists());
    let records = records_file(dir.path(), LINE);
    for (name, format) in [("x.foo", &["--format", "json"][..]), ("x.GEXF", &[]), ("plain", &[])] {
        let file = dir.path().join(name).display().to_string();
        let out = run(&[&["graph", &records, "-o", &file], format].concat());
        assert_eq!(code(&out), 0, "{name}: {}", stderr(&out));
    }
}

/// The shell's limit is that of all files that a process writes.
#[cfg(unix)]
#[test]
fn a_workbook_that_the_limit_of_a_file_stops_is_an_error_of_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), &lines((0..4000).map(|n| n.to_string())));
    let file = dir.path().join("x.xlsx").display().to_string();
    let command = r#"ulimit -f 100; exec "$0" export "$1" --format xlsx -o "$2""#;
    let out = std::process::Command::new("bash")
        .args(["-c", command, env!("CARGO_BIN_EXE_baozhi"), &records, &file])
        .output()
        .expect("a shell runs");
    assert_eq!(code(&out), 3, "{}", stderr(&out));
    assert!(!dir.path().join("x.xlsx").exists() && stderr(&out).contains("x.xlsx"), "{}", stderr(&out));
}

#[test]
fn papers_of_the_whole_country_have_no_home_to_give() {
    let of = |paper: &str| {
        let line = format!(r#"{{"id":"a","date":"2022-03-02","paper":"{paper}","text":"市委召开会议。"}}"#);
        stderr(&run_on(&["extract", "-"], line.as_bytes()))
    };
    assert!(!of("人民日报海外版").contains("--home"), "{}", of("人民日报海外版"));
    assert!(of("水利周报").contains("--home"), "{}", of("水利周报"));
}

fn writers(dir: &Path) -> Vec<Vec<String>> {
    let input = write(dir, "in.jsonl", lines((0..300).map(|n| n.to_string())).as_bytes());
    let records = records_file(dir, &lines((0..300).map(|n| n.to_string())));
    let graph = dir.join("g.cograph").to_str().unwrap().to_owned();
    assert_eq!(code(&run(&["graph", &records, "-o", &graph])), 0);
    let dict = write(dir, "my-words.tsv", "text\tclass\n百里挑一\tidiom\n".as_bytes());
    let folder = dir.join("out").to_str().unwrap().to_owned();
    let mut all: Vec<Vec<&str>> = vec![
        vec!["extract", &input],
        vec!["analyze", &input, "-o", &folder],
        vec!["graph", "merge", &graph],
        vec!["stats", &records],
        vec!["search", "会议", &records],
        vec!["search", "会议", &records, "--json"],
        vec!["timeline", "张三明", &records],
        vec!["measures", &records],
        vec!["compare", &records, "--split", "2022-01-01", "--csv"],
        vec!["posts", &records],
        vec!["rules", &records],
        vec!["explain", "市委召开会议。"],
        vec!["schema"],
        vec!["completions", "bash"],
        vec!["dict", "list"],
        vec!["dict", "check", &dict],
        vec!["--help"],
        vec!["--version"],
        vec!["extract", "--help"],
    ];
    for format in ["graphml", "gexf", "dot", "csv", "json", "native"] {
        all.push(vec!["graph", &records, "--format", format]);
    }
    all.into_iter().map(|args| args.into_iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_command_ends_quietly_when_nobody_reads_on() {
    let dir = tempfile::tempdir().unwrap();
    for args in writers(dir.path()) {
        let args: Vec<&str> = args.iter().map(String::as_str).chain(["-q"]).collect();
        let mut child = baozhi(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let out = child.wait_with_output().unwrap();
        assert_eq!((code(&out), &*stderr(&out)), (0, ""), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn every_command_says_that_a_device_is_full() {
    let dir = tempfile::tempdir().unwrap();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    for args in writers(dir.path()) {
        let args: Vec<&str> = args.iter().map(String::as_str).chain(["-q"]).collect();
        let out = baozhi(&args).stdout(full()).output().unwrap();
        let said = stderr(&out);
        assert_eq!((code(&out), said.lines().count()), (3, 1), "{args:?}: {said}");
        assert!(said.contains("standard output: ") && said.contains("space"), "{args:?}: {said}");
        // Messages that nobody can read stop nothing.
        let out = baozhi(&args).stderr(full()).output().unwrap();
        assert_eq!(code(&out), 0, "{args:?}");
    }
    let records = records_file(dir.path(), LINE);
    for args in READERS.iter().filter(|args| args.contains(&"OUT")) {
        let out = run(&with(args, &records, "/dev/full"));
        assert_eq!((code(&out), stderr(&out).lines().count()), (3, 1), "{args:?}: {}", stderr(&out));
    }
    use std::os::unix::fs::FileTypeExt;
    assert!(std::fs::metadata("/dev/full").unwrap().file_type().is_char_device());
}

/// A limit on the size of files ends a run as a full disk does: it says so.
#[test]
#[cfg(target_os = "linux")]
fn an_interrupted_run_goes_on_only_as_it_was_asked() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", lines((0..1000).map(|n| n.to_string())).as_bytes());
    let rows = "id\tname\tlevel\tparent\taliases\nz\t青岚新区\tcounty\t411000\t\n";
    let dict = write(dir.path(), "my-places.tsv", rows.as_bytes());
    let [whole, output] =
        ["whole.jsonl", "out.jsonl"].map(|n| dir.path().join(n).to_str().unwrap().to_owned());
    let args = |output: &str| {
        ["extract", &input, "-q", "--resume", "--dict", &dict, "-o", output].map(str::to_owned)
    };
    let go_on = |more: &[&str]| {
        let args = args(&output);
        run(&args.iter().map(String::as_str).chain(more.iter().copied()).collect::<Vec<_>>())
    };
    assert!(run(&args(&whole).each_ref().map(String::as_str)).status.success());
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -c 0; ulimit -f 600; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_baozhi")])
        .args(args(&output))
        .output()
        .unwrap();
    assert_eq!((code(&limited), Path::new(&output).exists()), (3, false));
    assert!(stderr(&limited).contains("out.jsonl") && stderr(&limited).contains("File too large"));
    for (more, said) in [
        (&["--numbers"][..], "--numbers"),
        (&["--tokens"], "--tokens"),
        (&["--no-model"], "--no-model"),
        (&["--offsets", "byte"], "--offsets"),
    ] {
        let out = go_on(more);
        assert_eq!(code(&out), 3, "{more:?}");
        assert!(
            stderr(&out).contains(said) && stderr(&out).contains("asked something else"),
            "{}",
            stderr(&out)
        );
    }
    std::fs::write(&dict, format!("{rows}y\t青岚区\tcounty\t411000\t\n")).unwrap();
    assert!(stderr(&go_on(&[])).contains("--dict"), "another content of the dictionary is no same run");
    std::fs::write(&dict, rows).unwrap();
    let out = go_on(&[]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(std::fs::read(&output).unwrap() == std::fs::read(&whole).unwrap());
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("man");
    assert_eq!(code(&run(&["man", "-o", folder.to_str().unwrap()])), 0);
    for page in ["baozhi.1", "baozhi-extract.1", "baozhi-report.1"] {
        let text = std::fs::read_to_string(folder.join(page)).unwrap();
        assert!(text.contains(".SH SYNOPSIS") && text.contains(".SH OPTIONS"), "{page}");
    }
}
