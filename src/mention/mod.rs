//! Candidates to mentions: persons, titles, places, institutions, meetings
//! and documents, and the one order in which they are arbitrated.
//!
//! [`find`] reads an article once with the lexicon's matcher and works on the
//! matches from then on: places and their chains, institutions over places,
//! posts over institutions, names beside posts, what gives way to what
//! (`arbitrate`), and who holds which post. The tagger's spans join as one
//! more source; without them everything works, less well on names that stand
//! alone.

mod arbitrate;
mod document;
mod home;
mod institution;
mod locality;
mod meeting;
mod name;
mod person;
mod place;
mod post;
mod scan;
mod title;

use crate::issue::BylineName;
use crate::lexicon::Lexicon;
use crate::record::{Entity, Mention, MentionKind, PersonRole, Post, Rule};
use crate::span::Span;
use crate::tagger::Tag;
use scan::Scan;
use std::collections::{HashMap, HashSet};

/// What the stage reads.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The body's span in it.
    pub body: Span,
    /// Its sentences.
    pub sentences: &'a [Span],
    /// The names of its bylines.
    pub names: &'a [BylineName],
    /// The sequence model's spans by start; empty without the model.
    pub tags: &'a [Tag],
    /// The spans of times and figures by start.
    pub taken: &'a [Span],
    /// The dictionaries.
    pub lexicon: &'a Lexicon,
    /// The issue date.
    pub date: Option<jiff::civil::Date>,
    /// Full name of the paper's home locality, 许昌市.
    pub home: Option<&'a str>,
}

/// What the stage found. Mention ids count from 0 in text order and are those
/// of this list alone until [`Found::merge`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// By start, longer ones first.
    pub mentions: Vec<Mention>,
    /// What they name.
    pub entities: Vec<Entity>,
    /// Who holds which post.
    pub posts: Vec<Post>,
}

impl Found {
    /// Appends what a later stretch of the text holds, which starts at byte
    /// `by` and sentence `sentence`.
    fn append(&mut self, mut later: Found, by: usize, sentence: u32) {
        let first = self.mentions.len() as u32;
        for mention in &mut later.mentions {
            mention.id += first;
            mention.start += by;
            mention.end += by;
            mention.sentence += sentence;
            if let MentionKind::Title { holders } = &mut mention.kind {
                holders.iter_mut().for_each(|h| *h += first);
            }
        }
        for post in &mut later.posts {
            post.person_mention += first;
            post.title_mention.iter_mut().for_each(|t| *t += first);
        }
        self.mentions.append(&mut later.mentions);
        self.posts.append(&mut later.posts);
    }

    /// Adds mentions of other stages (figures, times) and numbers all of them
    /// anew in text order; entities, posts and holders follow.
    pub fn merge(mut self, others: Vec<Mention>) -> Found {
        let own = self.mentions.len();
        self.mentions.extend(others);
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&i| (self.mentions[i].start, std::cmp::Reverse(self.mentions[i].end), i));
        let mut new_id = vec![0u32; self.mentions.len()];
        for (n, &i) in order.iter().enumerate() {
            new_id[i] = n as u32;
        }
        let map = |id: &mut u32| *id = new_id[*id as usize];
        for (i, mention) in self.mentions.iter_mut().enumerate() {
            mention.id = new_id[i];
            if let (true, MentionKind::Title { holders }) = (i < own, &mut mention.kind) {
                holders.iter_mut().for_each(map);
            }
        }
        self.mentions.sort_by_key(|m| m.id);
        self.entities.iter_mut().flat_map(|e| &mut e.mentions).for_each(map);
        for post in &mut self.posts {
            map(&mut post.person_mention);
            post.title_mention.iter_mut().for_each(map);
        }
        self
    }
}

/// A longer text is read in stretches of about this many bytes, so that time
/// grows with its length alone: no article is as long.
const STRETCH: usize = 1 << 17;

/// Finds what an article names.
pub fn find(input: &Input<'_>) -> Found {
    let mut found = if input.text.len() <= 2 * STRETCH { read(input) } else { stretches(input) };
    found.entities = crate::entity::join(&mut found.mentions, &found.posts);
    found
}

