//! Lists of appointments and public notices before them, read whole.

use baozhi::record::{IssueInfo, Realis, Record};
use baozhi::{Article, Document, Extractor, Issue};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn read(article: Article) -> Record {
    let issue = IssueInfo::default().with_date("2022-08-16").with_home("许昌市");
    EXTRACTOR.extract_document(&Document::new("a", issue, article))
}

/// Person, title, whether it was given up, first and last day.
type Row<'a> = (&'a str, &'a str, bool, Option<&'a str>, Option<&'a str>);

fn rows(record: &Record) -> Vec<Row<'_>> {
    let posts = record.posts.iter();
    posts.map(|p| (&*p.person, &*p.title, p.former, p.from.as_deref(), p.to.as_deref())).collect()
}

#[test]
fn who_is_proposed_holds_no_post_yet() {
    for (line, held, proposed) in [
        (
            "林方舟，男，1970年3月生，中共党员，现任许昌市财政局副局长，拟任许昌市审计局局长。",
            &["副局长"][..],
            "林方舟",
        ),
        (
            "贺青禾，女，1981年2月出生，现任许昌市教育局党组成员，拟任许昌市教育局副局长（试用期一年）。",
            &["党组成员"],
            "贺青禾",
        ),
        ("程远山同志，现任许昌市公安局副局长，拟提名为许昌市司法局局长人选。", &["副局长"], "程远山"),
    ] {
        let record = read(Article::plain(Some("任前公示"), &format!("现将有关情况公示如下：\n{line}")));
        let titles: Vec<&str> = record.posts.iter().map(|p| &*p.title).collect();
        assert_eq!(titles, held, "{line}");
        let planned =
            record.events.iter().filter(|e| e.kind == "PERS.APPOINT" && e.realis == Realis::Planned);
        let persons: Vec<&str> =
            planned.clone().flat_map(|e| &e.roles).filter(|r| r.role == "person").map(|r| &*r.text).collect();
        assert_eq!(persons, [proposed], "{line}");
        let times = planned.filter_map(|e| e.time.as_ref());
        assert!(times.clone().all(|t| t.from == "2022-08-16"), "{line}: nobody is appointed when he is born");
    }
}

#[test]
fn a_list_dates_its_rows_by_the_day_of_its_adoption() {
    let page = "许昌晚报\n2022年8月16日 星期二 第2版\n\n许昌市人大常委会任免名单\n（2022年8月15日许昌市第四届人民代表大会常务委员会第七次会议通过）\n任命：\n林方舟为许昌市发展和改革委员会主任；\n贺青禾为许昌市教育局局长。\n免去：\n程远山的许昌市发展和改革委员会主任职务；\n田守正的许昌市教育局局长职务。\n";
    let mut articles = Issue::parse(page).articles;
    assert_eq!(articles.len(), 1);
    let record = read(articles.remove(0));
    assert!(record.text.contains("通过）\n任命：\n"), "{}", record.text);
    let day = Some("2022-08-15");
    assert_eq!(
        rows(&record),
        [
            ("林方舟", "主任", false, day, None),
            ("贺青禾", "局长", false, day, None),
            ("程远山", "主任", true, None, day),
            ("田守正", "局长", true, None, day),
        ]
    );
}
