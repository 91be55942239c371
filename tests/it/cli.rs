//! The command line as a user meets it: output, messages and exit codes.

use crate::support::command::*;
use serde_json::Value;
use std::path::Path;
use std::process::Stdio;

#[test]
fn a_line_of_json_becomes_a_record_of_the_documented_form() {
    let out = run_on(&["extract", "-"], LINE.as_bytes());
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let records = records(&out);
    let r = &records[0];
    assert_eq!(r["schema"], 1);
    assert_eq!(r["id"], "a");
    assert_eq!(r["offsets"], "char");
    assert_eq!(r["text"], "市委召开会议\n3月1日，市委召开会议。市委书记张三明主持会议。");
    assert_eq!(r["body"][0], 7);
    assert_eq!(r["issue"]["home"], "许昌市");
    let text: Vec<char> = r["text"].as_str().unwrap().chars().collect();
    let mentions = r["mentions"].as_array().unwrap();
    assert!(!mentions.is_empty());
    for m in mentions {
        let (s, e) = (m["start"].as_u64().unwrap() as usize, m["end"].as_u64().unwrap() as usize);
        assert_eq!(text[s..e].iter().collect::<String>(), m["text"].as_str().unwrap());
    }
    assert!(mentions.iter().any(|m| m["type"] == "person" && m["text"] == "张三明"));
}

#[test]
fn offsets_come_in_the_unit_asked_for() {
    let line = r#"{"id":"a","text":"𠮷田镇市委书记张三明主持会议。"}"#;
    let start = |unit: &str| {
        let out = run_on(&["extract", "-", "--offsets", unit], line.as_bytes());
        let records = records(&out);
        assert_eq!(records[0]["offsets"], unit);
        let mentions = records[0]["mentions"].as_array().unwrap();
        let person = mentions.iter().find(|m| m["type"] == "person").expect("张三明 is found");
        person["start"].as_u64().unwrap()
    };
    assert_eq!((start("char"), start("byte"), start("utf16")), (7, 22, 8));
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let dir = examples();
    let dir = dir.to_str().unwrap();
    let one = run(&["extract", dir, "--threads", "1", "-q"]);
    let four = run(&["extract", dir, "--threads", "4", "-q"]);
    assert_eq!(code(&one), 0, "{}", stderr(&one));
    assert!(!one.stdout.is_empty());
    assert!(one.stdout == four.stdout);
}

#[test]
fn compressed_input_reads_as_plain() {
    let dir = tempfile::tempdir().unwrap();
    let plain = write(dir.path(), "n.jsonl", LINE.as_bytes());
    let gz = write(dir.path(), "g.jsonl.gz", &gzip(LINE.as_bytes()));
    let texts = |path: &str| {
        let out = run(&["extract", path]);
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        records(&out).iter().map(|r| r["mentions"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&plain), texts(&gz));
}

#[test]
fn a_broken_line_is_named_and_the_others_go_on() {
    let input = format!("{LINE}\n{{\"id\":\"b\", broken\n{}\n", LINE.replace("\"a\"", "\"c\""));
    let out = run_on(&["extract", "-"], input.as_bytes());
    assert_eq!(code(&out), 1);
    let ids: Vec<_> = records(&out).iter().map(|r| r["id"].as_str().unwrap().to_string()).collect();
    assert_eq!(ids, ["a", "c"]);
    assert!(stderr(&out).contains("-:2:"), "{}", stderr(&out));
}

#[test]
fn a_line_without_text_says_what_was_expected() {
    let out = run_on(&["extract", "-"], b"{\"id\":\"a\"}\n");
    assert_eq!(code(&out), 1);
    assert!(stderr(&out).contains("\"text\""), "{}", stderr(&out));
}

#[test]
fn a_line_with_a_title_alone_is_a_headline() {
    let out = run_on(&["extract", "-"], "{\"id\":\"a\",\"title\":\"山乡通了公交车\"}\n".as_bytes());
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert_eq!(records(&out)[0]["article"]["kind"], "headline_only");
}

#[test]
fn duplicate_ids_are_kept_and_warned_of() {
    let out = run_on(&["extract", "-"], format!("{LINE}\n{LINE}\n").as_bytes());
    assert_eq!(code(&out), 0);
    assert_eq!(records(&out).len(), 2);
    assert!(stderr(&out).contains("\"a\" was used before"), "{}", stderr(&out));
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let good = write(dir.path(), "good.jsonl", LINE.as_bytes());
    let out = run(&["extract", "no-such-file.txt", &good]);
    assert_eq!(code(&out), 1);
    assert_eq!(records(&out).len(), 1);
    assert!(stderr(&out).contains("no-such-file.txt"));
}

#[test]
fn truncated_gzip_gives_what_was_read_and_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = (0..2000).map(|n| LINE.replace("\"a\"", &format!("\"{n}\"")) + "\n").collect();
    let mut bytes = gzip(lines.as_bytes());
    bytes.truncate(bytes.len() / 2);
    let path = write(dir.path(), "cut.jsonl.gz", &bytes);
    let out = run(&["extract", &path]);
    assert_eq!(code(&out), 1);
    let got = records(&out).len();
    assert!(got > 100 && got < 2000, "{got} records");
    assert!(stderr(&out).contains("cut.jsonl.gz"), "{}", stderr(&out));
}

