//! What stands above and below the articles: the masthead or the folio line
//! at the head of a page, editors and numbers at its foot.
//!
//! Such lines are known by what they say (a date, a weekday, an issue's
//! number, editors), and take along what stands in their rows and above
//! them: the paper's name, a section's, a page number.

use super::LayoutPage;
use super::chars::units;
use super::measure::Measures;
use super::piece::{Piece, Pieces};
use super::region::is_headline;
use crate::lexicon::PageWord;
use crate::text::date::weekday;

/// The head of a page reaches no lower than this part of its height.
const HEAD: f32 = 0.25;
/// The foot of a page begins no higher.
const FOOT: f32 = 0.93;

/// A page's pieces by where they stand; what is printed at its foot is no
/// article's.
pub(crate) struct Zones {
    pub head: Vec<Piece>,
    pub body: Vec<Piece>,
}

/// Parts the head and the foot of a page from its articles.
pub(crate) fn zones(page: &LayoutPage, pieces: &Pieces, measures: &Measures) -> Zones {
    let text = |p: &Piece| pieces.text(page, p);
    let height = page.height;
    let all = &pieces.pieces;
    let at_head = |p: &&Piece| p.middle() < HEAD * height && says_folio(text(p), is_headline(p));
    let seeds: Vec<&Piece> = all.iter().filter(at_head).collect();
    let first = first_text(all, &seeds, measures);
    let mut seeds: Vec<&Piece> = seeds.into_iter().filter(|s| s.middle() < first).collect();
    seeds.sort_by(|a, b| a.top.total_cmp(&b.top));
    let seeds = without_signatures(&seeds, all, &text, measures);
    let mut zones = Zones { head: Vec::new(), body: Vec::new() };
    for p in all {
        let in_head = seeds
            .iter()
            .any(|s| std::ptr::eq(*s, p) || p.same_row(s) && p.units <= 24.0 || stands_above(p, s, measures));
        let low = p.middle() > FOOT * height;
        let in_foot = low
            && (PageWord::Folio.count(text(p)) > 0 && says_folio(text(p), false)
                || (p.units <= 4.0 || says_folio(text(p), false)) && !goes_on(p, all, measures));
        match (in_head, in_foot) {
            (true, _) => zones.head.push(p.clone()),
            (_, true) => {}
            _ => zones.body.push(p.clone()),
        }
    }
    zones
}

/// Those of `seeds` above which stands no article: a date below a notice is its
/// signature, and no folio. `seeds` are sorted by height.
fn without_signatures<'a>(
    seeds: &[&'a Piece],
    all: &[Piece],
    text: &impl Fn(&Piece) -> &'a str,
    m: &Measures,
) -> Vec<&'a Piece> {
    let mut kept: Vec<&Piece> = Vec::with_capacity(seeds.len());
    for s in seeds {
        let is_folio = |p: &Piece| kept.iter().any(|k| std::ptr::eq(*k, p) || k.same_row(p));
        let above = all.iter().filter(|p| stands_above(p, s, m) && !is_folio(p) && p.units >= 2.0);
        let beside = kept.iter().any(|k| k.same_row(s));
        // Below the folio that is found already, only a paper's name and what says
        // more of the issue are none of an article.
        let of_article =
            |p: &Piece| is_sentence(text(p)) || kept.iter().any(|k| p.top > k.top) && !says_masthead(text(p));
        if beside || !above.into_iter().any(of_article) {
            kept.push(s);
        }
    }
    kept
}

/// True when `p` stands above the folio line `s` and goes with it.
fn stands_above(p: &Piece, s: &Piece, m: &Measures) -> bool {
    p.bottom < s.bottom && beside_none(p, s, m)
}

/// A line with the marks that sentences have.
fn is_sentence(text: &str) -> bool {
    text.contains('。') || text.contains('，') && units(text) >= 8.0
}

/// A paper's name, its English name, or words that mastheads are made of.
fn says_masthead(text: &str) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).take(64).collect();
    let short = tight.chars().count() <= 10;
    short && (tight.ends_with(['报', '刊']) || PageWord::Section.is(&tight))
        || tight.is_ascii()
        || PageWord::Masthead.is_in(&tight)
        || says_folio(text, false)
}

/// True for the last line of a column of text, which the line above it goes on
/// in.
fn goes_on(p: &Piece, all: &[Piece], m: &Measures) -> bool {
    all.iter().any(|q| {
        let step = p.middle() - q.middle();
        step > 0.5 * m.pitch
            && step < 1.5 * m.pitch
            // The first line of a paragraph is indented.
            && p.left > q.left - 2.8 * m.em
            && p.left < q.right
            && q.units >= 4.0
            && (p.em - q.em).abs() < 0.15 * q.em
    })
}

