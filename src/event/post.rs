//! Appointments, elections and removals as rows of posts.

use super::Telling;
use super::article::Article;
use super::group::Filler;
use super::setting::Setting;
use super::types::{Flag, Flags};
use crate::lexicon::RuleWord;
use crate::record::{Basis, EventTime, MentionKind, Post, Realis};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The posts that were taken up or given up by what is told.
pub(super) fn posts(article: &Article<'_>, setting: &Setting<'_, '_>, told: &[Telling]) -> Vec<Post> {
    let mut out: Vec<Post> = Vec::new();
    // A list of appointments has thousands of rows: a new one is compared with those of its person alone.
    let mut of_person: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for telling in told {
        let flags = Flags::of(&telling.kind);
        let former = flags.has(Flag::LeavesPost);
        if !is_of_posts(&flags) || telling.realis != Realis::Actual {
            continue;
        }
        let time = setting.event_time(setting.time(&telling.spot, false).as_ref(), true);
        let last = time.as_ref().filter(|_| !former).and_then(|time| last_day(article, setting, time));
        let event = Change {
            time,
            last,
            rule: if telling.moves { Cow::Borrowed("post/moved") } else { telling.rule.clone() },
        };
        let event = &event;
        for person in role(telling, "person") {
            let proposed =
                |title: &&Filler| RuleWord::Candidate.begins(&article.text[title.span.end..]).is_some();
            for title in role(telling, "post").filter(|title| !proposed(title)) {
                let Some(post) = row(article, telling, event, person, title, former) else { continue };
                let known = of_person.entry(post.person_mention).or_default();
                if !known.iter().any(|n| out[*n] == post) {
                    known.push(out.len());
                    out.push(post);
                }
            }
        }
    }
    out
}

/// True for events by which somebody takes up or leaves a post.
pub(super) fn is_of_posts(flags: &Flags) -> bool {
    flags.has(Flag::LeavesPost) || flags.has(Flag::TakesPost)
}

/// When a post changed hands, and by which frame.
struct Change {
    time: Option<EventTime>,
    /// The last day in the post, where the time tells of its whole length.
    last: Option<String>,
    rule: Cow<'static, str>,
}

/// The last day of a post whose time is a stretch: 1988年6月至1990年4月任某县县长. A month alone (1988年6月任某县县长) is
/// when the post was taken up, and a stretch that reaches the issue's day (2018年至今) has not ended.
fn last_day(article: &Article<'_>, setting: &Setting<'_, '_>, time: &EventTime) -> Option<String> {
    let is_stretch = article.mentions.iter().any(|m| match &m.kind {
        MentionKind::Time { from, to, grain, .. } => {
            // As much of a day as the grain tells: 1988-06 of a month.
            let told = match &**grain {
                "year" => 4,
                "month" => 7,
                "day" => 10,
                _ => return false,
            };
            (from, to) == (&time.from, &time.to) && from.get(..told) != to.get(..told)
        }
        _ => false,
    });
    let past = setting.issue_day().is_some_and(|day| *time.to < *day);
    (is_stretch && past).then(|| time.to.clone())
}

fn role<'d>(telling: &'d Telling, name: &'static str) -> impl Iterator<Item = &'d Filler> {
    telling.roles.iter().filter(move |(r, _)| r == name).map(|(_, f)| f)
}

fn row(
    article: &Article<'_>,
    telling: &Telling,
    event: &Change,
    person: &Filler,
    title: &Filler,
    former: bool,
) -> Option<Post> {
    let person = &article.mentions[person.mention? as usize];
    let institution = role(telling, "org").find_map(|f| body(article, f));
    let printed = bare(article.text[title.span].trim(), article, telling);
    let day = event.time.as_ref().filter(|t| t.basis != Basis::Inferred);
    let from = article.mentions.partition_point(|m| m.start < title.span.start);
    let held = article.mentions[from..]
        .iter()
        .take_while(|m| m.start < title.span.end)
        .find(|m| matches!(m.kind, MentionKind::Title { .. }) && title.span.contains(m.span()));
    Some(Post {
        person: person.text.clone(),
        title: held.map_or(printed, |m| &*m.text).to_owned(),
        institution,
        former,
        person_mention: person.id,
        title_mention: held.map(|m| m.id),
        from: day.filter(|_| !former).map(|t| t.from.clone()),
        to: day.and_then(|t| if former { Some(t.from.clone()) } else { event.last.clone() }),
        rule: event.rule.clone(),
    })
}

/// The title without the person and the institution printed before it, and
/// without what follows its 职务: 县长(的职务便利).
fn bare<'t>(printed: &'t str, article: &'t Article<'_>, telling: &Telling) -> &'t str {
    let names = role(telling, "org").chain(role(telling, "person")).map(|f| &article.text[f.span]);
    let ends = names.filter_map(|n| printed.rfind(n).map(|at| at + n.len()));
    let rest = printed[ends.max().unwrap_or(0)..].trim_start_matches('的');
    let rest = rest.find("职务").map_or(rest, |at| &rest[..at]).trim_end_matches(['的', '等']);
    rest.strip_suffix("等职").unwrap_or(rest)
}

fn body(article: &Article<'_>, f: &Filler) -> Option<String> {
    match &article.mentions[f.mention? as usize].kind {
        MentionKind::Institution { name, .. } => Some(name.clone()),
        _ => None,
    }
}
