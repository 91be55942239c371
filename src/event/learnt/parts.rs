//! What could fill a role: candidates for fillers.
//!
//! A filler is a mention near a trigger, a phrase of its clause, a title or
//! quotation behind it, or what a frame filled in.

use super::context::{Candidate, Context};
use crate::event::group::Filler;
use crate::event::{article, class};
use crate::learn::{Key, Template};
use crate::record::{Mention, MentionKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

const FORM: Template = Template::new("form");

/// What a filler is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::event) enum Form {
    Mention(&'static str),
    /// The trigger's clause behind it.
    Object,
    /// The trigger's clause before it.
    Subject,
    /// A run of nouns.
    Phrase,
    Trigger,
    /// 《…》 or “…”.
    Quoted,
    /// What stands behind a verb that ends its clause: 会议指出，要….
    Said,
    /// What a frame filled in.
    Frame,
}

impl Form {
    pub(in crate::event) fn name(self) -> &'static str {
        match self {
            Form::Mention(layer) => layer,
            Form::Object => "clause-behind",
            Form::Subject => "clause-before",
            Form::Phrase => "phrase",
            Form::Trigger => "trigger",
            Form::Quoted => "quoted",
            Form::Said => "said",
            Form::Frame => "frame",
        }
    }

    /// What a form is compared by.
    pub(super) fn key(self) -> Key {
        Form::key_of(self.name())
    }

    /// The key of the form called `name`.
    pub(super) fn key_of(name: &str) -> Key {
        Key::new(FORM, name)
    }
}

/// A candidate for a filler.
#[derive(Clone, Debug)]
pub(in crate::event) struct Part {
    pub(in crate::event) span: Span,
    pub(in crate::event) form: Form,
    pub(in crate::event) mention: Option<u32>,
    /// It is the place in a body's name: of 深圳海关 it is the body that acts.
    pub(in crate::event) in_a_name: bool,
    /// Roles the frames gave it.
    pub(in crate::event) framed: Vec<Cow<'static, str>>,
}

impl Part {
    pub(in crate::event) fn filler(&self, ctx: &Context<'_, '_, '_>) -> Filler {
        let mention = self.mention.and_then(|m| ctx.input.mentions.get(m as usize));
        let mask = mention.and_then(article::mask_of).unwrap_or(class::TEXT);
        Filler { span: self.span, mention: self.mention, mask }
    }
}

/// A filler that is no mention is not shorter and not longer, in bytes.
const SHORTEST: usize = 6;
const LONGEST: usize = 240;
/// What is said is no longer, in bytes.
const LONGEST_SAID: usize = 600;
/// Between a verb of speech and the end of its clause stands no more (了, 说), in bytes.
const LONGEST_TAIL: usize = 6;
/// Words behind which a phrase may begin, and which begin none: 论坛开幕后，.
const POSTPOSITIONS: [&str; 6] = ["后", "时", "中", "内", "里", "间"];
/// What ends with one of these tells when, not who.
const WHEN: [&str; 9] = ["后", "时", "之后", "以后", "以来", "之际", "期间", "之前", "以前"];
/// Mentions of a sentence beyond this many are passed over.
pub(super) const MOST: usize = 40;

/// Everything that could fill a role of the event told by `triggers`.
pub(super) fn parts(triggers: &[&Candidate], told: &[u32], ctx: &Context<'_, '_, '_>) -> Vec<Part> {
    let mut out = Parts { ctx, parts: Vec::new(), at: FxHashMap::default() };
    let mut sentences: Vec<usize> = triggers.iter().take(6).map(|t| t.sentence).collect();
    sentences.dedup();
    for s in &sentences {
        out.mentions_of(*s, |_| true);
    }
    // Who acts in the sentence before was tried: it fills as often wrongly as rightly.
    for s in &sentences {
        if let Some(before) = s.checked_sub(1) {
            out.mentions_of(before, |k| matches!(k, MentionKind::Time { .. }));
        }
    }
    for lead in 0..2.min(ctx.by_sentence.len()) {
        out.mentions_of(lead, |k| matches!(k, MentionKind::Time { .. } | MentionKind::Place { .. }));
    }
    for t in triggers.iter().take(6) {
        out.phrases_of(t);
    }
    for n in told.iter().take(MOST_TOLD) {
        for (role, f) in &ctx.told[*n as usize].roles {
            out.framed(role.clone(), f);
        }
    }
    out.parts
}

