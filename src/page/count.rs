//! What stands in a line, counted by bytes, sixteen at once.

use wide::u8x16;

/// How many places are looked at together.
const LANES: usize = 16;

/// How much of what stands in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub chars: u32,
    pub ascii: u32,
    /// 。！？；｡ and the half-width forms.
    pub stops: u32,
    /// ， and its half-width form.
    pub commas: u32,
    /// True when 。 stands in it.
    pub full: bool,
    /// True when white space stands in it.
    pub spaced: bool,
    /// True when a round bracket, a title mark 《》 or 〈 stands in it.
    pub brackets: bool,
    /// True when a character stands in it that may stand for another: a
    /// radical, a compatibility form, 〈, a full-width letter or digit.
    pub odd: bool,
}

impl Counts {
    /// Counts in whole characters of UTF-8.
    pub fn of(bytes: &[u8]) -> Counts {
        let mut all = Counts::default();
        let mut rest = bytes;
        while let Some((block, next)) = rest.split_first_chunk::<LANES>() {
            all.block(block, rest);
            rest = next;
        }
        // What fills up the last ones continues a character, and so counts as nothing.
        let mut last = [0x80; LANES];
        last[..rest.len()].copy_from_slice(rest);
        all.block(&last, rest);
        all
    }

    /// Counts in `block`, which `rest` begins with.
    #[inline(always)]
    fn block(&mut self, block: &[u8; LANES], rest: &[u8]) {
        let v = u8x16::new(*block);
        let eq = |v: u8x16, byte: u8| v.simd_eq(u8x16::splat(byte));
        let going_on = eq(v & u8x16::splat(0xC0), 0x80).to_bitmask();
        self.chars += LANES as u32 - going_on.count_ones();
        let ascii = eq(v & u8x16::splat(0x80), 0).to_bitmask();
        if ascii != 0 {
            self.ascii += ascii.count_ones();
            places(ascii).for_each(|at| self.half_width(block[at]));
        }
        // The first bytes of the marks that are asked for.
        let marks = eq(v, 0xE3) | eq(v, 0xEF) | eq(v, 0xC2) | eq(v, 0xE2);
        places(marks.to_bitmask()).for_each(|at| self.mark(&rest[at..]));
    }

    #[inline(always)]
    fn half_width(&mut self, byte: u8) {
        match byte {
            b'!' | b'?' | b';' => self.stops += 1,
            b',' => self.commas += 1,
            b' ' | b'\t' => self.spaced = true,
            b'(' | b')' => self.brackets = true,
            _ => {}
        }
    }

    /// Counts the mark that `rest` begins with, if it is one.
    #[inline(always)]
    fn mark(&mut self, rest: &[u8]) {
        match rest {
            // 。
            [0xE3, 0x80, 0x82, ..] => {
                self.stops += 1;
                self.full = true;
            }
            // ！？；｡
            [0xEF, 0xBC, 0x81 | 0x9F | 0x9B, ..] | [0xEF, 0xBD, 0xA1, ..] => self.stops += 1,
            // ，
            [0xEF, 0xBC, 0x8C, ..] => self.commas += 1,
            // The ideographic space, and the one that breaks no line.
            [0xE3, 0x80, 0x80, ..] | [0xC2, 0xA0, ..] => self.spaced = true,
            // （）《》
            [0xEF, 0xBC, 0x88 | 0x89, ..] | [0xE3, 0x80, 0x8A | 0x8B, ..] => self.brackets = true,
            // 〈
            [0xE3, 0x80, 0x88, ..] => {
                self.odd = true;
                self.brackets = true;
            }
            // Radicals; compatibility ideographs; the marks of vertical lines.
            [0xE2, 0xBA..=0xBF, ..] | [0xEF, 0xA4..=0xAB | 0xB8 | 0xB9, ..] => self.odd = true,
            // Digits and letters of full width.
            [0xEF, 0xBC, 0x90..=0x99 | 0xA1..=0xBA, ..] | [0xEF, 0xBD, 0x81..=0x9A, ..] => self.odd = true,
            _ => {}
        }
    }
}

/// The places of the bits that are set.
#[inline(always)]
fn places(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < LANES).then_some(at)
    })
}

/// How many bytes of `bytes` pass `test`: short sums first, so that it is
/// done for many bytes at once.
pub(super) fn count(bytes: &[u8], test: impl Fn(u8) -> bool) -> u32 {
    let short = |part: &[u8]| part.iter().fold(0u8, |n, &b| n.wrapping_add(u8::from(test(b))));
    bytes.chunks(128).map(|part| u32::from(short(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, character by character.
    fn one_by_one(text: &str) -> Counts {
        let n = |of: &str| text.chars().filter(|c| of.contains(*c)).count() as u32;
        Counts {
            chars: text.chars().count() as u32,
            ascii: text.bytes().filter(u8::is_ascii).count() as u32,
            stops: n("。！？；｡!?;"),
            commas: n("，,"),
            full: n("。") > 0,
            spaced: n("\u{3000}\u{A0} \t") > 0,
            brackets: n("（）《》()〈") > 0,
            odd: text.chars().any(|c| matches!(c, '〈' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '\u{2E80}'..='\u{2FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE00}'..='\u{FE7F}')),
        }
    }

    #[test]
    fn counts_are_those_of_the_characters() {
        let text = "本报讯（记者 王丽）《春》：“好！”a, b; 1.5％？；，。｡〈〉「」、\u{3000}\u{A0}é𠮷()!⼀︵５Ａｚ金…—";
        let mut pieces: Vec<&str> = vec![""];
        for (at, _) in text.char_indices() {
            pieces.extend([&text[at..], &text[..at]]);
        }
        for piece in pieces {
            assert_eq!(Counts::of(piece.as_bytes()), one_by_one(piece), "{piece}");
        }
        let long = text.repeat(300);
        assert_eq!(Counts::of(long.as_bytes()), one_by_one(&long));
    }
}
