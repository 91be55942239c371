//! Which of the proposals are mentions: learnt weights over documented features, and the best choice of proposals
//! that do not overlap.
//!
//! ```text
//! proposals (`proposal`)  every span that a source takes for a name, with all its sources
//!   -> features (`feature`)  what speaks for and against each
//!   -> weights (`model`)     their sum, learnt by `train` (`baozhi train choice`), from `dicts/choice.tsv`
//!   -> lattice (`lattice`)   outermost mentions that do not overlap, and the places within each institution
//! ```

mod articles;
mod explain;
mod feature;
mod lattice;
mod model;
mod proposal;
mod train;

pub use articles::read_labelled;
pub use model::Weights;
pub use train::{ChoiceTrainer, Counts, Gold, Lesson, Report};

pub(super) use explain::explain;
pub(super) use lattice::{Chosen, choose};
pub(super) use proposal::{Kind, Proposal, Proposals, Source};
pub(super) use train::lesson;
