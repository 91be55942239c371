//! CoNLL columns: a character, a tab and its BIO label on each line, an empty
//! line after each sentence.
//!
//! Characters, not words, are the tokens: Chinese taggers are trained on them,
//! and no mention begins inside one. Of mentions inside each other the longest
//! is labelled. Sentences end after 。！？ and at line breaks; white space has no
//! line, as the columns cannot hold it.

use crate::error::Result;
use crate::record::{MentionKind, Record};
use crate::span::Offsets;
use std::io::{self, Write};

/// Writes persons, places, institutions, meetings, documents and titles of one
/// record as `B-person`, `I-person`, `O`.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn conll(record: &Record, out: impl Write) -> Result<()> {
    Ok(write_conll(record, out)?)
}

fn write_conll(record: &Record, mut out: impl Write) -> io::Result<()> {
    let labels = labels(record);
    let mut open = false; // a sentence has begun
    let mut inside: Option<&str> = None;
    for (at, c) in record.text.char_indices() {
        if c == '\n' {
            end(&mut out, &mut open)?;
        }
        if c.is_whitespace() || c.is_control() {
            continue;
        }
        match labels[at] {
            None => writeln!(out, "{c}\tO")?,
            Some((kind, first)) => {
                let mark = if first || inside != Some(kind) { 'B' } else { 'I' };
                writeln!(out, "{c}\t{mark}-{kind}")?;
            }
        }
        inside = labels[at].map(|l| l.0);
        open = true;
        if matches!(c, '。' | '！' | '？') && inside.is_none() {
            end(&mut out, &mut open)?;
        }
    }
    end(&mut out, &mut open)
}

fn end(out: &mut impl Write, open: &mut bool) -> io::Result<()> {
    if std::mem::take(open) { out.write_all(b"\n") } else { Ok(()) }
}

/// The type of the mention at each byte, and whether it begins there.
fn labels(record: &Record) -> Vec<Option<(&'static str, bool)>> {
    let record = record.clone().with_offsets(Offsets::Byte);
    let mut labels = vec![None; record.text.len()];
    let mut mentions: Vec<_> = record.mentions.iter().filter(|m| is_name(&m.kind)).collect();
    mentions.sort_by_key(|m| (std::cmp::Reverse(m.end.saturating_sub(m.start)), m.start));
    for m in mentions {
        let Some(span) = labels.get_mut(m.start..m.end) else { continue };
        if span.iter().all(Option::is_none) {
            span.fill(Some((m.kind.as_str(), false)));
            if let Some(first) = span.first_mut() {
                *first = Some((m.kind.as_str(), true));
            }
        }
    }
    labels
}

fn is_name(kind: &MentionKind) -> bool {
    !matches!(kind, MentionKind::Figure { .. } | MentionKind::Time { .. } | MentionKind::Duration { .. })
}
