//! What is true of a candidate: the features by which it is kept, typed and
//! told as done or planned.

use super::context::{Candidate, Context, Verdict};
use super::kind::Kind;
use crate::event::article::What;
use crate::event::class;
use crate::learn::{Bag, Key, Template, TextHash, small};
use crate::record::{Mention, MentionKind, Realis};
use crate::span::Span;

macro_rules! templates {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(const $name: Template = Template::new($text);)*
    };
}

templates! {
    WORD = "word", LAST = "last", FIRST = "first", LENGTH = "length", POS = "pos", ALIGNED = "aligned",
    WORDS = "words", INSIDE = "inside",
    BEFORE1 = "-1", BEFORE2 = "-2", BEFORE_POS1 = "-1pos", BEFORE_POS2 = "-2pos", BEFORE_POS3 = "-3pos",
    AFTER1 = "+1", AFTER2 = "+2", AFTER_POS1 = "+1pos", AFTER_POS2 = "+2pos", AFTER_POS3 = "+3pos",
    BEFORE_NEAR = "before", AFTER_NEAR = "after",
    CHAR_BEFORE = "-char", CHAR_AFTER = "+char", CHAR_BEFORE_WORD = "-char+word", CHAR_AFTER_WORD = "word+char",
    MARK_WORD = "clause-word", SENTENCE_WORD = "sentence-word",
    CLAUSE_END = "ends-clause", CLAUSE_START = "starts-clause", MARK = "mark", DE = "de-behind",
    ROOM_BEFORE = "room-before", ROOM_AFTER = "room-behind", DONE = "le", CLAUSE_NUMBER = "clause-number",
    SENTENCE_NUMBER = "sentence-number", PART = "part", PARAGRAPH_START = "paragraph-start",
    QUOTED = "quoted", SAID = "said", HEADLINE = "headline", IN_MENTION = "in", BEHIND_TITLE = "behind-title",
    MENTION_BEFORE = "mention-before", MENTION_BEFORE_AT = "mention-before-at", NO_MENTION = "no-mention-before",
    MENTION_AFTER = "mention-behind", MENTION_AFTER_AT = "mention-behind-at", MENTION_SENTENCE = "mention-earlier",
    LAST_BEFORE = "last-before", FIRST_AFTER = "first-behind",
    SUBJECT = "subject", CARRIED = "carried", OBJECT = "object-class",
    TOLD_TYPE = "frame-type", TOLD_ROW = "frame-row", TOLD_REALIS = "frame-realis", TOLD_EXACT = "frame-exact",
    TOLD_ROLES = "frame-roles", TOLD_TRIGGERS = "frame-triggers", TOLD_NONE = "frame", ROW = "row", ROW_STATE = "row-state",
}

/// The mood an event is told in.
pub(super) const REALIS: Template = Template::new("realis");

/// The name of a mention's layer.
pub(super) fn layer(m: &Mention) -> &'static str {
    match &m.kind {
        MentionKind::Figure { kind: crate::record::FigureKind::Amount, .. } => "amount",
        MentionKind::Figure { kind: crate::record::FigureKind::Rate, .. } => "rate",
        other => other.as_str(),
    }
}

/// The word classes that can be features of a subject, by name.
const SUBJECTS: [(class::Mask, &str); 9] = [
    (class::PERSON, "person"),
    (class::INSTITUTION, "institution"),
    (class::PLACE, "place"),
    (class::MEETING, "meeting"),
    (class::AGENT, "noun"),
    (class::PRONOUN, "pronoun"),
    (class::LEADER, "leader"),
    (class::COMMONER, "commoner"),
    (class::DOCUMENT, "document"),
];

/// Words that set the mood, bring something in or join: worth a feature
/// wherever they stand in the clause.
const TELLING: class::Mask =
    class::MOOD | class::PREP | class::AS | class::CONJ | class::ADVERB | class::LIGHT;

pub(super) fn realis_name(realis: Realis) -> &'static str {
    match realis {
        Realis::Actual => "actual",
        Realis::Future => "future",
        Realis::Planned => "planned",
        Realis::Irrealis => "irrealis",
        Realis::Negated => "negated",
    }
}

/// Describes a candidate for all decisions. `crossed` gets the features that
/// the choice of the type asks for together with each type.
pub(super) fn describe(c: &Candidate, ctx: &Context<'_, '_, '_>, bag: &mut Bag, crossed: &mut Vec<Key>) {
    let mut d = Describer { c, ctx, bag, crossed, clause: ctx.clause(c.clause).span };
    d.form();
    d.neighbours();
    d.mood();
    d.position();
    d.mentions();
    d.subject();
    d.verdict();
}

