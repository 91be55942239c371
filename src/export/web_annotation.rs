//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): JSON-LD, one
//! annotation a line, for each mention.
//!
//! The target is the record's text, by position (in characters, as the model
//! asks for) and by quotation with the text around it.

use crate::error::Result;
use crate::record::{Mention, Record};
use crate::span::Offsets;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Characters of text given before and after a quotation.
const AROUND: usize = 16;

/// Writes the mentions of one record. Its id, percent-encoded as a URN, is the
/// source of every target.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn web_annotation(record: &Record, out: impl Write) -> Result<()> {
    Ok(write_annotations(record, out)?)
}

fn write_annotations(record: &Record, mut out: impl Write) -> io::Result<()> {
    let record = record.clone().with_offsets(Offsets::Char);
    let chars: Vec<char> = record.text.chars().collect();
    let source = urn(&record.id);
    for m in &record.mentions {
        serde_json::to_writer(&mut out, &annotation(&record, &chars, &source, m))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn annotation(record: &Record, chars: &[char], source: &str, m: &Mention) -> Value {
    let slice = |from: usize, to: usize| -> String {
        let to = to.min(chars.len());
        chars[from.min(to)..to].iter().collect()
    };
    let mut body = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": m.kind.as_str() })];
    if let Some(e) = m.entity.and_then(|e| record.entities.get(e as usize)) {
        body.push(json!({
            "type": "SpecificResource", "purpose": "identifying", "source": urn(&e.key),
            "label": e.name,
        }));
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{source}:m{}", m.id),
        "type": "Annotation",
        "motivation": "tagging",
        "generator": { "type": "Software", "name": "baozhi", "rule": m.rule },
        "body": body,
        "target": {
            "source": source,
            "selector": [
                { "type": "TextPositionSelector", "start": m.start, "end": m.end },
                {
                    "type": "TextQuoteSelector",
                    "exact": m.text,
                    "prefix": slice(m.start.saturating_sub(AROUND), m.start),
                    "suffix": slice(m.end, m.end.saturating_add(AROUND)),
                },
            ],
        },
    })
}

/// `urn:baozhi:` and `id`, everything but unreserved characters of RFC 3986 and
/// colons percent-encoded.
fn urn(id: &str) -> String {
    let mut urn = String::from("urn:baozhi:");
    for b in id.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => urn.push(b as char),
            _ => urn += &format!("%{b:02X}"),
        }
    }
    urn
}
