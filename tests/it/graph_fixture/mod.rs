//! Invented records, written as marked-up lines.
//!
//! `{P 李明}` is a person, `{R 王一}` a reporter, `{L 许昌市}` a place, `{I 许昌市教育局}`
//! an institution, `{M 全市经济工作会议}` a meeting, `{D 实施方案}` a document, `{F 3.5%}` a
//! rate. A full name follows a bar: `{I 市教育局|许昌市教育局}`. Marks nest. A
//! sentence ends at 。 and a paragraph at the line.
#![allow(dead_code)] // each test file uses a part of this

use baozhi::record::*;
use baozhi::{Record, Span};

/// Builds one record.
pub struct Draft {
    record: Record,
    sentence: u32,
    fresh: bool,
}

/// A record of marked-up `lines`, the first of them the headline.
pub fn article(id: &str, date: &str, lines: &[&str]) -> Draft {
    let mut draft = Draft { record: blank(id, date), sentence: 0, fresh: false };
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            draft.record.text.push('\n');
            draft.next_sentence();
        }
        if i == 1 {
            draft.record.body[0] = draft.record.text.len();
        }
        draft.line(line);
    }
    draft.record.body[1] = draft.record.text.len();
    draft.record.article.title = Some(draft.record.text.lines().next().unwrap_or_default().to_owned());
    draft.record.mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    draft.number();
    draft
}

fn blank(id: &str, date: &str) -> Record {
    let mut record = Record::new(id, "");
    record.issue = IssueInfo::default().with_paper("许昌日报");
    record.issue.date = (!date.is_empty()).then(|| date.to_owned());
    record.source = Source::new(format!("{id}.txt"), 0, 0);
    record
}

impl Draft {
    fn next_sentence(&mut self) {
        if self.fresh {
            self.sentence += 1;
            self.fresh = false;
        }
    }

    fn line(&mut self, line: &str) {
        let mut open: Vec<(usize, char, u32)> = Vec::new();
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' => {
                    let kind = chars.next().unwrap();
                    chars.next();
                    open.push((self.record.text.len(), kind, self.sentence));
                }
                '}' | '|' => {
                    let (start, kind, sentence) = open.pop().unwrap();
                    let mut name = self.record.text[start..].to_owned();
                    if c == '|' {
                        name = chars.by_ref().take_while(|&c| c != '}').collect();
                    }
                    self.mention(start, kind, sentence, name);
                }
                '。' => {
                    self.record.text.push(c);
                    self.fresh = true;
                    self.next_sentence();
                }
                c => {
                    self.record.text.push(c);
                    self.fresh = true;
                }
            }
        }
    }

    fn mention(&mut self, start: usize, kind: char, sentence: u32, name: String) {
        let span = Span::new(start, self.record.text.len());
        let (entity, kind) = kind_of(kind, &self.record.text[span.start..], name.clone());
        let mut mention = Mention::new(kind, &self.record.text, span, "fixture");
        mention.entity = entity.map(|k| self.entity(k, &name));
        mention.sentence = sentence;
        self.record.mentions.push(mention);
    }

    fn entity(&mut self, kind: EntityKind, name: &str) -> u32 {
        let key = format!("{}:{name}", kind.as_str());
        let entities = &mut self.record.entities;
        let id = entities.iter().position(|e| e.key == key).unwrap_or_else(|| {
            let mut entity = Entity::new(kind, key, name);
            entity.id = entities.len() as u32;
            entities.push(entity);
            entities.len() - 1
        });
        id as u32
    }

    fn number(&mut self) {
        let record = &mut self.record;
        for (i, m) in record.mentions.iter_mut().enumerate() {
            m.id = i as u32;
            if let Some(e) = m.entity {
                record.entities[e as usize].mentions.push(i as u32);
            }
        }
    }

    /// The first mention of the entity called `name`.
    pub fn find(&self, name: &str) -> u32 {
        let entity = self.record.entities.iter().find(|e| e.name == name);
        entity.unwrap_or_else(|| panic!("no {name}")).mentions[0]
    }

    /// The entities so far.
    pub fn entities(&self) -> &[Entity] {
        &self.record.entities
    }

    /// `person` holds `title` in `institution`.
    pub fn post(mut self, person: &str, title: &str, institution: &str, former: bool) -> Draft {
        let mut post = Post::new(person, title, self.find(person), "fixture");
        post.institution = (!institution.is_empty()).then(|| institution.into());
        post.former = former;
        self.record.posts.push(post);
        self
    }

    /// An actual event at `trigger`; roles are `role` and the filler's name.
    pub fn event(mut self, kind: &'static str, trigger: &str, roles: &[(&'static str, &str)]) -> Draft {
        let start = self.record.text.find(trigger).unwrap_or_else(|| panic!("no {trigger}"));
        let sentence = self.record.text[..start].matches(['。', '\n']).count() as u32;
        let roles = roles.iter().map(|&(role, name)| {
            let mut role = Role::new(role, name);
            role.mention = Some(self.find(name));
            role
        });
        let mut event = Event::new(kind, "fixture/event");
        event.id = self.record.events.len() as u32;
        event.triggers = vec![Trigger::new(&self.record.text, Span::new(start, start + trigger.len()))];
        event.roles = roles.collect();
        event.time = self.record.issue.date.clone().map(|d| EventTime::new(d.clone(), d, Basis::Issue));
        event.sentence = sentence;
        self.record.events.push(event);
        self
    }

    /// The place of the event added last.
    pub fn at(mut self, place: &str, inferred: bool) -> Draft {
        self.record.events.last_mut().unwrap().place = Some(EventPlace::new(place, inferred));
        self
    }

    /// The realis of the event added last.
    pub fn realis(mut self, realis: Realis) -> Draft {
        self.record.events.last_mut().unwrap().realis = realis;
        self
    }

    /// Any further change.
    pub fn with(mut self, change: impl FnOnce(&mut Record)) -> Draft {
        change(&mut self.record);
        self
    }

    pub fn done(self) -> Record {
        self.record
    }
}

fn kind_of(mark: char, text: &str, name: String) -> (Option<EntityKind>, MentionKind) {
    let role = |role| (Some(EntityKind::Person), MentionKind::Person { role });
    match mark {
        'P' => role(PersonRole::Official),
        'O' => role(PersonRole::Other),
        'R' => role(PersonRole::Reporter),
        'L' => (Some(EntityKind::Place), MentionKind::place(name)),
        'I' => (Some(EntityKind::Institution), MentionKind::institution(name)),
        'M' => (Some(EntityKind::Meeting), MentionKind::Meeting { name }),
        'D' => (Some(EntityKind::Document), MentionKind::Document { name }),
        'T' => (None, MentionKind::Title { holders: vec![] }),
        'F' => (None, figure(text, name)),
        other => panic!("no mark {other}"),
    }
}

/// `{F 增长3.5%|工业增加值}`: the name is the measure.
fn figure(text: &str, measure: String) -> MentionKind {
    let value: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let percent = text.ends_with('%');
    let mut figure = MentionKind::figure(if percent { FigureKind::Rate } else { FigureKind::Count }, value);
    if let MentionKind::Figure { unit, measure: of, change, base, .. } = &mut figure {
        *unit = Some(if percent { "%".into() } else { "个".into() });
        *of = (measure != text).then_some(measure);
        *change = text.starts_with("增长").then_some(Change::Up);
        *base = text.starts_with("增长").then(|| "同比".into());
    }
    figure
}

/// Deterministic numbers for made-up corpora.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}
