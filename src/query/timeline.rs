//! What is told of one name, by date.

use super::{fold, is_named};
use crate::record::{Basis, Entity, EntityKind, Event, Post, Quote, QuoteKind, Realis, Record, ToBytes};
use crate::span::Span;
use crate::token::sentences;
use std::collections::{BTreeMap, BTreeSet};

/// Everything dated that records tell of a name, gathered by
/// [`Timeline::add`].
///
/// Two things of one name (two persons in two offices) are two lives.
///
/// ```
/// use baozhi::query::{FactKind, Timeline};
/// use baozhi::{Document, Extractor, Article};
/// use baozhi::record::IssueInfo;
///
/// let issue = IssueInfo::default().with_date("2022-03-02").with_home("许昌市");
/// let article = Article::plain(None, "3月1日，市委书记张三明主持召开会议。");
/// let record = Extractor::new().extract_document(&Document::new("a", issue, article));
/// let mut timeline = Timeline::of("张三明");
/// timeline.add(&record);
/// let lives = timeline.lives();
/// assert_eq!(lives[0].key, "person:张三明");
/// let post = lives[0].facts.iter().find(|fact| fact.kind == FactKind::Post).unwrap();
/// assert_eq!((post.what.as_str(), post.date.as_deref()), ("书记", Some("2022-03-02")));
/// ```
#[derive(Clone, Debug)]
pub struct Timeline {
    name: String,
    /// By key, folded: a name in traditional characters is no other.
    lives: BTreeMap<String, Life>,
    posts: BTreeMap<PostKey, Fact>,
}

/// The entity, the title, the institution or holder, all folded, and whether it
/// is former.
type PostKey = (String, String, String, bool);

/// One entity and its facts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Life {
    /// The entity's key, `person:周明远`.
    pub key: String,
    /// Person, place, institution, meeting or document.
    pub kind: EntityKind,
    /// Its full name.
    pub name: String,
    /// Articles that name it.
    pub articles: u32,
    /// What is told of it, by date; what has none comes last.
    pub facts: Vec<Fact>,
}

/// What sort of thing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FactKind {
    /// A post that a person holds or held, or that is held in an institution.
    Post,
    /// An event with a part in it.
    Event,
    /// Something said.
    Quote,
}

impl FactKind {
    /// The name in tables, `post`.
    pub fn as_str(self) -> &'static str {
        match self {
            FactKind::Post => "post",
            FactKind::Event => "event",
            FactKind::Quote => "quote",
        }
    }
}

/// One dated fact. A post is one fact for all articles that tell of it, an
/// event or a quotation is one for each.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fact {
    /// Post, event or quotation.
    pub kind: FactKind,
    /// The day it is filed under: the first day that the text gives, else the
    /// article's date, ISO 8601.
    pub date: Option<String>,
    /// First day that the text gives.
    pub from: Option<String>,
    /// Last day that the text gives.
    pub to: Option<String>,
    /// What the days rest on; none for posts, and where the article's date
    /// stands for the day.
    pub basis: Option<Basis>,
    /// The title of a post, the type of an event (`MEET.HOLD`), `direct` or
    /// `indirect` for what was said.
    pub what: String,
    /// The parts it has in an event (`chair`), joined by `|`.
    pub role: String,
    /// The institution of a post, or its holder where the life is an
    /// institution's; the other names in an event, `attendee=何文清`, joined by `|`.
    pub with: String,
    /// True for posts that are said to be given up.
    pub former: bool,
    /// Whether the event came to pass; none for others.
    pub realis: Option<Realis>,
    /// The sentence, or what was said.
    pub text: String,
    /// The date of the first article that tells of it.
    pub first_seen: Option<String>,
    /// The date of the last article that tells of it.
    pub last_seen: Option<String>,
    /// Articles that tell of it.
    pub articles: u32,
    /// The id of the first of them that was read.
    pub record: String,
    /// Its paper.
    pub paper: Option<String>,
}

impl Timeline {
    /// For what is named so: by its full name, by its key, or as it is printed.
    pub fn of(name: impl Into<String>) -> Timeline {
        Timeline { name: name.into(), lives: BTreeMap::new(), posts: BTreeMap::new() }
    }

