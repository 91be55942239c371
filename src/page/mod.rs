//! Bytes to repaired text: [`decode`], then [`repair`].
//!
//! Decoding never fails: what cannot be decoded becomes U+FFFD and is counted.
//! Repair joins sentences that a column or a wrap broke, closes padded names,
//! and reads compatibility forms as what they stand for; it changes nothing
//! else, and its [`SourceMap`] leads every span of
//! the repaired text back to the decoded input.

mod cells;
mod columns;
mod count;
mod decode;
mod furniture;
mod guess;
mod head_wrap;
mod join;
mod line;
mod padded;
mod readings;
mod repair;
mod source_map;
mod utf7;
mod wrap;

pub use decode::{Decoded, Encoding, decode};
pub(crate) use line::{Line, Tag};
pub use repair::{Repaired, repair};
pub use source_map::SourceMap;

pub(crate) use decode::encoding_of;
pub(crate) use furniture::{is_list_head, is_signature};
pub(crate) use guess::{decode_line, foreign};
pub(crate) use line::{head, is_stop, lines};
