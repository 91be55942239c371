//! Features: what is true of a candidate, each with a name and a key.
//!
//! A feature's name is `template=value` (`word=召开`), or several of these
//! joined by `&` when they hold together (`type=MEET.HOLD&word=召开`). Its
//! key is a hash of the name, computed without writing the name down: a
//! 64-bit number, so that two of some hundred thousand names practically
//! never share one. The key of a joined name is the sum of its parts' keys:
//! however the parts were put together, the name read from a table has the
//! key it was made with. In training the bag also keeps the names.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The first half of a feature's name, hashed when the program is compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    name: &'static str,
    hash: u64,
}

impl Template {
    /// The template called `name`.
    pub(crate) const fn new(name: &'static str) -> Template {
        Template { name, hash: hash_bytes(name.as_bytes()) }
    }
}

/// What a feature is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of no feature: what always holds.
    pub(crate) const ALWAYS: Key = Key(0);

    /// The key of `template=value`.
    #[inline]
    pub(crate) fn new(template: Template, value: &str) -> Key {
        Key(mix(template.hash, hash_text(value)))
    }

    /// The same of a value whose hash is known.
    #[inline]
    pub(crate) fn hashed(template: Template, value: TextHash) -> Key {
        Key(mix(template.hash, value.0))
    }

    /// The key of this number, as [`Key::bits`] gave it.
    #[inline]
    pub(crate) fn of_bits(bits: u64) -> Key {
        Key(bits)
    }

    /// The number itself.
    #[inline]
    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    /// The key of both features together, in whatever order.
    #[inline]
    pub(crate) fn and(self, other: Key) -> Key {
        Key(self.0.wrapping_add(other.0))
    }

    /// The key of a name as it is written in a table.
    pub(crate) fn parse(name: &str) -> Key {
        name.split('&').map(Key::parse_part).fold(Key::ALWAYS, Key::and)
    }

    /// The key of a written name without its part of `template`, and the
    /// value of that part; `None` where it has no such part.
    pub(crate) fn parse_without(name: &str, template: Template) -> Option<(Key, Cow<'_, str>)> {
        let (mut rest, mut chosen) = (Key::ALWAYS, None);
        for part in name.split('&') {
            match part.strip_prefix(template.name).and_then(|p| p.strip_prefix('=')) {
                Some(value) if chosen.is_none() => chosen = Some(unescape(value)),
                _ => rest = rest.and(Key::parse_part(part)),
            }
        }
        Some((rest, chosen?))
    }

    fn parse_part(part: &str) -> Key {
        let (template, value) = part.split_once('=').unwrap_or((part, ""));
        Key(mix(hash_text(template), hash_text(&unescape(value))))
    }
}

/// The hash of a value, for one that is asked for again and again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextHash(u64);

impl TextHash {
    /// The hash of `text`.
    #[inline]
    pub(crate) fn new(text: &str) -> TextHash {
        TextHash(hash_text(text))
    }
}

/// Stirs two numbers into one (the finisher of MurmurHash3).
const fn mix(a: u64, b: u64) -> u64 {
    let mut h = a.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ b;
    h = (h ^ (h >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    h ^ (h >> 29)
}

/// The same as [`hash_bytes`], with eight bytes read in one step: what runs
/// for every feature of every candidate.
#[inline]
fn hash_text(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    let last = match (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        // The first four and the last four, which may share some.
        (Some(first), Some(last)) => {
            let shift = 8 * (rest.len() - 4);
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift
        }
        _ => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    if rest.is_empty() { hash } else { mix(hash, last) }
}

/// A hash of the bytes, eight at a time.
const fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut at = 0;
    while at < bytes.len() {
        let mut word = 0u64;
        let mut n = 0;
        while n < 8 && at < bytes.len() {
            word |= (bytes[at] as u64) << (8 * n);
            at += 1;
            n += 1;
        }
        hash = mix(hash, word);
    }
    hash
}

/// A value may hold the marks the table is written with.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '%' => out.push_str("%25"),
            '&' => out.push_str("%26"),
            '\t' => out.push_str("%09"),
            '\n' => out.push_str("%0A"),
            '\r' => out.push_str("%0D"),
            _ => out.push(c),
        }
    }
    out
}

fn unescape(value: &str) -> Cow<'_, str> {
    if !value.contains('%') {
        return Cow::Borrowed(value);
    }
    let marks = [("%26", "&"), ("%09", "\t"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")];
    Cow::Owned(marks.iter().fold(value.to_owned(), |text, (code, mark)| text.replace(code, mark)))
}

#[derive(Clone, Debug)]
enum Name {
    Plain(String),
    Both(Key, Key),
}

/// The names of keys, kept while training or explaining.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(FxHashMap<Key, Name>);

impl Names {
    /// The name of `key` as a table writes it; `None` for a key never met.
    pub(crate) fn name(&self, key: Key) -> Option<String> {
        match self.0.get(&key)? {
            Name::Plain(name) => Some(name.clone()),
            Name::Both(a, b) => Some(format!("{}&{}", self.name(*a)?, self.name(*b)?)),
        }
    }
}

/// The features of one candidate, with their values.
///
/// A bag is filled, read and cleared again and again; at run time that costs
/// no allocation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    items: Vec<(Key, f32)>,
    names: Option<Names>,
}

