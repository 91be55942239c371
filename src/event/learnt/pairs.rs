//! Whether two candidates of one type tell of the same event.

use super::context::{Candidate, Context, Named};
use super::kind::{Kind, TYPE};
use crate::learn::{Bag, Template, small};
use crate::record::{Mention, MentionKind};
use std::ops::Range;

macro_rules! templates {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(const $name: Template = Template::new($text);)*
    };
}

templates! {
    SENTENCES = "sentences-apart", WORD = "word", SAME_CLAUSE = "same-clause", GAP = "gap", LINK = "link",
    ACTOR_CLAUSE = "actor-clause", ACTOR_SENTENCE = "actor-sentence", ACTOR = "actor", LEAD = "lead",
    PARAGRAPHS = "paragraphs-apart", FRAME = "frame", WORDS = "words", HEADLINE = "headline",
    PERSON = "person", PLACE = "place", INSTITUTION = "institution", MEETING = "meeting", DOCUMENT = "document",
    FIGURE = "figure", TIME = "time",
}

/// Candidates of one type this far back are compared with a new one, and
/// this many of the first: headline and lead are told again anywhere.
pub(super) const NEAR: usize = 14;
pub(super) const FIRST: usize = 4;

const LAYERS: [(Template, &str); 7] = [
    (PERSON, "person"),
    (PLACE, "place"),
    (INSTITUTION, "institution"),
    (MEETING, "meeting"),
    (DOCUMENT, "document"),
    (FIGURE, "figure"),
    (TIME, "time"),
];

/// Describes the pair of `a` and `b`, which stands behind it.
pub(super) fn describe_pair(
    a: &Candidate,
    b: &Candidate,
    kind: Kind,
    ctx: &Context<'_, '_, '_>,
    bag: &mut Bag,
) {
    let text = ctx.text();
    let mut d = Pair { bag, kind };
    let apart = b.sentence - a.sentence.min(b.sentence);
    d.add(
        SENTENCES,
        small(if apart < 3 {
            apart
        } else if apart < 6 {
            3
        } else {
            4
        } as i64),
    );
    let (x, y) = (&text[a.span], &text[b.span]);
    d.add(
        WORD,
        if x == y {
            "same"
        } else if x.contains(y) || y.contains(x) {
            "part"
        } else {
            "other"
        },
    );
    if a.clause == b.clause {
        d.add(SAME_CLAUSE, "");
    }
    if apart == 0 {
        let between = text.get(a.span.end..b.span.start).unwrap_or("");
        d.add(GAP, small((between.len() / 24).min(4) as i64));
        let link = match between {
            "" => "none",
            "、" => "pause",
            "和" | "并" | "，" | "及" | "，并" => "and",
            _ => "other",
        };
        d.add(LINK, link);
    }
    for (template, n) in [(ACTOR_CLAUSE, 0), (ACTOR_SENTENCE, 1), (ACTOR, 2)] {
        let state = match (a.actors[n], b.actors[n]) {
            (_, None) => "none-behind",
            (None, _) => "none-before",
            (x, y) if x == y => "same",
            _ => "other",
        };
        d.add(template, state);
    }
    for (layer, (template, _)) in LAYERS.into_iter().enumerate() {
        let names = |sentence| ctx.names.of_layer(sentence, layer);
        d.add(template, shared(names(a.sentence), names(b.sentence)));
    }
    d.add(
        LEAD,
        match (a.sentence == 0, b.sentence == 0) {
            (true, true) => "both",
            (true, false) => "first",
            _ => "none",
        },
    );
    if a.span.end <= ctx.input.body.start {
        d.add(HEADLINE, if b.span.end <= ctx.input.body.start { "both" } else { "first" });
    }
    let (p, q) = (ctx.clause(a.clause).paragraph, ctx.clause(b.clause).paragraph);
    d.add(PARAGRAPHS, small(q.saturating_sub(p).min(3) as i64));
    let one = a.told.iter().any(|n| b.told.contains(n));
    d.add(
        FRAME,
        match (one, a.told.is_empty(), b.told.is_empty()) {
            (true, ..) => "same",
            (_, false, false) => "two",
            (_, true, true) => "none",
            _ => "one",
        },
    );
    let (x, y) = if x <= y { (x, y) } else { (y, x) };
    let (first, second) = (bag.key(WORDS, x), bag.key(WORDS, y));
    let key = bag.both(first, second);
    bag.add_key(key, 1.0);
}

struct Pair<'b> {
    bag: &'b mut Bag,
    kind: Kind,
}

impl Pair<'_> {
    /// Adds a feature by itself and for the type.
    fn add(&mut self, template: Template, value: &str) {
        let key = self.bag.key(template, value);
        self.bag.add_key(key, 1.0);
        let kind = self.bag.key(TYPE, self.kind.code());
        let both = self.bag.both(kind, key);
        self.bag.add_key(both, 1.0);
    }
}

/// How the mentions of a layer in two sentences compare.
fn shared(x: &[Named], y: &[Named]) -> &'static str {
    match (x.is_empty(), y.is_empty()) {
        (true, true) => "none",
        (false, true) => "before",
        (true, false) => "behind",
        _ if x == y => "same",
        _ if x.iter().any(|n| y.contains(n)) => "shared",
        _ => "other",
    }
}

/// No more mentions of a sentence are compared.
const MOST: usize = 24;

/// Who and what each sentence names, layer by layer: gathered once an article,
/// since each sentence is compared with many others.
#[derive(Default)]
pub(in crate::event) struct SentenceNames {
    names: Vec<Named>,
    /// Where the names of each layer of each sentence begin, one layer behind the other; those of the next begin
    /// where they end.
    starts: Vec<u32>,
}

impl SentenceNames {
    pub(super) fn new(mentions: &[Mention], named: &[Named], by_sentence: &[Range<usize>]) -> SentenceNames {
        let mut out = SentenceNames::default();
        out.starts.reserve_exact(by_sentence.len() * LAYERS.len() + 1);
        let mut of_layer = Vec::new();
        for range in by_sentence {
            for (_, layer) in LAYERS {
                let here = mentions[range.clone()].iter().zip(&named[range.clone()]);
                of_layer.clear();
                of_layer.extend(here.filter(|(m, _)| is_layer(m, layer)).take(MOST).map(|(_, n)| *n));
                of_layer.sort_unstable();
                of_layer.dedup();
                out.starts.push(out.names.len() as u32);
                out.names.extend_from_slice(&of_layer);
            }
        }
        out.starts.push(out.names.len() as u32);
        out
    }

    /// What is named in a sentence, of layer number `layer` of [`LAYERS`],
    /// sorted and each once.
    fn of_layer(&self, sentence: usize, layer: usize) -> &[Named] {
        let at = sentence * LAYERS.len() + layer;
        match self.starts.get(at..at + 2) {
            Some([from, to]) => &self.names[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

fn is_layer(m: &Mention, layer: &str) -> bool {
    match &m.kind {
        MentionKind::Person { role } => layer == "person" && !super::context::is_press(*role),
        other => other.as_str() == layer,
    }
}
