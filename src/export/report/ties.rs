//! Who stands beside whom: the closest of every name, and the graph of what
//! may be drawn.
//!
//! Most names stand in one article, and most ties are of one of them. Such a
//! tie is complete when its article is read; it goes to the lists of its two
//! ends and is not kept in the graph, which would be several times as large.
//! So articles are read twice: first for the names ([`Naming`]), then for the
//! ties ([`Ties`]). What may be drawn is counted by month too, so that the
//! page can show a part of the time.

use super::entities::Catalogue;
use super::picture;
use crate::graph::{CoGraph, Counts, Edge, GraphOptions};
use crate::record::Record;
use serde::ser::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Companions that the page of an entity of several articles lists.
const COMPANIONS: usize = 14;
/// And of one named in one article, of which there are most.
const FEW: usize = 6;
/// Articles that show a companion.
const EVIDENCE: usize = 3;

fn options() -> GraphOptions {
    GraphOptions::default().with_crowd(60)
}

/// The names of the graph while articles are read for the first time.
#[derive(Default)]
pub(super) struct Naming {
    graph: Option<CoGraph>,
    /// Articles that each node is in, by its number.
    articles: Vec<u32>,
}

impl Naming {
    pub(super) fn add(&mut self, record: &Record) {
        // Any stretch of text is a crowd: nodes and hardly an edge.
        let mut bare = CoGraph::new(options().with_crowd(0));
        bare.add(record);
        let graph = self.graph.get_or_insert_with(|| CoGraph::new(options()));
        for node in graph.take_nodes(&bare) {
            if node >= self.articles.len() {
                self.articles.resize(node + 1, 0);
            }
            self.articles[node] = self.articles[node].saturating_add(1);
        }
    }

    /// Ready for the second reading; at most `most` nodes will be drawn.
    pub(super) fn finish(self, entities: &Catalogue, most: usize) -> Ties {
        let graph = self.graph.unwrap_or_else(|| CoGraph::new(options()));
        let drawn = picture::most_named(&graph, most);
        let node = |n: usize| Node {
            entity: graph.petgraph().node_weight((n as u32).into()).and_then(|n| entities.of_key(&n.key)),
            is_once: self.articles[n] == 1,
            is_drawn: drawn[n],
        };
        let nodes: Vec<Node> = (0..graph.node_count()).map(node).collect();
        let beside = vec![Beside::default(); entities.profiles.len()];
        Ties { graph, nodes, beside, passed: 0, told: Told::default() }
    }
}

/// What decides where the ties of a node go.
struct Node {
    /// The number of its entity; an institution that is named in a post alone
    /// has none.
    entity: Option<usize>,
    /// True for those of one article.
    is_once: bool,
    /// True for those that may be drawn.
    is_drawn: bool,
}

/// The ties while articles are read for the second time.
pub(super) struct Ties {
    graph: CoGraph,
    nodes: Vec<Node>,
    /// By the number of the entity.
    beside: Vec<Beside>,
    /// Ties that are not in the graph.
    passed: usize,
    told: Told,
}

impl Ties {
    pub(super) fn add(&mut self, record: &Record, entities: &Catalogue) {
        let mut local = CoGraph::new(options());
        local.add(record);
        let Ties { graph, nodes, beside, passed, told } = self;
        let month = entities.month(record);
        let mut complete: Vec<usize> = Vec::new();
        graph.take_edges(&local, |edge, ends| {
            let [a, b] = ends.map(|n| &nodes[n]);
            if a.is_drawn && b.is_drawn {
                told.add([a.entity, b.entity], month, edge.edge);
            }
            if !(a.is_once || b.is_once) || (a.is_drawn && b.is_drawn) {
                return true;
            }
            *passed += 1;
            let evidence = Evidence::of(entities.of_article(&record.id));
            tell(beside, [a.entity, b.entity], &edge.edge.counts, evidence);
            complete.extend([a, b].iter().filter(|n| n.is_once).filter_map(|n| n.entity));
            false
        });
        complete.sort_unstable();
        complete.dedup();
        for e in complete {
            beside[e].settle(companions(entities, e));
        }
    }

    /// Fills in who stands beside whom, the closest first: those who share
    /// most sentences and events, then most articles. Gives the graph of what
    /// may be drawn, and what is told of its ties.
    pub(super) fn finish(self, entities: &mut Catalogue) -> (CoGraph, Told) {
        let Ties { graph, nodes, mut beside, passed, mut told } = self;
        for edge in graph.petgraph().edge_indices() {
            let Some((a, b)) = graph.petgraph().edge_endpoints(edge) else { continue };
            let ends = [a, b].map(|n| nodes[n.index()].entity);
            let edge = &graph.petgraph()[edge];
            let evidence = Evidence::of(graph.evidence(edge).filter_map(|r| entities.of_article(&r.id)));
            tell(&mut beside, ends, &edge.counts, evidence);
        }
        for (n, mut beside) in beside.into_iter().enumerate() {
            beside.settle(companions(entities, n));
            entities.profiles[n].companions = beside.0;
        }
        told.ties = graph.edge_count() + passed;
        (graph, told)
    }
}

