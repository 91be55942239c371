//! The rows of the tables of articles, events, figures, times, quotations and words.

use super::tables::{Sink, flag, key, num, opt, word};
use crate::lexicon::coordinates;
use crate::record::{Bound, Byline, Entity, Event, Mention, MentionKind, Quote, Record, ToBytes};
use std::borrow::Cow;
use std::io;

pub(super) const ARTICLE_COLUMNS: [&str; 20] = [
    "number",
    "page",
    "section",
    "home",
    "kind",
    "kicker",
    "title",
    "subtitle",
    "column",
    "bylines",
    "agency",
    "dateline",
    "dateline_date",
    "continued_on",
    "continued_from",
    "path",
    "start",
    "end",
    "warnings",
    "text",
];

pub(super) const ENTITY_COLUMNS: [&str; 8] =
    ["entity", "type", "key", "name", "mentions", "adcode", "longitude", "latitude"];

pub(super) const EVENT_COLUMNS: [&str; 11] = [
    "event",
    "type",
    "realis",
    "trigger",
    "from",
    "to",
    "basis",
    "place",
    "place_inferred",
    "sentence",
    "rule",
];

pub(super) const ROLE_COLUMNS: [&str; 6] = ["event", "type", "role", "text", "mention", "key"];

pub(super) const FIGURE_COLUMNS: [&str; 14] = [
    "mention", "kind", "value", "unit", "bound", "measure", "change", "base", "per", "text", "start", "end",
    "sentence", "rule",
];

pub(super) const TIME_COLUMNS: [&str; 14] = [
    "mention", "type", "from", "to", "duration", "grain", "part", "basis", "calendar", "text", "start",
    "end", "sentence", "rule",
];

pub(super) const QUOTE_COLUMNS: [&str; 9] =
    ["quote", "kind", "speaker", "key", "speaker_text", "cue", "text", "start", "end"];

pub(super) const TOKEN_COLUMNS: [&str; 5] = ["token", "start", "end", "word", "pos"];

/// What is known of an article, and its text. Names and warnings of one article
/// are joined by `|`.
pub(super) fn article(record: &Record) -> [Cow<'_, str>; 20] {
    let (issue, article, source) = (&record.issue, &record.article, &record.source);
    let dateline = article.dateline.as_ref();
    let byline = |b: &Byline| format!("{}:{}", word(&b.role), b.name);
    [
        issue.number.map(num).unwrap_or_default(),
        opt(&issue.page),
        opt(&issue.section),
        opt(&issue.home),
        word(&article.kind),
        opt(&article.kicker),
        opt(&article.title),
        opt(&article.subtitle),
        opt(&article.column),
        article.bylines.iter().map(byline).collect::<Vec<_>>().join("|").into(),
        dateline.map(|d| opt(&d.agency)).unwrap_or_default(),
        dateline.map(|d| opt(&d.place)).unwrap_or_default(),
        dateline.map(|d| opt(&d.date)).unwrap_or_default(),
        opt(&article.continued_on),
        opt(&article.continued_from),
        (&*source.path).into(),
        source.start.to_string().into(),
        source.end.to_string().into(),
        record.warnings.join("|").into(),
        (&*record.text).into(),
    ]
}

/// An entity's row; what is no division with a code has none, and no point.
pub(super) fn entity(e: &Entity) -> [Cow<'_, str>; 8] {
    let code = e.adcode();
    let at = code.and_then(coordinates);
    let degrees = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default().into();
    [
        num(e.id),
        e.kind.as_str().into(),
        (&*e.key).into(),
        (&*e.name).into(),
        e.mentions.len().to_string().into(),
        code.unwrap_or_default().into(),
        degrees(at.map(|at| at.longitude)),
        degrees(at.map(|at| at.latitude)),
    ]
}

/// An event's row; the words that name it are joined by `|`.
pub(super) fn event(e: &Event) -> [Cow<'_, str>; 11] {
    let trigger: Vec<&str> = e.triggers.iter().map(|t| &*t.text).collect();
    let (time, place) = (e.time.as_ref(), e.place.as_ref());
    [
        num(e.id),
        (&*e.kind).into(),
        word(&e.realis),
        trigger.join("|").into(),
        time.map(|t| (&*t.from).into()).unwrap_or_default(),
        time.map(|t| (&*t.to).into()).unwrap_or_default(),
        time.map(|t| word(&t.basis)).unwrap_or_default(),
        place.map(|p| (&*p.name).into()).unwrap_or_default(),
        place.map(|p| flag(p.inferred)).unwrap_or_default(),
        num(e.sentence),
        (&*e.rule).into(),
    ]
}

