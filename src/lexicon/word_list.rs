//! [`WordList`]: the words of one class of a table, and the classes of a table
//! whose rows are a word and its class.

use super::table::{TableKind, embedded_rows};
use aho_corasick::AhoCorasick;
use std::sync::OnceLock;

/// The words of one class, longest first.
pub(crate) struct WordList {
    words: Vec<&'static str>,
    /// The characters they begin and end with, sorted.
    firsts: Vec<char>,
    lasts: Vec<char>,
    /// All of them at once, made when they are first counted.
    all: OnceLock<Option<AhoCorasick>>,
}

impl WordList {
    /// The list of `words`; of the same length, those given first stay first.
    fn new(mut words: Vec<&'static str>) -> WordList {
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        let set = |of: fn(&str) -> Option<char>| {
            let mut all: Vec<char> = words.iter().filter_map(|w| of(w)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let firsts = set(|w| w.chars().next());
        let lasts = set(|w| w.chars().next_back());
        WordList { words, firsts, lasts, all: OnceLock::new() }
    }

    /// The words, longest first.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }

    /// The longest word that `s` begins with.
    pub fn begins(&self, s: &str) -> Option<&'static str> {
        let first = s.chars().next()?;
        self.firsts.binary_search(&first).ok()?;
        self.words.iter().copied().find(|w| s.starts_with(w))
    }

    /// The longest word that `s` ends with.
    pub fn ends(&self, s: &str) -> Option<&'static str> {
        let last = s.chars().next_back()?;
        self.lasts.binary_search(&last).ok()?;
        self.words.iter().copied().find(|w| s.ends_with(w))
    }

    /// True when `s` is a word of the list.
    pub fn is(&self, s: &str) -> bool {
        self.begins(s).is_some() && self.words.contains(&s)
    }

    /// True when a word of the list stands in `s`.
    pub fn is_in(&self, s: &str) -> bool {
        self.words.iter().any(|w| s.contains(w))
    }

    /// How many words of the list, which has 64 at most, stand in `s`, each counted once.
    pub fn count(&self, s: &str) -> usize {
        let all = self.all.get_or_init(|| AhoCorasick::new(&self.words).ok());
        let mut seen = 0u64;
        for found in all.iter().flat_map(|all| all.find_overlapping_iter(s)) {
            seen |= 1 << (found.pattern().as_u32() & 63);
        }
        seen.count_ones() as usize
    }
}

/// The list of each of the classes `names` of a table, whose column `class` names them.
pub(super) fn lists(table: TableKind, class: &str, names: &[&str]) -> Vec<WordList> {
    let rows: Vec<(&str, &str)> = embedded_rows(table).map(|row| (row.key(), row.cell(class))).collect();
    let of = |name: &str| {
        let words = rows.iter().filter(|row| row.1 == name).map(|row| row.0);
        WordList::new(words.collect())
    };
    names.iter().map(|name| of(name)).collect()
}

/// Makes an enum of the classes of a table, each with its name there, and
/// reads the list of each: a class is asked what its [`WordList`] is asked.
macro_rules! word_classes {
    (
        $(#[$about:meta])*
        $Class:ident of $table:ident by $column:literal:
        $($(#[$doc:meta])* $class:ident $name:literal),+ $(,)?
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $Class { $($(#[$doc])* $class),+ }

        impl $Class {
            /// The names of the classes in the table, in their order here.
            const NAMES: &[&str] = &[$($name),+];
        }

        /// The words of every class.
        static LISTS: std::sync::LazyLock<Vec<$crate::lexicon::word_list::WordList>> =
            std::sync::LazyLock::new(|| {
                $crate::lexicon::word_list::lists(
                    $crate::lexicon::table::TableKind::$table,
                    $column,
                    $Class::NAMES,
                )
            });

        impl std::ops::Deref for $Class {
            type Target = $crate::lexicon::word_list::WordList;

            fn deref(&self) -> &Self::Target {
                &LISTS[*self as usize]
            }
        }
    };
}

pub(super) use word_classes;
