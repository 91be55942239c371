//! One record into the graph.
//!
//! Mentions say who stands where; units of text (sentences, windows,
//! paragraphs, the article) then link every two nodes that stand in them.
//! Events link those who took part, not those who are spoken of in them, and
//! posts link a person to the institution.

use super::articles::ArticleRef;
use super::{CoGraph, Counts, Dates, GraphOptions, Held, Node, Scope};
use crate::entity::nameless;
use crate::record::{Entity, EntityKind, Event, MentionKind, PersonRole, Realis, Record};
use crate::span::Offsets;
use jiff::civil::Date;
use petgraph::graph::NodeIndex;

/// Roles of an event whose fillers took part in it. A cited leader or document
/// fills `topic`, `content` or `document`, and a predecessor or a target need
/// not have been there.
const TOOK_PART: [&str; 20] = [
    "agent",
    "organiser",
    "chair",
    "speaker",
    "attendee",
    "accompanier",
    "observer",
    "host",
    "visitor",
    "leader",
    "lead_learner",
    "awarder",
    "honoree",
    "donor",
    "recipient",
    "party",
    "counterparty",
    "participant",
    "person",
    "org",
];

pub(super) fn add(graph: &mut CoGraph, record: &Record) {
    let date = issue_date(record);
    let mut entry = Entry {
        record,
        date,
        nodes: vec![None; record.entities.len()],
        inside: Vec::new(),
        ties: Vec::new(),
    };
    let seats = entry.seats(graph);
    entry.link_text(graph, &seats);
    entry.link_events(graph);
    entry.link_posts(graph);
    entry.commit(graph);
}

/// Where a node stands: its sentence, its paragraph.
#[derive(Clone, Copy)]
struct Seat {
    node: NodeIndex,
    sentence: u32,
    paragraph: u32,
}

/// What one article says about one pair.
enum Fact {
    /// So often in one scope.
    Together(Scope, u32),
    HeldAt,
    Post(Held),
}

struct Entry<'r> {
    record: &'r Record,
    date: Option<Date>,
    /// The node of each entity, once it has one.
    nodes: Vec<Option<NodeIndex>>,
    /// Nodes of names inside the names of others.
    inside: Vec<NodeIndex>,
    ties: Vec<((u32, u32), Fact)>,
}

