//! The tagger from outside: training, the model's file, and odd input.

use baozhi::Span;
use baozhi::tagger::train::{Example, Knowledge, Options, train};
use baozhi::tagger::{Label, Scratch, Tag, Tagger};
use baozhi::token::{Segmenter, sentences};
use proptest::prelude::*;
use std::sync::OnceLock;

/// Invented sentences: `[name/label]` marks the names.
const CORPUS: &str = "\
记者[周小禾/P]从[青山市/L]报道。
[柳河县/L]县长[林大为/P]出席会议。
[青山市政协/I]主席[周大山/P]讲话。
会议在[柳河县/L]召开。
[柳河县教育局/I]局长[林小禾/P]介绍情况。
记者[林大山/P]从[柳河县/L]报道。
[青山市教育局/I]召开会议。
大家认真学习，会议开得很好。";

fn example(line: &str) -> Example {
    let (mut text, mut names) = (String::new(), Vec::new());
    for part in line.split_inclusive(']') {
        let Some((before, marked)) = part.split_once('[') else {
            text.push_str(part);
            continue;
        };
        text.push_str(before);
        let (name, label) = marked.trim_end_matches(']').split_once('/').unwrap();
        let label = match label {
            "P" => Label::Person,
            "L" => Label::Place,
            _ => Label::Institution,
        };
        names.push((Span::new(text.len(), text.len() + name.len()), label));
        text.push_str(name);
    }
    Example::new(text, names)
}

fn examples() -> Vec<Example> {
    CORPUS.lines().map(example).collect()
}

fn trained() -> &'static Tagger {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    TAGGER.get_or_init(|| {
        let options = Options { epochs: 20, after: 2, least: 1, ..Options::default() };
        train(&examples(), &Knowledge::default(), &options, &mut |_| {})
    })
}

fn segmenter() -> &'static Segmenter {
    static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
    SEGMENTER.get_or_init(Segmenter::new)
}

pub fn tag(tagger: &Tagger, text: &str) -> Vec<Tag> {
    let sentences = sentences(text);
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    segmenter().segment(text, &sentences, &mut words);
    tagger.tag(text, &sentences, &words, &mut Scratch::default(), &mut tags);
    tags
}

#[test]
fn what_was_learnt_is_found_again() {
    for example in examples() {
        let found: Vec<(Span, Label)> =
            tag(trained(), &example.text).iter().map(|t| (t.span, t.label)).collect();
        assert_eq!(found, example.names, "{}", example.text);
    }
}

#[test]
fn training_is_deterministic_for_a_seed() {
    let run = |seed| {
        let mut losses = Vec::new();
        let options = Options { epochs: 3, after: 1, least: 1, seed, ..Options::default() };
        let tagger = train(&examples(), &Knowledge::default(), &options, &mut |p| losses.push(p.loss));
        (tagger, losses)
    };
    let one = run(7);
    assert!(one == run(7), "two runs differ");
    assert!(one.0 != run(8).0, "the seed has no effect");
    assert_eq!(one.1.len(), 4);
    assert!(one.1[3] < one.1[0], "nothing is learnt: {:?}", one.1);
}

#[test]
fn the_file_gives_the_model_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.model");
    trained().save(&path).unwrap();
    assert!(Tagger::load(&path).unwrap() == *trained());
}

#[test]
fn a_damaged_file_is_refused_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.model");
    trained().save(&path).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let refuse = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let message = Tagger::load(&path).unwrap_err().to_string();
        assert!(message.contains("small.model"), "{message}");
        message
    };
    assert!(refuse(b"").contains("not a tagger model"));
    assert!(refuse(b"{\"id\":1}").contains("not a tagger model"));
    assert!(refuse(&whole[..whole.len() / 2]).contains("damaged"));
    for at in (14..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        assert!(refuse(&bytes).contains("damaged"), "byte {at}");
    }
    let mut later = whole.clone();
    later[13] = 200;
    assert!(refuse(&later).contains("version 200"));
    let missing = Tagger::load(folder.path().join("none.model")).unwrap_err();
    assert!(missing.as_io().is_some());
}

#[test]
fn no_text_no_names() {
    assert_eq!(tag(trained(), ""), []);
    assert_eq!(tag(trained(), " \n\u{3000}\n"), []);
}

fn check(tagger: &Tagger, text: &str) {
    let tags = tag(tagger, text);
    for t in &tags {
        let name = t.span.get(text).expect("a span on char boundaries");
        assert!(!name.is_empty() && t.margin >= 0.0);
    }
    assert!(tags.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{tags:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_sound_spans(text in "\\PC{0,200}") {
        check(trained(), &text);
    }

    #[test]
    fn names_in_any_order_give_sound_spans(
        parts in proptest::collection::vec(
            prop::sample::select(vec!["周小禾", "青山市", "教育局", "。", "\n", "记者", "的", "１2", "é", "王"]),
            0..120,
        )
    ) {
        check(trained(), &parts.concat());
    }
}

#[cfg(feature = "model")]
mod embedded {
    use super::*;

    #[test]
    fn odd_input_gives_sound_spans() {
        let tagger = Tagger::embedded();
        let (digits, surnames, long) = ("1".repeat(5000), "王李张".repeat(3000), "青山市".repeat(9000));
        for text in [digits.as_str(), &surnames, &long, "((((((((((", "\u{10ffff}\u{0}\u{feff}市"] {
            check(&tagger, text);
        }
    }

    #[test]
    fn a_person_named_once_with_a_title_is_found_bare() {
        let text = "新华社记者周小禾从北京报道。\n周小禾在会上讲话。";
        let tags = tag(&Tagger::embedded(), text);
        assert_eq!(tags.iter().filter(|t| &text[t.span] == "周小禾").count(), 2, "{tags:?}");
    }
}
