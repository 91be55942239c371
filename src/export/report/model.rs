//! What the page knows before any article is opened.

use super::entities::{Catalogue, Gathering, Profile};
use super::figures::{Measure, Measures};
use super::picture::{self, Picture};
use super::shown::Shown;
use super::{ReportOptions, articles, pack};
use crate::graph::{CoGraph, GraphOptions};
use crate::record::{Record, Role};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;

/// Everything but the texts.
#[derive(Serialize)]
pub(super) struct Core {
    pub(super) title: String,
    /// Version of the program.
    made_by: &'static str,
    papers: Vec<String>,
    first: Option<String>,
    last: Option<String>,
    /// Articles given, of which those in the page are a sample.
    given: usize,
    /// Articles in a block of texts.
    block: usize,
    articles: Vec<articles::Head>,
    entities: Vec<Profile>,
    events: Vec<Event>,
    measures: Vec<Measure>,
    graph: Picture,
}

/// One event; indices are those of `articles` and `entities`.
#[derive(Serialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    realis: String,
    from: Option<String>,
    to: Option<String>,
    basis: Option<String>,
    place: Option<String>,
    inferred: bool,
    article: usize,
    /// Where the first trigger begins, in UTF-16 units.
    at: usize,
    trigger: String,
    roles: Vec<Filler>,
}

#[derive(Serialize)]
struct Filler {
    role: String,
    text: String,
    entity: Option<usize>,
}

/// The page's data: what it opens with, and the texts in packed blocks.
pub(super) struct Model {
    pub(super) core: Core,
    pub(super) blocks: Vec<String>,
}

impl Model {
    /// Reads the articles twice: who and what is named must be known before
    /// anything can point to it.
    pub(super) fn of(shown: &Shown, options: &ReportOptions) -> io::Result<Model> {
        let (graph, mut entities) = named(shown)?;
        entities.companions(&graph);
        let graph = picture::draw(graph, &entities, options.max_nodes);
        let mut parts = Parts::default();
        shown.each(|i, record| parts.add(i, record, &mut entities))?;
        parts.pack_block()?;
        let papers: Vec<String> = parts.papers.into_iter().collect();
        let core = Core {
            title: if options.title.is_empty() { title(&papers) } else { options.title.clone() },
            made_by: concat!("baozhi ", env!("CARGO_PKG_VERSION")),
            first: shown.dates().next().map(str::to_owned),
            last: shown.dates().next_back().map(str::to_owned),
            papers,
            given: shown.given(),
            block: articles::BLOCK,
            articles: parts.heads,
            graph,
            measures: parts.measures.finish(),
            events: parts.events,
            entities: entities.profiles,
        };
        Ok(Model { core, blocks: parts.blocks })
    }
}

/// The graph and all entities.
fn named(shown: &Shown) -> io::Result<(CoGraph, Catalogue)> {
    let mut graph = CoGraph::new(GraphOptions::default().with_crowd(60));
    let mut entities = Gathering::default();
    shown.each(|i, record| {
        graph.add(record);
        entities.add(i, record);
        Ok(())
    })?;
    Ok((graph, entities.finish()))
}

/// What is gathered from one article after another.
#[derive(Default)]
struct Parts {
    papers: BTreeSet<String>,
    heads: Vec<articles::Head>,
    events: Vec<Event>,
    measures: Measures,
    texts: Vec<articles::Text>,
    blocks: Vec<String>,
}

impl Parts {
    fn add(&mut self, i: usize, record: &Record, entities: &mut Catalogue) -> io::Result<()> {
        record.posts.iter().for_each(|p| entities.post(i, record, p));
        self.papers.extend(record.issue.paper.clone());
        self.heads.push(articles::head(record));
        self.events.extend(record.events.iter().map(|e| event(i, record, e, entities)));
        self.measures.add(i, record);
        self.texts.push(articles::text(record, entities));
        if self.texts.len() == articles::BLOCK {
            self.pack_block()?;
        }
        Ok(())
    }

    fn pack_block(&mut self) -> io::Result<()> {
        if !self.texts.is_empty() {
            self.blocks.push(pack::pack(&self.texts)?);
            self.texts.clear();
        }
        Ok(())
    }
}

/// Up to three papers by name.
fn title(papers: &[String]) -> String {
    match papers {
        [] => "News".to_owned(),
        few @ ([_] | [_, _] | [_, _, _]) => few.join(" · "),
        [a, b, rest @ ..] => format!("{a} · {b} + {}", rest.len()),
    }
}

fn event(article: usize, record: &Record, e: &crate::record::Event, entities: &Catalogue) -> Event {
    let filler = |r: &Role| Filler {
        role: r.role.to_string(),
        text: r.text.clone(),
        entity: r.mention.and_then(|m| entities.of_mention(record, m)),
    };
    let trigger = e.triggers.first();
    Event {
        kind: e.kind.to_string(),
        realis: crate::export::json_word(&e.realis),
        from: e.time.as_ref().map(|t| t.from.clone()),
        to: e.time.as_ref().map(|t| t.to.clone()),
        basis: e.time.as_ref().map(|t| crate::export::json_word(&t.basis)),
        place: e.place.as_ref().map(|p| p.name.clone()),
        inferred: e.place.as_ref().is_some_and(|p| p.inferred),
        article,
        at: trigger.map_or(0, |t| t.start),
        trigger: trigger.map(|t| t.text.clone()).unwrap_or_default(),
        roles: e.roles.iter().map(filler).collect(),
    }
}
