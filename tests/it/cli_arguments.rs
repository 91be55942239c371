//! Arguments: what is refused, what is understood, how much is said.

use crate::support::command::*;

#[test]
fn arguments_that_mean_nothing_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), LINE);
    for (args, said) in [
        (&["--backbone", "5"][..], "between 0 and 1"),
        (&["--backbone", "-1"], "between 0 and 1"),
        (&["--backbone", "0"], "between 0 and 1"),
        (&["--backbone", "NaN"], "between 0 and 1"),
        (&["--min-weight", "-1"], "no weight of count is less than 0"),
        (&["--min-weight", "NaN"], "--min-weight NaN"),
        (&["--min-weight", "-2", "--weight", "npmi"], "no weight of npmi is less than -1"),
        (&["--scope", "window"], "--window N"),
        (&["--scope", "window", "--window", "1"], "--window N"),
    ] {
        let out = run(&[&["graph", &records][..], args].concat());
        assert_eq!((code(&out), out.stdout.len()), (2, 0), "{args:?}");
        assert!(stderr(&out).contains(said), "{args:?}: {}", stderr(&out));
    }
    for args in [
        &["--min-weight", "-0.5", "--weight", "npmi"][..],
        &["--min-weight", "-9", "--weight", "log-likelihood"],
    ] {
        let out = run(&[&["graph", &records][..], args].concat());
        assert_eq!(code(&out), 0, "{args:?}: {}", stderr(&out));
    }
    let out = run(&["analyze", &records, "-o", "out", "--scope", "window"]);
    assert_eq!(code(&out), 2);
}

#[test]
fn threads_are_as_many_as_the_cores_at_most() {
    let cores = std::thread::available_parallelism().unwrap();
    let run = |args: &[&str]| {
        let out = baozhi(args).env("RAYON_NUM_THREADS", "100000").output().unwrap();
        assert_eq!(code(&out), 0);
        stderr(&out)
    };
    let said = run(&["explain", "市委召开会议。"]);
    assert!(said.contains(&format!("100000 threads were asked for; {cores} run")), "{said}");
    assert_eq!(run(&["explain", "市委召开会议。", "-q"]), "");
}

#[test]
fn the_version_tells_what_was_built_in() {
    let text = |arg: &str| String::from_utf8(run(&[arg]).stdout).unwrap();
    let long = text("--version");
    for word in [env!("CARGO_PKG_VERSION"), "features: cli", "model: ", "dictionaries: ", "records: schema 1"]
    {
        assert!(long.contains(word), "{word}: {long}");
    }
    assert_eq!(text("-V"), format!("baozhi {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_command_can_be_quiet() {
    for command in [
        "extract", "analyze", "graph", "stats", "search", "timeline", "measures", "compare", "posts",
        "export", "report", "explain", "train", "rules", "dict",
    ] {
        let help = String::from_utf8(run(&[command, "--help"]).stdout).unwrap();
        assert!(help.contains("--quiet") && help.contains("--verbose"), "{command}");
    }
    assert_eq!(code(&run(&["schema", "-q", "-v"])), 2);
}

#[test]
fn one_is_no_plural() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let out = run(&["analyze", &input, "no-such-file", "-o", dir.path().join("out").to_str().unwrap()]);
    let summary = String::from_utf8_lossy(&out.stdout);
    assert!(summary.starts_with("1 article, 30 characters"), "{summary}");
    assert!(summary.contains("1 person, ") && summary.contains("2 nodes, 1 edge\n"), "{summary}");
    assert!(
        stderr(&out).contains("1 article written; 1 input or line could not be read"),
        "{}",
        stderr(&out)
    );
}

#[test]
fn posts_are_written_and_read_with_commas_too() {
    let dir = tempfile::tempdir().unwrap();
    let records_path = records_file(dir.path(), LINE);
    let bare = r#"{"id":"b","date":"2022-03-02","home":"许昌市","text":"张三明走访企业。"}"#;
    let input = write(dir.path(), "in.jsonl", bare.as_bytes());
    for (name, delimiter) in [("posts.csv", ','), ("posts.tsv", '\t')] {
        let table = dir.path().join(name);
        let table = table.to_str().unwrap();
        assert_eq!(code(&run(&["posts", &records_path, "-o", table])), 0);
        let text = std::fs::read_to_string(table).unwrap();
        assert!(text.starts_with(&format!("person{delimiter}title{delimiter}")), "{text}");
        let out = run(&["extract", &input, "--appointments", table]);
        assert_eq!(records(&out)[0]["posts"][0]["rule"], format!("{name}:2"), "{}", stderr(&out));
    }
    let quoted = "# a note\nperson,title,institution,from,to\n\n张三明,\"书记,主任\",,2022-01-01,\n";
    let table = write(dir.path(), "quoted.csv", quoted.as_bytes());
    let posts = &records(&run(&["extract", &input, "--appointments", &table]))[0]["posts"][0];
    assert_eq!((posts["title"].as_str(), posts["rule"].as_str()), (Some("书记,主任"), Some("quoted.csv:4")));
}

#[test]
fn training_counts_the_epochs_that_were_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let line = r#"{"text":"市委书记张三明在许昌市调研。","entities":[{"start":4,"end":7,"type":"PER"}]}"#;
    let corpus = write(dir.path(), "corpus.jsonl", format!("{line}\n").repeat(7).as_bytes());
    let model = dir.path().join("my.model");
    let args = ["train", &corpus, "--epochs", "2", "-o", model.to_str().unwrap()];
    let said = stderr(&run(&args));
    assert!(said.contains("epoch 2 of 2: ") && said.contains("a last look: "), "{said}");
    assert!(!said.contains("of 3"), "{said}");
    assert_eq!(stderr(&run(&[&args[..], &["-q"]].concat())), "");
}

#[test]
fn what_is_explained_can_be_a_page() {
    let out = run(&["explain", "市委书记张三明<b>&出席会议。", "--home", "许昌市", "--html"]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let page = String::from_utf8(out.stdout).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<mark class=\"person\""), "{page}");
    assert!(page.contains("&lt;b&gt;&amp;") && !page.contains("<b>"), "{page}");
}

#[test]
fn a_report_says_that_it_shows_a_sample() {
    let dir = tempfile::tempdir().unwrap();
    let records = records_file(dir.path(), &lines((0..30).map(|n| n.to_string())));
    let page = dir.path().join("page.html");
    let report = |limit: &str| {
        let out = run(&["report", &records, "-o", page.to_str().unwrap(), "--limit", limit]);
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        stderr(&out)
    };
    assert!(report("7").contains("the report shows 7 of 30 articles"));
    assert_eq!(report("30"), "");
}
