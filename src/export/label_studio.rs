//! Label Studio tasks with predictions
//! (<https://labelstud.io/guide/predictions>): one JSON array for all records.
//!
//! The labelling set-up names its parts so:
//!
//! ```xml
//! <View>
//!   <Labels name="label" toName="text">
//!     <Label value="person"/> <Label value="title"/> <Label value="place"/> …
//!   </Labels>
//!   <Text name="text" value="$text"/>
//! </View>
//! ```
//!
//! Offsets count characters, as Label Studio's exports do.

use crate::error::Result;
use crate::record::{Mention, Record};
use crate::span::Offsets;
use serde_json::{Value, json};
use std::borrow::Borrow;
use std::io::{self, Write};

/// Writes one task a record, its mentions as a prediction.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn label_studio<I>(records: I, out: impl Write) -> Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<Record>,
{
    Ok(write_tasks(records, out)?)
}

fn write_tasks<I>(records: I, mut out: impl Write) -> io::Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<Record>,
{
    let mut before = "[\n";
    for record in records {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut out, &task(record.borrow()))?;
        before = ",\n";
    }
    out.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })
}

fn task(record: &Record) -> Value {
    let record = record.clone().with_offsets(Offsets::Char);
    let result: Vec<Value> = record.mentions.iter().map(|m| region(&record, m)).collect();
    json!({
        "data": { "text": record.text, "id": record.id, "date": record.issue.date, "title": record.article.title },
        "predictions": [{ "model_version": concat!("baozhi ", env!("CARGO_PKG_VERSION")), "result": result }],
    })
}

fn region(record: &Record, m: &Mention) -> Value {
    let entity = m.entity.and_then(|e| record.entities.get(e as usize));
    json!({
        "id": format!("m{}", m.id),
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": { "start": m.start, "end": m.end, "text": m.text, "labels": [m.kind.as_str()] },
        "meta": { "rule": m.rule, "key": entity.map(|e| &e.key) },
    })
}
