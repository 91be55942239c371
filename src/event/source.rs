//! Who gives a statistic: the speaker in whose words it stands.
//!
//! ```text
//! 市统计局局长王宁介绍，全市粮食总产增长3.2%。   source: 王宁
//! ```

use super::article::Article;
use super::matcher::Draft;
use super::table::Frames;
use super::types::Flag;
use crate::record::Quote;
use std::borrow::Cow;
use std::collections::HashMap;

/// Gives every statistic without a source the speaker of the quotation its
/// trigger stands in.
pub(super) fn sources(frames: &Frames, article: &Article<'_>, quotes: &[Quote], drafts: &mut [Draft]) {
    // An article of interviews has thousands of quotations: each finds its speaker without a walk over all mentions.
    let places: HashMap<u32, usize> = article.mentions.iter().enumerate().map(|(n, m)| (m.id, n)).collect();
    for q in quotes {
        let Some(&n) = q.speaker.and_then(|id| places.get(&id)) else { continue };
        let m = &article.mentions[n];
        let first = drafts.partition_point(|d| d.triggers.first().is_none_or(|t| t.start < q.content[0]));
        for d in drafts[first..].iter_mut() {
            let Some(t) = d.triggers.first().copied() else { continue };
            if t.start >= q.content[1] {
                break;
            }
            let silent = !d.roles.iter().any(|(r, _)| r == "source");
            if silent && frames.frames[d.frame].flags.has(Flag::Statistic) {
                let mask = super::article::mask_of(m).unwrap_or_default();
                let filler = super::group::Filler { span: m.span(), mention: Some(n as u32), mask };
                d.roles.push((Cow::Borrowed("source"), filler));
            }
        }
    }
}
