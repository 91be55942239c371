//! Every format read back, over records whose text tries to break out of it.

use crate::graph_fixture::article;
use baozhi::export::{self, View, gephi, jsonl, neo4j, tables};
use baozhi::graph::{CoGraph, Measure, Period, Slices};
use baozhi::record::{PersonRole, Region};
use baozhi::{Offsets, Record};
use std::path::Path;
use std::process::Command;

/// Names that mean something to XML, HTML, CSV, DOT, JSON or a spreadsheet.
const HOSTILE: [&str; 12] = [
    "<b>&\"'</b>]]>",
    "=HYPERLINK(\"http://x\")",
    "+1-1",
    "@SUM(A1)",
    "\u{0}\u{1}\u{8}\u{1b}铃",
    "\u{fffe}\u{ffff}",
    "a\tb\r\nc",
    "反斜\\杠\\\"引\\n",
    "</script><script>alert(1)</script>",
    "逗,号;分号",
    "𠮷野家\u{2028}行",
    "-- >\n",
];

fn records() -> Vec<Record> {
    let mut records = vec![
        article(
            "c#1",
            "2021-03-03",
            &["{I 市教育局|许昌市教育局}召开会议", "{P 李明}主持，{L 许昌|许昌市}{F 增长3.5%|工业增加值}。"],
        )
        .event("MEET.HOLD", "召开", &[("organiser", "许昌市教育局"), ("chair", "李明")])
        .post("李明", "局长", "许昌市教育局", false)
        .done(),
    ];
    for (i, name) in HOSTILE.iter().enumerate() {
        let lines = [format!("题{name}"), format!("{{P 李明}}和{{O {name}}}在{{L {name}}}。")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let id = if i % 2 == 0 { format!("h{i}") } else { (*name).to_owned() };
        records.push(
            article(&id, "2021-03-04", &lines).event("CONTACT.RECEIVE", "和", &[("host", "李明")]).done(),
        );
    }
    records.push(article("empty", "", &["题"]).done());
    records
}

fn graph() -> CoGraph {
    CoGraph::from_records(records())
}

fn string(write: impl FnOnce(&mut Vec<u8>) -> baozhi::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Names of elements with their attributes, unescaped.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(e) | Event::Empty(e) => {
                let name = e.name().as_ref().to_owned();
                let attributes = e.attributes().map(|a| {
                    let a = a.unwrap();
                    let key = a.key.as_ref().to_owned();
                    (key, quick_xml::escape::unescape(&a.value).unwrap().into_owned())
                });
                found.push((name, attributes.collect()));
            }
            _ => {}
        }
    }
}

fn xml_forbids(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r') && (c as u32) < 0x20)
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[test]
fn xml_formats_are_well_formed_and_whole() {
    let graph = graph();
    for xml in [string(|w| export::graphml(&graph, w)), string(|w| export::gexf(&graph, w))] {
        assert!(!xml.chars().any(xml_forbids));
        let elements = elements(&xml);
        let count = |name: &str| elements.iter().filter(|e| e.0 == name).count();
        assert_eq!((count("node"), count("edge")), (graph.node_count(), graph.edge_count()));
        assert!(!elements.iter().any(|e| e.0 == "script" || e.0 == "b"));
        let ids = elements.iter().filter(|e| e.0 == "node").map(|e| e.1[0].1.clone());
        assert!(ids.clone().any(|id| id == "person:<b>&\"'</b>]]>"), "{:?}", ids.collect::<Vec<_>>());
    }
}

#[test]
fn gexf_is_dynamic_with_days() {
    let xml = string(|w| export::gexf(&graph(), w));
    let elements = elements(&xml);
    let graph = &elements.iter().find(|e| e.0 == "graph").unwrap().1;
    let has = |k: &str, v: &str| graph.iter().any(|(a, b)| a == k && b == v);
    assert!(has("mode", "dynamic") && has("timeformat", "date"));
    let li = elements.iter().find(|e| e.0 == "node" && e.1[0].1 == "person:李明").unwrap();
    assert!(li.1.contains(&("start".into(), "2021-03-03".into())));
    assert!(li.1.contains(&("end".into(), "2021-03-04".into())));
}

#[test]
fn node_link_json_has_columns() {
    let graph = graph();
    let view = View::from(&graph).column("pagerank", graph.measure(Measure::PageRank).unwrap());
    let doc: serde_json::Value = serde_json::from_str(&string(|w| export::node_link(view, w))).unwrap();
    let nodes = doc["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), graph.node_count());
    let li = nodes.iter().find(|n| n["id"] == "person:李明").unwrap();
    assert!(li["pagerank"].as_f64().unwrap() > 1.0 / nodes.len() as f64);
    let post = doc["edges"].as_array().unwrap().iter().find(|e| e["posts"] == "局长").unwrap();
    assert_eq!(
        (&post["source"], &post["target"]),
        (&"institution:许昌市教育局".into(), &"person:李明".into())
    );
    assert_eq!(post["evidence"], "c#1");
}

/// Rows of a table by column name.
fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|r| r.unwrap()).collect()
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err()
}

