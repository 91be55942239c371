//! Meetings by their endings: 市文联党组扩大会议, 十九届五中全会.
//!
//! ```text
//! MEETING := (institution | “…” | han){2,} ENDING
//! SESSION := 党的? NUM 届 NUM 中全会
//! ```

use super::institution::InstMention;
use super::scan::{Scan, is_break};
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

/// Words that a meeting's name does not run over.
const BREAKS: [&str; 38] = [
    "的", "了", "在", "从", "对", "于", "向", "将", "把", "是", "由", "为", "等", "次", "召开", "举行",
    "举办", "参加", "出席", "列席", "主持", "传达", "组织", "筹备", "开幕", "闭幕", "迎来", "通过", "结合",
    "根据", "按照", "结束", "期间", "这次", "此次", "本次", "走进", "贯彻",
];

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
        let inside = insts
            .get(insts.partition_point(|i| i.span.end < at))
            .is_some_and(|i| i.named && i.span.start < at);
        if !quoted && !inside && BREAKS.iter().any(|w| scan.text[..at].ends_with(w)) {
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
