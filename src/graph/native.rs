//! The file that graphs are kept and merged in: JSON, one object a line.
//!
//! ```text
//! {"cograph":2,"options":{…},"totals":{…},"articles":1,"nodes":2,"edges":1}
//! {"date":"2021-03-03","id":"a#1"}                              articles, by date and id
//! {"key":"person:…","type":"person","name":"…","mentions":3,…}  nodes, by key
//! {"a":0,"b":1,"counts":{"article":1},"evidence":[0]}           edges, by their ends
//! {"end":"9ae0daaf"}                                            CRC-32 of all lines before
//! ```
//!
//! The last line shows that nothing was cut off, changed or put behind.
//!
//! Articles and nodes are numbered by their line. A graph has one such file:
//! the same records give the same bytes, in one run or merged from parts.

use super::articles::{ArticleRef, Articles};
use super::{CoGraph, Counts, Dates, Edge, GraphOptions, Held, Node};
use crate::error::{Error, Result};
use crate::record::EntityKind;
use flate2::Crc;
use jiff::civil::Date;
use petgraph::graph::NodeIndex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Lines, Write};
use std::path::Path;

/// The number of the format.
const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Head {
    cograph: u32,
    options: GraphOptions,
    totals: Counts,
    articles: usize,
    nodes: usize,
    edges: usize,
}

#[derive(Serialize, Deserialize)]
struct ArticleLine<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    id: std::borrow::Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct NodeLine<'a> {
    key: std::borrow::Cow<'a, str>,
    #[serde(rename = "type")]
    kind: EntityKind,
    name: std::borrow::Cow<'a, str>,
    mentions: u32,
    counts: Counts,
    #[serde(flatten)]
    dates: Dates,
}

#[derive(Serialize, Deserialize)]
struct EdgeLine<'a> {
    a: usize,
    b: usize,
    counts: Counts,
    #[serde(default, skip_serializing_if = "is_zero")]
    held_at: u32,
    #[serde(default, skip_serializing_if = "no_posts")]
    posts: std::borrow::Cow<'a, [Held]>,
    #[serde(flatten)]
    dates: Dates,
    evidence: Vec<u32>,
}

/// What ends the file: the checksum of the lines before it.
#[derive(Serialize, Deserialize)]
struct EndLine {
    end: String,
}

impl CoGraph {
    /// Writes the graph in its native form.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn write(&self, out: impl Write) -> Result<()> {
        let mut out = Summed { out, sum: Crc::new() };
        let ordered = self.ordered();
        let (articles, number) = self.articles.used(ordered.edges().map(|e| &*e.edge.evidence));
        let head = Head {
            cograph: FORMAT,
            options: self.options.clone(),
            totals: self.totals,
            articles: articles.len(),
            nodes: ordered.node_count(),
            edges: ordered.edge_count(),
        };
        line(&mut out, &head)?;
        for a in articles {
            line(&mut out, &ArticleLine { date: a.date, id: (&*a.id).into() })?;
        }
        for n in ordered.nodes() {
            line(&mut out, &node_line(n))?;
        }
        for e in ordered.edges() {
            let evidence = e.edge.evidence.iter().map(|&n| number[n as usize]).collect();
            line(&mut out, &edge_line(e.from, e.to, e.edge, evidence))?;
        }
        let end = checksum(&out.sum);
        line(&mut out, &EndLine { end })?;
        Ok(out.flush()?)
    }

    /// Reads a graph in its native form; `path` is what errors name.
    ///
    /// # Errors
    /// When the input cannot be read, or is no such graph, or one that was cut
    /// short, changed, or has something behind its end.
    pub fn read(input: impl BufRead, path: &Path) -> Result<CoGraph> {
        let mut lines = Reader { lines: input.lines(), path, line: 0, sum: Crc::new() };
        let head: Head = lines.next("the head of a graph")?;
        if head.cograph != FORMAT {
            let what = format!("graph format {} is not {FORMAT}: make the graph anew", head.cograph);
            return Err(lines.fault(what));
        }
        let mut graph = CoGraph::new(head.options);
        graph.totals = head.totals;
        let mut articles = Articles::default();
        for _ in 0..head.articles {
            let a: ArticleLine = lines.next("an article")?;
            articles.intern(ArticleRef { date: a.date, id: a.id.into() });
        }
        let article = graph.adopt_articles(&articles);
        let mut nodes = Vec::with_capacity(head.nodes.min(1 << 20));
        for _ in 0..head.nodes {
            nodes.push(graph.adopt_node(lines.next::<NodeLine>("a node")?.into()));
        }
        for _ in 0..head.edges {
            let e: EdgeLine = lines.next("an edge")?;
            graph.read_edge(e, &nodes, &article).map_err(|fault| lines.fault(fault))?;
        }
        lines.end()?;
        Ok(graph)
    }

    fn read_edge(
        &mut self,
        e: EdgeLine,
        nodes: &[NodeIndex],
        article: &[u32],
    ) -> std::result::Result<(), String> {
        let node = |n: usize| nodes.get(n).copied().ok_or(format!("node {n} of {}", nodes.len()));
        let (a, b) = (node(e.a)?, node(e.b)?);
        if let Some(n) = e.evidence.iter().find(|&&n| n as usize >= article.len()) {
            return Err(format!("article {n} of {}", article.len()));
        }
        let edge = Edge {
            counts: e.counts,
            held_at: e.held_at,
            posts: e.posts.into_owned(),
            dates: e.dates,
            evidence: e.evidence,
        };
        self.adopt_edge(a, b, edge, article);
        Ok(())
    }
}

