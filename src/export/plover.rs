//! Events in PLOVER's categories, one JSON object a line, with the field
//! names of the coders that write PLOVER (`event_type`, `event_mode`,
//! `attributes` with `ACTOR`, `RECIP`, `LOC`, `DATE`).
//!
//! ```text
//! {"id":"hcrb#5-0","date":"2021-03-02","event_type":"CONSULT","event_mode":"",
//!  "cameo":"040","contexts":["MEET.HOLD"],
//!  "event_text":"市妇联全体会议召开。",
//!  "attributes":{"ACTOR":[{"text":"市妇联"}],"RECIP":[],"LOC":[{"text":"许昌市"}],"DATE":[{"text":"3月2日上午"}]},
//!  "aux_modes":[],"story_id":"hcrb#5","pub_date":"2021-03-03"}
//! ```
//!
//! PLOVER has no category for much of what a party newspaper reports
//! (appointments, documents, projects, honours) and leaves statements out.
//! Such events are exported only on request, under this crate's own codes,
//! which PLOVER's rules allow as an extension. Realis becomes PLOVER's
//! auxiliary modes: future and planned `future`, irrealis `hypothetical`,
//! negated `negation`.

use crate::error::Result;
use crate::event::{EventType, Flag, event_type};
use crate::record::{Event, Realis, Record};
use serde::Serialize;
use std::io::Write;

/// What to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PloverOptions {
    /// Export events of types that PLOVER has no category for, under this
    /// crate's codes.
    pub extensions: bool,
}

impl PloverOptions {
    /// Sets [`PloverOptions::extensions`].
    pub fn with_extensions(self, extensions: bool) -> PloverOptions {
        PloverOptions { extensions }
    }
}

/// One event as a line of the export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Line<'a> {
    /// The record's id and the event's number.
    pub id: String,
    /// First day of the event, else the issue date, ISO 8601.
    pub date: &'a str,
    /// PLOVER's category, or this crate's code for an extension.
    pub event_type: &'a str,
    /// Always empty: this crate codes no modes.
    pub event_mode: &'static str,
    /// CAMEO's root code, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<&'static str>,
    /// This crate's type code.
    pub contexts: [&'a str; 1],
    /// The triggers, joined by blanks.
    pub event_text: String,
    /// Who did it to whom, where and when.
    pub attributes: Attributes<'a>,
    /// `future`, `hypothetical`, `negation`.
    pub aux_modes: Vec<&'static str>,
    /// The record's id.
    pub story_id: &'a str,
    /// The issue date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pub_date: Option<&'a str>,
}

/// The participants of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub struct Attributes<'a> {
    /// Who acts.
    pub actor: Vec<Text<'a>>,
    /// Who is acted upon.
    pub recip: Vec<Text<'a>>,
    /// Where.
    pub loc: Vec<Text<'a>>,
    /// When, as printed.
    pub date: Vec<Text<'a>>,
}

/// A participant as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
}

/// The lines of a record, in the order of its events.
pub fn lines<'a>(record: &'a Record, config: &PloverOptions) -> impl Iterator<Item = Line<'a>> {
    let extensions = config.extensions;
    record.events.iter().filter_map(move |e| line(record, e, extensions))
}

/// Writes the lines of a record; returns how many.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn write(out: &mut impl Write, record: &Record, config: &PloverOptions) -> Result<usize> {
    let mut n = 0;
    for line in lines(record, config) {
        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        n += 1;
    }
    Ok(n)
}

fn line<'a>(record: &'a Record, event: &'a Event, extensions: bool) -> Option<Line<'a>> {
    let kind = event_type(&event.kind);
    let plover = kind.and_then(|k| k.plover).filter(|_| compliant(event, kind));
    let event_type = plover.or_else(|| extensions.then_some(&*event.kind))?;
    let issue = record.issue.date.as_deref();
    let day = event.time.as_ref().map(|t| t.from.get(..10).unwrap_or(&t.from));
    Some(Line {
        id: format!("{}-{}", record.id, event.id),
        date: day.or(issue).unwrap_or_default(),
        event_type,
        event_mode: "",
        cameo: kind.and_then(|k| k.cameo),
        contexts: [&event.kind],
        event_text: event.triggers.iter().map(|t| &*t.text).collect::<Vec<_>>().join(" "),
        attributes: attributes(event, kind),
        aux_modes: aux_modes(event.realis),
        story_id: &record.id,
        pub_date: issue,
    })
}

