//! The JSON of PaddleOCR, RapidOCR and their kin: boxes with texts, in the
//! shapes that their versions write.
//!
//! ```json
//! [[[[10,20],[90,20],[90,44],[10,44]], ["禾川日报", 0.98]], …]
//! [[[[10,20],[90,20],[90,44],[10,44]], "禾川日报", 0.98], …]
//! {"rec_texts": ["禾川日报"], "rec_scores": [0.98], "dt_polys": [[[10,20],…]]}
//! [{"text": "禾川日报", "confidence": 0.98, "text_region": [[10,20],…]}, …]
//! {"boxes": [[[10,20],…]], "txts": ["禾川日报"], "scores": [0.98]}
//! page.jpg⇥[{"transcription": "禾川日报", "points": [[10,20],…]}, …]
//! ```
//!
//! Boxes are four points, or left, upper, right and lower edge, or an object of
//! left, top, width and height. An object with `width` and `height` beside the
//! lines tells the page's size. The last shape is PPOCRLabel's, a line for each
//! page; JSON of the others may stand a page a line too.

use super::gather::LineGatherer;
use super::{Layout, LayoutLine, LayoutPage, Rect};
use crate::error::{Error, Result};
use memchr::memmem::find;
use serde_json::Value;

/// The keys of a line's text, its box and its confidence.
const TEXTS: [&str; 8] =
    ["text", "txt", "transcription", "rec_text", "words", "word", "DetectedText", "label"];
const BOXES: [&str; 15] = [
    "box",
    "points",
    "text_region",
    "poly",
    "polygon",
    "bbox",
    "text_box_position",
    "dt_poly",
    "rec_box",
    "boxes",
    "position",
    "location",
    "pos",
    "Polygon",
    "ItemPolygon",
];
const SCORES: [&str; 7] =
    ["score", "confidence", "rec_score", "probability", "conf", "confident", "Confidence"];
/// The keys of lists that stand side by side.
const LISTS_OF_TEXTS: [&str; 3] = ["rec_texts", "texts", "txts"];
const LISTS_OF_BOXES: [&str; 5] = ["rec_polys", "dt_polys", "rec_boxes", "dt_boxes", "boxes"];

/// True when JSON looks like boxes with texts: a list of points begins it, or
/// one of the keys of these programs stands in its first part.
pub(super) fn is_ocr_json(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let tight: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(80).collect();
    if tight.starts_with(b"[[[") {
        let inner = tight.iter().find(|b| **b != b'[');
        return inner.is_some_and(|b| b.is_ascii_digit() || *b == b'-');
    }
    // The texts of a page may begin behind all its boxes.
    if tight.starts_with(b"{\"boxes\":[[[") {
        return true;
    }
    let has = |key: &str| find(head, format!("\"{key}\"").as_bytes()).is_some();
    let texts = TEXTS.iter().chain(&LISTS_OF_TEXTS).filter(|k| **k != "label").any(|k| has(k));
    let boxes = ["rec_polys", "dt_polys", "rec_boxes", "text_region", "dt_boxes", "text_box_position"];
    let boxes = boxes.iter().any(|k| has(k))
        || has("transcription") && has("points")
        || has("words_result") && has("location")
        || has("TextDetections") && has("DetectedText")
        || has("prism_wordsInfo") && has("pos")
        || ["box", "bbox", "poly", "polygon", "points"].iter().any(|k| boxed(head, k, b"["))
        // An article may have a position on a map: two numbers.
        || ["boxes", "position"].iter().any(|k| boxed(head, k, b"[["));
    texts && boxes
}

/// True for the labels of PPOCRLabel: the name of a picture, a tab, and the
/// boxes of its lines.
pub(super) fn is_labels(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let Some(tab) = line.iter().take(1024).position(|b| *b == b'\t') else { return false };
    let tight: Vec<u8> = line[tab..].iter().copied().filter(|b| !b.is_ascii_whitespace()).take(40).collect();
    tab > 0 && (tight.starts_with(b"[{\"transcription\":") || tight.starts_with(b"[{\"points\":"))
}

