//! One pass of the lexicon over an article, and the matches by where they
//! start and where they end.

use super::Input;
use crate::lexicon::{Entry, Hit, Lexicon, RuleWord};
use crate::span::Span;
use crate::tagger::{Label, Tag};
pub(super) use crate::text::han::is_han;

/// An article with every match of the lexicon.
pub(super) struct Scan<'a> {
    pub input: &'a Input<'a>,
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    /// Matches by start, longer ones first.
    starts: Vec<Hit>,
    /// Matches by end.
    ends: Vec<Hit>,
    /// Where lines end.
    breaks: Vec<usize>,
}

impl<'a> Scan<'a> {
    pub fn new(input: &'a Input<'a>) -> Scan<'a> {
        let mut ends = Vec::with_capacity(input.text.len() / 6);
        input.lexicon.hits(input.text, &mut ends);
        if !input.taken.is_empty() {
            ends.retain(|h| !taken(input.taken, h));
        }
        let starts = by_start(&ends);
        let breaks = memchr::memchr_iter(b'\n', input.text.as_bytes()).collect();
        Scan { input, text: input.text, lexicon: input.lexicon, starts, ends, breaks }
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

    /// The line break before byte `at`, or the start of the text.
    pub fn line_break(&self, at: usize) -> usize {
        let n = self.breaks.partition_point(|&b| b < at);
        n.checked_sub(1).map_or(0, |n| self.breaks[n])
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

    /// The name that the tagger is sure of at the end of `span`, but that
    /// starts later.
    pub fn sure_tail(&self, span: Span) -> Option<Tag> {
        let tag = self.tag_over(span)?;
        (tag.span.start > span.start && tag.span.end == span.end && tag.margin >= FIRM).then_some(tag)
    }

    /// True when the tagger is sure that another name ends inside `span`, and
    /// knows none of `label` that ends with it: 北京各大商场 is no institution.
    pub fn parted(&self, span: Span, label: Label) -> bool {
        let from = self.input.tags.partition_point(|t| t.span.end <= span.start);
        let inside = || self.input.tags[from..].iter().take_while(|t| t.span.start < span.end);
        inside().any(|t| t.span.start >= span.start && t.span.end < span.end && t.margin >= FIRM)
            && !inside().any(|t| t.span.end == span.end && t.label == label)
    }

    /// True when a word starts inside `span` and runs beyond it: 市场 over 北京市, 部长 over 国防部.
    pub fn crossed(&self, span: Span) -> bool {
        let Some(last) = self.char_before(span.end) else { return false };
        let at = span.end - last.len_utf8();
        let last_of = |h: &Hit| self.char_before(h.end as usize).map_or(0, |c| h.end as usize - c.len_utf8());
        at > span.start
            && self.starting(at).iter().any(|h| {
                h.end as usize > span.end
                    && matches!(h.entry, Entry::Head(_) | Entry::Stop | Entry::Not | Entry::Label)
                    && !self.local_at(last_of(h))
            })
    }

    /// True where a place below the county starts with the last character of a post: 长洲街道 in 广州市|长洲街道.
    /// A surname behind it says that somebody is named: 市长王镇东.
    pub fn local_at(&self, at: usize) -> bool {
        let Some(rest) = self.text.get(at..).and_then(|t| t.strip_prefix('长')) else { return false };
        let named = rest.chars().next().is_none_or(|c| !is_han(c) || self.lexicon.names.surname(c).is_some());
        let ends = rest.char_indices().take(4).skip(1).map(|(n, _)| n);
        !named && ends.into_iter().any(|n| RuleWord::BelowCounty.begins(&rest[n..]).is_some())
    }

    /// True when a longer word that names nothing holds `span`: 海地 in 沿海地区.
    pub fn held(&self, span: Span) -> bool {
        self.between(span.start.saturating_sub(12), span.start + 1).iter().any(|h| {
            h.entry == Entry::Not && h.end as usize >= span.end && (h.end - h.start) as usize > span.len()
        })
    }

    /// True when a longer name of a place, which is no common word besides, holds `span`: 黎波里 in 的黎波里.
    pub fn within_place(&self, span: Span) -> bool {
        let places = &self.lexicon.places;
        self.between(span.start.saturating_sub(12), span.start + 1).iter().any(|h| {
            let longer = h.end as usize >= span.end && (h.end - h.start) as usize > span.len();
            longer && matches!(h.entry, Entry::Place(name) if places.names.rows(name).iter().any(|r| !r.1))
        })
    }

    /// True when what stands left of byte `at` ends a word, as far as the lexicon tells.
    pub fn clear_before(&self, at: usize) -> bool {
        self.char_before(at).is_none_or(|c| is_break(c) || !is_han(c)) || !self.ending(at).is_empty()
    }

    /// True when short names want the tagger's word: the text is of no known paper, so that nothing says whose
    /// 市委 or which 中央 is meant.
    pub fn strict(&self) -> bool {
        self.input.home.is_none() && self.tagged()
    }

    /// True when the tagger has an institution over `span`.
    pub fn tagged_institution(&self, span: Span) -> bool {
        self.tag_over(span).is_some_and(|t| t.label == Label::Institution)
    }

    /// True when the sequence model has read this article.
    pub fn tagged(&self) -> bool {
        !self.input.words.is_empty() || !self.input.tags.is_empty()
    }

    /// True when a word begins at byte `at`.
    pub fn begins_word(&self, at: usize) -> bool {
        self.input.words.binary_search_by_key(&at, |w| w.span.start).is_ok()
    }

    /// True when `span` is one word.
    pub fn is_word(&self, span: Span) -> bool {
        let words = self.input.words;
        words.binary_search_by_key(&span.start, |w| w.span.start).is_ok_and(|n| words[n].span == span)
    }

    /// True when byte `at` lies within a word: 华为 begins within one in 升华/为, 北大 in 东北/大豆.
    pub fn in_word(&self, at: usize) -> bool {
        let words = self.input.words;
        let n = words.partition_point(|w| w.span.end <= at);
        words.get(n).is_some_and(|w| w.span.start < at)
    }
}

/// The matches of `ends`, which come by end, by start and the longer first.
///
/// Matches are short mostly, so none has far to go: each is put in its place
/// among those before it. Where one goes farther than [`FAR`], all are sorted.
fn by_start(ends: &[Hit]) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::with_capacity(ends.len());
    for hit in ends {
        let before = |h: &Hit| h.start < hit.start || h.start == hit.start && h.end >= hit.end;
        let behind = out.iter().rev().take(FAR).take_while(|h| !before(h)).count();
        if behind == FAR {
            let mut sorted = ends.to_vec();
            sorted.sort_by_key(|h| u64::from(h.start) << 32 | u64::from(u32::MAX - h.end));
            return sorted;
        }
        out.insert(out.len() - behind, *hit);
    }
    out
}

/// How far a match is moved before all are sorted.
const FAR: usize = 64;

/// A margin from which on the tagger's end of a name holds.
pub(super) const FIRM: f32 = 3.0;

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
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff61}'..='\u{ff65}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”' | '‘' | '’' | '…' | '—' | '●' | '■' | '▲' | '□')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_put_by_start_however_far_they_go() {
        for longest in [3, 200] {
            // All of `longest` lengths at every place, by end as an automaton gives them.
            let ends: Vec<Hit> = (1..300u32)
                .flat_map(|end| (1..=longest.min(end)).rev().map(move |n| (end - n, end)))
                .map(|(start, end)| Hit { start, end, entry: Entry::Not })
                .collect();
            let mut expected: Vec<(u32, u32)> = ends.iter().map(|h| (h.start, h.end)).collect();
            expected.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
            let got: Vec<(u32, u32)> = by_start(&ends).iter().map(|h| (h.start, h.end)).collect();
            assert_eq!(got, expected);
        }
    }
}
