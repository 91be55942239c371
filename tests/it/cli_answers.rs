//! Commands that answer questions over records: search, timeline, measures,
//! compare, and the filters that all of them take.

use crate::support::command::*;
use serde_json::Value;
use std::path::Path;

/// Articles of two papers, two years and two kinds of characters; the last has
/// no date.
const ARTICLES: &str = r#"{"id":"a","title":"市委召开会议","date":"2021-03-02","paper":"许昌日报","page":"1","home":"许昌市","text":"3月1日，市委书记张三明主持召开会议。副市长何文清参加会议。"}
{"id":"b","date":"2021-05-03","paper":"许昌日报","home":"许昌市","text":"5月2日，副市长何文清在禹州市调研水利工作，市长李开泰一同调研。"}
{"id":"c","date":"2022-03-04","paper":"禾川晚报","home":"许昌市","text":"3月3日，市委書記張三明、市長李開泰參加會議，研究水利工作。"}
{"id":"d","date":"2022-06-04","paper":"许昌日报","home":"许昌市","text":"6月3日，市委书记张三明、市长何文清会见客商。张三明说：“欢迎大家来投资兴业。”"}
{"id":"e","paper":"许昌日报","home":"许昌市","text":"原副市长何文清参加会议。"}
"#;

fn given(dir: &Path) -> String {
    records_file(dir, ARTICLES)
}

fn stdout(args: &[&str]) -> String {
    let out = run(args);
    assert_eq!(code(&out), 0, "{args:?}: {}", stderr(&out));
    String::from_utf8(out.stdout).expect("answers are UTF-8")
}

fn json(args: &[&str]) -> Vec<Value> {
    let out = run(&[args, &["--json"]].concat());
    assert_eq!(code(&out), 0, "{args:?}: {}", stderr(&out));
    records(&out)
}

/// The ids of the articles in which a search finds something.
fn found(records: &str, args: &[&str]) -> Vec<String> {
    let lines = json(&[&["search"], args, &[records]].concat());
    lines.iter().map(|line| line["record"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_search_finds_sentences_with_all_words() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    assert_eq!(found(&records, &["水利"]), ["b", "c"]);
    assert_eq!(found(&records, &["会议 水利"]), ["c"]);
    assert_eq!(found(&records, &["會議 何文清"]), ["a", "e"]);
    assert_eq!(found(&records, &["\"参加会议，研究\""]), ["c"]);
    assert!(found(&records, &["没有的词"]).is_empty());
    for words in ["", " ", "\"水利"] {
        assert_eq!(code(&run(&["search", words, &records])), 2, "{words:?}");
    }
}

#[test]
fn a_sentence_is_shown_with_its_article_and_its_words_marked() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let out = run(&["search", "副市长 会议", &records]);
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(text.contains("许昌日报  2021-03-02  page 1  市委召开会议 [a]\n"), "{text}");
    assert!(text.contains("  【副市长】何文清参加【会议】。\n"), "{text}");
    assert!(stderr(&out).contains("2 sentences in 2 articles of 5 articles"), "{}", stderr(&out));
    let coloured = stdout(&["search", "副市长 会议", &records, "--color", "always"]);
    assert!(coloured.contains("\u{1b}[1;31m副市长\u{1b}[0m何文清"), "{coloured}");
    // Text that would command a terminal stays text.
    let evil = records_file(dir.path(), "{\"id\":\"x\\u001b[2J\",\"text\":\"水利\\u001b[2J工作。\"}");
    assert!(!stdout(&["search", "水利", &evil]).contains('\u{1b}'));
}

#[test]
fn offsets_of_a_search_are_those_of_the_record() {
    let dir = tempfile::tempdir().unwrap();
    for unit in ["char", "byte", "utf16"] {
        let out =
            run_on(&["extract", "-", "-q", "--offsets", unit], "{\"text\":\"𠮷市。水利工作。\"}".as_bytes());
        let path = write(dir.path(), "one.jsonl", &out.stdout);
        let line = &json(&["search", "工作", &path])[0];
        let want = match unit {
            "char" => [3, 8, 5, 7],
            "byte" => [10, 25, 16, 22],
            _ => [4, 9, 6, 8],
        };
        let got = [&line["start"], &line["end"], &line["words"][0][0], &line["words"][0][1]];
        assert_eq!(got.map(|n| n.as_u64().unwrap()), want, "{unit}");
        assert_eq!((line["offsets"].as_str(), line["sentence"].as_str()), (Some(unit), Some("水利工作。")));
    }
}

#[test]
fn records_without_text_are_refused_with_a_hint() {
    let dir = tempfile::tempdir().unwrap();
    let mut record: Value = records(&run_on(&["extract", "-", "-q"], LINE.as_bytes())).remove(0);
    record["text"] = "".into();
    let path = write(dir.path(), "bare.jsonl", record.to_string().as_bytes());
    let out = run(&["search", "会议", &path]);
    assert_eq!(code(&out), 2);
    assert!(stderr(&out).contains("no text") && stderr(&out).contains("baozhi extract"), "{}", stderr(&out));
}

#[test]
fn every_filter_takes_the_articles_it_says() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    for (filter, ids) in [
        (&["--person", "张三明"][..], "acd"),
        (&["--person", "張三明"], "acd"),
        (&["--person", "张三明", "--person", "李开泰"], "abcd"),
        (&["--person", "张三明", "--paper", "许昌日报"], "ad"),
        (&["--place", "禹州市"], "b"),
        (&["--institution", "中共许昌市委员会"], "acd"),
        (&["--type", "CONTACT"], "bd"),
        (&["--type", "CONTACT.INSPECT"], "b"),
        (&["--type", "CONT"], ""),
        (&["--paper", "禾川晚报"], "c"),
        (&["--kind", "brief"], "abcde"),
        (&["--kind", "headline-only", "--kind", "news"], ""),
        (&["--from", "2021-05-03"], "bcd"),
        (&["--to", "2021-05-03"], "ab"),
        (&["--from", "2022-01-01", "--to", "2022-05-01"], "c"),
        (&["--where", "date<2021-05-03"], "a"),
        (&["--where", "paper=禾川晚報", "--where", "text~会议"], "c"),
        (&["--where", "date>2021-05-03", "--paper", "禾川晚报"], "c"),
    ] {
        let mut got = found(&records, &[&["。"], filter].concat());
        got.dedup();
        assert_eq!(got.concat(), ids, "{filter:?}");
    }
}

