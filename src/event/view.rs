//! What a frame sees from its trigger: the subject, the object, what
//! prepositions bring in, and the text around.

use super::article::{Article, Clause, Item};
use super::class::{self, Mask};
use super::dateline;
use super::frame::{Place, Test};
use super::group::{self, Filler, Group};
use super::phrase;
use std::ops::Range;

/// What a clause that only enumerates people is made of.
const LISTED: Mask =
    class::ACTOR | class::TITLE | class::PAUSE | class::CONJ | class::TIME | class::COUNT | class::ADVERB;

/// How many sentences back a subject is carried.
const CARRY: usize = 3;

/// How many clauses to either side a sentence, a paragraph or a list is
/// looked at.
pub(super) const REACH: usize = 32;

/// The groups of every clause of an article.
pub(super) struct Scene<'x, 'a> {
    pub(super) article: &'x Article<'a>,
    groups: Vec<Group>,
    /// The groups of each clause.
    ranges: Vec<Range<usize>>,
}

impl<'x, 'a> Scene<'x, 'a> {
    pub(super) fn new(article: &'x Article<'a>) -> Scene<'x, 'a> {
        let mut groups = Vec::new();
        let mut ranges = Vec::with_capacity(article.clauses.len());
        for clause in &article.clauses {
            let first = groups.len();
            group::groups(article, clause.items.clone(), &mut groups);
            ranges.push(first..groups.len());
        }
        Scene { article, groups, ranges }
    }

    /// The groups of clause `n`.
    pub(super) fn groups(&self, n: usize) -> &[Group] {
        &self.groups[self.ranges[n].clone()]
    }

    /// The subject a later clause can carry on: the first group, if it is
    /// free and fits.
    fn first_subject(&self, n: usize, filter: Mask) -> Option<&Group> {
        let by = |g: &Group| g.governed == class::BY && self.article.text[..g.span.start].ends_with('由');
        self.groups(n).first().filter(|g| (g.free() && !g.object || by(g)) && g.mask & filter != 0)
    }

    /// The view from item `at` of clause `n`.
    pub(super) fn view(&self, n: usize, at: usize) -> View<'_, 'x, 'a> {
        View { scene: self, article: self.article, n, clause: &self.article.clauses[n], at }
    }

    /// True when somebody of class `filter` heads clause `n` before item
    /// `stop`, so that what was wished of others is over. A title may stand
    /// before a person; before anybody else nothing but when and how.
    pub(super) fn headed(&self, n: usize, filter: Mask, stop: usize) -> bool {
        let clause = &self.article.clauses[n];
        let light = class::TIME | class::ADVERB | class::CONJ | class::DURATION | class::DONE | class::TITLE;
        let items = &self.article.items[clause.items.clone()];
        // Nobody behind the first item that is not light heads the clause.
        let reach = clause.items.start + items.iter().take_while(|i| i.is(light)).count();
        let may = |g: &&Group| g.items.start <= reach && g.items.start < stop && g.mask & filter != 0;
        self.groups(n).iter().filter(may).any(|g| {
            let before = &self.article.items[clause.items.start..g.items.start.max(clause.items.start)];
            let known: usize = before.iter().map(|i| i.span.end - i.span.start).sum();
            let whole = g.span.start.saturating_sub(clause.span.start);
            let room = if g.mask & class::PERSON != 0 { TITLE_ROOM } else { 0 };
            g.free() && !g.object && whole <= known + room
        })
    }
}

/// A title the tables do not know is not longer, in bytes.
const TITLE_ROOM: usize = 18;

/// One trigger with its clause.
#[derive(Clone, Copy)]
pub(super) struct View<'s, 'x, 'a> {
    pub(super) scene: &'s Scene<'x, 'a>,
    pub(super) article: &'x Article<'a>,
    /// Number of the clause.
    pub(super) n: usize,
    pub(super) clause: &'s Clause,
    /// Number of the trigger's item.
    pub(super) at: usize,
}

