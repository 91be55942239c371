//! Meetings by their endings: 市文联党组扩大会议, 十九届五中全会.
//!
//! ```text
//! MEETING := (institution | “…” | han){2,} ENDING
//! SESSION := 党的? NUM 届 NUM 中全会
//! ```

use super::institution::InstMention;
use super::scan::{Scan, is_break};
use crate::lexicon::RuleWord;
use crate::span::Span;

/// The longest name, in characters.
const LONGEST: usize = 30;

/// The meetings of an article in text order.
pub(super) fn find(scan: &Scan<'_>, insts: &[InstMention]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let bytes = scan.text.as_bytes();
    // 会 and 坛 by their last bytes, in which few other characters end.
    let (meeting, forum) = ("会".as_bytes(), "坛".as_bytes());
    for last in memchr::memchr2_iter(meeting[2], forum[2], bytes) {
        let end = last + 1;
        if !bytes[..end].ends_with(meeting) && !bytes[..end].ends_with(forum) {
            continue;
        }
        let end = if scan.text[end..].starts_with('议') { end + "议".len() } else { end };
        let Some(ending) = RuleWord::MeetingEnd.ends(&scan.text[..end]) else { continue };
        if RuleWord::NotMeeting.ends(&scan.text[..end]).is_some()
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
        let inside = insts
            .get(insts.partition_point(|i| i.span.end < at))
            .is_some_and(|i| i.named && i.span.start < at);
        if !quoted && !inside && RuleWord::MeetingBreak.ends(&scan.text[..at]).is_some() {
            break;
        }
        at -= c.len_utf8();
    }
    // 认真组织市文联二届三次全会 starts with the institution.
    let from = insts.partition_point(|i| i.span.start < at);
    if let Some(inst) = insts[from..].iter().take_while(|i| i.span.end <= to).find(|i| i.named) {
        at = inst.span.start;
    }
    let name =
        scan.text[at..to].trim_start_matches(['，', ' ', '“', '和', '与', '及', '就', '在', '对', '了']);
    let at = to - name.len();
    (name.chars().count() >= 2 && !quoted).then_some(at)
}
