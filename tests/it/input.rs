//! What comes in: every format by its sample in `examples/formats`, files that
//! hold one article, and what is refused or left.

use baozhi::corpus::{self, Input, Options, Report};
use baozhi::record::ArticleKind;
use baozhi::{Extractor, Record};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().without_model().build().expect("no files are read"));

fn run_with(inputs: &[Input], options: &Options) -> (Vec<Record>, Report) {
    let mut records = Vec::new();
    let report = corpus::run(
        inputs,
        &EXTRACTOR,
        options,
        |r| r,
        |r, _| {
            records.push(r);
            Ok(())
        },
    );
    (records, report.expect("memory takes everything"))
}

pub fn run(inputs: &[Input]) -> (Vec<Record>, Report) {
    run_with(inputs, &Options::default())
}

pub fn put(dir: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(&path, bytes).expect("a file can be written");
    path
}

/// The articles of one file, those that are furniture left aside.
pub fn articles(name: &str, text: &str) -> Vec<Record> {
    let dir = tempfile::tempdir().expect("a folder");
    let (records, report) = run(&[Input::new(put(dir.path(), name, text.as_bytes()))]);
    assert!(report.failures.is_empty(), "{name}: {:?}", report.failures);
    records.into_iter().filter(|r| r.article.kind != ArticleKind::Furniture).collect()
}

pub fn one(name: &str, text: &str) -> Record {
    let mut all = articles(name, text);
    assert_eq!(all.len(), 1, "{name}: {:?}", all.iter().map(|r| &r.text).collect::<Vec<_>>());
    all.remove(0)
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/formats")
}

#[test]
fn every_sample_is_read() {
    let (inputs, failures) = corpus::expand(&[formats()]);
    assert!(failures.is_empty(), "{failures:?}");
    let (records, report) = run(&inputs);
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally.left.get("index pages"), Some(&1), "{}", report.tally);
    assert_eq!(report.tally.left.get(".md"), Some(&1), "the README: {}", report.tally);
    for record in records.iter().filter(|r| r.article.kind != ArticleKind::Furniture) {
        let name = &record.id;
        let title = record.article.title.as_deref();
        let known = matches!(title, Some("青岚水库开闸放水" | "老街换了新颜" | "“老街”换新颜"));
        assert!(known, "{name}: {title:?}");
        let body = &record.text[record.body[0]..];
        assert!(body.contains("春灌") || body.contains("开街"), "{name}: {body}");
        for none in ["打印", "ICP", "日期：", "<", "首页", "版权"] {
            assert!(!record.text.contains(none), "{name}: {none} in {}", record.text);
        }
        if !record.source.path.ends_with("search-engine.dat") {
            let date = record.issue.date.as_deref();
            assert!(matches!(date, Some("2023-04-05" | "2023-04-06")), "{name}: {date:?}");
        }
    }
    let ids: std::collections::HashSet<_> = records.iter().map(|r| &r.id).collect();
    assert_eq!(ids.len(), records.len(), "ids are unique");
}

/// One page with two articles side by side, in every format that tells places.
#[test]
fn every_layout_sample_gives_the_same_articles() {
    let names = [
        "page.alto.xml",
        "page.bbox.html",
        "page.hocr",
        "page.ocr.json",
        "page.page.xml",
        "page.tesseract.tsv",
        #[cfg(feature = "pdf")]
        "page.pdf",
    ];
    for name in names {
        let (records, report) = run(&[Input::new(formats().join(name))]);
        assert!(report.failures.is_empty(), "{name}: {:?}", report.failures);
        let titles: Vec<_> = records.iter().filter_map(|r| r.article.title.as_deref()).collect();
        assert_eq!(titles, ["青岚水库开闸放水", "老街换了新颜"], "{name}");
        let bodies: Vec<_> = records.iter().map(|r| r.text.lines().skip(1).collect::<Vec<_>>()).collect();
        let says = [
            "4月4日，青岚水库开闸放水，下游三个乡镇的春灌全面开始。",
            "4月4日，澜阳老街修缮一新，重新开街。",
        ];
        for (body, said) in bodies.iter().zip(says) {
            assert!(body.len() == 2 && body[0].ends_with(said), "{name}: {body:?}");
        }
        for record in &records {
            let issue = &record.issue;
            assert_eq!(
                (issue.paper.as_deref(), issue.page.as_deref(), issue.section.as_deref()),
                (Some("澜阳日报"), Some("3"), Some("民生")),
                "{name}"
            );
        }
    }
}

