//! Lines to articles: which lines belong together, and as what.
//!
//! Each line is first told by itself ([`Unit`]); then one pass gathers
//! articles. Lines that look like headlines wait until the next line says
//! what they were: a byline or a lead (本报讯) makes the last of them the
//! headline of a new article, plain prose makes them a heading inside the
//! article that is open, or a new one where that is over, or where it repeats what
//! the line says and begins like a report.
//!
//! On a page whose text has the line breaks of its columns, a headline may
//! stand between the columns of its text, because it is printed above the
//! second: a text that has no headline yet takes the next one.

use super::dateline::lead;
use super::found::{Found, Piece, gather_nameless};
use super::furniture::{Jump, ad_words, jump_prefix, jump_suffix};
use super::headline::{HeadLine, arrange};
use super::headline_model::repeats;
use super::masthead::is_folio;
use super::unit::{Unit, unit};
use crate::lexicon::PageWord;
use crate::page::{Line, is_stop};
use crate::record::ArticleKind;
use crate::text::han::is_han;
use crate::text::numeral::whole::number;

/// What is known of a page beside its lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageFacts<'a> {
    /// The usual width of the columns, where the text has their line breaks.
    pub column: Option<u32>,
    /// True when its text was read from a picture or a printed page, so that
    /// lines of the folio stand anywhere among it.
    pub printed: bool,
    /// True when its columns stand side by side and their order is lost.
    pub side_by_side: bool,
    /// The paper's name, from the masthead.
    pub paper: Option<&'a str>,
}

/// Gathers the lines of a page from number `from` on into articles.
pub(super) fn segment(text: &str, lines: &[Line], from: usize, facts: PageFacts) -> Vec<Piece> {
    find(text, lines, from, facts).into_iter().map(Found::into_piece).collect()
}

/// The same, in less room.
pub(super) fn find(text: &str, lines: &[Line], from: usize, facts: PageFacts) -> Vec<Found> {
    let PageFacts { column, printed, side_by_side, paper } = facts;
    let tight = column.is_none() && !side_by_side && is_tight(lines);
    let mut s = Segmenter {
        text,
        lines,
        column,
        side_by_side,
        tight,
        out: Vec::new(),
        open: None,
        heads: Vec::new(),
    };
    let tell = |l: &Line| {
        let line = l.text(text);
        if printed && is_folio(l, line, paper) {
            return Unit::Folio;
        }
        match unit(l, line) {
            // A scrap of a headline that OCR lost the rest of.
            Unit::Head if printed && l.chars <= SCRAP && l.gap > 0 => Unit::Folio,
            // A row of text that stands alone in its column.
            Unit::Head if printed && (l.full || line.ends_with(['、', '，', '…'])) => Unit::Prose,
            unit => unit,
        }
    };
    let mut next = lines.get(from).map(tell);
    for i in from..lines.len() {
        let this = next.take();
        next = lines.get(i + 1).map(tell);
        if let Some(this) = this {
            s.step(i, this, next.as_ref());
        }
    }
    s.finish()
}

/// True for a page whose paragraphs follow each other without a blank line, so that a blank
/// line parts its articles.
fn is_tight(lines: &[Line]) -> bool {
    let text = |l: &Line| l.stops > 0;
    let follows = |pair: &&[Line]| pair.iter().all(text);
    let mut gaps = lines.windows(2).filter(follows).map(|pair| pair[1].gap).peekable();
    gaps.peek().is_some() && gaps.all(|gap| gap == 0)
}

/// No headline has so few characters.
const SCRAP: u32 = 3;

/// True for a text that begins with a day of a month: 11月16日，
fn begins_with_day(text: &str) -> bool {
    let Some((month, rest)) = text.split_once('月').filter(|(month, _)| month.len() <= 9) else {
        return false;
    };
    let day = rest.split_once('日').map(|(day, _)| day).filter(|day| day.len() <= 9);
    number(month).is_some_and(|n| (1..=12).contains(&n))
        && day.and_then(number).is_some_and(|n| (1..=31).contains(&n))
}

/// True for a line in two parts, 春到山乡 水到田头, as no text has.
fn has_parts(s: &str) -> bool {
    let part = |p: &str| (4..=16).contains(&p.chars().count()) && p.chars().all(is_han);
    s.split(' ').count() == 2 && s.split(' ').all(part)
}

