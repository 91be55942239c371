//! Who is named with whom: builds the graph of some records, prints the
//! strongest ties, and writes it for Gephi.
//!
//! ```sh
//! baozhi extract papers/ -o records.jsonl
//! cargo run --release --example graph -- records.jsonl graph.gexf
//! ```

use baozhi::export::{self, View, jsonl};
use baozhi::graph::{CoGraph, Measure, Prune, Scope, Weight};
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let records = args.next().ok_or("usage: graph RECORDS.jsonl [GRAPH.gexf]")?;
    let path = Path::new(&records);

    let mut graph = CoGraph::default();
    for record in jsonl::read(BufReader::new(File::open(path)?), path) {
        graph.add(&record?);
    }
    println!("{} names, {} ties", graph.node_count(), graph.edge_count());

    // Pairs that share five articles or more, by how much they keep to each other.
    graph.weigh_by(Weight::Npmi, Scope::Article);
    let strong = graph.prune(&Prune::default().with_min_count(5));
    let mut ties: Vec<_> = strong.edges().collect();
    ties.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    for tie in ties.iter().take(30) {
        let articles = tie.edge.counts.article;
        println!("{:.3}  {} – {}  ({articles} articles)", tie.weight, tie.source.name, tie.target.name);
    }

    if let Some(to) = args.next() {
        graph.weigh_by(Weight::Count, Scope::Article);
        let view = View::from(&graph).column("community", graph.measure(Measure::Community).unwrap());
        export::gexf(view, BufWriter::new(File::create(to)?))?;
    }
    Ok(())
}
