//! Users' word lists: JSON lines of string patterns, jieba's user
//! dictionaries, plain words.

use super::keys::{At, Word};
use super::{Institution, InstitutionKind, Level, LexiconBuilder, RuleWord, Surname, table};
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

/// The key of lists among those of tables.
const LIST: &str = "list";

/// Reads a file without a header line.
pub(super) fn read(builder: &mut LexiconBuilder, file: u16, name: &str, text: &str) -> Result<()> {
    for (line, content) in table::lines(text) {
        let at = At { file, line };
        if content.starts_with('{') {
            pattern(builder, at, content).map_err(|message| Error::line(name, line, message))?;
        } else {
            word(builder, at, content).map_err(|message| Error::line(name, line, message))?;
        }
    }
    Ok(())
}

fn pattern(builder: &mut LexiconBuilder, at: At, line: &str) -> std::result::Result<(), String> {
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
    add(builder, at, word, Some(kind), p.id.as_deref());
    Ok(())
}

fn word(builder: &mut LexiconBuilder, at: At, line: &str) -> std::result::Result<(), String> {
    let mut fields = line.split_whitespace();
    let Some(word) = fields.next() else { return Ok(()) };
    let rest: Vec<&str> = fields.collect();
    let tag = rest.iter().find(|f| !f.bytes().all(|b| b.is_ascii_digit())).copied();
    if rest.len() > 2 {
        return Err(format!("expected a word, or word frequency tag, found {} fields", rest.len() + 1));
    }
    if let Some(id) = word.strip_prefix('-').filter(|id| !id.is_empty()) {
        if let Some(was) = builder.keys.forget(LIST, id) {
            take_back(builder, id, was);
        }
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
    add(builder, at, word, kind, None);
    Ok(())
}

/// What an untagged word looks like.
fn shape(builder: &LexiconBuilder, word: &str) -> Type {
    let count = word.chars().count();
    let surname = word.chars().next().and_then(|c| builder.names.surname(c));
    if count > 2 && word.char_indices().any(|(tail, _)| builder.suffixes.contains_key(&word[tail..])) {
        Type::Institution
    } else if count > 1 && RuleWord::PlaceEnd.ends(word).is_some() {
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

/// Adds a word of a list; what an earlier line made of it no longer counts.
fn add(builder: &mut LexiconBuilder, at: At, word: &str, kind: Option<Type>, id: Option<&str>) {
    let now = match kind {
        Some(Type::Person) => {
            builder.persons.insert(word.to_owned());
            Word::Person
        }
        Some(Type::Place) => Word::Place(place(builder, at.file, word, id)),
        Some(Type::Institution) => Word::Institution(institution(builder, at.file, word, id)),
        None => Word::Nothing,
    };
    let was = builder.keys.note_word(&builder.files, LIST, word, at, now);
    if let Some(was) = was.filter(|was| *was != now) {
        take_back(builder, word, was);
    }
}

/// Undoes what a line of a list made of `word`.
fn take_back(builder: &mut LexiconBuilder, word: &str, was: Word) {
    match was {
        Word::Person => drop(builder.persons.remove(word)),
        Word::Place(name) => builder.places.names.take_back(name),
        Word::Institution(name) => builder.institutions.names.take_back(name),
        Word::Nothing => {}
    }
}

/// Adds a place, or one more name where the id has a row in this file.
fn place(builder: &mut LexiconBuilder, file: u16, word: &str, id: Option<&str>) -> u32 {
    let places = &mut builder.places;
    if let Some(row) = id.and_then(|id| places.by_id(id)).filter(|&r| places.rows[r as usize].file == file) {
        return places.names.add(word, row);
    }
    places.add(file, id.unwrap_or(word), word, Level::Site, "", "")
}

/// Adds an institution, or one more name where the id has a row in this file.
fn institution(builder: &mut LexiconBuilder, file: u16, word: &str, id: Option<&str>) -> u32 {
    let known = &mut builder.institutions;
    if let Some(row) = id.and_then(|id| known.by_id(id)).filter(|&r| known.rows[r as usize].file == file) {
        return known.names.add(word, row);
    }
    let row = Institution {
        id: id.unwrap_or(word).into(),
        full: word.into(),
        class: String::new(),
        kind: InstitutionKind::Own,
        levels: String::new(),
        bare: true,
        file,
    };
    known.add(row, [word])
}
