//! `baozhi report`: one HTML page to look records over.

use crate::Outcome;
use crate::args::{PageLanguage, ReportArgs};
use crate::console::{counted, note};
use crate::records::{for_each_record, for_each_record_again};
use baozhi::Result;
use baozhi::corpus::OutputFile;
use baozhi::export::report::{Language, ReportBuilder, ReportOptions};

pub fn run(args: ReportArgs) -> Result<Outcome> {
    let title = args.title.unwrap_or_default();
    let language = args.lang.map(|lang| match lang {
        PageLanguage::En => Language::English,
        PageLanguage::Zh => Language::Chinese,
    });
    let options =
        ReportOptions::default().with_title(title).with_max_articles(args.limit).with_language(language);
    let most = options.max_articles;
    let mut report = ReportBuilder::new(options);
    if args.input.can_be_read_again() {
        report = report.in_two_rounds();
    }
    let outcome = for_each_record(&args.input, |record| report.add(&record))?;
    if report.asks_again() {
        for_each_record_again(&args.input, |record| report.add(&record))?;
    }
    let mut out = OutputFile::create(&args.output)?;
    report.write(&mut out).map_err(|e| e.at(&args.output))?;
    out.finish()?;
    if report.articles() > most {
        let all = counted(report.articles(), "article");
        note!("baozhi: the report shows {most} of {all}, evenly spaced by date (--limit shows more)");
    }
    Ok(outcome)
}
