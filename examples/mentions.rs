//! Who, where and what: the mentions of JSONL texts as records.
//!
//! ```text
//! cargo run --release --example mentions -- texts.jsonl > records.jsonl
//! ```
//!
//! A line is `{"id":"1","text":"…"}`, with `home` (许昌市) and `date` where known.

use baozhi::lexicon::Lexicon;
use baozhi::mention::{self, Input};
use baozhi::record::{ArticleInfo, IssueInfo, Record, SCHEMA, Source};
use baozhi::tagger::{Scratch, Tagger};
use baozhi::token::Segmenter;
use baozhi::{Offsets, Span, token};
use std::io::{BufRead, BufWriter, Write};

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    home: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: mentions TEXTS.jsonl")?;
    let reader = Reader {
        lexicon: Lexicon::new(),
        tagger: (!std::env::args().any(|a| a == "--no-model")).then(Tagger::embedded),
        segmenter: Segmenter::new(),
    };
    let mut scratch = Scratch::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let record = read(&reader, line, &mut scratch);
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// What is built once.
struct Reader {
    lexicon: Lexicon,
    tagger: Option<Tagger>,
    segmenter: Segmenter,
}

fn read(reader: &Reader, line: Line, scratch: &mut Scratch) -> Record {
    let sentences = token::sentences(&line.text);
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    if let Some(tagger) = &reader.tagger {
        reader.segmenter.segment(&line.text, &sentences, &mut words);
        tagger.tag(&line.text, &sentences, &words, scratch, &mut tags);
    }
    let body = Span::new(0, line.text.len());
    let found = mention::find(&Input {
        text: &line.text,
        body,
        sentences: &sentences,
        names: &[],
        tags: &tags,
        words: &words,
        taken: &[],
        lexicon: &reader.lexicon,
        date: None,
        home: line.home.as_deref(),
    });
    let record = Record {
        schema: SCHEMA,
        id: line.id,
        offsets: Offsets::Byte,
        issue: IssueInfo { date: line.date, home: line.home, ..IssueInfo::default() },
        article: ArticleInfo::default(),
        body: [body.start, body.end],
        text: line.text,
        source: Source::default(),
        mentions: found.mentions,
        entities: found.entities,
        posts: found.posts,
        events: Vec::new(),
        quotes: Vec::new(),
        warnings: Vec::new(),
    };
    record.with_offsets(Offsets::Char)
}
