//! JSON: lines of objects, an array of objects, or one object that holds such
//! an array.

use super::columns::{Columns, Field};
use super::fields::Fields;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// An object of JSON as fields of an article. Keys that no field is known for
/// are passed over and named; an array of strings is a text of paragraphs.
///
/// # Errors
/// Says what is wrong where `object` is no object of JSON.
pub(crate) fn fields(object: &str, columns: &Columns) -> Result<Fields, String> {
    let object: BTreeMap<&str, &RawValue> = match serde_json::from_str::<Borrowed>(object) {
        Ok(object) => object.0,
        Err(_) => return owned_fields(object, columns),
    };
    let mut fields = Fields::default();
    for (key, value) in object {
        match columns.field(key) {
            Some(field) => offer(&mut fields, field, key, value.get())?,
            None => fields.pass_over(key),
        }
    }
    Ok(fields)
}

/// An object whose keys have no escapes, as nearly all have.
#[derive(Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] BTreeMap<&'a str, &'a RawValue>);

fn owned_fields(object: &str, columns: &Columns) -> Result<Fields, String> {
    let object: BTreeMap<String, Box<RawValue>> = serde_json::from_str(object).map_err(|e| e.to_string())?;
    let mut fields = Fields::default();
    for (key, value) in &object {
        match columns.field(key) {
            Some(field) => offer(&mut fields, field, key, value.get())?,
            None => fields.pass_over(key),
        }
    }
    Ok(fields)
}

/// A number stays as it is written: 1.10 is an id, and not 1.1.
///
/// # Errors
/// Says which value is no text: one with half of a surrogate pair (`\ud800`)
/// is well-formed JSON, and no Unicode.
fn offer(fields: &mut Fields, field: (Field, usize), key: &str, raw: &str) -> Result<(), String> {
    let wrong = |e: serde_json::Error| format!("the value of {key:?} is no text: {e}");
    match raw.as_bytes().first() {
        Some(b'"') => fields.offer(field, &serde_json::from_str::<String>(raw).map_err(wrong)?),
        Some(b'[') => {
            let items = serde_json::from_str::<Vec<Value>>(raw).map_err(wrong)?;
            let lines: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            fields.offer(field, &lines.join(if field.0 == Field::Text { "\n" } else { " " }));
        }
        Some(b'0'..=b'9' | b'-') => fields.offer(field, raw),
        _ => {}
    }
    Ok(())
}

/// The objects of a file that is no file of lines, each with the place where
/// it stands: an array, one object that holds an array of objects (`{"data":
/// […]}`), or one object.
///
/// # Errors
/// Says where the text is no JSON.
pub(crate) fn objects<'a>(text: &'a str, columns: &Columns) -> Result<Vec<&'a str>, String> {
    let wrong = |e: serde_json::Error| format!("line {}, column {}: {e}", e.line(), e.column());
    let raw = |items: Vec<&'a RawValue>| items.into_iter().map(RawValue::get).collect();
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map(raw).map_err(wrong);
    }
    let object: BTreeMap<String, &'a RawValue> = serde_json::from_str(text).map_err(wrong)?;
    let texts = object.keys().any(|k| columns.field(k).is_some_and(|f| f.0 == Field::Text));
    let inner = object.values().filter(|v| v.get().starts_with('[')).find_map(|v| {
        let items: Vec<&'a RawValue> = serde_json::from_str(v.get()).ok()?;
        items.first().is_some_and(|i| i.get().starts_with('{')).then_some(items)
    });
    match inner {
        Some(items) if !texts => Ok(raw(items)),
        _ => Ok(vec![text]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(object: &str, field: Field) -> Option<String> {
        fields(object, &Columns::default()).unwrap().get(field).map(str::to_owned)
    }

    #[test]
    fn values_of_every_kind_are_read() {
        let object = r#"{"id":1.10,"content":"昨日。","page":3,"date":20230405,"author":["方敏","陈立"],"url":null,"x":{"text":"y"}}"#;
        assert_eq!(get(object, Field::Id).as_deref(), Some("1.10"));
        assert_eq!(get(object, Field::Text).as_deref(), Some("昨日。"));
        assert_eq!(get(object, Field::Page).as_deref(), Some("3"));
        assert_eq!(get(object, Field::Date).as_deref(), Some("20230405"));
        assert_eq!(get(object, Field::Author).as_deref(), Some("方敏 陈立"));
        assert_eq!(get("{\"\\u6807\\u9898\":\"春灌\"}", Field::Title).as_deref(), Some("春灌"));
        assert_eq!(get(r#"{"text":["一。","二。"]}"#, Field::Text).as_deref(), Some("一。\n二。"));
        assert_eq!(get(r#"{"detail":"详","text":"文"}"#, Field::Text).as_deref(), Some("文"));
        assert!(fields("[1]", &Columns::default()).is_err());
        assert_eq!(get(r#"{"id":1e20,"text":"文"}"#, Field::Id).as_deref(), Some("1e20"));
        let half = fields(r#"{"text":"文\ud800"}"#, &Columns::default()).unwrap_err();
        assert!(half.contains("\"text\" is no text"), "{half}");
    }

    #[test]
    fn objects_are_found_in_arrays() {
        let columns = Columns::default();
        assert_eq!(objects(r#"[{"a":1}, {"b":2}]"#, &columns).unwrap(), [r#"{"a":1}"#, r#"{"b":2}"#]);
        assert_eq!(objects(r#"{"total":2,"data":[{"a":1},{"b":2}]}"#, &columns).unwrap().len(), 2);
        assert_eq!(objects("{\n\"text\":\"文\",\"tags\":[\"a\"]}", &columns).unwrap().len(), 1);
        assert!(objects("[{]", &columns).unwrap_err().contains("line 1"));
    }
}