#[test]
fn every_command_over_records_takes_the_filters() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let out_path = dir.path().join("out");
    let out_path = out_path.to_str().unwrap();
    for command in [
        &["stats"][..],
        &["search", "会议"],
        &["timeline", "张三明"],
        &["measures"],
        &["compare", "--split", "2022-01-01"],
        &["posts"],
        &["rules"],
        &["graph"],
        &["report", "-o", out_path],
        &["export", "--format", "conll", "-o", out_path],
    ] {
        let with = |filter: &[&str]| run(&[command, &[&records[..]], filter].concat());
        let none = with(&["--paper", "没有这张报"]);
        let said = stderr(&none);
        assert!(said.contains("of 5 articles none passes the filters"), "{command:?}: {said}");
        assert_eq!(code(&with(&["--kind", "gossip"])), 2, "{command:?}");
        assert_eq!(code(&with(&["--where", "pages=3"])), 2, "{command:?}");
        let late = with(&["--from", "2022-01-02", "--to", "2022-01-01"]);
        assert_eq!(code(&late), 2, "{command:?}");
        assert!(stderr(&late).contains("no day is that late and that early"), "{}", stderr(&late));
        let help = stdout(&[command[0], "--help"]);
        for filter in ["person", "institution", "place", "type", "paper", "kind", "from", "to"] {
            assert!(help.contains(&format!("--{filter} <")), "{command:?} --{filter}");
        }
    }
    let stats = stdout(&["stats", &records, "--to", "2021-12-31"]);
    assert!(stats.starts_with("2 articles"), "{stats}");
}

