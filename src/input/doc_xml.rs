//! Dumps of `<doc>` elements, as crawlers and search engines give them:
//! `<doc><title>…</title><datetime>…</datetime><body>…</body></doc>`, and
//! Sogou's `<doc><contenttitle>…</contenttitle><content>…</content></doc>`.
//!
//! These are no XML: nothing is escaped in them, no element is nested. Each
//! element's text runs to its own end tag.

use super::columns::Columns;
use super::fields::Fields;
use std::borrow::Cow;

/// What ends an entry, in small letters or in capitals.
pub(crate) const ENDS: [&[u8]; 2] = [b"</doc>", b"</DOC>"];

/// Where the first entry of `dump` ends, its end tag with it.
pub(crate) fn entry_end(dump: &[u8]) -> Option<usize> {
    let ends = ENDS.iter().filter_map(|end| Some(memchr::memmem::find(dump, end)? + end.len()));
    ends.min()
}

/// Where the first entry of `dump` begins; the list that it stands in, `<doclist>`,
/// is none.
pub(crate) fn entry_start(dump: &[u8]) -> Option<usize> {
    let is_entry = |at: &usize| matches!(dump.get(at + "<doc".len()), Some(b'>' | b' '));
    let first = |tag: &str| memchr::memmem::find_iter(dump, tag).find(is_entry);
    ["<doc", "<DOC"].into_iter().filter_map(first).min()
}

/// The fields of one entry: all up to and with its `</doc>`.
pub(crate) fn fields(entry: &str, columns: &Columns) -> Fields {
    let mut fields = Fields::default();
    let start = entry_start(entry.as_bytes()).and_then(|at| Some(at + entry[at..].find('>')? + 1));
    let mut rest = &entry[start.unwrap_or(entry.len())..];
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>').filter(|n| *n <= 64) else { continue };
        let name = rest[..close].split_whitespace().next().unwrap_or_default();
        if name.is_empty() || name.starts_with('/') {
            continue;
        }
        let after = &rest[close + 1..];
        let Some(end) = after.find(&format!("</{name}>")) else { continue };
        fields.offer_named(name, columns.field(name), unescape(&after[..end]).trim());
        rest = &after[end + name.len() + 3..];
    }
    fields
}

/// The five entities of XML, and CDATA marks, where a dump has them after all.
fn unescape(text: &str) -> Cow<'_, str> {
    let text = match text.trim().strip_prefix("<![CDATA[").and_then(|t| t.strip_suffix("]]>")) {
        Some(inner) => return Cow::Borrowed(inner),
        None => text,
    };
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    // &amp; last: what it leaves is no entity.
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    Cow::Owned(pairs.iter().fold(text.to_owned(), |t, (from, to)| t.replace(from, to)))
}

#[cfg(test)]
mod tests {
    use super::super::columns::Field;
    use super::*;

    #[test]
    fn both_kinds_of_dumps_are_read() {
        let columns = Columns::default();
        let a = fields(
            "<doc><id>7</id><url>http://x</url><title>春灌开始</title><datetime>2023-4-5 14:56:00</datetime><body>\t昨日，“A<B”。\n\t又讯。</body></doc>",
            &columns,
        );
        assert_eq!(a.get(Field::Title), Some("春灌开始"));
        assert_eq!(a.get(Field::Text), Some("昨日，“A<B”。\n\t又讯。"));
        assert_eq!(a.date().map(|d| d.iso()).as_deref(), Some("2023-04-05"));
        let b = fields(
            "<doc>\n<url>http://x</url>\n<docno>a-1</docno>\n<contenttitle>春灌 &amp; 春种</contenttitle>\n<content>昨日。</content>\n</doc>",
            &columns,
        );
        assert_eq!((b.get(Field::Id), b.get(Field::Title)), (Some("a-1"), Some("春灌 & 春种")));
        let c = fields(
            "<DOC id=\"a\"><HEADLINE>春灌开始</HEADLINE><TEXT><P>昨日，A<B。</P><P>又<b>讯</b>。</P></TEXT></DOC>",
            &columns,
        );
        assert_eq!(c.get(Field::Title), Some("春灌开始"));
        // The markup goes when the fields become an article.
        assert_eq!(c.get(Field::Text), Some("<P>昨日，A<B。</P><P>又<b>讯</b>。</P>"));
        assert_eq!(a.unread(), ["url"]);
        let listed = fields("<doclist>\n<doc>\n<title>春灌开始</title><body>昨日。</body></doc>", &columns);
        assert_eq!(listed.get(Field::Title), Some("春灌开始"));
        assert!(fields("<doc><title>cut", &columns).is_empty());
        assert!(fields("nothing", &columns).is_empty());
    }
}
