//! Small PDF files made for tests and examples: one font, one habit of real
//! files each. Fonts are named and not embedded, so a file has a few hundred
//! bytes.

use std::fmt::Write as _;

/// A PDF file under construction: its objects, numbered from 1.
#[derive(Default)]
pub(crate) struct Builder {
    objects: Vec<Vec<u8>>,
}

impl Builder {
    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream with further entries of its dictionary.
    pub(crate) fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut object = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.add(object)
    }

    /// A composite font that is not embedded and names its characters by a
    /// predefined encoding and a character collection.
    pub(crate) fn font(&mut self, encoding: &str, ordering: &str) -> usize {
        self.composite_font(encoding, ordering, "", "")
    }

    /// The same with entries of the font (`/ToUnicode`) and of its descriptor
    /// (`/FontFile3`).
    pub(crate) fn composite_font(
        &mut self,
        encoding: &str,
        ordering: &str,
        entries: &str,
        descriptor: &str,
    ) -> usize {
        let descriptor = self.add(format!(
            "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 \
             /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 {descriptor} >>"
        ));
        let descendant = self.add(format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /FontDescriptor {descriptor} 0 R \
             /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 4 >> >>"
        ));
        self.add(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song-{encoding} /Encoding /{encoding} \
             /DescendantFonts [{descendant} 0 R] {entries} >>"
        ))
    }

    /// The file with one page for each content stream; all use `font` as `/F1`.
    pub(crate) fn finish(mut self, font: usize, page_entries: &str, contents: &[String]) -> Vec<u8> {
        let tree = self.objects.len() + 2 * contents.len() + 1;
        let mut kids = String::new();
        for content in contents {
            let stream = self.stream("", content.as_bytes());
            let page = self.add(format!(
                "<< /Type /Page /Parent {tree} 0 R /Contents {stream} 0 R /Resources << /Font << /F1 {font} 0 R >> >> \
                 {page_entries} >>"
            ));
            let _ = write!(kids, "{page} 0 R ");
        }
        let count = contents.len();
        self.add(format!("<< /Type /Pages /MediaBox [0 0 595 842] /Count {count} /Kids [{kids}] >>"));
        let root = self.add(format!("<< /Type /Catalog /Pages {tree} 0 R >>"));
        self.write(root)
    }

    fn write(self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (i, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 1);
        let end = format!(
            "xref\n0 {size}\n{table}trailer << /Size {size} /Root {root} 0 R /ID [<0123> <0123>] >>\n\
             startxref\n{start}\n%%EOF\n"
        );
        file.extend_from_slice(end.as_bytes());
        file
    }
}

/// A page's operators.
#[derive(Default)]
pub(crate) struct Operators(pub(crate) String);

impl Operators {
    /// Shows a line of ideographs of `size` with its left end at (x, y), counted
    /// from the lower left corner; for fonts encoded in UCS-2.
    pub(crate) fn line(&mut self, size: f32, x: f32, y: f32, text: &str) {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
        self.codes(size, x, y, &codes);
    }

    /// The same with the codes of a font as hexadecimal digits.
    pub(crate) fn codes(&mut self, size: f32, x: f32, y: f32, codes: &str) {
        let _ = writeln!(self.0, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET");
    }

    /// Sets text in a column `width` characters wide, `lead` points from line
    /// to line, and gives the height below it.
    pub(crate) fn column(
        &mut self,
        size: f32,
        x: f32,
        mut y: f32,
        width: usize,
        lead: f32,
        text: &str,
    ) -> f32 {
        let characters: Vec<char> = text.chars().collect();
        for line in characters.chunks(width) {
            self.line(size, x, y, &line.iter().collect::<String>());
            y -= lead;
        }
        y
    }

    /// A rule from corner to corner.
    pub(crate) fn rule(&mut self, x: f32, y: f32, w: f32, h: f32) {
        let _ = writeln!(self.0, "{x} {y} {w} {h} re f");
    }
}
