//! A text that is one article: nothing in it begins another.

use super::article;
use super::found::Piece;
use super::headline::{HeadLine, arrange};
use super::printed::take_printed;
use super::segment::{PageFacts, segment};
use super::{Article, Issue, Masthead};
use crate::page::{Line, SourceMap, repair};
use crate::record::ArticleKind;
use crate::span::Span;

impl Issue {
    /// Reads a decoded text that holds one article, such as a crawler keeps
    /// each in a file of its own: headings, credits and signatures in it are
    /// the article's. Lines of furniture and headlines of other articles above
    /// it are kept apart.
    pub fn parse_article(text: &str) -> Issue {
        let mut repaired = repair(text);
        let printed = take_printed(&mut repaired.text);
        let pieces = as_one(
            &repaired.text,
            &repaired.lines,
            segment(&repaired.text, &repaired.lines, 0, PageFacts::default()),
        );
        let build = |piece| article::build(&repaired, printed.as_deref(), piece, None);
        let articles = pieces.iter().map(build).collect();
        Issue { masthead: Masthead::default(), articles, warnings: Vec::new() }
    }
}

/// The pieces of one article as one piece, those of furniture aside.
fn as_one(text: &str, lines: &[Line], pieces: Vec<Piece>) -> Vec<Piece> {
    let furniture = |p: &Piece| matches!(p.kind, Some(ArticleKind::Furniture | ArticleKind::Advertisement));
    let (mut apart, own): (Vec<_>, Vec<_>) = pieces.into_iter().partition(furniture);
    let Some(first) = own.iter().position(|p| !p.body.is_empty()) else {
        apart.extend(own);
        apart.sort_by_key(|p| p.lines().next());
        return apart;
    };
    let mut heads: Vec<usize> = own[..first].iter().flat_map(Piece::lines).collect();
    heads.extend(
        own[first].kicker.into_iter().chain(own[first].title).chain(own[first].subtitle.iter().copied()),
    );
    let mut one = Piece {
        bylines: own[first].bylines.clone(),
        body: own[first].body.clone(),
        goes_on: own[first].goes_on.clone(),
        headings: own[first].headings,
        signed: own[first].signed,
        ..Piece::default()
    };
    for piece in &own[first + 1..] {
        one.headings += usize::from(piece.title.is_some() && !piece.body.is_empty());
        one.body.extend(piece.lines());
        one.goes_on.extend(&piece.goes_on);
        one.signed |= piece.signed;
    }
    one.body.sort_unstable();
    heads.sort_unstable();
    // A group that signs (县委通讯组 本报记者) is no headline.
    let (signing, mut heads): (Vec<_>, Vec<_>) = heads.into_iter().partition(|&i| signs(lines[i].text(text)));
    if heads.is_empty() {
        heads.clone_from(&signing);
    } else {
        one.bylines.splice(0..0, signing);
    }
    let shown: Vec<HeadLine> =
        heads.iter().map(|&i| HeadLine { text: lines[i].text(text), gap: lines[i].gap }).collect();
    if !heads.is_empty() {
        let found = arrange(&shown, "");
        one.kicker = found.kicker.map(|k| heads[k]);
        one.title = Some(heads[found.title]);
        one.subtitle = found.subtitle.map_or_else(Vec::new, |s| heads[s..].to_vec());
        for &loose in &heads[..found.loose] {
            apart.push(Piece { kind: Some(ArticleKind::Furniture), body: vec![loose], ..Piece::default() });
        }
    }
    apart.push(one);
    apart.sort_by_key(|p| p.lines().next());
    apart
}

/// True for a line of offices and groups that write, without a name.
fn signs(line: &str) -> bool {
    const WRITERS: [&str; 7] = ["记者", "通讯组", "报道组", "通讯员", "编辑部", "评论员", "写作组"];
    let mut parts = line.split_whitespace().peekable();
    parts.peek().is_some() && parts.all(|part| WRITERS.iter().any(|w| part.ends_with(w)))
}

impl Article {
    /// Takes the lines of the headline for what they are said to be: kicker,
    /// title, subtitle. They stand at the head of the text.
    pub(crate) fn take_head(&mut self, lines: [Option<String>; 3]) {
        let mut at = 0;
        let mut spans = [None; 3];
        for (span, line) in spans.iter_mut().zip(&lines) {
            let Some(line) = line else { continue };
            let Some(after) = self.text[at..].strip_prefix(line.as_str()) else { return };
            *span = Some(Span::new(at, at + line.len()));
            at += line.len() + usize::from(after.starts_with('\n'));
        }
        self.body = Span::new(at, self.text.len());
        [self.head.kicker, self.head.title, self.head.subtitle] = spans;
        [self.info.kicker, self.info.title, self.info.subtitle] = lines;
    }

    /// Puts a title in front of a text that is printed without it.
    pub(crate) fn set_title(&mut self, title: &str) {
        let by = title.len() + 1;
        let mut map = SourceMap::default();
        map.push(0, self.source.start);
        map.push_piece(&self.map, Span::new(0, self.text.len()), by);
        self.map = map;
        self.text.insert_str(0, &format!("{title}\n"));
        let shift = |span: &mut Span| *span = Span::new(span.start + by, span.end + by);
        self.names.iter_mut().for_each(|name| shift(&mut name.span));
        self.head.datelines.iter_mut().for_each(shift);
        self.head.bylines.iter_mut().for_each(shift);
        (self.head.kicker, self.head.subtitle) = (None, None);
        self.head.title = Some(Span::new(0, title.len()));
        self.body = Span::new(by, self.text.len());
        self.info.title = Some(title.to_owned());
        (self.info.kicker, self.info.subtitle) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_credits_belong_to_the_one_article() {
        let text = "　　　　春灌开始\n　　本报记者 方敏\n　　昨日，全市春灌开始，三座水库同时放水。\n\n水到田头\n\n　　渠道清理完毕，水已到了田头，农户正在灌溉。\n\n　　谢谢！\n";
        let issue = Issue::parse_article(text);
        let articles: Vec<_> =
            issue.articles.iter().filter(|a| a.info.kind != ArticleKind::Furniture).collect();
        assert_eq!(articles.len(), 1, "{articles:?}");
        assert_eq!(articles[0].info.title.as_deref(), Some("春灌开始"));
        assert!(articles[0].text.ends_with("谢谢！"), "{}", articles[0].text);
    }
}
