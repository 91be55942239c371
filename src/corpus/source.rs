//! Where bytes come from: files and standard input, decompressed within
//! limits, and in UTF-8.

use super::input::Input;
use super::zstd::Frames;
use crate::error::{Error, Result};
use crate::input::SAMPLE;
use crate::page::{self, Encoding};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Expansion that no text reaches: gzip's own maximum is about 1000.
const MAX_EXPANSION: u64 = 200;

pub(super) type Source = BufReader<Box<dyn Read>>;

/// Opens a file, or standard input for `-`, its compression undone.
///
/// # Errors
/// When it cannot be read.
pub fn open(path: impl AsRef<Path>) -> Result<Box<dyn BufRead>> {
    let source = open_input(&Input::new(path.as_ref()), &Arc::default())?;
    Ok(Box::new(source))
}

/// Opens an input and undoes its compression, which the first bytes tell.
pub(super) fn open_input(input: &Input, read: &Arc<AtomicU64>) -> Result<Source> {
    let raw: Box<dyn Read> = if input.is_stdin() {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(&input.path).map_err(|e| Error::io(&input.path, e))?)
    };
    let mut raw = BufReader::with_capacity(64 << 10, Counted { inner: raw, total: read.clone() });
    let head = raw.fill_buf().map_err(|e| Error::io(&input.path, e))?;
    let plain: Box<dyn Read> = match head {
        [0x1f, 0x8b, ..] => {
            Box::new(Guarded::new(Gzip(flate2::bufread::MultiGzDecoder::new(raw)), input, read))
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(Guarded::new(Frames::new(raw), input, read))
        }
        _ => Box::new(raw),
    };
    Ok(BufReader::with_capacity(64 << 10, plain))
}

/// Gzip data of any number of members, its faults told as such.
struct Gzip<R>(flate2::bufread::MultiGzDecoder<R>);

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        self.0.read(buf).map_err(|e| match e.kind() {
            UnexpectedEof => std::io::Error::new(
                InvalidData,
                "damaged gzip data: it is cut short, or what stands behind it is none",
            ),
            InvalidData | InvalidInput => std::io::Error::new(InvalidData, format!("damaged gzip data: {e}")),
            _ => e,
        })
    }
}

/// Counts the stored bytes that are read, for progress.
struct Counted<R> {
    inner: R,
    total: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.total.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops a decompression bomb: far more bytes come out than any text gives.
struct Guarded<R> {
    inner: R,
    path: PathBuf,
    total: Arc<AtomicU64>,
    start: u64,
    out: u64,
}

impl<R> Guarded<R> {
    fn new(inner: R, input: &Input, total: &Arc<AtomicU64>) -> Guarded<R> {
        let start = total.load(Ordering::Relaxed);
        Guarded { inner, path: input.path.clone(), total: total.clone(), start, out: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.out += n as u64;
        // The 64 KiB that were read ahead count, so that small files pass.
        let stored = self.total.load(Ordering::Relaxed).saturating_sub(self.start) + (64 << 10);
        if self.out / MAX_EXPANSION > stored {
            let what = format!(
                "{} expands more than {MAX_EXPANSION} times, which no text does; it is not read on",
                self.path.display()
            );
            return Err(std::io::Error::other(what));
        }
        Ok(n)
    }
}

/// The first bytes of a source, and the source from its beginning. An error
/// behind the first bytes comes when they have been read.
pub(super) fn peek(mut source: Source, input: &Input) -> Result<(Vec<u8>, Source)> {
    let mut head = vec![0; SAMPLE];
    let (mut filled, mut failure) = (0, None);
    while filled < SAMPLE {
        match source.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) if filled == 0 => return Err(Error::io(&input.path, e)),
            Err(e) => {
                failure = Some(e);
                break;
            }
        }
    }
    head.truncate(filled);
    let again = std::io::Cursor::new(head.clone());
    let whole: Box<dyn Read> = match failure {
        Some(e) => Box::new(again.chain(Failing(Some(e)))),
        None => Box::new(again.chain(source)),
    };
    Ok((head, BufReader::with_capacity(64 << 10, whole)))
}

/// Gives an error, then nothing.
pub(super) struct Failing(pub Option<std::io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A source in another encoding, as UTF-8.
pub(super) struct Transcoded {
    source: Source,
    decoder: encoding_rs::Decoder,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Transcoded {
    pub fn new(source: Source, encoding: Encoding) -> Transcoded {
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        Transcoded { source, decoder, text: Vec::new(), at: 0, ended: false }
    }

    fn fill(&mut self) -> std::io::Result<()> {
        let piece = self.source.fill_buf()?;
        self.ended = piece.is_empty();
        let room = self.decoder.max_utf8_buffer_length(piece.len()).unwrap_or(usize::MAX >> 1);
        self.text.resize(room, 0);
        let (_, used, written, _) = self.decoder.decode_to_utf8(piece, &mut self.text, self.ended);
        self.source.consume(used);
        self.text.truncate(written);
        self.at = 0;
        Ok(())
    }
}

impl Read for Transcoded {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            self.fill()?;
        }
        let n = buf.len().min(self.text.len() - self.at);
        buf[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// The lines of a source that is no UTF-8 as a whole, each as UTF-8: some may
/// be that already, some in a third encoding.
pub(super) struct Lines {
    source: Source,
    encoding: Encoding,
    /// A longer line is cut here, and refused by who reads it.
    limit: usize,
    text: Vec<u8>,
    at: usize,
}

impl Lines {
    pub fn new(source: Source, encoding: Encoding, limit: usize) -> Lines {
        Lines { source, encoding, limit, text: Vec::new(), at: 0 }
    }
}

impl Read for Lines {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.text.len() {
            let mut line = Vec::new();
            (&mut self.source).take(self.limit as u64 + 1).read_until(b'\n', &mut line)?;
            self.text = page::decode_line(&line, self.encoding).into_owned().into_bytes();
            self.at = 0;
        }
        let n = buf.len().min(self.text.len() - self.at);
        buf[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
