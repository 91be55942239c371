//! From the candidates that are left to owned mentions and posts.

use super::link::Linked;
use super::scan::Scan;
use super::{Found, document, institution, locality, meeting, person, place, post, title};
use crate::record::{Mention, MentionKind, PersonRole, Post, Rule};
use crate::span::Span;
use std::collections::{HashMap, HashSet};

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

/// The mentions and posts of what is left of `reading`.
pub(super) fn mentions(scan: &Scan<'_>, linked: &Linked) -> Found {
    let mut build = Builder { scan, mentions: Vec::new(), at: HashMap::new() };
    build.persons(&linked.persons, &linked.posts);
    build.titles(&linked.units, &linked.posts);
    build.places(&linked.places);
    build.institutions(&linked.places, &linked.insts);
    build.others(&linked.insts);
    build.finish(&linked.posts, &linked.units)
}

/// The rule that made a place.
pub(super) fn place_rule(scan: &Scan<'_>, place: &place::PlaceMention) -> Rule {
    let row = place.row.map(|r| &scan.lexicon.places.rows[r as usize]);
    match (place.source, row) {
        (place::Source::Deixis, _) => "place/deixis".into(),
        (place::Source::Home, _) => "place/home".into(),
        (place::Source::Initial, _) => "place/initial".into(),
        (place::Source::Local, _) => "place/local".into(),
        (place::Source::Zone, _) => "place/zone".into(),
        (place::Source::Tagger, _) => "tagger".into(),
        (place::Source::Lexicon, Some(row)) => scan.lexicon.rule(row.file, &row.id).into(),
        (place::Source::Lexicon, None) => "lexicon/places.tsv".into(),
    }
}

/// The rule that made an institution.
pub(super) fn institution_rule(scan: &Scan<'_>, inst: &institution::InstMention) -> Rule {
    match inst.form {
        institution::Form::Row(r) | institution::Form::Before(r) | institution::Form::Committee(r, _) => {
            let row = &scan.lexicon.institutions.rows[r as usize];
            scan.lexicon.rule(row.file, &row.id).into()
        }
        institution::Form::Cppcc => "institution/cppcc".into(),
        institution::Form::Pattern(_) => "institution/ending".into(),
        institution::Form::Tagged => "tagger".into(),
        institution::Form::Within(_) => "institution/committee".into(),
        institution::Form::Again(_) => "institution/again".into(),
    }
}

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
        // 提名某某为副市长候选人: nobody holds the post yet, and it is one.
        let mut sought = false;
        for (i, unit) in units.iter().enumerate() {
            // What goes on a chain is proposed with it: 拟任甲局党组书记、局长.
            sought = unit.kind == title::Kind::Post
                && (sought && unit.joined || post::is_proposed(self.scan, unit));
            if held.contains(&i) || sought {
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
                    .township
                    .map(|t| t.1)
                    .or_else(|| place.above.and_then(|a| places[a as usize].row))
                    .map(|r| format!("{}/{}", lexicon.path(r), locality::name_of(self.scan, place))),
            };
            let rule = place_rule(self.scan, place);
            let kind = MentionKind::Place {
                name: locality::name_of(self.scan, place),
                adcode: row.and_then(|r| r.adcode()).or(place.township.map(|t| t.0)).map(str::to_owned),
                level: Some(place.level.as_str().into()),
                path: path.filter(|p| !p.is_empty()),
                deixis: place.deixis,
            };
            self.add(place.span, kind, rule, OTHER);
        }
    }

    fn institutions(&mut self, places: &[place::PlaceMention], insts: &[institution::InstMention]) {
        for inst in insts.iter().filter(|i| i.named && !i.dropped) {
            let rule = institution_rule(self.scan, inst);
            let kind = MentionKind::Institution {
                name: institution::full_name(self.scan, places, insts, inst),
                of: inst.of.map(|d| d.name(self.scan, places)),
                class: institution::class(self.scan, inst).map(Into::into),
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
