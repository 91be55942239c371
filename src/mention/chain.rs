//! Chains of posts: which unit goes on the one before, whose names hold both, and what they share.
//!
//! ```text
//! CHAIN  := UNIT ((、|，|兼|和)? UNIT)*                 市委常委、统战部部长、副市长
//! SHARED := UNIT 、 QUALIFIER? WORD                     全国人大代表、乡村教师
//!         | UNIT （ UNIT ）                             局长（支队长）
//! ```

use super::scan::{Scan, is_break};
use super::title::{Kind, Org, Unit};
use crate::span::Span;

/// Marks the units that go on the chain of the one before.
pub(super) fn join(scan: &Scan<'_>, units: &mut [Unit]) {
    for i in 1..units.len() {
        let gap = &scan.text[units[i - 1].span.end.min(units[i].start)..units[i].start];
        let posts = units[i - 1].kind == Kind::Post && units[i].kind == Kind::Post;
        units[i].joined = posts
            && matches!(
                gap.trim(),
                "" | "、" | "､" | "，" | "," | "兼" | "兼任" | "和" | "及" | ",兼" | "，兼" | "，兼任"
            );
        units[i].shares = units[i].joined || shares_names(scan, &units[i - 1], &units[i]);
    }
}

/// True when the names behind `unit` hold the post before it too: only 、 and what qualifies the unit stand between
/// (代表、社区民警), or the unit stands in a bracket behind the post (局长（支队长）).
fn shares_names(scan: &Scan<'_>, before: &Unit, unit: &Unit) -> bool {
    let holds = before.kind == Kind::Post || before.shares;
    if !holds || unit.kind == Kind::Reporter || before.span.end >= unit.start {
        return false;
    }
    let gap = Span::new(before.span.end, unit.start);
    let text = &scan.text[gap];
    if matches!(text, "（" | "(") {
        return scan.char_at(unit.span.end).is_some_and(|c| matches!(c, '）' | ')'));
    }
    // 、青年|画家: two words for one person.
    if text.is_empty() {
        return before.shares && before.kind == Kind::Label;
    }
    let Some(qualifier) = text.strip_prefix('、') else { return false };
    let nouns = || {
        let words = scan.input.words;
        let from = words.partition_point(|w| w.span.start < gap.start);
        let mut within = words[from..].iter().take_while(|w| w.span.end <= gap.end);
        !within.any(|w| matches!(w.pos.as_str(), "v" | "vd" | "p" | "c" | "r" | "d"))
    };
    qualifier.len() <= LONGEST_QUALIFIER && !qualifier.contains(is_break) && nouns()
}

/// What qualifies a word for a person within a list is not longer, in bytes.
const LONGEST_QUALIFIER: usize = 60;

/// Gives units without an organisation the one of the unit before, in the
/// same chain or the same sentence.
pub(super) fn inherit(scan: &Scan<'_>, units: &mut [Unit]) {
    for i in 1..units.len() {
        let (left, right) = units.split_at_mut(i);
        let (before, unit) = (&left[i - 1], &mut right[0]);
        if unit.joined {
            // 原市委常委、统战部部长: said before the body of the first post, it holds for those behind.
            unit.former_chain |= before.former_chain && unit.org != Org::None;
            unit.former |= before.former_chain || before.former && unit.start == unit.span.start;
        }
        if unit.kind != Kind::Post || unit.org != Org::None || before.kind != Kind::Post {
            continue;
        }
        let same = scan.sentence(before.span.start) == scan.sentence(unit.span.start);
        let after_comma =
            scan.char_before(unit.start).is_some_and(|c| matches!(c, '，' | ',' | '；' | '、' | '､'));
        let near = unit.start - before.span.end < 60;
        if unit.joined || same && after_comma && near {
            unit.org = before.org;
            unit.lent =
                before.head.filter(|_| matches!(before.org, Org::Place(_) | Org::Implied(_))).or(before.lent);
        }
    }
}
