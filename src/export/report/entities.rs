//! Persons, places, institutions and the rest, each with what its page shows.

use crate::export::json_word;
use crate::graph::CoGraph;
use crate::record::{EntityKind, MentionKind, PersonRole, Post, Record};
use serde::Serialize;
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

/// The catalogue while articles are read for the first time.
#[derive(Default)]
pub(super) struct Gathering {
    profiles: HashMap<String, Profile>,
    article: HashMap<String, usize>,
}

impl Gathering {
    /// Adds one article; articles come by date, the undated last.
    pub(super) fn add(&mut self, article: usize, record: &Record) {
        for e in &record.entities {
            if !self.profiles.contains_key(&e.key) {
                self.profiles.insert(e.key.clone(), Profile::new(e));
            }
            if let Some(profile) = self.profiles.get_mut(&e.key) {
                profile.add(article, record, e);
            }
        }
        // Of articles of one id the first is meant.
        self.article.entry(record.id.clone()).or_insert(article);
    }

    pub(super) fn finish(self) -> Catalogue {
        let mut profiles: Vec<Profile> = self.profiles.into_values().collect();
        profiles.iter_mut().for_each(Profile::settle_role);
        profiles.sort_by(|a, b| (a.kind, b.articles, &a.key).cmp(&(b.kind, a.articles, &b.key)));
        let number = profiles.iter().enumerate().map(|(n, p)| (p.key.clone(), n)).collect();
        Catalogue { profiles, number, article: self.article }
    }
}

impl Catalogue {
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

    /// Adds a post that article number `article` tells of.
    pub(super) fn post(&mut self, article: usize, record: &Record, post: &Post) {
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
        let mut beside: Vec<Beside> = vec![Beside::default(); self.profiles.len()];
        for (i, e) in ordered.edges().enumerate() {
            let (Some(a), Some(b)) = (number[e.from], number[e.to]) else { continue };
            let c = &e.edge.counts;
            let closeness = Reverse((c.sentence.saturating_add(c.event), c.article));
            beside[a].push((closeness, b, i));
            beside[b].push((closeness, a, i));
        }
        for (n, beside) in beside.into_iter().enumerate() {
            let most = if self.profiles[n].articles > 1 { COMPANIONS } else { FEW };
            let beside = beside.closest(most);
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

/// Closeness, companion, edge: the closest come first.
type Tie = (Reverse<(u32, u32)>, usize, usize);

/// The ties of one entity, those that could be shown: all of a large graph
/// would take as much memory as the graph.
#[derive(Clone, Default)]
struct Beside(Vec<Tie>);

impl Beside {
    fn push(&mut self, tie: Tie) {
        if self.0.len() >= 4 * COMPANIONS {
            self.cut(COMPANIONS);
        }
        self.0.push(tie);
    }

    fn cut(&mut self, most: usize) {
        self.0.sort_unstable();
        self.0.truncate(most);
    }

    fn closest(mut self, most: usize) -> Vec<Tie> {
        self.cut(most);
        self.0
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
        if let Some(date) = record.date() {
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
