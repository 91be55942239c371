//! What was read out of an article: mentions, entities, posts, events,
//! quotes, words.

use crate::view::{pair, view, word};
use baozhi::record::{Event as Happening, MentionKind};
use pyo3::prelude::*;

view! {
    /// Something named in the text, or a figure, time or duration in it.
    ///
    /// Which attributes beside the first eight have a value depends on `type`;
    /// those that do not apply are `None`.
    Mention of baozhi::record::Mention {
        /// Number in its article, from 0, in the order of the text.
        id: u32 = |m| m.id;
        /// `person`, `title`, `place`, `institution`, `meeting`, `document`,
        /// `figure`, `time` or `duration`.
        r#type: &str = |m| m.kind.as_str();
        /// First code point in the record's text.
        start: usize = |m| m.start;
        /// One past the last code point.
        end: usize = |m| m.end;
        /// The exact slice of the text.
        text: &str = |m| &m.text;
        /// Number of the sentence, from 0.
        sentence: u32 = |m| m.sentence;
        /// Id of the entity that it names.
        entity: Option<u32> = |m| m.entity;
        /// The rule, dictionary row or model that made it.
        rule: &str = |m| &m.rule;
        /// Persons: `official`, `reporter`, `correspondent`, `photographer`,
        /// `author` or `other`.
        role: Option<String> = |m| match &m.kind {
            MentionKind::Person { role } => Some(word(role)),
            _ => None,
        };
        /// Titles: ids of the mentions of persons who hold it.
        holders: Option<Vec<u32>> = |m| match &m.kind {
            MentionKind::Title { holders } => Some(holders.clone()),
            _ => None,
        };
        /// Places, institutions, meetings, documents: the full name.
        name: Option<&str> = |m| match &m.kind {
            MentionKind::Place { name, .. }
            | MentionKind::Institution { name, .. }
            | MentionKind::Meeting { name }
            | MentionKind::Document { name } => Some(name),
            _ => None,
        };
        /// Places: the administrative code, six digits, nine of a township.
        adcode: Option<&str> = |m| match &m.kind {
            MentionKind::Place { adcode, .. } => adcode.as_deref(),
            _ => None,
        };
        /// Places: `province`, `prefecture`, `county`, `township` and so on.
        level: Option<&str> = |m| match &m.kind {
            MentionKind::Place { level, .. } => level.as_deref(),
            _ => None,
        };
        /// Places: the divisions from the province down.
        path: Option<&str> = |m| match &m.kind {
            MentionKind::Place { path, .. } => path.as_deref(),
            _ => None,
        };
        /// Places: true for 我市, 全省.
        deixis: Option<bool> = |m| match &m.kind {
            MentionKind::Place { deixis, .. } => Some(*deixis),
            _ => None,
        };
        /// Institutions: full name of the place that it belongs to.
        of: Option<&str> = |m| match &m.kind {
            MentionKind::Institution { of, .. } => of.as_deref(),
            _ => None,
        };
        /// Institutions: `party`, `government`, `congress` and so on.
        class_: Option<&str> = |m| match &m.kind {
            MentionKind::Institution { class, .. } => class.as_deref(),
            _ => None,
        };
        /// Figures: `rate`, `amount`, `count`, `quantity`, `multiple`,
        /// `ordinal` or `number`.
        kind: Option<String> = |m| match &m.kind {
            MentionKind::Figure { kind, .. } => Some(word(kind)),
            _ => None,
        };
        /// Figures: an exact decimal, a range `a..b` or a fraction `a/b`.
        /// Durations: ISO 8601.
        value: Option<&str> = |m| match &m.kind {
            MentionKind::Figure { value, .. } | MentionKind::Duration { value } => Some(value),
            _ => None,
        };
        /// Figures: `%`, `pp`, an ISO 4217 code, the measure word or unit.
        unit: Option<&str> = |m| match &m.kind {
            MentionKind::Figure { unit, .. } => unit.as_deref(),
            _ => None,
        };
        /// Figures: `=`, `>`, `>=`, `<`, `<=` or `~` (about).
        bound: Option<String> = |m| match &m.kind {
            MentionKind::Figure { bound, .. } => Some(word(bound)),
            _ => None,
        };
        /// Figures: what is counted or measured, as written.
        measure: Option<&str> = |m| match &m.kind {
            MentionKind::Figure { measure, .. } => measure.as_deref(),
            _ => None,
        };
        /// Figures: `up` or `down`.
        change: Option<String> = |m| match &m.kind {
            MentionKind::Figure { change, .. } => change.as_ref().map(word),
            _ => None,
        };
        /// Figures: what a change is measured against (同比, 比上年).
        base: Option<&str> = |m| match &m.kind {
            MentionKind::Figure { base, .. } => base.as_deref(),
            _ => None,
        };
        /// Figures: what an amount is counted by (每人每月, 斤).
        per: Option<&str> = |m| match &m.kind {
            MentionKind::Figure { per, .. } => per.as_deref(),
            _ => None,
        };
        /// Times: first day or minute, ISO 8601, inclusive.
        from_: Option<&str> = |m| match &m.kind {
            MentionKind::Time { from, .. } => Some(from),
            _ => None,
        };
        /// Times: last day or minute, ISO 8601, inclusive.
        to: Option<&str> = |m| match &m.kind {
            MentionKind::Time { to, .. } => Some(to),
            _ => None,
        };
        /// Times: `day`, `month`, `quarter`, `year`, `period` and so on.
        grain: Option<&str> = |m| match &m.kind {
            MentionKind::Time { grain, .. } => Some(grain),
            _ => None,
        };
        /// Times: the part of the day, where written.
        part: Option<&str> = |m| match &m.kind {
            MentionKind::Time { part, .. } => part.as_deref(),
            _ => None,
        };
        /// Times: `explicit`, `issue` or `inferred`.
        basis: Option<String> = |m| match &m.kind {
            MentionKind::Time { basis, .. } => Some(word(basis)),
            _ => None,
        };
        /// Times: `lunar` where written so.
        calendar: Option<&str> = |m| match &m.kind {
            MentionKind::Time { calendar, .. } => calendar.as_deref(),
            _ => None,
        };
    }
}

