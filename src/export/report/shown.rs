//! The articles that a report shows: which, in what order, and each to be had
//! again and again without all of them in memory as records.

use super::pack;
use crate::error::Result;
use crate::record::Record;
use crate::span::Offsets;
use std::borrow::Cow;
use std::io;

/// Where records come from.
pub(super) trait Source {
    /// How many there are.
    fn len(&self) -> usize;

    /// How many were given, of which these are what is kept.
    fn given(&self) -> usize {
        self.len()
    }

    /// The day that record number `n` is filed under.
    fn date(&self, n: usize) -> Option<&str>;

    /// Record number `n`.
    fn record(&self, n: usize) -> io::Result<Cow<'_, Record>>;
}

impl Source for &[Record] {
    fn len(&self) -> usize {
        (**self).len()
    }

    fn date(&self, n: usize) -> Option<&str> {
        self[n].date()
    }

    fn record(&self, n: usize) -> io::Result<Cow<'_, Record>> {
        Ok(Cow::Borrowed(&self[n]))
    }
}

/// The day and the gzipped JSON of a record.
#[derive(Debug)]
struct Kept {
    date: Option<Box<str>>,
    json: Box<[u8]>,
}

/// Records as gzipped JSON: a record in memory is ten times as large.
#[derive(Debug, Default)]
pub(super) struct Packed {
    records: Vec<Kept>,
    /// Records that were given and are not kept.
    left: usize,
}

impl Packed {
    pub(super) fn add(&mut self, record: &Record) -> Result<()> {
        let date = record.date().map(Box::from);
        self.records.push(Kept { date, json: pack::squeeze(record)? });
        Ok(())
    }

    /// Lets a record go by that is not shown.
    pub(super) fn pass(&mut self) {
        self.left += 1;
    }
}

impl Source for Packed {
    fn len(&self) -> usize {
        self.records.len()
    }

    fn given(&self) -> usize {
        self.records.len() + self.left
    }

    fn date(&self, n: usize) -> Option<&str> {
        self.records[n].date.as_deref()
    }

    fn record(&self, n: usize) -> io::Result<Cow<'_, Record>> {
        Ok(Cow::Owned(pack::unsqueeze(&self.records[n].json)?))
    }
}

/// At most `most` of `len` records by date, the undated last, evenly spaced.
fn by_date<'d>(len: usize, date: impl Fn(usize) -> Option<&'d str>, most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by_key(|&n| (date(n).is_none(), date(n)));
    if len > most {
        order = (0..most).map(|i| order[i * len / most]).collect();
    }
    order
}

/// The days of records that will be given again.
#[derive(Debug, Default)]
pub(super) struct Days(Vec<Option<Box<str>>>);

impl Days {
    pub(super) fn add(&mut self, record: &Record) {
        self.0.push(record.date().map(Box::from));
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Which records a report of at most `most` shows.
    pub(super) fn shown(&self, most: usize) -> Vec<bool> {
        let mut shown = vec![false; self.0.len()];
        by_date(self.0.len(), |n| self.0[n].as_deref(), most).into_iter().for_each(|n| shown[n] = true);
        shown
    }
}

/// The chosen articles, by date, the undated last.
pub(super) struct Shown<'s> {
    source: &'s dyn Source,
    order: Vec<usize>,
}

impl<'s> Shown<'s> {
    /// At most `most` of the records, evenly spaced by date.
    pub(super) fn of(source: &'s dyn Source, most: usize) -> Shown<'s> {
        Shown { source, order: by_date(source.len(), |n| source.date(n), most) }
    }

    /// Records that were given, of which the shown ones are a sample.
    pub(super) fn given(&self) -> usize {
        self.source.given()
    }

    /// The days of the dated articles, from the first to the last.
    pub(super) fn dates(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.order.iter().filter_map(|&n| self.source.date(n))
    }

    /// Gives each article to `take` with its number, in UTF-16 offsets, as the
    /// page's script counts.
    pub(super) fn each(&self, mut take: impl FnMut(usize, &Record) -> io::Result<()>) -> io::Result<()> {
        for (i, &n) in self.order.iter().enumerate() {
            let record = self.source.record(n)?;
            match record.offsets {
                Offsets::Utf16 => take(i, &record)?,
                _ => take(i, &record.into_owned().with_offsets(Offsets::Utf16))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_by_date_and_packed_records_are_as_they_were() {
        let mut packed = Packed::default();
        let records: Vec<Record> = (0..10)
            .map(|n| {
                let mut record = Record::new(n.to_string(), "𠮷市召开会议。");
                record.issue.date = (n != 3).then(|| format!("2022-03-{:02}", 20 - n));
                record
            })
            .collect();
        records.iter().for_each(|record| packed.add(record).unwrap());
        let slice = &records[..];
        for source in [&slice as &dyn Source, &packed] {
            let ids = |most: usize| {
                let shown = Shown::of(source, most);
                assert_eq!(shown.given(), 10);
                let mut ids = String::new();
                let taken = shown.each(|i, record| {
                    assert_eq!((i, record.offsets), (ids.len(), Offsets::Utf16));
                    assert_eq!(record.body[1], 8);
                    ids.push_str(&record.id);
                    Ok(())
                });
                taken.unwrap();
                ids
            };
            assert_eq!(
                (ids(10), ids(5), ids(0)),
                ("9876542103".to_owned(), "97520".to_owned(), String::new())
            );
            assert_eq!(Shown::of(source, 99).dates().next_back(), Some("2022-03-20"));
        }
    }
}
