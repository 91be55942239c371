//! Persons, places, institutions and the rest, each with what its page shows.

use super::articles;
use crate::export::json_word;
use crate::graph::CoGraph;
use crate::record::{EntityKind, MentionKind, PersonRole, Post, Record};
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Places in the texts that an entity's page can quote.
const QUOTED: usize = 40;
/// Companions that the page of an entity of several articles lists.
const COMPANIONS: usize = 14;
/// And of one named in one article, of which there are most.
const FEW: usize = 6;
/// Articles that show a companion.
const EVIDENCE: usize = 3;

/// One entity.
#[derive(Serialize)]
pub(super) struct Profile {
    #[serde(rename = "type")]
    kind: EntityKind,
    #[serde(skip)]
    key: String,
    name: String,
    /// What a person is most often: official, reporter and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// True for persons who are named mostly because they made the paper.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    press: bool,
    mentions: usize,
    articles: usize,
    first: Option<String>,
    last: Option<String>,
    /// Articles in each month, `2021-03`.
    months: BTreeMap<String, usize>,
    /// Article and offset of its first mention there.
    seen: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    posts: Vec<Held>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    companions: Vec<Companion>,
    #[serde(skip)]
    roles: BTreeMap<PersonRole, usize>,
}

/// A post over time.
#[derive(Serialize)]
struct Held {
    title: String,
    institution: Option<String>,
    /// The institution's entity, where it has one.
    entity: Option<usize>,
    former: bool,
    articles: Vec<usize>,
}

/// An entity named beside another: its number, sentences, articles and events
/// shared, and articles that show it. A tuple, since there are very many.
#[derive(Serialize)]
struct Companion(usize, u32, u32, u32, Vec<usize>);

/// All entities, and their numbers by key.
pub(super) struct Catalogue {
    pub(super) profiles: Vec<Profile>,
    number: HashMap<String, usize>,
    /// Articles by id.
    article: HashMap<String, usize>,
}

impl Catalogue {
    pub(super) fn new(shown: &[Cow<'_, Record>]) -> Catalogue {
        let mut profiles: HashMap<&str, Profile> = HashMap::new();
        for (i, record) in shown.iter().enumerate() {
            for e in &record.entities {
                let profile = profiles.entry(&e.key).or_insert_with(|| Profile::new(e));
                profile.add(i, record, e);
            }
        }
        let mut profiles: Vec<Profile> = profiles.into_values().collect();
        profiles.iter_mut().for_each(Profile::settle_role);
        profiles.sort_by(|a, b| (a.kind, b.articles, &a.key).cmp(&(b.kind, a.articles, &b.key)));
        let number = profiles.iter().enumerate().map(|(n, p)| (p.key.clone(), n)).collect();
        let article = shown.iter().enumerate().rev().map(|(i, r)| (r.id.clone(), i)).collect();
        let mut catalogue = Catalogue { profiles, number, article };
        for (i, record) in shown.iter().enumerate() {
            record.posts.iter().for_each(|p| catalogue.post(i, record, p));
        }
        catalogue
    }

    pub(super) fn of_key(&self, key: &str) -> Option<usize> {
        self.number.get(key).copied()
    }

    pub(super) fn of_entity(&self, record: &Record, entity: u32) -> Option<usize> {
        self.of_key(&record.entities.get(entity as usize)?.key)
    }

    pub(super) fn of_mention(&self, record: &Record, mention: u32) -> Option<usize> {
        self.of_entity(record, record.mentions.get(mention as usize)?.entity?)
    }

    pub(super) fn of_article(&self, id: &str) -> Option<usize> {
        self.article.get(id).copied()
    }

    fn post(&mut self, article: usize, record: &Record, post: &Post) {
        let Some(person) = self.of_mention(record, post.person_mention) else { return };
        let institution = post.institution.as_ref();
        let entity = institution.and_then(|i| self.of_key(&format!("institution:{i}")));
        let posts = &mut self.profiles[person].posts;
        let same = |h: &&mut Held| {
            h.title == post.title && h.institution.as_ref() == institution && h.former == post.former
        };
        match posts.iter_mut().find(same) {
            Some(held) if held.articles.last() == Some(&article) => {}
            Some(held) => held.articles.push(article),
            None => posts.push(Held {
                title: post.title.clone(),
                institution: institution.cloned(),
                entity,
                former: post.former,
                articles: vec![article],
            }),
        }
    }

    /// Fills in who stands beside whom, the closest first: those who share
    /// most sentences and events, then most articles.
    pub(super) fn companions(&mut self, graph: &CoGraph) {
        let ordered = graph.ordered();
        let number: Vec<Option<usize>> = ordered.nodes().map(|n| self.of_key(&n.key)).collect();
        /// Closeness, companion, edge.
        type Beside = (Reverse<(u32, u32)>, usize, usize);
        let mut beside: Vec<Vec<Beside>> = vec![Vec::new(); self.profiles.len()];
        for (i, e) in ordered.edges().enumerate() {
            let (Some(a), Some(b)) = (number[e.from], number[e.to]) else { continue };
            let c = &e.edge.counts;
            let closeness = Reverse((c.sentence + c.event, c.article));
            beside[a].push((closeness, b, i));
            beside[b].push((closeness, a, i));
        }
        for (n, mut beside) in beside.into_iter().enumerate() {
            beside.sort_unstable();
            beside.truncate(if self.profiles[n].articles > 1 { COMPANIONS } else { FEW });
            let companion = |(_, other, i): (_, usize, usize)| {
                let edge = ordered.edge(i).edge;
                let evidence = graph.evidence(edge).filter_map(|r| self.of_article(&r.id));
                let c = &edge.counts;
                Companion(other, c.sentence, c.article, c.event, evidence.take(EVIDENCE).collect())
            };
            self.profiles[n].companions = beside.into_iter().map(companion).collect();
        }
    }
}

impl Profile {
    fn new(e: &crate::record::Entity) -> Profile {
        Profile {
            kind: e.kind,
            key: e.key.clone(),
            name: e.name.clone(),
            role: None,
            press: false,
            mentions: 0,
            articles: 0,
            first: None,
            last: None,
            months: BTreeMap::new(),
            seen: Vec::new(),
            posts: Vec::new(),
            companions: Vec::new(),
            roles: BTreeMap::new(),
        }
    }

    /// Adds one article; articles come by date, the undated last.
    fn add(&mut self, article: usize, record: &Record, e: &crate::record::Entity) {
        self.mentions += e.mentions.len();
        self.articles += 1;
        if let Some(date) = articles::date(record) {
            self.first.get_or_insert_with(|| date.to_owned());
            self.last = Some(date.to_owned());
            *self.months.entry(date.chars().take(7).collect()).or_default() += 1;
        }
        for m in e.mentions.iter().filter_map(|&m| record.mentions.get(m as usize)) {
            if let MentionKind::Person { role } = &m.kind {
                *self.roles.entry(*role).or_default() += 1;
            }
        }
        let first = e.mentions.first().and_then(|&m| record.mentions.get(m as usize));
        if let Some(m) = first.filter(|_| self.seen.len() < QUOTED) {
            self.seen.push((article, m.start));
        }
    }
    fn settle_role(&mut self) {
        let of = |r: &PersonRole| self.roles.get(r).copied().unwrap_or_default();
        let named = of(&PersonRole::Official) + of(&PersonRole::Other);
        self.press = named * 2 < self.roles.values().sum::<usize>() && of(&PersonRole::Official) == 0;
        let most = self.roles.iter().max_by_key(|&(&r, &n)| (n, Reverse(r)));
        self.role = most.map(|(r, _)| json_word(r));
    }
}
