//! Data as text that can stand in a page: JSON, gzipped, in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use serde::Serialize;
use std::io::{self, Write};

/// The same data always gives the same text: the gzip header has no time.
pub(super) fn pack(data: &impl Serialize) -> io::Result<String> {
    // In one piece: the encoder takes as long for a few bytes as for many.
    let json = serde_json::to_vec(data)?;
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::default());
    gzip.write_all(&json)?;
    Ok(STANDARD.encode(gzip.finish()?))
}
