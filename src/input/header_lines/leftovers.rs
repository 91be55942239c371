//! Lines that a web page leaves around an article: buttons, rights, notes on
//! browsers.

use super::words::HeaderWord;

/// True for a line that no article has: buttons, a breadcrumb, rights.
pub(crate) fn is_leftover(line: &str) -> bool {
    if line.chars().count() > 160 || line.is_empty() {
        return false;
    }
    let marks = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '[' | ']' | '【' | '】' | '·' | '/');
    let mut words = line.split(marks).filter(|w| !w.is_empty()).peekable();
    let buttons =
        words.peek().is_some() && words.all(|w| HeaderWord::Leftover.is(w.trim_matches(['：', ':'])));
    buttons || is_breadcrumb(line) || is_rights(line) || is_editor(line)
}

/// 您当前的位置 : 禾川网 > 新闻中心
pub(super) fn is_breadcrumb(line: &str) -> bool {
    let named = HeaderWord::Position.within(line);
    let steps = line.split(['>', '＞', '»', '→']).count();
    line.chars().count() < 80 && !line.contains('。') && named && (line.contains([':', '：']) || steps > 1)
}

/// 版权所有, ICP备, the note on an old browser, the name of an app.
fn is_rights(line: &str) -> bool {
    let n = line.chars().count();
    let licence = HeaderWord::Licence.within(line);
    let rights = HeaderWord::Rights.begins(line).is_some();
    let browser = line.contains("浏览器") && (line.contains("升级") || line.contains("版本"));
    let app = n <= 10 && line.ends_with("客户端") && !line.contains(['，', '。']);
    licence || rights && n < 100 || browser && n < 80 || app
}

/// 责任编辑：高峰, 【编辑:王定】
fn is_editor(line: &str) -> bool {
    let inner = line.trim_start_matches(['【', '[', '（', '(']).trim_end_matches(['】', ']', '）', ')']);
    let bracketed = inner.len() < line.len();
    let label = HeaderWord::Editor.begins(inner);
    let rest = label.map(str::trim_start).and_then(|r| r.strip_prefix(['：', ':', '∶']));
    rest.is_some_and(|r| r.chars().count() <= 16 && !r.contains(['。', '，']))
        && (bracketed || !inner.contains("版"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_web_pages_are_told() {
        for line in [
            "打印 关闭",
            "您当前的位置 : 澜阳网  >  新闻",
            "版权所有:澜阳日报 X ICP备00000000号-1",
            "【编辑:方敏】",
            "责任编辑：方敏",
            "【打印】【关闭】",
            "澜阳报客户端",
        ] {
            assert!(is_leftover(line), "{line}");
        }
    }
}