struct Describer<'d, 'c, 'x, 'a> {
    c: &'d Candidate,
    ctx: &'d Context<'c, 'x, 'a>,
    bag: &'d mut Bag,
    crossed: &'d mut Vec<Key>,
    clause: Span,
}

/// A distance in characters (three bytes each) in steps.
fn steps(bytes: usize) -> &'static str {
    match bytes / 3 {
        0 => "0",
        1..=2 => "1",
        3..=5 => "3",
        6..=9 => "6",
        10..=16 => "10",
        _ => "17",
    }
}

impl Describer<'_, '_, '_, '_> {
    fn add(&mut self, template: Template, value: &str) {
        self.bag.add(template, value);
    }

    /// Adds a feature that is also asked for with each type.
    fn cross(&mut self, template: Template, value: &str) {
        let key = self.bag.key(template, value);
        self.bag.add_key(key, 1.0);
        self.crossed.push(key);
    }

    fn form(&mut self) {
        let (span, ctx) = (self.c.span, self.ctx);
        let word = &ctx.text()[span];
        let last = word.char_indices().next_back().map_or(word, |(n, _)| &word[n..]);
        let first = word.char_indices().nth(1).map_or(word, |(n, _)| &word[..n]);
        self.cross(WORD, word);
        self.cross(LAST, last);
        self.add(FIRST, first);
        self.add(LENGTH, small((word.chars().count() as i64).min(4)));
        let (a, b) = self.c.words;
        let (start, end) = (ctx.words[a].span.start, ctx.words[b].span.end);
        self.cross(POS, ctx.words[a].pos.as_str());
        let aligned = match (start == span.start, end == span.end) {
            (true, true) => "both",
            (true, false) => "start",
            (false, true) => "end",
            (false, false) => "none",
        };
        self.add(ALIGNED, aligned);
        self.add(WORDS, small((b - a + 1).min(3) as i64));
        if start < span.start || end > span.end {
            self.add(INSIDE, ctx.text().get(start..end).unwrap_or(""));
        }
    }

    fn neighbours(&mut self) {
        const BEFORE: [(Template, Option<Template>); 3] =
            [(BEFORE_POS1, Some(BEFORE1)), (BEFORE_POS2, Some(BEFORE2)), (BEFORE_POS3, None)];
        const AFTER: [(Template, Option<Template>); 3] =
            [(AFTER_POS1, Some(AFTER1)), (AFTER_POS2, Some(AFTER2)), (AFTER_POS3, None)];
        let ctx = self.ctx;
        let (a, b) = self.c.words;
        for n in 0..3 {
            self.neighbour(a.checked_sub(n + 1), BEFORE[n], BEFORE_NEAR, n == 0);
            self.neighbour(Some(b + n + 1).filter(|k| *k < ctx.words.len()), AFTER[n], AFTER_NEAR, n == 0);
        }
        let text = ctx.text();
        let span = self.c.span;
        let before = text[..span.start].chars().next_back().map_or(0, char::len_utf8);
        let after = text[span.end..].chars().next().map_or(0, char::len_utf8);
        self.add(CHAR_BEFORE, &text[span.start - before..span.start]);
        self.add(CHAR_AFTER, &text[span.end..span.end + after]);
        self.add(CHAR_BEFORE_WORD, &text[span.start - before..span.end]);
        self.add(CHAR_AFTER_WORD, &text[span.start..span.end + after]);
    }

    fn neighbour(
        &mut self,
        n: Option<usize>,
        at: (Template, Option<Template>),
        near: Template,
        crossed: bool,
    ) {
        let Some(n) = n else { return self.add(at.0, "none") };
        let ctx = self.ctx;
        let (word, pos) = (ctx.word(n), ctx.words[n].pos);
        let (of_word, of_pos) = ctx.hashes[n];
        let mut add = |template: Template, value: &str, hash: TextHash| {
            let key = self.bag.key_hashed(template, value, hash);
            self.bag.add_key(key, 1.0);
            key
        };
        let pos = add(at.0, pos.as_str(), of_pos);
        let word_here = at.1.map(|template| add(template, word, of_word));
        add(near, word, of_word);
        if crossed {
            self.crossed.push(pos);
            self.crossed.extend(word_here);
        }
    }

