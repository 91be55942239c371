//! Parquet read back by its own reader.

use crate::graph_fixture::article;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};
use baozhi::export::{View, parquet, tables};
use baozhi::graph::{CoGraph, Measure};
use baozhi::{Record, export};

fn records() -> Vec<Record> {
    vec![
        article("=1", "2021-03-03", &["题", "{P 李\u{0}明}在{L 许昌|许昌市}{F 增长3.5%|产值}。"])
            .post("李\u{0}明", "局长", "", true)
            .event("CONTACT.INSPECT", "在", &[("agent", "李\u{0}明")])
            .done(),
        article("b", "", &["题", "{P 王芳}、{L 许昌|许昌市}。"]).done(),
    ]
}

fn read(write: impl FnOnce(&mut Vec<u8>) -> baozhi::Result<()>) -> Vec<Row> {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
    reader.get_row_iter(None).unwrap().map(|r| r.unwrap()).collect()
}

fn field(row: &Row, name: &str) -> Field {
    row.get_column_iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn tables_have_the_rows_and_types_of_the_records() {
    let records = records();
    for table in tables::Table::ALL {
        let rows = read(|w| parquet::table(table, &records, w));
        let mut csv = Vec::new();
        table.write(&records, &mut csv).unwrap();
        assert_eq!(rows.len(), csv::Reader::from_reader(&*csv).records().count(), "{}", table.file_name());
    }
    let mentions = read(|w| parquet::table(tables::Table::Mentions, &records, w));
    assert_eq!(field(&mentions[0], "record"), Field::Str("=1".into()));
    assert_eq!(field(&mentions[0], "text"), Field::Str("李\u{0}明".into()));
    assert_eq!(field(&mentions[0], "start"), Field::Long(records[0].mentions[0].start as i64));
    assert_eq!(field(&mentions[3], "date"), Field::Null);
    let posts = read(|w| parquet::table(tables::Table::Posts, &records, w));
    assert_eq!(field(&posts[0], "former"), Field::Bool(true));
    assert_eq!(field(&posts[0], "institution"), Field::Null);
}

#[test]
fn graphs_have_their_nodes_and_edges() {
    let graph = CoGraph::from_records(records());
    let view = export::View::from(&graph).column("page rank", graph.measure(Measure::PageRank).unwrap());
    let nodes = read(|w| parquet::nodes(view, w));
    assert_eq!(nodes.len(), graph.node_count());
    assert!(matches!(field(&nodes[0], "page_rank"), Field::Double(x) if x > 0.0));
    let edges = read(|w| parquet::edges(View::from(&graph), w));
    assert_eq!(edges.len(), graph.edge_count());
    assert_eq!(field(&edges[0], "weight"), Field::Double(1.0));
    assert!(read(|w| parquet::nodes(&CoGraph::default(), w)).is_empty());
}
