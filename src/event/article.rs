//! An article cut up for the frames: items (mentions, words of the tables,
//! quotations) in text order, and the clauses they stand in.

use super::Input;
use super::class::{self, Mask};
use super::dateline;
use super::directive::{self, Manner};
use super::speech::{self, Quoted};
use super::standing;
use super::table::Frames;
use crate::record::{FigureKind, Mention, MentionKind};
use crate::span::Span;
use std::ops::Range;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Index into the input's mentions.
    Mention(u32),
    /// Index into the frames' entries.
    Word(u32),
    /// A quotation or bracket taken as one piece.
    Block,
}

/// A piece of text that means something to the frames.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) mask: Mask,
    pub(super) what: What,
}

impl Item {
    pub(super) fn is(&self, mask: Mask) -> bool {
        self.mask & mask != 0
    }

    pub(super) fn mention(&self) -> Option<usize> {
        match self.what {
            What::Mention(i) => Some(i as usize),
            _ => None,
        }
    }
}

/// A stretch between two marks.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) span: Span,
    /// Its items.
    pub(super) items: Range<usize>,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    /// Inside direct speech.
    pub(super) said: bool,
    /// The character of the mark that ends it, or a space.
    pub(super) mark: char,
}

/// A clause of more items than this is cut all the same: what looks at a
/// whole clause stays linear on any text.
const LONGEST_CLAUSE: usize = 128;

/// The pieces of one article.
pub(super) struct Article<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    pub(super) items: Vec<Item>,
    pub(super) clauses: Vec<Clause>,
    pub(super) quotes: Vec<Quoted>,
    /// Where the body begins.
    pub(super) body: usize,
    /// Whether it reports or lays down.
    pub(super) manner: Manner,
    /// The clauses of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'a> Article<'a> {
    /// Cuts the input up.
    pub(super) fn new(frames: &Frames, input: &Input<'a>) -> Article<'a> {
        let quotes = speech::scan(input.text);
        let mut items = Lexer::new(frames, input, &quotes).run();
        dateline::cut_off(input.text, &mut items);
        let mut article = Article {
            text: input.text,
            mentions: input.mentions,
            items,
            clauses: Vec::new(),
            quotes,
            body: input.body.start,
            manner: directive::manner(input.text),
            sentences: Vec::with_capacity(input.sentences.len()),
        };
        article.cut(input.sentences);
        article
    }

    /// The mention an item is, if it is one.
    pub(super) fn mention(&self, item: &Item) -> Option<&'a Mention> {
        item.mention().and_then(|i| self.mentions.get(i))
    }

    fn cut(&mut self, sentences: &[Span]) {
        let (mut next, mut paragraph) = (0, 0);
        let breaks = Breaks::of(self.text, self.body, sentences);
        for (n, &sentence) in sentences.iter().enumerate() {
            let first = self.clauses.len();
            if n > 0 && breaks.is_break(self.text, sentences[n - 1], sentence) {
                paragraph += 1;
            }
            while self.items.get(next).is_some_and(|i| i.span.start < sentence.start) {
                next += 1;
            }
            let mut cutter = Cutter { start: sentence.start, first: next, sentence: n, paragraph };
            while let Some(item) = self.items.get(next).copied().filter(|i| i.span.start < sentence.end) {
                // A sentence without an end is cut at a length, in the middle of a word perhaps: that word is in neither.
                if item.span.end > sentence.end {
                    break;
                }
                if next - cutter.first >= LONGEST_CLAUSE && item.span.start >= cutter.start {
                    cutter.push(self, item.span.start, next);
                    cutter.start = item.span.start;
                    cutter.first = next;
                }
                if item.is(class::COMMA) {
                    cutter.push(self, item.span.start, next);
                    cutter.start = item.span.end;
                    cutter.first = next + 1;
                }
                next += 1;
            }
            cutter.push(self, sentence.end, next);
            self.sentences.push(first..self.clauses.len());
        }
    }

    /// The number of the paragraph at byte `at`.
    pub(super) fn paragraph_at(&self, at: usize) -> usize {
        let n = self.clauses.partition_point(|c| c.span.start <= at);
        n.checked_sub(1).map_or(0, |n| self.clauses[n].paragraph)
    }

    /// True inside direct speech. Quotations are few; the search is binary.
    fn said_at(&self, at: usize) -> bool {
        let n = self.quotes.partition_point(|q| q.outer.end <= at);
        self.quotes.get(n).is_some_and(|q| q.speech && q.outer.start <= at)
    }
}

/// What parts paragraphs.
struct Breaks {
    /// The body came as one line, in which blanks stand for the line breaks that were lost.
    by_blank: bool,
}

impl Breaks {
    /// Chinese sets no blank behind a sentence, so that blanks between some sentences of a body in one line were line
    /// breaks once. Between all of them they are a habit of whoever wrote the text down.
    fn of(text: &str, body: usize, sentences: &[Span]) -> Breaks {
        let one_line = !text.get(body..).unwrap_or("").trim().contains('\n');
        let in_body = |pair: &&[Span]| pair[0].start >= body;
        let mut gaps = sentences.windows(2).filter(in_body).map(|pair| pair[0].end < pair[1].start);
        Breaks { by_blank: one_line && gaps.any(|blank| !blank) }
    }

