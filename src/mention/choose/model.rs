//! The weights, as they stand in `dicts/choice.tsv`.
//!
//! ```text
//! kind <tab> feature <tab> value <tab> weight
//! institution <tab> ending <tab> 公司 <tab> 1.21
//! ```

use super::feature::{Key, TEMPLATES, Written, key, parts};
use super::proposal::{Kind, Source};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Weights of features; a feature without a row weighs nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    rows: FxHashMap<Key, f32>,
    /// The same for values below [`SMALL`], by kind, template and value: most look-ups need no hash.
    small: Vec<f32>,
}

/// Values below this stand in an array too.
const SMALL: u64 = 256;

/// The place of a feature with a small value in that array.
#[inline]
fn small_at(key: Key) -> Option<usize> {
    let (template, kind, value) = parts(key);
    (value < SMALL).then_some((template * Kind::ALL.len() + kind) * SMALL as usize + value as usize)
}

impl Weights {
    /// The weights that come with the crate: for extraction with the sequence model (`tagged`), and without.
    pub fn embedded(tagged: bool) -> &'static Weights {
        const READ: &str = "the embedded tables are read by every test";
        static TAGGED: LazyLock<Weights> = LazyLock::new(|| {
            Weights::parse("choice.tsv", include_str!("../../../dicts/choice.tsv")).expect(READ)
        });
        static RULES: LazyLock<Weights> = LazyLock::new(|| {
            Weights::parse("choice_rules.tsv", include_str!("../../../dicts/choice_rules.tsv")).expect(READ)
        });
        if tagged { &TAGGED } else { &RULES }
    }

    /// Reads a table of weights; `name` stands for it in errors.
    ///
    /// # Errors
    /// A line that is not a known kind, feature, value and a number.
    pub fn parse(name: &str, text: &str) -> Result<Weights> {
        let mut weights = Weights::default();
        for (line, content) in (1u64..).zip(text.lines()) {
            if content.is_empty() || content.starts_with('#') || content.starts_with("kind\t") {
                continue;
            }
            let wrong = |what: &str| Error::line(name, line, format!("expected {what}, found {content:?}"));
            let fields: Vec<&str> = content.split('\t').collect();
            let [kind, template, value, weight] = fields[..] else {
                return Err(wrong("kind, feature, value and weight"));
            };
            let kind = Kind::ALL.into_iter().find(|k| k.as_str() == kind);
            let kind = kind.ok_or_else(|| wrong("person, place or institution"))?;
            let template = TEMPLATES.iter().position(|t| t.0 == template);
            let template = template.ok_or_else(|| wrong("a feature's name"))?;
            let value = read_value(TEMPLATES[template].1, value).ok_or_else(|| wrong("a value"))?;
            let weight: f32 = weight.parse().map_err(|_| wrong("a number"))?;
            weights.set(key(kind, template, value), weight);
        }
        Ok(weights)
    }

    /// The table's text, without its comments.
    pub fn table(&self) -> String {
        let mut rows: Vec<(Key, f32)> = self.rows.iter().map(|(k, w)| (*k, *w)).collect();
        rows.sort_by_key(|r| (parts(r.0).1, r.0));
        let mut out = String::from("kind\tfeature\tvalue\tweight\n");
        for (key, weight) in rows {
            out += &format!("{}\t{weight:.3}\n", describe(key).replace(' ', "\t"));
        }
        out
    }

    /// The weight of a feature.
    #[inline]
    pub(super) fn of(&self, key: Key) -> f32 {
        match small_at(key) {
            Some(at) => self.small.get(at).copied().unwrap_or(0.0),
            None => self.rows.get(&key).copied().unwrap_or(0.0),
        }
    }

    pub(super) fn set(&mut self, key: Key, weight: f32) {
        self.rows.insert(key, weight);
        if let Some(at) = small_at(key) {
            self.small.resize(TEMPLATES.len() * Kind::ALL.len() * SMALL as usize, 0.0);
            self.small[at] = weight;
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Kind, feature and value of a key, with a space between.
pub(super) fn describe(key: Key) -> String {
    let (template, kind, value) = parts(key);
    let (name, written, _) = TEMPLATES[template];
    format!("{} {name} {}", Kind::ALL[kind].as_str(), write_value(written, value))
}

fn write_value(written: Written, value: u64) -> String {
    match written {
        Written::Number => value.to_string(),
        Written::Source => {
            let source = Source::ALL.get((value >> 8) as usize).map_or("tagger", |s| s.1);
            format!("{source}:{}", value & 0xff)
        }
        Written::Chars => {
            let one = |v: u64| match char::from_u32((v & 0x1f_ffff) as u32) {
                None | Some('\0') => "-".to_owned(),
                Some(' ') => "_".to_owned(),
                Some(c) => c.to_string(),
            };
            if value >> 21 == 0 { one(value) } else { one(value >> 21) + &one(value) }
        }
    }
}

fn read_value(written: Written, text: &str) -> Option<u64> {
    match written {
        Written::Number => text.parse().ok(),
        Written::Source => {
            let (name, number) = text.split_once(':')?;
            let at = Source::ALL.iter().position(|s| s.1 == name);
            let at = if name == "tagger" { 99 } else { at? };
            Some((at as u64) << 8 | number.parse::<u64>().ok()?)
        }
        Written::Chars => {
            let one = |c: char| match c {
                '-' => 0,
                '_' => u64::from(u32::from(' ')),
                c => u64::from(u32::from(c)),
            };
            let mut chars = text.chars();
            let (first, second) = (chars.next()?, chars.next());
            chars.next().is_none().then(|| second.map_or(one(first), |s| one(first) << 21 | one(s)))
        }
    }
}
