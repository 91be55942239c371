//! Annotated text as training reads it.
//!
//! One JSON object a line, plain or gzip: `{"text": …, "entities":
//! [{"start", "end", "type"}]}` with offsets in characters and the types
//! `PER`, `LOC`, `ORG`; other types and other fields are passed over.

use crate::error::{Error, Result};
use crate::span::Span;
use crate::tagger::Label;
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A text with the names in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The names, in byte offsets, none overlapping.
    pub names: Vec<(Span, Label)>,
    /// True when the names follow other annotation guidelines than the model
    /// shall: what differs is then learnt apart and left out of the model.
    pub foreign: bool,
    /// How often an epoch looks at the text, 1 unless set: more for text that
    /// is annotated with more care than the rest.
    pub weight: u32,
}

impl Example {
    /// A text with names in byte offsets, none overlapping, by the model's own
    /// guidelines.
    pub fn new(text: impl Into<String>, names: Vec<(Span, Label)>) -> Example {
        Example { text: text.into(), names, foreign: false, weight: 1 }
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads the examples of the file at `path`.
///
/// # Errors
/// When the file cannot be read, or a line is no such object, or an entity
/// does not fit its text; the message names the line.
pub fn read_examples(path: impl AsRef<Path>) -> Result<Vec<Example>> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|e| Error::io(path, e))?;
    let gzip = path.extension().is_some_and(|e| e == "gz");
    let input: Box<dyn Read> = if gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut out = Vec::new();
    for (i, line) in BufReader::new(input).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e))?;
        if !line.trim().is_empty() {
            out.push(example(&line).map_err(|message| Error::line(path, i as u64 + 1, message))?);
        }
    }
    Ok(out)
}

fn example(line: &str) -> std::result::Result<Example, String> {
    let Line { text, entities } = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = text.unwrap_or_default();
    let mut bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    bytes.push(text.len());
    let mut names = Vec::new();
    for e in entities {
        let label = match e.kind.as_str() {
            "PER" => Label::Person,
            "LOC" => Label::Place,
            "ORG" => Label::Institution,
            _ => continue,
        };
        let (Some(&start), Some(&end)) = (bytes.get(e.start), bytes.get(e.end)) else {
            return Err(format!(
                "entity {}..{} lies beyond the text's {} characters",
                e.start,
                e.end,
                bytes.len() - 1
            ));
        };
        if start >= end {
            return Err(format!("entity {}..{} is empty", e.start, e.end));
        }
        names.push((Span::new(start, end), label));
    }
    names.sort();
    if let Some(w) = names.windows(2).find(|w| w[0].0.overlaps(w[1].0)) {
        return Err(format!(
            "entities {:?} and {:?} overlap",
            &text.as_str()[w[0].0],
            &text.as_str()[w[1].0]
        ));
    }
    Ok(Example::new(text, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn char_offsets_become_bytes() {
        let e = example(
            r#"{"id":1,"text":"记者王小明","entities":[{"start":2,"end":5,"type":"PER"},{"start":0,"end":1,"type":"X"}]}"#,
        );
        let e = e.unwrap();
        assert_eq!(e.names, [(Span::new(6, 15), Label::Person)]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let bad =
            |entities: &str| example(&format!(r#"{{"text":"北京市","entities":[{entities}]}}"#)).unwrap_err();
        assert!(bad(r#"{"start":0,"end":9,"type":"LOC"}"#).contains("beyond"));
        assert!(bad(r#"{"start":1,"end":1,"type":"LOC"}"#).contains("empty"));
        let two = r#"{"start":0,"end":2,"type":"LOC"},{"start":1,"end":3,"type":"LOC"}"#;
        assert!(bad(two).contains("overlap"));
        assert!(example("{").is_err());
    }
}
