//! Building, merging, keeping and pruning graphs of invented records.

use crate::graph_fixture::{Dice, article};
use baozhi::Record;
use baozhi::graph::{CoGraph, GraphOptions, Layer, Prune, Scope, Weight};
use baozhi::record::{EntityKind, Realis};
use std::path::Path;

fn keys(graph: &CoGraph) -> Vec<&str> {
    graph.nodes().map(|n| &*n.key).collect()
}

fn bytes(graph: &CoGraph) -> String {
    let mut out = Vec::new();
    graph.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn meeting() -> Record {
    let lines = [
        "{I 市教育局|禹州市教育局}召开会议",
        "{P 李明}主持,{P 王芳}出席。{P 张伟}传达{D {O 赵高}关于教育的意见}。{P 李明}强调。",
        "{R 王一}报道。",
    ];
    article("a#1", "2021-03-03", &lines)
        .event(
            "MEET.HOLD",
            "召开",
            &[("organiser", "禹州市教育局"), ("chair", "李明"), ("attendee", "王芳"), ("topic", "张伟")],
        )
        .post("李明", "局长", "禹州市教育局", false)
        .done()
}

#[test]
fn pairs_are_counted_by_scope() {
    let graph = CoGraph::from_records([meeting()]);
    let tied = ["institution:禹州市教育局", "person:张伟", "person:李明", "person:王芳"];
    // 赵高 stands inside the name of another alone.
    assert_eq!(keys(&graph), [&tied[..], &["person:赵高"]].concat());
    let edge = |a: &str, b: &str| graph.edge(a, b).unwrap().counts;
    let chair = edge("person:李明", "person:王芳");
    assert_eq!((chair.sentence, chair.paragraph, chair.article, chair.event), (1, 1, 1, 1));
    let other = edge("person:张伟", "person:李明");
    assert_eq!((other.sentence, other.paragraph, other.article, other.event), (0, 1, 1, 0));
    let apart = edge("person:张伟", "institution:禹州市教育局");
    assert_eq!((apart.sentence, apart.paragraph, apart.article, apart.event), (0, 0, 1, 0));
    let li = graph.node("person:李明").unwrap();
    assert_eq!((li.mentions, li.counts.sentence, li.counts.paragraph, li.counts.article), (2, 2, 1, 1));
    let totals = graph.totals();
    assert_eq!((totals.sentence, totals.paragraph, totals.article, totals.event), (4, 2, 1, 1));
}

#[test]
fn who_made_the_paper_stays_out_and_who_is_inside_a_name_has_no_ties_unless_asked_for() {
    let plain = CoGraph::from_records([meeting()]);
    assert!(plain.node("person:王一").is_none());
    // An article counts for what stands inside another's name, which ties it to nobody.
    let inside = plain.node("person:赵高").unwrap();
    assert_eq!((inside.mentions, inside.counts.article, inside.counts.sentence), (1, 1, 0));
    assert!(!plain.edges().any(|e| e.source.key.contains("赵高") || e.target.key.contains("赵高")));
    let all = GraphOptions::default().with_reporters(true).with_nested(true).build([meeting()]);
    assert!(all.node("person:王一").is_some());
    assert!(all.node("person:赵高").is_some());
}

#[test]
fn one_spoken_of_in_an_event_did_not_attend_it() {
    let graph = CoGraph::from_records([meeting()]);
    let attended = |a: &str, b: &str| graph.edge(a, b).unwrap().is(Layer::CoAttendance);
    assert!(attended("person:李明", "person:王芳"));
    assert!(!attended("person:张伟", "person:李明"));
    assert_eq!(graph.node("person:张伟").unwrap().counts.event, 0);
}

#[test]
fn what_did_not_happen_has_no_participants() {
    let graph = CoGraph::from_records([article("a", "2021-03-03", &["会议", "{P 李明}将会见{P 王芳}。"])
        .event("CONTACT.RECEIVE", "会见", &[("host", "李明"), ("visitor", "王芳")])
        .realis(Realis::Planned)
        .done()]);
    assert!(!graph.edge("person:李明", "person:王芳").unwrap().is(Layer::CoAttendance));
}

#[test]
fn posts_and_places_are_layers() {
    let record = |id: &str, date: &str, inferred: bool| {
        article(id, date, &["调研", "{P 李明}到{L 禹州市}调研。{I 许昌市教育局}同往。"])
            .event("CONTACT.INSPECT", "调研", &[("agent", "李明")])
            .at("禹州市", inferred)
            .post("李明", "局长", "许昌市教育局", false)
            .post("李明", "局长", "许昌市教育局", false)
            .post("李明", "主任", "许昌市招生办公室", true)
            .done()
    };
    let graph = CoGraph::from_records([record("b", "2021-04-01", false), record("a", "2021-03-01", true)]);
    let post = graph.edge("person:李明", "institution:许昌市教育局").unwrap();
    assert_eq!(post.posts.len(), 1);
    assert_eq!((&*post.posts[0].title, post.posts[0].articles), ("局长", 2));
    assert_eq!(post.layer_names(), "co-mention|post");
    // The office is nowhere mentioned by itself; the post alone ties it.
    let office = graph.edge("person:李明", "institution:许昌市招生办公室").unwrap();
    assert_eq!(office.layer_names(), "post");
    assert!(office.posts[0].former);
    // Of the two events only one gives its place itself.
    assert_eq!(graph.edge("person:李明", "place:禹州市").unwrap().held_at, 1);
    let all = GraphOptions::default().with_inferred_places(true);
    let all = all.build([record("b", "2021-04-01", false), record("a", "2021-03-01", true)]);
    assert_eq!(all.edge("person:李明", "place:禹州市").unwrap().held_at, 2);
}

#[test]
fn dates_and_evidence_are_the_earliest() {
    let day = |d: u32| {
        let date = if d == 9 { String::new() } else { format!("2021-03-0{d}") };
        article(&format!("a{d}"), &date, &["标题", "{P 李明}{P 王芳}"]).done()
    };
    let options = GraphOptions::default().with_evidence(3);
    let graph = options.build([9, 5, 3, 8, 1, 4].map(day));
    let edge = graph.edge("person:王芳", "person:李明").unwrap();
    let ids: Vec<&str> = graph.evidence(edge).map(|a| &*a.id).collect();
    assert_eq!(ids, ["a1", "a3", "a4"]);
    assert_eq!(edge.dates.first.unwrap().to_string(), "2021-03-01");
    assert_eq!(edge.dates.last.unwrap().to_string(), "2021-03-08");
    let none = GraphOptions::default().with_evidence(0).build([day(1)]);
    assert_eq!(none.evidence(none.edge("person:王芳", "person:李明").unwrap()).count(), 0);
}

#[test]
fn the_widest_scope_and_windows_can_be_chosen() {
    let lines = ["标题", "{P 甲一}。{P 乙二}。无人。{P 丙三}。", "{P 丁四}。"];
    let records = [article("a", "2021-03-03", &lines).done()];
    let graph = GraphOptions::default().with_widest(Scope::Paragraph).with_window(2).build(&records);
    let near = graph.edge("person:甲一", "person:乙二").unwrap().counts;
    assert_eq!((near.sentence, near.window, near.paragraph, near.article), (0, 1, 1, 0));
    assert_eq!(graph.edge("person:乙二", "person:丙三").unwrap().counts.window, 0);
    // Neighbouring sentences of two paragraphs share a window, the first and the last share nothing.
    assert_eq!(graph.edge("person:丙三", "person:丁四").unwrap().counts.window, 1);
    assert!(graph.edge("person:甲一", "person:丁四").is_none());
    assert_eq!(graph.node("person:甲一").unwrap().counts.window, 2);
}

#[test]
fn a_crowd_is_counted_but_not_linked() {
    let names: String = (0..30).map(|i| format!("{{P 人{i:02}}}")).collect();
    let records = [article("a", "2021-03-03", &["名单", &names]).done()];
    let graph = GraphOptions::default().with_crowd(20).build(&records);
    assert_eq!((graph.node_count(), graph.edge_count()), (30, 0));
    assert_eq!(graph.node("person:人00").unwrap().counts.article, 1);
}

#[test]
fn offsets_in_any_unit_give_the_same_graph() {
    let records = corpus(20);
    let expected = bytes(&CoGraph::from_records(&records));
    for unit in [baozhi::Offsets::Char, baozhi::Offsets::Utf16] {
        let converted = records.iter().cloned().map(|r| r.with_offsets(unit));
        assert_eq!(bytes(&CoGraph::from_records(converted)), expected);
    }
}

/// `n` made-up articles over 40 persons, 12 places and 15 institutions.
fn corpus(n: usize) -> Vec<Record> {
    let mut dice = Dice(7);
    (0..n).map(|i| made_up(i, &mut dice)).collect()
}

fn made_up(i: usize, dice: &mut Dice) -> Record {
    let mut lines = vec!["标题𠮷".to_owned()];
    for _ in 0..1 + dice.roll(4) {
        let mut line = format!("{{P 人{}}}会见", dice.roll(40));
        for _ in 0..1 + dice.roll(6) {
            line += &match dice.roll(4) {
                0 => format!("{{L 地{}市}}", dice.roll(12)),
                1 => format!("{{I 机构{}}}", dice.roll(15)),
                _ => format!("{{P 人{}}}。", dice.roll(40)),
            };
        }
        lines.push(line);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let date = format!("2021-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28));
    let draft = article(&format!("a{i}"), if i.is_multiple_of(11) { "" } else { &date }, &lines);
    let people: Vec<String> = draft_names(&draft, EntityKind::Person);
    let offices: Vec<String> = draft_names(&draft, EntityKind::Institution);
    let mut draft = draft;
    if let Some(office) = offices.first() {
        draft = draft.post(&people[0], "局长", office, i.is_multiple_of(3));
    }
    let roles: Vec<(&str, &str)> = people.iter().map(|p| ("attendee", p.as_str())).collect();
    draft.event("CONTACT.RECEIVE", "会见", &roles).done()
}

fn draft_names(draft: &crate::graph_fixture::Draft, kind: EntityKind) -> Vec<String> {
    draft.entities().iter().filter(|e| e.kind == kind).map(|e| e.name.clone()).collect()
}

#[test]
fn parts_merged_in_any_order_give_the_same_bytes() {
    let records = corpus(300);
    let options = GraphOptions::default().with_evidence(2).with_window(3);
    let whole = bytes(&options.clone().build(&records));
    assert_eq!(bytes(&options.clone().build(records.iter().rev())), whole);
    assert_eq!(bytes(&options.clone().build_parallel(&records)), whole);
    let parts: Vec<CoGraph> = records.chunks(61).map(|c| options.clone().build(c)).collect();
    let left = parts.clone().into_iter().reduce(|a, b| a.merge(b).unwrap()).unwrap();
    assert_eq!(bytes(&left), whole);
    let right = parts.into_iter().rev().reduce(|a, b| b.merge(a).unwrap()).unwrap();
    assert_eq!(bytes(&right), whole);
    // Split over machines: each part goes through its file.
    let read = |part: &[Record]| reread(&options.clone().build(part));
    let merged = records.chunks(77).map(read).reduce(|a, b| a.merge(b).unwrap()).unwrap();
    assert_eq!(bytes(&merged), whole);
}

fn reread(graph: &CoGraph) -> CoGraph {
    CoGraph::read(bytes(graph).as_bytes(), Path::new("part.jsonl")).unwrap()
}

#[test]
fn the_native_form_reads_back_to_itself() {
    let graph = CoGraph::from_records(corpus(80));
    assert_eq!(bytes(&reread(&graph)), bytes(&graph));
    assert_eq!(bytes(&reread(&CoGraph::default())), bytes(&CoGraph::default()));
}

#[test]
fn a_damaged_file_is_refused_with_its_line() {
    let good = bytes(&CoGraph::from_records(corpus(3)));
    let fault = |text: &str| CoGraph::read(text.as_bytes(), Path::new("g.jsonl")).unwrap_err().to_string();
    assert!(fault("").starts_with("g.jsonl:1: expected the head of a graph"));
    assert!(fault(&good.replacen("\"cograph\":2", "\"cograph\":9", 1)).contains("g.jsonl:1: graph format 9"));
    let cut: String = good.split_inclusive('\n').take(5).collect();
    assert!(fault(&cut).contains("found the end"), "{}", fault(&cut));
    let beyond = good.replacen("{\"a\":0,", "{\"a\":99999,", 1);
    assert!(fault(&beyond).contains("node 99999 of"), "{}", fault(&beyond));
    let unknown = good.replacen("\"evidence\":[0", "\"evidence\":[777", 1);
    assert!(fault(&unknown).contains("article 777 of"), "{}", fault(&unknown));
    // A graph that is whole by its counts and is not what was written.
    let changed = good.replacen("\"mentions\":1", "\"mentions\":7", 1);
    assert!(changed != good && fault(&changed).contains("checksum"), "{}", fault(&changed));
    for behind in ["garbage\n".to_owned(), good.clone()] {
        assert!(fault(&(good.clone() + &behind)).contains("behind the end of the graph"));
    }
    assert!(CoGraph::read((good.clone() + "\n").as_bytes(), Path::new("g.jsonl")).is_ok());
    let endless = &good[..good.trim_end().rfind('\n').unwrap() + 1];
    assert!(fault(endless).contains("expected the line that ends a graph"), "{}", fault(endless));
}

#[test]
fn graphs_of_different_options_do_not_merge() {
    let other = GraphOptions::default().with_window(3);
    let error = CoGraph::default().merge(CoGraph::new(other)).unwrap_err();
    assert!(error.to_string().contains("different options"));
}

#[test]
fn broken_references_are_passed_over() {
    let mut record = meeting();
    record.mentions[0].entity = Some(999);
    record.posts[0].person_mention = 999;
    record.events[0].roles[0].mention = Some(999);
    record.issue.date = Some("no date".into());
    let graph = CoGraph::from_records([record]);
    assert!(graph.node("person:李明").unwrap().dates.first.is_none());
}

#[test]
fn pruning_keeps_what_is_strong_enough() {
    let mut graph = CoGraph::from_records(corpus(200));
    let twice = graph.prune(&Prune::default().with_min_count(2));
    assert!(twice.edge_count() > 0 && twice.edge_count() < graph.edge_count());
    assert!(twice.edges().all(|e| e.edge.counts.article >= 2));
    graph.weigh_by(Weight::Npmi, Scope::Sentence);
    let strong = graph.prune(&Prune::default().with_min_weight(0.3));
    assert!(strong.edge_count() > 0 && strong.edges().all(|e| e.weight >= 0.3));
    // Weights rest on the whole corpus, not on what is left of it.
    let e = strong.edges().next().unwrap();
    let before =
        graph.edges().find(|x| x.source.key == e.source.key && x.target.key == e.target.key).unwrap();
    assert_eq!(e.weight, before.weight);
    let posts = graph.prune(&Prune::default().with_layers(vec![Layer::Post]));
    assert!(posts.edge_count() > 0 && posts.edges().all(|e| !e.edge.posts.is_empty()));
    let all = graph.prune(&Prune::default().with_min_count(u32::MAX).with_drop_isolated(false));
    assert_eq!((all.node_count(), all.edge_count()), (graph.node_count(), 0));
}

#[test]
fn the_backbone_keeps_what_chance_does_not_explain() {
    // A hub named with 10 others once each, and with one of them 20 times.
    let mut records: Vec<Record> = (0..10)
        .map(|i| article(&format!("a{i}"), "2021-01-01", &["题", &format!("{{P 中}}{{P 人{i}}}")]).done())
        .collect();
    records.extend((0..20).map(|i| article(&format!("b{i}"), "2021-01-01", &["题", "{P 中}{P 人0}"]).done()));
    let graph = CoGraph::from_records(&records);
    let backbone = graph.backbone(0.05);
    assert_eq!(keys(&backbone), ["person:中", "person:人0"]);
    // (1 − 21/30)^9 = 0.3^9 ≈ 2·10⁻⁵
    assert_eq!(graph.backbone(1e-5).edge_count(), 0);
    assert_eq!(graph.backbone(3e-5).edge_count(), 1);
}
