//! The JSON of PaddleOCR, RapidOCR and their kin: boxes with texts, in the
//! shapes that their versions write.
//!
//! ```json
//! [[[[10,20],[90,20],[90,44],[10,44]], ["禾川日报", 0.98]], …]
//! [[[[10,20],[90,20],[90,44],[10,44]], "禾川日报", 0.98], …]
//! {"rec_texts": ["禾川日报"], "rec_scores": [0.98], "dt_polys": [[[10,20],…]]}
//! [{"text": "禾川日报", "confidence": 0.98, "text_region": [[10,20],…]}, …]
//! ```
//!
//! Boxes are four points, or left, upper, right and lower edge. An object
//! with `width` and `height` beside the lines tells the page's size.

use super::gather::LineGatherer;
use super::{Layout, LayoutLine, LayoutPage, Rect};
use crate::error::{Error, Result};
use memchr::memmem::find;
use serde_json::Value;

/// The keys of a line's text, its box and its confidence.
const TEXTS: [&str; 5] = ["text", "transcription", "rec_text", "words", "label"];
const BOXES: [&str; 9] =
    ["box", "points", "text_region", "poly", "polygon", "bbox", "text_box_position", "dt_poly", "rec_box"];
const SCORES: [&str; 5] = ["score", "confidence", "rec_score", "probability", "conf"];

/// True when JSON looks like boxes with texts: a list of points begins it, or
/// one of the keys of these programs stands in its first part.
pub(super) fn is_ocr_json(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let tight: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(80).collect();
    if tight.starts_with(b"[[[") {
        let inner = tight.iter().find(|b| **b != b'[');
        return inner.is_some_and(|b| b.is_ascii_digit() || *b == b'-');
    }
    let has = |key: &str| find(head, format!("\"{key}\"").as_bytes()).is_some();
    let texts = has("rec_texts") || ["text", "transcription", "rec_text"].iter().any(|k| has(k));
    let boxes = ["rec_polys", "dt_polys", "rec_boxes", "text_region", "dt_boxes"].iter().any(|k| has(k))
        || has("transcription") && has("points")
        || ["box", "bbox", "poly", "polygon", "points"].iter().any(|k| boxed(head, k));
    texts && boxes
}

/// A key whose value begins as a list of numbers or points does.
fn boxed(head: &[u8], key: &str) -> bool {
    let key = format!("\"{key}\"");
    find(head, key.as_bytes()).is_some_and(|at| {
        let rest = head[at + key.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        let inner = rest.iter().find(|b| **b != b'[' && !b.is_ascii_whitespace());
        rest.starts_with(b"[") && inner.is_some_and(|b| b.is_ascii_digit() || *b == b'-')
    })
}

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    // serde_json itself refuses what is nested deeper than 128.
    let value: Value = serde_json::from_str(text).map_err(|e| {
        Error::line(path, e.line() as u64, format!("expected the JSON of an OCR program: {e}"))
    })?;
    let mut layout = Layout::default();
    for page in pages(&value) {
        let number = layout.pages.len() as u32 + 1;
        let mut found = LayoutPage::sized(number, 0.0, 0.0);
        found.recognised = true;
        gather(page, &mut found);
        layout.pages.push(found);
    }
    layout.pages.retain(|p| !p.lines.is_empty());
    if layout.pages.is_empty() {
        return Err(Error::input(path, "JSON without boxes and texts of an OCR program"));
    }
    for (number, page) in (1..).zip(&mut layout.pages) {
        page.number = number;
        page.settle_size();
    }
    Ok(layout)
}

/// The pages of a file: a list of lists of lines has one for each, a list of
/// results too; anything else is one page.
fn pages(value: &Value) -> Vec<&Value> {
    let Value::Array(items) = value else { return vec![value] };
    let is_page = |v: &Value| match v {
        Value::Array(lines) => lines.first().is_some_and(|l| pair(l).is_some() || object_line(l).is_some()),
        Value::Object(o) => {
            o.contains_key("rec_texts") || o.get("res").is_some_and(|r| r.get("rec_texts").is_some())
        }
        _ => false,
    };
    if items.iter().any(is_page) { items.iter().collect() } else { vec![value] }
}

/// Adds the lines of `value`, however deep they stand, to the page.
fn gather(value: &Value, page: &mut LayoutPage) {
    if let Some(line) = pair(value).or_else(|| object_line(value)) {
        page.lines.push(line);
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| gather(v, page)),
        Value::Object(o) => {
            if parallel(value, page) {
                return;
            }
            if let (Some(w), Some(h)) = (side(value, "width"), side(value, "height")) {
                (page.width, page.height) = (w, h);
            }
            o.values().filter(|v| v.is_array() || v.is_object()).for_each(|v| gather(v, page));
        }
        _ => {}
    }
}

fn side(value: &Value, key: &str) -> Option<f32> {
    number(value.get(key)?).filter(|n| *n > 0.0)
}

/// `[box, [text, score]]`, `[box, text, score]`
fn pair(value: &Value) -> Option<LayoutLine> {
    let items = value.as_array().filter(|a| (2..=3).contains(&a.len()))?;
    let (text, score) = match &items[1] {
        Value::String(s) => (s.as_str(), items.get(2)),
        Value::Array(a) => (a.first()?.as_str()?, a.get(1)),
        _ => return None,
    };
    line(text, rect(&items[0])?, score)
}

