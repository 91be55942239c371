//! A graph taken from another a part at a time: first the nodes, then the
//! edges that somebody wants. Who reads the articles twice need not hold the
//! edges that are of one article alone, which are most of them.

use super::{CoGraph, EdgeView};

impl CoGraph {
    /// Takes in the nodes and the totals of `other`, built under the same
    /// options, and none of its edges; gives the number that each of its nodes
    /// has here, in the order of their keys.
    pub(crate) fn take_nodes(&mut self, other: &CoGraph) -> Vec<usize> {
        self.totals.absorb(&other.totals);
        other.nodes().map(|node| self.adopt_node(node.clone()).index()).collect()
    }

    /// Takes in the edges of `other` that `keep` holds for, which is given the
    /// numbers of both ends too. Ends must be nodes here; what is counted of
    /// these stays as it is.
    pub(crate) fn take_edges(
        &mut self,
        other: &CoGraph,
        mut keep: impl FnMut(&EdgeView, [usize; 2]) -> bool,
    ) {
        let mut article = None;
        for e in other.edges() {
            let ends = (self.by_key.get(&e.source.key), self.by_key.get(&e.target.key));
            let (Some(&a), Some(&b)) = ends else { continue };
            if keep(&e, [a.index(), b.index()]) {
                let article = article.get_or_insert_with(|| self.adopt_articles(&other.articles));
                self.adopt_edge(a, b, e.edge.clone(), article);
            }
        }
    }

    /// The number by which [`CoGraph::take_nodes`] calls the node with this key.
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).map(|i| i.index())
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::{CoGraph, GraphOptions};
    use crate::record::{Entity, EntityKind, Mention, MentionKind, PersonRole, Record};
    use crate::span::Span;

    /// An article whose words are persons, all in one sentence.
    fn article(id: &str, names: &[&str]) -> Record {
        let mut record = Record::new(id, names.concat());
        let mut at = 0;
        for (i, name) in names.iter().enumerate() {
            let kind = MentionKind::Person { role: PersonRole::Official };
            let mut mention = Mention::new(kind, &record.text, Span::new(at, at + name.len()), "by-hand");
            mention.entity = Some(i as u32);
            at += name.len();
            record.mentions.push(mention);
            let mut entity = Entity::new(EntityKind::Person, format!("person:{name}"), *name);
            entity.mentions = vec![i as u32];
            record.entities.push(entity);
        }
        record
    }

    #[test]
    fn nodes_first_and_edges_later_make_the_same_graph() {
        let records =
            [article("a", &["周明远", "林晓", "何文清"]), article("b", &["林晓", "周明远", "陈立"])];
        let options = GraphOptions::default();
        let whole = options.clone().build(&records);
        let mut parts = CoGraph::new(options.clone());
        for record in &records {
            // Without edges: any stretch with a node is a crowd.
            let mut bare = CoGraph::new(options.clone().with_crowd(0));
            bare.add(record);
            let numbers = parts.take_nodes(&bare);
            assert_eq!((bare.edge_count(), numbers.len()), (0, 3));
        }
        assert_eq!((parts.edge_count(), parts.totals()), (0, whole.totals()));
        for record in &records {
            let is_of_two = |name: &str| ["person:周明远", "person:林晓"].contains(&name);
            parts.take_edges(&options.clone().build([record]), |e, _| {
                is_of_two(&e.source.key) && is_of_two(&e.target.key)
            });
        }
        let nodes = |g: &CoGraph| g.nodes().cloned().collect::<Vec<_>>();
        assert_eq!(nodes(&parts), nodes(&whole));
        assert_eq!((parts.edge_count(), whole.edge_count()), (1, 5));
        for e in parts.edges() {
            let same = whole.edge(&e.source.key, &e.target.key).unwrap();
            assert_eq!((e.edge.counts, e.edge.dates), (same.counts, same.dates));
            assert!(parts.evidence(e.edge).eq(whole.evidence(same)));
        }
    }
}
