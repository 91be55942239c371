//! What could be a mention: a span, a kind, and all the sources that propose it.

use crate::mention::institution::InstMention;
use crate::mention::person::PersonMention;
use crate::mention::place::PlaceMention;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// What a proposal would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::mention) enum Kind {
    Person,
    Place,
    Institution,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Institution];

    /// The name in records and in the table of weights.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Institution => "institution",
        }
    }
}

/// What proposes a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mention) enum Source {
    /// A place of the gazetteer that the sweep from left to right takes.
    Gazetteer,
    /// A name of the gazetteer wherever it stands.
    GazetteerName,
    /// A place below the county by its ending.
    Local,
    /// A place that goes on to a zone, a valley, a building.
    Zone,
    /// One character after a verb of place.
    Initial,
    /// 我市, 全省: no name, and always kept.
    Deixis,
    /// The home that the gazetteer does not hold.
    Home,
    /// A part of a longer place, cut at a level's word.
    Cut,
    /// An institution of its own, 国务院.
    Own,
    /// A row of a division that is named before it.
    OfPlace,
    /// A row of a division that its unit stands for, 市委.
    OfUnit,
    /// A row alone, 公安局.
    Bare,
    /// 民革, 政协 before the division.
    Before,
    /// A committee within a body.
    Committee,
    /// An ending after a place, or after the unit of a division.
    Ending,
    /// Two institutions next to each other, or places and an institution, taken as one.
    Joined,
    /// The same name found elsewhere in the article.
    Repeated,
    /// What the grammar of institutions keeps of all it finds.
    Kept,
    /// A byline.
    Byline,
    /// A user's dictionary.
    User,
    /// A surname alone before what one is called by.
    Surname,
    /// After a post whose institution is known.
    AfterPost,
    /// After a post of no known institution.
    AfterTitle,
    /// After 村民, 市领导.
    AfterLabel,
    /// After 记者, 通讯员.
    AfterReporter,
    /// Before a verb that follows names.
    Cue,
    /// Before a count of persons.
    Counted,
    /// Before a post.
    BeforeTitle,
    /// In a list of names.
    Listed,
    /// All that stands between a post and a mark or a verb.
    Slot,
}

impl Source {
    /// All, by their bit.
    pub const ALL: [(Source, &'static str); 30] = [
        (Source::Gazetteer, "gazetteer"),
        (Source::GazetteerName, "gazetteer-name"),
        (Source::Local, "local"),
        (Source::Zone, "zone"),
        (Source::Initial, "initial"),
        (Source::Deixis, "deixis"),
        (Source::Home, "home"),
        (Source::Cut, "cut"),
        (Source::Own, "own"),
        (Source::OfPlace, "of-place"),
        (Source::OfUnit, "of-unit"),
        (Source::Bare, "bare"),
        (Source::Before, "before"),
        (Source::Committee, "committee"),
        (Source::Ending, "ending"),
        (Source::Joined, "joined"),
        (Source::Repeated, "repeated"),
        (Source::Kept, "kept"),
        (Source::Byline, "byline"),
        (Source::User, "user"),
        (Source::Surname, "surname"),
        (Source::AfterPost, "after-post"),
        (Source::AfterTitle, "after-title"),
        (Source::AfterLabel, "after-label"),
        (Source::AfterReporter, "after-reporter"),
        (Source::Cue, "cue"),
        (Source::Counted, "counted"),
        (Source::BeforeTitle, "before-title"),
        (Source::Listed, "listed"),
        (Source::Slot, "slot"),
    ];

    /// The bit of the source in a set.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// One span that could be a mention of one kind.
#[derive(Clone, Copy, Debug)]
pub(in crate::mention) struct Proposal {
    pub span: Span,
    pub kind: Kind,
    /// The sources, by [`Source::bit`].
    pub sources: u32,
    /// The tagger's margin: how far the best path lies above all others for a name on it, how far below it another
    /// one lies, negative.
    pub margin: Option<f32>,
    /// What lexicon or grammar made of it.
    pub place: Option<PlaceMention>,
    pub inst: Option<InstMention>,
    pub person: Option<PersonMention>,
}

impl Proposal {
    pub fn has(&self, source: Source) -> bool {
        self.sources & source.bit() != 0
    }
}

/// The proposals of a text, one for each span and kind.
#[derive(Debug, Default)]
pub(in crate::mention) struct Proposals {
    pub list: Vec<Proposal>,
    at: FxHashMap<(Span, Kind), u32>,
}

impl Proposals {
    /// The proposal of `span` and `kind`, made if there is none.
    pub fn entry(&mut self, span: Span, kind: Kind) -> &mut Proposal {
        let next = self.list.len() as u32;
        let at = *self.at.entry((span, kind)).or_insert(next);
        if at == next {
            let (sources, margin, place, inst, person) = (0, None, None, None, None);
            self.list.push(Proposal { span, kind, sources, margin, place, inst, person });
        }
        &mut self.list[at as usize]
    }

    /// Orders them by start, longer ones first.
    pub fn finish(mut self) -> Vec<Proposal> {
        self.list.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end), p.kind));
        self.list
    }
}
