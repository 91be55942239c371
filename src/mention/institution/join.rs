//! Parts that make one name with what stands right before them.
//!
//! ```text
//! FORCE  := 武警 UNIT                      武警河北总队
//! BRANCH := NAME (place …) (分公司|支行|…)   新华社河南分社
//! ```

use super::{Form, InstMention};
use crate::lexicon::RuleWord;
use crate::mention::scan::Scan;
use crate::span::Span;

const FORCE: &str = "武警";

/// Joins them, in a list by place without overlaps.
pub(super) fn join(scan: &Scan<'_>, insts: &mut Vec<InstMention>) {
    for inst in insts.iter_mut() {
        let unit = RuleWord::ForceUnit.is_in(&scan.text[inst.span]);
        if unit && scan.text[..inst.span.start].ends_with(FORCE) {
            inst.span.start -= FORCE.len();
            (inst.core, inst.of) = (inst.span.start, None);
        }
    }
    let mut i = 1;
    while i < insts.len() {
        let (head, branch) = (&insts[i - 1], &insts[i]);
        let headed = matches!(head.form, Form::Row(_) | Form::Pattern(_) | Form::Tagged);
        let one = head.span.end == branch.span.start && head.named && branch.named && headed;
        if one && is_branch(&scan.text[branch.span]) {
            insts[i - 1].span = Span::new(head.span.start, branch.span.end);
            insts.remove(i);
        } else {
            i += 1;
        }
    }
}

/// True for the name of a branch: 河南分社.
pub(super) fn is_branch(name: &str) -> bool {
    RuleWord::Branch.ends(name).is_some()
}
