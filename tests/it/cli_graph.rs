//! Graphs on the command line: what is in them and what is left out, and
//! numbers at the ends of their ranges.

use crate::support::command::*;
use std::path::Path;

/// Three articles: two names share a sentence in two of them, and others only
/// an article.
const ARTICLES: &str = r#"{"id":"a","date":"2022-03-02","home":"许昌市","text":"3月1日，市委书记张三明、副市长何文清参加会议。\n市长李开泰在禹州市调研。"}
{"id":"b","date":"2022-03-03","home":"许昌市","text":"3月2日，市委书记张三明、副市长何文清参加会议。"}
{"id":"c","date":"2022-03-04","home":"许昌市","text":"3月3日，市委书记张三明、市长李开泰参加会议。"}
"#;

/// Weights of the edges of a table of edges.
fn weights(csv: &str) -> Vec<f64> {
    csv.lines().skip(1).map(|line| line.split(',').nth(2).unwrap().parse().unwrap()).collect()
}

#[test]
fn a_graph_has_no_edge_without_weight_and_says_what_it_left() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", ARTICLES.as_bytes());
    let out_dir = dir.path().join("out");
    let analyze = |args: &[&str]| {
        let given = ["analyze", &input, "-q", "-o", out_dir.to_str().unwrap()];
        let out = run(&[&given[..], args].concat());
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        (String::from_utf8(out.stdout.clone()).unwrap(), stderr(&out))
    };
    let graphs = || {
        let names = contents(&out_dir).into_iter().map(|(path, _)| path.file_name().unwrap().to_owned());
        let names = names.map(|name| name.into_string().unwrap());
        names
            .filter(|n| n.starts_with("graph") || n.contains("odes") || n.contains("dges"))
            .collect::<Vec<_>>()
    };
    let (summary, _) = analyze(&[]);
    assert_eq!(graphs(), ["graph.gexf"]);
    assert!(summary.contains("between names that share no sentence"), "{summary}");
    let (_, said) = analyze(&["--graph", "csv"]);
    assert!(said.contains("graph.gexf in") && said.contains("by an earlier run"), "{said}");
    let edges = |name: &str| std::fs::read_to_string(out_dir.join(name)).unwrap();
    let sentences = weights(&edges("edges.csv"));
    assert!(!sentences.is_empty() && sentences.iter().all(|w| *w >= 1.0), "{sentences:?}");
    let (summary, _) = analyze(&["--graph", "csv", "--min-count", "2"]);
    assert!(summary.contains("below the least count or weight (--min-count 2)"), "{summary}");
    assert!(weights(&edges("edges.csv")).iter().all(|w| *w >= 2.0));
    let (summary, _) = analyze(&["--graph", "csv", "--graph", "native", "--scope", "article"]);
    assert!(!summary.contains("share no sentence"), "{summary}");
    assert!(weights(&edges("edges.csv")).len() > sentences.len());
    assert!(edges("graph.cograph").starts_with("{\"cograph\""));
}

#[test]
fn a_graph_can_be_of_persons_alone() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), ARTICLES);
    let edges = |args: &[&str]| {
        let out = run(&[&["graph", &records, "--format", "csv"], args].concat());
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        String::from_utf8(out.stdout).unwrap().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let persons = edges(&["--nodes", "person"]);
    let is_of_persons = |line: &&String| line.split(',').take(2).all(|key| key.starts_with("person:"));
    assert!(persons.len() > 1 && persons.iter().all(|line| is_of_persons(&line)), "{persons:?}");
    let all = edges(&[]);
    assert!(all.len() > persons.len());
    assert_eq!(all.iter().filter(is_of_persons).count(), persons.len());
    assert_eq!(edges(&["--nodes", "person,place,institution"]), all);
}

#[test]
fn windows_of_any_size_are_counted_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), ARTICLES);
    for size in ["2", "100000", "4294967295"] {
        let out = run(&["graph", &records, "--window", size, "--scope", "window", "--format", "csv"]);
        assert_eq!(code(&out), 0, "{size}: {}", stderr(&out));
        assert!(weights(&String::from_utf8(out.stdout).unwrap()).iter().all(|w| *w >= 1.0));
    }
}