impl Entry<'_> {
    /// The mentions that count, and their nodes.
    fn seats(&mut self, graph: &mut CoGraph) -> Vec<Seat> {
        let record = self.record;
        let nested = if graph.options.nested { Vec::new() } else { nested_mentions(record) };
        let pressmen = if graph.options.reporters { Vec::new() } else { pressmen(record) };
        let breaks = line_breaks(record);
        let mut seats = Vec::with_capacity(record.mentions.len());
        for (i, m) in record.mentions.iter().enumerate() {
            let Some(e) = m.entity.map(|e| e as usize) else { continue };
            let wanted = record
                .entities
                .get(e)
                .is_some_and(|x| graph.options.kinds.contains(&x.kind) && !unknown(x, record));
            if !wanted || pressmen.get(e) == Some(&true) {
                continue;
            }
            if nested.get(i) == Some(&true) {
                // The article names what another's name holds (the city in 某市水利局): its node counts it, and no edge
                // comes of it.
                let entity = &record.entities[e];
                let node = self.named(graph, &entity.key, entity.kind, &entity.name);
                graph.graph[node].mentions = graph.graph[node].mentions.saturating_add(1);
                self.inside.push(node);
                continue;
            }
            let node = self.node(graph, e);
            graph.graph[node].mentions = graph.graph[node].mentions.saturating_add(1);
            let paragraph = breaks.partition_point(|&b| b < m.start) as u32;
            seats.push(Seat { node, sentence: m.sentence, paragraph });
        }
        seats
    }

    /// The node of entity number `e`.
    fn node(&mut self, graph: &mut CoGraph, e: usize) -> NodeIndex {
        if let Some(i) = self.nodes[e] {
            return i;
        }
        let entity = &self.record.entities[e];
        let i = self.named(graph, &entity.key, entity.kind, &entity.name);
        self.nodes[e] = Some(i);
        i
    }

    fn named(&self, graph: &mut CoGraph, key: &str, kind: EntityKind, name: &str) -> NodeIndex {
        let dates = Dates::on(self.date);
        let i = graph.node_or(key, || Node {
            key: key.into(),
            kind,
            name: name.into(),
            mentions: 0,
            counts: Counts::default(),
            dates,
        });
        graph.graph[i].see(kind, name, dates);
        i
    }

    fn link_text(&mut self, graph: &mut CoGraph, seats: &[Seat]) {
        let GraphOptions { widest, window, .. } = graph.options;
        let mut units: Vec<(u32, NodeIndex)> = Vec::with_capacity(seats.len());
        if window > 1 {
            self.link_windows(graph, seats, window, Scope::Window <= widest);
        }
        for scope in [Scope::Sentence, Scope::Paragraph, Scope::Article] {
            units.clear();
            match scope {
                Scope::Sentence => units.extend(seats.iter().map(|s| (s.sentence, s.node))),
                Scope::Paragraph => units.extend(seats.iter().map(|s| (s.paragraph, s.node))),
                Scope::Article => units.extend(seats.iter().map(|s| (0, s.node))),
                _ => {}
            }
            // A caption or a lone headline is no article, though its lines and sentences say who stands with whom.
            if scope == Scope::Article && !self.record.article.kind.is_article() {
                return;
            }
            self.link_units(graph, scope, &mut units, scope <= widest);
        }
        // Here `units` has the nodes that the article itself links.
        self.inside.sort_unstable();
        self.inside.dedup();
        for &node in self.inside.iter().filter(|node| units.binary_search(&(0, **node)).is_err()) {
            graph.graph[node].counts.bump(Scope::Article);
        }
    }

    /// Counts the windows of sentences and their nodes, and links nodes when
    /// `link` is set.
    fn link_windows(&mut self, graph: &mut CoGraph, seats: &[Seat], size: u32, link: bool) {
        let places = seats.iter().map(|s| (s.sentence, s.node)).collect();
        let windows = super::window::count(places, size, link.then_some(graph.options.crowd));
        graph.totals.raise(Scope::Window, windows.total);
        for (node, n) in windows.nodes {
            graph.graph[node].counts.raise(Scope::Window, n);
        }
        let tie = |((a, b), n)| (super::ends(a, b), Fact::Together(Scope::Window, n));
        self.ties.extend(windows.pairs.into_iter().map(tie));
    }

    /// Counts each unit and its nodes, and links them when `link` is set.
    fn link_units(
        &mut self,
        graph: &mut CoGraph,
        scope: Scope,
        units: &mut Vec<(u32, NodeIndex)>,
        link: bool,
    ) {
        units.sort_unstable();
        units.dedup();
        for unit in units.chunk_by(|a, b| a.0 == b.0) {
            graph.totals.bump(scope);
            for &(_, node) in unit {
                graph.graph[node].counts.bump(scope);
            }
            if link && unit.len() <= graph.options.crowd {
                self.link_all(unit.iter().map(|&(_, n)| n), scope);
            }
        }
    }

    /// Links every two of `nodes`, which are distinct.
    fn link_all(&mut self, nodes: impl Iterator<Item = NodeIndex> + Clone, scope: Scope) {
        let mut rest = nodes;
        while let Some(a) = rest.next() {
            for b in rest.clone() {
                self.ties.push((super::ends(a, b), Fact::Together(scope, 1)));
            }
        }
    }

    fn link_events(&mut self, graph: &mut CoGraph) {
        let record = self.record;
        for event in record.events.iter().filter(|e| e.realis == Realis::Actual) {
            let present = self.participants(event);
            if present.is_empty() {
                continue;
            }
            graph.totals.bump(Scope::Event);
            for &n in &present {
                graph.graph[n].counts.bump(Scope::Event);
            }
            if present.len() <= graph.options.crowd {
                self.link_all(present.iter().copied(), Scope::Event);
            }
            self.link_place(graph, event, &present);
        }
    }

    /// The nodes that took part in `event`, each once.
    fn participants(&self, event: &Event) -> Vec<NodeIndex> {
        let mut present: Vec<NodeIndex> = event
            .roles
            .iter()
            .filter(|r| TOOK_PART.contains(&&*r.role))
            .filter_map(|r| self.record.mentions.get(r.mention? as usize)?.entity)
            .filter_map(|e| *self.nodes.get(e as usize)?)
            .collect();
        present.sort_unstable();
        present.dedup();
        present
    }

    fn link_place(&mut self, graph: &CoGraph, event: &Event, present: &[NodeIndex]) {
        let Some(place) = &event.place else { return };
        if place.inferred && !graph.options.inferred_places {
            return;
        }
        let is_it = |e: &Entity| e.kind == EntityKind::Place && e.name == place.name;
        let Some(at) = self.record.entities.iter().position(is_it) else { return };
        let Some(at) = self.nodes[at] else { return };
        for &n in present.iter().filter(|&&n| n != at) {
            self.ties.push((super::ends(n, at), Fact::HeldAt));
        }
    }

    fn link_posts(&mut self, graph: &mut CoGraph) {
        let record = self.record;
        for post in &record.posts {
            let Some(institution) = &post.institution else { continue };
            let person = record.mentions.get(post.person_mention as usize).and_then(|m| m.entity);
            let Some(person) = person.and_then(|e| *self.nodes.get(e as usize)?) else { continue };
            let Some(institution) = self.institution(graph, institution) else { continue };
            let held = Held {
                title: post.title.as_str().into(),
                former: post.former,
                articles: 1,
                dates: Dates::on(self.date),
            };
            self.ties.push((super::ends(person, institution), Fact::Post(held)));
        }
    }

    /// The node of an institution by its full name, which is its key.
    fn institution(&mut self, graph: &mut CoGraph, name: &str) -> Option<NodeIndex> {
        if !graph.options.kinds.contains(&EntityKind::Institution) {
            return None;
        }
        let is_it = |e: &Entity| e.kind == EntityKind::Institution && e.name == name;
        match self.record.entities.iter().position(is_it) {
            Some(e) => Some(self.node(graph, e)),
            None => {
                let key = format!("institution:{name}");
                Some(self.named(graph, &key, EntityKind::Institution, name))
            }
        }
    }

    /// Writes what was gathered into the graph, each pair once.
    fn commit(self, graph: &mut CoGraph) {
        let mut ties = self.ties;
        if ties.is_empty() {
            return;
        }
        ties.sort_by_key(|t| t.0);
        let article =
            graph.articles.intern(ArticleRef { date: self.date, id: self.record.id.as_str().into() });
        let k = graph.options.evidence;
        let mut ties = ties.into_iter().peekable();
        while let Some(&((a, b), _)) = ties.peek() {
            let at = graph.edge_or(NodeIndex::new(a as usize), NodeIndex::new(b as usize));
            let edge = &mut graph.graph[at];
            edge.dates.absorb(Dates::on(self.date));
            graph.articles.keep(&mut edge.evidence, article, k);
            let mut posts = Vec::new();
            while let Some((_, fact)) = ties.next_if(|t| t.0 == (a, b)) {
                match fact {
                    Fact::Together(scope, n) => edge.counts.raise(scope, n),
                    Fact::HeldAt => edge.held_at = edge.held_at.saturating_add(1),
                    // Said twice in one article is still one article.
                    Fact::Post(held) if !posts.contains(&held) => posts.push(held),
                    Fact::Post(_) => {}
                }
            }
            edge.absorb_posts(posts);
        }
    }
}

