//! Pages of e-papers and of the web: the one article in them.
//!
//! What a page says of itself goes first: the properties and the content that
//! Founder's e-papers mark (`<founder-content>`, `<!--mpproperty …-->`), the
//! `#ozoom` of others. Else the element is taken whose own paragraphs hold most
//! text that is no link, as Readability does. Menus, scripts, buttons and
//! rights are never text.

mod body;
mod fragment;
mod tree;

use super::columns::Field;
use super::fields::Fields;
use super::header_lines;
use body::Body;
pub(crate) use fragment::without_markup;
use tree::{Tag, Tree, plain};

/// What a page is.
#[derive(Debug)]
pub(crate) enum Page {
    Article(Box<Fields>),
    /// A list of links to articles.
    Index,
}

/// Reads a page. `url` is its path: e-papers keep issues in folders by date.
pub(crate) fn read(html: &str, url: &str) -> Page {
    let tree = Tree::of(html);
    let mut fields = Fields::default();
    for property in &tree.properties {
        fields.fill_from(properties(property, |_| true));
    }
    // Some systems set the same elements into the page itself.
    if html.contains("<founder-") {
        fields.fill_from(properties(html, |name| name.starts_with("founder-")));
    }
    let founder = !fields.is_empty();
    let Some(body) = Body::find(&tree) else {
        let titled = fields.get(Field::Title).is_some();
        return if titled { Page::Article(Box::new(fields)) } else { Page::Index };
    };
    head(&tree, &body, &mut fields);
    fields.fill(Field::Text, &body.text(&tree, &mut |line| take(line, None), fields.get(Field::Title)));
    let mut more = Fields::default();
    body.text(&tree, &mut |line| take(line, Some(&mut more)), None);
    fields.fill_from(more);
    if fields.get(Field::Date).is_none()
        && let Some(date) = date_of_folder(url)
    {
        fields.fill(Field::Date, &date);
    }
    if !founder {
        meta(&tree, &mut fields);
    }
    if fields.get(Field::Title).is_none() {
        fields.fill(Field::Title, site_title(&tree.title));
    }
    Page::Article(Box::new(fields))
}

/// True for a line that is no text; its facts go to `fields`.
fn take(line: &str, fields: Option<&mut Fields>) -> bool {
    let mut found = Fields::default();
    if header_lines::is_leftover(line) {
        return true;
    }
    let is = header_lines::header_line(line, &mut found).is_some();
    if let Some(fields) = fields.filter(|_| is) {
        fields.fill_from(found);
    }
    is
}

/// The properties that Founder's systems leave in a comment, or in the page: the
/// elements whose name is one that `counts`.
fn properties(comment: &str, counts: fn(&str) -> bool) -> Fields {
    const NAMES: [(&str, Field); 12] = [
        ("date", Field::Date),
        ("pubdate", Field::Date),
        ("title", Field::Title),
        ("introtitle", Field::Kicker),
        ("subtitle", Field::Subtitle),
        ("author", Field::Author),
        ("pagenum", Field::Page),
        ("papername", Field::Paper),
        ("paper", Field::Paper),
        ("pagename", Field::Section),
        ("nodename", Field::Section),
        ("column", Field::Column),
    ];
    let mut fields = Fields::default();
    let mut rest = comment;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>').filter(|n| *n < 40) else { continue };
        let (name, after) = (&rest[..close], &rest[close + 1..]);
        if !counts(name) {
            continue;
        }
        let Some(end) = after.find(&format!("</{name}>")) else { continue };
        let short = name.strip_prefix("founder-").unwrap_or(name).to_ascii_lowercase();
        if let Some((_, field)) = NAMES.iter().find(|(n, _)| *n == short) {
            let value = plain(&after[..end]);
            // A page's own name may hold its number: 02版 要闻.
            if *field != Field::Section || !value.bytes().all(|b| b.is_ascii_digit()) {
                fields.fill(*field, &value);
            }
        }
        rest = &after[end..];
    }
    fields
}