/// The records of [`ARTICLES`] with every number of a field changed.
fn with_numbers(dir: &Path, fields: &[&str], number: u64) -> String {
    fn change(value: &mut serde_json::Value, fields: &[&str], number: u64) {
        match value {
            serde_json::Value::Array(items) => items.iter_mut().for_each(|v| change(v, fields, number)),
            serde_json::Value::Object(map) => {
                for (key, v) in map {
                    match v.is_number() && fields.contains(&&**key) {
                        true => *v = number.into(),
                        false => change(v, fields, number),
                    }
                }
            }
            _ => {}
        }
    }
    let text = std::fs::read_to_string(records_file(dir, ARTICLES)).unwrap();
    let lines = text.lines().map(|line| {
        let mut record = serde_json::from_str(line).unwrap();
        change(&mut record, fields, number);
        format!("{record}\n")
    });
    write(dir, "changed.jsonl", lines.collect::<String>().as_bytes())
}

#[test]
fn records_with_impossible_numbers_break_no_command() {
    let dir = tempfile::tempdir().unwrap();
    let ids = ["id", "mention", "person_mention", "title_mention", "entity", "sentence"];
    let out_path = dir.path().join("out");
    for (fields, number) in
        [(&ids[..], u64::from(u32::MAX)), (&["start"][..], 5), (&["start", "end"], u64::MAX), (&["end"], 1)]
    {
        for unit in ["char", "byte"] {
            let path = with_numbers(dir.path(), fields, number);
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace("\"offsets\":\"char\"", &format!("\"offsets\":\"{unit}\"")))
                .unwrap();
            let to = out_path.to_str().unwrap();
            for args in [
                &["stats", &path][..],
                &["rules", &path],
                &["posts", &path],
                &["graph", &path, "--window", "3"],
                &["report", &path, "-o", to],
                &["export", &path, "--format", "conll", "-o", to],
                &["export", &path, "--format", "label-studio", "-o", to],
                &["export", &path, "--format", "web-annotation", "-o", to],
                &["export", &path, "--format", "plover", "-o", to],
            ] {
                let out = run(args);
                assert_eq!(code(&out), 0, "{args:?} {fields:?} {number}: {}", stderr(&out));
            }
            for format in ["brat", "tables"] {
                let _ = std::fs::remove_file(&out_path);
                let out = run(&["export", &path, "--format", format, "-o", to]);
                assert_eq!(code(&out), 0, "{format} {fields:?} {number}: {}", stderr(&out));
                std::fs::remove_dir_all(&out_path).unwrap();
            }
        }
    }
}

/// A graph whose lines are changed by `change`, with the checksum that fits.
fn changed(graph: &str, change: impl Fn(&str) -> String) -> String {
    let (lines, _) = graph.trim_end().rsplit_once('\n').unwrap();
    let lines: String = lines.lines().map(|line| change(line) + "\n").collect();
    let mut sum = flate2::Crc::new();
    sum.update(lines.as_bytes());
    format!("{lines}{{\"end\":\"{:08x}\"}}\n", sum.sum())
}

#[test]
fn counts_at_their_end_are_merged_and_written() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), ARTICLES);
    let graph = dir.path().join("g.cograph");
    assert_eq!(code(&run(&["graph", &records, "-o", graph.to_str().unwrap()])), 0);
    let graph = std::fs::read_to_string(graph).unwrap();
    let large = changed(&graph, |line| {
        let counts = ["sentence", "paragraph", "article", "event", "mentions"];
        counts.iter().fold(line.to_owned(), |line, name| {
            let mut parts = line.split(&format!("\"{name}\":")).map(str::to_owned).collect::<Vec<_>>();
            for part in parts.iter_mut().skip(1) {
                *part = format!("4294967295{}", part.trim_start_matches(|c: char| c.is_ascii_digit()));
            }
            parts.join(&format!("\"{name}\":"))
        })
    });
    let large = write(dir.path(), "large.cograph", large.as_bytes());
    for format in ["graphml", "gexf", "dot", "csv", "json", "native"] {
        for weight in ["count", "npmi", "log-likelihood", "jaccard"] {
            let out = run(&["graph", "merge", &large, &large, "--format", format, "--weight", weight]);
            assert_eq!(code(&out), 0, "{format} {weight}: {}", stderr(&out));
            assert!(String::from_utf8_lossy(&out.stdout).contains("4294967295"), "{format} {weight}");
        }
    }
    let behind = write(dir.path(), "behind.cograph", (graph.clone() + &graph).as_bytes());
    let out = run(&["graph", "merge", &behind]);
    assert_eq!((code(&out), out.stdout.len()), (3, 0));
    assert!(stderr(&out).contains("behind.cograph") && stderr(&out).contains("behind the end"));
}
