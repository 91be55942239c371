//! The event stage as extraction runs it: an article and its mentions in,
//! events, quotations and posts out.
//!
//! These types are public for the tests, benches and examples that give the
//! stage mentions made by hand (`crate::internals`); who uses the crate sees
//! what it finds in a [`Record`](crate::Record).

use super::Frames;
use super::{Framed, Taken, Telling, article, deeds, event, framed, framed_alone, told};
use super::{learnt, post, quote, setting, spoken, view};
use crate::record::{Entity, Event, Mention, Post, Quote, Realis};
use crate::span::Span;
use crate::token::Word;

/// What to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Keep exhortations, wishes and questions, marked irrealis; they are
    /// left out by default.
    pub irrealis: bool,
}

/// One article as the event stage sees it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The article's text; every span below indexes it.
    pub text: &'a str,
    /// The headline, where there is one.
    pub title: Option<Span>,
    /// The body.
    pub body: Span,
    /// The sentences, in order.
    pub sentences: &'a [Span],
    /// The words with their parts of speech, in order; where there are none
    /// the frames decide alone.
    pub words: &'a [Word],
    /// Every mention, sorted by start, the longer first.
    pub mentions: &'a [Mention],
    /// What the mentions name.
    pub entities: &'a [Entity],
    /// The issue date.
    pub date: Option<jiff::civil::Date>,
    /// Full name of the paper's home locality.
    pub home: Option<&'a str>,
}

/// What the stage finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The events, in the order of their first triggers.
    pub events: Vec<Event>,
    /// Direct and indirect speech.
    pub quotes: Vec<Quote>,
    /// Posts taken up or given up in appointments, elections and removals.
    pub posts: Vec<Post>,
}

/// Finds events and quotations.
///
/// Never fails, never looks outside its input; linear in the text.
pub fn find(frames: &Frames, config: &Config, input: &Input<'_>) -> Found {
    let article = article::Article::new(frames, input);
    let scene = view::Scene::new(&article);
    let Framed { drafts, mut quotes, mut cues } = framed(frames, &scene, input);
    let setting = setting::Setting::new(frames, &article, input);
    let models = learnt::models::Models::embedded().filter(|_| !input.words.is_empty());
    let mut tellings = match models {
        Some(models) => {
            let told = told(&drafts, &setting);
            let mut ctx = learnt::context::Context::new(frames, frames.lexicon(), input, &scene, &told);
            let events = learnt::events(&mut ctx, models);
            let mut tellings: Vec<Telling> = events.iter().map(|e| Telling::learnt(frames, e)).collect();
            quote::add_learnt(frames, &article, &spoken(&tellings), &mut cues);
            quotes = quote::quotes(frames, &scene, &deeds(&tellings), &mut cues);
            let taken = Taken::new(&tellings);
            let left = drafts.iter().filter(|d| framed_alone(frames, d, &taken));
            let left: Vec<Telling> = left.map(|d| Telling::framed(frames, d)).collect();
            tellings.extend(left);
            tellings
        }
        None => drafts.iter().map(|d| Telling::framed(frames, d)).collect(),
    };
    let of_posts = drafts.iter().filter(|d| post::is_of_posts(&frames.frames[d.frame].flags));
    let framed = of_posts.map(|d| Telling::framed(frames, d));
    let told: Vec<Telling> = framed.chain(tellings.iter().filter(|t| t.moves).cloned()).collect();
    tellings.retain(|t| config.irrealis || t.realis != Realis::Irrealis);
    tellings.sort_by_key(|t| t.triggers.first().map_or(0, |t| t.start));
    let events = tellings.iter().enumerate().map(|(n, t)| event(&article, &setting, n, t)).collect();
    Found { events, quotes, posts: post::posts(&article, &setting, &told) }
}
