//! What the page knows before any article is opened.

use super::entities::{Catalogue, Gathering, Profile};
use super::figures::{Measure, Measures};
use super::picture::{self, Picture};
use super::shown::Shown;
use super::ties::{Naming, Ties};
use super::{ReportOptions, articles, outline, pack};
use crate::export::place;
use crate::record::{Record, Role};
use serde::Serialize;
use std::io::{self, Write};

/// What the page opens with, beside the parts.
#[derive(Serialize)]
struct Core<'a> {
    title: &'a str,
    /// Version of the program.
    made_by: &'static str,
    papers: &'a [String],
    first: Option<&'a str>,
    last: Option<&'a str>,
    /// Articles given, of which those in the page are a sample.
    given: usize,
    /// Records in the page that count as articles: no captions, lone headlines and the like.
    counted: usize,
    /// Articles in a block of texts.
    block: usize,
    months: Vec<String>,
    entities: Vec<Profile>,
    measures: Vec<Measure>,
    graph: Picture,
    /// The shape of the country, where a place can be shown in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outline: Vec<i32>,
}

/// What lists show of some articles, and their events.
#[derive(Default, Serialize)]
struct Part {
    articles: Vec<articles::Head>,
    events: Vec<Event>,
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
    /// The entity of the place, where the article has it.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place_entity: Option<usize>,
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

/// What is known when all articles were read once: who and what is named, so
/// that everything can point to it.
pub(super) struct Model<'s> {
    shown: &'s Shown<'s>,
    /// The head of the page.
    pub(super) title: String,
    entities: Catalogue,
    ties: Ties,
    most_nodes: usize,
    counted: usize,
}

impl<'s> Model<'s> {
    /// Reads the articles for the first time.
    pub(super) fn of(shown: &'s Shown<'s>, options: &ReportOptions) -> io::Result<Model<'s>> {
        let (mut names, mut entities) = (Naming::default(), Gathering::default());
        let mut counted = 0;
        shown.each(|i, record| {
            counted += usize::from(record.article.kind.is_article());
            names.add(record);
            entities.add(i, record);
            Ok(())
        })?;
        let entities = entities.finish();
        let ties = names.finish(&entities, options.max_nodes);
        let title = if options.title.is_empty() { title(&entities.papers) } else { options.title.clone() };
        Ok(Model { shown, title, entities, ties, most_nodes: options.max_nodes, counted })
    }

    /// Reads them again and writes the page's data: texts and parts as they
    /// come, so that none of them stays in memory, and at last the core.
    pub(super) fn write(self, out: &mut impl Write) -> io::Result<()> {
        let Model { shown, title, mut entities, mut ties, most_nodes, counted } = self;
        let mut parts = Parts::new(out);
        shown.each(|i, record| {
            ties.add(record, &entities);
            parts.add(i, record, &mut entities)
        })?;
        let measures = parts.finish()?;
        let (graph, told) = ties.finish(&mut entities);
        let graph = picture::draw(graph, &told, &entities, most_nodes);
        let core = Core {
            title: &title,
            made_by: concat!("baozhi ", env!("CARGO_PKG_VERSION")),
            papers: &entities.papers,
            first: shown.dates().next(),
            last: shown.dates().next_back(),
            given: shown.given(),
            counted,
            block: articles::BLOCK,
            months: entities.months,
            outline: if entities.profiles.iter().any(|p| p.at.is_some()) {
                outline::counties_by_steps()
            } else {
                Vec::new()
            },
            entities: entities.profiles,
            measures,
            graph,
        };
        script(out, "id=\"core\"", &core)
    }
}

/// Data as an element that no browser runs.
fn script(out: &mut impl Write, attribute: &str, data: &impl Serialize) -> io::Result<()> {
    write!(out, "<script type=\"text/plain\" {attribute}>")?;
    pack::pack(data, out)?;
    writeln!(out, "</script>")
}

/// Articles in one [`Part`]: enough to pack well.
const PART: usize = 25 * articles::BLOCK;

/// What is written of one article after another.
struct Parts<'o, W> {
    out: &'o mut W,
    part: Part,
    texts: Vec<articles::Text>,
    measures: Measures,
}

impl<'o, W: Write> Parts<'o, W> {
    fn new(out: &'o mut W) -> Parts<'o, W> {
        Parts { out, part: Part::default(), texts: Vec::new(), measures: Measures::default() }
    }

    fn add(&mut self, i: usize, record: &Record, entities: &mut Catalogue) -> io::Result<()> {
        record.posts.iter().for_each(|p| entities.post(i, record, p));
        self.part.articles.push(articles::head(record));
        self.part.events.extend(record.events.iter().map(|e| event(i, record, e, entities)));
        self.measures.add(i, record, entities);
        self.texts.push(articles::text(record, entities));
        if self.texts.len() == articles::BLOCK {
            self.write_texts()?;
        }
        if self.part.articles.len() == PART {
            self.write_part()?;
        }
        Ok(())
    }

    fn write_texts(&mut self) -> io::Result<()> {
        script(self.out, "class=\"block\"", &std::mem::take(&mut self.texts))
    }

    fn write_part(&mut self) -> io::Result<()> {
        script(self.out, "class=\"part\"", &std::mem::take(&mut self.part))
    }

    /// Writes what is left; gives the figures, which are by measure.
    fn finish(mut self) -> io::Result<Vec<Measure>> {
        if !self.texts.is_empty() {
            self.write_texts()?;
        }
        if !self.part.articles.is_empty() {
            self.write_part()?;
        }
        Ok(self.measures.finish())
    }
}

/// Up to three papers by name.
fn title(papers: &[String]) -> String {
    let mut papers: Vec<&str> = papers.iter().map(String::as_str).collect();
    papers.sort_unstable();
    match &papers[..] {
        // The page says it in the reader's language.
        [] => String::new(),
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
        place_entity: place::of_event(record, e).and_then(|p| entities.of_key(&p.key)),
        inferred: e.place.as_ref().is_some_and(|p| p.inferred),
        article,
        at: trigger.map_or(0, |t| t.start),
        trigger: trigger.map(|t| t.text.clone()).unwrap_or_default(),
        roles: e.roles.iter().map(filler).collect(),
    }
}
