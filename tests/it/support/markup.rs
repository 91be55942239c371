//! Sentences with their mentions written into them: `{王宁|P}说，水来了`.

use super::{figure, named};
use baozhi::event::Frames;
use baozhi::internals::{self, Config, Found, Input};
use baozhi::record::{FigureKind, Mention};
use baozhi::{Span, token};

/// A text and the mentions written into it.
pub struct Marked {
    pub text: String,
    pub mentions: Vec<Mention>,
    /// Where the body begins: behind the first line if the text has a title.
    pub body: usize,
}

/// Reads a text with mentions in braces; a title is set off by `##`.
pub fn read(source: &str) -> Marked {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|n| n + open).expect("an open brace is closed");
        let (surface, code) = rest[open + 1..close].rsplit_once('|').expect("surface|code");
        text.push_str(&rest[..open]);
        let start = text.len();
        text.push_str(surface);
        mentions.push(mention(mentions.len() as u32, &text, code, start));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let body = text.find("##").unwrap_or(0);
    let text = text.replacen("##", "\n\n", 1);
    Marked { text, mentions, body: if body > 0 { body + 2 } else { 0 } }
}

impl Marked {
    /// Runs the event stage.
    pub fn find(&self, frames: &Frames, config: &Config) -> Found {
        let sentences = token::sentences(&self.text);
        let input = Input {
            text: &self.text,
            title: (self.body > 0).then(|| Span::new(0, self.body - 2)),
            body: Span::new(self.body, self.text.len()),
            sentences: &sentences,
            words: &[],
            mentions: &self.mentions,
            entities: &[],
            date: Some(jiff::civil::date(2021, 3, 3)),
            home: Some("南川市"),
        };
        internals::find(frames, config, &input)
    }
}

fn mention(id: u32, text: &str, code: &str, start: usize) -> Mention {
    let surface = &text[start..];
    let named = |layer| named(layer, surface).expect("a layer");
    let kind = match code {
        "P" => named("person"),
        "L" => named("place"),
        "O" => named("institution"),
        "F" => figure(FigureKind::Count, Some("个")),
        "A" => figure(FigureKind::Amount, Some("CNY")),
        "R" => figure(FigureKind::Rate, Some("%")),
        "D" => named("document"),
        "M" => named("meeting"),
        "T" => named("time"),
        other => panic!("{other}: no such mention code"),
    };
    let mut mention = Mention::new(kind, text, Span::new(start, text.len()), "test");
    mention.id = id;
    mention
}
