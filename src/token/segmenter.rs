//! Words and parts of speech as jieba gives them.
//!
//! Words are those of jieba's dictionary, in its compiled form
//! ([`super::dictionary`]), and those of users ([`super::user`]). Its hidden
//! Markov model, which guesses words of single characters left over, is not
//! asked: names are what it would mostly guess, and those the tagger finds
//! better without it.
//!
//! Text is cut sentence by sentence, and a sentence longer than
//! [`PIECE`] bytes in bounded pieces, so that cost and memory stay linear in
//! the text whatever it holds.

use super::dictionary::{Dictionary, Slot, Step};
use super::user::UserWords;
use crate::error::{Error, Result};
use crate::span::Span;
use std::path::Path;

/// The longest stretch cut at once, in bytes.
const PIECE: usize = 3072;

/// A part of speech in jieba's notation (`n`, `nr`, `ns`, `v` …), at most
/// four ASCII letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pos([u8; 4]);

impl Pos {
    /// Of marks and of characters of no word.
    pub(crate) const OTHER: Pos = Pos::new("x");

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
#[non_exhaustive]
pub struct Word {
    /// Where, in bytes of the whole text.
    pub span: Span,
    /// Its part of speech.
    pub pos: Pos,
    /// Its number in the dictionary, 0 when it is not there.
    pub(crate) id: u32,
}

/// Cuts text into words with parts of speech; built once, shared by threads.
pub struct Segmenter {
    dictionary: &'static Dictionary,
    users: UserWords,
}

/// Buffers of one call.
#[derive(Default)]
struct Scratch {
    chars: Vec<u32>,
    seconds: Vec<Slot>,
    route: Vec<Step>,
}

impl Segmenter {
    /// The segmenter with jieba's own dictionary.
    pub fn new() -> Segmenter {
        Segmenter { dictionary: Dictionary::get(), users: UserWords::default() }
    }

    /// Adds one word; without `freq` it gets what makes it be cut as one.
    pub fn add_word(&mut self, word: &str, freq: Option<usize>, pos: Option<&str>) {
        self.users.add(self.dictionary, word, freq, pos.map(Pos::new));
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
            [word] => self.add_word(word, None, None),
            [word, second] => match second.parse() {
                Ok(freq) => self.add_word(word, Some(freq), None),
                Err(_) => self.add_word(word, None, Some(second)),
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
        let mut scratch = Scratch::default();
        for &sentence in sentences {
            let mut start = sentence.start;
            while start < sentence.end {
                let piece = Span::new(start, piece_end(text, start, sentence.end));
                self.cut(text, piece, &mut scratch, out);
                start = piece.end;
            }
        }
    }

    fn cut(&self, text: &str, piece: Span, scratch: &mut Scratch, out: &mut Vec<Word>) {
        let Scratch { chars, seconds, route } = scratch;
        chars.clear();
        chars.extend(text[piece].chars().map(u32::from));
        match self.users.len() {
            0 => self.dictionary.route(chars, seconds, route),
            _ => self.users.route(self.dictionary, chars, route),
        }
        let mut start = 0;
        let mut byte = piece.start;
        while start < chars.len() {
            let Step { end, id, .. } = route[start];
            let mut end = end as usize;
            let user = self.users.get(id);
            let id = user.map_or(id, |u| u.id);
            let mut word = Word { span: Span::new(byte, byte), pos: self.dictionary.pos(id), id };
            if let Some(pos) = user.and_then(|u| u.pos) {
                word.pos = pos;
            } else if end == start + 1 && alphanumeric(chars[start]) {
                end += run(chars, route, end);
                word = Word { pos: guess(&chars[start..end]), id: 0, ..word };
            } else if id == 0 {
                word.pos = guess(&chars[start..end]);
            }
            byte += chars[start..end].iter().map(|&c| width(c)).sum::<usize>();
            word.span.end = byte;
            out.push(word);
            start = end;
        }
    }
}

/// How many characters from `start` belong to the run of letters and digits
/// that began before it.
fn run(chars: &[u32], route: &[Step], start: usize) -> usize {
    let alone = |i: &usize| alphanumeric(chars[*i]) && route[*i].end as usize == *i + 1;
    (start..chars.len()).take_while(alone).count()
}

fn alphanumeric(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|c| c.is_ascii_alphanumeric())
}

/// The tag of a word that is not in the dictionary.
fn guess(word: &[u32]) -> Pos {
    const NUMBER: Pos = Pos::new("m");
    const LETTERS: Pos = Pos::new("eng");
    let digit = |c: &u32| (0x30..0x3a).contains(c);
    let letters = word.iter().filter(|c| alphanumeric(**c)).count();
    match word.iter().filter(|c| digit(c)).count() {
        _ if letters == 0 => Pos::OTHER,
        digits if digits == letters => NUMBER,
        _ => LETTERS,
    }
}

/// How many bytes a character has.
#[inline(always)]
fn width(c: u32) -> usize {
    1 + usize::from(c > 0x7f) + usize::from(c > 0x7ff) + usize::from(c > 0xffff)
}

impl Default for Segmenter {
    fn default() -> Segmenter {
        Segmenter::new()
    }
}

impl std::fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segmenter")
            .field("words", &self.dictionary.len())
            .field("user_words", &self.users.len())
            .finish_non_exhaustive()
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
    fn a_users_word_stands_beside_the_dictionarys() {
        let mut segmenter = Segmenter::new();
        segmenter.add_word("水利工程建设", None, Some("nz"));
        segmenter.add_word("T3航站楼", None, None);
        let got = words(&segmenter, "加快水利工程建设，T3航站楼启用，GDP增长5%");
        let cut: Vec<&str> = got.iter().map(|w| w.0.as_str()).collect();
        assert_eq!(cut, ["加快", "水利工程建设", "，", "T3航站楼", "启用", "，", "GDP", "增长", "5", "%"]);
        assert_eq!(got[1].1, "nz");
        // A frequency too small leaves the words as they were.
        let mut rare = Segmenter::new();
        rare.add_word("我们在", Some(0), None);
        assert_eq!(words(&rare, "我们在工地"), words(&Segmenter::new(), "我们在工地"));
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
