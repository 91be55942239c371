//! The head of an article: the issue it stood in, its headline and bylines, its
//! place in the input.

use crate::view::{view, word};
use baozhi::record::{ArticleInfo, Byline as ByName, Dateline as Line, IssueInfo, Source as Place};
use pyo3::prelude::*;

view! {
    /// The newspaper issue that an article stood in.
    Issue of IssueInfo {
        /// The paper's name.
        paper: Option<&str> = |issue| issue.paper.as_deref();
        /// The issue's day, ISO 8601.
        date: Option<&str> = |issue| issue.date.as_deref();
        /// The issue's number (第812期).
        number: Option<u32> = |issue| issue.number;
        /// The page (版), as given.
        page: Option<&str> = |issue| issue.page.as_deref();
        /// The name of the page (版名).
        section: Option<&str> = |issue| issue.section.as_deref();
        /// Full name of the place that the paper is of.
        home: Option<&str> = |issue| issue.home.as_deref();
    }
}

view! {
    /// The head of an article.
    Article of ArticleInfo {
        /// `news`, `brief`, `commentary`, `notice` and so on.
        kind: String = |article| word(&article.kind);
        /// The line above the headline (引题).
        kicker: Option<&str> = |article| article.kicker.as_deref();
        /// The headline.
        title: Option<&str> = |article| article.title.as_deref();
        /// The line below the headline (副题).
        subtitle: Option<&str> = |article| article.subtitle.as_deref();
        /// The tag of a column.
        column: Option<&str> = |article| article.column.as_deref();
        /// The page it goes on on (下转), as written.
        continued_on: Option<&str> = |article| article.continued_on.as_deref();
        /// The page it comes from (上接), as written.
        continued_from: Option<&str> = |article| article.continued_from.as_deref();
        /// Who wrote or photographed it.
        bylines: Vec<Byline> = |article| article.bylines.iter().cloned().map(Byline).collect();
        /// Agency, place and date at the head of the body.
        dateline: Option<Dateline> = |article| article.dateline.clone().map(Dateline);
    }
}

view! {
    /// One name of a byline.
    Byline of ByName {
        /// `reporter`, `correspondent`, `photographer` or `author`.
        role: String = |byline| word(&byline.role);
        /// The name, padding inside it closed.
        name: &str = |byline| &byline.name;
    }
}

view! {
    /// 新华社…电, 本报…讯: agency, place and date of a report.
    Dateline of Line {
        /// The agency or paper.
        agency: Option<&str> = |line| line.agency.as_deref();
        /// The place, as written.
        place: Option<&str> = |line| line.place.as_deref();
        /// The date, ISO 8601.
        date: Option<&str> = |line| line.date.as_deref();
    }
}

view! {
    /// Where an article stood in its input.
    Source of Place {
        /// The path as it was given.
        path: &str = |source| &source.path;
        /// First byte in the decoded input.
        start: usize = |source| source.start;
        /// One past the last byte in the decoded input.
        end: usize = |source| source.end;
        /// The boxes it fills on its pages, of input that has a layout.
        regions: Vec<Region> = |source| source.regions.iter().copied().map(Region).collect();
        /// Width and height of the page of the first region.
        page_size: Option<(f64, f64)> = |source| source.page_size.map(|[w, h]| (w.into(), h.into()));
        /// What lengths on the page are counted in: `pt` or `px`.
        unit: Option<String> = |source| source.unit.as_ref().map(word);
    }
}

view! {
    /// A box on a page, right and down from the upper left corner.
    Region of baozhi::record::Region {
        /// The page's number in the file, from 1.
        page: u32 = |region| region.page;
        /// Left edge.
        x: f64 = |region| region.x.into();
        /// Upper edge.
        y: f64 = |region| region.y.into();
        /// Width.
        w: f64 = |region| region.w.into();
        /// Height.
        h: f64 = |region| region.h.into();
    }
}

/// Adds the classes of this file to the module.
pub fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Issue>()?;
    module.add_class::<Article>()?;
    module.add_class::<Byline>()?;
    module.add_class::<Dateline>()?;
    module.add_class::<Source>()?;
    module.add_class::<Region>()
}
