//! What columns, keys, labels and elements are called: `dicts/columns.tsv`, and
//! names of the user's own.

use crate::error::{Error, Result};
use crate::lexicon::table::TableKind;
use crate::lexicon::table::embedded_rows;
use rustc_hash::FxHashMap;
use std::str::FromStr;
use std::sync::LazyLock;

/// A field of an article that a column of a table can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Id,
    Title,
    Kicker,
    Subtitle,
    Text,
    /// A summary: the text where there is no other.
    Lead,
    Date,
    Page,
    /// The name of the page, 要闻.
    Section,
    Column,
    Author,
    Paper,
    Home,
    /// Several of these in one.
    Header,
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = 14;

    const NAMES: [(&'static str, Field); Field::COUNT] = [
        ("id", Field::Id),
        ("title", Field::Title),
        ("kicker", Field::Kicker),
        ("subtitle", Field::Subtitle),
        ("text", Field::Text),
        ("lead", Field::Lead),
        ("date", Field::Date),
        ("page", Field::Page),
        ("section", Field::Section),
        ("column", Field::Column),
        ("author", Field::Author),
        ("paper", Field::Paper),
        ("home", Field::Home),
        ("header", Field::Header),
    ];

    pub fn named(name: &str) -> Option<Field> {
        Field::NAMES.iter().find(|(n, _)| *n == name).map(|(_, f)| *f)
    }

    /// The names of all, for messages.
    fn list() -> String {
        Field::NAMES.map(|(n, _)| n).join(", ")
    }
}

/// Which column is which field of an article.
///
/// Starts from the names in `dicts/columns.tsv`; [`Columns::with`] adds the
/// user's own, which go before those.
///
/// ```
/// let columns: baozhi::input::Columns = "text=详情,date=见报日".parse()?;
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The user's, as they are matched.
    own: Vec<(String, Field)>,
}

/// The embedded names, as they are matched, with the field and their place in
/// the file.
static KNOWN: LazyLock<FxHashMap<String, (Field, usize)>> = LazyLock::new(|| {
    let rows = embedded_rows(TableKind::Columns).enumerate();
    let known =
        rows.filter_map(|(n, row)| Some((matched(row.key()), (Field::named(row.cell("field"))?, n + 1))));
    known.collect()
});

impl Columns {
    /// Adds names of the user's own: `text=正文,date=日期`. In tables a column
    /// may also be named by its number, from 1.
    ///
    /// # Errors
    /// When a part is not `FIELD=NAME`, or there is no such field.
    pub fn with(mut self, spec: &str) -> Result<Columns> {
        for part in spec.split([',', '，']).filter(|p| !p.trim().is_empty()) {
            let Some((field, name)) = part.split_once('=') else {
                return Err(Error::usage(format!(
                    "columns: expected FIELD=NAME, such as text=正文, found {part:?}; fields are {}",
                    Field::list()
                )));
            };
            let field = Field::named(field.trim()).ok_or_else(|| Columns::unknown(field.trim()))?;
            self.own.push((matched(name), field));
        }
        Ok(self)
    }

    /// What is said of a field that there is not.
    pub(crate) fn unknown(field: &str) -> Error {
        Error::usage(format!("columns: no field {field:?}; expected one of {}", Field::list()))
    }

    /// The field that `name` stands for, and how far it goes before others of
    /// that field: the lower the further.
    pub(crate) fn field(&self, name: &str) -> Option<(Field, usize)> {
        let name = matched(name);
        if let Some((_, field)) = self.own.iter().find(|(n, _)| *n == name) {
            return Some((*field, 0));
        }
        KNOWN.get(&name).copied()
    }

    /// The field of a label as databases print it: `Title-题名`.
    pub(crate) fn label(&self, name: &str) -> Option<(Field, usize)> {
        self.field(name).or_else(|| name.rsplit(['-', '/', '（', '(']).find_map(|part| self.field(part)))
    }
}

impl FromStr for Columns {
    type Err = Error;

    fn from_str(spec: &str) -> Result<Columns> {
        Columns::default().with(spec)
    }
}

/// A name as names are compared: small letters and characters, nothing else.
fn matched(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_every_spelling() {
        let columns = Columns::default();
        let field = |name: &str| columns.field(name).map(|f| f.0);
        assert_eq!(field("Publish_Date"), Some(Field::Date));
        assert_eq!(field("\u{feff}标 题"), Some(Field::Title));
        assert_eq!(field("版次/卷期"), Some(Field::Page));
        assert_eq!(field("预编码结果"), None);
        assert_eq!(columns.label("PubTime-发表时间").map(|f| f.0), Some(Field::Date));
        assert!(columns.field("text").unwrap().1 < columns.field("detail").unwrap().1);
    }

    #[test]
    fn every_row_of_the_file_names_a_field() {
        let rows = embedded_rows(TableKind::Columns).count();
        assert_eq!(KNOWN.len(), rows, "a name twice, or a field that is none");
    }

    #[test]
    fn names_of_the_users_own_go_first() {
        let columns: Columns = "text=详细,title=3".parse().unwrap();
        assert_eq!(columns.field("详细"), Some((Field::Text, 0)));
        assert_eq!(columns.field("3"), Some((Field::Title, 0)));
        let e = "words=正文".parse::<Columns>().unwrap_err().to_string();
        assert!(e.contains("words") && e.contains("text"), "{e}");
        assert!("正文".parse::<Columns>().is_err());
    }
}