struct Parts<'p, 'c, 'x, 'a> {
    ctx: &'p Context<'c, 'x, 'a>,
    parts: Vec<Part>,
    at: FxHashMap<Span, usize>,
}

impl Parts<'_, '_, '_, '_> {
    /// Takes in a stretch that is no mention, as far as it can name anything.
    fn push_stretch(&mut self, span: Span, form: Form) {
        let span = self.named_stretch(span, form);
        if (SHORTEST..=LONGEST).contains(&span.len()) || form == Form::Object && span.len() > LONGEST {
            self.push(span, form, None);
        }
    }

    /// What a stretch names. It cuts no mention (no 16亿元 in 32.16亿元), the clause before a trigger ends where a
    /// preposition brings in something else (联合国向李航), and words of time, adverbs and particles at its ends
    /// belong to the verb (有关部门日前, 他还).
    fn named_stretch(&self, span: Span, form: Form) -> Span {
        let ctx = self.ctx;
        let start = ctx.mentions_around(span.start).map(|m| m.start).min().unwrap_or(span.start);
        let end = ctx.mentions_around(span.end).map(|m| m.end).max().unwrap_or(span.end);
        let mut span = Span::new(start, end);
        if form == Form::Subject {
            span = self.before_preposition(self.without_start(span, is_no_name));
        }
        match form {
            Form::Object => self.without_end(self.without_start(span, |pos| pos == "u"), is_no_name),
            _ => self.without_end(self.without_start(span, is_no_name), is_no_name),
        }
    }

    /// True for a word that belongs to what stands before it. Before 、 it is a name cut short: 中、美、俄三国.
    fn is_postposition(&self, n: usize) -> bool {
        let behind = &self.ctx.text()[self.ctx.words[n].span.end..];
        POSTPOSITIONS.contains(&self.ctx.word(n)) && !behind.starts_with('、')
    }

    /// The stretch up to the first preposition within it.
    fn before_preposition(&self, span: Span) -> Span {
        let words = self.ctx.words;
        let first = words.partition_point(|w| w.span.start <= span.start);
        let within = words[first..].iter().take_while(|w| w.span.start < span.end);
        let mut prepositions = within.filter(|w| w.pos.as_str() == "p");
        let end = prepositions.find(|w| self.ctx.mentions_around(w.span.start).next().is_none());
        Span::new(span.start, end.map_or(span.end, |w| w.span.start))
    }

    /// The stretch without times and words of the parts of speech that `drop` names at its start.
    fn without_start(&self, mut span: Span, drop: impl Fn(&str) -> bool) -> Span {
        let times = drop("t");
        loop {
            let at = span.start;
            let time = self.ctx.mentions(at, at + 1).map(|(_, m)| m).find(|m| times && is_time(m));
            let word = || {
                let n = self.ctx.word_at(at);
                let word = self.ctx.words.get(n)?;
                let drops = drop(word.pos.as_str()) || self.is_postposition(n);
                (word.span.start == at && drops).then_some(word.span.end)
            };
            match time.map(|m| m.end).or_else(word).filter(|end| *end <= span.end) {
                Some(end) if end > at => span = trim(self.ctx.text(), Span::new(end, span.end)),
                _ => return span,
            }
        }
    }