struct Segmenter<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// The usual width of the columns, where the text has their line breaks.
    column: Option<u32>,
    /// True when its columns stand side by side and their order is lost.
    side_by_side: bool,
    /// True when a blank line parts articles, and never paragraphs.
    tight: bool,
    out: Vec<Found>,
    /// The article that is being gathered.
    open: Option<Piece>,
    /// Lines that look like headlines and wait.
    heads: Vec<usize>,
}

impl<'a> Segmenter<'a> {
    fn line(&self, i: usize) -> &'a str {
        self.lines[i].text(self.text)
    }

    fn step(&mut self, i: usize, unit: Unit<'a>, next: Option<&Unit>) {
        match unit {
            Unit::Head | Unit::Title => self.heads.push(i),
            Unit::Prose if self.is_long_subtitle(i, next) => self.heads.push(i),
            Unit::Names => self.names(i, next),
            Unit::Byline => self.byline(i),
            Unit::Label if matches!(next, Some(Unit::Names | Unit::Signature)) => self.byline(i),
            Unit::Label => self.heads.push(i),
            Unit::Lead => self.lead(i),
            Unit::ListHead => self.list_head(i),
            Unit::Prose => self.prose(i),
            Unit::Caption => self.caption(i, next),
            Unit::Credit if self.is_photo_report(i, next) => self.byline(i),
            Unit::Credit => self.credit(i),
            Unit::Tail | Unit::Day => self.tail(i, unit == Unit::Day),
            Unit::Jump(jump) => self.jump(i, jump),
            Unit::Furniture => self.furniture(i, ArticleKind::Furniture),
            Unit::Folio => self.push(Piece::of(ArticleKind::Furniture, vec![i])),
            Unit::Editors => {
                self.close();
                self.push(Piece::of(ArticleKind::Furniture, vec![i]));
            }
            Unit::Signature => self.signature(),
        }
    }

    /// Names make a byline below a headline and above prose; at the end of
    /// an article they sign it.
    fn names(&mut self, i: usize, next: Option<&Unit>) {
        let above = matches!(next, Some(Unit::Prose | Unit::Lead | Unit::Names | Unit::Signature));
        if !self.heads.is_empty() && above {
            return self.byline(i);
        }
        match &mut self.open {
            Some(p) if self.heads.is_empty() && p.body.is_empty() && p.title.is_some() => p.bylines.push(i),
            Some(p) if self.heads.is_empty() && !p.closed => p.body.push(i),
            _ => self.heads.push(i),
        }
    }

    fn byline(&mut self, i: usize) {
        if !self.heads.is_empty() {
            self.begin_or_name();
        }
        let late = self.column.is_some();
        self.split_at_heading();
        if let Some(p) = &mut self.open {
            p.named = true;
        }
        match &mut self.open {
            Some(p) if p.body.is_empty() || late && p.bylines.is_empty() && !p.closed => p.bylines.push(i),
            Some(p) if !p.closed => p.body.push(i),
            _ => {
                self.close();
                self.open = Some(Piece { bylines: vec![i], ..Piece::default() });
            }
        }
    }

    /// In the columns of a page a byline may stand between those of its text.
    /// A text that has one already has no second: what was taken for a heading
    /// inside it was the title of the next.
    fn split_at_heading(&mut self) {
        let Some(open) = self.open.as_mut().filter(|p| p.named && self.column.is_some()) else { return };
        let Some(at) = open.heading.take() else { return };
        let mut rest = open.body.split_off(at);
        open.headings -= 1;
        open.goes_on.retain(|i| !rest.contains(i));
        let title = rest.remove(0);
        self.close();
        self.open = Some(Piece { title: Some(title), body: rest, ..Piece::default() });
    }

    fn lead(&mut self, i: usize) {
        if !self.heads.is_empty() {
            self.begin();
        } else if self.column.is_some() && self.has_text() {
            // A report whose headline stands below its first column.
            self.close();
        }
        self.body(i);
        if let Some(p) = &mut self.open {
            let head = crate::page::head(self.lines[i].text(self.text), 60);
            p.named |= head.contains("记者") || head.contains("通讯员");
        }
    }

    /// The text of a list begins below its title.
    fn list_head(&mut self, i: usize) {
        if !self.heads.is_empty() {
            self.begin();
        }
        self.body(i);
    }

    fn prose(&mut self, i: usize) {
        if self.is_ad(i) {
            return self.furniture(i, ArticleKind::Advertisement);
        }
        if !self.heads.is_empty() {
            if self.begins_article(i) {
                self.begin_or_name();
            } else {
                self.keep_heads();
            }
        }
        self.body(i);
    }

    /// A subtitle may be as long as a paragraph: it stands below a headline
    /// and above a byline or a lead, and ends without a stop or follows the
    /// headline without a blank line.
    fn is_long_subtitle(&self, i: usize, next: Option<&Unit>) -> bool {
        let line = &self.lines[i];
        let above = matches!(next, Some(Unit::Byline | Unit::Lead));
        above && !self.heads.is_empty() && line.chars <= 160 && (line.gap == 0 || !is_stop(line.last))
    }

    /// Whether the waiting headlines begin a new article, the next line
    /// line `i`, being plain prose.
    fn begins_article(&self, i: usize) -> bool {
        let Some(open) = self.open.as_ref().filter(|p| !p.closed) else { return true };
        if open.body.is_empty() {
            return false;
        }
        if let Some(column) = self.column
            && (open.title.is_none() || open.ended || self.is_wide(column) && !self.breaks_off())
        {
            return true;
        }
        let (first, last) = (self.heads[0], self.heads[self.heads.len() - 1]);
        let dashed = self.heads.len() > 1 && self.line(last).starts_with('—');
        let notice = |i: &usize| super::kind::opens_article(self.line(*i));
        let resumes = matches!(jump_prefix(self.line(i)), Some(Jump::From(_)));
        resumes
            || self.heads_report(last, i)
            || self.lines[first].gap >= 2
            || dashed
            || self.heads.iter().any(notice)
    }

    /// True where the paragraph of line `i` tells again what the line above, number `head`, says in short, and begins
    /// like a report, with its day, or on a page where blank lines part nothing but articles: no heading within an
    /// article does both.
    fn heads_report(&self, head: usize, i: usize) -> bool {
        let (text, title) = (self.line(i), self.line(head));
        let dated = PageWord::LeadDay.begins(text).is_some() || begins_with_day(text);
        let parted = self.tight && self.lines[i].gap == 0;
        // Between the columns of a text its headline tells it again.
        self.column.is_none() && (dated || parted) && self.lines[head].gap > 0 && repeats(title, text)
    }

    /// The waiting lines were headings, or broken lines, of the open article.
    fn keep_heads(&mut self) {
        let heads = std::mem::take(&mut self.heads);
        let heads = if self.side_by_side { self.loosen(heads) } else { heads };
        if heads.is_empty() {
            return;
        }
        if let Some(p) = &mut self.open {
            p.headings += usize::from(!p.body.is_empty());
            p.heading = (heads.len() == 1 && !p.body.is_empty()).then_some(p.body.len()).or(p.heading);
            p.body.extend(heads);
        }
    }

    /// Where the order of a page's columns is lost, headlines stand apart from
    /// their texts: those among the lines are put down without one.
    fn loosen(&mut self, heads: Vec<usize>) -> Vec<usize> {
        let headline = |i: &usize| {
            let s = self.line(*i);
            self.lines[*i].rows == 1 && (super::headline::without_tag(s).len() < s.len() || has_parts(s))
        };
        let (titles, rest): (Vec<usize>, Vec<usize>) = heads.into_iter().partition(headline);
        self.loose(&titles);
        rest
    }

    /// True when the open article has a paragraph of text already.
    fn has_text(&self) -> bool {
        let text = |i: &usize| self.lines[*i].stops > 0 || self.lines[*i].rows > 2;
        self.open.as_ref().is_some_and(|p| p.body.iter().any(text))
    }

    /// True when a waiting headline is wider than the columns of text.
    fn is_wide(&self, column: u32) -> bool {
        self.heads.iter().any(|&h| self.lines[h].width > column + 2)
    }

    /// True when the open article's last paragraph ends within a sentence.
    fn breaks_off(&self) -> bool {
        let last = self.open.as_ref().and_then(|p| p.body.last());
        last.is_some_and(|&i| {
            let text = self.line(i).trim_end_matches(['”', '’', '」', '』', '）', ')', '*', '“', ' ']);
            !text.ends_with(is_stop)
        })
    }

    /// Begins a new article with the waiting headlines, or gives them to a
    /// text that has none yet.
    fn begin_or_name(&mut self) {
        let nameless = |p: &Piece| p.title.is_none() && !p.body.is_empty() && !p.closed;
        if self.column.is_none() && !self.side_by_side || !self.open.as_ref().is_some_and(nameless) {
            return self.begin();
        }
        let text = self.open.take().unwrap_or_default();
        self.begin();
        if let Some(p) = &mut self.open {
            p.bylines.splice(0..0, text.bylines);
            p.body = text.body;
            p.continued_from = text.continued_from;
        }
    }

    /// Begins a new article with the waiting headlines.
    fn begin(&mut self) {
        let heads = std::mem::take(&mut self.heads);
        self.close();
        let lines: Vec<HeadLine> =
            heads.iter().map(|&i| HeadLine { text: self.line(i), gap: self.lines[i].gap }).collect();
        let found = arrange(&lines, self.body_after(heads[heads.len() - 1]));
        self.loose(&heads[..found.loose]);
        self.open = Some(Piece {
            kicker: found.kicker.map(|k| heads[k]),
            title: Some(heads[found.title]),
            subtitle: found.subtitle.map_or_else(Vec::new, |s| heads[s..].to_vec()),
            ..Piece::default()
        });
    }

    /// The text that begins below line `i`, a byline and a lead aside.
    fn body_after(&self, i: usize) -> &'a str {
        let next = self.lines.get(i + 1..).unwrap_or_default();
        let Some(first) = next.iter().take(3).find(|l| l.chars > 30) else { return "" };
        let body = &self.text[first.span.start..];
        let body = &body[lead(body, 0).map_or(0, |l| l.span.end)..];
        match body.strip_prefix(['（', '(']).and_then(|b| {
            b.char_indices().take(60).find(|c| matches!(c.1, '）' | ')')).map(|c| &b[c.0 + c.1.len_utf8()..])
        }) {
            Some(rest) => rest,
            None => body,
        }
    }

    /// Headlines without a text here.
    fn loose(&mut self, heads: &[usize]) {
        self.out.extend(heads.iter().map(|&i| Found::Loose(i)));
    }

    fn body(&mut self, i: usize) {
        let jump = jump_prefix(self.line(i));
        let end = jump_suffix(self.line(i));
        if self.open.as_ref().is_none_or(|p| p.closed) {
            self.close();
        }
        let goes_on = self.column.is_some() && self.breaks_off();
        let p = self.open.get_or_insert_default();
        if goes_on && p.body.last().is_some_and(|&last| last + 1 < i) {
            p.goes_on.push(i);
        }
        p.body.push(i);
        if let Some(Jump::From(page)) = jump {
            p.continued_from = Some(page.into());
        }
        if let Some(Jump::On(page)) = end {
            p.continued_on = Some(page.into());
            p.closed = true;
        }
    }

    /// A paragraph below a picture: the credit may come with it or after.
    fn caption(&mut self, i: usize, next: Option<&Unit>) {
        let below = self.column.is_none()
            && self.lines[i].gap < 2
            && self.heads.is_empty()
            && !self.line(i).starts_with("图①");
        let open = self.open.as_ref().is_some_and(|p| !p.closed && !p.body.is_empty());
        if below && open && self.lines[i].tag.is_none() || matches!(next, Some(Unit::Credit)) {
            return self.body(i);
        }
        self.push(Piece::of(ArticleKind::Caption, vec![i]));
    }

    /// 本报记者 王丽 摄影报道 between a headline and its text: who photographed
    /// wrote as well.
    fn is_photo_report(&self, i: usize, next: Option<&Unit>) -> bool {
        let wrote = |s: &str| s.ends_with("摄影报道") || s.ends_with("文/摄") || s.ends_with("文／摄");
        !self.heads.is_empty() && wrote(self.line(i)) && matches!(next, Some(Unit::Prose | Unit::Lead))
    }

    /// A credit takes the paragraph before it for its caption where that
    /// stands apart or says that it is one.
    fn credit(&mut self, i: usize) {
        let mut body = vec![i];
        if self.heads.is_empty()
            && let Some(p) = &mut self.open
            && let Some(&last) = p.body.last()
        {
            let s = self.lines[last].text(self.text);
            let apart = self.lines[last].gap >= 2 && p.body.len() > 1;
            if self.lines[i].gap == 0 && !p.closed && !s.contains("图为") {
                return p.body.push(i);
            }
            if apart || s.starts_with("图") || s.contains("图为") && p.body.len() > 1 {
                p.body.pop();
                body.insert(0, last);
            }
        }
        self.push(Piece::of(ArticleKind::Caption, body));
    }

    /// A tail belongs to the open article; a date makes the lines before it
    /// a signature.
    fn tail(&mut self, i: usize, day: bool) {
        match &mut self.open {
            Some(p) if !p.body.is_empty() => {
                p.signed |= day && !self.heads.is_empty();
                p.body.append(&mut self.heads);
                p.body.push(i);
                p.closed |= day;
                p.ended |= self.lines[i].text(self.text).trim_end_matches(['）', ')']).ends_with('电');
            }
            _ => self.heads.push(i),
        }
    }

    fn jump(&mut self, i: usize, jump: Jump<'a>) {
        if !self.heads.is_empty() {
            // The jump says where the texts of these headlines are.
            self.close_with_heads();
            if let Jump::On(page) = jump
                && let Some(found) = self.out.pop()
            {
                self.push(Piece { continued_on: Some(page.into()), ..found.into_piece() });
            }
            return;
        }
        let Some(p) = &mut self.open else { return };
        match jump {
            Jump::On(page) => p.continued_on = Some(page.into()),
            Jump::From(page) => p.continued_from = Some(page.into()),
            Jump::See => p.body.push(i),
        }
        p.closed |= !matches!(jump, Jump::From(_));
    }

    /// 《某报》（…）: the lines before it head a new article.
    fn signature(&mut self) {
        if !self.heads.is_empty() {
            self.begin();
        }
    }

    /// Furniture takes the waiting lines along at the head of a page, before
    /// any article: 便民服务平台⏎扫一扫.
    fn furniture(&mut self, i: usize, kind: ArticleKind) {
        let top = self.open.is_none()
            && self.out.iter().all(|p| p.kind() == Some(kind) || p.kind() == Some(ArticleKind::Furniture));
        let mut body = if top { std::mem::take(&mut self.heads) } else { Vec::new() };
        body.push(i);
        let ad = self.out.last_mut().and_then(|found| match found {
            Found::Whole(p) => Some(p),
            Found::Loose(_) => None,
        });
        let ad = ad.filter(|p| {
            matches!(p.kind, Some(ArticleKind::Furniture | ArticleKind::Advertisement))
                && p.body.last().is_some_and(|l| l + body.len() == i)
        });
        match ad {
            Some(p) => {
                p.body.extend(body);
                p.kind = Some(ArticleKind::Advertisement);
            }
            None => self.push(Piece::of(kind, body)),
        }
    }

    /// Prose that advertises, where no article is open.
    fn is_ad(&self, i: usize) -> bool {
        if self.heads.len() > 1 || self.open.as_ref().is_some_and(|p| !p.closed) {
            return false;
        }
        let heads: usize = self.heads.iter().map(|&h| ad_words(self.line(h))).sum();
        heads + ad_words(self.line(i)) >= 3
    }

    fn push(&mut self, piece: Piece) {
        self.out.push(Found::Whole(Box::new(piece)));
    }

    fn close(&mut self) {
        if let Some(p) = self.open.take() {
            self.push(p);
        }
    }

    /// The open article is over, and so are the headlines that wait.
    fn close_with_heads(&mut self) {
        self.close();
        let heads = std::mem::take(&mut self.heads);
        self.loose(&heads);
    }

    fn finish(mut self) -> Vec<Found> {
        // A short last line right below the text is no headline: 谢谢！
        if let (Some(p), [last]) = (&mut self.open, self.heads.as_slice())
            && self.lines[*last].gap == 0
            && !p.closed
            && p.body.last().is_some_and(|l| l + 1 == *last)
        {
            p.body.append(&mut self.heads);
        }
        self.close_with_heads();
        self.out.sort_by_key(Found::first_line);
        if self.side_by_side { gather_nameless(self.out) } else { self.out }
    }
}
