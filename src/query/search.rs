//! Sentences that hold words.

use super::fold;
use crate::error::{Error, Result};
use crate::record::Record;
use crate::span::Span;
use crate::token::sentences;
use memchr::memmem::Finder;

/// Words that are looked for in the sentences of articles, all of which a
/// sentence must hold.
///
/// ```
/// use baozhi::Record;
/// use baozhi::query::Search;
///
/// let search = Search::parse("會議 \"水利 项目\"")?;
/// let record = Record::new("a", "会议听取汇报。会议部署水利 项目，水利先行。");
/// let hits = search.hits(&record);
/// assert_eq!(hits.len(), 1);
/// assert_eq!(&record.text.as_str()[hits[0].sentence], "会议部署水利 项目，水利先行。");
/// assert_eq!(hits[0].words.iter().map(|w| &record.text.as_str()[*w]).collect::<Vec<_>>(), ["会议", "水利 项目"]);
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Search {
    words: Vec<Finder<'static>>,
}

/// One sentence that holds all words. Spans are bytes of the record's text,
/// whatever unit its own offsets have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hit {
    /// The sentence.
    pub sentence: Span,
    /// Where the words stand in the text, in order; those that touch or
    /// overlap are one.
    pub words: Vec<Span>,
}

impl Search {
    /// Words parted by blanks; what stands in quotation marks (`"…"` or `“…”`)
    /// is one word with its blanks.
    ///
    /// # Errors
    /// Where there is no word, or a quotation mark is not closed.
    pub fn parse(words: &str) -> Result<Search> {
        let mut found = Vec::new();
        let mut rest = words.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_mark = |c: char| matches!(c, '"' | '“' | '”');
            let word;
            if is_mark(first) {
                let inside = &rest[first.len_utf8()..];
                let end = inside.find(is_mark).ok_or_else(|| {
                    Error::usage(format!("{words}: the quotation mark before {inside:?} is not closed"))
                })?;
                word = &inside[..end];
                rest = inside[end..].strip_prefix(is_mark).unwrap_or_default();
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(rest.len());
                (word, rest) = rest.split_at(end);
            }
            found.extend(Some(word.trim()).filter(|word| !word.is_empty()));
            rest = rest.trim_start();
        }
        Search::new(found)
    }

    /// Each of `words` as it stands.
    ///
    /// # Errors
    /// Where there is no word, or an empty one.
    pub fn new<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> Result<Search> {
        let folded = |word: S| Some(fold(word.as_ref())).filter(|word| !word.is_empty());
        let words: Option<Vec<String>> = words.into_iter().map(folded).collect();
        match words {
            Some(words) if !words.is_empty() => {
                let finder = |word: String| Finder::new(word.as_bytes()).into_owned();
                Ok(Search { words: words.into_iter().map(finder).collect() })
            }
            _ => Err(Error::usage("expected a word to look for, found none")),
        }
    }

    /// The sentences of an article's headline and body that hold all words.
    pub fn hits(&self, record: &Record) -> Vec<Hit> {
        let text = fold(&record.text);
        if !self.words.iter().all(|word| word.find(text.as_bytes()).is_some()) {
            return Vec::new();
        }
        let hit = |sentence: Span| {
            let words = self.words_in(&text.as_str()[sentence])?;
            let words = words.into_iter().map(|word| word.shift(sentence.start)).collect();
            Some(Hit { sentence, words })
        };
        sentences(&record.text).into_iter().filter_map(hit).collect()
    }

    /// Where the words stand in a folded sentence; none unless all do.
    fn words_in(&self, sentence: &str) -> Option<Vec<Span>> {
        let mut spans: Vec<Span> = Vec::new();
        for word in &self.words {
            let before = spans.len();
            let length = word.needle().len();
            spans.extend(word.find_iter(sentence.as_bytes()).map(|at| Span::new(at, at + length)));
            if spans.len() == before {
                return None;
            }
        }
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        Some(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<Vec<String>> {
        let record = Record::new("a", text);
        let hits = Search::parse(words).unwrap().hits(&record);
        let printed = |hit: Hit| hit.words.iter().map(|w| record.text.as_str()[*w].to_owned()).collect();
        hits.into_iter().map(printed).collect()
    }

    #[test]
    fn all_words_stand_in_one_sentence() {
        let text = "春灌开始\n水库放水，春灌开始。水库蓄水。";
        assert_eq!(found("水库 春灌", text), [["水库", "春灌"]]);
        assert_eq!(found("水库", text).len(), 2);
        assert!(found("水库 秋收", text).is_empty());
        assert!(found("春灌 蓄水", text).is_empty());
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        assert_eq!(found("水库放 库放水 水", "大水库放水了。"), [["水库放水"]]);
    }

    #[test]
    fn characters_are_alike_either_way_round() {
        assert_eq!(found("會議", "会议开始。"), [["会议"]]);
        assert_eq!(found("会议", "會議開始。"), [["會議"]]);
        assert_eq!(found("gdp", "ＧＤＰ与GDP。"), [["GDP"]]);
    }

    #[test]
    fn quotation_marks_hold_a_phrase_together() {
        for words in ["\"水 库\"", "“水 库”", "\"水 库\" \"\"", "\u{3000}“水 库”\n"] {
            assert_eq!(found(words, "水 库。库水 。"), [["水 库"]], "{words}");
        }
        for words in ["", " \u{3000}", "\"\"", "\"水库", "水库 “"] {
            assert!(Search::parse(words).unwrap_err().is_usage(), "{words}");
        }
    }
}
