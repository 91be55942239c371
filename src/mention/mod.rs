//! Persons, titles, places, institutions, meetings and documents of an article: *propose*, *choose*, *link*.
//!
//! 1. `propose`: lexicon, grammar, tagger and the article itself each propose spans; none takes a span from another.
//! 2. [`choose`]: a learnt linear model weighs each proposal by documented features, and the best choice of
//!    proposals that do not overlap is found by dynamic programming.
//! 3. `link`: the chosen spans get their rows and full names, posts their institutions and holders.
//!
//! Without the tagger everything works, less well on names that stand alone.

mod address;
mod build;
mod chain;
pub mod choose;
mod document;
mod holding;
mod home;
mod institution;
mod link;
mod listed;
mod locality;
mod meeting;
mod name;
mod notice;
mod person;
mod place;
mod post;
mod propose;
mod scan;
mod slot;
mod subject;
mod title;
mod trace;

pub use trace::Candidate;

use crate::issue::BylineName;
use crate::lexicon::Lexicon;
use crate::record::{Entity, Mention, MentionKind, Post};
use crate::span::Span;
use crate::tagger::Tag;
use crate::token::Word;
use scan::Scan;

/// What the stage reads.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its sentences.
    pub sentences: &'a [Span],
    /// The names of its bylines.
    pub names: &'a [BylineName],
    /// The sequence model's spans by start; empty without the model.
    pub tags: &'a [Tag],
    /// Further readings of the model by start, with negative margins.
    pub others: &'a [Tag],
    /// The words; empty without the model.
    pub words: &'a [Word],
    /// The spans of times and figures by start.
    pub taken: &'a [Span],
    /// The dictionaries.
    pub lexicon: &'a Lexicon,
    /// The weights of the choice.
    pub weights: &'a choose::Weights,
    /// Full name of the paper's home locality, 许昌市.
    pub home: Option<&'a str>,
}

/// What the stage found. Mention ids count from 0 in text order and are those
/// of this list alone until [`Found::merge`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// By start, longer ones first.
    pub mentions: Vec<Mention>,
    /// What they name.
    pub entities: Vec<Entity>,
    /// Who holds which post.
    pub posts: Vec<Post>,
}

impl Found {
    /// Appends what a later stretch of the text holds, which starts at byte
    /// `by` and sentence `sentence`.
    fn append(&mut self, mut later: Found, by: usize, sentence: u32) {
        let first = self.mentions.len() as u32;
        for mention in &mut later.mentions {
            mention.id += first;
            mention.start += by;
            mention.end += by;
            mention.sentence += sentence;
            if let MentionKind::Title { holders } = &mut mention.kind {
                holders.iter_mut().for_each(|h| *h += first);
            }
        }
        for post in &mut later.posts {
            post.person_mention += first;
            post.title_mention.iter_mut().for_each(|t| *t += first);
        }
        self.mentions.append(&mut later.mentions);
        self.posts.append(&mut later.posts);
    }

    /// Adds mentions of other stages (figures, times) and numbers all of them
    /// anew in text order; entities, posts and holders follow.
    pub fn merge(mut self, others: Vec<Mention>) -> Found {
        let own = self.mentions.len();
        self.mentions.extend(others);
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&i| (self.mentions[i].start, std::cmp::Reverse(self.mentions[i].end), i));
        let mut new_id = vec![0u32; self.mentions.len()];
        for (n, &i) in order.iter().enumerate() {
            new_id[i] = n as u32;
        }
        let map = |id: &mut u32| *id = new_id[*id as usize];
        for (i, mention) in self.mentions.iter_mut().enumerate() {
            mention.id = new_id[i];
            if let (true, MentionKind::Title { holders }) = (i < own, &mut mention.kind) {
                holders.iter_mut().for_each(map);
            }
        }
        self.mentions.sort_by_key(|m| m.id);
        self.entities.iter_mut().flat_map(|e| &mut e.mentions).for_each(map);
        for post in &mut self.posts {
            map(&mut post.person_mention);
            post.title_mention.iter_mut().for_each(map);
        }
        self
    }
}

/// A longer text is read in stretches of about this many bytes, so that time
/// grows with its length alone: no article is as long.
const STRETCH: usize = 1 << 17;

/// Finds what an article names.
pub(crate) fn find(input: &Input<'_>) -> Found {
    let mut found = if input.text.len() <= 2 * STRETCH { read(input) } else { stretches(input) };
    found.entities = crate::entity::join(&mut found.mentions, &found.posts);
    found
}

/// Reads stretches of whole sentences one by one.
fn stretches(input: &Input<'_>) -> Found {
    let mut all = Found::default();
    let mut rest = input.sentences;
    let mut number = 0;
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|s| s.end <= first.start + STRETCH).count().max(1);
        let span = Span::new(first.start, rest[n - 1].end);
        all.append(stretch(input, span, &rest[..n]), span.start, number);
        number += n as u32;
        rest = &rest[n..];
    }
    all
}

/// Reads the sentences of `span` as a text of their own.
fn stretch(input: &Input<'_>, span: Span, sentences: &[Span]) -> Found {
    let shift = |s: Span| Span::new(s.start - span.start, s.end - span.start);
    let sentences: Vec<Span> = sentences.iter().map(|&s| shift(s)).collect();
    let inside = |s: Span| span.contains(s);
    let names: Vec<BylineName> = input
        .names
        .iter()
        .filter(|n| inside(n.span))
        .map(|n| BylineName { span: shift(n.span), ..*n })
        .collect();
    let tags: Vec<Tag> =
        part(input.tags, |t| t.span, span).map(|t| Tag { span: shift(t.span), ..*t }).collect();
    let others: Vec<Tag> =
        part(input.others, |t| t.span, span).map(|t| Tag { span: shift(t.span), ..*t }).collect();
    let words: Vec<Word> =
        part(input.words, |w| w.span, span).map(|w| Word { span: shift(w.span), ..*w }).collect();
    let taken: Vec<Span> = part(input.taken, |&s| s, span).map(|&s| shift(s)).collect();
    let text = &input.text[span];
    let (sentences, names, tags) = (&sentences[..], &names[..], &tags[..]);
    let others = &others[..];
    read(&Input { text, sentences, names, tags, others, words: &words, taken: &taken, ..*input })
}

/// The items of an ordered list that lie within `span`.
fn part<T>(list: &[T], of: impl Fn(&T) -> Span, span: Span) -> impl Iterator<Item = &T> {
    let from = list.partition_point(|t| of(t).start < span.start);
    list[from..].iter().take_while(move |t| of(t).end <= span.end)
}

/// All that could be what the lexicon, the grammar and the tagger take it
/// for, by start; what became of it, [`find`] tells. For showing why a name
/// was found or not.
pub(crate) fn candidates(input: &Input<'_>) -> Vec<Candidate> {
    let scan = Scan::new(input);
    let proposed = propose::propose(&scan);
    trace::candidates(&scan, &proposed, input.weights)
}

/// Reads one text; entities are joined by the caller.
fn read(input: &Input<'_>) -> Found {
    let scan = Scan::new(input);
    let proposed = propose::propose(&scan);
    let chosen = choose::choose(&scan, &proposed.proposals, input.weights);
    build::mentions(&scan, &link::link(&scan, &proposed, &chosen))
}

/// What a labelled article teaches the choice.
pub(crate) fn lesson(input: &Input<'_>, gold: choose::Gold) -> choose::Lesson {
    let scan = Scan::new(input);
    let proposed = propose::propose(&scan);
    choose::lesson(&scan, proposed.proposals, gold)
}