    /// Words of mood, prepositions and adverbs before it.
    fn mood(&mut self) {
        let ctx = self.ctx;
        let items = &ctx.article.items;
        let clause = ctx.clause(self.c.clause);
        for item in items[clause.items.start..self.c.item].iter().filter(|i| i.is(TELLING)) {
            self.cross(MARK_WORD, &ctx.text()[item.span]);
        }
        let first = ctx.article.sentences[self.c.sentence].start;
        let start = ctx.article.clauses[first.max(self.c.clause.saturating_sub(6))].items.start;
        let earlier = &items[start.min(clause.items.start)..clause.items.start];
        for item in earlier.iter().filter(|i| i.is(class::MOOD | class::PREP)) {
            self.add(SENTENCE_WORD, &ctx.text()[item.span]);
        }
    }

    fn position(&mut self) {
        let (c, ctx, clause) = (self.c, self.ctx, self.clause);
        let text = ctx.text();
        let behind = &text[c.span.end..clause.end.max(c.span.end)];
        let before = c.span.start.saturating_sub(clause.start);
        if behind.len() <= 3 {
            self.add(CLAUSE_END, "");
        }
        if before == 0 {
            self.add(CLAUSE_START, "");
        }
        let mark = text[clause.end.max(c.span.end)..].chars().next().map_or(0, char::len_utf8);
        self.add(MARK, &text[clause.end.max(c.span.end)..][..mark]);
        if behind.contains('的') {
            self.add(DE, "");
        }
        self.add(ROOM_BEFORE, small((before / 12).min(4) as i64));
        self.add(ROOM_AFTER, small((behind.len() / 12).min(4) as i64));
        if behind.starts_with('了') {
            self.cross(DONE, "");
        }
        let first = ctx.article.sentences[c.sentence].start;
        self.add(CLAUSE_NUMBER, small((c.clause - first.min(c.clause)).min(3) as i64));
        let number = if c.sentence < 3 {
            c.sentence
        } else if c.sentence < 6 {
            3
        } else {
            4
        };
        self.cross(SENTENCE_NUMBER, small(number as i64));
        self.add(PART, small((4 * c.span.start / text.len().max(1)) as i64));
        let sentence = ctx.input.sentences[c.sentence].start;
        if sentence == 0 || text[..sentence].trim_end_matches(['　', ' ']).ends_with('\n') {
            self.add(PARAGRAPH_START, "");
        }
        if c.span.end <= ctx.input.body.start {
            self.add(HEADLINE, "");
        }
        if let Some(mark) = ctx.quote_at(c.span.start) {
            let mut buffer = [0; 4];
            self.cross(QUOTED, mark.encode_utf8(&mut buffer));
        }
        if ctx.clause(c.clause).said {
            self.cross(SAID, "");
        }
    }

    /// Kinds of mentions around it and how far they are.
    fn mentions(&mut self) {
        let (c, ctx, clause) = (self.c, self.ctx, self.clause);
        let sentence = ctx.input.sentences[c.sentence];
        // Layer by layer: the nearest before, the nearest behind, any earlier.
        let mut before: [(&str, usize); LAYERS] = [("", 0); LAYERS];
        let mut after: [(&str, usize); LAYERS] = [("", usize::MAX); LAYERS];
        let mut earlier = [""; LAYERS];
        let mut last: Option<(usize, &str)> = None;
        let mut next: Option<(usize, &str)> = None;
        let range = ctx.by_sentence.get(c.sentence).cloned().unwrap_or(0..0);
        for m in &ctx.input.mentions[range] {
            let (name, at) = (layer(m), number(layer(m)));
            if m.start <= c.span.start && c.span.end <= m.end {
                self.add(IN_MENTION, name);
            }
            if m.end == c.span.start && matches!(m.kind, MentionKind::Title { .. }) {
                self.add(BEHIND_TITLE, "");
            }
            if m.start >= clause.start && m.end <= c.span.start {
                before[at] = (name, before[at].1.max(m.end));
                if last.is_none_or(|l| l.0 <= m.end) {
                    last = Some((m.end, name));
                }
            } else if m.start >= c.span.end && m.end <= clause.end {
                after[at] = (name, after[at].1.min(m.start));
                if next.is_none_or(|l| l.0 > m.start) {
                    next = Some((m.start, name));
                }
            } else if m.start >= sentence.start && m.end <= c.span.start {
                earlier[at] = name;
            }
        }
        for (name, end) in before.into_iter().filter(|b| !b.0.is_empty()) {
            self.cross(MENTION_BEFORE, name);
            let (layer, room) =
                (self.bag.key(MENTION_BEFORE_AT, name), self.bag.key(ROOM_BEFORE, steps(c.span.start - end)));
            let key = self.bag.both(layer, room);
            self.bag.add_key(key, 1.0);
        }
        for (name, start) in after.into_iter().filter(|b| !b.0.is_empty()) {
            self.cross(MENTION_AFTER, name);
            let (layer, room) =
                (self.bag.key(MENTION_AFTER_AT, name), self.bag.key(ROOM_AFTER, steps(start - c.span.end)));
            let key = self.bag.both(layer, room);
            self.bag.add_key(key, 1.0);
        }
        for name in earlier.into_iter().filter(|n| !n.is_empty()) {
            self.cross(MENTION_SENTENCE, name);
        }
        match last {
            Some((_, name)) => self.cross(LAST_BEFORE, name),
            None => self.add(NO_MENTION, ""),
        }
        if let Some((_, name)) = next {
            self.cross(FIRST_AFTER, name);
        }
    }