    /// The same at its end.
    fn without_end(&self, mut span: Span, drop: impl Fn(&str) -> bool) -> Span {
        while let Some(last) = span.end.checked_sub(1).filter(|last| *last >= span.start) {
            let time = self.ctx.mentions_around(last).find(|m| is_time(m) && m.end == span.end);
            let word = || {
                let word = self.ctx.words.get(self.ctx.word_at(last))?;
                (word.span.end == span.end && drop(word.pos.as_str())).then_some(word.span.start)
            };
            match time.map(|m| m.start).or_else(word).filter(|start| *start >= span.start) {
                Some(start) if start < span.end => span = trim(self.ctx.text(), Span::new(span.start, start)),
                _ => break,
            }
        }
        span
    }

    fn push(&mut self, span: Span, form: Form, mention: Option<u32>) -> usize {
        let n = self.parts.len();
        let at = *self.at.entry(span).or_insert(n);
        if at == n {
            self.parts.push(Part { span, form, mention, in_a_name: false, framed: Vec::new() });
        }
        at
    }

    fn mentions_of(&mut self, sentence: usize, wanted: impl Fn(&MentionKind) -> bool) {
        let range = self.ctx.by_sentence[sentence].clone();
        for n in range.take(MOST) {
            let m = &self.ctx.input.mentions[n];
            let press = matches!(m.kind, MentionKind::Person { role } if super::context::is_press(role));
            if wanted(&m.kind) && !press {
                let at = self.push(m.span(), Form::Mention(super::features::layer(m)), Some(n as u32));
                let place = matches!(m.kind, MentionKind::Place { .. });
                let in_a_body = |b: &Mention| is_body(b) && b.end >= m.end;
                self.parts[at].in_a_name = place && self.ctx.mentions_around(m.start + 1).any(in_a_body);
            }
        }
    }

    fn phrases_of(&mut self, t: &Candidate) {
        let ctx = self.ctx;
        let clauses = &ctx.article.clauses;
        let clause = &clauses[t.clause];
        let behind = trim(ctx.text(), Span::new(t.span.end, clause.span.end.max(t.span.end)));
        self.push_stretch(behind, Form::Object);
        self.said(t, behind);
        let before = trim(ctx.text(), Span::new(clause.span.start.min(t.span.start), t.span.start));
        if !self.ends_with_a_time(before) {
            self.push_stretch(before, Form::Subject);
        }
        self.nouns(Span::new(clause.span.start.min(t.span.start), t.span.start));
        self.nouns(Span::new(t.span.end, clause.span.end.max(t.span.end)));
        for near in [t.clause.checked_sub(1), Some(t.clause + 1)].into_iter().flatten() {
            if let Some(c) = clauses.get(near).filter(|c| c.sentence == t.sentence) {
                self.nouns(c.span);
            }
        }
        self.push(self.noun_of(t), Form::Trigger, None);
        self.quoted(t);
    }

    /// What somebody said, where the verb ends its clause: the rest of the sentence.
    fn said(&mut self, t: &Candidate, behind: Span) {
        let ctx = self.ctx;
        let end = ctx.clause(t.clause).span.end.max(t.span.end);
        let mark = ctx.text()[end..].chars().next().filter(|c| matches!(c, '，' | ',' | '：' | ':'));
        let Some(mark) = mark.filter(|_| behind.len() <= LONGEST_TAIL) else { return };
        let sentence = ctx.input.sentences[t.sentence];
        let from = end + mark.len_utf8();
        // What stands in quotation marks is proposed as such.
        let said = trim(ctx.text(), Span::new(from, sentence.end.max(from)));
        if (SHORTEST..=LONGEST_SAID).contains(&said.len()) && said.start == from {
            self.push(said, Form::Said, None);
        }
    }

    /// True where the words before a verb only tell when: 论坛开幕后, 座谈会期间.
    fn ends_with_a_time(&self, span: Span) -> bool {
        let last = self.ctx.word_at(span.end.saturating_sub(1));
        !span.is_empty() && WHEN.contains(&self.ctx.word(last))
    }

