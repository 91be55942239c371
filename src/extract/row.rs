//! [`Extractor::document_of_row`]: an article out of a row of somebody else's table.

use super::Extractor;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::input::{Columns, Field, Fields, Known};
use crate::span::Span;

impl Extractor {
    /// The article that a row of a table in memory is, such as a data frame's:
    /// the same as of a line of JSON with these keys in a file.
    ///
    /// `row` holds names and values of fields: `text`, `title`, `kicker`,
    /// `subtitle`, `lead`, `date`, `page`, `section`, `column`, `author`,
    /// `paper`, `home`, `id` and `header` (several of these in one), and the
    /// `path` that the row came from. Of a field given twice the first counts,
    /// and an empty value is none. `id` names the article where the row does
    /// not.
    ///
    /// ```
    /// let extractor = baozhi::Extractor::builder().without_model().build()?;
    /// let row = [("text", "市委书记周明远主持会议。"), ("date", "20220302"), ("paper", "许昌日报")];
    /// let document = extractor.document_of_row(row, "row 1")?;
    /// assert_eq!(document.issue.date.as_deref(), Some("2022-03-02"));
    /// assert_eq!(document.issue.home.as_deref(), Some("许昌市"));
    /// assert!(extractor.document_of_row([("txt", "错")], "row 2").is_err());
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// When there is no field of a name, and where a row has neither a text nor
    /// a title.
    pub fn document_of_row<'v>(
        &self,
        row: impl IntoIterator<Item = (&'v str, &'v str)>,
        id: &str,
    ) -> Result<Document> {
        let (mut fields, mut path) = (Fields::default(), "");
        for (name, value) in row {
            if name == "path" {
                path = value;
                continue;
            }
            let field = Field::named(name).ok_or_else(|| Columns::unknown(name))?;
            fields.fill(field, value);
        }
        let known =
            Known { path, paper: None, date: None, home: None, home_of: &|masthead| self.home_of(masthead) };
        fields.into_document(|| id.to_owned(), Span::new(0, 0), &known).map_err(Error::usage)
    }
}
