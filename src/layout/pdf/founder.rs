//! Letters that Founder's fonts name as ideographs: 犌犇犘 for GDP.
//!
//! The fonts keep letters of their own at the codes of GBK whose second byte is
//! that of the letter with its highest bit set, behind the first byte A0. A
//! table of characters that was made from the codes says what GBK has there.

use super::glyphs::Glyph;

/// What GBK has from A0C1 to A0DA, where A to Z stand, and from A0E1 to A0FA,
/// where a to z do.
const UPPER: &str = "犃犅犆犇犈犉犌犎犐犑犓犔犕犖犗犘犙犚犛犜犝犞犠犡犢犣";
const LOWER: &str = "犪犫犮犱犲犳犵犺犻犼犽犾犿狀狅狆狇狉狊狋狌狏狑狓狔狕";

/// Those that texts have too, in names and in traditional characters. The others
/// stand in no newspaper.
const IN_USE: &str = "犇犛犢犮狀狌";

/// The letter that `c` stands for, if it is one of them.
pub(super) fn letter(c: char) -> Option<char> {
    // All are between these, as no other character of a text is.
    if !('犃'..='狕').contains(&c) {
        return None;
    }
    let at = |row: &str| row.chars().position(|r| r == c);
    let (first, n) = at(UPPER).map(|n| (b'A', n)).or_else(|| at(LOWER).map(|n| (b'a', n)))?;
    Some(char::from(first + u8::try_from(n).ok()?))
}

/// True for one that stands for a letter wherever it is.
pub(super) fn is_letter_alone(c: char) -> bool {
    letter(c).is_some() && !IN_USE.contains(c)
}

/// Reads such characters as letters: each, and those in use where one that is
/// not stands beside them in the order they are painted in.
pub(super) fn read_letters(glyphs: &mut [Glyph]) {
    let mut from = 0;
    while from < glyphs.len() {
        let run = glyphs[from..].iter().take_while(|g| letter(g.text).is_some()).count();
        let (run, rest) = (run.max(1), &mut glyphs[from..]);
        if rest[..run].iter().any(|g| is_letter_alone(g.text)) {
            rest[..run].iter_mut().for_each(|g| g.text = letter(g.text).unwrap_or(g.text));
        }
        from += run;
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Turn;
    use super::*;
    use crate::layout::Rect;

    #[test]
    fn letters_are_those_of_the_code() {
        for (n, c) in UPPER.chars().chain(LOWER.chars()).enumerate() {
            let byte = if n < 26 { 0xC1 + n } else { 0xE1 + n - 26 };
            let bytes = [0xA0, byte as u8];
            let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
            assert_eq!(text, c.to_string());
            assert_eq!(letter(c).map(|l| l as usize), Some(byte & 0x7F));
        }
    }

    #[test]
    fn words_of_letters_are_read_and_names_are_not() {
        let read = |text: &str| {
            let glyph = |text| Glyph {
                text,
                place: Rect::default(),
                size: 1.0,
                turn: Turn::Up,
                vertical: false,
                invisible: false,
                font: 0,
            };
            let mut glyphs: Vec<Glyph> = text.chars().map(glyph).collect();
            read_letters(&mut glyphs);
            glyphs.iter().map(|g| g.text).collect::<String>()
        };
        assert_eq!(read("全县犌犇犘增长"), "全县GDP增长");
        assert_eq!(read("检测犘犎值和狆犎值"), "检测PH值和pH值");
        assert_eq!(read("牧民王犇说初生牛犢"), "牧民王犇说初生牛犢");
    }
}