    /// The noun of a trigger that is a verb and its object: the 公告 of 发布公告. Else the trigger itself.
    fn noun_of(&self, t: &Candidate) -> Span {
        let (first, last) = t.words;
        let (verb, noun) = (&self.ctx.words[first], &self.ctx.words[last]);
        let is = |pos: &str, of: char| pos.starts_with(of);
        let splits = first < last
            && is(verb.pos.as_str(), 'v')
            && is(noun.pos.as_str(), 'n')
            && noun.span.start > t.span.start
            && noun.span.end == t.span.end;
        if splits { noun.span } else { t.span }
    }

    /// Runs of nouns with what joins them: 重点项目建设, 安全生产和消防工作.
    fn nouns(&mut self, span: Span) {
        let words = self.ctx.words;
        let mut n = words.partition_point(|w| w.span.start < span.start);
        let mut run: Option<Span> = None;
        while let Some(w) = words.get(n).filter(|w| w.span.end <= span.end) {
            let (text, pos) = (self.ctx.word(n), w.pos.as_str());
            let noun = pos.starts_with(['n', 'j', 'l', 'i', 'b', 'a', 'm', 'q', 's', 't'])
                || matches!(pos, "vn" | "an" | "eng")
                || matches!(text, "“" | "”" | "《" | "》" | "‘" | "’" | "（" | "）" | "(" | ")");
            if noun {
                run = Some(run.map_or(w.span, |r| Span::new(r.start, w.span.end)));
            } else if !(run.is_some() && matches!(text, "的" | "、" | "和" | "与" | "及")) {
                self.push_run(run.take());
            }
            n += 1;
        }
        self.push_run(run);
    }

    fn push_run(&mut self, run: Option<Span>) {
        if let Some(span) = run {
            self.push_stretch(span, Form::Phrase);
        }
    }

    /// Titles and quotations in the trigger's sentence and just behind it.
    fn quoted(&mut self, t: &Candidate) {
        let ctx = self.ctx;
        let sentence = ctx.input.sentences[t.sentence];
        let from = ctx.quoted.partition_point(|(s, _)| s.start < sentence.start);
        for (span, mark) in &ctx.quoted[from..] {
            if span.start > sentence.end + LONGEST {
                break;
            }
            let inner = Span::new(span.start + mark.len_utf8(), span.end);
            if inner.len() < 6 || inner.len() > LONGEST {
                continue;
            }
            match mark {
                // 《…) as OCR reads it: the closing mark may be another one, of another length.
                '《' => {
                    let close = ctx.text()[span.end..].chars().next().map_or(0, char::len_utf8);
                    self.push(Span::new(span.start, span.end + close), Form::Quoted, None)
                }
                '“' | '「' => self.push(inner, Form::Quoted, None),
                _ => continue,
            };
        }
    }

    fn framed(&mut self, role: Cow<'static, str>, f: &Filler) {
        let at = self.push(f.span, Form::Frame, f.mention);
        let framed = &mut self.parts[at].framed;
        if !framed.contains(&role) {
            framed.push(role);
        }
    }
}

/// An event told more often than this is known well enough by these: a text that tells one event again and again
/// stays linear.
pub(super) const MOST_TOLD: usize = 64;

/// True for parts of speech that name nothing: times, adverbs, prepositions, particles, conjunctions, moods.
fn is_no_name(pos: &str) -> bool {
    matches!(pos, "t" | "d" | "p" | "u" | "c" | "y")
}

fn is_time(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Time { .. } | MentionKind::Duration { .. })
}

fn is_body(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Institution { .. })
}

/// The span without what cannot begin or end a phrase.
fn trim(text: &str, span: Span) -> Span {
    let marks = |c: char| c.is_whitespace() || "，,；;。！？：:”“、了过着".contains(c);
    let inner = &text[span];
    let start = span.start + (inner.len() - inner.trim_start_matches(marks).len());
    let end = span.start + inner.trim_end_matches(marks).len();
    Span::new(start.min(end), end)
}
