//! What was learnt as the tables of `dicts/`.

use super::score::Report;
use super::{Fitted, Trainer};
use crate::event::learnt::lexicon::Lexicon;
use crate::event::learnt::models::{self, Models};
use crate::learn::{About, Bag, Model};

impl Trainer<'_> {
    /// The tables of all decisions, by the names of their files.
    pub(super) fn tables(
        &self,
        fitted: &mut Fitted,
        bag: &Bag,
        articles: usize,
        report: &Report,
    ) -> Vec<(String, String)> {
        let names = bag.names();
        let learnt =
            format!("Learnt by `baozhi train events` from {articles} labelled articles; do not edit.");
        let score = format!("Cross-validated by article: {}.", report.line());
        let decides: [&str; 7] = [
            "Whether a word that may tell of an event does: yes from @threshold on (a likelihood).",
            "Which type of event a word tells of: the type whose features sum up highest.",
            "Whether two words tell of the same event: joined from @threshold on (a mean likelihood).",
            "Whether an event is actual, future, planned or negated: the highest sum.",
            "Who or what fills a role of an event: from @threshold on (a likelihood), further fillers from @further more.\nRows @role, @form and @fillers count the roles of types, the forms of fillers, and fillers for each event.",
            "Whether an event stands beside the others of its article: yes from @threshold on (a likelihood).",
            "Whether a word tells of an event of a type, in one: its likelihood and that of the first two tables are averaged.",
        ];
        let Models { keep, kind, same, realis, role, rank, joint, .. } = &mut fitted.models;
        let models: [&mut Model; 7] = [keep, kind, same, realis, role, rank, joint];
        let mut files: Vec<(String, String)> = Vec::new();
        for ((model, file), decides) in models.into_iter().zip(models::FILES).zip(decides) {
            let about = About { decides: decides.to_owned(), learnt: learnt.clone(), score: score.clone() };
            files.push((file.to_owned(), model.write(&about, &names)));
        }
        let about = format!(
            "Words that may tell of an event. `listed` is kept by hand (TYPE:strong, weak or nominal, joined by 、);\nthe counts are by `baozhi train events` from {articles} labelled articles."
        );
        files.push((models::TRIGGERS.to_owned(), Lexicon::write(&fitted.lexicon.entries, &about)));
        files
    }
}
