//! One happening, one event: drafts of the same happening are joined.
//!
//! | drafts | joined when |
//! |---|---|
//! | of one type in one clause | their triggers touch (开除党籍 处分) |
//! | meetings and ceremonies | they name the same one, or one only points back (会议), or headline and lead agree |
//! | speech | same speaker, same kind of act, same paragraph |
//! | statistics, enforcement | same sentence |
//! | a document, body or project made | the very same thing is named |
//! | trials and other deeds done once | same frame, and somebody or something named in both |
//! | appointments, removals, deaths | same frame and same person |

use super::article::Article;
use super::class;
use super::frame::Frame;
use super::group::Filler;
use super::matcher::Draft;
use super::table::Frames;
use super::types::Flag;
use crate::record::Realis;
use crate::span::Span;

/// How many drafts back, and how many at the head of the article, a draft is
/// compared with.
const WINDOW: usize = 96;
const HEADLINES: usize = 8;

/// Joins the drafts of one happening, keeping text order.
pub(super) fn merge(frames: &Frames, article: &Article<'_>, body: usize, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let joiner = Joiner { frames, article, body, new: &draft };
        let near = out.len().saturating_sub(WINDOW);
        let far = out.iter().take(near.min(HEADLINES)).position(|old| joiner.same(old));
        let found = out[near..].iter().rposition(|old| joiner.same(old)).map(|n| n + near);
        match found.or(far) {
            Some(n) => absorb(article, &mut out[n], draft),
            None => out.push(draft),
        }
    }
    out
}

struct Joiner<'x, 'a> {
    frames: &'x Frames,
    article: &'x Article<'a>,
    /// Where the body begins.
    body: usize,
    new: &'x Draft,
}

impl Joiner<'_, '_> {
    fn frame(&self, d: &Draft) -> &Frame {
        &self.frames.frames[d.frame]
    }

    fn same(&self, old: &Draft) -> bool {
        let (a, b) = (self.frame(old), self.frame(self.new));
        if a.kind != b.kind {
            return false;
        }
        if self.named_and_held(old) {
            return true;
        }
        if !compatible(old.realis, self.new.realis) {
            return false;
        }
        if old.clause == self.new.clause && self.touch(old) {
            return true;
        }
        match b.flags {
            f if f.has(Flag::Speech) => self.same_speech(old),
            f if f.has(Flag::Sentence) => old.sentence == self.new.sentence,
            f if f.has(Flag::Meeting) && !f.has(Flag::Agenda) => self.same_meeting(old),
            _ => self.same_deed(old),
        }
    }

    /// 启动仪式将于31日举行: the ceremony and the verb that says when it is held.
    fn named_and_held(&self, old: &Draft) -> bool {
        let (a, b) = (self.keys(old, "meeting"), self.keys(self.new, "meeting"));
        let one = a.first().zip(b.first()).is_some_and(|(a, b)| a.contains(b) || b.contains(a));
        old.clause == self.new.clause && one && self.frame(old).flags.has(Flag::Ceremony)
    }

    /// The triggers touch, or nothing but 并 stands between.
    fn touch(&self, old: &Draft) -> bool {
        let (Some(a), Some(b)) = (old.triggers.last(), self.new.triggers.first()) else { return false };
        b.start <= a.end || self.article.text[a.end..b.start].trim().is_empty()
    }

    fn same_speech(&self, old: &Draft) -> bool {
        let (a, b) = (self.keys(old, "speaker"), self.keys(self.new, "speaker"));
        let near = old.paragraph == self.new.paragraph;
        let only_head = old.triggers.iter().all(|t| t.end <= self.body);
        let head = only_head && !self.headline(self.new);
        if a.is_empty() || b.is_empty() {
            return old.clause == self.new.clause;
        }
        let one_act = self.frame(old).rule == self.frame(self.new).rule || old.sentence == self.new.sentence;
        (near && one_act || head) && a.iter().any(|x| b.contains(x))
    }