/// Reads stretches of whole sentences one by one.
fn stretches(input: &Input<'_>) -> Found {
    let mut all = Found::default();
    let mut rest = input.sentences;
    let mut number = 0;
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|s| s.end <= first.start + STRETCH).count().max(1);
        let span = Span::new(first.start, rest[n - 1].end);
        all.append(stretch(input, span, &rest[..n]), span.start, number);
        number += n as u32;
        rest = &rest[n..];
    }
    all
}

/// Reads the sentences of `span` as a text of their own.
fn stretch(input: &Input<'_>, span: Span, sentences: &[Span]) -> Found {
    let shift = |s: Span| Span::new(s.start - span.start, s.end - span.start);
    let sentences: Vec<Span> = sentences.iter().map(|&s| shift(s)).collect();
    let inside = |s: Span| span.contains(s);
    let names: Vec<BylineName> = input
        .names
        .iter()
        .filter(|n| inside(n.span))
        .map(|n| BylineName { span: shift(n.span), ..*n })
        .collect();
    let tags: Vec<Tag> =
        part(input.tags, |t| t.span, span).map(|t| Tag { span: shift(t.span), ..*t }).collect();
    let taken: Vec<Span> = part(input.taken, |&s| s, span).map(|&s| shift(s)).collect();
    let (text, body) = (&input.text[span], Span::new(0, span.len()));
    read(&Input { text, body, sentences: &sentences, names: &names, tags: &tags, taken: &taken, ..*input })
}

/// The items of an ordered list that lie within `span`.
fn part<T>(list: &[T], of: impl Fn(&T) -> Span, span: Span) -> impl Iterator<Item = &T> {
    let from = list.partition_point(|t| of(t).start < span.start);
    list[from..].iter().take_while(move |t| of(t).end <= span.end)
}

/// Reads one text; entities are joined by the caller.
fn read(input: &Input<'_>) -> Found {
    let scan = Scan::new(input);
    let mut places = place::find(&scan);
    locality::settle(&scan, &mut places);
    let mut insts = institution::find(&scan, &places);
    let units = title::find(&scan, &places, &mut insts);
    let (mut persons, mut holdings) = person::find(&scan, &units, &places);
    arbitrate::settle(&mut persons, &mut insts, &mut places);
    let posts = post::find(&scan, &places, &insts, &units, &persons, &mut holdings);
    let mut build = Builder { scan: &scan, mentions: Vec::new(), at: HashMap::new() };
    build.persons(&persons, &posts);
    build.titles(&units, &posts);
    build.places(&places);
    build.institutions(&places, &insts);
    build.others(&insts);
    build.finish(&posts, &units)
}

/// Owned mentions out of candidates.
struct Builder<'s, 'a> {
    scan: &'s Scan<'a>,
    mentions: Vec<Mention>,
    /// Where the mention of a span and type is in `mentions`.
    at: HashMap<(Span, u8), usize>,
}

const PERSON: u8 = 0;
const TITLE: u8 = 1;
const OTHER: u8 = 2;

impl Builder<'_, '_> {
    fn add(&mut self, span: Span, kind: MentionKind, rule: Rule, group: u8) {
        self.at.insert((span, group), self.mentions.len());
        self.mentions.push(Mention {
            id: 0,
            kind,
            start: span.start,
            end: span.end,
            text: self.scan.text[span].to_owned(),
            sentence: self.scan.sentence(span.start) as u32,
            entity: None,
            rule,
        });
    }

    fn persons(&mut self, persons: &[person::PersonMention], posts: &[post::PostFound]) {
        let official: HashSet<&str> = posts.iter().map(|p| &self.scan.text[p.person]).collect();
        for person in persons {
            let named = official.contains(&self.scan.text[person.span]);
            let role = match person.role {
                PersonRole::Other | PersonRole::Official if named => PersonRole::Official,
                PersonRole::Official => PersonRole::Other,
                role => role,
            };
            self.add(person.span, MentionKind::Person { role }, person.rule.into(), PERSON);
        }
    }

    fn titles(&mut self, units: &[title::Unit], posts: &[post::PostFound]) {
        let held: HashSet<usize> = posts.iter().map(|p| p.unit).collect();
        for (i, unit) in units.iter().enumerate() {
            if held.contains(&i) {
                let rule = if unit.joined { "title/chain" } else { "title/unit" };
                self.add(unit.span, MentionKind::Title { holders: Vec::new() }, rule.into(), TITLE);
            }
        }
    }

