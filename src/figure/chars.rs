//! The filter that finds where a figure may start.

/// Every character a figure can start with, after its sign or currency mark.
const STARTS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十百千万亿零〇两兩壹贰貳叁叄參肆伍陆陸柒捌\
玖拾佰仟萬億廿卅卌几幾数數半第首翻对米";

/// [`STARTS`] as a bit set over the basic plane.
static START_BITS: [u64; 1024] = {
    let (bytes, mut bits, mut i) = (STARTS.as_bytes(), [0u64; 1024], 0);
    while i < bytes.len() {
        let (code, len) = match bytes[i] {
            b @ 0..0x80 => (b as usize, 1),
            b => (three(b, bytes[i + 1], bytes[i + 2]), 3),
        };
        bits[code / 64] |= 1 << (code % 64);
        i += len;
    }
    bits
};

const fn three(a: u8, b: u8, c: u8) -> usize {
    (a as usize & 15) << 12 | (b as usize & 63) << 6 | (c as usize & 63)
}

/// True for a character that a figure can start with.
pub(super) fn starts(c: char) -> bool {
    START_BITS.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
}

/// The first place from `at` on, before `end`, where a figure can start.
///
/// This is the loop that sees every byte of a text; all else runs at its hits.
pub(super) fn next_start(text: &str, mut at: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..end];
    while let Some(&b) = bytes.get(at) {
        let len = match b {
            0..0x80 => {
                if b.is_ascii_digit() {
                    return Some(at);
                }
                1
            }
            0xE0..0xF0 => {
                let [.., b1, b2] = bytes[at..].first_chunk::<3>().copied()?;
                let code = three(b, b1, b2);
                if START_BITS[code / 64] >> (code % 64) & 1 == 1 {
                    return Some(at);
                }
                3
            }
            0xF0.. => 4,
            _ => 2,
        };
        at += len;
    }
    None
}
