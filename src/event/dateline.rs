//! The dateline that opens a report: no part of what it tells.
//!
//! ```text
//! 新华社北京2月18日电 | 座谈会18日召开
//! 本报讯 | （记者某某）…
//! 央视网消息（新闻联播）：…
//! ```

use super::article::{Item, What};
use super::class;
use crate::span::Span;

/// A dateline is not longer, in bytes.
const LONGEST: usize = 120;

/// Ends a clause behind every dateline of `text`.
pub(super) fn cut_off(text: &str, items: &mut Vec<Item>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = end(line).map(|n| start + n) {
            let n = items.partition_point(|i| i.span.end <= at);
            if items.get(n).is_none_or(|i| i.span.start >= at) {
                items.insert(n, Item { span: Span::new(at, at), mask: class::COMMA, what: What::Block });
            }
        }
        start += line.len();
    }
}

/// The offset behind the dateline a line begins with.
fn end(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (n, c) in line.char_indices().take_while(|(n, _)| *n < LONGEST) {
        let telegram = c == '电' && before == '日';
        let message = c == '讯' && matches!(before, '报' | '网' | '社' | '闻' | '刊' | '台');
        if telegram || message {
            return Some(n + c.len_utf8());
        }
        if matches!(c, '。' | '，' | '；') {
            return None;
        }
        before = c;
    }
    None
}

/// True when a clause is a dateline: whoever it names does nothing.
pub(super) fn is(clause: &str) -> bool {
    clause.ends_with(['电', '讯'])
        || clause.contains("消息（")
        || clause.contains("消息(")
        || clause.ends_with("消息")
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn where_it_ends() {
        let cut = |line: &'static str| end(line).map(|n| &line[n..]);
        assert_eq!(cut("　　新华社南川2月18日电 座谈会召开"), Some(" 座谈会召开"));
        assert_eq!(cut("本报讯（记者王宁）座谈会召开"), Some("（记者王宁）座谈会召开"));
        assert_eq!(cut("昨日，通讯员来电"), None);
        assert_eq!(cut("家电下乡"), None);
    }
}