    fn places(&mut self, places: &[place::PlaceMention]) {
        let lexicon = self.scan.lexicon;
        for place in places.iter().filter(|p| !p.dropped) {
            let row = place.row.map(|r| &lexicon.places.rows[r as usize]);
            let path = match place.row {
                Some(r) => Some(lexicon.path(r)),
                None => place
                    .above
                    .and_then(|a| places[a as usize].row)
                    .map(|r| format!("{}/{}", lexicon.path(r), locality::name_of(self.scan, place))),
            };
            let rule: Rule = match (place.source, row) {
                (place::Source::Deixis, _) => "place/deixis".into(),
                (place::Source::Home, _) => "place/home".into(),
                (place::Source::Initial, _) => "place/initial".into(),
                (place::Source::Local, _) => "place/local".into(),
                (place::Source::Tagger, _) => "tagger".into(),
                (place::Source::Lexicon, Some(row)) => lexicon.rule(row.file, &row.id).into(),
                (place::Source::Lexicon, None) => "lexicon/places.tsv".into(),
            };
            let kind = MentionKind::Place {
                name: locality::name_of(self.scan, place),
                adcode: row.and_then(|r| r.adcode()).map(str::to_owned),
                level: Some(place.level.as_str().into()),
                path: path.filter(|p| !p.is_empty()),
                deixis: place.deixis,
            };
            self.add(place.span, kind, rule, OTHER);
        }
    }

    fn institutions(&mut self, places: &[place::PlaceMention], insts: &[institution::InstMention]) {
        let lexicon = self.scan.lexicon;
        for inst in insts.iter().filter(|i| i.named && !i.dropped) {
            let rule: Rule = match inst.form {
                institution::Form::Row(r)
                | institution::Form::Before(r)
                | institution::Form::Committee(r, _) => {
                    let row = &lexicon.institutions.rows[r as usize];
                    lexicon.rule(row.file, &row.id).into()
                }
                institution::Form::Cppcc => "institution/cppcc".into(),
                institution::Form::Pattern(_) => "institution/ending".into(),
                institution::Form::Tagged => "tagger".into(),
                institution::Form::Back(_) => "institution/back".into(),
            };
            let kind = MentionKind::Institution {
                name: institution::full_name(self.scan, places, insts, inst),
                of: inst.of.map(|d| d.name(self.scan, places)),
                class: institution::class(self.scan, insts, inst).map(Into::into),
            };
            self.add(inst.span, kind, rule, OTHER);
        }
    }

    fn others(&mut self, insts: &[institution::InstMention]) {
        let documents = document::find(self.scan);
        for span in meeting::find(self.scan, insts) {
            if documents.iter().any(|d| d.span.contains(span)) {
                continue;
            }
            let name = self.scan.text[span].replace(['“', '”'], "");
            self.add(span, MentionKind::Meeting { name }, "meeting/ending".into(), OTHER + 1);
        }
        for document in documents {
            let name = self.scan.text[document.name].to_owned();
            self.add(document.span, MentionKind::Document { name }, document.rule.into(), OTHER + 2);
        }
    }

    fn finish(mut self, posts: &[post::PostFound], units: &[title::Unit]) -> Found {
        let mut records: Vec<Post> = Vec::new();
        let mut seen: HashSet<(String, String, Option<String>)> = HashSet::new();
        for post in posts {
            let person = self.at[&(post.person, PERSON)];
            let title = self.at[&(units[post.unit].span, TITLE)];
            if let MentionKind::Title { holders } = &mut self.mentions[title].kind
                && !holders.contains(&(person as u32))
            {
                holders.push(person as u32);
            }
            let record = Post {
                person: self.mentions[person].text.replace([' ', '\u{3000}'], ""),
                title: self.mentions[title].text.clone(),
                institution: post.institution.clone(),
                former: post.former,
                person_mention: person as u32,
                title_mention: Some(title as u32),
                from: None,
                to: None,
                rule: post.rule.into(),
            };
            if seen.insert((record.person.clone(), record.title.clone(), record.institution.clone())) {
                records.push(record);
            }
        }
        for (i, mention) in self.mentions.iter_mut().enumerate() {
            mention.id = i as u32;
        }
        let found = Found { mentions: self.mentions, entities: Vec::new(), posts: records };
        found.merge(Vec::new())
    }
}
