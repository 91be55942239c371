//! What a run shows while it works and says when it is done.

use crate::args::InputArgs;
use crate::console::say;
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

/// So many warnings are printed where not all are asked for; the records hold
/// them all.
const WARNINGS: usize = 20;

/// Names on standard error what could not be read, what was odd and what was
/// missing.
pub fn tell(report: &Report, args: &InputArgs) {
    for failure in &report.failures {
        say!("baozhi: {failure}");
    }
    let lost = report.failures.len() as u64 + report.more_failures;
    if report.more_failures > 0 {
        say!("baozhi: … and {} more that could not be read", report.more_failures);
    }
    if !args.quiet {
        warn(&report.warnings, report.more_warnings, args.verbose);
        missing(report);
    }
    if lost > 0 {
        say!("baozhi: {} articles written; {lost} inputs or lines could not be read", report.articles);
    }
    if !args.quiet {
        say!("baozhi: {}", report.tally);
    }
}

/// What is not known of articles, and which option says it.
fn missing(report: &Report) {
    for (missing, what, option) in [
        (report.undated, "date (times such as 昨日 stay without a day)", "--date"),
        (report.homeless, "home (市委 stays without its place)", "--home"),
    ] {
        if missing > 0 {
            say!("baozhi: {missing} of {} articles have no {what}: give {option}", report.articles);
        }
    }
}

/// Prints the first warnings, or all of them, and how many more there are,
/// `more` of them not in the list.
pub fn warn(warnings: &[String], more: u64, all: bool) {
    let shown = if all { warnings.len() } else { WARNINGS };
    for warning in warnings.iter().take(shown) {
        say!("baozhi: warning: {warning}");
    }
    let more = more + warnings.len().saturating_sub(shown) as u64;
    if more > 0 {
        let all = if all { "" } else { " (--verbose shows them)" };
        say!("baozhi: … and {more} more warnings{all}");
    }
}