/// The rows of what fills the roles of an event. Its type stands with each: most
/// questions to this table begin with it.
pub(super) fn roles(record: &Record, e: &Event, sink: Sink) -> io::Result<()> {
    e.roles.iter().try_for_each(|r| {
        sink(&[
            num(e.id),
            (&*e.kind).into(),
            (&*r.role).into(),
            (&*r.text).into(),
            r.mention.map(num).unwrap_or_default(),
            key(record, r.mention),
        ])
    })
}

/// A figure's row; none for other mentions.
pub(super) fn figure(m: &Mention) -> Option<[Cow<'_, str>; 14]> {
    let MentionKind::Figure { kind, value, unit, bound, measure, change, base, per } = &m.kind else {
        return None;
    };
    Some([
        num(m.id),
        word(kind),
        value.into(),
        unit.as_deref().unwrap_or_default().into(),
        bound_sign(*bound).into(),
        opt(measure),
        change.as_ref().map(word).unwrap_or_default(),
        opt(base),
        opt(per),
        (&*m.text).into(),
        m.start.to_string().into(),
        m.end.to_string().into(),
        num(m.sentence),
        (&*m.rule).into(),
    ])
}

/// The bound in letters: its sign in JSON, `=`, would be a formula here.
fn bound_sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "eq",
        Bound::Above => "gt",
        Bound::AtLeast => "ge",
        Bound::Below => "lt",
        Bound::AtMost => "le",
        Bound::About => "about",
    }
}

/// The row of a time or a duration; none for other mentions.
pub(super) fn time(m: &Mention) -> Option<[Cow<'_, str>; 14]> {
    let none = Cow::default;
    let [from, to, duration, grain, part, basis, calendar] = match &m.kind {
        MentionKind::Time { from, to, grain, part, basis, calendar } => [
            from.into(),
            to.into(),
            none(),
            (&**grain).into(),
            part.as_deref().unwrap_or_default().into(),
            word(basis),
            calendar.as_deref().unwrap_or_default().into(),
        ],
        MentionKind::Duration { value } => [none(), none(), value.into(), none(), none(), none(), none()],
        _ => return None,
    };
    Some([
        num(m.id),
        m.kind.as_str().into(),
        from,
        to,
        duration,
        grain,
        part,
        basis,
        calendar,
        (&*m.text).into(),
        m.start.to_string().into(),
        m.end.to_string().into(),
        num(m.sentence),
        (&*m.rule).into(),
    ])
}

/// The rows of what was said in an article, numbered from 0.
pub(super) fn quotes(record: &Record, sink: Sink) -> io::Result<()> {
    if record.quotes.is_empty() {
        return Ok(());
    }
    let bytes = ToBytes::new(&record.text, record.offsets);
    let slice =
        |[start, end]: [usize; 2]| record.text.get(bytes.byte(start)..bytes.byte(end)).unwrap_or_default();
    for (n, quote) in (0..).zip(&record.quotes) {
        let Quote { speaker, cue, content, kind } = quote;
        let named = speaker.and_then(|m| record.mentions.get(m as usize));
        sink(&[
            num(n),
            word(kind),
            speaker.map(num).unwrap_or_default(),
            key(record, *speaker),
            named.map(|m| (&*m.text).into()).unwrap_or_default(),
            cue.map(slice).unwrap_or_default().into(),
            slice(*content).into(),
            content[0].to_string().into(),
            content[1].to_string().into(),
        ])?;
    }
    Ok(())
}

/// The rows of an article's words, numbered from 0.
pub(super) fn tokens(record: &Record, sink: Sink) -> io::Result<()> {
    if record.tokens.is_empty() {
        return Ok(());
    }
    let bytes = ToBytes::new(&record.text, record.offsets);
    for (n, token) in (0..).zip(&record.tokens) {
        let word = record.text.get(bytes.byte(token.start)..bytes.byte(token.end)).unwrap_or_default();
        sink(&[
            num(n),
            token.start.to_string().into(),
            token.end.to_string().into(),
            word.into(),
            (&*token.pos).into(),
        ])?;
    }
    Ok(())
}