#[test]
fn a_decompression_bomb_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), "bomb.txt.gz", &gzip(&vec![b' '; 200 << 20]));
    let out = run(&["extract", &path]);
    assert_eq!(code(&out), 1);
    assert!(stderr(&out).contains("expands more than"), "{}", stderr(&out));
}

#[test]
fn damaged_and_empty_files_give_no_failure() {
    let dir = tempfile::tempdir().unwrap();
    let binary: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let cases: [(&str, Vec<u8>); 5] = [
        ("empty.txt", Vec::new()),
        ("spaces.txt", b"  \n\t \n   ".to_vec()),
        ("blank.txt", vec![b'\n'; 1_000_000]),
        ("cut.txt", "许昌日报\n\n2021年3月3日\n\n市委召开会议".as_bytes()[..48].to_vec()),
        ("nul.txt", "市委\0召开\0会议。".as_bytes().to_vec()),
    ];
    for (name, bytes) in cases {
        let path = write(dir.path(), name, &bytes);
        let out = run(&["extract", &path]);
        assert_eq!(code(&out), 0, "{name}: {}", stderr(&out));
        for r in records(&out) {
            assert!(r["text"].is_string(), "{name}");
        }
    }
    let path = write(dir.path(), "binary.txt", &binary);
    let out = run(&["extract", &path]);
    assert_eq!((code(&out), out.stdout.len()), (1, 0));
    assert!(stderr(&out).contains("binary.txt: a binary file"), "{}", stderr(&out));
    let out = run(&["extract", dir.path().join("cut.txt").to_str().unwrap()]);
    assert!(stderr(&out).contains("U+FFFD"), "{}", stderr(&out));
}

#[test]
fn fifty_megabytes_on_one_line_are_extracted() {
    let dir = tempfile::tempdir().unwrap();
    let sentence = "3月2日，市政协主席刘明远主持召开会议，参会人员共157名。";
    let line = sentence.repeat((50 << 20) / sentence.len());
    let path = write(dir.path(), "long.txt", line.as_bytes());
    let out = run(&["extract", &path, "-q", "-o", dir.path().join("out.jsonl").to_str().unwrap()]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(std::fs::metadata(dir.path().join("out.jsonl")).unwrap().len() > 50 << 20);
}

#[test]
fn the_date_of_a_page_comes_from_option_or_name() {
    let dir = tempfile::tempdir().unwrap();
    let path =
        write(dir.path(), "x-2021-03-03.txt", "市委召开会议\n\n本报讯 昨日，市委召开会议。".as_bytes());
    let date = |args: &[&str]| records(&run(args))[0]["issue"]["date"].as_str().unwrap().to_string();
    assert_eq!(date(&["extract", &path]), "2021-03-03");
    assert_eq!(date(&["extract", &path, "--date", "2020-01-02"]), "2020-01-02");
}

#[test]
fn output_appears_whole_and_resumes() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = (0..300).map(|n| LINE.replace("\"a\"", &format!("\"{n}\"")) + "\n").collect();
    let input = write(dir.path(), "in.jsonl", lines.as_bytes());
    let (whole, again) = (dir.path().join("whole.jsonl"), dir.path().join("again.jsonl"));
    assert_eq!(code(&run(&["extract", &input, "-o", whole.to_str().unwrap()])), 0);
    let want = std::fs::read(&whole).unwrap();
    // An unfinished file of which nothing tells how it came to be is refused.
    std::fs::write(dir.path().join("again.jsonl.baozhi-part"), &want[..want.len() / 3]).unwrap();
    let out = run(&["extract", &input, "-o", again.to_str().unwrap(), "--resume"]);
    assert_eq!(code(&out), 3);
    assert!(stderr(&out).contains("again.jsonl.baozhi-run"), "{}", stderr(&out));
    let out = run(&["extract", &input, "-o", again.to_str().unwrap()]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(std::fs::read(&again).unwrap() == want);
    for ending in ["baozhi-part", "baozhi-run"] {
        assert!(!dir.path().join(format!("again.jsonl.{ending}")).exists());
    }
}

#[test]
fn an_unwritable_place_is_a_clear_error() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let out = run(&["extract", &input, "-o", "/no-such-folder/out.jsonl"]);
    assert_eq!(code(&out), 3);
    assert!(stderr(&out).contains("/no-such-folder/out.jsonl"), "{}", stderr(&out));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = (0..3000).map(|n| LINE.replace("\"a\"", &format!("\"{n}\"")) + "\n").collect();
    let input = write(dir.path(), "in.jsonl", lines.as_bytes());
    let mut child =
        baozhi(&["extract", &input]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert_eq!(stderr(&out), "");
}

#[test]
fn wrong_arguments_exit_with_two() {
    assert_eq!(code(&run(&["extract"])), 2);
    assert_eq!(code(&run(&["extract", "x", "--date", "tomorrow"])), 2);
    assert_eq!(code(&run(&["nonsense"])), 2);
}

#[test]
fn a_bad_dictionary_row_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let dict = write(dir.path(), "my-places.tsv", "adcode\tname\n419999\n".as_bytes());
    let out = run(&["extract", &input, "--dict", &dict]);
    assert_eq!(code(&out), 3);
    let message = stderr(&out);
    assert!(message.contains("my-places.tsv") && message.contains("expected"), "{message}");
}

