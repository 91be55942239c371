//! Persons, places, institutions and the rest, each with what its page shows.

use super::ties::Companion;
use crate::export::json_word;
use crate::lexicon::coordinates;
use crate::query::Staff;
use crate::record::{EntityKind, MentionKind, PersonRole, Post, Record};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Places in the texts that an entity's page can quote.
const QUOTED: usize = 40;
/// One entity.
#[derive(Serialize)]
pub(super) struct Profile {
    #[serde(rename = "type")]
    kind: EntityKind,
    #[serde(skip)]
    key: String,
    name: String,
    /// Longitude and latitude of a division in degrees, and its level: 0 a province, 1 a prefecture, 2 a county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<(f64, f64, u8)>,
    /// What a person is most often: official, reporter and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// True for persons who are named mostly because they made the paper.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    press: bool,
    /// The class of an institution, the level of a place, as most mentions give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    /// The numbers of the papers that name it; left out where all articles are of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    papers: Vec<u32>,
    mentions: u32,
    pub(super) articles: u32,
    /// The first and the last article with a date.
    first: Option<u32>,
    last: Option<u32>,
    /// The number of a month of [`Catalogue::months`], and articles in it.
    months: Vec<(u32, u32)>,
    /// Article and offset of its first mention there.
    seen: Vec<(u32, u32)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    posts: Vec<Held>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) companions: Vec<Companion>,
    #[serde(skip)]
    roles: Vec<(PersonRole, u32)>,
    #[serde(skip)]
    classes: Vec<(String, u32)>,
    #[serde(skip)]
    staff: Staff,
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
    /// The first and the last day in the post, where texts say them.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Those of `articles` that tell of a year before their own: their day is not one on which the post is known to be
    /// held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    past: Vec<usize>,
}

impl Held {
    /// Adds what the article number `article`, of the day `date`, says of the post's days.
    fn add_days(&mut self, article: usize, date: Option<&str>, post: &Post) {
        let year = |day: &str| day.chars().take(4).collect::<String>();
        let told = post.to.as_deref().or(post.from.as_deref());
        if told.zip(date).is_some_and(|(told, date)| year(told) < year(date)) {
            self.past.push(article);
        }
        if let Some(from) = post.from.as_ref().filter(|from| self.from.as_ref().is_none_or(|f| f > *from)) {
            self.from = Some(from.clone());
        }
        if let Some(to) = post.to.as_ref().filter(|to| self.to.as_ref().is_none_or(|t| t < *to)) {
            self.to = Some(to.clone());
        }
    }
}

/// All entities, and their numbers by key.
pub(super) struct Catalogue {
    pub(super) profiles: Vec<Profile>,
    /// The months with an article, `2021-03`, in order.
    pub(super) months: Vec<String>,
    /// The papers, in the order of their first articles.
    pub(super) papers: Vec<String>,
    number: HashMap<String, usize>,
    /// Articles by id.
    article: HashMap<String, usize>,
}

/// The catalogue while articles are read for the first time.
#[derive(Default)]
pub(super) struct Gathering {
    profiles: HashMap<String, Profile>,
    months: Vec<String>,
    papers: Vec<String>,
    article: HashMap<String, usize>,
}

impl Gathering {
    /// Adds one article; articles come by date, the undated last.
    pub(super) fn add(&mut self, article: usize, record: &Record) {
        let month = self.month(record);
        let paper = self.paper(record);
        for e in &record.entities {
            if !self.profiles.contains_key(&e.key) {
                self.profiles.insert(e.key.clone(), Profile::new(e));
            }
            if let Some(profile) = self.profiles.get_mut(&e.key) {
                profile.add(article as u32, month, record, e);
                profile.papers.extend(paper.filter(|p| !profile.papers.contains(p)));
            }
        }
        // Of articles of one id the first is meant.
        self.article.entry(record.id.clone()).or_insert(article);
    }

    /// The number of the month of an article that has a date.
    fn month(&mut self, record: &Record) -> Option<u32> {
        let month: String = record.date()?.chars().take(7).collect();
        if self.months.last() != Some(&month) {
            self.months.push(month);
        }
        Some(self.months.len() as u32 - 1)
    }

    /// The number of the paper of an article that names it.
    fn paper(&mut self, record: &Record) -> Option<u32> {
        let paper = record.issue.paper.as_ref()?;
        let known = self.papers.iter().position(|p| p == paper).unwrap_or_else(|| {
            self.papers.push(paper.clone());
            self.papers.len() - 1
        });
        Some(known as u32)
    }

