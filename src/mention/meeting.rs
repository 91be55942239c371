//! Meetings by their endings: 市政协党组扩大会议, 十九届五中全会.
//!
//! ```text
//! MEETING := (institution | “…” | han){2,} ENDING
//! SESSION := 党的? NUM 届 NUM 中全会
//! ```

use super::institution::InstMention;
use super::scan::{Scan, is_break};
use crate::lexicon::Entry;
use crate::span::Span;

const ENDINGS: [&str; 27] = [
    "座谈会",
    "推进会",
    "动员会",
    "研讨会",
    "部署会",
    "启动会",
    "协调会",
    "调度会",
    "通气会",
    "听证会",
    "洽谈会",
    "博览会",
    "交易会",
    "运动会",
    "表彰会",
    "报告会",
    "论坛",
    "峰会",
    "全会",
    "大会",
    "会议",
    "年会",
    "茶话会",
    "发布会",
    "现场会",
    "交流会",
    "视频会",
];

/// The longest name, in characters.
const LONGEST: usize = 30;

/// The meetings of an article in text order.
pub(super) fn find(scan: &Scan<'_>, insts: &[InstMention]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, _) in scan.text.match_indices(['会', '坛']) {
        let end = at + "会".len();
        let end = if scan.text[end..].starts_with('议') { end + "议".len() } else { end };
        let Some(ending) = ENDINGS.iter().find(|e| scan.text[..end].ends_with(**e)) else { continue };
        if ["代表大会", "人民大会", "委员会", "联合会", "上海会"]
            .iter()
            .any(|w| scan.text[..end].ends_with(w))
            || scan.char_at(end).is_some_and(|c| matches!(c, '堂' | '室' | '厅' | '员' | '长' | '场' | '址'))
        {
            continue;
        }
        let floor = out.last().map_or(0, |s| s.end);
        if let Some(start) = start(scan, insts, end - ending.len(), floor) {
            if out.last().is_some_and(|s| s.start >= start) {
                out.pop();
            }
            out.push(Span::new(start, end));
        }
    }
    out
}

/// Where the name starts whose ending starts at byte `to`.
fn start(scan: &Scan<'_>, insts: &[InstMention], to: usize, floor: usize) -> Option<usize> {
    let mut at = to;
    let mut quoted = false;
    for _ in 0..LONGEST {
        if at <= floor {
            break;
        }
        let Some(c) = scan.char_before(at) else { break };
        match c {
            '”' => quoted = true,
            '“' if quoted => quoted = false,
            _ if is_break(c) && !quoted => break,
            _ => {}
        }
        let word = !quoted
            && scan.ending(at).iter().any(|h| {
                h.entry == Entry::Stop
                    && (h.end - h.start > 3 || matches!(c, '的' | '了' | '在' | '从' | '对'))
            });
        let inside = insts
            .get(insts.partition_point(|i| i.span.end < at))
            .is_some_and(|i| i.named && i.span.start < at);
        if word && !inside && !scan.text[..at].ends_with(['会', '全']) {
            break;
        }
        at -= c.len_utf8();
    }
    let name = scan.text[at..to].trim_start_matches(['，', ' ', '“']);
    let at = to - name.len();
    (name.chars().count() >= 2 && !quoted).then_some(at)
}
