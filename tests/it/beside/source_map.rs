//! Spans of every page lead back to the bytes they were read from.

use crate::page_properties::spans_lead_back;

#[test]
#[ignore = "needs ../shared"]
fn spans_of_every_page_lead_back_to_it() {
    for folder in ["corpora/pages/synthetic", "corpora/pages/real"] {
        assert!(spans_lead_back(&super::path(folder)) > 0, "no page in {folder}");
    }
}