    fn same_meeting(&self, old: &Draft) -> bool {
        let (a, b) = (self.keys(old, "meeting"), self.keys(self.new, "meeting"));
        let (Some(a), Some(b)) = (a.first(), b.first()) else {
            return old.sentence == self.new.sentence || self.new.sentence - old.sentence <= 3;
        };
        points_back(b) || a.contains(b) || b.contains(a) || same_tail(a, b) && self.headline(old)
    }

    /// A deed is done once to one person by one act.
    fn same_deed(&self, old: &Draft) -> bool {
        if self.frame(old).rule != self.frame(self.new).rule {
            return false;
        }
        if self.headline(old) && !self.headline(self.new) && self.share(old) {
            return true;
        }
        let once = self.frame(self.new).once || old.clause == self.new.clause;
        once && self.share(old) || self.same_thing(old)
    }

    /// Both make, found or start the very same thing.
    fn same_thing(&self, old: &Draft) -> bool {
        !self.of_a_person()
            && ["document", "org", "project"].iter().any(|role| {
                let (a, b) = (self.keys(old, role), self.keys(self.new, role));
                a.iter().any(|x| x.chars().count() >= 4 && b.contains(x))
            })
    }

    /// Some role names the same thing in both. Who gets or leaves a post is one person: two appointed to one body, or
    /// by one authority, are two.
    fn share(&self, old: &Draft) -> bool {
        let of_a_person = self.of_a_person();
        let counts = |role: &str| if of_a_person { role == "person" } else { !SETTING.contains(&role) };
        let names = |d: &Draft| -> Vec<(String, String)> {
            let roles = d.roles.iter().filter(|(r, _)| counts(r));
            roles.map(|(r, f)| (r.to_string(), self.text(f).to_owned())).collect()
        };
        let a = names(old);
        names(self.new).iter().any(|x| a.contains(x))
    }

    /// True for what happens to one person: an appointment, a removal, a death.
    fn of_a_person(&self) -> bool {
        self.frame(self.new).flags.has(Flag::Person)
    }

    fn headline(&self, d: &Draft) -> bool {
        d.triggers.first().is_some_and(|t| t.end <= self.body)
    }

    fn keys(&self, d: &Draft, role: &str) -> Vec<&str> {
        d.roles.iter().filter(|(r, _)| r == role).map(|(_, f)| self.text(f)).collect()
    }

    fn text(&self, f: &Filler) -> &str {
        &self.article.text[f.span]
    }
}

/// Roles that many events of one article share.
const SETTING: [&str; 3] = ["time", "place", "figure"];

/// 会议, 大会 name no meeting, they point back to one.
fn points_back(name: &str) -> bool {
    let bare = name.trim_start_matches(['此', '次', '本', '该', '这', '当', '日']);
    bare.chars().count() <= 3
}

/// The names end alike: 市妇联常委扩大会 and 常委扩大会.
fn same_tail(a: &str, b: &str) -> bool {
    let shared = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    shared >= 4
}

fn compatible(a: Realis, b: Realis) -> bool {
    a == b || matches!((a, b), (Realis::Future, Realis::Planned) | (Realis::Planned, Realis::Future))
}

/// An event told more often than this gets no further triggers, and none has
/// more fillers.
const MOST: usize = 128;

fn absorb(article: &Article<'_>, old: &mut Draft, new: Draft) {
    // Only a ceremony's name joins a verb of another mood, and the verb knows.
    if old.clause == new.clause && !compatible(old.realis, new.realis) {
        old.realis = new.realis;
    }
    for t in new.triggers {
        let known = old.triggers.contains(&t);
        if !known && old.triggers.len() < MOST {
            let at = old.triggers.partition_point(|o: &Span| o.start <= t.start);
            old.triggers.insert(at, t);
        }
    }
    for (role, filler) in new.roles {
        let same = |f: &Filler| f.span == filler.span || f.mention.is_some() && f.mention == filler.mention;
        let text = &article.text[filler.span];
        let known = old.roles.iter().any(|(r, f)| *r == role && (same(f) || &article.text[f.span] == text));
        let vague = filler.mask & class::PRONOUN != 0;
        if !known && !vague && old.roles.len() < MOST {
            old.roles.push((role, filler));
        }
    }
}