/// A month by its number, and the articles, sentences, events and articles with
/// a post of a tie in it.
pub(super) type Month = [u32; 5];

/// What the drawing has of the ties beside the graph.
#[derive(Default)]
pub(super) struct Told {
    /// All ties, those that are not drawn among them.
    pub(super) ties: usize,
    /// By the numbers of the two entities, the smaller first.
    months: HashMap<(usize, usize), Vec<Month>>,
}

impl Told {
    /// Adds an article's tie; articles come by date, the undated last.
    fn add(&mut self, ends: [Option<usize>; 2], month: Option<u32>, edge: &Edge) {
        let ([Some(a), Some(b)], Some(month)) = (ends, month) else { return };
        let months = self.months.entry((a.min(b), a.max(b))).or_default();
        let counts =
            [edge.counts.article, edge.counts.sentence, edge.counts.event, edge.posts.len().min(1) as u32];
        if months.last().is_none_or(|last| last[0] != month) {
            months.push([month, 0, 0, 0, 0]);
        }
        if let Some(last) = months.last_mut() {
            last.iter_mut().skip(1).zip(counts).for_each(|(all, more)| *all = all.saturating_add(more));
        }
    }

    /// The months of the tie between two entities.
    pub(super) fn months(&self, a: Option<usize>, b: Option<usize>) -> Vec<Month> {
        let ends = a.zip(b).map(|(a, b)| (a.min(b), a.max(b)));
        ends.and_then(|ends| self.months.get(&ends)).cloned().unwrap_or_default()
    }
}

/// Companions that the page of entity number `n` lists.
fn companions(entities: &Catalogue, n: usize) -> usize {
    if entities.profiles[n].articles > 1 { COMPANIONS } else { FEW }
}

/// Tells both ends of a tie of each other, where both are entities.
fn tell(beside: &mut [Beside], ends: [Option<usize>; 2], counts: &Counts, evidence: Evidence) {
    let [Some(a), Some(b)] = ends else { return };
    let companion = |other: usize| Companion {
        other: other as u32,
        sentences: counts.sentence,
        articles: counts.article,
        events: counts.event,
        evidence,
    };
    beside[a].push(companion(b));
    beside[b].push(companion(a));
}

/// An entity named beside another: its number, sentences, articles and events
/// shared, and articles that show it. There are very many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Companion {
    other: u32,
    sentences: u32,
    articles: u32,
    events: u32,
    evidence: Evidence,
}

impl Companion {
    /// The closest come first.
    fn order(&self) -> (Reverse<(u32, u32)>, u32) {
        (Reverse((self.sentences.saturating_add(self.events), self.articles)), self.other)
    }
}

impl Serialize for Companion {
    /// As a list of five.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Companion { other, sentences, articles, events, evidence } = self;
        (other, sentences, articles, events, evidence).serialize(to)
    }
}

/// The numbers of a few articles.
#[derive(Clone, Copy, Debug)]
struct Evidence([u32; EVIDENCE]);

impl Evidence {
    /// No article has this number.
    const NONE: u32 = u32::MAX;

    fn of(articles: impl IntoIterator<Item = usize>) -> Evidence {
        let mut articles = articles.into_iter().map(|n| n as u32);
        Evidence(std::array::from_fn(|_| articles.next().unwrap_or(Evidence::NONE)))
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().filter(|n| **n != Evidence::NONE))
    }
}

/// The ties of one entity, those that could be shown: all of a large corpus
/// would take as much memory as the graph.
#[derive(Clone, Debug, Default)]
struct Beside(Vec<Companion>);

impl Beside {
    fn push(&mut self, companion: Companion) {
        if self.0.len() >= 2 * COMPANIONS {
            self.cut(COMPANIONS);
        }
        self.0.push(companion);
    }

    fn cut(&mut self, most: usize) {
        self.0.sort_unstable_by_key(Companion::order);
        self.0.truncate(most);
    }

    /// The `most` closest, in the room that they need.
    fn settle(&mut self, most: usize) {
        self.cut(most);
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_stay_whatever_the_order_they_come_in() {
        let companion = |other: u32| Companion {
            other,
            sentences: other % 7,
            articles: other % 5,
            events: 0,
            evidence: Evidence::of([1, 2, 3, 4]),
        };
        let closest = |order: &mut dyn Iterator<Item = u32>| {
            let mut beside = Beside::default();
            order.for_each(|n| beside.push(companion(n)));
            beside.settle(FEW);
            serde_json::to_string(&beside.0).unwrap()
        };
        let forth = closest(&mut (0..1000));
        assert_eq!(forth, closest(&mut (0..1000).rev()));
        assert!(forth.starts_with("[[34,6,4,0,[1,2,3]],[69,6,4,0,[1,2,3]]"), "{forth}");
    }
}
