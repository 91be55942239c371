//! Graphviz DOT (<https://graphviz.org/doc/info/lang.html>).

use super::safe;
use super::view::{EDGE_FIELDS, Kind, NODE_FIELDS, Value, View, edge_values, node_values};
use crate::error::Result;
use std::io::{self, Write};

/// Writes the graph as an undirected DOT graph. Every name is a quoted string.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn dot<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_dot(&graph.into(), out)?)
}

fn write_dot(view: &View, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "graph baozhi {{")?;
    for (i, node) in view.graph.nodes().enumerate() {
        write!(out, "  {} [", quoted(&node.key))?;
        let columns = view.columns.iter().map(|(name, v)| {
            (name.as_str(), Kind::Float, Value::Float(v.get(i).copied().unwrap_or(f64::NAN)))
        });
        let fields = NODE_FIELDS.iter().zip(node_values(node)).map(|(&(n, k), v)| (n, k, v));
        attributes(&mut out, fields.chain(columns))?;
        writeln!(out, "];")?;
    }
    for e in view.graph.edges() {
        write!(out, "  {} -- {} [", quoted(&e.source.key), quoted(&e.target.key))?;
        let fields = EDGE_FIELDS.iter().zip(edge_values(view.graph.graph(), &e));
        attributes(&mut out, fields.map(|(&(n, k), v)| (n, k, v)))?;
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn attributes<'a>(
    out: &mut impl Write,
    fields: impl Iterator<Item = (&'a str, Kind, Value<'a>)>,
) -> io::Result<()> {
    let mut first = true;
    for (name, kind, value) in fields.filter(|(_, _, v)| !v.is_empty()) {
        let comma = if std::mem::take(&mut first) { "" } else { ", " };
        let value = value.to_string();
        let value = if kind == Kind::Text { quoted(&value) } else { value };
        write!(out, "{comma}{}={value}", quoted(name))?;
    }
    Ok(())
}

/// A quoted string: `"` and `\` are escaped, since `\N` and its like would be
/// replaced in a label; control characters become U+FFFD.
fn quoted(text: &str) -> String {
    let mut s = String::with_capacity(text.len() + 2);
    s.push('"');
    for c in safe::plain(text).chars() {
        if matches!(c, '"' | '\\') {
            s.push('\\');
        }
        s.push(c);
    }
    s.push('"');
    s
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_string_ends_where_it_should() {
        assert_eq!(quoted(r#"a"b\"#), r#""a\"b\\""#);
        assert_eq!(quoted("a\nb\0"), "\"a\u{fffd}b\u{fffd}\"");
    }
}
