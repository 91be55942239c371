//! Invented pages, typeset by hand: each shows one construct.

use super::*;
use crate::issue::Article;
use crate::layout::{LayoutLine, Rect, Unit};
use crate::span::Span;

/// The size of the body's characters.
const EM: f32 = 10.0;
/// Characters of a full line of a column.
const FULL: usize = 12;

fn line(x: f32, y: f32, size: f32, text: &str) -> LayoutLine {
    let place = Rect { x, y, w: size * text.chars().count() as f32, h: size };
    LayoutLine { text: text.to_owned(), place, size, ..LayoutLine::default() }
}

/// `text` in columns from `x` on, of `rows` rows from `y` on.
fn columns(x: f32, y: f32, rows: usize, text: &str) -> Vec<LayoutLine> {
    let chars: Vec<char> = text.chars().collect();
    let cut = |(n, part): (usize, &[char])| {
        let (column, row) = (n / rows, n % rows);
        let left = x + column as f32 * (FULL as f32 + 1.5) * EM;
        line(left, y + row as f32 * 1.6 * EM, EM, &part.iter().collect::<String>())
    };
    chars.chunks(FULL).enumerate().map(cut).collect()
}

fn page(lines: Vec<LayoutLine>) -> Layout {
    let page = LayoutPage {
        number: 1,
        width: 800.0,
        height: 1000.0,
        unit: Unit::Point,
        lines,
        ..LayoutPage::default()
    };
    Layout { pages: vec![page], warnings: Vec::new() }
}

/// A text of `n` sentences about `what`.
fn text(what: &str, n: usize) -> String {
    (0..n).map(|i| format!("{what}的工地上机器轰鸣工人们正忙着铺设第{}段水管。", i + 1)).collect()
}

fn body(article: &Article) -> String {
    article.text[article.body.start..article.body.end].replace('\n', "")
}

/// Two articles side by side, of two columns and of one, below a folio line.
#[test]
fn headlines_own_the_columns_below_them() {
    let (left, right) = (text("青川村", 8), text("白河镇", 4));
    let mut lines = vec![
        line(20.0, 10.0, EM, "03"),
        line(300.0, 10.0, EM, "2022年3月2日 星期三"),
        line(700.0, 10.0, EM, "禾川日报"),
        line(60.0, 60.0, 20.0, "青川村民喝上了自来水"),
        line(20.0 + 27.0 * EM, 60.0, 15.0, "白河镇修通水管"),
    ];
    lines.extend(columns(20.0, 100.0, 9, &left));
    lines.extend(columns(20.0 + 27.0 * EM, 100.0, 9, &right));
    // The file's order is not that of reading.
    lines.reverse();
    let issue = Issue::from_layout(&page(lines));
    let titles: Vec<_> = issue.articles.iter().map(|a| a.info.title.as_deref().unwrap_or_default()).collect();
    assert_eq!(titles, ["青川村民喝上了自来水", "白河镇修通水管"]);
    assert_eq!(issue.articles.iter().map(body).collect::<Vec<_>>(), [left, right]);
    assert_eq!(issue.masthead.paper.as_deref(), Some("禾川日报"));
    assert_eq!(issue.masthead.date, Some(jiff::civil::date(2022, 3, 2)));
}

#[test]
fn lines_above_and_below_a_title_have_their_roles() {
    let story = text("青川村", 8);
    let mut lines = vec![
        line(90.0, 60.0, 12.0, "管网改造工程提前完工"),
        line(50.0, 84.0, 20.0, "青川村民喝上了自来水"),
        line(100.0, 114.0, 8.0, "——全市饮水工程见闻"),
        line(115.0, 130.0, EM, "本报记者 林晓"),
    ];
    lines.extend(columns(20.0, 160.0, 9, &story));
    let issue = Issue::from_layout(&page(lines));
    assert_eq!(issue.articles.len(), 1);
    let article = &issue.articles[0];
    let info = &article.info;
    assert_eq!(info.kicker.as_deref(), Some("管网改造工程提前完工"));
    assert_eq!(info.title.as_deref(), Some("青川村民喝上了自来水"));
    assert_eq!(info.subtitle.as_deref(), Some("——全市饮水工程见闻"));
    assert_eq!(info.bylines.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), ["林晓"]);
    assert_eq!(body(article), story);
}

#[test]
fn regions_of_a_span_are_where_it_is_printed() {
    let story = text("青川村", 8);
    let mut lines = vec![line(50.0, 60.0, 20.0, "青川村民喝上了自来水")];
    lines.extend(columns(20.0, 100.0, 9, &story));
    let issue = Issue::from_layout(&page(lines));
    let article = &issue.articles[0];
    let title = Span::new(0, "青川".len());
    let plain = |r: &crate::record::Region| [r.x, r.y, r.w, r.h].map(f64::from);
    assert_eq!(article.regions_of(title).iter().map(plain).collect::<Vec<_>>(), [[50.0, 60.0, 40.0, 20.0]]);
    let all = article.places.as_ref().unwrap().all();
    assert_eq!(all.len(), 3, "the headline and two columns: {all:?}");
}

