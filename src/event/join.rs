//! Rows that tell more of another event: who came along, who led the way.
//!
//! ```text
//! 市长王宁到某区调研。副市长李航陪同。      李航 goes along with the inspection
//! 在副市长李航陪同下，王宁察看了堤防。      the same, told beforehand
//! 市长王宁率队到某区调研。              王宁 leads it
//! ```

use super::class;
use super::frame::{Frame, Joining};
use super::matcher::Draft;
use super::table::Frames;
use super::types::Flag;
use crate::record::Realis;

/// How many drafts to either side an event is looked for.
const WINDOW: usize = 64;
/// How many sentences before 陪同 the event may be told.
const BEFORE: usize = 40;

/// Gives the roles of joining drafts to the events they tell of; those that
/// are nothing by themselves leave the list.
pub(super) fn join(frames: &Frames, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let joining: Vec<usize> =
        (0..drafts.len()).filter(|&n| frame(frames, &drafts[n]).joining != Joining::Never).collect();
    let mut gone = vec![false; drafts.len()];
    for n in joining {
        let host = host(frames, &drafts, n);
        gone[n] = host.is_some() || frame(frames, &drafts[n]).joining != Joining::May;
        if let Some(host) = host {
            let roles = std::mem::take(&mut drafts[n].roles);
            give(&mut drafts[host], roles);
        }
    }
    let mut gone = gone.into_iter();
    drafts.retain(|_| !gone.next().unwrap_or_default());
    drafts
}

fn frame<'f>(frames: &'f Frames, draft: &Draft) -> &'f Frame {
    &frames.frames[draft.frame]
}

/// The event draft `n` tells more of: in its own sentence the next one, else
/// the one before; else the first of its kind told before it, which is where
/// an article begins (会见 for 参加会见), or the last of any.
fn host(frames: &Frames, drafts: &[Draft], n: usize) -> Option<usize> {
    let new = &drafts[n];
    let own = frame(frames, new);
    let must = own.joining == Joining::Must;
    let fits = |m: &usize| {
        let (d, f) = (&drafts[*m], frame(frames, &drafts[*m]));
        let meets = must && f.flags.has(Flag::CompanyTold);
        f.joining == Joining::Never && d.realis == Realis::Actual && (f.flags.has(Flag::Company) || meets)
    };
    let here = |m: &usize| drafts[*m].sentence == new.sentence;
    let near = n.saturating_sub(WINDOW)..n;
    let after = (n + 1..drafts.len().min(n + WINDOW)).take_while(here).find(fits);
    let found = after.or_else(|| near.clone().rev().find(fits).filter(here));
    if found.is_some() || !must {
        return found;
    }
    let told = |m: &usize| fits(m) && new.sentence - drafts[*m].sentence <= BEFORE;
    let kind = |m: &usize| frame(frames, &drafts[*m]).kind == own.kind;
    near.clone().filter(told).find(kind).or_else(|| near.rev().find(told))
}

/// Adds `roles` to `host`; who goes along is not the one who acts.
fn give(host: &mut Draft, roles: Vec<(std::borrow::Cow<'static, str>, super::group::Filler)>) {
    for (role, filler) in roles {
        if role == "accompanier" {
            let acts = |r: &str| matches!(r, "agent" | "visitor" | "host" | "attendee" | "speaker");
            host.roles.retain(|(r, f)| !(acts(r) && f.span == filler.span));
        }
        // 率队 names who acts only where the event itself does not.
        let told = host.roles.iter().any(|(r, f)| *r == role && f.span == filler.span);
        let acted = role == "visitor" && host.roles.iter().any(|(_, f)| f.mask & class::PERSON != 0);
        if !told && !acted {
            host.roles.push((role, filler));
        }
    }
}
