//! What a node and an edge hold, and how two of them become one.
//!
//! Every `absorb` here is associative and commutative, so that a corpus split
//! anywhere and merged in any order gives the same graph.

use super::options::Scope;
use crate::record::EntityKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A count for each scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Counts {
    /// Sentences.
    #[serde(skip_serializing_if = "is_zero")]
    pub sentence: u32,
    /// Windows of sentences.
    #[serde(skip_serializing_if = "is_zero")]
    pub window: u32,
    /// Lines of text.
    #[serde(skip_serializing_if = "is_zero")]
    pub paragraph: u32,
    /// Articles.
    #[serde(skip_serializing_if = "is_zero")]
    pub article: u32,
    /// Events that both took part in.
    #[serde(skip_serializing_if = "is_zero")]
    pub event: u32,
}

impl Counts {
    /// The count of one scope.
    pub fn get(&self, scope: Scope) -> u32 {
        match scope {
            Scope::Sentence => self.sentence,
            Scope::Window => self.window,
            Scope::Paragraph => self.paragraph,
            Scope::Article => self.article,
            Scope::Event => self.event,
        }
    }

    /// One more of a scope.
    pub(super) fn bump(&mut self, scope: Scope) {
        self.raise(scope, 1);
    }

    /// So many more of a scope.
    pub(super) fn raise(&mut self, scope: Scope, by: u32) {
        let n = match scope {
            Scope::Sentence => &mut self.sentence,
            Scope::Window => &mut self.window,
            Scope::Paragraph => &mut self.paragraph,
            Scope::Article => &mut self.article,
            Scope::Event => &mut self.event,
        };
        *n = n.saturating_add(by);
    }

    pub(super) fn absorb(&mut self, other: &Counts) {
        self.sentence = self.sentence.saturating_add(other.sentence);
        self.window = self.window.saturating_add(other.window);
        self.paragraph = self.paragraph.saturating_add(other.paragraph);
        self.article = self.article.saturating_add(other.article);
        self.event = self.event.saturating_add(other.event);
    }
}

/// The first and the last issue date of something; empty when no article that
/// shows it has a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dates {
    /// The earliest issue date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The latest issue date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
}

impl Dates {
    /// One day, or none.
    pub fn on(date: Option<Date>) -> Dates {
        Dates { first: date, last: date }
    }

    pub(super) fn absorb(&mut self, other: Dates) {
        // Every edge of every article comes by here: no iterators.
        if let Some(first) = other.first
            && self.first.is_none_or(|known| first < known)
        {
            self.first = Some(first);
        }
        if let Some(last) = other.last
            && self.last.is_none_or(|known| last > known)
        {
            self.last = Some(last);
        }
    }
}

/// One entity over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// The entity's key, `person:周明远`.
    pub key: Box<str>,
    /// Person, place, institution, meeting or document.
    pub kind: EntityKind,
    /// Full name.
    pub name: Box<str>,
    /// Mentions in all articles.
    pub mentions: u32,
    /// Sentences, paragraphs, articles it is named in, events it takes part in.
    pub counts: Counts,
    /// First and last issue date.
    pub dates: Dates,
}

impl Node {
    pub(super) fn absorb(&mut self, other: Node) {
        self.see(other.kind, &other.name, other.dates);
        self.mentions = self.mentions.saturating_add(other.mentions);
        self.counts.absorb(&other.counts);
    }

    /// The node is met once more, under this name.
    pub(super) fn see(&mut self, kind: EntityKind, name: &str, dates: Dates) {
        if prefer(name, &self.name) {
            self.name = name.into();
        }
        self.kind = self.kind.min(kind);
        self.dates.absorb(dates);
    }
}

/// True when `a` is the better name for a node: the longer, else the smaller.
/// Any total order would do for merging; the longer name is the fuller one.
pub(super) fn prefer(a: &str, b: &str) -> bool {
    (a.len(), b) > (b.len(), a)
}

/// What sort of tie an edge is; one edge can be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Layer {
    /// Named together in a text scope.
    CoMention,
    /// Both took part in one event.
    CoAttendance,
    /// A person holds a post in an institution.
    Post,
    /// A participant of an event and the place where it was held.
    Place,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 4] = [Layer::CoMention, Layer::CoAttendance, Layer::Post, Layer::Place];

    /// The name in files, `co-mention`.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::CoMention => "co-mention",
            Layer::CoAttendance => "co-attendance",
            Layer::Post => "post",
            Layer::Place => "place",
        }
    }
}

/// One title that a person holds in an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Held {
    /// The bare title, 主席.
    pub title: Box<str>,
    /// True for 原, 前, 时任.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// Articles that say so.
    pub articles: u32,
    /// First and last issue date of those articles.
    #[serde(flatten)]
    pub dates: Dates,
}

/// What ties two entities together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edge {
    /// Sentences, paragraphs and articles that name both, events they share.
    pub counts: Counts,
    /// Events that one of them took part in and that were held at the other.
    pub held_at: u32,
    /// Posts the one holds in the other, by title.
    pub posts: Vec<Held>,
    /// First and last issue date.
    pub dates: Dates,
    /// The earliest articles that show the tie, as numbers in the graph's list
    /// of articles, ordered by date and id.
    pub(super) evidence: Vec<u32>,
}

impl Edge {
    /// True when the edge belongs to `layer`.
    pub fn is(&self, layer: Layer) -> bool {
        match layer {
            Layer::CoMention => {
                let Counts { sentence, window, paragraph, article, event: _ } = self.counts;
                [sentence, window, paragraph, article].iter().any(|&n| n > 0)
            }
            Layer::CoAttendance => self.counts.event > 0,
            Layer::Post => !self.posts.is_empty(),
            Layer::Place => self.held_at > 0,
        }
    }

    /// The layers the edge belongs to.
    pub fn layers(&self) -> impl Iterator<Item = Layer> + '_ {
        Layer::ALL.into_iter().filter(|&l| self.is(l))
    }

    /// The names of its layers, `co-mention|post`.
    pub fn layer_names(&self) -> String {
        self.layers().map(Layer::as_str).collect::<Vec<_>>().join("|")
    }

    pub(super) fn absorb_posts(&mut self, posts: Vec<Held>) {
        for p in posts {
            match self.posts.binary_search_by(|h| (&*h.title, h.former).cmp(&(&*p.title, p.former))) {
                Err(at) => self.posts.insert(at, p),
                Ok(at) => {
                    let held = &mut self.posts[at];
                    held.articles = held.articles.saturating_add(p.articles);
                    held.dates.absorb(p.dates);
                }
            }
        }
    }
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
