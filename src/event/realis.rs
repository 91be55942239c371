//! Realis: whether a trigger's clause says what happened, what will, what is
//! wished, or what did not happen.
//!
//! ```text
//! 会议召开。                         actual
//! 会议将于5日召开。                  future
//! 拟召开会议；拟任局长。             planned
//! 要召开会议，认真部署工作。         irrealis, over the comma
//! 会议未召开。                       negated
//! 刘某强调，深入开展排查。           irrealis: what was said, not what happened
//! ```
//!
//! A mood word holds from where it stands to the end of its clause; 要, 将
//! and their like hold on over commas until a clause has a subject of its
//! own or a word that marks the deed as done (已, 先后).

use super::article::{Article, Clause};
use super::class;
use super::directive::Manner;
use super::view::{REACH, Scene, View};
use crate::lexicon::RuleWord;
use crate::record::Realis;

/// A negation further from its verb than this negates something else, in
/// bytes: 没有立法明确, but not 不合理收费作出.
const NEGATION_REACH: usize = 9;
/// The same for a negation of one character.
const SHORT_NEGATION_REACH: usize = 3;

/// Who ends a wish when he heads a clause: somebody named. Nouns do not: in
/// 要加强领导，各部门制定方案 the wish goes on.
const NAMED: class::Mask = class::PERSON | class::INSTITUTION | class::PLACE | class::PRONOUN;

/// The mood carried from clause to clause.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mood {
    /// What the clauses so far hand on.
    carried: Realis,
    sentence: usize,
    paragraph: usize,
    /// Inside direct speech.
    said: bool,
    /// Inside what somebody demanded, until this paragraph ends.
    demanded: Option<usize>,
    /// Inside what somebody demanded, until this sentence ends.
    demanded_here: bool,
    /// Inside what somebody plans, until this sentence ends.
    planned_here: bool,
}

impl Mood {
    /// Begins clause `n`.
    pub(super) fn enter(&mut self, scene: &Scene<'_, '_>, n: usize) {
        let clause = &scene.article.clauses[n];
        if clause.paragraph != self.paragraph {
            self.demanded = self.demanded.filter(|&p| p == clause.paragraph);
        }
        if clause.sentence != self.sentence || n == 0 {
            let bare = !scene.headed(n, class::ACTOR | class::PRONOUN, usize::MAX);
            let goes_on = bare && self.carried == Realis::Irrealis && clause.paragraph == self.paragraph;
            if !goes_on {
                self.carried = Realis::Actual;
            }
            self.demanded_here = false;
            self.planned_here = false;
        }
        if clause.said != self.said {
            self.carried = Realis::Actual;
        }
        self.said = clause.said;
        self.sentence = clause.sentence;
        self.paragraph = clause.paragraph;
    }

    /// The realis of the trigger of `view`.
    pub(super) fn of(&self, view: &View<'_, '_, '_>) -> Realis {
        let (mood, _) = self.walk(view.scene, view.n, view.at);
        let firm = self.carried == Realis::Irrealis || has(view, class::IRREALIS | class::CONDITION);
        let mood = if view.at_done() && !firm { Realis::Actual } else { mood };
        let mood = if mood == Realis::Actual && laid_down(view) { Realis::Irrealis } else { mood };
        let plans = plans(&view.scene.article.text[view.trigger().span]);
        let mood = if mood == Realis::Actual && plans { Realis::Planned } else { mood };
        if negated(view) {
            return Realis::Negated;
        }
        let open = matches!(mood, Realis::Actual | Realis::Planned) && !view.done();
        if open && self.in_demand() {
            return Realis::Irrealis;
        }
        if mood == Realis::Actual && self.planned_here && !view.done() {
            return Realis::Planned;
        }
        if question(view) { Realis::Irrealis } else { mood }
    }

    /// Ends clause `n`: what it hands on.
    pub(super) fn leave(&mut self, scene: &Scene<'_, '_>, n: usize) {
        let end = scene.article.clauses[n].items.end;
        self.carried = self.walk(scene, n, end).1;
    }

