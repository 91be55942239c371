//! Files that are read as a whole: pages of text and of layout, HTML, JSON,
//! spreadsheets, labelled texts.

use super::Options;
use super::parse::{Documents, HomeOf, Parsed};
use super::read::WholeFile;
use crate::document::{Document, Sheet};
use crate::error::{Error, Result};
use crate::input::header_lines::{self, Header};
use crate::input::{
    self, Field, Fields, Given, Kind, Known, ending, filename, json, labelled, stem_and_ending,
};
#[cfg(feature = "pdf")]
use crate::issue::Pages;
use crate::issue::{Article, Draft, Issue, Masthead};
use crate::layout::{self, Layout};
use crate::page;
use crate::record::ArticleKind;
use crate::span::Span;

/// What a file gives.
enum Got<'a> {
    Issue(Box<Paged<'a>>),
    Documents(Vec<Document>),
}

/// A page of an issue, with what its name and its header lines say.
struct Paged<'a> {
    file: &'a WholeFile,
    cut: Cut,
    fields: Fields,
}

/// The articles of a page: made already, or each when it is asked for.
enum Cut {
    Made(Issue),
    Drafted(Draft),
}

impl Cut {
    fn masthead(&self) -> &Masthead {
        match self {
            Cut::Made(issue) => &issue.masthead,
            Cut::Drafted(draft) => &draft.masthead,
        }
    }

    fn masthead_mut(&mut self) -> &mut Masthead {
        match self {
            Cut::Made(issue) => &mut issue.masthead,
            Cut::Drafted(draft) => &mut draft.masthead,
        }
    }

    fn settle_home(&mut self) {
        match self {
            Cut::Made(issue) => issue.settle_home(),
            Cut::Drafted(draft) => draft.settle_home(),
        }
    }

    fn take_warnings(&mut self) -> Vec<String> {
        std::mem::take(match self {
            Cut::Made(issue) => &mut issue.warnings,
            Cut::Drafted(draft) => &mut draft.warnings,
        })
    }

    fn len(&self) -> usize {
        match self {
            Cut::Made(issue) => issue.articles.len(),
            Cut::Drafted(draft) => draft.len(),
        }
    }

    fn into_articles(self) -> Box<dyn Iterator<Item = Article>> {
        match self {
            Cut::Made(issue) => Box::new(issue.articles.into_iter()),
            Cut::Drafted(draft) => Box::new(draft.into_articles()),
        }
    }
}

/// Parses the pages of one issue, or one file of another kind.
pub(super) fn parse_files(files: &[WholeFile], options: &Options, home_of: HomeOf) -> Parsed {
    let mut parsed = Parsed::default();
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        match parse_file(file, options, home_of, &mut parsed) {
            Ok(got) if got.is_empty() => {}
            Ok(got) => {
                parsed.tally.note_read(file.kind.name());
                all.extend(got);
            }
            Err(e) => {
                parsed.tally.note_left(&format!(".{}", ending(&file.input.path)), 1);
                parsed.failures.note(|| e);
            }
        }
    }
    // Pages split over files share the masthead of the first that has one.
    let mastheads = all.iter().filter_map(|g| match g {
        Got::Issue(paged) => Some(paged.cut.masthead()),
        Got::Documents(_) => None,
    });
    let masthead = mastheads.filter(|m| m.date.is_some()).map(Clone::clone).next();
    // Articles are numbered over all pages of a file.
    let (mut path, mut number) = (None, 0);
    let mut documents: Vec<Documents> = Vec::with_capacity(all.len());
    for got in all {
        documents.push(match got {
            Got::Issue(paged) => {
                if path.replace(&paged.file.input.path) != Some(&paged.file.input.path) {
                    number = 0;
                }
                let before = number;
                number += paged.cut.len();
                documents_of(*paged, masthead.as_ref(), options, home_of, before)
            }
            Got::Documents(documents) => {
                number += documents.len();
                Box::new(documents.into_iter())
            }
        });
    }
    parsed.documents = Box::new(documents.into_iter().flatten());
    parsed
}