/// Title, kicker, subtitle and what stands between them and the text.
fn head(tree: &Tree, body: &Body, fields: &mut Fields) {
    let before = body.first;
    let near = before.saturating_sub(16)..before;
    let title =
        tree.blocks[..before.max(body.last.min(before + 6))].iter().enumerate().rev().find(|(_, b)| {
            b.linked * 2 < b.text.len().max(1)
                && tree.around(b).take(3).any(|e| e.tag == Tag::H1 || is_titled(&e.class) || is_titled(&e.id))
        });
    if let Some((at, block)) = title {
        fields.fill(Field::Title, &block.text);
        let beside = |n: usize, tag: Tag| {
            tree.blocks
                .get(n)
                .filter(|b| tree.around(b).take(2).any(|e| e.tag == tag))
                .map(|b| b.text.clone())
        };
        let is_h1 = tree.around(block).take(3).any(|e| e.tag == Tag::H1);
        if is_h1 {
            if let Some(kicker) = at.checked_sub(1).and_then(|n| beside(n, Tag::H3)) {
                fields.fill(Field::Kicker, &kicker);
            }
            if let Some(subtitle) = beside(at + 1, Tag::H2) {
                fields.fill(Field::Subtitle, &subtitle);
            }
        }
    }
    let from = title.map_or(near.start, |(at, _)| at + 1).min(before);
    for block in &tree.blocks[from..before] {
        // 本报记者 方敏 《 澜阳日报 》（ 2023年04月05日 03 版）
        let (names, rest) = match block.text.find('《') {
            Some(at) if at > 0 && block.text[at..].contains('》') => block.text.split_at(at),
            _ => ("", block.text.as_str()),
        };
        let mut found = Fields::default();
        if header_lines::header_line(rest, &mut found).is_some() {
            fields.fill_from(found);
            fields.fill(Field::Author, names);
        } else if ["本报记者", "记者", "作者：", "作者:", "【作者"].iter().any(|w| block.text.starts_with(w))
            && block.text.chars().count() <= 30
        {
            fields.fill(Field::Author, &block.text);
        }
    }
}

fn is_titled(name: &str) -> bool {
    name.split_whitespace().any(|n| {
        matches!(
            n,
            "title"
                | "article-title"
                | "articletitle"
                | "arti_title"
                | "news_title"
                | "newstitle"
                | "main-title"
                | "bt"
                | "font01"
                | "h-title"
        )
    })
}

/// Dates and sources in `meta`, where the page itself says none.
fn meta(tree: &Tree, fields: &mut Fields) {
    const NAMES: [(&str, Field); 11] = [
        ("articletitle", Field::Title),
        ("og:title", Field::Title),
        ("pubdate", Field::Date),
        ("publishdate", Field::Date),
        ("article:published_time", Field::Date),
        ("og:release_date", Field::Date),
        ("datepublished", Field::Date),
        ("contentsource", Field::Paper),
        ("source", Field::Paper),
        ("author", Field::Author),
        ("og:article:author", Field::Author),
    ];
    for (wanted, field) in NAMES {
        if let Some((_, content)) = tree.meta.iter().find(|(name, _)| name == wanted) {
            fields.fill(field, content);
        }
    }
}

/// The title that a browser shows, less the site's name: 春灌开始_澜阳网.
fn site_title(title: &str) -> &str {
    let cut =
        ["_", "|", " - ", "--", "——", " – "].iter().filter_map(|m| title.find(m)).filter(|at| *at > 0).min();
    title[..cut.unwrap_or(title.len())].trim()
}