    /// Somebody demanded something at the end of the clause of `view`: what
    /// follows is content, to the paragraph's end if a mark introduces it.
    pub(super) fn demand(&mut self, view: &View<'_, '_, '_>) {
        if !view.introduces() {
            return;
        }
        self.demanded_here = true;
        if view.after().trim().is_empty() && matches!(view.clause.mark, '，' | ',' | '：' | ':') {
            self.demanded = Some(view.clause.paragraph);
        }
    }

    /// A plan is announced: the rest of the sentence is what is planned.
    pub(super) fn plan(&mut self) {
        self.planned_here = true;
    }

    /// A statement begins: what was demanded before it is over.
    pub(super) fn restate(&mut self) {
        self.demanded = None;
        self.demanded_here = false;
    }

    fn in_demand(&self) -> bool {
        self.demanded_here || self.demanded.is_some()
    }

    /// The mood at item `stop` of clause `n`, and what is handed on.
    fn walk(&self, scene: &Scene<'_, '_>, n: usize, stop: usize) -> (Realis, Realis) {
        let article = scene.article;
        let clause = &article.clauses[n];
        let own = scene.headed(n, NAMED, stop);
        let carried = if own { Realis::Actual } else { self.carried };
        let (mut here, mut carry) = (carried, carried);
        for (k, item) in article.items[clause.items.clone()].iter().enumerate() {
            let number = clause.items.start + k;
            if number >= stop {
                break;
            }
            if !item.is(class::MOOD) {
                continue;
            }
            if item.is(class::DONE) {
                (here, carry) = (Realis::Actual, Realis::Actual);
            } else if item.is(class::IRREALIS | class::CONDITION) {
                (here, carry) = (Realis::Irrealis, Realis::Irrealis);
            } else if item.is(class::WISH) || item.is(class::PURPOSE) && k == 0 && purposes(article, number) {
                // 助力企业的做法纳入…: a wish in a modifier wishes nothing.
                let until = article.items.get(stop).map_or(clause.span.end, |t| t.span.start);
                let between = &article.text
                    [item.span.end..until.clamp(item.span.end, clause.span.end.max(item.span.end))];
                // 鼓励将有条件的地方列入名录: what 将 brings in is no modifier.
                let modifier = between.contains('的') && !between.starts_with('将');
                if !modifier && !in_topic(scene, clause, number, stop) {
                    here = Realis::Irrealis;
                }
            } else if item.is(class::PLANNED) && here != Realis::Irrealis {
                if !attributive(scene, clause, number, stop) {
                    (here, carry) = (Realis::Planned, Realis::Planned);
                }
            } else if item.is(class::FUTURE)
                && !wished(article, clause, number)
                && is_future(scene, clause, number, stop)
            {
                here = Realis::Future;
                // A date in a clause dates no other: 明天开幕，记者了解到…
                let alone = article.text[clause.span].trim() == &article.text[item.span];
                let keeps = carry == Realis::Irrealis || item.is(class::TIME) && !alone;
                carry = if keeps { carry } else { Realis::Future };
            }
        }
        (here, carry)
    }
}

/// True for a trigger that holds its plan: 拟任.
pub(super) fn plans(trigger: &str) -> bool {
    trigger.starts_with('拟') && RuleWord::Drafts.begins(trigger).is_none()
}