/// What a file gives: nothing where it holds no article and need not.
fn parse_file<'a>(
    file: &'a WholeFile,
    options: &Options,
    home_of: HomeOf,
    parsed: &mut Parsed,
) -> Result<Vec<Got<'a>>> {
    let path = file.input.path.to_string_lossy();
    let known = Known {
        path: &path,
        date: options.date,
        home: options.home.as_deref(),
        paper: options.paper.as_deref(),
        home_of,
    };
    let rows = Rows { file, known, parsed };
    match file.kind {
        Kind::Layout(format) => Ok(rows.pages(&layout::read_as(format, &file.bytes, &path)?)),
        Kind::Pdf => rows.pdf(),
        Kind::Json => rows.json(options).map(|got| vec![got]),
        Kind::Xlsx => rows.xlsx(options).map(|got| vec![got]),
        Kind::Html => rows.html(options).map(|got| got.into_iter().collect()),
        _ => rows.text(options).map(|got| vec![got]),
    }
}

/// Makes documents of the rows of a file.
struct Rows<'a, 'p> {
    file: &'a WholeFile,
    known: Known<'p>,
    parsed: &'p mut Parsed,
}

impl<'a> Rows<'a, '_> {
    fn error(&self, why: impl Into<String>) -> Error {
        Error::input(&self.file.input.path, why)
    }

    /// The documents of rows, each with what it is called in messages; rows
    /// without a text are failures.
    fn documents(self, rows: impl Iterator<Item = (Fields, Span, String)>) -> Got<'a> {
        let Rows { file, known, parsed } = self;
        let mut documents = Vec::new();
        for (n, (fields, span, place)) in rows.enumerate() {
            fields.unread().iter().for_each(|name| parsed.tally.note_unread(name));
            match fields.into_document(|| format!("{}#{}", file.input.name, n + 1), span, &known) {
                Ok(document) => {
                    for w in &document.article.warnings {
                        parsed.warnings.note(|| format!("{}: {place}: {w}", known.path));
                    }
                    documents.push(document);
                }
                Err(why) => parsed.failures.note(|| Error::input(known.path, format!("{place}: {why}"))),
            }
        }
        Got::Documents(documents)
    }

    /// The issue that the pages of a layout are.
    fn pages(self, layout: &Layout) -> Vec<Got<'a>> {
        self.issue(Issue::from_layout(layout), &layout.warnings)
    }

    /// The issue that was cut from pages; `warnings` are those of the pages.
    fn issue(self, mut issue: Issue, warnings: &Vec<String>) -> Vec<Got<'a>> {
        let path = self.known.path;
        self.parsed.warnings.extend(issue.warnings.iter().map(|w| format!("{path}: {w}")));
        if issue.articles.is_empty() {
            self.parsed.warnings.note(|| format!("{path}: no article on its pages"));
        }
        // Those of the issue's text concern its masthead, not each article.
        issue.warnings.clone_from(warnings);
        let fields = filename::read(&stem_and_ending(&self.file.input.path).0).fields();
        vec![Got::Issue(Box::new(Paged { file: self.file, cut: Cut::Made(issue), fields }))]
    }

    #[cfg(feature = "pdf")]
    fn pdf(self) -> Result<Vec<Got<'a>>> {
        let mut pages = Pages::default();
        let warnings =
            layout::pdf::read_pages(self.file.bytes.as_slice(), self.known.path, |page| pages.add(&page))?;
        let issue = pages.finish(warnings.iter().cloned());
        Ok(self.issue(issue, &warnings))
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(self) -> Result<Vec<Got<'a>>> {
        Err(self.error(
            "PDF is read only with the feature pdf; take its text out first: pdftotext -bbox-layout FILE",
        ))
    }

    fn json(self, options: &Options) -> Result<Got<'a>> {
        let decoded = page::decode(&self.file.bytes, options.encoding);
        let objects = json::objects(&decoded.text, &options.columns);
        let objects = objects.map_err(|why| self.error(format!("expected objects of JSON: {why}")))?;
        let start = decoded.text.as_ptr() as usize;
        let mut rows = Vec::with_capacity(objects.len());
        for (n, object) in objects.iter().enumerate() {
            let at = object.as_ptr() as usize - start;
            let fields = json::fields(object, &options.columns);
            let fields = fields.map_err(|why| self.error(format!("object {}: {why}", n + 1)))?;
            rows.push((fields, Span::new(at, at + object.len()), format!("object {}", n + 1)));
        }
        if rows.iter().all(|r| r.0.get(Field::Text).is_none() && r.0.get(Field::Title).is_none()) {
            return Err(self.error("no object with a text: name its key with --columns text=NAME"));
        }
        Ok(self.documents(rows.into_iter()))
    }

    #[cfg(feature = "xlsx")]
    fn xlsx(self, options: &Options) -> Result<Got<'a>> {
        let rows = input::xlsx::rows(&self.file.bytes, &options.columns).map_err(|why| self.error(why))?;
        let rows = rows.into_iter().map(|(fields, place)| (fields, Span::default(), format!("row {place}")));
        Ok(self.documents(rows))
    }

    #[cfg(not(feature = "xlsx"))]
    fn xlsx(self, _: &Options) -> Result<Got<'a>> {
        Err(self.error("a spreadsheet is read only with the feature xlsx; save it as CSV"))
    }

    #[cfg(feature = "html")]
    fn html(self, options: &Options) -> Result<Option<Got<'a>>> {
        let html = decode_html(&self.file.bytes, options);
        let stem = stem_and_ending(&self.file.input.path).0;
        let node = stem.starts_with("node_") || stem.starts_with("nbs.");
        match input::html::read(&html, self.known.path) {
            input::html::Page::Article(fields) if !(node && fields.get(Field::Text).is_none()) => {
                let mut fields = *fields;
                fields.fill_from(filename::read(&stem).fields());
                let row = (fields, Span::new(0, html.len()), "the page".to_owned());
                Ok(Some(self.documents([row].into_iter())))
            }
            _ if self.file.input.found => {
                self.parsed.tally.note_left("index pages", 1);
                Ok(None)
            }
            _ => Err(self.error("a page of links without an article: give the pages it leads to")),
        }
    }

    #[cfg(not(feature = "html"))]
    fn html(self, _: &Options) -> Result<Option<Got<'a>>> {
        Err(self.error("HTML is read only with the feature html"))
    }

    fn text(self, options: &Options) -> Result<Got<'a>> {
        let decoded = page::decode(&self.file.bytes, options.encoding);
        self.parsed.warnings.extend(decoded.warnings.iter().map(|w| format!("{}: {w}", self.known.path)));
        if let Some(rows) = labelled::read(&decoded.text, &options.columns) {
            let name = filename::read(&stem_and_ending(&self.file.input.path).0).fields();
            let rows = rows.into_iter().enumerate().map(|(n, (mut fields, span))| {
                fields.fill_from(name.clone());
                (fields, span, format!("article {}", n + 1))
            });
            return Ok(self.documents(rows));
        }
        let named = filename::read(&stem_and_ending(&self.file.input.path).0);
        let header = header_lines::read(&decoded.text);
        // Words of the name that head the text are its headline.
        let headed = named.words.as_ref().is_some_and(|words| page::head(&decoded.text, 600).contains(words));
        let one = named.article || headed || header.as_ref().is_some_and(|h| h.article);
        let Header { mut fields, text, .. } = header.unwrap_or_default();
        let text = if text.is_empty() { &*decoded.text } else { &text };
        let mut cut = if one { Cut::Made(Issue::parse_article(text)) } else { Cut::Drafted(Draft::of(text)) };
        let odd = cut.take_warnings();
        self.parsed.warnings.extend(odd.iter().map(|w| format!("{}: {w}", self.known.path)));
        let title = named.title.clone();
        fields.fill_from(named.fields());
        if let Cut::Made(issue) = &mut cut {
            give_head(issue, &fields, title.as_deref());
        }
        // Those of the page's text concern its masthead, not each article; those of
        // its bytes concern all.
        match &mut cut {
            Cut::Made(issue) => issue.warnings = decoded.warnings,
            Cut::Drafted(draft) => draft.warnings = decoded.warnings,
        }
        Ok(Got::Issue(Box::new(Paged { file: self.file, cut, fields })))
    }
}

