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