/// A demand is a request only of somebody named.
fn compliant(event: &Event, kind: Option<EventType>) -> bool {
    !kind.is_some_and(|k| k.flags.has(Flag::Demand)) || event.roles.iter().any(|r| r.role == "addressee")
}

fn attributes(event: &Event, kind: Option<EventType>) -> Attributes<'_> {
    let actor = kind.map_or("agent", |k| k.actor);
    let recipient = kind.map_or("target", |k| k.recipient);
    let first = actor.split('、').find(|role| event.roles.iter().any(|r| r.role == *role));
    let mut out = Attributes {
        actor: texts(event, first.unwrap_or("agent")),
        recip: recipient.split('、').filter(|r| Some(*r) != first).flat_map(|r| texts(event, r)).collect(),
        loc: texts(event, "place"),
        date: texts(event, "time"),
    };
    if let (true, Some(place)) = (out.loc.is_empty(), &event.place) {
        out.loc.push(Text { text: &place.name });
    }
    out
}

fn texts<'a>(event: &'a Event, role: &str) -> Vec<Text<'a>> {
    event.roles.iter().filter(|r| r.role == role).map(|r| Text { text: &r.text }).collect()
}

fn aux_modes(realis: Realis) -> Vec<&'static str> {
    match realis {
        Realis::Actual => vec![],
        Realis::Future | Realis::Planned => vec!["future"],
        Realis::Irrealis => vec!["hypothetical"],
        Realis::Negated => vec!["negation"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Role, Trigger};

    fn record(kind: &'static str, roles: &[(&'static str, &str)]) -> Record {
        let event = Event {
            id: 0,
            kind: kind.into(),
            realis: Realis::Future,
            triggers: vec![Trigger { start: 0, end: 6, text: "慰问".into() }],
            roles: roles
                .iter()
                .map(|(r, t)| Role { role: (*r).into(), text: (*t).into(), mention: None })
                .collect(),
            time: None,
            place: None,
            sentence: 0,
            rule: "test".into(),
        };
        let json = r#"{"schema":1,"id":"a#1","offsets":"byte","issue":{"date":"2021-03-03"},
            "article":{"kind":"news"},"text":"慰问","body":[0,6],"source":{"path":"","start":0,"end":6}}"#;
        let mut record: Record = serde_json::from_str(json).expect("a minimal record");
        record.events.push(event);
        record
    }

    #[test]
    fn a_line_names_actor_and_recipient() {
        let record = record("CONTACT.CONDOLE", &[("agent", "王宁"), ("beneficiary", "孤寡老人")]);
        let mut out = Vec::new();
        assert_eq!(write(&mut out, &record, &PloverOptions::default()).expect("memory"), 1);
        let json: serde_json::Value = serde_json::from_slice(&out).expect("one line");
        assert_eq!(json["event_type"], "AID");
        assert_eq!(json["date"], "2021-03-03");
        assert_eq!(json["attributes"]["ACTOR"][0]["text"], "王宁");
        assert_eq!(json["attributes"]["RECIP"][0]["text"], "孤寡老人");
        assert_eq!(json["aux_modes"][0], "future");
    }

    #[test]
    fn extensions_only_on_request() {
        let record = record("PERS.APPOINT", &[("person", "王宁")]);
        assert_eq!(lines(&record, &PloverOptions::default()).count(), 0);
        let got: Vec<_> = lines(&record, &PloverOptions { extensions: true }).collect();
        assert_eq!(got[0].event_type, "PERS.APPOINT");
        assert_eq!(got[0].attributes.recip, [Text { text: "王宁" }]);
    }

    #[test]
    fn a_demand_of_nobody_is_no_request() {
        let open = record("SPEAK.INSTRUCT", &[("speaker", "王宁")]);
        assert_eq!(lines(&open, &PloverOptions::default()).count(), 0);
        let asked = record("SPEAK.INSTRUCT", &[("speaker", "王宁"), ("addressee", "各部门")]);
        assert_eq!(lines(&asked, &PloverOptions::default()).count(), 1);
    }
}
