//! Page numbers that stand on a line of their own, in the middle of a
//! sentence: `第 30 页`, `— 3 —`, `·3·`.

/// True when the whole line is a page number.
pub(crate) fn is_page_number(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    match line.strip_prefix('第').and_then(|s| s.strip_suffix('页')) {
        Some(n) => is_number(n.trim()),
        None => between_dashes(line),
    }
}

fn between_dashes(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '·' | '－' | '─');
    line.starts_with(dash) && line.ends_with(dash) && is_number(line.trim_matches(|c| dash(c) || c == ' '))
}

fn is_number(s: &str) -> bool {
    let digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百〇".contains(c);
    !s.is_empty() && s.chars().count() <= 5 && s.chars().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for yes in ["第 30 页", "第30页", "— 3 —", "- 12 -", "·７·", "第十二页"] {
            assert!(is_page_number(yes), "{yes}");
        }
        for no in ["第 02 版", "第一页书", "——深入调研", "30", "第页", "—", "——"] {
            assert!(!is_page_number(no), "{no}");
        }
    }
}
