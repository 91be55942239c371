//! Numbers in bytes, as tables of weights are kept for a quick start: little-endian, columns of one kind of number.
//!
//! Reading a table of weights as text takes most of the time of a start: names are split and hashed, numbers parsed.
//! What comes of that is the same each time, so it is written down once and read back column by column.

use super::feature::Key;

/// Bytes being written.
#[derive(Debug, Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    /// Everything written so far.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    pub(crate) fn count(&mut self, n: usize) {
        self.0.extend((n as u32).to_le_bytes());
    }

    pub(crate) fn number(&mut self, n: f32) {
        self.0.extend(n.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn keys(&mut self, keys: impl ExactSizeIterator<Item = Key>) {
        self.count(keys.len());
        keys.for_each(|key| self.0.extend(key.bits().to_le_bytes()));
    }

    pub(crate) fn counts(&mut self, counts: impl ExactSizeIterator<Item = u32>) {
        self.count(counts.len());
        counts.for_each(|n| self.0.extend(n.to_le_bytes()));
    }

    pub(crate) fn numbers(&mut self, numbers: impl ExactSizeIterator<Item = f32>) {
        self.count(numbers.len());
        numbers.for_each(|n| self.0.extend(n.to_le_bytes()));
    }

    pub(crate) fn shorts(&mut self, shorts: impl ExactSizeIterator<Item = i16>) {
        self.count(shorts.len());
        shorts.for_each(|n| self.0.extend(n.to_le_bytes()));
    }
}

/// Bytes being read. Every method gives `None` where they end too early.
#[derive(Debug)]
pub(crate) struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader(bytes)
    }

    /// True when all has been read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    /// A column: how many numbers of `N` bytes, and these.
    fn column<const N: usize>(&mut self) -> Option<&'b [[u8; N]]> {
        let n = self.count()?;
        let (column, rest) = self.0.split_at_checked(n.checked_mul(N)?)?;
        self.0 = rest;
        Some(column.as_chunks().0)
    }

    pub(crate) fn count(&mut self) -> Option<usize> {
        self.take().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    pub(crate) fn number(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.column::<1>()?.as_flattened()).ok()
    }

    pub(crate) fn keys(&mut self) -> Option<impl ExactSizeIterator<Item = Key> + use<'b>> {
        Some(self.column()?.iter().map(|bytes| Key::of_bits(u64::from_le_bytes(*bytes))))
    }

    pub(crate) fn counts(&mut self) -> Option<impl ExactSizeIterator<Item = u32> + use<'b>> {
        Some(self.column()?.iter().map(|bytes| u32::from_le_bytes(*bytes)))
    }

    pub(crate) fn numbers(&mut self) -> Option<impl ExactSizeIterator<Item = f32> + use<'b>> {
        Some(self.column()?.iter().map(|bytes| f32::from_le_bytes(*bytes)))
    }

    pub(crate) fn shorts(&mut self) -> Option<impl ExactSizeIterator<Item = i16> + use<'b>> {
        Some(self.column()?.iter().map(|bytes| i16::from_le_bytes(*bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_beyond() {
        let mut out = Writer::default();
        out.text("会议");
        out.number(-0.5);
        out.keys([Key::ALWAYS].into_iter());
        out.shorts([3, -4].into_iter());
        let bytes = out.into_bytes();
        let mut read = Reader::new(&bytes);
        assert_eq!((read.text(), read.number()), (Some("会议"), Some(-0.5)));
        assert_eq!(read.keys().unwrap().collect::<Vec<_>>(), [Key::ALWAYS]);
        assert_eq!(read.shorts().unwrap().collect::<Vec<_>>(), [3, -4]);
        assert!(read.is_at_end() && read.count().is_none());
        let cut = &bytes[..bytes.len() - 1];
        let mut read = Reader::new(cut);
        let (text, number, keys) = (read.text(), read.number(), read.keys().map(|k| k.len()));
        assert_eq!((text, number, keys), (Some("会议"), Some(-0.5), Some(1)));
        assert!(read.shorts().is_none());
    }
}