/// A key whose value begins as a list of numbers or points does: with `open` and
/// a number.
fn boxed(head: &[u8], key: &str, open: &[u8]) -> bool {
    let key = format!("\"{key}\"");
    find(head, key.as_bytes()).is_some_and(|at| {
        let rest = head[at + key.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        let tight: Vec<u8> = rest.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(8).collect();
        let inner = tight.iter().find(|b| **b != b'[');
        tight.starts_with(open) && inner.is_some_and(|b| b.is_ascii_digit() || *b == b'-')
    })
}

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut layout = Layout::default();
    for value in values(text, path)? {
        for page in pages(&value) {
            let number = layout.pages.len() as u32 + 1;
            let mut found = LayoutPage::sized(number, 0.0, 0.0);
            found.recognised = true;
            gather(page, &mut found);
            layout.pages.push(found);
        }
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

/// The values of a file: one as a rule, else one for each page, a line each.
fn values(text: &str, path: &str) -> Result<Vec<Value>> {
    // serde_json itself refuses what is nested deeper than 128.
    let error = |line: usize, e: serde_json::Error| {
        Error::line(path, line as u64, format!("expected the JSON of an OCR program: {e}"))
    };
    if is_labels(text.as_bytes()) {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let label = |(n, line): (usize, &str)| {
            let json = line.split_once('\t').map_or(line, |(_, json)| json);
            serde_json::from_str(json).map_err(|e| error(n + 1, e))
        };
        return lines.map(label).collect();
    }
    let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    values.map(|value| value.map_err(|e| error(e.line(), e))).collect()
}

/// The pages of a file: a list of lists of lines has one for each, a list of
/// results too; anything else is one page.
fn pages(value: &Value) -> Vec<&Value> {
    // The answer of a server: a result for each picture that was sent.
    if let Some(Value::Array(results)) = value.get("results") {
        return results.iter().collect();
    }
    let Value::Array(items) = value else { return vec![value] };
    let is_page = |v: &Value| match v {
        Value::Array(lines) => lines.first().is_some_and(|l| pair(l).is_some() || object_line(l).is_some()),
        Value::Object(o) => {
            let lists = |v: &Value| LISTS_OF_TEXTS.iter().any(|k| v.get(*k).is_some_and(Value::is_array));
            lists(v) || o.get("res").is_some_and(lists)
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
    let Some(texts) = LISTS_OF_TEXTS.iter().find_map(|k| value.get(*k)?.as_array()) else { return false };
    let same = |k: &str| value.get(k)?.as_array().filter(|b| b.len() == texts.len());
    let Some(boxes) = LISTS_OF_BOXES.iter().find_map(|k| same(k)) else { return false };
    let scores = value.get("rec_scores").or_else(|| value.get("scores")).and_then(Value::as_array);
    for (i, (text, place)) in texts.iter().zip(boxes).enumerate() {
        let found = text.as_str().zip(rect(place));
        page.lines.extend(found.and_then(|(t, p)| line(t, p, scores.and_then(|s| s.get(i)))));
    }
    true
}

fn line(text: &str, place: Rect, score: Option<&Value>) -> Option<LayoutLine> {
    let mut line = LineGatherer::new(Some(place));
    // Some tell it in hundredths.
    let score = score.and_then(number).map(|s| if s > 1.0 { s / 100.0 } else { s });
    line.word(text, None, score);
    line.finish(None, None)
}

/// Some programs write numbers as strings.
fn number(value: &Value) -> Option<f32> {
    let n = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    (n.abs() < 1e7).then_some(n as f32)
}

/// Four points, or four numbers, or eight, or an object of the corner and the
/// sides.
fn rect(value: &Value) -> Option<Rect> {
    let either = |value: &Value, a: &str, b: &str| number(value.get(a).or_else(|| value.get(b))?);
    let Some(items) = value.as_array() else {
        let (x, y) = (either(value, "left", "X")?, either(value, "top", "Y")?);
        let (w, h) = (either(value, "width", "Width")?, either(value, "height", "Height")?);
        return Some(Rect { x, y, w: w.max(0.0), h: h.max(0.0) });
    };
    let point = |p: &Value| {
        let (x, y) = match p.as_array() {
            Some(p) => (number(p.first()?)?, number(p.get(1)?)?),
            None => (either(p, "x", "X")?, either(p, "y", "Y")?),
        };
        Some(Rect { x, y, w: 0.0, h: 0.0 })
    };
    if items.iter().all(|p| p.is_array() || p.is_object()) {
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
            format!("[{{\"box\":{POINTS},\"txt\":\"禾川日报\",\"score\":0.5}}]"),
            format!("{{\"boxes\":[{POINTS}],\"txts\":[\"禾川日报\"],\"scores\":[0.5]}}"),
            format!("[{{\"boxes\":{POINTS},\"text\":\"禾川日报\",\"confident\":0.5}}]"),
            format!("[{{\"text\":\"禾川日报\",\"score\":0.5,\"position\":{POINTS}}}]"),
            format!(
                "{{\"results\":[{{\"data\":[{{\"text\":\"禾川日报\",\"confidence\":0.5,\
                 \"text_box_position\":{POINTS}}}],\"save_path\":\"\"}}]}}"
            ),
            "{\"words_result\":[{\"words\":\"禾川日报\",\"probability\":0.5,\"location\":\
             {\"left\":10,\"top\":20,\"width\":80,\"height\":24}}]}"
                .to_owned(),
            "{\"prism_wordsInfo\":[{\"word\":\"禾川日报\",\"conf\":0.5,\"pos\":\
             [{\"x\":10,\"y\":20},{\"x\":90,\"y\":20},{\"x\":90,\"y\":44},{\"x\":10,\"y\":44}]}]}"
                .to_owned(),
            "{\"TextDetections\":[{\"DetectedText\":\"禾川日报\",\"Confidence\":0.5,\"ItemPolygon\":\
             {\"X\":10,\"Y\":20,\"Width\":80,\"Height\":24}}]}"
                .to_owned(),
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
    fn each_line_of_labels_and_of_json_lines_is_a_page() {
        let lines =
            format!("[{{\"transcription\": \"禾川日报\", \"points\": {POINTS}, \"difficult\": false}}]\n");
        let labels = format!("a.jpg\t{lines}\nb.jpg\t{lines}");
        assert!(is_labels(labels.as_bytes()) && !is_labels("标题\t[1]".as_bytes()));
        for text in [labels, lines.repeat(2)] {
            let layout = read(&text, "Label.txt").unwrap();
            assert_eq!(layout.pages.iter().map(|p| p.lines.len()).collect::<Vec<_>>(), [1, 1]);
        }
        let damaged = format!("a.jpg\t{lines}b.jpg\t[{{");
        assert_eq!(read(&damaged, "Label.txt").unwrap_err().line_number(), Some(2));
    }

    #[test]
    fn other_json_is_none() {
        assert!(!is_ocr_json(b"{\"text\":\"x\",\"title\":\"y\"}"));
        assert!(!is_ocr_json("{\"text\":\"x\",\"box\":\"信箱\"}".as_bytes()));
        assert!(read("{\"a\":[1,2]}", "p.json").is_err());
        assert_eq!(read("[\n[", "p.json").unwrap_err().line_number(), Some(2));
    }
}