const BODY: &str = "　　本报讯 4月4日，青岚水库开闸放水，下游三个乡镇的春灌全面开始。\n　　市水利局局长韩松说，今年可供水2600万立方米。\n";

#[test]
fn header_lines_of_one_article_are_fields() {
    let cases = [
        format!("青岚水库开闸放水\n2023-04-05 08:30:15 来源：澜阳日报 作者：方敏\n{BODY}责任编辑：石磊\n"),
        format!("青岚水库开闸放水\n来源：澜阳日报　2023年04月05日　第03版　作者：方敏\n{BODY}"),
        format!("青岚水库开闸放水\n《 澜阳日报 》（ 2023年04月05日 03 版）\n{BODY}"),
        format!(
            "　　　　青岚水库开闸放水\n　　　　本报记者　方　敏\n{BODY}　　《 澜阳日报 》（ 2023年04月05日 03 版）\n"
        ),
        format!(
            "您当前的位置 : 澜阳网  >  新闻\n青岚水库开闸放水\n稿源: 澜阳日报  | 2023-04-05 08:46:25\n\n{BODY}\n【编辑:石磊】\n"
        ),
        format!(
            "当前位置: 本市要闻\n\n青岚水库开闸放水\n\n  • 2023-04-05   澜阳日报   记者 方敏\n\n{BODY}\n打印 关闭\n"
        ),
        format!(
            "澜阳日报 | 2023-04-05\n报章 | A03 | 要闻\n青岚水库开闸放水\n{BODY}文章编号: 202304053510001\n"
        ),
        format!("1963年4月5日澜阳日报 第3版\n\n第3版()\n专栏：水利战线\n\n青岚水库开闸放水\n{BODY}"),
    ];
    for text in &cases {
        let r = one("a.txt", text);
        assert_eq!(r.article.title.as_deref(), Some("青岚水库开闸放水"), "{text}");
        assert_eq!(r.article.kicker, None, "{text}");
        assert!(r.issue.date.as_deref().is_some_and(|d| d.ends_with("-04-05")), "{text}: {:?}", r.issue);
        assert_eq!(r.issue.paper.as_deref(), Some("澜阳日报"), "{text}");
        let body = &r.text[r.body[0]..];
        assert!(body.ends_with("立方米。"), "{text}: {body}");
    }
    let r = one("a.txt", &cases[7]);
    assert_eq!((r.issue.page.as_deref(), r.article.column.as_deref()), (Some("3"), Some("水利战线")));
    let r = one("a.txt", &cases[6]);
    assert_eq!((r.issue.page.as_deref(), r.issue.section.as_deref()), (Some("A03"), Some("要闻")));
    let r = one("a.txt", &cases[0]);
    assert_eq!(r.article.bylines[0].name, "方敏");
}

#[test]
fn the_page_line_alone_is_no_headline() {
    let r = one("a.txt", &format!("第03版:要闻\n\n青岚水库开闸放水\n\n{BODY}"));
    assert_eq!(r.article.title.as_deref(), Some("青岚水库开闸放水"));
    assert_eq!((r.issue.page.as_deref(), r.issue.section.as_deref()), (Some("3"), Some("要闻")));
}

#[test]
fn pages_without_an_article_are_told() {
    let alto = r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page ID="P1" WIDTH="1000" HEIGHT="1400"><PrintSpace HPOS="0" VPOS="0" WIDTH="1000" HEIGHT="1400"/></Page></Layout></alto>"#;
    let dir = tempfile::tempdir().expect("a folder");
    let (records, report) = run(&[Input::new(put(dir.path(), "a.xml", alto.as_bytes()))]);
    assert!(records.is_empty());
    assert!(report.warnings[0].contains("a.xml: no article on its pages"), "{:?}", report.warnings);
}

#[test]
fn offsets_lead_back_to_the_file() {
    let text = format!("第03版:要闻\n青岚水库开闸放水\n2023-04-05 08:30 来源：澜阳日报\n{BODY}打印 关闭\n");
    let r = one("a.txt", &text);
    assert_eq!(&text[r.source.start..r.source.start + 24], "青岚水库开闸放水");
    assert!(text[..r.source.end].ends_with("立方米。"));
}

