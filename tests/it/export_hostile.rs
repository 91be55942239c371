//! Text that would act in a spreadsheet, an XML reader, a graph tool or a
//! terminal, through every export that `tests/export.rs` only reads back with
//! Python, or not at all.

use crate::graph_fixture::article;
use baozhi::export::{self, View, gephi, neo4j, plover, tables};
use baozhi::graph::{CoGraph, Measure, Period, Slices};
use baozhi::{Offsets, Record};
use quick_xml::events::Event;

const HOSTILE: [&str; 14] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+cmd' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r\n=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "\"/><node id=\"x\"/>",
    "]]></key><!--",
    "\u{0}\u{7}\u{8}\u{1b}[2J\u{7f}\u{85}\u{9b}31m",
    "\u{fffe}\u{ffff}\u{202e}\u{2028}\u{feff}",
    "\"]; evil [label=\"\\",
    "&amp;&#0;&x;",
];

fn records() -> Vec<Record> {
    let make = |(i, name): (usize, &&str)| {
        let lines =
            [format!("题{name}"), format!("{{P {name}}}会见{{P 李明}}，在{{I {name}}}{{L {name}}}。")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        article(&format!("{name}#{i}"), "2021-03-03", &lines)
            .post(name, name, name, false)
            .event("CONTACT.RECEIVE", "会见", &[("host", name), ("visitor", "李明")])
            .with(|r| {
                r.issue.paper = Some((*name).to_owned());
                r.issue.home = Some((*name).to_owned());
                r.issue.page = Some((*name).to_owned());
                r.article.title = Some((*name).to_owned());
                r.mentions.iter_mut().for_each(|m| m.rule = (*name).to_owned().into());
                r.warnings = vec![(*name).to_owned()];
            })
            .done()
    };
    HOSTILE.iter().enumerate().map(make).collect()
}

fn string(write: impl FnOnce(&mut Vec<u8>) -> baozhi::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes everything");
    String::from_utf8(out).expect("exports are UTF-8")
}

fn slices() -> Slices {
    let records = records();
    Slices::from_records(&records, Period::Month)
}

/// Well-formed, of the elements of the format only, without what XML forbids.
#[test]
fn xml_holds_no_element_of_the_text() {
    let graph = CoGraph::from_records(records());
    for (name, xml) in [
        ("graphml", string(|w| export::graphml(&graph, w))),
        ("gexf", string(|w| export::gexf(&graph, w))),
        ("slices", string(|w| export::gexf_slices(&slices(), w))),
    ] {
        let forbidden = |c: char| c < ' ' && !"\t\r\n".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(forbidden), "{name}");
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        let mut nodes = 0;
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(e) | Event::Empty(e) => {
                    assert_ne!(e.name().as_ref(), "script", "{name}");
                    nodes += usize::from(e.name().as_ref() == "node");
                    e.attributes().for_each(|a| assert!(a.is_ok(), "{name}: {a:?}"));
                }
                Event::Comment(_) | Event::CData(_) | Event::PI(_) | Event::DocType(_) => {
                    panic!("{name}: markup that no export writes")
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(nodes, graph.node_count(), "{name}");
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let read = |r: Result<csv::StringRecord, csv::Error>| {
        r.expect("rows of one width").iter().map(str::to_owned).collect()
    };
    csv::Reader::from_reader(text.as_bytes()).records().map(read).collect()
}

#[test]
fn no_cell_of_a_spreadsheet_is_a_formula() {
    let graph = CoGraph::from_records(records());
    let records = records();
    let mut all = vec![
        ("nodes", string(|w| gephi::nodes(&graph, w))),
        ("edges", string(|w| gephi::edges(&graph, w))),
        ("series", string(|w| export::series(&slices().series(Measure::Strength).unwrap(), w))),
    ];
    all.extend(tables::Table::ALL.map(|t| (t.file_name(), string(|w| t.write(&records, w)))));
    for (name, text) in all {
        let rows = rows(&text);
        let may_be_empty = ["figures.csv", "times.csv", "quotes.csv", "tokens.csv"].contains(&name);
        assert!(!rows.is_empty() || may_be_empty, "{name}");
        for cell in rows.iter().flatten() {
            let leads = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            assert!(!leads || cell.parse::<f64>().is_ok(), "{name}: {cell:?}");
        }
    }
}

#[test]
fn a_database_gets_its_tables_with_every_row_whole() {
    let graph = CoGraph::from_records(records());
    assert_eq!(rows(&string(|w| neo4j::nodes(&graph, w))).len(), graph.node_count());
    assert!(rows(&string(|w| neo4j::relationships(&graph, w))).len() >= graph.edge_count());
}

/// Outside quoted strings nothing but the words and marks of DOT.
#[test]
fn dot_quotes_every_name() {
    let graph = CoGraph::from_records(records());
    let view = View::from(&graph).column("rank\"]; evil", graph.measure(Measure::PageRank).unwrap());
    let text = string(|w| export::dot(view, w));
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    let (mut quoted, mut statements) = (false, 0);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => drop(chars.next()),
            '"' => quoted = !quoted,
            _ if quoted => {}
            ';' => statements += 1,
            c => assert!(c.is_ascii_alphanumeric() || " \n{}[],=-.".contains(c), "{c:?}"),
        }
    }
    assert!(!quoted);
    assert_eq!(statements, graph.node_count() + graph.edge_count());
}

#[test]
fn json_is_one_object_a_line_or_one_document() {
    let graph = CoGraph::from_records(records());
    let whole = string(|w| export::node_link(&graph, w));
    let whole: serde_json::Value = serde_json::from_str(&whole).expect("JSON");
    assert_eq!(whole["nodes"].as_array().map(Vec::len), Some(graph.node_count()));
    for record in records() {
        let mut lines = Vec::new();
        let n = plover::write(&mut lines, &record, &plover::PloverOptions::default().with_extensions(true))
            .expect("memory");
        let lines = String::from_utf8(lines).expect("UTF-8");
        assert_eq!((n, lines.lines().count()), (record.events.len(), record.events.len()));
        for line in lines.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("an object a line");
            assert_eq!(line["story_id"], *record.id);
        }
    }
}

#[test]
fn annotations_keep_their_lines() {
    for record in records() {
        let record = record.with_offsets(Offsets::Char);
        let conll = string(|w| export::conll(&record, w));
        assert!(conll.lines().all(|l| l.is_empty() || l.split('\t').count() == 2), "{conll:?}");
        let brat = string(|w| export::brat::annotations(&record, w));
        assert!(brat.lines().all(|l| "TAERN".contains(&l[..1]) && l.contains('\t')), "{brat:?}");
        let web = string(|w| export::web_annotation(&record, w));
        assert!(web.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
    }
}
