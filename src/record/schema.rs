//! The record's JSON Schema (draft 2020-12), made from the types themselves.

use super::Record;

/// The JSON Schema of one record (feature `schema`). The same text stands in
/// `docs/record.schema.json`.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&baozhi::record::json_schema()).unwrap();
/// assert_eq!(schema["title"], "Record");
/// ```
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Record);
    // A schema is a tree of JSON values with string keys: it has a text.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/record.schema.json");
        let published = std::fs::read_to_string(file).expect("docs/record.schema.json");
        let is_current = published == super::json_schema();
        assert!(is_current, "docs/record.schema.json is not current; write it with `baozhi schema`");
    }
}