#[test]
fn gephi_tables_hold_the_graph_and_no_formula() {
    let graph = graph();
    let nodes = rows(&string(|w| gephi::nodes(&graph, w)));
    let edges = rows(&string(|w| gephi::edges(&graph, w)));
    assert_eq!((nodes.len(), edges.len()), (graph.node_count(), graph.edge_count()));
    assert!(nodes.iter().chain(&edges).flat_map(|r| r.values()).all(|c| !is_formula(c)));
    assert!(nodes.iter().any(|n| n["Label"] == "'=HYPERLINK(\"http://x\")"));
    let header = string(|w| gephi::edges(&graph, w));
    assert!(header.starts_with("Source,Target,Weight,Type,"));
}

#[test]
fn neo4j_tables_name_nodes_that_exist() {
    let graph = graph();
    let nodes = rows(&string(|w| neo4j::nodes(&graph, w)));
    let ties = rows(&string(|w| neo4j::relationships(&graph, w)));
    let known: Vec<&str> = nodes.iter().map(|n| n["key:ID"].as_str()).collect();
    assert!(ties.iter().all(|t| known.contains(&&*t[":START_ID"]) && known.contains(&&*t[":END_ID"])));
    let post = ties.iter().find(|t| t[":TYPE"] == "HOLDS_POST").unwrap();
    assert_eq!(
        (&*post[":START_ID"], &*post[":END_ID"], &*post["title"]),
        ("person:李明", "institution:许昌市教育局", "局长")
    );
    assert!(nodes.iter().any(|n| n[":LABEL"] == "Institution"));
}

#[test]
fn tables_are_tidy_and_safe() {
    let records = records();
    for table in tables::Table::ALL {
        let text = string(|w| table.write(&records, w));
        let rows = rows(&text);
        assert!(rows.iter().flat_map(|r| r.values()).all(|c| !is_formula(c)), "{}", table.file_name());
        let expected: usize = records.iter().map(|r| row_count(table, r)).sum();
        assert_eq!(rows.len(), expected, "{}", table.file_name());
    }
    let posts = rows(&string(|w| tables::Table::Posts.write(&records, w)));
    assert_eq!(posts[0]["person"], "李明");
    assert_eq!(posts[0]["key"], "person:李明");
    let figures = rows(&string(|w| tables::Table::Figures.write(&records, w)));
    let f = &figures[0];
    assert_eq!((&*f["kind"], &*f["value"], &*f["unit"], &*f["bound"]), ("rate", "3.5", "%", "eq"));
    assert_eq!((&*f["measure"], &*f["change"], &*f["base"]), ("工业增加值", "up", "同比"));
    let events = rows(&string(|w| tables::Table::Events.write(&records, w)));
    assert_eq!((&*events[0]["event"], &*events[0]["trigger"]), ("0", "召开"));
    let roles = rows(&string(|w| tables::Table::EventRoles.write(&records, w)));
    assert_eq!((&*roles[0]["role"], &*roles[0]["key"]), ("organiser", "institution:许昌市教育局"));
    assert_eq!((&*roles[1]["role"], &*roles[1]["event"]), ("chair", "0"));
    assert_eq!(roles[1]["type"], events[0]["type"]);
    let mentions = rows(&string(|w| tables::Table::Mentions.write(&records, w)));
    let place = mentions.iter().find(|m| m["text"] == "许昌").unwrap();
    assert_eq!((&*place["type"], &*place["name"]), ("place", "许昌市"));
}

