//! What stands in a line, counted by bytes, many at once.

/// How many places are looked at together.
const LANES: usize = 16;
/// The same with the two bytes behind the last.
const WINDOW: usize = LANES + 2;
/// So many sums are kept.
const SUMS: usize = 8;

/// How much of what stands in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub chars: u32,
    pub ascii: u32,
    /// ASCII that lines are asked for: `!` `?` `;` `,` `(` `)`, blanks.
    pub asked: u32,
    /// ！？；｡
    pub stops: u32,
    /// 。
    pub full: u32,
    /// ，
    pub commas: u32,
    /// The ideographic space.
    pub spaces: u32,
    /// （）《》
    pub brackets: u32,
}

impl Counts {
    /// Counts in whole characters of UTF-8.
    pub fn of(bytes: &[u8]) -> Counts {
        let mut sums = Sums::default();
        let mut all = [0; SUMS];
        let mut rest = bytes;
        while !rest.is_empty() {
            // A lane holds 255 at most.
            for _ in 0..255 {
                match rest.first_chunk::<WINDOW>() {
                    Some(window) => sums.add(window),
                    None => sums.add(&padded(rest)),
                }
                rest = rest.get(LANES..).unwrap_or_default();
                if rest.is_empty() {
                    break;
                }
            }
            sums.take(&mut all);
        }
        let [chars, ascii, asked, stops, full, commas, spaces, brackets] = all;
        Counts { chars, ascii, asked, stops, full, commas, spaces, brackets }
    }
}

/// The last bytes, with some behind them that count as nothing.
fn padded(rest: &[u8]) -> [u8; WINDOW] {
    let mut window = [0x80; WINDOW];
    let n = rest.len().min(WINDOW);
    window[..n].copy_from_slice(&rest[..n]);
    window
}

/// Sums by lane: in this form they compile to vector steps.
#[derive(Default)]
struct Sums([[u8; LANES]; SUMS]);

impl Sums {
    /// Looks at each place with the two bytes behind it.
    #[inline(always)]
    fn add(&mut self, window: &[u8; WINDOW]) {
        for i in 0..LANES {
            let (a, b, c) = (window[i], window[i + 1], window[i + 2]);
            let cjk = (a == 0xE3) & (b == 0x80);
            let full = (a == 0xEF) & (b == 0xBC);
            let half = (a == 0xEF) & (b == 0xBD);
            let found = [
                a as i8 >= -0x40,
                a < 0x80,
                is_asked(a),
                full & ((c == 0x81) | (c == 0x9F) | (c == 0x9B)) | half & (c == 0xA1),
                cjk & (c == 0x82),
                full & (c == 0x8C),
                cjk & (c == 0x80),
                full & (c & 0xFE == 0x88) | cjk & (c & 0xFE == 0x8A),
            ];
            for (sum, found) in self.0.iter_mut().zip(found) {
                sum[i] = sum[i].wrapping_add(u8::from(found));
            }
        }
    }

    /// Adds the lanes to `all` and empties them.
    fn take(&mut self, all: &mut [u32; SUMS]) {
        for (all, lanes) in all.iter_mut().zip(std::mem::take(&mut self.0)) {
            *all += u32::from(lanes.into_iter().map(u16::from).sum::<u16>());
        }
    }
}

#[inline(always)]
fn is_asked(b: u8) -> bool {
    (b == b'!')
        | (b == b'?')
        | (b == b';')
        | (b == b',')
        | (b == b' ')
        | (b == b'\t')
        | (b == b'(')
        | (b == b')')
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
            asked: n("!?;, \t()"),
            stops: n("！？；｡"),
            full: n("。"),
            commas: n("，"),
            spaces: n("\u{3000}"),
            brackets: n("（）《》"),
        }
    }

    #[test]
    fn counts_are_those_of_the_characters() {
        let text = "本报讯（记者 王丽）《春》：“好！”a, b; 1.5％？；，。｡〈〉「」、\u{3000}\u{A0}é𠮷()!";
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
