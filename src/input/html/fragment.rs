//! Markup within a cell: crawlers' tables and JSON hold the page's own HTML
//! where the text should be.

use super::tree::Tree;

/// Elements that a text is marked up with, by what they do to its lines.
const BLOCKS: [&str; 18] = [
    "p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "td", "section",
    "article", "center",
];
const WITHIN_A_LINE: [&str; 13] =
    ["span", "a", "b", "i", "em", "strong", "font", "img", "sup", "sub", "script", "style", "u"];

/// What markup a text holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Markup {
    /// None: a text may print < and & itself.
    None,
    /// Within its lines; their breaks are those of the text.
    Inline,
    /// Of lines and paragraphs; line breaks of the source mean nothing.
    Blocks,
}

/// The paragraphs of a text that holds HTML, one a line; none where it holds none.
pub(crate) fn without_markup(text: &str) -> Option<String> {
    let lines = |html: &str| {
        let blocks = Tree::of(html).blocks.into_iter().map(|b| b.text);
        blocks.collect::<Vec<_>>().join("\n")
    };
    match markup_of(text) {
        Markup::None => None,
        Markup::Blocks => Some(lines(text)),
        Markup::Inline => Some(text.lines().map(lines).collect::<Vec<_>>().join("\n")),
    }
}

fn markup_of(text: &str) -> Markup {
    let mut found = Markup::None;
    // A tag is closed somewhere; asked once, since a text may open any number.
    let closed = memchr::memrchr(b'>', text.as_bytes()).unwrap_or(0);
    for at in memchr::memchr2_iter(b'<', b'&', text.as_bytes()) {
        let here = &text[at + 1..];
        found = found.max(match text.as_bytes()[at] {
            b'<' if at < closed => tag(here),
            b'<' => Markup::None,
            _ => entity(here),
        });
        if found == Markup::Blocks {
            break;
        }
    }
    found
}

/// What stands behind a `<`: the name of an element, then what may follow it.
fn tag(here: &str) -> Markup {
    let here = here.strip_prefix('/').unwrap_or(here);
    let end = here.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(here.len());
    let (name, after) = here.split_at(end);
    if !after.starts_with(['>', '/', ' ', '\n', '\r', '\t']) {
        return Markup::None;
    }
    let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    match () {
        () if is(&BLOCKS) => Markup::Blocks,
        () if is(&WITHIN_A_LINE) => Markup::Inline,
        () => Markup::None,
    }
}

/// `&nbsp;`, `&#8220;`, `&#x201c;`: a name or number between & and ;.
fn entity(here: &str) -> Markup {
    let end = here.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(here.len());
    let named = (2..=8).contains(&end) && here[end..].starts_with(';');
    if named { Markup::Inline } else { Markup::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_cell_are_lines() {
        for (html, text) in [
            ("<p>　　一。</p>\n<p>二&nbsp;三。</p>", "一。\n二 三。"),
            ("一。<br/>二。<BR>三。", "一。\n二。\n三。"),
            ("<div class=\"a\"><span>一</span>二。</div><script>var x = 1;</script>", "一二。"),
            ("<table><tr><td>甲</td><td>1</td></tr></table>", "甲\n1"),
            ("&ldquo;春灌&rdquo;开始。\n二。", "“春灌”开始。\n二。"),
            ("一<b>二</b>。\n三。", "一二。\n三。"),
            ("题&#65306;<a href='x'>春灌</a>", "题：春灌"),
        ] {
            assert_eq!(without_markup(html).as_deref(), Some(text), "{html}");
        }
    }

    #[test]
    fn signs_of_a_text_are_no_markup() {
        for text in ["pH<7，A&B公司。", "x<y>z", "《春灌》<上>", "a < b > c", "R&D；投入", "<春灌>", "<p"]
        {
            assert_eq!(without_markup(text), None, "{text}");
        }
    }

    #[test]
    fn any_number_of_tags_that_nothing_closes_is_looked_through_once() {
        let open = "<p <q &a ".repeat(1 << 18);
        assert_eq!(without_markup(&open), None);
        assert!(without_markup(&(open + ">")).is_some());
    }
}