/// 将 before a verb speaks of the future; before a noun it brings in the
/// object (将新品种推广). 未来 and 明年 in what a preposition brings in
/// (对明年工作作了部署) date the object, not the deed.
fn is_future(scene: &Scene<'_, '_>, clause: &Clause, n: usize, stop: usize) -> bool {
    let (article, item) = (scene.article, &scene.article.items[n]);
    if item.is(class::TIME) {
        let until = article.items.get(stop).map_or(clause.span.end, |t| t.span.start).max(item.span.end);
        let between = &article.text[item.span.end..until];
        let dates_object =
            article.items[clause.items.start.min(n)..n].iter().any(|i| i.is(class::TO | class::ABOUT));
        return !between.contains('的') && !dates_object;
    }
    if &article.text[item.span] != "将" {
        let before = &article.items[clause.items.start.min(n)..n];
        return article.text[item.span].starts_with('将')
            || !before.iter().any(|i| i.is(class::TO | class::ABOUT));
    }
    let verbal = class::TRIGGER | class::ADVERB | class::LIGHT | class::PREP | class::MOOD | class::TIME;
    match article.items.get(n + 1) {
        Some(next) if next.span.start == item.span.end => {
            let dated = next.is(class::TIME)
                && fronts(&article.text[next.span.end..clause.span.end.max(next.span.end)]);
            next.is(verbal) && !next.is(class::ACTOR | class::PRONOUN) && !dated && !coupled(article, clause)
        }
        _ => {
            let rest = &article.text[item.span.end..clause.span.end.max(item.span.end)];
            stop < clause.items.end && !object_fronted(article, clause, n, stop) && !fronts(rest)
        }
    }
}

/// 鼓励将有条件的地方列入名录: 将 directly behind a wish is part of it.
fn wished(article: &Article<'_>, clause: &Clause, n: usize) -> bool {
    let before = article.items[clause.items.start.min(n)..n].last();
    before.is_some_and(|i| i.is(class::WISH) && i.span.end == article.items[n].span.start)
}

/// True when what follows 将 and a noun says what became of the noun:
/// 将全年定为“学科年”, 将小微企业整合起来.
fn fronts(rest: &str) -> bool {
    RuleWord::Became.words().iter().any(|w| rest.find(w).is_some_and(|at| at >= 3))
}

/// 将开展教育与灾后重建结合起来: what is coupled is brought in by 将.
fn coupled(article: &Article<'_>, clause: &Clause) -> bool {
    let text = &article.text[clause.span];
    text.contains("结合起来") || text.contains("统一起来")
}

/// 就做好防汛工作作出安排: a wish in the topic wishes nothing of the deed.
fn in_topic(scene: &Scene<'_, '_>, clause: &Clause, n: usize, stop: usize) -> bool {
    let article = scene.article;
    let before = &article.items[clause.items.start.min(n)..n];
    let trigger = article.items.get(stop).map_or("", |t| &article.text[t.span]);
    let spoken = RuleWord::Spoken.begins(trigger).is_some();
    before.iter().any(|i| match &article.text[i.span] {
        "就" | "关于" | "针对" => true,
        "对" | "对于" => spoken,
        _ => false,
    })
}

/// 以推动落实 has a purpose, 以受贿罪判处 a means: a verb must follow 以.
fn purposes(article: &Article<'_>, n: usize) -> bool {
    let item = &article.items[n];
    let verbal = class::TRIGGER | class::WISH | class::IRREALIS | class::ADVERB | class::GOVERN;
    &article.text[item.span] != "以"
        || article.items.get(n + 1).is_some_and(|i| i.span.start == item.span.end && i.is(verbal))
}

/// True when the trigger at item `stop` has its object before it, brought in
/// by the 将 at item `n`: nothing but a result stands behind it.
fn object_fronted(article: &Article<'_>, clause: &Clause, n: usize, stop: usize) -> bool {
    let trigger = article.items[stop].span;
    let behind = article.text[trigger.end..clause.span.end.max(trigger.end)].trim();
    let gap = trigger.start.saturating_sub(article.items[n].span.end);
    let result = ['为', '给', '到', '至', '在', '于', '成', '出', '进', '入', '归'];
    gap >= 6 && (behind.is_empty() || behind.starts_with(result))
}

/// 计划投资6亿元的项目开工: what is planned is over with the 的.
fn attributive(scene: &Scene<'_, '_>, clause: &Clause, n: usize, stop: usize) -> bool {
    let article = scene.article;
    let item = article.items[n].span;
    let next = article.items.get(n + 1).filter(|i| n + 1 < stop && i.span.start == item.end);
    let until = article.items.get(stop).map_or(clause.span.end, |t| t.span.start).max(item.end);
    next.is_some_and(|i| i.is(class::TRIGGER)) && article.text[item.end..until].contains('的')
}

