//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): JSON-LD, one
//! annotation a line: for the article, where it is known where that stands on
//! its pages, and for each mention.
//!
//! The target of a mention is the record's text, by position (in characters, as
//! the model asks for) and by quotation with the text around it. The targets of
//! an article are its boxes in the file that it was read from: the page's number
//! as a fragment of RFC 3778, refined by a box as a media fragment, `xywh=` in
//! whole pixels of the page's picture; of a page that is measured in points, the
//! pixels are those of its picture at 72 dots to the inch.

use crate::error::Result;
use crate::record::{Mention, Record, Region};
use crate::span::Offsets;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Characters of text given before and after a quotation.
const AROUND: usize = 16;

/// Writes the article of one record that has regions, and its mentions. The
/// record's id, percent-encoded as a URN, is the source of a mention's target;
/// the path of its file, as a reference of RFC 3986, that of an article's.
///
/// ```
/// use baozhi::record::{PageUnit, Record, Region, Source};
/// let mut record = Record::new("1.alto.xml#1", "春灌开始");
/// record.source = Source::new("scans/1.alto.xml", 0, 12);
/// record.source.regions = vec![Region::new(2, [10.4, 20.0], [99.2, 30.0])];
/// record.source.unit = Some(PageUnit::Pixel);
/// let mut out = Vec::new();
/// baozhi::export::web_annotation(&record, &mut out)?;
/// let text = String::from_utf8_lossy(&out).into_owned();
/// assert!(text.contains(r#""source":"scans/1.alto.xml""#));
/// assert!(text.contains(r#""value":"page=2""#) && text.contains(r#""value":"xywh=10,20,100,30""#));
/// # Ok::<(), baozhi::Error>(())
/// ```
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
    if !record.source.regions.is_empty() {
        serde_json::to_writer(&mut out, &article(&record, &source))?;
        out.write_all(b"\n")?;
    }
    for m in &record.mentions {
        serde_json::to_writer(&mut out, &annotation(&record, &chars, &source, m))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The article as a whole, with its boxes for targets.
fn article(record: &Record, source: &str) -> Value {
    let file = reference(&record.source.path);
    let targets: Vec<Value> = record.source.regions.iter().map(|r| target(&file, r)).collect();
    let mut body = vec![json!({
        "type": "SpecificResource", "purpose": "linking", "source": source,
    })];
    if let Some(title) = &record.article.title {
        body.insert(0, json!({ "type": "TextualBody", "purpose": "describing", "value": title }));
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{source}:article"),
        "type": "Annotation",
        "motivation": "describing",
        "generator": { "type": "Software", "name": "baozhi" },
        "body": body,
        "target": targets,
    })
}

/// A box on a page of `file`.
fn target(file: &str, region: &Region) -> Value {
    let [x, y, w, h] = pixels(region);
    json!({
        "type": "SpecificResource",
        "source": file,
        "selector": {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "value": format!("page={}", region.page),
            "refinedBy": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": format!("xywh={x},{y},{w},{h}"),
            },
        },
    })
}

/// The least box of whole pixels that holds the region: media fragments have no
/// others, and none left of or above the page.
fn pixels(region: &Region) -> [u32; 4] {
    let edge = |at: f64| at.clamp(0.0, f64::from(u32::MAX));
    let [x, y, w, h] = [region.x, region.y, region.w, region.h].map(f64::from);
    let (left, top) = (edge(x.floor()), edge(y.floor()));
    let (right, bottom) = (edge((x + w).ceil()), edge((y + h).ceil()));
    [left, top, (right - left).max(0.0), (bottom - top).max(0.0)].map(|n| n as u32)
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
    push_encoded(&mut urn, id, b":");
    urn
}

/// A path as a relative reference: its parts stay parted, and a colon of its
/// own (of a drive) is no scheme's.
fn reference(path: &str) -> String {
    let mut reference = String::new();
    push_encoded(&mut reference, &path.replace('\\', "/"), b"/");
    reference
}

/// Adds `text`, everything but unreserved characters and those of `also`
/// percent-encoded.
fn push_encoded(out: &mut String, text: &str, also: &[u8]) {
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) || also.contains(&b) {
            out.push(b as char);
        } else {
            *out += &format!("%{b:02X}");
        }
    }
}
