//! Lines that a web page leaves around an article: buttons, rights, notes on
//! browsers.

use super::words::HeaderWord;

/// True for a line that no article has: buttons, a breadcrumb, rights.
pub(crate) fn is_leftover(line: &str) -> bool {
    if line.chars().count() > 160 || line.is_empty() {
        return false;
    }
    are_buttons(line, is_button_or_editor) || is_breadcrumb(line) || is_rights(line) || is_editor(line)
}

/// True for a line of buttons alone, which no newspaper prints: 返回首页 | 返回目录.
pub(super) fn is_menu(line: &str) -> bool {
    line.chars().count() <= 60
        && are_buttons(line, is_button)
        && line.split(parts_buttons).any(|w| w.chars().count() > 1)
}

/// True for a line that a web page leaves below a text: 上一篇：…, 声明：….
pub(super) fn is_foot(line: &str) -> bool {
    let n = line.chars().count();
    let next = HeaderWord::Foot.begins(line).is_some() && n <= 60 && !line.contains('。');
    let disclaims = HeaderWord::Disclaimer.begins(line).is_some_and(|says| {
        n <= 160 && ["本站", "本网", "网络", "转载", "版权"].iter().any(|w| says.contains(w))
    });
    next || disclaims
}

/// True where every word of `line` is such as `is` says; digits beside a word
/// belong to it: 上一版3 4下一版.
fn are_buttons(line: &str, is: fn(&str) -> bool) -> bool {
    let bare = |w: &str| w.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '：' | ':')).is_empty();
    let mut words = line.split(parts_buttons).filter(|w| !bare(w)).peekable();
    words.peek().is_some() && words.all(is)
}

fn parts_buttons(c: char) -> bool {
    c.is_whitespace() || "|｜[]【】·/<>《》«»‹›".contains(c)
}

fn is_button(word: &str) -> bool {
    let bare = word.trim_matches(['：', ':']);
    HeaderWord::Leftover.is(bare) || HeaderWord::Leftover.is(bare.trim_matches(|c: char| c.is_ascii_digit()))
}

/// 【纠错】【责任编辑:方敏】 is a line of both.
fn is_button_or_editor(word: &str) -> bool {
    is_button(word) || named_editor(word).is_some_and(|name| (2..=4).contains(&name.chars().count()))
}

/// 您当前的位置 : 禾川网 > 新闻中心, 首页 > 新闻 > 正文
pub(super) fn is_breadcrumb(line: &str) -> bool {
    let named = HeaderWord::Position.within(line);
    let steps = line.split(['>', '＞', '»', '→']).count();
    let home = HeaderWord::Home.begins(line).is_some_and(|rest| rest.trim_start().starts_with(is_step));
    line.chars().count() < 80
        && !line.contains('。')
        && (home || named && (line.contains([':', '：']) || steps > 1))
}

/// What parts the steps of a breadcrumb.
fn is_step(c: char) -> bool {
    matches!(c, '>' | '＞' | '»' | '→' | '-' | '/' | '›')
}

/// 版权所有, ICP备, the note on an old browser, the name of an app.
fn is_rights(line: &str) -> bool {
    let n = line.chars().count();
    let licence = HeaderWord::Licence.within(line);
    let rights =
        HeaderWord::Rights.begins(line).is_some() || line.contains("版权所有") && !line.contains('。');
    let browser = line.contains("浏览器") && (line.contains("升级") || line.contains("版本"));
    let app = n <= 10 && line.ends_with("客户端") && !line.contains(['，', '。']);
    licence || rights && n < 100 || browser && n < 80 || app
}

/// 责任编辑：高峰, 【编辑:王定】
fn is_editor(line: &str) -> bool {
    let inner = line.trim_start_matches(['【', '[', '（', '(']).trim_end_matches(['】', ']', '）', ')']);
    let bracketed = inner.len() < line.len();
    named_editor(inner).is_some_and(|r| r.chars().count() <= 16 && !r.contains(['。', '，']))
        && (bracketed || !inner.contains("版"))
}

/// 方敏 in 责任编辑：方敏.
fn named_editor(s: &str) -> Option<&str> {
    HeaderWord::Editor.begins(s).map(str::trim_start).and_then(|r| r.strip_prefix(['：', ':', '∶']))
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
            "首页 > 新闻 > 正文",
            "首页-要闻-正文",
            "您的位置：首页>>要闻",
            "上一版1 2下一版",
            "<< 上一篇  下一篇 >>",
            "返回首页 | 返回目录",
            "【纠错】 【责任编辑:方敏】",
            "网站地图 | 关于我们 | 联系我们",
            "澜阳日报社版权所有，未经授权不得转载",
        ] {
            assert!(is_leftover(line), "{line}");
        }
        for line in ["首页改版", "3 4", "12", "编辑部的故事", "小", "（记者 方敏）"] {
            assert!(!is_leftover(line) || line == "小", "{line}");
            assert!(!is_menu(line), "{line}");
        }
        assert!(is_menu("放大 缩小 默认") && is_menu("版面导航"));
    }

    #[test]
    fn the_foot_of_a_web_page_is_told() {
        for line in ["上一篇：春灌开始", "下一篇:水到田头", "声明：本文来源于网络", "关注公众号“澜阳日报”"]
        {
            assert!(is_foot(line), "{line}");
        }
        for line in ["声明：遗失车牌一副", "下一篇章", "昨日，春灌开始。"] {
            assert!(!is_foot(line), "{line}");
        }
    }
}