#[test]
fn radicals_are_read_as_ideographs_and_lead_back() {
    let lines = vec![
        line(20.0, 60.0, 20.0, "⼀条⽔管通青川"),
        line(20.0, 100.0, EM, "青川村的工地上机器轰鸣。"),
        line(20.0, 116.0, EM, "工人们正忙着铺设水管。"),
    ];
    let issue = Issue::from_layout(&page(lines));
    let article = &issue.articles[0];
    assert_eq!(article.info.title.as_deref(), Some("一条水管通青川"));
    assert_eq!(article.source_of(Span::new(0, 3)), Span::new(0, 3));
}

/// Whatever places the lines have, nothing panics and no line's text is lost
/// without a trace of its characters.
#[test]
fn odd_places_do_no_harm() {
    let odd = [0.0, -5.0, 1e6, f32::MIN_POSITIVE, 13.7];
    for (i, &x) in odd.iter().enumerate() {
        for &w in &odd {
            let mut lines = columns(20.0, 100.0, 4, &text("青川村", 3));
            lines[i].place = Rect { x, y: w, w, h: x.abs() };
            lines[i].size = w;
            let mut layout = page(lines);
            layout.pages[0].recognised = i % 2 == 0;
            let _ = Issue::from_layout(&layout);
        }
    }
    assert!(Issue::from_layout(&page(Vec::new())).articles.is_empty());
}

fn titles(issue: &Issue) -> Vec<&str> {
    issue.articles.iter().map(|a| a.info.title.as_deref().unwrap_or_default()).collect()
}

/// The marks of a last column of a row or two, of characters whose places are
/// reckoned and of those whose places are told, are no gutter.
#[test]
fn a_last_column_of_a_row_keeps_its_order_and_its_marks() {
    for tail in ["镇长、村支书、工人参加。", "大家说，水甜，路平，好。"] {
        for recognised in [false, true] {
            let story = text("青川村", 8);
            let rows = columns(20.0, 100.0, 9, &story).len() / 2;
            let full: String = story.chars().take(FULL * rows * 2).collect();
            let all = full.clone() + tail;
            let mut lines = vec![line(70.0, 60.0, 20.0, "青川村民喝上了自来水")];
            lines.extend(columns(20.0, 100.0, rows, &all));
            let mut layout = page(lines);
            layout.pages[0].recognised = recognised;
            let issue = Issue::from_layout(&layout);
            assert_eq!(issue.articles.len(), 1, "{tail} {recognised}");
            assert_eq!(body(&issue.articles[0]), all, "{tail} {recognised}");
        }
    }
}

/// Briefs of two rows, one below the other.
#[test]
fn a_text_of_two_rows_is_an_article() {
    let briefs = [
        ("青川村修路", "近日，青川村修通产业路，方便群众出行。"),
        ("白河镇义诊", "八日，白河镇组织义诊，村民排队看病。"),
        ("禾丰乡种茶", "今春，禾丰乡种茶千亩，农户有了盼头。"),
    ];
    let mut lines = vec![line(300.0, 10.0, EM, "2022年3月2日 星期三"), line(20.0, 6.0, 20.0, "禾川日报")];
    let mut y = 60.0;
    for (title, text) in briefs {
        lines.push(line(45.0, y, 15.0, title));
        lines.extend(columns(20.0, y + 24.0, 2, text));
        y += 80.0;
    }
    let issue = Issue::from_layout(&page(lines));
    assert_eq!(titles(&issue), briefs.map(|b| b.0));
    assert_eq!(issue.articles.iter().map(body).collect::<Vec<_>>(), briefs.map(|b| b.1));
    assert!(issue.articles.iter().all(|a| a.info.subtitle.is_none()));
}

/// Dates and numbers of articles at the head of a page are no folio, and what
/// stands above them stays.
#[test]
fn dated_lines_of_articles_are_no_folio() {
    let begin = || vec![line(20.0, 6.0, 20.0, "禾川日报"), line(300.0, 10.0, EM, "2022年3月2日 星期三")];
    let mut list = begin();
    list.push(line(60.0, 60.0, 15.0, "县人大常委会任免名单"));
    for (n, row) in ["（二〇二二年三月一日县人", "大常委会第五次会议通过）", "任命：", "林晓为禾川县副县长。"]
        .into_iter()
        .enumerate()
    {
        list.push(line(20.0, 90.0 + 16.0 * n as f32, EM, row));
    }
    let issue = Issue::from_layout(&page(list));
    assert_eq!(titles(&issue), ["县人大常委会任免名单"]);
    assert!(body(&issue.articles[0]).starts_with("（二〇二二年三月一日县人大常委会第五次会议通过）"));

    let mut notice = begin();
    notice.push(line(60.0, 60.0, 15.0, "停电公告"));
    for (n, row) in ["白河镇停电一天。", "禾川供电局", "二〇二二年三月一日"].into_iter().enumerate()
    {
        notice.push(line(20.0, 90.0 + 16.0 * n as f32, EM, row));
    }
    notice.push(line(60.0, 170.0, 15.0, "第三期“乡村夜校”开班"));
    notice.extend(columns(20.0, 200.0, 2, "近日，夜校开班，村民们踊跃报名。"));
    let issue = Issue::from_layout(&page(notice));
    assert_eq!(titles(&issue), ["停电公告", "第三期“乡村夜校”开班"]);
    assert!(body(&issue.articles[0]).ends_with("二〇二二年三月一日"));
    assert_eq!(issue.masthead.date, Some(jiff::civil::date(2022, 3, 2)));
}

