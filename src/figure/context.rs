//! What stands around a figure: measure, change, base and per.

use super::Figure;

/// Fills in what the text around a figure says of it.
pub(super) fn complete(_text: &str, _figure: &mut Figure<'_>, _last: Option<&Figure<'_>>) {}
