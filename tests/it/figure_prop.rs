//! Numbers written out and read back, and texts made of numeral characters.

use baozhi::figure::numeral::read;
use baozhi::figure::{Value, scan};
use proptest::prelude::*;
use rust_decimal::Decimal;

const PLAIN: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// A number below 10^16 written with places; `units` are 十 百 千.
fn written(n: u64, digits: [&str; 10], units: [&str; 3]) -> String {
    let mut out = String::new();
    for (scale, name) in [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = n / scale % 10_000;
        if part == 0 {
            continue;
        }
        if !out.is_empty() && part < 1000 {
            out.push_str(digits[0]);
        }
        out.push_str(&section(part, digits, units));
        // 三万亿 before 五亿 shares its 亿.
        let shared = name == "万亿" && !(n / 100_000_000).is_multiple_of(10_000);
        out.push_str(if shared { "万" } else { name });
    }
    if out.is_empty() { digits[0].to_owned() } else { out }
}

fn section(n: u64, digits: [&str; 10], units: [&str; 3]) -> String {
    let (mut out, mut gap) = (String::new(), false);
    for (place, unit) in [(1000, units[2]), (100, units[1]), (10, units[0]), (1, "")] {
        let digit = (n / place % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push_str(digits[0]);
        }
        out.push_str(digits[digit]);
        out.push_str(unit);
    }
    out
}

fn grouped(n: u64, comma: char) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (k, c) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push(comma);
        }
        out.push(c);
    }
    out
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
        .collect()
}

fn check(text: &str, want: Decimal) -> Result<(), TestCaseError> {
    let n = read(text, 0);
    prop_assert_eq!(
        n.map(|n| (n.span.end, n.value)),
        Some((text.len(), Value::Exact(want.normalize()))),
        "{}",
        text
    );
    Ok(())
}

proptest! {
    #[test]
    fn a_number_written_out_is_read_back(n in prop_oneof![0u64..100_000, 0u64..10_000_000_000_000_000]) {
        let value = Decimal::from(n);
        check(&written(n, PLAIN, ["十", "百", "千"]), value)?;
        check(&written(n, FORMAL, ["拾", "佰", "仟"]), value)?;
        check(&n.to_string(), value)?;
        check(&wide(&n.to_string()), value)?;
        check(&grouped(n, ','), value)?;
        check(&wide(&grouped(n, '，')), value)?;
    }

    #[test]
    fn a_decimal_with_its_scale_is_read_back(n in 1u64..1_000_000, places in 1u32..4, minus: bool) {
        let value = Decimal::new(n as i64, places) * if minus { -Decimal::ONE } else { Decimal::ONE };
        let sign = if minus { "-" } else { "" };
        check(&format!("{value}"), value)?;
        check(&format!("{value}亿"), value * Decimal::from(100_000_000))?;
        let digits = format!("{}", value.abs());
        let (whole, part) = digits.split_once('.').unwrap();
        let spelt: String = part.bytes().map(|b| PLAIN[usize::from(b - b'0')]).collect();
        let minus = sign.replace('-', "负");
        check(&format!("{minus}{}点{spelt}", written(whole.parse().unwrap(), PLAIN, ["十", "百", "千"])), value)?;
    }

    #[test]
    fn any_digits_give_a_value_or_their_own_text(digits in "[1-9][0-9]{0,60}") {
        let n = read(&digits, 0).unwrap();
        prop_assert_eq!(n.span.end, digits.len());
        match n.value {
            Value::Exact(d) => prop_assert_eq!(d.to_string(), digits),
            value => prop_assert_eq!((value, digits.len() > 28), (Value::Long, true)),
        }
    }

    #[test]
    fn any_text_gives_sorted_figures_on_char_boundaries(
        text in "[0-9０-９一二三十百千万亿零两几数多余半第首翻番对折成分之点个年月日元%$￥约近超过不以上下至到—\\-+/.,，、“”（）届中大次级倍公里人次每\n A-C]{0,60}"
    ) {
        let mut end = 0;
        for figure in scan(&text) {
            prop_assert!(figure.span.start >= end && figure.span.end > figure.span.start);
            for span in [Some(figure.span), figure.measure, figure.base, figure.per].into_iter().flatten() {
                prop_assert!(span.get(&text).is_some());
            }
            end = figure.span.end;
            let _ = figure.to_record(&text);
        }
    }
}
