//! One page of a PDF as glyphs with their places: the only file that knows
//! which crate interprets PDF.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{self, Affine, BezPath, Point, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RectExt, SoftMask, TransformExt, interpret,
};
use rustc_hash::FxHashMap;

use super::fonts::CollectionFonts;
use super::shapes::Shapes;
use crate::layout::Rect;

/// What stands for a glyph whose character the file does not tell.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// No page draws more than this: characters, paths, pictures, clips and groups
/// together. A dense newspaper page has 60,000, a map a few hundred thousand.
const MOST_DRAWN: usize = 3_000_000;

/// No page has more characters than this, copies of them included.
const MOST_GLYPHS: usize = 400_000;

/// What ends the reading of a page that draws on and on: thrown, since the
/// interpreter has no way to be stopped, and caught where the page was begun.
/// It is counted, not timed, so that a file reads the same on any machine.
pub(super) struct Endless;

/// One character on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub text: char,
    /// The box of the character in points, right and down from the upper left
    /// corner of the page as it is shown.
    pub place: Rect,
    /// The size of the font on the page, in points.
    pub size: f32,
    /// Which way the character is turned on the page.
    pub turn: Turn,
    /// True where the font writes from top to bottom.
    pub vertical: bool,
    /// True for characters that are not painted, as programs put them under
    /// the picture of a scanned page.
    pub invisible: bool,
    /// The font it is set in, numbered over the page; 0 where it has no name.
    pub font: u16,
}

/// Which way the upper edge of a character looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Up,
    Right,
    Down,
    Left,
    /// At none of the right angles, as watermarks stand.
    Slanted,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rect>,
    pub pictures: Vec<Rect>,
}

/// Interprets one page. `cache` keeps the fonts of pages read before it from
/// the same file.
pub(super) fn page_content<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> PageContent {
    let (width, height) = page.render_dimensions();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        page.intersected_crop_box().to_kurbo(),
        cache,
        page.xref(),
        settings.clone(),
    );
    let mut reader = GlyphReader {
        content: PageContent { width, height, ..PageContent::default() },
        shapes: Shapes::new(width, height),
        fonts: CollectionFonts::new(page.resources()),
        font_numbers: FxHashMap::default(),
        drawn: 0,
    };
    let stream = content_stream(page.raw());
    interpret(TypedIter::new(&stream), page.resources(), &mut context, &mut reader);

    let GlyphReader { mut content, shapes, .. } = reader;
    (content.rules, content.pictures) = shapes.into_rules_and_pictures();
    content
}

/// The operators of a page. The page keeps its decoded stream for as long as
/// the file is open when it is asked for it, so it is not asked.
fn content_stream(page: &Dict<'_>) -> Vec<u8> {
    let mut operators = Vec::new();
    let mut append = |stream: &Stream<'_>| {
        if let Ok(data) = stream.decoded_data() {
            operators.extend_from_slice(&data);
            // Streams of an array are separate words even where none ends in a blank.
            operators.push(b' ');
        }
    };
    match page.get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => append(&stream),
        Some(Object::Array(streams)) => each_stream(&streams, &mut append),
        _ => {}
    }
    operators
}

fn each_stream(streams: &Array<'_>, append: &mut impl FnMut(&Stream<'_>)) {
    for object in streams.iter::<Object<'_>>() {
        if let Object::Stream(stream) = object {
            append(&stream);
        }
    }
}

/// Collects what the interpreter draws.
struct GlyphReader<'a> {
    content: PageContent,
    shapes: Shapes,
    fonts: CollectionFonts<'a>,
    font_numbers: FxHashMap<u128, u16>,
    /// How much was drawn so far.
    drawn: usize,
}

impl<'a> GlyphReader<'a> {
    /// Counts what is drawn, and gives the page up where it is too much.
    fn count(&mut self, drawn: usize) {
        self.drawn += drawn;
        if self.drawn > MOST_DRAWN || self.content.glyphs.len() > MOST_GLYPHS {
            // Not a panic: nothing is printed.
            std::panic::resume_unwind(Box::new(Endless));
        }
    }

    fn font_number(&mut self, glyph: &FontGlyph<'_>) -> u16 {
        let FontGlyph::Outline(outline) = glyph else { return 0 };
        let Some(font) = outline.font_data() else { return 0 };
        let next = self.font_numbers.len().saturating_add(1).min(u16::MAX as usize) as u16;
        *self.font_numbers.entry(font.cache_key).or_insert(next)
    }

    /// The text of a glyph: what the file says, else what its number means in
    /// the character collection of its font.
    fn text(&mut self, glyph: &FontGlyph<'a>) -> Option<BfString> {
        let told = glyph.as_unicode().filter(|text| match text {
            BfString::Char(c) => !c.is_control() && *c != UNKNOWN,
            BfString::String(s) => !s.is_empty(),
        });
        told.or_else(|| match glyph {
            FontGlyph::Outline(outline) => self.fonts.character(outline).map(BfString::Char),
            FontGlyph::Type3(_) => None,
        })
    }

