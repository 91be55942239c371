//! What a corpus holds, for a person to read on a terminal.

use crate::console::{counted, grouped, tame};
use baozhi::Record;
use baozhi::export::terminal_width as columns;
use baozhi::graph::{CoGraph, Node, Scope};
use baozhi::query::Staff;
use baozhi::record::{EntityKind, Realis};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// Rows of each ranking.
const TOP: usize = 10;
/// Cells of the longest bar.
const BAR: usize = 24;

/// Counts over records, filled by [`Summary::add`].
#[derive(Default)]
pub struct Summary {
    articles: usize,
    /// Records that are no articles: captions, lone headlines and the like.
    apart: usize,
    characters: usize,
    papers: BTreeMap<String, BTreeSet<String>>,
    mentions: BTreeMap<&'static str, usize>,
    names: BTreeMap<(EntityKind, String), Name>,
    posts: BTreeMap<String, BTreeMap<String, usize>>,
    post_rows: usize,
    events: BTreeMap<String, usize>,
    unreal: usize,
    quotes: usize,
}

#[derive(Default)]
struct Name {
    name: String,
    mentions: usize,
    articles: usize,
    staff: Staff,
}

impl Summary {
    /// Counts one record in.
    pub fn add(&mut self, record: &Record) {
        let is_article = record.article.kind.is_article();
        self.articles += usize::from(is_article);
        self.apart += usize::from(!is_article);
        self.characters += record.text.chars().filter(|c| !c.is_whitespace()).count();
        let paper = record.issue.paper.clone().unwrap_or_else(|| "(no paper named)".to_string());
        let dates = self.papers.entry(paper).or_default();
        dates.extend(record.issue.date.clone());
        self.quotes += record.quotes.len();
        for m in &record.mentions {
            *self.mentions.entry(m.kind.as_str()).or_default() += 1;
        }
        self.add_names(record);
        self.post_rows += record.posts.len();
        for post in &record.posts {
            let of = post.institution.as_deref().unwrap_or("");
            *self
                .posts
                .entry(post.person.clone())
                .or_default()
                .entry(format!("{of}{}", post.title))
                .or_default() += 1;
        }
        for event in &record.events {
            *self.events.entry(event.kind.to_string()).or_default() += 1;
            self.unreal += usize::from(event.realis != Realis::Actual);
        }
    }

    fn add_names(&mut self, record: &Record) {
        for entity in &record.entities {
            let name = self.names.entry((entity.kind, entity.key.clone())).or_default();
            if name.name.is_empty() {
                name.name = entity.name.clone();
            }
            name.mentions += entity.mentions.len();
            name.articles += usize::from(record.article.kind.is_article());
            name.staff.add(record, entity);
        }
    }

    fn top(&self, kind: EntityKind) -> Vec<&Name> {
        let mut names: Vec<&Name> = self.of_kind(kind).collect();
        names.sort_by(|a, b| (b.articles, b.mentions, &a.name).cmp(&(a.articles, a.mentions, &b.name)));
        names.truncate(TOP);
        names
    }

    fn distinct(&self, kind: EntityKind) -> usize {
        self.of_kind(kind).count()
    }

    /// The names of a type that an article names. The paper's own writers are no news: they are left out.
    fn of_kind(&self, kind: EntityKind) -> impl Iterator<Item = &Name> {
        let of_kind = self.names.iter().filter(move |((k, _), name)| *k == kind && name.articles > 0);
        of_kind.map(|(_, name)| name).filter(|name| !name.staff.is_press())
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", counted(self.articles, "article"), counted(self.characters, "character"))?;
        match self.apart {
            0 => writeln!(f)?,
            apart => {
                writeln!(f, " (with {} captions, lone headlines or furniture of the page)", grouped(apart))?
            }
        }
        for (paper, dates) in &self.papers {
            write!(f, "  {}", tame(paper))?;
            match (dates.first(), dates.last()) {
                (Some(a), Some(b)) if a != b => {
                    writeln!(f, ": {}, {a} to {b}", counted(dates.len(), "issue"))?
                }
                (Some(a), _) => writeln!(f, ": {a}")?,
                _ => writeln!(f)?,
            }
        }
        let found: Vec<String> =
            ["person", "title", "place", "institution", "meeting", "document", "figure", "time"]
                .iter()
                .map(|t| counted(self.mentions.get(t).copied().unwrap_or(0), t))
                .collect();
        writeln!(f, "mentions: {}", found.join(", "))?;
        let events: usize = self.events.values().sum();
        write!(f, "{}, {}", counted(self.post_rows, "post row"), counted(events, "event"))?;
        let quotes = counted(self.quotes, "quote");
        writeln!(f, " ({} not or not yet come to pass), {quotes}", grouped(self.unreal))?;
        self.write_ranking(f, "persons", EntityKind::Person)?;
        self.write_ranking(f, "institutions", EntityKind::Institution)?;
        self.write_ranking(f, "places", EntityKind::Place)?;
        self.write_events(f)
    }
}

impl Summary {
    fn write_ranking(&self, f: &mut Formatter<'_>, title: &str, kind: EntityKind) -> fmt::Result {
        let names = self.top(kind);
        let Some(most) = names.first().map(|n| n.articles) else { return Ok(()) };
        writeln!(f, "\n{title} in most articles (of {})", grouped(self.distinct(kind)))?;
        let column = names.iter().map(|n| columns(&n.name)).max().unwrap_or(0);
        for n in &names {
            let post = (kind == EntityKind::Person).then(|| self.post_of(&n.name)).flatten();
            let name = tame(&n.name);
            let line = format!(
                "  {}{}  {} {:>5}  {}",
                name,
                " ".repeat(column - columns(&n.name)),
                bar(n.articles, most),
                n.articles,
                tame(&post.unwrap_or_default())
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn post_of(&self, person: &str) -> Option<String> {
        let posts = self.posts.get(person)?;
        posts.iter().max_by_key(|(post, n)| (**n, post.chars().count())).map(|(post, _)| post.clone())
    }

    fn write_events(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut events: Vec<_> = self.events.iter().collect();
        events.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        let Some(most) = events.first().map(|e| *e.1) else { return Ok(()) };
        writeln!(f, "\nevents by type (of {})", counted(events.len(), "type"))?;
        for (kind, n) in events.into_iter().take(TOP) {
            writeln!(f, "  {kind:<18}  {} {n:>5}", bar(*n, most))?;
        }
        Ok(())
    }
}

/// A bar of [`BAR`] columns, filled in proportion.
fn bar(n: usize, most: usize) -> String {
    let filled = (n * BAR).div_ceil(most.max(1));
    format!("{}{}", "█".repeat(filled), " ".repeat(BAR - filled.min(BAR)))
}

/// The strongest ties between persons in a graph, by what `scope` counts.
pub fn graph_summary(graph: &CoGraph, scope: Scope) -> String {
    let mut out = format!(
        "\ngraph: {}, {}\n",
        counted(graph.node_count(), "node"),
        counted(graph.edge_count(), "edge")
    );
    let person = |n: &Node| n.kind == EntityKind::Person;
    let mut ties: Vec<_> = graph.edges().filter(|e| person(e.source) && person(e.target)).collect();
    ties.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    if !ties.is_empty() {
        out.push_str(&format!("persons most often in one {}\n", scope.as_str()));
    }
    for tie in ties.iter().take(TOP) {
        out.push_str(&format!("  {} – {}  {}\n", tame(&tie.source.name), tame(&tie.target.name), tie.weight));
    }
    out
}