#[test]
fn a_timeline_tells_posts_events_and_words_by_date() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let facts = json(&["timeline", "张三明", &records]);
    let posts: Vec<&Value> = facts.iter().filter(|f| f["fact"] == "post").collect();
    assert_eq!(posts.len(), 1, "{posts:?}");
    assert_eq!(posts[0]["with"], "中共许昌市委员会");
    assert_eq!(
        (posts[0]["first_seen"].as_str(), posts[0]["articles"].as_u64()),
        (Some("2021-03-02"), Some(3))
    );
    let chaired = facts.iter().find(|f| f["what"] == "MEET.HOLD" && f["role"] == "chair").expect("a meeting");
    assert_eq!((chaired["date"].as_str(), chaired["record"].as_str()), (Some("2021-03-01"), Some("a")));
    let said = facts.iter().find(|f| f["fact"] == "quote").expect("something said");
    assert_eq!(said["text"], "欢迎大家来投资兴业。");
    let dates: Vec<&str> = facts.iter().map(|f| f["date"].as_str().unwrap_or("9999")).collect();
    assert!(dates.is_sorted(), "{dates:?}");

    let text = stdout(&["timeline", "何文清", &records]);
    assert!(text.starts_with("何文清 (person:何文清), 4 articles\n"), "{text}");
    let former = text.lines().find(|line| line.contains("former")).expect("a post given up");
    assert!(former.starts_with("undated") && former.contains("副市长"), "{former}");
    let office = json(&["timeline", "中共许昌市委员会", &records]);
    assert!(office.iter().any(|f| f["what"] == "书记" && f["with"] == "张三明"), "{office:?}");
    let place = json(&["timeline", "禹州市", &records]);
    assert!(place.iter().any(|f| f["what"] == "CONTACT.INSPECT"), "{place:?}");
    let csv = stdout(&["timeline", "张三明", &records, "--csv"]);
    assert_eq!(csv.lines().count(), facts.len() + 1);
    let out = run(&["timeline", "没有此人", &records]);
    assert_eq!(code(&out), 2);
    assert!(stderr(&out).contains("no article names"), "{}", stderr(&out));
}

#[test]
fn two_persons_of_one_name_have_a_timeline_each() {
    let dir = tempfile::tempdir().unwrap();
    let line =
        |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"date\":\"2022-03-02\",\"text\":\"{text}\"}}\n");
    let input = line(
        "a",
        "会议表彰了河南省许昌市公安局局长王伟、山东省青岛市公安局局长王伟、河南省许昌市教育局局长李原。",
    );
    let records = records_file(dir.path(), &input);
    let text = stdout(&["timeline", "王伟", &records]);
    let heads: Vec<&str> = text.lines().filter(|line| line.starts_with("王伟 (")).collect();
    assert_eq!(heads.len(), 2, "{text}");
    let keys: std::collections::BTreeSet<String> =
        json(&["timeline", "王伟", &records]).iter().map(|f| f["key"].to_string()).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
}

#[test]
fn measures_are_a_table_sorted_by_the_first() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let rows = json(&["measures", &records, "--measure", "degree,pagerank", "--nodes", "person"]);
    assert!(rows.len() == 3 && rows.iter().all(|row| row["type"] == "person"), "{rows:?}");
    let degrees: Vec<f64> = rows.iter().map(|row| row["degree"].as_f64().unwrap()).collect();
    assert!(degrees.is_sorted_by(|a, b| a >= b), "{degrees:?}");
    let ranks: f64 = rows.iter().map(|row| row["pagerank"].as_f64().unwrap()).sum();
    assert!((ranks - 1.0).abs() < 1e-9, "{ranks}");
    assert!(rows[0].get("core").is_none());

    let text = stdout(&["measures", &records]);
    let head = text.lines().next().unwrap();
    for column in ["pagerank", "betweenness", "community", "core", "degree", "strength"] {
        assert!(head.contains(column), "{head}");
    }
    let file = dir.path().join("m.csv");
    assert_eq!(stdout(&["measures", &records, "-o", file.to_str().unwrap(), "--top", "1"]), "");
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 2);
    let twice = json(&["measures", &records, "--min-count", "2", "--measure", "strength"]);
    assert!(twice.len() < json(&["measures", &records]).len());
    for args in [&["--measure", "fame"][..], &["--scope", "window"], &["--json", "--csv"]] {
        assert_eq!(code(&run(&[&["measures", &records], args].concat())), 2, "{args:?}");
    }
}

#[test]
fn two_papers_of_one_set_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let rows = json(&["compare", &records, "--papers", "许昌日报", "禾川晚报"]);
    let person = rows.iter().find(|r| r["subject"] == "entity" && r["name"] == "张三明").expect("a row");
    assert_eq!((person["first"].as_i64(), person["second"].as_i64()), (Some(2), Some(1)));
    let out = run(&["compare", &records, "--papers", "许昌日报", "没有这张报"]);
    assert!(stderr(&out).contains("no article is of 没有这张报"), "{}", stderr(&out));
    assert_eq!(code(&run(&["compare", &records, "--papers", "许昌日报"])), 2);
    assert_eq!(code(&run(&["compare", &records])), 2);
}

