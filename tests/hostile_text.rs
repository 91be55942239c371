//! Text that no newspaper prints: extraction ends, and costs no more a byte
//! when there is four times as much of it.

use baozhi::{Article, Document, Extractor, record::IssueInfo};
use std::time::{Duration, Instant};

/// Bytes of the short text of each shape; the long one has four times as many.
const SHORT: usize = 50_000;

/// How many times a byte of the long text may cost one of the short. A
/// quadratic rule gives four; the rest is for a busy machine.
const WORSE: f64 = 2.5;

/// What a shape is made of: `unit` again and again, or nested.
enum Shape {
    Again(&'static str),
    Nested(&'static str, &'static str, &'static str),
}

use Shape::{Again, Nested};

const SHAPES: [(&str, Shape); 34] = [
    ("round brackets", Nested("（", "市委书记王明", "）")),
    ("book marks", Nested("《", "条例", "》")),
    ("quotes", Nested("“", "他说", "”")),
    ("ASCII brackets", Nested("(", "3月1日", ")")),
    ("quotes of speech", Nested("他说：“", "好", "。”")),
    ("opening brackets", Again("（")),
    ("closing brackets", Again("）》”)")),
    ("opening quotes", Again("“")),
    ("titles of works unclosed", Again("《")),
    ("ASCII digits", Again("7")),
    ("wide digits", Again("８")),
    ("Chinese digits", Again("一二三四五六七八九")),
    ("numerals", Again("万亿千百十")),
    ("digits and marks", Again("1.")),
    ("digits and commas", Again("1,")),
    ("ranges", Again("3-")),
    ("surnames", Again("张王李赵")),
    ("one surname", Again("王")),
    ("listing commas", Again("、")),
    ("a list of names", Again("王明、李强、")),
    ("heads", Again("书记主任局长市长")),
    ("parts", Again("副党组")),
    ("posts", Again("副市长、")),
    ("posts with names", Again("副市长王明、")),
    ("places", Again("河南省许昌市")),
    ("places in a list", Again("许昌、")),
    ("institutions", Again("市工信局")),
    ("endings", Again("委员会")),
    ("times", Again("3月1日至")),
    ("years", Again("年")),
    ("verbs", Again("召开会议指出强调")),
    ("sentences of one word", Again("说。")),
    ("commas", Again("，")),
    ("Latin", Again("A")),
];

impl Shape {
    fn text(&self, bytes: usize) -> String {
        match self {
            Again(unit) => unit.repeat(bytes / unit.len()),
            Nested(open, inner, close) => {
                let depth = bytes / (open.len() + close.len());
                format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
            }
        }
    }
}

fn document(text: &str) -> Document {
    let issue =
        IssueInfo { date: Some("2021-03-03".into()), home: Some("许昌市".into()), ..IssueInfo::default() };
    Document { id: "h".into(), path: "h".into(), issue, article: Article::plain(None, text) }
}

fn time(extractor: &Extractor, document: &Document) -> Duration {
    let start = Instant::now();
    let record = extractor.extract_document(document);
    let taken = start.elapsed();
    for m in &record.mentions {
        assert_eq!(record.text.get(m.start..m.end), Some(m.text.as_str()));
    }
    taken
}

/// What a byte of the long text costs in those of the short one: the least of
/// several runs of each, of more where the machine seems to be busy.
fn ratio(extractor: &Extractor, shape: &Shape) -> f64 {
    let [short, long] = [SHORT, 4 * SHORT].map(|bytes| document(&shape.text(bytes)));
    let (mut least, mut least_long) = (Duration::MAX, Duration::MAX);
    let mut ratio = f64::MAX;
    for run in 0..12 {
        least = least.min(time(extractor, &short));
        least_long = least_long.min(time(extractor, &long));
        ratio = least_long.as_secs_f64() / 4.0 / least.max(Duration::from_millis(1)).as_secs_f64();
        if run >= 2 && ratio < WORSE {
            break;
        }
    }
    ratio
}

#[test]
fn every_shape_costs_the_same_a_byte_at_any_length() {
    let extractor = Extractor::new();
    let mut slow = Vec::new();
    for (name, shape) in &SHAPES {
        let ratio = ratio(&extractor, shape);
        println!("{name:<26} × {ratio:.2}");
        if ratio >= WORSE {
            slow.push((name, ratio));
        }
    }
    assert!(slow.is_empty(), "dearer a byte when there is more: {slow:?}");
}

#[test]
fn ten_thousand_nested_brackets_are_text() {
    let extractor = Extractor::new();
    for (open, close) in [("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("【", "】"), ("‘", "’")]
    {
        let text = format!("{}市委召开会议{}", open.repeat(10_000), close.repeat(10_000));
        let record = extractor.extract_document(&document(&text));
        assert_eq!(record.text, text);
    }
}
