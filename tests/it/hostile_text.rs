//! Text that no newspaper prints: extraction ends, and every span is a slice of
//! the text. `benches/linear.rs` shows that the work grows with the length.

use baozhi::{Article, Document, Extractor, record::IssueInfo};

/// Bytes of the text of each shape.
const BYTES: usize = 50_000;

#[path = "../../benches/shapes/mod.rs"]
mod shapes;

fn document(text: &str) -> Document {
    let issue = IssueInfo::default().with_date("2021-03-03").with_home("许昌市");
    Document::new("h", issue, Article::plain(None, text))
}

#[test]
fn every_shape_is_read_to_its_end() {
    let extractor = Extractor::new();
    for (name, shape) in &shapes::SHAPES {
        let text = shape.text(BYTES);
        let record = extractor.extract_document(&document(&text));
        assert_eq!(record.text, text, "{name}");
        for m in &record.mentions {
            assert_eq!(record.text.get(m.start..m.end), Some(m.text.as_str()), "{name}");
        }
    }
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