/// The last row of a column that reaches down to the page's foot is text, a
/// number alone there is none.
#[test]
fn the_foot_takes_no_text() {
    let mut lines = vec![line(20.0, 800.0, 20.0, "青川村民喝上了自来水")];
    let story: String = text("青川村", 3).chars().take(FULL * 6).collect();
    lines.extend(columns(20.0, 850.0, 6, &story));
    lines.push(line(20.0, 946.0, EM, "真好。"));
    lines.push(line(400.0, 980.0, EM, "12"));
    let issue = Issue::from_layout(&page(lines));
    assert_eq!(body(&issue.articles[0]), story + "真好。");
}

#[test]
fn an_article_has_the_number_and_the_name_of_its_page() {
    let begin = |number: &str, name: &str| {
        let mut lines = vec![
            line(20.0, 10.0, 15.0, number),
            line(60.0, 10.0, 15.0, name),
            line(300.0, 10.0, EM, "2022年3月2日 星期三"),
            line(700.0, 10.0, EM, "禾川日报"),
            line(60.0, 60.0, 20.0, "青川村民喝上了自来水"),
        ];
        lines.extend(columns(20.0, 100.0, 9, &text("青川村", 8)));
        page(lines).pages.remove(0)
    };
    let layout =
        Layout { pages: vec![begin("02", "要闻"), begin("A3", "乡风文明")], warnings: Vec::new() };
    let issue = Issue::from_layout(&layout);
    let folios: Vec<_> =
        issue.articles.iter().map(|a| (a.folio.page.as_deref(), a.folio.section.as_deref())).collect();
    assert_eq!(folios, [(Some("2"), Some("要闻")), (Some("A3"), Some("乡风文明"))]);
}

/// Marks that found no room in the row above.
#[test]
fn a_row_of_marks_alone_is_text() {
    let mut lines = vec![line(20.0, 60.0, 20.0, "枇杷熟了")];
    lines.push(line(20.0, 100.0, EM, "今年的枇杷产量可达三千六"));
    lines.push(line(20.0, 116.0, EM, "百吨比去年增长百分之十。"));
    lines.push(line(20.0, 132.0, EM, "村民说：“枇杷卖得好极了！"));
    lines.push(line(20.0, 148.0, EM, "”"));
    let issue = Issue::from_layout(&page(lines));
    assert!(body(&issue.articles[0]).ends_with("卖得好极了！”"));
}

/// A box of headlines whose texts stand elsewhere, and one of briefs.
#[test]
fn boxes_are_no_articles_of_their_lines() {
    let lines = vec![
        line(40.0, 60.0, 14.0, "今日导读"),
        line(20.0, 90.0, EM, "县博物馆新馆开馆"),
        line(60.0, 106.0, EM, "——详见第3版"),
        line(20.0, 122.0, EM, "白河枇杷上市"),
        line(60.0, 138.0, EM, "——详见第4版"),
        line(60.0, 180.0, 14.0, "简讯"),
        line(40.0, 210.0, EM, "●近日，白河镇开办夜校，四十名学员结业。"),
        line(40.0, 226.0, EM, "●三日，青川村开展义诊，服务群众百余人。"),
    ];
    let issue = Issue::from_layout(&page(lines));
    assert_eq!(titles(&issue), ["今日导读", "县博物馆新馆开馆", "白河枇杷上市", "简讯"]);
    let kinds = issue.articles.iter().map(|a| a.info.kind == ArticleKind::HeadlineOnly);
    assert_eq!(kinds.collect::<Vec<_>>(), [true, true, true, false]);
    assert!(issue.articles.iter().all(|a| a.info.bylines.is_empty() && a.info.subtitle.is_none()));
}

/// Lines above the articles that are no masthead are told.
#[test]
fn nothing_is_left_out_without_a_word() {
    let mut lines = vec![line(20.0, 20.0, EM, "第12号")];
    lines.push(line(20.0, 60.0, 20.0, "青川村民喝上了自来水"));
    lines.extend(columns(20.0, 100.0, 9, &text("青川村", 8)));
    let issue = Issue::from_layout(&page(lines));
    assert_eq!(issue.warnings, ["page 1: neither masthead nor article: 第12号"]);
}
