//! `baozhi measures`: what a co-occurrence graph says of each name, as a table.

use crate::Outcome;
use crate::args::MeasuresArgs;
use crate::console::{counted, grouped, note};
use crate::graph::linked;
use crate::records::for_each_record;
use crate::sheet;
use baozhi::Result;
use baozhi::export::{Cell, Sheet};
use baozhi::graph::{self, CoGraph, GraphOptions, Measure};

/// Rows that people are shown.
const FEW: usize = 20;

pub fn run(args: MeasuresArgs) -> Result<Outcome> {
    let kinds = args.nodes.kinds();
    let mut graph = CoGraph::new(options(&args).with_kinds(kinds));
    let outcome = for_each_record(&args.input, |record| {
        graph.add(&record);
        Ok(())
    })?;
    graph.weigh_by(args.ties.weight.into(), args.ties.scope.into());
    let graph = linked(&graph, args.ties.min_count, None);
    for measure in args.measures() {
        if let Some(sources) = measure.sampled(graph.node_count()) {
            let (sources, nodes) = (grouped(sources), grouped(graph.node_count()));
            let name = measure.as_str();
            note!("baozhi: {name} is estimated from {sources} of {nodes} names, the same in every run");
        }
    }
    let mut table = measured(&graph, &args.measures())?;
    let all = table.len();
    table.truncate(args.sheet.most(FEW));
    sheet::give(&table, || table.to_string(), &args.sheet)?;
    if table.len() < all {
        let of = counted(all, "name");
        note!("baozhi: {} of {of}; --top N shows more", table.len());
    }
    Ok(outcome)
}

/// Only ties of the scope that counts are kept in memory.
fn options(args: &MeasuresArgs) -> GraphOptions {
    let widest = match args.ties.scope.into() {
        graph::Scope::Event => graph::Scope::Sentence,
        text => text,
    };
    GraphOptions::default().with_widest(widest).with_evidence(0)
}

/// A row for each node, by the first measure, the greatest first.
fn measured(graph: &CoGraph, measures: &[Measure]) -> Result<Sheet> {
    let values = measures.iter().map(|m| graph.measure(*m)).collect::<Result<Vec<_>>>()?;
    let nodes: Vec<_> = graph.nodes().collect();
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    let first = |i: usize| values.first().map_or(0.0, |values| values[i]);
    // The sort is stable: of equals the smaller key comes first.
    match measures.first() {
        // Numbers of groups: the largest group is number 0.
        Some(Measure::Community | Measure::Component) => {
            order.sort_by(|&a, &b| first(a).total_cmp(&first(b)))
        }
        _ => order.sort_by(|&a, &b| first(b).total_cmp(&first(a))),
    }
    let names = measures.iter().map(|m| m.as_str());
    let mut table = Sheet::new(["key", "type", "name", "articles"].into_iter().chain(names));
    for i in order {
        let node = nodes[i];
        let head: [Cell; 4] = [
            (&*node.key).into(),
            node.kind.as_str().into(),
            (&*node.name).into(),
            node.counts.article.into(),
        ];
        table.push(head.into_iter().chain(values.iter().map(|values| Cell::from(values[i]))));
    }
    Ok(table)
}