impl Articles {
    /// The articles that `evidence` names, in order, and the number each of
    /// all articles has among them.
    fn used<'e>(&self, evidence: impl Iterator<Item = &'e [u32]>) -> (Vec<&ArticleRef>, Vec<u32>) {
        let mut seen = vec![false; self.len()];
        evidence.flatten().for_each(|&n| seen[n as usize] = true);
        let mut used: Vec<u32> = (0..self.len() as u32).filter(|&n| seen[n as usize]).collect();
        used.sort_unstable_by_key(|&n| self.get(n));
        let mut number = vec![0; self.len()];
        for (i, &n) in used.iter().enumerate() {
            number[n as usize] = i as u32;
        }
        (used.into_iter().map(|n| self.get(n)).collect(), number)
    }
}

/// Lines of JSON with their place, and the checksum of those that were read.
struct Reader<'p, R> {
    lines: Lines<R>,
    path: &'p Path,
    line: u64,
    sum: Crc,
}

impl<R: BufRead> Reader<'_, R> {
    fn next<T: DeserializeOwned>(&mut self, what: &str) -> Result<T> {
        self.line += 1;
        let Some(line) = self.lines.next() else {
            return Err(self.fault(format!("expected {what}, found the end")));
        };
        let line = line.map_err(|e| Error::io(self.path, e))?;
        let value = serde_json::from_str(&line)
            .map_err(|e| self.fault(format!("expected {what}: {e}")).with_source(e))?;
        self.sum.update(line.as_bytes());
        self.sum.update(b"\n");
        Ok(value)
    }

    /// The line that ends the graph, with nothing behind it.
    fn end(&mut self) -> Result<()> {
        let sum = checksum(&self.sum);
        let EndLine { end } = self.next("the line that ends a graph")?;
        if end != sum {
            let what =
                format!("the graph was changed or damaged: its lines have the checksum {sum}, not {end}");
            return Err(self.fault(what));
        }
        for line in self.lines.by_ref() {
            self.line += 1;
            if !line.map_err(|e| Error::io(self.path, e))?.trim().is_empty() {
                let what = "something stands behind the end of the graph; \
                            give graphs as files of their own: graph merge A B";
                return Err(self.fault(what.to_owned()));
            }
        }
        Ok(())
    }

    fn fault(&self, message: String) -> Error {
        Error::line(self.path, self.line, message)
    }
}

/// A writer that keeps the checksum of what goes through it.
struct Summed<W> {
    out: W,
    sum: Crc,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buf)?;
        self.sum.update(&buf[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn checksum(sum: &Crc) -> String {
    format!("{:08x}", sum.sum())
}

fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn node_line(n: &Node) -> NodeLine<'_> {
    NodeLine {
        key: (&*n.key).into(),
        kind: n.kind,
        name: (&*n.name).into(),
        mentions: n.mentions,
        counts: n.counts,
        dates: n.dates,
    }
}

impl From<NodeLine<'_>> for Node {
    fn from(n: NodeLine) -> Node {
        Node {
            key: n.key.into(),
            kind: n.kind,
            name: n.name.into(),
            mentions: n.mentions,
            counts: n.counts,
            dates: n.dates,
        }
    }
}

fn edge_line(a: usize, b: usize, e: &Edge, evidence: Vec<u32>) -> EdgeLine<'_> {
    EdgeLine {
        a,
        b,
        counts: e.counts,
        held_at: e.held_at,
        posts: (&*e.posts).into(),
        dates: e.dates,
        evidence,
    }
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

fn no_posts(posts: &[Held]) -> bool {
    posts.is_empty()
}