#[test]
fn tabs_part_the_headline() {
    let r = one("a.txt", &format!("全市动员抓春灌\t青岚水库开闸放水\t韩松到现场\n\n{BODY}"));
    assert_eq!(r.article.kicker.as_deref(), Some("全市动员抓春灌"));
    assert_eq!(r.article.title.as_deref(), Some("青岚水库开闸放水"));
    assert_eq!(r.article.subtitle.as_deref(), Some("韩松到现场"));
    assert!(r.text[r.body[0]..].starts_with("本报讯"));
    let r = one("a.txt", &format!("\t青岚水库开闸放水\t——今年可供水2600万立方米\n\n{BODY}"));
    assert_eq!((r.article.kicker.as_deref(), r.article.title.as_deref()), (None, Some("青岚水库开闸放水")));
}

#[test]
fn names_of_files_tell_page_title_and_paper() {
    let text = format!("　　　　青岚水库开闸放水\n　　　　本报记者　方　敏\n{BODY}");
    for (name, page) in [
        ("20230405-03-02.txt", "3"),
        ("2023-04-05-03-02.txt", "3"),
        ("20230405A03.txt", "A03"),
        ("lyrb20230405A03.txt", "A03"),
        ("澜阳日报2023年4月5日第3版.txt", "3"),
        ("20230405_第03版_《青岚水库开闸放水》_.txt", "3"),
    ] {
        let r = one(name, &text);
        assert_eq!(r.issue.date.as_deref(), Some("2023-04-05"), "{name}");
        assert_eq!(r.issue.page.as_deref(), Some(page), "{name}");
        assert_eq!(r.article.title.as_deref(), Some("青岚水库开闸放水"), "{name}");
    }
    let r = one("澜阳日报2023年4月5日第3版.txt", &text);
    assert_eq!(r.issue.paper.as_deref(), Some("澜阳日报"));
    let r = one("20230405_第03版_《青岚水库开闸放水》_.txt", BODY);
    assert_eq!(r.article.title.as_deref(), Some("青岚水库开闸放水"));
    assert!(r.text.starts_with("青岚水库开闸放水\n本报讯"));
}

#[test]
fn dates_of_every_form_are_read() {
    for date in [
        "\"2023-4-5\"",
        "\"2023年4月5日\"",
        "\"20230405\"",
        "20230405",
        "\"2023-04-05T14:56:00+08:00\"",
        "\"2023/04/05\"",
        "\"2023-04-05 星期三\"",
    ] {
        let r = one("a.jsonl", &format!("{{\"date\":{date},\"text\":\"昨日，春灌开始。\"}}\n"));
        assert_eq!(r.issue.date.as_deref(), Some("2023-04-05"), "{date}");
    }
    let month = one("a.jsonl", "{\"date\":\"2023-04\",\"text\":\"昨日，春灌开始。\"}\n");
    assert_eq!(month.issue.date.as_deref(), Some("2023-04"));
    assert!(month.warnings[0].contains("gives no day"), "{:?}", month.warnings);
    let resolved = serde_json::to_string(&month.mentions).expect("mentions are JSON");
    assert!(!resolved.contains("2023-04-2") && !resolved.contains("2023-04-30"), "{resolved}");
    for empty in ["\"\"", "null"] {
        let r = one("a.jsonl", &format!("{{\"date\":{empty},\"text\":\"昨日，春灌开始。\"}}\n"));
        assert_eq!((r.issue.date, r.warnings.len()), (None, 0));
    }
}

#[test]
fn rows_without_a_text_are_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let csv = "标题,日期,正文\n春灌开始,2023-04-05,昨日，春灌开始。\n,2023-04-06,\n";
    let path = put(dir.path(), "a.csv", csv.as_bytes());
    let (records, report) = run(&[Input::new(path)]);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].id, "a.csv#2");
    assert!(report.failures[0].to_string().contains("a.csv:3: no text"), "{}", report.failures[0]);
}

#[test]
fn the_text_of_a_line_stays_as_it_is() {
    let r = one("a.jsonl", "{\"title\":\"春灌开始 \",\"text\":\"\\t昨日，春灌开始。\\n\"}\n");
    assert_eq!(r.text, "春灌开始 \n\t昨日，春灌开始。\n");
}

