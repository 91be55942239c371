//! Layout to issue: pages of lines with their places, cut into articles.

use super::Issue;
use crate::layout::Layout;

impl Issue {
    /// Cuts the pages of a layout into their articles.
    pub fn from_layout(layout: &Layout) -> Issue {
        let mut text = String::new();
        for line in layout.pages.iter().flat_map(|p| &p.lines) {
            text.push_str(&line.text);
            text.push('\n');
        }
        let mut issue = Issue::parse(&text);
        issue.warnings.extend(layout.warnings.iter().cloned());
        issue
    }
}
