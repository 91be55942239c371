//! Entities joined over an article, two persons of one name, and the
//! appointments table.

use baozhi::entity::{Appointments, AppointmentsBuilder};
use baozhi::record::IssueInfo;
use baozhi::{Article, Document, Extractor, Record};
use std::sync::LazyLock;

fn extractor(table: Option<&str>) -> Extractor {
    let builder = Extractor::builder().without_model();
    let builder = match table {
        Some(table) => builder.appointments(Appointments::parse("posts.tsv", table).expect("a good table")),
        None => builder,
    };
    builder.build().expect("nothing to load")
}

fn read_with(extractor: &Extractor, date: Option<&str>, text: &str) -> Record {
    let mut issue = IssueInfo::default().with_home("许昌市");
    issue.date = date.map(str::to_owned);
    extractor.extract_document(&Document::new("t", issue, Article::plain(None, text)))
}

fn read(text: &str) -> Record {
    static PLAIN: LazyLock<Extractor> = LazyLock::new(|| extractor(None));
    read_with(&PLAIN, None, text)
}

fn keys(found: &Record, kind: &str) -> Vec<(String, usize)> {
    let of_kind = found.entities.iter().filter(|e| e.kind.as_str() == kind);
    of_kind.map(|e| (e.key.clone(), e.mentions.len())).collect()
}

#[test]
fn abbreviations_join_their_full_names() {
    let found = read(
        "市政协主席方玉霞讲话。政协许昌市委员会召开会议，方玉霞同志主持。许昌教育向好，许昌市表彰先进。",
    );
    assert_eq!(keys(&found, "institution"), [("institution:政协许昌市委员会".to_owned(), 2)]);
    assert_eq!(keys(&found, "person"), [("person:方玉霞".to_owned(), 2)]);
    let places = keys(&found, "place");
    assert_eq!(places.iter().find(|p| p.0 == "place:411000").map(|p| p.1), Some(3));
}

#[test]
fn a_surname_joins_the_one_person_of_it() {
    let found = read("村支书王建伟很忙。王书记说，李大爷来了。");
    let persons = keys(&found, "person");
    assert_eq!(persons, [("person:王建伟".to_owned(), 2), ("person:李".to_owned(), 1)]);
    // With two of the surname nobody knows which.
    let found = read("副县长王建伟、王海涛出席。王书记说，大家辛苦了。");
    assert_eq!(keys(&found, "person")[2], ("person:王".to_owned(), 1));
}

#[test]
fn two_persons_of_one_name_stay_apart() {
    let found = read("禹州市公安局局长王建伟发言。长葛市公安局局长王建伟也作了发言。");
    let persons = keys(&found, "person");
    assert_eq!(persons.len(), 2, "{persons:?}");
    assert_eq!(persons[1].0, "person:王建伟@长葛市公安局");
}

#[test]
fn one_person_of_two_posts_is_one() {
    let found = read("市委常委、副市长王建伟出席。王建伟强调，要抓好落实。");
    assert_eq!(keys(&found, "person"), [("person:王建伟".to_owned(), 2)]);
}

const TABLE: &str = "person\ttitle\tinstitution\tfrom\tto\n王自强\t市长\t许昌市人民政府\t2020-01-01\t2021-06-30\n王自强\t书记\t中共许昌市委员会\t2021-07-01\t\n";

#[test]
fn the_table_settles_a_post_at_the_issue_date() {
    let extractor = extractor(Some(TABLE));
    for (date, title, rule) in [("2021-03-03", "市长", "posts.tsv:2"), ("2022-03-03", "书记", "posts.tsv:3")]
    {
        let found = read_with(&extractor, Some(date), "王自强出席启动仪式");
        let posts: Vec<(&str, &str)> =
            found.posts.iter().map(|p| (p.title.as_str(), p.rule.as_ref())).collect();
        assert_eq!(posts, [(title, rule)]);
    }
}

#[test]
fn the_text_goes_before_the_table() {
    let found = read_with(&extractor(Some(TABLE)), Some("2021-03-03"), "省交通运输厅厅长王自强出席启动仪式");
    assert_eq!(found.posts.len(), 1);
    assert_eq!(found.posts[0].title, "厅长");
}

#[test]
fn a_wrong_table_is_told_its_line() {
    for (text, want) in [
        ("person\ttitle\n", "t.tsv:1: expected the columns person, title, institution, from, to"),
        (
            "person\ttitle\tinstitution\tfrom\tto\n甲\t乙\t丙\t3月\t\n",
            "t.tsv:2: expected a day such as 2021-03-03, found \"3月\"",
        ),
    ] {
        let error = Appointments::parse("t.tsv", text).expect_err("a wrong table").to_string();
        assert!(error.starts_with(want), "{error}");
    }
}

/// A record of `text`, of an issue of `date`.
fn record(date: &str, text: &str) -> Record {
    let mut record = read(text);
    record.issue.date = Some(date.to_owned());
    record
}

#[test]
fn a_corpus_yields_a_table() {
    let mut builder = AppointmentsBuilder::default();
    for date in ["2021-03-03", "2021-03-09", "2021-03-05"] {
        builder.add(&record(date, "市政协主席方玉霞讲话。"));
    }
    let table = builder.table();
    assert_eq!(table.lines().nth(1), Some("方玉霞\t主席\t政协许昌市委员会\t2021-03-03\t\t2021-03-09"));
    // Nobody is given the post beyond the day that the corpus shows it on.
    for (date, posts) in [("2021-03-09", 1), ("2021-03-10", 0)] {
        let found = read_with(&extractor(Some(&table)), Some(date), "方玉霞讲话。");
        assert_eq!(found.posts.len(), posts, "{date}");
    }
}

#[test]
fn a_table_ends_a_post_only_where_a_text_does() {
    let rows = |text: &str| -> Vec<String> {
        let mut builder = AppointmentsBuilder::default();
        // The first line makes the name known.
        let text = format!("市政协主席方玉霞讲话。\n{text}");
        builder.add(&read_with(&extractor(None), Some("2020-01-04"), &text));
        let table = builder.table();
        let rows = table.lines().filter(|row| row.contains("局长"));
        rows.map(|row| row.split('\t').skip(3).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(rows("1988年6月，方玉霞任禹州市水利局局长。"), ["1988-06-01  1988-06-01"]);
    assert_eq!(rows("方玉霞任禹州市水利局局长。"), ["2020-01-04  2020-01-04"]);
    assert_eq!(rows("1988年6月至1990年4月，方玉霞任禹州市水利局局长。"), ["1988-06-01 1990-04-30 "]);
}

#[test]
fn a_table_has_one_row_for_a_name_with_line_breaks() {
    let mut found = record("2021-03-03", "市政协主席方玉霞讲话。");
    found.posts.iter_mut().for_each(|p| p.institution = Some("甲\t乙\n丙".to_owned()));
    let mut builder = AppointmentsBuilder::default();
    builder.add(&found);
    assert_eq!(builder.table().lines().count(), 2);
    assert!(builder.table().contains("甲\u{fffd}乙\u{fffd}丙"));
}
