//! What a large graph takes: `cargo test --release --test it graph_size -- --ignored --nocapture`.

use crate::graph_fixture::{Dice, article};
use baozhi::graph::CoGraph;

/// The most memory this process has had, in MB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

#[test]
#[ignore = "takes a while"]
fn two_million_edges_fit_into_two_gigabytes() {
    let mut dice = Dice(11);
    let mut graph = CoGraph::default();
    let mut n = 0;
    while graph.edge_count() < 2_000_000 {
        let line: String = (0..12).map(|_| format!("{{P 某某{}}}", dice.roll(100_000))).collect();
        graph.add(&article(&format!("paper-2021-03-03.txt#{n}"), "2021-03-03", &["题", &line]).done());
        n += 1;
    }
    let built = peak();
    let mut bytes = Vec::new();
    graph.write(&mut bytes).unwrap();
    drop(graph);
    let read = CoGraph::read(&*bytes, std::path::Path::new("graph.jsonl")).unwrap();
    let (nodes, edges, file) = (read.node_count(), read.edge_count(), bytes.len() >> 20);
    println!(
        "{n} articles, {nodes} nodes, {edges} edges: built in {built:?} MB, with a file of {file} MB read back {:?} MB",
        peak()
    );
    assert!(edges >= 2_000_000);
    if let Some(mb) = peak() {
        assert!(mb < 2048, "{mb} MB");
    }
}