view! {
    /// What one or more mentions of an article name.
    Entity of baozhi::record::Entity {
        /// Number in its article, from 0.
        id: u32 = |e| e.id;
        /// `person`, `place`, `institution`, `meeting` or `document`.
        r#type: &str = |e| e.kind.as_str();
        /// The same in all articles, `person:周明远`; the node's key in graphs.
        key: &str = |e| &e.key;
        /// Full name.
        name: &str = |e| &e.name;
        /// Ids of its mentions.
        mentions: Vec<u32> = |e| e.mentions.clone();
    }
}

view! {
    /// One person, one title, one institution, as the article says.
    Post of baozhi::record::Post {
        /// The person's name.
        person: &str = |p| &p.person;
        /// The bare title.
        title: &str = |p| &p.title;
        /// Full name of the institution, where known.
        institution: Option<&str> = |p| p.institution.as_deref();
        /// True for 原, 前, 时任 and posts given up.
        former: bool = |p| p.former;
        /// Id of the mention of the person.
        person_mention: u32 = |p| p.person_mention;
        /// Id of the mention of the title, where the text has one.
        title_mention: Option<u32> = |p| p.title_mention;
        /// First day in the post, where an appointment says it.
        from_: Option<&str> = |p| p.from.as_deref();
        /// Last day in the post, where a removal says it.
        to: Option<&str> = |p| p.to.as_deref();
        /// What made it.
        rule: &str = |p| &p.rule;
    }
}

view! {
    /// Something that happened, or was said to.
    Event of Happening {
        /// Number in its article, from 0.
        id: u32 = |e| e.id;
        /// The code of its type, `MEET.HOLD`.
        r#type: &str = |e| &e.kind;
        /// `actual`, `future`, `planned`, `irrealis` or `negated`.
        realis: String = |e| word(&e.realis);
        /// The words that name it.
        triggers: Vec<Trigger> = |e| e.triggers.iter().cloned().map(Trigger).collect();
        /// Who and what takes part.
        roles: Vec<Role> = |e| e.roles.iter().cloned().map(Role).collect();
        /// When, with what that rests on.
        time: Option<EventTime> = |e| e.time.clone().map(EventTime);
        /// Where.
        place: Option<EventPlace> = |e| e.place.clone().map(EventPlace);
        /// Number of the sentence of the first trigger.
        sentence: u32 = |e| e.sentence;
        /// What made it.
        rule: &str = |e| &e.rule;
    }
}

view! {
    /// A stretch of text that names an event.
    Trigger of baozhi::record::Trigger {
        /// First code point in the record's text.
        start: usize = |t| t.start;
        /// One past the last code point.
        end: usize = |t| t.end;
        /// The exact slice.
        text: &str = |t| &t.text;
    }
}

view! {
    /// One filler of one role of an event.
    Role of baozhi::record::Role {
        /// The role's name, `chair`.
        role: &str = |r| &r.role;
        /// The filler as written.
        text: &str = |r| &r.text;
        /// Id of the mention that fills it, if one does.
        mention: Option<u32> = |r| r.mention;
    }
}

view! {
    /// When an event took place.
    EventTime of baozhi::record::EventTime {
        /// First day, ISO 8601, inclusive.
        from_: &str = |t| &t.from;
        /// Last day, ISO 8601, inclusive.
        to: &str = |t| &t.to;
        /// `explicit`, `issue` or `inferred`.
        basis: String = |t| word(&t.basis);
    }
}

view! {
    /// Where an event took place.
    EventPlace of baozhi::record::EventPlace {
        /// Full name.
        name: &str = |p| &p.name;
        /// True where the event's own sentence does not name it.
        inferred: bool = |p| p.inferred;
    }
}

view! {
    /// Something said, by whom.
    Quote of baozhi::record::Quote {
        /// Id of the mention of the speaker, where known.
        speaker: Option<u32> = |q| q.speaker;
        /// The span of the cue (指出), in code points.
        cue: Option<(usize, usize)> = |q| q.cue.map(pair);
        /// The span of what was said, in code points.
        content: (usize, usize) = |q| pair(q.content);
        /// `direct` (in quotation marks) or `indirect`.
        kind: String = |q| word(&q.kind);
    }
}

view! {
    /// A word of the text: `record.text[token.start:token.end]`.
    Token of baozhi::record::Token {
        /// First code point in the record's text.
        start: usize = |t| t.start;
        /// One past the last code point.
        end: usize = |t| t.end;
        /// Part of speech in jieba's notation: `n`, `nr`, `ns`, `v` and so on;
        /// `x` for marks and characters of no known word.
        pos: &str = |t| &t.pos;
    }
}

/// Adds the classes of this file to the module.
pub fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Mention>()?;
    module.add_class::<Entity>()?;
    module.add_class::<Post>()?;
    module.add_class::<Event>()?;
    module.add_class::<Trigger>()?;
    module.add_class::<Role>()?;
    module.add_class::<EventTime>()?;
    module.add_class::<EventPlace>()?;
    module.add_class::<Quote>()?;
    module.add_class::<Token>()
}