/// A numbered task without subject, time or figure, a clause of a law: it is
/// laid down, not reported.
fn laid_down(view: &View<'_, '_, '_>) -> bool {
    let sentence = &view.article.sentences[view.clause.sentence];
    let items = view.items(view.clause.items.clone());
    let told = view.done() || items.iter().any(|i| i.is(class::TIME));
    match view.article.manner {
        Manner::Report => urged(view),
        Manner::Law => !told,
        Manner::Tasks => {
            let first = sentence.start.max(view.n.saturating_sub(REACH));
            let subject = (first..=view.n).any(|n| view.scene.headed(n, class::ACTOR, usize::MAX));
            !told && !subject && !items.iter().any(|i| i.is(class::FIGURE))
        }
    }
}

/// True for a document that is made and named: 制定《公务接待办法》.
fn is_named(view: &View<'_, '_, '_>) -> bool {
    let trigger = view.article.items[view.at].span;
    let words = view.article.text[trigger].trim_end_matches('了');
    RuleWord::MakesDocument.ends(words).is_some() && view.article.text[trigger.end..].starts_with('《')
}

/// How many clauses back a paragraph is looked at for somebody who acts.
const URGED: usize = 24;

/// A deed that heads its clause, in the midst of a paragraph in which nobody
/// has acted so far, nothing has been dated, counted or done: an exhortation
/// (推进标准化合作。完善评价机制，建立信息库).
fn urged(view: &View<'_, '_, '_>) -> bool {
    let (article, clause) = (view.article, view.clause);
    let heads = |n: usize, stop: usize| {
        let c = &article.clauses[n];
        let items = &article.items[c.items.start..stop];
        let known: usize = items.iter().map(|i| i.span.end - i.span.start).sum();
        let until = article.items.get(stop).map_or(c.span.end, |i| i.span.start);
        items.iter().all(|i| i.is(class::ADVERB | class::CONJ | class::WISH | class::TRIGGER))
            && until.saturating_sub(c.span.start) <= known + '制'.len_utf8()
    };
    if clause.said || clause.span.start < article.body || !heads(view.n, view.at) || is_named(view) {
        return false;
    }
    let first = (view.n.saturating_sub(URGED)..=view.n)
        .find(|&n| article.clauses[n].paragraph == clause.paragraph)
        .unwrap_or(view.n);
    let last = article.sentences[clause.sentence].end.min(view.n + REACH);
    let told = |n: usize| {
        let c = &article.clauses[n];
        let items = &article.items[c.items.clone()];
        view.scene.headed(n, class::ACTOR | class::PRONOUN, usize::MAX)
            || items.iter().any(|i| i.is(class::TIME | class::DONE | class::FIGURE | class::PERSON))
            || article.text[c.span].contains('了')
    };
    view.n > first + 1 && !(first..last.max(view.n + 1)).any(told)
}

fn negated(view: &View<'_, '_, '_>) -> bool {
    let mut from = view.trigger().span.start;
    for item in view.items(view.pre()).iter().rev() {
        let gap = from.saturating_sub(item.span.end);
        if item.is(class::NEGATED) {
            let short = item.span.len() <= 3;
            return gap <= if short { SHORT_NEGATION_REACH } else { NEGATION_REACH };
        }
        if !item.is(class::ADVERB | class::AT) || gap > NEGATION_REACH {
            return false;
        }
        from = item.span.start;
    }
    false
}

fn has(view: &View<'_, '_, '_>, mask: class::Mask) -> bool {
    view.items(view.pre()).iter().any(|i| i.is(mask))
}

/// A question asks whether, it does not tell.
fn question(view: &View<'_, '_, '_>) -> bool {
    matches!(view.clause.mark, '？' | '?')
}
