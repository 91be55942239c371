//! The reference page with its hand-made mentions, article by article.

use crate::support::{figure, named};
use baozhi::event::Frames;
use baozhi::internals::{self, Config, Found, Input};
use baozhi::record::{FigureKind, Mention, MentionKind};
use baozhi::{Span, token};
use serde_json::Value;

/// The annotated page.
pub struct Page {
    text: String,
    pub gold: Value,
}

/// One article of the page with column breaks joined.
pub struct PageArticle {
    pub text: String,
    pub mentions: Vec<Mention>,
    pub title_end: usize,
    /// For each byte of the page from `start`, its byte in `text`.
    start: usize,
    map: Vec<usize>,
}

impl Page {
    /// Reads the page and its annotations.
    pub fn load() -> Page {
        Page {
            text: super::text("corpora/pages/real/xuchang-2021-03-03.txt"),
            gold: super::json("gold/xuchang-2021-03-03.json"),
        }
    }

    /// Every article with a body.
    pub fn articles(&self) -> Vec<PageArticle> {
        let list = self.gold["articles"].as_array().expect("articles");
        list.iter().skip(1).map(|a| self.article(a)).collect()
    }

    fn article(&self, a: &Value) -> PageArticle {
        let (start, end) = (at(a, "bstart"), at(a, "bend"));
        let breaks = self.breaks(start, end);
        let (mut text, mut map) = (String::new(), Vec::new());
        for (n, c) in self.text[start..end].char_indices() {
            let pos = start + n;
            map.extend(std::iter::repeat_n(text.len(), c.len_utf8()));
            if !breaks.iter().any(|b| b.start <= pos && pos < b.end) {
                text.push(c);
            }
        }
        map.push(text.len());
        let title = a["title"]["bend"].as_u64().map_or(start, |n| n as usize);
        let title_end = map[title.clamp(start, end) - start];
        let mut article = PageArticle { text, mentions: Vec::new(), title_end, start, map };
        article.mentions = self.mentions(&article, end);
        article
    }

    /// The line breaks inside sentences.
    fn breaks(&self, start: usize, end: usize) -> Vec<Span> {
        let repairs = self.gold["repairs"].as_array().expect("repairs");
        let mut out = Vec::new();
        for r in repairs.iter().filter(|r| r["kind"] == "column_break" || r["kind"] == "number_split") {
            let Some(from) = r["bstart"].as_u64().map(|n| n as usize) else { continue };
            let to = at(r, "bend");
            if from < start || to > end {
                continue;
            }
            let bytes = self.text.as_bytes();
            out.extend((from..to).filter(|&n| bytes[n] == b'\n').map(|n| Span::new(n, n + 1)));
        }
        out
    }

    fn mentions(&self, article: &PageArticle, end: usize) -> Vec<Mention> {
        let mut out = Vec::new();
        let layers = self.gold["mentions"].as_object().expect("mention layers");
        let dates = [("time", &self.gold["dates"]), ("figure", &self.gold["figures"])];
        let all = layers.iter().map(|(k, v)| (k.as_str(), v)).chain(dates);
        for (layer, list) in all {
            for m in list.as_array().expect("a list") {
                let (from, to) = (at(m, "bstart"), at(m, "bend"));
                if from < article.start || to > end {
                    continue;
                }
                let span = article.span(from, to);
                out.push(mention(&article.text, span, kind(layer, m, &article.text.as_str()[span])));
            }
        }
        out.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
        for (n, m) in out.iter_mut().enumerate() {
            m.id = n as u32;
        }
        out
    }
}

impl PageArticle {
    /// A span of the page in this article's text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.map[from - self.start], self.map[to - self.start])
    }

    /// True when the page's byte `at` lies in this article.
    pub fn holds(&self, at: usize) -> bool {
        (self.start..self.start + self.map.len()).contains(&at)
    }

    /// Runs the event stage.
    pub fn find(&self, frames: &Frames, config: &Config) -> Found {
        let sentences = token::sentences(&self.text);
        internals::find(
            frames,
            config,
            &Input {
                text: &self.text,
                title: Some(Span::new(0, self.title_end)),
                body: Span::new(self.title_end, self.text.len()),
                sentences: &sentences,
                words: &[],
                mentions: &self.mentions,
                entities: &[],
                date: Some(jiff::civil::date(2021, 3, 3)),
                home: Some("许昌市"),
            },
        )
    }
}

fn at(v: &Value, key: &str) -> usize {
    v[key].as_u64().expect("an offset") as usize
}

fn kind(layer: &str, m: &Value, surface: &str) -> MentionKind {
    if layer != "figure" {
        return named(layer, surface).unwrap_or(MentionKind::Duration { value: "P1D".into() });
    }
    let kind = match m["kind"].as_str() {
        Some("rate") => FigureKind::Rate,
        Some("amount") => FigureKind::Amount,
        Some("ordinal") => FigureKind::Ordinal,
        _ => FigureKind::Count,
    };
    figure(kind, None)
}

fn mention(text: &str, span: Span, kind: MentionKind) -> Mention {
    Mention::new(kind, text, span, "gold")
}