fn row_count(table: tables::Table, r: &Record) -> usize {
    match table {
        tables::Table::Mentions => r.mentions.len(),
        tables::Table::Entities => r.entities.len(),
        tables::Table::Posts => r.posts.len(),
        tables::Table::Events => r.events.len(),
        tables::Table::EventRoles => r.events.iter().map(|e| e.roles.len()).sum(),
        tables::Table::Figures => {
            r.mentions.iter().filter(|m| matches!(m.kind, baozhi::record::MentionKind::Figure { .. })).count()
        }
        tables::Table::Articles => 1,
        tables::Table::Times => {
            let is_time = |m: &&baozhi::record::Mention| matches!(m.kind.as_str(), "time" | "duration");
            r.mentions.iter().filter(is_time).count()
        }
        tables::Table::Quotes => r.quotes.len(),
        tables::Table::Tokens => r.tokens.len(),
        other => panic!("{}: how many rows has it?", other.file_name()),
    }
}

/// In any unit of offsets a quotation's row has the words that its span names.
#[test]
fn articles_times_and_quotes_have_their_rows() {
    let page = "禾川日报\n2022年3月2日 第812期\n\n𠮷祥小学开工\n\n\
                本报讯（记者 林晓）昨日，𠮷祥小学开工，历时3年。市委书记周明远指出，全市复工率超过99%。\n";
    let extracted = baozhi::Extractor::new().extract(&baozhi::Issue::parse(page));
    for unit in [baozhi::Offsets::Byte, baozhi::Offsets::Char, baozhi::Offsets::Utf16] {
        let records: Vec<Record> = extracted.iter().map(|r| r.clone().with_offsets(unit)).collect();
        let of = |table: tables::Table| rows(&string(|w| table.write(&records, w)));
        let article = &of(tables::Table::Articles)[0];
        assert_eq!((&*article["number"], &*article["kind"]), ("812", "news"));
        assert_eq!((&*article["title"], &*article["bylines"]), ("𠮷祥小学开工", "reporter:林晓"));
        assert_eq!(article["text"], records[0].text);
        let times = of(tables::Table::Times);
        assert_eq!((&*times[0]["from"], &*times[0]["basis"]), ("2022-03-01", "issue"));
        assert_eq!((&*times[1]["type"], &*times[1]["duration"]), ("duration", "P3Y"));
        let quote = &of(tables::Table::Quotes)[0];
        assert_eq!((&*quote["speaker_text"], &*quote["key"]), ("周明远", "person:周明远"));
        assert_eq!((&*quote["cue"], &*quote["text"]), ("指出", "全市复工率超过99%。"));
        assert_eq!(quote["start"], records[0].quotes[0].content[0].to_string());
    }
}

#[test]
fn a_set_of_tables_is_written_to_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut set = tables::TableSet::create(dir.path()).unwrap();
    records().iter().for_each(|r| set.add(r).unwrap());
    set.finish().unwrap();
    assert!(!dir.path().join("tokens.csv").exists());
    for table in tables::Table::ALL.into_iter().filter(|table| !table.may_be_absent()) {
        let text = std::fs::read_to_string(dir.path().join(table.file_name())).unwrap();
        assert_eq!(text, string(|w| table.write(records(), w)));
    }
    let missing = tables::TableSet::create(&dir.path().join("none")).unwrap_err();
    assert!(missing.as_io().is_some());
}

#[test]
fn jsonl_reads_back_and_names_a_bad_line() {
    let records = records();
    let text = string(|w| records.iter().try_for_each(|r| jsonl::write(r, &mut *w)));
    assert_eq!(text.lines().count(), records.len());
    let read: Vec<Record> = jsonl::read(text.as_bytes(), Path::new("r.jsonl")).map(|r| r.unwrap()).collect();
    assert_eq!(read, records);
    let bad = format!("{text}\n{{\"schema\":1}}\n");
    let error = jsonl::read(bad.as_bytes(), Path::new("r.jsonl")).find_map(Result::err).unwrap();
    assert_eq!(error.line_number(), Some(records.len() as u64 + 2));
}