impl<'s, 'x, 'a> View<'s, 'x, 'a> {
    pub(super) fn trigger(&self) -> &'s Item {
        &self.scene.article.items[self.at]
    }

    pub(super) fn items(&self, range: Range<usize>) -> &'x [Item] {
        &self.article.items[range]
    }

    /// Items before the trigger in its clause.
    pub(super) fn pre(&self) -> Range<usize> {
        self.clause.items.start..self.at
    }

    /// Items of the clause before, if its sentence has one.
    pub(super) fn back(&self) -> Range<usize> {
        let first = self.article.sentences[self.clause.sentence].start;
        if self.n > first { self.article.clauses[self.n - 1].items.clone() } else { self.at..self.at }
    }

    /// Items behind the trigger in its clause.
    pub(super) fn obj(&self) -> Range<usize> {
        (self.at + 1).min(self.clause.items.end)..self.clause.items.end
    }

    /// Items of the trigger's sentence.
    pub(super) fn sent(&self) -> Range<usize> {
        let clauses = &self.article.sentences[self.clause.sentence];
        let first = clauses.start.max(self.n.saturating_sub(REACH));
        let last = clauses.end.min(self.n + REACH) - 1;
        self.article.clauses[first].items.start..self.article.clauses[last].items.end
    }

    /// Items from the trigger's sentence to the end of its paragraph.
    pub(super) fn para(&self) -> Range<usize> {
        let clauses = &self.article.clauses;
        let last =
            clauses[self.n..].iter().take(REACH).take_while(|c| c.paragraph == self.clause.paragraph).last();
        self.sent().start..last.map_or(self.at, |c| c.items.end)
    }

    /// The text behind the trigger, aspect marks left out.
    pub(super) fn after(&self) -> &'a str {
        let text =
            &self.article.text[self.trigger().span.end..self.clause.span.end.max(self.trigger().span.end)];
        text.trim_start_matches(['了', '过'])
    }

    /// The text before the trigger in its clause.
    pub(super) fn before(&self) -> &'a str {
        &self.article.text[self.clause.span.start.min(self.trigger().span.start)..self.trigger().span.start]
    }

    /// True when `test` holds here.
    pub(super) fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Next(list) => {
                let raw = &self.article.text[self.trigger().span.end..];
                list.iter().any(|w| raw.starts_with(&**w))
            }
            Test::Prev(list) => {
                let raw = &self.article.text[..self.trigger().span.start];
                list.iter().any(|w| raw.ends_with(&**w))
            }
            Test::End => self.after().trim().is_empty(),
            Test::Start => self.before().trim().is_empty(),
            Test::Done => self.done(),
            Test::Short => self.short(),
            Test::Has(place, mask) => self.has(*place, *mask),
        }
    }

    /// True when what stands before the trigger can be a bare name.
    fn short(&self) -> bool {
        let before = self.before().trim();
        let n = before.chars().count();
        let name = (2..=14).contains(&n)
            && !before.contains(['的', '在', '对', '了', '是', '会', '可', '这', '那', '有', '据']);
        name && !any_of(self.items(self.pre()), class::MOOD | class::PREP | class::ADVERB | class::TIME)
    }

    /// True when the clause marks the trigger as done.
    pub(super) fn done(&self) -> bool {
        self.at_done() || self.items(self.pre()).iter().any(|i| i.is(class::DONE))
    }

    /// True when 了 or 过 follows the trigger.
    pub(super) fn at_done(&self) -> bool {
        self.article.text[self.trigger().span.end..].starts_with(['了', '过'])
    }

    /// True when the words that follow can be what was said: 指出, but not
    /// 讲话, which only says that somebody spoke, nor 讲话精神, which is what is carried out.
    pub(super) fn introduces(&self) -> bool {
        let trigger = &self.article.text[self.trigger().span];
        let act =
            ["讲话", "致辞", "演讲", "报告", "党课", "发言", "精神"].iter().any(|w| trigger.ends_with(w));
        !act || matches!(self.clause.mark, '：' | ':')
    }

    fn has(&self, place: Place, mask: Mask) -> bool {
        let any = |r: Range<usize>| any_of(self.items(r), mask);
        match place {
            Place::Subj => {
                self.subject(mask).is_some() || mask & class::TEXT != 0 && !self.before().trim().is_empty()
            }
            Place::Own => self.own(mask).is_some() || any_of(self.items(self.pre()), mask & !class::ACTOR),
            Place::Obj => any(self.obj()),
            Place::Near => self.near(mask),
            Place::Pre => any(self.pre()),
            Place::Back => any(self.back()),
            Place::Left => self.left(mask),
            Place::Clause => any(self.clause.items.clone()),
            Place::Sent => any(self.sent()),
            Place::Para => any(self.para()),
            Place::It => self.trigger().is(mask),
            Place::List | Place::After | Place::Inner | Place::Deed => self.fills(place, mask),
            Place::Prep(prep) if mask & class::TEXT != 0 => self.brought_in(prep).is_some(),
            Place::Prep(_) => self.fills(place, mask),
        }
    }

    fn fills(&self, place: Place, mask: Mask) -> bool {
        let mut out = Vec::new();
        phrase::fill(self, place, mask, &mut out);
        !out.is_empty()
    }

    /// Directly behind the trigger, or around it (超过 in 超过60%); adverbs
    /// and times may stand between (上升到2015年的85%).
    fn near(&self, mask: Mask) -> bool {
        let here = self.trigger().span;
        if self.at > 0 && self.article.items[self.at - 1].span.contains(here) {
            return self.article.items[self.at - 1].is(mask);
        }
        let mut from = here.end;
        for item in self.items(self.obj()) {
            if item.span.start.saturating_sub(from) > 6 {
                return false;
            }
            if item.is(mask) {
                return true;
            }
            if !item.is(class::ADVERB | class::DONE | class::TIME) {
                return false;
            }
            from = item.span.end;
        }
        false
    }

    fn left(&self, mask: Mask) -> bool {
        let pre = self.pre();
        let Some(item) = self.items(pre).iter().rev().find(|i| !i.is(class::ADVERB | class::DONE)) else {
            return false;
        };
        item.is(mask) && self.trigger().span.start.saturating_sub(item.span.end) <= 12
    }

    /// The item of the last preposition of class `prep` before the trigger,
    /// in its clause or, for causes and agents, in its sentence; of the first
    /// behind it for 为.
    pub(super) fn brought_in(&self, prep: Mask) -> Option<usize> {
        let found = |range: Range<usize>| range.filter(|&n| self.article.items[n].is(prep));
        if prep & class::AS != 0 {
            return found(self.obj()).next();
        }
        let here = found(self.pre()).next_back();
        if prep & (class::CAUSE | class::BY) == 0 || self.counts_people() {
            return here;
        }
        here.or_else(|| found(self.sent().start..self.pre().start).next_back())
    }

    /// The subject in the trigger's own clause.
    pub(super) fn own(&self, filter: Mask) -> Option<&'s Group> {
        let scene: &'s Scene<'x, 'a> = self.scene;
        let before = scene.groups(self.n).iter().filter(|g| g.items.end <= self.at && g.free());
        let fits = |g: &&Group| g.mask & filter != 0;
        let last = before.clone().next_back().filter(fits);
        if let Some(g) = last
            && self.adjacent(g)
        {
            return Some(g);
        }
        before.clone().find(fits)
    }

    /// True when only adverbs stand between the group and the trigger.
    fn adjacent(&self, g: &Group) -> bool {
        let gap = self.trigger().span.start.saturating_sub(g.span.end);
        gap <= 12 && self.items(g.items.end..self.at).iter().all(|i| i.is(class::ADVERB | class::MOOD))
    }

    /// The subject, carried over from earlier clauses of the sentence and
    /// from the sentences before it in the paragraph.
    pub(super) fn subject(&self, filter: Mask) -> Option<&'s Group> {
        if let Some(own) = self.own(filter | class::PRONOUN) {
            return if own.mask & filter != 0 { Some(own) } else { self.antecedent(own, filter) };
        }
        let scene: &'s Scene<'x, 'a> = self.scene;
        let clauses = &scene.article.clauses;
        for n in (self.n.saturating_sub(REACH)..self.n).rev() {
            let c = &clauses[n];
            if c.sentence + CARRY < self.clause.sentence || c.paragraph != self.clause.paragraph {
                break;
            }
            if c.said != self.clause.said || dateline::is(&self.article.text[c.span]) {
                continue;
            }
            if let Some(g) = scene.first_subject(n, filter | class::PRONOUN) {
                if g.mask & filter != 0 {
                    return Some(g);
                }
                return scene.view(n, g.items.end).antecedent(g, filter);
            }
        }
        None
    }

    /// True for 其中3人受到处分, 2人移送司法机关: some of those named before,
    /// nobody by name.
    pub(super) fn counts_people(&self) -> bool {
        let people = |i: &Item| i.is(class::COUNT) && self.article.text[i.span].ends_with(['人', '名']);
        let Some(count) = self.items(self.pre()).iter().find(|i| people(i)) else { return false };
        let start = self.clause.span.start.min(count.span.start);
        match self.article.text[start..count.span.start].trim() {
            "其中" => true,
            // 二人 are the two named before.
            "" => !self.article.text[count.span].starts_with(['二', '两', '三', '四']),
            _ => false,
        }
    }

    /// What a pronoun stands for: 他 the last person, 该局 the last body.
    fn antecedent(&self, pronoun: &Group, filter: Mask) -> Option<&'s Group> {
        let scene: &'s Scene<'x, 'a> = self.scene;
        let word = &self.article.text[pronoun.span];
        let want = if word.starts_with(['他', '她', '其']) {
            class::PERSON
        } else {
            class::INSTITUTION | class::PLACE
        };
        let fits = |g: &&Group| g.mask & want & filter != 0 && g.span.end <= pronoun.span.start;
        let named = |n: usize| {
            let free = scene.groups(n).iter().filter(|g| g.free()).find(fits);
            free.or_else(|| scene.groups(n).iter().find(fits))
        };
        // Its own sentence from here back, then the subjects of those before.
        let sentences = &scene.article.sentences;
        let here = self.clause.sentence;
        let own = sentences[here].start.max(self.n.saturating_sub(REACH))..self.n + 1;
        own.rev().find_map(named).or_else(|| {
            let before = sentences[here.saturating_sub(REACH)..here].iter().rev();
            before.flat_map(|s| s.clone().take(REACH)).find_map(named)
        })
    }

    /// Everyone enumerated before the trigger, over commas.
    pub(super) fn enumerated(&self, filter: Mask, out: &mut Vec<Filler>) {
        let first = self.article.sentences[self.clause.sentence].start.max(self.n.saturating_sub(REACH));
        let mut from = self.n;
        while from > first {
            let c = &self.article.clauses[from - 1];
            let plain = self.items(c.items.clone()).iter().all(|i| i.is(LISTED));
            if !plain || self.scene.groups(from - 1).is_empty() {
                break;
            }
            from -= 1;
        }
        for n in from..=self.n {
            let groups = self.scene.groups(n).iter();
            for g in groups.filter(|g| (n < self.n || g.items.end <= self.at) && g.free()) {
                g.fillers(self.article, filter, out);
            }
        }
    }
}

fn any_of(items: &[Item], mask: Mask) -> bool {
    items.iter().any(|i| i.is(mask))
}
