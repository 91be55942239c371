//! Data as text that can stand in a page: JSON, gzipped, in base64.

use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, BufWriter, Read, Write};

/// Writes data in its packed form, a piece at a time: the JSON of a corpus is
/// larger than all that is kept of it. The same data always gives the same
/// text: the gzip header has no time.
pub(super) fn pack(data: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let base64 = EncoderWriter::new(out, &STANDARD);
    let gzip = GzBuilder::new().write(base64, Compression::default());
    // The encoder takes as long for a few bytes as for many.
    let mut json = BufWriter::with_capacity(256 << 10, gzip);
    serde_json::to_writer(&mut json, data)?;
    let gzip = json.into_inner().map_err(io::IntoInnerError::into_error)?;
    gzip.finish()?.finish()?;
    Ok(())
}

/// Data to be kept in memory for a while: fast, not small.
pub(super) fn squeeze(data: &impl Serialize) -> io::Result<Box<[u8]>> {
    // In one piece: the encoder takes as long for a few bytes as for many.
    let json = serde_json::to_vec(data)?;
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::fast());
    gzip.write_all(&json)?;
    // Without the room that the encoder has left, which is twice the data.
    Ok(gzip.finish()?.into_boxed_slice())
}

/// What [`squeeze`] took.
pub(super) fn unsqueeze<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    let mut json = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}