#[test]
fn a_dictionary_row_given_twice_is_warned_of_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let rows =
        "id\tname\tlevel\tparent\taliases\nz\t青岚新区\tcounty\t411000\t\nz\t青岚区\tcounty\t411000\t\n";
    let dict = write(dir.path(), "my-places.tsv", rows.as_bytes());
    let out = run(&["extract", &input, "--dict", &dict]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(stderr(&out).contains("my-places.tsv:3: \"z\" was given before, at "), "{}", stderr(&out));
    assert_eq!(stderr(&run(&["extract", &input, "--dict", &dict, "-q"])), "");
}

#[test]
fn analyze_writes_the_folder_and_a_summary() {
    let dir = tempfile::tempdir().unwrap();
    let out_dir = dir.path().join("out");
    let corpus = examples();
    let out = run(&["analyze", corpus.to_str().unwrap(), "-o", out_dir.to_str().unwrap(), "-q", "--tokens"]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let tables = baozhi::export::tables::Table::ALL.map(|table| table.file_name());
    for name in tables.into_iter().chain(["records.jsonl"]) {
        let path = out_dir.join(name);
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines > 10, "{name} has {lines} lines");
    }
    assert!(std::fs::metadata(out_dir.join("graph.gexf")).unwrap().len() > 1000);
    let summary = String::from_utf8(out.stdout).unwrap();
    for word in ["articles", "persons", "events"] {
        assert!(summary.contains(word), "{summary}");
    }
}

#[test]
fn the_tables_of_analyze_are_those_of_its_records() {
    let dir = tempfile::tempdir().unwrap();
    let input = write(dir.path(), "in.jsonl", LINE.as_bytes());
    let [whole, again] = ["whole", "again"].map(|name| dir.path().join(name).to_str().unwrap().to_owned());
    assert_eq!(code(&run(&["analyze", &input, "-q", "--tokens", "-o", &whole])), 0);
    assert_eq!(code(&run(&["export", &whole, "--format", "tables", "-o", &again])), 0);
    for table in baozhi::export::tables::Table::ALL {
        let [whole, again] =
            [&whole, &again].map(|dir| std::fs::read(Path::new(dir).join(table.file_name())).unwrap());
        assert!(!whole.is_empty() && whole == again, "{}", table.file_name());
    }
}

#[test]
fn a_graph_is_built_from_records() {
    let dir = tempfile::tempdir().unwrap();
    let records = dir.path().join("r.jsonl");
    let records = records.to_str().unwrap();
    assert_eq!(code(&run(&["extract", examples().to_str().unwrap(), "-o", records, "-q"])), 0);
    for (format, mark) in [
        ("graphml", "<graphml"),
        ("gexf", "<gexf"),
        ("dot", "graph"),
        ("csv", "Source,"),
        ("json", "\"nodes\""),
    ] {
        for scope in ["sentence", "paragraph", "article", "event"] {
            let out = run(&["graph", records, "--format", format, "--scope", scope]);
            assert_eq!(code(&out), 0, "{format} {scope}: {}", stderr(&out));
            assert!(String::from_utf8_lossy(&out.stdout).contains(mark), "{format} {scope}");
            let file = dir.path().join("graph.out");
            let to_file =
                run(&["graph", records, "-o", file.to_str().unwrap(), "--format", format, "--scope", scope]);
            assert_eq!(code(&to_file), 0, "{format} {scope}: {}", stderr(&to_file));
            assert_eq!(std::fs::read(&file).unwrap(), out.stdout, "{format} {scope}");
        }
    }
}

