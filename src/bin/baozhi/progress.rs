//! What a run shows while it works and says when it is done.

use baozhi::corpus::{Input, Progress, Report};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// A progress bar on standard error when that is a terminal, else nothing.
pub struct Display {
    bar: Option<ProgressBar>,
}

impl Display {
    pub fn new(inputs: &[Input], quiet: bool) -> Display {
        if quiet || !std::io::stderr().is_terminal() {
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
            bar.set_message(format!("{} articles", progress.articles));
        }
    }

    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// At most this many warnings are printed; the records hold them all.
const WARNINGS: usize = 20;

/// Names on standard error what could not be read and what was odd.
pub fn tell(report: &Report, quiet: bool) {
    for failure in &report.failures {
        eprintln!("baozhi: {failure}");
    }
    if !quiet {
        warn(&report.warnings, report.more_warnings);
    }
    if !report.failures.is_empty() {
        eprintln!(
            "baozhi: {} articles written; {} inputs or lines could not be read",
            report.articles,
            report.failures.len() as u64 + report.more_failures
        );
    }
}

/// Prints the first warnings and how many more there are, `more` of them not
/// in the list.
pub fn warn(warnings: &[String], more: u64) {
    for warning in warnings.iter().take(WARNINGS) {
        eprintln!("baozhi: warning: {warning}");
    }
    let more = more + warnings.len().saturating_sub(WARNINGS) as u64;
    if more > 0 {
        eprintln!("baozhi: … and {more} more warnings");
    }
}
