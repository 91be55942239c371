//! A trained sequence model for persons, places and institutions.

use crate::span::Span;

/// What the model takes a span for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A person's name.
    Person,
    /// A place.
    Place,
    /// An institution.
    Institution,
}

/// One span the model found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag {
    /// Where.
    pub span: Span,
    /// What.
    pub label: Label,
    /// How far the best path lies above the path without this span, in
    /// weight units; larger is surer.
    pub margin: f32,
}