#[test]
fn posts_of_one_issue_settle_a_bare_name_in_another() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = write(
        dir.path(),
        "a.jsonl",
        "{\"id\":\"a\",\"date\":\"2021-03-01\",\"home\":\"许昌市\",\"text\":\"本报讯 昨日，市政协主席方玉霞主持召开会议。\"}\n".as_bytes(),
    );
    let second = write(
        dir.path(),
        "b.jsonl",
        "{\"id\":\"b\",\"date\":\"2021-03-01\",\"home\":\"许昌市\",\"text\":\"方玉霞走访企业。\"}\n"
            .as_bytes(),
    );
    let taken = write(dir.path(), "records.jsonl", &run(&["extract", &first]).stdout);
    let table = run(&["posts", &taken]);
    assert_eq!(
        String::from_utf8_lossy(&table.stdout),
        "person\ttitle\tinstitution\tfrom\tto\tseen\n方玉霞\t主席\t政协许昌市委员会\t2021-03-01\t\t2021-03-01\n"
    );
    let table = write(dir.path(), "posts.tsv", &table.stdout);
    let bare = &records(&run(&["extract", &second]))[0];
    assert_eq!(bare["posts"], serde_json::json!([]));
    let settled = &records(&run(&["extract", &second, "--appointments", &table]))[0];
    assert_eq!(settled["posts"][0]["institution"], "政协许昌市委员会");
    assert_eq!(settled["posts"][0]["rule"], "posts.tsv:2");

    let broken = write(dir.path(), "broken.tsv", "person\ttitle\n甲\t乙\n".as_bytes());
    let refused = run(&["extract", &second, "--appointments", &broken]);
    assert_eq!(code(&refused), 3);
    assert!(stderr(&refused).contains("broken.tsv:1"), "{}", stderr(&refused));
}

#[test]
fn explain_shows_what_won_and_by_which_rule() {
    let output = run(&["explain", "市政协主席方玉霞主持会议。", "--home", "许昌市"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 0);
    assert!(text.contains("chosen]: wins, by lexicon/institutions.tsv:政协*委员会"), "{text}");
    assert!(text.contains("\"政协\" institution"), "{text}");
    assert!(text.contains("is part of institution \"市政协\""), "{text}");
    // Words that may tell of events, with what spoke for and against.
    let weighed = text.split("words that may tell of events\n").nth(1).expect("words are weighed");
    let line = weighed.lines().find(|l| l.contains("主持")).expect("主持 is weighed");
    assert!(line.contains("MEET.HOLD: tells of something 0.") && line.ends_with("an event"), "{line}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_clear_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device is there");
    let run = baozhi(&["extract", examples().to_str().unwrap(), "-q"]).stdout(full).output().unwrap();
    assert_eq!(code(&run), 3);
    assert!(stderr(&run).contains("standard output") && stderr(&run).contains("space"), "{}", stderr(&run));
}

#[test]
fn rules_are_counted_with_samples_and_those_that_never_decide_too() {
    let dir = tempfile::tempdir().unwrap();
    let out = run_on(&["extract", "-"], LINE.as_bytes());
    let path = write(dir.path(), "records.jsonl", &out.stdout);
    let out = run(&["rules", &path]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let table = String::from_utf8(out.stdout).expect("a table of text");
    let row = |rule: &str| table.lines().find(|l| l.split('\t').next() == Some(rule)).map(str::to_owned);
    assert_eq!(row("rule").as_deref(), Some("rule\tcount\tarticles\tsamples"));
    assert!(table.lines().any(|l| l.contains("【张三明】")), "{table}");
    assert!(table.lines().any(|l| l.starts_with("law/sanction\t0\t0\t")), "{table}");
}

#[test]
fn the_schema_of_records_is_printed() {
    let out = run(&["schema"]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let schema: Value = serde_json::from_slice(&out.stdout).expect("a schema is JSON");
    let fields = schema["properties"].as_object().expect("a record is an object");
    let record = &records(&run_on(&["extract", "-"], LINE.as_bytes()))[0];
    for field in record.as_object().expect("a record is an object").keys() {
        assert!(fields.contains_key(field), "the schema lacks {field}");
    }
}