#[test]
fn every_count_of_articles_is_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let articles = r#"{"id":"a","date":"2021-03-02","home":"许昌市","text":"3月1日，许昌市水利局召开会议。我市副市长何文清参加会议。"}
{"id":"b","date":"2021-03-03","home":"许昌市","text":"何文清在许昌市调研，李开泰一同调研。"}
{"id":"c","date":"2021-03-03","home":"许昌市","text":"何文清在许昌市慰问职工。"}
"#;
    let records = records_file(dir.path(), articles);
    // The last is a headline alone.
    let text = std::fs::read_to_string(&records).unwrap();
    let last = text.trim_end().rsplit_once('\n').map_or(0, |(before, _)| before.len());
    let (before, lone) = text.split_at(last);
    let kind = serde_json::from_str::<Value>(lone).unwrap()["article"]["kind"].to_string();
    let lone = lone.replacen(&format!("\"kind\":{kind}"), "\"kind\":\"headline_only\"", 1);
    let records = write(dir.path(), "three.jsonl", format!("{before}{lone}").as_bytes());
    let stats = stdout(&["stats", &records]);
    assert!(stats.starts_with("2 articles") && stats.lines().next().unwrap().contains("with 1"), "{stats}");
    let place = stats.lines().find(|l| l.trim_start().starts_with("许昌市 ")).expect("a row");
    assert_eq!(place.split_whitespace().last(), Some("2"), "{stats}");
    let rows = json(&["measures", &records, "--measure", "degree"]);
    let place = rows.iter().find(|r| r["name"] == "许昌市").expect("a row");
    assert_eq!(place["articles"], 2);
    let lives = json(&["timeline", "许昌市", &records]);
    assert!(!lives.is_empty());
}

#[test]
fn two_periods_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let out = run(&["compare", &records, "--split", "2022-01-01", "--json"]);
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    assert!(stderr(&out).contains("1 article without a date left out"), "{}", stderr(&out));
    let rows = crate::support::command::records(&out);
    let row = |subject: &str, name: &str| {
        rows.iter().find(|r| r["subject"] == subject && r["name"] == name).expect("a row").clone()
    };
    let person = row("entity", "张三明");
    assert_eq!(
        [&person["first"], &person["second"], &person["change"]].map(|n| n.as_i64().unwrap()),
        [1, 2, 1]
    );
    assert_eq!((person["first_rate"].as_f64(), person["rate_change"].as_f64()), (Some(500.0), Some(500.0)));
    assert_eq!(row("event", "CONTACT.INSPECT")["second"], 0);
    let ties = rows.iter().filter(|r| r["subject"] == "tie");
    assert!(ties.clone().any(|t| t["type"] == "person–person" && t["with"].is_string()), "{rows:?}");
    let text = stdout(&["compare", &records, "--split", "2022-01-01", "--nodes", "person"]);
    assert!(text.starts_with("first 2 articles, second 2 articles;"), "{text}");
    assert!(text.contains("\nnames, by articles\n") && text.contains("\nties, by sentences"), "{text}");
    assert!(!text.contains("person–place"), "{text}");
}

#[test]
fn two_sets_of_records_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    let records = given(dir.path());
    let (early, late) = (["--to", "2021-12-31"], ["--from", "2022-01-01"]);
    let part = |name: &str, days: [&str; 2]| {
        let lines: String =
            found(&records, &[&["。"], &days[..]].concat()).into_iter().fold(String::new(), |all, id| {
                let line = std::fs::read_to_string(&records).unwrap();
                let line = line.lines().find(|l| l.contains(&format!("\"id\":\"{id}\""))).unwrap().to_owned();
                if all.contains(&line) { all } else { all + &line + "\n" }
            });
        write(dir.path(), name, lines.as_bytes())
    };
    let (first, second) = (part("first.jsonl", early), part("second.jsonl", late));
    let apart = stdout(&["compare", &first, "--with", &second, "--csv"]);
    assert_eq!(apart, stdout(&["compare", &records, "--split", "2022-01-01", "--csv"]));
    assert_eq!(code(&run(&["compare", &first])), 2);
    assert_eq!(code(&run(&["compare", &first, "--with", &second, "--split", "2022-01-01"])), 2);
}
