//! Data as text that can stand in a page: JSON, gzipped, in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// The same data always gives the same text: the gzip header has no time.
pub(super) fn pack(data: &impl Serialize) -> io::Result<String> {
    Ok(STANDARD.encode(gzipped(data, Compression::default())?))
}

/// Data to be kept in memory for a while: fast, not small.
pub(super) fn squeeze(data: &impl Serialize) -> io::Result<Vec<u8>> {
    gzipped(data, Compression::fast())
}

/// What [`squeeze`] took.
pub(super) fn unsqueeze<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    let mut json = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

fn gzipped(data: &impl Serialize, level: Compression) -> io::Result<Vec<u8>> {
    // In one piece: the encoder takes as long for a few bytes as for many.
    let json = serde_json::to_vec(data)?;
    let mut gzip = GzBuilder::new().write(Vec::new(), level);
    gzip.write_all(&json)?;
    gzip.finish()
}
