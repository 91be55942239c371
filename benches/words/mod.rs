//! The embedded words as text, so that jieba-rs can be loaded with the very
//! words that this crate cuts by, and needs no dictionary of its own.

use flate2::read::DeflateDecoder;
use jieba_rs::Jieba;
use std::io::Read;

static WORDS: &[u8] = include_bytes!("../../dicts/words.bin");

/// Jieba with the embedded words.
pub fn jieba() -> Jieba {
    let mut jieba = Jieba::empty();
    jieba.load_dict(&mut text().as_bytes()).expect("the words are in jieba's format");
    jieba
}

/// A line `word frequency tag` each. The form of the file stands in
/// `src/token/dictionary.rs`: tags of four bytes, then a column after the other.
fn text() -> String {
    let mut raw = Vec::new();
    DeflateDecoder::new(WORDS).read_to_end(&mut raw).expect("the words unpack");
    let (tags, nodes) = raw[1..].split_at(4 * usize::from(raw[0]));
    let n = nodes.len() / 7;
    let (mut word, mut out) = (Vec::new(), String::new());
    for i in 0..n {
        let byte = |column: usize| u32::from(nodes[column * n + i]);
        word.truncate(byte(0) as usize - 1);
        word.push(char::from_u32(byte(1) | byte(2) << 8).expect("a character"));
        let freq = byte(3) | byte(4) << 8 | byte(5) << 16;
        let tag = &tags[4 * byte(6) as usize..][..4];
        if freq > 0 {
            let word: String = word.iter().collect();
            out += &format!("{word} {freq} {}\n", String::from_utf8_lossy(tag).trim_end());
        }
    }
    out
}