/// HTML in the encoding that it says, where that fits, else in the one found.
#[cfg(feature = "html")]
fn decode_html<'a>(bytes: &'a [u8], options: &Options) -> std::borrow::Cow<'a, str> {
    let head = &bytes[..bytes.len().min(2048)];
    let declared = memchr::memmem::find(head, b"charset=").and_then(|at| {
        let label = head[at + "charset=".len()..].trim_ascii_start();
        let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
        let end = label.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))?;
        std::str::from_utf8(&label[..end]).ok()?.parse().ok()
    });
    // What is UTF-8 is nothing else, whatever it says.
    let declared = declared.filter(|_| std::str::from_utf8(bytes).is_err());
    let found = page::decode(bytes, options.encoding.or(declared));
    if found.replaced > 0 && options.encoding.is_none() {
        let other = page::decode(bytes, None);
        if other.replaced < found.replaced {
            return other.text;
        }
    }
    found.text
}

/// Gives the one article of a file the headline that its header or its name
/// tells.
fn give_head(issue: &mut Issue, fields: &Fields, title_of_name: Option<&str>) {
    let own = |a: &&mut Article| !matches!(a.info.kind, ArticleKind::Furniture | ArticleKind::Advertisement);
    let Some(article) = issue.articles.iter_mut().find(own) else { return };
    let line = |field| fields.get(field).filter(|l| article.text.contains(*l)).map(str::to_owned);
    let lines = [line(Field::Kicker), line(Field::Title), line(Field::Subtitle)];
    if lines[1].is_some() && lines[1].as_deref() != title_of_name || lines[0].is_some() {
        article.take_head(lines);
    } else if let Some(title) = title_of_name {
        let tight = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let printed = article.info.title.as_deref().map(tight);
        if printed.is_none_or(|p| !tight(title).contains(&p)) {
            article.set_title(title);
        }
    }
    input::add_authors(article, fields.get(Field::Author).unwrap_or_default());
    if article.info.column.is_none() {
        article.info.column = fields.get(Field::Column).map(str::to_owned);
    }
}

