//! XML as a stream of elements, with limits: what every XML reader here
//! shares.
//!
//! Entities that a file defines are never expanded, and elements nested
//! deeper than [`DEEPEST`] are an error, so that no small file grows large.

use crate::error::{Error, Result};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// Elements may be nested this deep; the formats need about ten.
const DEEPEST: usize = 256;

/// A part of an XML file.
pub(super) enum Part<'a> {
    /// An element begins; `empty` where it has no content (`<a/>`), for which
    /// no end follows.
    Start { element: Element<'a>, empty: bool },
    /// An element ends.
    End { name: Cow<'a, str> },
    /// Characters, entities resolved.
    Text(Cow<'a, str>),
    /// The file is over.
    Over,
}

/// The begin tag of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl<'a> Element<'a> {
    /// The element's name without a prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// Its attributes in order: name without a prefix, value with entities
    /// resolved. Those that are no attributes are passed over.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let all = self.0.html_attributes();
        Checked(all).map(|a| (local(a.key.0), resolve(a.value)))
    }

    /// The value of attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes().find(|a| a.0 == name).map(|a| a.1)
    }

    /// The number that attribute `name` is.
    pub fn number(&self, name: &str) -> Option<f32> {
        number(&self.attribute(name)?)
    }
}

/// Attributes, duplicates not looked for.
struct Checked<'a>(quick_xml::events::attributes::Attributes<'a>);

impl<'a> Iterator for Checked<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.0.with_checks(false);
        loop {
            match self.0.next()? {
                Ok(a) => return Some(a),
                Err(_) => continue,
            }
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |n| n.1)
}

/// A finite number; lengths of these files stay far below a million.
pub(super) fn number(text: &str) -> Option<f32> {
    text.trim().parse::<f32>().ok().filter(|n| n.abs() < 1e7)
}

/// Reads the parts of a file.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    path: &'a str,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str, path: &'a str) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        // HTML closes some elements by others.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { reader, text, path, depth: 0 }
    }

    /// The next part.
    ///
    /// # Errors
    /// When the text is no XML or its elements are nested too deep; the
    /// message names the file and the line.
    pub fn next(&mut self) -> Result<Part<'a>> {
        loop {
            let event = self.reader.read_event().map_err(|e| self.error(&e.to_string()))?;
            return Ok(match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.error("elements nested too deep"));
                    }
                    Part::Start { element: Element(element), empty: false }
                }
                Event::Empty(element) => Part::Start { element: Element(element), empty: true },
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Part::End { name: local(end.name().0).to_owned().into() }
                }
                Event::Text(text) => Part::Text(resolve(text.into_inner())),
                Event::CData(text) => Part::Text(text.into_inner()),
                Event::GeneralRef(name) => Part::Text(entity(&name).map_or(Cow::Borrowed(""), Cow::Owned)),
                Event::Eof => Part::Over,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// An error at the place that has been reached.
    pub fn error(&self, what: &str) -> Error {
        let at =
            (self.reader.error_position().max(self.reader.buffer_position()) as usize).min(self.text.len());
        let line = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() + 1;
        Error::line(self.path, line as u64, what)
    }
}

/// Text with its entities resolved; those that are not known stay.
fn resolve(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((value, end)) => {
                out.push_str(&value);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What `&name;` stands for.
fn entity(name: &str) -> Option<String> {
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "mdash" => '—',
        "ndash" => '–',
        "middot" => '·',
        "hellip" => '…',
        _ => {
            let code = name.strip_prefix('#')?;
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => code.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
    };
    Some(c.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String> {
        let mut parts = Xml::new(xml, "t.xml");
        let mut out = String::new();
        loop {
            match parts.next()? {
                Part::Text(t) => out.push_str(&t),
                Part::Over => return Ok(out),
                _ => {}
            }
        }
    }

    #[test]
    fn entities_are_resolved_but_never_expanded() {
        assert_eq!(texts("<a>禾&amp;川&#26085;&#x62A5;</a>").unwrap(), "禾&川日报");
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>禾&y;川</a>";
        assert_eq!(texts(bomb).unwrap(), "禾川");
    }

    #[test]
    fn damage_is_an_error_with_its_line() {
        let deep = "<a>".repeat(1000);
        assert!(texts(&deep).unwrap_err().to_string().contains("deep"));
        let error = texts("<a>\n<b>\n<c attr=\"").unwrap_err();
        assert_eq!(error.line_number(), Some(3), "{error}");
    }
}
