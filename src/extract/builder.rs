//! [`ExtractorBuilder`]: dictionaries, a model and settings of one's own.

use super::{Config, Extractor};
use crate::entity::Appointments;
use crate::error::{Error, Result};
use crate::event::Frames;
use crate::figure::FigureTables;
use crate::lexicon::table::{Schema, TableKind, TableSet};
use crate::lexicon::{Lexicon, LexiconBuilder};
use crate::tagger::Tagger;
use crate::time::TimeTables;
use crate::token::Segmenter;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Sets up an [`Extractor`], starting from the embedded dictionaries.
pub struct ExtractorBuilder {
    config: Config,
    lexicon: LexiconBuilder,
    figures: Option<FigureTables>,
    times: Option<TimeTables>,
    frames: Option<Frames>,
    appointments: Option<Appointments>,
    words: Vec<PathBuf>,
    model: Model,
}

/// Which sequence model to use.
enum Model {
    Embedded,
    Own(Box<Tagger>),
    None,
}

impl Default for ExtractorBuilder {
    fn default() -> ExtractorBuilder {
        ExtractorBuilder {
            config: Config::default(),
            lexicon: Lexicon::builder(),
            figures: None,
            times: None,
            frames: None,
            appointments: None,
            words: Vec::new(),
            model: Model::Embedded,
        }
    }
}

impl ExtractorBuilder {
    /// What records hold beyond the default.
    pub fn config(mut self, config: Config) -> ExtractorBuilder {
        self.config = config;
        self
    }

    /// Adds a table of one's own, in the form of one of the embedded tables
    /// ([`table::SCHEMAS`](crate::lexicon::table::SCHEMAS)): places,
    /// institutions, titles, units, words of time, event rules and the like;
    /// its header tells which it is. A file without a header is a list of
    /// names ([`LexiconBuilder::add_text`]). A row takes the place of an
    /// earlier one with the same first column, in this file, in one added
    /// before it or in the embedded table; where both are the user's,
    /// [`ExtractorBuilder::warnings`] says so.
    ///
    /// # Errors
    /// When the file cannot be read, its header is that of no table that can be
    /// extended, or a row is not what its columns ask for.
    pub fn dictionary(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        self.add_table(&path.to_string_lossy(), &text)?;
        Ok(self)
    }

    /// Adds the text of such a file; `name` stands for it in rules and errors.
    ///
    /// ```
    /// use baozhi::Extractor;
    /// let row = "title\tkind\tof\n塔长\thead\t\n";
    /// let extractor = Extractor::builder().dictionary_text("mine.tsv", row)?.build()?;
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// When a row is not what its header says.
    pub fn dictionary_text(mut self, name: &str, text: &str) -> Result<ExtractorBuilder> {
        self.add_table(name, text)?;
        Ok(self)
    }

    /// Gives a table to the stage that reads it.
    fn add_table(&mut self, name: &str, text: &str) -> Result<()> {
        match Schema::named_by(name, text)?.map(|schema| schema.kind) {
            Some(kind) if FigureTables::reads(kind) => {
                self.figures.get_or_insert_with(|| FigureTables::embedded().clone()).add_text(name, text)
            }
            Some(kind) if TimeTables::reads(kind) => {
                self.times.get_or_insert_with(|| TimeTables::embedded().clone()).add_text(name, text)
            }
            Some(kind) if Frames::reads(kind) => {
                self.frames.get_or_insert_with(Frames::embedded).add_table(name, text)
            }
            Some(TableKind::Appointments) => {
                self.appointments = Some(Appointments::parse(name, text)?);
                Ok(())
            }
            _ => self.lexicon.add_text(name, text).map(drop),
        }
    }

    /// What was odd in the dictionaries added so far, with file and line: the
    /// first thousand rows whose key another row of the user's had before.
    pub fn warnings(&self) -> &[String] {
        self.lexicon.warnings()
    }

    /// How many more warnings there are.
    pub fn more_warnings(&self) -> u64 {
        self.lexicon.more_warnings()
    }

    /// Adds a file of event frames or of their word classes, with the columns
    /// of `dicts/events.tsv` or of `dicts/events_words.tsv`.
    ///
    /// # Errors
    /// When the file cannot be read, is another table, or a row is not what
    /// its columns ask for.
    pub fn frames(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        let path = path.as_ref();
        let tsv = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        self.frames.get_or_insert_with(Frames::embedded).add_table(&path.to_string_lossy(), &tsv)?;
        Ok(self)
    }

    /// Gives persons without a post in an article those that the table says
    /// they held at the issue's date: the 卢庆远 of a headline. A second table
    /// takes the place of the first.
    pub fn appointments(mut self, table: Appointments) -> ExtractorBuilder {
        self.appointments = Some(table);
        self
    }

    /// Adds words for the segmenter, in the form of jieba's user dictionary
    /// (`word frequency tag`, the last two optional).
    pub fn words(mut self, path: impl AsRef<Path>) -> ExtractorBuilder {
        self.words.push(path.as_ref().to_owned());
        self
    }

    /// Uses the model in a file in place of the embedded one.
    ///
    /// # Errors
    /// When the file cannot be read or holds no model.
    pub fn model(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        self.model = Model::Own(Box::new(Tagger::load(path)?));
        Ok(self)
    }

    /// Uses lexicon and grammar alone: twice as fast, and blind to
    /// names that stand in no context they know.
    pub fn without_model(mut self) -> ExtractorBuilder {
        self.model = Model::None;
        self
    }

    /// Builds the extractor.
    ///
    /// # Errors
    /// When a file of [`ExtractorBuilder::words`] cannot be read.
    pub fn build(mut self) -> Result<Extractor> {
        let words = std::mem::take(&mut self.words);
        let mut extractor = self.assemble();
        let Extractor { tagger, cutter, .. } = &mut extractor;
        if let Some(segmenter) = tagger.as_mut().map(|(segmenter, _)| segmenter).or(cutter.as_mut()) {
            words.iter().try_for_each(|path| segmenter.add_file(path))?;
        }
        Ok(extractor)
    }

    /// Loads what is to be loaded, the slow parts beside each other.
    pub(super) fn assemble(self) -> Extractor {
        let ExtractorBuilder { config, lexicon, figures, times, frames, appointments, model, .. } = self;
        let tables = || rayon::join(|| lexicon.build(), || frames.unwrap_or_else(Frames::embedded));
        let learns = !matches!(model, Model::None);
        let weights = || learns.then(crate::event::load_weights);
        let (((lexicon, frames), _), tagger) = rayon::join(|| rayon::join(tables, weights), || model.load());
        let figures = figures.map_or(Cow::Borrowed(FigureTables::embedded()), Cow::Owned);
        let times = times.map_or(Cow::Borrowed(TimeTables::embedded()), Cow::Owned);
        let weights = crate::mention::choose::Weights::embedded(tagger.is_some()).clone();
        let cutter = (config.tokens && tagger.is_none()).then(Segmenter::new);
        Extractor { config, lexicon, figures, times, frames, weights, appointments, tagger, cutter }
    }
}

impl Model {
    fn load(self) -> Option<(Segmenter, Tagger)> {
        match self {
            #[cfg(feature = "model")]
            Model::Embedded => Some(rayon::join(Segmenter::new, Tagger::embedded)),
            #[cfg(not(feature = "model"))]
            Model::Embedded => None,
            Model::Own(tagger) => Some((Segmenter::new(), *tagger)),
            Model::None => None,
        }
    }
}
