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

/// True for a quotation mark that closes: ”’」』.
#[inline]
pub(crate) fn closes_quotation(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』')
}

/// True for what goes with the mark that ends a sentence: 他说：“好。”
#[inline]
pub(crate) fn follows_sentence_end(c: char) -> bool {
    ends_sentence(c) && c != '｡' || closes_quotation(c) || matches!(c, '）' | ')' | '》')
}

/// True for the blanks that may stand inside a numeral or before its unit.
#[inline]
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{A0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_clauses_end_in_either_width() {
        assert!("。！？!?｡".chars().all(|c| ends_sentence(c) && breaks_clause(c)));
        assert!("，,；;：:\n".chars().all(|c| breaks_clause(c) && !ends_sentence(c)));
        assert!(ends_or_trails('…') && !ends_sentence('…'));
        assert!(!"、许 ”".chars().any(breaks_clause));
        assert!("。”）》".chars().all(follows_sentence_end));
    }
}
