//! UTF-7: ASCII in which other characters stand between `+` and `-`, as
//! base64 of their UTF-16. It is told apart to be refused: nobody prints in it,
//! and read as ASCII it is a text of letters.

/// True for ASCII whose runs of base64 behind `+` are Chinese characters.
pub(super) fn is_utf7(ascii: &[u8]) -> bool {
    /// Characters without which a `+` may stand for itself.
    const TELLING: usize = 8;
    let (mut chinese, mut all) = (0, 0);
    let mut rest = ascii;
    while let Some(plus) = memchr::memchr(b'+', rest) {
        rest = &rest[plus + 1..];
        let (mut bits, mut held) = (0u32, 0);
        // A `+` is a letter of base64 too: inside a run it begins none.
        while let Some((six, behind)) = rest.split_first().and_then(|(&b, rest)| Some((sextet(b)?, rest))) {
            rest = behind;
            (bits, held) = (bits << 6 | u32::from(six), held + 6);
            if held >= 16 {
                held -= 16;
                let unit = bits >> held & 0xFFFF;
                all += 1;
                chinese += usize::from(matches!(unit, 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF));
            }
        }
    }
    chinese >= TELLING && chinese * 10 >= all * 9
}

/// What a letter of base64 stands for.
fn sextet(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_in_base64_is_told_from_ascii_with_plus_signs() {
        // 市委召开会议部署春季生产。
        assert!(is_utf7(b"+XgJZ1FPsXwBPGouukOh/cmYlW2N1H06nMAI-\n"));
        for ascii in [
            &b"1+1=2, a+b, c++"[..],
            b"+8613800000000 +8613800000001",
            b"data:image/png;base64,iVBORw0KGgo+AAAA",
        ] {
            assert!(!is_utf7(ascii), "{}", String::from_utf8_lossy(ascii));
        }
    }
}