#[test]
fn columns_of_the_users_own_are_taken() {
    let dir = tempfile::tempdir().expect("a folder");
    let path =
        put(dir.path(), "a.csv", "甲,乙\n昨日，春灌开始。,2023-04-05\n".replace('，', "、").as_bytes());
    let (_, report) = run(&[Input::new(&path)]);
    let why = report.failures[0].to_string();
    assert!(why.contains("甲") && why.contains("--columns text="), "{why}");
    let options = Options { columns: "text=甲,date=2".parse().expect("fields"), ..Options::default() };
    let (records, _) = run_with(&[Input::new(path)], &options);
    assert_eq!(records[0].text, "昨日、春灌开始。");
    assert_eq!(records[0].issue.date.as_deref(), Some("2023-04-05"));
}

#[test]
fn every_encoding_of_a_table_is_read() {
    let csv = "标题,日期,正文\n春灌开始,2023-04-05,昨日，全市的春灌工作开始。\n";
    let utf16: Vec<u8> =
        "\u{feff}".chars().chain(csv.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let jsonl = "{\"标题\":\"春灌开始\",\"正文\":\"昨日，全市的春灌工作开始。\"}\n";
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [
        ("gb.csv", encoding_rs::GB18030.encode(csv).0.into_owned()),
        ("wide.csv", utf16),
        ("gb.jsonl", encoding_rs::GB18030.encode(jsonl).0.into_owned()),
        ("bom.csv", [b"\xef\xbb\xbf", csv.as_bytes()].concat()),
    ] {
        let (records, report) = run(&[Input::new(put(dir.path(), name, &bytes))]);
        assert!(report.failures.is_empty(), "{name}: {:?}", report.failures);
        assert_eq!(records[0].text, "春灌开始\n昨日，全市的春灌工作开始。", "{name}");
    }
}

#[test]
fn what_is_not_read_is_refused_by_name() {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes, what, instead) in [
        ("scan.jpg", &b"\xff\xd8\xff\xe0\0\x10JFIF"[..], "JPEG", "tesseract"),
        ("page.docx", b"PK\x03\x04\x14\0\0\0word/document.xml", "Word", "soffice"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office", "soffice"),
        ("book.epub", b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip", "EPUB", "convert"),
        ("thesis.caj", b"CAJ\0\0\0\0\0", "CAJ", "PDF"),
        ("feed.xml", b"<?xml version=\"1.0\"?><rss><channel/></rss>", "XML", "JSONL"),
    ] {
        let (records, report) = run(&[Input::new(put(dir.path(), name, bytes))]);
        assert!(records.is_empty(), "{name}");
        let why = report.failures[0].to_string();
        assert!(why.contains(name) && why.contains(what) && why.contains(instead), "{why}");
    }
}

#[test]
fn a_folder_says_what_was_read_and_left() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = format!("青岚水库开闸放水\n\n{BODY}");
    put(dir.path(), "A.TXT", page.as_bytes());
    put(dir.path(), "sub/A.TXT", page.as_bytes());
    put(dir.path(), "B.JSONL", b"{\"text\":\"\xe6\x98\xa5\xe3\x80\x82\"}\n");
    put(dir.path(), "1.jpg", b"\xff\xd8\xff\xe0");
    put(dir.path(), "2.jpg", b"\xff\xd8\xff\xe0");
    put(dir.path(), "A.png", b"\x89PNG\r\n\x1a\n");
    put(dir.path(), "style.css", b"p{}");
    let (inputs, failures) = corpus::expand(&[dir.path()]);
    assert!(failures.is_empty(), "{failures:?}");
    let (records, report) = run(&inputs);
    assert_eq!(report.tally.to_string(), "read 3 files: txt 2, jsonl 1; left 4: .jpg 2, .css 1, .png 1");
    // One error for the pictures; the one that lies beside its text is none.
    assert_eq!(report.failures.len(), 1, "{:?}", report.failures);
    assert!(report.failures[0].to_string().contains("and 1 more"), "{}", report.failures[0]);
    let mut ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["A.TXT#1", "B.JSONL#1", "sub/A.TXT#1"]);
}