    /// Who acts, and what kinds of nouns stand behind.
    fn subject(&mut self) {
        let (mask, carried) = self.ctx.subject_mask(self.c);
        for (bit, name) in SUBJECTS {
            if mask & bit != 0 {
                self.cross(SUBJECT, name);
            }
        }
        if mask == 0 {
            self.add(SUBJECT, "none");
        }
        if carried {
            self.add(CARRIED, "");
        }
        let clause = self.ctx.clause(self.c.clause);
        let mut all = 0;
        let mut end = None;
        for item in self.ctx.article.items[self.c.item.min(clause.items.end)..clause.items.end].iter() {
            if item.span.start >= self.c.span.end {
                all |= item.mask;
                end = Some(item);
            }
        }
        for (bit, name) in self.ctx.frames.noun_classes() {
            if all & bit != 0 {
                self.cross(OBJECT, name);
            }
        }
        if let Some(What::Word(_)) = end.map(|i| i.what) {
            let span = end.map_or(self.c.span, |i| i.span);
            self.add(OBJECT, &self.ctx.text()[span]);
        }
    }

    /// What the frames made of it.
    fn verdict(&mut self) {
        let ctx = self.ctx;
        for n in &self.c.told {
            let told = &ctx.told[*n as usize];
            let frame = &ctx.frames.frames[told.frame];
            self.add(TOLD_TYPE, &frame.kind);
            self.add(TOLD_ROW, &frame.rule);
            self.add(TOLD_REALIS, realis_name(told.realis));
            self.add(TOLD_TRIGGERS, small(told.triggers.len().min(3) as i64));
            self.add(TOLD_ROLES, small(told.roles.len().min(4) as i64));
            if told.triggers.contains(&self.c.span) {
                self.add(TOLD_EXACT, "");
            }
        }
        let irrealis = |n: &u32| ctx.told[*n as usize].realis == Realis::Irrealis;
        let state = match &self.c.told[..] {
            [] => "none",
            all if all.iter().all(irrealis) => "irrealis",
            _ => "told",
        };
        self.add(TOLD_NONE, state);
        for (row, verdict) in &self.c.frames {
            let state = match verdict {
                Verdict::Lacking => "lacking",
                Verdict::Guarded => "guarded",
                Verdict::Holds => "holds",
            };
            let (row, state) = (
                self.bag.key(ROW, &ctx.frames.frames[usize::from(*row)].rule),
                self.bag.key(ROW_STATE, state),
            );
            self.bag.add_key(state, 1.0);
            let key = self.bag.both(row, state);
            self.bag.add_key(key, 1.0);
        }
    }
}

/// How many layers mentions are told apart by.
const LAYERS: usize = 10;

fn number(layer: &str) -> usize {
    match layer {
        "person" => 0,
        "title" => 1,
        "place" => 2,
        "institution" => 3,
        "meeting" => 4,
        "document" => 5,
        "amount" => 6,
        "rate" => 7,
        "figure" => 8,
        _ => 9,
    }
}

/// The moods an event can be told in, and their features.
pub(super) const MOODS: [Realis; 4] = [Realis::Actual, Realis::Future, Realis::Planned, Realis::Negated];

/// Describes a candidate as told in the mood `realis`; `features` are those
/// of [`describe`]. [`decide::realis`](super::decide::realis) adds up the same, feature by feature.
pub(super) fn describe_realis(features: &[(Key, f32)], kind: Kind, realis: Realis, bag: &mut Bag) {
    let mood = bag.key(REALIS, realis_name(realis));
    bag.add_key(mood, 1.0);
    let of_kind = bag.key(super::kind::TYPE, kind.code());
    let typed = bag.both(mood, of_kind);
    bag.add_key(typed, 1.0);
    for (key, number) in features {
        let both = bag.both(mood, *key);
        bag.add_key(both, *number);
    }
}