    fn is_break(&self, text: &str, before: Span, sentence: Span) -> bool {
        let gap = &text[before.end.min(sentence.start)..sentence.start];
        gap.contains('\n') || self.by_blank && !gap.is_empty()
    }
}

struct Cutter {
    start: usize,
    first: usize,
    sentence: usize,
    paragraph: usize,
}

impl Cutter {
    fn push(&self, article: &mut Article<'_>, end: usize, next: usize) {
        let span = Span::new(self.start, end);
        if span.is_empty() || article.text[span].trim().is_empty() {
            return;
        }
        let mark = article.text[end..].chars().next().unwrap_or(' ');
        article.clauses.push(Clause {
            span,
            items: self.first..next,
            sentence: self.sentence,
            paragraph: self.paragraph,
            said: article.said_at(self.start),
            mark,
        });
    }
}

/// Merges the words the automaton finds with the mentions.
struct Lexer<'a, 'b> {
    frames: &'b Frames,
    text: &'a str,
    mentions: &'a [Mention],
    quotes: &'b [Quoted],
    items: Vec<Item>,
    /// Next mention, next quotation.
    mention: usize,
    quote: usize,
    /// End of the mention or quotation that hides words, and its item.
    hidden: usize,
    host: Option<usize>,
    keeps_words: bool,
    /// Items of brackets still open.
    open: Vec<usize>,
    /// What the titles of each mention say of how it speaks.
    standing: Vec<Mask>,
    /// The issue date as the record prints it.
    date: Option<String>,
}

/// The classes of words inside a name that still say what the name is of:
/// all but the ones the code knows.
const NOUNS: Mask = !((class::CLOSE << 1) - 1);

impl<'a, 'b> Lexer<'a, 'b> {
    fn new(frames: &'b Frames, input: &Input<'a>, quotes: &'b [Quoted]) -> Self {
        Lexer {
            frames,
            text: input.text,
            mentions: input.mentions,
            quotes,
            items: Vec::with_capacity(input.text.len() / 12),
            mention: 0,
            quote: 0,
            hidden: 0,
            host: None,
            keeps_words: false,
            open: Vec::new(),
            standing: standing::of(frames, input),
            date: input.date.map(|d| d.to_string()),
        }
    }

    fn run(mut self) -> Vec<Item> {
        let mut at = 0;
        while let Some((span, entry)) = self.frames.word(self.text, at) {
            self.names_before(span.start);
            at = span.end;
            if span.start < self.hidden && self.hidden < span.end {
                // It runs out of a name: what follows the name is read anew.
                at = self.hidden;
                continue;
            }
            self.word(span, entry);
        }
        self.names_before(self.text.len() + 1);
        self.items
    }

    /// Pushes the mentions and names in quotation marks that begin before
    /// or at `at`, in order.
    fn names_before(&mut self, at: usize) {
        loop {
            while self.quotes.get(self.quote).is_some_and(|q| q.speech) {
                self.quote += 1;
            }
            let quote = self.quotes.get(self.quote).map(|q| q.outer);
            let mention = self.mentions.get(self.mention).map(Mention::span);
            match (quote, mention) {
                (Some(q), m) if q.start <= at && m.is_none_or(|m| m.start > q.start || q.end > m.end) => {
                    self.quote += 1;
                    self.name(q, class::QUOTED, What::Block);
                }
                (_, Some(m)) if m.start <= at => self.named(m),
                _ => return,
            }
        }
    }

    /// Pushes the next mention.
    fn named(&mut self, span: Span) {
        let n = self.mention;
        self.mention += 1;
        let mention = &self.mentions[n];
        if let MentionKind::Title { holders } = &mention.kind {
            // A title of nobody is read word by word: 负责人 acts by itself.
            if !holders.is_empty() && span.start >= self.hidden {
                let mask = self.frames.classes_in(&self.text[span]) & class::TITLE;
                self.name(span, mask | class::OFFICE, What::Block);
            }
            return;
        }
        if let Some(mask) = mask_of(mention) {
            let span = Span::new(span.start, span.end - verb_in_name(mention, &self.text[span.end..]));
            let mask = mask | self.standing[n] | self.to_come(mention);
            self.name(span, mask, What::Mention(n as u32));
        }
    }

    /// A day after the issue is to come; a year or a feast is as often part of
    /// a name (2024年冬青奥会).
    fn to_come(&self, mention: &Mention) -> Mask {
        let (MentionKind::Time { from, .. }, Some(date)) = (&mention.kind, &self.date) else { return 0 };
        let later = from.get(..10).is_some_and(|day| day > date.as_str())
            && (mention.text.contains(['日', '号']) || mention.text.starts_with(['明', '后']));
        if later { class::FUTURE } else { 0 }
    }