    fn push(&mut self, glyph: Glyph, text: Option<BfString>) {
        // What the edge of the page cuts off is not shown.
        let (x, y) = middle(&glyph.place);
        if !(x >= 0.0 && y >= 0.0 && x <= self.content.width && y <= self.content.height) {
            return;
        }
        match text {
            None => self.content.glyphs.push(Glyph { text: UNKNOWN, ..glyph }),
            Some(BfString::Char(text)) => self.content.glyphs.push(Glyph { text, ..glyph }),
            Some(BfString::String(text)) => self.content.glyphs.extend(ligature(glyph, &text)),
        }
    }
}

/// The characters of one glyph that stands for several, each with its part of
/// the box.
fn ligature(glyph: Glyph, text: &str) -> impl Iterator<Item = Glyph> {
    let count = text.chars().count() as f32;
    let across = matches!(glyph.turn, Turn::Up | Turn::Down | Turn::Slanted);
    let whole = glyph.place;
    text.chars().enumerate().map(move |(i, text)| {
        let at = i as f32 / count;
        let place = if across {
            Rect { x: whole.x + whole.w * at, w: whole.w / count, ..whole }
        } else {
            Rect { y: whole.y + whole.h * at, h: whole.h / count, ..whole }
        };
        Glyph { text, place, ..glyph }
    })
}

impl<'a> Device<'a> for GlyphReader<'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        let Some(first) = run.glyphs().first() else { return };
        let font = self.font_number(first);
        let vertical = run.writing_mode() == WritingMode::Vertical;
        let invisible = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            let text = self.text(glyph);
            let shape = GlyphShape::new(glyph, vertical, text.as_ref());
            let transform = props.transform * glyph.transform();
            if let Some((place, size, turn)) = shape.on_page(transform) {
                self.push(Glyph { text: UNKNOWN, place, size, turn, vertical, invisible, font }, text);
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1);
        self.shapes.path(path, props.transform, &props.paint, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        let pixels = kurbo::Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.shapes.picture(props.transform.transform_rect_bbox(pixels));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_clip_rect(&mut self, _: &kurbo::Rect) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn pop_transparency_group(&mut self) {}
}

/// The em of PDF fonts, in the units of their glyphs.
const EM: f64 = 1000.0;

/// How far a character reaches below and above the line it stands on, in units
/// of the glyph. The glyphs' own boxes are not asked: they are slow to get, and
/// a comma's box tells nothing of the height of its line.
const BELOW: f64 = -120.0;
const ABOVE: f64 = 880.0;

/// The box of a glyph in its own units.
struct GlyphShape {
    width: f64,
    /// Type 3 fonts count in units of their own, so their size is told by the
    /// width of an ideograph alone.
    own_units: bool,
}

impl GlyphShape {
    fn new(glyph: &FontGlyph<'_>, vertical: bool, text: Option<&BfString>) -> GlyphShape {
        let full = matches!(text, Some(BfString::Char(c)) if *c >= '\u{2e80}');
        let told = match glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        let usual = if full || vertical { EM } else { EM / 2.0 };
        let width = match told {
            Some(width) if width > 0.0 && !vertical => f64::from(width),
            _ => usual,
        };
        GlyphShape { width, own_units: full && matches!(glyph, FontGlyph::Type3(_)) }
    }

    /// The box on the page, the size, and which way the glyph is turned; none
    /// for a glyph without extent.
    fn on_page(&self, transform: Affine) -> Option<(Rect, f32, Turn)> {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let (right, up) = (Vec2::new(a, b) * EM, Vec2::new(c, d) * EM);
        let mut size = up.hypot();
        let width = right.hypot() * self.width / EM;
        let mut scale = 1.0;
        if self.own_units && !(0.5..2.0).contains(&(width / size)) {
            scale = width / size;
            size = width;
        }
        if !(size.is_finite()
            && width.is_finite()
            && size > 0.1
            && width > 0.0
            && e.is_finite()
            && f.is_finite())
        {
            return None;
        }
        let corner = |x: f64, y: f64| Point::new(x, y * scale);
        let outline = kurbo::Rect::from_points(corner(0.0, BELOW), corner(self.width, ABOVE));
        Some((page_rect(transform.transform_rect_bbox(outline)), size as f32, turn(right)))
    }
}

/// Which way a character is turned whose line runs along `right`, on a page
/// whose ordinates grow downwards.
fn turn(right: Vec2) -> Turn {
    // A tenth is six degrees: scanned pages are turned back by less.
    if right.y.abs() <= 0.1 * right.x.abs() {
        if right.x > 0.0 { Turn::Up } else { Turn::Down }
    } else if right.x.abs() <= 0.1 * right.y.abs() {
        if right.y > 0.0 { Turn::Right } else { Turn::Left }
    } else {
        Turn::Slanted
    }
}

/// The middle of a rectangle.
pub(super) fn middle(place: &Rect) -> (f32, f32) {
    (place.x + place.w / 2.0, place.y + place.h / 2.0)
}

/// A rectangle of the interpreter's as one of the layout's.
pub(super) fn page_rect(rect: kurbo::Rect) -> Rect {
    Rect { x: rect.x0 as f32, y: rect.y0 as f32, w: rect.width() as f32, h: rect.height() as f32 }
}
