//! One automaton over every dictionary, and what each pattern stands for.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use std::borrow::Cow;

/// What a pattern of the automaton stands for; rows count in their own table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    /// A place's name: index of the name.
    Place(u32),
    /// A name of an institution of a division; `skip` bytes of division stand in the pattern (市 in 市委).
    Of { name: u32, skip: u8 },
    /// A name that stands before the division: 民革.
    Before(u32),
    /// An institution of its own.
    Own(u32),
    /// An ending of institutions' names.
    Suffix(u32),
    /// The head of a post.
    Head(u32),
    /// A part that joins a head: 副, 党组.
    Part,
    /// 原, 前: the post is past.
    Former,
    /// 兼, 任, 现任: words between posts, or between a name and its post.
    Time,
    /// What stands before a name without being a post: 村民, 市领导.
    Label,
    /// What people are called by, a surname alone before it: 先生, 大爷. A label too.
    Address,
    /// 记者, 通讯员.
    Reporter,
    /// A word that holds a title without being one: 主席团.
    Not,
    /// A word that cannot stand inside an institution's name.
    Stop,
    /// A word that follows a person's name.
    After,
    /// A person of a user's dictionary.
    Person(u32),
    /// The ending of a place below the county: 镇, 村.
    Local,
    /// A verb of place with the one character of a place: 在京.
    Initial,
    /// The ending of a zone, a valley, a building: 开发区, 流域.
    Zone,
}

/// One match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub start: u32,
    pub end: u32,
    pub entry: Entry,
}

/// Patterns and their meanings while the lexicon is built.
#[derive(Default)]
pub(super) struct Patterns<'a>(Vec<(Cow<'a, str>, Entry)>);

impl<'a> Patterns<'a> {
    pub fn add(&mut self, pattern: impl Into<Cow<'a, str>>, entry: Entry) {
        let pattern = pattern.into();
        if !pattern.is_empty() {
            self.0.push((pattern, entry));
        }
    }

    pub fn build(mut self) -> Matcher {
        // Stable: the meanings of a pattern keep the order they were given in.
        self.0.sort_by(|a, b| a.0.cmp(&b.0));
        let mut more: Vec<Entry> = Vec::new();
        let mut values = Vec::new();
        for same in self.0.chunk_by(|a, b| a.0 == b.0) {
            let from = more.len();
            let first = same[0].1;
            for &(_, entry) in &same[1..] {
                if entry != first && !more[from..].contains(&entry) {
                    more.push(entry);
                }
            }
            values.push((&*same[0].0, Meanings { first, from: from as u32, to: more.len() as u32 }));
        }
        // Nearly every character may begin a pattern: skipping to where one can costs more than it saves.
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().use_prefilter(false);
        Matcher { automaton: builder.build_with_values(values).ok(), more }
    }
}

/// What a pattern stands for: one thing mostly.
#[derive(Clone, Copy)]
struct Meanings {
    first: Entry,
    /// The others, in [`Matcher::more`].
    from: u32,
    to: u32,
}

/// The automaton with its patterns' meanings.
pub(crate) struct Matcher {
    /// None only for a lexicon without a single pattern.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<Meanings>>,
    more: Vec<Entry>,
}

impl Matcher {
    /// All matches in `text`, overlapping ones too, by end.
    pub fn hits(&self, text: &str, out: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        for m in automaton.find_overlapping_iter(text) {
            let Meanings { first, from, to } = m.value();
            let hit = Hit { start: m.start() as u32, end: m.end() as u32, entry: first };
            out.push(hit);
            if from < to {
                out.extend(self.more[from as usize..to as usize].iter().map(|&entry| Hit { entry, ..hit }));
            }
        }
    }
}
