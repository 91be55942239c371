//! One pass of the lexicon over an article, and the matches by where they
//! start and where they end.

use super::Input;
use crate::lexicon::{Entry, Hit, Lexicon};
use crate::span::Span;
use crate::tagger::{Label, Tag};

/// An article with every match of the lexicon.
pub(super) struct Scan<'a> {
    pub input: &'a Input<'a>,
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    /// Matches by start, longer ones first.
    starts: Vec<Hit>,
    /// Matches by end.
    ends: Vec<Hit>,
}

impl<'a> Scan<'a> {
    pub fn new(input: &'a Input<'a>) -> Scan<'a> {
        let mut ends = Vec::with_capacity(input.text.len() / 6);
        input.lexicon.hits(input.text, &mut ends);
        if !input.taken.is_empty() {
            ends.retain(|h| !taken(input.taken, h));
        }
        let mut starts = ends.clone();
        starts.sort_by_key(|h| (h.start, u32::MAX - h.end));
        Scan { input, text: input.text, lexicon: input.lexicon, starts, ends }
    }

    /// All matches by start, longer ones first.
    pub fn hits(&self) -> &[Hit] {
        &self.starts
    }

    /// The matches that start at byte `at`, longer ones first.
    pub fn starting(&self, at: usize) -> &[Hit] {
        let from = self.starts.partition_point(|h| (h.start as usize) < at);
        let rest = &self.starts[from..];
        let n = rest.iter().take_while(|h| h.start as usize == at).count();
        &rest[..n]
    }

    /// The matches that end at byte `at`.
    pub fn ending(&self, at: usize) -> &[Hit] {
        let from = self.ends.partition_point(|h| (h.end as usize) < at);
        let rest = &self.ends[from..];
        let n = rest.iter().take_while(|h| h.end as usize == at).count();
        &rest[..n]
    }

    /// The matches that start in `from..to`.
    pub fn between(&self, from: usize, to: usize) -> &[Hit] {
        let a = self.starts.partition_point(|h| (h.start as usize) < from);
        let b = self.starts.partition_point(|h| (h.start as usize) < to);
        &self.starts[a..b.max(a)]
    }

    /// True when a match that starts at `at` satisfies `test`.
    pub fn any_at(&self, at: usize, test: impl Fn(Entry) -> bool) -> bool {
        self.starting(at).iter().any(|h| test(h.entry))
    }

    /// The longest match at `at` that satisfies `test`.
    pub fn longest_at(&self, at: usize, test: impl Fn(Entry) -> bool) -> Option<Hit> {
        self.starting(at).iter().find(|h| test(h.entry)).copied()
    }

    /// The char that starts at `at`.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The char that ends at `at`.
    pub fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The number of the sentence that byte `at` lies in.
    pub fn sentence(&self, at: usize) -> usize {
        self.input
            .sentences
            .partition_point(|s| s.end <= at)
            .min(self.input.sentences.len().saturating_sub(1))
    }

    /// The tagger's span of `label` that starts at `at`.
    pub fn tag_at(&self, at: usize, label: Label) -> Option<Tag> {
        let tags = self.input.tags;
        let from = tags.partition_point(|t| t.span.start < at);
        tags[from..].iter().take_while(|t| t.span.start == at).find(|t| t.label == label).copied()
    }

    /// The tagger's span that covers or crosses `span`.
    pub fn tag_over(&self, span: Span) -> Option<Tag> {
        let tags = self.input.tags;
        let from = tags.partition_point(|t| t.span.end <= span.start);
        tags[from..].first().filter(|t| t.span.overlaps(span)).copied()
    }

    /// True when the sequence model has read this article.
    pub fn tagged(&self) -> bool {
        !self.input.tags.is_empty()
    }
}

/// True when `hit` lies in, or crosses, a time or a figure.
fn taken(taken: &[Span], hit: &Hit) -> bool {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let from = taken.partition_point(|s| s.end <= start);
    let Some(span) = taken.get(from) else { return false };
    span.start < end && !(start <= span.start && span.end <= end && span.end - span.start < end - start)
}

/// True for what no name runs across.
pub(super) fn is_break(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”' | '‘' | '’' | '…' | '—' | '●' | '■' | '▲' | '□')
}

/// True for a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{20000}'..='\u{2ebef}')
}
