//! Tables and dumps as crawlers and databases leave them: markup in the cells, lines
//! above the row of names, columns that nothing is known of.

use super::input::{articles, put, run};
use baozhi::corpus::Input;

#[test]
fn markup_in_cells_is_no_text() {
    for (name, file) in [
        (
            "a.csv",
            "标题,正文,日期\n春灌开始,\"<p>本报讯 昨日，澜阳市春灌开始。</p><p>市水利局局长方敏&nbsp;说，水够用。</p>\",2023-04-05\n",
        ),
        (
            "a.jsonl",
            "{\"title\":\"春灌开始\",\"content\":\"<div class='c'><p>本报讯 昨日，澜阳市春灌开始。</p>\\n<p>市水利局局长方敏&nbsp;说，水够用。</p></div>\",\"date\":\"2023-04-05\"}\n",
        ),
        (
            "a.xml",
            "<doc><title>春灌开始</title><body><P>本报讯 昨日，澜阳市春灌开始。</P><P>市水利局局长方敏&nbsp;说，水够用。</P></body></doc>",
        ),
    ] {
        let record = super::input::one(name, file);
        assert_eq!(
            record.text, "春灌开始\n本报讯 昨日，澜阳市春灌开始。\n市水利局局长方敏 说，水够用。",
            "{name}"
        );
        assert_eq!(record.posts[0].person, "方敏", "{name}");
    }
}

#[test]
fn signs_in_cells_stay() {
    let record = super::input::one("a.csv", "标题,正文\n酸雨,\"昨日雨水pH<5，A&B公司、《澜阳志》<上>。\"\n");
    assert_eq!(record.text, "酸雨\n昨日雨水pH<5，A&B公司、《澜阳志》<上>。");
}

#[test]
fn columns_that_are_not_read_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let table = put(dir.path(), "a.csv", "序号,标题,正文,备注\n1,春灌开始,昨日，春灌开始。,无\n".as_bytes());
    let lines = put(dir.path(), "b.jsonl", "{\"text\":\"昨日，春种开始。\",\"views\":3}\n".as_bytes());
    let (records, report) = run(&[Input::new(table), Input::new(lines)]);
    assert_eq!(records.len(), 2);
    let unread: Vec<&str> = report.tally.unread.iter().map(String::as_str).collect();
    assert_eq!(unread, ["views", "备注", "序号"]);
    assert!(report.tally.to_string().contains("columns not read: views, 备注, 序号"));
}

#[test]
fn what_a_table_is_a_list_of_may_stand_above_its_names() {
    let table =
        "澜阳日报检索结果,,\n检索式：春灌,,\n\n题名,正文,发表日期\n春灌开始,昨日，春灌开始。,2023-04-05\n";
    let all = articles("a.csv", table);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].article.title.as_deref(), Some("春灌开始"));
    assert_eq!(all[0].issue.date.as_deref(), Some("2023-04-05"));
}
