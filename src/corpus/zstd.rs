//! Zstandard data of any number of frames, each checked.
//!
//! A file may hold several frames, as `cat a.zst b.zst` and parallel packers
//! make it, and frames that are to be skipped among them.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// Reads the text of all frames of `source`.
pub(super) struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    /// True while a frame is open.
    open: bool,
    /// Frames that have ended.
    ended: u64,
}

impl<R: BufRead> Frames<R> {
    pub fn new(source: R) -> Frames<R> {
        Frames { source, decoder: FrameDecoder::new(), open: false, ended: 0 }
    }

    /// Goes to the next frame with text; false at the end of the data.
    fn next_frame(&mut self) -> Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let skipped =
                        std::io::copy(&mut self.source.by_ref().take(length.into()), &mut std::io::sink())?;
                    if skipped < u64::from(length) {
                        return Err(damaged("it is cut short"));
                    }
                }
                Err(e) if self.ended > 0 => {
                    return Err(damaged(format!(
                        "behind frame {} stands what is no frame ({e})",
                        self.ended
                    )));
                }
                Err(_) if self.source.fill_buf()?.is_empty() => return Err(damaged("it is cut short")),
                Err(e) => return Err(damaged(e)),
            }
        }
        Ok(false)
    }

    fn check(&self) -> Result<()> {
        match (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum()) {
            (Some(want), Some(got)) if want != got => Err(damaged("its checksum is another")),
            _ => Ok(()),
        }
    }
}

fn damaged(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidData, format!("damaged zstd data: {why}"))
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.next_frame()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                if let Err(e) = self.decoder.decode_blocks(&mut self.source, one) {
                    let ended = self.source.fill_buf()?.is_empty();
                    return Err(if ended { damaged("it is cut short") } else { damaged(e) });
                }
            }
            let n = self.decoder.read(buf)?;
            if n > 0 {
                return Ok(n);
            }
            self.check()?;
            self.open = false;
            self.ended += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    fn frame(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    fn read(bytes: &[u8]) -> Result<String> {
        let mut text = String::new();
        Frames::new(bytes).read_to_string(&mut text).map(|_| text)
    }

    /// A frame that is to be skipped.
    fn skippable() -> Vec<u8> {
        [&0x184D_2A50u32.to_le_bytes()[..], &3u32.to_le_bytes(), b"abc"].concat()
    }

    #[test]
    fn every_frame_is_read() {
        let bytes = [skippable(), frame("春"), frame(""), skippable(), frame("灌")].concat();
        assert_eq!(read(&bytes).unwrap(), "春灌");
        assert_eq!(read(&[]).unwrap(), "");
    }

    #[test]
    fn damage_is_an_error() {
        let good = frame(&"春灌开始".repeat(50));
        assert!(read(&good[..good.len() - 8]).unwrap_err().to_string().contains("cut short"));
        assert!(read(&good[..4]).unwrap_err().to_string().contains("cut short"));
        assert!(read(&[&good[..], b"garbage"].concat()).unwrap_err().to_string().contains("behind frame 1"));
        let mut wrong = good.clone();
        *wrong.last_mut().unwrap() ^= 1;
        assert!(read(&wrong).unwrap_err().to_string().contains("checksum"));
    }
}
