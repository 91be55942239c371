//! When tables are begun: most before any record, those that may be absent with
//! the first record that has rows for them.

use super::tables::Table;
use crate::record::Record;

/// Tables that are not begun yet.
#[derive(Debug)]
pub(super) struct Waiting(Vec<Table>);

impl Waiting {
    /// All that may be absent.
    pub(super) fn new() -> Waiting {
        Waiting(Table::ALL.into_iter().filter(|table| table.may_be_absent()).collect())
    }

    /// The tables that wait for no record.
    pub(super) fn never() -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(|table| !table.may_be_absent())
    }

    /// Those that `record` is the first to have rows for: they are to be begun
    /// now and wait no more.
    pub(super) fn due(&mut self, record: &Record) -> Vec<Table> {
        self.0.extract_if(.., |table| has_rows(*table, record)).collect()
    }
}

fn has_rows(table: Table, record: &Record) -> bool {
    let mut any = false;
    table.each_row(record, |_| any = true);
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Token;
    use crate::span::Span;

    #[test]
    fn a_table_that_may_be_absent_waits_for_its_first_row() {
        let mut waiting = Waiting::new();
        let mut record = Record::new("a", "会议");
        assert_eq!(waiting.due(&record), []);
        record.tokens.push(Token::new(Span::new(0, 6), "n"));
        assert_eq!(waiting.due(&record), [Table::Tokens]);
        assert_eq!(waiting.due(&record), []);
    }
}