    fn name(&mut self, span: Span, mask: Mask, what: What) {
        if span.start < self.hidden {
            // Nested: the outer name stays; a document keeps its number.
            if let (Some(h), What::Mention(_)) = (self.host, what)
                && mask & class::DOCUMENT != 0
                && self.items[h].what == What::Block
            {
                self.items[h].what = what;
                self.items[h].mask |= class::DOCUMENT;
            }
            return;
        }
        // A name wins over a word that runs into it.
        while self.items.last().is_some_and(|i| i.span.end > span.start) {
            self.items.pop();
        }
        self.host = Some(self.items.len());
        self.hidden = span.end;
        self.keeps_words = mask & class::FIGURE != 0;
        self.items.push(Item { span, mask, what });
    }

    fn word(&mut self, span: Span, entry: usize) {
        let mask = self.frames.entries[entry].mask;
        if span.start < self.hidden {
            if let (Some(h), false) = (self.host, self.keeps_words) {
                self.lend(h, span, mask);
                if self.items[h].is(class::MEETING) && span.end == self.hidden {
                    // 发布会 at the end of a meeting's name is a trigger still.
                    self.items.push(Item { span, mask: mask & NOUNS, what: What::Word(entry as u32) });
                }
            }
            if mask & class::MARK != 0 || !self.keeps_words {
                return;
            }
        }
        if mask & class::MARK != 0 && !self.mark(span, mask) {
            return;
        }
        self.items.push(Item { span, mask, what: What::Word(entry as u32) });
    }

    /// A name that ends in a word of a noun class is of that class.
    fn lend(&mut self, host: usize, span: Span, mask: Mask) {
        let item = &mut self.items[host];
        let tail = &self.text[span.end..item.span.end];
        if tail.len() <= 6 && tail.chars().all(|c| "”\"」》’".contains(c)) {
            item.mask |= mask & NOUNS;
        }
    }

    /// Opens and closes brackets; false when the mark cuts nothing.
    fn mark(&mut self, span: Span, mask: Mask) -> bool {
        if mask & class::OPEN != 0 {
            self.open.push(self.items.len());
            return true;
        }
        if mask & class::CLOSE != 0 {
            return self.close(span);
        }
        if mask & class::QUOTED != 0 {
            return true;
        }
        let bytes = self.text.as_bytes();
        let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
        let inside_number = digit(span.start.checked_sub(1)) && digit(Some(span.end));
        if bytes[span.start] == b' ' {
            // A blank between Chinese characters sets off a headline's decks.
            let wide = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(|b| !b.is_ascii());
            return wide(span.start.checked_sub(1)) && wide(Some(span.end));
        }
        !(span.len() == 1 && inside_number)
    }

    fn close(&mut self, span: Span) -> bool {
        let Some(first) = self.open.pop() else { return false };
        let Some(open) = self.items.get(first).copied() else { return false };
        if span.end - open.span.start > 400 {
            return false;
        }
        let title = self.text[open.span].starts_with('《');
        let whole = Span::new(open.span.start, span.end);
        let inside = self.items[first..].iter().find(|i| i.is(class::DOCUMENT)).copied();
        self.items.truncate(first);
        let what = inside.filter(|_| title).map_or(What::Block, |i| i.what);
        if title {
            let span = inside.map_or(whole, |i| i.span);
            self.items.push(Item { span, mask: class::DOCUMENT, what });
        } else if BYLINE.iter().any(|w| self.text[whole].contains(w)) {
            // 本报讯（记者某某） ends the dateline: the report begins behind.
            self.items.push(Item { span: whole, mask: class::COMMA, what: What::Block });
        }
        false
    }
}

/// The length of a 说 that was taken into a name: 林晓说 before a mark. Hardly
/// anybody is called so.
fn verb_in_name(mention: &Mention, behind: &str) -> usize {
    let person = matches!(mention.kind, MentionKind::Person { .. });
    let name = mention.text.strip_suffix('说').filter(|n| n.chars().count() >= 2);
    let ends = behind.is_empty() || behind.starts_with(['。', '，', '：', '、', '；', '\n']);
    if person && ends && name.is_some() { '说'.len_utf8() } else { 0 }
}

/// What a bracket with a byline in it holds.
const BYLINE: [&str; 3] = ["记者", "通讯员", "编译"];

/// The classes of a mention; `None` for titles, which only hide words.
pub(super) fn mask_of(m: &Mention) -> Option<Mask> {
    Some(match &m.kind {
        MentionKind::Person { .. } => class::PERSON,
        MentionKind::Institution { .. } => class::INSTITUTION,
        MentionKind::Place { .. } => class::PLACE,
        // 会议指出: a meeting speaks and decides.
        MentionKind::Meeting { .. } => class::MEETING | class::AGENT,
        MentionKind::Document { .. } => class::DOCUMENT,
        MentionKind::Time { .. } => class::TIME,
        MentionKind::Duration { .. } => class::DURATION,
        MentionKind::Figure { kind, .. } => {
            class::FIGURE
                | match kind {
                    FigureKind::Amount => class::AMOUNT,
                    FigureKind::Rate | FigureKind::Multiple => class::RATE,
                    FigureKind::Ordinal => 0,
                    _ => class::COUNT,
                }
        }
        MentionKind::Title { .. } => return None,
    })
}