    /// Takes in what one record tells.
    pub fn add(&mut self, record: &Record) {
        let named: Vec<&Entity> =
            record.entities.iter().filter(|e| is_named(record, e, &self.name)).collect();
        if named.is_empty() {
            return;
        }
        let article = Telling::of(record);
        for entity in named {
            let of = fold(&entity.key);
            let life = self.lives.entry(of.clone()).or_insert_with(|| Life {
                key: entity.key.clone(),
                kind: entity.kind,
                name: entity.name.clone(),
                articles: 0,
                facts: Vec::new(),
            });
            life.articles += u32::from(record.article.kind.is_article());
            life.facts.extend(record.events.iter().filter_map(|event| article.event(entity, event)));
            life.facts.extend(record.quotes.iter().filter_map(|quote| article.quote(entity, quote)));
            let mut told = BTreeSet::new();
            for post in &record.posts {
                let Some(fact) = article.post(entity, post) else { continue };
                let key = (of.clone(), fold(&fact.what), fold(&fact.with), fact.former);
                // Told twice in one article is still one article.
                let is_first = told.insert(key.clone());
                self.posts.entry(key).and_modify(|known| known.absorb(&fact, is_first)).or_insert(fact);
            }
        }
    }

    /// Each thing of this name with its facts, the most named first.
    pub fn lives(self) -> Vec<Life> {
        let mut lives = self.lives;
        for ((key, ..), mut post) in self.posts {
            post.date = post.from.clone().or_else(|| post.first_seen.clone());
            if let Some(life) = lives.get_mut(&key) {
                life.facts.push(post);
            }
        }
        let mut lives: Vec<Life> = lives.into_values().collect();
        for life in &mut lives {
            life.facts.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        lives.sort_by(|a, b| (b.articles, &a.key).cmp(&(a.articles, &b.key)));
        lives
    }
}

impl Fact {
    fn order(&self) -> impl Ord + '_ {
        (self.date.is_none(), &self.date, &self.to, self.kind, &self.what, &self.with, &self.record)
    }

    /// Another telling of the same post.
    fn absorb(&mut self, other: &Fact, is_another_article: bool) {
        let earlier = |a: &Option<String>, b: &Option<String>| a.iter().chain(b).min().cloned();
        let later = |a: &Option<String>, b: &Option<String>| a.iter().chain(b).max().cloned();
        self.from = earlier(&self.from, &other.from);
        self.to = later(&self.to, &other.to);
        self.first_seen = earlier(&self.first_seen, &other.first_seen);
        self.last_seen = later(&self.last_seen, &other.last_seen);
        self.articles = self.articles.saturating_add(u32::from(is_another_article));
    }
}

/// An article as facts are read out of it.
struct Telling<'r> {
    record: &'r Record,
    bytes: ToBytes,
    sentences: Vec<Span>,
}

impl<'r> Telling<'r> {
    fn of(record: &'r Record) -> Telling<'r> {
        let bytes = ToBytes::new(&record.text, record.offsets);
        Telling { record, bytes, sentences: sentences(&record.text) }
    }

    /// A fact of the article's date with nothing in it.
    fn fact(&self, kind: FactKind) -> Fact {
        let date = self.record.date().map(str::to_owned);
        Fact {
            kind,
            date: date.clone(),
            from: None,
            to: None,
            basis: None,
            what: String::new(),
            role: String::new(),
            with: String::new(),
            former: false,
            realis: None,
            text: String::new(),
            first_seen: date.clone(),
            last_seen: date,
            articles: 1,
            record: self.record.id.clone(),
            paper: self.record.issue.paper.clone(),
        }
    }

    fn is_of(&self, mention: Option<u32>, entity: &Entity) -> bool {
        let mention = mention.and_then(|m| self.record.mentions.get(m as usize));
        mention.is_some_and(|m| m.entity == Some(entity.id))
    }

    fn post(&self, entity: &Entity, post: &Post) -> Option<Fact> {
        let holds = self.is_of(Some(post.person_mention), entity);
        let is_held_there =
            entity.kind == EntityKind::Institution && post.institution.as_ref() == Some(&entity.name);
        if !holds && !is_held_there {
            return None;
        }
        let with = if holds { post.institution.clone().unwrap_or_default() } else { post.person.clone() };
        let at = post.title_mention.unwrap_or(post.person_mention);
        let at = self.record.mentions.get(at as usize).map_or(0, |m| m.start);
        Some(Fact {
            from: post.from.clone(),
            to: post.to.clone(),
            what: post.title.clone(),
            with,
            former: post.former,
            text: self.sentence_at(at),
            ..self.fact(FactKind::Post)
        })
    }

    fn event(&self, entity: &Entity, event: &Event) -> Option<Fact> {
        let (own, others): (Vec<_>, Vec<_>) =
            event.roles.iter().partition(|role| self.is_of(role.mention, entity));
        let mut roles: Vec<&str> = own.iter().map(|role| &*role.role).collect();
        let is_place = |e: &Entity| e.kind == EntityKind::Place;
        if is_place(entity) && event.place.as_ref().is_some_and(|place| place.name == entity.name) {
            roles.push("place");
        }
        if roles.is_empty() {
            return None;
        }
        roles.dedup();
        // Times and what was said are no others.
        let is_named = |mention: u32| self.record.mentions.get(mention as usize)?.entity;
        let others = others.iter().filter(|role| role.mention.and_then(is_named).is_some());
        let others: Vec<String> = others.map(|r| format!("{}={}", r.role, r.text)).collect();
        let fact = self.fact(FactKind::Event);
        let time = event.time.as_ref();
        Some(Fact {
            date: time.map(|t| t.from.clone()).or(fact.date),
            from: time.map(|t| t.from.clone()),
            to: time.map(|t| t.to.clone()),
            basis: time.map(|t| t.basis),
            what: event.kind.to_string(),
            role: roles.join("|"),
            with: others.join("|"),
            realis: Some(event.realis),
            text: event.triggers.first().map(|t| self.sentence_at(t.start)).unwrap_or_default(),
            ..fact
        })
    }

    fn quote(&self, entity: &Entity, quote: &Quote) -> Option<Fact> {
        if !self.is_of(quote.speaker, entity) {
            return None;
        }
        let [start, end] = quote.content.map(|at| self.bytes.byte(at));
        let what = match quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
        };
        let text = self.record.text.get(start..end).unwrap_or_default().to_owned();
        Some(Fact { what: what.to_owned(), text, ..self.fact(FactKind::Quote) })
    }

