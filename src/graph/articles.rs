//! The articles that edges point to as evidence, each kept once.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// An article that shows an edge.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ArticleRef {
    /// The issue date, where known.
    pub date: Option<Date>,
    /// The record's id.
    pub id: Box<str>,
}

impl Ord for ArticleRef {
    /// By date, the undated last, then by id.
    fn cmp(&self, other: &ArticleRef) -> Ordering {
        let key = |a: &ArticleRef| (a.date.is_none(), a.date);
        key(self).cmp(&key(other)).then_with(|| self.id.cmp(&other.id))
    }
}

impl PartialOrd for ArticleRef {
    fn partial_cmp(&self, other: &ArticleRef) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Articles by number and numbers by article.
#[derive(Clone, Debug, Default)]
pub(super) struct Articles {
    list: Vec<ArticleRef>,
    numbers: FxHashMap<ArticleRef, u32>,
}

impl Articles {
    pub(super) fn intern(&mut self, article: ArticleRef) -> u32 {
        if let Some(&n) = self.numbers.get(&article) {
            return n;
        }
        let n = self.list.len() as u32;
        self.list.push(article.clone());
        self.numbers.insert(article, n);
        n
    }

    pub(super) fn get(&self, number: u32) -> &ArticleRef {
        &self.list[number as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Puts `article` into an ordered list of at most `k` without repetition.
    ///
    /// Keeping the `k` smallest of a set does not depend on the order in which
    /// they come, which is what makes merged graphs equal.
    pub(super) fn keep(&self, evidence: &mut Vec<u32>, article: u32, k: usize) {
        let new = self.get(article);
        let Err(at) = evidence.binary_search_by(|&n| self.get(n).cmp(new)) else { return };
        if at >= k {
            return;
        }
        evidence.truncate(k - 1);
        evidence.insert(at, article);
    }
}