    pub(super) fn finish(self) -> Catalogue {
        let mut profiles: Vec<Profile> = self.profiles.into_values().collect();
        profiles.iter_mut().for_each(Profile::settle);
        if self.papers.len() < 2 {
            profiles.iter_mut().for_each(|p| p.papers.clear());
        }
        profiles.sort_by(|a, b| (a.kind, b.articles, &a.key).cmp(&(b.kind, a.articles, &b.key)));
        // From here on a key is asked for its number alone.
        let number = profiles.iter_mut().enumerate().map(|(n, p)| (std::mem::take(&mut p.key), n)).collect();
        Catalogue { profiles, months: self.months, papers: self.papers, number, article: self.article }
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

    /// The number of the month of an article that has a date.
    pub(super) fn month(&self, record: &Record) -> Option<u32> {
        let month = record.date()?.get(..7)?;
        self.months.binary_search_by(|m| m.as_str().cmp(month)).ok().map(|n| n as u32)
    }

    /// Adds a post that article number `article` tells of.
    pub(super) fn post(&mut self, article: usize, record: &Record, post: &Post) {
        let Some(person) = self.of_mention(record, post.person_mention) else { return };
        let institution = post.institution.as_ref();
        let entity = institution.and_then(|i| self.of_key(&format!("institution:{i}")));
        let posts = &mut self.profiles[person].posts;
        let same = |h: &Held| {
            h.title == post.title && h.institution.as_ref() == institution && h.former == post.former
        };
        let at = posts.iter().position(same).unwrap_or_else(|| {
            posts.push(Held {
                title: post.title.clone(),
                institution: institution.cloned(),
                entity,
                former: post.former,
                articles: Vec::new(),
                from: None,
                to: None,
                past: Vec::new(),
            });
            posts.len() - 1
        });
        let held = &mut posts[at];
        if held.articles.last() != Some(&article) {
            held.articles.push(article);
            held.add_days(article, record.date(), post);
        }
    }
}

impl Profile {
    fn new(e: &crate::record::Entity) -> Profile {
        Profile {
            kind: e.kind,
            key: e.key.clone(),
            name: e.name.clone(),
            at: e.adcode().and_then(|code| {
                let level = if code.ends_with("0000") { 0 } else { 2 - u8::from(code.ends_with("00")) };
                coordinates(code).map(|at| (at.longitude, at.latitude, level))
            }),
            role: None,
            press: false,
            class: None,
            papers: Vec::new(),
            mentions: 0,
            articles: 0,
            first: None,
            last: None,
            months: Vec::new(),
            seen: Vec::new(),
            posts: Vec::new(),
            companions: Vec::new(),
            roles: Vec::new(),
            classes: Vec::new(),
            staff: Staff::default(),
        }
    }

    /// Adds one article; articles come by date, the undated last.
    fn add(&mut self, article: u32, month: Option<u32>, record: &Record, e: &crate::record::Entity) {
        self.mentions += e.mentions.len() as u32;
        self.articles += u32::from(record.article.kind.is_article());
        self.staff.add(record, e);
        if let Some(month) = month {
            self.first.get_or_insert(article);
            self.last = Some(article);
            match self.months.last_mut() {
                Some((last, articles)) if *last == month => *articles += 1,
                _ => self.months.push((month, 1)),
            }
        }
        for m in e.mentions.iter().filter_map(|&m| record.mentions.get(m as usize)) {
            match &m.kind {
                MentionKind::Person { role } => note(&mut self.roles, role),
                MentionKind::Place { level: Some(class), .. }
                | MentionKind::Institution { class: Some(class), .. } => {
                    note(&mut self.classes, class.as_ref());
                }
                _ => {}
            }
        }
        let first = e.mentions.first().and_then(|&m| record.mentions.get(m as usize));
        if let Some(m) = first.filter(|_| self.seen.len() < QUOTED) {
            self.seen.push((article, m.start as u32));
        }
    }

    fn settle(&mut self) {
        let roles = std::mem::take(&mut self.roles);
        self.press = self.staff.is_press();
        let most = roles.iter().max_by_key(|&&(role, n)| (n, Reverse(role)));
        self.role = most.map(|(role, _)| json_word(role));
        let classes = std::mem::take(&mut self.classes);
        let most = classes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        self.class = most.map(|(class, _)| class);
        self.papers.sort_unstable();
    }
}

/// Counts one more of `what`.
fn note<B: ToOwned<Owned = T> + PartialEq<T> + ?Sized, T>(known: &mut Vec<(T, u32)>, what: &B) {
    match known.iter_mut().find(|(k, _)| what == k) {
        Some((_, times)) => *times += 1,
        None => known.push((what.to_owned(), 1)),
    }
}