/// Where the first column of body text begins: three lines below each other.
fn first_text(all: &[Piece], seeds: &[&Piece], m: &Measures) -> f32 {
    let is_seed = |p: &Piece| seeds.iter().any(|s| std::ptr::eq(*s, p));
    let body = |p: &&Piece| (0.85..1.15).contains(&p.ratio) && p.units >= 8.0 && !is_seed(p);
    let lines: Vec<&Piece> = all.iter().filter(body).collect();
    let below = |p: &Piece| {
        lines.iter().find(|q| {
            let step = q.middle() - p.middle();
            step > 0.5 * m.pitch && step < 1.5 * m.pitch && (q.left - p.left).abs() < 2.5 * m.em
        })
    };
    let starts = lines.iter().filter(|p| below(p).is_some_and(|q| below(q).is_some()));
    starts.map(|p| p.top).fold(f32::MAX, f32::min)
}

/// True when `p` stands above `s`, in its column or in large print.
fn beside_none(p: &Piece, s: &Piece, m: &Measures) -> bool {
    let overlaps = p.left < s.right + 2.0 * m.em && s.left < p.right + 2.0 * m.em;
    overlaps || p.ratio >= 2.5
}

/// True for the words of mastheads, folios and feet: a date and little more,
/// a weekday, a number of the issue, editors. `large` are lines in a headline's
/// size, which have such words in sentences too.
fn says_folio(text: &str, large: bool) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).take(64).collect();
    let n = tight.chars().count();
    if n == 0 || n > 60 || tight.contains(['，', '。', '？', '！']) {
        return false;
    }
    let said = PageWord::Folio.count(&tight);
    // （2021年3月3日某会议通过） and 第三期“某某”开班 are of an article.
    if said == 0 && tight.contains(['“', '”']) || said < 2 && tight.starts_with(['（', '(']) {
        return false;
    }
    let numbered = is_numbered(&tight);
    let other = tight.chars().filter(|c| is_other(*c)).count();
    let little = || said > 0 || numbered || other <= if large { 4 } else { OTHER };
    dates(&tight) && n <= 40 && little()
        || said >= 2
        || n <= 24 && (numbered || said >= 1 && (!large || weekday(&tight).is_some()))
}

/// A date's line says so much besides it, in characters: a paper's name, a
/// section. In a headline's size it is the name at most.
const OTHER: usize = 10;

/// A character that is of no date.
fn is_other(c: char) -> bool {
    c.is_alphanumeric()
        && !c.is_ascii_digit()
        && !"０１２３４５６７８９〇○零一二三四五六七八九十廿年月日".contains(c)
}

/// 第8120期, 今日4版, 第03版 要闻: a number of the issue or the page, and
/// besides it no more than what such a line says.
fn is_numbered(tight: &str) -> bool {
    ['期', '版', '号'].iter().any(|mark| {
        let Some(at) = tight.find(*mark) else { return false };
        let digit = |c: char| {
            c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇一二三四五六七八九十百千".contains(c)
        };
        let before = tight[..at].trim_end_matches(digit);
        let ordinal = before.ends_with('第') || before.ends_with("今日") || before.ends_with('共');
        let rest = tight[at + mark.len_utf8()..].trim_start_matches([':', '：', '·', '|', '｜']);
        let says = |s: &str| {
            s.chars().all(|c| !c.is_alphabetic() || digit(c))
                || s.ends_with(['报', '刊'])
                || PageWord::Section.is(s)
                || PageWord::Masthead.is_in(s)
        };
        let before = before.trim_end_matches(['第', '总']);
        let page = *mark == '版' && rest.chars().count() <= SECTION;
        before.len() < at && (says(before) || before.is_empty()) && (says(rest) || page && ordinal)
    })
}

/// The name of a page has no more characters: 民生新闻.
const SECTION: usize = 6;

/// 2021年3月3日 begins the text or stands in it.
fn dates(tight: &str) -> bool {
    let digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇○零一二三四五六七八九十".contains(c);
    let Some((year, rest)) = tight.split_once('年') else { return false };
    let Some((month, _)) = rest.split_once('月') else { return false };
    year.chars().rev().take_while(|c| digit(*c)).count() >= 4 && !month.is_empty() && month.chars().all(digit)
}
