//! A condition on a column of the table of articles: `--where 'page=2'`.
//!
//! ```text
//! condition = column operator value
//! operator  = "!=" | "!~" | "<=" | ">=" | "=" | "~" | "<" | ">"
//! ```
//!
//! `=` is equal, `~` contains; both compare traditional and simplified characters, and letters of either case, as the
//! same. `<` and the like compare numbers where both sides are numbers, else texts by their characters, which puts days
//! in order. A column that an article does not have is empty: it equals nothing, and `!=` and `!~` hold.

use baozhi::Record;
use baozhi::query::fold;
use std::borrow::Cow;
use std::cmp::Ordering;

/// One condition, as it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    column: &'static str,
    operator: Operator,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Equal,
    Unequal,
    Contains,
    Lacks,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The signs, the longer before those they begin with.
const OPERATORS: [(&str, Operator); 8] = [
    ("!=", Operator::Unequal),
    ("!~", Operator::Lacks),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("=", Operator::Equal),
    ("~", Operator::Contains),
    ("<", Operator::Less),
    (">", Operator::Greater),
];

/// The columns that can be asked for: those of `articles` in the tables, and the text.
const COLUMNS: [&str; 14] = [
    "record", "date", "paper", "number", "page", "section", "home", "kind", "kicker", "title", "subtitle",
    "column", "path", "text",
];

impl Condition {
    /// Reads `title~春耕`.
    ///
    /// # Errors
    /// Says what was expected: a column, an operator.
    pub fn parse(written: &str) -> Result<Condition, String> {
        let at = written.find(['=', '!', '~', '<', '>']).ok_or_else(|| {
            format!("expected a column, one of = != ~ !~ < <= > >=, and a value, found {written:?}")
        })?;
        let (name, rest) = written.split_at(at);
        let name = name.trim();
        let column = COLUMNS.into_iter().find(|c| *c == name);
        let column = column
            .ok_or_else(|| format!("{name:?} is no column of articles; these are: {}", COLUMNS.join(", ")))?;
        let found =
            OPERATORS.into_iter().find_map(|(sign, operator)| Some((operator, rest.strip_prefix(sign)?)));
        let (operator, value) = found.ok_or_else(|| format!("expected = behind ! in {written:?}"))?;
        Ok(Condition { column, operator, value: value.trim().to_owned() })
    }

    /// True for a record that fulfils it.
    pub fn holds(&self, record: &Record) -> bool {
        let Some(cell) = cell(record, self.column).filter(|cell| !cell.is_empty()) else {
            return match self.operator {
                Operator::Equal => self.value.is_empty(),
                Operator::Unequal => !self.value.is_empty(),
                Operator::Lacks => true,
                _ => false,
            };
        };
        match self.operator {
            Operator::Equal => fold(&cell) == fold(&self.value),
            Operator::Unequal => fold(&cell) != fold(&self.value),
            Operator::Contains => fold(&cell).contains(&fold(&self.value)),
            Operator::Lacks => !fold(&cell).contains(&fold(&self.value)),
            Operator::Less => compare(&cell, &self.value) == Ordering::Less,
            Operator::LessOrEqual => compare(&cell, &self.value) != Ordering::Greater,
            Operator::Greater => compare(&cell, &self.value) == Ordering::Greater,
            Operator::GreaterOrEqual => compare(&cell, &self.value) != Ordering::Less,
        }
    }
}

/// As numbers where both are, else as texts.
fn compare(a: &str, b: &str) -> Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    }
}

/// What a record has in a column.
fn cell<'r>(record: &'r Record, column: &str) -> Option<Cow<'r, str>> {
    let (issue, article) = (&record.issue, &record.article);
    let text = match column {
        "record" => Some(&*record.id),
        "date" => record.date(),
        "paper" => issue.paper.as_deref(),
        "page" => issue.page.as_deref(),
        "section" => issue.section.as_deref(),
        "home" => issue.home.as_deref(),
        "kicker" => article.kicker.as_deref(),
        "title" => article.title.as_deref(),
        "subtitle" => article.subtitle.as_deref(),
        "column" => article.column.as_deref(),
        "path" => Some(&*record.source.path),
        "text" => Some(&*record.text),
        "number" => return issue.number.map(|n| Cow::Owned(n.to_string())),
        "kind" => {
            let name = serde_json::to_value(article.kind).ok()?;
            return name.as_str().map(|name| Cow::Owned(name.to_owned()));
        }
        _ => None,
    };
    text.map(Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(condition: &str) -> bool {
        let mut record = Record::new("hc-7", "春耕开始了。");
        record.issue = record.issue.with_date("2021-03-03").with_paper("禾川日報");
        record.issue.page = Some("10".to_owned());
        record.article.title = Some("春耕 Spring".to_owned());
        Condition::parse(condition).unwrap().holds(&record)
    }

    #[test]
    fn columns_are_compared_as_people_mean_them() {
        for yes in [
            "record=hc-7",
            "page>9",
            "page>=10",
            "page < 11",
            "date>=2021-03-01",
            "date<2021-04",
            "paper=禾川日报",
            "title~spring",
            "title!~秋收",
            "text~春耕",
            "section!=要闻",
            "section=",
            "home!~许昌",
            "kind=news",
        ] {
            assert!(holds(yes), "{yes}");
        }
        for no in [
            "record=hc-70",
            "page<9",
            "date>2021-03-03",
            "paper!=禾川日报",
            "title~秋收",
            "section=要闻",
            "section<9",
            "page=",
            "number>1",
        ] {
            assert!(!holds(no), "{no}");
        }
    }

    #[test]
    fn what_is_no_condition_is_said() {
        for (written, said) in [
            ("page", "expected a column"),
            ("pages=3", "is no column"),
            ("", "expected a column"),
            ("title!x", "expected = behind !"),
        ] {
            assert!(Condition::parse(written).unwrap_err().contains(said), "{written}");
        }
    }
}
