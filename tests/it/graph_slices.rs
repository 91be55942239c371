//! Graphs by period: what falls where, what they add up to.

use crate::graph_fixture::article;
use baozhi::Record;
use baozhi::export;
use baozhi::graph::{CoGraph, Dates, GraphOptions, Measure, Period, Slices};

fn records() -> Vec<Record> {
    let pair = |id: &str, date: &str, line: &str| article(id, date, &["题", line]).done();
    vec![
        pair("a", "2021-01-31", "{P 甲}{P 乙}"),
        pair("b", "2021-02-01", "{P 甲}{P 乙}{P 丙}"),
        pair("c", "2021-02-28", "{P 甲}{P 乙}"),
        pair("d", "2021-05-05", "{P 丙}{P =丁}"),
        pair("e", "", "{P 甲}{P 丙}"),
    ]
}

fn days(dates: Dates) -> (String, String) {
    (dates.first.unwrap().to_string(), dates.last.unwrap().to_string())
}

#[test]
fn a_day_falls_into_its_period() {
    let of = |period: Period, day: &str| days(period.containing(day.parse().unwrap()));
    let is = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(of(Period::Month, "2024-02-29"), is("2024-02-01", "2024-02-29"));
    assert_eq!(of(Period::Quarter, "2021-12-31"), is("2021-10-01", "2021-12-31"));
    assert_eq!(of(Period::Quarter, "2021-05-05"), is("2021-04-01", "2021-06-30"));
    assert_eq!(of(Period::Year, "2021-05-05"), is("2021-01-01", "2021-12-31"));
    assert_eq!(of(Period::Days(7), "2021-03-03"), is("2021-03-01", "2021-03-07")); // a Wednesday
    assert_eq!(of(Period::Days(7), "1969-12-31"), is("1969-12-29", "1970-01-04"));
    assert_eq!(of(Period::Days(0), "2021-03-03"), is("2021-03-03", "2021-03-03"));
    assert_eq!(of(Period::Month, "9999-12-31"), is("9999-12-01", "9999-12-31"));
}

#[test]
fn slices_add_up_to_the_whole() {
    let records = records();
    let whole = CoGraph::from_records(records.iter().filter(|r| r.issue.date.is_some()));
    let bytes = |g: &CoGraph| {
        let mut out = Vec::new();
        g.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    for (period, count) in [(Period::Month, 3), (Period::Quarter, 2), (Period::Year, 1), (Period::Days(7), 4)]
    {
        let slices = Slices::from_records(&records, period);
        assert_eq!((slices.iter().count(), slices.undated()), (count, 1), "{period:?}");
        assert_eq!(bytes(&slices.total()), bytes(&whole), "{period:?}");
        let split = Slices::from_records(&records[..2], period);
        let merged = split.merge(Slices::from_records(&records[2..], period)).unwrap();
        assert_eq!((bytes(&merged.total()), merged.undated()), (bytes(&whole), 1));
    }
    let month = Slices::new(GraphOptions::default(), Period::Month);
    assert!(month.merge(Slices::new(GraphOptions::default(), Period::Year)).is_err());
}

#[test]
fn a_series_has_a_value_where_a_node_is() {
    let series = Slices::from_records(records(), Period::Month).series(Measure::Strength).unwrap();
    let of = |name: &str| &series.nodes.iter().find(|n| n.1 == name).unwrap().2;
    assert_eq!(series.periods.len(), 3);
    assert_eq!(*of("甲"), [Some(1.0), Some(3.0), None]);
    assert_eq!(*of("丙"), [None, Some(2.0), Some(1.0)]);
    let mut out = Vec::new();
    export::series(&series, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.starts_with(
            "start,end,key,name,measure,value\n2021-05-01,2021-05-31,person:=丁,'=丁,strength,1\n"
        )
    );
    assert_eq!(text.lines().count(), 1 + 2 + 2 + 2 + 1);
}

#[test]
fn dynamic_gexf_has_a_spell_for_each_period() {
    let mut out = Vec::new();
    export::gexf_slices(&Slices::from_records(records(), Period::Month), &mut out).unwrap();
    let xml = String::from_utf8(out).unwrap();
    let node = xml.split("<node id=\"person:甲\"").nth(1).unwrap().split("</node>").next().unwrap();
    assert_eq!(node.matches("<spell ").count(), 2);
    assert!(node.contains("value=\"2\" start=\"2021-02-01\" end=\"2021-02-28\""), "{node}");
    let mut reader = quick_xml::Reader::from_str(&xml);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}