    /// The sentence in which something stands, by its offset in the record's
    /// unit.
    fn sentence_at(&self, at: usize) -> String {
        let at = self.bytes.byte(at);
        let next = self.sentences.partition_point(|s| s.end <= at);
        let sentence = self.sentences.get(next).filter(|s| s.start <= at);
        sentence.and_then(|s| s.get(&self.record.text)).unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Mention, MentionKind, PersonRole};

    /// An article that says that 王甲 holds, or held, a post.
    fn told(id: &str, date: Option<&str>, key: &str, former: bool) -> Record {
        let mut record = Record::new(id, "镇长王甲到会。");
        record.issue.date = date.map(str::to_owned);
        let kind = MentionKind::Person { role: PersonRole::Official };
        record.mentions.push(Mention::new(kind, &record.text, Span::new(6, 12), "test"));
        record.mentions[0].entity = Some(0);
        let mut entity = Entity::new(EntityKind::Person, key, "王甲");
        entity.mentions.push(0);
        record.entities.push(entity);
        let mut post = Post::new("王甲", "镇长", 0, "test");
        post.former = former;
        record.posts.extend([post.clone(), post]);
        record
    }

    #[test]
    fn a_post_is_one_fact_of_all_articles_that_tell_it() {
        let mut timeline = Timeline::of("王甲");
        for (id, date) in [("b", Some("2022-03-02")), ("a", Some("2021-05-01")), ("c", None)] {
            timeline.add(&told(id, date, "person:王甲", false));
        }
        timeline.add(&told("d", Some("2023-01-01"), "person:王甲", true));
        let lives = timeline.lives();
        assert_eq!((lives.len(), lives[0].articles), (1, 4));
        let posts: Vec<_> =
            lives[0].facts.iter().map(|f| (f.date.as_deref(), f.former, f.articles)).collect();
        assert_eq!(posts, [(Some("2021-05-01"), false, 3), (Some("2023-01-01"), true, 1)]);
        let held = &lives[0].facts[0];
        assert_eq!(held.last_seen.as_deref(), Some("2022-03-02"));
        assert_eq!(held.text, "镇长王甲到会。");
    }

    #[test]
    fn two_of_one_name_have_two_lives() {
        let mut timeline = Timeline::of("王甲");
        timeline.add(&told("a", None, "person:王甲", false));
        timeline.add(&told("b", None, "person:王甲@某县公安局", false));
        timeline.add(&told("c", None, "person:王甲@某县公安局", false));
        let keys: Vec<_> = timeline.lives().into_iter().map(|life| (life.key, life.articles)).collect();
        assert_eq!(keys, [("person:王甲@某县公安局".to_owned(), 2), ("person:王甲".to_owned(), 1)]);
    }
}
