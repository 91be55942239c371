//! What a run shows while it works and says when it is done.

use crate::console::{self, counted, grouped, note, say};
use baozhi::corpus::{Input, Progress, Report};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// A progress bar on standard error when that is a terminal, else nothing.
pub struct Display {
    bar: Option<ProgressBar>,
}

impl Display {
    pub fn new(inputs: &[Input]) -> Display {
        if console::is_quiet() || !std::io::stderr().is_terminal() {
            return Display { bar: None };
        }
        let total: u64 = inputs.iter().map(Input::size).sum();
        let known = !inputs.iter().any(Input::is_stdin);
        let bar = if known { ProgressBar::new(total) } else { ProgressBar::no_length() };
        let template = if known {
            "{wide_bar} {bytes}/{total_bytes}  {msg}  {eta} left"
        } else {
            "{spinner} {bytes}  {msg}  {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Display { bar: Some(bar) }
    }

    pub fn show(&self, progress: Progress) {
        if let Some(bar) = &self.bar {
            bar.set_position(progress.read);
            bar.set_message(counted(progress.articles as usize, "article"));
        }
    }

    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// So many warnings are printed where not all are asked for; the records hold
/// them all.
const WARNINGS: usize = 20;

/// Names on standard error what could not be read, what was odd and what was
/// missing.
pub fn tell(report: &Report) {
    for failure in &report.failures {
        say!("baozhi: {failure}");
    }
    let lost = report.failures.len() as u64 + report.more_failures;
    if report.more_failures > 0 {
        say!("baozhi: … and {} more that could not be read", report.more_failures);
    }
    warn(&report.warnings, report.more_warnings);
    missing(report);
    if lost > 0 {
        let lost = if lost == 1 { "1 input or line".to_owned() } else { format!("{lost} inputs or lines") };
        say!("baozhi: {} written; {lost} could not be read", counted(report.articles as usize, "article"));
    }
    note!("baozhi: {}", report.tally);
}

/// What is not known of articles, and which option says it.
fn missing(report: &Report) {
    for (missing, what, option) in [
        (report.undated, "date (times such as 昨日 stay without a day)", "--date"),
        (report.homeless, "home (市委 stays without its place)", "--home"),
    ] {
        if missing > 0 {
            let have = if missing == 1 { "has" } else { "have" };
            let of = counted(report.articles as usize, "article");
            note!("baozhi: {} of {of} {have} no {what}: give {option}", grouped(missing as usize));
        }
    }
}

/// Prints the first warnings, or all of them where all are asked for, and how
/// many more there are, `more` of them not in the list.
pub fn warn(warnings: &[String], more: u64) {
    let all = console::is_verbose();
    let shown = if all { warnings.len() } else { WARNINGS };
    for warning in warnings.iter().take(shown) {
        note!("baozhi: warning: {warning}");
    }
    let more = more + warnings.len().saturating_sub(shown) as u64;
    if more > 0 {
        let all = if all { "" } else { " (--verbose shows them)" };
        note!("baozhi: … and {} more warning{}{all}", more, if more == 1 { "" } else { "s" });
    }
}