/// The articles of a page with what is known of their issue: its masthead goes
/// first, then its header lines, then what the caller says, then its name.
fn documents_of(
    paged: Paged,
    shared: Option<&Masthead>,
    options: &Options,
    home_of: HomeOf,
    before: usize,
) -> Documents {
    let Paged { file, mut cut, fields } = paged;
    let masthead = cut.masthead_mut();
    if masthead.date.is_none() {
        let page = masthead.page.take();
        if let Some(shared) = shared {
            masthead.clone_from(shared);
        }
        masthead.page = page;
    }
    let named = filename::read(&stem_and_ending(&file.input.path).0).date;
    let given = fields.date().and_then(Given::day);
    // The date of the name is the last resort, that of a header line is not.
    let header = given.filter(|d| Some(*d) != named);
    masthead.date = masthead.date.or(header).or(options.date).or(named);
    if masthead.paper.is_none()
        && let Some(paper) = fields.get(Field::Paper).or(options.paper.as_deref())
    {
        let of = Masthead::of_paper(paper);
        masthead.paper = of.paper;
        masthead.home = masthead.home.take().or(of.home);
        cut.settle_home();
    }
    let masthead = cut.masthead_mut();
    if masthead.page.is_none() {
        masthead.page = file.input.page.as_ref().map(|p| p.number.clone()).or_else(|| fields.page());
    }
    let date = masthead.date;
    let home = options.home.clone().or_else(|| home_of(masthead));
    let mut info = Document::info_of(masthead, home);
    info.section = fields.get(Field::Section).map(str::to_owned);
    let path = file.input.path.to_string_lossy();
    let warnings = cut.take_warnings();
    let sheet = Sheet { path: &path, name: &file.input.name, before, info, warnings };
    let articles = cut.into_articles().map(move |mut article| {
        if let Some(date) = date {
            article.resolve_dateline(date);
        }
        article
    });
    Box::new(sheet.documents(articles))
}
