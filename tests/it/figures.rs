//! The figures of a text, against one value in its many spellings.
//!
//! `tests/data/figures.tsv`: a row gives the rule, kind, value, unit and bound
//! of the figure between 【 and 】; empty first columns are those of the row
//! above. Kind `-` is a text in which the rule finds nothing.

use baozhi::figure::{Figure, scan};
use baozhi::record::{Change, MentionKind};
use std::collections::BTreeMap;

static CASES: &str = include_str!("../data/figures.tsv");

/// A row, its empty columns filled in.
#[derive(Clone, Default)]
struct Case {
    rule: String,
    kind: String,
    value: String,
    unit: String,
    bound: String,
    text: String,
}

fn cases() -> Vec<Case> {
    let mut above = Case::default();
    let rows = CASES.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    rows.map(|row| {
        let [rule, kind, value, unit, bound, text] = row.try_into().expect("six columns");
        if !kind.is_empty() {
            above = Case { rule, kind, value, unit, bound, text: String::new() };
        }
        Case { text: text.replace("\\n", "\n"), ..above.clone() }
    })
    .collect()
}

/// The text without its marks, and what stood between them.
fn marked(text: &str) -> (String, Option<String>) {
    let inner =
        text.split_once('【').and_then(|(_, r)| r.split_once('】')).map(|(inner, _)| inner.to_owned());
    (text.replace(['【', '】'], ""), inner)
}

fn fields(figure: &Figure, text: &str) -> [String; 5] {
    let MentionKind::Figure { kind, value, unit, bound, .. } = figure.to_record(text) else { unreachable!() };
    let json = |v: serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let bound = json(serde_json::to_value(bound).unwrap());
    [
        figure.rule.to_owned(),
        json(serde_json::to_value(kind).unwrap()),
        value,
        unit.map(|u| u.into_owned()).unwrap_or_default(),
        if bound == "=" { String::new() } else { bound },
    ]
}

#[test]
fn every_spelling_gives_its_value() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|c| c.kind != "-") {
        let (text, inner) = marked(&case.text);
        let want = [&case.rule, &case.kind, &case.value, &case.unit, &case.bound].map(String::clone);
        let found = scan(&text);
        let hit = found.iter().any(|f| f.span.get(&text) == inner.as_deref() && fields(f, &text) == want);
        if !hit {
            let got: Vec<_> = found.iter().map(|f| (f.span.get(&text), fields(f, &text))).collect();
            wrong.push(format!("{} want {want:?} got {got:?}", case.text));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_figure_gives_none_by_its_rule() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|c| c.kind == "-") {
        let found = scan(&case.text);
        if let Some(f) = found.iter().find(|f| f.rule == case.rule) {
            wrong.push(format!(
                "{}: {} by {}",
                case.text,
                f.span.get(&case.text).unwrap_or_default(),
                f.rule
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_positive_and_a_negative() {
    let mut seen: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for case in cases() {
        seen.entry(case.rule).or_default()[usize::from(case.kind == "-")] += 1;
    }
    for (rule, [positive, negative]) in &seen {
        assert!(*positive > 0 && *negative > 0, "{rule}: {positive} positive, {negative} negative");
    }
    // A rule that the code names and the data does not would go untested.
    for source in sources() {
        for rule in source.split('"').filter(|s| s.starts_with("figure/")) {
            assert!(seen.contains_key(rule), "{rule} has no case");
        }
    }
}

/// The sources of the module.
fn sources() -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/src/figure");
    let files = std::fs::read_dir(dir).unwrap().map(|f| f.unwrap().path());
    files.map(|f| std::fs::read_to_string(f).unwrap()).collect()
}

#[test]
fn measure_change_base_and_per_are_named() {
    for (text, measure, change, base, per) in [
        ("规模以上纺织企业复工率超过99%", Some("规模以上纺织企业复工率"), "", None, None),
        ("1522家规模以上纺织企业已复工", Some("规模以上纺织企业"), "", None, None),
        ("设有流动党支部14个，", Some("流动党支部"), "", None, None),
        ("粮食产量同比增长5%。", Some("粮食产量"), "up", Some("同比"), None),
        ("出口额比上年下降3.2%。", Some("出口额"), "down", Some("比上年"), None),
        ("发放每人每月600元的补贴", Some("补贴"), "", None, Some("每人每月")),
        ("西瓜卖到1元/斤", Some("西瓜"), "", None, Some("斤")),
        ("合格率由33.13%提高到47.68%", Some("合格率"), "", Some("由"), None),
    ] {
        let figure = scan(text)[0];
        let slice = |span: Option<baozhi::Span>| span.map(|s| &text[s]);
        assert_eq!(slice(figure.measure), measure, "measure of {text}");
        let direction = figure.change.map_or("", |c| if c == Change::Up { "up" } else { "down" });
        assert_eq!(direction, change, "change of {text}");
        assert_eq!(slice(figure.base), base, "base of {text}");
        assert_eq!(slice(figure.per), per, "per of {text}");
    }
}

#[test]
fn a_change_gives_its_base_and_its_result() {
    let text = "合格率由33.13%提高到47.68%";
    let [from, to] = scan(text).try_into().expect("two figures");
    assert_eq!((from.value.to_string(), to.value.to_string()), ("33.13".into(), "47.68".into()));
    assert_eq!(to.measure.map(|m| &text[m]), Some("合格率"));
    assert_eq!(to.change, Some(Change::Up));
}

#[test]
fn long_numbers_give_their_digits() {
    let text = format!("总数是{}。", "9".repeat(40));
    let figure = scan(&text)[0];
    let MentionKind::Figure { value, .. } = figure.to_record(&text) else { unreachable!() };
    assert_eq!(value, "9".repeat(40));
}

#[test]
fn times_and_durations_are_no_figures() {
    for text in ["3月5日", "2021年3月3日上午10时30分", "今年前两个季度", "历时3年6个月", "400-810-1234"]
    {
        assert_eq!(scan(text), [], "{text}");
    }
    // What a date alone would make a time is a number without one.
    for (text, value) in [("2/3", "2/3"), ("十一", "11"), ("3.14", "3.14")] {
        assert_eq!(scan(text).first().map(|f| f.value.to_string()).as_deref(), Some(value), "{text}");
    }
}

#[test]
fn a_number_beyond_exact_values_stands_as_printed_with_a_warning() {
    use baozhi::record::{IssueInfo, MentionKind};
    let long = "123456789012345678901234567890123456";
    let extractor = baozhi::Extractor::builder().without_model().build().expect("no files are read");
    let article =
        baozhi::Article::plain(None, &format!("全市共有约{long}个项目，有12个新项目，提高{long}个百分点。"));
    let document = baozhi::Document::new("1", IssueInfo::default(), article);
    let record = extractor.extract_document(&document);
    let values: Vec<&str> = record
        .mentions
        .iter()
        .filter_map(|m| match &m.kind {
            MentionKind::Figure { value, .. } => Some(value.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(values, [long, "12", long]);
    assert_eq!(record.warnings.len(), 1, "{:?}", record.warnings);
    assert!(record.warnings[0].ends_with(": 2"), "{:?}", record.warnings);
}