/// The day the article is filed under.
pub(super) fn issue_date(record: &Record) -> Option<Date> {
    record.date()?.parse().ok()
}

/// True for a person whom nothing tells from another in the next article.
fn unknown(entity: &Entity, record: &Record) -> bool {
    entity.kind == EntityKind::Person && nameless(entity, &record.mentions)
}

/// Which entities are in the article only because they made it.
fn pressmen(record: &Record) -> Vec<bool> {
    let mut made = vec![false; record.entities.len()];
    let mut official = vec![false; record.entities.len()];
    for m in &record.mentions {
        let (Some(e), MentionKind::Person { role }) = (m.entity.map(|e| e as usize), &m.kind) else {
            continue;
        };
        if e >= made.len() {
            continue;
        }
        match role {
            PersonRole::Official => official[e] = true,
            PersonRole::Other => {}
            _ => made[e] = true,
        }
    }
    made.iter().zip(official).map(|(&m, o)| m && !o).collect()
}

/// Which mentions lie inside a longer one that names an entity.
fn nested_mentions(record: &Record) -> Vec<bool> {
    let mentions = &record.mentions;
    let mut order: Vec<usize> = (0..mentions.len()).filter(|&i| mentions[i].entity.is_some()).collect();
    order.sort_by_key(|&i| (mentions[i].start, std::cmp::Reverse(mentions[i].end)));
    let mut nested = vec![false; mentions.len()];
    let (mut end, mut outer) = (0, (0, 0));
    for i in order {
        let m = &mentions[i];
        nested[i] = m.end <= end && (m.start, m.end) != outer;
        if m.end > end {
            end = m.end;
            outer = (m.start, m.end);
        }
    }
    nested
}

/// Offsets of the line breaks, in the record's unit.
fn line_breaks(record: &Record) -> Vec<usize> {
    match record.offsets {
        Offsets::Byte => memchr::memchr_iter(b'\n', record.text.as_bytes()).collect(),
        Offsets::Char => {
            record.text.chars().enumerate().filter(|&(_, c)| c == '\n').map(|(i, _)| i).collect()
        }
        Offsets::Utf16 => {
            let units = record.text.encode_utf16().enumerate();
            units.filter(|&(_, u)| u == u16::from(b'\n')).map(|(i, _)| i).collect()
        }
    }
}
