//! What the page knows before any article is opened.

use super::entities::{Catalogue, Profile};
use super::figures::{self, Measure};
use super::picture::{self, Picture};
use super::{ReportOptions, articles};
use crate::graph;
use crate::record::{Record, Role};
use crate::span::Offsets;
use serde::Serialize;
use std::borrow::Cow;

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

/// The page's data: what it opens with, and the texts.
pub(super) struct Model {
    pub(super) core: Core,
    pub(super) texts: Vec<articles::Text>,
}

impl Model {
    pub(super) fn of(records: &[Record], options: &ReportOptions) -> Model {
        let shown = sample(records, options.max_articles);
        let graph = graph::GraphOptions::default().with_crowd(60).build(shown.iter().map(|r| &**r));
        let mut entities = Catalogue::new(&shown);
        entities.companions(&graph);
        let events = shown.iter().enumerate().flat_map(|(i, r)| r.events.iter().map(move |e| (i, r, e)));
        let events: Vec<Event> = events.map(|(i, r, e)| event(i, r, e, &entities)).collect();
        let dates = || shown.iter().filter_map(|r| articles::date(r));
        let papers = papers(&shown);
        let texts = shown.iter().map(|r| articles::text(r, &entities)).collect();
        let core = Core {
            title: if options.title.is_empty() { title(&papers) } else { options.title.clone() },
            made_by: concat!("baozhi ", env!("CARGO_PKG_VERSION")),
            first: dates().min().map(str::to_owned),
            last: dates().max().map(str::to_owned),
            papers,
            given: records.len(),
            block: articles::BLOCK,
            articles: shown.iter().map(|r| articles::head(r)).collect(),
            graph: picture::draw(&graph, &entities, options.max_nodes),
            measures: figures::measures(&shown),
            events,
            entities: entities.profiles,
        };
        Model { core, texts }
    }
}

/// At most `most` of the records by date, evenly spaced, in UTF-16 offsets, as
/// the page's script counts.
fn sample(records: &[Record], most: usize) -> Vec<Cow<'_, Record>> {
    let mut order: Vec<&Record> = records.iter().collect();
    order.sort_by_key(|r| (articles::date(r).is_none(), articles::date(r)));
    let n = order.len();
    let picked: Vec<&Record> =
        if n <= most { order } else { (0..most).map(|i| order[i * n / most]).collect() };
    let convert = |r: &'_ Record| match r.offsets {
        Offsets::Utf16 => None,
        _ => Some(r.clone().with_offsets(Offsets::Utf16)),
    };
    picked.into_iter().map(|r| convert(r).map_or(Cow::Borrowed(r), Cow::Owned)).collect()
}

fn papers(shown: &[Cow<'_, Record>]) -> Vec<String> {
    let mut papers: Vec<String> = shown.iter().filter_map(|r| r.issue.paper.clone()).collect();
    papers.sort();
    papers.dedup();
    papers
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