#[test]
fn brat_annotations_name_their_text() {
    for record in records() {
        let text = string(|w| export::brat::text(&record, w));
        let chars: Vec<char> = text.chars().collect();
        let mut bounds = 0;
        for line in string(|w| export::brat::annotations(&record, w)).lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match line.as_bytes()[0] {
                b'T' => {
                    bounds += 1;
                    let [_, place, words] = fields[..] else { panic!("{line:?}") };
                    let (kind, spans) = place.split_once(' ').unwrap();
                    assert!(kind.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
                    assert_eq!(words, slices(&chars, spans), "{line:?}");
                }
                b'A' | b'E' | b'R' => assert_eq!(fields.len(), 2, "{line:?}"),
                b'N' => assert_eq!((fields.len(), fields[1].split(' ').count()), (3, 3), "{line:?}"),
                _ => panic!("{line:?}"),
            }
        }
        assert_eq!(bounds, record.mentions.len() + record.events.len());
    }
}

/// `0 3;4 6` of a text, as brat shows it.
fn slices(chars: &[char], spans: &str) -> String {
    let parts = spans.split(';').map(|s| {
        let (from, to) = s.split_once(' ').unwrap();
        let part = &chars[from.parse().unwrap()..to.parse().unwrap()];
        part.iter().map(|c| if c.is_control() { ' ' } else { *c }).collect::<String>()
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[test]
fn conll_columns_give_back_text_and_mentions() {
    let record = &records()[0];
    let text = string(|w| export::conll(record, w));
    let rows: Vec<(&str, &str)> =
        text.lines().filter(|l| !l.is_empty()).map(|l| l.split_once('\t').unwrap()).collect();
    let joined: String = rows.iter().map(|r| r.0).collect();
    assert_eq!(joined, record.text.replace('\n', ""));
    let begins = rows.iter().filter(|r| r.1.starts_with("B-")).count();
    assert_eq!(begins, 3); // one institution, one person, one place; figures are not names
    assert!(text.starts_with("市\tB-institution\n教\tI-institution\n"));
    assert!(text.contains("\n\n李\tB-person\n"));
    for record in records() {
        let text = string(|w| export::conll(&record, w));
        assert!(text.lines().all(|l| l.is_empty() || l.split('\t').count() == 2), "{text:?}");
    }
}

#[test]
fn label_studio_tasks_slice_their_text() {
    let records = records();
    let tasks: serde_json::Value =
        serde_json::from_str(&string(|w| export::label_studio(&records, w))).unwrap();
    let tasks = tasks.as_array().unwrap();
    assert_eq!(tasks.len(), records.len());
    for (task, record) in tasks.iter().zip(&records) {
        let chars: Vec<char> = task["data"]["text"].as_str().unwrap().chars().collect();
        let regions = task["predictions"][0]["result"].as_array().unwrap();
        assert_eq!(regions.len(), record.mentions.len());
        for region in regions {
            let v = &region["value"];
            let (start, end) = (v["start"].as_u64().unwrap() as usize, v["end"].as_u64().unwrap() as usize);
            assert_eq!(v["text"].as_str().unwrap(), chars[start..end].iter().collect::<String>());
        }
    }
    let none: Vec<serde_json::Value> =
        serde_json::from_str(&string(|w| export::label_studio(Vec::<Record>::new(), w))).unwrap();
    assert!(none.is_empty());
}

#[test]
fn web_annotations_select_their_text() {
    for record in records() {
        let text = string(|w| export::web_annotation(&record, w));
        assert_eq!(text.lines().count(), record.mentions.len());
        let chars: Vec<char> = record.text.chars().collect();
        for line in text.lines() {
            let a: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(a["@context"], "http://www.w3.org/ns/anno.jsonld");
            assert!(a["id"].as_str().unwrap().is_ascii());
            let position = &a["target"]["selector"][0];
            let (start, end) =
                (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
            let quote = &a["target"]["selector"][1];
            assert_eq!(quote["exact"].as_str().unwrap(), chars[start..end].iter().collect::<String>());
            let around = [
                quote["prefix"].as_str().unwrap(),
                quote["exact"].as_str().unwrap(),
                quote["suffix"].as_str().unwrap(),
            ];
            assert!(record.text.contains(&around.concat()));
        }
    }
}

/// An article that was read from boxes is annotated by them, one target a box.
#[test]
fn web_annotations_select_the_boxes_of_an_article() {
    let mut record = records().remove(0);
    let mentions = record.mentions.len();
    record.source.path = "扫描/第1版 a.pdf".to_owned();
    record.source.regions =
        vec![Region::new(1, [36.5, 40.25], [100.0, 20.5]), Region::new(3, [-2.0, 0.0], [10.0, 10.0])];
    let text = string(|w| export::web_annotation(&record, w));
    assert_eq!(text.lines().count(), mentions + 1);
    let a: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let targets = a["target"].as_array().unwrap();
    let values: Vec<_> = targets
        .iter()
        .map(|t| {
            let page = &t["selector"];
            (page["value"].as_str().unwrap(), page["refinedBy"]["value"].as_str().unwrap())
        })
        .collect();
    assert_eq!(values, [("page=1", "xywh=36,40,101,21"), ("page=3", "xywh=0,0,8,10")]);
    assert_eq!(targets[0]["source"], "%E6%89%AB%E6%8F%8F/%E7%AC%AC1%E7%89%88%20a.pdf");
}

#[test]
fn annotations_are_the_same_from_any_unit() {
    for record in records() {
        let utf16 = record.clone().with_offsets(Offsets::Utf16);
        assert_eq!(string(|w| export::conll(&utf16, w)), string(|w| export::conll(&record, w)));
        assert_eq!(
            string(|w| export::brat::annotations(&utf16, w)),
            string(|w| export::brat::annotations(&record, w))
        );
    }
}

#[test]
fn a_role_of_every_person_is_given() {
    let mut record = records().remove(0);
    if let baozhi::record::MentionKind::Person { role } = &mut record.mentions[1].kind {
        *role = PersonRole::Photographer;
    }
    assert!(string(|w| export::brat::annotations(&record, w)).contains("A1\tRole T2 photographer\n"));
}

/// Reads every graph format with NetworkX.
#[test]
#[ignore = "needs python3 with networkx"]
fn networkx_reads_every_graph_format() {
    let graph = graph();
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, text: String| std::fs::write(dir.path().join(name), text).unwrap();
    put("graph.graphml", string(|w| export::graphml(&graph, w)));
    put("graph.gexf", string(|w| export::gexf(&graph, w)));
    let slices = Slices::from_records(records().iter().filter(|r| r.issue.date.is_some()), Period::Days(1));
    put("slices.gexf", string(|w| export::gexf_slices(&slices, w)));
    put("graph.dot", string(|w| export::dot(&graph, w)));
    put("graph.json", string(|w| export::node_link(&graph, w)));
    put("gephi-nodes.csv", string(|w| gephi::nodes(&graph, w)));
    put("gephi-edges.csv", string(|w| gephi::edges(&graph, w)));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/export-read.py");
    for line in python(&script, dir.path()).lines() {
        let read: serde_json::Value = serde_json::from_str(line).unwrap();
        if read.get("skipped").is_some() {
            println!("skipped: {read}");
            continue;
        }
        compare(&graph, &read);
    }
}

fn python(script: &Path, dir: &Path) -> String {
    let run = Command::new("python3").arg(script).arg(dir).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn compare(graph: &CoGraph, read: &serde_json::Value) {
    let file = read["file"].as_str().unwrap();
    let nodes = read["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), graph.node_count(), "{file}");
    let plain = |s: &str| s.chars().all(|c| !c.is_control() && c != '\u{fffe}' && c != '\u{ffff}');
    for node in graph.nodes().filter(|n| plain(&n.key)) {
        let found =
            nodes.iter().find(|n| n[0] == *node.key).unwrap_or_else(|| panic!("{file}: no {}", node.key));
        let label = found[1].as_str().unwrap();
        assert_eq!(label.strip_prefix('\'').unwrap_or(label), &*node.name, "{file}");
    }
    let edges = read["edges"].as_array().unwrap();
    assert_eq!(edges.len(), graph.edge_count(), "{file}");
    let total = |weights: Vec<f64>| weights.iter().sum::<f64>();
    let theirs = total(edges.iter().map(|e| e[2].as_f64().unwrap()).collect());
    assert_eq!(theirs, total(graph.edges().map(|e| e.weight).collect()), "{file}");
}