/// An object with a text and a box.
fn object_line(value: &Value) -> Option<LayoutLine> {
    let object = value.as_object()?;
    let text = TEXTS.iter().find_map(|k| object.get(*k)?.as_str())?;
    let place = BOXES.iter().find_map(|k| rect(object.get(*k)?))?;
    line(text, place, SCORES.iter().find_map(|k| object.get(*k)))
}

/// Lists of texts, boxes and scores side by side.
fn parallel(value: &Value, page: &mut LayoutPage) -> bool {
    let Some(texts) = value.get("rec_texts").or_else(|| value.get("texts")).and_then(Value::as_array) else {
        return false;
    };
    let boxes = ["rec_polys", "dt_polys", "rec_boxes", "dt_boxes", "boxes"];
    let Some(boxes) = boxes.iter().find_map(|k| value.get(*k)?.as_array().filter(|b| b.len() == texts.len()))
    else {
        return false;
    };
    let scores = value.get("rec_scores").or_else(|| value.get("scores")).and_then(Value::as_array);
    for (i, (text, place)) in texts.iter().zip(boxes).enumerate() {
        let found = text.as_str().zip(rect(place));
        page.lines.extend(found.and_then(|(t, p)| line(t, p, scores.and_then(|s| s.get(i)))));
    }
    true
}

fn line(text: &str, place: Rect, score: Option<&Value>) -> Option<LayoutLine> {
    let mut line = LineGatherer::new(Some(place));
    line.word(text, None, score.and_then(number));
    line.finish(None, None)
}

/// Some programs write numbers as strings.
fn number(value: &Value) -> Option<f32> {
    let n = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    (n.abs() < 1e7).then_some(n as f32)
}

/// Four points, or four numbers, or eight.
fn rect(value: &Value) -> Option<Rect> {
    let items = value.as_array()?;
    let point = |p: &Value| {
        let p = p.as_array()?;
        Some(Rect { x: number(p.first()?)?, y: number(p.get(1)?)?, w: 0.0, h: 0.0 })
    };
    if items.iter().all(Value::is_array) {
        let points: Option<Vec<Rect>> = items.iter().map(point).collect();
        return points.filter(|p| p.len() >= 2)?.into_iter().reduce(|a, b| a.union(&b));
    }
    let n: Option<Vec<f32>> = items.iter().map(number).collect();
    match n.as_deref()? {
        [l, t, r, b] => Some(Rect::from_edges(*l, *t, *r, *b)),
        n if n.len() == 8 => {
            let points = n.chunks(2).map(|p| Rect { x: p[0], y: p[1], w: 0.0, h: 0.0 });
            points.reduce(|a, b| a.union(&b))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: &str = "[[10,20],[90,20],[90.0,44],[10,44]]";

    #[test]
    fn all_shapes_give_the_same_line() {
        let shapes = [
            format!("[[{POINTS},[\"禾川日报\",0.5]]]"),
            format!("[[[{POINTS},[\"禾川日报\",0.5]]]]"),
            format!("[[{POINTS},\"禾川日报\",0.5]]"),
            format!("[[{POINTS},\"禾川日报\",\"0.5\"]]"),
            format!(
                "{{\"res\":{{\"rec_texts\":[\"禾川日报\"],\"rec_scores\":[0.5],\"dt_polys\":[{POINTS}]}}}}"
            ),
            "{\"rec_texts\":[\"禾川日报\"],\"rec_scores\":[0.5],\"rec_boxes\":[[10,20,90,44]]}".to_owned(),
            format!(
                "{{\"results\":[[{{\"text\":\"禾川日报\",\"confidence\":0.5,\"text_region\":{POINTS}}}]]}}"
            ),
            format!("[{{\"transcription\":\"禾川日报\",\"score\":0.5,\"points\":{POINTS}}}]"),
            format!("[{{\"text\":\"禾川日报\",\"score\":0.5,\"box\":{POINTS}}}]"),
        ];
        for shape in shapes {
            assert!(is_ocr_json(shape.as_bytes()), "{shape}");
            let layout = read(&shape, "p.json").unwrap();
            let lines = &layout.pages[0].lines;
            assert_eq!((layout.pages.len(), lines.len()), (1, 1), "{shape}");
            assert_eq!((lines[0].text.as_str(), lines[0].confidence), ("禾川日报", Some(0.5)), "{shape}");
            assert_eq!(lines[0].place, Rect { x: 10.0, y: 20.0, w: 80.0, h: 24.0 }, "{shape}");
        }
    }

    #[test]
    fn each_page_of_a_list_is_one() {
        let line = format!("[{POINTS},[\"字\",0.9]]");
        let two = format!("[[{line},{line}],[{line}]]");
        let layout = read(&two, "p.json").unwrap();
        assert_eq!(
            layout.pages.iter().map(|p| (p.number, p.lines.len())).collect::<Vec<_>>(),
            [(1, 2), (2, 1)]
        );
    }

    #[test]
    fn other_json_is_none() {
        assert!(!is_ocr_json(b"{\"text\":\"x\",\"title\":\"y\"}"));
        assert!(!is_ocr_json("{\"text\":\"x\",\"box\":\"信箱\"}".as_bytes()));
        assert!(read("{\"a\":[1,2]}", "p.json").is_err());
        assert_eq!(read("[\n[", "p.json").unwrap_err().line_number(), Some(2));
    }
}