/// `…/2023-04/05/content_1.htm`
fn date_of_folder(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '\\']).collect();
    parts.windows(2).rev().find_map(|w| {
        let (year, month) = w[0].split_once('-')?;
        let number = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        (number(year, 4) && number(month, 2) && number(w[1], 2)).then(|| format!("{year}-{month}-{}", w[1]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(html: &str) -> Fields {
        match read(html, "") {
            Page::Article(fields) => *fields,
            Page::Index => panic!("an index"),
        }
    }

    const FOUNDER: &str = "<html><head><title>澜阳日报</title><meta name='publishdate' content='2011-01-01'></head><body>\
        <script>var t='x';</script><div class=nav><a href='node_2.htm'>第01版：要闻</a></div>\
        <div style='display:none' id=articleContent><founder-content><!--enpcontent--><P>　　本报讯（记者 方敏）昨日，春灌开始。</P><!--/enpcontent--></founder-content></div>\
        <div id=ozoom><founder-content><!--enpcontent--><P>　　本报讯（记者 方敏）昨日，春灌开始。</P><P>　　水库&nbsp;放水。</P><!--/enpcontent--></founder-content></div>\
        <!--mpproperty <founder-date>2023-04-05</founder-date><founder-author>方敏</founder-author><founder-title>春灌开始<br>水到田头</founder-title><founder-subtitle></founder-subtitle><founder-introtitle>全市动员</founder-introtitle><founder-pagenum>03</founder-pagenum><founder-papername>澜阳日报</founder-papername> /mpproperty--></body></html>";

    #[test]
    fn founders_pages_name_their_fields() {
        let f = article(FOUNDER);
        assert_eq!(f.get(Field::Title), Some("春灌开始 水到田头"));
        assert_eq!((f.get(Field::Kicker), f.get(Field::Subtitle)), (Some("全市动员"), None));
        assert_eq!(
            (f.get(Field::Date), f.page().as_deref(), f.get(Field::Paper)),
            (Some("2023-04-05"), Some("3"), Some("澜阳日报"))
        );
        assert_eq!(f.get(Field::Text), Some("本报讯（记者 方敏）昨日，春灌开始。\n水库 放水。"));
    }

    #[test]
    fn founders_elements_in_the_page_name_the_headline() {
        let f = article(
            "<html><head><title>澜阳日报</title></head><body><td><founder-introtitle>全市动员</founder-introtitle></td>\
             <td><founder-title>春灌开始</founder-title></td><td><founder-subtitle>水到田头</founder-subtitle></td>\
             <founder-content><P>　　昨日，春灌开始，三座水库放水。</P></founder-content></body></html>",
        );
        let head = [Field::Kicker, Field::Title, Field::Subtitle].map(|field| f.get(field));
        assert_eq!(head, [Some("全市动员"), Some("春灌开始"), Some("水到田头")]);
        assert_eq!(f.get(Field::Text), Some("昨日，春灌开始，三座水库放水。"));
    }

    #[test]
    fn a_page_of_another_system_is_read_by_its_form() {
        let f = article(
            "<body><ul><li><a href=a>日报</a></li></ul><div class=article><h3>全市动员</h3><h1>春灌开始</h1><h2></h2>\
             <p class=sec>本报记者　方　敏<span class=date>《\n 澜阳日报\n 》（\n 2023年04月05日\n&nbsp; 第&nbsp;03\n 版）</span></p>\
             <div id=ozoom><p>　　昨日，春灌开始。</p><p>　　《 澜阳日报 》（ 2023年04月05日 03 版）</p></div></div>\
             <div class=bottom><p>版权所有：澜阳日报社，未经许可不得转载，违者必究，特此声明。</p></div></body>",
        );
        assert_eq!((f.get(Field::Kicker), f.get(Field::Title)), (Some("全市动员"), Some("春灌开始")));
        assert_eq!(
            (f.date().map(|d| d.iso()).as_deref(), f.page().as_deref()),
            (Some("2023-04-05"), Some("3"))
        );
        assert_eq!(f.get(Field::Paper), Some("澜阳日报"));
        assert_eq!(f.get(Field::Text), Some("昨日，春灌开始。"));
        assert_eq!(f.get(Field::Author), Some("本报记者　方　敏"));
    }

    #[test]
    fn any_page_gives_its_longest_text() {
        let f = article(
            "<title>春灌开始_澜阳网</title><div id=menu><a>首页</a><a>新闻</a></div><div class=main>\
             <h1>春灌开始</h1><div class=info>2023-04-05 09:10:11 来源：澜阳日报 作者：方敏</div>\
             <div class=txt>昨日，全市春灌开始，各乡镇组织人员清理渠道，三座水库同时放水。<br><br>　　市水利局局长说，今年水量充足，可灌溉农田十二万亩，确保丰收。</div>\
             <p>【打印】【关闭】</p></div><div class=hot><a>相关新闻一二三四五六七八九十</a></div>",
        );
        assert_eq!(f.get(Field::Title), Some("春灌开始"));
        assert_eq!(f.get(Field::Text).map(|t| t.lines().count()), Some(2));
        assert_eq!((f.get(Field::Paper), f.get(Field::Author)), (Some("澜阳日报"), Some("方敏")));
    }

    #[test]
    fn lists_of_links_are_no_articles() {
        let node = "<map><area></map><p class=rq>2023年4月5日　星期三</p><td>第1版　<span>要闻</span></td>\
            <ul><li><a href=content_1.htm><div>春灌开始</div></a></li><li><a href=content_2.htm><div>全市动员抓春耕</div></a></li></ul>";
        assert!(matches!(read(node, "node_2.htm"), Page::Index));
        assert!(matches!(read("", ""), Page::Index));
    }

    #[test]
    fn the_folder_dates_an_issue() {
        assert_eq!(date_of_folder("a/html/2023-04/05/content_1.htm").as_deref(), Some("2023-04-05"));
        assert_eq!(date_of_folder("a/2023/05/x.htm"), None);
    }
}
