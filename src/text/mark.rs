//! Marks and blanks: what ends a sentence or a clause, what opens and closes.

/// True for a mark that ends a sentence by itself, in either width: 。！？.
#[inline]
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// True for a mark that ends a sentence, or trails off at the end of one: 。…
#[inline]
pub(crate) fn ends_or_trails(c: char) -> bool {
    ends_sentence(c) || c == '…'
}

/// True for a mark between two clauses, in either width: ，；：.
#[inline]
pub(crate) fn parts_clauses(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '：' | ':')
}

/// True where the reading of a clause stops: at the end of a sentence or of a
/// line, and at a mark between clauses.
#[inline]
pub(crate) fn breaks_clause(c: char) -> bool {
    ends_sentence(c) || parts_clauses(c) || matches!(c, '\n' | '\r')
}

/// True for the commas that list things or part clauses: ，、.
#[inline]
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '､')
}

/// True for a quotation mark that opens: “‘「『.
#[inline]
pub(crate) fn opens_quotation(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『')
}

/// True for a quotation mark that closes: ”’」』.
#[inline]
pub(crate) fn closes_quotation(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』')
}

/// True for a bracket that opens, in either width: （《【〔.
#[inline]
pub(crate) fn opens_bracket(c: char) -> bool {
    matches!(c, '（' | '(' | '《' | '〈' | '【' | '〔' | '［' | '[')
}

/// True for a bracket that closes, in either width: ）》】〕.
#[inline]
pub(crate) fn closes_bracket(c: char) -> bool {
    matches!(c, '）' | ')' | '》' | '〉' | '】' | '〕' | '］' | ']')
}

/// True for what goes with the mark that ends a sentence: 他说：“好。”
#[inline]
pub(crate) fn follows_sentence_end(c: char) -> bool {
    ends_sentence(c) && c != '｡' || closes_quotation(c) || matches!(c, '）' | ')' | '》')
}

/// True for the blanks that stand inside a line: half and full width, and the
/// one that does not break.
#[inline]
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t')
}

/// True for the blanks that may stand inside a numeral or before its unit.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}')
}

/// The mark that closes what `open` opens; `None` for other characters.
pub(crate) fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        '[' => ']',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_has_a_mark_that_closes() {
        for c in '\0'..'\u{FFFF}' {
            let opens = opens_quotation(c) || opens_bracket(c);
            assert_eq!(opens, closing_of(c).is_some(), "{c}");
            if let Some(close) = closing_of(c) {
                assert_eq!(opens_quotation(c), closes_quotation(close), "{c}");
                assert_eq!(opens_bracket(c), closes_bracket(close), "{c}");
            }
        }
    }

    #[test]
    fn sentences_and_clauses_end_in_either_width() {
        assert!("。！？!?｡".chars().all(|c| ends_sentence(c) && breaks_clause(c)));
        assert!("，,；;：:\n".chars().all(|c| breaks_clause(c) && !ends_sentence(c)));
        assert!(ends_or_trails('…') && !ends_sentence('…'));
        assert!(!"、许 ”".chars().any(breaks_clause));
        assert!(is_comma('、') && is_blank('\u{3000}') && !is_blank('\n'));
        assert!("。”）》".chars().all(follows_sentence_end));
    }
}