impl Bag {
    /// An empty bag that forgets names.
    pub(crate) fn new() -> Bag {
        Bag::default()
    }

    /// An empty bag that keeps the name of every feature it has ever held.
    pub(crate) fn naming() -> Bag {
        Bag { items: Vec::new(), names: Some(Names::default()) }
    }

    /// The names kept so far; empty unless made by [`Bag::naming`].
    pub(crate) fn names(&self) -> Names {
        self.names.clone().unwrap_or_default()
    }

    /// The names kept so far, if they are kept.
    pub(crate) fn known(&self) -> Option<&Names> {
        self.names.as_ref()
    }

    /// The key of `template=value`, its name kept but the feature not added.
    #[inline]
    pub(crate) fn key(&mut self, template: Template, value: &str) -> Key {
        self.key_hashed(template, value, TextHash::new(value))
    }

    /// The same, where the hash of the value is known.
    #[inline]
    pub(crate) fn key_hashed(&mut self, template: Template, value: &str, hash: TextHash) -> Key {
        let key = Key::hashed(template, hash);
        if let Some(names) = &mut self.names {
            let name = || match value {
                "" => template.name.to_owned(),
                _ => format!("{}={}", template.name, escape(value)),
            };
            names.0.entry(key).or_insert_with(|| Name::Plain(name()));
        }
        key
    }

    /// The key of both features together.
    #[inline]
    pub(crate) fn both(&mut self, a: Key, b: Key) -> Key {
        let key = a.and(b);
        if let Some(names) = &mut self.names {
            names.0.entry(key).or_insert(Name::Both(a, b));
        }
        key
    }

    /// Adds `template=value`, which holds.
    #[inline]
    pub(crate) fn add(&mut self, template: Template, value: &str) {
        self.add_valued(template, value, 1.0);
    }

    /// Adds `template=value` with a number of its own.
    #[inline]
    pub(crate) fn add_valued(&mut self, template: Template, value: &str, number: f32) {
        let key = self.key(template, value);
        self.items.push((key, number));
    }

    /// Adds a feature whose key is known.
    #[inline]
    pub(crate) fn add_key(&mut self, key: Key, number: f32) {
        self.items.push((key, number));
    }

    /// The features held.
    #[inline]
    pub(crate) fn items(&self) -> &[(Key, f32)] {
        &self.items
    }

    /// Empties the bag, keeping its room and its names.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.items.clear();
    }
}

/// Small whole numbers as values, without writing them down: `-9` to `20`,
/// those beyond as the nearest of these.
pub(crate) fn small(n: i64) -> &'static str {
    const NUMBERS: [&str; 30] = [
        "-9", "-8", "-7", "-6", "-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5", "6", "7", "8",
        "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    ];
    NUMBERS[(n.clamp(-9, 20) + 9) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: Template = Template::new("word");
    const NEAR: Template = Template::new("near");
    const ALONE: Template = Template::new("alone");

    #[test]
    fn a_written_name_has_the_key_it_was_made_with() {
        let mut bag = Bag::naming();
        let word = bag.key(WORD, "开会");
        let near = bag.key(NEAR, "a&b=50%\t");
        let both = bag.both(word, near);
        let alone = bag.key(ALONE, "");
        let three = bag.both(both, alone);
        let nested = bag.both(alone, both);
        let names = bag.names();
        for key in [word, near, both, alone, three, nested] {
            let name = names.name(key).unwrap();
            assert_eq!(Key::parse(&name), key, "{name}");
        }
        assert_eq!(names.name(both).unwrap(), "word=开会&near=a%26b=50%25%09");
        assert_eq!(names.name(alone).unwrap(), "alone");
    }

    #[test]
    fn both_ways_to_hash_agree() {
        let text = "一次会议on 1月5日召开";
        for n in text.char_indices().map(|(n, _)| n) {
            assert_eq!(hash_text(&text[..n]), hash_bytes(&text.as_bytes()[..n]));
        }
    }

    #[test]
    fn template_and_value_matter_but_not_the_order() {
        let (a, b) = (Key::new(WORD, "甲"), Key::new(WORD, "乙"));
        assert_eq!(a.and(b), b.and(a));
        assert_ne!(a.and(b), a.and(a));
        assert_ne!(Key::new(WORD, "甲"), Key::new(NEAR, "甲"));
        assert_ne!(a, b);
    }

    #[test]
    fn a_plain_bag_keeps_no_names() {
        let mut bag = Bag::new();
        bag.add(WORD, "开会");
        assert_eq!(bag.items().len(), 1);
        assert_eq!(bag.names().name(Key::new(WORD, "开会")), None);
        bag.clear();
        assert!(bag.items().is_empty());
    }

    #[test]
    fn small_numbers_end_at_both_sides() {
        assert_eq!((small(-40), small(0), small(7), small(99)), ("-9", "0", "7", "20"));
    }
}
