//! `baozhi train events` on a handful of invented articles: what it reads, what it writes, what it refuses.

use crate::support::command::*;
use serde_json::json;
use std::path::Path;

/// Articles that all tell of one meeting each, with the meeting as a labelled event.
fn gold(path: &Path) {
    let towns =
        ["南川", "北陵", "禾川", "青岚", "东浦", "西屏", "临泽", "安陆", "平岗", "长汀", "石桥", "云溪"];
    let mut lines = String::new();
    for (n, town) in towns.iter().enumerate() {
        let text = format!("{}月3日，{town}县委召开工作会议，部署春耕生产。农户正在田里忙碌。", n + 1);
        let at = |word: &str| text[..text.find(word).expect("the word is there")].chars().count();
        let start = at("召开");
        let line = json!({
            "id": format!("g{n}"), "text": text, "date": "2021-12-05", "home": null,
            "events": [{
                "type": "MEET.HOLD", "realis": "actual", "optional": false,
                "triggers": [{"start": start, "end": start + 2, "text": "召开"}],
                "roles": [{"role": "meeting", "text": "工作会议"}, {"role": "organiser", "text": format!("{town}县委")}],
            }],
        });
        lines += &format!("{line}\n");
    }
    std::fs::write(path, lines).expect("gold is written");
}

/// Further articles: one labelled by the table, one in which nothing happens, one without a label.
const FURTHER: &str = r#"{"id":"f1","text":"昨日，河口市教育局召开座谈会。","date":"2021-03-03"}
{"id":"f2","text":"春天的河口，柳树已经绿了。","date":"2021-03-03"}
{"id":"f3","text":"昨日，河口市水利局召开座谈会。","date":"2021-03-03"}
{"id":"f4","date":"2021-03-03"}
"#;
const LABELS: &str = "article\ttype\trealis\toptional\ttriggers\troles\n\
    f1\tMEET.HOLD\tactual\t\t9-11\torganiser:3-9 meeting:11-14\nf2\t-\t\t\t\t\n";

#[test]
fn weights_of_events_are_learnt_and_measured() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name).display().to_string();
    gold(&dir.path().join("gold.jsonl"));
    std::fs::write(file("further.jsonl"), FURTHER).unwrap();
    std::fs::write(file("labels.tsv"), LABELS).unwrap();
    let further = ["--further", &file("further.jsonl"), "--labels", &file("labels.tsv")];
    let (articles, folder) = (file("gold.jsonl"), file("out"));
    let asked = [&["train", "events", &articles, "-o", &folder][..], &further].concat();
    let out = run(&[&asked[..], &["--records", &file("found.jsonl")]].concat());
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    // Twelve to be scored, and of the further ones those with a label.
    assert!(stderr(&out).contains("14 articles read"), "{}", stderr(&out));
    let report = String::from_utf8(out.stdout).expect("a report is UTF-8");
    assert!(report.contains("events P 1.000 R 1.000"), "{report}");
    for table in ["keep", "type", "same", "realis", "roles", "rank", "joint", "triggers"] {
        let text = std::fs::read_to_string(dir.path().join(format!("out/events_{table}.tsv"))).expect(table);
        assert!(text.starts_with("# "), "{table}: {text}");
    }
    let found = std::fs::read_to_string(file("found.jsonl")).expect("found events");
    assert_eq!(found.lines().count(), 12);
    // Weights that know the article may not score it, nor may anything depend on how the work was shared out.
    let again = run(&[&asked[..], &["--dry-run"]].concat());
    assert_eq!(String::from_utf8_lossy(&again.stdout), report);
}

#[test]
fn labels_that_fit_no_article_are_told_with_their_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name).display().to_string();
    gold(&dir.path().join("gold.jsonl"));
    std::fs::write(file("further.jsonl"), FURTHER).unwrap();
    for (label, told) in [
        ("f1\tMEET.HOLD\tactual\t\t90-92\t\n", "90..92"),
        ("f1\tNO.SUCH\tactual\t\t9-11\t\n", "NO.SUCH"),
        ("f1\tMEET.HOLD\tperhaps\t\t9-11\t\n", "labels.tsv:2"),
    ] {
        let head = LABELS.lines().next().expect("a header");
        std::fs::write(file("labels.tsv"), format!("{head}\n{label}")).unwrap();
        let out = run(&[
            "train",
            "events",
            &file("gold.jsonl"),
            "--dry-run",
            "--further",
            &file("further.jsonl"),
            "--labels",
            &file("labels.tsv"),
        ]);
        assert_ne!(code(&out), 0);
        assert!(stderr(&out).contains(told), "{}", stderr(&out));
    }
}

#[test]
fn a_text_in_which_nobody_looked_for_names_is_not_learnt_from() {
    let dir = tempfile::tempdir().unwrap();
    let model = dir.path().join("my.model").display().to_string();
    let labelled = r#"{"text":"记者陈立","entities":[{"start":2,"end":4,"type":"PER"}]}"#;
    let record = records_file(dir.path(), LINE);
    let record = std::fs::read_to_string(record).unwrap();
    for (second, why) in [(LINE, "`entities`"), (record.trim(), "this is a record")] {
        let corpus = write(dir.path(), "c.jsonl", format!("{labelled}\n{second}\n").as_bytes());
        let out = run(&["train", &corpus, "-o", &model]);
        let said = stderr(&out);
        assert!(code(&out) != 0 && said.contains("c.jsonl:2: ") && said.contains(why), "{said}");
        assert!(!Path::new(&model).exists());
    }
}
