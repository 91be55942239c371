//! Words and parts of speech by jieba: the only file that names `jieba_rs`.
//!
//! Text is cut sentence by sentence, and a sentence longer than
//! [`PIECE`] bytes in bounded pieces, so that cost and memory stay linear in
//! the text whatever it holds.

use crate::error::{Error, Result};
use crate::span::Span;
use jieba_rs::Jieba;
use std::collections::HashMap;
use std::path::Path;

/// The longest stretch handed to jieba at once, in bytes.
const PIECE: usize = 3072;

/// The frequency of a user's word that gives none: enough to be cut as one
/// word, as jieba's own default would make it.
const DEFAULT_FREQ: Option<usize> = None;

/// A part of speech in jieba's notation (`n`, `nr`, `ns`, `v` …), at most
/// four ASCII letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pos([u8; 4]);

impl Pos {
    /// The part of speech written `tag`; what goes beyond four bytes is cut.
    pub const fn new(tag: &str) -> Pos {
        let bytes = tag.as_bytes();
        let mut out = [0; 4];
        let mut i = 0;
        while i < 4 && i < bytes.len() {
            out[i] = bytes[i];
            i += 1;
        }
        Pos(out)
    }

    /// The tag as written.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(4);
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }

    /// The tag as one number, for hashing.
    pub(crate) fn code(self) -> u32 {
        u32::from_le_bytes(self.0)
    }
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where, in bytes of the whole text.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
}

/// Cuts text into words with parts of speech; built once, shared by threads.
pub struct Segmenter {
    jieba: Jieba,
    /// Tags of users' words: jieba keeps the old tag of a word it knows.
    tags: HashMap<String, Pos>,
}

impl Segmenter {
    /// The segmenter with jieba's own dictionary.
    pub fn new() -> Segmenter {
        Segmenter { jieba: Jieba::new(), tags: HashMap::new() }
    }

    /// Adds one word; without `freq` it gets what makes it be cut as one.
    pub fn add_word(&mut self, word: &str, freq: Option<usize>, pos: Option<&str>) {
        self.jieba.add_word(word, freq, pos);
        if let Some(pos) = pos {
            self.tags.insert(word.to_owned(), Pos::new(pos));
        }
    }

    /// Adds the words of a file in jieba's user-dictionary format: a line
    /// `word [frequency] [tag]`, separated by blanks; blank lines are skipped.
    ///
    /// # Errors
    /// When the file cannot be read, or a line has more than three fields.
    pub fn add_file(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            self.add_line(line).map_err(|message| Error::line(path, i as u64 + 1, message))?;
        }
        Ok(())
    }

    fn add_line(&mut self, line: &str) -> std::result::Result<(), String> {
        let fields: Vec<&str> = line.split_whitespace().collect();
        match *fields.as_slice() {
            [] => {}
            [word] => self.add_word(word, DEFAULT_FREQ, None),
            [word, second] => match second.parse() {
                Ok(freq) => self.add_word(word, Some(freq), None),
                Err(_) => self.add_word(word, DEFAULT_FREQ, Some(second)),
            },
            [word, freq, pos] => {
                let freq = freq.parse().map_err(|_| format!("expected a frequency, found {freq:?}"))?;
                self.add_word(word, Some(freq), Some(pos));
            }
            _ => return Err(format!("expected `word [frequency] [tag]`, found {} fields", fields.len())),
        }
        Ok(())
    }

    /// The words of `text`, appended to `out`: every byte of every sentence
    /// lies in exactly one word, blanks and marks included.
    pub fn segment(&self, text: &str, sentences: &[Span], out: &mut Vec<Word>) {
        for &sentence in sentences {
            let mut start = sentence.start;
            while start < sentence.end {
                let end = piece_end(text, start, sentence.end);
                self.cut(text, Span::new(start, end), out);
                start = end;
            }
        }
    }

    fn cut(&self, text: &str, piece: Span, out: &mut Vec<Word>) {
        for tag in self.jieba.tag(&text[piece], false) {
            let span = Span::new(tag.byte_start, tag.byte_end).shift(piece.start);
            let known = if self.tags.is_empty() { None } else { self.tags.get(tag.word).copied() };
            out.push(Word { span, pos: known.unwrap_or_else(|| Pos::new(tag.tag)) });
        }
    }
}

impl Default for Segmenter {
    fn default() -> Segmenter {
        Segmenter::new()
    }
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segmenter").field("user_tags", &self.tags.len()).finish_non_exhaustive()
    }
}

/// Where the piece that starts at `start` ends: at `end` if that is near,
/// else after the last comma or blank within reach, else on a char boundary.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    if end - start <= PIECE {
        return end;
    }
    let limit = (start + PIECE - 3..=start + PIECE).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(end);
    let window = &text[start..limit];
    match window.rfind(['，', '；', ',', ';', '、', ' ', '\u{3000}']) {
        Some(at) => start + at + window[at..].chars().next().map_or(1, char::len_utf8),
        None => limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::sentences;
    use std::io::Write;

    fn words(segmenter: &Segmenter, text: &str) -> Vec<(String, String)> {
        let mut out = Vec::new();
        segmenter.segment(text, &sentences(text), &mut out);
        out.iter().map(|w| (text[w.span].to_owned(), w.pos.as_str().to_owned())).collect()
    }

    #[test]
    fn words_cover_every_sentence_in_byte_offsets() {
        let segmenter = Segmenter::new();
        let long = "没有句号的长句子".repeat(2000);
        for text in ["许昌市 召开会议。\n  第二行！", "a b，1.5%", &long] {
            let sentences = sentences(text);
            let mut out = Vec::new();
            segmenter.segment(text, &sentences, &mut out);
            for s in &sentences {
                let inside: Vec<_> = out.iter().filter(|w| s.contains(w.span)).collect();
                assert_eq!(inside.iter().map(|w| w.span.len()).sum::<usize>(), s.len());
                assert!(inside.windows(2).all(|w| w[0].span.end == w[1].span.start));
            }
        }
    }

    #[test]
    fn a_user_word_is_cut_whole_with_its_tag() {
        let mut segmenter = Segmenter::new();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        write!(file, "\u{feff}鸿鹄工坊 nt\n\n青禾 100000 nr\n召开 5000 vx\n").unwrap();
        segmenter.add_file(file.path()).unwrap();
        let got = words(&segmenter, "青禾在鸿鹄工坊召开会议");
        assert!(got.contains(&("鸿鹄工坊".into(), "nt".into())), "{got:?}");
        assert!(got.contains(&("青禾".into(), "nr".into())), "{got:?}");
        assert!(got.contains(&("召开".into(), "vx".into())), "{got:?}");
    }

    #[test]
    fn a_bad_line_is_named() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        write!(file, "好词 3 n\n坏词 many n\n").unwrap();
        let e = Segmenter::new().add_file(file.path()).unwrap_err();
        assert_eq!(e.line_number(), Some(2));
        assert!(e.to_string().contains("many"));
    }
}
