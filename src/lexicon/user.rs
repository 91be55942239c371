//! Users' word lists: JSON lines of string patterns, jieba's user
//! dictionaries, plain words.

use super::{Institution, InstitutionKind, Level, LexiconBuilder, Surname, tsv};
use crate::{Error, Result};
use serde::Deserialize;

/// One line of an entity ruler's file.
#[derive(Deserialize)]
struct Pattern {
    label: String,
    pattern: serde_json::Value,
    #[serde(default)]
    id: Option<String>,
}

#[derive(Clone, Copy)]
enum Type {
    Person,
    Place,
    Institution,
}

/// Reads a file without a header line.
pub(super) fn read(builder: &mut LexiconBuilder, file: u16, name: &str, text: &str) -> Result<()> {
    for (line, content) in tsv::numbered(text) {
        if content.starts_with('{') {
            pattern(builder, file, content).map_err(|message| Error::line(name, line, message))?;
        } else {
            word(builder, file, content).map_err(|message| Error::line(name, line, message))?;
        }
    }
    Ok(())
}

fn pattern(builder: &mut LexiconBuilder, file: u16, line: &str) -> std::result::Result<(), String> {
    let p: Pattern = serde_json::from_str(line)
        .map_err(|e| format!("expected {{\"label\":…,\"pattern\":\"…\"}}, found a line that is not: {e}"))?;
    let Some(word) = p.pattern.as_str() else {
        return Err("expected a string as pattern; token patterns are not supported".to_owned());
    };
    let kind = match p.label.as_str() {
        "PERSON" | "PER" => Type::Person,
        "GPE" | "LOC" | "FAC" => Type::Place,
        "ORG" => Type::Institution,
        other => return Err(format!("expected a label (PERSON, PER, GPE, LOC, FAC, ORG), found {other:?}")),
    };
    add(builder, file, word, kind, p.id.as_deref());
    Ok(())
}

fn word(builder: &mut LexiconBuilder, file: u16, line: &str) -> std::result::Result<(), String> {
    let mut fields = line.split_whitespace();
    let Some(word) = fields.next() else { return Ok(()) };
    let rest: Vec<&str> = fields.collect();
    let tag = rest.iter().find(|f| !f.bytes().all(|b| b.is_ascii_digit())).copied();
    if rest.len() > 2 {
        return Err(format!("expected a word, or word frequency tag, found {} fields", rest.len() + 1));
    }
    if let Some(id) = word.strip_prefix('-').filter(|id| !id.is_empty()) {
        builder.persons.retain(|p| p != id);
        return Ok(());
    }
    let kind = match tag {
        Some(t) if t.starts_with("nr") => Some(Type::Person),
        Some(t) if t.starts_with("ns") => Some(Type::Place),
        Some(t) if t.starts_with("nt") => Some(Type::Institution),
        // Other tags mark words that name nothing.
        Some(_) => None,
        None => Some(shape(builder, word)),
    };
    if let Some(kind) = kind {
        add(builder, file, word, kind, None);
    }
    Ok(())
}

/// What an untagged word looks like.
fn shape(builder: &LexiconBuilder, word: &str) -> Type {
    const DIVISIONS: [&str; 13] =
        ["省", "市", "县", "区", "州", "旗", "镇", "乡", "街道", "村", "社区", "河", "山"];
    let count = word.chars().count();
    let surname = word.chars().next().and_then(|c| builder.names.surname(c));
    if count > 2 && builder.suffixes.keys().any(|s| word.ends_with(s.as_str())) {
        Type::Institution
    } else if count > 1 && DIVISIONS.iter().any(|s| word.ends_with(s)) {
        Type::Place
    } else if word.contains('·')
        || (2..=3).contains(&count) && surname == Some(Surname::Sure)
        || builder.names.compound(word).is_some()
    {
        Type::Person
    } else {
        Type::Institution
    }
}

fn add(builder: &mut LexiconBuilder, file: u16, word: &str, kind: Type, id: Option<&str>) {
    match kind {
        Type::Person if !builder.persons.iter().any(|p| p == word) => builder.persons.push(word.to_owned()),
        Type::Person => {}
        Type::Place => builder.places.add(file, id.unwrap_or(word), word, Level::Site, "", ""),
        Type::Institution => builder.institutions.add(
            Institution {
                id: id.unwrap_or(word).into(),
                full: word.into(),
                class: String::new(),
                kind: InstitutionKind::Own,
                levels: String::new(),
                bare: true,
                file,
            },
            word,
        ),
    }
}
