//! CoNLL columns with BIO labels, an empty line after each sentence.
//!
//! Where a record has no words, a line is a character, a tab and its label:
//! Chinese taggers are trained on characters, and no mention begins inside one.
//! Where it has words ([`Record::tokens`]), a line is a word, its part of speech
//! (`_` where there is none) and its label. A word in which several mentions
//! stand has the label of the one that has most of it, the first of equals.
//!
//! Of mentions inside each other the longest is labelled. Sentences end after
//! 。！？ and at line breaks; white space has no line, as the columns cannot hold
//! it.

use crate::error::Result;
use crate::record::{MentionKind, Record};
use crate::span::{Offsets, Span};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes persons, places, institutions, meetings, documents and titles of one
/// record as `B-person`, `I-person`, `O`.
///
/// ```
/// use baozhi::record::{Mention, MentionKind, PersonRole, Token};
/// use baozhi::{Record, Span, export};
///
/// let mut record = Record::new("a", "周明远说");
/// let person = MentionKind::Person { role: PersonRole::Other };
/// record.mentions.push(Mention::new(person, &record.text, Span::new(0, 9), "by-hand"));
/// record.tokens = vec![Token::new(Span::new(0, 9), "nr"), Token::new(Span::new(9, 12), "v")];
///
/// let mut out = Vec::new();
/// export::conll(&record, &mut out)?;
/// assert_eq!(String::from_utf8_lossy(&out), "周明远\tnr\tB-person\n说\tv\tO\n\n");
/// # Ok::<(), baozhi::Error>(())
/// ```
///
/// # Errors
/// When `out` refuses to be written to.
pub fn conll(record: &Record, out: impl Write) -> Result<()> {
    let record = match record.offsets {
        Offsets::Byte => Cow::Borrowed(record),
        _ => Cow::Owned(record.clone().with_offsets(Offsets::Byte)),
    };
    let mut columns = Columns { out, open: false, inside: None };
    let labels = Labels::of(&record);
    let written = match record.tokens.as_slice() {
        [] => write_characters(&record, &labels, &mut columns),
        _ => write_words(&record, &labels, &mut columns),
    };
    Ok(written?)
}

fn write_characters(record: &Record, labels: &Labels, columns: &mut Columns<impl Write>) -> io::Result<()> {
    for (at, c) in record.text.char_indices() {
        if c == '\n' {
            columns.end_sentence()?;
        }
        if !is_blank(c) {
            columns.line(format_args!("{c}"), c, labels.at(at))?;
        }
    }
    columns.end_sentence()
}

fn write_words(record: &Record, labels: &Labels, columns: &mut Columns<impl Write>) -> io::Result<()> {
    let mut before = 0;
    for token in &record.tokens {
        let between = record.text.get(before..token.start).unwrap_or_default();
        if between.contains('\n') {
            columns.end_sentence()?;
        }
        before = token.end;
        let word = cell(token.span().get(&record.text).unwrap_or_default());
        if let Some(last) = word.chars().next_back() {
            let pos = Some(cell(&token.pos)).filter(|pos| !pos.is_empty()).unwrap_or("_".into());
            columns.line(format_args!("{word}\t{pos}"), last, labels.of_word(token.span()))?;
        }
    }
    columns.end_sentence()
}

/// The lines as they are written.
struct Columns<W: Write> {
    out: W,
    /// True where a sentence has begun.
    open: bool,
    /// The mention that the last line is of.
    inside: Option<Label>,
}

impl<W: Write> Columns<W> {
    /// Writes a line whose text ends with `last`, and ends the sentence where
    /// that does.
    fn line(&mut self, cells: std::fmt::Arguments<'_>, last: char, label: Option<Label>) -> io::Result<()> {
        match label {
            None => writeln!(self.out, "{cells}\tO")?,
            Some(label) => {
                let mark = if self.inside == Some(label) { 'I' } else { 'B' };
                writeln!(self.out, "{cells}\t{mark}-{}", label.kind)?;
            }
        }
        self.inside = label;
        self.open = true;
        let ends = matches!(last, '。' | '！' | '？') && label.is_none();
        if ends { self.end_sentence() } else { Ok(()) }
    }

    fn end_sentence(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.open) { self.out.write_all(b"\n") } else { Ok(()) }
    }
}

/// A mention's type, and which one it is.
#[derive(Clone, Copy, PartialEq)]
struct Label {
    kind: &'static str,
    mention: usize,
}

/// The mention at each byte of a text.
struct Labels(Vec<Option<Label>>);

impl Labels {
    /// Those of a record whose offsets are bytes.
    fn of(record: &Record) -> Labels {
        let mut labels = vec![None; record.text.len()];
        let mut mentions: Vec<_> = record.mentions.iter().filter(|m| is_name(&m.kind)).collect();
        mentions.sort_by_key(|m| (std::cmp::Reverse(m.end.saturating_sub(m.start)), m.start));
        for (mention, m) in mentions.into_iter().enumerate() {
            let Some(span) = labels.get_mut(m.start..m.end) else { continue };
            if span.iter().all(Option::is_none) {
                span.fill(Some(Label { kind: m.kind.as_str(), mention }));
            }
        }
        Labels(labels)
    }

    fn at(&self, byte: usize) -> Option<Label> {
        self.0.get(byte).copied().flatten()
    }

    /// The label that most bytes of the word have, the first of equals; none
    /// where no mention touches it.
    fn of_word(&self, word: Span) -> Option<Label> {
        let bytes = self.0.get(word.start..word.end).unwrap_or_default();
        let runs = bytes.chunk_by(|a, b| a == b).filter_map(|run| Some((run[0]?, run.len())));
        let longer = |best: (Label, usize), run: (Label, usize)| if run.1 > best.1 { run } else { best };
        runs.reduce(longer).map(|(label, _)| label)
    }
}

/// What the columns hold of a text: all but white space and control characters.
fn cell(text: &str) -> Cow<'_, str> {
    if text.contains(is_blank) {
        Cow::Owned(text.chars().filter(|c| !is_blank(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_name(kind: &MentionKind) -> bool {
    !matches!(kind, MentionKind::Figure { .. } | MentionKind::Time { .. } | MentionKind::Duration { .. })
}
